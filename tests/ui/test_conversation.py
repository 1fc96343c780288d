"""Recording a conversation by keyboard: its case, what is usual, what is rare, and nothing lost."""

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import Desk
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.selection import Selection
from vp_desk.ui.drafts import DELAY
from vp_desk.ui.forms.sections import CASE_BY_KEY, CASE_NOTE, CONTACT_BY_KEY, CONTACT_NOTE, TYPES
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

CODE = CaseCode("bodemi-fa")


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


@pytest.fixture
def known(workspace: Workspace) -> Case:
    """A case that is like no other."""
    case = Case(
        code=CODE,
        month=Month(2025, 11),
        types=("information.leak",),
        reporter_role="manager",
        relation="other",
        status="open",
        note="over de kast",
    )
    contact = Contact(case=CODE, held_on=date(2025, 11, 3), channel="video", talk_quarters=6)
    workspace.desk.add_case(case, contact)
    return case


def page_of(workspace: Workspace) -> ConversationPage:
    page = workspace.page
    assert isinstance(page, ConversationPage)
    return page


def begin(hands: Keyboard, workspace: Workspace) -> ConversationPage:
    hands.press(Qt.Key.Key_N, ctrl=True)
    return page_of(workspace)


def choose(qtbot: QtBot, hands: Keyboard, page: ConversationPage, letters: str) -> None:
    hands.type(letters)
    qtbot.waitUntil(page.picker._is_open)
    hands.enter()
    qtbot.waitUntil(lambda: page.picker.code is not None)


