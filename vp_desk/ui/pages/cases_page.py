"""The list of cases: search as you type, filter by year and type, sort by column."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QTableView,
)

from vp_desk.desk import ChangeKind, Changes, Desk
from vp_desk.dutch import count
from vp_desk.periods import ReportingYear
from vp_desk.selection import Selection
from vp_desk.taxonomy import TYPES
from vp_desk.ui.bus import Bus
from vp_desk.ui.choices import place_of
from vp_desk.ui.delegates import RowDelegate
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.icons import IconButton
from vp_desk.ui.models.cases import (
    CODE,
    CODE_ROLE,
    COLUMNS,
    CONTACTS,
    MONTH,
    STATUS,
    TYPE,
    UNIT,
    CasesModel,
)
from vp_desk.ui.pages.page import Page
from vp_desk.ui.selection_words import words_of
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size
from vp_desk.ui.widgets import label, row
from vp_desk.ui.workers import Workers

#: How long typing must rest before the list is read again, in milliseconds.
_REST: Final = 120
#: Words, and what is sorted by, from high to low or not; the headings do the same for the mouse.
_ORDERS: Final = (
    ("Nieuwste eerst", ("month", True)),
    ("Oudste eerst", ("month", False)),
    ("Op zaakcode", ("code", False)),
    ("Op hoofdtype", ("types", False)),
    ("Op status", ("status", False)),
    ("Op onderdeel", ("unit", False)),
)
#: Between which widths the choice of a type stays; and the least for search words.
_LEAST_TYPE, _MOST_TYPE = 120, 200
#: Columns as wide as their words, and how the others share the rest.
_WIDTHS: Final = {CODE: 100, MONTH: 130, CONTACTS: 104}
_SHARES: Final = {TYPE: 0.46, STATUS: 0.3, UNIT: 0.24}


class CasesTable(QTableView):
    """The table; Enter opens the current row."""

    row_opened = Signal(QModelIndex)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        rest = self.viewport().width() - scaled(sum(_WIDTHS.values()))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, scaled(width))
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(rest * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class SearchLine(TextInput):
    """Search words; Down and Enter go to the list, Escape clears."""

    list_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on to what was found."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class CasesPage(Page):
    """All cases of the vault, in a table that reads only what is looked at."""

    help = "zaken"

    open_wanted = Signal(str)
    new_wanted = Signal()

    def __init__(self, desk: Desk, bus: Bus, workers: Workers) -> None:
        super().__init__("Zaken", scrolls=False)
        self._desk = desk
        self._stale = True
        self._current = ""
        self._list_wanted = False
        #: What is filtered beside the choices of year and type: given by another page.
        self._given = Selection()
        self.model = CasesModel(desk, workers, self)
        self.model.listed.connect(self._on_listed)
        self.model.failed.connect(self._on_failed)
        new = IconButton("Nieuwe zaak", "plus", "primary")
        new.setToolTip("Nieuwe zaak met eerste gesprek (Ctrl+N)")
        new.clicked.connect(self.new_wanted)
        self.header.addWidget(new)
        self._make_filters()
        self._make_table()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = EmptyState("cases")
        self._empty.pressed.connect(self._on_empty_button)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._read)
        bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        """Show the cases as they are now."""
        self._refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, code: str) -> None:
        """Let the current row be this case when the list comes into sight again."""
        self._current = code

    def show(self, selection: Selection | None = None) -> None:
        """Show exactly the cases of a selection that another page made; without one as in Qt."""
        if selection is None:
            super().show()
            return
        self._fill_filters()
        year = next(
            (
                place
                for place in range(self.year.count())
                if isinstance(known := self.year.itemData(place), ReportingYear)
                and (known.begin, known.end) == (selection.begin, selection.end)
            ),
            0,
        )
        with QSignalBlocker(self.year), QSignalBlocker(self.search), QSignalBlocker(self.type):
            self.year.setCurrentIndex(year)
            self.type.setCurrentIndex(0)
            self.search.setText(selection.words)
        self._stale = False
        self._give(replace(selection, begin=None, end=None) if year else selection)
        self._read()

    def _give(self, selection: Selection) -> None:
        self._given = selection
        words = words_of(selection, self._desk.lists, self._desk.calendar)
        self.given.setText(words)
        self.given.setAccessibleName(f"Filter wissen: {words}")
        self.given.setToolTip("Klik of Enter: dit filter wissen")
        self.given.setVisible(bool(words))

    @Slot()
    def _clear_given(self) -> None:
        self._give(Selection())
        self._on_filtered()
        self._focus_table()

    def _refresh(self) -> None:
        if self._stale:
            self._stale = False
            self._fill_filters()
            self._read()

    def focus_search(self) -> None:
        """Ready to type search words."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _make_filters(self) -> None:
        self.search = SearchLine()
        self.search.setPlaceholderText("Zoek op code, type, notitie…")
        self.search.setAccessibleName("Zoeken in zaken")
        self.search.setToolTip("Zoeken (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        place = QLineEdit.ActionPosition.LeadingPosition
        self.search.add_button("search", "Zoeken", place)
        self.search.textChanged.connect(self._on_typed)
        self.search.list_wanted.connect(self._focus_table)
        self.year = QComboBox()
        self.year.setAccessibleName("Alleen dit jaar")
        self.year.currentIndexChanged.connect(self._on_filtered)
        self.type = QComboBox()
        self.type.setAccessibleName("Alleen dit type schending")
        self.type.setMaximumWidth(scaled(_MOST_TYPE))
        self.type.currentIndexChanged.connect(self._on_filtered)
        self._count = label("", "small")
        self.order = QComboBox()
        self.order.setAccessibleName("Volgorde")
        self.order.addItems([words for words, _ in _ORDERS])
        self.order.currentIndexChanged.connect(self._on_ordered)
        for part in (self.year, self.order):
            part.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.type.setMinimumWidth(scaled(_LEAST_TYPE))
        self.search.setMinimumWidth(scaled(_LEAST_TYPE))
        filters = row(self.search, self.year, self.type, self.order)
        filters.setStretch(0, 1)
        self.content.addLayout(filters)
        self.given = IconButton("", "close", "chip")
        self.given.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross after the words
        self.given.clicked.connect(self._clear_given)
        self.given.hide()
        self.content.addLayout(row(self._count, self.given, None, spacing=12))

    def _make_table(self) -> None:
        self.table = CasesTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(frozenset({MONTH, STATUS, UNIT, CONTACTS}), self))
        self.table.setAccessibleName("Lijst van zaken")
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(scaled(Size.ROW))
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._on_sorted)
        self.table.row_opened.connect(self._on_opened)
        self.table.doubleClicked.connect(self._on_opened)

    def _fill_filters(self) -> None:
        chosen: tuple[object, object] = (self.year.currentData(), self.type.currentData())
        with QSignalBlocker(self.year), QSignalBlocker(self.type):
            self.year.clear()
            self.year.addItem("Alle jaren", None)
            for year in self._desk.case_years():
                self.year.addItem(year.label, year)
            self.type.clear()
            self.type.addItem("Alle typen", None)
            for entry in self._desk.lists.types.parts(None):
                self.type.addItem(entry.short, entry.code)
            for combo, value in zip((self.year, self.type), chosen, strict=True):
                combo.setCurrentIndex(max(0, place_of(combo, value)))

    def _selection(self) -> Selection:
        year: object = self.year.currentData()
        code: object = self.type.currentData()
        now, given = self.model.selection, self._given
        chosen = replace(
            given,
            words=self.search.text().strip(),
            order=now.order,
            descending=now.descending,
        )
        if isinstance(code, str):
            chosen = replace(chosen, codes={**given.codes, TYPES: frozenset({code})})
        if isinstance(year, ReportingYear):
            chosen = replace(chosen, begin=year.begin, end=year.end)
        return chosen

    @Slot()
    def _read(self) -> None:
        """Ask for the cases of the filters; `_on_listed` follows."""
        current: object = self.table.currentIndex().data(CODE_ROLE)
        if not self._current and isinstance(current, str):
            self._current = current
        self.model.show_selection(self._selection())

    @Slot()
    def _on_listed(self) -> None:
        found = self.model.rowCount()
        self._count.setText(count(found, "zaak", "zaken"))
        had_focus = self.table.hasFocus()
        self._stack.setCurrentIndex(0 if found else 1)
        if found:
            place = self.model.row_of(self._current)
            self.table.setCurrentIndex(self.model.index(place or 0, 0))
            if place is None:
                self.table.scrollToTop()
        else:
            self._explain_empty()
        self._current = ""
        if self._list_wanted and found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus and not found:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list_wanted = False

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)

    def _explain_empty(self) -> None:
        if self.model.selection.narrowed:
            self._empty.explain(
                "Niets gevonden",
                "Geen zaak past bij deze zoekwoorden en keuzes. Probeer minder woorden, of een ander "
                "jaar of type.",
                "Toon alle zaken",
            )
        else:
            self._empty.explain(
                "Nog geen zaken",
                "Legt u een gesprek vast, dan staat het hier. Een maand en een type zijn genoeg; "
                "de rest kan later.",
                "Eerste zaak vastleggen",
            )

    @Slot()
    def _on_empty_button(self) -> None:
        if not self.model.selection.narrowed:
            self.new_wanted.emit()
            return
        self.year.setCurrentIndex(0)
        self.type.setCurrentIndex(0)
        self.search.clear()
        self._give(Selection())
        self._on_filtered()
        self._focus_table()

    @Slot()
    def _on_typed(self) -> None:
        self._rest.start()

    @Slot()
    def _on_filtered(self) -> None:
        self._rest.stop()
        self._let_choices_win()
        self._read()

    def _let_choices_win(self) -> None:
        """A year or type that is chosen here takes the place of the one that was given."""
        given = self._given
        if self.type.currentIndex() > 0 and TYPES in given.codes:
            codes = {key: wanted for key, wanted in given.codes.items() if key != TYPES}
            given = replace(given, codes=codes, first_only=given.first_only - {TYPES})
        if self.year.currentIndex() > 0:
            given = replace(given, begin=None, end=None)
        if given != self._given:
            self._give(given)

    @Slot()
    def _focus_table(self) -> None:
        """Go to what was found; what was typed last is looked for first."""
        if self._rest.isActive() or self.model.waiting:
            self._list_wanted = True
            self._on_filtered()
        elif self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_ordered(self) -> None:
        place = self.order.currentIndex()
        if place >= 0:
            self._sort(*_ORDERS[place][1])

    def _sort(self, order: str, descending: bool) -> None:
        self.model.show_selection(replace(self.model.selection, order=order, descending=descending))
        with QSignalBlocker(self.order):
            self.order.setCurrentIndex(
                next((i for i, o in enumerate(_ORDERS) if o[1] == (order, descending)), -1)
            )

    @Slot(int)
    def _on_sorted(self, column: int) -> None:
        order = COLUMNS[column][1]
        if order is None:
            return
        now = self.model.selection
        down = not now.descending if order == now.order else order == "month"
        self._sort(order, down)

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
