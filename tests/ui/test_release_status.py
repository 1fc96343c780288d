"""What the page of the report says before a release: safe or not, frozen, known already, missing."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.ui.conftest import TODAY
from tests.ui.test_report_page import add, choose_edition, opened, words
from vp_desk.aggregate import Count
from vp_desk.desk import Desk, open_vault
from vp_desk.disclosure import Reason
from vp_desk.ui.delegates import FigureDelegate, Swatch
from vp_desk.ui.models.released import MARK_ROLE, WHY, reason_words
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.widgets import Bar
from vp_desk.ui.window import Window

JANUARY = date(2026, 1, 12)


def fill(desk: Desk) -> None:
    add(desk, "conduct.bullying", 40, 1, 4, 7, 10)
    add(desk, "outside.workload", 20, 1, 4, 7, 10)


@pytest.fixture
def told(vault_path: Path, tmp_path: Path) -> Path:
    """A vault of which the report of 2025 was written."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
        desk.write_report(desk.prepare(2025), "authority", tmp_path / "een.pdf", JANUARY)
    return vault_path


def add_late(vault: Path) -> None:
    with open_vault(vault, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        add(desk, "conduct.bullying", 2, 4)


def prepared(qtbot: QtBot, page: ReportPage) -> None:
    page.prepare()
    qtbot.waitUntil(lambda: page.prepared is not None)


def checked(qtbot: QtBot, page: ReportPage) -> str:
    qtbot.waitUntil(lambda: page.status.text != "" and "Wordt nagekeken" not in page.status.text)
    return page.status.text


def is_frozen(page: ReportPage) -> bool:
    return page.prepared is not None and page.prepared.counted.frozen is not None


def pdf(page: ReportPage) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if "PDF" in b.text())


