"""What is copied from an open vault: marked as secret, and gone after a minute or with the lock.

Programs that keep what was copied (of the desktop, of Windows, of macOS) leave alone what is marked. The mark
is put on after the fact, on whatever this program has just put on the clipboard, so that no input can be
forgotten; other programs are only heard by Qt after that.

Text that is merely selected is not offered at all. On X11 it would be: every other program could take it with
the middle mouse button, without anything having been copied.
"""

import sys
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

from vp_desk.ui import platforms

#: How long what was copied can be pasted, in milliseconds.
KEPT_FOR: Final = 60_000

#: Read by the clipboards of KDE, and of other desktops after it.
_LINUX: Final = {"x-kde-passwordManagerHint": b"secret"}
#: https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
_WINDOWS: Final = {
    f'application/x-qt-windows-mime;value="{name}"': bytes(4)
    for name in (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    )
}


def marks_for(platform: str) -> dict[str, bytes]:
    """The formats that say, beside a text, that it is nobody's business. On macOS the system is told."""
    return dict(_WINDOWS if platform == "win32" else _LINUX)


class Copied(QObject):
    """Minds the clipboard while a vault is open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks_for(sys.platform)
        self._awake = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_FOR)
        self._timer.timeout.connect(self.forget)
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._on_copied)
        clipboard.selectionChanged.connect(self._on_selected)

    def start(self) -> None:
        """A vault was opened."""
        self._awake = True

    def stop(self) -> None:
        """The vault is closed: nothing that was copied in it outlives that."""
        self._awake = False
        self.forget()

    @Slot()
    def forget(self) -> None:
        """Clear what this program put there; what another program put there stays."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    @Slot()
    def _on_copied(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if not self._awake or not clipboard.ownsClipboard():
            self._timer.stop()  # what is there now is not ours to take away
            return
        text = clipboard.text()
        if not text:
            return
        if not all(clipboard.mimeData().hasFormat(mark) for mark in self._marks):
            # As plain text only: a formatted copy would say more than is in sight.
            marked = QMimeData()
            marked.setText(text)
            for mark, value in self._marks.items():
                marked.setData(mark, value)
            clipboard.setMimeData(marked)
            return  # which brings us here again
        platforms.mark_copied()
        self._timer.start()

    @Slot()
    def _on_selected(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._awake and clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
