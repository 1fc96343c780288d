"""In a fresh process: show the unlock window, or an empty one, and stop once it was painted.

`python -m benchmarks.first_window empty` or `… unlock VAULT`; prints the moment and the peak memory.
"""

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # each side loads Qt when its own program does
    from PySide6.QtGui import QPaintEvent


def show_empty() -> None:
    """The least that a Qt program can show."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415

    class Empty(QMainWindow):
        def paintEvent(self, event: "QPaintEvent") -> None:  # noqa: N802 - as in Qt
            super().paintEvent(event)
            QTimer.singleShot(0, stop)

    app = QApplication(sys.argv[:1])
    window = Empty()
    window.resize(1180, 800)
    window.show()
    app.exec()


def show_unlock(vault: str) -> None:
    """The program itself, as `vp-desk VAULT` starts it; only its window tells when it was painted."""
    from vp_desk.__main__ import main  # noqa: PLC0415 - the empty window does not pay for it

    sys.meta_path.insert(0, _Watcher())
    main([vault])


class _Watcher:
    """Waits until the program has loaded its window, and puts one that tells in its place."""

    def find_spec(self, name: str, *_: object) -> None:
        """The module of the program is being loaded: what it is made of comes first."""
        if name != "vp_desk.ui.app":
            return
        sys.meta_path.remove(self)
        from PySide6.QtCore import QTimer  # noqa: PLC0415

        from vp_desk.ui import window  # noqa: PLC0415

        class Watched(window.Window):
            def paintEvent(self, event: "QPaintEvent") -> None:  # noqa: N802 - as in Qt
                super().paintEvent(event)
                QTimer.singleShot(0, stop)

        window.Window = Watched  # type: ignore[misc]


def stop() -> None:
    """Tell and end, without the tidying up that nobody waits for."""
    painted = time.monotonic_ns()  # the window painted its parts before a timer has its turn
    from benchmarks.measure import peak_kib  # noqa: PLC0415 - after what is measured

    sys.stdout.write(f"{painted} {peak_kib() or 0}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        show_empty()
    else:
        show_unlock(sys.argv[2])
