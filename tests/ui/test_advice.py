"""The page of a recommendation by keyboard: written, answered, followed, deleted and brought back."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.advising import advice, of_kind, problems, rest, save
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import (
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Recommendation,
    Response,
    ResponseKind,
    Theme,
)
from vp_desk.periods import Month
from vp_desk.ui.forms.inputs import DayInput
from vp_desk.ui.models.releases import UNDER_ROLE
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.loop.fields import ADVICE
from vp_desk.ui.pages.loop.recommendation_page import RecommendationPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


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
    assert view.table.table.index(1, 2).data(UNDER_ROLE) == "gevraagd uiterlijk 1 mei 2025"
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
