"""The log of the vault: newest first, to read and to search."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QVBoxLayout, QWidget

from vp_desk.desk import TrailEntry
from vp_desk.dutch import count
from vp_desk.trail_words import trail_line
from vp_desk.ui.forms.inputs import SECRET
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import label, row

_HEIGHT: Final = 240


class TrailList(QWidget):
    """A line to search in, and the entries below it."""

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        self.search = QLineEdit()
        self.search.setInputMethodHints(SECRET)
        self.search.setPlaceholderText("Zoek in het logboek, bijvoorbeeld: uitgegeven")
        self.search.setAccessibleName("Zoeken in het logboek")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_searched)
        self._model = QStringListModel(self)
        self.found = QSortFilterProxyModel(self)
        self.found.setSourceModel(self._model)
        self.found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QListView()
        self.view.setModel(self.found)
        self.view.setAccessibleName("Logboek van de kluis, het nieuwste bovenaan")
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setSpacing(Space.HAIR)
        self.view.setFixedHeight(scaled(_HEIGHT))
        self._how_many = label("", "small")
        searching = row(self.search, self._how_many, spacing=Space.M)
        searching.setStretch(0, 1)
        layout.addLayout(searching)
        layout.addWidget(self.view)

    @property
    def lines(self) -> list[str]:
        """What is in sight now."""
        found = self.found
        return [str(found.index(row, 0).data()) for row in range(found.rowCount())]

    def show_entries(self, entries: Sequence[TrailEntry]) -> None:
        """Show the trail, the last entry first."""
        self._model.setStringList([trail_line(entry) for entry in entries])
        self._on_searched()

    @Slot()
    def _on_searched(self) -> None:
        self.found.setFilterFixedString(self.search.text().strip())
        self._how_many.setText(count(self.found.rowCount(), "regel", "regels"))
