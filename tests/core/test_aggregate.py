"""Exact crosstabs over records."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import UNITS as OWN_UNITS
from tests.strategies import YEARS, case_files
from vp_desk.aggregate import (
    CaseFile,
    Count,
    CountTable,
    CrosstabSpec,
    Measure,
    fetch_from,
    publication_plan,
    tabulate,
)
from vp_desk.axes import PERIOD, TOTAL, cell_id
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.taxonomy import UNITS, UNKNOWN, built_in_lists

CALENDAR = ReportingCalendar()
LISTS = built_in_lists().with_own({UNITS: OWN_UNITS})
SPAN = tuple(CALENDAR.year(year) for year in YEARS)


def count(
    files: tuple[CaseFile, ...],
    measure: Measure,
    axes: dict[str, int],
    years: tuple[int, ...] = (2025,),
) -> CountTable:
    spec = CrosstabSpec("t", "T", measure, axes, tuple(CALENDAR.year(y) for y in years))
    return tabulate(spec, LISTS, fetch_from(files, CALENDAR))


def exact(table: CountTable, key: tuple[str, ...]) -> Count:
    cell = table.cells[key]
    assert isinstance(cell, Count)
    return cell


def file(
    name: str, month: Month, types: tuple[str, ...], *days: date, matter: str | None = None
) -> CaseFile:
    case = Case(code=CaseCode(name), month=month, types=types, matter=matter)
    return CaseFile(case, tuple(Contact(case=case.code, held_on=day) for day in days))


FILES = (
    file("a", Month(2025, 1), ("conduct.bullying", "conduct.gossip", "force"), date(2025, 1, 3)),
    file("b", Month(2025, 2), ("conduct",), date(2025, 2, 3), date(2025, 6, 1), matter="m"),
    file("c", Month(2024, 11), ("force",), date(2024, 11, 3), date(2025, 4, 1), matter="m"),
)


def test_a_case_counts_in_the_year_of_its_first_contact() -> None:
    table = count(FILES, Measure.CASES, {PERIOD: 2}, (2024, 2025))
    assert table.cells[("2025",)] == Count(2, 2)
    assert table.cells[("2025.1",)] == Count(2, 2)
    assert table.cells[("2024.4",)] == Count(1, 1)


def test_a_contact_counts_in_the_year_of_its_own_date_and_knows_its_cases() -> None:
    table = count(FILES, Measure.CONTACTS, {PERIOD: 2})
    assert table.cells[("2025",)] == Count(4, 3)
    assert table.cells[("2025.2",)] == Count(2, 2)


def test_an_older_case_with_a_contact_this_year_is_carried_over_and_not_new() -> None:
    assert count(FILES, Measure.CARRIED, {PERIOD: 1}).cells[("2025",)] == Count(1, 1)
    assert count(FILES, Measure.CARRIED, {PERIOD: 1}, (2024,)).cells[("2024",)] == Count(0, 0)


def test_a_case_with_three_types_gives_three_mentions_of_one_case() -> None:
    table = count(FILES, Measure.MENTIONS, {"types": 1, PERIOD: 1})
    assert table.cells[(TOTAL, "2025")] == Count(4, 2)
    assert table.cells[("conduct", "2025")] == Count(3, 2)
    side = count(FILES, Measure.SIDE_MENTIONS, {"types": 1, PERIOD: 1})
    assert side.cells[(TOTAL, "2025")] == Count(2, 1)


def test_linked_cases_are_one_matter() -> None:
    both = count(FILES, Measure.MATTERS, {PERIOD: 1}, (2024, 2025))
    assert [exact(both, (year,)).value for year in ("2024", "2025")] == [1, 2]
    assert list(both.equations()) == []


def test_cases_less_matters_are_the_linked_ones_of_a_year() -> None:
    """Of a matter with cases in two years, neither year has a linked one."""
    assert count(FILES, Measure.LINKED, {PERIOD: 1}).cells["2025",] == Count(0, 0)
    three = [file(name, Month(2025, 3), ("conduct",), matter="m") for name in "xyz"]
    table = count((*FILES, *three), Measure.LINKED, {PERIOD: 1}, (2024, 2025))
    assert [table.cells[year,] for year in ("2024", "2025")] == [Count(0, 0), Count(3, 3)]
    assert list(table.equations()) == []


def test_what_names_only_the_category_is_its_own_part() -> None:
    table = count(FILES, Measure.CASES, {"types": 2, PERIOD: 1})
    assert table.cells[("conduct.bullying", "2025")] == Count(1, 1)
    assert table.cells[(f"conduct.{UNKNOWN}", "2025")] == Count(1, 1)
    assert table.cells[("conduct", "2025")] == Count(2, 2)


def test_not_registered_is_a_category_and_not_zero() -> None:
    table = count(FILES, Measure.CASES, {"unit": 1, PERIOD: 1})
    assert table.cells[(UNKNOWN, "2025")] == Count(2, 2)


def test_statuses_can_be_left_out_of_the_count() -> None:
    spec = CrosstabSpec("t", "T", Measure.CASES, {PERIOD: 1}, SPAN[-1:], frozenset({"sparring"}))
    sparring = Case(code=CaseCode("d"), month=Month(2025, 1), types=("force",), status="sparring")
    fetch = fetch_from((*FILES, CaseFile(sparring)), CALENDAR)
    assert tabulate(spec, LISTS, fetch).cells[("2025",)] == Count(2, 2)


def test_two_personal_traits_are_never_crossed() -> None:
    with pytest.raises(ValueError, match="personal traits"):
        CrosstabSpec("t", "T", Measure.CASES, {"gender": 1, "capacity": 1, PERIOD: 1}, SPAN)


def test_a_code_that_no_list_knows_stops_the_count_instead_of_vanishing() -> None:
    with pytest.raises(KeyError):
        count((file("x", Month(2025, 1), ("unheard",)),), Measure.CASES, {"types": 1, PERIOD: 1})


def test_a_figure_has_one_name_in_every_table() -> None:
    by_type = count(FILES, Measure.CASES, {"types": 1, PERIOD: 2})
    assert by_type.id_of((TOTAL, "2025")) == cell_id("cases", {PERIOD: "2025"})
    assert by_type.id_of(("force", "2025.1")) == "cases|period=2025.1|types=force"
    assert (
        count(FILES, Measure.MENTIONS, {"route": 1, PERIOD: 1})
        .id_of((TOTAL, "2025"))
        .startswith("mentions:route|")
    )


@given(case_files())
def test_every_equation_holds_and_nothing_is_counted_away(files: tuple[CaseFile, ...]) -> None:
    fetch = fetch_from(files, CALENDAR)
    for spec in publication_plan().specs(SPAN):
        table = tabulate(spec, LISTS, fetch)
        sums = list(table.equations())
        assert bool(sums) == any(axis.parts for axis in table.axes)
        for whole, parts in sums:
            assert exact(table, whole).value == sum(exact(table, part).value for part in parts)


@given(case_files())
def test_cases_under_a_figure_are_at_most_the_sum_of_those_under_its_parts(
    files: tuple[CaseFile, ...],
) -> None:
    table = count(files, Measure.CONTACTS, {"types": 2, PERIOD: 2}, YEARS)
    for whole, parts in table.equations():
        under = [exact(table, part).cases for part in parts]
        assert max(under) <= exact(table, whole).cases <= sum(under)


@given(case_files(), st.sampled_from(["cases", "contacts"]))
def test_one_figure_has_one_value_in_all_tables(files: tuple[CaseFile, ...], measure: str) -> None:
    fetch = fetch_from(files, CALENDAR)
    seen: dict[str, object] = {}
    for spec in publication_plan().specs(SPAN):
        if spec.measure == measure:
            table = tabulate(spec, LISTS, fetch)
            for key, cell in table.cells.items():
                assert seen.setdefault(table.id_of(key), cell) == cell
