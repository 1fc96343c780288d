"""Nothing written is lost: undo, the bin, drafts, aftercare and matters, on a real vault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from vp_desk.aggregate import CaseFile
from vp_desk.desk import Desk, create_vault, open_vault
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.records import Activity, Case, CaseCode, Contact, Reminder
from vp_desk.selection import Selection
from vp_desk.storage import verify
from vp_desk.storage.cases import CaseCodeTakenError
from vp_desk.storage.rows import RecordMissingError

PAGE = 4096
TODAY = date(2026, 2, 2)
NOW = datetime(2026, 2, 2, 14, 5, 9)  # noqa: DTZ001 - the clock on the wall
YEAR = ReportingCalendar().year(2026)


def a_case(desk: Desk, **fields: object) -> Case:
    values: dict[str, object] = {"month": Month(2025, 3), "types": ("conduct.bullying",)}
    return Case(code=desk.new_case_code(), **(values | fields))  # type: ignore[arg-type]


def a_contact(case: Case, day: date = date(2025, 3, 4), **fields: object) -> Contact:
    return Contact(case=case.code, held_on=day, **fields)  # type: ignore[arg-type]


@pytest.fixture
def case(desk: Desk) -> Case:
    """A case with two conversations."""
    made = a_case(desk, note="een verzonnen notitie", route=("mediation",))
    desk.add_case(made, a_contact(made, note="over koffie"))
    desk.add_contact(a_contact(made, date(2025, 5, 6), channel="phone"))
    return made


def everything(desk: Desk) -> tuple[object, ...]:
    """All that can be seen of the dossier, with what the search finds."""
    rows = desk.page_of_cases(Selection(), 0, 100)
    found = [desk.count_cases(Selection(words=word)) for word in ("notitie", "koffie", "anders")]
    return (
        [(desk.case(row.case.code), desk.reminders(row.case.code)) for row in rows],
        desk.activities(YEAR),
        found,
    )


def delete_first_contact(desk: Desk, code: CaseCode) -> object:
    return desk.delete_contact(desk.case(code).contacts[0], TODAY)


CHANGES: dict[str, Callable[[Desk, Case], object]] = {
    "a new case": lambda desk, _: desk.add_case(new := a_case(desk), a_contact(new)),
    "a changed case": lambda desk, case: desk.change_case(
        replace(case, note="iets anders", types=("powers", "force"), month=Month(2025, 1))
    ),
    "a closed case": lambda desk, case: desk.change_case(replace(case, status="closed")),
    "a deleted case": lambda desk, case: desk.delete_case(case.code, TODAY),
    "a new conversation": lambda desk, case: desk.add_contact(a_contact(case, note="anders")),
    "a conversation that changes its case": lambda desk, case: desk.log_contact(
        a_contact(case, TODAY), replace(case, status="closed", route=("mediation", "listening"))
    ),
    "a changed conversation": lambda desk, case: desk.change_contact(
        replace(desk.case(case.code).contacts[0], note="anders", talk_quarters=9)
    ),
    "a deleted conversation": lambda desk, case: delete_first_contact(desk, case.code),
    "a reminder": lambda desk, case: desk.add_reminder(case.code, Month(2026, 5)),
    "a new activity": lambda desk, _: desk.add_activity(Activity(held_on=TODAY, kind="training")),
}


@pytest.mark.parametrize("act", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_can_be_taken_back_and_done_again(
    desk: Desk, case: Case, act: Callable[[Desk, Case], object]
) -> None:
    before = everything(desk)
    act(desk, case)
    after = everything(desk)
    assert after != before
    for _ in range(2):
        step = desk.undo()
        assert step is not None
        assert step.words
        assert everything(desk) == before
        assert desk.redo() is not None
        assert everything(desk) == after
    assert desk.check() == ()


@given(picks=st.lists(st.sampled_from([*CHANGES, "undo", "redo"]), max_size=12))
def test_any_row_of_changes_can_be_taken_back_to_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, picks: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("undo") / "kluis"
    with create_vault(
        folder, PASSPHRASE, "Dienst Voorbeeld", cost=CHEAP, limits=CHEAP_LIMITS
    ).desk as desk:
        empty = everything(desk)
        case = a_case(desk, note="notitie")
        desk.add_case(case, a_contact(case))
        for pick in picks:
            if pick in ("undo", "redo"):
                getattr(desk, pick)()
                continue
            try:
                CHANGES[pick](desk, case)
            except (RecordMissingError, IndexError):
                continue  # the case, or its last conversation, is gone at this point
        assert verify.problems(desk._vault) == ()
        while desk.undo() is not None:
            pass
        assert everything(desk) == empty
        assert desk.bin_items() == ()
        assert verify.problems(desk._vault) == ()


def test_nothing_can_be_taken_back_in_a_vault_just_opened(desk: Desk) -> None:
    assert desk.undo() is None
    assert desk.redo() is None


def test_what_was_taken_back_cannot_be_done_again_after_something_else(
    desk: Desk, case: Case
) -> None:
    desk.change_case(replace(case, status="open"))
    desk.undo()
    desk.change_case(replace(case, status="closed"))
    assert desk.redo() is None


def test_a_deleted_case_waits_in_the_bin_and_comes_back_whole(desk: Desk, case: Case) -> None:
    desk.change_case(replace(case, status="closed"))
    before = everything(desk)
    desk.delete_case(case.code, TODAY)
    assert desk.count_cases(Selection()) == desk.count_cases(Selection(words="koffie")) == 0
    (item,) = desk.bin_items()
    assert item.words == f"Zaak {case.code} · Pesten · maart 2025 · 2 gesprekken"
    assert item.gone_on == TODAY + timedelta(days=30)
    desk.restore(item.id)
    assert everything(desk) == before
    assert desk.bin_items() == ()


def test_deleted_conversations_and_activities_come_back_too(desk: Desk, case: Case) -> None:
    desk.add_activity(Activity(held_on=TODAY, kind="training", note="verzonnen"))
    before = everything(desk)
    contact = desk.case(case.code).contacts[0]
    desk.delete_contact(contact, TODAY)
    desk.delete_activity(desk.activities(YEAR)[0], TODAY)
    activity, talk = desk.bin_items()
    assert talk.words == f"Gesprek van 4 maart 2025 bij zaak {case.code}"
    assert activity.words.startswith("Activiteit van 2 februari 2026 · ")
    desk.restore(talk.id)
    desk.restore(activity.id)
    restored = desk.case(case.code).contacts[0]
    assert replace(restored, id=contact.id) == contact
    assert everything(desk)[1:] == before[1:]


def test_what_goes_to_the_bin_is_what_is_stored_and_not_what_a_page_still_shows(
    desk: Desk, case: Case
) -> None:
    desk.add_activity(Activity(held_on=TODAY, kind="training", note="oud"))
    shown_activity, shown_contact = desk.activities(YEAR)[0], desk.case(case.code).contacts[0]
    desk.change_activity(replace(shown_activity, note="nieuw"))
    desk.change_contact(replace(shown_contact, note="nieuw"))
    desk.delete_activity(shown_activity, TODAY)
    desk.delete_contact(shown_contact, TODAY)
    for item in desk.bin_items():
        desk.restore(item.id)
    assert desk.activities(YEAR)[0].note == "nieuw"
    assert desk.case(case.code).contacts[0].note == "nieuw"


def test_a_deleted_activity_is_taken_back_as_it_was_stored(desk: Desk) -> None:
    desk.add_activity(Activity(held_on=TODAY, kind="training", note="oud"))
    (shown,) = desk.activities(YEAR)
    desk.change_activity(replace(shown, note="nieuw"))
    desk.delete_activity(shown, TODAY)
    desk.undo()
    assert desk.activities(YEAR)[0].note == "nieuw"


def test_a_conversation_of_a_case_that_is_gone_stays_in_the_bin(desk: Desk, case: Case) -> None:
    desk.delete_contact(desk.case(case.code).contacts[0], TODAY)
    desk.delete_case(case.code, TODAY)
    talk = desk.bin_items()[1]
    with pytest.raises(RecordMissingError):
        desk.restore(talk.id)
    assert talk in desk.bin_items()


def test_a_case_is_not_put_back_over_another_one_with_its_code(desk: Desk, case: Case) -> None:
    desk.delete_case(case.code, TODAY)
    desk.add_case(case, None)
    with pytest.raises(CaseCodeTakenError):
        desk.restore(desk.bin_items()[0].id)
    assert len(desk.bin_items()) == 1


def test_after_thirty_days_nothing_of_it_is_left_in_any_page_of_the_database(
    desk: Desk, case: Case
) -> None:
    canaries = ("zwartemaan", "stillewolk")
    desk.change_case(replace(case, note=f"{canaries[0]} " * 400))
    desk.add_contact(a_contact(case, note=f"{canaries[1]} " * 50))
    desk.keep_draft(f"case/{case.code}", {"note": canaries[0]}, NOW)
    desk.delete_case(case.code, TODAY)
    desk.drop_draft(f"case/{case.code}")
    desk.tidy(TODAY + timedelta(days=29))
    assert len(desk.bin_items()) == 1
    assert traces(desk, canaries) == set(canaries)
    desk.tidy(TODAY + timedelta(days=30))
    assert desk.bin_items() == ()
    assert desk.undo() is None
    assert traces(desk, (*canaries, case.code, "verzonnen")) == set()
    assert desk.check() == ()


def traces(desk: Desk, words: tuple[str, ...]) -> set[str]:
    """Which words stand anywhere in the file once its pages are decrypted, the free ones too.

    A page of SQLCipher 4: AES-256-CBC under the raw key; at its end 16 bytes of IV and 64 of HMAC.
    """
    key, stored = desk._vault._key, (desk.path / "notes.db").read_bytes()
    plain = b""
    for start in range(0, len(stored), PAGE):
        page = stored[start : start + PAGE]
        body = page[len(key.salt) if not start else 0 : -80]
        cipher = Cipher(algorithms.AES(key.key), modes.CBC(page[-80:-64])).decryptor()
        plain += cipher.update(body) + cipher.finalize()
    assert b"CREATE TABLE cases" in plain
    journal = desk.path / "notes.db-journal"
    assert not journal.exists() or not journal.stat().st_size
    return {word for word in words if word.encode() in plain}


def test_an_emptied_bin_is_empty_for_good(desk: Desk, case: Case) -> None:
    desk.delete_case(case.code, TODAY)
    desk.empty_bin()
    assert desk.bin_items() == ()
    assert desk.undo() is None


def test_a_draft_is_there_in_the_next_session_and_goes_with_what_it_became(
    vault_path: Path,
) -> None:
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        desk.keep_draft("new/1", {"note": "halve zi"}, NOW)
        desk.keep_draft("new/1", {"note": "halve zin \ud800", "types": ["x"]}, NOW)
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        (draft,) = desk.drafts()
        assert draft.saved_at == NOW
        assert draft.content == {"note": "halve zin \ud800", "types": ["x"]}
        assert repr(draft) == "Draft()"
        case = a_case(desk)
        desk.add_case(case, None, draft="new/1")
        assert desk.drafts() == ()


def test_a_closed_case_is_asked_about_after_three_six_and_twelve_months(
    desk: Desk, case: Case
) -> None:
    desk.change_case(replace(case, status="closed"))
    months = [reminder.month for reminder in desk.reminders(case.code)]
    assert months == [Month(2025, 8), Month(2025, 11), Month(2026, 5)]
    desk.change_case(replace(case, status="closed", note="anders"))
    assert [reminder.month for reminder in desk.reminders(case.code)] == months


def test_an_own_rhythm_of_aftercare_is_followed(desk: Desk, case: Case) -> None:
    desk.change_settings(replace(desk.settings, aftercare_months=(1,)))
    desk.change_case(replace(case, status="closed"))
    assert [reminder.month for reminder in desk.reminders(case.code)] == [Month(2025, 6)]


def test_a_case_that_is_opened_again_is_not_asked_about(desk: Desk, case: Case) -> None:
    desk.change_case(replace(case, status="closed"))
    desk.settle_reminders(desk.reminders(case.code)[:1], done=False)
    desk.change_case(replace(case, status="open"))
    assert [reminder.state for reminder in desk.reminders(case.code)] == ["skipped"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 6, 30), ["open", "open", "open"]),
        (date(2025, 7, 1), ["done", "open", "open"]),
        (date(2025, 10, 30), ["done", "open", "open"]),
        (date(2026, 3, 1), ["done", "done", "open"]),
    ],
)
def test_a_conversation_of_aftercare_settles_what_waited_for_it(
    desk: Desk, case: Case, day: date, expected: list[str]
) -> None:
    desk.change_case(replace(case, status="closed"))
    desk.add_contact(a_contact(case, day, kind="aftercare"))
    assert states(desk.reminders(case.code)) == expected


def states(reminders: tuple[Reminder, ...]) -> list[str]:
    return [reminder.state for reminder in reminders]


@pytest.mark.parametrize("first_month", [1, 2, 8, 12])
@pytest.mark.parametrize("month", [Month(1990, 1), Month(1992, 3), Month(2100, 5), Month(2100, 12)])
def test_a_slip_in_a_year_does_not_keep_anyone_from_her_cases(
    desk: Desk, month: Month, first_month: int
) -> None:
    desk.change_settings(replace(desk.settings, first_month=first_month))
    case = a_case(desk, month=month, status="open")
    desk.add_case(case, a_contact(case, date(month.year, month.month, 1)))
    desk.change_case(replace(case, status="closed"))
    assert desk.today(TODAY).cases == 1
    assert desk.years_with_hours() == desk.case_years()
    for year in desk.case_years():
        assert year.begin <= month < year.end
        assert desk.overview(year.year, TODAY).years


def test_linked_cases_are_one_matter_until_they_are_unlinked(desk: Desk, case: Case) -> None:
    other, third = a_case(desk, month=Month(2025, 1)), a_case(desk, month=Month(2025, 6))
    for new in (other, third):
        desk.add_case(new, None)
    desk.link_matter(case.code, other.code)
    desk.link_matter(third.code, case.code)
    assert [c.code for c in desk.same_matter(case.code)] == [other.code, third.code]
    assert desk.case(third.code).case.matter == other.code
    desk.unlink_matter(case.code)
    assert desk.same_matter(case.code) == ()
    assert [c.code for c in desk.same_matter(third.code)] == [other.code]
    desk.undo()
    desk.undo()
    desk.undo()
    assert [desk.case(c.code).case.matter for c in (case, other, third)] == [None] * 3


def test_a_list_and_its_length_are_of_one_moment(desk: Desk, case: Case) -> None:
    found = desk.list_cases(Selection(), 10)
    assert (found.total, [row.case.code for row in found.first]) == (1, [case.code])
    assert isinstance(desk.case(case.code), CaseFile)
