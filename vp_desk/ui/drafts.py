"""What is being typed, kept in the vault: neither a lock nor a crash loses a sentence."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from vp_desk.desk import Desk
from vp_desk.errors import VpDeskError

#: At most so long after a keystroke it is in the vault, in milliseconds.
DELAY: Final = 700

#: What stands in a form, or None when nothing there is worth keeping.
Content = Callable[[], Mapping[str, Any] | None]


class DraftKeeper(QObject):
    """Writes the draft of one form a moment after it was touched."""

    #: The vault did not take it: disk full, place read-only.
    failed = Signal(Exception)

    def __init__(self, desk: Desk, key: str, content: Content, parent: QObject) -> None:
        """Keep a form.

        Args:
            desk: the open vault.
            key: the name of the draft.
            content: gives what stands in the form; asked when it is time to write.
            parent: the form's page.
        """
        super().__init__(parent)
        self.key = key
        self._desk, self._content = desk, content
        self._stored: Mapping[str, Any] | None = None
        self._left = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._on_rest)

    @Slot()
    def touch(self) -> None:
        """Something was typed. The first keystroke sets the clock, so that fast typing cannot put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def know(self, content: Mapping[str, Any]) -> None:
        """This draft is in the vault already."""
        self._stored = content

    def keep(self) -> bool:
        """Write what stands in the form now, or drop what is not worth keeping any more.

        Returns:
            Whether nothing would be lost with the form: what stands there is in the vault.
        """
        self._timer.stop()
        if self._left:
            return True
        content = self._content()
        if content == self._stored:
            return True
        try:
            if content is None:
                self._desk.drop_draft(self.key)
            else:
                self._desk.keep_draft(self.key, content, datetime.now())  # noqa: DTZ005 - wall clock
        except VpDeskError as error:
            self.failed.emit(error)
            return content is None
        self._stored = content
        return True

    def leave_it(self) -> bool:
        """Write what stands in the form now, and leave it in the vault whatever becomes of the form.

        Returns:
            As `keep`.
        """
        kept = self.keep()
        self._left = kept
        return kept

    def stored(self) -> None:
        """What stood in the form is stored, and its draft went with it."""
        self._timer.stop()
        self._stored = None

    def drop(self) -> None:
        """Forget what stood in the form."""
        self.stored()
        try:
            self._desk.drop_draft(self.key)
        except VpDeskError as error:  # it stays in the vault, which is no loss
            self.failed.emit(error)

    @Slot()
    def _on_rest(self) -> None:
        self.keep()
