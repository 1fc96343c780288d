"""Load what an open vault needs while the adviser types her passphrase: modules only, nothing is made.

What knows nothing of Qt is loaded beside the window. What does is loaded in its thread, a piece at a time,
so that keys are not kept waiting. With all of it in another thread, while the window was painted, the program
crashed in native code twice in some hundred starts under load, once seen while such a module was loaded.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from vp_desk.ui.workers import Progress, Workers

#: Begins with what others need, so that no piece is a large one.
PIECES: Final = (
    "vp_desk.ui.vault_watch",
    "vp_desk.ui.forms.suggestions",
    "vp_desk.ui.forms.finders",
    "vp_desk.ui.forms.pickers",
    "vp_desk.ui.forms.field_row",
    "vp_desk.ui.forms.form",
    "vp_desk.ui.damage",
    "vp_desk.ui.views.chart",
    "vp_desk.ui.pages.activities_page",
    "vp_desk.ui.pages.case_page",
    "vp_desk.ui.pages.cases_page",
    "vp_desk.ui.pages.conversation_page",
    "vp_desk.ui.pages.settings.dialogs",
    "vp_desk.ui.pages.released_page",
    "vp_desk.ui.pages.settings.readers",
    "vp_desk.ui.new_passphrase",
    "vp_desk.ui.pages.settings.organisation",
    "vp_desk.ui.pages.settings_page",
    "vp_desk.ui.pages.today_page",
    "vp_desk.ui.pages.years_view",
    "vp_desk.ui.pages.overview_page",
    "vp_desk.ui.pages.report_pages",
    "vp_desk.ui.pages.report_page",
    "vp_desk.ui.pages.safety_page",
    "vp_desk.ui.pages.loop.signal_page",
    "vp_desk.ui.pages.loop.recommendation_page",
    "vp_desk.ui.pages.loop.self_check_page",
    "vp_desk.ui.pages.advice_page",
    "vp_desk.ui.workspace",
    "vp_desk.ui.locking",
)


class Preload(QObject):
    """Loads once; whoever needs a module earlier loads it as always."""

    def __init__(self, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[str] = iter(PIECES)
        self._next = QTimer(self)
        self._next.timeout.connect(self._load_one)
        workers.start(_load_without_qt, self._begin, _leave)

    def _begin(self, _: object) -> None:
        self._next.start(0)

    @Slot()
    def _load_one(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._next.stop()
        else:
            import_module(name)


def _load_without_qt(progress: Progress) -> None:
    del progress
    import_module("vp_desk.desk")


def _leave(_: Exception) -> None:
    """Whatever went wrong is met again, and shown, where it is needed."""
