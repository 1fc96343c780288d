"""Where the pages of a report lie under each other, at any size. Knows nothing of Qt."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil
from typing import Final

from vp_desk.ui.tokens import Space

#: Around the pages, and between them.
EDGE: Final = Space.L
GAP: Final = Space.L
#: How large pages can be; 1 is as large as on paper.
ZOOMS: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


@dataclass(frozen=True)
class PageColumn:
    """Pages of which one point takes `scale` pixels of the window."""

    #: Width and height of each page, in points.
    sizes: Sequence[tuple[float, float]]
    scale: float
    #: Pixels from the top of the column to that of each page.
    tops: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Lay them out once."""
        heights = (self.height(number) + GAP for number in range(len(self.sizes)))
        object.__setattr__(self, "tops", tuple(accumulate(heights, initial=EDGE))[:-1])

    def width(self, page: int) -> int:
        """Width of a page, in pixels."""
        return round(self.sizes[page][0] * self.scale)

    def height(self, page: int) -> int:
        """Height of a page, in pixels."""
        return ceil(self.sizes[page][1] * self.scale)

    @property
    def whole_width(self) -> int:
        """Of the widest page with the room around it."""
        return max((self.width(n) for n in range(len(self.sizes))), default=0) + 2 * EDGE

    @property
    def whole_height(self) -> int:
        """Of all pages with the room around them."""
        return self.tops[-1] + self.height(len(self.sizes) - 1) + EDGE if self.sizes else 0

    def page_at(self, place: int) -> int:
        """The page at so many pixels from the top; between two pages the one above."""
        return max(0, bisect_right(self.tops, place) - 1)

    def in_sight(self, top: int, height: int) -> range:
        """The pages of which a part stands in a window on the column."""
        if not self.sizes:
            return range(0)
        first = self.page_at(top)
        if self.tops[first] + self.height(first) <= top:
            first += 1
        return range(first, self.page_at(top + max(height, 1) - 1) + 1)

    def main_page(self, top: int, height: int) -> int:
        """The page that one looks at: of all in sight the one with the largest part of the window."""

        def seen(page: int) -> tuple[int, int]:
            begin = self.tops[page]
            shown = min(begin + self.height(page), top + height) - max(begin, top)
            return shown, -page

        return max(self.in_sight(top, height), key=seen, default=self.page_at(top))


def fitting_scale(sizes: Sequence[tuple[float, float]], width: int) -> float:
    """Pixels a point at which the widest page fills a width."""
    widest = max((across for across, _ in sizes), default=1.0)
    return max(width - 2 * EDGE, 1) / widest


def next_zoom(zoom: float, steps: int) -> float:
    """A step larger (1) or smaller (-1) among `ZOOMS`, from any size."""
    slack = 0.04  # a step that one sees
    if steps > 0:
        return next((each for each in ZOOMS if each > zoom + slack), ZOOMS[-1])
    return next((each for each in reversed(ZOOMS) if each < zoom - slack), ZOOMS[0])
