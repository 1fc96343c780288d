"""Pages of the report: cover, contents, running heads, bookmarks."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus import Table as Grid
from reportlab.platypus.doctemplate import IndexingFlowable

from benchmarks.untagged import style as look
from benchmarks.untagged.blocks import Numbers, height_of, piece_of
from benchmarks.untagged.table import Command, lines
from benchmarks.untagged.text import markup
from vp_desk.reporting.document import Document, Run, Section
from vp_desk.reporting.told import day_text

#: Height of the coloured part of the cover.
_COVER_BLOCK = 0.6 * look.PAGE_HEIGHT
#: Where the words of the cover begin, from the top.
_COVER_TOP = 130.0
#: Chapters and their sections stand in the contents; deeper headings do not.
_CONTENTS_DEPTH = 2
CONTENTS_TITLE = "Inhoud"
#: A heading above this height is the first thing on its page.
_NEAR_TOP = look.PAGE_HEIGHT - look.TOP - 6

_BODY, _COVER = "body", "cover"


class Mark(Flowable):
    """The place of a heading: a bookmark, and what links lead to. It takes no room.

    Apart from the heading itself, so that one that is higher than a page can be split like any text.
    """

    _ZEROSIZE = True
    _SPACETRANSFER = True

    def __init__(self, section: Section, key: str) -> None:
        super().__init__()
        self.label = look.short(section.heading)
        self.key = key
        self.depth = section.level
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
        self.canv.addOutlineEntry(self.label, self.key, self.depth - 1, closed=self.depth > 1)


class Contents(IndexingFlowable):
    """The table of contents: what the pass before found, until two passes agree."""

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__()
        self._last = [(h.key, h.label, h.depth, 0) for h in marks if h.depth <= _CONTENTS_DEPTH]
        self._now: list[tuple[str, str, int, int]] = []
        self._last_pages = self._pages = 0
        self._grid = self._make_grid()

    def notify(self, kind: str, stuff: Any) -> None:  # noqa: ANN401 - as ReportLab has it
        """Hear of a heading and its page, or of the number of pages."""
        if kind == "heading":
            self._now.append(stuff)
        elif kind == "pages":
            self._pages = stuff

    def beforeBuild(self) -> None:  # noqa: N802 - name of ReportLab
        """Begin a pass."""
        self._last, self._now = self._now or self._last, []
        self._last_pages = self._pages
        self._grid = self._make_grid()

    def isSatisfied(self) -> bool:  # noqa: N802 - name of ReportLab
        """Whether what was printed is what was found."""
        return self._last == self._now and self._last_pages == self._pages

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - as ReportLab has it
        """The size of the table."""
        return self._grid.wrapOn(self.canv, aW, aH)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The table in parts."""
        return list(self._grid.splitOn(self.canv, width, height))

    def draw(self) -> None:
        """Print the table."""
        self._grid.drawOn(self.canv, 0, 0)

    def _make_grid(self) -> Grid:
        rows: list[list[Flowable]] = []
        gaps: list[Command] = []
        for key, label, depth, page in self._last:
            text = markup([Run(label)], look.has_glyph)
            rows.append(
                [
                    Lines(f'<a href="#{key}">{text}</a>', look.TOC[depth]),
                    Lines(f'<a href="#{key}">{page}</a>', look.TOC_PAGE[depth]),
                ]
            )
            if depth == 1:
                row = len(rows) - 1
                gaps.append(("TOPPADDING", (0, row), (-1, row), 9))
                gaps.append(("LINEABOVE", (0, row), (-1, row), 0.5, look.RULE))
        grid = Grid(
            rows or [["", ""]], colWidths=[look.WIDTH - 40, 40], hAlign="LEFT", splitInRow=1
        )
        grid.setStyle(
            [
                ("FONT", (0, 0), (-1, -1), look.REGULAR, 10, 14),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                *gaps,
            ]
        )
        return grid


