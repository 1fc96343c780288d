"""Errors are shown once, in one place, and never tell what stood in a case."""

import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from vp_desk.errors import VpDeskError
from vp_desk.ui.net import Net
from vp_desk.ui.show_error import show_error, trace_of
from vp_desk.ui.workers import Progress, Workers

CASE_TEXT = "Jansen van de derde verdieping"

pytestmark = pytest.mark.usefixtures("dressed")


def fail_with_case_text(*_: object) -> None:
    note = CASE_TEXT
    raise ValueError(note)


def caught() -> ValueError:
    try:
        fail_with_case_text()
    except ValueError as error:
        return error
    raise AssertionError


def words_of(dialog: QWidget) -> str:
    shown = [part.text() for part in dialog.findChildren(QLabel)]
    return "\n".join(
        [*shown, *(part.toPlainText() for part in dialog.findChildren(QPlainTextEdit))]
    )


def test_the_trace_of_a_fault_names_the_place_and_not_the_message() -> None:
    trace = trace_of(caught())
    assert trace.startswith("ValueError\n")
    assert "fail_with_case_text" in trace
    assert CASE_TEXT not in trace


def test_a_fault_of_ours_is_shown_without_case_text(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_error(window, caught())
    (dialog,) = window.findChildren(QDialog)
    assert "ValueError" in words_of(dialog)
    assert CASE_TEXT not in words_of(dialog)
    dialog.accept()


def test_an_error_that_the_adviser_can_act_on_is_shown_as_its_sentence(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_error(window, VpDeskError("De schijf is vol. Maak ruimte."))
    (dialog,) = window.findChildren(QDialog)
    assert "De schijf is vol. Maak ruimte." in words_of(dialog)
    assert not dialog.findChildren(QPlainTextEdit)
    dialog.accept()


def test_what_nothing_caught_is_shown_from_any_thread_and_the_hooks_go_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = sys.excepthook, threading.excepthook
    net = Net(window)
    net.spread()
    try:
        thread = threading.Thread(target=fail_with_case_text)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(window.findChildren(QDialog)))
    finally:
        net.fold()
    assert (sys.excepthook, threading.excepthook) == before
    (dialog,) = window.findChildren(QDialog)
    assert CASE_TEXT not in words_of(dialog)
    dialog.accept()


def test_outcomes_come_back_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    workers = Workers()
    seen: list[tuple[object, bool]] = []

    def note(outcome: object) -> None:
        seen.append((outcome, threading.current_thread() is threading.main_thread()))

    def count(progress: Progress) -> int:
        progress(1, 2)
        return 42

    workers.start(count, note, note, lambda done, total: note((done, total)))
    workers.start(fail_with_case_text, note, lambda error: note(type(error)))
    qtbot.waitUntil(lambda: not workers.busy)
    assert set(seen) == {(42, True), ((1, 2), True), (ValueError, True)}


def test_outcomes_of_work_from_before_a_lock_are_dropped(qtbot: QtBot) -> None:
    workers = Workers()
    go_on = threading.Event()
    seen: list[object] = []

    def wait(progress: Progress) -> int:
        del progress
        go_on.wait(10)
        return 1

    workers.start(wait, seen.append, seen.append)
    threading.Timer(0.05, go_on.set).start()
    workers.finish()
    QApplication.processEvents()
    assert go_on.is_set()
    assert seen == []
