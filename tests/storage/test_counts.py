"""The database counts what the core counts."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.storage.cheap import CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from tests.storage.samples import LISTS, case_files
from vp_desk.aggregate import (
    CONTACT_AXES,
    CaseFile,
    Count,
    CrosstabSpec,
    Measure,
    fetch_from,
    publication_plan,
    tabulate,
)
from vp_desk.axes import PERIOD
from vp_desk.fields import CASE_FIELDS, Kind, personal_traits
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.storage import cases, contacts, counts
from vp_desk.storage.vault import Vault

_CASE_AXES = tuple(f.key for f in CASE_FIELDS if f.kind in (Kind.CODE, Kind.CODES))
_SEVERAL = tuple(f.key for f in CASE_FIELDS if f.kind is Kind.CODES)


@st.composite
def questions(draw: st.DrawFn) -> tuple[CrosstabSpec, Sequence[int], ReportingCalendar]:
    """A crosstab over random axes, the depths to fetch, and a calendar."""
    calendar = ReportingCalendar(draw(st.sampled_from([1, 9])))
    measure = draw(st.sampled_from([m for m in Measure if m is not Measure.LATE]))
    possible = [*_CASE_AXES, *(CONTACT_AXES if measure.by_contact else ())]
    axes = draw(st.lists(st.sampled_from(possible), max_size=2, unique=True))
    if len(personal_traits() & set(axes)) > 1:
        axes = axes[:1]
    if measure in (Measure.MENTIONS, Measure.SIDE_MENTIONS):
        mentioned = draw(st.sampled_from(_SEVERAL))
        axes = [mentioned, *(axis for axis in axes if axis not in _SEVERAL)]
    keys = draw(st.permutations([PERIOD, *axes]))
    years = draw(st.lists(st.sampled_from([2022, 2023, 2024]), min_size=1, unique=True))
    spec = CrosstabSpec(
        name="random",
        label="Willekeurig",
        measure=measure,
        axes=dict.fromkeys(keys, 3),
        years=tuple(calendar.year(year) for year in sorted(years)),
        without_status=draw(st.sampled_from([frozenset[str](), frozenset({"sparring", "open"})])),
    )
    depths = [draw(st.integers(0, 2)) if key == PERIOD else draw(st.integers(0, 3)) for key in keys]
    return spec, depths, calendar


@pytest.fixture(scope="module")
def counting_vault(master: tuple[Path, str]) -> Iterator[Vault]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(master[0], Path(folder) / "kluis"))
        with Vault.open(copy, PASSPHRASE, limits=CHEAP_LIMITS) as vault:
            yield vault


@hypothesis_settings(max_examples=120, deadline=None)
@given(files=case_files(), asked=st.lists(questions(), min_size=4, max_size=6))
def test_the_database_counts_as_the_core_counts_records(
    counting_vault: Vault,
    files: Sequence[CaseFile],
    asked: Sequence[tuple[CrosstabSpec, Sequence[int], ReportingCalendar]],
) -> None:
    with counting_vault.write() as db:
        for code in cases.codes(db):
            cases.delete(db, code)
        cases.add_files(db, files)
        for spec, depths, calendar in asked:
            counted = counts.fetcher(db, calendar)(spec, depths)
            assert counted == fetch_from(files, calendar)(spec, depths)


def test_a_case_of_the_first_month_of_a_year_is_not_carried_into_that_year(vault: Vault) -> None:
    calendar = ReportingCalendar(9)
    spec = CrosstabSpec("x", "X", Measure.CARRIED, {PERIOD: 1}, (calendar.year(2023),))
    with vault.write() as db:
        for code, month in (("bodemi-fa", Month(2023, 8)), ("dagoru-ki", Month(2023, 9))):
            cases.add(db, Case(code=CaseCode(code), month=month, types=("conduct",)))
            contacts.add(db, Contact(case=CaseCode(code), held_on=date(2023, 11, 2)))
        assert counts.fetcher(db, calendar)(spec, [1]) == {("2023",): Count(1, 1)}
        cases.update(db, replace(cases.get(db, CaseCode("dagoru-ki")), month=Month(2023, 7)))
        assert counts.fetcher(db, calendar)(spec, [1]) == {("2023",): Count(2, 2)}


@hypothesis_settings(max_examples=10, deadline=None)
@given(files=case_files(most=12))
def test_every_table_of_the_publication_is_the_same_from_both(
    counting_vault: Vault, files: Sequence[CaseFile]
) -> None:
    calendar = ReportingCalendar()
    years = [calendar.year(number) for number in (2022, 2023, 2024)]
    with counting_vault.write() as db:
        for code in cases.codes(db):
            cases.delete(db, code)
        cases.add_files(db, files)
        fetch = counts.fetcher(db, calendar)
        for spec in publication_plan().specs(years, frozenset({"sparring"})):
            own = tabulate(spec, LISTS, fetch)
            assert own.cells == tabulate(spec, LISTS, fetch_from(files, calendar)).cells


def test_years_of_another_calendar_are_refused(vault: Vault) -> None:
    spec = CrosstabSpec("x", "X", Measure.CASES, {PERIOD: 1}, (ReportingCalendar(9).year(2024),))
    with vault.read() as db, pytest.raises(ValueError, match="calendar"):
        counts.fetcher(db, ReportingCalendar(1))(spec, [1])


@hypothesis_settings(max_examples=20, deadline=None)
@given(files=case_files(), first_month=st.sampled_from([1, 9]))
def test_the_years_that_hold_something_are_those_of_the_records(
    counting_vault: Vault, files: Sequence[CaseFile], first_month: int
) -> None:
    calendar = ReportingCalendar(first_month)
    with counting_vault.write() as db:
        for code in cases.codes(db):
            cases.delete(db, code)
        cases.add_files(db, files)
        of_cases = counts.years_with(db, calendar, cases.TABLE)
        of_contacts = counts.years_with(db, calendar, contacts.TABLE)
    days = [contact.held_on for file in files for contact in file.contacts]
    assert of_cases == tuple(sorted({calendar.year_of(file.case.month) for file in files}))
    assert of_contacts == tuple(sorted({calendar.year_of(Month.of(day)) for day in days}))


@hypothesis_settings(max_examples=60, deadline=None)
@given(
    files=case_files(),
    begin=st.integers(0, 30),
    length=st.integers(1, 24),
    without=st.sampled_from([frozenset[str](), frozenset({"sparring", "open"})]),
)
def test_matters_by_unit_and_month_are_those_of_the_records(
    counting_vault: Vault,
    files: Sequence[CaseFile],
    begin: int,
    length: int,
    without: frozenset[str],
) -> None:
    first = Month(2022, 1).plus(begin)
    months = [first.plus(n) for n in range(length)]
    matters: dict[tuple[str, Month], set[str]] = {}
    held: dict[tuple[str, Month], int] = {}
    for case in (file.case for file in files):
        if case.unit is not None and case.month in months and case.status not in without:
            place = (case.unit, case.month)
            matters.setdefault(place, set()).add(case.matter or case.code)
            held[place] = held.get(place, 0) + 1
    with counting_vault.write() as db:
        for code in cases.codes(db):
            cases.delete(db, code)
        cases.add_files(db, files)
        found = counts.matters_by_month(db, first, months[-1].plus(1), without)
        assert found == {place: Count(len(matters[place]), held[place]) for place in held}
        assert counts.first_month(db) == min((file.case.month for file in files), default=None)
