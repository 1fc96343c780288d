"""Talks, agreements and the self-check by keyboard."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.advising import advice, of_kind, rest, save
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import (
    Norm,
    Party,
    Score,
)
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.loop.agreement_page import AgreementPage
from vp_desk.ui.pages.loop.dialogs import PlanDialog, TalkDialog
from vp_desk.ui.pages.loop.self_check_page import SelfCheckPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


def test_a_planned_talk_is_held_and_counts_as_an_activity(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    view = advice(qtbot, advised, "talk").talks
    assert keys.name() == "Gehouden…: Gepland gesprek, 20 maart 2026 · over 8 dagen"
    keys.press(Qt.Key.Key_Space)
    assert isinstance(view.dialog, TalkDialog)
    qtbot.waitUntil(lambda: keys.name() == "Duur")
    save(keys)
    assert view.dialog.rows["duration"].problem == "Vul in hoe lang het duurde."
    keys.type("1:30")
    save(keys)
    (held,) = advised.desk.activities(advised.desk.calendar.year(2026))
    assert (held.kind, held.quarters, held.held_on) == ("authority.planned", 6, TODAY)
    assert advised.desk.planned_talks() == ()
    assert [len(card.lines) for card in view.cards.values()] == [2, 0, 0]


def test_a_talk_is_planned_for_a_day_that_lies_ahead_and_moved(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    view = advice(qtbot, workspace, "talk").talks
    keys.tab_to("Gesprek plannen: Ondernemingsraad")
    keys.press(Qt.Key.Key_Space)
    assert isinstance(view.dialog, PlanDialog)
    qtbot.waitUntil(lambda: keys.name() == "Dag")
    save(keys)
    assert view.dialog.rows["day"].problem.startswith("Vul de dag in")
    keys.type("1-6-2026")
    save(keys)
    (talk,) = workspace.desk.planned_talks()
    assert (talk.party, talk.day) == (Party.WORKS_COUNCIL, date(2026, 6, 1))
    view.ask_plan(talk.party, talk)
    qtbot.waitUntil(lambda: keys.name() == "Dag")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("2-6-2026")
    save(keys)
    assert [each.day for each in workspace.desk.planned_talks()] == [date(2026, 6, 2)]
    view.cards[Party.WORKS_COUNCIL].lines[0].buttons[2].click()
    assert workspace.desk.planned_talks() == ()


def test_an_agreement_is_made_kept_and_changed(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    view = advice(qtbot, workspace, "talk").talks
    keys.tab_to("Afspraak vastleggen: Integriteitscoördinator")
    keys.press(Qt.Key.Key_Space)
    assert keys.name() == "Afspraak"
    keys.type("Elk kwartaal overleg.")
    keys.tab_to("Noemen in het jaarverslag")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("nee\t")
    keys.press(Qt.Key.Key_S, ctrl=True)
    (made,) = workspace.desk.agreements()
    assert (made.party, made.text, made.in_report) == (
        Party.COORDINATOR,
        "Elk kwartaal overleg.",
        False,
    )
    (line,) = view.cards[Party.COORDINATOR].lines
    line.buttons[1].click()
    assert workspace.desk.agreements()[0].done_on == TODAY
    workspace.loop.open(f"agreement/{made.id}")
    page = of_kind(workspace, AgreementPage)
    page.delete_button.click()
    assert workspace.desk.agreements() == ()
    assert isinstance(workspace.page, AdvicePage)


def test_the_self_check_is_filled_in_with_earlier_years_beside_it(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    advice(qtbot, advised, "self_check")
    keys.press(Qt.Key.Key_Space)
    page = of_kind(advised, SelfCheckPage)
    assert page.title.text() == "Zelftoets over 2025"
    assert "Eerder: 2024: deels op orde" in {part.text() for part in page.findChildren(QLabel)}
    assert keys.name() == "Oordeel over norm 10"
    keys.type("groten\t")
    keys.type("Er is een tweede vertrouwenspersoon.")
    save(keys)
    held = advised.desk.self_check(2025)[0]
    assert (held.score, held.evidence) == (Score.MOSTLY, "Er is een tweede vertrouwenspersoon.")
    rest(qtbot, advised)
    page.registration.take_button.click()
    keys.press(Qt.Key.Key_S, ctrl=True)
    held = advised.desk.self_check(2025)[3]
    found = advised.desk.registration(advised.desk.calendar.year(2025), TODAY)
    assert (held.norm, held.score, held.evidence) == (
        Norm.REGISTRATION,
        found.proposed,
        found.words,
    )
    view = of_kind(advised, AdvicePage).self_check
    assert view.table.table.index(1, 2).data() == "3 van 5"


def test_an_unfinished_self_check_waits_as_a_draft(
    window: Window, workspace: Workspace, keys: Keyboard
) -> None:
    workspace.loop.open("self_check/2025/12")
    assert keys.name() == "Oordeel over norm 12"
    keys.press(Qt.Key.Key_Tab)
    keys.type("Nog niet af.")
    window.lock()
    again = window.show_vault(CHEAP_DOORS.open(workspace.desk.path, PASSPHRASE))
    (draft,) = again.desk.drafts()
    again.open_draft(draft)
    page = of_kind(again, SelfCheckPage)
    assert "Nog niet af." in str(page.draft_content())
    page.discard()
    assert not page.dirty
    assert again.desk.drafts() == ()


def test_saving_the_self_check_by_its_button_leaves_the_focus_there(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    workspace.loop.open("self_check/2025/12")
    page = of_kind(workspace, SelfCheckPage)
    keys.press(Qt.Key.Key_Tab)
    keys.type("Er is een eigen kamer.")
    keys.tab_to("Opslaan")
    keys.press(Qt.Key.Key_Space)
    rest(qtbot, workspace)
    assert not page.dirty
    assert keys.name() == "Opslaan"
