"""An open vault: navigation at the left, one page at a time beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vp_desk.desk import ChangeKind, Changes, Desk
from vp_desk.records import CaseCode
from vp_desk.selection import Selection
from vp_desk.ui.bus import Bus
from vp_desk.ui.icons import IconButton, IconLabel
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.new_case_page import NewCasePage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.pages.totals_page import TotalsPage
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tab_order import set_reading_order
from vp_desk.ui.theme import Appearance
from vp_desk.ui.widgets import label, row
from vp_desk.ui.word_marks import mark_words
from vp_desk.ui.workers import Workers

#: How long the status line keeps what was done, in milliseconds.
_SAID_FOR = 6000
#: How long after unlocking every row of the vault is looked at: the first page goes first.
_ASSURE_AFTER = 1500


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation."""

    name: str
    words: str
    icon: str
    make: "Callable[[Workspace], Page]"


def _cases(workspace: "Workspace") -> Page:
    page = CasesPage(workspace.desk, workspace.bus, workspace.workers)
    page.open_wanted.connect(workspace.open_case)
    page.new_wanted.connect(workspace.new_case)
    return page


def _totals(workspace: "Workspace") -> Page:
    return TotalsPage(workspace.desk, workspace.bus, workspace.workers)


def _report(workspace: "Workspace") -> Page:
    return ReportPage(workspace.desk, workspace.bus, workspace.workers, workspace.today)


def _settings(workspace: "Workspace") -> Page:
    page = SettingsPage(workspace.desk, workspace.bus, workspace.appearance, workspace.today())
    page.appearance_chosen.connect(workspace.appearance_chosen)
    return page


#: The navigation from top to bottom; Ctrl and a number goes to a page.
_NAVIGATION = (
    Place("cases", "Zaken", "cases", _cases),
    Place("totals", "Cijfers van eerdere jaren", "totals", _totals),
    Place("report", "Rapport", "report", _report),
    Place("settings", "Instellingen", "settings", _settings),
)
_BY_NAME = {place.name: place for place in _NAVIGATION}


