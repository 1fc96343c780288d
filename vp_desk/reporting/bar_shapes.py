"""The shapes of one lying bar, however its figure reads: told, bounded, not told, or not there."""

from collections.abc import Callable

from vp_desk.reporting.scene import Absent, Box, Exact, Ink, Reading, Shape, Span, Words

SIZE = 8.5
LEADING = 10.5
#: How thick a bar is.
BAR = 11.0
#: Length of the stub for a figure that is not told: always the same, so that it says nothing.
STUB = 26.0


def lying(
    reading: Reading, left: float, middle: float, length_of: Callable[[int], float], ink: Ink
) -> list[Shape]:
    """A bar that begins at `left`, with its figure at its end."""
    top, base = middle - BAR / 2, middle + SIZE * 0.34
    if isinstance(reading, Exact):
        end = length_of(reading.value)
        box = Box(left, top, end, BAR, fill=ink)
        return [
            *([box] if end else []),
            Words(left + end + 4, base, reading.text, SIZE, strong=True),
        ]
    if isinstance(reading, Span):
        begin, end = length_of(reading.low), length_of(reading.high)
        return [
            Box(left + begin, top, max(end - begin, 2.0), BAR, fill=Ink.PAPER, stroke=Ink.MARK),
            Words(left + end + 4, base, reading.text, SIZE),
        ]
    if isinstance(reading, Absent):
        return [Words(left + 4, base, reading.text, SIZE, Ink.MUTED)]
    return [
        Box(left, top, STUB, BAR, stroke=Ink.UNTOLD, hatched=True),
        Words(left + STUB + 4, base, reading.text, SIZE, Ink.MUTED),
    ]
