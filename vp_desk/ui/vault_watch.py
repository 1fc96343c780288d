"""What goes on around an open vault: the guard, the messages of the system, the clipboard, the screen.

Loaded when a vault is opened, not before: the first window pays for none of it.
"""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from vp_desk.desk import ChangeKind, Changes, Desk, VaultSettings
from vp_desk.ui import platforms
from vp_desk.ui.clipboard import Copied
from vp_desk.ui.guard import Guard


class VaultWatch(QObject):
    """Watches over the vault of one window."""

    #: A `Reason`.
    lock_wanted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        self._hides = False
        self._watch: platforms.Watch | None = None
        self.copied = Copied(self)
        self.guard = Guard(self)
        self.guard.lock_wanted.connect(self.lock_wanted)
        self.guard.window_seen.connect(self._on_window)
        self.guard.ready.connect(self._on_ready)

    def start(self, desk: Desk) -> None:
        """A vault was opened."""
        self._desk = desk
        settings = desk.settings
        self._hides = not settings.capture_allowed
        self.copied.start()
        self.guard.start(settings.lock_minutes)

    def stop(self) -> None:
        """The vault is closed."""
        self._desk = None
        self.guard.stop()
        self.copied.stop()
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None

    @Slot(object)
    def follow(self, changes: Changes) -> None:
        """Do as the settings now say."""
        if self._desk is not None and ChangeKind.SETTINGS in changes.kinds:
            self._apply(self._desk.settings)

    def _apply(self, settings: VaultSettings) -> None:
        self.guard.set_minutes(settings.lock_minutes)
        if self._hides is settings.capture_allowed:
            self._hides = not settings.capture_allowed
            for window in QGuiApplication.allWindows():
                if window.isVisible():
                    self._on_window(window)

    @Slot(object)
    def _on_window(self, window: QWindow) -> None:
        platforms.hide_from_capture(window, hidden=self._hides)

    @Slot()
    def _on_ready(self) -> None:
        if self._watch is None:
            self._watch = platforms.watch(self._window.windowHandle(), self)
            if self._watch is not None:
                self._watch.lock_wanted.connect(self.lock_wanted)
