"""The scale of an axis of counts: from 0, in steps that people can read."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from vp_desk.reporting.scene import Exact, Reading, Span


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to `top`, with a tick at every whole step."""

    top: int
    step: int

    @property
    def ticks(self) -> range:
        """0 first, top last."""
        return range(0, self.top + 1, self.step)

    def part(self, value: float) -> float:
        """Where a value stands, as a part of the axis: 0 to 1."""
        return value / self.top


def scale_for(readings: Sequence[Reading], most_steps: int = 5, highest: float = 1) -> Scale:
    """The smallest scale with steps of 1, 2 or 5 times a power of ten that holds all figures.

    Args:
        readings: the figures.
        most_steps: no more steps than this.
        highest: it holds this too.
    """
    highest = max(ceil(highest), 1)
    for reading in readings:
        if isinstance(reading, Exact):
            highest = max(highest, reading.value)
        elif isinstance(reading, Span):
            highest = max(highest, reading.high)
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            steps = -(-highest // step)
            if steps <= most_steps:
                return Scale(steps * step, step)
        power *= 10
