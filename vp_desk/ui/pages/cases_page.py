"""The list of cases: search as you type, filters as chips, kept views, sort by column."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from vp_desk import filters
from vp_desk.desk import ChangeKind, Changes, Desk, View
from vp_desk.desk.views import sound_columns
from vp_desk.records import CaseCode
from vp_desk.selection import Selection
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.cases_table import CasesTable
from vp_desk.ui.cases_tools import CasesTools, FoundLine
from vp_desk.ui.columns_dialog import ColumnsDialog
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.filter_bar import FilterBar
from vp_desk.ui.filter_editor import FilterEditor
from vp_desk.ui.icons import IconButton
from vp_desk.ui.models.cases import CODE_ROLE, CasesModel
from vp_desk.ui.pages.page import Page
from vp_desk.ui.show_error import show_error
from vp_desk.ui.views_menu import KeepDialog, ManageDialog, ViewsMenu
from vp_desk.ui.workers import Progress, Workers

#: How long typing must rest before the list is read again, in milliseconds.
_REST: Final = 120


class CasesPage(Page):
    """All cases of the vault, in a table that reads only what is looked at."""

    help = "zaken"

    open_wanted = Signal(str)
    new_wanted = Signal()
    #: The words of a search that are found in advice as well.
    advice_wanted = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, workers: Workers) -> None:
        super().__init__("Zaken", scrolls=False)
        self._desk, self._bus, self._workers = desk, bus, workers
        self._stale = True
        self._current = ""
        self._list_wanted = self._from_chip = False
        self._view: View | None = None
        self._remembered = desk.views.last(desk.lists)
        self.model = CasesModel(desk, workers, self)
        self.model.show_columns(self._remembered.columns)
        self.model.listed.connect(self._on_listed)
        self.model.failed.connect(self._on_failed)
        self._wanted = self._remembered.selection
        new = IconButton("Nieuw gesprek", "plus", "primary")
        new.setToolTip(f"Een gesprek vastleggen ({shortcuts.NEW.told})")
        new.clicked.connect(self.new_wanted)
        self.header.addWidget(new)
        self._make_tools()
        self._make_table()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read)
        shortcuts.bind(shortcuts.FILTER, self, self.add_filter)
        shortcuts.bind(shortcuts.VIEWS, self, self.open_views)
        bus.changed.connect(self._on_changed)

    @property
    def selection(self) -> Selection:
        """What is asked of the list now."""
        return replace(self._wanted, words=self.search.text().strip())

    def activate(self) -> None:
        """Show the cases as they are now."""
        self._refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_selection(self, selection: Selection) -> None:
        """Show exactly the cases of a selection, with its filters as chips."""
        self._view = None
        self._use(selection)

    def leave(self, then: Callable[[], None]) -> None:
        """Keep order and columns for the next time, and go on."""
        self._remember()
        then()

    def put_away(self) -> bool:
        """Keep order and columns for the next time."""
        self._remember()
        return True

    def point_at(self, code: str) -> None:
        """Let the current row be this case when the list comes into sight again."""
        self._current = code

    def begin_search(self) -> bool:
        """Ready to type search words."""
        self.search.begin()
        return True

    @Slot()
    def add_filter(self) -> None:
        """Ask what to filter by."""
        self._from_chip = False
        self.editor.set_selection(self.selection)
        self.editor.open_new()

    @Slot()
    def open_views(self) -> None:
        """Open the menu of kept views."""
        menu = ViewsMenu(self._desk.views.all(self._desk.lists), self)
        menu.chosen.connect(self._on_view)
        menu.keep_wanted.connect(self.keep_view)
        menu.manage_wanted.connect(self._manage_views)
        menu.columns_wanted.connect(self.choose_columns)
        button = self.tools.views_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    @Slot()
    def keep_view(self) -> None:
        """Give what is shown now a name."""
        selection = self.selection
        name = self._view.name if self._view is not None else ""
        view = View(name, selection, tuple(column.key for column in self.model.columns))
        chosen = [str(each) for each in self._filters()]
        if selection.words:
            chosen.append(f"zoekwoorden “{selection.words}”")
        told = "; ".join(chosen) or "Geen filters of zoekwoorden"
        dialog = KeepDialog(self._desk.views, view, f"{told}. Ook kolommen en volgorde.", self)
        dialog.changed.connect(self._bus.changed)
        dialog.open()

    @Slot()
    def choose_columns(self) -> None:
        """Ask which columns to show."""
        shown = [column.key for column in self.model.columns]
        dialog = ColumnsDialog(shown, self._desk.settings.fields_off, self)
        dialog.chosen.connect(self._on_columns)
        dialog.open()

    def _make_tools(self) -> None:
        self.tools = CasesTools()
        self.search, self.order = self.tools.search, self.tools.order
        self.search.textChanged.connect(self._on_typed)
        self.search.list_wanted.connect(self._focus_table)
        self.tools.sort_wanted.connect(self._sort)
        self.tools.filter_button.clicked.connect(self.add_filter)
        self.tools.views_button.clicked.connect(self.open_views)
        self.editor = FilterEditor()
        self.editor.changed.connect(self._on_filtered)
        self.editor.closed.connect(self._on_editor_closed)
        self.filters = FilterBar()
        self.filters.edit_wanted.connect(self._on_edit_filter)
        self.filters.removed.connect(self._on_filter_removed)
        self.filters.cleared.connect(self._on_filters_cleared)
        self.filters.left.connect(self._focus_table)
        self.found = FoundLine()
        self.found.advice_wanted.connect(self._on_advice)
        self.content.setSpacing(12)
        self.content.addWidget(self.tools)
        self.content.addWidget(self.editor)
        self.content.addWidget(self.filters)
        self.content.addWidget(self.found)

    def _make_table(self) -> None:
        self.table = CasesTable()
        self.table.setModel(self.model)
        head = self.table.horizontalHeader()
        head.sectionClicked.connect(self._on_sorted)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self.choose_columns)
        self.table.row_opened.connect(self._on_opened)
        self.table.doubleClicked.connect(self._on_opened)
        self.table.lay_out(self.model.columns)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = EmptyState("cases")
        self._empty.pressed.connect(self._on_empty_button)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 1)
        self._show_order()

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._stale = False
        desk = self._desk
        self.editor.know(desk.lists, desk.calendar, desk.case_years(), desk.settings.fields_off)
        self.filters.show_filters(self._filters())
        current: object = self.table.currentIndex().data(CODE_ROLE)
        if not self._current and isinstance(current, str):
            self._current = current
        self._ask(near=CaseCode(self._current) if self._current else None)

    def _filters(self) -> tuple[filters.Filter, ...]:
        return filters.filters_of(self._wanted, self._desk.lists, self._desk.calendar)

    def _use(self, selection: Selection) -> None:
        """Show a selection from elsewhere, words included."""
        with QSignalBlocker(self.search):
            self.search.setText(selection.words)
        self._wanted = selection
        self._show_order()
        self._on_filtered(selection)

    def _ask(self, near: CaseCode | None = None) -> None:
        """Ask for the cases that are wanted; `_on_listed` follows."""
        self._rest.stop()
        self.model.show_selection(self.selection, near)

    @Slot()
    def _read(self) -> None:
        self._ask()

    @Slot()
    def _on_listed(self) -> None:
        found, selection = self.model.rowCount(), self.model.selection
        self.found.tell(found, self.model.activities, self.model.advice)
        had_focus = self.table.hasFocus()
        self.table.make_room(for_lines=bool(selection.words))
        self._stack.setCurrentIndex(0 if found else 1)
        if found:
            place = self.model.place
            self.table.setCurrentIndex(self.model.index(place or 0, 0))
            if place is None:
                self.table.scrollToTop()
        else:
            self._explain_empty()
        self._current = ""
        if self._list_wanted and found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus and not found:
            self._empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list_wanted = False

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)

    def _explain_empty(self) -> None:
        if self.model.selection.narrowed:
            self._empty.explain(
                "Niets gevonden",
                "Geen zaak past bij deze zoekwoorden en filters.",
                "Toon alle zaken",
            )
        else:
            self._empty.explain(
                "Nog geen zaken",
                "Legt u een gesprek vast, dan staat het hier. Een maand en een type zijn genoeg; "
                "de rest kan later.",
                "Eerste gesprek vastleggen",
            )

    @Slot()
    def _on_empty_button(self) -> None:
        if not self.model.selection.narrowed:
            self.new_wanted.emit()
            return
        self._use(filters.everything_of(self.selection))
        self._focus_table()

    @Slot()
    def _on_advice(self) -> None:
        self.advice_wanted.emit(self.model.selection.words)

    @Slot()
    def _on_typed(self) -> None:
        self._rest.start()

    # --- filters ---

    @Slot(object)
    def _on_filtered(self, selection: Selection) -> None:
        self._wanted = selection
        self.editor.set_selection(selection)
        self.filters.show_filters(self._filters())
        self._ask()

    @Slot(str)
    def _on_edit_filter(self, key: str) -> None:
        self._from_chip = True
        self.editor.set_selection(self.selection)
        self.editor.ask_values(key)

    @Slot(str)
    def _on_filter_removed(self, key: str) -> None:
        if self.editor.key == key:
            self.editor.close_editor()
        self._on_filtered(filters.without(self.selection, key))

    @Slot()
    def _on_filters_cleared(self) -> None:
        words = self.selection.words
        self._on_filtered(replace(filters.everything_of(self.selection), words=words))
        self._focus_table()

    @Slot(str)
    def _on_editor_closed(self, key: str) -> None:
        chips = [chip.key for chip in self.filters.chips]
        if self._from_chip and key in chips:
            self.filters.focus_chip(key)
        elif self.model.rowCount() or self.model.waiting:
            self._focus_table()
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _focus_table(self) -> None:
        """Go to what was found; what was typed last is looked for first."""
        if self._rest.isActive() or self.model.waiting:
            self._list_wanted = True
            self._ask()
        elif self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- order ---

    def _show_order(self) -> None:
        self.tools.show_order(self.model.columns, self._wanted.order, down=self._wanted.descending)

    @Slot(str, bool)
    def _sort(self, order: str, descending: bool) -> None:
        self._wanted = replace(self._wanted, order=order, descending=descending)
        self._show_order()
        self._ask()

    @Slot(int)
    def _on_sorted(self, place: int) -> None:
        column = self.model.columns[place]
        if column.order is None:
            return
        same = column.order == self._wanted.order
        down = not self._wanted.descending if same else column.descends_first
        self._sort(column.order, down)

    # --- columns and views ---

    @Slot(object)
    def _on_columns(self, keys: tuple[str, ...]) -> None:
        place = self.table.currentIndex().row()
        self.model.show_columns(sound_columns(keys))
        self.table.lay_out(self.model.columns)
        self.table.setCurrentIndex(self.model.index(place, 0))
        self._show_order()

    @Slot(object)
    def _on_view(self, view: View | None) -> None:
        self._view = view
        self.bar.hide()
        if view is None:
            self._use(filters.everything_of(self.selection))
        else:
            self._on_columns(view.columns)
            self._use(view.selection)
            if view.dropped:
                self.bar.say(
                    f"In de weergave “{view.name}” stond iets dat deze kluis niet (meer) kent: "
                    f"{', '.join(view.dropped)}. Dat is weggelaten.",
                    "warning",
                )
        self._focus_table()

    @Slot()
    def _manage_views(self) -> None:
        names = [view.name for view in self._desk.views.all(self._desk.lists)]
        dialog = ManageDialog(self._desk.views, names, self)
        dialog.changed.connect(self._bus.changed)
        dialog.open()

    def _remember(self) -> None:
        """Keep order and columns in the vault, beside the window, if they were changed."""
        columns = tuple(column.key for column in self.model.columns)
        order = Selection(order=self._wanted.order, descending=self._wanted.descending)
        now = View("", order, columns)
        if now != self._remembered:
            self._remembered = now
            views = self._desk.views

            def keep(_: Progress) -> None:
                views.remember(order, columns)

            self._workers.start(keep, _ignore, self._on_failed)

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        code = self.model.code_at(index.row())
        if code is not None:
            self.open_wanted.emit(code)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & {ChangeKind.CASES, ChangeKind.LISTS, ChangeKind.SETTINGS}:
            self._stale = True
            if self.isVisible():
                self._refresh()


def _ignore(_: object) -> None:
    """What was remembered is nothing to speak of."""
