"""Where everything in a chart stands. Pure: paper and screen paint the same scene.

Rules of every chart: the axis begins at 0; labels stand at what they say, never in a legend; a figure
that is not told is a hatched stub with words, a band is an outlined range; shape or words always say
what colour says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from vp_desk.dutch import number
from vp_desk.reporting.bar_shapes import BAR, LEADING, SIZE, STUB, lying
from vp_desk.reporting.document import (
    Bar,
    BarChart,
    ChartSpec,
    ColumnChart,
    PanelChart,
    StackChart,
    YearBars,
)
from vp_desk.reporting.line_layout import line_shapes, panel_shapes
from vp_desk.reporting.scales import Scale, scale_for
from vp_desk.reporting.scene import (
    Absent,
    Anchor,
    Box,
    Exact,
    Ink,
    Reading,
    Scene,
    Shape,
    Span,
    Stroke,
    TextWidth,
    Words,
    shortened,
    wrapped,
)
from vp_desk.reporting.year_layout import stacked_columns, year_bars

T = TypeVar("T")

_GAP = 7.0
_COLUMN_HEIGHT = 96.0
#: A label goes on for so many lines; the table has all of it.
_MOST_LINES = 3


def laid_out(
    chart: ChartSpec[T],
    read: Callable[[T], Reading],
    width: float,
    text_width: TextWidth,
    highest: float = 0,
) -> Scene[T]:
    """Lay out a chart.

    Args:
        chart: what to draw.
        read: tells of a cell what may be drawn.
        width: of the drawing, in points; its height follows.
        text_width: of the font of the surface.
        highest: the axis of a chart of lines holds this too.
    """
    if isinstance(chart, BarChart):
        return _bars(chart, read, width, text_width)
    if isinstance(chart, ColumnChart):
        return _columns(chart, read, width, text_width)
    if isinstance(chart, YearBars):
        return year_bars(chart, read, width, text_width)
    if isinstance(chart, StackChart):
        return stacked_columns(chart, read, width, text_width)
    if isinstance(chart, PanelChart):
        return panel_shapes(chart.chart, read, width, text_width)
    return line_shapes(chart, read, width, text_width, highest)


@dataclass(frozen=True, slots=True)
class _Lying:
    """One lying bar: its readings and the lines of its label."""

    bar_accent: bool
    reading: Reading
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return max(BAR, LEADING * len(self.lines))


def _bars(
    chart: BarChart[T], read: Callable[[T], Reading], width: float, text_width: TextWidth
) -> Scene[T]:
    room = min(
        max((text_width(bar.label, SIZE, strong=bar.accent) for bar in chart.bars), default=0.0)
        + 1,
        width * 0.36,
    )
    bars = [
        _Lying(
            bar.accent,
            read(bar.cell),
            shortened(wrapped(bar.label, room, SIZE, text_width), _MOST_LINES),
        )
        for bar in chart.bars
    ]
    left = room + 10
    scale = scale_for([bar.reading for bar in bars])
    right = max((text_width(bar.reading.text, SIZE, strong=True) for bar in bars), default=0.0) + 10
    length = width - left - right

    def length_of(value: int) -> float:
        return scale.part(value) * length

    shapes: list[Shape] = []
    y = LEADING + 6
    for bar in bars:
        middle = y + bar.height / 2
        top = middle - LEADING * len(bar.lines) / 2
        shapes += [
            Words(
                room,
                top + LEADING * n + SIZE * 0.92,
                line,
                SIZE,
                anchor=Anchor.END,
                strong=bar.bar_accent,
            )
            for n, line in enumerate(bar.lines)
        ]
        ink = Ink.ACCENT if bar.bar_accent else Ink.MARK
        shapes += lying(bar.reading, left, middle, length_of, ink)
        y += bar.height + _GAP
    bottom = y - _GAP + 4
    grid = _vertical_grid(scale, left, length, LEADING + 2, bottom)
    title = Words(left, SIZE, f"Aantal {chart.measure}", SIZE, Ink.MUTED)
    return Scene(width, bottom + LEADING + 4, (*grid, *shapes, title))


def _vertical_grid(
    scale: Scale, left: float, length: float, top: float, bottom: float
) -> list[Shape]:
    shapes: list[Shape] = []
    for tick in scale.ticks:
        x = left + scale.part(tick) * length
        ink = Ink.AXIS if tick == 0 else Ink.GRID
        shapes.append(Stroke(((x, top), (x, bottom)), ink, 0.9 if tick == 0 else 0.5))
        shapes.append(Words(x, bottom + LEADING, number(tick), 7.5, Ink.MUTED, Anchor.MIDDLE))
    return shapes


def _columns(
    chart: ColumnChart[T], read: Callable[[T], Reading], width: float, text_width: TextWidth
) -> Scene[T]:
    readings = [read(column.cell) for column in chart.columns]
    scale = scale_for(readings)
    left = max(text_width(number(tick), 7.5) for tick in scale.ticks) + 8
    top, length = LEADING * 2 + 4, _COLUMN_HEIGHT
    bottom = top + length
    step = (width - left) / max(len(readings), 1)
    thick = min(step * 0.5, 54.0)
    shapes: list[Shape] = [Words(0, SIZE, f"Aantal {chart.measure}", SIZE, Ink.MUTED)]
    for tick in scale.ticks:
        y = bottom - scale.part(tick) * length
        ink = Ink.AXIS if tick == 0 else Ink.GRID
        shapes.append(Stroke(((left, y), (width, y)), ink, 0.9 if tick == 0 else 0.5))
        shapes.append(Words(left - 6, y + 2.6, number(tick), 7.5, Ink.MUTED, Anchor.END))
    deepest = 1
    for index, (column, reading) in enumerate(zip(chart.columns, readings, strict=True)):
        middle = left + step * (index + 0.5)
        shapes += _standing(reading, middle, thick, bottom, scale, length, column)
        lines = shortened(wrapped(column.label, step - 6, SIZE, text_width), _MOST_LINES)
        deepest = max(deepest, len(lines))
        shapes += [
            Words(middle, bottom + LEADING * (n + 1) + 2, line, SIZE, anchor=Anchor.MIDDLE)
            for n, line in enumerate(lines)
        ]
    return Scene(width, bottom + LEADING * deepest + 6, tuple(shapes))


def _standing(
    reading: Reading,
    middle: float,
    thick: float,
    bottom: float,
    scale: Scale,
    length: float,
    column: Bar[T],
) -> list[Shape]:
    x = middle - thick / 2
    ink = Ink.ACCENT if column.accent else Ink.MARK
    if isinstance(reading, Exact):
        height = scale.part(reading.value) * length
        box = Box(x, bottom - height, thick, height, fill=ink)
        text = Words(
            middle, bottom - height - 4, reading.text, 9.5, anchor=Anchor.MIDDLE, strong=True
        )
        return [*([box] if height else []), text]
    if isinstance(reading, Span):
        low, high = scale.part(reading.low) * length, scale.part(reading.high) * length
        return [
            Box(x, bottom - high, thick, max(high - low, 2.0), fill=Ink.PAPER, stroke=Ink.MARK),
            Words(middle, bottom - high - 4, reading.text, SIZE, anchor=Anchor.MIDDLE),
        ]
    words = Words(middle, bottom - 5, reading.text, SIZE, Ink.MUTED, Anchor.MIDDLE)
    if isinstance(reading, Absent):
        return [words]
    return [
        Box(x, bottom - STUB, thick, STUB, stroke=Ink.UNTOLD, hatched=True),
        Words(middle, bottom - STUB - 4, reading.text, SIZE, Ink.MUTED, Anchor.MIDDLE),
    ]
