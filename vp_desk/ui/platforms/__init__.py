"""What each system calls sleep, a locked screen, and a picture of the screen.

A module for each, loaded only when a vault is open and only on its own system. What none of them can do is
left out without a word: a machine without a message bus locks when nobody is there, all the same.
"""

import sys
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWindow

#: Where a program can keep its windows out of pictures of the screen. Under X11 and Wayland none can.
HIDES_FROM_CAPTURE: Final = sys.platform in ("win32", "darwin")


class Watch(QObject):
    """Hears what the system says. One for each open vault."""

    #: A `Reason`.
    lock_wanted = Signal(object)

    def stop(self) -> None:
        """Hear no more."""


def watch(window: QWindow | None, parent: QObject) -> Watch | None:
    """Begin to hear what the system says, if it says anything.

    Args:
        window: that of the program.
        parent: who wants to know.
    """
    if sys.platform == "win32":
        from vp_desk.ui.platforms.windows import MessageWatch  # noqa: PLC0415 (there alone)

        return MessageWatch(int(window.winId()) if window is not None else 0, parent)
    if sys.platform == "darwin":
        from vp_desk.ui.platforms.macos import NotificationWatch  # noqa: PLC0415 (there alone)

        return NotificationWatch(parent)
    from vp_desk.ui.platforms.linux import BusWatch  # noqa: PLC0415 (after unlocking)

    return BusWatch(parent)


def hide_from_capture(window: QWindow, *, hidden: bool) -> None:
    """Keep a window out of pictures and films of the screen, or let it be in them again."""
    if sys.platform == "win32":
        from vp_desk.ui.platforms import windows  # noqa: PLC0415 (there alone)

        windows.hide_from_capture(int(window.winId()), hidden=hidden)
    elif sys.platform == "darwin":
        from vp_desk.ui.platforms import macos  # noqa: PLC0415 (there alone)

        macos.hide_from_capture(int(window.winId()), hidden=hidden)


def mark_copied() -> None:
    """Say that what was copied is secret, where Qt cannot say it."""
    if sys.platform == "darwin":
        from vp_desk.ui.platforms import macos  # noqa: PLC0415 (there alone)

        macos.mark_copied()
