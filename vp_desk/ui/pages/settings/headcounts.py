"""How many people work in each unit, per year: a table in which one types as in a spreadsheet."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from vp_desk.dutch import number
from vp_desk.periods import ReportingYear
from vp_desk.taxonomy import Code
from vp_desk.ui.delegates import RowDelegate
from vp_desk.ui.theme import tokens

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT, _HEADER_HEIGHT = 36, 42
_MOST_PEOPLE = 1_000_000
#: Whether what stands in a cell is no number.
WRONG_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_UNKNOWN: Final = "–"


class HeadcountModel(QAbstractTableModel):
    """Units down, years across, the sum of the units last. Holds what was typed until it is stored."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._units: tuple[Code, ...] = ()
        self._years: tuple[ReportingYear, ...] = ()
        self._stored: Mapping[tuple[str, int], int] = {}
        self._typed: dict[tuple[str, int], str] = {}
        self._minimum = 0

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return bool(self._typed)

    def show_units(
        self, units: Sequence[Code], stored: Mapping[tuple[str, int], int], minimum: int
    ) -> None:
        """Show units with their stored numbers; what was typed stays."""
        self.beginResetModel()
        self._units, self._stored, self._minimum = tuple(units), stored, minimum
        known = {unit.code for unit in units}
        self._typed = {key: text for key, text in self._typed.items() if key[0] in known}
        self.endResetModel()

    def show_years(self, years: Sequence[ReportingYear]) -> None:
        """Show other years."""
        self.beginResetModel()
        self._years = tuple(years)
        self.endResetModel()

    def forget(self) -> None:
        """Forget what was typed."""
        self.beginResetModel()
        self._typed = {}
        self.endResetModel()

    def wrong(self) -> tuple[str, int] | None:
        """The first cell, in the order of the screen, that holds no number: unit and year."""
        found = [key for key, text in self._typed.items() if _people(text) is None and text]
        order = {unit.code: place for place, unit in enumerate(self._units)}
        return min(found, key=lambda key: (order[key[0]], key[1]), default=None)

    def typed(self) -> dict[tuple[str, int], int | None]:
        """What was typed, by unit and year; None forgets a number. Only asked when nothing is wrong."""
        return {key: _people(text) for key, text in self._typed.items()}

    def place_of(self, unit: str, year: int) -> QModelIndex:
        """Where the number of a unit in a year stands; invalid when the year is not in sight."""
        row = next((n for n, known in enumerate(self._units) if known.code == unit), -1)
        column = next((n for n, known in enumerate(self._years) if known.year == year), -1)
        return self.index(row, column + 1) if row >= 0 <= column else QModelIndex()

    def label_of(self, unit: str) -> str:
        """The name of a unit."""
        return next((known.label for known in self._units if known.code == unit), unit)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The units and their sum."""
        return 0 if parent.isValid() or not self._units else len(self._units) + 1

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The name and the years."""
        return 0 if parent.isValid() else len(self._years) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """The years."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._years[section - 1].label if section else "Onderdeel"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Numbers can be typed; names and sums cannot."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() and index.row() < len(self._units):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else _LEFT
        if index.row() == len(self._units):
            return self._sum_cell(index.column(), role)
        unit = self._units[index.row()]
        if not index.column():
            indent = "      " * (unit.depth - 1)
            return indent + unit.label if role == Qt.ItemDataRole.DisplayRole else None
        year = self._years[index.column() - 1]
        text = self._text(unit.code, year.year)
        shown, remark = self._shown(text), self._remark(text)
        return {
            Qt.ItemDataRole.EditRole: text,
            WRONG_ROLE: bool(text) and _people(text) is None,
            Qt.ItemDataRole.DisplayRole: shown,
            Qt.ItemDataRole.ToolTipRole: remark or None,
            Qt.ItemDataRole.AccessibleTextRole: f"{unit.label}, {year.label}: {shown}. {remark}".strip(),
        }.get(role)

    def setData(
        self,
        index: _Index,
        value: Any,  # noqa: ANN401 (as in Qt)
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Keep what was typed, a number or not."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        key = (self._units[index.row()].code, self._years[index.column() - 1].year)
        text = str(value).strip()
        stored = self._stored.get(key)
        people = _people(text)
        if text == ("" if stored is None else str(stored)) or (text and people == stored):
            self._typed.pop(key, None)
        else:
            self._typed[key] = text
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(index, last)
        self.edited.emit()
        return True

    def _text(self, unit: str, year: int) -> str:
        stored = self._stored.get((unit, year))
        return self._typed.get((unit, year), "" if stored is None else str(stored))

    def _shown(self, text: str) -> str:
        people = _people(text)
        if not text:
            return _UNKNOWN
        if people is None:
            return text
        return f"klein · {number(people)}" if people < self._minimum else number(people)

    def _remark(self, text: str) -> str:
        people = _people(text)
        if not text:
            return "Niet bekend: dit onderdeel komt dat jaar niet apart in het rapport."
        if people is None:
            return "Dit is geen heel getal."
        if people < self._minimum:
            return f"Minder dan {self._minimum} mensen: komt dat jaar niet apart in het rapport."
        return ""

    def _sum_cell(self, column: int, role: int) -> Any:  # noqa: ANN401 (as in Qt)
        if not column:
            return "Samen" if role == Qt.ItemDataRole.DisplayRole else None
        tops = [unit.code for unit in self._units if unit.depth == 1]
        year = self._years[column - 1]
        people = [_people(self._text(unit, year.year)) for unit in tops]
        known = [count for count in people if count is not None]
        text = number(sum(known)) if known and len(known) == len(people) else _UNKNOWN
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole and text == _UNKNOWN:
            return "Niet van elk onderdeel is het aantal bekend."
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Samen, {year.label}: {text}"
        return None


def _people(text: str) -> int | None:
    """A number of people, or None for anything else."""
    plain = text.replace(".", "")
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 7:
        return None
    return int(plain) if int(plain) <= _MOST_PEOPLE else None


class _Cells(RowDelegate):
    """A frame around the cell one is at, and around what is no number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        super().paint(painter, option, index)
        view = option.widget
        here = isinstance(view, QAbstractItemView) and view.currentIndex() == index
        wrong = bool(index.data(WRONG_ROLE))
        if wrong or (here and view.hasFocus()):
            t = tokens()
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(t.danger if wrong else t.accent), 2))
            painter.drawRoundedRect(option.rect.adjusted(2, 2, -2, -3), 5, 5)
            painter.restore()


