"""Undo and redo in an open vault: the keys, and a button beside what was done."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from vp_desk.desk import Desk, Step
from vp_desk.errors import VpDeskError
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.icons import IconButton


class WayBack(IconButton):
    """Takes the last step back, or after taking back does it after all; hidden when there is no step."""

    #: What was done, in words.
    said = Signal(str)
    failed = Signal(Exception)

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__("Ongedaan maken", "undo", "link", parent)
        self._desk, self._bus = desk, bus
        self._last: Step | None = None
        self._went_back = False
        self.setToolTip(shortcuts.UNDO.told)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def undo(self) -> None:
        """Take back what was done last."""
        words, nothing = "Teruggedraaid: {words}.", "Er is niets om terug te draaien."
        self._step(self._desk.undo, words, nothing, went_back=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        words, nothing = "Toch weer gedaan: {words}.", "Er is niets om opnieuw te doen."
        self._step(self._desk.redo, words, nothing, went_back=False)

    def notice(self) -> None:
        """Something changed: perhaps a step was done that can be taken back."""
        step = self._desk.history.next_back
        if step is not self._last:
            self._last = step
            self._offer(went_back=False)
            if step is not None:
                self.said.emit(f"{step.words}.")

    def _step(
        self, work: Callable[[], Step | None], words: str, nothing: str, *, went_back: bool
    ) -> None:
        try:
            step = work()
        except VpDeskError as error:
            self.failed.emit(error)
            return
        if step is not None:
            self._bus.changed.emit(step.changes)
        self.said.emit(nothing if step is None else words.format(words=step.words))
        self._offer(went_back=went_back)

    def _offer(self, *, went_back: bool) -> None:
        history = self._desk.history
        self._went_back = went_back
        self.setText("Toch weer doen" if went_back else "Ongedaan maken")
        self.set_icon_name("redo" if went_back else "undo")
        self.setToolTip((shortcuts.REDO if went_back else shortcuts.UNDO).told)
        self.setVisible((history.next_again if went_back else history.next_back) is not None)

    @Slot()
    def _on_clicked(self) -> None:
        if self._went_back:
            self.redo()
        else:
            self.undo()
