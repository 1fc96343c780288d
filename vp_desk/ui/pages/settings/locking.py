"""When the vault locks by itself, and whether pictures of the screen may show it."""

import sys
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import LOCK_MINUTES, Desk, VaultSettings
from vp_desk.errors import VpDeskError
from vp_desk.ui.platforms import HIDES_FROM_CAPTURE
from vp_desk.ui.segments import Segments
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import label

_MINUTES: Final = [(minutes, f"{minutes} minuten") for minutes in LOCK_MINUTES]
_CAPTURE: Final = ((False, "Afschermen"), (True, "Toestaan"))
_CAPTURE_WORDS: Final = {
    "win32": "Op een schermafdruk, en als u uw scherm deelt, is dit venster dan niet te zien.",
    "darwin": "Op een schermafdruk is dit venster dan niet te zien. Sommige nieuwe programma’s die een scherm "
    "delen of opnemen, kunnen het op een Mac toch zien.",
}
_NO_CAPTURE: Final = (
    "Op deze computer kan geen programma zijn venster afschermen. "
    "Vergrendel de kluis voordat u uw scherm deelt."
)


class LockingCard(QWidget):
    """Chosen at once, and kept in the vault: whoever is not in it cannot put the lock off."""

    #: `Changes`: a setting was stored.
    changed = Signal(object)
    #: A sentence for the status line.
    said = Signal(str)

    def __init__(self, desk: Desk, *, hides: bool = HIDES_FROM_CAPTURE) -> None:
        """Show the choices of now.

        Args:
            desk: the open vault.
            hides: whether this system can keep a window out of pictures of the screen.
        """
        super().__init__()
        self._desk = desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        self.minutes = Segments("Vergrendelen na", _MINUTES)
        self.minutes.set_value(desk.settings.lock_minutes)
        self.minutes.chosen.connect(self._on_minutes)
        layout.addWidget(self.minutes)
        layout.addSpacing(Space.S)
        layout.addWidget(label("Schermafdrukken", "label"))
        self.capture = Segments("Schermafdrukken", _CAPTURE)
        self.capture.set_value(desk.settings.capture_allowed)
        self.capture.chosen.connect(self._on_capture)
        self.capture.setVisible(hides)
        layout.addWidget(self.capture)
        words = _CAPTURE_WORDS.get(sys.platform, _NO_CAPTURE) if hides else _NO_CAPTURE
        layout.addWidget(label(words, "small", wrap=True))

    @Slot(object)
    def _on_minutes(self, minutes: int) -> None:
        self._store(
            replace(self._desk.settings, lock_minutes=minutes),
            f"De kluis gaat voortaan na {minutes} minuten op slot.",
        )

    @Slot(object)
    def _on_capture(self, allowed: bool) -> None:
        self._store(
            replace(self._desk.settings, capture_allowed=allowed),
            f"Dit venster staat voortaan {'wel' if allowed else 'niet'} op schermafdrukken.",
        )

    def _store(self, new: VaultSettings, words: str) -> None:
        if new == self._desk.settings:
            return
        try:
            changes = self._desk.change_settings(new)
        except VpDeskError as error:
            show_error(self, error)
            return
        self.changed.emit(changes)
        self.said.emit(words)
