"""What needs doing stands first and is said in words; what is in order is not spoken of."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from vp_desk.desk import SafetyState
from vp_desk.desk.safety_words import Remedy, attention, reminder

TODAY = date(2026, 3, 12)
FINE = SafetyState(
    folder=Path("/kluis"),
    synced=None,
    size=4096,
    backups=(),
    newest_backup=TODAY,
    second_place=Path("/stick"),
    second_backup=TODAY,
    second_due=False,
    last_drill=TODAY,
    drill_due=False,
    code_tested=TODAY,
    passphrase_changed=TODAY,
    damaged=False,
)


def remedies(state: SafetyState, *, overdue: bool = False) -> list[Remedy]:
    return [found.remedy for found in attention(state, TODAY, overdue=overdue)]


def test_a_vault_that_is_looked_after_needs_nothing() -> None:
    assert attention(FINE, TODAY) == ()
    assert reminder(FINE) == ""


def test_damage_stands_before_all_else() -> None:
    state = replace(FINE, damaged=True, second_due=True, drill_due=True, code_tested=None)
    assert remedies(state) == [
        Remedy.RESTORE,
        Remedy.BACK_UP_TO_SECOND,
        Remedy.DRILL,
        Remedy.TEST_CODE,
    ]


def test_a_second_place_that_was_never_chosen_is_something_else_than_one_that_waits() -> None:
    never = replace(FINE, second_place=None, second_backup=None, second_due=True)
    assert remedies(never) == [Remedy.CHOOSE_SECOND]
    waits = replace(FINE, second_backup=date(2026, 2, 20), second_due=True)
    (found,) = attention(waits, TODAY)
    assert found.remedy is Remedy.BACK_UP_TO_SECOND
    assert "20 februari 2026" in found.words
    empty = replace(FINE, second_backup=None, second_due=True)
    assert "staat nog geen" in attention(empty, TODAY)[0].words


def test_a_backup_that_is_not_made_any_more_is_told_only_when_there_is_something_to_lose() -> None:
    old = replace(FINE, newest_backup=TODAY - timedelta(days=7))
    assert remedies(old, overdue=True) == [Remedy.BACK_UP]
    assert remedies(old) == []
    assert remedies(replace(FINE, newest_backup=TODAY), overdue=True) == []


def test_the_recovery_code_is_asked_for_once_a_year() -> None:
    assert remedies(replace(FINE, code_tested=TODAY - timedelta(days=365))) == []
    (found,) = attention(replace(FINE, code_tested=TODAY - timedelta(days=366)), TODAY)
    assert "al een jaar niet" in found.words
    (found,) = attention(replace(FINE, code_tested=None), TODAY)
    assert "nog nooit" in found.words


def test_a_synchronised_folder_is_named() -> None:
    (found,) = attention(replace(FINE, synced="OneDrive"), TODAY)
    assert "OneDrive" in found.words
    assert found.remedy is Remedy.NOTHING


def test_the_day_reminds_of_both_in_one_line() -> None:
    assert reminder(replace(FINE, second_due=True)) == (
        "Het is weer tijd voor een reservekopie op een tweede plaats."
    )
    both = reminder(replace(FINE, second_due=True, drill_due=True))
    assert both.count("reservekopie") == 2
