"""Start the window."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from vp_desk.ui.remembered import default_place, recall
from vp_desk.ui.theme import dress, load_fonts
from vp_desk.ui.window import Window


def run(vault: Path | None) -> int:
    """Show the window until it is closed.

    Args:
        vault: a vault to open first; None = the last one.

    Returns:
        0: done.
    """
    app = application()
    load_fonts()
    dress(app, recall(default_place()).appearance, first=True)
    window = Window(vault)
    window.show()
    try:
        return app.exec()
    finally:
        window.workers.finish()


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
