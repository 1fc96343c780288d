"""The page of all that left the vault: what became of it, a file from outside, and what is missing."""

import shutil
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from tests.ui.test_report_page import add
from vp_desk.desk import Desk, create_vault, open_vault
from vp_desk.releases import EventKind, Release, ReleaseEvent
from vp_desk.storage import releases as stored
from vp_desk.ui.models.releases import UNDER_ROLE
from vp_desk.ui.pages.released_page import ReleasedPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.window import Window

JANUARY = date(2026, 1, 12)


@pytest.fixture
def told(vault_path: Path, tmp_path: Path) -> Path:
    """A vault of which the report and the tables of 2025 were written; `oud` is a copy from between."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        add(desk, "conduct.bullying", 40, 1, 4, 7, 10)
        add(desk, "outside.workload", 20, 1, 4, 7, 10)
        prepared = desk.prepare(2025)
        desk.write_report(prepared, "authority", tmp_path / "een.pdf", JANUARY)
    shutil.copytree(vault_path, tmp_path / "oud")
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        desk.write_aggregates(desk.prepare(2025), "works_council", tmp_path / "een.csv", TODAY)
    return vault_path


def opened(qtbot: QtBot, window: Window, vault: Path) -> ReleasedPage:
    workspace = window.show_vault(CHEAP_DOORS.open(vault, PASSPHRASE))
    workspace.go("released")
    settled(qtbot, window)
    page = workspace.page
    assert isinstance(page, ReleasedPage)
    return page


@pytest.fixture
def page(qtbot: QtBot, window: Window, told: Path) -> ReleasedPage:
    return opened(qtbot, window, told)


def settled(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.workers.busy)


def desk_of(window: Window) -> Desk:
    assert window.workspace is not None
    return window.workspace.desk


def lines(page: ReleasedPage, row: int) -> list[tuple[str, str]]:
    index = page.model.index
    return [
        (str(index(row, column).data()), str(index(row, column).data(UNDER_ROLE)))
        for column in range(page.model.columnCount())
    ]


def words(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def in_dialog(page: ReleasedPage) -> None:
    """Wait until the keyboard speaks to the window that opened."""
    for _ in range(200):
        focus = QApplication.focusWidget()
        if page.dialog is not None and focus is not None and page.dialog.isAncestorOf(focus):
            return
        QTest.qWait(10)
    raise AssertionError("the keyboard does not reach the window that opened")


def is_closed(page: ReleasedPage) -> bool:
    return page.dialog is None


def identify(qtbot: QtBot, window: Window, page: ReleasedPage, path: Path) -> str:
    page.identify(path)
    settled(qtbot, window)
    return page.bar.text


def test_every_release_stands_there_with_what_for_whom_and_what_became_of_it(
    page: ReleasedPage,
) -> None:
    assert page.model.rowCount() == 2
    (reference, day), (what, for_whom), (standing, more) = lines(page, 0)
    assert reference.startswith("2-")
    assert (day, what) == ("12 maart 2026", "Tabellen 2025 (CSV)")
    assert for_whom == "Ondernemingsraad · een.csv en een.lees-mij.txt"
    assert (standing, more) == ("Bewaard", "")
    assert lines(page, 1)[1] == ("Jaarverslag 2025 (PDF)", "Bevoegd gezag · een.pdf")
    cell = page.model.index(1, 1)
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Wat en voor wie: Jaarverslag 2025 (PDF), Bevoegd gezag · een.pdf"
    assert page.table.hasFocus()


def test_the_details_hold_the_whole_digest_the_folder_and_the_tables(
    page: ReleasedPage, keys: Keyboard, tmp_path: Path
) -> None:
    keys.press(Qt.Key.Key_Down)
    digest = sha256((tmp_path / "een.pdf").read_bytes()).hexdigest()
    keys.tab_to("Map waarin het bestand is gezet")
    assert page.details.folder.text() == str(tmp_path)
    keys.tab_to("Controlegetal van een.pdf")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.press(Qt.Key.Key_C, ctrl=True)
    assert QGuiApplication.clipboard().text() == digest
    QGuiApplication.clipboard().clear()
    keys.tab_to("Controlegetal van een.pdf kopiëren")
    keys.press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == digest
    keys.tab_to("16 tabellen")
    assert "Gekozen routes" not in words(page.details)
    keys.press(Qt.Key.Key_Space)
    assert "Gekozen routes" in words(page.details)
    assert "12 januari 2026: gemaakt\n12 januari 2026: bestand bewaard" in words(page.details)


def test_handing_over_is_written_down_by_keyboard_alone(
    qtbot: QtBot, window: Window, page: ReleasedPage, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Down)
    keys.enter()
    in_dialog(page)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    dialog = page.dialog
    assert dialog is not None
    assert dialog.rows["text"].problem == "Schrijf op wie het heeft gekregen."
    keys.type("de directeur")
    keys.tab_to("Wanneer")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("11-1-2026")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "pas op 12 januari 2026 gemaakt" in dialog.rows["day"].problem
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("20-1-2026")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    settled(qtbot, window)
    assert is_closed(page)
    page.window().activateWindow()  # as a desktop does when a small window closes
    qtbot.waitUntil(page.table.hasFocus)
    assert lines(page, 1)[2] == ("Overhandigd", "aan de directeur op 20 januari 2026")
    assert page.chosen is not None
    assert page.chosen.release.number == 1
    assert "20 januari 2026: overhandigd aan de directeur" in words(page.details)
    event = desk_of(window).released.releases()[1].events[-1]
    assert (event.kind, event.text) == (EventKind.HANDED_OVER, "de directeur")


def test_enter_after_the_last_field_does_it_and_does_not_give_up(
    qtbot: QtBot, window: Window, page: ReleasedPage, keys: Keyboard
) -> None:
    keys.enter()
    in_dialog(page)
    keys.type("de directeur")
    for _ in range(3):
        keys.enter()
    settled(qtbot, window)
    assert is_closed(page)
    assert desk_of(window).released.releases()[0].events[-1].kind is EventKind.HANDED_OVER


def test_withdrawing_says_that_readers_do_not_forget_and_takes_nothing_away(
    qtbot: QtBot, window: Window, page: ReleasedPage, keys: Keyboard
) -> None:
    page.details.withdraw_button.click()
    in_dialog(page)
    assert page.dialog is not None
    assert "vergeet het niet" in words(page.dialog)
    keys.type("mei ontbrak")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    settled(qtbot, window)
    assert lines(page, 0)[2] == ("Ingetrokken", "op 12 maart 2026: mei ontbrak")
    assert page.model.rowCount() == 2
    assert not page.details.withdraw_button.isEnabled()
    assert "al ingetrokken" in page.details.withdraw_button.toolTip()
    assert "niets te verwijderen" in words(page)
    assert "vergeten het er niet door" in words(page)


def test_what_never_came_and_what_nobody_knows_is_told(
    qtbot: QtBot, window: Window, told: Path
) -> None:
    with open_vault(told, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        first = desk.released.releases()[-1]
        with desk._vault.write() as db:
            for number, events in ((3, (failed(),)), (4, ())):
                stored.add(db, again(first, number, events))
    page = opened(qtbot, window, told)
    assert lines(page, 1)[2] == ("Mislukt", "er kwam geen bestand")
    assert lines(page, 0)[2][0] == "Onzeker"
    assert "telt mee als uitgegeven" in lines(page, 0)[2][1]
    assert page.details.hand_over_button.isEnabled()
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert not page.details.hand_over_button.isEnabled()
    assert not page.details.withdraw_button.isEnabled()
    assert "nooit een bestand" in page.details.hand_over_button.toolTip()
    page.ask_hand_over()
    assert page.dialog is None


def failed() -> ReleaseEvent:
    return ReleaseEvent(EventKind.FAILED, TODAY)


def again(first: Release, number: int, events: tuple[ReleaseEvent, ...]) -> Release:
    """One that went to a stick which is not there now."""

    return replace(first, number=number, day=TODAY, folder="/nergens/stick", events=events)


def test_a_file_is_told_to_be_a_release_or_changed_or_unknown(
    qtbot: QtBot, window: Window, page: ReleasedPage, tmp_path: Path
) -> None:
    told = identify(qtbot, window, page, tmp_path / "een.pdf")
    assert told.startswith("een.pdf: Dit is uitgave 1-")
    assert "Jaarverslag 2025 (PDF), voor Bevoegd gezag, van 12 januari 2026" in told
    assert ", onveranderd. " in told
    assert page.chosen is not None
    assert page.chosen.release.number == 1
    changed = tmp_path / "veranderd.csv"
    changed.write_bytes((tmp_path / "een.csv").read_bytes() + b"\n")
    told = identify(qtbot, window, page, changed)
    assert told.startswith("veranderd.csv: Op dit bestand staat 2-")
    assert "niet het bestand van toen" in told
    other = tmp_path / "iets.txt"
    other.write_text("een boodschappenlijst", encoding="utf-8")
    told = identify(qtbot, window, page, other)
    assert told.startswith("iets.txt: Niets wijst erop dat dit bestand uit deze kluis komt.")
    told = identify(qtbot, window, page, tmp_path / "is er niet.pdf")
    assert page.check_button.isEnabled()
    assert "Niets wijst" not in told


def test_a_file_that_was_withdrawn_is_said_to_be(
    qtbot: QtBot, window: Window, page: ReleasedPage, tmp_path: Path
) -> None:
    desk_of(window).released.note(1, EventKind.WITHDRAWN, TODAY, "mei ontbrak")
    told = identify(qtbot, window, page, tmp_path / "een.pdf")
    assert told.endswith("Let op: deze uitgave is ingetrokken op 12 maart 2026: mei ontbrak.")


def test_a_file_whose_number_was_forgotten_tells_that_releases_are_missing(
    qtbot: QtBot, window: Window, told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another computer, which has never seen this vault."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elders"))
    page = opened(qtbot, window, tmp_path / "oud")
    assert page.missing.isHidden()
    assert "weet niet meer" in identify(qtbot, window, page, tmp_path / "een.csv")
    assert not page.missing.isHidden()
    assert "onder nummer 2" in page.missing.words.text()


def test_missing_releases_are_taken_from_a_newer_copy(
    qtbot: QtBot, window: Window, told: Path, tmp_path: Path, keys: Keyboard
) -> None:
    page = opened(qtbot, window, tmp_path / "oud")
    assert "onder nummer 2, maar deze kluis weet daar niets meer van" in page.missing.words.text()
    assert page.missing.take_button.hasFocus()
    keys.press(Qt.Key.Key_Space)
    page.missing.choose(told)
    keys.type("iets anders")
    keys.enter()
    settled(qtbot, window)
    assert "Deze wachtzin opent de kluis niet" in page.missing.bar.text
    assert page.missing.passphrase.line.hasFocus()
    keys.type(PASSPHRASE)
    keys.enter()
    settled(qtbot, window)
    assert page.missing.isHidden()
    assert page.missing.passphrase.line.text() == ""
    assert page.bar.text == "1 uitgave is teruggehaald."
    assert [row.release.number for row in page.model.rows] == [2, 1]
    assert desk_of(window).released.missing() == ()


def test_another_vault_or_no_folder_is_refused_in_the_panel(
    qtbot: QtBot, window: Window, told: Path, tmp_path: Path
) -> None:

    other = tmp_path / "ander"
    create_vault(other, PASSPHRASE, "X", cost=CHEAP, limits=CHEAP_LIMITS).desk.close()
    page = opened(qtbot, window, tmp_path / "oud")
    page.missing.take_button.click()
    page.missing.take_now.click()
    assert "Kies eerst de map van de kopie." in words(page.missing)
    page.missing.choose(other)
    page.missing.take_now.click()
    assert "Vul de wachtzin in." in words(page.missing)
    page.missing.passphrase.line.setText(PASSPHRASE)
    page.missing.take_now.click()
    settled(qtbot, window)
    assert "staat een andere kluis" in page.missing.bar.text
    assert window.workspace is not None
    window.workspace.go("today")
    assert page.missing.passphrase.line.text() == ""


def test_saying_what_became_of_missing_releases_lets_the_adviser_go_on(
    qtbot: QtBot, window: Window, told: Path, tmp_path: Path, keys: Keyboard
) -> None:
    page = opened(qtbot, window, tmp_path / "oud")
    keys.tab_to("Zeggen wat ermee gebeurd is…")
    keys.press(Qt.Key.Key_Space)
    assert "VP-Desk weet dan niet wat die lezers hebben" in words(page.missing)
    page.missing.answer_now.click()
    assert "Schrijf op wat u weet." in words(page.missing)
    keys.type("een concept, vernietigd")
    assert not page.put_away()  # a lock would lose it, and asks first
    keys.tab_to("Vastleggen")
    keys.press(Qt.Key.Key_Space)
    settled(qtbot, window)
    assert page.put_away()
    assert page.missing.isHidden()
    assert lines(page, 0)[1][0] == "Onbekend"
    assert lines(page, 0)[2] == ("Onbekend", "een concept, vernietigd")
    page.table.setCurrentIndex(page.model.index(0, 0))
    assert page.details.folder.isHidden()
    assert "u schreef hierover: een concept, vernietigd" in words(page.details)
    desk = desk_of(window)
    desk.write_report(desk.prepare(2025), "authority", tmp_path / "drie.pdf", TODAY)


def test_without_releases_the_page_leads_to_the_report(
    qtbot: QtBot, window: Window, filled_vault: Path
) -> None:
    page = opened(qtbot, window, filled_vault)
    assert "Er is nog niets uitgegeven" in words(page)
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Naar Rapport")
    button.click()
    assert window.workspace is not None
    assert isinstance(window.workspace.page, ReportPage)


def test_after_writing_one_can_say_at_once_to_whom_it_was_handed(
    qtbot: QtBot, window: Window, page: ReleasedPage, keys: Keyboard
) -> None:
    workspace = window.workspace
    assert workspace is not None
    workspace.go("today")
    workspace.hand_over(1)
    settled(qtbot, window)
    in_dialog(page)
    assert page.chosen is not None
    assert page.chosen.release.number == 1
    keys.press(Qt.Key.Key_Escape)
    assert page.dialog is None


def test_the_details_go_under_the_list_in_a_narrow_window(
    qtbot: QtBot, window: Window, page: ReleasedPage
) -> None:
    assert page.details.x() > page.table.x()
    window.resize(700, 600)
    qtbot.waitUntil(lambda: page.details.y() > page.table.y())
    assert page.details.x() == page.table.x()
