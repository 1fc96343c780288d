"""The gate: what may be told of a set of exact tables.

`release` is the only maker of a `ReleasedTable`. It takes all tables of one publication together,
since a figure hidden in one table can be worked out from the totals of another. The reason why a
figure is hidden is for the adviser's screen and travels apart from what is released.

Sources of the rules: "Small numbers" in the field notes: no threshold is prescribed; survey practice
is a minimum of 5, and a second figure is hidden where it would give the first away.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import product

from vp_desk.aggregate import Count, CountTable, Key, Measure, Printed
from vp_desk.earlier import Earlier, KeptFigure, KeptPublication, Standing, figure_of
from vp_desk.errors import VpDeskError
from vp_desk.figures import Figures, few_cases
from vp_desk.released import (
    GATE,
    Band,
    Gap,
    Hidden,
    Publication,
    ReleasedCell,
    ReleasedTable,
    Shown,
)
from vp_desk.shaping import merged_parts, shaped
from vp_desk.suppression import (
    SMALL_PART,
    Cell,
    Pattern,
    Relation,
    Standard,
    State,
    protect,
    with_ranges,
)
from vp_desk.telling import JOINT, SmallFigures, Telling

#: Bounds of the threshold: below 3 a hidden 1 cannot be kept apart from a 2.
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = 3, 10


class ThresholdError(VpDeskError):
    """A threshold that protects nobody, or hides everything."""

    def __init__(self) -> None:
        super().__init__(
            f"Kies een drempel van {LOWEST_THRESHOLD} tot en met {HIGHEST_THRESHOLD}. "
            "Een lagere drempel beschermt niemand."
        )


class UnprotectableError(VpDeskError):
    """Small figures that follow from what is already public."""

    def __init__(self, figures: Sequence[str]) -> None:
        #: All of them, in words.
        self.figures = tuple(figures)
        named = "; ".join(figures[:3])
        super().__init__(
            "Dit rapport kan niet veilig worden gemaakt: samen met wat al eerder is uitgegeven of "
            f"gepubliceerd verraadt het een klein aantal ({named}). Laat die tabel of de trend weg, "
            "toon kleine aantallen als band, of laat een jaar dat al is uitgegeven zoals het was."
        )


class Reason(Enum):
    """Why a figure is not told. Only for the adviser's own screen."""

    SMALL = "small"
    SECONDARY = "secondary"
    COLLAPSED = "collapsed"
    SMALL_UNIT = "small_unit"
    #: It was not told before; told now, it would give away what was hidden then.
    EARLIER = "earlier"


@dataclass(frozen=True, kw_only=True)
class Policy(Telling):
    """The rules of one vault for what may be told, with how the adviser chose to tell this year."""

    #: Secret of the vault: makes the choice of secondary cells unguessable and repeatable.
    seed: bytes = field(repr=False)
    #: A figure is small when 1 to threshold - 1 cases lie under it.
    threshold: int = 5
    #: How many values a small figure must keep for its readers: two, or three where that can be had.
    reader: Standard = Standard.P1
    #: Axis → nodes that are not broken down because too few people work there.
    small_nodes: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    #: What left the vault before: its readers have it beside this.
    earlier: Earlier = field(default=Earlier(), repr=False)

    @property
    def telling(self) -> Telling:
        """How the year is told, without the rules."""
        return Telling(small_figures=self.small_figures, dropped=self.dropped, merged=self.merged)

    def to_tell(self, telling: Telling) -> "Policy":
        """The same rules for a year that is told in another way."""
        return replace(
            self,
            small_figures=telling.small_figures,
            dropped=telling.dropped,
            merged=telling.merged,
        )

    def __post_init__(self) -> None:
        """Refuse a threshold out of bounds.

        Raises:
            ThresholdError: it is.
        """
        if not LOWEST_THRESHOLD <= self.threshold <= HIGHEST_THRESHOLD:
            raise ThresholdError


@dataclass(frozen=True)
class Account:
    """What the gate did, for the adviser's own screen."""

    #: Cell id → why it is not told.
    reasons: Mapping[str, Reason]
    #: Number of different figures of the threshold or more, and how many of them are told.
    large: int
    large_shown: int
    #: How the secondary cells were found.
    method: str
    #: Figures, in words, that keep two possible values where `Policy.reader` asks for three.
    narrow: tuple[str, ...] = ()
    #: Names of small figures that readers have worked out already, from what they got before.
    given_away: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Release:
    """The outcome of the gate: what may be told, and apart from it why the rest is not."""

    publication: Publication
    account: Account
    #: Every figure, exact and as it may be told: what later publications are laid beside.
    kept: KeptPublication = field(repr=False)
    #: The figures and sums that the engine was given, to look at them once more.
    cells: tuple[Cell, ...] = field(default=(), repr=False)
    relations: tuple[Relation, ...] = field(default=(), repr=False)


