"""The list of cases: as long as the selection, read a page at a time where it is looked at.

Sorting and filtering is the work of the database, and the database is asked beside the window: however
many cases there are, typing and scrolling never wait. A scroll bar that knows the real length is worth
more than rows that appear while scrolling, and costs one count.
"""

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from vp_desk.desk import CaseList, CaseRow, Desk
from vp_desk.desk.views import DEFAULT_COLUMNS
from vp_desk.fields import case_field
from vp_desk.hits import Hit, marks_in, words_of
from vp_desk.records import CaseCode
from vp_desk.selection import Selection
from vp_desk.ui.models.columns import ALL, Column, searched
from vp_desk.ui.workers import Progress, Workers

PAGE_SIZE: Final = 128
#: Pages kept; what scrolled out of sight long ago is read again.
_PAGES_KEPT: Final = 8

_Index = QModelIndex | QPersistentModelIndex
#: Pieces of a line, each with whether it is marked.
Pieces = tuple[tuple[str, bool], ...]

#: The code of the case in a row.
CODE_ROLE: Final = Qt.ItemDataRole.UserRole
#: The parts of the text of a cell to be marked, as pairs of begin and end.
MARKS_ROLE: Final = Qt.ItemDataRole.UserRole + 1
#: What was found in a case that no column shows: `Pieces`, empty for nothing.
LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 2


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
        self._words: tuple[str, ...] = ()
        self._columns = tuple(ALL[key] for key in DEFAULT_COLUMNS)
        self._count = 0
        self._pages: OrderedDict[int, tuple[CaseRow, ...]] = OrderedDict()
        self._asked_for: set[int] = set()
        #: The number of the last question; answers to older ones are dropped.
        self._question = self._answered = 0
        self._place: int | None = None
        self._activities = 0
        self._advice = 0

    @property
    def selection(self) -> Selection:
        """What is shown, or will be as soon as it is read."""
        return self._selection

    @property
    def columns(self) -> tuple[Column, ...]:
        """What stands in the columns, from left to right."""
        return self._columns

    @property
    def waiting(self) -> bool:
        """Whether what was asked last is not there yet."""
        return self._question != self._answered

    @property
    def place(self) -> int | None:
        """The row of the case that should be in sight; None = it is not in the list."""
        return self._place

    @property
    def advice(self) -> int:
        """In how many recommendations, signals, agreements and self-checks they stand."""
        return self._advice

    @property
    def activities(self) -> int:
        """In how many activities the searched words stand as well."""
        return self._activities

    def show_columns(self, keys: Iterable[str]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self._columns = tuple(ALL[key] for key in keys)
        self.endResetModel()

    def show_selection(self, selection: Selection, near: CaseCode | None = None) -> None:
        """Show other cases, or the same ones as they are now. Until they are read the old rows stay.

        Args:
            selection: which cases, in what order.
            near: the case that should be in sight, however far down it stands.
        """
        self._selection = selection
        self._question += 1
        question, desk = self._question, self._desk

        def read(_: Progress) -> CaseList | None:
            stale = question != self._question  # typing went on before this question had its turn
            return None if stale else desk.list_cases(selection, PAGE_SIZE, near)

        def done(found: CaseList | None) -> None:
            if found is None or question != self._question:
                return
            self._answered = question
            self.beginResetModel()
            self._words = words_of(selection.words)
            self._count, self._place = found.total, found.place
            self._activities = found.activities
            self._advice = found.advice
            self._pages.clear()
            self._asked_for.clear()
            self._pages[0] = found.first
            self._pages[found.page] = found.around
            self.endResetModel()
            self.listed.emit()

        self._workers.start(read, done, self.failed.emit)

    def code_at(self, row: int) -> CaseCode | None:
        """The case in a row, if it is read."""
        found = self._row(row)
        return found.case.code if found else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of cases."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            column = self._columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                down = self._selection.descending
                arrow = ("  ↓" if down else "  ↑") if column.order == self._selection.order else ""
                return column.heading + arrow
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell."""
        found = self._row(index.row()) if index.isValid() else None
        if found is None:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        column, lists = self._columns[index.column()], self._desk.lists
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(found, lists)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._heard(found, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(found, lists) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column) if column.right else None
        return self._ours(found, column, role)

    def _ours(self, found: CaseRow, column: Column, role: int) -> object:
        if role == CODE_ROLE:
            return found.case.code
        if role == LINE_ROLE:
            return self._line(found)
        if role == MARKS_ROLE and self._words and searched(column.key):
            return marks_in(column.text(found, self._desk.lists), self._words)
        return None

    def _heard(self, found: CaseRow, column: Column) -> str:
        """A cell read aloud: with its heading, and in the first one what was found beside it."""
        heard = f"{column.heading}: {column.text(found, self._desk.lists) or 'niet ingevuld'}"
        line = "".join(text for text, _ in self._line(found)) if column.key == "code" else ""
        return f"{heard}. Gevonden: {line}" if line else heard

    def _line(self, found: CaseRow) -> Pieces:
        lists = self._desk.lists
        unseen = [
            hit
            for hit in found.hits
            if not any(column.shows(hit, found, lists) for column in self._columns)
        ]
        unseen.sort(key=lambda hit: hit.field != "note")  # notes first, else as they were found
        pieces: list[tuple[str, bool]] = []
        for hit in unseen:
            pieces.append((f"{'   ·   ' if pieces else ''}{_where(hit)}: ", False))
            pieces += cut(hit.text, hit.marks)
        return tuple(pieces)

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
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

        self._workers.start(read, done, self.failed.emit)


def cut(text: str, marks: Iterable[tuple[int, int]]) -> Pieces:
    """A text in pieces, each with whether it is marked: `(("het ", False), ("rooster", True))`."""
    pieces: list[tuple[str, bool]] = []
    place = 0
    for begin, end in marks:
        pieces += [(text[place:begin], False), (text[begin:end], True)]
        place = end
    pieces.append((text[place:], False))
    return tuple(piece for piece in pieces if piece[0])


def _where(hit: Hit) -> str:
    if hit.field != "note":
        return case_field(hit.field).label
    return f"Gesprek {hit.talk.label}" if hit.talk else "Notitie"


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
