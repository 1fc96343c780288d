"""The last net under everything: what nothing else caught is shown, and the program goes on."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

#: The hooks of Python and of its threads.
_Hooks = tuple[Callable[..., object], Callable[[threading.ExceptHookArgs], object]]


class Net(QObject):
    """Catches what nothing else caught, in any thread, and shows it in the window's thread."""

    caught = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open = False
        self._before: _Hooks | None = None
        self.caught.connect(self._show)

    def spread(self) -> None:
        """Begin to catch."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._hook, self._thread_hook

    def fold(self) -> None:
        """Catch no longer."""
        if self._before is not None:
            (sys.excepthook, threading.excepthook), self._before = self._before, None

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        del trace
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.caught.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught.emit(args.exc_value)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        if self._open:  # one fault often brings more: the first one tells most
            return
        self._open = True
        from vp_desk.ui.show_error import show_error  # noqa: PLC0415 (not before first paint)

        try:
            show_error(self._window, error)
        finally:
            self._open = False
