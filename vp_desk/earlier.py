"""What readers know already: every figure that ever left the vault, exact and as it was told.

A figure keeps its exact value for ever, also when it was hidden: without it later years could not be
protected. When the value behind a figure changes after it was told (a late case, a correction), the old
and the new one are two figures, and their difference is a third: who has both files can subtract.

Source: rulings on disclosure; Hundepool and others, Statistical Disclosure Control (2012), 5.8 on tables
that are published again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from itertools import combinations
from typing import Final, cast

from vp_desk.aggregate import Count, CountTable, Key, Measure, Printed
from vp_desk.axes import PERIOD, cell_id
from vp_desk.suppression import Cell, Reader, Relation, State, determined, with_ranges

#: Begins the name of a change between two values of one figure.
CHANGE: Final = "change:"


def name_of(key: str) -> str:
    """The name of a figure or change without which of its values: `cases|period=2024#2`."""
    return key.partition("#")[0]


def figure_of(key: str) -> str:
    """The figure itself, also behind a change: `change:cases|period=2024#1-2`."""
    return name_of(key).removeprefix(CHANGE)


class Standing(Enum):
    """How a figure of a publication was told."""

    SHOWN = "s"
    BAND = "b"  # only its bounds
    HIDDEN = "h"
    UNTOLD = "u"  # in no table that left the vault, but a reader may reckon with it
    REST = "r"  # what is left of others: no count of anything
    PUBLIC = "p"  # printed long before, by others

    @property
    def known(self) -> bool:
        """Whether readers know the exact value."""
        return self in (Standing.SHOWN, Standing.PUBLIC)

    @property
    def told(self) -> bool:
        """Whether it stood in a table of ours, in whatever way."""
        return self in (Standing.SHOWN, Standing.BAND, Standing.HIDDEN)


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """One figure of a publication."""

    #: Exact value, and the number of cases under it.
    count: Count
    standing: Standing
    #: What a reader knows of it while it is not shown (None = no upper bound).
    low: int = 0
    high: int | None = None
    #: Must keep at least two possible values.
    sensitive: bool = False

    @property
    def untold(self) -> "KeptFigure":
        """The same, for who did not get a table in which it stands."""
        if self.standing.told:
            return KeptFigure(self.count, Standing.UNTOLD, sensitive=self.sensitive)
        return self


@dataclass(frozen=True)
class KeptPublication:
    """All figures of one reporting year as they were protected together, by name."""

    #: Code of the reporting year.
    year: str
    threshold: int
    figures: Mapping[str, KeptFigure] = field(repr=False)
    #: Name of each printed table → its figures.
    tables: Mapping[str, tuple[str, ...]] = field(repr=False)
    #: Figures of others of which only bounds are known, as they were printed long before.
    ranges: Mapping[str, tuple[int, int | None]] = field(repr=False)
    #: What adds up to nothing.
    relations: tuple[Relation, ...] = field(repr=False)

    def tells_as(self, other: "KeptPublication") -> bool:
        """Whether it tells the same figures in the same way."""
        mine, theirs = (
            {name: (each.count, each.standing) for name, each in kept.figures.items()}
            for kept in (self, other)
        )
        return (self.year, self.tables, mine) == (other.year, other.tables, theirs)

    def to_stored(self) -> dict[str, object]:
        """As JSON can hold it; figures are numbered in the relations."""
        # A signal tells of figures that it does not hold: they are in its relations alone.
        tied = (name for relation in self.relations for name, _ in relation)
        names = [*dict.fromkeys((*self.figures, *self.ranges, *tied))]
        place = {name: number for number, name in enumerate(names)}
        return {
            "year": self.year,
            "threshold": self.threshold,
            "names": names,
            "figures": [
                [
                    *figure.count,
                    figure.standing.value,
                    figure.low,
                    figure.high,
                    int(figure.sensitive),
                ]
                for figure in self.figures.values()
            ],
            "ranges": [[*bounds] for bounds in self.ranges.values()],
            "tables": {
                table: [place[name] for name in names] for table, names in self.tables.items()
            },
            "relations": [
                [number for name, factor in relation for number in (place[name], factor)]
                for relation in self.relations
            ],
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, object]) -> "KeptPublication":
        """Read what `to_stored` made."""
        names = cast("Sequence[str]", stored["names"])
        figures = cast("Sequence[tuple[int, int, str, int, int | None, int]]", stored["figures"])
        ranges = cast("Sequence[tuple[int, int | None]]", stored["ranges"])
        tables = cast("Mapping[str, Sequence[int]]", stored["tables"])
        relations = cast("Sequence[Sequence[int]]", stored["relations"])
        return cls(
            str(stored["year"]),
            cast("int", stored["threshold"]),
            {
                name: KeptFigure(Count(value, cases), Standing(told), low, high, bool(sensitive))
                for name, (value, cases, told, low, high, sensitive) in zip(
                    names, figures, strict=False
                )
            },
            {table: tuple(names[n] for n in places) for table, places in tables.items()},
            {
                name: (low, high)
                for name, (low, high) in zip(names[len(figures) :], ranges, strict=False)
            },
            tuple(
                tuple(
                    (names[place], factor)
                    for place, factor in zip(numbers[::2], numbers[1::2], strict=True)
                )
                for numbers in relations
            ),
        )


@dataclass(frozen=True)
class Told:
    """A publication of which some tables left the vault."""

    kept: KeptPublication
    #: Names of the printed tables in the editions that were written.
    tables: frozenset[str]

    @cached_property
    def figures(self) -> Mapping[str, KeptFigure]:
        """Its figures as readers got them."""
        given = {name for table in self.tables for name in self.kept.tables.get(table, ())}
        return {
            name: figure if name in given else figure.untold
            for name, figure in self.kept.figures.items()
        }


@dataclass(frozen=True, slots=True)
class _Vintage:
    """A figure as it could be read off at some time."""

    #: Which of its values this is; it stays that, whatever is told later.
    place: str
    #: What adds up to it.
    names: tuple[str, ...]
    #: Its value, and how it was told.
    figure: KeptFigure


@dataclass(slots=True)
class _Value:
    """One value that a figure had, with all that was told of it as long as it had it."""

    #: Of the figure, and which of its values this is: `cases|period=2024#1`.
    key: str
    figure: KeptFigure
    #: In the model: the name of the figure itself when it has this value still.
    name: str = ""

    @property
    def place(self) -> str:
        """Which of the values of the figure it is: `1`."""
        return self.key.rpartition("#")[2]

    def learn(self, other: KeptFigure) -> None:
        """Hear of it once more."""
        mine = self.figure
        standings = (Standing.PUBLIC, Standing.SHOWN, Standing.BAND, Standing.HIDDEN)
        told = next((s for s in standings if s in (mine.standing, other.standing)), mine.standing)
        highs = [high for high in (mine.high, other.high) if high is not None]
        self.figure = KeptFigure(
            mine.count,
            told,
            max(mine.low, other.low),
            min(highs, default=None),
            mine.sensitive or other.sensitive,
        )

    def cell(self, threshold: int, given: frozenset[str]) -> Cell:
        """For the engine: it cannot be told otherwise any more."""
        value, figure = self.figure.count.value, self.figure
        if figure.standing.known:
            return Cell(self.name, value, State.PUBLIC)
        # Small then, or by the threshold of now.
        small = figure.sensitive or 0 < figure.count.cases < threshold
        secret = small and figure.standing is not Standing.REST and self.key not in given
        return Cell(self.name, value, State.HIDDEN, figure.low, figure.high, secret)


class _Values:
    """The values that each figure had, over all publications."""

    def __init__(self, publications: Sequence[Told], now: Mapping[str, int]) -> None:
        """Collect them.

        Args:
            publications: oldest first.
            now: the value that a figure has now; of figures that are not counted now, the last one stays.
        """
        self.by_figure: dict[str, list[_Value]] = {}
        #: Per publication, the value that each figure had in it.
        self._in: list[dict[str, _Value]] = []
        self._publications = publications
        for told in publications:
            then: dict[str, _Value] = {}
            for name, figure in told.figures.items():
                had = self.by_figure.setdefault(name, [])
                if had and had[-1].figure.count.value == figure.count.value:
                    had[-1].learn(figure)
                else:
                    had.append(_Value(f"{name}#{len(had) + 1}", figure))
                then[name] = had[-1]
            self._in.append(then)
        for name, had in self.by_figure.items():
            for value in had:
                value.name = value.key
            if now.get(name, had[-1].figure.count.value) == had[-1].figure.count.value:
                had[-1].name = name

    def ranges(self) -> dict[str, tuple[int, int | None]]:
        """Figures of which only bounds are known; the last print counts."""
        found: dict[str, tuple[int, int | None]] = {}
        for told in self._publications:
            found |= told.kept.ranges
        return {name: bounds for name, bounds in found.items() if name not in self.by_figure}

    def relations(self) -> Iterator[Relation]:
        """What added up in each publication."""
        for told, then in zip(self._publications, self._in, strict=True):
            for relation in told.kept.relations:
                yield tuple((then[n].name if n in then else n, factor) for n, factor in relation)

    def changes(
        self, counts: Mapping[str, Count], threshold: int, given: frozenset[str]
    ) -> Iterator[tuple[Cell, Relation]]:
        """The difference between each two values of a figure, and what ties it to them.

        Also between values that do not follow on each other: what nobody may know at once is not told in
        two steps either. A reader is supposed to know whether a figure went up or down. It is small when
        few cases came in or went out on balance: of conversations and the like, when hardly more or fewer
        cases have them.
        """
        for name in self.by_figure:
            for before, after in combinations(self._vintages(name, counts), 2):
                old, new = before.figure, after.figure
                if {Standing.PUBLIC, Standing.REST} & {old.standing, new.standing}:
                    continue
                if not {*before.names}.isdisjoint(after.names):
                    continue  # between them are the late cases, and these have a name
                up = new.count.value - old.count.value
                if not up:
                    continue  # it changed and changed back
                few = abs(new.count.cases - old.count.cases) < threshold
                change = f"{CHANGE}{name}#{before.place}-{after.place}"
                # A figure that was shown and is not shown any more has changed, and mostly by little.
                low = 1 if old.standing.known else 0
                high = threshold - 1 if few and abs(up) < threshold else None
                secret = few and change not in given
                yield (
                    Cell(change, abs(up), State.HIDDEN, low, high, secret),
                    (
                        *((each, 1) for each in after.names),
                        *((each, -1) for each in before.names),
                        (change, -1 if up > 0 else 1),
                    ),
                )

    def _vintages(self, name: str, counts: Mapping[str, Count]) -> Iterator["_Vintage"]:
        """The values of a figure, oldest first."""
        had = self.by_figure[name]
        late_name = name.replace(f"{Measure.CASES}|", f"{Measure.LATE}|")
        for value in had:
            yield _Vintage(value.place, (value.name,), value.figure)
            if late_name == name or late_name not in self.by_figure:
                continue
            # A later report told how many came in late: with them it is a newer value.
            late = [t[late_name] for t in self._in if t.get(name) is value and late_name in t]
            for more in {each.key: each for each in late}.values():
                known = value.figure.standing.known and more.figure.standing.known
                total = Count(*map(sum, zip(value.figure.count, more.figure.count, strict=True)))
                standing = Standing.SHOWN if known else Standing.UNTOLD
                place = f"{value.place}+{more.place}"
                yield _Vintage(place, (value.name, more.name), KeptFigure(total, standing))
        if name in counts and had[-1].name != name:
            yield _Vintage("now", (name,), KeptFigure(counts[name], Standing.UNTOLD))


@dataclass(frozen=True)
class Beside:
    """What was told before, laid beside new figures."""

    #: New figures that readers know something of already, by name.
    same: Mapping[str, KeptFigure]
    #: Names of new figures that they were told of with another value.
    changed: frozenset[str]
    #: Names of new figures that they have worked out.
    given_away: frozenset[str]
    #: Figures of before that are none of the new ones, and changes.
    cells: tuple[Cell, ...]
    ranges: Mapping[str, tuple[int, int | None]]
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class Earlier:
    """Everything that was told before."""

    #: Oldest first.
    publications: tuple[Told, ...] = ()
    #: What was found before, by threshold.
    _found: dict[int, frozenset[str]] = field(
        default_factory=dict[int, frozenset[str]], repr=False, compare=False
    )

    def __bool__(self) -> bool:
        """Whether anything was told."""
        return bool(self.publications)

    def worked_out(self, threshold: int) -> frozenset[str]:
        """Keys of small values, and of changes, that readers can work out from what they have.

        More than `given_away`: of a figure that had several values, which of them. See `name_of`.
        """
        if not self:
            return frozenset()
        if threshold not in self._found:
            self._found[threshold] = self._work_out(threshold)
        return self._found[threshold]

    def _work_out(self, threshold: int) -> frozenset[str]:
        values = _Values(self.publications, {})
        cells, ranges, relations = _model(values, {}, threshold, frozenset())
        loose, held = with_ranges({cell.id: cell.value for cell in cells}, ranges, relations)
        hidden = {cell.id for cell in (*cells, *loose) if cell.state is State.HIDDEN}
        known = determined([*cells, *loose], held, hidden, reader=Reader.P)
        keys = {value.name: value.key for had in values.by_figure.values() for value in had}
        return frozenset(keys.get(name, name) for name in known)

    def given_away(self, threshold: int) -> frozenset[str]:
        """Names of small figures, and of changes of figures, that readers can work out already.

        Args:
            threshold: a figure or a change is small when fewer cases lie under it.
        """
        return frozenset(map(name_of, self.worked_out(threshold)))

    def beside(
        self, counts: Mapping[str, Count], public: Mapping[str, Printed], threshold: int
    ) -> Beside:
        """Lay new figures beside it.

        Args:
            counts: exact figures of our own by name.
            public: figures that others printed before, by name.
            threshold: a figure or a change is small when fewer cases lie under it.
        """
        if not self:
            return Beside({}, frozenset(), frozenset(), (), {}, ())
        printed = {name: told.low for name, told in public.items() if told.low == told.high}
        now = printed | {name: count.value for name, count in counts.items()}
        values = _Values(self.publications, now)
        given = self.worked_out(threshold)
        cells, ranges, relations = _model(values, counts, threshold, given)
        relations = _reaching(
            relations, counts.keys(), {c.id for c in cells if c.state is State.PUBLIC}
        )
        tied = {name for relation in relations for name, _ in relation}
        last = {name: had[-1] for name, had in values.by_figure.items() if had[-1].name == name}
        return Beside(
            {name: value.figure for name, value in last.items() if name in counts},
            frozenset(
                name
                for name, had in values.by_figure.items()
                if name in counts and name not in last and had[-1].figure.standing.told
            ),
            frozenset(name for name, value in last.items() if value.key in given),
            tuple(cell for cell in cells if cell.id in tied and cell.id not in now),
            {n: b for n, b in ranges.items() if n in tied and n not in now and n not in public},
            relations,
        )


def _model(
    values: _Values, counts: Mapping[str, Count], threshold: int, given: frozenset[str]
) -> tuple[list[Cell], dict[str, tuple[int, int | None]], tuple[Relation, ...]]:
    cells = [value.cell(threshold, given) for had in values.by_figure.values() for value in had]
    relations = [*values.relations()]
    for cell, relation in values.changes(counts, threshold, given):
        cells.append(cell)
        relations.append(relation)
    return cells, values.ranges(), tuple(dict.fromkeys(relations))


def _reaching(
    relations: Sequence[Relation], names: Iterable[str], known: Collection[str]
) -> tuple[Relation, ...]:
    """The relations that hang together with some figures through figures that are not known.

    What stands apart from everything new tells nothing of it, and nothing new tells of it.
    """
    by_name: dict[str, list[int]] = {}
    for number, relation in enumerate(relations):
        for name, _ in relation:
            if name not in known:
                by_name.setdefault(name, []).append(number)
    waiting = [name for name in names if name in by_name]
    seen, kept = set(waiting), set[int]()
    while waiting:
        for number in by_name.pop(waiting.pop(), ()):
            if number not in kept:
                kept.add(number)
                fresh = {n for n, _ in relations[number] if n in by_name} - seen
                seen |= fresh
                waiting += fresh
    return tuple(relations[number] for number in sorted(kept))


def as_told(table: CountTable, years: Mapping[str, Mapping[str, Count]]) -> CountTable:
    """A table with the figures of some years as they were when they were told.

    A row that did not exist then is a gap, not a zero; the others add up without it.

    Args:
        table: counted now.
        years: code of a reporting year → its figures by name.
    """
    if not years:
        return table
    place = table.place_of(PERIOD)
    nodes = table.axes[place].by_code
    cells: dict[Key, Count | Printed] = {}
    for key, cell in table.cells.items():
        kept = years.get(nodes[key[place]].parent or key[place])
        told = cell if kept is None else kept.get(table.id_of(key))
        if told is not None:
            cells[key] = told
    sums: list[tuple[Key, tuple[Key, ...]]] = []
    for whole, family in table.equations():
        known = tuple(key for key in family if key in cells)
        if whole in cells and known and len(known) < len(family):
            sums.append((whole, known))
    return replace(table, cells=cells, other_sums=(*table.other_sums, *sums))


def tells(told: Told, year: str) -> bool:
    """Whether a publication told of the cases of a reporting year: its own, or one of its trend."""
    figure = told.figures.get(cell_id(Measure.CASES, {PERIOD: year}))
    return figure is not None and (figure.standing.told or told.kept.year == year)