class Pages(BaseDocTemplate):
    """The pages of one document, written into memory."""

    def __init__(self, document: Document, target: BytesIO) -> None:
        self._document = document
        self._pages = self._pages_before = 0
        self._chapter = self._head = ""
        cover = _frame(look.PAGE_HEIGHT - look.BOTTOM - _COVER_TOP)
        body = _frame(look.HEIGHT)
        super().__init__(
            target,
            pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
            pageTemplates=[
                PageTemplate(_COVER, [cover], onPage=self._draw_cover),
                PageTemplate(_BODY, [body], onPageEnd=self._draw_edges),
            ],
            title=look.short(f"{document.title} {document.subtitle}", 300),
            author=look.short(document.author or document.organisation, 300),
            subject=look.short(f"{document.organisation}, {document.period}", 300),
            keywords=[document.reference] if document.reference else [],
            creator="VP-Desk",
            producer="VP-Desk",
            lang=document.language,
            invariant=1,
            pageCompression=1,
            initialFontName=look.REGULAR,
        )

    def beforeDocument(self) -> None:  # noqa: N802 - name of ReportLab
        """Begin a pass."""
        self._chapter = CONTENTS_TITLE
        self._pages_before = self._pages
        day = self._document.date

        def date_of_the_document(*_: int) -> str:
            return f"D:{day:%Y%m%d}000000+00'00'"

        self.canv.setDateFormatter(date_of_the_document)
        self.canv.showOutline()
        self.canv.setViewerPreference("DisplayDocTitle", "true")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - name of ReportLab
        """Tell the contents where a heading stands."""
        if isinstance(flowable, Mark):
            if flowable.depth == 1:
                self._chapter = flowable.label
                if flowable.is_at_top:
                    self._head = flowable.label
            self.notify("heading", (flowable.key, flowable.label, flowable.depth, self.page))

    def beforePage(self) -> None:  # noqa: N802 - name of ReportLab
        """The chapter at the top of a page is the one that goes on, unless a new one begins there."""
        self._head = self._chapter

    def afterPage(self) -> None:  # noqa: N802 - name of ReportLab
        """Count the pages for the foot of the next pass."""
        self._pages = self.page
        self.notify("pages", self.page)

    def _draw_cover(self, canvas: Canvas, _: object) -> None:
        canvas.saveState()
        bottom = look.PAGE_HEIGHT - _COVER_BLOCK
        canvas.setFillColor(look.COVER)
        canvas.rect(0, bottom, look.PAGE_WIDTH, _COVER_BLOCK, stroke=0, fill=1)
        # Quarter circles that grow from the lower right corner: calm, and no picture of anybody.
        outline = canvas.beginPath()
        outline.rect(0, bottom, look.PAGE_WIDTH, _COVER_BLOCK)
        canvas.clipPath(outline, stroke=0, fill=0)
        canvas.setStrokeColor(look.COVER_TINT)
        canvas.setLineWidth(22)
        for radius in range(60, 420, 60):
            canvas.circle(look.PAGE_WIDTH, bottom, radius, stroke=1, fill=0)
        canvas.restoreState()

    def _draw_edges(self, canvas: Canvas, _: object) -> None:
        """Running head and foot, drawn last, when the chapter at the top of the page is known."""
        document = self._document
        canvas.saveState()
        canvas.setFillColor(look.MUTED)
        canvas.setStrokeColor(look.RULE)
        canvas.setLineWidth(0.5)
        right = look.PAGE_WIDTH - look.RIGHT
        head = look.PAGE_HEIGHT - look.TOP + 30
        foot = look.BOTTOM - 32
        canvas.line(look.LEFT, head - 7, right, head - 7)
        canvas.line(look.LEFT, foot + 14, right, foot + 14)
        canvas.setFont(look.REGULAR, 8.5)
        # Two texts on one line, each with half of it.
        canvas.drawString(look.LEFT, head, _fitting(f"{document.title} {document.subtitle}"))
        canvas.drawRightString(right, head, _fitting(self._head))
        parts = (document.reference, document.organisation, document.edition)
        canvas.drawString(look.LEFT, foot, _fitting(" · ".join(filter(None, parts))))
        canvas.drawRightString(right, foot, f"Pagina {self.page} van {self._pages_before}")
        canvas.restoreState()


def _frame(height: float) -> Frame:
    """The room for text of a page, without the padding that ReportLab adds by itself."""
    return Frame(
        look.LEFT,
        look.BOTTOM,
        look.WIDTH,
        height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _fitting(text: str) -> str:
    """A text cut to less than half of the line."""
    label = look.short(text, 200)
    while look.text_width(label, 8.5) > look.WIDTH * 0.58:
        label = f"{label[:-2].rstrip()}…"
    return label


def story_of(document: Document) -> list[Flowable]:
    """Everything that flows over the pages, in reading order."""
    marks: list[Mark] = []
    body: list[Flowable] = []
    numbers = Numbers.of(document)
    for section in document.sections:
        # A chapter begins on a new page, unless the one before it left more than half of the page.
        body.append(CondPageBreak(0.55 * look.HEIGHT) if body else PageBreak())
        body += _section(section, numbers, marks, [])
    title = Lines(CONTENTS_TITLE, look.HEADINGS[1])
    return [
        *_cover(document),
        NextPageTemplate(_BODY),
        PageBreak(),
        title,
        Contents(marks),
        *body,
    ]


def _section(
    section: Section, numbers: Numbers, marks: list[Mark], before: list[Flowable]
) -> Iterator[Flowable]:
    """A heading and what follows; headings in a row stay on one page with the first block."""
    mark = Mark(section, f"h{len(marks) + 1}")
    marks.append(mark)
    text = markup([Run(section.heading)], look.has_glyph)
    heading = Lines(text, look.HEADINGS[min(section.level, 3)])
    kept: list[Flowable] = [*before, mark, heading]
    for block in section.blocks:
        piece = piece_of(block, numbers)
        room = height_of(kept) + piece.room
        yield CondPageBreak(min(room, look.HEIGHT * 0.97))
        yield from kept
        yield from piece.flowables
        kept = []
    for part in section.sections:
        yield from _section(part, numbers, marks, kept)
        kept = []
    yield from kept


def _cover(document: Document) -> Iterator[Flowable]:
    """Words of the cover: white on the block of colour, then the facts under it."""
    yield from lines(document.organisation, look.COVER_ORGANISATION)
    yield Spacer(1, 64)
    yield from lines(document.title, look.COVER_TITLE)
    yield from lines(document.subtitle, look.COVER_SUBTITLE)
    yield _ToFacts()
    facts = [
        ("Periode", document.period),
        ("Editie", document.edition),
        ("Datum", day_text(document.date)),
        *([("Opgesteld door", document.author)] if document.author else []),
        *([("Uitgave", document.reference)] if document.reference else []),
        *([("Vervangt", document.replaces)] if document.replaces else []),
    ]
    for head, text in facts:
        yield from lines(head, look.COVER_FACT_HEAD)
        yield from lines(text, look.COVER_FACT)
        yield Spacer(1, 7)


class _ToFacts(Flowable):
    """Empty room down to the white part of the cover."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - as ReportLab has it
        """As much as is left above the facts."""
        facts = look.PAGE_HEIGHT - _COVER_BLOCK - look.BOTTOM - 40
        return aW, max(aH - facts, 12.0)

    def draw(self) -> None:
        """Nothing to print."""
