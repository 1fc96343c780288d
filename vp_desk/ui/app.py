"""Start the window."""

import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from vp_desk import hardening
from vp_desk.ui.remembered import default_place, recall
from vp_desk.ui.restart import Again, start_again, take_told
from vp_desk.ui.theme import dress, load_fonts
from vp_desk.ui.window import Window


def run(vault: Path | None) -> int:
    """Show the window until it is closed.

    Args:
        vault: a vault to open first; None = the last one.

    Returns:
        0: done.
    """
    again = take_told()
    app = application()
    load_fonts()
    dress(app, recall(default_place()).appearance, first=True)
    window = Window(vault, restart=start_again)
    window.warmed.connect(_complete)
    show(window, again)
    try:
        return app.exec()
    finally:
        qInstallMessageHandler(None)
        window.workers.finish()


def show(window: Window, again: Again | None) -> None:
    """As new, or as it was before a lock: at the same place, and not before what came above it since."""
    if again is None:
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
    hardening.complete()
    qInstallMessageHandler(_without_words)


def _without_words(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Qt tells what went wrong by its kind alone: its words may hold what stands in an input."""
    del words
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(f"Qt {kind.name.removeprefix('Qt')}: {context.category}\n")


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
