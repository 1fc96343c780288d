"""Where everything stands in charts of one year: bars beside earlier years, and months in two parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vp_desk.dutch import number
from vp_desk.reporting.bar_shapes import BAR, LEADING, SIZE, lying
from vp_desk.reporting.document import Stack, StackChart, YearBars, YearRow
from vp_desk.reporting.scales import Scale, scale_for
from vp_desk.reporting.scene import (
    Anchor,
    Box,
    Exact,
    Ink,
    Reading,
    Scene,
    Shape,
    Span,
    Spot,
    Stroke,
    TextWidth,
    Words,
    shortened,
    wrapped,
)

T = TypeVar("T")

_SMALL = 7.5
#: The bar of the year before: thin, and only an outline.
_THIN, _BETWEEN = 4.0, 2.0
_ROW_GAP = 7.0
#: Room around a row for the focus, above and beside it.
_EDGE, _SIDE = 3.0, 5.0
_INDENT = 10.0
_LEAST_BAR = 70.0
_COLUMN_GAP = 12.0
_STACK_HEIGHT = 92.0
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, read: its figures oldest first, the lines of its label."""

    readings: tuple[Reading, ...]
    lines: tuple[str, ...]
    indent: float
    #: A row with parts under it.
    strong: bool

    @property
    def height(self) -> float:
        return max(BAR + _BETWEEN + _THIN, LEADING * len(self.lines))


def year_bars(
    chart: YearBars[T], read: Callable[[T], Reading], width: float, text_width: TextWidth
) -> Scene[T]:
    """A thick bar for the year, a thin outline for the year before, and all earlier figures in columns.

    When it is narrow, the figures of the oldest years give way.
    """
    outer, width = width, width - _SIDE
    room = _label_room(chart.rows, width, text_width)
    indents = [row.indent for row in chart.rows] + [0]
    lines = [
        _line(row, read, room, text_width, strong=after > row.indent)
        for row, after in zip(chart.rows, indents[1:], strict=True)
    ]
    columns = _earlier_columns(chart, lines, text_width)
    left = _SIDE + room + 10
    ends = [line.readings[-1].text for line in lines if _reach(line.readings[-1]) is not None]
    now = max((text_width(text, SIZE, strong=True) for text in ends), default=0.0) + 8
    while columns and width - left - now - sum(columns.values()) < _LEAST_BAR:
        columns.pop(min(columns))
    length = max(width - left - now - sum(columns.values()), _LEAST_BAR / 2)
    highest = max([1, *(_reach(r) or 0 for line in lines for r in line.readings[-2:])])

    def length_of(value: int) -> float:
        return value / highest * length

    shapes: list[Shape] = _year_heads(chart.periods, left, width, columns, text_width)
    spots: list[Spot] = []
    y = LEADING + 9
    for line in lines:
        shapes += _year_row(line, left, y, length_of)
        right = width
        for index, wide in columns.items():
            base = y + line.height / 2 + SIZE * 0.34
            words = line.readings[index].text
            shapes.append(Words(right, base, words, SIZE, Ink.MUTED, Anchor.END))
            right -= wide
        spots.append(Spot(0, y - _EDGE, outer, line.height + 2 * _EDGE))
        y += line.height + _ROW_GAP
    bottom = y - _ROW_GAP + 2
    shapes.append(Stroke(((left, LEADING + 5), (left, bottom)), Ink.AXIS, 0.9))
    return Scene(outer, bottom + 4, tuple(shapes), tuple(spots))


def _label_room(rows: Sequence[YearRow[T]], width: float, text_width: TextWidth) -> float:
    widest = max((text_width(r.label, SIZE) + r.indent * _INDENT for r in rows), default=0.0)
    return min(widest + 1, width * 0.36)


def _line(
    row: YearRow[T],
    read: Callable[[T], Reading],
    room: float,
    text_width: TextWidth,
    *,
    strong: bool,
) -> _Line:
    indent = row.indent * _INDENT
    # Strong text is a little wider: the room of the label leaves it that much.
    part = 0.94 if strong else 1.0
    lines = shortened(wrapped(row.label, (room - indent) * part, SIZE, text_width), _MOST_LINES)
    return _Line(tuple(read(cell) for cell in row.cells), lines, indent, strong)


def _earlier_columns(
    chart: YearBars[T], lines: Sequence[_Line], text_width: TextWidth
) -> dict[int, float]:
    """The width of each column of earlier figures by index of its year, from right to left."""
    return {
        index: _COLUMN_GAP
        + max(
            text_width(chart.periods[index], _SMALL),
            *(text_width(line.readings[index].text, SIZE) for line in lines),
            0.0,
        )
        for index in range(len(chart.periods) - 1)
    }


def _reach(reading: Reading) -> int | None:
    """How far a bar goes; None when there is nothing to draw to scale."""
    if isinstance(reading, Exact):
        return reading.value
    return reading.high if isinstance(reading, Span) else None


def _year_heads(
    periods: Sequence[str],
    left: float,
    width: float,
    columns: dict[int, float],
    text_width: TextWidth,
) -> list[Shape]:
    """What the two bars mean, drawn as they are, and the years over their columns."""
    shapes: list[Shape] = [
        Box(left + 1, SIZE - 7.5, 12, 8, fill=Ink.ACCENT),
        Words(left + 17, SIZE, periods[-1], _SMALL, strong=True),
    ]
    if len(periods) > 1:
        x = left + 17 + text_width(periods[-1], _SMALL, strong=True) + 12
        thin = Box(x, SIZE - 5, 12, _THIN, fill=Ink.PAPER, stroke=Ink.MARK)
        shapes += [thin, Words(x + 16, SIZE, periods[-2], _SMALL, Ink.MUTED)]
    right = width
    for index, wide in columns.items():
        shapes.append(Words(right, SIZE, periods[index], _SMALL, Ink.MUTED, Anchor.END))
        right -= wide
    return shapes


