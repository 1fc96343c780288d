"""The menu with the vaults that this computer knows."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


def names_of(vaults: Sequence[Path]) -> list[str]:
    """Vaults by the name of their folder; where two have the same name, with the folder around it."""
    names = [vault.name for vault in vaults]
    return [
        f"{vault.name} (in {vault.parent.name})" if names.count(vault.name) > 1 else vault.name
        for vault in vaults
    ]


class VaultMenu(QMenu):
    """Known vaults by the name of their folder, another one, and taking one off the list."""

    chosen = Signal(object)
    other_wanted = Signal()
    forgotten = Signal(object)

    def __init__(self, known: Sequence[Path], current: Path | None, owner: QWidget) -> None:
        super().__init__(owner)
        self.aboutToHide.connect(self.deleteLater)
        self._current = current
        for vault, name in zip(known, names_of(known), strict=True):
            action = self.addAction(name.replace("&", "&&"))
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


class SwitchMenu(QMenu):
    """From an open vault to another one: the known ones, or one that is looked for."""

    #: The path of a vault; None = the adviser will look for it.
    chosen = Signal(object)
    create_wanted = Signal()

    def __init__(self, others: Sequence[Path], owner: QWidget) -> None:
        super().__init__(owner)
        self.setAccessibleName("Andere kluis openen")
        self.setToolTipsVisible(True)
        self.aboutToHide.connect(self.deleteLater)
        for vault, name in zip(others, names_of(others), strict=True):
            action = self.addAction(name.replace("&", "&&"))
            action.setData(str(vault))
            action.setToolTip(f"Deze kluis sluiten, en die in {vault} openen")
        self.addSeparator()
        self.addAction("Een andere kluis zoeken…")
        self._new = self.addAction("Nieuwe kluis maken…")
        self.triggered.connect(self._on_triggered)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        path = action.data()
        if action is self._new:
            self.create_wanted.emit()
            return
        self.chosen.emit(Path(str(path)) if path is not None else None)
