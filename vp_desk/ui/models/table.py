"""A small table of text: everything is known before it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vp_desk.ui.models.releases import UNDER_ROLE

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell."""

    text: str
    #: More about it, on hovering and for screen readers.
    tip: str = ""
    right: bool = False
    #: A second line, smaller.
    under: str = ""


class TextTable(QAbstractTableModel):
    """Rows of cells under headings."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(tuple(cells) for cells in rows)
        self.endResetModel()

    def set_headings(self, headings: Sequence[str]) -> None:
        """Show others; as many as before."""
        self._headings = tuple(headings)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headings) - 1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """The headings, over the side at which their cells stand."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = bool(self._rows) and self._rows[0][section].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell."""
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, UNDER_ROLE):
            return cell.text if role == Qt.ItemDataRole.DisplayRole else cell.under
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self._headings[index.column()]
            told = ". ".join(filter(None, (cell.text, cell.under, cell.tip)))
            return f"{heading}: {told}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
