"""The ladder: what can be done when protection is impossible or costs too much, and what each step costs.

Hide small figures and never break down a small total → tell bands → leave a table out → tell rows, or
years, as one. Steps go together. The price of one is found by taking it beside the steps that were taken
before: the whole publication passes the gate, without the care that only matters for what leaves
(`estimate` of `release`). So a price may differ by a figure or two from what the chosen steps then tell.

Source: "Recommended", step 6, of the study behind docs/decisions/0003-suppression.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import Final

from vp_desk.aggregate import Count, CountTable
from vp_desk.axes import PERIOD, TOTAL, Axis
from vp_desk.disclosure import (
    HIGHEST_THRESHOLD,
    LOWEST_THRESHOLD,
    Policy,
    Progress,
    Release,
    UnprotectableError,
    release,
)
from vp_desk.figures import few_cases
from vp_desk.released import Shown
from vp_desk.shaping import CannotMergeError, figures_of, shaped
from vp_desk.taxonomy import UNKNOWN
from vp_desk.telling import Merging, SmallFigures, Telling

#: A way that loses more than this share of the larger figures costs too much to recommend by itself.
TOO_MUCH: Final = 0.10

#: So many steps are put together at most to find a way to recommend.
_MOST_STEPS: Final = 4


class Step(Enum):
    """The rungs, in the order in which they are tried."""

    HIDE = "hide"
    BANDS = "bands"
    DROP = "drop"
    MERGE = "merge"
    YEARS = "years"


#: One of these is always in use; of the others any number.
EITHER: Final = (Step.HIDE, Step.BANDS)


@dataclass(frozen=True, slots=True)
class Price:
    """What a way of telling costs its readers."""

    #: Figures of the threshold or more that are not told as such, and how many there are as planned.
    lost: int
    large: int
    #: Zeros that are not told as such.
    zeros: int = 0

    @property
    def share(self) -> float:
        """The part that is lost, 0 to 1."""
        return self.lost / self.large if self.large else 0.0


@dataclass(frozen=True, slots=True)
class About:
    """The table that is left out, or the rows or years that become one."""

    #: Name of the table, key of the axis; and its label.
    name: str
    label: str
    #: Codes and labels of the rows; none for a table.
    codes: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One step, taken beside the others that are in use; or given up, when it is in use itself."""

    step: Step
    #: All steps together once this one is taken, or given up.
    telling: Telling
    #: What is left out or made one, in words; None for the first two.
    about: About | None
    #: The step is in use. Its price is then that of doing without; for the first two, of going on.
    taken: bool
    price: Price
    #: Figures in words that stay unprotected; none = it protects everything.
    unprotected: tuple[str, ...] = ()

    @property
    def protects(self) -> bool:
        """Whether everything is protected."""
        return not self.unprotected


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rungs in the order of the ladder, and the steps to recommend."""

    #: The steps in use, beside which all of them are priced.
    base: Telling
    rungs: tuple[Rung, ...]
    #: One after the other; the last has the price of all together. None = nothing helps.
    recommended: tuple[Rung, ...]

    def of(self, step: Step) -> tuple[Rung, ...]:
        """The rungs of one kind, the best first: in use, what protects, then by price."""
        rungs = (rung for rung in self.rungs if rung.step is step)
        return tuple(sorted(rungs, key=lambda rung: (not rung.taken, *_worth(rung))))

    def best(self, step: Step) -> Rung | None:
        """The best rung of one kind."""
        return next(iter(self.of(step)), None)

    def together(self, turned: Iterable[Rung]) -> Telling:
        """All steps once several of the rungs are taken or given up, in that order.

        Of merged rows that share a row, the last stands.
        """
        found = self.base
        for rung in turned:
            if rung.step in EITHER:
                found = replace(found, small_figures=rung.telling.small_figures)
            found = replace(
                found, dropped=found.dropped ^ (rung.telling.dropped ^ self.base.dropped)
            )
            gone = frozenset(self.base.merged) - frozenset(rung.telling.merged)
            for new in (each for each in rung.telling.merged if each not in self.base.merged):
                gone |= {each for each in found.merged if each.shares_with(new)}
                found = replace(found, merged=(*found.merged, new))
            found = replace(found, merged=tuple(m for m in found.merged if m not in gone))
        return found


@dataclass(frozen=True, slots=True)
class ThresholdPrice:
    """How many figures a threshold tells."""

    threshold: int
    #: Figures other than zero that are told; None = with this threshold nothing helps.
    told: int | None


def climb(
    tables: Sequence[CountTable],
    policy: Policy,
    progress: Progress | None = None,
    recommended: tuple[Rung, ...] | None = None,
) -> Ladder:
    """Take every step of the ladder beside those in use, one by one, and say what it costs.

    Args:
        tables: exact, as planned.
        policy: the rules, with the steps that are in use.
        progress: hears of every step; may raise to cancel.
        recommended: the steps to recommend, when they are known already: those in use do not change them.
    """
    search = recommended is None and policy.telling != Telling()
    climber = _Climber(tables, policy, progress, rounds=2 if search else 1)
    rungs = climber.rungs(policy.telling)
    if recommended is None:
        recommended = climber.recommended(climber.rungs(Telling()) if search else rungs)
    climber.arrived()
    return Ladder(policy.telling, tuple(rungs), recommended)


def threshold_prices(
    tables: Sequence[CountTable], policy: Policy, progress: Progress | None = None
) -> tuple[ThresholdPrice, ...]:
    """How many figures are told with each threshold that may be chosen."""
    found: list[ThresholdPrice] = []
    thresholds = range(LOWEST_THRESHOLD, HIGHEST_THRESHOLD + 1)
    for done, threshold in enumerate(thresholds):
        beat = _beat(progress, done, len(thresholds))
        try:
            told = _told(release(tables, replace(policy, threshold=threshold), beat, estimate=True))
        except UnprotectableError:
            found.append(ThresholdPrice(threshold, None))
        else:
            found.append(ThresholdPrice(threshold, sum(value > 0 for value in told.values())))
    return tuple(found)


def fitting(tables: Sequence[CountTable], telling: Telling) -> Telling:
    """What of the steps that were chosen before can still be taken, now that other figures are there."""
    names = {table.spec.name for table in tables}
    kept = replace(telling, dropped=telling.dropped & names, merged=())
    for merging in telling.merged:
        more = replace(kept, merged=(*kept.merged, merging))
        if _can_be_told(tables, more):
            kept = more
    return kept


def _can_be_told(tables: Sequence[CountTable], telling: Telling) -> bool:
    codes = {axis.key: axis.by_code.keys() for table in tables for axis in table.axes}
    if not all(codes.get(each.axis, set[str]()) >= set(each.codes) for each in telling.merged):
        return False
    try:
        shaped(tables, telling)
    except CannotMergeError:
        return False
    return True


#: A step still to be priced: its kind, what it is about, whether it is in use, and all steps together once
#: it is taken or given up.
_Asked = tuple[Step, About | None, bool, Telling]


class _Climber:
    """Prices steps, one release each."""

    def __init__(
        self,
        tables: Sequence[CountTable],
        policy: Policy,
        progress: Progress | None,
        *,
        rounds: int,
    ) -> None:
        self._tables = tables
        self._policy = policy
        self._progress = progress
        self._rounds = rounds
        self._round = -1
        planned = figures_of(tables)
        self._large = {n for n, count in planned.items() if count.value >= policy.threshold}
        self._zeros = {n for n, count in planned.items() if not count.value}
        year = max(year for table in tables for year in table.spec.years)
        self._bands_first = few_cases(planned, year)
        self._merging_rows = tuple(_small_rows(tables, policy.threshold))
        self._merging_years = tuple(_small_years(tables))

    def rungs(self, base: Telling) -> list[Rung]:
        """Every step beside those in use."""
        self._round += 1
        asked = tuple(self._ways(base))
        found: list[Rung] = []
        for done, each in enumerate(asked):
            rung = self._rung(each, _beat(self._progress, self._percent(done, len(asked)), 100))
            if rung is not None:
                found.append(rung)
        return found

    def arrived(self) -> None:
        """Say that all is done."""
        if self._progress is not None:
            self._progress(100, 100)

    def recommended(self, first: Sequence[Rung]) -> tuple[Rung, ...]:
        """The steps to recommend.

        One step that is not too dear (bands before hiding in a year with few cases); else the cheapest,
        with more steps beside it for as long as each protects more, or gives figures back.

        Args:
            first: the rungs of a year that is told as planned.
        """
        safe = [rung for rung in first if rung.protects]
        if self._bands_first:
            safe.sort(key=lambda rung: rung.step is not Step.BANDS)
        cheap = next((rung for rung in safe if rung.price.share <= TOO_MUCH), None)
        if cheap is not None:
            return (cheap,)
        path: list[Rung] = []
        rungs = first
        while rungs and len(path) < _MOST_STEPS:
            best = min(rungs, key=_worth)
            if path and _worth(best) >= _worth(path[-1]):
                break
            path.append(best)
            rungs = [rung for rung in self.rungs(best.telling) if not rung.taken]
        return tuple(path) if path and path[-1].protects else ()

    def _percent(self, done: int, steps: int) -> int:
        """How far it is over all rounds; one that only a hard year asks for adds nothing."""
        if self._round >= self._rounds:
            return 99
        return round(100 * (self._round + done / steps) / self._rounds)

    def _ways(self, base: Telling) -> Iterator[_Asked]:
        way = self._way_of(base)
        for step, small in ((Step.HIDE, SmallFigures.HIDE), (Step.BANDS, SmallFigures.BAND)):
            yield step, None, way is small, replace(base, small_figures=small)
        for table in self._tables:
            name = table.spec.name
            if table.spec.printed:
                about = About(name, table.spec.label)
                told = replace(base, dropped=base.dropped ^ {name})
                yield Step.DROP, about, name in base.dropped, told
        for step, axis, merging in self._mergings(base):
            taken = merging in base.merged
            rest = tuple(each for each in base.merged if each != merging)
            labels = tuple(axis.by_code[code].label for code in merging.codes)
            told = replace(base, merged=rest if taken else (*rest, merging))
            yield step, About(axis.key, axis.label, merging.codes, labels), taken, told

    def _way_of(self, base: Telling) -> SmallFigures:
        """How small figures come to be told."""
        usual = SmallFigures.BAND if self._bands_first else SmallFigures.HIDE
        try:
            out = release(self._tables, self._policy.to_tell(base), estimate=True)
        except (UnprotectableError, CannotMergeError):
            return base.small_figures or usual
        return out.publication.small_figures

    def _mergings(self, base: Telling) -> Iterator[tuple[Step, Axis, Merging]]:
        """What can be made one, and what is one: nothing that shares a row with what is in use."""
        axes = {axis.key: axis for table in self._tables for axis in table.axes}
        offered = [(Step.MERGE, *each) for each in self._merging_rows]
        offered += [(Step.YEARS, *each) for each in self._merging_years]
        known = {merging for _, _, merging in offered}
        for merging in base.merged:
            if merging not in known:
                step = Step.YEARS if merging.axis == PERIOD else Step.MERGE
                yield step, axes[merging.axis], merging
        for step, axis, merging in offered:
            if merging in base.merged or not any(map(merging.shares_with, base.merged)):
                yield step, axis, merging

    def _rung(self, asked: _Asked, beat: Progress | None) -> Rung | None:
        """Take a step; None when it cannot be taken at all."""
        step, about, taken, telling = asked
        policy = self._policy.to_tell(telling)
        large, zeros = self._large, self._zeros
        as_asked = telling.small_figures is not None
        try:
            out = release(self._tables, policy, beat, estimate=True, as_asked=as_asked)
        except CannotMergeError:
            return None
        except UnprotectableError as refused:
            price = Price(len(large), len(large), len(zeros))
            return Rung(step, telling, about, taken, price, refused.figures)
        told = _told(out)
        price = Price(len(large - told.keys()), len(large), len(zeros - told.keys()))
        return Rung(step, telling, about, taken, price)


def _worth(rung: Rung) -> tuple[int, int, int]:
    """What protects before what does not, then by price; less is better."""
    return len(rung.unprotected), rung.price.lost, rung.price.zeros


def _small_rows(tables: Sequence[CountTable], threshold: int) -> Iterator[tuple[Axis, Merging]]:
    """Per axis the categories below the threshold in the reporting year, zeros included.

    Were the zeros left out, a merged row would say of each of its parts that it is not zero.
    """
    seen = set[str]()
    for table in tables:
        free = [axis for axis in table.axes if axis.key != PERIOD]
        if len(free) != 1 or free[0].key in seen or not table.spec.printed:
            continue
        axis = free[0]
        seen.add(axis.key)
        year = table.spec.years[-1].code
        small: list[str] = []
        for node in axis.nodes:
            key = tuple(year if a.key == PERIOD else node.code for a in table.axes)
            cell = table.cells.get(key)
            rest = node.code in (TOTAL, UNKNOWN)
            if not rest and node.depth == 1 and isinstance(cell, Count) and cell.cases < threshold:
                small.append(node.code)
        if len(small) > 1:
            yield axis, Merging(axis.key, tuple(small))


def _small_years(tables: Sequence[CountTable]) -> Iterator[tuple[Axis, Merging]]:
    """Neighbouring earlier years with figures: each pair, and all with few cases together."""
    for table in tables:
        axis = next(axis for axis in table.axes if axis.key == PERIOD)
        if len(table.spec.years) < 2 or not table.spec.printed:
            continue
        totals = {
            year.code: cell
            for year in table.spec.years[:-1]
            if (cell := table.cells.get(_at(table, year.code))) is not None
        }
        codes = list(totals)
        yield from ((axis, Merging(PERIOD, pair)) for pair in pairwise(codes))
        if len(codes) > 2:
            yield axis, Merging(PERIOD, tuple(codes))


def _at(table: CountTable, year: str) -> tuple[str, ...]:
    return tuple(year if axis.key == PERIOD else TOTAL for axis in table.axes)


def _beat(progress: Progress | None, done: int, total: int) -> Progress | None:
    """Tell how far it is before a step, and again while it is taken: that is when it may be cancelled."""
    if progress is None:
        return None
    tell = progress

    def beat(_done: int, _total: int) -> None:
        tell(done, total)

    tell(done, total)
    return beat


def _told(out: Release) -> dict[str, int]:
    """Every figure of our own that is told exactly, by id."""
    return {
        table.ids[key]: cell.value
        for table in out.publication.tables.values()
        for key, cell in table.cells.items()
        if isinstance(cell, Shown)
    }
