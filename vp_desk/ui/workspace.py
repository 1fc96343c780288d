"""An open vault: navigation at the left, one page at a time beside it."""

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vp_desk.desk import OPEN_STATUSES, ChangeKind, Changes, Desk, Draft, Step
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month, ReportingYear
from vp_desk.records import CaseCode
from vp_desk.selection import Selection
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.damage import DamageBand, ReadOnly
from vp_desk.ui.icons import IconButton, IconLabel
from vp_desk.ui.pages.activities_page import ActivitiesPage
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.released_page import ReleasedPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.places import BY_NAME, NAVIGATION
from vp_desk.ui.practice_band import PracticeBand
from vp_desk.ui.show_error import show_error
from vp_desk.ui.sidebar import Sidebar
from vp_desk.ui.tab_order import set_reading_order
from vp_desk.ui.theme import Appearance
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.upkeep import Upkeep
from vp_desk.ui.vault_menu import SwitchMenu
from vp_desk.ui.widgets import label, row
from vp_desk.ui.word_marks import mark_words
from vp_desk.ui.workers import Workers

#: How long the status line keeps what was done, in milliseconds.
_SAID_FOR = 6000


class Workspace(QWidget):
    """Everything that can be done with an open vault."""

    lock_wanted = Signal()
    appearance_chosen = Signal(object)
    #: The path of another vault to open instead of this one; None = it will be looked for.
    switch_wanted = Signal(object)
    create_wanted = Signal()
    #: A backup is to be put back in the place of this vault.
    restore_wanted = Signal()
    help_wanted = Signal()
    #: Another page came into sight.
    page_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        workers: Workers,
        today: Callable[[], date],
        appearance: Appearance = Appearance.SYSTEM,
        known: tuple[Path, ...] = (),
    ) -> None:
        super().__init__()
        self._others = tuple(path for path in known if path != desk.path)
        self.desk = desk
        self.workers, self.today, self.appearance = workers, today, appearance
        self.bus = Bus(self)
        self.bus.changed.connect(self._on_changed)
        self._made: dict[str, Page] = {}
        self._came_from = "today"
        self._last_step: Step | None = None
        self._went_back = False
        self._pages = QStackedWidget()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_sidebar())
        layout.addLayout(self._make_column(), 1)
        self._pages.currentChanged.connect(self.page_changed)
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._show_status)
        self._read_only = ReadOnly(self)
        self.upkeep = Upkeep(desk, workers, today, self)
        self.upkeep.damaged.connect(self._close_for_writing)
        self.upkeep.failed.connect(self._on_failed)
        for keys, slot in (
            (shortcuts.NEW, self.new_conversation),
            (shortcuts.ACTIVITY, self.new_activity),
            (shortcuts.FIND, self._find),
            (shortcuts.UNDO, self.undo),
            (shortcuts.REDO, self.redo),
            (shortcuts.SWITCH, self.choose_vault),
            (shortcuts.LOCK, self.lock_wanted.emit),
        ):
            shortcuts.bind(keys, self, slot)
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
        """Begin with what waits today."""
        self.go("today")
        self.upkeep.begin()

    def go(self, name: str) -> None:
        """Show a page of the navigation, after asking about what would be lost."""

        def then() -> None:
            self._buttons[name].setChecked(True)
            self._came_from = name
            self._show(self._named(name))

        self.leave(then)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed any more, since the vault is damaged."""
        return not self.damage.isHidden()

    def meet(self, error: BaseException) -> None:
        """An error was shown on one of the pages (`show_error.tell`): perhaps it is damage."""
        self.upkeep.meet(error)

    @Slot()
    def _close_for_writing(self) -> None:
        self.damage.appear()
        if self.page is not None:
            self._read_only.apply(self.page)
        self.undo_button.hide()

    def put_away(self) -> bool:
        """The vault is about to be locked: keep what was typed. Whether nothing of it would be lost."""
        return self.page is None or self.page.put_away()

    def forget(self) -> None:
        """The vault is closed: no page holds what was made of it."""
        for page in self._made.values():
            page.forget()

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
    def new_conversation(self) -> None:
        """Show an empty form for a conversation."""
        if not self._refused():
            self.leave(self._show_new)

    @Slot(str, str)
    def continue_case(self, code: CaseCode, kind: str) -> None:
        """Show the form for a conversation of a case that is there.

        Args:
            code: the case.
            kind: what kind of conversation it was; empty = the usual one.
        """

        def then() -> None:
            page = self._conversation_page()
            self._show_once(page)
            page.choose_case(code, kind or None)

        if not self._refused():
            self.leave(then)

    @Slot(object)
    def open_draft(self, draft: Draft) -> None:
        """Go on with something that was typed and not stored."""
        kind, _, name = draft.key.partition("/")
        if kind == "case":
            self.open_case(CaseCode(name))
            return
        if kind == "activity":
            self.go("activities")
            return

        def then() -> None:
            page = self._conversation_page(draft.key)
            self._show_once(page)
            page.resume(draft.content)

        self.leave(then)

    @Slot(str)
    def open_case(self, code: CaseCode) -> None:
        """Show one case."""

        def then() -> None:
            try:
                page = CasePage(self.desk, self.bus, self.workers, code, self.today())
            except VpDeskError as error:
                show_error(self.page or self, error)
                return
            page.back_wanted.connect(self._back)
            page.open_wanted.connect(self.open_case)
            cases = self._made.get("cases")
            if isinstance(cases, CasesPage):
                mark_words(page, cases.selection.words)
            self._show_once(page)

        self.leave(then)

    @Slot(object)
    def show_cases(self, selection: Selection) -> None:
        """Show the cases of a selection in the list of cases."""
        page = self._named("cases")
        if isinstance(page, CasesPage):
            page.show_selection(selection)
        self.go("cases")

    @Slot(object)
    def show_hours(self, year: ReportingYear) -> None:
        """Show the hours and activities of a year."""
        page = self._named("activities")
        if isinstance(page, ActivitiesPage):
            page.show_year(year)
        self.go("activities")

    @Slot()
    def show_report(self) -> None:
        """Show the page on which files are made."""
        self.go("report")

    @Slot()
    def show_released(self) -> None:
        """Show what left the vault."""
        self.go("released")

    @Slot()
    def show_safety(self) -> None:
        """Show how safe the vault is."""
        self.go("safety")

    @Slot()
    def show_passphrase(self) -> None:
        """Be ready to change the passphrase."""

        def then() -> None:
            page = self._named("settings")
            self._buttons["settings"].setChecked(True)
            self._came_from = "settings"
            self._show(page)
            if isinstance(page, SettingsPage):
                page.show_section("vault")

        self.leave(then)

    @Slot()
    def restore(self) -> None:
        """Close this vault, and be ready to put a backup back."""
        self.leave(self.restore_wanted.emit)

    @Slot(int)
    def hand_over(self, number: int) -> None:
        """Ask to whom a release was handed, among all that left the vault."""
        page = self._named("released")
        if isinstance(page, ReleasedPage):
            page.point_at(number, hand_over=True)
        self.go("released")

    @Slot()
    def new_activity(self) -> None:
        """Be ready to type an activity, wherever one is."""
        if self._refused():
            return
        page = self._named("activities")
        if page is not self.page:
            self.go("activities")
        if isinstance(page, ActivitiesPage) and page is self.page:
            page.start_entry()

    @Slot()
    def show_carried(self) -> None:
        """Show the open cases of before this year."""
        begin = self.desk.calendar.year_of(Month.of(self.today())).begin
        self.show_cases(Selection(end=begin, codes={"status": OPEN_STATUSES}))

    @Slot()
    def undo(self) -> None:
        """Take back what was done last."""
        self._step(self.desk.undo, "Teruggedraaid: {words}.", "Er is niets om terug te draaien.")

    def _offer_way_back(self, *, went_back: bool) -> None:
        """The button beside what was done: take it back, or after taking back do it after all."""
        history, button = self.desk.history, self.undo_button
        self._went_back = went_back
        button.setText("Toch weer doen" if went_back else "Ongedaan maken")
        button.set_icon_name("redo" if went_back else "undo")
        button.setToolTip((shortcuts.REDO if went_back else shortcuts.UNDO).told)
        button.setVisible((history.next_again if went_back else history.next_back) is not None)

    @Slot()
    def _on_way_back(self) -> None:
        if self._went_back:
            self.redo()
        else:
            self.undo()

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self.desk.redo, "Toch weer gedaan: {words}.", "Er is niets om opnieuw te doen.")

    def _refused(self) -> bool:
        """Say that nothing can be changed any more, when that is so."""
        if self.read_only:
            self.say("De kluis is beschadigd: u kunt alleen nog lezen.")
        return self.read_only

    def _step(self, work: Callable[[], Step | None], words: str, nothing: str) -> None:
        if self._refused():
            return
        try:
            step = work()
        except VpDeskError as error:
            show_error(self.page or self, error)
            return
        if step is not None:
            self.bus.changed.emit(step.changes)
        self.say(nothing if step is None else words.format(words=step.words))
        self._offer_way_back(went_back=work == self.desk.undo)

    def _show_new(self) -> None:
        self._show_once(self._conversation_page())

    def _conversation_page(self, draft: str = "") -> ConversationPage:
        key = draft or f"new/{secrets.token_hex(4)}"
        page = ConversationPage(self.desk, self.bus, self.workers, self.today(), key)
        page.back_wanted.connect(self._back)
        page.another_wanted.connect(self._show_new)
        page.stored.connect(self._on_stored)
        return page

    @Slot()
    def _back(self) -> None:
        self.go(self._came_from)

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
            page = BY_NAME[name].make(self)
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
        if self.read_only:
            self._read_only.apply(page)

    def _make_sidebar(self) -> QFrame:
        sidebar = self._sidebar = Sidebar(self)
        sidebar.switch_wanted.connect(self.choose_vault)
        sidebar.help_wanted.connect(self.help_wanted)
        sidebar.lock_wanted.connect(self.lock_wanted)
        group = QButtonGroup(self)
        self._buttons: dict[str, IconButton] = {}
        for number, place in enumerate(NAVIGATION, 1):
            made = IconButton(place.words, place.icon, "nav")
            made.setCheckable(True)
            made.setAutoExclusive(False)
            made.setShortcut(f"Ctrl+{number % 10}")
            made.setToolTip(f"{place.words} (Ctrl+{number % 10})")
            group.addButton(made, number)
            sidebar.add_place(made)
            self._buttons[place.name] = made
        group.idClicked.connect(self._on_navigated)
        sidebar.end_places()
        layout = sidebar.foot
        self._said = label("", "small", wrap=True)
        layout.addWidget(self._said)
        self.undo_button = IconButton("Ongedaan maken", "undo", "link")
        self.undo_button.setToolTip(shortcuts.UNDO.told)
        self.undo_button.clicked.connect(self._on_way_back)
        self.undo_button.hide()
        layout.addWidget(self.undo_button)
        self._status = label("", "small", wrap=True)
        status = row(
            IconLabel("check", Size.ICON_SMALL, QPalette.ColorRole.Link),
            self._status,
            spacing=Space.SNUG,
        )
        status.setStretch(1, 1)
        layout.addLayout(status)
        return sidebar

    def _make_column(self) -> QVBoxLayout:
        """The page in sight, with above it that all is invented, and below it what a narrow side cannot say."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PracticeBand(self, shown=self.desk.settings.practice))
        self.damage = DamageBand(self)
        self.damage.restore_wanted.connect(self.restore)
        column.addWidget(self.damage)
        column.addWidget(self._pages, 1)
        self._strip = QFrame()
        self._strip.setProperty("role", "footer")
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self._strip.hide()
        column.addWidget(self._strip)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow side has icons alone; what was done is then said under the page."""
        super().resizeEvent(event)
        if self._sidebar.fit(event.size()):
            foot, strip = self._sidebar.foot_holder, self._strip.layout()
            if self._sidebar.rail and strip is not None:
                strip.addWidget(foot)
            else:
                self._sidebar.put_back(foot)
            foot.show()
        self._strip.setVisible(self._sidebar.rail and bool(self._said.text()))

    @Slot()
    def choose_vault(self) -> None:
        """Offer the vaults of the other organisations."""
        menu = SwitchMenu(self._others, self)
        menu.chosen.connect(self.switch_wanted)
        menu.create_wanted.connect(self.create_wanted)
        menu.popup(self._sidebar.corner())
        menu.setActiveAction(menu.actions()[0])

    @Slot(str)
    def say(self, words: str) -> None:
        """Show for a while what was done."""
        self._said.setText(words)
        self._said.setAccessibleName(words)
        self._strip.setVisible(self._sidebar.rail)
        self._silence.start(_SAID_FOR)

    @Slot()
    def _show_status(self) -> None:
        self._said.setText("")
        self.undo_button.hide()
        self._strip.hide()
        self._sidebar.set_organisation(self.desk.settings.organisation)
        self._status.setText("Kluis open")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        show_error(self.page or self, error)

    @Slot(int)
    def _on_navigated(self, number: int) -> None:
        self.go(NAVIGATION[number - 1].name)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if ChangeKind.SETTINGS in changes.kinds:
            self._show_status()
        step = self.desk.history.next_back
        if step is not self._last_step:
            self._last_step = step
            self._offer_way_back(went_back=False)
            if step is not None:
                self.say(f"{step.words}.")
