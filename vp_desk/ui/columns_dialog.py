"""Which columns the list of cases shows, and in what order."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from vp_desk.desk.views import DEFAULT_COLUMNS, FIRST_COLUMN
from vp_desk.fields import CASE_FIELDS
from vp_desk.ui.models.columns import ALL
from vp_desk.ui.widgets import button, label, row

_KEY: Final = Qt.ItemDataRole.UserRole
_NAMES: Final = {field.key: field.label for field in CASE_FIELDS}


class ColumnList(QListWidget):
    """The columns; Space shows or hides one, Ctrl and an arrow moves it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Ctrl and an arrow."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if control and step:
            self.move_current(step)
            return
        super().keyPressEvent(event)

    def move_current(self, step: int) -> None:
        """Move the current column up or down."""
        here = self.currentRow()
        there = here + step
        if here >= 0 and 0 <= there < self.count():
            item = self.takeItem(here)
            self.insertItem(there, item)
            self.setCurrentRow(there)


class ColumnsDialog(QDialog):
    """Choose columns; nothing changes before "Toepassen"."""

    #: The keys of the columns, from left to right.
    chosen = Signal(object)

    def __init__(self, shown: Sequence[str], off: frozenset[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("VP-Desk")
        self.setAccessibleName("Kolommen kiezen")
        self.resize(420, 560)
        self._off = off
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label("Kolommen", "heading"))
        layout.addWidget(
            label(
                "Spatie: wel of niet tonen. Ctrl met pijl omhoog of omlaag: verplaatsen. "
                "De zaakcode staat altijd vooraan.",
                "small",
                wrap=True,
            )
        )
        self.columns = ColumnList(self)
        self.columns.setAccessibleName("Kolommen")
        self.columns.setSpacing(2)
        layout.addWidget(self.columns, 1)
        up = button("Omhoog", self._up, parent=self)
        down = button("Omlaag", self._down, parent=self)
        usual = button("Gewone kolommen", self._usual, "quiet", self)
        layout.addLayout(row(up, down, None, usual))
        use = button("Toepassen", self._use, "primary", self)
        use.setDefault(True)
        layout.addLayout(row(None, button("Annuleren", self.reject, parent=self), use))
        self._fill(shown)
        self.columns.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the highlight in sight when the window gets the focus."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.columns.currentRow() < 0:
            self.columns.setCurrentRow(0)

    def _fill(self, shown: Sequence[str]) -> None:
        self.columns.clear()
        others = [key for key in ALL if key not in shown and key not in self._off]
        for key in (*shown, *others):
            if key == FIRST_COLUMN:
                continue
            item = QListWidgetItem(_NAMES.get(key) or ALL[key].heading)
            item.setData(_KEY, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self.columns.addItem(item)
        self.columns.setCurrentRow(0)

    @Slot()
    def _up(self) -> None:
        self.columns.move_current(-1)

    @Slot()
    def _down(self) -> None:
        self.columns.move_current(1)

    @Slot()
    def _usual(self) -> None:
        self._fill(DEFAULT_COLUMNS)

    @Slot()
    def _use(self) -> None:
        items = [self.columns.item(place) for place in range(self.columns.count())]
        checked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        self.chosen.emit((FIRST_COLUMN, *(str(item.data(_KEY)) for item in checked)))
        self.accept()
