"""Pictures of every window, in light and dark, made without a screen: for people and for tests.

At another scale of the screen: start Python with `QT_SCALE_FACTOR=2`; the names then end in `@2x`.
"""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QSize,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from vp_desk.desk import DamagedVaultError, Desk, Party, open_vault
from vp_desk.selection import Selection
from vp_desk.ui.app import application
from vp_desk.ui.doors import Doors
from vp_desk.ui.forms.pickers import CodesPicker
from vp_desk.ui.pages.advice_page import PARTS, AdvicePage
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.create_page import CreatePage
from vp_desk.ui.pages.overview_page import OverviewPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.safety_page import SafetyPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.pages.totals_page import TotalsPage
from vp_desk.ui.remembered import Remembered, remember
from vp_desk.ui.theme import Appearance, dress, load_fonts
from vp_desk.ui.window import Window
from vp_desk.ui.workspace import Workspace

#: Work beside the window must be done by then, in milliseconds.
_PATIENCE = 120_000

#: The file of `remembered`.
_REMEMBERED = "window.txt"

#: Stands in the notes of the demonstration.
_WORD = "uitleg"
#: Stands in some advice.
_ADVICE_WORD = "team"

_TOTALS = """year,category,count
2017,TOTAAL,21
2017,Ongewenste omgangsvormen,14
2017,Financiële schendingen,5
2018,TOTAAL,19
2018,Ongewenste omgangsvormen,11
2018,Misbruik bevoegdheden,7
"""


def take(vault: Path, passphrase: str, folder: Path) -> list[Path]:
    """Open every window on a vault and keep a picture of each.

    Args:
        vault: an existing vault; nothing in it is changed.
        passphrase: opens it.
        folder: where the PNGs go.

    Returns:
        The files, in the order of a first day: `light-01-start.png` and so on.
    """
    return take_with(vault, lambda: open_vault(vault, passphrase), folder)


def take_with(
    vault: Path,
    open_it: Callable[[], Desk],
    folder: Path,
    doors: Doors | None = None,
    size: QSize | None = None,
) -> list[Path]:
    """The same, for vaults that are opened and made in another way, and for windows of another size."""
    app = _program()
    folder.mkdir(parents=True, exist_ok=True)
    ratio = app.devicePixelRatio()
    scale = "" if ratio == 1 else f"@{ratio:g}x"
    taken: list[Path] = []
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        walked = walk(vault, open_it, doors, size, appearance)
        for number, (name, shown) in enumerate(walked, 1):
            path = folder / f"{appearance.value}-{number:02}-{name}{scale}.png"
            shown.grab().save(str(path))
            taken.append(path)
    dress(app)
    return taken


def walk(
    vault: Path,
    open_it: Callable[[], Desk],
    doors: Doors | None = None,
    size: QSize | None = None,
    appearance: Appearance = Appearance.LIGHT,
) -> Iterator[tuple[str, QWidget]]:
    """Every window with its name, one after the other; each is gone when the next one comes.

    Args:
        vault: an existing vault; nothing in it is changed.
        open_it: opens it.
        doors: how the vault is made that is thrown away afterwards.
        size: of the windows; None = as they are at first.
        appearance: light or dark.
    """
    app = _program()
    with _quiet(), TemporaryDirectory() as scratch, open_it() as desk:
        dress(app, appearance)
        remember(Path(scratch) / _REMEMBERED, Remembered((), appearance))
        for name, shown in _windows(vault, desk, Path(scratch), doors):
            if size is not None:
                shown.resize(size)
            _settle()
            yield name, shown


def _program() -> QApplication:
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    load_fonts()
    return app