class HeadcountTable(QTableView):
    """Type a number and Enter goes to the next unit; Delete empties a cell."""

    def __init__(self, model: HeadcountModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Cells(parent=self))
        self.setAccessibleName("Aantal mensen per onderdeel en per jaar")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setFixedHeight(_HEADER_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self._on_reset)
        self._on_reset()

    def take_over(self) -> None:
        """What is being typed in a cell counts as typed."""
        if self.state() is QAbstractItemView.State.EditingState:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter begins to type; Delete empties."""
        key = Qt.Key(event.key())
        here = self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # what the cell that is typed in leaves over
            return
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and here.isValid():
            if self.model().flags(here) & Qt.ItemFlag.ItemIsEditable:
                self.edit(here)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.model().setData(here, "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter one is at the next unit."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            here = self.currentIndex()
            below = here.siblingAtRow(min(here.row() + 1, self.model().rowCount() - 1))
            self.setCurrentIndex(below)

    @Slot()
    def _on_reset(self) -> None:
        header = self.horizontalHeader()
        for column in range(self.model().columnCount()):
            if column:
                header.resizeSection(column, 112)
            else:
                header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        rows = self.model().rowCount()
        self.setFixedHeight(_ROW_HEIGHT * max(rows, 1) + _HEADER_HEIGHT + 2)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, self.model().columnCount() - 2))
