"""When an open vault is to be locked without anybody asking for it.

The guard looks once a second at two clocks: one that runs on while the computer sleeps, and one that stands
still. The first tells how long nobody touched the keyboard or the mouse; the difference tells that the
computer slept, also where no message about it comes. Messages of the system come from `platforms`.

What is touched is seen at the windows of Qt, before any widget: so it also counts in dialogs and menus, and
so Ctrl+L works there too, where shortcuts of the window below do not.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from vp_desk.ui.reasons import Reason

#: How often the clocks are looked at, in milliseconds.
TICK: Final = 1000
#: So far the clocks may run apart without anyone having slept, in seconds.
_APART: Final = 2.0
#: How long after a vault was opened the messages of the system are asked for, in milliseconds: the list that
#: is being painted goes first.
_ASK_AFTER: Final = 300

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.NativeGesture,
    }
)


class Clocks(NamedTuple):
    """Two clocks in seconds, from a moment that does not matter."""

    #: Runs on while the computer sleeps.
    always: Callable[[], float]
    #: Stands still then, where the system has such a clock.
    awake: Callable[[], float]


def clocks() -> Clocks:
    """Those of this system."""
    # The first on Linux; the second on macOS, where it runs on and Python's own `monotonic` does not.
    number = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    if number is None:  # Windows, whose clock runs on anyhow
        return Clocks(time.monotonic, time.monotonic)
    return Clocks(partial(time.clock_gettime, number), time.monotonic)


class Guard(QObject):
    """Says when to lock. At rest until a vault is open."""

    #: A `Reason`.
    lock_wanted = Signal(object)
    #: A window came on the screen that was not there before.
    window_seen = Signal(object)
    #: It is time to ask the system for its messages.
    ready = Signal()

    def __init__(self, parent: QObject | None = None, at: Clocks | None = None) -> None:
        super().__init__(parent)
        self._clocks = at or clocks()
        self._limit = 0.0
        self._touched = self._ahead = 0.0
        self._known: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.focusWindowChanged.connect(self._watch_windows)

    @property
    def awake(self) -> bool:
        """Whether a vault is being guarded."""
        return self._timer.isActive()

    def start(self, minutes: int) -> None:
        """A vault was opened; lock it after so many minutes without a touch."""
        self.set_minutes(minutes)
        self._touched = self._clocks.always()
        self._ahead = self._touched - self._clocks.awake()
        self._timer.start()
        self._watch_windows()
        QTimer.singleShot(_ASK_AFTER, self._on_rest)

    def set_minutes(self, minutes: int) -> None:
        """Wait longer or shorter."""
        self._limit = minutes * 60.0

    def stop(self) -> None:
        """The vault is closed."""
        self._timer.stop()
        self._known.clear()
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; lock on Ctrl+L where no shortcut of the window could hear it."""
        del watched
        if event.type() not in _TOUCHES or not self.awake:
            return False
        self._touched = self._clocks.always()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_L:
                self.lock_wanted.emit(Reason.ASKED)
                return True
        return False

    @Slot()
    def look(self) -> None:
        """Look at the clocks."""
        if not self.awake:
            return
        self._watch_windows()
        now = self._clocks.always()
        ahead = now - self._clocks.awake()
        slept, self._ahead = ahead - self._ahead > _APART, ahead
        if slept:
            self.lock_wanted.emit(Reason.SLEEP)
        elif now - self._touched >= self._limit:
            self.lock_wanted.emit(Reason.IDLE)

    @Slot()
    def _on_rest(self) -> None:
        if self.awake:
            self.ready.emit()

    @Slot()
    def _watch_windows(self) -> None:
        """Dialogs and menus are windows too. Watching one twice is as good as once."""
        if not self.awake:
            return
        shown: set[int] = set()
        for window in QGuiApplication.allWindows():
            window.installEventFilter(self)
            if window.isVisible():
                shown.add(self._told_of(window))
        self._known = shown

    def _told_of(self, window: QWindow) -> int:
        number = int(window.winId())
        if number not in self._known:
            self.window_seen.emit(window)
        return number
