"""Exact figures as charts and words: for the adviser's own screen and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

from vp_desk.aggregate import Count, Measure
from vp_desk.axes import TOTAL
from vp_desk.desk import ExactCell, Figure, NoFigure
from vp_desk.dutch import count, number
from vp_desk.reporting.document import YearBars, YearRow
from vp_desk.reporting.scene import Absent, Exact, Reading, Span, Untold
from vp_desk.ui.views.chart import ChartItem

#: There is no figure; the page says under the chart that this is not zero.
GAP = "–"
_MISSING = {NoFigure.UNREGISTERED: GAP, NoFigure.AHEAD: "moet nog komen"}
HINT = "Klik of Enter: toon deze zaken"
#: One and many of what is counted.
_NOUNS = {
    Measure.CASES: ("zaak", "zaken"),
    Measure.CARRIED: ("doorlopende zaak", "doorlopende zaken"),
    Measure.CONTACTS: ("gesprek", "gesprekken"),
    Measure.MENTIONS: ("vermelding", "vermeldingen"),
}


@dataclass(frozen=True, slots=True)
class ExactBars:
    """A chart of figures beside those of earlier years, with the words of each bar."""

    chart: YearBars[ExactCell]
    items: tuple[ChartItem, ...]
    #: Whether somewhere there is no figure.
    has_gaps: bool


def exact_reading(cell: ExactCell) -> Reading:
    """What may be drawn of an exact figure: all of it."""
    if isinstance(cell, NoFigure):
        return Absent(_MISSING[cell])
    if isinstance(cell, Count):
        return Exact(cell.value, number(cell.value))
    if cell.high is None:
        return Untold(cell.text)
    return (
        Exact(cell.low, cell.text)
        if cell.low == cell.high
        else Span(cell.low, cell.high, cell.text)
    )


def exact_bars(figures: Sequence[Figure], years: Sequence[str], measure: Measure) -> ExactBars:
    """Bars of the figures of the last of the years."""
    rows = [
        YearRow(
            figure.node.label,
            figure.cells,
            indent=1 if figure.node.parent not in (None, TOTAL) else 0,
        )
        for figure in figures
    ]
    items = tuple(
        ChartItem(words_of_figure(figure, years, measure), figure.cases is not None, _hint(figure))
        for figure in figures
    )
    gaps = any(cell is NoFigure.UNREGISTERED for figure in figures for cell in figure.cells)
    return ExactBars(YearBars(measure.label, tuple(years), tuple(rows)), items, gaps)


def words_of_figure(figure: Figure, years: Sequence[str], measure: Measure) -> str:
    """As a screen reader says it: `Pesten: 7 zaken in 2025, 4 in 2024, geen cijfer over 2023`."""
    told = [_said(figure.cells[-1], years[-1], measure, full=True)]
    earlier = list(zip(figure.cells[:-1], years[:-1], strict=True))
    told += [_said(cell, year, measure, full=False) for cell, year in reversed(earlier)]
    return f"{figure.node.label}: {', '.join(told)}"


def _said(cell: ExactCell, year: str, measure: Measure, *, full: bool) -> str:
    if cell is NoFigure.AHEAD:
        return f"moet in {year} nog komen"
    if cell is NoFigure.UNREGISTERED:
        return f"geen cijfer over {year}"
    one, many = _NOUNS[measure]
    if isinstance(cell, Count):
        return f"{count(cell.value, one, many) if full else number(cell.value)} in {year}"
    return f"{cell.text} {many} in {year}" if full else f"{cell.text} in {year}"


def _hint(figure: Figure) -> str:
    return HINT if figure.cases is not None else ""
