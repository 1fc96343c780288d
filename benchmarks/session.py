"""In a fresh process: unlock, list, filter, search and report in the real window, offscreen.

`python -m benchmarks.session VAULT FOLDER [report]` prints one JSON object of milliseconds:
`unlock`, lists `filter`, `repaint`, `years`, `sort`, `combined` and `search`, and `gaps`: what was
done → longest silence of the event loop meanwhile.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QPaintEvent

from benchmarks.material import LIMITS, PASSPHRASE
from vp_desk import desk
from vp_desk.periods import Month
from vp_desk.selection import Selection, Span
from vp_desk.ui.app import application
from vp_desk.ui.cases_table import CasesTable
from vp_desk.ui.models.cases import CasesModel
from vp_desk.ui.pages import cases_page
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.overview_page import OverviewPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.theme import Appearance, dress, load_fonts
from vp_desk.ui.window import Window

P = TypeVar("P")
#: How often the event loop is asked whether it is there, in milliseconds.
_BEAT = 4
#: A passphrase takes at least this long to type; the window loads the rest meanwhile.
_TYPING = 1000


class Painted:
    """Waits for the next time that the list is painted."""

    def __init__(self) -> None:
        self._loop: QEventLoop | None = None

    def tell(self) -> None:
        """The list was painted; the rest of the window follows before a timer has its turn."""
        if self._loop is not None:
            QTimer.singleShot(0, self._loop.quit)

    def after(self, action: Callable[[], object]) -> float:
        """Milliseconds from an action until the list was painted because of it."""
        self._loop = QEventLoop()
        begin = time.perf_counter()
        action()
        self._loop.exec()
        self._loop = None
        return (time.perf_counter() - begin) * 1000


painted = Painted()


class WatchedTable(CasesTable):
    """The list of cases; says when it was painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - as in Qt
        """Paint, and tell once it is what was asked for."""
        super().paintEvent(event)
        model = self.model()
        if not (isinstance(model, CasesModel) and model.waiting):
            painted.tell()


class Beat:
    """The longest silence of the event loop."""

    def __init__(self) -> None:
        self.gaps: dict[str, float] = {}
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT)
        self._timer.timeout.connect(self._tick)
        self._last = self._longest = 0.0

    @contextmanager
    def during(self, name: str) -> Generator[None]:
        """Listen while something is done."""
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer.start()
        yield
        wait(_BEAT * 3)
        self._timer.stop()
        self.gaps[name] = max(self.gaps.get(name, 0.0), self._longest * 1000)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now


