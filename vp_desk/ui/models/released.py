"""A released table as readers will see it, with, for the adviser alone, why a figure is not told.

The table is laid out flat: the first axis that is more than a year gives the rows, the other one the
columns. An axis with a single node (the reporting year) is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from vp_desk.aggregate import Count, CountTable, Key
from vp_desk.axes import PERIOD, Axis, Node
from vp_desk.disclosure import Reason
from vp_desk.dutch import count
from vp_desk.released import Band, Gap, Hidden, ReleasedCell, ReleasedTable
from vp_desk.reporting.told import text_of

_Index = QModelIndex | QPersistentModelIndex

#: How a cell must look: one of the values of `Reason`, "band", "gap" or "".
MARK_ROLE: Final = Qt.ItemDataRole.UserRole
#: How deep a row stands in its tree, 0 for a total.
DEPTH_ROLE: Final = Qt.ItemDataRole.UserRole + 1

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

#: Why, in a sentence.
WHY: Final[Mapping[Reason, str]] = {
    Reason.SMALL: "Klein aantal: iemand zou herkenbaar kunnen zijn.",
    Reason.SECONDARY: "Mee verborgen: met dit getal is een klein aantal uit te rekenen.",
    Reason.COLLAPSED: "Niet uitgesplitst: het totaal hiervan is zelf al klein.",
    Reason.SMALL_UNIT: "Klein onderdeel: er werken te weinig mensen, of het aantal is niet bekend.",
    Reason.EARLIER: "Eerder niet getoond: in een verslag dat al is uitgegeven stond dit getal niet. "
    "Nu tonen zou verraden wat toen verborgen was.",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The flat layout of a table."""

    rows: tuple[Node, ...]
    columns: tuple[Node, ...]
    #: What the rows are.
    corner: str
    #: Key of the cell in a row and column.
    keys: Mapping[tuple[int, int], Key]


def sheet_of(table: ReleasedTable) -> Sheet:
    """Lay a table of one to three axes out in rows and columns."""
    free = [axis for axis in table.axes if len(axis.nodes) > 1] or [table.axes[0]]
    free.sort(key=lambda axis: axis.key == PERIOD)  # years and quarters stand across
    down, across = free[0], free[1] if len(free) > 1 else _no_axis()
    keys: dict[tuple[int, int], Key] = {}
    for r, one in enumerate(down.nodes):
        for c, other in enumerate(across.nodes):
            chosen = {down.key: one.code, across.key: other.code}
            keys[r, c] = tuple(chosen.get(a.key, a.nodes[0].code) for a in table.axes)
    return Sheet(down.nodes, across.nodes, down.label, keys)


def _no_axis() -> Axis:
    return Axis("", "", (Node("", "Aantal", "Aantal", None, 0),))


class ReleasedModel(QAbstractTableModel):
    """One released table. Column 0 holds the labels of the rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: ReleasedTable | None = None
        self._exact: CountTable | None = None
        self._reasons: Mapping[str, Reason] = {}
        self._sheet = Sheet((), (), "", {})

    def show_table(
        self, table: ReleasedTable, exact: CountTable | None, reasons: Mapping[str, Reason]
    ) -> None:
        """Show another table, with the exact figures behind it for the adviser alone."""
        self.beginResetModel()
        self._table, self._exact, self._reasons = table, exact, reasons
        self._sheet = sheet_of(table)
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing, and hold nothing."""
        self.beginResetModel()
        self._table = self._exact = None
        self._reasons, self._sheet = {}, Sheet((), (), "", {})
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of rows."""
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The labels and the columns of figures."""
        return 0 if parent.isValid() or not self._sheet.rows else len(self._sheet.columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """Short labels of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if not 0 < section <= len(self._sheet.columns):
                return self._sheet.corner
            return self._sheet.columns[section - 1].short
        if role == Qt.ItemDataRole.ToolTipRole and 0 < section <= len(self._sheet.columns):
            return self._sheet.columns[section - 1].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell, or the label of a row."""
        if not index.isValid() or self._table is None:
            return None
        node = self._sheet.rows[index.row()]
        if role in (DEPTH_ROLE, Qt.ItemDataRole.FontRole):
            return self._row_look(node, role)
        if index.column() == 0:
            is_label = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return node.label if is_label else None
        return self._figure(index, node, role)

    @staticmethod
    def _row_look(node: Node, role: int) -> int | QFont | None:
        if role == DEPTH_ROLE:
            return node.depth
        if node.depth:
            return None
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _figure(self, index: _Index, node: Node, role: int) -> object:
        if self._table is None:
            return None
        key = self._sheet.keys[index.row(), index.column() - 1]
        cell = self._table.cells[key]
        column = self._sheet.columns[index.column() - 1].label
        answers: Mapping[int, Callable[[], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda: text_of(cell),
            Qt.ItemDataRole.TextAlignmentRole: lambda: _RIGHT,
            MARK_ROLE: lambda: self._mark(cell, key),
            Qt.ItemDataRole.ToolTipRole: lambda: self._tip(cell, key) or None,
            Qt.ItemDataRole.AccessibleTextRole: lambda: (
                f"{node.label}, {column}: {text_of(cell)}. {self._tip(cell, key)}".rstrip(". ")
            ),
        }
        answer = answers.get(role)
        return answer() if answer else None

    def _reason(self, key: Key) -> Reason | None:
        return self._reasons.get(self._table.ids[key]) if self._table else None

    def _mark(self, cell: ReleasedCell, key: Key) -> str:
        if isinstance(cell, Gap):
            return "gap"
        if isinstance(cell, Band):
            return "band"
        reason = self._reason(key)
        return reason.value if isinstance(cell, Hidden) and reason is not None else ""

    def _tip(self, cell: ReleasedCell, key: Key) -> str:
        if isinstance(cell, Gap):
            return "Niet geregistreerd: dat is iets anders dan nul."
        reason = self._reason(key)
        if not isinstance(cell, (Band, Hidden)) or reason is None:
            return ""
        exact = self._exact.cells.get(key) if self._exact else None
        only_you = f"\nAlleen voor u: {exact.value}." if isinstance(exact, Count) else ""
        return WHY[reason] + only_you


def reason_counts(table: ReleasedTable, reasons: Mapping[str, Reason]) -> Mapping[Reason, int]:
    """How many figures of a table are not told as they are, by why."""
    found: dict[Reason, int] = {}
    for key, cell in table.cells.items():
        reason = reasons.get(table.ids[key])
        if isinstance(cell, (Band, Hidden)) and reason is not None:
            found[reason] = found.get(reason, 0) + 1
    return found


def reason_words(counts: Mapping[Reason, int]) -> Sequence[str]:
    """Those counts in words, in the order of `Reason`."""
    words = {
        Reason.SMALL: ("klein aantal", "kleine aantallen"),
        Reason.SECONDARY: ("mee verborgen om een klein aantal te beschermen",) * 2,
        Reason.COLLAPSED: ("niet uitgesplitst omdat het totaal klein is",) * 2,
        Reason.SMALL_UNIT: ("van een klein onderdeel",) * 2,
        Reason.EARLIER: ("eerder niet getoond",) * 2,
    }
    return [count(counts[reason], *words[reason]) for reason in Reason if counts.get(reason)]