@contextmanager
def _quiet() -> Generator[None]:
    """Keep back what the platform without a screen says of itself."""

    def handle(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if "propagateSizeHints" in words:
            return
        if before is not None:
            before(kind, context, words)
        else:
            sys.stderr.write(f"{words}\n")

    before = qInstallMessageHandler(handle)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _windows(
    vault: Path, desk: Desk, scratch: Path, doors: Doors | None
) -> Iterator[tuple[str, QWidget]]:
    """Every window, one after the other; each is gone when the next one comes."""
    window = Window(vault, place=scratch / _REMEMBERED, today=lambda: date(2026, 3, 12))
    window.show()
    _wait(lambda: window.warm)
    yield "start", window
    window.toggle_help()
    yield "start-help", window
    window.toggle_help()
    window.start_page.practice_button.click()
    yield "practice", window
    _let_go(window)
    yield from _making(scratch, doors)
    yield from _open(desk, scratch)


def _making(scratch: Path, doors: Doors | None) -> Iterator[tuple[str, QWidget]]:
    """The steps of making a vault, with one that is thrown away afterwards."""
    with TemporaryDirectory(dir=scratch) as home:
        window = Window(place=scratch / _REMEMBERED, doors=doors)
        window.show()
        window.start_page.create_button.click()
        page = window.create_page
        if page is None:
            return
        first, secret = page.first, page.second.secret
        first.organisation.setText("Gemeente Voorbeeld")
        first.place.setText(str(Path(home) / "OneDrive" / "gemeente-voorbeeld"))
        _wait(lambda: bool(first.warning.text))
        yield "create", window
        first.place.setText(str(Path(home) / "gemeente-voorbeeld"))
        first.next_button.click()
        QTest.keyClicks(secret.passphrase.line, "mijn hond heet bello")
        yield "passphrase", window
        secret.choose()
        yield "five-words", window
        passphrase = secret.value
        QTest.keyClicks(secret.again.line, passphrase)
        page.second.next_button.click()
        _wait(lambda: page.unfinished is not None)
        yield "recovery-code", window
        page.code.written_button.click()
        yield "retype-code", window
        page.code.retyped.setText(_code_on(page))
        page.code.confirm()
        _wait(page.backups.isVisible)
        page.backups.place.setText(home)
        yield "second-place", window
        page.later_button.click()
        yield "retention", window
        if page.unfinished is not None:
            page.unfinished.safety.back_up()
        _let_go(window)
        yield from _restoring(scratch, doors, Path(home) / "gemeente-voorbeeld", passphrase)


def _restoring(
    scratch: Path, doors: Doors | None, vault: Path, passphrase: str
) -> Iterator[tuple[str, QWidget]]:
    """A backup of that vault is put back in its place."""
    window = Window(vault, place=scratch / _REMEMBERED, doors=doors)
    window.show()
    _wait(lambda: window.warm)
    window.start_page.restore_button.click()
    page = window.restore_page
    if page is None:
        return
    _wait(lambda: page.backups.chosen is not None)
    yield "restore", window
    page.opening.swap()
    yield "restore-code", window
    page.opening.swap()
    page.opening.passphrase.line.setText(passphrase)
    page.restore_button.click()
    _wait(page.telling.isVisible)
    yield "restored", window
    _let_go(window)


def _code_on(page: CreatePage) -> str:
    groups = (part for part in page.code.findChildren(QLabel) if part.property("role") == "code")
    return "-".join(part.text() for part in groups)


def _open(desk: Desk, scratch: Path) -> Iterator[tuple[str, QWidget]]:
    """The pages of an open vault."""
    window = Window(place=scratch / _REMEMBERED, today=lambda: date(2026, 3, 12))
    workspace = window.show_vault(desk)
    window.show()
    _wait(lambda: not window.workers.busy)
    yield "today", window
    workspace.go("cases")
    _wait(lambda: not window.workers.busy)
    yield "cases", window
    yield from _found(workspace, window)
    window.toggle_help()
    yield "cases-help", window
    window.show_keys()
    yield "shortcuts", window
    window.toggle_help()
    workspace.new_conversation()
    yield "conversation", window
    page = workspace.page
    if isinstance(page, ConversationPage):
        _fill(page)
        _wait(lambda: bool(page.meter.text))
        yield "conversation-filled", window
        page.save()
        yield "conversation-error", window
        page.discard()
    rows = desk.page_of_cases(replace(Selection(), order="month"), 0, 1)
    if rows:
        workspace.open_case(rows[0].case.code)
        yield "case", window
    if isinstance(workspace.page, CasePage):
        workspace.page.contacts.add_button.click()
        yield "case-new-contact", window
    yield from _figures(workspace, window, scratch)
    yield from _advice(workspace, window)
    workspace.go("released")
    _wait(lambda: not window.workers.busy)
    yield "released", window
    workspace.go("bin")
    yield "bin", window
    yield from _looking_after(workspace, window)
    yield from _damaged(workspace, window)
    window.release_vault()
    _let_go(window)


def _damaged(workspace: Workspace, window: Window) -> Iterator[tuple[str, QWidget]]:
    """The band that comes when damage is met, over a form that was being filled in."""
    workspace.new_conversation()
    page = workspace.page
    if isinstance(page, ConversationPage):
        _fill(page)
        workspace.upkeep.meet(DamagedVaultError(["er is iets niet zoals het werd opgeslagen."]))
        yield "damaged", window
        page.discard()


def _looking_after(workspace: Workspace, window: Window) -> Iterator[tuple[str, QWidget]]:
    """The safety of the vault, and the settings."""
    workspace.go("safety")
    _wait(lambda: not window.workers.busy)
    yield "safety", window
    safety = workspace.page
    if isinstance(safety, SafetyPage):
        safety.replace_key()
        yield "safety-key", window
    workspace.go("settings")
    yield "settings", window
    settings = workspace.page
    if isinstance(settings, SettingsPage):
        for name in (
            "report",
            "readers",
            "asked",
            "types",
            "units",
            "lists",
            "appearance",
            "vault",
        ):
            settings.show_section(name)
            _wait(lambda: not window.workers.busy)
            yield f"settings-{name}", window


def _found(workspace: Workspace, window: Window) -> Iterator[tuple[str, QWidget]]:
    """Words that were found, and a filter that is being made."""
    page = workspace.page
    if not isinstance(page, CasesPage):
        return
    page.show_selection(Selection(words=_WORD))
    _wait(lambda: not page.model.waiting)
    yield "cases-found", window
    page.show_selection(Selection(codes={"status": frozenset({"open"})}))
    _wait(lambda: not page.model.waiting)
    page.add_filter()
    QTest.keyClicks(page.editor.what, "pest")
    yield "cases-filter", window
    page.editor.close_editor()
    page.show_selection(Selection())
    _wait(lambda: not page.model.waiting)


def _fill(page: ConversationPage) -> None:
    """Type what leaves the list of types open and a mistake beside it."""
    by_key = {field.key: row.widget for field, row in page.form.rows.items()}
    lines = {"channel": "tele\t", "reporter_role": "mede\t", "relation": "leiding\t"}
    for key, typed in {**lines, "talk_quarters": "een uurtje\t"}.items():
        line = by_key[key]
        if isinstance(line, QLineEdit):
            line.clear()
        by_key[key].setFocus()
        QTest.keyClicks(by_key[key], typed)
    types = by_key["types"]
    target = types.line if isinstance(types, CodesPicker) else types
    target.setFocus()
    QTest.keyClicks(target, "pest")
    QTest.keyClick(target, Qt.Key.Key_Return)
    QTest.keyClicks(target, "roddel")


def _figures(workspace: Workspace, window: Window, scratch: Path) -> Iterator[tuple[str, QWidget]]:
    """The activities, the overview, the totals of earlier years, and the report."""
    for name in ("activities", "overview"):
        workspace.go(name)
        _wait(lambda: not window.workers.busy)
        yield name, window
    if isinstance(workspace.page, OverviewPage):
        workspace.page.show_years()
        years = workspace.page.years
        _wait(lambda: years.picture is not None and not years.waiting)
        yield "overview-years", window
        years.exact.view.focus_bar(-1)
        yield "overview-years-row", window
    workspace.go("totals")
    totals = workspace.page
    if isinstance(totals, TotalsPage):
        path = scratch / "totalen.csv"
        path.write_text(_TOTALS, encoding="utf-8")
        totals.choose_file(path)
        _wait(totals.import_button.isVisible)
        yield "totals", window
    workspace.go("report")
    report = workspace.page
    if isinstance(report, ReportPage) and report.year.count():
        yield "report", window
        report.prepare()
        _wait(lambda: report.prepared is not None)
        for row in range(report.preview.tables.count()):
            if report.preview.tables.item(row).text().startswith("Nieuwe zaken naar type"):
                report.preview.tables.setCurrentRow(row)
        yield "report-prepared", window
        report.show_protection()
        _wait(lambda: report.protection.ladder is not None)
        yield "report-protection", window
        report.show_pages()
        _wait(lambda: report.pages.is_shown)
        report.pages.view.go_to(3)
        _wait(lambda: report.pages.view.is_sharp)
        yield "report-preview", window


def _advice(workspace: Workspace, window: Window) -> Iterator[tuple[str, QWidget]]:
    """Recommendations, signals, talks, the self-check, what is due, and the forms of each."""
    workspace.go("advice")
    page = workspace.page
    if not isinstance(page, AdvicePage):
        return
    for part in PARTS:
        page.show_part(part)
        page.activate()
        _wait(lambda: not window.workers.busy)
        yield f"advice-{part}", window
    page.look_for(_ADVICE_WORD)
    yield "advice-found", window
    first = next(iter(workspace.desk.recommendations()), None)
    workspace.loop.new_recommendation()
    yield "recommendation-new", window
    if first is not None:
        workspace.loop.open(f"recommendation/{first.id}")
        _wait(lambda: not window.workers.busy)
        yield "recommendation", window
    workspace.loop.new_signal()
    _wait(lambda: not window.workers.busy)
    yield "signal", window
    workspace.loop.new_agreement(Party.AUTHORITY)
    yield "agreement", window
    workspace.loop.open("self_check/2025")
    _wait(lambda: not window.workers.busy)
    yield "self-check", window


def _let_go(window: Window) -> None:
    window.close()
    window.deleteLater()
    _settle()


def _settle() -> None:
    """Let layouts and paint events come to rest."""
    for _ in range(3):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _wait(reached: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(_PATIENCE)
    while not reached() and not deadline.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