class Workspace(QWidget):
    """Everything that can be done with an open vault."""

    lock_wanted = Signal()
    appearance_chosen = Signal(object)

    def __init__(
        self,
        desk: Desk,
        workers: Workers,
        today: Callable[[], date],
        appearance: Appearance = Appearance.SYSTEM,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.workers, self.today, self.appearance = workers, today, appearance
        self.bus = Bus(self)
        self.bus.changed.connect(self._on_changed)
        self._made: dict[str, Page] = {}
        self._pages = QStackedWidget()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_sidebar())
        layout.addWidget(self._pages, 1)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._show_status)
        self._assurance = QTimer(self)
        self._assurance.setSingleShot(True)
        self._assurance.timeout.connect(self._assure)
        for keys, slot in (
            ("Ctrl+N", self.new_case),
            ("Ctrl+F", self._find),
            ("Ctrl+L", self.lock_wanted),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self._show_status()

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        page = self._pages.currentWidget()
        return page if isinstance(page, Page) else None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab follow the page as it is laid out now."""
        set_reading_order(self)
        return super().focusNextPrevChild(forward)

    def activate(self) -> None:
        """Begin at the list of cases."""
        self.go("cases")
        self._assurance.start(_ASSURE_AFTER)

    def go(self, name: str) -> None:
        """Show a page of the navigation, after asking about what would be lost."""

        def then() -> None:
            self._buttons[name].setChecked(True)
            self._show(self._named(name))

        self.leave(then)

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then` when nothing is lost by leaving the page."""
        page = self.page
        shown = next((name for name, made in self._made.items() if made is page), "cases")
        self._buttons[shown].setChecked(True)
        if page is None:
            then()
        else:
            page.leave(then)

    @Slot()
    def new_case(self) -> None:
        """Show an empty form for a new case."""
        self.leave(self._show_new_case)

    @Slot(str)
    def open_case(self, code: CaseCode) -> None:
        """Show one case."""

        def then() -> None:
            page = CasePage(self.desk, self.bus, code, self.today())
            page.back_wanted.connect(self._back)
            cases = self._made.get("cases")
            if isinstance(cases, CasesPage):
                mark_words(page, cases.selection.words)
            self._show_once(page)

        self.leave(then)

    def show_cases(self, selection: Selection) -> None:
        """Show the list with exactly these cases."""
        self.go("cases")
        page = self.page
        if isinstance(page, CasesPage):
            page.show(selection)

    def _show_new_case(self) -> None:
        page = NewCasePage(self.desk, self.bus, self.today())
        page.back_wanted.connect(self._back)
        page.another_wanted.connect(self._show_new_case)
        page.stored.connect(self._on_stored)
        self._show_once(page)

    @Slot()
    def _back(self) -> None:
        self.go("cases")

    @Slot(str)
    def _on_stored(self, code: str) -> None:
        cases = self._made.get("cases")
        if isinstance(cases, CasesPage):
            cases.point_at(code)

    @Slot()
    def _find(self) -> None:
        self.go("cases")
        page = self._made.get("cases")
        if isinstance(page, CasesPage) and page is self.page:
            page.focus_search()

    def _named(self, name: str) -> Page:
        page = self._made.get(name)
        if page is None:
            page = _BY_NAME[name].make(self)
            page.said.connect(self.say)
            self._made[name] = page
            self._pages.addWidget(page)
        return page

    def _show_once(self, page: Page) -> None:
        page.said.connect(self.say)
        self._pages.addWidget(page)
        self._buttons["cases"].setChecked(True)
        self._show(page)

    def _show(self, page: Page) -> None:
        old = self._pages.currentWidget()
        self._pages.setCurrentWidget(page)
        if isinstance(old, Page) and old is not page and old not in self._made.values():
            self._pages.removeWidget(old)
            old.deleteLater()
        page.activate()

    def _make_sidebar(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "sidebar")
        frame.setFixedWidth(236)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(14, 22, 14, 14)
        layout.setSpacing(4)
        logo = IconLabel("logo", 24, QPalette.ColorRole.Link)
        layout.addLayout(row(logo, label("VP-Desk", "heading"), None))
        layout.addSpacing(14)
        group = QButtonGroup(self)
        self._buttons: dict[str, IconButton] = {}
        for number, place in enumerate(_NAVIGATION, 1):
            made = IconButton(place.words, place.icon, "nav")
            made.setCheckable(True)
            made.setAutoExclusive(False)
            made.setShortcut(f"Ctrl+{number}")
            made.setToolTip(f"{place.words} (Ctrl+{number})")
            group.addButton(made, number)
            layout.addWidget(made)
            self._buttons[place.name] = made
        group.idClicked.connect(self._on_navigated)
        layout.addStretch(1)
        self._said = label("", "small", wrap=True)
        layout.addWidget(self._said)
        self._status = label("", "small", wrap=True)
        status = row(IconLabel("check", 14, QPalette.ColorRole.Link), self._status, spacing=6)
        status.setStretch(1, 1)
        layout.addLayout(status)
        layout.addSpacing(4)
        self.lock_button = IconButton("Vergrendelen", "lock", "nav")
        self.lock_button.setToolTip("De kluis sluiten (Ctrl+L)")
        self.lock_button.setIconSize(QSize(18, 18))
        self.lock_button.clicked.connect(self.lock_wanted)
        layout.addWidget(self.lock_button)
        return frame

    @Slot(str)
    def say(self, words: str) -> None:
        """Show for a while what was done."""
        self._said.setText(words)
        self._silence.start(_SAID_FOR)

    @Slot()
    def _show_status(self) -> None:
        self._said.setText("")
        organisation = self.desk.settings.organisation
        self._status.setText(f"Kluis open · {organisation}" if organisation else "Kluis open")

    @Slot()
    def _assure(self) -> None:
        """Look at every row of the vault, beside the window; a report then need not."""
        self.workers.start(self.desk.assure, _ignore, self._on_damage)

    def _on_damage(self, error: Exception) -> None:
        show_error(self.page or self, error)

    @Slot(int)
    def _on_navigated(self, number: int) -> None:
        self.go(_NAVIGATION[number - 1].name)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if ChangeKind.SETTINGS in changes.kinds:
            self._show_status()


def _ignore(_: object) -> None:
    """A sound vault is nothing to speak of."""