#: Told how many steps of how many are done; may raise to cancel.
Progress = Callable[[int, int], None]


def release(
    tables: Sequence[CountTable],
    policy: Policy,
    progress: Progress | None = None,
    *,
    estimate: bool = False,
    as_asked: bool = False,
) -> Release:
    """Decide what may be told of all tables of one publication together.

    Args:
        tables: all of them, also those that are not printed but can be worked out.
        policy: the rules.
        progress: hears of every step; may raise to cancel.
        estimate: only to know about how much would be told: as safe for readers A and P and ten times
            as fast, but who knows the program might learn from the choice. Never for what leaves.
        as_asked: tell small figures in no other way than asked for, when hiding them does not protect.

    Returns:
        The publication, with one status per figure in every table, and the account of it.

    Raises:
        UnprotectableError: what was published before gives a small figure away.
        CannotMergeError: rows of the telling do not belong together in these tables.
    """
    tables = shaped(tables, policy)
    figures = Figures(tables, merged_parts(tables, policy.merged))
    usual = SmallFigures.BAND if few_cases(figures.counts, figures.year) else SmallFigures.HIDE
    wanted = policy.small_figures or usual
    # Bands leave a reader more room than a hidden figure does: the next step when hiding fails.
    ways = dict.fromkeys((wanted,) if as_asked else (wanted, SmallFigures.BAND))
    attempt = None
    for way in ways:
        attempt = _Attempt(figures, policy, way)
        attempt.protect(progress, SMALL_PART if not estimate else 0)
        if not attempt.pattern.unprotectable:
            return attempt.release()
    raise UnprotectableError(_labels(figures, attempt.pattern.unprotectable if attempt else ()))


def untold(tables: Sequence[CountTable], policy: Policy) -> Publication:
    """A publication that tells nothing: the categories of a year, and no figure of them.

    What leaves as words alone is judged beside it: whatever number stands with a category is one too many.
    """
    return Publication(
        tables[-1].spec.years[-1].code if tables else "",
        policy.threshold,
        SmallFigures.HIDE,
        {
            table.spec.name: ReleasedTable(
                table.spec.name,
                table.spec.label,
                table.spec.measure.label,
                table.axes,
                {key: Hidden() for key in table.cells},
                {key: table.id_of(key) for key in table.cells},
                (),
                GATE,
            )
            for table in tables
            if table.spec.printed
        },
        (),
        frozenset(),
    )


def _labels(figures: Figures, names: Collection[str]) -> list[str]:
    """Figures in words, also those that are no figure of now."""
    changed = {name: figure_of(name) for name in names if figure_of(name) != name}
    found = figures.labels_of(name for name in names if name not in changed)
    for label in figures.labels_of(changed.values()):
        found.append(f"{label} (het verschil met wat eerder is uitgegeven)")
    return found or ["een aantal uit een eerder verslag"]


