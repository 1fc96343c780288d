"""An open vault: navigation at the left, one page at a time beside it."""

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from vp_desk.desk import OPEN_STATUSES, ChangeKind, Changes, Desk, Draft
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month, ReportingYear
from vp_desk.records import CaseCode
from vp_desk.selection import Selection
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.damage import ReadOnly
from vp_desk.ui.frame import Frame
from vp_desk.ui.loop_ways import LoopWays
from vp_desk.ui.pages.activities_page import ActivitiesPage
from vp_desk.ui.pages.case_page import CasePage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.conversation_page import ConversationPage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.released_page import ReleasedPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.places import BY_NAME, NAVIGATION
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tab_order import set_reading_order
from vp_desk.ui.theme import Appearance
from vp_desk.ui.upkeep import Upkeep
from vp_desk.ui.vault_menu import SwitchMenu
from vp_desk.ui.way_back import WayBack
from vp_desk.ui.word_marks import mark_words
from vp_desk.ui.workers import Workers


class Workspace(Frame):
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
        bus = Bus()
        way_back = WayBack(desk, bus)
        super().__init__(way_back, practice=desk.settings.practice)
        bus.setParent(self)
        self.bus, self.undo_button = bus, way_back
        self._others = tuple(path for path in known if path != desk.path)
        self.desk = desk
        self.workers, self.today, self.appearance = workers, today, appearance
        self.bus.changed.connect(self._on_changed)
        self.undo_button.said.connect(self.say)
        self.undo_button.failed.connect(self._on_failed)
        self.damage.restore_wanted.connect(self.restore)
        self.silent.connect(self._show_status)
        self._made: dict[str, Page] = {}
        self._came_from = "today"
        made = self.add_places([(place.words, place.icon) for place in NAVIGATION])
        self._buttons = dict(zip(BY_NAME, made, strict=True))
        self.place_wanted.connect(self._on_navigated)
        self.side.switch_wanted.connect(self.choose_vault)
        self.side.help_wanted.connect(self.help_wanted)
        self.side.lock_wanted.connect(self.lock_wanted)
        self.pages.currentChanged.connect(self.page_changed)
        self.loop = LoopWays(self)
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
        page = self.pages.currentWidget()
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
            self._show(self.named(name))

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
        under = "cases" if page is None else page.under
        shown = next((name for name, made in self._made.items() if made is page), under)
        self._buttons[shown].setChecked(True)
        if page is None:
            then()
        else:
            page.leave(then)

    @Slot()
    def new_conversation(self) -> None:
        """Show an empty form for a conversation."""
        if not self.refused():
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
            self.show_once(page)
            page.choose_case(code, kind or None)

        if not self.refused():
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
        if kind in self.loop.kinds:
            self.loop.resume(draft)
            return

        def then() -> None:
            page = self._conversation_page(draft.key)
            self.show_once(page)
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
            page.back_wanted.connect(self.back)
            page.open_wanted.connect(self.open_case)
            cases = self._made.get("cases")
            if isinstance(cases, CasesPage):
                mark_words(page, cases.selection.words)
            self.show_once(page)

        self.leave(then)

    @Slot(object)
    def show_cases(self, selection: Selection) -> None:
        """Show the cases of a selection in the list of cases."""
        page = self.named("cases")
        if isinstance(page, CasesPage):
            page.show_selection(selection)
        self.go("cases")

    @Slot(object)
    def show_hours(self, year: ReportingYear) -> None:
        """Show the hours and activities of a year."""
        page = self.named("activities")
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
            page = self.named("settings")
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
        page = self.named("released")
        if isinstance(page, ReleasedPage):
            page.point_at(number, hand_over=True)
        self.go("released")

    @Slot()
    def new_activity(self) -> None:
        """Be ready to type an activity, wherever one is."""
        if self.refused():
            return
        page = self.named("activities")
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
        if not self.refused():
            self.undo_button.undo()

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.refused():
            self.undo_button.redo()

    def refused(self) -> bool:
        """Say that nothing can be changed any more, when that is so."""
        if self.read_only:
            self.say("De kluis is beschadigd: u kunt alleen nog lezen.")
        return self.read_only

    def _show_new(self) -> None:
        self.show_once(self._conversation_page())

    def _conversation_page(self, draft: str = "") -> ConversationPage:
        key = draft or f"new/{secrets.token_hex(4)}"
        page = ConversationPage(self.desk, self.bus, self.workers, self.today(), key)
        page.back_wanted.connect(self.back)
        page.another_wanted.connect(self._show_new)
        page.stored.connect(self._on_stored)
        return page

    @Slot(str)
    def _on_stored(self, code: str) -> None:
        cases = self._made.get("cases")
        if isinstance(cases, CasesPage):
            cases.point_at(code)

    @Slot()
    def back(self) -> None:
        """Go to the page of the navigation that was last in sight."""
        self.go(self._came_from)

    @Slot()
    def _find(self) -> None:
        if self.page is not None and self.page.begin_search():
            return
        self.go("cases")  # which asks first when something would be lost
        page = self._made.get("cases")
        if page is not None and page is self.page:
            page.begin_search()

    def named(self, name: str) -> Page:
        """A page of the navigation, made when it is not there yet."""
        page = self._made.get(name)
        if page is None:
            page = BY_NAME[name].make(self)
            page.said.connect(self.say)
            page.help_changed.connect(self.page_changed)
            self._made[name] = page
            self.pages.addWidget(page)
        return page

    def show_once(self, page: Page) -> None:
        """Show a page that goes when one leaves it."""
        page.said.connect(self.say)
        self.pages.addWidget(page)
        self._buttons[page.under].setChecked(True)
        self._show(page)

    def _show(self, page: Page) -> None:
        old = self.pages.currentWidget()
        self.pages.setCurrentWidget(page)
        if isinstance(old, Page) and old is not page and old not in self._made.values():
            self.pages.removeWidget(old)
            old.deleteLater()
        page.activate()
        if self.read_only:
            self._read_only.apply(page)

    @Slot()
    def choose_vault(self) -> None:
        """Offer the vaults of the other organisations."""
        menu = SwitchMenu(self._others, self)
        menu.chosen.connect(self.switch_wanted)
        menu.create_wanted.connect(self.create_wanted)
        menu.popup(self.side.corner())
        menu.setActiveAction(menu.actions()[0])

    @Slot()
    def _show_status(self) -> None:
        self.undo_button.hide()
        self.show_status(self.desk.settings.organisation)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        show_error(self.page or self, error)

    @Slot(int)
    def _on_navigated(self, number: int) -> None:
        self.go(NAVIGATION[number].name)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if ChangeKind.SETTINGS in changes.kinds:
            self._show_status()
        self.undo_button.notice()
