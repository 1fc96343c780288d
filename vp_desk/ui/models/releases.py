"""Everything that left the vault as rows of two lines, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vp_desk.dutch import day_label, listing
from vp_desk.release_words import standing_words, state_words, what_words
from vp_desk.releases import Release

_Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = ("Uitgave", "Wat en voor wie", "Wat ermee gebeurde")
REFERENCE, WHAT, STANDING = range(3)
#: The second line of a cell.
UNDER_ROLE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release and what is printed on it."""

    release: Release
    reference: str


class ReleasesModel(QAbstractTableModel):
    """Rows of `ReleaseDesk.releases`: a vault holds few enough to have them all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ReleaseRow, ...] = ()

    @property
    def rows(self) -> tuple[ReleaseRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[ReleaseRow]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_of(self, number: int) -> int | None:
        """The row of a release, if it is shown."""
        found = (n for n, row in enumerate(self._rows) if row.release.number == number)
        return next(found, None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of releases."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """The headings."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return left if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell: its first line, its second, or both for who hovers or listens."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _lines(row, column)[0]
        if role == UNDER_ROLE:
            return _lines(row, column)[1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _whole(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[column]}: {_whole(row, column)}"
        return None


def _lines(row: ReleaseRow, column: int) -> tuple[str, str]:
    release = row.release
    if column == REFERENCE:
        return row.reference, day_label(release.day)
    if column == WHAT:
        names = listing([file.name for file in release.files])
        return what_words(release), " · ".join(filter(None, (release.readers, names)))
    return standing_words(release)


def _whole(row: ReleaseRow, column: int) -> str:
    if column == STANDING:
        return state_words(row.release)
    return ", ".join(filter(None, _lines(row, column)))
