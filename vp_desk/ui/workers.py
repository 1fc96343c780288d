"""Long work beside the window: a function in a pool, and its outcome back in the window.

One door catches everything that goes wrong there and hands it over as a value. Outcomes of work that
was begun before a lock are dropped: whoever asked for them is gone.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

T = TypeVar("T")

#: How far the work is: steps done, steps in all.
Progress = Callable[[int, int], None]


class TaskSignals(QObject):
    """How a task speaks to the window. The first value is the number of the task."""

    progress = Signal(int, int, int)
    done = Signal(int, object)
    failed = Signal(int, Exception)


class Task(QRunnable):
    """A plain function on its way through the pool; knows nothing of what it runs."""

    def __init__(
        self, number: int, work: Callable[[Progress], object], signals: TaskSignals
    ) -> None:
        super().__init__()
        self._number = number
        self._work = work
        self._signals = signals

    def run(self) -> None:
        """Do the work; everything that happens becomes one signal."""
        try:
            result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 (the door)
            self._signals.failed.emit(self._number, error)
        else:
            self._signals.done.emit(self._number, result)

    def _progress(self, done: int, total: int) -> None:
        self._signals.progress.emit(self._number, done, total)


#: Who hears of it: done, failed, progress.
_Listener = tuple[Callable[[Any], None], Callable[[Exception], None], Progress | None]


class Workers(QObject):
    """The pool of one window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._signals = TaskSignals(self)
        self._signals.progress.connect(self._on_progress)
        self._signals.done.connect(self._on_done)
        self._signals.failed.connect(self._on_failed)
        self._listeners: dict[int, _Listener] = {}
        self._last = 0

    @property
    def busy(self) -> bool:
        """Whether anyone waits for an outcome."""
        return bool(self._listeners)

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Progress | None = None,
    ) -> None:
        """Run `work` in the pool; call `done` or `failed`, and `progress`, in the window's thread."""
        self._last += 1
        self._listeners[self._last] = (done, failed, progress)
        self._pool.start(Task(self._last, work, self._signals))

    def finish(self) -> None:
        """Wait for all work and drop its outcomes: before a lock and at the end."""
        self._listeners.clear()
        self._pool.waitForDone()

    @Slot(int, int, int)
    def _on_progress(self, number: int, done: int, total: int) -> None:
        listener = self._listeners.get(number)
        if listener is not None and listener[2] is not None:
            listener[2](done, total)

    @Slot(int, object)
    def _on_done(self, number: int, result: object) -> None:
        listener = self._listeners.pop(number, None)
        if listener is not None:
            listener[0](result)

    @Slot(int, Exception)
    def _on_failed(self, number: int, error: Exception) -> None:
        listener = self._listeners.pop(number, None)
        if listener is not None:
            listener[1](error)
