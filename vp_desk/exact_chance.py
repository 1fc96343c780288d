"""What chance says of exact figures, for the adviser's own screen: matters in place of cases where it must.

Cases of one matter come together, and no test here knows that: counted one by one they look like a change
ten times too often. So a row in which cases share a matter is tested by its matters. Readers of a report
know of no matters; what chance says of what they see is in `released_chance`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vp_desk.aggregate import Count, CountTable, Printed
from vp_desk.axes import PERIOD, TOTAL, NoteKind
from vp_desk.chance import Judgement, Row, YearCount, comparable, judge
from vp_desk.chance.series import exposures
from vp_desk.chance.simulation import usual_counts
from vp_desk.taxonomy import UNKNOWN

#: Years with such a remark cannot be laid beside others.
_NOT_WHOLE = (NoteKind.INCOMPLETE, NoteKind.CONTRADICTION)


@dataclass(frozen=True, slots=True)
class Usual:
    """Which counts of the last year say nothing, after those of the years before it."""

    low: int
    high: int
    #: What was counted in the years before, and which these are: the first and the last one.
    earlier: int
    first: int
    last: int
    #: How many years those are.
    years: int
    #: Whether the number of staff was taken into account.
    per_staff: bool


@dataclass(frozen=True, slots=True)
class Tested:
    """One row of figures as chance is asked about it."""

    row: Row
    #: Counted by matters, since cases share one.
    by_matter: bool
    #: Years with a figure that take no part: totals from elsewhere know of no matters.
    left_out: tuple[int, ...] = ()

    def usual(self, year: int) -> Usual | None:
        """Which counts of a year say nothing; None without earlier years, or without that year."""
        if self.row.series[-1].year != year:
            return None
        beside = comparable(self.row.series, self.row.breaks)
        before = beside[:-1]
        if not before:
            return None
        weights = exposures(beside)
        earlier = sum(point.count for point in before)
        low, high = usual_counts(earlier, sum(weights[:-1]) / weights[-1])
        known = all(point.exposure is not None for point in beside)
        return Usual(low, high, earlier, before[0].year, before[-1].year, len(before), known)


@dataclass(frozen=True)
class ExactFigures:
    """Types by years, exactly."""

    #: Cases, with the totals of earlier years.
    cases: CountTable
    #: Matters, of the years that we counted ourselves.
    matters: CountTable
    #: Codes of those years.
    own: frozenset[str]
    #: Members of staff by year, as far as they are known.
    staff: Mapping[int, int]

    @property
    def rows(self) -> Sequence[str]:
        """The codes of the rows, the total first, without parts."""
        axis = next(axis for axis in self.cases.axes if axis.key != PERIOD)
        return [node.code for node in axis.nodes if node.depth < 2]

    def cell(self, code: str, year: str) -> Count | Printed | None:
        """A figure; None where there is a gap."""
        key = tuple(year if axis.key == PERIOD else code for axis in self.cases.axes)
        return self.cases.cells.get(key)

    def matters_of(self, code: str, year: str) -> int | None:
        """The matters of a row; None where only cases, or nothing at all, are known."""
        if year not in self.own:
            return None
        found = [self._matters(part, year) for part in code.split("+")]
        known = [count.value for count in found if count is not None]
        return sum(known) if len(known) == len(found) else None

    def tested(self, code: str) -> Tested | None:
        """A row as it is tested; None when no year of it can be.

        A year that was not registered, is incomplete or is not told exactly is a gap.
        """
        not_whole = {
            note.period
            for note in self.cases.notes
            if note.kind in _NOT_WHOLE and note.row in (None, code)
        }
        counts: dict[int, int] = {}
        matters: dict[int, int] = {}
        for node in self.cases.axes[self.cases.place_of(PERIOD)].nodes:
            count = _exactly(self.cell(code, node.code))
            if count is not None and node.code not in not_whole:
                counts[int(node.code)] = count
                of_matters = self.matters_of(code, node.code)
                if of_matters is not None:
                    matters[int(node.code)] = of_matters
        by_matter = any(matters[year] < counts[year] for year in matters)
        used = matters if by_matter else counts
        points = [YearCount(year, count, self._exposure(year)) for year, count in used.items()]
        left_out = tuple(year for year in counts if year not in used)
        return Tested(Row(points, self._breaks(code)), by_matter, left_out) if points else None

    def judged(self, year: int) -> tuple[Judgement, Mapping[str, Tested]]:
        """What may be said of the total and of each row, and how each of them was tested.

        What was not registered is no question: each question more takes from the others.
        """
        asked = {code: self.tested(code) for code in self.rows if code != UNKNOWN}
        tested = {code: each for code, each in asked.items() if each is not None}
        total = tested.get(TOTAL)
        rows = {code: each.row for code, each in tested.items() if code != TOTAL}
        return judge(year, None if total is None else total.row, rows), tested

    def _matters(self, code: str, year: str) -> Count | None:
        key = tuple(year if axis.key == PERIOD else code for axis in self.matters.axes)
        cell = self.matters.cells.get(key)
        return cell if isinstance(cell, Count) else None

    def _exposure(self, year: int) -> float | None:
        return float(self.staff[year]) if self.staff.get(year) else None

    def _breaks(self, code: str) -> frozenset[int]:
        return frozenset(
            int(note.period)
            for note in self.cases.notes
            if note.kind is NoteKind.BREAK
            and note.row in (None, TOTAL, code)
            and note.period is not None
        )


def _exactly(cell: Count | Printed | None) -> int | None:
    if isinstance(cell, Printed):
        return cell.low if cell.low == cell.high else None
    return None if cell is None else cell.value
