"""Where everything in a chart of lines stands: one large field, or a small panel per series."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from vp_desk.dutch import number
from vp_desk.reporting.document import LineChart, Series
from vp_desk.reporting.scales import Scale, scale_for
from vp_desk.reporting.scene import (
    Anchor,
    Box,
    Exact,
    Ink,
    Point,
    Reading,
    Scene,
    Shape,
    Sign,
    Span,
    Spot,
    Stroke,
    TextWidth,
    Untold,
    Words,
    shortened,
    spread,
    wrapped,
)

T = TypeVar("T")

SIZE, SMALL, LEADING = 8.5, 7.5, 10.5
_HEIGHT, _PANEL_HEIGHT = 165.0, 62.0
_PANELS_A_ROW, _PANEL_GAP = 3, 20.0
#: Colour, shape and dash of the lines: each tells them apart without the others.
_LOOKS = (
    (Ink.SERIES_1, Sign.DISC, ()),
    (Ink.SERIES_2, Sign.SQUARE, (6.0, 2.5)),
    (Ink.SERIES_3, Sign.DIAMOND, (2.0, 2.0)),
    (Ink.SERIES_4, Sign.TRIANGLE, (7.0, 2.0, 1.5, 2.0)),
)


@dataclass(frozen=True, slots=True)
class _Field:
    """The rectangle between the axes, with its scales."""

    left: float
    top: float
    width: float
    height: float
    scale: Scale
    periods: int

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def step(self) -> float:
        return self.width / max(self.periods, 1)

    def x(self, index: float) -> float:
        return self.left + self.step * (index + 0.5)

    def y(self, value: float) -> float:
        return self.bottom - self.scale.part(value) * self.height


def line_shapes(
    chart: LineChart[T],
    read: Callable[[T], Reading],
    width: float,
    text_width: TextWidth,
    highest: float = 0,
) -> Scene[T]:
    """All series in one field; each is named at its end.

    Args:
        chart: what to draw.
        read: tells of a cell what may be drawn.
        width: of the drawing.
        text_width: of the font of the surface.
        highest: the axis holds this too, so that charts beside each other can share a scale.
    """
    read_series = [[read(cell) for cell in series.cells] for series in chart.series]
    bounds = [bounds[1] for series in chart.series for bounds in series.ranges if bounds]
    scale = scale_for(
        [r for readings in read_series for r in readings], highest=max([highest, *bounds])
    )
    left = max(text_width(number(tick), SMALL) for tick in scale.ticks) + 8
    named = len(chart.series) > 1
    names = max((text_width(s.label, SIZE, strong=True) for s in chart.series), default=0.0)
    right = min(names + 10, width * 0.3) if named else 4.0
    notes = LEADING * 1.2 if chart.breaks else 0.0
    field = _Field(
        left, LEADING * 2 + 4 + notes, width - left - right, _HEIGHT, scale, len(chart.periods)
    )
    shapes: list[Shape] = [Words(0, SIZE, f"Aantal {chart.measure}", SIZE, Ink.MUTED)]
    shapes += _grid(field, width - right)
    shapes += _break_lines(chart, field, text_width)
    shapes += _period_labels(chart.periods, field, text_width, width)
    for index, (series, readings) in enumerate(zip(chart.series, read_series, strict=True)):
        shapes += _line(chart, series, readings, field, _LOOKS[index % len(_LOOKS)])
    shapes += _value_labels(read_series, field, text_width, beside=bool(bounds))
    if named:
        shapes += _names(chart, read_series, field, text_width, right - 8)
    height = field.bottom + LEADING + 6
    top = field.top - notes
    spots = tuple(
        Spot(left + field.step * n, top, field.step, height - top) for n in range(field.periods)
    )
    return Scene(width, height, tuple(shapes), spots)


def panel_shapes(
    chart: LineChart[T], read: Callable[[T], Reading], width: float, text_width: TextWidth
) -> Scene[T]:
    """A panel per series, three in a row, each with a scale of its own."""
    across = (width - _PANEL_GAP * (_PANELS_A_ROW - 1)) / _PANELS_A_ROW
    shapes: list[Shape] = [
        Words(0, SIZE, f"Aantal {chart.measure}; elk vak heeft een eigen schaal", SIZE, Ink.MUTED)
    ]
    titles = [
        shortened(wrapped(series.label, across, SIZE, text_width), 3) for series in chart.series
    ]
    title_lines = max((len(lines) for lines in titles), default=1)
    pitch = _PANEL_HEIGHT + LEADING * title_lines + 38
    for index, series in enumerate(chart.series):
        row, column = divmod(index, _PANELS_A_ROW)
        x, y = column * (across + _PANEL_GAP), LEADING + 10 + row * pitch
        shapes += [
            Words(x, y + LEADING * (n + 1), line, SIZE, strong=True)
            for n, line in enumerate(titles[index])
        ]
        top = y + LEADING * title_lines + 16
        shapes += _panel(chart, series, [read(cell) for cell in series.cells], (x, top, across))
    rows = -(-len(chart.series) // _PANELS_A_ROW)
    return Scene(width, LEADING + 10 + rows * pitch - 8, tuple(shapes))


def _panel(
    chart: LineChart[T],
    series: Series[T],
    readings: Sequence[Reading],
    place: tuple[float, float, float],
) -> list[Shape]:
    x, top, across = place
    scale = scale_for(readings, 2)
    field = _Field(x, top, across, _PANEL_HEIGHT, scale, len(chart.periods))
    shapes: list[Shape] = [
        Stroke(((x, field.y(0)), (x + across, field.y(0))), Ink.AXIS, 0.9),
    ]
    for at in sorted(_breaks_of(chart, series)):
        middle = field.x(at - 0.5)
        shapes.append(Stroke(((middle, top), (middle, field.bottom)), Ink.MUTED, 0.75, (2.0, 2.0)))
    ends = (0, len(chart.periods) - 1) if len(chart.periods) > 1 else (0,)
    shapes += [
        Words(field.x(n), field.bottom + LEADING, chart.periods[n], SMALL, Ink.MUTED, Anchor.MIDDLE)
        for n in ends
    ]
    shapes += _line(chart, series, readings, field, _LOOKS[0], small=True)
    shapes += _panel_values(readings, field)
    return shapes


def _panel_values(readings: Sequence[Reading], field: _Field) -> list[Shape]:
    """The last figure and the highest one, which say most; others stand in the table."""
    exact = [(n, r) for n, r in enumerate(readings) if isinstance(r, Exact)]
    if not exact:
        return []
    wanted = {max(exact, key=lambda item: item[1].value)[0], exact[-1][0]}
    if len(wanted) == 2 and max(wanted) - min(wanted) == 1:
        wanted = {exact[-1][0]} if field.step < 16 else wanted
    return [
        Words(field.x(n), field.y(r.value) - 5, r.text, SMALL, anchor=Anchor.MIDDLE, strong=True)
        for n, r in exact
        if n in wanted
    ]


def _grid(field: _Field, right: float) -> list[Shape]:
    shapes: list[Shape] = []
    for tick in field.scale.ticks:
        y = field.y(tick)
        ink = Ink.AXIS if tick == 0 else Ink.GRID
        shapes.append(Stroke(((field.left, y), (right, y)), ink, 0.9 if tick == 0 else 0.5))
        shapes.append(Words(field.left - 6, y + 2.6, number(tick), SMALL, Ink.MUTED, Anchor.END))
    return shapes


def _break_lines(chart: LineChart[T], field: _Field, text_width: TextWidth) -> list[Shape]:
    """A dashed line per break with a letter, which the note under the chart explains."""
    shapes: list[Shape] = []
    places = sorted({line.before for line in chart.breaks})
    for letter, before in zip("abcdefghijklmnopqrstuvwxyz", places, strict=False):
        x = field.x(before - 0.5)
        line = ((x, field.top - LEADING), (x, field.bottom))
        text = f"breuk {letter}"
        fits = text_width(text, SMALL) <= field.step - 4
        shapes.append(Stroke(line, Ink.MUTED, 0.75, (2.5, 2.0)))
        shapes.append(
            Words(
                x,
                field.top - LEADING - 3,
                text if fits else letter,
                SMALL,
                Ink.MUTED,
                Anchor.MIDDLE,
            )
        )
    return shapes


def _period_labels(
    periods: Sequence[str], field: _Field, text_width: TextWidth, right: float
) -> list[Shape]:
    """As many as fit, none of them past the right edge of the drawing."""
    widest = max((text_width(text, SIZE) for text in periods), default=0.0)
    # The last one moves so far to the left to stay inside.
    inward = max(0.0, field.x(len(periods) - 1) + widest / 2 - right)
    every = max(1, -(-int(widest + inward + 5) // max(int(field.step), 1)))
    # Counted from the last period, which is the one that the report is about.
    shown = [n for n in range(len(periods)) if (len(periods) - 1 - n) % every == 0]
    return [
        Words(
            min(field.x(n), right - text_width(periods[n], SIZE) / 2),
            field.bottom + LEADING + 2,
            periods[n],
            SIZE,
            anchor=Anchor.MIDDLE,
        )
        for n in shown
    ]


def _line(
    chart: LineChart[T],
    series: Series[T],
    readings: Sequence[Reading],
    field: _Field,
    look: tuple[Ink, Sign, tuple[float, ...]],
    *,
    small: bool = False,
) -> list[Shape]:
    ink, sign, dash = look
    breaks = _breaks_of(chart, series)
    pieces: list[list[tuple[float, float]]] = [[]]
    marks: list[Shape] = []
    radius = 2.0 if small else 2.9
    for index, reading in enumerate(readings):
        if index in breaks or not isinstance(reading, Exact):
            pieces.append([])
        if isinstance(reading, Exact):
            place = (field.x(index), field.y(reading.value))
            pieces[-1].append(place)
            hollow = index in series.incomplete
            marks.append(Point(*place, radius, ink, sign, hollow))
        else:
            marks += _not_exact(reading, field, index, small=small)
    lines = [
        Stroke(tuple(piece), ink, 1.2 if small else 1.8, dash) for piece in pieces if len(piece) > 1
    ]
    return [*_whiskers(series, field), *lines, *marks]


def _whiskers(series: Series[T], field: _Field) -> list[Shape]:
    """How far chance may well have moved each figure: a thin line with ends through its point."""
    shapes: list[Shape] = []
    for index, bounds in enumerate(series.ranges):
        if bounds is not None:
            x, (low, high) = field.x(index), map(field.y, bounds)
            shapes.append(Stroke(((x, low), (x, high)), Ink.AXIS, 1.0))
            shapes += [Stroke(((x - 3, y), (x + 3, y)), Ink.AXIS, 1.0) for y in (low, high)]
    return shapes


def _breaks_of(chart: LineChart[T], series: Series[T]) -> frozenset[int]:
    return series.breaks.union(line.before for line in chart.breaks)


def _not_exact(reading: Reading, field: _Field, index: int, *, small: bool) -> list[Shape]:
    thick = min(field.step * 0.4, 8.0 if small else 12.0)
    x = field.x(index) - thick / 2
    if isinstance(reading, Span):
        low, high = field.y(reading.low), field.y(reading.high)
        box = Box(x, high, thick, max(low - high, 2.0), fill=Ink.PAPER, stroke=Ink.MARK)
        label = Words(field.x(index), high - 4, reading.text, SMALL, Ink.MUTED, Anchor.MIDDLE)
        return [box] if small else [box, label]
    if isinstance(reading, Untold):
        height = 8.0 if small else 12.0
        return [Box(x, field.bottom - height, thick, height, stroke=Ink.UNTOLD, hatched=True)]
    return []


def _value_labels(
    read_series: Sequence[Sequence[Reading]],
    field: _Field,
    text_width: TextWidth,
    *,
    beside: bool,
) -> list[Shape]:
    """The figure at every point: where its line is not, and apart from the others of its year.

    `beside` the point rather than over it, where something stands upright.
    """
    shapes: list[Shape] = []
    for index in range(field.periods):
        found: list[tuple[float, float, str]] = []
        for readings in read_series:
            reading = readings[index]
            if isinstance(reading, Exact):
                aside, up = _free_side(readings, index)
                found.append((aside, field.y(reading.value) + (-6.0 if up else 12.5), reading.text))
        places = spread([y for _, y, _ in found], SIZE + 1, field.top - 6, field.bottom - 3)
        for (aside, _, text), y in zip(found, places, strict=True):
            half = text_width(text, SIZE, strong=True) / 2
            x = field.x(index) + aside * half
            if beside:
                x = field.x(index) + (half + 5) * (-1 if aside < 0 else 1)
            shapes.append(Box(x - half - 1, y - SIZE * 0.76, 2 * half + 2, SIZE * 0.9, Ink.PAPER))
            shapes.append(Words(x, y, text, SIZE, anchor=Anchor.MIDDLE, strong=True))
    return shapes


def _free_side(readings: Sequence[Reading], index: int) -> tuple[float, bool]:
    """Where a label meets no line: to the left (-1), in the middle or to the right (1); above or not."""

    def slope(other: int) -> int:
        here, there = readings[index], readings[other] if 0 <= other < len(readings) else None
        if not isinstance(here, Exact) or not isinstance(there, Exact):
            return 0
        return (there.value > here.value) - (there.value < here.value)

    before, after = slope(index - 1), slope(index + 1)
    if before + after > 0 and before >= 0 and after >= 0:
        return 0.0, False
    if before < 0 < after:
        return -0.7, True
    if after < 0 < before:
        return 0.7, True
    return 0.0, True


def _names(
    chart: LineChart[T],
    read_series: Sequence[Sequence[Reading]],
    field: _Field,
    text_width: TextWidth,
    room: float,
) -> list[Shape]:
    """The name of each line where it ends, moved apart where they meet."""
    last: list[float] = []
    for readings in read_series:
        exact = [reading.value for reading in readings if isinstance(reading, Exact)]
        last.append(field.y(exact[-1] if exact else 0) + 3)
    places = spread(last, LEADING * 2, field.top, field.bottom)
    shapes: list[Shape] = []
    for index, (series, y) in enumerate(zip(chart.series, places, strict=True)):
        ink, sign, _ = _LOOKS[index % len(_LOOKS)]
        x = field.left + field.width + 2
        lines = shortened(wrapped(series.label, room - 8, SIZE, text_width), 2)
        shapes.append(Point(x + 3, y - 3, 2.6, ink, sign))
        shapes += [
            replace(Words(x + 9, y, line, SIZE, strong=True), y=y + n * (LEADING - 1))
            for n, line in enumerate(lines)
        ]
    return shapes
