"""The loop of advice over three years by keyboard alone in the real window, and the report that tells of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.e2e.a_year import Clock
from tests.e2e.reading_back import pdf_text
from tests.ui.conftest import CHEAP_DOORS, OFFSCREEN_LIMIT, fill
from tests.ui.keyboard import Keyboard
from vp_desk.desk import open_vault
from vp_desk.ui.app import application
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.loop.recommendation_page import RecommendationPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore(OFFSCREEN_LIMIT)

ADVICE = "Bespreek in elk team hoe men met elkaar omgaat."


@pytest.fixture
def clock() -> Clock:
    return Clock(date(2025, 1, 20))


@pytest.fixture
def window(qtbot: QtBot, vault_path: Path, tmp_path: Path, clock: Clock) -> Iterator[Window]:
    """A window on a vault with cases, at what waits today."""
    application()
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
    made = Window(vault_path, doors=CHEAP_DOORS, place=tmp_path / "w.txt", today=lambda: clock.day)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_vault(CHEAP_DOORS.open(vault_path, PASSPHRASE))
    yield made
    made.workers.finish()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_advice_without_an_answer_is_repeated_taken_up_and_told_in_the_report(
    qtbot: QtBot, window: Window, clock: Clock, tmp_path: Path
) -> None:
    workspace, keys = window.workspace, Keyboard()
    assert workspace is not None
    desk = workspace.desk

    def rest() -> None:
        qtbot.waitUntil(lambda: not workspace.workers.busy, timeout=30_000)

    def at(kind: type) -> None:
        qtbot.waitUntil(lambda: isinstance(workspace.page, kind), timeout=30_000)
        rest()

    # 2025: advice, and no answer by the day that was asked.
    keys.press(Qt.Key.Key_7, ctrl=True)
    at(AdvicePage)
    keys.tab_to("Nieuwe aanbeveling")
    keys.press(Qt.Key.Key_Space)
    at(RecommendationPage)
    keys.type(ADVICE)
    keys.tab_to("In het verslag over")
    keys.press(Qt.Key.Key_A, ctrl=True)
    keys.type("2024\t")
    keys.press(Qt.Key.Key_S, ctrl=True)
    at(AdvicePage)
    clock.day = date(2025, 12, 1)
    keys.press(Qt.Key.Key_1, ctrl=True)
    at(TodayPage)
    late = "Openen: Antwoord verwacht: op een aanbeveling van 2024 (Bevoegd gezag), "
    keys.tab_to(f"{late}26 mei 2025 · 189 dagen te laat")
    keys.press(Qt.Key.Key_Space)
    at(RecommendationPage)
    keys.tab_to("Antwoord")
    keys.type("geen\t")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    # The same again, now taken up, and followed.
    keys.tab_to("Herhalen")
    keys.press(Qt.Key.Key_Space)
    at(RecommendationPage)
    keys.tab_to("Antwoord")
    keys.type("overgen\t1-12-2025")
    keys.press(Qt.Key.Key_Return, ctrl=True)
    rest()
    keys.tab_to("Stand eind 2025")
    keys.type("begon\t")
    keys.type("De eerste teams deden het.")
    keys.press(Qt.Key.Key_S, ctrl=True)
    at(TodayPage)
    first, second = desk.recommendations()
    assert second.repeats == first.id
    assert [each.done for each in second.follow_ups] == ["De eerste teams deden het."]
    assert (first.year, second.year) == (2024, 2025)
    path = tmp_path / "verslag.pdf"
    desk.write_report(desk.prepare(2025), "authority", path, date(2026, 1, 20))
    told = " ".join(pdf_text(path).split())
    for words in (
        f"{ADVICE} Aan: Bevoegd gezag. Eerder gegeven in 2024 (geen reactie ontvangen).",
        "Reactie: overgenomen.",
        "Geen reactie ontvangen (gevraagd uiterlijk 26 mei 2025).",
        "De aanbeveling uit 2024 zonder antwoord is in 2025 herhaald en telt daar opnieuw.",
    ):
        assert words in told, words
