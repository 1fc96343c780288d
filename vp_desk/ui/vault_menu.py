"""The menu with the vaults that this computer knows."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class VaultMenu(QMenu):
    """Known vaults by the name of their folder, another one, and taking one off the list."""

    chosen = Signal(object)
    other_wanted = Signal()
    forgotten = Signal(object)

    def __init__(self, known: Sequence[Path], current: Path | None, owner: QWidget) -> None:
        super().__init__(owner)
        self.aboutToHide.connect(self.deleteLater)
        self._current = current
        for vault in known:
            action = self.addAction(vault.name.replace("&", "&&"))
            action.setData(str(vault))
            action.setToolTip(str(vault))
            action.setCheckable(True)
            action.setChecked(vault == current)
        self.addSeparator()
        self._other = self.addAction("Andere map kiezen…")
        self._forget = self.addAction("Deze kluis uit de lijst halen")
        self._forget.setEnabled(current in known)
        self.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if action is self._other:
            self.other_wanted.emit()
        elif action is self._forget:
            self.forgotten.emit(self._current)
        else:
            self.chosen.emit(Path(str(action.data())))
