"""The picture of several years: exact for the adviser alone, and beside it as it will be released."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.axes import TOTAL
from vp_desk.chance_words import ALWAYS
from vp_desk.desk import (
    ChangeKind,
    Changes,
    Cluster,
    Desk,
    ExactYears,
    ManyYears,
    ReleasedYears,
    Stage,
    Tell,
)
from vp_desk.errors import VpDeskError
from vp_desk.periods import ReportingYear
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.pages.clusters import ClusterCard
from vp_desk.ui.pages.report_making import Making, stage_words
from vp_desk.ui.pages.years_cards import SideCard, TextCard
from vp_desk.ui.pages.years_table import YearsTable
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tokens import Space
from vp_desk.ui.views.years import exact_side, released_side
from vp_desk.ui.views.years_words import (
    BOUNDS,
    RISE,
    break_sentences,
    exact_sentences,
    released_sentences,
    running_words,
    why_sentences,
)
from vp_desk.ui.widgets import Waiting, card, label
from vp_desk.ui.workers import Newest, Progress, Workers

#: Counting that takes longer than this is told of, in milliseconds.
_PATIENCE: Final = 250
_STOPPED: Final = "Gestopt. Hoe het verslag deze jaren toont, is niet uitgerekend."
_NO_YEAR: Final = (
    "Er is nog geen heel jaar met cijfers. Is het eerste jaar om, dan ziet u hier hoe het zich verhoudt tot "
    "wat toeval doet. Cijfers van eerdere jaren kunt u invoeren bij ‘Cijfers van eerdere jaren’."
)
_TABLE_HINT: Final = (
    "Kies met de pijltjestoetsen een rij: hieronder staat wat ervan te zeggen is. Enter op een getal toont "
    "die zaken."
)
#: What changes nothing in the figures of a report.
_NOT_RELEASED: Final = {
    ChangeKind.WARNINGS,
    ChangeKind.VIEWS,
    ChangeKind.TEXTS,
    ChangeKind.ACTIVITIES,
    ChangeKind.EDITIONS,
}


class ManyYearsView(QWidget):
    """Counted beside the window. The released side takes longer, and can be stopped."""

    #: The cases under a figure.
    cases_wanted = Signal(object)
    #: A sentence for the status line.
    said = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._bus, self._today = desk, bus, today
        self._reading = Newest(workers)
        self._asked: ReportingYear | None = None
        self._chosen = TOTAL
        self.picture: ManyYears | None = None
        self.released: ReleasedYears | None = None
        #: Why readers will see nothing; empty = they will, or it is not known yet.
        self._refusal = ""
        self._making = Making(workers, self)
        self._making.told.connect(self._on_told)
        self._making.stopped.connect(self._on_stopped)
        self._making.failed.connect(self._on_not_released)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        self._running = label("", "small", wrap=True)
        self._waiting = Waiting()
        self._nothing = label(_NO_YEAR, "muted", wrap=True)
        for part in (self._running, self._waiting, self._nothing):
            part.hide()
            layout.addWidget(part)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._begin_waiting)
        self._figures = self._make_figures()
        layout.addWidget(self._figures)
        layout.addStretch(1)

    def _make_figures(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        self.clusters = ClusterCard()
        self.clusters.cases_wanted.connect(self.cases_wanted)
        self.clusters.put_aside_wanted.connect(self._put_aside)
        layout.addWidget(self.clusters)
        frame, inside = card()
        inside.setSpacing(Space.S)
        inside.addWidget(label("Alle jaren naast elkaar", "heading"))
        inside.addWidget(label(_TABLE_HINT, "small", wrap=True))
        self.table = YearsTable()
        self.table.row_chosen.connect(self._on_row)
        self.table.cases_wanted.connect(self.cases_wanted)
        inside.addWidget(self.table)
        layout.addWidget(frame)
        self.exact = SideCard(
            "Wat u weet", "lock", "Alleen voor u: alle getallen, zonder bescherming."
        )
        self.exact.year_chosen.connect(self._on_year)
        self.report = SideCard(
            "Zoals het verslag het toont",
            "report",
            "Wat lezers zien als u het verslag nu uitgeeft.",
        )
        self.report.wanted.connect(self._release)
        sides = Columns(380, 2)
        sides.add(self.exact)
        sides.add(self.report)
        layout.addWidget(sides)
        layout.addWidget(label(ALWAYS, wrap=True))
        self.breaks = TextCard("Trendbreuken")
        self.why = TextCard("Wanneer zegt een verschil iets?")
        self._remarks = label("", "small", wrap=True)
        for part in (self.breaks, self.why, self._remarks):
            layout.addWidget(part)
        holder.hide()
        return holder

    @property
    def waiting(self) -> bool:
        """Whether anything is being worked out."""
        return self._patience.isActive() or not self._waiting.isHidden() or self._making.busy

    def forget(self) -> None:
        """Hold no figures."""
        self._reading.forget()
        self._making.forget()
        self.picture = self.released = None
        self.table.show_picture(None)
        self.exact.show_side(None, ())
        self.report.show_side(None, ())
        self.breaks.show_texts(())
        self.why.show_texts(())
        self.clusters.show_clusters(())
        self._figures.hide()

    def show_year(self, year: ReportingYear, changes: Changes | None = None) -> None:
        """Show a year and those before it.

        Args:
            year: when it is not over, the year before it is told.
            changes: what changed since it was shown; None = everything is asked anew.
        """
        same = year == self._asked and self.released is not None
        kept = changes is not None and changes.kinds <= _NOT_RELEASED and same
        self._asked = year
        if not kept:
            self._making.forget()
            self.released, self._refusal = None, ""
        desk, today = self._desk, self._today()
        self._patience.start()

        def read(_: Progress) -> ManyYears:
            return desk.many_years(year.year, today)

        def done(picture: ManyYears) -> None:
            self._stop_waiting()
            self._show_picture(picture)

        def failed(error: Exception) -> None:
            self._stop_waiting()
            show_error(self, error)

        self._reading.ask(read, done, failed)

    @Slot()
    def _begin_waiting(self) -> None:
        self._waiting.begin("De cijfers worden geteld.")

    def _stop_waiting(self) -> None:
        self._patience.stop()
        self._waiting.hide()

    def _show_picture(self, picture: ManyYears) -> None:
        self.picture = picture
        self._running.setVisible(picture.running is not None and picture.has_figures)
        if picture.running is not None:
            self._running.setText(running_words(picture.running, picture.year))
        self._nothing.setVisible(not picture.has_figures)
        self._figures.setVisible(picture.has_figures)
        self.clusters.show_clusters(picture.clusters)
        self._remarks.setText("\n".join(picture.remarks))
        self._remarks.setVisible(bool(picture.remarks))
        self.table.show_picture(picture, self._chosen)
        self._show_row()
        if picture.has_figures and self.released is None and not self._making.busy:
            self._release()

    # --- the row in sight ---

    @Slot(str)
    def _on_row(self, code: str) -> None:
        self._chosen = code
        self._show_row()

    @property
    def row(self) -> ExactYears | None:
        """The row in sight."""
        return self.table.row

    def _show_row(self) -> None:
        row, picture = self.row, self.picture
        if row is None or picture is None:
            return
        side = exact_side(row)
        told = self.released.row(row.node.code) if self.released is not None else None
        beside = released_side(told) if told is not None else None
        highest = max(side.highest, beside.highest if beside is not None else 0)
        self.exact.show_side(side, exact_sentences(picture, row), highest)
        if self.released is not None:
            self.report.show_side(beside, released_sentences(self.released, row), highest)
        elif self._refusal:
            self.report.show_side(None, (self._refusal,))
        self.breaks.show_texts(break_sentences(row.breaks))
        self.why.show_texts((*why_sentences(picture, row), BOUNDS, RISE))

    @Slot(int)
    def _on_year(self, number: int) -> None:
        if self.row is not None:
            cases = self.row.years[number].cases
            if cases is not None:
                self.cases_wanted.emit(cases)

    # --- as it will be released ---

    @Slot()
    def _release(self) -> None:
        if self.picture is None:
            return
        desk, number = self._desk, self.picture.year.year

        def work(tell: Tell) -> ReleasedYears:
            return desk.released_years(number, tell)

        self._refusal = ""
        self.report.show_waiting()
        self.report.waiting.begin("Tellen…", self._making.stop)
        self._making.start(work, self._on_released)

    @Slot(object, int, int)
    def _on_told(self, stage: Stage, done: int, total: int) -> None:
        self.report.waiting.tell(stage_words(stage, done, total), done, total)

    def _on_released(self, released: ReleasedYears) -> None:
        self.report.waiting.hide()
        self.released = released
        self._show_row()

    @Slot()
    def _on_stopped(self) -> None:
        self.report.waiting.hide()
        self.report.offer(_STOPPED)

    @Slot(Exception)
    def _on_not_released(self, error: Exception) -> None:
        self.report.waiting.hide()
        if isinstance(error, VpDeskError):
            self._refusal = str(error)
            self._show_row()
        else:
            self.report.offer(_STOPPED)
            show_error(self, error)

    @Slot(object)
    def _put_aside(self, cluster: Cluster) -> None:
        try:
            changes = self._desk.put_aside(cluster)
        except VpDeskError as error:
            show_error(self, error)
            return
        self.table.setFocus()  # the button that had it goes
        self._bus.changed.emit(changes)
        self.said.emit("Gezien. Dit komt alleen terug als er zaken bij komen.")
