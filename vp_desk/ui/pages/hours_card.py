"""Hours per month, on cases and on activities, beside what was agreed."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from vp_desk.desk import MonthHours, YearHours
from vp_desk.dutch import decimal, hours, listing, month_name, short_month
from vp_desk.periods import Month
from vp_desk.reporting.document import Stack, StackChart
from vp_desk.reporting.scene import Exact, Reading
from vp_desk.taxonomy import CodeList
from vp_desk.ui.views.chart import ChartItem, ChartView
from vp_desk.ui.widgets import card, label

#: Quarters in an hour.
_QUARTERS = 4
_HINT = "Klik of Enter: ga naar de activiteiten van deze maand"


class HoursCard(QFrame):
    """A sentence, a chart of the twelve months, and the hours by kind of activity."""

    #: The month that was pressed.
    month_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[Month, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(self)
        layout.setSpacing(10)
        outer.addWidget(frame)
        layout.addWidget(label("Uren per maand", "heading"))
        self.sentence = label("", wrap=True)
        layout.addWidget(self.sentence)
        self.view = ChartView("Uren per maand")
        self.view.chosen.connect(self._on_chosen)
        layout.addWidget(self.view)
        self.kinds = label("", "small", wrap=True)
        layout.addWidget(self.kinds)

    def show_hours(self, year: YearHours, kinds: CodeList, today: date) -> None:
        """Show the hours of a year; `kinds` names the activities."""
        self._months = tuple(month.month for month in year.months)
        self.sentence.setText(sentence_of(year, today))
        level = None if year.budget is None else year.budget / len(year.months)
        chart = StackChart(
            "uren",
            ("uren aan zaken", "uren aan activiteiten"),
            tuple(
                Stack(short_month(m.month.month), (m.cases, m.activities), m.total)
                for m in year.months
            ),
            per=_QUARTERS,
            level=level,
            level_label="" if level is None else f"afgesproken: {_hours_of(level)} per maand",
        )
        self.view.show_chart(chart, _reading, [_item(month, level) for month in year.months])
        spent = [
            f"{kinds.path_of(kind)} {hours(quarters)}"
            for kind, quarters in year.by_kind.items()
            if quarters
        ]
        self.kinds.setText(f"Uren aan activiteiten: {' · '.join(spent)}" if spent else "")
        self.kinds.setVisible(bool(spent))

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        self.month_chosen.emit(self._months[number])


def sentence_of(year: YearHours, today: date) -> str:
    """As in `Tot en met maart: 64 uur; afgesproken is 60 uur (van 240 in het jaar).`."""
    month, last = Month.of(today), year.year.end.plus(-1)
    if month < year.year.begin:
        return f"Het verslagjaar {year.year.label} moet nog beginnen."
    over = month > last
    until = last if over else month
    agreed = year.agreed_until(until)
    begin = f"In heel {year.year.label}" if over else f"Tot en met {month_name(month.month)}"
    spent = f"{begin}: {hours(year.until(until))} uur"
    if agreed is None:
        return f"{spent}. Er zijn geen uren afgesproken, of ze zijn niet ingevuld bij Instellingen."
    if over:
        return f"{spent}; afgesproken was {year.budget} uur."
    return f"{spent}; afgesproken is {_hours_of(agreed)} uur (van {year.budget} in het jaar)."


def _item(month: MonthHours, level: float | None) -> ChartItem:
    name = month.month.label.capitalize()
    if not month.total:
        return ChartItem(f"{name}: geen uren", leads=False)
    parts = [
        f"{hours(quarters)} uur aan {words}"
        for quarters, words in ((month.cases, "zaken"), (month.activities, "activiteiten"))
        if quarters
    ]
    together = f", samen {hours(month.total)} uur" if len(parts) > 1 else ""
    agreed = "" if level is None else f"; afgesproken is {_hours_of(level)} uur per maand"
    leads = bool(month.activities)
    return ChartItem(f"{name}: {listing(parts)}{together}{agreed}", leads, _HINT if leads else "")


def _reading(quarters: int) -> Reading:
    return Exact(quarters, hours(quarters))


def _hours_of(number: float) -> str:
    """An agreed number of hours, which need not be whole quarters."""
    return decimal(number, 1).removesuffix(",0")
