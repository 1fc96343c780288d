"""What chance says of figures that readers see, and of no others."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from vp_desk.aggregate import CaseFile, Count, Printed, fetch_from, publication_plan, tabulate
from vp_desk.axes import PERIOD, TOTAL, NoteKind, TableNote
from vp_desk.chance import Row, Saying, YearCount, compare, count_interval
from vp_desk.disclosure import Policy, release
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.records import Case, CaseCode
from vp_desk.released import Band, Gap, Hidden, ReleasedCell, ReleasedTable, Shown
from vp_desk.released_chance import judge_table, rate_whisker, told_count, told_row, whisker
from vp_desk.taxonomy import TYPES, built_in_lists

YEARS = tuple(range(2021, 2026))
#: Cases by type and year.
COUNTS: Mapping[str, tuple[int, ...]] = {
    "conduct": (9, 10, 12, 11, 30),
    "outside": (14, 12, 15, 13, 14),
    "information": (8, 9, 2, 7, 9),
    "powers": (6, 7, 3, 8, 2),
}
STAFF = dict.fromkeys(YEARS, 300.0)


@pytest.fixture(scope="module")
def table() -> ReleasedTable:
    """The trend as the gate lets it through; a small figure is hidden, and another so that it stays so."""
    calendar = ReportingCalendar()
    files = tuple(
        CaseFile(Case(code=CaseCode(f"{kind}-{year}-{n}"), month=Month(year, 3), types=(kind,)))
        for kind, counts in COUNTS.items()
        for year, count in zip(YEARS, counts, strict=True)
        for n in range(count)
    )
    specs = publication_plan().specs([calendar.year(year) for year in YEARS])
    fetch = fetch_from(files, calendar)
    (trend,) = [tabulate(spec, built_in_lists(), fetch) for spec in specs if spec.name == "trend"]
    assert isinstance(trend.cells["conduct", "2025"], Count)
    return release([trend], Policy(seed=b"no secret")).publication.tables["trend"]


@pytest.mark.parametrize("cell", [Shown(9), Printed("9", 9, 9)])
def test_a_figure_that_is_told_has_its_exact_interval(cell: ReleasedCell) -> None:
    assert told_count(cell) == 9
    assert whisker(cell) == count_interval(9)
    per_staff = rate_whisker(cell, 2025, 300)
    assert per_staff is not None
    assert per_staff.low == pytest.approx(count_interval(9).low / 3)
    assert rate_whisker(cell, 2025, None) is None


@pytest.mark.parametrize(
    "cell", [Hidden(), Gap(), Band(1, 4), Printed("<5", 1, 4), Printed("ca. 9", 9, None)]
)
def test_a_figure_that_is_not_told_exactly_has_none(cell: ReleasedCell) -> None:
    assert told_count(cell) is None
    assert whisker(cell) is None
    assert rate_whisker(cell, 2025, 300) is None


def test_a_hidden_year_is_a_gap_and_a_row_hidden_this_year_gets_no_verdict(
    table: ReleasedTable,
) -> None:
    hidden = {
        (code, year)
        for code in COUNTS
        for year in YEARS
        if isinstance(table.at(**{TYPES: code, PERIOD: str(year)}), Hidden)
    }
    assert {("information", 2023), ("powers", 2023), ("powers", 2025)} <= hidden
    row = told_row(table, "information", STAFF)
    assert row is not None
    assert [(point.year, point.count) for point in row.series] == [
        (year, count)
        for year, count in zip(YEARS, COUNTS["information"], strict=True)
        if ("information", year) not in hidden
    ]
    judgement = judge_table(table, 2025, STAFF)
    told = {code for code in COUNTS if (code, 2025) not in hidden}
    assert "powers" not in told
    assert judgement.rows.keys() & COUNTS.keys() == told


def test_verdicts_follow_from_what_is_shown_alone(table: ReleasedTable) -> None:
    """Another table with the same figures to be seen, and others behind those that are not, is told alike."""
    judgement = judge_table(table, 2025, STAFF)
    assert judgement.total is not None
    assert judgement.total.comparison == compare(
        tuple(
            YearCount(year, sum(counts), 300.0)
            for year, counts in zip(YEARS, zip(*COUNTS.values(), strict=True), strict=True)
        )
    )
    conduct = judgement.rows["conduct"]
    assert conduct.saying is Saying.BEYOND_CHANCE
    shown = {
        key: cell if told_count(cell) is not None else Gap() for key, cell in table.cells.items()
    }
    assert judge_table(replace(table, cells=shown), 2025, STAFF) == judgement


def test_what_was_not_registered_is_no_question(table: ReleasedTable) -> None:
    axis = table.axis(TYPES)
    assert "-" in axis.by_code
    assert "-" not in judge_table(table, 2025, STAFF).rows
    assert all(axis.by_code[code].depth == 1 for code in judge_table(table, 2025, STAFF).rows)


def years_of(row: Row | None) -> list[int]:
    assert row is not None
    return [point.year for point in row.series]


def test_breaks_and_years_that_are_not_whole_are_heeded(table: ReleasedTable) -> None:
    notes = (
        TableNote(NoteKind.BREAK, "2023", "conduct", "Andere indeling."),
        TableNote(NoteKind.BREAK, "2022", None, "Andere registratie."),
        TableNote(NoteKind.INCOMPLETE, "2021", None, "Niet volledig."),
        TableNote(NoteKind.CONTRADICTION, "2024", TOTAL, "Het totaal klopt niet."),
        TableNote(NoteKind.SOURCE, None, None, "Een bron."),
    )
    noted = replace(table, notes=notes)
    conduct, total = told_row(noted, "conduct", STAFF), told_row(noted, TOTAL, STAFF)
    assert years_of(conduct) == [2022, 2023, 2024, 2025]
    assert years_of(total) == [2022, 2023, 2025]
    assert conduct is not None
    assert total is not None
    assert conduct.breaks == frozenset({2022, 2023})
    assert total.breaks == frozenset({2022})


def test_a_row_of_which_nothing_is_told_is_no_row(table: ReleasedTable) -> None:
    hidden = replace(table, cells=dict.fromkeys(table.cells, Hidden()))
    assert told_row(hidden, "conduct", STAFF) is None
    nothing = judge_table(hidden, 2025, STAFF)
    assert (nothing.total, nothing.every) == (None, ())
