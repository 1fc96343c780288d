"""An open vault locks by itself, whatever is open above it and whatever is wrong with it."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.desk import Desk, VaultSettings, open_vault
from vp_desk.desk.settings import SettingError
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.sections import CASE_NOTE
from vp_desk.ui.guard import Clocks, Guard
from vp_desk.ui.locking import close_all_above
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.new_passphrase_page import NewPassphrasePage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.reasons import Reason, words_after
from vp_desk.ui.restart import VARIABLE, Again, command, take_told
from vp_desk.ui.show_error import show_bug
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

HALF = "Een halve zin die nooit"


class Time:
    """Two clocks that a test moves."""

    def __init__(self) -> None:
        self.slept = self.passed = 0.0

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.slept + self.passed, lambda: self.passed)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def guard(qapp: QApplication, time: Time) -> Guard:
    made = Guard(None, time.clocks())
    made.start(5)
    return made


def heard(guard: Guard) -> list[Reason]:
    found: list[Reason] = []
    guard.lock_wanted.connect(found.append)
    return found


def test_the_guard_locks_after_the_minutes_that_were_chosen(guard: Guard, time: Time) -> None:
    found = heard(guard)
    time.passed = 299
    guard.look()
    assert found == []
    time.passed = 300
    guard.look()
    assert found == [Reason.IDLE]
    guard.stop()


def test_a_key_or_a_move_of_the_mouse_puts_the_lock_off(
    qtbot: QtBot, guard: Guard, time: Time
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    guard.look()
    found = heard(guard)
    handle = widget.windowHandle()
    time.passed = 250
    QTest.keyClick(handle, Qt.Key.Key_A)
    time.passed = 500
    QTest.mouseMove(handle, QPoint(3, 4))
    QTest.qWait(1)
    time.passed = 750
    guard.look()
    assert found == []
    time.passed = 801
    guard.look()
    assert found == [Reason.IDLE]
    guard.stop()


def test_a_computer_that_slept_finds_the_vault_locked_without_any_message(
    guard: Guard, time: Time
) -> None:
    found = heard(guard)
    time.passed, time.slept = 10, 1
    guard.look()
    assert found == []
    time.passed, time.slept = 11, 60
    guard.look()
    assert found == [Reason.SLEEP]
    guard.stop()


def test_a_guard_at_rest_says_nothing(guard: Guard, time: Time) -> None:
    found = heard(guard)
    guard.stop()
    time.passed = 10_000
    guard.look()
    assert found == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a clock of Linux")
def test_the_clock_of_the_guard_runs_on_in_sleep() -> None:
    from time import CLOCK_BOOTTIME, clock_gettime  # noqa: PLC0415

    from vp_desk.ui.guard import clocks  # noqa: PLC0415

    assert abs(clocks().always() - clock_gettime(CLOCK_BOOTTIME)) < 1


# --- the window ---


def in_mid_sentence(workspace: Workspace) -> ConversationPage:
    workspace.new_conversation()
    page = workspace.page
    assert isinstance(page, ConversationPage)
    note = page.form.rows[CASE_NOTE].widget
    note.setFocus()
    QTest.keyClicks(note, HALF)
    return page


def drafts_of(vault: Path) -> str:
    with open_vault(vault, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        return str([draft.content for draft in desk.drafts()])


def above(window: Window) -> list[QWidget]:
    """What is to be seen besides the window."""
    return [w for w in QApplication.topLevelWidgets() if w is not window and w.isVisible()]


def open_dialog(window: Window) -> None:
    show_bug(window, ValueError())


def open_menu(window: Window) -> None:
    menu = QMenu(window)
    menu.addAction("Iets")
    menu.popup(window.mapToGlobal(QPoint(50, 50)))


def open_file_dialog(window: Window) -> None:
    assert window.workspace is not None
    assert window.workspace.page is not None
    ask_folder(window.workspace.page, "Kies een map", lambda _: None)


def open_tooltip(window: Window) -> None:
    QToolTip.showText(window.mapToGlobal(QPoint(50, 50)), "Iets", window)


OPENED = {
    "nothing": lambda _: None,
    "dialog": open_dialog,
    "menu": open_menu,
    "file dialog": open_file_dialog,
    "tooltip": open_tooltip,
}


@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize("reason", [Reason.IDLE, Reason.SLEEP, Reason.SCREEN, Reason.ASKED])
def test_a_lock_in_mid_sentence_keeps_the_draft_and_closes_whatever_is_open(
    qtbot: QtBot,
    window: Window,
    workspace: Workspace,
    filled_vault: Path,
    opened: str,
    reason: Reason,
) -> None:
    in_mid_sentence(workspace)
    OPENED[opened](window)
    if opened != "nothing":
        assert above(window)
    assert window.locking is not None
    window.locking.watch.lock_wanted.emit(reason)
    assert window.workspace is None
    assert above(window) == []
    assert window.isActiveWindow() or QApplication.activePopupWidget() is None
    assert HALF in drafts_of(filled_vault)
    assert "vindt u straks terug bij Vandaag" in window.start_page.bar.text


@pytest.mark.parametrize("opened", ["nothing", "dialog", "menu", "file dialog"])
def test_ctrl_l_locks_whatever_has_the_focus(
    qtbot: QtBot, window: Window, workspace: Workspace, opened: str
) -> None:
    OPENED[opened](window)
    assert window.locking is not None
    window.locking.watch.guard.look()
    modal = QApplication.activeModalWidget()  # a screen would give it the focus
    target = modal.windowHandle() if modal is not None else QGuiApplication.focusWindow()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.workspace is None)
    assert above(window) == []


class BrokenDesk(Desk):
    """A vault with a fault of ours in it."""

    def keep_draft(self, *_: object, **__: object) -> None:
        raise RuntimeError


@pytest.mark.parametrize("wrong", ["refuses", "fault"])
def test_a_vault_that_does_not_take_the_draft_locks_by_itself_all_the_same(
    window: Window, workspace: Workspace, wrong: str
) -> None:
    in_mid_sentence(workspace)
    if wrong == "refuses":
        workspace.desk._vault.refuse_writing()
    else:
        workspace.desk.__class__ = BrokenDesk
    assert window.locking is not None
    window.locking.lock_because(Reason.SLEEP)
    assert window.workspace is None
    assert "is misschien niet bewaard" in window.start_page.bar.text


def test_ctrl_l_asks_when_the_vault_does_not_take_the_draft(
    window: Window, workspace: Workspace
) -> None:
    page = in_mid_sentence(workspace)
    workspace.desk._vault.refuse_writing()
    window.lock()
    assert window.workspace is workspace
    assert "gaat verloren" in page.bar.text
    leave = [made for made in page.bar.findChildren(QPushButton) if made.text() == "Toch weggaan"]
    leave[0].click()
    assert window.locking is not None
    assert window.locking.desk is None


def test_what_was_closed_for_a_question_works_again_when_one_stays(
    qtbot: QtBot, window: Window, workspace: Workspace
) -> None:
    workspace.go("cases")
    page = workspace.page
    assert isinstance(page, CasesPage)
    order = page.tools.order
    order.showPopup()
    qtbot.waitUntil(lambda: bool(above(window)))
    close_all_above(window)
    assert above(window) == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    order.showPopup()
    qtbot.waitUntil(lambda: bool(above(window)))
    order.hidePopup()


def test_a_vault_that_waits_for_a_new_passphrase_locks_too(
    qtbot: QtBot, window: Window, vault_path: Path
) -> None:
    window._on_opened(CHEAP_DOORS.open(vault_path, PASSPHRASE), True)  # noqa: FBT003
    assert window.findChild(NewPassphrasePage) is not None
    assert window.locking is not None
    window.locking.lock_because(Reason.IDLE)
    assert window.locking.desk is None
    open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS).close()


def test_the_time_is_chosen_in_the_settings_and_holds_at_once(
    window: Window, workspace: Workspace, filled_vault: Path
) -> None:
    workspace.go("settings")
    page = workspace.page
    assert isinstance(page, SettingsPage)
    section = page.show_section("vault")
    card = section.locking  # type: ignore[attr-defined]
    assert card.minutes.value() == 5
    card.minutes._group.button(3).click()
    assert workspace.desk.settings.lock_minutes == 15
    assert window.locking is not None
    assert window.locking.watch.guard._limit == 15 * 60
    assert not card.capture.isVisible()
    card.capture.chosen.emit(True)  # noqa: FBT003
    assert workspace.desk.settings.capture_allowed
    assert not window.locking.watch._hides
    window.lock()
    with open_vault(filled_vault, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert desk.settings.lock_minutes == 15


def test_a_time_that_cannot_be_chosen_is_refused() -> None:
    with pytest.raises(SettingError):
        replace(VaultSettings(), lock_minutes=600)


# --- the fresh start ---


def test_a_lock_starts_the_program_afresh_with_the_vault_that_was_open(
    window: Window, workspace: Workspace, filled_vault: Path
) -> None:
    told: list[Again] = []
    assert window.locking is not None
    window.locking._restart = told.append
    in_mid_sentence(workspace)
    window.lock()
    (again,) = told
    assert again.vault == filled_vault
    assert again.typed
    assert not again.lost
    assert again.reason is Reason.ASKED
    assert bytes(window.saveGeometry().data()) == again.geometry
    # By then the vault was closed.
    open_vault(filled_vault, PASSPHRASE, limits=CHEAP_LIMITS).close()


@pytest.mark.parametrize("reason", [Reason.ASKED, Reason.IDLE])
def test_the_window_does_not_come_before_what_the_adviser_went_on_to(
    qtbot: QtBot, window: Window, workspace: Workspace, reason: Reason
) -> None:
    told: list[Again] = []
    assert window.locking is not None
    window.locking._restart = told.append
    open_dialog(window)
    if reason is Reason.IDLE:
        for widget in above(window):
            widget.close()
        window.hide()  # which is as much as a window of another program can do here
        qtbot.waitUntil(lambda: QApplication.activeWindow() is None)
    window.locking.lock_because(reason)
    assert told[0].behind is (reason is Reason.IDLE)


def test_what_is_typed_where_no_drafts_are_is_told_to_be_lost(
    window: Window, workspace: Workspace
) -> None:
    told: list[Again] = []
    assert window.locking is not None
    window.locking._restart = told.append
    workspace.go("settings")
    page = workspace.page
    assert isinstance(page, SettingsPage)
    page.show_section("organisation")
    line = page.section.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "x")
    assert page.dirty
    window.locking.lock_because(Reason.SCREEN)
    assert told[0].lost


def test_another_vault_and_a_new_one_come_after_a_fresh_start(
    window: Window, workspace: Workspace, tmp_path: Path
) -> None:
    told: list[Again] = []
    assert window.locking is not None
    window.locking._restart = told.append
    window.switch(tmp_path / "andere")
    assert told[0].vault == tmp_path / "andere"
    assert told[0].then == ""
    window.greet(Again(then="create"))
    assert window.create_page is not None


def test_closing_the_program_starts_nothing(window: Window, workspace: Workspace) -> None:
    told: list[Again] = []
    assert window.locking is not None
    window.locking._restart = told.append
    window.close()
    assert told == []


def test_the_next_life_hears_all_and_forgets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for again in (
        Again(geometry=b"\x01\xff", minimised=True, behind=True, reason=Reason.IDLE, lost=True),
        Again(then="look", typed=True),
    ):
        monkeypatch.setenv(VARIABLE, again.told())
        assert take_told() == again
        assert VARIABLE not in os.environ
    assert take_told() is None
    monkeypatch.setenv(VARIABLE, "iets anders")
    assert take_told() is None


@pytest.mark.parametrize(
    ("original", "arguments", "expected"),
    [
        (["python", "-m", "vp_desk", "oud"], ["…/__main__.py", "oud"], ["-m", "vp_desk"]),
        (["python", "-I", "-m", "vp_desk"], ["…/__main__.py"], ["-I", "-m", "vp_desk"]),
        (["python", "/bin/vp-desk", "oud"], ["/bin/vp-desk", "oud"], ["/bin/vp-desk"]),
        (["/opt/vp-desk", "oud"], ["/opt/vp-desk", "oud"], []),
    ],
    ids=["module", "without a vault", "script", "frozen"],
)
def test_the_program_starts_again_as_it_was_started(
    original: list[str], arguments: list[str], expected: list[str]
) -> None:
    assert command(Path("/een/kluis"), original, arguments) == [
        sys.executable,
        *expected,
        "/een/kluis",
    ]
    assert command(None, original, arguments) == [sys.executable, *expected]


def test_every_reason_has_its_words_and_a_lock_that_was_asked_for_needs_none() -> None:
    said = {reason: words_after(reason, typed=False, lost=False) for reason in Reason}
    assert said[Reason.ASKED] == ""
    assert len(set(said.values())) == len(Reason)
    assert "Vandaag" in words_after(Reason.ASKED, typed=True, lost=False)
