"""The table of contents: one line per heading, which leads to it. Imported late: it loads ReportLab."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import IndexingFlowable

from vp_desk.reporting import pdf_style as look
from vp_desk.reporting.document import Section
from vp_desk.reporting.pdf_words import led
from vp_desk.reporting.tagged.canvas import canvas_of
from vp_desk.reporting.tagged.fonts import units
from vp_desk.reporting.tagged.text import Text
from vp_desk.reporting.tagged.tree import Element

#: Chapters and their sections stand in the contents; deeper headings do not.
_DEPTH = 2
#: What the title of the contents leaves of a page.
_ROOM = look.HEIGHT - 2 * look.HEADINGS[1].leading
TITLE = "Inhoud"
#: A heading above this height is the first thing on its page.
_NEAR_TOP = look.PAGE_HEIGHT - look.TOP - 6


class Mark(Flowable):
    """The place of a heading or a note: what links lead to, and a bookmark. It takes no room.

    Apart from the heading itself, so that one that is higher than a page can be split like any text.
    """

    _ZEROSIZE = True
    _SPACETRANSFER = True

    def __init__(self, key: str, section: Section | None = None) -> None:
        super().__init__()
        self.key = key
        self.label = look.short(section.heading) if section else ""
        #: 0 = it is no heading.
        self.depth = section.level if section else 0
        #: Known once it is printed.
        self.is_at_top = False

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - as ReportLab has it
        """No room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Mark the place."""
        top = self.canv.absolutePosition(0, 0)[1]
        self.is_at_top = top > _NEAR_TOP
        self.canv.bookmarkPage(self.key, fit="XYZ", top=top)
        if self.depth:
            self.canv.addOutlineEntry(self.label, self.key, self.depth - 1, closed=self.depth > 1)


@dataclass
class PageNumbers:
    """On which page each heading stands, and how many pages there are, as the pass before found."""

    of: dict[str, int] = field(default_factory=lambda: {})  # noqa: PIE807
    count: int = 0


class Passes(IndexingFlowable):
    """Hears where headings come, and asks for one more pass until two agree. It takes no room."""

    def __init__(self, numbers: PageNumbers) -> None:
        super().__init__()
        self._told, self._heard = numbers, PageNumbers()

    def notify(self, kind: str, stuff: Any) -> None:  # noqa: ANN401 - as ReportLab has it
        """Hear of a heading and its page, or of the number of pages."""
        if kind == "heading":
            key, page = stuff
            self._heard.of[key] = page
        elif kind == "pages":
            self._heard.count = stuff

    def beforeBuild(self) -> None:  # noqa: N802 - name of ReportLab
        """Begin a pass."""
        if self._heard.count:
            self._told.of, self._told.count = self._heard.of, self._heard.count
        self._heard = PageNumbers()

    def isSatisfied(self) -> bool:  # noqa: N802 - name of ReportLab
        """Whether what was printed is what was found."""
        return self._told == self._heard

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - as ReportLab has it
        """No room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Nothing to print."""


class Entry(Text):
    """A line of the contents."""

    def __init__(
        self, mark: Mark, numbers: PageNumbers, parent: Element, style: ParagraphStyle
    ) -> None:
        reference = parent.add("TOCI").add("Reference")
        found = led(mark.label, style, reference, mark.key)
        self._page = found[0].content.parent.content()
        self._mark, self._numbers = mark, numbers
        super().__init__(found, style)

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - as ReportLab has it
        """A line of the contents is not split."""
        return [self] if self.wrap(aW, aH)[1] <= aH else []

    def draw(self) -> None:
        """Paint the heading, and its page at the end of its last line."""
        super().draw()
        canvas = canvas_of(self)
        if self._mark.depth == 1:
            canvas.setStrokeColor(look.RULE)
            canvas.setLineWidth(0.5)
            canvas.line(0, self.height + 4, self.width, self.height + 4)
        number = str(self._numbers.of.get(self._mark.key, 0))
        style = self.style
        wide = units(number, style.fontName) * style.fontSize / 1000
        canvas.saveState()
        canvas.translate(self.width - wide, style.leading - style.fontSize)
        canvas.begin(self._page)
        out = canvas.beginText()
        out.setFont(style.fontName, style.fontSize)
        out.setFillColor(style.textColor)
        out.textOut(number)
        canvas.drawText(out)
        canvas.end()
        canvas.restoreState()


def contents(marks: list[Mark], numbers: PageNumbers, parent: Element) -> list[Flowable]:
    """The lines of the contents, and a `TOC` below `parent`; closer together when that keeps them on a page."""
    told = [mark for mark in marks if 0 < mark.depth <= _DEPTH]

    def height(styles: Mapping[int, ParagraphStyle]) -> float:
        used = [styles[mark.depth] for mark in told]
        return sum(style.leading + style.spaceBefore + style.spaceAfter for style in used)

    tried = (look.TOC, look.TOC_TIGHT, look.TOC_TIGHTEST)
    styles = next((each for each in tried if height(each) <= _ROOM), look.TOC)
    element = parent.add("TOC")
    return [Entry(mark, numbers, element, styles[mark.depth]) for mark in told]
