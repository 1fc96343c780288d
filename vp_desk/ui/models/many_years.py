"""The rows of the picture of several years: exact figures by year, and what chance says in short."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from vp_desk.axes import TOTAL
from vp_desk.desk import ExactYears, ManyYears
from vp_desk.selection import Selection
from vp_desk.ui.models.released import DEPTH_ROLE, MARK_ROLE
from vp_desk.ui.views.exact import HINT
from vp_desk.ui.views.years import Side, SideYear, exact_side
from vp_desk.ui.views.years_words import exact_sentences, short_words

_Index = QModelIndex | QPersistentModelIndex

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ManyYearsModel(QAbstractTableModel):
    """Column 0 holds the labels of the rows, the last one what chance says, the others a year each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture: ManyYears | None = None
        self._rows: tuple[tuple[ExactYears, Side], ...] = ()

    def show_picture(self, picture: ManyYears | None) -> None:
        """Show other figures, or none; rows without any are left out, but for the total."""
        self.beginResetModel()
        self._picture = picture
        rows = picture.rows if picture is not None else ()
        self._rows = tuple(
            (row, exact_side(row)) for row in rows if row.node.code == TOTAL or not row.empty
        )
        self.endResetModel()

    def row(self, number: int) -> ExactYears | None:
        """A row of the picture."""
        return self._rows[number][0] if 0 <= number < len(self._rows) else None

    def place_of(self, code: str) -> int:
        """Where a row stands; the first one when it is not there."""
        return next((n for n, (row, _) in enumerate(self._rows) if row.node.code == code), 0)

    def cases(self, index: _Index) -> Selection | None:
        """The cases under a figure; beside the figures, those of the last year."""
        if not index.isValid():
            return None
        row, _ = self._rows[index.row()]
        place = index.column() - 1
        return row.years[place if 0 <= place < len(row.years) else -1].cases

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The labels, the years, and what chance says."""
        return 0 if parent.isValid() or self._picture is None else len(self._picture.years) + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """The years."""
        if orientation is not Qt.Orientation.Horizontal or self._picture is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        years = self._picture.years
        if 0 < section <= len(years):
            return years[section - 1].label
        return f"Toeval in {self._picture.year.label}" if section else "Rij"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell."""
        if not index.isValid() or self._picture is None:
            return None
        row, side = self._rows[index.row()]
        looks: dict[int, object] = {
            Qt.ItemDataRole.FontRole: _strong() if row.node.code == TOTAL else None,
            DEPTH_ROLE: row.node.depth,
            Qt.ItemDataRole.TextAlignmentRole: _RIGHT if index.column() else _LEFT,
        }
        if role in looks:
            return looks[role]
        if index.column() == 0:
            shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return side.title if role in shown else None
        if index.column() == len(row.years) + 1:
            return self._of_chance(row, side, role)
        return _of_year(side, side.years[index.column() - 1], role)

    def _of_chance(self, row: ExactYears, side: Side, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return short_words(row.verdict)
        if role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if self._picture is None:
            return None
        told = exact_sentences(self._picture, row)
        said = role == Qt.ItemDataRole.AccessibleTextRole
        return f"{side.title}. {' '.join(told)}" if said else "\n".join(told)


def _of_year(side: Side, year: SideYear, role: int) -> str | None:
    words: dict[int, str] = {
        Qt.ItemDataRole.DisplayRole: year.cases,
        Qt.ItemDataRole.ToolTipRole: f"{year.words}\n{HINT}" if year.leads else year.words,
        Qt.ItemDataRole.AccessibleTextRole: f"{side.title}, {year.words}",
        MARK_ROLE: "gap" if year.interval is None else "",
    }
    return words.get(role)


def _strong() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
