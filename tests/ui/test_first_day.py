"""A first day, by keyboard alone: from an empty computer to a report on disk."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.selection import Selection
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.totals_page import TotalsPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

PHRASE = "vier losse woorden samen"
TOTALS = """year,category,count
2024,TOTAAL,20
2024,Ongewenste omgangsvormen,13
2024,Financiële schendingen,7
"""


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


def create_vault_by_keyboard(
    qtbot: QtBot, window: Window, hands: Keyboard, folder: Path
) -> Workspace:
    hands.press(Qt.Key.Key_N, alt=True)
    qtbot.waitUntil(lambda: window.create_page is not None)
    page = window.create_page
    assert page is not None
    hands.type("Gemeente Voorbeeld")
    hands.tab_to("Map van de kluis")
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type(str(folder))
    hands.enter()
    assert hands.name() == "Wachtzin"
    hands.type(PHRASE)
    hands.enter()
    hands.type(PHRASE[:-1])
    hands.enter()
    assert "niet gelijk" in "".join(part.text() for part in page.findChildren(QLabel))
    assert hands.name() == "Wachtzin nog een keer"
    hands.type(PHRASE[-1])
    hands.enter()
    qtbot.waitUntil(lambda: page.unfinished is not None)
    parts = page.code.findChildren(QLabel)
    groups = [part.text() for part in parts if part.property("role") == "code"]
    assert len(groups) == 9
    assert " ".join(groups[0]) in page.code.written_button.accessibleDescription()
    hands.enter()
    assert not any(part.isVisible() for part in page.findChildren(QLabel) if part.text() in groups)
    hands.type("".join(groups)[:-1])
    hands.enter()
    qtbot.waitUntil(lambda: bool(page.code.bar.text))
    assert page.code.retyped.isVisible(), "a wrong code must not get any further"
    hands.type(groups[-1][-1])
    hands.enter()
    qtbot.waitUntil(page.backups.isVisible)
    hands.tab_to("Later")
    hands.enter()
    assert hands.name() == "Bewaartermijn"
    hands.tab_to("Klaar")
    hands.enter()
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.workspace is not None
    return window.workspace


def log_a_case(hands: Keyboard, types: str = "pest") -> None:
    """A typical conversation without a note."""
    hands.press(Qt.Key.Key_N, ctrl=True)
    hands.enter()  # a new case
    hands.enter()  # this month
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("tel")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("45")
    hands.enter()
    hands.type(types)
    hands.enter()
    hands.press(Qt.Key.Key_Return, ctrl=True)


@pytest.fixture
def opened(qtbot: QtBot, window: Window, hands: Keyboard, tmp_path: Path) -> Workspace:
    window.start_page.forgotten.emit(None)
    window.start_page.show_vaults(window.remembered)
    window.start_page.activate()
    return create_vault_by_keyboard(qtbot, window, hands, tmp_path / "nieuw" / "kluis")


def test_from_nothing_to_a_report_by_keyboard_alone(
    qtbot: QtBot, window: Window, opened: Workspace, hands: Keyboard, tmp_path: Path
) -> None:
    assert opened.desk.settings.organisation == "Gemeente Voorbeeld"
    for types in ("pest", "pest", "pest", "pest", "pest", "fraude"):
        log_a_case(hands, types)
    hands.press(Qt.Key.Key_2, ctrl=True)
    qtbot.waitUntil(lambda: isinstance(opened.page, CasesPage))
    page = opened.page
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    find_and_change_the_odd_one_out(qtbot, opened, page, hands)
    take_over_an_earlier_year(qtbot, opened, hands, tmp_path)
    write_the_report(qtbot, opened, hands, tmp_path)
    lock_and_come_back(qtbot, window, hands)


def find_and_change_the_odd_one_out(
    qtbot: QtBot, opened: Workspace, page: CasesPage, hands: Keyboard
) -> None:
    hands.press(Qt.Key.Key_F, ctrl=True)
    hands.type("fraude")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    hands.enter()
    qtbot.waitUntil(page.table.hasFocus)
    hands.enter()
    assert isinstance(opened.page, CasePage)
    hands.press(Qt.Key.Key_Space)
    hands.tab_to("Kanaal")
    hands.type("video")
    hands.enter()
    hands.tab_to("Notitie bij dit gesprek")
    hands.type("Tweede gesprek.")
    hands.press(Qt.Key.Key_Return, ctrl=True)
    hands.tab_to("Status")
    hands.type("lopend")
    hands.press(Qt.Key.Key_Return, ctrl=True)
    code = opened.desk.page_of_cases(Selection(words="fraude"), 0, 1)[0].case.code
    stored = opened.desk.case(code)
    assert stored.case.status == "open"
    assert [contact.channel for contact in stored.contacts] == ["phone", "video"]
    assert stored.contacts[1].note == "Tweede gesprek."
    hands.press(Qt.Key.Key_Escape)
    assert isinstance(opened.page, CasesPage)


def take_over_an_earlier_year(
    qtbot: QtBot, opened: Workspace, hands: Keyboard, folder: Path
) -> None:
    path = folder / "totalen.csv"
    path.write_text(TOTALS, encoding="utf-8")
    hands.press(Qt.Key.Key_5, ctrl=True)
    qtbot.waitUntil(lambda: isinstance(opened.page, TotalsPage))
    page = opened.page
    assert isinstance(page, TotalsPage)
    hands.press(Qt.Key.Key_Space)
    choose_in_dialog(qtbot, hands, path)
    qtbot.waitUntil(page.import_button.hasFocus)
    hands.press(Qt.Key.Key_Space)
    assert {total.year for total in opened.desk.totals()} == {2024}
    assert "3 rijen" in page.bar.text


def write_the_report(qtbot: QtBot, opened: Workspace, hands: Keyboard, folder: Path) -> None:
    hands.press(Qt.Key.Key_6, ctrl=True)
    qtbot.waitUntil(lambda: isinstance(opened.page, ReportPage))
    report = opened.page
    assert isinstance(report, ReportPage)
    hands.press(Qt.Key.Key_K, alt=True)
    qtbot.waitUntil(lambda: report.prepared is not None, timeout=20_000)
    for letter, name in ((Qt.Key.Key_P, "verslag.pdf"), (Qt.Key.Key_C, "verslag.csv")):
        qtbot.waitUntil(partial(is_safe, report), timeout=90_000)
        hands.press(letter, alt=True)
        choose_in_dialog(qtbot, hands, folder / name)
        qtbot.waitUntil(partial(is_said, report, name), timeout=90_000)
        assert (folder / name).stat().st_size > 500


def is_safe(page: ReportPage) -> bool:
    return page.status.text.startswith("Veilig: ")


def is_said(page: ReportPage, words: str) -> bool:
    return words in page.bar.text


def lock_and_come_back(qtbot: QtBot, window: Window, hands: Keyboard) -> None:
    hands.press(Qt.Key.Key_L, ctrl=True)
    qtbot.waitUntil(lambda: window.workspace is None)
    assert hands.name() == "Wachtzin"
    hands.type("niet de goede zin")
    hands.enter()
    qtbot.waitUntil(lambda: "opent de kluis niet" in window.start_page.bar.text)
    hands.type(PHRASE)
    hands.enter()
    qtbot.waitUntil(lambda: window.workspace is not None)


def choose_in_dialog(qtbot: QtBot, hands: Keyboard, path: Path) -> None:
    qtbot.waitUntil(lambda: hands.target.objectName() == "fileNameEdit")
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type(str(path))
    hands.enter()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    # A window manager gives the focus back to the window; without a screen there is none.
    next(w for w in QApplication.topLevelWidgets() if isinstance(w, Window)).activateWindow()


def test_a_typical_conversation_takes_few_keystrokes(opened: Workspace, hands: Keyboard) -> None:
    hands.strokes = 0
    log_a_case(hands)
    assert hands.strokes <= 25
    (row,) = opened.desk.page_of_cases(Selection(), 0, 9)
    (contact,) = opened.desk.case(row.case.code).contacts
    assert row.case.types == ("conduct.bullying",)
    assert (contact.held_on, contact.channel, contact.kind, contact.talk_quarters) == (
        TODAY.replace(day=1),
        "phone",
        "first",
        3,
    )


def test_the_recovery_code_opens_the_vault_and_asks_for_a_new_passphrase(
    qtbot: QtBot, window: Window, hands: Keyboard, tmp_path: Path
) -> None:
    new = CHEAP_DOORS.create(tmp_path / "ander", PHRASE, "Dienst Voorbeeld")
    new.desk.close()
    window.start_page.show_vaults(window.remembered, tmp_path / "ander")
    window.start_page.activate()
    hands.press(Qt.Key.Key_V, alt=True)
    qtbot.waitUntil(lambda: hands.name() == "Herstelcode")
    hands.type(new.recovery_code)
    hands.enter()
    qtbot.waitUntil(lambda: hands.name() == "Nieuwe wachtzin")
    hands.type("maan stoel kachel tulp")
    hands.tab_to("Nieuwe wachtzin nog een keer")
    hands.type("maan stoel kachel tulp")
    hands.enter()
    qtbot.waitUntil(lambda: window.workspace is not None)
    window.lock()
    CHEAP_DOORS.open(tmp_path / "ander", "maan stoel kachel tulp").close()
