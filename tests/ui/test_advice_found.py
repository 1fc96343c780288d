"""What is due stands where she looks, and words find advice."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.advising import advice, of_kind, rest
from tests.ui.keyboard import Keyboard
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.loop.agreement_page import AgreementPage
from vp_desk.ui.pages.loop.recommendation_page import RecommendationPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.workspace import Workspace


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
