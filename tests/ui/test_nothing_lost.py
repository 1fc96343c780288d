"""What was typed or stored survives what happens meanwhile: changes elsewhere, undo, a vault that refuses."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TODAY
from vp_desk.desk import Desk
from vp_desk.fields import ACTIVITY_FIELDS
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, CaseCode, Contact
from vp_desk.selection import Selection
from vp_desk.ui.forms.sections import CASE_BY_KEY, CASE_NOTE, CONTACT_BY_KEY, CONTACT_NOTE, TYPES
from vp_desk.ui.pages.activities_page import ActivitiesPage
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

CODE = CaseCode("bodemi-fa")
OUTCOME = CASE_BY_KEY["outcome"]
PARTICIPANTS = next(field for field in ACTIVITY_FIELDS if field.key == "participants")


@pytest.fixture
def known(workspace: Workspace) -> Case:
    """An open case with one conversation."""
    case = Case(
        code=CODE,
        month=Month(2025, 11),
        types=("information.leak",),
        status="open",
        note="over de kast",
    )
    workspace.desk.add_case(case, Contact(case=CODE, held_on=date(2025, 11, 3), channel="video"))
    return case


def stored(desk: Desk) -> Case:
    return desk.case(CODE).case


def case_page(workspace: Workspace) -> CasePage:
    workspace.open_case(CODE)
    page = workspace.page
    assert isinstance(page, CasePage)
    return page


def conversation(workspace: Workspace) -> ConversationPage:
    workspace.continue_case(CODE, "")
    page = workspace.page
    assert isinstance(page, ConversationPage)
    return page


def changing_an_activity(qtbot: QtBot, workspace: Workspace) -> tuple[ActivitiesPage, Activity]:
    """The page with one activity, which is being changed."""
    activity = Activity(held_on=TODAY, kind="information", quarters=4, note="oud")
    workspace.desk.add_activity(activity)
    workspace.go("activities")
    page = workspace.page
    assert isinstance(page, ActivitiesPage)
    qtbot.waitUntil(lambda: not workspace.workers.busy)
    (shown,) = page.model.activities
    page._edit_current()
    return page, shown


def press(place: QWidget, words: str) -> None:
    (found,) = [
        part
        for part in place.findChildren(QPushButton)
        if part.text().replace("&", "") == words and part.isVisible()
    ]
    found.click()


def in_sight(workspace: Workspace) -> Page | None:
    return workspace.page


# --- the vault refuses ---


def test_a_form_that_the_vault_does_not_keep_is_not_left_without_a_question(
    workspace: Workspace, known: Case
) -> None:
    page = conversation(workspace)
    page.form.rows[CONTACT_NOTE].input.set_value("aap")
    workspace.desk._vault.refuse_writing()
    workspace.go("report")
    assert in_sight(workspace) is page
    assert "niet bewaard" in page.bar.text
    press(page.bar, "Hier blijven")
    assert in_sight(workspace) is page
    assert page.form.value(CONTACT_NOTE) == "aap"
    workspace.go("report")
    press(page.bar, "Toch weggaan")
    assert in_sight(workspace) is not page


@pytest.mark.parametrize("act", ["lock", "close"])
def test_locking_and_closing_ask_only_when_the_vault_does_not_keep_what_was_typed(
    window: Window, workspace: Workspace, known: Case, act: str
) -> None:
    page = conversation(workspace)
    page.form.rows[CONTACT_NOTE].input.set_value("aap")
    workspace.desk._vault.refuse_writing()
    getattr(window, act)()
    assert window.workspace is workspace
    assert window.isVisible()
    assert "niet bewaard" in page.bar.text
    assert page.form.value(CONTACT_NOTE) == "aap"
    press(page.bar, "Toch weggaan")
    assert window.workspace is None


# --- changed elsewhere ---


def test_a_draft_of_a_conversation_does_not_turn_back_what_was_changed_in_its_case(
    workspace: Workspace, known: Case
) -> None:
    page = conversation(workspace)
    page.form.rows[CONTACT_NOTE].input.set_value("aap")
    page.form.rows[OUTCOME].input.set_value("improved")
    workspace.go("report")
    desk = workspace.desk
    desk.change_case(replace(known, status="closed", reporter_role="manager", note="nieuw"))
    (draft,) = desk.drafts()
    workspace.open_draft(draft)
    back = in_sight(workspace)
    assert isinstance(back, ConversationPage)
    assert back.form.value(CONTACT_NOTE) == "aap"
    assert back.store()
    case = stored(desk)
    assert case.outcome == "improved"
    assert (case.status, case.reporter_role, case.note) == ("closed", "manager", "nieuw")
    assert desk.case(CODE).contacts[-1].note == "aap"


def test_a_draft_of_a_case_does_not_turn_back_what_was_changed_meanwhile(
    workspace: Workspace, known: Case
) -> None:
    page = case_page(workspace)
    page.form.rows[OUTCOME].input.set_value("improved")
    workspace.go("today")
    desk = workspace.desk
    desk.change_case(replace(known, status="closed", note="nieuw"))
    back = case_page(workspace)
    assert back.form.value(OUTCOME) == "improved"
    assert back.store()
    assert stored(desk) == replace(known, status="closed", note="nieuw", outcome="improved")


def test_saving_a_case_keeps_what_was_changed_elsewhere_while_it_was_open(
    workspace: Workspace, known: Case
) -> None:
    page = case_page(workspace)
    page.form.rows[OUTCOME].input.set_value("improved")
    desk = workspace.desk
    changes = desk.change_case(replace(known, status="closed", note="nieuw"))
    workspace.bus.changed.emit(changes)
    assert page.form.value(OUTCOME) == "improved"
    assert page.store()
    assert stored(desk) == replace(known, status="closed", note="nieuw", outcome="improved")


def test_saving_a_conversation_does_not_do_again_what_was_taken_back(
    workspace: Workspace, known: Case
) -> None:
    desk = workspace.desk
    desk.change_case(replace(known, note="vergissing", status="closed"))
    page = conversation(workspace)
    page.form.rows[CONTACT_NOTE].input.set_value("aap")
    workspace.undo()
    assert page.store()
    case = stored(desk)
    assert (case.note, case.status) == (known.note, "open")
    assert desk.case(CODE).contacts[-1].note == "aap"


def test_a_draft_holds_nothing_of_a_case_but_what_was_typed(
    workspace: Workspace, known: Case
) -> None:
    page = conversation(workspace)
    page.form.rows[CONTACT_NOTE].input.set_value("blijft")
    workspace.go("report")
    page_of_case = case_page(workspace)
    page_of_case.form.rows[OUTCOME].input.set_value("improved")
    workspace.go("report")
    drafts = workspace.desk.drafts()
    assert len(drafts) == 2
    for draft in drafts:
        assert known.note not in str(draft.content)


def test_saving_a_conversation_keeps_what_was_changed_in_it_elsewhere(
    workspace: Workspace, known: Case
) -> None:
    desk = workspace.desk
    page = case_page(workspace)
    (old,) = desk.case(CODE).contacts
    page.contacts.edit(old)
    assert page.contacts.form is not None
    page.contacts.form.rows[CONTACT_BY_KEY["channel"]].input.set_value("phone")
    workspace.bus.changed.emit(desk.change_contact(replace(old, note="nieuw")))
    assert page.store()
    (stored_now,) = desk.case(CODE).contacts
    assert (stored_now.channel, stored_now.note) == ("phone", "nieuw")


def test_a_draft_of_an_activity_does_not_turn_back_what_was_changed_meanwhile(
    qtbot: QtBot, workspace: Workspace
) -> None:
    desk = workspace.desk
    page, shown = changing_an_activity(qtbot, workspace)
    page.entry.form.rows[PARTICIPANTS].input.set_value(7)
    desk.change_activity(replace(shown, note="nieuw"))
    page.put_away()
    (draft,) = desk.drafts()
    assert "oud" not in str(draft.content)
    assert page.store()
    (now,) = desk.activities(desk.calendar.year(2026))
    assert (now.participants, now.note) == (7, "nieuw")


# --- gone ---


def test_what_was_typed_about_a_case_that_is_gone_is_stored_with_the_new_one(
    workspace: Workspace, known: Case
) -> None:
    page = conversation(workspace)
    page.form.rows[CONTACT_NOTE].input.set_value("blijft")
    workspace.go("report")
    desk = workspace.desk
    desk.delete_case(CODE, TODAY)
    (draft,) = desk.drafts()
    workspace.open_draft(draft)
    back = in_sight(workspace)
    assert isinstance(back, ConversationPage)
    assert back.form.rows[CASE_NOTE].isVisible()
    assert back.form.value(CASE_NOTE) == "blijft"
    workspace.go("report")
    assert len(desk.drafts()) == 1
    (draft,) = desk.drafts()
    workspace.open_draft(draft)
    back = in_sight(workspace)
    assert isinstance(back, ConversationPage)
    back.form.rows[TYPES].input.set_value(("conduct.bullying",))
    assert back.store()
    assert desk.drafts() == ()
    assert desk.count_cases(Selection(words="blijft")) == 1


def test_taking_back_a_case_keeps_what_was_being_typed_in_it(
    workspace: Workspace, known: Case
) -> None:
    page = case_page(workspace)
    page.form.rows[CASE_NOTE].input.set_value("een lang verhaal")
    workspace.undo()
    assert in_sight(workspace) is not page
    workspace.redo()
    assert case_page(workspace).form.value(CASE_NOTE) == "een lang verhaal"


def test_a_deleted_case_that_is_taken_back_brings_what_was_being_typed_in_it(
    workspace: Workspace, known: Case
) -> None:
    page = case_page(workspace)
    page.form.rows[CASE_NOTE].input.set_value("een lang verhaal")
    press(page, "Zaak verwijderen")
    assert in_sight(workspace) is not page
    assert workspace.desk.drafts() == ()
    workspace.undo()
    assert case_page(workspace).form.value(CASE_NOTE) == "een lang verhaal"
    workspace.redo()
    assert workspace.desk.drafts() == ()


def test_closing_a_case_stores_no_conversation_that_was_not_typed(
    workspace: Workspace, known: Case
) -> None:
    page = case_page(workspace)
    page.contacts.add_button.click()
    press(page, "Zaak afsluiten")
    assert stored(workspace.desk).status == "closed"
    assert len(workspace.desk.case(CODE).contacts) == 1


def test_an_activity_in_the_bin_is_as_it_was_stored_last(
    qtbot: QtBot, workspace: Workspace
) -> None:
    desk = workspace.desk
    page, shown = changing_an_activity(qtbot, workspace)
    note = next(field for field in page.entry.form.fields if field.key == "note")
    page.entry.form.rows[note].input.set_value("nieuw")
    page.save()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)  # before the list was read again
    (item,) = desk.bin_items()
    desk.restore(item.id)
    assert desk.activities(desk.calendar.year(2026))[0].note == "nieuw"
    assert shown.note == "oud"