class _Attempt:
    """One way to tell small figures: what is hidden from the start, and what else that asks for."""

    def __init__(self, figures: Figures, policy: Policy, way: SmallFigures) -> None:
        self._figures = figures
        self._policy = policy
        self._way = way
        self._reasons: dict[str, Reason] = {}
        self._earlier = policy.earlier.beside(figures.counts, figures.public, policy.threshold)
        self.pattern = Pattern(frozenset(), frozenset(), "none")
        self._cells: tuple[Cell, ...] = ()
        self._relations: tuple[Relation, ...] = ()
        self._given: dict[str, Cell] = {}
        self._mark_small_units()
        self._mark_small()
        self._mark_breakdowns()
        self._mark_earlier()

    def _is_small(self, count: Count) -> bool:
        return 0 < count.cases < self._policy.threshold

    def _in_band(self, count: Count) -> bool:
        return self._way is SmallFigures.BAND and count.value < self._policy.threshold

    def _mark_small_units(self) -> None:
        for table in self._figures.tables:
            for place, axis in enumerate(table.axes):
                few = self._policy.small_nodes.get(axis.key, frozenset())
                few |= {code for code in axis.by_code if few.issuperset(code.split(JOINT))}
                for key in table.cells:
                    if key[place] in few:
                        self._reasons[table.id_of(key)] = Reason.SMALL_UNIT

    def _mark_small(self) -> None:
        for name, count in self._figures.counts.items():
            if name in self._figures.printed and (self._is_small(count) or self._in_band(count)):
                self._reasons.setdefault(name, Reason.SMALL)

    def _mark_breakdowns(self) -> None:
        """Never break down a small total: hide all its parts, zeros included, at every depth."""
        if self._way is SmallFigures.BAND:
            return
        parts: dict[str, list[str]] = {}
        for whole, family in self._figures.sums:
            parts.setdefault(whole, []).extend(family)
        queue = [name for name, reason in self._reasons.items() if reason is Reason.SMALL]
        done = set[str]()
        while queue:
            whole = queue.pop()
            if whole in done:
                continue
            done.add(whole)
            for part in parts.get(whole, ()):
                if part in self._figures.counts and part in self._figures.printed:
                    if self._reasons.get(part) is not Reason.SMALL_UNIT:
                        self._reasons[part] = Reason.COLLAPSED
                    queue.append(part)

    def _mark_earlier(self) -> None:
        """Published once is known for ever; hidden once stays hidden as long as it has that value."""
        for name, before in self._earlier.same.items():
            if before.standing.known:
                self._reasons.pop(name, None)
            elif before.standing.told and name in self._figures.printed:
                self._reasons.setdefault(name, Reason.EARLIER)

    def _before(self, name: str) -> KeptFigure | None:
        """What readers were told of a figure that has the same value still."""
        return self._earlier.same.get(name)

    def _cell(self, name: str, count: Count) -> Cell:
        """A figure for the engine: as this publication tells it, with what readers know already."""
        cell = self._own_cell(name, count)
        before = self._before(name)
        if before is None:
            return cell
        if before.standing.known:
            return Cell(name, count.value, State.PUBLIC)
        if cell.state is State.FREE:
            return replace(cell, low=max(cell.low, before.low))
        low, high = before.low, before.high
        # Who is told which figures are small, hears that of one anew, which was a part of a small total before.
        # Among bands there is nothing to hear: there it is untold because it was before, however low it is.
        # Of what goes up in a merged row readers suppose anew that it was small, by the threshold of now.
        anew = self._way is SmallFigures.HIDE and before.standing is Standing.HIDDEN
        if anew or name in self._figures.merged or not before.standing.told:
            highs = [each for each in (cell.high, high) if each is not None]
            low, high = max(cell.low, low), min(highs, default=None)
        secret = (cell.sensitive or before.sensitive) and name not in self._earlier.given_away
        return replace(cell, low=low, high=high, sensitive=secret)

    def _own_cell(self, name: str, count: Count) -> Cell:
        small = self._is_small(count)
        reason = self._reasons.get(name)
        if name not in self._figures.printed:
            guessed = name in self._figures.merged and count.value < self._policy.threshold
            high = self._policy.threshold - 1 if guessed else None
            return Cell(name, count.value, State.HIDDEN, 0, high, small)
        if reason is None:
            # Where every low figure is told as a band, a figure that is not told is not low.
            low = self._policy.threshold if self._way is SmallFigures.BAND else 0
            return Cell(name, count.value, low=low, weight=self._figures.worth(name))
        if reason in (Reason.SMALL_UNIT, Reason.COLLAPSED):
            secret = count.value > 0 if reason is Reason.SMALL_UNIT else small
            return Cell(name, count.value, State.HIDDEN, sensitive=secret)
        if reason is Reason.EARLIER:
            return Cell(name, count.value, State.HIDDEN, sensitive=small)
        highest = self._policy.threshold - 1
        if self._in_band(count):
            return Cell(name, count.value, State.HIDDEN, 0, highest, small)
        # Many conversations about few cases: no band stands there, so it is known not to be low.
        least = self._policy.threshold if self._way is SmallFigures.BAND else 1
        # Where a case counts once, as many are counted as there are cases: small is 1 to highest.
        counts_talks = name.startswith((f"{Measure.CONTACTS}|", f"{Measure.QUARTERS}|"))
        high = highest if count.value <= highest and not counts_talks else None
        return Cell(name, count.value, State.HIDDEN, least, high, small)

    def protect(self, progress: Progress | None, small_part: int) -> None:
        """Ask the engine what else must be hidden."""
        own = [self._cell(name, count) for name, count in self._figures.counts.items()]
        self._given = {cell.id: cell for cell in own}
        ties = (*self._figures.relations, *self._figures.implied, *self._earlier.relations)
        tied = {name for relation in ties for name, _ in relation}
        before = {name: told for name, told in self._figures.public.items() if name in tied}
        exact = {name: told.low for name, told in before.items() if told.low == told.high}
        cells = [*own, *(Cell(name, value, State.PUBLIC) for name, value in exact.items())]
        cells += self._earlier.cells
        # What was told as "<5" is known to be that: it may not be left out of the sums.
        ranges = {n: (told.low, told.high) for n, told in before.items() if n not in exact}
        loose, relations = with_ranges(
            {cell.id: cell.value for cell in cells}, {**self._earlier.ranges, **ranges}, ties
        )
        cells += loose
        self._cells, self._relations = tuple(cells), tuple(dict.fromkeys(relations))
        self.pattern = protect(
            cells,
            relations,
            seed=self._policy.seed,
            standard=self._policy.reader,
            progress=progress,
            small_part=small_part,
        )

    def release(self) -> Release:
        """What may be told, and the account of it."""
        figures = self._figures
        hidden = figures.counts.keys() - figures.printed - figures.left_over
        held = frozenset(self._relations)
        publication = Publication(
            self._figures.year.code,
            self._policy.threshold,
            self._way,
            {t.spec.name: self._released(t) for t in self._figures.tables if t.spec.printed},
            tuple(relation for relation in figures.relations if relation in held),
            frozenset(hidden),
            bool(self._earlier.same),
            not self._earlier.changed.isdisjoint(figures.printed),
        )
        return Release(
            publication, self._account(), self._kept(publication), self._cells, self._relations
        )

    def _kept(self, publication: Publication) -> KeptPublication:
        """Everything that later publications have to reckon with."""
        figures = self._figures
        held = frozenset(self._relations)
        kept = {name: self._kept_figure(name, count) for name, count in figures.counts.items()}
        for name, told in figures.public.items():
            if told.low == told.high:
                kept[name] = KeptFigure(Count(told.low, told.low), Standing.PUBLIC)
        ranges = {n: (told.low, told.high) for n, told in figures.public.items() if n not in kept}
        return KeptPublication(
            publication.year,
            publication.threshold,
            kept,
            {
                name: tuple(dict.fromkeys(n for n in table.ids.values() if n in figures.counts))
                for name, table in publication.tables.items()
            },
            ranges,
            tuple(r for r in (*figures.relations, *figures.implied) if r in held),
        )

    def _kept_figure(self, name: str, count: Count) -> KeptFigure:
        cell = self._given[name]
        if name in self._figures.left_over:
            standing = Standing.REST
        elif name not in self._figures.printed:
            standing = Standing.UNTOLD
        else:
            told = self._told_figure(name, count)
            standing = Standing.SHOWN if isinstance(told, Shown) else Standing.HIDDEN
            standing = Standing.BAND if isinstance(told, Band) else standing
        return KeptFigure(count, standing, cell.low, cell.high, cell.sensitive)

    def _released(self, table: CountTable) -> ReleasedTable:
        keys = tuple(product(*(tuple(axis.by_code) for axis in table.axes)))
        return ReleasedTable(
            table.spec.name,
            table.spec.label,
            table.spec.measure.label,
            table.axes,
            {key: self._told(table, key) for key in keys},
            {key: table.id_of(key) for key in keys},
            table.notes,
            GATE,
        )

    def _told(self, table: CountTable, key: Key) -> ReleasedCell:
        cell = table.cells.get(key)
        if cell is None:
            return Gap()
        if isinstance(cell, Printed):
            return cell
        return self._told_figure(table.id_of(key), cell)

    def _told_figure(self, name: str, count: Count) -> Shown | Band | Hidden:
        before, reason = self._before(name), self._reasons.get(name)
        if before is not None and before.standing is Standing.BAND and before.high is not None:
            return Band(0, before.high) if before.low == 0 else Hidden()
        if before is not None and before.standing is Standing.HIDDEN:
            return Hidden()
        if reason is Reason.SMALL and self._in_band(count):
            return Band(0, self._policy.threshold - 1)
        if reason is not None or name in self.pattern.secondary:
            return Hidden()
        return Shown(count.value)

    def _account(self) -> Account:
        reasons = self._reasons | dict.fromkeys(self.pattern.secondary, Reason.SECONDARY)
        large = {
            name
            for name in self._figures.printed
            if name in self._figures.counts
            and self._figures.counts[name].value >= self._policy.threshold
        }
        return Account(
            reasons,
            len(large),
            len(large - reasons.keys()),
            self.pattern.method,
            tuple(self._figures.labels_of(self.pattern.narrow)),
            self._policy.earlier.given_away(self._policy.threshold),
        )
