"""Sleep, a locked screen, and pictures of the screen on Windows.

Written from the documentation of Microsoft and not yet tried on Windows: see docs/platforms.md.

- https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
- https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast
- https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowdisplayaffinity
"""

import ctypes
from ctypes import wintypes
from typing import Final, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

from vp_desk.ui.platforms import Watch
from vp_desk.ui.reasons import Reason

_SESSION_CHANGE: Final = 0x02B1  # WM_WTSSESSION_CHANGE
_CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOGOFF, _LOCK = 0x2, 0x4, 0x6, 0x7  # WTS_…
_POWER_BROADCAST: Final = 0x0218  # WM_POWERBROADCAST
_SUSPEND: Final = 0x4  # PBT_APMSUSPEND
_THIS_SESSION: Final = 0  # NOTIFY_FOR_THIS_SESSION
#: WDA_NONE, WDA_MONITOR (a black window), WDA_EXCLUDEFROMCAPTURE (no window; Windows 10 of 2004 and later).
_SHOWN, _BLACK, _ABSENT = 0x0, 0x1, 0x11


class Calls(Protocol):
    """What is asked of Windows. Windows are handles; the answer is whether it was done."""

    def register(self, window: int) -> bool:
        """Send messages about the session to a window."""
        ...

    def unregister(self, window: int) -> bool:
        """Send them no more."""
        ...

    def set_affinity(self, window: int, affinity: int) -> bool:
        """Whether a window is in pictures of the screen."""
        ...


class SystemCalls:
    """The real ones. On 64 bits, the only ones Qt has, all functions are called in the same way."""

    def register(self, window: int) -> bool:
        """Send messages about the session to a window."""
        call = ctypes.CDLL("wtsapi32").WTSRegisterSessionNotification
        call.argtypes = [wintypes.HWND, wintypes.DWORD]
        return bool(call(window, _THIS_SESSION))

    def unregister(self, window: int) -> bool:
        """Send them no more."""
        call = ctypes.CDLL("wtsapi32").WTSUnRegisterSessionNotification
        call.argtypes = [wintypes.HWND]
        return bool(call(window))

    def set_affinity(self, window: int, affinity: int) -> bool:
        """Whether a window is in pictures of the screen."""
        call = ctypes.CDLL("user32").SetWindowDisplayAffinity
        call.argtypes = [wintypes.HWND, wintypes.DWORD]
        return bool(call(window, affinity))


def reason_of(message: int, what: int) -> Reason | None:
    """Why a message of Windows is a reason to lock; None = it is none.

    Args:
        message: its number.
        what: its first parameter (`wParam`).
    """
    if message == _POWER_BROADCAST and what == _SUSPEND:
        return Reason.SLEEP
    away = (_LOCK, _CONSOLE_DISCONNECT, _REMOTE_DISCONNECT, _LOGOFF)
    if message == _SESSION_CHANGE and what in away:
        return Reason.SCREEN
    return None


class _Filter(QAbstractNativeEventFilter):
    """Reads messages as they come, and lets all of them pass."""

    def __init__(self, watch: "MessageWatch") -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self,
        kind: QByteArray | bytes | bytearray | memoryview,
        message: int,
        /,
    ) -> tuple[bool, int]:
        """Look at one message."""
        if QByteArray(kind).startsWith(b"windows_"):
            self._watch.read(int(message))
        return False, 0


class MessageWatch(Watch):
    """Hears the messages that Windows sends to the window."""

    def __init__(
        self, window: int, parent: QObject | None = None, calls: Calls | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._calls = calls or SystemCalls()
        self._filter = _Filter(self)
        self._calls.register(window)
        QCoreApplication.instance().installNativeEventFilter(self._filter)  # type: ignore[union-attr]

    def read(self, address: int) -> None:
        """A message of Windows stands at an address in memory."""
        told = wintypes.MSG.from_address(address)
        reason = reason_of(int(told.message), int(told.wParam))
        if reason is not None:
            self.lock_wanted.emit(reason)

    def stop(self) -> None:
        """Hear no more."""
        QCoreApplication.instance().removeNativeEventFilter(self._filter)  # type: ignore[union-attr]
        self._calls.unregister(self._window)


def hide_from_capture(window: int, *, hidden: bool, calls: Calls | None = None) -> None:
    """Keep a window out of pictures of the screen; an older Windows makes it black in them."""
    system = calls or SystemCalls()
    if not hidden:
        system.set_affinity(window, _SHOWN)
    elif not system.set_affinity(window, _ABSENT):
        system.set_affinity(window, _BLACK)