def wait(for_ms: int) -> None:
    """Let the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(for_ms, loop.quit)
    loop.exec()


def run(vault: Path, folder: Path, *, with_report: bool) -> dict[str, object]:
    """Everything that is measured in one session."""
    cases_page.CasesTable = WatchedTable  # type: ignore[attr-defined]
    app = application()
    load_fonts()
    dress(app, Appearance.LIGHT)
    window = Window(vault, place=folder / "window.json")
    window.show()
    wait(_TYPING)
    settle(window)
    beat = Beat()
    found: dict[str, object] = {"unlock": unlock(window)}
    page = shown(window, CasesPage)
    settle(window)
    page.table.setFocus()
    wait(50)
    if window.workspace is not None:
        found |= filters(page, window.workspace.desk)
    found |= gaps_of_list(window, page, beat)
    if with_report:
        report(window, beat, folder)
    for name in ("today", "overview", "activities", "advice"):
        with beat.during(name):
            if window.workspace is not None:
                window.workspace.go(name)
            settle(window)
    if with_report:
        many_years(window, beat)
    window.lock()
    with beat.during("unlock"):
        unlock(window)
    return found | {"gaps": beat.gaps}


def settle(window: Window) -> None:
    """Until no work is left in the background."""
    wait(20)
    while window.workers.busy:
        wait(20)


def unlock(window: Window) -> float:
    """From pressing the button to the painted list, to which one goes as soon as the vault is open."""

    def to_the_list() -> None:
        if window.workspace is not None:
            window.workspace.go("cases")

    window.start_page.secret.line.setText(PASSPHRASE)
    window.opened.connect(to_the_list)
    taken = painted.after(window.start_page.open_button.click)
    window.opened.disconnect(to_the_list)
    return taken


def shown(window: Window, kind: type[P]) -> P:
    """The page in sight."""
    page = window.workspace.page if window.workspace else None
    if not isinstance(page, kind):
        raise TypeError(kind.__name__)
    return page


def filters(page: CasesPage, told: desk.Desk) -> dict[str, list[float]]:
    """Choose each type and each year, each followed by painting the same page once more."""
    types = [Selection(codes={"types": frozenset({e.code})}) for e in told.lists.types.parts(None)]
    years = [Selection(begin=year.begin, end=year.end) for year in told.case_years()]
    times: dict[str, list[float]] = {"filter": [], "years": [], "repaint": []}
    for name, selections in (("filter", types), ("years", years)):
        for selection in (*selections, Selection()):
            times[name].append(painted.after(partial(page.show_selection, selection)))
            times["repaint"].append(painted.after(page.update))
    return times


#: Several filters at once, of each kind that there is.
_COMBINED = (
    Selection(codes={"types": frozenset({"conduct"}), "status": frozenset({"open", "-"})}),
    Selection(end=Month(2024, 1), talks=Span(Month(2024, 1), Month(2025, 1))),
    Selection(silent_from=Month(2025, 6), codes={"status": frozenset({"open"})}),
    Selection(words="notitie", codes={"route": frozenset({"mediation"})}, order="last_contact"),
    Selection(),
)
_ORDERS = ("types", "status", "code", "contacts", "last_contact", "month")


def gaps_of_list(window: Window, page: CasesPage, beat: Beat) -> dict[str, list[float]]:
    """Filter, sort, scroll to the end, type words, open a case and a new one."""
    workspace = window.workspace
    if workspace is None:
        raise TypeError
    times: dict[str, list[float]] = {"sort": [], "combined": [], "search": []}
    with beat.during("filter"):
        for selection in _COMBINED:
            times["combined"].append(painted.after(partial(page.show_selection, selection)))
    with beat.during("sort"):
        for order in _ORDERS:
            sorted_by = Selection(order=order)
            times["sort"].append(painted.after(partial(page.show_selection, sorted_by)))
    with beat.during("scroll"):
        painted.after(page.table.scrollToBottom)
    page.table.scrollToTop()
    with beat.during("search"):
        for words in ("notitie", "dossierstuk", "pesten", "leidinggevende", "wobi"):
            times["search"].append(painted.after(partial(page.search.setText, words)))
    with beat.during("find a case back far down"):
        page.show_selection(Selection(order="code"))
        settle(window)
        page.table.scrollToBottom()
        settle(window)
        page.table.setCurrentIndex(page.model.index(page.model.rowCount() - 1, 0))
        workspace.bus.changed.emit(desk.Changes(frozenset({desk.ChangeKind.CASES})))
        settle(window)
    with beat.during("open a case"):
        page.table.row_opened.emit(page.model.index(0, 0))
        wait(50)
    with beat.during("new conversation"):
        workspace.new_conversation()
        wait(50)
    workspace.go("cases")
    settle(window)
    return times


def report(window: Window, beat: Beat, folder: Path) -> None:
    """Prepare and write the report in a worker, as the page does."""
    if window.workspace is None:
        raise TypeError
    window.workspace.go("report")
    wait(50)
    page = shown(window, ReportPage)
    with beat.during("report"):
        page.prepare()
        settle(window)
        page.write(folder / "sessie.pdf")
        settle(window)
    window.workspace.go("cases")


def many_years(window: Window, beat: Beat) -> None:
    """Look at several years, exact and as a report would show them."""
    if window.workspace is None:
        raise TypeError
    window.workspace.go("overview")
    settle(window)
    page = shown(window, OverviewPage)
    with beat.during("many years"):
        page.show_years()
        settle(window)


if __name__ == "__main__":
    cheaply = partial(desk.open_vault, limits=LIMITS)
    with patch.object(desk, "open_vault", cheaply):  # the window imports it when it is needed
        told = run(Path(sys.argv[1]), Path(sys.argv[2]), with_report="report" in sys.argv[3:])
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)
