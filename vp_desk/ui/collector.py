"""Collect reference cycles in the window's thread only.

Python collects in whatever thread happens to allocate. A closed window that hangs in a cycle would then be
destroyed by the thread that makes a report, and Qt does not survive a widget that dies outside the
thread of the windows: the program crashed so, at random, while figures were prepared.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

#: Often enough that little waits, seldom enough that nobody feels it; in milliseconds.
_EVERY = 1000
_MARK = "collects_here_only"


class Collector(QObject):
    """Takes over from Python's own moments of collecting; lives as long as the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    @Slot()
    def collect(self) -> None:
        """Collect the generations that Python would have collected by now, the oldest that is due."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit > 0
        ]
        if due:
            gc.collect(max(due))


def collect_here_only() -> None:
    """From now on collect in this thread, which is that of the windows. Once is enough."""
    app = QCoreApplication.instance()
    # A mark on the program: to look for the collector among its children would build the namespace `Qt`,
    # which costs a tenth of the start (see `theme`).
    if app is not None and not app.property(_MARK):
        app.setProperty(_MARK, True)  # noqa: FBT003 - as Qt has it
        Collector(app)
