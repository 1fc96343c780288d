"""The list of cases: as long as the selection, read a page at a time where it is looked at.

Sorting and filtering is the work of the database, and the database is asked beside the window: however
many cases there are, typing and scrolling never wait. A scroll bar that knows the real length is worth
more than rows that appear while scrolling, and costs one count.
"""

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from vp_desk.desk import CaseRow, Desk
from vp_desk.records import CaseCode
from vp_desk.selection import Selection
from vp_desk.ui.workers import Progress, Workers

PAGE_SIZE: Final = 128
#: Pages kept; what scrolled out of sight long ago is read again.
_PAGES_KEPT: Final = 8

_Index = QModelIndex | QPersistentModelIndex

#: Heading and the order of `Selection` that a click on it asks for; None cannot be sorted by.
COLUMNS: Final[tuple[tuple[str, str | None], ...]] = (
    ("Zaak", "code"),
    ("Maand", "month"),
    ("Hoofdtype", "types"),
    ("Status", "status"),
    ("Onderdeel", "unit"),
    ("Gesprekken", None),
)
CODE, MONTH, TYPE, STATUS, UNIT, CONTACTS = range(6)
#: The code of the case in a row.
CODE_ROLE: Final = Qt.ItemDataRole.UserRole


class CasesModel(QAbstractTableModel):
    """Rows of `Desk.list_cases` and `Desk.page_of_cases`, as they come in."""

    #: What was asked with `show_selection` is there: its number of rows and the first page of them.
    listed = Signal()
    #: It could not be read.
    failed = Signal(Exception)

    def __init__(self, desk: Desk, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workers = workers
        self._selection = Selection()
        self._count = 0
        self._pages: OrderedDict[int, tuple[CaseRow, ...]] = OrderedDict()
        self._asked_for: set[int] = set()
        #: The number of the last question; answers to older ones are dropped.
        self._question = self._answered = 0

    @property
    def selection(self) -> Selection:
        """What is shown, or will be as soon as it is read."""
        return self._selection

    @property
    def waiting(self) -> bool:
        """Whether what was asked last is not there yet."""
        return self._question != self._answered

    def show_selection(self, selection: Selection) -> None:
        """Show other cases, or the same ones as they are now. Until they are read the old rows stay."""
        self._selection = selection
        self._question += 1
        question, desk = self._question, self._desk

        def read(_: Progress) -> tuple[int, tuple[CaseRow, ...]] | None:
            stale = question != self._question  # typing went on before this question had its turn
            return None if stale else desk.list_cases(selection, PAGE_SIZE)

        def done(found: tuple[int, tuple[CaseRow, ...]] | None) -> None:
            if found is None or question != self._question:
                return
            self._answered = question
            self.beginResetModel()
            self._count = found[0]
            self._pages.clear()
            self._asked_for.clear()
            self._pages[0] = found[1]
            self.endResetModel()
            self.listed.emit()

        self._workers.start(read, done, self.failed.emit)

    def code_at(self, row: int) -> CaseCode | None:
        """The case in a row, if it is read."""
        found = self._row(row)
        return found.case.code if found else None

    def row_of(self, code: str) -> int | None:
        """The row of a case, if it is among those read."""
        for number, page in self._pages.items():
            for place, found in enumerate(page):
                if found.case.code == code:
                    return number * PAGE_SIZE + place
        return None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of cases."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(COLUMNS):
            heading, order = COLUMNS[section]
            if role == Qt.ItemDataRole.DisplayRole:
                down = self._selection.descending
                arrow = ("  ↓" if down else "  ↑") if order == self._selection.order else ""
                return heading + arrow
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = section == CONTACTS
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell."""
        found = self._row(index.row()) if index.isValid() else None
        if found is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(found, column)
        if role == CODE_ROLE:
            return found.case.code
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[column][0]}: {self._text(found, column) or 'niet ingevuld'}"
        if role == Qt.ItemDataRole.ToolTipRole and column == TYPE:
            return "\n".join(self._desk.lists.types.path_of(code) for code in found.case.types)
        right = role == Qt.ItemDataRole.TextAlignmentRole and column == CONTACTS
        return (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) if right else None

    def _text(self, found: CaseRow, column: int) -> str:
        case, lists = found.case, self._desk.lists
        if column == CODE:
            return case.code
        if column == MONTH:
            return case.month.label
        if column == TYPE:
            more = len(case.types) - 1
            return lists.types[case.types[0]].label + (f"  +{more}" if more else "")
        if column == STATUS:
            return lists["status"].label_of(case.status) if case.status else ""
        if column == UNIT:
            return lists["unit"].label_of(case.unit) if case.unit else ""
        return str(found.contacts)

    def _row(self, row: int) -> CaseRow | None:
        """What stands in a row; None when there is no such row, or when it is not read yet."""
        if not 0 <= row < self._count:
            return None
        number, place = divmod(row, PAGE_SIZE)
        page = self._pages.get(number)
        if page is None:
            self._ask_for(number)
            return None
        self._pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def _ask_for(self, number: int) -> None:
        """Have a page read, once."""
        if number in self._asked_for:
            return
        self._asked_for.add(number)
        question, desk, selection = self._question, self._desk, self._selection

        def read(_: Progress) -> tuple[CaseRow, ...]:
            return desk.page_of_cases(selection, number * PAGE_SIZE, PAGE_SIZE)

        def done(rows: tuple[CaseRow, ...]) -> None:
            if question != self._question:
                return
            self._asked_for.discard(number)
            self._pages[number] = rows
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
            first = number * PAGE_SIZE
            last = min(first + PAGE_SIZE, self._count) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

        self._workers.start(read, done, self.failed.emit)
