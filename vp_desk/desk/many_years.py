"""The picture of several years: exact figures for the adviser alone, and the same as they will be released.

Both sides say what chance does, each from its own figures: the exact side from what the vault holds, with
matters in place of cases where cases share one; the released side from what readers will see and nothing
else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vp_desk.aggregate import Count, CountTable, CrosstabSpec, Measure, Printed, tabulate
from vp_desk.axes import PERIOD, TOTAL, Axis, Node, NoteKind, TableNote
from vp_desk.chance import Interval, Judgement, Rate, Verdict, YearCount, count_interval, rate_of
from vp_desk.desk.clusters import Cluster
from vp_desk.desk.overview import ExactCell, NoFigure, selection_of, twice_words, with_gaps
from vp_desk.desk.reports import Prepared
from vp_desk.desk.sources import Sources, own_first, registered_years, staff_in
from vp_desk.exact_chance import ExactFigures, Tested, Usual
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import Month, ReportingYear
from vp_desk.released import Gap, ReleasedCell, ReleasedTable
from vp_desk.released_chance import judge_table, linked_in, told_count, whisker
from vp_desk.selection import Selection
from vp_desk.taxonomy import TYPES
from vp_desk.telling import JOINT

#: The table of the publication that tells of several years.
_TREND = "trend"


@dataclass(frozen=True, slots=True)
class ExactYear:
    """What is known of one row in one year."""

    year: ReportingYear
    cell: ExactCell
    #: Matters, where cases share one somewhere in the row; None = not known, or not asked.
    matters: int | None
    #: Between which bounds chance may well have moved what is drawn, and the rate; None = no exact figure.
    interval: Interval | None
    rate: Rate | None
    staff: int | None
    #: Its cases, when they are our own.
    cases: Selection | None
    #: Not all of it is known, or it contradicts itself.
    incomplete: bool


@dataclass(frozen=True, slots=True)
class YearBreak:
    """Figures from here on cannot be compared with those before."""

    #: Index of the first year after it, among those of the picture.
    before: int
    #: Label of that year.
    year: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExactYears:
    """One row of the picture."""

    node: Node
    years: tuple[ExactYear, ...]
    breaks: tuple[YearBreak, ...]
    #: None when there is no figure of the last year, or nothing is asked of the row.
    verdict: Verdict | None
    tested: Tested | None
    usual: Usual | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing in any of the years."""
        return not any(
            each.cell.value if isinstance(each.cell, Count) else isinstance(each.cell, Printed)
            for each in self.years
        )


@dataclass(frozen=True)
class ManyYears:
    """Exact figures of a year that is over and of the years before it."""

    year: ReportingYear
    #: Oldest first, from the first of which anything is known; the last one is `year`.
    years: tuple[ReportingYear, ...]
    #: The total first.
    rows: tuple[ExactYears, ...]
    #: The year that was asked for, when it is not over: nothing can be said of it yet.
    running: ReportingYear | None
    clusters: tuple[Cluster, ...]
    #: Dutch sentences on what a reader has to know.
    remarks: tuple[str, ...]

    @property
    def has_figures(self) -> bool:
        """Whether there is anything of the last year."""
        return any(not isinstance(row.years[-1].cell, NoFigure) for row in self.rows)


def told_year(year: ReportingYear, today: date) -> ReportingYear:
    """The year itself when it is over, and else the one before it."""
    return year if year.end <= Month.of(today) else year.previous()


