"""The work behind the page of the report, beside the window: count, protect, take every other step.

Each question has a number; what was asked before the last one is dropped, and stops at its next step.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from vp_desk.audit_words import Reasoning
from vp_desk.desk import (
    Counted,
    Desk,
    Prepared,
    Weighing,
    protect,
    weigh,
    without_protection,
)
from vp_desk.disclosure import Policy, UnprotectableError
from vp_desk.ui.workers import Progress, StoppedError, Workers

T = TypeVar("T")

#: What a question is about.
_YEAR, _RULES = "year", "rules"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A year that was counted, and what may be told of it or why nothing may."""

    counted: Counted
    prepared: Prepared | None
    #: What a reader could have known without protection.
    reasonings: tuple[Reasoning, ...] = ()
    refusal: str = ""


class ReportWork(QObject):
    """One question at a time; the answers come as signals in the thread of the window."""

    done = Signal(object)
    failed = Signal(Exception)
    weighed = Signal(object)
    progress = Signal(int, int)
    weighing_progress = Signal(int, int)

    def __init__(self, desk: Desk, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._workers = desk, workers
        #: Numbers of the last questions: about a year, and about the rules for it.
        self._last = {_YEAR: 0, _RULES: 0}

    def forget(self) -> None:
        """Nobody waits for what was asked any more."""
        for about in self._last:
            self._last[about] += 1

    def prepare(self, number: int) -> None:
        """Count a year and pass the gate, then take every other step."""
        desk = self._desk

        def work(progress: Progress) -> Outcome:
            return _protected(desk.count(number), None, progress)

        self.forget()
        self._start(_YEAR, work, self._on_prepared, self.progress.emit)

    def take(self, counted: Counted, policy: Policy) -> None:
        """Pass the gate by other rules."""

        def work(progress: Progress) -> Outcome:
            return _protected(counted, policy, progress)

        self._last[_RULES] += 1
        self._start(_RULES, work, self.done.emit, self.progress.emit)

    def weigh(self, counted: Counted) -> None:
        """Take every step of the ladder and try every threshold."""

        def work(progress: Progress) -> Weighing:
            return weigh(counted, progress)

        self._start(_YEAR, work, self.weighed.emit, self.weighing_progress.emit)

    def _on_prepared(self, outcome: Outcome) -> None:
        self.done.emit(outcome)
        self.weigh(outcome.counted)

    def _start(
        self,
        about: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        progress: Progress,
    ) -> None:
        question = self._last[about]

        def is_old() -> bool:
            return question != self._last[about]

        def watched(tell: Progress) -> T:
            def step(number: int, total: int) -> None:
                if is_old():
                    raise StoppedError
                tell(number, total)

            return work(step)

        def answered(answer: T) -> None:
            if not is_old():
                done(answer)

        def went_wrong(error: Exception) -> None:
            if not is_old() and not isinstance(error, StoppedError):
                self.failed.emit(error)

        def moved(number: int, total: int) -> None:
            if not is_old():
                progress(number, total)

        self._workers.start(watched, answered, went_wrong, moved)


def _protected(counted: Counted, policy: Policy | None, progress: Progress) -> Outcome:
    try:
        prepared = protect(counted, policy, progress)
    except UnprotectableError as refused:
        return Outcome(counted, None, refusal=str(refused))
    return Outcome(counted, prepared, without_protection(prepared))
