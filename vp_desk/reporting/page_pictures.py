"""Pages of a finished PDF as pictures, from memory to memory.

Importing this module is cheap: PDFium is loaded when used, and is used for one moment at a time: a document is
opened from its bytes, one page is drawn, all is closed again. So nothing of a report stays in it, and a vault
that locks has nothing to take away there. It cannot be called from two threads at once (its own documentation
says so), hence the lock. It is told of no fonts of the system, so that it never looks for any: ours are in the
file.
"""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: A larger picture is drawn smaller; who shows it makes it larger. 8 million take 32 MB.
MOST_PIXELS: Final = 8_000_000
#: Chapters, and the sections in them.
_DEPTH: Final = 2

_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A bookmark: a heading, and where it stands."""

    title: str
    #: 0 = a chapter, 1 = a section in it.
    depth: int
    #: Counted from 0.
    page: int
    #: From the top of the page, in points.
    top: float


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a report before a page of it is drawn."""

    #: Width and height of each page, in points.
    sizes: tuple[tuple[float, float], ...]
    chapters: tuple[Chapter, ...] = field(repr=False)

    def chapters_on(self, page: int) -> tuple[Chapter, ...]:
        """The chapters that begin on a page, or else the one that goes on there; on a cover none."""
        before = [each for each in self.chapters if each.depth == 0 and each.page <= page]
        begun = [each for each in before if each.page == page]
        return tuple(begun or before[-1:])


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it looks: rows from the top, four bytes (blue, green, red, nothing) a pixel."""

    width: int
    height: int
    #: Bytes of a row.
    stride: int
    rows: bytes = field(repr=False)


def outline_of(content: bytes) -> Outline:
    """The pages and chapters of a PDF."""
    with _opened(content) as pdf:
        sizes = tuple(pdf.get_page_size(number) for number in range(len(pdf)))
        return Outline(sizes, tuple(_chapters(pdf, sizes)))


def picture_of(content: bytes, page: int, width: int) -> Picture:
    """One page of a PDF.

    Args:
        content: the PDF.
        page: counted from 0.
        width: of the picture in pixels; it is drawn smaller where that would take too much room.
    """
    with _opened(content) as pdf:
        across, down = pdf.get_page_size(page)
        most = sqrt(MOST_PIXELS * across / down)
        drawn = pdf[page]
        # Without forms and annotations: there are none but links, and those show nothing.
        bitmap = drawn.render(
            min(width, most) / across, may_draw_forms=False, prefer_bgrx=True, draw_annots=False
        )
        try:
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
            drawn.close()


@contextmanager
def _opened(content: bytes) -> Generator["PdfDocument"]:
    with _ONE_AT_A_TIME:
        from pypdfium2 import PdfDocument, raw  # noqa: PLC0415 - late: loads PDFium

        raw.FPDF_SetSystemFontInfo(None)
        pdf = PdfDocument(content)
        try:
            yield pdf
        finally:
            pdf.close()


def _chapters(pdf: "PdfDocument", sizes: tuple[tuple[float, float], ...]) -> Generator[Chapter]:
    from pypdfium2 import raw  # noqa: PLC0415 - late: loads PDFium

    for mark in pdf.get_toc():
        dest = mark.get_dest() if mark.level < _DEPTH else None
        page = None if dest is None else dest.get_index()
        if dest is None or page is None:
            continue
        mode, place = dest.get_view()
        is_place = mode == raw.PDFDEST_VIEW_XYZ and len(place) > 1
        top = max(0.0, sizes[page][1] - place[1]) if is_place else 0.0
        yield Chapter(mark.get_title(), mark.level, page, top)
