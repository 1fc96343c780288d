"""One signal for all changes: each view decides whether it cares."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """`changed(Changes)` is emitted once after each use case that changed the vault."""

    changed = Signal(object)
