"""What was typed or stored survives what happens meanwhile: changes elsewhere, undo, a vault that refuses."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from vp_desk.desk import Desk
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.ui.forms.sections import CASE_BY_KEY, CONTACT_NOTE
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

CODE = CaseCode("bodemi-fa")
OUTCOME, STATUS, UNIT = (CASE_BY_KEY[key] for key in ("outcome", "status", "reporter_role"))


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
