"""Start the window."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from vp_desk import hardening
from vp_desk.ui.remembered import default_place, recall
from vp_desk.ui.theme import dress, load_fonts
from vp_desk.ui.window import Window

if TYPE_CHECKING:  # needed after a lock only
    from vp_desk.ui.restart import Again


#: What the frame of a window takes of the height of a screen, at most.
_FRAME = 48


def run(vault: Path | None) -> int:
    """Show the window until it is closed.

    Args:
        vault: a vault to open first; None = the last one.

    Returns:
        0: done.
    """
    again = _take_told()
    app = application()
    load_fonts()
    dress(app, recall(default_place()).appearance, first=True)
    window = Window(vault, restart=_start_again)
    window.warmed.connect(_complete)
    show(window, again)
    try:
        return app.exec()
    finally:
        if window.warm:
            from vp_desk.ui.quiet import speak_again  # noqa: PLC0415 (not before first paint)

            speak_again()
        window.workers.finish()


def _take_told() -> "Again | None":
    """What the life before this one left; None = this is the first."""
    if "VP_DESK_AGAIN" not in os.environ:
        return None
    from vp_desk.ui.restart import take_told  # noqa: PLC0415 (after a lock only)

    return take_told()


def _start_again(again: "Again") -> None:
    from vp_desk.ui.restart import start_again  # noqa: PLC0415 (after a lock only)

    start_again(again)


def show(window: Window, again: "Again | None") -> None:
    """As new, or as it was before a lock: at the same place, and not before what came above it since."""
    if again is None:
        room = window.screen().availableSize()
        window.resize(window.width(), min(window.height(), room.height() - _FRAME))
        window.show()
        return
    window.restoreGeometry(again.geometry)
    if again.minimised or again.behind:
        from PySide6.QtCore import Qt  # noqa: PLC0415 (not before first paint: see theme)

        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    if again.minimised:
        window.showMinimized()
    else:
        window.show()
    window.greet(again)


def _complete() -> None:
    """What hardening can wait for the first paint, and no vault can be open before."""
    from vp_desk.ui.quiet import be_quiet  # noqa: PLC0415 (not before first paint)

    hardening.complete()
    be_quiet()


def application() -> QApplication:
    """The program as Qt knows it; there is only ever one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("vp-desk")
    app.setApplicationDisplayName("VP-Desk")
    app.setDesktopFileName("vp-desk")
    return app
