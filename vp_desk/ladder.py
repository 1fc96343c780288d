"""The ladder: what can be done when protection is impossible or costs too much, and what each step costs.

Hide small figures and never break down a small total → tell bands → leave a table out → tell rows, or
years, as one. The price of a step is found by taking it: the whole publication passes the gate, without
the care that only matters for what leaves (`estimate` of `release`). So a price may differ by a figure or two
from what the chosen step then tells.

Source: "Recommended", step 6, of the study behind docs/decisions/0003-suppression.md.
"""

from collections.abc import Iterator, Sequence
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
    Shown,
    SmallFigures,
    UnprotectableError,
    release,
)
from vp_desk.figures import few_cases
from vp_desk.shaping import CannotMergeError, Merging, figures_of
from vp_desk.taxonomy import UNKNOWN

#: A way that loses more than this share of the larger figures costs too much to recommend by itself.
TOO_MUCH: Final = 0.10


class Step(Enum):
    """The rungs, in the order in which they are tried."""

    HIDE = "hide"
    BANDS = "bands"
    DROP = "drop"
    MERGE = "merge"
    YEARS = "years"


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
class Rung:
    """One way to tell the figures of a year."""

    step: Step
    #: The rules that take this step.
    policy: Policy
    #: What is left out or made one: the label of a table, of an axis; empty for the first two.
    about: str
    #: The labels of the rows or years that become one.
    rows: tuple[str, ...]
    price: Price
    #: Figures in words that stay unprotected; none = it protects everything.
    unprotected: tuple[str, ...] = ()

    @property
    def protects(self) -> bool:
        """Whether everything is protected."""
        return not self.unprotected


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rungs in the order of the ladder, and the one to recommend."""

    rungs: tuple[Rung, ...]
    #: None: nothing helps.
    recommended: Rung | None

    def of(self, step: Step) -> tuple[Rung, ...]:
        """The rungs of one kind, the best first: what protects before what does not, then by price."""
        rungs = (rung for rung in self.rungs if rung.step is step)
        return tuple(sorted(rungs, key=lambda r: (len(r.unprotected), r.price.lost, r.price.zeros)))

    def best(self, step: Step) -> Rung | None:
        """The best rung of one kind."""
        return next(iter(self.of(step)), None)


@dataclass(frozen=True, slots=True)
class ThresholdPrice:
    """How many figures a threshold tells."""

    threshold: int
    #: Figures other than zero that are told; None = with this threshold nothing helps.
    told: int | None


def climb(tables: Sequence[CountTable], policy: Policy, progress: Progress | None = None) -> Ladder:
    """Take every step of the ladder, one by one, and say what it costs.

    Args:
        tables: exact, as planned.
        policy: the rules; its own steps are left aside.
        progress: hears of every step; may raise to cancel.
    """
    plain = replace(policy, dropped=frozenset(), merged=(), small_figures=None)
    wanted = tuple(_ways(tables, plain))
    rungs: list[Rung] = []
    for done, asked_for in enumerate(wanted):
        beat = _beat(progress, done, len(wanted))
        rung = _rung(tables, asked_for, beat)
        if rung is not None:
            rungs.append(rung)
    if progress is not None:
        progress(len(wanted), len(wanted))
    return Ladder(tuple(rungs), _recommended(rungs, bands_first=_few_cases(tables)))


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


def _recommended(rungs: Sequence[Rung], *, bands_first: bool) -> Rung | None:
    """The first that is not too dear; bands before hiding in a year with few cases; else the cheapest."""
    safe = [rung for rung in rungs if rung.protects]
    if bands_first:
        safe.sort(key=lambda rung: rung.step is not Step.BANDS)
    cheap = (rung for rung in safe if rung.price.share <= TOO_MUCH)
    return next(cheap, min(safe, key=lambda rung: rung.price.lost, default=None))


def _few_cases(tables: Sequence[CountTable]) -> bool:
    year = max(year for table in tables for year in table.spec.years)
    return few_cases(figures_of(tables), year)


#: A step still to be taken: its kind, the rules, what it is about, the rows that it makes one.
_Asked = tuple[Step, Policy, str, tuple[str, ...]]


def _ways(tables: Sequence[CountTable], plain: Policy) -> Iterator[_Asked]:
    hide = replace(plain, small_figures=SmallFigures.HIDE)
    band = replace(plain, small_figures=SmallFigures.BAND)
    yield Step.HIDE, hide, "", ()
    yield Step.BANDS, band, "", ()
    usual = band if _few_cases(tables) else hide
    for table in tables:
        if table.spec.printed:
            dropped = frozenset({table.spec.name})
            yield Step.DROP, replace(usual, dropped=dropped), table.spec.label, ()
    for axis, merging in _small_rows(tables, plain.threshold):
        labels = tuple(axis.by_code[code].label for code in merging.codes)
        yield Step.MERGE, replace(usual, merged=(merging,)), axis.label, labels
    for axis, merging in _small_years(tables):
        labels = tuple(axis.by_code[code].label for code in merging.codes)
        yield Step.YEARS, replace(usual, merged=(merging,)), axis.label, labels


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


def _rung(tables: Sequence[CountTable], asked: _Asked, beat: Progress | None) -> Rung | None:
    """Take a step; None when it cannot be taken at all."""
    step, policy, about, rows = asked
    planned = figures_of(tables)
    large = {name for name, count in planned.items() if count.value >= policy.threshold}
    zeros = {name for name, count in planned.items() if not count.value}
    try:
        out = release(tables, policy, beat, estimate=True)
    except CannotMergeError:
        return None
    except UnprotectableError as refused:
        price = Price(len(large), len(large), len(zeros))
        return Rung(step, policy, about, rows, price, refused.figures)
    if policy.small_figures is not out.publication.small_figures:
        return None if step is not Step.HIDE else _refused_hide(policy, large, zeros)
    told = _told(out)
    price = Price(len(large - told.keys()), len(large), len(zeros - told.keys()))
    return Rung(step, policy, about, rows, price)


def _refused_hide(policy: Policy, large: set[str], zeros: set[str]) -> Rung:
    """Hiding did not protect, and the gate told bands."""
    price = Price(len(large), len(large), len(zeros))
    return Rung(Step.HIDE, policy, "", (), price, ("verbergen alleen is niet genoeg",))


def _told(out: Release) -> dict[str, int]:
    """Every figure of our own that is told exactly, by id."""
    return {
        table.ids[key]: cell.value
        for table in out.publication.tables.values()
        for key, cell in table.cells.items()
        if isinstance(cell, Shown)
    }
