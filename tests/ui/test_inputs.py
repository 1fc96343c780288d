"""What is typed is understood, or stays where it is with a sentence beside it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TODAY
from vp_desk.periods import Month
from vp_desk.taxonomy import Code, CodeList, built_in_lists, folded
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


@pytest.mark.parametrize(
    "typed", ["", "31-2-2026", "morgen", "13-3-2026", "1-1-1-1", "12-3-206", "12-3-1926"]
)
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


#: What people type, the list, and an entry that must be among the first four.
EVERYDAY = [
    ("roddelen", "types", "conduct.gossip"),
    ("kwaadspr", "types", "conduct.gossip"),
    ("declaratie", "types", "financial.expenses"),
    ("bonnetjes", "types", "financial.expenses"),
    ("treiter", "types", "conduct.bullying"),
    ("ongewenste aanraking", "types", "conduct.sexual_harassment"),
    ("handtastelijk", "types", "conduct.sexual_harassment"),
    ("fraude", "types", "financial.fraud"),
    ("vriendjes", "types", "position.favouritism"),
    ("bijbaan", "types", "position.side_job"),
    ("geschenk", "types", "position.gifts"),
    ("cadeau", "types", "position.gifts"),
    ("lekken", "types", "information.leak"),
    ("datalek", "types", "information.data_breach"),
    ("drank", "types", "resources.substances"),
    ("gokken", "types", "private.finances"),
    ("machtsmisbruik", "types", "conduct.abuse_of_power"),
    ("schelden", "types", "conduct.intimidation"),
    ("negeren", "types", "conduct.exclusion"),
    ("haantjes", "types", "conduct.bullying"),
    ("racisme", "types", "conduct.discrimination.origin"),
    ("smeergeld", "types", "financial.bribery"),
    ("klokkenluider", "types", "outside.safety"),
    ("burn-out", "types", "outside.absence"),
    ("teams", "channel", "video"),
    ("zoom", "channel", "video"),
    ("bellen", "channel", "phone"),
    ("whats", "channel", "chat"),
    ("mailen", "channel", "email"),
    ("baas", "reporter_role", "manager"),
    ("chef", "accused_role", "line_manager"),
    ("uitzend", "reporter_role", "hired"),
    ("stagiaire", "reporter_role", "intern"),
    ("zzp", "reporter_role", "hired"),
    ("arbo", "referral", "occupational_physician"),
    ("vakbond", "referral", "legal_or_union"),
    ("fnv", "referral", "legal_or_union"),
    ("slachtoffer", "capacity", "concerned"),
    ("bang", "no_report_reason", "unsafe"),
    ("aangifte", "route", "police_report"),
    ("driegesprek", "route", "accompanied_talk"),
    ("cursus", "activity_kind", "training"),
    ("presentatie", "activity_kind", "information"),
]


@pytest.mark.parametrize(("typed", "name", "code"), EVERYDAY)
def test_everyday_words_find_an_entry_and_say_by_which_word(
    typed: str, name: str, code: str
) -> None:
    codes = built_in_lists()[name]
    found = {match.code: match for match in find_codes(codes, typed)[:4]}
    assert code in found
    if not any(part.startswith(typed[:4]) for part in folded(codes.label_of(code)).split()):
        assert found[code].context.startswith("ook: ")
        assert folded(typed).split()[0] in folded(found[code].context)


def test_a_word_that_fits_several_offers_the_whole_first_and_then_its_parts() -> None:
    found = [match.code for match in find_codes(built_in_lists().types, "grensoverschrijdend")]
    assert found[0] == "conduct"
    assert {"conduct.bullying", "conduct.intimidation", "conduct.sexual_harassment"} < set(found)
    assert all(code.startswith("conduct") for code in found)


def test_a_word_that_begins_goes_before_one_that_is_inside() -> None:
    codes = CodeList(
        "list",
        "Lijst",
        (Code("a", "Rondbellen", "a"), Code("b", "Telefoon", "b", words=("bellen",))),
    )
    assert [match.code for match in find_codes(codes, "bellen")] == ["b", "a"]


def test_a_retired_code_is_not_offered_but_shown_where_it_stands(qtbot: QtBot) -> None:
    codes = built_in_lists()["channel"].with_own((Code("letter", "Brief", "Brief", retired=True),))
    line = CodePicker(codes)
    qtbot.addWidget(line)
    assert not find_codes(codes, "brief")
    line.setText("Brief")
    assert line.problem()
    line.set_value("letter")
    assert line.text() == "Brief"
    assert line.value() == "letter"
    assert line.problem() == ""


def test_a_code_that_does_not_fit_ends_in_an_ellipsis_until_one_types_there(place: QWidget) -> None:
    long = "Toon in het overleg van alle teams samen"
    picker = CodePicker(CodeList("a", "A", (Code("1", long, long),)))
    picker.set_value("1")
    picker.resize(240, 40)
    room, metrics = picker._room().width(), picker.fontMetrics()
    short = metrics.elidedText(long, Qt.TextElideMode.ElideRight, room)
    assert short.endswith("…")
    same = CodePicker(CodeList("a", "A", (Code("1", short, short),)))
    same.set_value("1")
    same.resize(240, 40)
    assert picker.grab().toImage() == same.grab().toImage()
    assert picker.toolTip() == long
    add(place, picker)
    picker.setFixedWidth(2 * metrics.horizontalAdvance(long))
    assert picker._room().width() > metrics.horizontalAdvance(long)