def many_years(
    sources: Sources, number: int, today: date, clusters: tuple[Cluster, ...] = ()
) -> ManyYears:
    """Count a year and the years before it, as many as a report tells of.

    Args:
        sources: the answers of one vault at one moment.
        number: the reporting year; when it is not over, the year before it is told.
        today: says which years are over.
        clusters: what stands out in the months of that year.
    """
    asked = sources.calendar.year(number)
    year = told_year(asked, today)
    span = [year.previous(n) for n in reversed(range(sources.settings.trend_years))]
    sources, twice = own_first(sources)
    own = registered_years(sources, span)
    cases = _counted(sources, span, Measure.CASES, own)
    table = HistoryMerge(cases, own, sources.totals, sources.breaks).table()
    known = {key[table.place_of(PERIOD)] for key in table.cells}
    first = next((n for n, each in enumerate(span) if each.code in known), len(span) - 1)
    staff = {each.year: people for each in span if (people := staff_in(sources, each))}
    figures = ExactFigures(table, _counted(sources, span, Measure.MATTERS, own), own, staff)
    picture = _Picture(figures, tuple(span[first:]), *figures.judged(year.year))
    others = (NoteKind.CONTRADICTION, NoteKind.INCOMPLETE, NoteKind.SOURCE)
    return ManyYears(
        year=year,
        years=picture.years,
        rows=tuple(picture.row(node) for node in _rows_of(table)),
        running=None if asked == year else asked,
        clusters=clusters,
        remarks=(
            *(note.text for note in table.notes if note.kind in others),
            *twice_words(twice),
        ),
    )


def _counted(
    sources: Sources, span: Sequence[ReportingYear], measure: Measure, own: frozenset[str]
) -> CountTable:
    spec = CrosstabSpec(
        _TREND,
        "Type schending",
        measure,
        {TYPES: 1, PERIOD: 1},
        tuple(span),
        sources.settings.uncounted_statuses,
    )
    return with_gaps(tabulate(spec, sources.lists, sources.fetch), own)


def _rows_of(table: CountTable) -> list[Node]:
    axis = next(axis for axis in table.axes if axis.key != PERIOD)
    return [node for node in axis.nodes if node.depth < 2]


@dataclass(frozen=True)
class _Picture:
    """Exact figures with what chance says of them, row by row."""

    figures: ExactFigures
    years: tuple[ReportingYear, ...]
    judgement: Judgement
    tested: Mapping[str, Tested]

    def row(self, node: Node) -> ExactYears:
        tested = self.tested.get(node.code)
        of_rows, of_total = self.judgement.rows, self.judgement.total
        return ExactYears(
            node,
            tuple(self._year(node.code, year, tested) for year in self.years),
            _breaks(self.figures.cases.notes, node, [(y.code, y.label) for y in self.years]),
            of_total if node.code == TOTAL else of_rows.get(node.code),
            tested,
            None if tested is None else tested.usual(self.years[-1].year),
        )

    def _year(self, code: str, year: ReportingYear, tested: Tested | None) -> ExactYear:
        figures = self.figures
        cell = figures.cell(code, year.code)
        by_matter = tested is not None and tested.by_matter
        matters = figures.matters_of(code, year.code) if by_matter else None
        count = _exactly(cell)
        drawn = matters if by_matter else count
        staff = figures.staff.get(year.year)
        cases = None
        if year.code in figures.own and isinstance(cell, Count) and cell.cases:
            axes = [axis.key for axis in figures.cases.axes]
            key = tuple(year.code if axis == PERIOD else code for axis in axes)
            cases = selection_of(figures.cases.spec, axes, key)
        return ExactYear(
            year,
            NoFigure.UNREGISTERED if cell is None else cell,
            matters,
            None if drawn is None else count_interval(drawn),
            _rate(year, drawn, staff),
            staff,
            cases,
            _is_incomplete(figures.cases.notes, code, year.code),
        )


def _exactly(cell: Count | Printed | None) -> int | None:
    if isinstance(cell, Printed):
        return cell.low if cell.low == cell.high else None
    return None if cell is None else cell.value


def _rate(year: ReportingYear, count: int | None, staff: int | None) -> Rate | None:
    if count is None or staff is None:
        return None
    return rate_of(YearCount(year.year, count, float(staff)))


def _is_incomplete(notes: Sequence[TableNote], code: str, year: str) -> bool:
    doubts = (NoteKind.CONTRADICTION, NoteKind.INCOMPLETE)
    return any(n.kind in doubts and n.period == year and n.row in (None, code) for n in notes)


