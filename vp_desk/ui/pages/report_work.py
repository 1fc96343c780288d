"""The work behind the page of the report, beside the window: count, protect, take every other step.

Questions have a number; what was asked before the last one is dropped, and stops at its next step.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from vp_desk.audit_words import Reasoning
from vp_desk.desk import (
    Counted,
    Desk,
    Prepared,
    Stage,
    Tell,
    Weighing,
    protect,
    weigh,
    within,
    without_protection,
)
from vp_desk.disclosure import UnprotectableError
from vp_desk.telling import Telling
from vp_desk.ui.pages.report_making import Making
from vp_desk.ui.workers import Progress, StoppedError, Workers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A year that was counted, and what may be told of it or why nothing may."""

    counted: Counted
    #: The steps of the ladder that were taken.
    telling: Telling
    prepared: Prepared | None
    #: What a reader could have known without protection.
    reasonings: tuple[Reasoning, ...] = ()
    refusal: str = ""
    #: When the year was first released as it was told last; None = no release of it binds.
    told_on: date | None = None


class ReportWork(QObject):
    """One question at a time; the answers come as signals in the thread of the window."""

    done = Signal(object)
    failed = Signal(Exception)
    weighed = Signal(object)
    weighing_progress = Signal(int, int)

    def __init__(self, desk: Desk, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._workers = desk, workers
        #: Counting and protecting: what is told of it, and how it is stopped.
        self.making = Making(workers, self)
        self.making.failed.connect(self.failed)
        #: The last prices of the year, whichever steps were in use.
        self._weighing: Weighing | None = None
        #: Number of the last question.
        self._last = 0

    def forget(self) -> None:
        """Nobody waits for what was asked any more."""
        self._last += 1
        self.making.forget()

    def prepare(self, number: int, *, restated: bool = False) -> None:
        """Count a year and pass the gate, then take every other step.

        Args:
            number: the reporting year.
            restated: by the figures of now, also when the year was released before.
        """
        desk, self._weighing = self._desk, None

        def work(tell: Tell) -> Outcome:
            tell(Stage.COUNT, 0, 0)
            progress = within(tell, Stage.COUNT)
            counted = desk.count(number, restated=restated, progress=progress)
            outcome = _protected(counted, counted.policy.telling, tell)
            bound = restated or counted.frozen is not None
            return replace(outcome, told_on=_told_on(desk, counted) if bound else None)

        self.forget()
        self.making.start(work, self._on_prepared)

    def take(self, before: Outcome, telling: Telling) -> None:
        """Pass the gate by other steps of the ladder, then price every other step beside those."""
        counted = before.prepared.counted if before.prepared else before.counted

        def work(tell: Tell) -> Outcome:
            return replace(_protected(counted, telling, tell), told_on=before.told_on)

        self.forget()
        self.making.start(work, self._on_prepared)

    def _weigh(self, outcome: Outcome) -> None:
        """Take every step of the ladder and try every threshold."""
        before = self._weighing

        def work(progress: Progress) -> Weighing:
            return weigh(outcome.counted, outcome.telling, progress, before)

        self._start(work, self._on_weighed, self.weighing_progress.emit)

    def _on_weighed(self, weighing: Weighing) -> None:
        self._weighing = weighing
        self.weighed.emit(weighing)

    def _on_prepared(self, outcome: Outcome) -> None:
        self.done.emit(outcome)
        self._weigh(outcome)

    def _start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        progress: Progress,
    ) -> None:
        question = self._last

        def is_old() -> bool:
            return question != self._last

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


def _protected(counted: Counted, telling: Telling, tell: Tell) -> Outcome:
    tell(Stage.PROTECT, 0, 0)
    try:
        prepared = protect(counted, telling, within(tell, Stage.PROTECT))
    except UnprotectableError as refused:
        return Outcome(counted, telling, None, refusal=str(refused))
    return Outcome(counted, telling, prepared, without_protection(prepared))


def _told_on(desk: Desk, counted: Counted) -> date | None:
    """The day of the first release of the last publication of a year of its own."""
    days: dict[str | None, date] = {}
    for release in reversed(desk.released.releases()):
        if release.year == counted.year.code and release.counts:
            days.setdefault(release.publication, release.day)
    return next(reversed(days.values()), None)
