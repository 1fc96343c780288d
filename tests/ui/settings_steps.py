"""What tests of the settings do again and again."""

from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from vp_desk.aggregate import CaseFile
from vp_desk.desk import Desk
from vp_desk.storage import cases
from vp_desk.ui.pages.settings.code_list import CodeListEditor
from vp_desk.ui.pages.settings.dialogs import EntryDialog, ListDialog
from vp_desk.ui.pages.settings.section import SettingsSection
from vp_desk.ui.pages.settings_page import SettingsPage

BULLYING, FRAUD = "conduct.bullying", "financial.fraud"
S = TypeVar("S", bound=SettingsSection)
D = TypeVar("D", bound=ListDialog)


def section(page: SettingsPage, name: str, kind: type[S]) -> S:
    shown = page.show_section(name)
    QApplication.processEvents()
    assert isinstance(shown, kind)
    return shown


def records(desk: Desk) -> list[CaseFile]:
    with desk._vault.read() as db:
        return list(cases.files(db))


def words_in(widget: QWidget) -> str:
    return " ".join(part.text() for part in widget.findChildren(QLabel) if part.isVisible())


def at(editor: CodeListEditor, code: str) -> None:
    editor.tree.choose(code)
    editor.tree.setFocus()


def ready(dialog: object, kind: type[D]) -> D:
    """The small window that opened, once the keyboard speaks to it."""
    assert isinstance(dialog, kind)
    for _ in range(200):
        focus = QApplication.focusWidget()
        if focus is not None and dialog.isAncestorOf(focus):
            break
        QTest.qWait(10)
    else:
        raise AssertionError("the keyboard does not reach the window that opened")
    return dialog


def dirty(page: SettingsPage) -> bool:
    return page.dirty


def entry_dialog(editor: CodeListEditor) -> EntryDialog:
    return ready(editor.dialog, EntryDialog)


def answer(page: SettingsPage, words: str) -> None:
    (button,) = [
        b for b in page.bar.findChildren(QPushButton) if b.isVisible() and b.text() == words
    ]
    button.click()