def _breaks(
    notes: Sequence[TableNote], node: Node, years: Sequence[tuple[str, str]]
) -> tuple[YearBreak, ...]:
    """The breaks of a row, by year; one with no year of the picture before it breaks nothing.

    Args:
        notes: of the table.
        node: the row.
        years: code and label of each year of the picture; a code may be joint.
    """
    found: list[YearBreak] = []
    for note in sorted(notes, key=lambda note: note.period or ""):
        if note.kind is NoteKind.BREAK and note.row in (None, TOTAL, node.code, node.parent):
            codes = (note.period or "").split(JOINT)
            place = next((n for n, (code, _) in enumerate(years) if _meets(code, codes)), 0)
            if place:
                found.append(YearBreak(place, years[place][1], note.text))
    return tuple(found)


def _meets(code: str, codes: Sequence[str]) -> bool:
    return any(part in codes for part in code.split(JOINT))


# --- as it will be released ---


@dataclass(frozen=True, slots=True)
class ReleasedYear:
    """What readers will see of one row in one year."""

    #: Label of the year, or of some years together.
    label: str
    cell: ReleasedCell
    interval: Interval | None
    rate: Rate | None
    staff: int | None
    incomplete: bool


@dataclass(frozen=True, slots=True)
class ReleasedRow:
    """One row as it will be released."""

    node: Node
    years: tuple[ReleasedYear, ...]
    breaks: tuple[YearBreak, ...]
    #: None when the figure of the last year is not told: nothing may then be said of it.
    verdict: Verdict | None


@dataclass(frozen=True)
class ReleasedYears:
    """The picture of several years as it will be released."""

    year: ReportingYear
    #: None when the table is not in the report.
    table: ReleasedTable | None = field(repr=False)
    judgement: Judgement
    staff: Mapping[int, int]
    #: The report of the year left the vault before: its figures are those of then.
    told_before: bool = False

    def row(self, code: str) -> ReleasedRow | None:
        """The row of the report in which an exact row stands; None when it has none."""
        if self.table is None:
            return None
        axis = _types_of(self.table)
        nodes = [node for node in axis.nodes if node.depth < 2]
        node = next((n for n in nodes if n.code == code), None) or next(
            (n for n in nodes if code in n.code.split(JOINT)), None
        )
        if node is None:
            return None
        return ReleasedRow(
            node,
            tuple(self._year(self.table, node, period) for period in _told_years(self.table)),
            _breaks(self.table.notes, node, [(p.code, p.label) for p in _told_years(self.table)]),
            self.judgement.total if code == TOTAL else self.judgement.rows.get(node.code),
        )

    def _year(self, table: ReleasedTable, node: Node, period: Node) -> ReleasedYear:
        cell = _cell(table, node.code, period.code)
        staff = self.staff.get(int(period.code)) if period.code.isdecimal() else None
        count = told_count(cell)
        rate = None
        if count is not None and staff is not None:
            rate = rate_of(YearCount(int(period.code), count, float(staff)))
        incomplete = _is_incomplete(table.notes, node.code, period.code)
        return ReleasedYear(period.label, cell, whisker(cell), rate, staff, incomplete)


def released_years(prepared: Prepared, staff: Mapping[int, int]) -> ReleasedYears:
    """What readers will see of several years, and what chance says of that.

    Args:
        prepared: the year, past the gate.
        staff: members of staff by year, as far as they are known.
    """
    table = prepared.release.publication.tables.get(_TREND)
    year = prepared.year
    judgement = Judgement(None, {})
    if table is not None:
        known = {each: float(people) for each, people in staff.items()}
        judgement = judge_table(table, year.year, known, linked_in(prepared.release.publication))
    return ReleasedYears(year, table, judgement, staff, prepared.counted.frozen is not None)


def _told_years(table: ReleasedTable) -> list[Node]:
    """The years of a table, from the first of which it tells anything."""
    years = [node for node in table.axis(PERIOD).nodes if node.depth == 1]
    rows = [node.code for node in _types_of(table).nodes]
    known = [
        n
        for n, year in enumerate(years)
        if any(not isinstance(_cell(table, row, year.code), Gap) for row in rows)
    ]
    return years[known[0] :] if known else years[-1:]


def _types_of(table: ReleasedTable) -> Axis:
    return next(axis for axis in table.axes if axis.key != PERIOD)


def _cell(table: ReleasedTable, row: str, year: str) -> ReleasedCell:
    return table.at(**{PERIOD: year, _types_of(table).key: row})
