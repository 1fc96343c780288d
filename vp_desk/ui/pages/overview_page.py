"""The overview of a year, and the picture of several years: exact figures, for the adviser alone."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vp_desk.aggregate import Count, Measure
from vp_desk.desk import Changes, Desk, ExactCell, NoFigure, Overview, YearHours
from vp_desk.dutch import hours, month_name, number
from vp_desk.periods import Month, ReportingYear
from vp_desk.taxonomy import UNITS
from vp_desk.ui.bus import Bus
from vp_desk.ui.choices import place_of
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.pages.overview_cards import ChartCard, ChartWords, KeyFigureButton
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.years_view import ManyYearsView
from vp_desk.ui.segments import Segments
from vp_desk.ui.show_error import show_error
from vp_desk.ui.views.exact import GAP, HINT
from vp_desk.ui.widgets import Waiting, at_top, label
from vp_desk.ui.workers import Newest, Progress, Workers

PRIVATE: Final = (
    "Alleen voor u: deze cijfers zijn nog niet beschermd. Gebruik voor anderen het rapport."
)
#: Counting that takes longer than this is told of, in milliseconds.
_PATIENCE: Final = 250
_LEFT_OUT: Final = "Rijen zonder zaken in deze jaren staan er niet bij."
_SEVERAL: Final = (
    "Bij een zaak kan meer dan één route horen; de som kan groter zijn dan het aantal zaken."
)
#: Name of the table → what stands around its chart, and what it counts.
_CHARTS: Final = {
    "types": (
        ChartWords("Type schending", "Elke zaak telt één keer: bij het hoofdtype.", _LEFT_OUT),
        Measure.CASES,
    ),
    "reporter_role": (ChartWords("Rol van de melder", "", _LEFT_OUT), Measure.CASES),
    "relation": (
        ChartWords("Relatie: van de beklaagde naar de melder", "", _LEFT_OUT),
        Measure.CASES,
    ),
    "route": (ChartWords("Gekozen route", _SEVERAL, _LEFT_OUT), Measure.MENTIONS),
    UNITS: (ChartWords("Organisatieonderdeel", "", _LEFT_OUT), Measure.CASES),
}
_KEY_FIGURES: Final = {
    "types": "Nieuwe zaken",
    "contacts": "Gesprekken",
    "carried": "Doorlopende zaken",
}
_NAMES: Final = {
    **_KEY_FIGURES,
    "hours_cases": "Uren aan zaken",
    "hours_work": "Uren aan activiteiten",
}
#: One year in all its parts, or types over the years with what chance does.
_YEAR, _YEARS = "year", "years"
_VIEWS: Final = ((_YEAR, "Eén jaar"), (_YEARS, "Meerjarenbeeld"))
_HELP: Final = {_YEAR: "overzicht", _YEARS: "meerjarenbeeld"}
_HOURS_HINT: Final = "Klik of Enter: toon de uren per maand"


class OverviewPage(Page):
    """How the year goes: key figures, quarters and tables, each leading to its cases.

    And how it stands beside the years before it: `years`.
    """

    help = _HELP[_YEAR]

    #: The cases under a figure, and the year whose hours are asked for.
    cases_wanted = Signal(object)
    hours_wanted = Signal(object)
    new_wanted = Signal()

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Overzicht", width=1000)
        self._desk, self._bus, self._workers, self._today = desk, bus, workers, today
        #: What changed since it was read, by view; None = everything.
        self._stale: dict[object, Changes | None] = {_YEAR: None, _YEARS: None}
        self._reading = Newest(workers)
        self.overview: Overview | None = None
        self.view = Segments("Weergave", _VIEWS)
        self.view.chosen.connect(self._on_view)
        self.header.addWidget(self.view)
        self.year = QComboBox()
        self.year.setAccessibleName("Verslagjaar")
        self.year.currentIndexChanged.connect(self._on_chosen)
        self.header.addWidget(self.year)
        self.content.addWidget(_private_band())
        self._running = label("", "small", wrap=True)
        self.content.addWidget(self._running)
        self._waiting = Waiting()
        self.content.addWidget(self._waiting)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._begin_waiting)
        self._figures = self._make_figures()
        self.content.addWidget(self._figures)
        self._many: ManyYearsView | None = None
        self._empty = EmptyState("overview")
        self._empty.explain(
            "Nog geen cijfers",
            "Legt u een zaak vast, dan ziet u hier hoe het jaar verloopt.",
            "Eerste zaak vastleggen",
        )
        self._empty.pressed.connect(self.new_wanted)
        self._empty.hide()
        self.content.addWidget(self._empty, 1)
        self.content.addStretch(1)
        bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        """Show the figures as they are now."""
        self._refresh()
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def years(self) -> ManyYearsView:
        """The picture of several years, made when it is first looked at."""
        if self._many is None:
            self._many = made = ManyYearsView(self._desk, self._bus, self._workers, self._today)
            made.cases_wanted.connect(self.cases_wanted)
            made.said.connect(self.said)
            made.hide()
            self.content.insertWidget(self.content.indexOf(self._figures) + 1, made)
        return self._many

    @property
    def shows_years(self) -> bool:
        """Whether several years are in sight."""
        return self.view.value() == _YEARS

    def show_years(self) -> None:
        """Bring the picture of several years in sight."""
        self.view.set_value(_YEARS)
        self._on_view()

    def _refresh(self) -> None:
        view = self.view.value()
        if view not in self._stale:
            return
        changes = self._stale.pop(view)
        self._fill_years()
        if view == _YEARS:
            self._show_years(changes)
        else:
            self._read()

    @Slot()
    def _on_chosen(self) -> None:
        """Another year: it is asked of each view when that comes in sight."""
        self._stale = {_YEAR: None, _YEARS: None}
        self._refresh()

    @Slot()
    def _on_view(self) -> None:
        view = self.view.value()
        self.help = _HELP[str(view)]
        self.help_changed.emit()
        self._arrange()
        self._refresh()

    def _arrange(self) -> None:
        """Show what belongs to the view that was chosen, once there is something of it."""
        some = self._empty.isHidden()
        if self._many is not None or self.shows_years:
            self.years.setVisible(self.shows_years and some)
        self._figures.setVisible(not self.shows_years and some and self.overview is not None)
        self._running.setVisible(not self.shows_years and bool(self._running.text()))
        if self.shows_years:
            self._stop_waiting()

    def _show_years(self, changes: Changes | None) -> None:
        year: object = self.year.currentData()
        if isinstance(year, ReportingYear) and self._empty.isHidden():
            self.years.show_year(year, changes)

    def forget(self) -> None:
        """Hold no figures."""
        self.overview = None
        if self._many is not None:
            self._many.forget()

    # --- what stands on it ---

    def _make_figures(self) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        cards = Columns(158, 5)
        self.key_figures: dict[str, KeyFigureButton] = {}
        for name, words in _NAMES.items():
            made = KeyFigureButton(words)
            made.clicked.connect(self._on_key_figure)
            self.key_figures[name] = made
            cards.add(made)
        layout.addWidget(cards)
        self.charts: dict[str, ChartCard] = {
            "cases": ChartCard(ChartWords("Nieuwe zaken per kwartaal"), Measure.CASES),
            "contacts": ChartCard(ChartWords("Gesprekken per kwartaal"), Measure.CONTACTS),
        }
        pair = Columns(360, 2)
        for chart in self.charts.values():
            pair.add(chart)
        layout.addWidget(pair)
        for name, (around, measure) in _CHARTS.items():
            self.charts[name] = ChartCard(around, measure, unfolds=name == "types")
            layout.addWidget(self.charts[name])
        for chart in self.charts.values():
            chart.cases_wanted.connect(self.cases_wanted)
        self._remarks = label("", "small", wrap=True)
        layout.addWidget(self._remarks)
        holder.hide()
        return holder

    def _fill_years(self) -> None:
        chosen: object = self.year.currentData()
        now = self._desk.calendar.year_of(Month.of(self._today()))
        years = self._desk.case_years()
        self._empty.setVisible(not years)
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in sorted({*years, now}, reverse=True):
                self.year.addItem(year.label, year)
            self.year.setCurrentIndex(max(0, place_of(self.year, chosen or now)))
        self._arrange()

    # --- reading, beside the window ---

    @Slot()
    def _read(self) -> None:
        year: object = self.year.currentData()
        if not isinstance(year, ReportingYear) or not self._empty.isHidden():
            return
        desk, today = self._desk, self._today()
        self._patience.start()

        def read(_: Progress) -> Overview:
            return desk.overview(year.year, today)

        def done(overview: Overview) -> None:
            self._stop_waiting()
            self._show_overview(overview)

        self._reading.ask(read, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._stop_waiting()
        show_error(self, error)

    @Slot()
    def _begin_waiting(self) -> None:
        self._waiting.begin("De cijfers worden geteld.")

    def _stop_waiting(self) -> None:
        self._patience.stop()
        self._waiting.hide()

    def _show_overview(self, overview: Overview) -> None:
        self.overview = overview
        years = [year.label for year in overview.years]
        self._show_running(overview.year)
        self._show_key_figures(overview)
        for name in ("cases", "contacts"):
            self.charts[name].show_figures(overview.quarters(name), years, with_empty=True)
        for name in _CHARTS:
            parts = overview.figures("subtypes") if name == "types" else ()
            self.charts[name].show_figures(overview.figures(name), years, parts)
        self.charts[UNITS].setVisible(bool(self._desk.lists[UNITS].codes))
        self._remarks.setText("\n".join(overview.remarks))
        self._remarks.setVisible(bool(overview.remarks))
        self._arrange()

    def _show_running(self, year: ReportingYear) -> None:
        """Say that a year that is not over yet stands beside whole ones."""
        month = Month.of(self._today())
        last = year.end.plus(-1)
        running = month in year and month != last
        self._running.setText(
            f"{year.label} loopt nog: de cijfers gaan tot en met {month_name(month.month)}. Eerdere jaren "
            "zijn hele jaren. Vergelijk daarom per kwartaal."
            if running
            else ""
        )

    def _show_key_figures(self, overview: Overview) -> None:
        before = overview.years[-2] if len(overview.years) > 1 else None
        for name in _KEY_FIGURES:
            cells = overview.figure(name).cells
            then = _text(cells[-2]) if before else ""
            self._show_key_figure(name, _text(cells[-1]), before, then, HINT)
        for name, of in (("hours_cases", _cases), ("hours_work", _activities)):
            now = overview.hours.get(overview.year.code)
            old = overview.hours.get(before.code) if before else None
            told = hours(of(now)) if now else GAP
            self._show_key_figure(name, told, before, hours(of(old)) if old else GAP, _HOURS_HINT)

    def _show_key_figure(
        self, name: str, now: str, before: ReportingYear | None, then: str, hint: str
    ) -> None:
        card = self.key_figures[name]
        detail = ""
        if before is not None:
            detail = (
                f"in {before.label}: {then}" if then != GAP else f"geen cijfer over {before.label}"
            )
        spoken = f"{_NAMES[name]}: {now if now != GAP else 'geen cijfer'}"
        card.show_figure(now, detail, f"{spoken}, {detail}" if detail else spoken, hint)

    @Slot()
    def _on_key_figure(self) -> None:
        pressed = self.sender()
        name = next((name for name, card in self.key_figures.items() if card is pressed), "")
        if self.overview is None or not name:
            return
        if name not in _KEY_FIGURES:
            self.hours_wanted.emit(self.overview.year)
            return
        cases = self.overview.figure(name).cases
        if cases is not None:
            self.cases_wanted.emit(cases)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        # Everything that can change is counted here.
        for view in (_YEAR, _YEARS):
            before = self._stale.get(view, Changes(frozenset()))
            self._stale[view] = before and Changes(before.kinds | changes.kinds)
        if self.isVisible():
            self._refresh()


def _cases(year: YearHours) -> int:
    return year.cases


def _activities(year: YearHours) -> int:
    return year.activities


def _text(cell: ExactCell) -> str:
    if isinstance(cell, NoFigure):
        return GAP
    return number(cell.value) if isinstance(cell, Count) else cell.text


def _private_band() -> QFrame:
    """The mark on everything that may not be shown to others."""
    frame = QFrame()
    frame.setProperty("role", "bar")
    frame.setProperty("tone", "warning")
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(14, 10, 14, 10)
    layout.setSpacing(10)
    layout.addLayout(at_top(IconLabel("lock")))
    layout.addWidget(label(PRIVATE, wrap=True), 1)
    return frame
