"""What waits, and the bin: by keyboard, on a real vault."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.desk import Desk
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.selection import Selection
from vp_desk.ui.forms.sections import CONTACT_BY_KEY
from vp_desk.ui.pages.bin_page import BinPage
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


def add(desk: Desk, code: str, month: Month, *talks: date, **fields: object) -> None:
    case = Case(code=CaseCode(code), month=month, types=("powers",), **fields)  # type: ignore[arg-type]
    desk.add_case(case, None)
    for day in talks:
        desk.add_contact(Contact(case=case.code, held_on=day))


@pytest.fixture
def empty_day(window: Window, vault_path: Path) -> Workspace:
    """A vault without any case."""
    return window.show_vault(CHEAP_DOORS.open(vault_path, PASSPHRASE))


def today_of(qtbot: QtBot, workspace: Workspace) -> TodayPage:
    workspace.go("today")
    page = workspace.page
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: not page.waiting)
    return page


def sight(workspace: Workspace) -> object:
    return workspace.page


def words(page: TodayPage) -> list[str]:
    return [
        button.accessibleName()
        for card in (page.drafts, page.due, page.quiet)
        for line in card.lines
        for button in line.buttons[:1]
    ]


def test_the_first_day_teaches_what_to_do(
    qtbot: QtBot, empty_day: Workspace, hands: Keyboard
) -> None:
    page = today_of(qtbot, empty_day)
    assert "Uw kluis is klaar" in page._empty._title.text()
    qtbot.waitUntil(page.new_button.hasFocus)
    hands.enter()
    assert isinstance(empty_day.page, ConversationPage)


def test_a_day_on_which_nothing_waits_says_so(qtbot: QtBot, empty_day: Workspace) -> None:
    add(empty_day.desk, "baba-ba", Month(2026, 3), date(2026, 3, 1), status="open")
    page = today_of(qtbot, empty_day)
    # The answer of before the case was added may still come first.
    qtbot.waitUntil(lambda: "Er wacht niets op u" in page._empty._title.text())


def test_what_waits_is_dealt_with_by_keyboard(
    qtbot: QtBot, empty_day: Workspace, hands: Keyboard
) -> None:
    desk = empty_day.desk
    add(desk, "baba-ba", Month(2025, 9), date(2025, 9, 9), status="closed")
    add(desk, "bobo-bo", Month(2025, 9), date(2025, 10, 9), status="open")
    add(desk, "bubu-bu", Month(2026, 1), aftercare="planned", aftercare_month=Month(2026, 2))
    moment = datetime(2026, 3, 12, 9, 5)  # noqa: DTZ001 - the clock on the wall
    desk.keep_draft("new/1", {"fields": {"types": {"codes": ["force"]}}}, moment)
    page = today_of(qtbot, empty_day)
    assert words(page) == [
        "Verder: Nieuw gesprek · Misbruik geweldsbevoegdheid, bewaard vandaag om 09:05",
        (
            "Gesprek vastleggen: baba-ba · Misbruik bevoegdheden, nazorg sinds december 2025 · "
            "september 2025 · Afgesloten · 1 gesprek"
        ),
        (
            "Gesprek vastleggen: bubu-bu · Misbruik bevoegdheden, nazorg sinds februari 2026 · "
            "januari 2026 · 0 gesprekken"
        ),
        (
            "Zaak openen: bobo-bo · Misbruik bevoegdheden, laatste gesprek 9 oktober 2025 · "
            "september 2025 · Lopend · 1 gesprek"
        ),
    ]
    assert "1 zaak van vóór 2026 loopt nog" in page._carried.text()
    qtbot.waitUntil(lambda: hands.name().startswith("Verder"))
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)  # Weggooien
    qtbot.waitUntil(lambda: not page.waiting)
    assert desk.drafts() == ()
    qtbot.waitUntil(lambda: hands.name().startswith("Gesprek vastleggen: baba-ba"))
    hands.press(Qt.Key.Key_Tab, 2)
    hands.press(Qt.Key.Key_Space)  # Niet nodig
    qtbot.waitUntil(lambda: hands.name().startswith("Gesprek vastleggen: bubu-bu"))
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)  # Gedaan
    qtbot.waitUntil(lambda: hands.name().startswith("Zaak openen: bobo-bo"))
    hands.press(Qt.Key.Key_Space)
    assert isinstance(empty_day.page, CasePage)
    hands.press(Qt.Key.Key_Escape)
    assert sight(empty_day) is page


def test_of_a_first_conversation_without_a_day_only_the_month_is_told(
    qtbot: QtBot, empty_day: Workspace
) -> None:
    add(empty_day.desk, "bobo-bo", Month(2025, 9), date(2025, 9, 1), status="open")
    page = today_of(qtbot, empty_day)
    qtbot.waitUntil(lambda: len(page.quiet.lines) == 1)
    assert "laatste gesprek september 2025 · " in words(page)[0]


def test_a_quiet_case_is_closed_with_one_key_and_that_can_be_taken_back(
    qtbot: QtBot, empty_day: Workspace, hands: Keyboard
) -> None:
    add(empty_day.desk, "bobo-bo", Month(2025, 9), date(2025, 10, 9), status="open", note="blijft")
    page = today_of(qtbot, empty_day)
    qtbot.waitUntil(lambda: hands.name().startswith("Zaak openen: bobo-bo"))
    hands.press(Qt.Key.Key_Tab, 2)
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.waiting and not page.quiet.lines)
    case = empty_day.desk.case(CaseCode("bobo-bo")).case
    assert (case.status, case.note) == ("closed", "blijft")
    hands.press(Qt.Key.Key_Z, ctrl=True)
    qtbot.waitUntil(lambda: len(page.quiet.lines) == 1)
    assert empty_day.desk.case(CaseCode("bobo-bo")).case.status == "open"


def test_a_conversation_of_aftercare_is_recorded_from_the_list(
    qtbot: QtBot, empty_day: Workspace, hands: Keyboard
) -> None:
    add(empty_day.desk, "baba-ba", Month(2025, 9), date(2025, 9, 9), status="closed")
    page = today_of(qtbot, empty_day)
    qtbot.waitUntil(lambda: hands.name().startswith("Gesprek vastleggen"))
    hands.press(Qt.Key.Key_Space)
    form = empty_day.page
    assert isinstance(form, ConversationPage)
    assert form.picker.code == "baba-ba"
    assert form.form.value(CONTACT_BY_KEY["kind"]) == "aftercare"
    hands.press(Qt.Key.Key_S, ctrl=True)
    assert empty_day.page is page
    qtbot.waitUntil(lambda: not page.waiting)
    assert page.due.lines == []
    states = [reminder.state for reminder in empty_day.desk.reminders(CaseCode("baba-ba"))]
    assert states == ["done", "done", "open"]


def test_open_cases_of_earlier_years_are_shown_from_the_day(
    qtbot: QtBot, empty_day: Workspace
) -> None:
    add(empty_day.desk, "baba-ba", Month(2025, 9), status="open")
    add(empty_day.desk, "bobo-bo", Month(2025, 9), status="closed")
    add(empty_day.desk, "bubu-bu", Month(2026, 2), status="open")
    today_of(qtbot, empty_day).carried_button.click()
    page = empty_day.page
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.code_at(0) == "baba-ba"


def test_the_bin_gives_back_and_is_emptied_only_after_a_question(
    qtbot: QtBot, workspace: Workspace, hands: Keyboard
) -> None:
    codes = [row.case.code for row in workspace.desk.page_of_cases(Selection(), 0, 2)]
    for code in codes:
        workspace.desk.delete_case(code, TODAY - timedelta(days=3))
    workspace.go("bin")
    page = workspace.page
    assert isinstance(page, BinPage)
    assert hands.name().startswith(f"Zet terug: Zaak {codes[1]}")
    assert "nog 27 dagen" in hands.name()
    hands.press(Qt.Key.Key_Space)
    assert workspace.desk.count_cases(Selection()) == 13
    page.empty_button.click()
    assert "voorgoed" in page.bar.text
    hands.press(Qt.Key.Key_Space)  # Behouden
    assert len(workspace.desk.bin_items()) == 1
    page.empty_button.click()
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    assert workspace.desk.bin_items() == ()
    assert workspace.desk.count_cases(Selection()) == 13


def test_what_waited_for_thirty_days_goes_when_the_vault_is_opened(
    qtbot: QtBot, workspace: Workspace
) -> None:
    desk = workspace.desk
    code = desk.page_of_cases(Selection(), 0, 1)[0].case.code
    desk.delete_case(code, TODAY - timedelta(days=30))
    qtbot.waitUntil(lambda: not desk.bin_items(), timeout=8000)


@pytest.mark.parametrize("page", ["today", "bin"])
def test_what_waited_for_thirty_days_goes_when_the_vault_stays_open(
    qtbot: QtBot, workspace: Workspace, page: str
) -> None:
    desk = workspace.desk
    (row, *_) = desk.page_of_cases(Selection(), 0, 1)
    desk.delete_case(row.case.code, TODAY)
    days = [TODAY + timedelta(days=29), TODAY + timedelta(days=30)]
    workspace._made.clear()  # pages ask for the day when they are made
    workspace.today = lambda: days[0]
    workspace.go(page)
    qtbot.waitUntil(lambda: not workspace.workers.busy)
    assert len(desk.bin_items()) == 1
    del days[0]
    workspace.go("cases")
    workspace.go(page)
    qtbot.waitUntil(lambda: not workspace.workers.busy)
    assert desk.bin_items() == ()


def test_a_case_changed_elsewhere_is_shown_as_it_is(qtbot: QtBot, workspace: Workspace) -> None:
    case = workspace.desk.page_of_cases(Selection(), 0, 1)[0].case
    workspace.open_case(case.code)
    page = workspace.page
    assert isinstance(page, CasePage)
    workspace.bus.changed.emit(workspace.desk.change_case(replace(case, status="transferred")))
    assert "Overgedragen" in page._summary.text()
    workspace.bus.changed.emit(workspace.desk.delete_case(case.code, TODAY))
    assert workspace.page is not page


def test_many_cases_of_one_unit_in_a_month_lead_to_those_cases_and_can_be_put_aside(
    qtbot: QtBot, empty_day: Workspace, hands: Keyboard
) -> None:
    desk = empty_day.desk
    desk.add_unit("Beleid", {2026: 120})
    for number in range(24):
        add(desk, f"baba-b{number}", Month(2024, 2).plus(number))
    for number in range(3):
        add(desk, f"bobo-b{number}", Month(2026, 2), unit="beleid")
    page = today_of(qtbot, empty_day)
    qtbot.waitUntil(lambda: hands.name().startswith("Toon deze zaken"))
    line = "Beleid · februari 2026: 3 nieuwe zaken, in de 24 maanden ervoor samen: geen"
    assert hands.name() == f"Toon deze zaken: {line}"
    hands.enter()
    qtbot.waitUntil(lambda: isinstance(sight(empty_day), CasesPage))
    listed = empty_day.page
    assert isinstance(listed, CasesPage)
    qtbot.waitUntil(lambda: listed.model.rowCount() == 3)
    page = today_of(qtbot, empty_day)
    qtbot.waitUntil(lambda: hands.name().startswith("Toon deze zaken"))
    hands.press(Qt.Key.Key_Tab)
    assert hands.name() == f"Niet dezelfde kwestie: {line}"
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.waiting and page.clusters.isHidden())
    assert desk.today(TODAY).clusters == ()


def test_cases_that_were_linked_since_count_as_fewer_matters(
    qtbot: QtBot, empty_day: Workspace
) -> None:
    desk = empty_day.desk
    desk.add_unit("Beleid", {2026: 120})
    add(desk, "baba-ba", Month(2023, 5))
    for number in range(5):
        add(desk, f"bobo-b{number}", Month(2026, 2), unit="beleid")
    desk.link_matter(CaseCode("bobo-b0"), CaseCode("bobo-b1"))
    page = today_of(qtbot, empty_day)
    (line,) = page.clusters.lines
    assert "5 nieuwe zaken, samen 4 kwesties" in line.buttons[0].accessibleName()
