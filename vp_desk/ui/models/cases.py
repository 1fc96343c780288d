"""The list of cases: as long as the selection, read a page at a time where it is looked at.

Sorting and filtering is the work of the database. A scroll bar that knows the real length is worth
more than rows that appear while scrolling, and costs one count.
"""

from collections import OrderedDict
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vp_desk.desk import CaseRow, Desk
from vp_desk.records import CaseCode
from vp_desk.selection import Selection

PAGE_SIZE: Final = 256
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
    """Rows of `Desk.page_of_cases`."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._selection = Selection()
        self._count = 0
        self._pages: OrderedDict[int, tuple[CaseRow, ...]] = OrderedDict()

    @property
    def selection(self) -> Selection:
        """What is shown."""
        return self._selection

    def show_selection(self, selection: Selection) -> None:
        """Show other cases, or the same ones as they are now."""
        count = self._desk.count_cases(selection)
        self.beginResetModel()
        self._selection = selection
        self._count = count
        self._pages.clear()
        self.endResetModel()

    def code_at(self, row: int) -> CaseCode | None:
        """The case in a row."""
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
            return None
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
        if not 0 <= row < self._count:
            return None
        number, place = divmod(row, PAGE_SIZE)
        page = self._pages.get(number)
        if page is None:
            page = self._desk.page_of_cases(self._selection, number * PAGE_SIZE, PAGE_SIZE)
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place] if place < len(page) else None
