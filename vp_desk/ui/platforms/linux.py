"""Sleep and a locked screen on Linux: what systemd-logind and the desktop say on the message bus.

- https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
- https://specifications.freedesktop.org/idle-inhibit-spec/latest/

While a vault is open the computer is asked to wait with sleeping until it is locked ("delay", five seconds at
most): otherwise it might sleep first, with the vault open in its memory. Every call is answered later, never
waited for: a bus that hangs holds nothing up. Anyone on the bus of this user could send such a message; all
that it brings about is a lock.
"""

import os
from typing import Final, cast

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

from vp_desk.ui.platforms import Watch
from vp_desk.ui.reasons import Reason

_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_MANAGER: Final = "org.freedesktop.login1.Manager"
_SESSION: Final = "org.freedesktop.login1.Session"
#: Who tells that the screen is locked: KDE and others, GNOME, Cinnamon, MATE, Xfce.
_SCREENS: Final = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
)
#: No answer by then is no answer, in milliseconds.
_PATIENCE: Final = 5000


def _slot(name: str) -> bytes:
    """As the binding wants it, which says bytes and takes text alone."""
    return cast("bytes", SLOT(name))


class BusWatch(Watch):
    """Hears both buses, where there are any."""

    def __init__(
        self,
        parent: QObject | None = None,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._stopped = False
        #: As long as this is held, the computer waits with sleeping.
        self._hold: QDBusUnixFileDescriptor | None = None
        self._calls: dict[QObject, str] = {}
        self._system = system or QDBusConnection.systemBus()
        self._session = session or QDBusConnection.sessionBus()
        if self._system.isConnected():
            self._system.connect(
                _LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, _slot("_on_sleep(bool)")
            )
            self._call("Inhibit", "sleep", "VP-Desk", "De kluis gaat eerst op slot.", "delay")
            self._call("GetSession", os.environ.get("XDG_SESSION_ID") or "auto")
        if self._session.isConnected():
            for screen in _SCREENS:
                self._session.connect(
                    "", "", screen, "ActiveChanged", self, _slot("_on_screen(bool)")
                )

    @property
    def holds(self) -> bool:
        """Whether the computer waits with sleeping until the vault is locked."""
        return self._hold is not None

    def stop(self) -> None:
        """Let the computer sleep, and hear no more."""
        self._stopped = True
        self._hold = None

    def _call(self, method: str, *arguments: object) -> None:
        message = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, method)
        message.setArguments(list(arguments))
        pending: QDBusPendingCall = self._system.asyncCall(message, _PATIENCE)
        watcher = QDBusPendingCallWatcher(pending, self)
        self._calls[watcher] = method
        watcher.finished.connect(self._on_answer)

    @Slot(QDBusPendingCallWatcher)
    def _on_answer(self, watcher: QDBusPendingCallWatcher) -> None:
        self._calls.pop(watcher, None)
        message = watcher.reply()
        watcher.deleteLater()
        if self._stopped or message.type() != QDBusMessage.MessageType.ReplyMessage:
            return
        for answer in message.arguments():
            if isinstance(answer, QDBusUnixFileDescriptor):
                self._hold = answer
            elif isinstance(answer, QDBusObjectPath):
                self._hear_session(answer.path())

    def _hear_session(self, path: str) -> None:
        self._system.connect(_LOGIN, path, _SESSION, "Lock", self, _slot("_on_lock()"))

    @Slot(bool)
    def _on_sleep(self, begins: bool) -> None:
        self._want(Reason.SLEEP, now=begins)

    @Slot(bool)
    def _on_screen(self, locked: bool) -> None:
        self._want(Reason.SCREEN, now=locked)

    @Slot()
    def _on_lock(self) -> None:
        self._want(Reason.SCREEN, now=True)

    def _want(self, reason: Reason, *, now: bool) -> None:
        if now and not self._stopped:
            self.lock_wanted.emit(reason)
