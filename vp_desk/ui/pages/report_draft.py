"""When the preview of the report is made, and of what: beside the window, and only while someone looks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from vp_desk.aggregate import Edition
from vp_desk.desk import Desk, Prepared, ReportDraft, Tell
from vp_desk.reporting.page_pictures import Outline, outline_of
from vp_desk.ui.pages.report_making import Making
from vp_desk.ui.pages.report_pages import ReportPages
from vp_desk.ui.workers import Workers


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a preview is of."""

    prepared: Prepared
    edition: Edition
    concept: bool

    @property
    def report(self) -> tuple[str, str]:
        """Another one of these is another report, not a later one."""
        return self.prepared.year.code, self.edition.code

    def tells_as(self, other: "_Asked") -> bool:
        """Whether the same figures stand in the same tables."""
        same = self.prepared.release is other.prepared.release
        return same and self.edition == other.edition


@dataclass(frozen=True, slots=True)
class _Made:
    draft: ReportDraft
    outline: Outline


class ReportDrafts(QObject):
    """Makes the preview that is asked for. One that was made stays, marked, when figures change."""

    #: Its making begins.
    begun = Signal()
    #: Its making is at an end, however that came.
    ended = Signal()
    failed = Signal(Exception)

    def __init__(
        self,
        desk: Desk,
        workers: Workers,
        today: Callable[[], date],
        pages: ReportPages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._today, self._pages = desk, today, pages
        self.making = Making(workers, self)
        self.making.stopped.connect(self._on_ended)
        self.making.failed.connect(self._on_failed)
        pages.make_wanted.connect(self.make)
        #: What could be shown now, and what is.
        self._asked: _Asked | None = None
        self._shown: _Asked | None = None

    def show(self, prepared: Prepared, edition: Edition, *, in_sight: bool) -> None:
        """Be ready to show a report; make its preview if one looks and none of it was ever made.

        Args:
            prepared: the year.
            edition: the readers.
            in_sight: whether the preview is what one looks at.
        """
        self._asked = asked = _Asked(prepared, edition, self._pages.concept)
        shown = self._shown
        if shown is None or shown.report != asked.report:
            self._drop()
            if in_sight:
                self.make()
        elif shown.concept != asked.concept and in_sight:
            self.make()
        elif not shown.tells_as(asked):
            self.outdate()

    @Slot()
    def make(self) -> None:
        """Make the preview, also when there is one."""
        asked, desk, day = self._asked, self._desk, self._today()
        if asked is None:
            return

        def work(tell: Tell) -> _Made:
            draft = desk.draft_report(
                asked.prepared, asked.edition.code, day, concept=asked.concept, tell=tell
            )
            return _Made(draft, outline_of(draft.content))

        def done(made: _Made) -> None:
            anew = self._shown is None or self._shown.report != asked.report
            self._shown = asked
            self._pages.show_draft(made.draft, made.outline, anew=anew)
            self._on_ended()

        self._pages.wait(waiting=True)
        self.begun.emit()
        self.making.start(work, done)

    def outdate(self) -> None:
        """What is shown is not what the report would be now."""
        self._stop()
        self._pages.outdate()

    def wait(self) -> None:
        """There are no figures now to make a report of."""
        self._asked = None
        self.outdate()

    def refuse(self) -> None:
        """There can be no report of these figures."""
        self.clear()
        self._pages.refuse()

    def clear(self) -> None:
        """Hold nothing of a report."""
        self._asked = None
        self._drop()

    def _drop(self) -> None:
        self._stop()
        self._shown = None
        self._pages.clear()

    def _stop(self) -> None:
        if self.making.busy:
            self.making.forget()
            self._on_ended()

    @Slot()
    def _on_ended(self) -> None:
        self._pages.wait(waiting=False)
        if self._shown is not None:
            self._pages.kind.set_value(self._shown.concept)
        self.ended.emit()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._on_ended()
        self.failed.emit(error)
