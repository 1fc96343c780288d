"""A choice between options that are all in sight, by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from vp_desk.ui.segments import Segments


@pytest.fixture
def segments(qtbot: QtBot, dressed: QApplication) -> Iterator[Segments]:
    """Three options between two lines, the middle one chosen."""
    place = QWidget()
    layout = QVBoxLayout(place)
    made = Segments("Weergave", ((1, "Een"), (2, "Twee"), (3, "Drie")))
    made.set_value(2)
    for part, name in ((QLineEdit(), "voor"), (made, ""), (QLineEdit(), "na")):
        layout.addWidget(part)
        part.setAccessibleName(name)
    qtbot.addWidget(place)
    place.show()
    place.activateWindow()
    qtbot.waitUntil(place.isActiveWindow)
    place.setFocus()
    yield made
    place.close()


def test_tab_comes_to_the_chosen_option_from_either_side_and_leaves_at_once(
    segments: Segments, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Tab)
    assert keys.name() == "voor"
    keys.press(Qt.Key.Key_Tab)
    assert keys.name() == "Weergave: Twee"
    keys.press(Qt.Key.Key_Tab)
    assert keys.name() == "na"
    keys.press(Qt.Key.Key_Tab, shift=True)
    assert keys.name() == "Weergave: Twee"
    keys.press(Qt.Key.Key_Tab, shift=True)
    assert keys.name() == "voor"


def test_an_arrow_key_chooses_and_tab_comes_back_to_what_was_chosen(
    segments: Segments, keys: Keyboard
) -> None:
    heard: list[object] = []
    segments.chosen.connect(heard.append)
    keys.tab_to("Weergave: Twee")
    keys.press(Qt.Key.Key_Right)
    assert (heard, segments.value()) == ([3], 3)
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Tab, shift=True)
    assert keys.name() == "Weergave: Drie"


def test_without_light_nothing_looks_chosen_and_the_choice_is_kept(
    segments: Segments, keys: Keyboard
) -> None:
    segments.light(lit=False)
    assert [part.isChecked() for part in segments.parts] == [False, False, False]
    assert segments.value() == 2
    keys.tab_to("Weergave: Twee")
    heard: list[object] = []
    segments.chosen.connect(heard.append)
    keys.press(Qt.Key.Key_Space)
    assert heard == [2]
    assert [part.isChecked() for part in segments.parts] == [False, True, False]
