"""Long work beside the window: a function in a pool, and its outcome back in the window.

One door catches everything that goes wrong there and hands it over as a value. Outcomes of work that
was begun before a lock are dropped: whoever asked for them is gone.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from vp_desk.ui.collector import collect_here_only

T = TypeVar("T")

#: How far the work is: steps done, steps in all.
Progress = Callable[[int, int], None]


def while_there(shown: QObject, hear: Callable[[T], object]) -> Callable[[T], None]:
    """Hear of an outcome only as long as what shows it is there: a page may be left while it waits.

    For signals and for functions; of methods of what shows it `Workers` and `Newest` see it themselves.
    """

    def heard(outcome: T) -> None:
        if isValid(shown):
            hear(outcome)

    return heard


def _is_there(hear: Callable[..., object]) -> bool:
    """Whether the page or the window of which this is a method was not closed meanwhile."""
    method = hear.func if isinstance(hear, partial) else hear
    owner = getattr(method, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class TaskSignals(QObject):
    """How a task speaks to the window. The first value is the number of the task."""

    progress = Signal(int, int, int)
    done = Signal(int, object)
    failed = Signal(int, Exception)


def _nothing(_: Progress) -> None:
    """What a task does that was done."""


class StoppedError(Exception):
    """Raised within work that nobody waits for any more, when it tells how far it is."""


class Task(QRunnable):
    """A plain function on its way through the pool; knows nothing of what it runs."""

    def __init__(
        self,
        number: int,
        work: Callable[[Progress], object],
        signals: TaskSignals,
        stopping: threading.Event,
    ) -> None:
        super().__init__()
        self._number = number
        self._work = work
        self._signals = signals
        self._stopping = stopping

    def run(self) -> None:
        """Do the work; everything that happens becomes one signal."""
        try:
            result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 (the door)
            self._signals.failed.emit(self._number, error)
        else:
            self._signals.done.emit(self._number, result)

    def forget(self) -> None:
        """Let go of what the work holds, which may be a widget: in the window's thread, not in the pool's."""
        self._work = _nothing

    def _progress(self, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise StoppedError
        self._signals.progress.emit(self._number, done, total)


#: Who hears of it: done, failed, progress.
_Listener = tuple[Callable[[Any], None], Callable[[Exception], None], Progress | None]


class Workers(QObject):
    """The pool of one window."""

    #: Something went wrong, whoever asked for it and whatever they make of it.
    met = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        collect_here_only()
        self._pool = QThreadPool(self)
        # One may weigh every step of the ladder, one attack a report: a preview waits for neither.
        self._pool.setMaxThreadCount(3)
        self._signals = TaskSignals(self)
        self._signals.progress.connect(self._on_progress)
        self._signals.done.connect(self._on_done)
        self._signals.failed.connect(self._on_failed)
        self._listeners: dict[int, _Listener] = {}
        self._tasks: dict[int, Task] = {}
        self._last = 0
        self._stopping = threading.Event()

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
        task = self._tasks[self._last] = Task(self._last, work, self._signals, self._stopping)
        self._pool.start(task)

    def finish(self) -> None:
        """Stop all work and drop its outcomes: before a lock and at the end.

        Work ends at the next step it tells of, or when it is done.
        """
        self._listeners.clear()
        self._stopping.set()
        self._pool.waitForDone()
        self._stopping.clear()
        for number in tuple(self._tasks):
            self._tasks.pop(number).forget()

    @Slot(int, int, int)
    def _on_progress(self, number: int, done: int, total: int) -> None:
        listener = self._listeners.get(number)
        if listener is not None and listener[2] is not None and _is_there(listener[2]):
            listener[2](done, total)

    @Slot(int, object)
    def _on_done(self, number: int, result: object) -> None:
        listener = self._outcome(number)
        if listener is not None and _is_there(listener[0]):
            listener[0](result)

    @Slot(int, Exception)
    def _on_failed(self, number: int, error: Exception) -> None:
        listener = self._outcome(number)
        if listener is not None:
            if _is_there(listener[1]):
                listener[1](error)
            self.met.emit(error)

    def _outcome(self, number: int) -> _Listener | None:
        """Who waits for the outcome of a task, if anyone still does; the task itself is done with."""
        if number in self._tasks:
            self._tasks.pop(number).forget()
        return self._listeners.pop(number, None)


class Newest:
    """Questions that are asked again and again: only the answer to the last one counts.

    Several are worked on at a time, so an answer may come after that to a later question.
    """

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._asked = self._answered = 0

    @property
    def waiting(self) -> bool:
        """Whether the last question has no answer yet."""
        return self._answered < self._asked

    def ask(
        self,
        read: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Ask, as `Workers.start`; what was asked before is not listened to any more."""
        self._asked += 1
        number = self._asked

        def work(progress: Progress) -> list[T]:
            return [read(progress)] if number == self._asked else []  # else asked again meanwhile

        def answered(outcome: list[T]) -> None:
            if number == self._asked and _is_there(done):
                self._answered = number
                done(*outcome)

        def went_wrong(error: Exception) -> None:
            if number == self._asked and _is_there(failed):
                self._answered = number
                failed(error)

        self._workers.start(work, answered, went_wrong)

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._asked += 1
        self._answered = self._asked
