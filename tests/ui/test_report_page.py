"""The page of the report on real vaults: protection, its price, and the question about groups."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.desk.a_release import copied
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.demo import invent
from vp_desk.desk import ChangeKind, Desk, changed, open_vault
from vp_desk.desk.demonstration import fill
from vp_desk.ladder import Step
from vp_desk.periods import Month
from vp_desk.records import Case
from vp_desk.telling import SmallFigures
from vp_desk.ui.pages.report_ladder import LadderChoice
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.window import Window


def opened(window: Window, vault: Path) -> ReportPage:
    workspace = window.show_vault(CHEAP_DOORS.open(vault, PASSPHRASE))
    workspace.go("report")
    page = workspace.page
    assert isinstance(page, ReportPage)
    return page


@pytest.fixture(scope="module")
def dossier(master_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with the invented dossier, made once and copied."""
    path = copied(master_vault, tmp_path_factory.mktemp("dossier") / "kluis")
    with open_vault(path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk, invent())
    return path


@pytest.fixture
def report(window: Window, dossier: Path, tmp_path: Path) -> ReportPage:
    """The page on the invented dossier."""
    return opened(window, copied(dossier, tmp_path / "dossier"))


@pytest.fixture
def grouped(window: Window, vault_path: Path) -> ReportPage:
    """All cases about leaks began in one quarter."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        add(desk, "conduct.bullying", 40, 1, 4, 7, 10)
        add(desk, "outside.workload", 40, 1, 4, 7, 10)
        add(desk, "information.leak", 8, 5)
    return opened(window, vault_path)


def add(desk: Desk, kind: str, cases: int, *months: int) -> None:
    for number in range(cases):
        month = Month(2025, months[number % len(months)])
        desk.add_case(Case(code=desk.new_case_code(), month=month, types=(kind,)), None)


def protect(qtbot: QtBot, page: ReportPage, year: str = "2025") -> None:
    page.year.setCurrentIndex(page.year.findText(year))
    if page.prepared is None:
        page.prepare()
    qtbot.waitUntil(lambda: page.prepared is not None)


def prepare(qtbot: QtBot, page: ReportPage, year: str = "2025") -> None:
    """Also price every step, which takes ten times as long."""
    protect(qtbot, page, year)
    qtbot.waitUntil(lambda: page.protection.ladder is not None)


def weighed(qtbot: QtBot, page: ReportPage, before: LadderChoice) -> LadderChoice:
    """The steps as they are priced after a choice."""
    qtbot.waitUntil(lambda: page.protection.ladder is not before)
    assert page.protection.ladder is not None
    return page.protection.ladder


def wait_for_steps(qtbot: QtBot, page: ReportPage, *dropped: str) -> None:
    """Until the year is told without these tables; the prices that follow are not waited for."""
    qtbot.waitUntil(
        lambda: page.prepared is not None and page.prepared.policy.dropped == set(dropped)
    )


def choice(ladder: LadderChoice, step: Step, name: str) -> QAbstractButton:
    return next(
        made.box
        for (kind, about), made in ladder.steps.items()
        if kind is step and about is not None and about.name == name
    )


def words(widget: QWidget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel))


def way(page: ReportPage) -> SmallFigures:
    assert page.prepared is not None
    return page.prepared.release.publication.small_figures


def choose_edition(page: ReportPage, code: str) -> None:
    for place in range(page.edition.count()):
        if page.edition.itemData(place).code == code:
            page.edition.setCurrentIndex(place)


def test_the_page_tells_what_a_reader_could_have_worked_out(
    qtbot: QtBot, report: ReportPage
) -> None:
    protect(qtbot, report)
    told = words(report.protection)
    assert "Zonder bescherming van andere cijfers had een lezer dit kunnen uitrekenen:" in told
    assert "Totaal 28 min 8 (2e kwartaal 2025)" in told
    assert "mee verborgen" in told


def test_the_page_tells_what_other_thresholds_would_show(qtbot: QtBot, report: ReportPage) -> None:
    prepare(qtbot, report)
    told = words(report.protection)
    assert "Bij drempel 3: " in told
    assert "cijfers meer" in told
    assert "bij drempel 6: " in told
    assert "cijfers minder" in told


def test_the_step_in_use_is_marked_and_the_best_one_named(qtbot: QtBot, report: ReportPage) -> None:
    for year, step in (("2025", Step.HIDE), ("2022", Step.BANDS)):
        prepare(qtbot, report, year)
        ladder = report.protection.ladder
        assert ladder is not None
        assert [name for name, made in ladder.steps.items() if made.box.isChecked()] == [
            (step, None)
        ]
        assert ladder.steps[step, None].box.text().endswith("(aanbevolen)")
        assert not ladder.take_button.isVisibleTo(ladder)


def test_choosing_a_step_by_keyboard_protects_the_year_that_way(
    qtbot: QtBot, report: ReportPage
) -> None:
    prepare(qtbot, report)
    report.show_protection()
    ladder = report.protection.ladder
    assert ladder is not None
    assert way(report) is SmallFigures.HIDE
    ladder.steps[Step.HIDE, None].box.setFocus()
    QTest.keyClick(ladder.steps[Step.HIDE, None].box, Qt.Key.Key_Down)
    again = weighed(qtbot, report, ladder)
    assert way(report) is SmallFigures.BAND
    assert again.steps[Step.BANDS, None].box.isChecked()
    assert again.steps[Step.BANDS, None].box.hasFocus()
    assert "0–4" in report.preview.findChildren(QLabel)[0].text()
    # Back to what is recommended, by its own button.
    assert again.take_button.isVisibleTo(again)
    again.take_button.click()
    last = weighed(qtbot, report, again)
    assert way(report) is SmallFigures.HIDE
    assert not last.take_button.isVisibleTo(last)


def test_steps_go_together_and_are_kept_for_the_year(
    qtbot: QtBot, window: Window, report: ReportPage
) -> None:
    prepare(qtbot, report)
    report.show_protection()
    before = report.preview.tables.count()
    ladder = report.protection.ladder
    assert ladder is not None
    assert not choice(ladder, Step.DROP, "relation").isVisible()
    ladder.folds[Step.DROP].button.click()
    assert choice(ladder, Step.DROP, "relation").isVisible()
    for number, name in enumerate(("relation", "routes"), start=1):
        box = choice(ladder, Step.DROP, name)
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
        ladder = weighed(qtbot, report, ladder)
        assert choice(ladder, Step.DROP, name).isChecked()
        assert choice(ladder, Step.DROP, name).hasFocus()  # still unfolded, and where one was
        assert f"({number} gekozen)" in ladder.folds[Step.DROP].button.text()
    assert report.preview.tables.count() == before - 2
    assert "Zonder deze stap: " in choice(ladder, Step.DROP, "routes").accessibleDescription()
    # Given up again: the other one stays.
    choice(ladder, Step.DROP, "relation").click()
    wait_for_steps(qtbot, report, "routes")
    workspace = window.workspace
    assert workspace is not None
    assert workspace.desk.prepare(2025).policy.dropped == {"routes"}
    assert workspace.desk.prepare(2024).policy.dropped == frozenset()


def test_merged_categories_are_shown_as_one_row(qtbot: QtBot, report: ReportPage) -> None:
    prepare(qtbot, report)
    ladder = report.protection.ladder
    assert ladder is not None
    choice(ladder, Step.MERGE, "reporter_role").click()
    qtbot.waitUntil(lambda: report.prepared is not None and bool(report.prepared.policy.merged))
    labels = [report.preview.tables.item(n).text() for n in range(report.preview.tables.count())]
    report.preview.tables.setCurrentRow(labels.index("Nieuwe zaken naar rol van de melder"))
    model = report.preview.model
    rows = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert sum(row.startswith("Samengevoegd: ") for row in rows) == 1


def test_steps_that_follow_fast_on_each_other_are_all_taken(
    qtbot: QtBot, report: ReportPage
) -> None:
    prepare(qtbot, report)
    ladder = report.protection.ladder
    assert ladder is not None
    for name in ("relation", "routes", "unit", "relation"):
        choice(ladder, Step.DROP, name).click()  # the first one once more: given up again
    for _ in range(2):  # once more changes nothing here
        ladder.steps[Step.BANDS, None].box.click()
    wait_for_steps(qtbot, report, "routes", "unit")
    assert way(report) is SmallFigures.BAND


def test_who_changes_her_mind_at_once_keeps_what_was_in_use(
    qtbot: QtBot, report: ReportPage
) -> None:
    prepare(qtbot, report)
    ladder = report.protection.ladder
    assert ladder is not None
    ladder.steps[Step.BANDS, None].box.click()
    ladder.steps[Step.HIDE, None].box.click()
    weighed(qtbot, report, ladder)
    assert way(report) is SmallFigures.HIDE


def test_another_year_is_protected_and_weighed_at_once(qtbot: QtBot, report: ReportPage) -> None:
    protect(qtbot, report)
    report.year.setCurrentIndex(report.year.findText("2022"))
    assert report.preview.tables.count() == 0
    qtbot.waitUntil(lambda: report.protection.ladder is not None)
    assert report.prepared is not None
    assert report.prepared.year.label == "2022"


def test_years_that_follow_fast_on_each_other_end_with_the_last(
    qtbot: QtBot, report: ReportPage
) -> None:
    protect(qtbot, report)
    for year in ("2022", "2023", "2024", "2025", "2023"):
        report.year.setCurrentIndex(report.year.findText(year))
    qtbot.waitUntil(lambda: report.protection.ladder is not None)
    assert report.prepared is not None
    assert report.prepared.year.label == "2023"
    assert report.prepare_button.isEnabled()


def test_another_threshold_in_the_settings_is_taken_up_at_once(
    qtbot: QtBot, window: Window, report: ReportPage
) -> None:
    protect(qtbot, report)
    workspace = window.workspace
    assert workspace is not None
    changes = workspace.desk.change_settings(replace(workspace.desk.settings, threshold=7))
    workspace.bus.changed.emit(changes)
    qtbot.waitUntil(lambda: report.protection.ladder is not None)
    assert report.prepared is not None
    assert report.prepared.release.publication.threshold == 7
    assert "Uw drempel is 7" in words(report.protection)


def test_close_readers_get_a_shared_answer_only_after_the_adviser_said_so(
    qtbot: QtBot, grouped: ReportPage
) -> None:
    protect(qtbot, grouped)
    pdf = next(b for b in grouped.findChildren(QPushButton) if "PDF" in b.text())
    qtbot.waitUntil(pdf.isEnabled)
    assert "Wie de groep kent" in grouped.question.text  # a warning for the adviser
    choose_edition(grouped, "coordinator")
    assert "2e kwartaal 2025" in grouped.question.text
    assert "Mag dit getoond worden?" in grouped.question.text
    assert not pdf.isEnabled()
    assert not any(b.hasFocus() for b in grouped.question.findChildren(QPushButton))
    answer(grouped, "Ja, dat mag")
    qtbot.waitUntil(pdf.isEnabled)
    assert grouped.question.text == ""
    choose_edition(grouped, "works_council")
    assert not pdf.isEnabled()  # these readers are others
    answer(grouped, "Ja, dat mag")
    qtbot.waitUntil(pdf.isEnabled)
    grouped.prepare()  # what was answered is kept
    qtbot.waitUntil(lambda: grouped.prepared is not None)
    qtbot.waitUntil(pdf.isEnabled)


def test_the_table_that_tells_it_can_be_left_out(qtbot: QtBot, grouped: ReportPage) -> None:
    protect(qtbot, grouped)
    choose_edition(grouped, "coordinator")
    answer(grouped, "Tabel weglaten")
    qtbot.waitUntil(lambda: grouped.prepared is not None and bool(grouped.prepared.policy.dropped))
    assert grouped.question.text == ""
    assert grouped.prepared is not None
    assert "types_by_quarter" not in grouped.prepared.release.publication.tables


def answer(page: ReportPage, text: str) -> None:
    buttons = page.question.findChildren(QPushButton)
    found = next(b for b in buttons if b.text() == text and b.isVisible())
    found.click()


def test_a_report_that_cannot_be_protected_names_the_figure_and_shows_the_steps(
    qtbot: QtBot, window: Window, vault_path: Path, tmp_path: Path
) -> None:
    """Everything but one small row was published before, and so was the total."""
    rows = ["year,measure,list,category,subcategory,count,source,published,note"]
    told = {"TOTAAL": 60, "conduct": 40, "outside": 17}
    kinds = ("financial", "position", "information", "communication", "powers", "property")
    told |= dict.fromkeys((*kinds, "private"), 0)
    rows += [f"2025,cases,rijk-2024,{name},,{number},,ja," for name, number in told.items()]
    rows.append("2025,cases,rijk-2024,force,,3,,nee,")
    path = tmp_path / "totalen.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        preview = desk.read_totals(path)
        assert preview.can_import, preview.problems
        desk.import_totals(preview)
    page = opened(window, vault_path)
    page.prepare()
    qtbot.waitUntil(lambda: page.protection.ladder is not None)
    assert page.prepared is None
    assert "Misbruik geweldsbevoegdheid" in page.bar.text
    assert "Misbruik geweldsbevoegdheid" in words(page.protection)
    assert not any(b.isEnabled() for b in page.findChildren(QPushButton) if "PDF" in b.text())
    page.show_pages()
    assert not page.drafts.making.busy
    assert "Kijk bij Bescherming" in words(page.pages)


def test_a_warning_that_was_put_aside_leaves_the_figures_as_they_are(
    qtbot: QtBot, window: Window, report: ReportPage
) -> None:
    protect(qtbot, report)
    before = report.prepared
    assert window.workspace is not None
    window.workspace.bus.changed.emit(changed(ChangeKind.WARNINGS))
    assert report.prepared is before


def test_locking_lets_go_of_all_figures(qtbot: QtBot, window: Window, report: ReportPage) -> None:
    report.prepare()
    window.lock()
    assert window.workspace is None
    assert not window.workers.busy
