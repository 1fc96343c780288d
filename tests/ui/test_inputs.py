"""What is typed is understood, or stays where it is with a sentence beside it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TODAY
from vp_desk.periods import Month
from vp_desk.taxonomy import built_in_lists
from vp_desk.ui.forms.inputs import DateInput, DurationInput, MonthInput, NoteInput
from vp_desk.ui.forms.matching import find_codes
from vp_desk.ui.forms.pickers import CodePicker, CodesPicker

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("3-2026", Month(2026, 3)),
        ("2026-03", Month(2026, 3)),
        ("maart 2025", Month(2025, 3)),
        ("mrt", Month(2026, 3)),
        ("dec 24", Month(2024, 12)),
        ("7", Month(2026, 7)),
        ("12-3-2025", Month(2025, 3)),
    ],
)
def test_a_month_is_understood_as_people_write_it(qtbot: QtBot, typed: str, month: Month) -> None:
    line = MonthInput(TODAY, required=True)
    qtbot.addWidget(line)
    line.setText(typed)
    assert line.problem() == ""
    assert line.value() == month


@pytest.mark.parametrize("typed", ["", "vroeger", "13-2026", "ma", "2026", "0", "maart maart"])
def test_what_is_no_month_is_named_and_kept(qtbot: QtBot, typed: str) -> None:
    line = MonthInput(TODAY, required=True)
    qtbot.addWidget(line)
    line.setText(typed)
    assert line.problem()
    assert line.text() == typed


def test_arrow_keys_step_through_months(qtbot: QtBot) -> None:
    line = MonthInput(TODAY, required=True)
    qtbot.addWidget(line)
    line.set_value(Month(2026, 1))
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.value() == Month(2025, 12)
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "januari 2026"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-3-2026", date(2026, 3, 12)),
        ("2026-03-01", date(2026, 3, 1)),
        ("5 februari", date(2026, 2, 5)),
        ("3", date(2026, 3, 3)),
        ("1/2/25", date(2025, 2, 1)),
    ],
)
def test_a_day_is_understood_as_people_write_it(qtbot: QtBot, typed: str, day: date) -> None:
    line = DateInput(TODAY)
    qtbot.addWidget(line)
    line.setText(typed)
    assert line.problem() == ""
    assert line.value() == day


@pytest.mark.parametrize("typed", ["", "31-2-2026", "morgen", "13-3-2026", "1-1-1-1"])
def test_what_is_no_day_or_still_to_come_is_named(qtbot: QtBot, typed: str) -> None:
    line = DateInput(TODAY)
    qtbot.addWidget(line)
    line.setText(typed)
    assert line.problem()


@pytest.mark.parametrize(
    ("typed", "quarters", "shown"),
    [
        ("45", 3, "45 min"),
        ("50 min", 4, "1 uur"),
        ("1:30", 6, "1 uur 30 min"),
        ("1u15", 5, "1 uur 15 min"),
        ("1,5 uur", 6, "1 uur 30 min"),
        ("2 kwartier", 2, "30 min"),
        ("3", 3, "45 min"),
        ("1 uur 30 min", 6, "1 uur 30 min"),
        ("", 0, ""),
    ],
)
def test_a_duration_is_understood_and_shown_in_one_way(
    qtbot: QtBot, typed: str, quarters: int, shown: str
) -> None:
    line = DurationInput()
    qtbot.addWidget(line)
    line.setText(typed)
    assert line.value() == quarters
    line.set_value(line.value())
    assert line.text() == shown


def test_a_few_letters_find_a_subtype_before_anything_else() -> None:
    types = built_in_lists().types
    assert find_codes(types, "pest")[0].code == "conduct.bullying"
    assert find_codes(types, "roddel")[0].code == "conduct.gossip"
    assert find_codes(types, "seks int")[0].code == "conduct.sexual_harassment"
    assert find_codes(types, "samenwerkingsproblemen")[0].code == "outside.labour_conflict"
    assert {match.code for match in find_codes(types, "omgangs")} > {"conduct", "conduct.stalking"}
    assert find_codes(types, "xyz") == ()


def test_what_was_chosen_is_not_offered_again() -> None:
    types = built_in_lists().types
    found = find_codes(types, "pest", without=("conduct.bullying",))
    assert "conduct.bullying" not in {match.code for match in found}


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    QVBoxLayout(holder)
    holder.resize(700, 500)
    qtbot.addWidget(holder)
    holder.show()
    qtbot.waitExposed(holder)
    return holder


def add(place: QWidget, widget: QWidget) -> None:
    layout = place.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.setFocus()


def test_one_code_is_chosen_by_typing_and_enter(place: QWidget) -> None:
    picker = CodePicker(built_in_lists()["channel"])
    add(place, picker)
    QTest.keyClicks(picker, "tel")
    QTest.keyClick(picker, Qt.Key.Key_Return)
    assert (picker.value(), picker.text()) == ("phone", "Telefoon")


def test_a_code_of_before_that_is_no_longer_offered_stays(place: QWidget) -> None:
    picker = CodePicker(built_in_lists()["channel"])
    add(place, picker)
    picker.set_value("telex")
    assert picker.value() == "telex"
    assert picker.problem() == ""


def test_words_that_are_in_no_list_stay_in_sight_and_are_named(place: QWidget) -> None:
    picker = CodePicker(built_in_lists()["channel"])
    add(place, picker)
    QTest.keyClicks(picker, "postduif")
    place.setFocus()
    assert picker.text() == "postduif"
    assert picker.problem()


def test_several_codes_keep_their_order_and_home_makes_one_the_first(place: QWidget) -> None:
    picker = CodesPicker(built_in_lists().types, main="Hoofdtype")
    add(place, picker)
    picker.line.setFocus()
    for typed in ("pest", "roddel", "fraude"):
        QTest.keyClicks(picker.line, typed)
        QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.codes() == ("conduct.bullying", "conduct.gossip", "financial.fraud")
    QTest.keyClick(picker.line, Qt.Key.Key_Left)
    chip = place.window().focusWidget()
    assert chip is not None
    QTest.keyClick(chip, Qt.Key.Key_Home)
    assert picker.codes()[0] == "financial.fraud"
    picker.line.setFocus()
    QTest.keyClick(picker.line, Qt.Key.Key_Backspace)
    assert picker.codes() == ("financial.fraud", "conduct.bullying")


def test_escape_closes_the_list_and_nothing_else(place: QWidget) -> None:
    picker = CodePicker(built_in_lists()["channel"])
    add(place, picker)
    QTest.keyClick(picker, Qt.Key.Key_Down)
    assert picker._is_open()
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker._is_open()
    assert place.isVisible()


def test_nothing_that_is_typed_in_a_note_is_learned(qtbot: QtBot) -> None:
    note = NoteInput()
    qtbot.addWidget(note)
    hints = note.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
