"""The picture of several years, by keyboard: rows, sentences, the released side, and what leads where."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS, TODAY
from tests.ui.keyboard import Keyboard
from vp_desk.chance_words import ALWAYS, TOO_FEW
from vp_desk.desk import ChangeKind, Desk, TrendBreak, changed
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.overview_page import PRIVATE, OverviewPage
from vp_desk.ui.pages.years_view import ManyYearsView
from vp_desk.ui.views.years_words import released_sentences
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

CONDUCT, FRAUD, FORCE = "conduct.bullying", "financial.fraud", "force"


def add(desk: Desk, year: int, times: int, kind: str = CONDUCT, **fields: object) -> list[CaseCode]:
    codes: list[CaseCode] = []
    for number in range(times):
        values: dict[str, object] = {"types": (kind,), "month": Month(year, 1 + number % 12)}
        case = Case(code=desk.new_case_code(), **(values | fields))  # type: ignore[arg-type]
        desk.add_case(case, None)
        codes.append(case.code)
    return codes


@pytest.fixture
def hands() -> Keyboard:
    return Keyboard()


@pytest.fixture
def opened(window: Window, vault_path: Path) -> Workspace:
    """A vault of three years: one type grows from 5 to 15, one from 4 to 8, one is rare."""
    workspace = window.show_vault(CHEAP_DOORS.open(vault_path, PASSPHRASE))
    desk = workspace.desk
    desk.add_unit("Beleid", {2024: 300, 2025: 310})
    for year, conduct, fraud, rare in ((2024, 5, 4, 1), (2025, 15, 8, 1)):
        add(desk, year, conduct)
        add(desk, year, fraud, FRAUD)
        add(desk, year, rare, FORCE)
    return workspace


def years_of(qtbot: QtBot, workspace: Workspace, *, wait: bool = True) -> ManyYearsView:
    workspace.go("overview")
    page = workspace.page
    assert isinstance(page, OverviewPage)
    page.show_years()
    years = page.years
    if wait:
        qtbot.waitUntil(lambda: not years.waiting and years.picture is not None, timeout=60_000)
    return years


def choose(years: ManyYearsView, code: str) -> None:
    years.table.choose(code)


def words_in(years: ManyYearsView) -> str:
    return " ".join(part.text() for part in years.findChildren(QLabel) if part.isVisible())


def cases_listed(qtbot: QtBot, workspace: Workspace) -> CasesPage:
    qtbot.waitUntil(lambda: isinstance(workspace.page, CasesPage))
    page = workspace.page
    assert isinstance(page, CasesPage)
    qtbot.waitUntil(lambda: not page.model.waiting)
    return page


def test_a_row_is_chosen_and_its_cases_are_shown_by_keyboard_alone(
    qtbot: QtBot, opened: Workspace, hands: Keyboard
) -> None:
    qtbot.waitUntil(lambda: not opened.workers.busy)
    hands.press(Qt.Key.Key_4, ctrl=True)
    qtbot.waitUntil(lambda: isinstance(opened.page, OverviewPage) and not opened.workers.busy)
    hands.press(Qt.Key.Key_Backtab, shift=True)
    assert hands.name() == "Weergave: Eén jaar"
    hands.press(Qt.Key.Key_Right)
    assert hands.name() == "Weergave: Meerjarenbeeld"
    hands.press(Qt.Key.Key_Space)
    page = opened.page
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: page.years.released is not None, timeout=60_000)
    hands.tab_to("Alle jaren naast elkaar")
    assert page.years.exact.side is not None
    assert page.years.exact.side.title == "Alle zaken"
    hands.press(Qt.Key.Key_Down)
    assert page.years.exact.side.title == "Financiële schendingen"
    hands.press(Qt.Key.Key_Right)
    hands.enter()
    listed = cases_listed(qtbot, opened)
    assert listed.model.rowCount() == 4
    chips = [chip.accessibleName().removeprefix("Filter ") for chip in listed.filters.chips]
    assert chips == ["Begonnen in: 2024", "Hoofdtype: Financiële schendingen"]
    hands.press(Qt.Key.Key_4, ctrl=True)
    qtbot.waitUntil(lambda: opened.page is page)
    assert page.shows_years
    assert page.years.exact.side.title == "Financiële schendingen", "one comes back to the same row"


def test_points_of_the_exact_chart_say_their_year_and_lead_to_its_cases(
    qtbot: QtBot, opened: Workspace, hands: Keyboard
) -> None:
    years = years_of(qtbot, opened)
    choose(years, "financial")
    points = [bar.accessibleName() for bar in years.exact.view.bars]
    assert points == [
        "2024: 4 zaken; door toeval 1,1 tot 10,2; 1,33 per 100 medewerkers, van 300",
        "2025: 8 zaken; door toeval 3,5 tot 15,8; 2,58 per 100 medewerkers, van 310",
    ]
    hands.tab_to(points[0])
    hands.press(Qt.Key.Key_Right)
    hands.enter()
    assert cases_listed(qtbot, opened).model.rowCount() == 8


def test_points_as_released_lead_nowhere(qtbot: QtBot, opened: Workspace) -> None:
    years = years_of(qtbot, opened)
    page = opened.page
    QTest.mouseClick(years.report.view.bars[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert opened.page is page
    assert years.report.view.bars[0].accessibleDescription() == ""


def test_four_then_eight_says_nothing_and_five_then_fifteen_does(
    qtbot: QtBot, opened: Workspace
) -> None:
    opened.desk.save_headcounts({("beleid", 2024): None, ("beleid", 2025): None})
    years = years_of(qtbot, opened)
    choose(years, "financial")
    assert any("ontstaat vaak door toeval" in text for text in years.exact.texts)
    usual, now = years.why.texts[:2]
    assert usual.startswith("In 2024 waren er 4 zaken. Ook als er niets verandert, kan het aantal ")
    assert usual.endswith("door toeval 0 tot en met 12 zijn. Pas meer dan 12 zegt iets.")
    assert now == "In 2025 zijn het er 8: dat valt binnen die grenzen."
    choose(years, "conduct")
    assert "0 tot en met 14 zijn" in years.why.texts[0]
    assert years.why.texts[1] == "In 2025 zijn het er 15: dat valt buiten die grenzen."


def test_the_figures_are_marked_as_hers_alone_and_the_standing_sentence_is_there(
    qtbot: QtBot, opened: Workspace
) -> None:
    years = years_of(qtbot, opened)
    assert ALWAYS in words_in(years)
    page = opened.page
    assert isinstance(page, OverviewPage)
    assert PRIVATE in [part.text() for part in page.findChildren(QLabel) if part.isVisible()]
    qtbot.waitUntil(lambda: "7,74" in words_in(years))
    assert "Medewerkers" in words_in(years)


def test_of_a_hidden_figure_the_released_side_says_so_and_nothing_else(
    qtbot: QtBot, opened: Workspace
) -> None:
    years = years_of(qtbot, opened)
    choose(years, "force")
    (told,) = years.report.texts
    assert told.startswith("Het getal van 2025 staat alleen tussen grenzen. Daarom staat er")
    assert years.exact.texts[0] == TOO_FEW
    names = " ".join(bar.accessibleName() for bar in years.report.view.bars)
    assert "toeval" not in names
    assert "medewerkers" not in names


def test_both_sides_share_a_scale(qtbot: QtBot, opened: Workspace) -> None:
    years = years_of(qtbot, opened)
    choose(years, "force")
    assert years.exact.side is not None
    assert years.report.side is not None
    ticks = []
    for view in (years.exact.view, years.report.view):
        scene = view.scene(400)
        assert scene is not None
        texts = [getattr(shape, "text", "") for shape in scene.shapes]
        ticks.append([text for text in texts if text.isdigit() and len(text) < 3][:4])
    assert ticks[0] == ticks[1]


def test_the_released_side_can_be_stopped_and_taken_up_again(
    qtbot: QtBot, opened: Workspace, hands: Keyboard
) -> None:
    years = years_of(qtbot, opened, wait=False)
    # At its first step, in its own thread: however fast it is, it is stopped before the next one.
    at_once = years._making._heard.connect(years._making.stop, Qt.ConnectionType.DirectConnection)
    qtbot.waitUntil(years.report.again.isVisible, timeout=60_000)
    years._making._heard.disconnect(at_once)
    assert years.released is None
    assert years.report.texts[0].startswith("Gestopt.")
    assert years.exact.texts, "what she knows is there all the same"
    hands.tab_to("Toch uitrekenen")
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: years.released is not None, timeout=60_000)
    assert years.report.side is not None


def test_why_nothing_can_be_released_is_said_in_its_place(
    qtbot: QtBot, opened: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,category,count\n2023,Ongewenste omgangsvormen,9\n", encoding="utf-8")
    opened.desk.import_totals(opened.desk.read_totals(path))
    add(opened.desk, 2023, 2)
    years = years_of(qtbot, opened)
    assert "eigen zaken én overgenomen totalen" in years.report.texts[0]
    assert "Hier tellen uw eigen zaken." in words_in(years)
    choose(years, "conduct")
    assert "eigen zaken én overgenomen totalen" in years.report.texts[0]


def test_a_year_that_runs_is_told_of_and_the_one_before_it_is_shown(
    qtbot: QtBot, opened: Workspace
) -> None:
    years = years_of(qtbot, opened)
    assert "2026 loopt nog" in words_in(years)
    page = opened.page
    assert isinstance(page, OverviewPage)
    page.year.setCurrentIndex(page.year.findText("2025"))
    qtbot.waitUntil(lambda: not years.waiting, timeout=60_000)
    assert "loopt nog" not in words_in(years)
    assert years.picture is not None
    assert years.picture.year.code == "2025"
    page.year.setCurrentIndex(page.year.findText("2024"))
    qtbot.waitUntil(lambda: not years.waiting, timeout=60_000)
    assert "Er is nog geen eerder jaar om mee te vergelijken." in years.exact.texts


def test_a_first_year_that_still_runs_shows_what_there_will_be(
    qtbot: QtBot, window: Window, vault_path: Path
) -> None:
    workspace = window.show_vault(CHEAP_DOORS.open(vault_path, PASSPHRASE))
    add(workspace.desk, 2026, 2)
    years = years_of(qtbot, workspace)
    assert "nog geen heel jaar met cijfers" in words_in(years)
    assert not years.table.isVisible()


def test_cases_of_one_matter_are_compared_as_one_and_that_is_said(
    qtbot: QtBot, opened: Workspace
) -> None:
    codes = add(opened.desk, 2025, 3, "powers")
    add(opened.desk, 2024, 2, "powers")
    opened.desk.link_matter(codes[0], codes[1])
    years = years_of(qtbot, opened)
    choose(years, "powers")
    assert any("in 2025 gaan 3 zaken over 2 kwesties" in text for text in years.exact.texts)
    assert "3 zaken; 2 kwesties" in years.exact.view.bars[-1].accessibleName()
    choose(years, "financial")
    assert not any("kwesties" in text for text in years.exact.texts)


def test_breaks_are_told_with_their_year_and_reason(qtbot: QtBot, opened: Workspace) -> None:
    opened.desk.list_editing.breaks.add(TrendBreak(2025, "financial", "Andere telling."))
    years = years_of(qtbot, opened)
    assert not years.breaks.isVisible()
    choose(years, "financial")
    assert years.breaks.texts == ("Breuk a, 2025: Andere telling.",)
    assert "Er is nog geen eerder jaar om mee te vergelijken." in years.exact.texts


def test_what_changes_is_counted_again_and_the_row_stays(qtbot: QtBot, opened: Workspace) -> None:
    years = years_of(qtbot, opened)
    choose(years, "financial")
    before = years.released
    add(opened.desk, 2025, 1, FRAUD)
    opened.bus.changed.emit(changed(ChangeKind.CASES))
    qtbot.waitUntil(lambda: years.released not in (None, before), timeout=60_000)
    assert years.exact.side is not None
    assert years.exact.side.title == "Financiële schendingen"
    assert years.exact.side.years[-1].cases == "9"
    after = years.released
    opened.bus.changed.emit(changed(ChangeKind.TEXTS))
    qtbot.waitUntil(lambda: not years.waiting)
    assert years.released is after, "words change no figure"


def test_what_changes_out_of_sight_is_asked_when_one_comes_back(
    qtbot: QtBot, opened: Workspace
) -> None:
    years = years_of(qtbot, opened)
    opened.go("today")
    add(opened.desk, 2025, 1, FRAUD)
    opened.bus.changed.emit(changed(ChangeKind.TEXTS))
    opened.bus.changed.emit(changed(ChangeKind.CASES))
    years_of(qtbot, opened)
    assert years.exact.side is not None
    assert years.exact.side.years[-1].cases == "25"


def test_many_cases_of_one_unit_in_a_month_are_told_of_here_too(
    qtbot: QtBot, opened: Workspace, hands: Keyboard
) -> None:
    for _ in range(4):
        add(opened.desk, 2025, 1, unit="beleid", month=Month(2025, 6))
    years = years_of(qtbot, opened)
    (line,) = years.clusters.lines
    assert "Beleid · juni 2025: 4 nieuwe zaken" in line.buttons[0].accessibleName()
    released = years.released
    line.buttons[1].setFocus()
    hands.press(Qt.Key.Key_Space)
    qtbot.waitUntil(years.clusters.isHidden)
    assert hands.name() == "Alle jaren naast elkaar"
    qtbot.waitUntil(lambda: not years.waiting)
    assert years.released is released
    years.clusters.cases_wanted.emit(opened.desk.many_years(2025, TODAY).rows[0].years[-1].cases)
    assert cases_listed(qtbot, opened).model.rowCount() == 28


def test_school_years_have_their_own_labels_and_all_of_them_fit(
    qtbot: QtBot, window: Window, vault_path: Path
) -> None:
    workspace = window.show_vault(CHEAP_DOORS.open(vault_path, PASSPHRASE))
    desk = workspace.desk
    desk.change_settings(replace(desk.settings, first_month=9, trend_years=5))
    for year in range(2020, 2026):
        add(desk, year, 4, month=Month(year, 10))
    years = years_of(qtbot, workspace)
    assert years.picture is not None
    assert years.picture.year.label == "2024-2025"
    assert years.picture.years[0].label == "2020-2021"
    table = years.table
    model = table.model()
    heads = [
        str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(model.columnCount())
    ]
    assert heads[1:-1] == ["2020-2021", "2021-2022", "2022-2023", "2023-2024", "2024-2025"]
    metrics = table.horizontalHeader().fontMetrics()
    assert all(
        table.columnWidth(n) >= metrics.horizontalAdvance(head) for n, head in enumerate(heads)
    )


def test_the_help_is_about_the_view_in_sight(
    qtbot: QtBot, window: Window, opened: Workspace
) -> None:
    window.toggle_help()
    years_of(qtbot, opened)
    assert window.topic() == "meerjarenbeeld"
    page = opened.page
    assert isinstance(page, OverviewPage)
    page.view.set_value("year")
    page._on_view()
    assert window.topic() == "overzicht"


def test_going_to_one_year_and_back_asks_nothing_anew(qtbot: QtBot, opened: Workspace) -> None:
    years = years_of(qtbot, opened)
    page = opened.page
    assert isinstance(page, OverviewPage)
    page.view.set_value("year")
    page._on_view()
    qtbot.waitUntil(lambda: page.overview is not None and not opened.workers.busy)
    assert page.key_figures["types"].isVisible()
    assert not years.isVisible()
    before = years.released
    page.show_years()
    assert not years.waiting
    assert years.released is before
    assert not page.key_figures["types"].isVisible()


def test_a_closed_vault_leaves_no_figures(qtbot: QtBot, opened: Workspace) -> None:
    years = years_of(qtbot, opened)
    opened.forget()
    assert (years.picture, years.released) == (None, None)
    assert years.table.row is None
    assert years.exact.texts == years.report.texts == years.why.texts == ()


def test_the_last_column_says_the_sentences_to_a_screen_reader(
    qtbot: QtBot, opened: Workspace
) -> None:
    years = years_of(qtbot, opened)
    model = years.table.model()
    last = model.index(1, model.columnCount() - 1)
    assert model.data(last) == "kan toeval zijn"
    said = str(model.data(last, Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Financiële schendingen. 2025: ")
    assert years.exact.view.accessibleName() == "Wat u weet: Alle zaken"
    assert years.exact.view.accessibleDescription() == " ".join(years.exact.texts)


def test_a_table_that_is_not_in_the_report_is_told_of(qtbot: QtBot, opened: Workspace) -> None:
    desk = opened.desk
    prepared = desk.prepare(2025)
    telling = replace(prepared.policy.telling, dropped=frozenset({"trend"}))
    policy = prepared.counted.policy.to_tell(telling)
    desk.keep_choices(
        replace(prepared, counted=replace(prepared.counted, policy=policy), policy=policy)
    )
    years = years_of(qtbot, opened)
    assert years.report.side is None
    assert "staat niet in het verslag" in years.report.texts[0]
    assert years.released is not None
    picture = desk.many_years(2025, date(2026, 3, 12))
    assert released_sentences(years.released, picture.rows[0]) == list(years.report.texts)


def test_the_chosen_row_stays_in_sight_in_a_low_window(
    qtbot: QtBot, window: Window, opened: Workspace, hands: Keyboard
) -> None:
    for number, kind in enumerate(("position", "information", "powers", "private", "resources")):
        add(opened.desk, 2025, 1 + number, kind)
    window.resize(700, 420)
    years = years_of(qtbot, opened)
    table = years.table
    table.setFocus(Qt.FocusReason.TabFocusReason)

    def in_sight() -> bool:
        area = table.visualRect(table.currentIndex())
        top = table.viewport().mapTo(window, area.topLeft()).y()
        return 0 < top < window.height() - area.height()

    for _ in range(table.model().rowCount()):
        qtbot.waitUntil(in_sight)
        hands.press(Qt.Key.Key_Down)
    assert table.currentIndex().row() == table.model().rowCount() - 1


def test_large_numbers_stand_in_full(qtbot: QtBot, opened: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "year,category,count\n2023,TOTAAL,54321\n2023,Ongewenste omgangsvormen,54321\n",
        encoding="utf-8",
    )
    opened.desk.import_totals(opened.desk.read_totals(path))
    years = years_of(qtbot, opened)
    table = years.table
    total = table.model().index(0, 1)
    assert table.model().data(total) == "54.321"
    strong = QFont(table.font())
    strong.setPixelSize(15)
    strong.setWeight(QFont.Weight.DemiBold)
    needed = QFontMetrics(strong).horizontalAdvance("54.321")
    assert table.columnWidth(1) >= needed + 20
