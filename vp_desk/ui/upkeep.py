"""What is done for an open vault beside the window: every row is looked at, and a backup made that is due.

And it listens for damage, of which not every page that meets it speaks.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vp_desk.desk import Desk, is_damage
from vp_desk.ui.workers import Progress, Workers

#: How long after unlocking it begins: the first page goes first. In milliseconds.
_BEGIN_AFTER: Final = 1500
#: How often it is asked whether damage was met that nobody spoke of, in milliseconds.
_LOOK_EVERY: Final = 2000


class Upkeep(QObject):
    """Looks after the vault that is open."""

    #: The vault is damaged; said once.
    damaged = Signal()
    #: An `Exception`: what was done for it went wrong.
    failed = Signal(object)

    def __init__(
        self, desk: Desk, workers: Workers, today: Callable[[], date], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._workers, self._today = desk, workers, today
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.setInterval(_BEGIN_AFTER)
        self._begin.timeout.connect(self.look_after)
        self._lookout = QTimer(self)
        self._lookout.timeout.connect(self._look_out)
        self._lookout.start(_LOOK_EVERY)
        workers.met.connect(self.meet)

    def begin(self) -> None:
        """The vault was opened just now."""
        self._begin.start()

    @Slot()
    def look_after(self) -> None:
        """Look at every row of the vault; a report then need not. And make the backup that is due."""
        today, desk = self._today(), self._desk

        def work(progress: Progress) -> None:
            desk.tidy(today)
            desk.assure(progress)
            desk.safety.catch_up(progress)

        self._workers.start(work, _ignore, self.failed.emit)

    @Slot(Exception)
    def meet(self, error: BaseException) -> None:
        """Something went wrong somewhere: perhaps by damage."""
        if is_damage(error) or self._desk.damaged:
            self._say_damaged()

    @Slot()
    def _look_out(self) -> None:
        if self._desk.damaged:
            self._say_damaged()

    def _say_damaged(self) -> None:
        if self._lookout.isActive():
            self._lookout.stop()
            self.damaged.emit()


def _ignore(_: object) -> None:
    """A sound vault is nothing to speak of."""