def press(bar: Bar, words: str) -> None:
    found = [b for b in bar.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found[0].setFocus()
    QTest.keyClick(found[0], Qt.Key.Key_Space)


def test_a_report_is_looked_at_before_it_can_be_written(
    qtbot: QtBot, window: Window, vault_path: Path
) -> None:
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
    page = opened(window, vault_path)
    assert page.status.text == ""
    prepared(qtbot, page)
    assert page.status.text.startswith("Wordt nagekeken")
    assert not pdf(page).isEnabled()
    assert "nagekeken" in pdf(page).toolTip()
    assert checked(qtbot, page).startswith("Veilig: ")
    assert pdf(page).isEnabled()
    choose_edition(page, "works_council")
    assert page.status.text.startswith("Wordt nagekeken")
    assert not pdf(page).isEnabled()
    assert checked(qtbot, page).startswith("Veilig: ")
    choose_edition(page, "authority")  # what was found stays true
    assert page.status.text.startswith("Veilig: ")
    assert pdf(page).isEnabled()


def test_a_late_answer_about_another_edition_or_year_is_not_taken(
    qtbot: QtBot, window: Window, told: Path
) -> None:
    page = opened(window, told)
    prepared(qtbot, page)
    choose_edition(page, "works_council")  # while that of the first edition is being looked for
    choose_edition(page, "coordinator")
    assert page.status.text.startswith("Wordt nagekeken")
    qtbot.waitUntil(lambda: page._check.verdict is not None)
    assert set(page._check._verdicts) == {"authority", "coordinator"}
    assert page.status.text.startswith("Veilig: ")
    page._check.forget()
    page._look_at()
    page._forget()
    qtbot.waitUntil(lambda: not window.workers.busy)
    assert page._check.verdict is None
    assert page.status.text == ""
    assert not pdf(page).isEnabled()


def test_what_would_give_something_away_is_said_and_cannot_be_written(
    qtbot: QtBot, window: Window, vault_path: Path, tmp_path: Path
) -> None:
    """The figures in sight are of before two cases came, and meanwhile those of after were told."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
    page = opened(window, vault_path)
    prepared(qtbot, page)
    assert checked(qtbot, page).startswith("Veilig: ")
    assert window.workspace is not None
    behind = window.workspace.desk
    add(behind, "conduct.bullying", 2, 4)
    behind.write_report(behind.prepare(2025), "authority", tmp_path / "een.pdf", JANUARY)
    choose_edition(page, "works_council")
    assert checked(qtbot, page).startswith("Nog niet veilig, want ")
    assert "is uit te rekenen" in page.status.text
    assert "kies dan bij Bescherming" in page.status.text
    assert page.status.accessibleName() == page.status.text
    assert not pdf(page).isEnabled()
    assert "nog niet veilig" in pdf(page).toolTip()
    page.show_pages()  # it can be looked at, with what is wrong beside it, and not be written
    qtbot.waitUntil(lambda: page.pages.is_shown)
    assert page.status.text.startswith("Nog niet veilig, want ")
    assert page.pages.save.isVisible()
    assert not page.pages.save.isEnabled()
    assert "nog niet veilig" in page.pages.save.toolTip()
    page.prepare()  # the figures of now, as that advice says
    assert page.status.text == ""
    assert checked(qtbot, page).startswith("Veilig: ")
    assert pdf(page).isEnabled()


def test_a_released_year_keeps_its_figures_and_says_so(
    qtbot: QtBot, window: Window, told: Path
) -> None:
    page = opened(window, told)
    prepared(qtbot, page)
    said = "De cijfers van 2025 staan vast zoals ze op 12 januari 2026 zijn uitgegeven."
    assert page.notices.frozen.text == said
    assert not [b for b in page.notices.frozen.findChildren(QPushButton) if b.isVisible()]


def test_figures_of_now_replace_those_of_then_only_after_a_question(
    qtbot: QtBot, window: Window, told: Path
) -> None:
    add_late(told)
    page = opened(window, told)
    prepared(qtbot, page)
    frozen = page.notices.frozen
    assert "62 zaken nu, toen 60" in frozen.text
    assert "nagekomen" in frozen.text
    press(frozen, "Cijfers van nu gebruiken…")
    assert "vervangt dit verslag dat van 12 januari 2026" in frozen.text
    press(frozen, "Zo laten")
    assert "62 zaken nu, toen 60" in frozen.text
    press(frozen, "Cijfers van nu gebruiken…")
    press(frozen, "Cijfers van nu gebruiken")
    qtbot.waitUntil(lambda: page.prepared is not None)
    assert page.prepared is not None
    assert not is_frozen(page)
    assert "Dit zijn de cijfers van nu." in frozen.text
    assert page.prepared.exact["cases_by_quarter"].cells["2025",] == Count(62, 62)
    press(frozen, "Cijfers van toen gebruiken")
    qtbot.waitUntil(lambda: page.prepared is not None)
    assert is_frozen(page)
    assert "62 zaken nu, toen 60" in frozen.text


def test_another_year_begins_with_the_figures_of_then(
    qtbot: QtBot, window: Window, told: Path
) -> None:
    add_late(told)
    page = opened(window, told)
    page.restate(restated=True)
    qtbot.waitUntil(lambda: page.prepared is not None)
    page._on_year()
    qtbot.waitUntil(lambda: page.prepared is not None)
    assert is_frozen(page)


def wait_for_words(qtbot: QtBot, bar: Bar, words: str) -> None:
    qtbot.waitUntil(lambda: words in bar.text)


def with_threshold(desk: Desk, threshold: int) -> None:
    desk.change_settings(replace(desk.settings, threshold=threshold))


def test_what_can_be_worked_out_already_is_named(
    qtbot: QtBot, window: Window, vault_path: Path, tmp_path: Path
) -> None:
    """Four cases more were no small difference at that time; now they are."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        with_threshold(desk, 3)
        fill(desk)
        desk.write_report(desk.prepare(2025), "authority", tmp_path / "een.pdf", JANUARY)
        add(desk, "conduct.bullying", 4, 4)
        again = desk.prepare(2025, restated=True)
        desk.write_report(again, "authority", tmp_path / "twee.pdf", TODAY)
        with_threshold(desk, 5)
    page = opened(window, vault_path)
    prepared(qtbot, page)
    told = page.notices.given_away.text
    assert told.startswith("Uit eerder uitgegeven of gepubliceerde cijfers is al uit te rekenen: ")
    assert "het verschil tussen twee uitgaven bij nieuwe zaken" in told
    assert " en nog " in told
    assert told.endswith("Dat is niet meer te verbergen.")
    assert checked(qtbot, page) == "Veilig: dit verslag verraadt niets dat lezers niet al weten."


def test_what_was_hidden_before_is_shown_with_its_own_reason(
    qtbot: QtBot, window: Window, vault_path: Path, tmp_path: Path
) -> None:
    """Three cases about leaks took another figure with them, which stays hidden in the next report."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
        add(desk, "information.leak", 3, 4)
        add(desk, "financial.fraud", 8, 7)
        desk.write_report(desk.prepare(2025), "authority", tmp_path / "een.pdf", JANUARY)
    page = opened(window, vault_path)
    prepared(qtbot, page)
    tables = page.preview.tables
    labels = [tables.item(place).text() for place in range(tables.count())]
    tables.setCurrentRow(labels.index("Nieuwe zaken naar type schending (hoofdtype)"))
    model = page.preview.model
    cells = [model.index(row, 1) for row in range(model.rowCount())]
    earlier = [cell for cell in cells if cell.data(MARK_ROLE) == Reason.EARLIER.value]
    assert earlier
    tip = earlier[0].data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Eerder niet getoond: ")
    assert "Alleen voor u: " in tip
    assert "eerder niet getoond" in words(page.preview)
    assert page.preview.findChildren(Swatch)


def test_missing_releases_block_every_file_and_lead_to_where_they_are_answered_for(
    qtbot: QtBot, window: Window, vault_path: Path, tmp_path: Path
) -> None:
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
    shutil.copytree(vault_path, tmp_path / "oud")
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        desk.write_report(desk.prepare(2025), "authority", tmp_path / "een.pdf", JANUARY)
    page = opened(window, tmp_path / "oud")
    assert "onder nummer 1: er is een oudere kopie teruggezet" in page.notices.missing.text
    prepared(qtbot, page)
    qtbot.waitUntil(lambda: not window.workers.busy)
    assert page.status.text == ""  # nobody knows what else readers have
    assert not pdf(page).isEnabled()
    assert "ontbrekende uitgaven" in pdf(page).toolTip()
    with qtbot.waitSignal(page.missing_wanted):
        press(page.notices.missing, "Naar Uitgegeven")


def test_after_writing_the_number_is_told_and_the_year_stays_as_it_is(
    qtbot: QtBot, window: Window, vault_path: Path, tmp_path: Path
) -> None:
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
    page = opened(window, vault_path)
    prepared(qtbot, page)
    checked(qtbot, page)
    for number, name in enumerate(("een.pdf", "twee.csv"), start=1):
        page.write(tmp_path / name)
        assert not pdf(page).isEnabled()
        wait_for_words(qtbot, page.bar, f"Uitgave {number}-")
        assert page.bar.text.startswith(f"Bewaard als {tmp_path / name}")
        assert page.prepared is not None  # the figures are still those of the vault
        assert checked(qtbot, page).startswith("Veilig: ")
        assert pdf(page).isEnabled()
    with qtbot.waitSignal(page.handed_over_wanted) as heard:
        press(page.bar, "Overhandigd…")
    assert heard.args == [2]


def test_every_reason_has_words_and_a_pattern_of_its_own() -> None:
    assert set(WHY) == set(Reason)
    assert len(reason_words(dict.fromkeys(Reason, 1))) == len(Reason)
    patterns = [FigureDelegate.PATTERNS[reason.value] for reason in Reason]
    assert len(set(patterns)) == len(Reason)
