"""The overview of a year: exact figures beside those of earlier years, for the adviser's own screen.

The figures are those of the report, counted by the same questions and the same rules, before the gate.
Each of them knows which cases it counts, as a selection for the list of cases.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Final

from vp_desk.aggregate import Count, CountTable, CrosstabSpec, Key, Measure, Printed, tabulate
from vp_desk.axes import PERIOD, TOTAL, Node
from vp_desk.desk.hours import YearHours
from vp_desk.desk.sources import Sources, own_first, registered_years
from vp_desk.dutch import listing
from vp_desk.fields import Kind, case_field
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import Month, ReportingYear
from vp_desk.selection import Selection, Span
from vp_desk.taxonomy import TYPES, UNITS


class NoFigure(Enum):
    """Why there is no figure; never the same as zero."""

    #: Nobody counted in that year.
    UNREGISTERED = "unregistered"
    #: The quarter has not begun.
    AHEAD = "ahead"


#: An exact figure as the screen may draw it.
ExactCell = Count | Printed | NoFigure

#: How many years stand beside the chosen one.
EARLIER: Final = 4
#: Name → label, what is counted, axes and their depth.
_QUESTIONS: Final[Mapping[str, tuple[str, Measure, Mapping[str, int]]]] = {
    "cases": ("Nieuwe zaken per kwartaal", Measure.CASES, {PERIOD: 2}),
    "contacts": ("Gesprekken per kwartaal", Measure.CONTACTS, {PERIOD: 2}),
    "carried": ("Doorlopende zaken", Measure.CARRIED, {PERIOD: 1}),
    "types": ("Type schending", Measure.CASES, {TYPES: 1, PERIOD: 1}),
    "subtypes": ("Type en subtype schending", Measure.CASES, {TYPES: 2, PERIOD: 1}),
    "reporter_role": ("Rol van de melder", Measure.CASES, {"reporter_role": 1, PERIOD: 1}),
    "relation": ("Relatie", Measure.CASES, {"relation": 1, PERIOD: 1}),
    "route": ("Gekozen route", Measure.MENTIONS, {"route": 1, PERIOD: 1}),
    UNITS: ("Organisatieonderdeel", Measure.CASES, {UNITS: 1, PERIOD: 1}),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the chosen year, the same one in the earlier years, and its cases."""

    node: Node
    #: One per year of the overview, oldest first; the last is of the chosen year.
    cells: tuple[ExactCell, ...]
    #: The cases of the chosen year under it; None when there are none of our own.
    cases: Selection | None

    @property
    def empty(self) -> bool:
        """Whether there is nothing in any of the years."""
        return not any(
            cell.value if isinstance(cell, Count) else isinstance(cell, Printed)
            for cell in self.cells
        )


@dataclass(frozen=True)
class Overview:
    """The exact figures of one year and those of up to four years before it.

    A year in which nobody counted has no cells: that is a gap, not zero.
    """

    year: ReportingYear
    #: Oldest first, from the first of which anything is known; the last one is `year`.
    years: tuple[ReportingYear, ...]
    #: The month in which it was counted: what lies ahead is no zero.
    month: Month
    tables: Mapping[str, CountTable]
    #: Hours, by year code; a year that was not registered is missing.
    hours: Mapping[str, YearHours]
    #: Dutch sentences on what a reader has to know.
    remarks: tuple[str, ...]

    def figure(self, name: str, code: str = TOTAL) -> Figure:
        """One row of a table: a category, or the whole year."""
        table = self.tables[name]
        along = next((axis for axis in table.axes if axis.key != PERIOD), None)
        node = along.by_code[code] if along else Node(TOTAL, table.spec.label, "", None, 0)
        return self._figure(table, node, "")

    def quarters(self, name: str) -> tuple[Figure, ...]:
        """The four quarters of a table that has them, each beside the same quarter of earlier years."""
        table = self.tables[name]
        nodes = (Node(str(n), f"{n}e kwartaal", f"K{n}", TOTAL, 1) for n in range(1, 5))
        return tuple(self._figure(table, node, f".{node.code}") for node in nodes)

    def figures(self, name: str) -> tuple[Figure, ...]:
        """The rows of a table in their order, without its total."""
        table = self.tables[name]
        along = next(axis for axis in table.axes if axis.key != PERIOD)
        return tuple(self._figure(table, node, "") for node in along.nodes if node.code != TOTAL)

    def _figure(self, table: CountTable, node: Node, quarter: str) -> Figure:
        def key(year: ReportingYear) -> Key:
            return tuple(
                f"{year.code}{quarter}" if axis.key == PERIOD else node.code for axis in table.axes
            )

        begin = self.year.quarter_begin(int(quarter[1:])) if quarter else self.year.begin
        now = table.cells.get(key(self.year))
        ahead = begin > self.month and isinstance(now, Count) and not now.value
        cases = None
        if isinstance(now, Count) and now.cases:
            cases = selection_of(table.spec, [a.key for a in table.axes], key(self.year))
        found = [table.cells.get(key(year), NoFigure.UNREGISTERED) for year in self.years]
        return Figure(node, (*found[:-1], NoFigure.AHEAD if ahead else found[-1]), cases)