def _year_row(line: _Line, left: float, y: float, length_of: Callable[[int], float]) -> list[Shape]:
    top = y + (line.height - LEADING * len(line.lines)) / 2
    shapes: list[Shape] = [
        Words(_SIDE + line.indent, top + LEADING * n + SIZE * 0.92, words, SIZE, strong=line.strong)
        for n, words in enumerate(line.lines)
    ]
    above = y + (line.height - BAR - _BETWEEN - _THIN) / 2
    shapes += lying(line.readings[-1], left, above + BAR / 2, length_of, Ink.ACCENT)
    before = _reach(line.readings[-2]) if len(line.readings) > 1 else None
    if before:
        y = above + BAR + _BETWEEN
        shapes.append(Box(left, y, length_of(before), _THIN, fill=Ink.PAPER, stroke=Ink.MARK))
    return shapes


def stacked_columns(
    chart: StackChart[T], read: Callable[[T], Reading], width: float, text_width: TextWidth
) -> Scene[T]:
    """Columns of two parts, the lower one full and the upper one hatched; the sum stands on top."""
    totals = [read(column.total) for column in chart.columns]
    level = [] if chart.level is None else [Exact(-int(-chart.level // 1), "")]
    whole = [Exact(-(-(_reach(total) or 0) // chart.per), "") for total in totals]
    scale = scale_for([*whole, *level], most_steps=4)
    left = max(text_width(number(tick), _SMALL) for tick in scale.ticks) + 8
    top = LEADING * 2 + 8
    field = _Field(left, top, width - left, top + _STACK_HEIGHT, scale, chart.per, chart.level)
    shapes: list[Shape] = _stack_heads(chart, text_width)
    for tick in scale.ticks:
        y = field.bottom - scale.part(tick) * _STACK_HEIGHT
        ink = Ink.AXIS if tick == 0 else Ink.GRID
        shapes.append(Stroke(((left, y), (width, y)), ink, 0.9 if tick == 0 else 0.5))
        shapes.append(Words(left - 6, y + 2.6, number(tick), _SMALL, Ink.MUTED, Anchor.END))
    spots: list[Spot] = []
    step = field.width / max(len(chart.columns), 1)
    for index, (column, total) in enumerate(zip(chart.columns, totals, strict=True)):
        middle = left + step * (index + 0.5)
        shapes += _stack(column, total, read, middle, min(step * 0.62, 40.0), field)
        label = column.label
        base = field.bottom + LEADING + 2
        shapes.append(Words(middle, base, label, _SMALL, anchor=Anchor.MIDDLE))
        spots.append(Spot(left + step * index, top - LEADING, step, base + 5 - top + LEADING))
    if chart.level is not None:
        y = field.y_of_level(chart.level)
        shapes.append(Stroke(((left, y), (width, y)), Ink.TEXT, 1.1, (5.0, 3.0)))
    return Scene(width, field.bottom + LEADING + 8, tuple(shapes), tuple(spots))


@dataclass(frozen=True, slots=True)
class _Field:
    """The rectangle in which columns stand."""

    left: float
    top: float
    width: float
    bottom: float
    scale: Scale
    per: int
    level: float | None

    def y_of_level(self, level: float) -> float:
        return self.bottom - level / self.scale.top * _STACK_HEIGHT

    def clear_of_level(self, base: float) -> float:
        """A base line for words, above the level when that would go through them."""
        if self.level is None:
            return base
        y = self.y_of_level(self.level)
        return y - 3.0 if base - _SMALL < y < base + 2.0 else base

    def height(self, value: int) -> float:
        return value / self.per / self.scale.top * _STACK_HEIGHT


def _stack_heads(chart: StackChart[T], text_width: TextWidth) -> list[Shape]:
    """What the parts and the line mean, drawn as they are."""
    shapes: list[Shape] = []
    x = 0.0
    for words, hatched in zip(chart.parts, (False, True), strict=True):
        fill, stroke = (None, Ink.ACCENT) if hatched else (Ink.ACCENT, None)
        shapes.append(Box(x + 0.5, SIZE - 7.5, 12, 8, fill, stroke, hatched))
        shapes.append(Words(x + 16, SIZE, words, SIZE))
        x += 16 + text_width(words, SIZE) + 16
    if chart.level is not None:
        shapes.append(Stroke(((x, SIZE - 3), (x + 18, SIZE - 3)), Ink.TEXT, 1.1, (5.0, 3.0)))
        shapes.append(Words(x + 22, SIZE, chart.level_label, SIZE))
    return shapes


def _stack(
    column: Stack[T],
    total: Reading,
    read: Callable[[T], Reading],
    middle: float,
    thick: float,
    field: _Field,
) -> list[Shape]:
    x, y = middle - thick / 2, field.bottom
    parts = [read(cell) for cell in column.cells]
    known = [part for part in parts if isinstance(part, Exact)]
    if len(known) < len(parts) or not isinstance(total, Exact):
        return [Words(middle, y - 5, total.text, _SMALL, Ink.MUTED, Anchor.MIDDLE)]
    shapes: list[Shape] = []
    for part, hatched in zip(known, (False, True), strict=True):
        high = field.height(part.value)
        if high:
            fill = None if hatched else Ink.ACCENT
            stroke = Ink.ACCENT if hatched else None
            shapes.append(Box(x, y - high, thick, high, fill, stroke, hatched))
        y -= high
    if total.value:
        base = field.clear_of_level(y - 3.5)
        shapes.append(Words(middle, base, total.text, _SMALL, anchor=Anchor.MIDDLE, strong=True))
    return shapes
