"""One row of the picture of several years as a chart and as figures beside it: exact, or as released."""

from collections.abc import Sequence
from dataclasses import dataclass

from vp_desk.axes import TOTAL
from vp_desk.chance import PER, Interval, Rate
from vp_desk.chance_words import interval_words
from vp_desk.desk import ExactYear, ExactYears, NoFigure, ReleasedRow, ReleasedYear, YearBreak
from vp_desk.dutch import count, decimal, number
from vp_desk.released import Band, Gap, Hidden
from vp_desk.reporting.document import Break, LineChart, Series
from vp_desk.reporting.scene import Absent, Exact, Reading, Span
from vp_desk.reporting.told import GAP_WORDS, HIDDEN_SIGN, HIDDEN_WORDS, reading, text_of
from vp_desk.ui.views.chart import ChartItem
from vp_desk.ui.views.exact import GAP, HINT, exact_reading


@dataclass(frozen=True, slots=True)
class SideYear:
    """One year of one row, in words and as it is drawn."""

    label: str
    drawn: Reading
    interval: Interval | None
    #: As they stand in the columns of figures.
    cases: str
    matters: str
    staff: str
    rate: str
    #: As a screen reader says it.
    words: str
    incomplete: bool
    leads: bool = False

    @property
    def bounds(self) -> str:
        """How far chance may well have moved the figure: `3,8 tot 17,1`."""
        return "" if self.interval is None else interval_words(self.interval)


@dataclass(frozen=True, slots=True)
class Side:
    """One row over the years."""

    title: str
    #: What is drawn: `zaken` or `kwesties`.
    measure: str
    years: tuple[SideYear, ...]
    breaks: tuple[YearBreak, ...]

    @property
    def by_matter(self) -> bool:
        """Whether matters are drawn, which then stand beside the cases."""
        return any(year.matters for year in self.years)

    @property
    def with_staff(self) -> bool:
        """Whether the number of staff is known of any of the years."""
        return any(year.staff != GAP for year in self.years)

    @property
    def with_hidden(self) -> bool:
        """Whether a figure is not told."""
        return any(year.cases == HIDDEN_SIGN for year in self.years)

    @property
    def highest(self) -> float:
        """What the axis has to hold."""
        values = [year.interval.high for year in self.years if year.interval is not None]
        for year in self.years:
            if isinstance(year.drawn, Exact):
                values.append(year.drawn.value)
            elif isinstance(year.drawn, Span):
                values.append(year.drawn.high)
        return max(values, default=0)

    def chart(self) -> LineChart[Reading]:
        """A line with whiskers, apart on both sides of a break."""
        bounds = [year.interval for year in self.years]
        series = Series(
            self.title,
            tuple(year.drawn for year in self.years),
            incomplete=frozenset(n for n, year in enumerate(self.years) if year.incomplete),
            ranges=tuple((each.low, each.high) if each else None for each in bounds),
        )
        labels = tuple(year.label for year in self.years)
        breaks = tuple(Break(each.before, each.reason) for each in self.breaks)
        return LineChart(self.measure, labels, (series,), breaks)

    def items(self) -> tuple[ChartItem, ...]:
        """The years, as what can have the focus in the chart."""
        return tuple(
            ChartItem(year.words, year.leads, HINT if year.leads else "") for year in self.years
        )


def as_is(drawn: Reading) -> Reading:
    """What may be drawn is known already."""
    return drawn


def exact_side(row: ExactYears) -> Side:
    """A row with all that is known of it; matters are drawn where they are tested."""
    by_matter = row.tested is not None and row.tested.by_matter
    years = tuple(_exact_year(year, by_matter=by_matter) for year in row.years)
    return Side(_title(row.node.code, row.node.label), _measure(by_matter), years, row.breaks)


def released_side(row: ReleasedRow) -> Side:
    """A row as readers will see it."""
    years = tuple(map(_released_year, row.years))
    return Side(_title(row.node.code, row.node.label), _measure(False), years, row.breaks)  # noqa: FBT003


def _title(code: str, label: str) -> str:
    return "Alle zaken" if code == TOTAL else label


def _measure(by_matter: bool) -> str:
    return "kwesties" if by_matter else "zaken"


def _exact_year(year: ExactYear, *, by_matter: bool) -> SideYear:
    drawn, cases = exact_reading(year.cell), GAP
    if not isinstance(year.cell, NoFigure):
        cases = drawn.text
    told = [count(drawn.value, "zaak", "zaken") if isinstance(drawn, Exact) else f"{cases} zaken"]
    matters = ""
    if by_matter:
        known = year.matters is not None
        matters = number(year.matters) if year.matters is not None else GAP
        told.append(
            count(year.matters, "kwestie", "kwesties")
            if year.matters is not None
            else "kwesties niet bekend"
        )
        drawn = Exact(year.matters, matters) if year.matters is not None else Absent(GAP)
        if not known and isinstance(year.cell, NoFigure):
            told = []
    if isinstance(year.cell, NoFigure):
        told = [GAP_WORDS]
    return SideYear(
        year.year.label,
        drawn,
        year.interval,
        cases,
        matters,
        _staff(year.staff),
        _rate(year.rate),
        _words(year.year.label, told, year),
        year.incomplete,
        year.cases is not None,
    )


def _released_year(year: ReleasedYear) -> SideYear:
    drawn = reading(year.cell)
    told = [count(drawn.value, "zaak", "zaken") if isinstance(drawn, Exact) else drawn.text]
    if isinstance(year.cell, Band):
        told = [f"{year.cell.low} tot en met {year.cell.high} zaken"]
    if isinstance(year.cell, (Hidden, Gap)):
        told = [HIDDEN_WORDS if isinstance(year.cell, Hidden) else GAP_WORDS]
    return SideYear(
        year.label,
        drawn,
        year.interval,
        text_of(year.cell),
        "",
        _staff(year.staff),
        _rate(year.rate),
        _words(year.label, told, year),
        year.incomplete,
    )


def _words(label: str, told: Sequence[str], year: ExactYear | ReleasedYear) -> str:
    parts = list(told)
    if year.interval is not None:
        parts.append(f"door toeval {interval_words(year.interval)}")
    if year.rate is not None and year.staff is not None:
        parts.append(f"{_rate(year.rate)} per {PER} medewerkers, van {number(year.staff)}")
    if year.incomplete:
        parts.append("niet volledig")
    return f"{label}: {'; '.join(parts)}"


def _staff(staff: int | None) -> str:
    return GAP if staff is None else number(staff)


def _rate(rate: Rate | None) -> str:
    return "" if rate is None else decimal(rate.value, 2)
