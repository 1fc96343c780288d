"""Activities and hours: what is stored, changed and added up."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.storage.samples import ACTIVITIES, case_files
from vp_desk.aggregate import CaseFile
from vp_desk.desk import ChangeKind, Desk, UnknownCodeError
from vp_desk.desk.hours import MonthHours, YearHours, hours_of
from vp_desk.desk.settings import SettingError, VaultSettings
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month, ReportingYear
from vp_desk.records import Activity, Case, Contact
from vp_desk.storage import activities, cases
from vp_desk.storage.vault import Vault

Y2023 = ReportingYear(2023)


def an_activity(**fields: object) -> Activity:
    values: dict[str, object] = {"held_on": date(2025, 3, 4), "kind": "information", "quarters": 6}
    return Activity(**(values | fields))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shared_vault(master_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    copy = Path(shutil.copytree(master_vault, tmp_path_factory.mktemp("shared") / "kluis"))
    with Vault.open(copy, PASSPHRASE, limits=CHEAP_LIMITS) as vault:
        yield vault


def test_an_activity_is_changed_and_deleted(desk: Desk) -> None:
    assert desk.add_activity(an_activity()).kinds == {ChangeKind.ACTIVITIES}
    year = desk.calendar.year(2025)
    (stored,) = desk.activities(year)
    changed = replace(stored, kind="peer_review", quarters=8, note="verzonnen", participants=5)
    assert desk.change_activity(changed).kinds == {ChangeKind.ACTIVITIES}
    assert desk.activities(year) == (changed,)
    assert desk.delete_activity(changed, date(2026, 2, 2)).kinds == {ChangeKind.ACTIVITIES}
    assert desk.activities(year) == ()
    with pytest.raises(VpDeskError):
        desk.change_activity(changed)


def test_a_kind_that_no_list_knows_is_refused_and_changes_nothing(desk: Desk) -> None:
    desk.add_activity(an_activity())
    year = desk.calendar.year(2025)
    (stored,) = desk.activities(year)
    with pytest.raises(UnknownCodeError, match="Soort activiteit"):
        desk.change_activity(replace(stored, kind="dancing"))
    assert desk.activities(year) == (stored,)


def test_the_years_with_work_are_known(desk: Desk) -> None:
    for day in (date(2022, 12, 31), date(2025, 1, 1), date(2025, 6, 1)):
        desk.add_activity(an_activity(held_on=day))
    case = Case(code=desk.new_case_code(), month=Month(2023, 12), types=("conduct",))
    desk.add_case(case, Contact(case=case.code, held_on=date(2024, 1, 2)))
    assert [year.code for year in desk.years_with_hours()] == ["2025", "2024", "2022"]


@given(files=case_files(), work=st.lists(ACTIVITIES, max_size=6))
def test_the_hours_of_a_year_are_those_of_its_records(
    shared_vault: Vault, files: Sequence[CaseFile], work: Sequence[Activity]
) -> None:
    with shared_vault.write() as db:
        for code in cases.codes(db):
            cases.delete(db, code)
        db.execute("DELETE FROM activities")
        cases.add_files(db, files)
        for activity in work:
            activities.add(db, activity)
    for year in (Y2023, ReportingYear(2022, 9)):
        with shared_vault.read() as db:
            found = hours_of(db, year, None)
        assert [month.month for month in found.months] == [year.begin.plus(n) for n in range(12)]
        for month in found.months:
            talks = [
                c for file in files for c in file.contacts if Month.of(c.held_on) == month.month
            ]
            done = [a for a in work if Month.of(a.held_on) == month.month]
            assert month.talk == sum(contact.talk_quarters for contact in talks)
            assert month.cases == sum(map(_quarters, talks))
            assert month.activities == sum(activity.quarters for activity in done)
            assert month.by_kind == {
                kind: sum(a.quarters for a in done if a.kind == kind)
                for kind in {a.kind for a in done}
            }


def _quarters(contact: Contact) -> int:
    return contact.talk_quarters + contact.preparation_quarters + contact.travel_quarters


def test_the_agreed_hours_are_spread_evenly_over_the_months() -> None:
    months = tuple(
        MonthHours(Month(2026, n), talk=10, by_kind={"training": 2}) for n in range(1, 13)
    )
    year = YearHours(ReportingYear(2026), months, 240)
    assert year.until(Month(2026, 3)) == 36
    assert year.agreed_until(Month(2026, 3)) == 60
    assert year.agreed_until(Month(2027, 3)) == 240
    assert replace(year, budget=None).agreed_until(Month(2026, 3)) is None
    assert year.by_kind == {"training": 24}


def test_agreed_hours_are_kept_and_must_be_a_number_that_can_be(desk: Desk) -> None:
    assert VaultSettings.from_stored({}).budget_hours is None
    desk.change_settings(replace(desk.settings, budget_hours=240))
    assert desk.settings.budget_hours == 240
    assert desk.hours(desk.calendar.year(2026)).budget == 240
    with pytest.raises(SettingError):
        replace(desk.settings, budget_hours=0)
