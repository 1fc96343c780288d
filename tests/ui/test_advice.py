"""The pages for advice by keyboard: written, answered, followed, found, deleted and brought back."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY, advise
from tests.ui.keyboard import Keyboard
from vp_desk.desk import (
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Norm,
    Party,
    Recommendation,
    Response,
    ResponseKind,
    Score,
    Theme,
)
from vp_desk.periods import Month
from vp_desk.records import Case
from vp_desk.ui.forms.inputs import DayInput
from vp_desk.ui.models.releases import UNDER_ROLE
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.loop.agreement_page import AgreementPage
from vp_desk.ui.pages.loop.dialogs import PlanDialog, TalkDialog
from vp_desk.ui.pages.loop.fields import ADVICE
from vp_desk.ui.pages.loop.recommendation_page import RecommendationPage
from vp_desk.ui.pages.loop.self_check_page import SelfCheckPage
from vp_desk.ui.pages.loop.signal_page import SignalPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

P = TypeVar("P", bound=QWidget)


@pytest.fixture
def advised(workspace: Workspace) -> Workspace:
    """An open vault with some advice."""
    advise(workspace.desk)
    return workspace


def advice(qtbot: QtBot, workspace: Workspace, part: str = "") -> AdvicePage:
    page = workspace.named("advice")
    assert isinstance(page, AdvicePage)
    if part:
        page.show_part(part)
    workspace.go("advice")
    rest(qtbot, workspace)
    return page


def rest(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: not workspace.workers.busy, timeout=20_000)


def save(keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_Return, ctrl=True)


def problems(page: QWidget) -> list[str]:
    found = page.findChildren(QLabel)
    return [part.text() for part in found if part.property("role") == "error" and part.isVisible()]


def of_kind(workspace: Workspace, kind: type[P]) -> P:
    page = workspace.page
    assert isinstance(page, kind)
    return page


# --- recommendations ---


def test_a_recommendation_is_written_answered_followed_and_repeated_by_keyboard(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    workspace.go("advice")
    keys.tab_to("Nieuwe aanbeveling")
    keys.press(Qt.Key.Key_Space)
    assert keys.name() == "Aanbeveling"
    keys.type("Bespreek de toon in elk team.")
    keys.tab_to("Soort maatregel")
    keys.type("cult\t")
    keys.tab_to("Over welke typen")
    keys.type("pest\t")
    keys.tab_to("Over welke processen")
    keys.type("overleg, roosters")
    save(keys)
    (stored,) = workspace.desk.recommendations()
    assert stored.text == "Bespreek de toon in elk team."
    assert (stored.year, stored.kind, stored.asked_by) == (
        2026,
        MeasureKind.CULTURE,
        date(2027, 5, 26),  # eight weeks after the report is due
    )
    assert stored.theme == Theme(("conduct.bullying",), (), ("overleg", "roosters"))
    keys.tab_to("Antwoord")
    keys.type("deels\t12-3-2026")
    keys.tab_to("Stand eind 2026")
    keys.type("begon\t")
    keys.type("Twee teams deden het.")
    save(keys)
    (stored,) = workspace.desk.recommendations()
    assert stored.response == Response(ResponseKind.PARTLY, "", TODAY)
    assert stored.follow_ups == (FollowUp(2026, FollowUpStatus.STARTED, "Twee teams deden het."),)
    keys.tab_to("Herhalen")
    keys.press(Qt.Key.Key_Space)
    page = of_kind(workspace, RecommendationPage)
    assert page.title.text() == "Nieuwe aanbeveling"
    keys.press(Qt.Key.Key_S, ctrl=True)
    again = workspace.desk.recommendations()[-1]
    assert (again.year, again.repeats, again.text) == (2027, stored.id, stored.text)
    assert again.asked_by == date(2028, 5, 26)
    view = of_kind(workspace, AdvicePage).recommendations
    assert len(view.table.keys) == 2
    assert view.table.table.index(1, 2).data() == "Deels overgenomen · begonnen (eind 2026)"
    rest(qtbot, workspace)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_stored(
    workspace: Workspace, keys: Keyboard
) -> None:
    workspace.loop.new_recommendation()
    save(keys)
    page = of_kind(workspace, RecommendationPage)
    assert problems(page) == ["Schrijf wat u aanbeveelt."]
    assert keys.name() == "Aanbeveling"
    keys.type("Doe het.")
    keys.tab_to("Datum van het antwoord")
    keys.type("1-3-2026")
    keys.press(Qt.Key.Key_Tab)
    save(keys)
    assert problems(page) == ["Kies wat het antwoord was, of maak de datum en de tekst leeg."]
    assert workspace.desk.recommendations() == ()
    page.discard()


def test_the_list_is_narrowed_to_what_has_no_answer(qtbot: QtBot, advised: Workspace) -> None:
    desk = advised.desk
    view = advice(qtbot, advised).recommendations
    assert len(view.table.keys) == 2
    assert view.table.table.index(1, 2).data(UNDER_ROLE) == "gevraagd vóór 1 mei 2025"
    view.which.set_value("open")
    view.refresh()
    assert list(view.table.keys) == ["recommendation/2"]  # the first one was repeated
    desk.respond(desk.recommendations()[1].id, Response(ResponseKind.ADOPTED, "Goed.", TODAY))
    view.refresh()
    assert list(view.table.keys) == []
    view.which.set_value("answered")
    view.refresh()
    assert list(view.table.keys) == ["recommendation/2"]


def test_a_deleted_recommendation_is_brought_back_with_one_key(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    page = advice(qtbot, advised)
    assert keys.name() == "Lijst van aanbevelingen"
    keys.press(Qt.Key.Key_Delete)
    assert list(page.recommendations.table.keys) == ["recommendation/1"]
    keys.press(Qt.Key.Key_Z, ctrl=True)
    assert len(page.recommendations.table.keys) == 2
    page.recommendations.point_at("recommendation/2")
    keys.enter()
    assert of_kind(advised, RecommendationPage).title.text() == "Aanbeveling van 2025"
    keys.tab_to("Verwijderen")
    keys.press(Qt.Key.Key_Space)
    assert isinstance(advised.page, AdvicePage)
    assert len(advised.desk.recommendations()) == 1


def test_what_was_typed_waits_as_a_draft_with_what_it_repeats(
    qtbot: QtBot, window: Window, advised: Workspace, keys: Keyboard
) -> None:
    (first, second) = advised.desk.recommendations()
    advised.loop.repeat(int(second.id))
    keys.press(Qt.Key.Key_End, ctrl=True)
    keys.type(" En nog eens.")
    assert of_kind(advised, RecommendationPage).dirty
    window.lock()
    again = window.show_vault(CHEAP_DOORS.open(advised.desk.path, PASSPHRASE))
    (draft,) = again.desk.drafts()
    again.open_draft(draft)
    assert "eerder typte" in of_kind(again, RecommendationPage).bar.text
    save(keys)
    stored = again.desk.recommendations()[-1]
    assert (stored.repeats, stored.text) == (second.id, f"{first.text} En nog eens.")
    assert again.desk.drafts() == ()
    rest(qtbot, again)


def test_the_cases_of_the_theme_stand_beside_it_for_her_alone_and_lead_to_the_list(
    qtbot: QtBot, advised: Workspace
) -> None:
    advised.loop.open("recommendation/2")
    page = of_kind(advised, RecommendationPage)
    rest(qtbot, advised)
    told = [line.buttons[0].accessibleName() for line in page.theme.lines]
    assert told == [
        "Toon deze zaken: 2025: 8 zaken",
        "Toon deze zaken: 2026: 2 zaken, het jaar loopt nog",
    ]
    assert "Alleen voor u" in {part.text() for part in page.theme.findChildren(QLabel)}
    page.theme.lines[0].buttons[0].click()
    assert of_kind(advised, CasesPage).selection.begin == Month(2025, 1)
    rest(qtbot, advised)


def test_what_it_repeats_can_be_opened_from_it(qtbot: QtBot, advised: Workspace) -> None:
    advised.loop.open("recommendation/2")
    page = of_kind(advised, RecommendationPage)
    (line,) = page.chain.card.lines
    line.buttons[0].click()
    assert of_kind(advised, RecommendationPage).title.text() == "Aanbeveling van 2024"
    advised.loop.open("recommendation/77")
    assert of_kind(advised, RecommendationPage).title.text() == "Aanbeveling van 2024"
    rest(qtbot, advised)


# --- talks and agreements ---


def test_a_planned_talk_is_held_and_counts_as_an_activity(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    view = advice(qtbot, advised, "talk").talks
    assert keys.name() == "Gehouden…: Gepland gesprek, 20 maart 2026 · over 8 dagen"
    keys.press(Qt.Key.Key_Space)
    assert isinstance(view.dialog, TalkDialog)
    qtbot.waitUntil(lambda: keys.name() == "Duur")
    save(keys)
    assert view.dialog.rows["duration"].problem == "Vul in hoe lang het duurde."
    keys.type("1:30")
    save(keys)
    (held,) = advised.desk.activities(advised.desk.calendar.year(2026))
    assert (held.kind, held.quarters, held.held_on) == ("authority.planned", 6, TODAY)
    assert advised.desk.planned_talks() == ()
    assert [len(card.lines) for card in view.cards.values()] == [2, 0, 0]


def test_a_talk_is_planned_for_a_day_that_lies_ahead_and_moved(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    view = advice(qtbot, workspace, "talk").talks
    keys.tab_to("Gesprek plannen: Ondernemingsraad")
    keys.press(Qt.Key.Key_Space)
    assert isinstance(view.dialog, PlanDialog)
    qtbot.waitUntil(lambda: keys.name() == "Dag")
    save(keys)
    assert view.dialog.rows["day"].problem.startswith("Vul de dag in")
    keys.type("1-6-2026")
    save(keys)
    (talk,) = workspace.desk.planned_talks()
    assert (talk.party, talk.day) == (Party.WORKS_COUNCIL, date(2026, 6, 1))
    view.ask_plan(talk.party, talk)
    qtbot.waitUntil(lambda: keys.name() == "Dag")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("2-6-2026")
    save(keys)
    assert [each.day for each in workspace.desk.planned_talks()] == [date(2026, 6, 2)]
    view.cards[Party.WORKS_COUNCIL].lines[0].buttons[2].click()
    assert workspace.desk.planned_talks() == ()


def test_an_agreement_is_made_kept_and_changed(
    qtbot: QtBot, workspace: Workspace, keys: Keyboard
) -> None:
    view = advice(qtbot, workspace, "talk").talks
    keys.tab_to("Afspraak vastleggen: Integriteitscoördinator")
    keys.press(Qt.Key.Key_Space)
    assert keys.name() == "Afspraak"
    keys.type("Elk kwartaal overleg.")
    keys.tab_to("Noemen in het jaarverslag")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("nee\t")
    keys.press(Qt.Key.Key_S, ctrl=True)
    (made,) = workspace.desk.agreements()
    assert (made.party, made.text, made.in_report) == (
        Party.COORDINATOR,
        "Elk kwartaal overleg.",
        False,
    )
    (line,) = view.cards[Party.COORDINATOR].lines
    line.buttons[1].click()
    assert workspace.desk.agreements()[0].done_on == TODAY
    workspace.loop.open(f"agreement/{made.id}")
    page = of_kind(workspace, AgreementPage)
    page.delete_button.click()
    assert workspace.desk.agreements() == ()
    assert isinstance(workspace.page, AdvicePage)


# --- the self-check ---


def test_the_self_check_is_filled_in_with_earlier_years_beside_it(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    advice(qtbot, advised, "self_check")
    keys.press(Qt.Key.Key_Space)
    page = of_kind(advised, SelfCheckPage)
    assert page.title.text() == "Zelftoets over 2025"
    assert "Eerder: 2024: deels op orde" in {part.text() for part in page.findChildren(QLabel)}
    assert keys.name() == "Oordeel over norm 10"
    keys.type("groten\t")
    keys.type("Er is een tweede vertrouwenspersoon.")
    save(keys)
    held = advised.desk.self_check(2025)[0]
    assert (held.score, held.evidence) == (Score.MOSTLY, "Er is een tweede vertrouwenspersoon.")
    rest(qtbot, advised)
    page.registration.take_button.click()
    keys.press(Qt.Key.Key_S, ctrl=True)
    held = advised.desk.self_check(2025)[3]
    found = advised.desk.registration(advised.desk.calendar.year(2025), TODAY)
    assert (held.norm, held.score, held.evidence) == (
        Norm.REGISTRATION,
        found.proposed,
        found.words,
    )
    view = of_kind(advised, AdvicePage).self_check
    assert view.table.table.index(1, 2).data() == "3 van 5"


def test_an_unfinished_self_check_waits_as_a_draft(
    window: Window, workspace: Workspace, keys: Keyboard
) -> None:
    workspace.loop.open("self_check/2025/12")
    assert keys.name() == "Oordeel over norm 12"
    keys.press(Qt.Key.Key_Tab)
    keys.type("Nog niet af.")
    window.lock()
    again = window.show_vault(CHEAP_DOORS.open(workspace.desk.path, PASSPHRASE))
    (draft,) = again.desk.drafts()
    again.open_draft(draft)
    page = of_kind(again, SelfCheckPage)
    assert "Nog niet af." in str(page.draft_content())
    page.discard()
    assert not page.dirty
    assert again.desk.drafts() == ()


# --- what is due, and finding ---


def test_what_is_due_stands_on_the_page_for_today_and_leads_to_what_it_is_about(
    qtbot: QtBot, advised: Workspace
) -> None:
    advised.go("today")
    rest(qtbot, advised)
    page = of_kind(advised, TodayPage)
    told = [line.buttons[0].accessibleName() for line in page.soon.lines]
    assert told == [
        (
            "Openen: Antwoord verwacht: op een aanbeveling van 2025 (Bevoegd gezag), "
            "1 maart 2026 · 11 dagen te laat"
        ),
        "Openen: Afspraak met het bevoegd gezag nakijken, 18 maart 2026 · over 6 dagen",
        "Naar gesprekken: Gesprek met het bevoegd gezag, 20 maart 2026 · over 8 dagen",
    ]
    page.soon.lines[0].buttons[0].click()
    assert isinstance(advised.page, RecommendationPage)
    rest(qtbot, advised)
    for key, kind in (
        ("agreement/1", AgreementPage),
        ("talk/1", AdvicePage),
        ("report/2025", ReportPage),
        ("retention/2026", SettingsPage),
    ):
        advised.loop.open(key)
        assert isinstance(advised.page, kind), key


def test_the_calendar_is_written_without_content(
    qtbot: QtBot, advised: Workspace, tmp_path: Path
) -> None:
    advised.loop.show_agenda()
    view = of_kind(advised, AdvicePage).agenda
    assert "recommendation/2" in view.table.keys
    path = tmp_path / "agenda.ics"
    view.write(path)
    text = path.read_text(encoding="utf-8")
    assert "antwoord verwacht" in text
    assert "toon" not in text
    assert "Bespreek" not in text
    rest(qtbot, advised)


def test_words_find_advice_from_the_cases_and_lead_to_it(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    page = of_kind(advised, CasesPage)
    keys.press(Qt.Key.Key_F, ctrl=True)
    keys.type("acht weken")
    qtbot.waitUntil(page.found.advice_button.isVisible)
    assert page.found.advice_button.text() == "Ook gevonden in 1 advies of afspraak"
    page.found.advice_button.click()
    found = of_kind(advised, AdvicePage).found
    assert found.table.keys == ("agreement/1",)
    assert keys.name() == "Gevonden in advies"
    keys.enter()
    assert isinstance(advised.page, AgreementPage)


def test_a_search_that_finds_nothing_says_so_and_an_empty_one_gives_the_part_back(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    page = advice(qtbot, advised)
    keys.tab_to("Zoeken in advies")
    keys.type("zeppelin")
    qtbot.waitUntil(lambda: page.view is page.found)
    assert page.found.table.keys == ()
    assert not any(part.isChecked() for part in page.part.parts)
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.view is page.recommendations)
    assert [part.isChecked() for part in page.part.parts] == [True, False, False, False, False]


def test_the_key_to_search_goes_to_the_line_of_the_page_in_sight(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    page = advice(qtbot, advised)
    keys.press(Qt.Key.Key_F, ctrl=True)
    assert advised.page is page
    assert keys.name() == "Zoeken in advies"
    keys.type("acht weken")
    qtbot.waitUntil(lambda: page.view is page.found)
    keys.press(Qt.Key.Key_F, ctrl=True)
    keys.type("toon")
    assert page.search.text() == "toon"
    advised.go("bin")
    keys.press(Qt.Key.Key_F, ctrl=True)
    assert keys.name() == "Zoeken in zaken"
    rest(qtbot, advised)


# --- signals ---


@pytest.fixture
def pattern(workspace: Workspace) -> Workspace:
    """Six cases on one theme in the last months."""
    for _ in range(6):
        code = workspace.desk.new_case_code()
        workspace.desk.add_case(
            Case(code=code, month=Month(2026, 2), types=("conduct.gossip",)), None
        )
    return workspace


def test_a_pattern_becomes_a_signal_that_is_seen_written_and_answered(
    qtbot: QtBot, pattern: Workspace, keys: Keyboard, tmp_path: Path
) -> None:
    pattern.go("today")
    rest(qtbot, pattern)
    today = of_kind(pattern, TodayPage)
    (line,) = today.proposals.lines
    line.buttons[0].click()
    page = of_kind(pattern, SignalPage)
    rest(qtbot, pattern)
    assert keys.name() == "Titel"
    keys.type("Toon in het overleg\t")
    keys.type("Bespreek met elkaar hoe u praat.")
    page.make_preview()
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)
    assert page.status.text.startswith("Veilig:"), page.status.text
    assert page.preview.state.startswith("Precies zo wordt het signaal")
    assert page.preview.view.pages >= 1
    path = tmp_path / "signaal.pdf"
    page.write(path)
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)
    assert path.read_bytes().startswith(b"%PDF")
    assert "Bewaard als" in page.bar.text
    (signal,) = pattern.desk.signals()
    assert signal.release == 1
    assert signal.theme.types == ("conduct.gossip",)
    assert keys.name() == "Antwoord"
    keys.type("over\t")
    keys.press(Qt.Key.Key_S, ctrl=True)
    (signal,) = pattern.desk.signals()
    assert signal.response == Response(ResponseKind.ADOPTED)
    view = advice(qtbot, pattern, "signal").signals
    assert view.table.table.index(0, 2).data() == "Overgenomen"


def test_a_signal_on_a_theme_with_few_cases_is_refused_in_words(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.loop.new_signal()
    page = of_kind(workspace, SignalPage)
    by_key = {field.key: field for field in page.form.fields}
    page.form.set_value(by_key["title"], "Cijfers")
    page.form.set_value(by_key["text"], "Let hierop.")
    page.form.set_value(by_key["types"], ("financial.fraud",))
    page._on_edited()
    qtbot.waitUntil(lambda: page.status.text.startswith("Nog niet veilig."), timeout=20_000)
    assert page.store()
    page.write(tmp_path / "signaal.pdf")
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)
    assert page.status.text.startswith("Nog niet veilig.")
    assert list(tmp_path.glob("*.pdf")) == []
    page.delete_button.click()
    assert workspace.desk.signals() == ()
    rest(qtbot, workspace)


def test_saving_leaves_the_focus_on_the_cases_of_the_theme(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    advised.loop.open("recommendation/2")
    page = of_kind(advised, RecommendationPage)
    rest(qtbot, advised)
    keys.tab_to("Toon deze zaken: 2026: 2 zaken, het jaar loopt nog")
    page.form.set_value(ADVICE[3], "Gemeenteraad")
    page._on_edited()
    save(keys)
    rest(qtbot, advised)
    assert advised.desk.recommendations()[1].addressed_to == "Gemeenteraad"
    assert keys.name() == "Toon deze zaken: 2026: 2 zaken, het jaar loopt nog"


def test_a_pattern_is_shown_and_put_aside(qtbot: QtBot, pattern: Workspace) -> None:
    view = advice(qtbot, pattern, "signal").signals
    (line,) = view.proposals.lines
    line.buttons[1].click()
    page = of_kind(pattern, CasesPage)
    qtbot.waitUntil(lambda: not page.model.waiting)
    assert page.model.rowCount() == 6
    view = advice(qtbot, pattern, "signal").signals
    view.proposals.lines[0].buttons[2].click()
    rest(qtbot, pattern)
    assert view.proposals.lines == []


# --- small parts ---


@pytest.mark.parametrize(
    ("typed", "problem", "value"),
    [
        ("", "", None),
        ("1-6-2026", "", date(2026, 6, 1)),
        ("straks", "Dit is geen datum. Typ bijvoorbeeld 12-3-2026.", None),
        ("1-6-1026", "Dit jaar kan niet kloppen. Kijk de datum na.", date(1026, 6, 1)),
    ],
)
def test_a_day_may_lie_ahead_or_be_empty(
    dressed: object, typed: str, problem: str, value: date | None
) -> None:
    day = DayInput(TODAY)
    day.setText(typed)
    assert (day.problem(), day.value()) == (problem, value)


def test_a_year_without_registration_is_no_zero(workspace: Workspace) -> None:
    desk = workspace.desk
    told = desk.theme_years(Theme(("conduct",)), 2022, TODAY)
    assert [each.year.year for each in told] == [2025, 2026]
    assert desk.theme_years(Theme((), (), ("werving",)), 2022, TODAY) == ()


def test_every_part_of_the_page_has_help_of_its_own(qtbot: QtBot, advised: Workspace) -> None:
    page = advice(qtbot, advised)
    seen = []
    for part in ("recommendation", "signal", "talk", "self_check", "agenda"):
        page.show_part(part)
        seen.append(page.help)
    assert seen == ["advies", "signaal", "gesprekken", "zelftoets", "advies"]


def test_a_report_that_is_asked_by_no_day_is_no_appointment(
    qtbot: QtBot, settings_page: SettingsPage, workspace: Workspace
) -> None:
    desk = workspace.desk
    assert "report/2025" in {each.key for each in desk.appointments(TODAY)}
    desk.change_settings(replace(desk.settings, report_months=None))
    assert "report/2025" not in {each.key for each in desk.appointments(TODAY)}
    rest(qtbot, workspace)


def test_a_recommendation_that_changed_elsewhere_is_shown_as_it_is(
    qtbot: QtBot, advised: Workspace
) -> None:
    advised.loop.open("recommendation/1")
    page = of_kind(advised, RecommendationPage)
    held = advised.desk.recommendation(page._id)
    assert isinstance(held, Recommendation)
    changes = advised.desk.change_recommendation(replace(held, text="Andere tekst."))
    advised.bus.changed.emit(changes)
    assert page.form.value(page.form.fields[0]) == "Andere tekst."
    rest(qtbot, advised)


def test_saving_by_its_button_leaves_the_focus_there_until_one_goes_on(
    qtbot: QtBot, advised: Workspace, keys: Keyboard
) -> None:
    advised.loop.open("recommendation/2")
    page = of_kind(advised, RecommendationPage)
    keys.tab_to("Gericht aan")
    keys.type("Gemeenteraad")
    keys.tab_to("Opslaan")
    keys.press(Qt.Key.Key_Space)
    rest(qtbot, advised)
    assert advised.desk.recommendations()[1].addressed_to == "Gemeenteraad"
    assert keys.name() == "Opslaan"
    keys.press(Qt.Key.Key_Tab)
    assert not page.save_button.isEnabled()
    assert keys.name() != "Opslaan"
