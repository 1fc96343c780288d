"""Real windows on real vaults, without a screen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.ui.keyboard import Keyboard
from vp_desk.desk import (
    Agreement,
    Desk,
    Norm,
    Party,
    PlannedTalk,
    Recommendation,
    Response,
    ResponseKind,
    Score,
    SelfCheck,
    Theme,
    create_vault,
    open_vault,
    open_vault_with_code,
    restore_vault,
    restore_vault_with_code,
)
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.ui.doors import Doors
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.theme import Appearance, dress, load_fonts
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

TODAY = date(2026, 3, 12)

#: What the platform without a screen says of itself; a real one does not.
OFFSCREEN_LIMIT = "^This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"

CHEAP_DOORS = Doors(
    create=lambda path, phrase, organisation: create_vault(
        path, phrase, organisation, cost=CHEAP, limits=CHEAP_LIMITS
    ),
    open_=lambda path, phrase: open_vault(path, phrase, limits=CHEAP_LIMITS),
    open_with_code=lambda path, code: open_vault_with_code(path, code, limits=CHEAP_LIMITS),
    restore=lambda backup, into, phrase, progress: restore_vault(
        backup, into, phrase, cost=CHEAP, limits=CHEAP_LIMITS, progress=progress
    ),
    restore_with_code=lambda backup, into, secrets, progress: restore_vault_with_code(
        backup, into, *secrets, cost=CHEAP, limits=CHEAP_LIMITS, progress=progress
    ),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every other warning of Qt fails a test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_LIMIT))


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """The type of the program."""
    load_fonts()


@pytest.fixture
def dressed(qapp: QApplication, fonts: None) -> Iterator[QApplication]:
    """The program in its light dress."""
    dress(qapp, Appearance.LIGHT)
    yield qapp
    qapp.processEvents()


@pytest.fixture
def filled_vault(vault_path: Path) -> Path:
    """A vault with a few cases over two years."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk)
    return vault_path


@pytest.fixture
def released_vault(filled_vault: Path, tmp_path: Path) -> Path:
    """The same, after its report of 2025 and its tables were released."""
    with open_vault(filled_vault, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        prepared = desk.prepare(2025)
        desk.write_report(prepared, "authority", tmp_path / "jaarverslag-2025.pdf", TODAY)
        desk.write_aggregates(prepared, "authority", tmp_path / "jaarverslag-2025.csv", TODAY)
        advise(desk)
    return filled_vault


def fill(desk: Desk) -> None:
    desk.add_unit("Beleid", {2025: 120, 2026: 118})
    types = ("conduct.bullying", "conduct.intimidation", "financial.fraud")
    for number in range(14):
        code = desk.new_case_code()
        month = Month(2025, 1).plus(number)
        case = Case(
            code=code,
            month=month,
            types=(types[number % 3],),
            status="closed" if number % 2 else "open",
            note="aap noot mies" if number == 5 else "",
        )
        held_on = date(month.year, month.month, 2)
        desk.add_case(case, Contact(case=code, held_on=held_on, channel="phone", talk_quarters=3))


def advise(desk: Desk) -> None:
    """Advice of two years that repeats itself, a talk that is planned, and an agreement."""
    desk.add_recommendation(
        Recommendation(
            year=2024,
            text="Bespreek in elk team hoe men met elkaar omgaat.",
            theme=Theme(("conduct",), (), ("overleg",)),
            asked_by=date(2025, 5, 1),
            response=Response(ResponseKind.NONE),
        )
    )
    (first,) = desk.recommendations()
    desk.add_recommendation(replace(first.again(2025), asked_by=date(2026, 3, 1)))
    desk.plan_talk(PlannedTalk(party=Party.AUTHORITY, day=date(2026, 3, 20)))
    agreed = "Antwoord op aanbevelingen komt binnen acht weken."
    desk.add_agreement(
        Agreement(
            made_on=date(2026, 1, 15), party=Party.AUTHORITY, text=agreed, due=date(2026, 3, 18)
        )
    )
    desk.set_self_check(SelfCheck(2024, Norm.MEANS, Score.PARTLY, "Er zijn uren afgesproken."))


@pytest.fixture
def window(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, vault_path: Path
) -> Iterator[Window]:
    """The start page for an empty vault."""
    # Without a screen nobody owns the clipboard: a closed vault leaves on it what an earlier test copied.
    QGuiApplication.clipboard().clear()
    made = Window(
        vault_path, doors=CHEAP_DOORS, place=tmp_path / "remembered.txt", today=lambda: TODAY
    )
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.workers.finish()
    if made.workspace is not None and made.workspace.page is not None:
        page = made.workspace.page
        if hasattr(page, "discard"):
            page.discard()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def workspace(window: Window, filled_vault: Path) -> Workspace:
    """An open vault with a few cases, at the list of them."""
    opened = window.show_vault(CHEAP_DOORS.open(filled_vault, PASSPHRASE))
    opened.go("cases")
    return opened


@pytest.fixture
def advised(workspace: Workspace) -> Workspace:
    """The same with some advice."""
    advise(workspace.desk)
    return workspace


@pytest.fixture
def pattern(workspace: Workspace) -> Workspace:
    """Six cases on one theme in the last months."""
    for _ in range(6):
        code = workspace.desk.new_case_code()
        workspace.desk.add_case(
            Case(code=code, month=Month(2026, 2), types=("conduct.gossip",)), None
        )
    return workspace


@pytest.fixture
def keys() -> Keyboard:
    """Two hands on the keyboard."""
    return Keyboard()


@pytest.fixture
def settings_page(workspace: Workspace) -> Iterator[SettingsPage]:
    """The settings of an open vault."""
    workspace.go("settings")
    shown = workspace.page
    assert isinstance(shown, SettingsPage)
    yield shown
    workspace.workers.finish()
