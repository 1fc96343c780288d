"""What the parts of the page for advice share."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import Changes, Desk
from vp_desk.errors import VpDeskError
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tokens import Space


class LoopView(QWidget):
    """One part; asks the page to go elsewhere, and shows what is in the vault when it is told to."""

    #: Whether it may be higher than the window.
    scrolls: ClassVar[bool] = False

    #: The key of a record: `recommendation/3`.
    open_wanted = Signal(str)
    #: Something changed in the vault: its `Changes`.
    changed = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("body")
        self._desk, self._today = desk, today
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(Space.M)

    def refresh(self) -> None:
        """Show what is in the vault now."""
        raise NotImplementedError

    def focus(self) -> None:
        """Give the focus to where work begins."""
        raise NotImplementedError

    def point_at(self, key: str) -> None:
        """Make a record the current one, where there is a list."""

    def do(self, work: Callable[[], Changes]) -> bool:
        """Change something at once; whether that was done."""
        try:
            changes = work()
        except VpDeskError as error:
            show_error(self, error)
            return False
        self.changed.emit(changes)
        return True
