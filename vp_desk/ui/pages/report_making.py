"""The making of a report beside the window: told step by step, and stopped when the adviser says so."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from vp_desk.desk import Stage, Tell
from vp_desk.ui.workers import Progress, StoppedError, Workers

T = TypeVar("T")


def stage_words(stage: Stage, done: int, total: int) -> str:
    """What is being done: `Opmaken: pagina 5 van 14`."""
    if stage is Stage.LAY_OUT and done:
        return f"Opmaken: pagina {done} van {total}" if done <= total else f"Opmaken: pagina {done}"
    return {
        Stage.COUNT: "Tellen…",
        Stage.PROTECT: "Beschermen…",
        Stage.LAY_OUT: "Opmaken…",
        Stage.CHECK: "Nakijken…",
        Stage.WRITE: "Wegschrijven…",
    }[stage]


class Making(QObject):
    """One thing at a time. What is stopped ends at its next step, and has left nothing behind then."""

    #: A `Stage`, steps done, steps in all.
    told = Signal(object, int, int)
    #: It was stopped, and is at an end.
    stopped = Signal()
    failed = Signal(Exception)
    #: From the thread of the work: its number, and the same.
    _heard = Signal(int, object, int, int)

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._stop = threading.Event()
        self._busy = False
        #: Of what is being made; what was begun before it is not listened to.
        self._number = 0
        self._heard.connect(self._on_heard)

    @property
    def busy(self) -> bool:
        """Whether something is being made."""
        return self._busy

    def start(self, work: Callable[[Tell], T], done: Callable[[T], object]) -> None:
        """Begin; what was being made is forgotten."""
        self.forget()
        self._busy = True
        number, stop = self._number, threading.Event()
        self._stop = stop

        def watched(progress: Progress) -> T:
            def tell(stage: Stage, steps: int, total: int) -> None:
                if stop.is_set():
                    raise StoppedError
                progress(steps, total)  # which stops it when the vault is locked
                self._heard.emit(number, stage, steps, total)

            return work(tell)

        def answered(result: T) -> None:
            if number == self._number and isValid(self):
                self._busy = False
                done(result)

        def went_wrong(error: Exception) -> None:
            if number != self._number or not isValid(self):
                return
            self._busy = False
            if isinstance(error, StoppedError):
                self.stopped.emit()
            else:
                self.failed.emit(error)

        self._workers.start(watched, answered, went_wrong)

    @Slot()
    def stop(self) -> None:
        """Let it end at its next step; `stopped` tells when, unless it was done before that."""
        self._stop.set()

    def forget(self) -> None:
        """Nobody waits for it any more."""
        self._stop.set()
        self._number += 1
        self._busy = False

    @Slot(int, object, int, int)
    def _on_heard(self, number: int, stage: Stage, done: int, total: int) -> None:
        if number == self._number and self._busy:
            self.told.emit(stage, done, total)
