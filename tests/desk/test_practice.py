"""A vault to learn on: invented, up to today, and saying so itself."""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from vp_desk.desk import PRACTICE_PASSPHRASE, make_practice_vault, open_vault, practice_folder
from vp_desk.desk.demonstration import DemoFolderError
from vp_desk.selection import Selection

TODAY = date(2026, 3, 12)


def test_a_practice_vault_says_what_it_is_also_when_it_is_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "VP-Desk" / "oefenkluis"
    make_practice_vault(folder, TODAY, cost=CHEAP, limits=CHEAP_LIMITS).close()
    with open_vault(folder, PRACTICE_PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert desk.settings.practice
        assert desk.settings.organisation == "Dienst Voorbeeld"


def test_it_holds_years_for_a_trend_and_nothing_that_still_has_to_happen(tmp_path: Path) -> None:
    with make_practice_vault(tmp_path / "v", TODAY, cost=CHEAP, limits=CHEAP_LIMITS) as desk:
        codes = [row.case.code for row in desk.page_of_cases(Selection(), 0, 500)]
        held_on = [contact.held_on for code in codes for contact in desk.case(code).contacts]
        assert max(held_on) <= TODAY
        assert {day.year for day in held_on} == {2023, 2024, 2025, 2026}
        assert all(desk.case(code).contacts for code in codes)
        assert len(codes) > 100
        this_year = desk.activities(desk.calendar.year(2026))
        assert all(activity.held_on <= TODAY for activity in this_year)
        assert desk.activities(desk.calendar.year(2025))


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_it_can_be_made_on_any_day_of_the_year(tmp_path: Path, today: date) -> None:
    with make_practice_vault(tmp_path / "v", today, cost=CHEAP, limits=CHEAP_LIMITS) as desk:
        assert desk.count_cases(Selection()) > 80


def test_nothing_is_made_in_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("aap", encoding="utf-8")
    with pytest.raises(DemoFolderError, match="niet leeg"):
        make_practice_vault(tmp_path, TODAY, cost=CHEAP, limits=CHEAP_LIMITS)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_second_practice_vault_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    assert practice_folder(tmp_path) == tmp_path / "oefenkluis"
    (tmp_path / "oefenkluis").mkdir()
    assert practice_folder(tmp_path) == tmp_path / "oefenkluis-2"


def test_an_ordinary_vault_is_not_for_practice(vault_path: Path) -> None:
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert not desk.settings.practice
