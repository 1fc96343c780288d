"""A drawing as a list of simple shapes, and what a chart can read from a cell.

A scene is laid out once, by pure functions, and painted by whoever has a surface: ReportLab on paper,
a painter on the screen. Its origin is the top left corner, y runs down, one unit is a point (1/72 inch).
"""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, Protocol, TypeVar

CellT_co = TypeVar("CellT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Exact:
    """A figure with how it is written."""

    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A figure of which only the bounds are known, with how it is written."""

    low: int
    high: int
    text: str


@dataclass(frozen=True, slots=True)
class Untold:
    """A figure that is not told, with the words that stand in its place."""

    text: str


@dataclass(frozen=True, slots=True)
class Absent:
    """No figure at all, with the words that stand in its place."""

    text: str


Reading = Exact | Span | Untold | Absent


class Ink(Enum):
    """What a shape is for; the painter knows the colour (at least 3:1 on its paper for a mark)."""

    TEXT = "text"
    MUTED = "muted"
    GRID = "grid"  # decoration only: nothing is lost when it is not seen
    AXIS = "axis"
    MARK = "mark"
    ACCENT = "accent"
    UNTOLD = "untold"
    PAPER = "paper"
    SERIES_1 = "series_1"
    SERIES_2 = "series_2"
    SERIES_3 = "series_3"
    SERIES_4 = "series_4"


class Anchor(Enum):
    """Which point of a text stands at its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Sign(Enum):
    """The shape of a point on a line."""

    DISC = "disc"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: Ink | None = None
    stroke: Ink | None = None
    #: Slanted lines inside it, in the colour of its stroke.
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through two or more points."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    width: float = 0.75
    #: Lengths of dash and gap; empty = a full line.
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A marked point on a line."""

    x: float
    y: float
    radius: float
    ink: Ink
    sign: Sign = Sign.DISC
    #: Only its outline: a figure with a reservation.
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; y is its base line."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.TEXT
    anchor: Anchor = Anchor.START
    strong: bool = False


Shape = Box | Stroke | Point | Words


class TextWidth(Protocol):
    """Tells the width of a text in the font of a surface: `width("12 zaken", 9.0, strong=True)`."""

    def __call__(self, text: str, size: float, *, strong: bool = False) -> float:
        """In points."""
        ...


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one bar or column stands with its words: what a pointer or the focus can reach."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Scene(Generic[CellT_co]):
    """A finished drawing. It remembers of what kind of cells it was made: paper takes released ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    #: In the order of the bars or columns, for charts that can be walked through.
    spots: tuple[Spot, ...] = ()


def wrapped(text: str, room: float, size: float, width: TextWidth) -> tuple[str, ...]:
    """The text in lines that fit; a word that fits no line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while len(line) > 1 and width(line, size) > room:
            end = _fitting(line, room, size, width)
            lines.append(line[:end])
            line = line[end:]
    return (*lines, line) if line or not lines else tuple(lines)


def _fitting(word: str, room: float, size: float, width: TextWidth) -> int:
    """How many characters of a word fit, at least one. Grows from the start: words can be very long."""
    end = 1
    while end < len(word) and width(word[: end + 1], size) <= room:
        end += 1
    return end


def shortened(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first lines, with a sign at the end when there were more."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1][:-1]}…")


def spread(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Places moved apart until none is nearer than `gap` to the next, as near as can be to where they were.

    Args:
        places: wished places, in any order.
        gap: the least distance.
        low: lowest place allowed.
        high: highest place allowed; passed only when there are too many for the room.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    found = list(places)
    # Groups of places that touch, each around the mean of what its members wish.
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _start(groups[-2], places, gap) + gap * len(groups[-2]) > _start(
            groups[-1], places, gap
        ):
            last = groups.pop()
            groups[-1] += last
    floor = low
    for group in groups:
        start = max(_start(group, places, gap), floor)
        for step, index in enumerate(group):
            found[index] = start + step * gap
        floor = start + gap * len(group)
    ceiling = high
    for index in reversed(order):
        found[index] = max(min(found[index], ceiling), low)
        ceiling = found[index] - gap
    return found


def _start(group: list[int], places: list[float], gap: float) -> float:
    return sum(places[index] for index in group) / len(group) - gap * (len(group) - 1) / 2