def overview_of(
    sources: Sources, hours: Mapping[str, YearHours], number: int, today: date
) -> Overview:
    """Count one year and the years before it.

    Args:
        sources: the answers of one vault at one moment.
        hours: the hours of those years, by year code.
        number: the reporting year.
        today: quarters that begin later are no zero.
    """
    year = sources.calendar.year(number)
    years = years_of_overview(year)
    sources, twice = own_first(sources)
    registered = registered_years(sources, years)
    tables: dict[str, CountTable] = {}
    notes: list[str] = []
    for name, (label, measure, axes) in _QUESTIONS.items():
        spec = CrosstabSpec(name, label, measure, axes, years, sources.settings.uncounted_statuses)
        table = with_gaps(tabulate(spec, sources.lists, sources.fetch), registered)
        if name == "types":
            table = HistoryMerge(table, registered, sources.totals).table()
            notes = [note.text for note in table.notes]
        tables[name] = table
    notes += twice_words(twice)
    return Overview(
        year=year,
        years=_with_figures(tables, hours, years),
        month=Month.of(today),
        tables=tables,
        hours={
            code: spent
            for code, spent in hours.items()
            if code in registered or spent.cases or spent.activities
        },
        remarks=tuple(notes),
    )


def twice_words(years: Sequence[int]) -> list[str]:
    """That years have both own cases and totals; nothing when there are none."""
    named = listing([str(year) for year in years])
    words = (
        f"Over {named} staan er ook overgenomen totalen in de kluis. Hier tellen uw eigen zaken."
    )
    return [words] if years else []


def _with_figures(
    tables: Mapping[str, CountTable],
    hours: Mapping[str, YearHours],
    years: tuple[ReportingYear, ...],
) -> tuple[ReportingYear, ...]:
    """Without the years before the first of which anything is known; the chosen one always stays."""
    known = {code for code, spent in hours.items() if spent.cases or spent.activities}
    for table in tables.values():
        place = table.place_of(PERIOD)
        known |= {key[place].partition(".")[0] for key in table.cells}
    first = next((n for n, year in enumerate(years) if year.code in known), len(years) - 1)
    return years[first:]


def years_of_overview(year: ReportingYear) -> tuple[ReportingYear, ...]:
    """The years that stand in the overview of one year, oldest first."""
    return tuple(year.previous(n) for n in range(EARLIER, -1, -1))


def selection_of(spec: CrosstabSpec, axes: Sequence[str], key: Key) -> Selection:
    """The cases under one figure of a table.

    Only for axes that are fields of a case: the list of cases knows no kinds of conversation.
    """
    place = dict(zip(axes, key, strict=True))
    begin, end = _months(spec, place.pop(PERIOD))
    # A row of an older list may be several types of ours: `position+powers`.
    codes = {field: frozenset(code.split("+")) for field, code in place.items() if code != TOTAL}
    several = frozenset(field for field in codes if case_field(field).kind is Kind.CODES)
    found = Selection(
        codes=codes,
        first_only=several if spec.mention_field is None else frozenset(),
        without_status=spec.without_status,
    )
    if not spec.measure.by_contact:
        return replace(found, begin=begin, end=end)
    found = replace(found, talks=Span(begin, end))
    return replace(found, end=begin) if spec.measure is Measure.CARRIED else found


def _months(spec: CrosstabSpec, period: str) -> tuple[Month, Month]:
    code, _, quarter = period.partition(".")
    year = next(year for year in spec.years if year.code == code)
    if not quarter:
        return year.begin, year.end
    return year.quarter_begin(int(quarter)), year.quarter_begin(int(quarter) + 1)


def with_gaps(table: CountTable, registered: frozenset[str]) -> CountTable:
    """Without the years in which nobody counted: a gap is not zero."""
    place = table.place_of(PERIOD)
    return replace(table, cells=dict(_registered(table, place, registered)))


def _registered(
    table: CountTable, place: int, registered: frozenset[str]
) -> Iterator[tuple[Key, Count | Printed]]:
    for key, cell in table.cells.items():
        if key[place].partition(".")[0] in registered:
            yield key, cell