def test_a_new_form_holds_what_is_usual_and_offers_favourites_first(
    workspace: Workspace, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    assert hands.name() == "Zaak"
    assert page.form.value(CONTACT_BY_KEY["channel"]) == "phone"
    assert page.form.value(CONTACT_BY_KEY["talk_quarters"]) == 3
    assert not page.dirty
    hands.tab_to("Type schending")
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    used = workspace.desk.habits().favourites["types"][0]
    assert page.form.value(TYPES) == (used,)


@pytest.mark.parametrize("letters", ["bode", "lek", "lek nov", "leidingg"])
def test_an_existing_case_is_found_by_a_few_letters_and_brought_up_to_date(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard, letters: str
) -> None:
    page = begin(hands, workspace)
    choose(qtbot, hands, page, letters)
    assert page.picker.code == CODE
    assert page.form.value(TYPES) == known.types
    assert hands.name() == "Zaak"
    hands.press(Qt.Key.Key_Tab)
    assert hands.name() == "Datum"
    hands.tab_to("Status")
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("afge")
    hands.press(Qt.Key.Key_Tab)
    hands.tab_to("Notitie bij dit gesprek")
    hands.type("wilde verder niets")
    hands.press(Qt.Key.Key_Return, ctrl=True)
    file = workspace.desk.case(CODE)
    assert file.case.status == "closed"
    assert file.case.note == "over de kast"
    assert [contact.held_on for contact in file.contacts] == [date(2025, 11, 3), TODAY]
    assert file.contacts[1].kind == "follow_up"
    assert file.contacts[1].note == "wilde verder niets"
    assert workspace.desk.count_cases(Selection()) == 15
    assert page_of(workspace) is not page


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_who_types_fast_means_the_first_case_that_will_be_found(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard, key: Qt.Key
) -> None:
    page = begin(hands, workspace)
    hands.type("bode")
    hands.press(key)  # before the list is there
    assert page.picker.code is None
    qtbot.waitUntil(lambda: page.picker.code == CODE)
    assert hands.name() == ("Zaak" if key == Qt.Key.Key_Return else "Datum")
    assert page.form.value(TYPES) == known.types


def test_a_late_answer_to_other_letters_is_not_taken_for_the_case_that_is_meant(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    other = next(
        row.case.code for row in workspace.desk.find_cases("") if row.case.code != known.code
    )
    go_on = Event()
    for _ in range(2):  # both workers have something else to do
        workspace.workers.start(lambda _: go_on.wait(10), lambda _: None, lambda _: None)
    hands.type(other[:6])
    qtbot.wait(200)  # typing has rested, and the vault was asked
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("bode")
    hands.press(Qt.Key.Key_Return)
    go_on.set()
    qtbot.waitUntil(lambda: page.picker.code is not None)
    assert page.picker.code == CODE


def test_what_was_typed_before_the_case_was_chosen_goes_to_its_conversation(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    hands.tab_to("Kanaal")
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.type("brief")
    hands.press(Qt.Key.Key_Tab)
    hands.tab_to("Notitie")
    hands.type("belde terug")
    page.picker.setFocus()
    choose(qtbot, hands, page, "bode")
    assert page.form.value(CONTACT_BY_KEY["channel"]) == "letter"
    assert page.form.value(CONTACT_NOTE) == "belde terug"
    assert page.form.value(TYPES) == known.types


def test_typing_over_a_chosen_case_makes_it_a_new_one_again(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    choose(qtbot, hands, page, "bode")
    page.picker.setFocus()
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.press(Qt.Key.Key_Backspace)
    assert page.picker.code is None
    assert page.form.value(TYPES) == ()
    assert page.form.rows[CASE_NOTE].isVisible()
    assert not page.form.rows[CONTACT_NOTE].isVisible()


def test_letters_that_are_no_case_are_refused_beside_everything_typed(
    workspace: Workspace, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    hands.type("zzzz")
    hands.press(Qt.Key.Key_Return, ctrl=True)
    assert "Kies een zaak uit de lijst" in page.bar.text
    assert page.picker.text() == "zzzz"
    assert workspace.desk.count_cases(Selection()) == 14


def test_every_keystroke_is_in_the_vault_within_two_seconds(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    assert DELAY <= 1000
    begin(hands, workspace)
    hands.tab_to("Type schending")
    hands.type("pest")
    hands.enter()
    hands.type("rod")  # half a word
    hands.tab_to("Notitie")
    hands.type("een halve zi")

    def kept() -> bool:
        drafts = workspace.desk.drafts()
        return bool(drafts) and drafts[0].content["fields"]["note"] == "een halve zi"

    qtbot.waitUntil(kept, timeout=2000)
    types = workspace.desk.drafts()[0].content["fields"]["types"]
    assert types["codes"][0] == "conduct.bullying"


def test_a_draft_of_an_existing_case_comes_back_as_it_was_typed(
    qtbot: QtBot, window: Window, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    choose(qtbot, hands, page, "bode")
    hands.press(Qt.Key.Key_Tab)
    hands.type("99-")  # not a day yet
    hands.tab_to("Notitie bij dit gesprek")
    hands.type("nog niet af")
    window.lock()
    again = window.show_vault(CHEAP_DOORS.open(workspace.desk.path, PASSPHRASE))
    qtbot.waitUntil(lambda: hands.name().startswith("Verder: Nieuw gesprek · bodemi-fa"))
    hands.press(Qt.Key.Key_Space)
    back = page_of(again)
    assert back.picker.code == CODE
    assert back.form.rows[CONTACT_BY_KEY["held_on"]].input.state() == "99-"
    assert back.form.value(CONTACT_NOTE) == "nog niet af"
    assert back.dirty
    hands.press(Qt.Key.Key_Return, ctrl=True)
    assert page_of(again) is back, "a day that is none is not stored"
    back.form.rows[CONTACT_BY_KEY["held_on"]].input.set_value(TODAY)
    QTest.keyClick(back, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert again.desk.drafts() == ()
    assert again.desk.case(CODE).contacts[-1].note == "nog niet af"


def test_a_draft_of_a_case_that_is_gone_keeps_the_words(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    choose(qtbot, hands, page, "bode")
    hands.tab_to("Notitie bij dit gesprek")
    hands.type("blijft")
    workspace.go("cases")
    workspace.desk.delete_case(CODE, TODAY)
    (draft,) = workspace.desk.drafts()
    workspace.open_draft(draft)
    back = page_of(workspace)
    assert "staat niet meer in de kluis" in back.bar.text
    assert back.form.value(CASE_NOTE) == "blijft"


def test_a_draft_that_the_vault_does_not_take_stays_on_the_screen(
    workspace: Workspace, hands: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise VpDeskError("De schijf is vol.")

    page = begin(hands, workspace)
    hands.tab_to("Notitie")
    hands.type("aap")
    monkeypatch.setattr(Desk, "keep_draft", refuse)
    page.keeper.keep()
    assert page.bar.text == "De schijf is vol."
    assert page.form.value(CASE_NOTE) == "aap"


def test_the_meter_tells_how_rare_a_combination_is_and_what_makes_it_so(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    page = begin(hands, workspace)
    page.form.rows[TYPES].input.set_value(("conduct.bullying",))
    page.form.rows[CASE_BY_KEY["reporter_role"]].input.set_value("manager")
    page.form.edited.emit()
    qtbot.waitUntil(lambda: bool(page.meter.text))
    assert page.meter.text == (
        "Deze combinatie van type en personen komt in uw dossier één keer voor. Dat komt vooral door "
        "‘Rol melder’: zonder dat veld is het 6 keer. Wie dit weet, kan de melder herkennen: laat weg wat "
        "u niet nodig hebt."
    )
    page.form.rows[CASE_BY_KEY["reporter_role"]].input.set_value(None)
    page.form.edited.emit()
    qtbot.waitUntil(lambda: not page.meter.text)


def test_a_case_does_not_count_itself_twice(
    qtbot: QtBot, workspace: Workspace, known: Case
) -> None:
    workspace.open_case(CODE)
    page = workspace.page
    assert isinstance(page, CasePage)
    qtbot.waitUntil(lambda: bool(page.meter.text))
    assert "komt in uw dossier één keer voor" in page.meter.text


def test_what_is_typed_in_a_case_and_its_conversation_waits_there(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    workspace.open_case(CODE)
    hands.press(Qt.Key.Key_Space)  # a conversation
    hands.tab_to("Notitie bij dit gesprek")
    hands.type("half")
    page = workspace.page
    assert isinstance(page, CasePage)
    page.form.rows[CASE_NOTE].input.set_value("anders")
    hands.press(Qt.Key.Key_Escape)
    assert not isinstance(workspace.page, CasePage)
    workspace.open_case(CODE)
    again = workspace.page
    assert isinstance(again, CasePage)
    assert "eerder typte" in again.bar.text
    assert again.contacts.form is not None
    assert again.contacts.form.value(CONTACT_NOTE) == "half"
    assert again.form.value(CASE_NOTE) == "anders"
    again.save()
    assert workspace.desk.drafts() == ()
    file = workspace.desk.case(CODE)
    assert (file.case.note, file.contacts[-1].note) == ("anders", "half")


def test_cases_are_linked_and_reminders_set_from_the_page_of_a_case(
    qtbot: QtBot, workspace: Workspace, known: Case, hands: Keyboard
) -> None:
    workspace.open_case(CODE)
    page = workspace.page
    assert isinstance(page, CasePage)
    page.aftercare.month.setFocus()
    hands.type("5-2026")
    hands.enter()
    hands.press(Qt.Key.Key_Space)
    (reminder,) = workspace.desk.reminders(CODE)
    assert reminder.month == Month(2026, 5)
    hands.tab_to("Koppel aan zaak")
    other = workspace.desk.page_of_cases(Selection(), 0, 1)[0].case.code
    hands.type(other[:6])
    qtbot.waitUntil(page.matters.picker._is_open)
    hands.enter()
    qtbot.waitUntil(lambda: bool(workspace.desk.same_matter(CODE)))
    assert [case.code for case in workspace.desk.same_matter(CODE)] == [other]
    page.matters.unlink_button.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert workspace.desk.same_matter(CODE) == ()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.desk.same_matter(CODE)) == 1


def test_undo_on_an_empty_line_takes_back_what_was_stored(
    workspace: Workspace, hands: Keyboard
) -> None:
    begin(hands, workspace)
    hands.tab_to("Type schending")
    hands.type("pest")
    hands.enter()
    hands.press(Qt.Key.Key_Return, ctrl=True)
    assert workspace.desk.count_cases(Selection()) == 15
    assert hands.name() == "Zaak"
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert workspace.desk.count_cases(Selection()) == 14
    hands.press(Qt.Key.Key_Z, ctrl=True, shift=True)
    assert workspace.desk.count_cases(Selection()) == 15
    hands.type("ab")
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert workspace.desk.count_cases(Selection()) == 15, "the line undoes its own words first"


def test_nothing_typed_reaches_a_file_outside_the_vault(
    window: Window, workspace: Workspace, hands: Keyboard, tmp_path: Path
) -> None:
    begin(hands, workspace)
    hands.tab_to("Notitie")
    hands.type("zwartemaan")
    window.lock()
    found = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and b"zwartemaan" in path.read_bytes()
    ]
    assert found == []
    assert (workspace.desk.path / "notes.db").is_file()
