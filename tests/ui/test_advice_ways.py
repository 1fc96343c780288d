"""Working on with advice: where the focus is afterwards, what is warned of and filled in, and the words."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.advising import advice, of_kind, problems, rest, save
from tests.ui.conftest import CHEAP_DOORS, TODAY, advise
from tests.ui.keyboard import Keyboard
from vp_desk.desk import (
    Appointment,
    DueKind,
    FollowUp,
    FollowUpStatus,
    Norm,
    Party,
    PlannedTalk,
    RecommendationId,
    Registration,
    Response,
    ResponseKind,
    Theme,
)
from vp_desk.periods import Month
from vp_desk.records import Case
from vp_desk.registration import Filled
from vp_desk.ui.fold import FoldButton
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.loop.agreement_page import AgreementPage
from vp_desk.ui.pages.loop.dialogs import PlanDialog, TalkDialog
from vp_desk.ui.pages.loop.recommendation_page import RecommendationPage
from vp_desk.ui.pages.loop.registration_card import registration_words
from vp_desk.ui.pages.loop.self_check_page import SelfCheckPage
from vp_desk.ui.pages.loop.signal_page import SignalPage
from vp_desk.ui.pages.loop.words import (
    appointment_words,
    asked_words,
    follow_up_words,
)
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def advised(workspace: Workspace) -> Workspace:
    """An open vault with some advice, and a talk with the works council that should have been."""
    advise(workspace.desk)
    workspace.desk.plan_talk(PlannedTalk(party=Party.WORKS_COUNCIL, day=date(2026, 3, 9)))
    return workspace


def texts(page: QWidget) -> set[str]:
    return {part.text() for part in page.findChildren(QLabel)}


# --- talks ---


def hold(qtbot: QtBot, workspace: Workspace, keys: Keyboard, name: str) -> None:
    """Write a talk of an hour down, by keyboard."""
    keys.tab_to(name)
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: keys.name() == "Duur")
    keys.type("1:00")
    save(keys)
    come_back(qtbot, workspace)


def come_back(qtbot: QtBot, workspace: Workspace) -> None:
    """As a desktop does when a small window closes."""
    workspace.window().activateWindow()
    qtbot.waitUntil(workspace.window().isActiveWindow)


def test_a_talk_that_was_held_is_said_and_taken_back_in_one_step_and_the_focus_stays_with_its_party(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    said: list[str] = []
    advised.undo_button.said.connect(said.append)
    view = advice(qtbot, advised, "talk").talks
    hold(qtbot, advised, keys, "Gehouden…: Gepland gesprek, was op 9 maart: gehouden of verzet?")
    assert said == ["Gesprek met de ondernemingsraad is vastgelegd."]
    assert keys.name() == "Afspraak vastleggen: Ondernemingsraad"
    year = advised.desk.calendar.year(2026)
    assert [each.held_on for each in advised.desk.activities(year)] == [date(2026, 3, 9)]
    assert [each.party for each in advised.desk.planned_talks()] == [Party.AUTHORITY]
    keys.press(Qt.Key.Key_Z, ctrl=True)
    assert advised.desk.activities(year) == ()
    assert len(advised.desk.planned_talks()) == 2
    assert len(view.cards[Party.WORKS_COUNCIL].lines) == 1
    assert keys.name() == "Afspraak vastleggen: Ondernemingsraad"


def test_an_agreement_after_a_talk_has_its_day_and_gets_the_focus_when_it_is_saved(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    advice(qtbot, advised, "talk")
    hold(qtbot, advised, keys, "Gehouden…: Gepland gesprek, was op 9 maart: gehouden of verzet?")
    assert keys.name() == "Afspraak vastleggen: Ondernemingsraad"
    keys.press(Qt.Key.Key_Space)
    keys.type("Elk kwartaal overleg.")
    keys.press(Qt.Key.Key_S, ctrl=True)
    made = max(advised.desk.agreements(), key=lambda each: each.id)
    assert (made.party, made.made_on) == (Party.WORKS_COUNCIL, date(2026, 3, 9))
    assert keys.name().startswith("Openen: Afspraak: Elk kwartaal overleg.")
    keys.tab_to("Nagekomen: Afspraak: Elk kwartaal overleg., afgesproken op 9 maart 2026")
    keys.press(Qt.Key.Key_Space)
    assert keys.name().startswith("Openen: Afspraak: Elk kwartaal overleg.")
    keys.press(Qt.Key.Key_Space)
    of_kind(advised, AgreementPage)
    keys.type("En dan: ")
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert keys.name().startswith("Openen: Afspraak: En dan: Elk kwartaal overleg.")
    advised.loop.open(f"agreement/{made.id}")
    of_kind(advised, AgreementPage).delete_button.click()
    assert keys.name() == "Afspraak vastleggen: Ondernemingsraad"
    # Once the talk is gone, an agreement is of today again.
    (held,) = advised.desk.activities(advised.desk.calendar.year(2026))
    advised.bus.changed.emit(advised.desk.delete_activity(held, TODAY))
    keys.tab_to("Afspraak vastleggen: Ondernemingsraad")
    keys.press(Qt.Key.Key_Space)
    page = of_kind(advised, AgreementPage)
    assert page.form.value(page.form.fields[1]) == TODAY
    page.discard()


def test_planning_moving_and_dropping_a_talk_keeps_the_focus_with_its_party(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    view = advice(qtbot, advised, "talk").talks
    keys.tab_to("Gesprek plannen: Integriteitscoördinator")
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: keys.name() == "Dag")
    keys.type("1-6-2026")
    save(keys)
    come_back(qtbot, advised)
    assert keys.name() == "Gesprek plannen: Integriteitscoördinator"
    talk = "Gepland gesprek, 1 juni 2026 · over 81 dagen"
    keys.tab_to(f"Andere dag…: {talk}")
    keys.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: keys.name() == "Dag")
    assert isinstance(view.dialog, PlanDialog)
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("2-6-2026")
    save(keys)
    come_back(qtbot, advised)
    talk = "Gepland gesprek, 2 juni 2026 · over 82 dagen"
    assert keys.name() == f"Gehouden…: {talk}"
    keys.tab_to(f"Gaat niet door: {talk}")
    keys.press(Qt.Key.Key_Space)
    assert keys.name() == "Gesprek plannen: Integriteitscoördinator"
    hold(qtbot, advised, keys, "Gesprek vastleggen dat is gehouden: Integriteitscoördinator")
    assert keys.name() == "Afspraak vastleggen: Integriteitscoördinator"
    assert len(view.cards[Party.COORDINATOR].lines) == 1


def test_what_is_due_about_a_talk_leads_to_its_own_line(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    late = next(t for t in advised.desk.planned_talks() if t.party is Party.WORKS_COUNCIL)
    advised.loop.open(f"talk/{late.id}")
    assert keys.name() == "Gehouden…: Gepland gesprek, was op 9 maart: gehouden of verzet?"
    view = of_kind(advised, AdvicePage).talks
    keys.press(Qt.Key.Key_Space)
    assert isinstance(view.dialog, TalkDialog)
    view.dialog.reject()


def test_a_day_before_the_agreement_is_not_taken(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    advised.loop.new_agreement(Party.AUTHORITY)
    page = of_kind(advised, AgreementPage)
    keys.type("Verzonnen afspraak.")
    keys.tab_to("Klaar uiterlijk")
    keys.type("1-2-2025\t")
    save(keys)
    assert problems(page) == ["Deze dag ligt vóór de afspraak."]
    assert keys.name() == "Klaar uiterlijk"
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("1-2-2027\t")
    keys.type("11-3-2026\t")
    save(keys)
    assert problems(page) == ["Deze dag ligt vóór de afspraak."]
    assert keys.name() == "Nagekomen op"
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("12-3-2026\t")
    save(keys)
    assert problems(page) == []
    made = max(advised.desk.agreements(), key=lambda each: each.id)
    assert (made.made_on, made.due, made.done_on) == (TODAY, date(2027, 2, 1), TODAY)


# --- recommendations ---


def test_what_is_new_is_the_chosen_row_and_end_goes_to_the_last_one(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    table = advice(qtbot, advised).recommendations.table
    assert table.current == "recommendation/2"
    keys.press(Qt.Key.Key_End)
    assert table.current == "recommendation/1"
    keys.press(Qt.Key.Key_Home)
    assert table.current == "recommendation/2"
    keys.press(Qt.Key.Key_End)
    advised.loop.new_recommendation()
    keys.type("Verzonnen raad.")
    keys.press(Qt.Key.Key_S, ctrl=True)
    assert table.keys == ("recommendation/3", "recommendation/2", "recommendation/1")
    assert table.current == "recommendation/3"
    rest(qtbot, advised)


def test_the_day_of_the_answer_goes_with_the_report_until_she_chooses_one(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    advised.loop.new_recommendation()
    page = of_kind(advised, RecommendationPage)
    by_key = {field.key: field for field in page.form.fields}

    def day() -> object:
        return page.form.value(by_key["asked_by"])

    def choose(year: str) -> None:
        page.form.set_value(by_key["year"], year)
        page._on_edited()

    assert day() == date(2027, 5, 26)
    choose("2025")
    assert day() == date(2026, 5, 26)
    choose("2027")
    assert day() == date(2028, 5, 26)
    page.form.set_value(by_key["asked_by"], date(2028, 1, 1))
    choose("2026")
    assert day() == date(2028, 1, 1)
    page.discard()


def test_changing_what_readers_have_is_warned_of_and_an_answer_is_not(
    qtbot: QtBot, window: Window, released_vault: Path, keys: Keyboard
) -> None:
    opened = window.show_vault(CHEAP_DOORS.open(released_vault, PASSPHRASE))
    opened.loop.open("recommendation/2")
    page = of_kind(opened, RecommendationPage)
    assert page.issued.text == ""
    keys.press(Qt.Key.Key_End, ctrl=True)
    keys.type(" Anders.")
    assert page.issued.text.startswith("Deze tekst staat al in het verslag over 2025.")
    keys.press(Qt.Key.Key_Backspace)
    assert page.issued.text
    page._forget()
    assert page.issued.text == ""
    for key, value in (("kind", "culture"), ("addressed_to", "Directie"), ("types", ())):
        field = next(field for field in page.form.fields if field.key == key)
        page.form.set_value(field, value)
        page._on_edited()
        assert page.issued.text, key
        page._forget()
    keys.tab_to("Antwoord")
    keys.type("over\t")
    assert page.dirty
    assert page.issued.text == ""
    keys.tab_to("Aanbeveling")
    keys.type("Dus: ")
    assert page.issued.text
    save(keys)
    assert page.issued.text == ""
    assert opened.desk.recommendations()[1].text.startswith("Dus: ")
    opened.loop.open("recommendation/1")
    page = of_kind(opened, RecommendationPage)
    keys.type("Nog niet uitgegeven: ")
    assert page.issued.text == ""
    page.discard()
    rest(qtbot, opened)


def test_what_came_of_it_before_stands_beside_this_year_and_the_fold_tells_of_years(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    desk = advised.desk
    first = desk.recommendations()[0]
    done = FollowUp(2025, FollowUpStatus.DONE, "Elk team sprak erover.")
    desk.change_recommendation(replace(first, year=2023, follow_ups=(done,)))
    advised.loop.open("recommendation/1")
    page = of_kind(advised, RecommendationPage)
    told = "Eind 2025: uitgevoerd. Elk team sprak erover."
    assert told in texts(page)
    status = next(field for field in page.form.fields if field.key == "status_2026")
    assert page.form.row(status).input.accessibleDescription() == told
    (fold,) = page.form.findChildren(FoldButton)
    assert fold.text() == "Eerdere jaren (2)"
    assert fold.shortcut() == QKeySequence("Alt+M")
    keys.press(Qt.Key.Key_M, alt=True)
    qtbot.waitUntil(lambda: keys.name() == "Stand eind 2025")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("begon\t")
    save(keys)
    assert "Eind 2025: begonnen. Elk team sprak erover." in texts(page)
    keys.tab_to("Stand eind 2024")
    assert "Stand eind 2023" not in {row.field.label for row in page.form.rows.values()}
    rest(qtbot, advised)


def test_a_chain_says_which_one_repeats_which(qtbot: QtBot, advised: Workspace) -> None:
    advised.loop.open("recommendation/1")
    assert "Herhaald in het verslag over 2025." in texts(of_kind(advised, RecommendationPage))
    advised.loop.open("recommendation/2")
    assert "Herhaalt die van 2024." in texts(of_kind(advised, RecommendationPage))
    advised.loop.repeat(2)
    page = of_kind(advised, RecommendationPage)
    assert "Herhaalt die van 2025." in texts(page)
    page.discard()
    rest(qtbot, advised)


# --- signals ---


def test_a_pattern_goes_once_a_signal_is_made_of_it_also_without_its_theme(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    for _ in range(3):
        code = workspace.desk.new_case_code()
        case = Case(code=code, month=Month(2026, 2), types=("conduct.gossip",))
        workspace.desk.add_case(case, None)
    view = advice(qtbot, workspace, "signal").signals
    (line,) = view.proposals.lines
    line.buttons[0].click()
    page = of_kind(workspace, SignalPage)
    types = next(field for field in page.form.fields if field.key == "types")
    page.form.set_value(types, ())
    keys.type("Toon in het overleg\tBespreek met elkaar hoe u praat.")
    keys.press(Qt.Key.Key_S, ctrl=True)
    rest(qtbot, workspace)
    (signal,) = workspace.desk.signals()
    assert signal.theme == Theme()
    assert view.proposals.lines == []
    assert view.table.current == f"signal/{signal.id}"


def test_a_draft_of_a_signal_knows_the_pattern_of_which_it_is_made(
    window: Window, qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    for _ in range(3):
        code = workspace.desk.new_case_code()
        case = Case(code=code, month=Month(2026, 2), types=("conduct.gossip",))
        workspace.desk.add_case(case, None)
    (found,) = workspace.desk.proposals(TODAY)
    workspace.loop.new_signal(found)
    keys.type("Toon in het overleg")
    rest(qtbot, workspace)
    window.lock()
    again = window.show_vault(CHEAP_DOORS.open(workspace.desk.path, PASSPHRASE))
    (draft,) = again.desk.drafts()
    again.open_draft(draft)
    page = of_kind(again, SignalPage)
    types = next(field for field in page.form.fields if field.key == "types")
    page.form.set_value(types, ())
    keys.tab_to("Wat u ziet, en wat u adviseert")
    keys.type("Bespreek met elkaar hoe u praat.")
    keys.press(Qt.Key.Key_S, ctrl=True)
    (signal,) = again.desk.signals()
    assert (signal.title, signal.theme) == ("Toon in het overleg", Theme())
    assert again.desk.proposals(TODAY) == ()
    rest(qtbot, again)


# --- the self-check ---


def test_a_first_conversation_from_the_form_claims_no_lag(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    workspace.new_conversation()
    of_kind(workspace, ConversationPage)
    keys.tab_to("Maand van het eerste gesprek")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("maart 2026\t")
    keys.tab_to("Type schending")
    keys.type("pest\t")
    save(keys)
    found = workspace.desk.registration(workspace.desk.calendar.year(2026), TODAY)
    assert found.month_only == 1
    rest(qtbot, workspace)


def counted(lags: tuple[int, ...], month_only: int = 0, undated: int = 0) -> list[str]:
    asked = (Filled("types", "Type schending", 6),)
    words = registration_words(Registration(2026, 6, asked, lags, month_only, undated, 1, 2))
    assert words[0] == "6 nieuwe zaken; van wat daarbij wordt gevraagd, is 100 % ingevuld."
    assert words[-1] == (
        "Nu nog open van vóór dit jaar: 1 zaak. Nu open en al drie maanden zonder gesprek: 2 zaken."
    )
    return words[1:-1]


def test_how_soon_is_told_only_when_it_can_be_known() -> None:
    cannot = "hoe snel u vastlegt, is niet te zeggen."
    assert counted((), 6) == [f"Van deze gesprekken is alleen de maand bekend; {cannot}"]
    assert counted((), 1) == [f"Van dit gesprek is alleen de maand bekend; {cannot}"]
    assert counted((3, 9), 6) == [f"Van 6 van de 8 gesprekken is alleen de maand bekend; {cannot}"]
    assert counted(()) == ["In dit jaar zijn geen gesprekken vastgelegd."]
    assert counted((), 0, 2) == [
        "Van deze gesprekken is niet bekend wanneer u ze vastlegde.",
        "Hoe snel u vastlegt, is niet te zeggen.",
    ]
    assert counted((0, 1, 2, 3, 9)) == [
        "Gesprekken worden meestal binnen 2 dagen vastgelegd; 20 % later dan na een week."
    ]
    assert counted((0, 0, 0, 1, 1), 2, 1) == [
        "De 5 gesprekken met een dag worden meestal op de dag zelf vastgelegd; 0 % later dan na een week.",
        "Van 2 van de 8 gesprekken is alleen de maand bekend.",
        "Van 1 van de 8 gesprekken is niet bekend wanneer u het vastlegde.",
    ]


def test_a_share_is_never_rounded_to_nothing_or_all() -> None:
    (told,) = counted((9, *(0,) * 500))
    assert "1 % later" in told
    (told,) = counted((0, *(9,) * 500))
    assert "99 % later" in told
    (told,) = counted((2, 2, 3, 3, 3, 4))
    assert "binnen 3 dagen" in told
    (told,) = counted((2, 2, 2, 3, 3, 3))
    assert "binnen 3 dagen" in told  # the median is 2,5


def test_the_self_check_asks_the_question_of_each_norm_and_explains_its_scale(
    qtbot: QtBot, workspace: Workspace
) -> None:
    workspace.loop.open("self_check/2026")
    told = texts(of_kind(workspace, SelfCheckPage))
    assert {norm.question for norm in Norm} <= told
    assert (
        "U geeft per norm een oordeel van 1 tot en met 5: 1 is ‘niet op orde’, 2 is ‘begin gemaakt’, "
        "3 is ‘deels op orde’, 4 is ‘grotendeels op orde’ en 5 is ‘op orde’."
    ) in told
    rest(qtbot, workspace)


# --- words ---


def test_the_card_of_today_says_that_something_is_late(qtbot: QtBot, advised: Workspace) -> None:
    advised.go("today")
    rest(qtbot, advised)
    page = of_kind(advised, TodayPage)
    assert page.soon.title == "Te laat en binnenkort (4)"
    desk = advised.desk
    desk.respond(RecommendationId(2), Response(ResponseKind.NONE))
    late = next(t for t in desk.planned_talks() if t.party is Party.WORKS_COUNCIL)
    advised.bus.changed.emit(desk.drop_talk(late.id))
    rest(qtbot, advised)
    assert page.soon.title == "Binnenkort (2)"


def test_a_planned_talk_of_a_day_that_is_over_is_a_question() -> None:
    def told(kind: DueKind, day: date) -> str:
        return appointment_words(Appointment(kind, day, "", ""), date(2026, 11, 26))

    assert told(DueKind.TALK, date(2026, 4, 9)) == "was op 9 april: gehouden of verzet?"
    assert told(DueKind.TALK, date(2025, 4, 9)) == "was op 9 april 2025: gehouden of verzet?"
    assert told(DueKind.TALK, date(2026, 11, 26)) == "26 november 2026 · vandaag"
    assert told(DueKind.REPORT, date(2026, 4, 9)) == "9 april 2026 · 231 dagen te laat"


def test_what_was_done_is_told_in_short() -> None:
    long = FollowUp(2025, FollowUpStatus.STARTED, "Elk team sprak erover. " * 20)
    words = follow_up_words(long)
    assert words.startswith("Eind 2025: begonnen. Elk team")
    assert words.endswith("…")
    assert len(words) < 240
    assert follow_up_words(replace(long, done="")) == "Eind 2025: begonnen."


def test_an_answer_has_its_day_and_none_has_the_day_it_was_asked_by() -> None:
    day = date(2026, 3, 1)
    assert asked_words(Response(ResponseKind.ADOPTED, day=day), day, TODAY) == (
        "antwoord van 1 maart 2026"
    )
    assert asked_words(Response(ResponseKind.NONE), day, TODAY) == "gevraagd uiterlijk 1 maart 2026"
    assert asked_words(Response(ResponseKind.NONE), None, TODAY) == ""
    assert asked_words(None, None, TODAY) == "er is geen antwoord gevraagd"
