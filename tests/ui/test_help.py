"""Help beside the page: about what is in sight, by keyboard, and with nothing that leads outside."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from tests.ui.test_pages import conversation, open_first
from vp_desk.resources import resource_root
from vp_desk.ui import shortcuts
from vp_desk.ui.help_dock import HelpDock
from vp_desk.ui.help_texts import INDEX, KEYS, TOPICS, text_of
from vp_desk.ui.icons import IconButton
from vp_desk.ui.shortcuts import OVERVIEW_OF_ALL
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


@pytest.fixture
def warm(qtbot: QtBot, window: Window) -> Window:
    """The window once everything that waits for the first paint is there."""
    qtbot.waitUntil(lambda: window._net is not None)
    return window


def opened(window: Window) -> HelpDock:
    assert window.help is not None
    assert window.help.isVisible()
    return window.help


def test_f1_shows_help_to_read_and_f1_goes_back_to_where_one_was(
    warm: Window, hands: Keyboard
) -> None:
    before = hands.target
    hands.press(Qt.Key.Key_F1)
    assert opened(warm).text.hasFocus()
    assert opened(warm).text.toPlainText().startswith("De kluis openen")
    hands.press(Qt.Key.Key_F1)
    assert not opened_or_not(warm)
    assert hands.target is before


def opened_or_not(window: Window) -> bool:
    return window.help is not None and window.help.isVisible()


def test_escape_closes_the_help_and_leaves_the_page_beside_it_alone(
    warm: Window, workspace: Workspace, hands: Keyboard
) -> None:
    page = conversation(workspace)
    focused = hands.target
    hands.press(Qt.Key.Key_F1)
    assert opened(warm).text.topic == "nieuw-gesprek"
    hands.press(Qt.Key.Key_Escape)
    assert not opened_or_not(warm)
    assert workspace.page is page
    assert hands.target is focused


def test_the_help_follows_the_page_in_sight(warm: Window, workspace: Workspace) -> None:
    warm.toggle_help()
    seen = [opened(warm).text.topic]
    for name in ("totals", "report", "released", "settings"):
        workspace.go(name)
        seen.append(opened(warm).text.topic)
    open_first(workspace)
    seen.append(opened(warm).text.topic)
    conversation(workspace)
    seen.append(opened(warm).text.topic)
    assert seen == [
        "zaken",
        "cijfers",
        "rapport",
        "uitgegeven",
        "instellingen",
        "zaak",
        "nieuw-gesprek",
    ]
    warm.lock()
    assert opened(warm).text.topic == "start"


def test_the_other_windows_have_help_of_their_own(warm: Window) -> None:
    topics = []
    for button in (warm.start_page.create_button, warm.start_page.practice_button):
        button.click()
        topics.append(warm.topic())
        warm._on_cancelled()
    assert topics == ["nieuwe-kluis", "oefenen"]


def test_the_help_of_a_page_can_be_asked_for_with_the_mouse_too(
    warm: Window, workspace: Workspace
) -> None:
    button = next(b for b in workspace.findChildren(IconButton) if b.text() == "Hulp")
    button.click()
    assert opened(warm).text.topic == "zaken"


def test_a_narrow_window_shows_the_help_before_the_page_and_gives_it_back(
    warm: Window, workspace: Workspace
) -> None:
    warm.resize(660, 380)
    warm.toggle_help()
    QApplication.processEvents()
    assert not workspace.isVisible()
    assert opened(warm).text.width() > 500
    opened(warm).close_button.click()
    assert workspace.isVisible()


def test_the_keys_of_the_pages_work_beside_the_help_and_after_it(
    qtbot: QtBot, warm: Window, workspace: Workspace, hands: Keyboard
) -> None:
    warm.resize(1180, 800)
    QApplication.processEvents()
    hands.press(Qt.Key.Key_F1)  # the side keeps its icons alone beside the help
    qtbot.waitUntil(lambda: workspace.side.rail)
    hands.press(Qt.Key.Key_9, ctrl=True)
    assert workspace.page is workspace.named("bin")
    hands.press(Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: not workspace.side.rail)
    for key, name in ((Qt.Key.Key_2, "cases"), (Qt.Key.Key_0, "safety"), (Qt.Key.Key_7, "advice")):
        hands.press(key, ctrl=True)
        assert workspace.page is workspace.named(name)
    qtbot.waitUntil(lambda: not warm.workers.busy)


def test_the_overview_shows_every_shortcut(warm: Window, hands: Keyboard) -> None:
    hands.press(Qt.Key.Key_F1, ctrl=True)
    shown = opened(warm).text.toPlainText()
    for _, group in OVERVIEW_OF_ALL:
        for keys in group:
            assert keys.words in shown
            assert keys.told in shown


def bound(root: QWidget) -> Iterator[str]:
    """Every shortcut that works in a window, as Qt writes it; not the underlined letters."""
    for shortcut in root.findChildren(QShortcut):
        yield from (key.toString() for key in shortcut.keys())  # noqa: SIM118 - no dict
    for button in root.findChildren(QAbstractButton):
        own = button.shortcut()
        if not own.isEmpty() and own != QKeySequence.mnemonic(button.text()):
            yield own.toString()


def test_every_shortcut_of_every_page_is_in_the_overview(
    warm: Window, workspace: Workspace
) -> None:
    told = {
        QKeySequence(keys).toString()
        for _, group in OVERVIEW_OF_ALL
        for one in group
        for keys in one.keys
    }
    seen = set(bound(warm))
    for name in ("cases", "totals", "report", "released", "settings"):
        workspace.go(name)
        seen |= set(bound(warm))
    open_first(workspace)
    seen |= set(bound(warm))
    conversation(workspace)
    seen |= set(bound(warm))
    assert seen <= told
    assert {"F1", "Ctrl+N", "Ctrl+Return", "Alt+M", "Ctrl+O", "Ctrl+Shift+K"} <= seen


def test_no_two_shortcuts_are_the_same() -> None:
    every = [
        QKeySequence(keys).toString()
        for _, group in OVERVIEW_OF_ALL
        for one in group
        for keys in one.keys
    ]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_page_of_the_help_says_how_it_goes_and_what_is_safe(topic: str) -> None:
    text = text_of(topic)
    assert text.startswith("# ")
    assert "## Zo gaat het" in text
    assert "## Wat is veilig" in text
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target in TOPICS, target
    assert "http" not in text
    sentences = re.split(r"[.!?:]\s", re.sub(r"[#*`|-]", "", text))
    assert max(len(sentence.split()) for sentence in sentences) <= 26


def test_no_page_of_the_help_is_out_of_the_list() -> None:
    assert {path.stem for path in (resource_root() / "help").glob("*.md")} == set(TOPICS)
    assert all(f"({topic})" in text_of(INDEX) for topic in (*TOPICS, KEYS))


def test_a_reference_leads_to_another_page_of_the_help_and_never_outside(warm: Window) -> None:
    warm.toggle_help()
    text = opened(warm).text
    assert not text.openLinks()
    assert not text.openExternalLinks()
    text.anchorClicked.emit(QUrl("oefenen"))
    assert text.toPlainText().startswith("Oefenen met een voorbeeld")
    text.anchorClicked.emit(QUrl("https://example.org/"))
    assert text.toPlainText().startswith("Hulp")
    assert "example" not in text.toPlainText()


def test_shortcuts_are_told_as_they_stand_on_the_keyboard() -> None:
    assert shortcuts.SAVE.told == "Ctrl+Enter"
    assert shortcuts.BACK.told == "Esc"
