"""Readers of one's own in the settings, by keyboard, and at once on the page of the report."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from tests.ui.settings_steps import answer, ready, section
from tests.ui.test_report_page import choose_edition
from vp_desk.aggregate import Edition, publication_plan
from vp_desk.desk import CHAPTERS, Chapter, Desk
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.settings.reader_dialog import ReaderDialog
from vp_desk.ui.pages.settings.readers import ReadersSection
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def readers(settings_page: SettingsPage) -> ReadersSection:
    return section(settings_page, "readers", ReadersSection)


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return workspace.desk


def rows(readers: ReadersSection) -> list[tuple[str, ...]]:
    model = readers.model
    return [
        tuple(str(model.index(row, column).data()) for column in range(3))
        for row in range(model.rowCount())
    ]


def test_the_readers_of_the_program_are_shown_and_stay_as_they_are(
    readers: ReadersSection, keys: Keyboard
) -> None:
    assert rows(readers) == [
        ("Bevoegd gezag", "17 tabellen", "VP-Desk"),
        ("Ondernemingsraad", "16 tabellen", "VP-Desk"),
        ("Integriteitscoördinator", "3 tabellen", "VP-Desk"),
    ]
    assert readers.table.hasFocus()
    keys.press(Qt.Key.Key_Down, 2)
    assert readers.about.text().startswith(
        "Tabellen: Nieuwe zaken naar hoofdtype en kwartaal, Gekozen routes en "
    )
    assert "dicht bij de betrokkenen" in readers.about.text()
    assert "Hoofdstukken: ‘Samenvatting’, ‘Aard van de zaken’" in readers.about.text()
    assert not readers.remove_button.isEnabled()
    assert "horen bij VP-Desk" in readers.remove_button.toolTip()
    keys.press(Qt.Key.Key_Delete)
    assert readers.dialog is None


def test_chapters_of_the_readers_of_the_program_are_switched_by_keyboard(
    qtbot: QtBot, settings_page: SettingsPage, readers: ReadersSection, desk: Desk, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Down)
    assert "Hoofdstukken: allemaal." in readers.about.text()
    keys.press(Qt.Key.Key_F2)
    dialog = ready(readers.dialog, ReaderDialog)
    assert dialog.chapters.hasFocus()
    assert dialog.chapters.chapters == CHAPTERS
    keys.tab_to("Alles uit")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "minstens één hoofdstuk met tabellen" in dialog.rows["chapters"].problem
    assert dialog.chapters.hasFocus()
    keys.tab_to("Alles aan")
    keys.press(Qt.Key.Key_Space)
    dialog.chapters.setFocus()
    keys.press(Qt.Key.Key_Down, 4)  # Samenvatting, Rol, Cijfers, Aard, Wie
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    council = desk.editions()[1]
    assert council.chapters == tuple(c for c in CHAPTERS if c is not Chapter.WHO)
    assert not {"reporter_role", "relation", "unit"} & set(council.tables)
    assert rows(readers)[1] == ("Ondernemingsraad", "13 tabellen", "VP-Desk")
    assert "Zonder ‘Wie en waar’." in readers.about.text()
    settings_page.window().activateWindow()
    qtbot.waitUntil(readers.table.hasFocus)
    keys.press(Qt.Key.Key_F2)
    dialog = ready(readers.dialog, ReaderDialog)
    assert Chapter.WHO not in dialog.chapters.chapters
    keys.press(Qt.Key.Key_Down, 4)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert desk.editions()[1] == publication_plan().editions[1]


def test_readers_are_added_changed_and_removed_by_keyboard_alone(
    qtbot: QtBot, settings_page: SettingsPage, readers: ReadersSection, desk: Desk, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Insert)
    dialog = ready(readers.dialog, ReaderDialog)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "Geef deze lezers een naam" in dialog.rows["label"].problem
    assert dialog.label.hasFocus()
    keys.type("bevoegd gezag")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert "al lezers met deze naam" in dialog.rows["label"].problem
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("Directie")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    assert dialog.rows["label"].problem == ""
    assert "minstens één tabel" in dialog.rows["tables"].problem
    assert dialog.chapters.hasFocus()
    keys.press(Qt.Key.Key_Down, 3)  # the first table of the chapter with the figures
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Down, 6)  # the first of the next
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("Staat dicht bij de betrokkenen")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    own = desk.editions()[-1]
    tables = ("cases_by_quarter", "types")
    assert own == Edition("own_directie", "Directie", tables, close=True, chapters=CHAPTERS)
    assert rows(readers)[-1] == ("Directie", "2 tabellen", "uzelf")
    assert readers.chosen == own
    settings_page.window().activateWindow()  # as a desktop does when a small window closes
    qtbot.waitUntil(readers.table.hasFocus)
    keys.enter()
    dialog = ready(readers.dialog, ReaderDialog)
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("Directieteam")
    keys.tab_to("Alles aan")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, ctrl=True)
    own = desk.editions()[-1]
    assert (own.code, own.label, len(own.tables), own.close) == (
        "own_directie",
        "Directieteam",
        17,
        True,
    )
    settings_page.window().activateWindow()
    qtbot.waitUntil(readers.table.hasFocus)
    keys.press(Qt.Key.Key_Delete)
    assert "‘Directieteam’ verwijderen?" in settings_page.bar.text
    answer(settings_page, "Behouden")
    assert len(desk.editions()) == 4
    readers.ask_remove()
    answer(settings_page, "Verwijderen")
    assert len(desk.editions()) == 3
    assert len(rows(readers)) == 3


def test_own_readers_can_be_chosen_on_the_page_of_the_report_at_once(
    qtbot: QtBot, workspace: Workspace, desk: Desk
) -> None:
    workspace.go("report")
    page = workspace.page
    assert isinstance(page, ReportPage)
    page.prepare()
    qtbot.waitUntil(lambda: page.prepared is not None)
    choose_edition(page, "works_council")
    release = page.prepared
    workspace.bus.changed.emit(desk.save_edition(Edition("", "Directie", ("routes",))))
    labels = [page.edition.itemText(place) for place in range(page.edition.count())]
    assert labels[-1] == "Directie"
    assert page.edition.currentText() == "Ondernemingsraad"
    assert page.prepared is release  # nothing has to be counted again
    choose_edition(page, "own_directie")
    assert page.preview.tables.count() == 1
    qtbot.waitUntil(lambda: page.status.text.startswith("Veilig"))
    own = desk.editions()[-1]
    changed = Edition(own.code, own.label, ("routes", "unit"))
    workspace.bus.changed.emit(desk.save_edition(changed))
    assert page.preview.tables.count() == 2
    assert page.status.text.startswith("Wordt nagekeken")  # other tables are another report
    qtbot.waitUntil(lambda: page.status.text.startswith("Veilig"))
    workspace.bus.changed.emit(desk.remove_edition(own.code))
    assert page.edition.currentText() == "Bevoegd gezag"
    assert page.preview.tables.count() > 2
    QApplication.processEvents()


def test_own_text_that_tells_a_count_is_said_on_the_page_of_the_report_at_once(
    qtbot: QtBot, workspace: Workspace, desk: Desk
) -> None:
    workspace.go("report")
    page = workspace.page
    assert isinstance(page, ReportPage)
    page.prepare()
    qtbot.waitUntil(lambda: page.status.text.startswith("Veilig"))
    release = page.prepared
    year = page.prepared.year.year if page.prepared else 0
    leak = "Negen en tien melders noemden de roosters."
    workspace.bus.changed.emit(desk.set_report_text(year, Chapter.SIGNALS, leak))
    qtbot.waitUntil(lambda: page.status.text.startswith("Nog niet veilig"))
    assert (
        "In uw eigen tekst bij ‘Signalen en duiding’ staat ‘Negen en tien melders’."
        in page.status.text
    )
    assert "Pas uw eigen tekst aan" in page.status.text
    assert page.prepared is release  # nothing has to be counted again
    ordinary = "Melders noemden in 2025 de roosters, net als in norm 11."
    workspace.bus.changed.emit(desk.set_report_text(year, Chapter.SIGNALS, ordinary))
    qtbot.waitUntil(lambda: page.status.text.startswith("Veilig"))
    step = desk.undo()
    assert step is not None
    workspace.bus.changed.emit(step.changes)
    qtbot.waitUntil(lambda: page.status.text.startswith("Nog niet veilig"))
