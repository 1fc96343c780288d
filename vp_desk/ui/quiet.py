"""What Qt reports, by its kind alone: its words may hold what stands in an input."""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler


def be_quiet() -> None:
    """From now on."""
    qInstallMessageHandler(_without_words)


def speak_again() -> None:
    """As Qt does of itself: before Python ends."""
    qInstallMessageHandler(None)


def _without_words(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    del words
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.write(f"Qt {kind.name.removeprefix('Qt')}: {context.category}\n")
