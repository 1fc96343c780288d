"""Pages of the report: cover, contents, running heads, bookmarks. Imported late: it loads ReportLab."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import cast

from reportlab.lib.utils import ImageReader
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

from vp_desk.reporting import pdf_style as look
from vp_desk.reporting.document import Block, Document, Figure, Paragraph, Run, Section, Table
from vp_desk.reporting.pdf_blocks import Numbers, Piece, height_of, piece_of
from vp_desk.reporting.pdf_contents import TITLE, Mark, PageNumbers, Passes, contents
from vp_desk.reporting.pdf_words import Notes, key_of_note, labelled, plain, texts
from vp_desk.reporting.tagged.canvas import TaggedCanvas, canvas_of
from vp_desk.reporting.tagged.metadata import Facts
from vp_desk.reporting.tagged.tree import Element
from vp_desk.reporting.told import day_text

#: Height of the coloured part of the cover.
_COVER_BLOCK = 0.6 * look.PAGE_HEIGHT
#: Where the words of the cover begin, from the top.
_COVER_TOP = 130.0
#: The largest logo, in points.
_LOGO = (150.0, 62.0)

#: So many lines of text are few, and so many paragraphs of them.
_LEAD, _LEADS = 6, 3

_BODY, _COVER = "body", "cover"
CONCEPT = "Concept"


class Pages(BaseDocTemplate):
    """The pages of one document, written into memory."""

    def __init__(
        self,
        document: Document,
        target: BytesIO,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._document = document
        self._root = Element("Document")
        self._numbers = PageNumbers()
        self._progress = progress
        self._chapter = self._head = ""
        cover = _frame(look.PAGE_HEIGHT - look.BOTTOM - _COVER_TOP)
        body = _frame(look.HEIGHT)
        templates = [
            PageTemplate(_COVER, [cover], onPage=self._draw_cover, onPageEnd=self._draw_mark),
            PageTemplate(_BODY, [body], onPageEnd=self._draw_edges),
        ]
        super().__init__(
            target,
            pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
            pageTemplates=templates[1:] if document.letter else templates,
            invariant=1,
            pageCompression=1,
            initialFontName=look.REGULAR,
        )

    def write(self) -> None:
        """Make the whole file."""
        story = story_of(self._document, self._root, self._numbers)
        self.multiBuild(story, canvasmaker=TaggedCanvas)

    def beforeDocument(self) -> None:  # noqa: N802 - name of ReportLab
        """Begin a pass."""
        document, canvas = self._document, cast("TaggedCanvas", self.canv)
        self._chapter = "" if document.letter else TITLE
        canvas.root = self._root
        canvas.facts = Facts(
            title=look.short(f"{document.title} {document.subtitle}", 300),
            author=look.short(document.author or document.organisation, 300),
            subject=look.short(f"{document.organisation}, {document.period}", 300),
            keywords=look.short(document.reference),
            day=document.date,
            language=document.language,
            program="VP-Desk",
        )
        canvas.showOutline()
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - name of ReportLab
        """Tell the contents where a heading stands."""
        if isinstance(flowable, Mark) and flowable.depth:
            if flowable.depth == 1:
                self._chapter = flowable.label
                if flowable.is_at_top:
                    self._head = flowable.label
            self.notify("heading", (flowable.key, self.page))

    def beforePage(self) -> None:  # noqa: N802 - name of ReportLab
        """The chapter at the top of a page is the one that goes on, unless a new one begins there."""
        self._head = self._chapter

    def afterPage(self) -> None:  # noqa: N802 - name of ReportLab
        """Count the pages for the foot of the next pass."""
        self.notify("pages", self.page)
        if self._progress is not None:
            self._progress(self.page, self._numbers.count)

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

    def _draw_mark(self, canvas: Canvas, _: object) -> None:
        """Over a page of what was not released: that it is a draft."""
        if not self._document.concept:
            return
        canvas.saveState()
        canvas.setFillColor(look.MUTED)
        canvas.setFillAlpha(0.09)
        canvas.translate(look.PAGE_WIDTH / 2, look.PAGE_HEIGHT / 2)
        canvas.rotate(52)
        canvas.setFont(look.BOLD, 120)
        canvas.drawCentredString(0, -40, CONCEPT.upper())
        canvas.restoreState()

    def _draw_edges(self, canvas: Canvas, template: object) -> None:
        """Running head and foot, drawn last, when the chapter at the top of the page is known."""
        document = self._document
        self._draw_mark(canvas, template)
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
        sign = ": " if document.letter else " "
        canvas.drawString(look.LEFT, head, _fitting(f"{document.title}{sign}{document.subtitle}"))
        canvas.drawRightString(right, head, _fitting(self._head))
        parts = (document.reference, document.organisation, document.edition)
        canvas.drawString(look.LEFT, foot, _fitting(" · ".join(filter(None, parts))))
        canvas.drawRightString(right, foot, f"Pagina {self.page} van {self._numbers.count}")
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


def story_of(document: Document, root: Element, numbers: PageNumbers) -> list[Flowable]:
    """Everything that flows over the pages, in reading order, and the elements for it below `root`."""
    if document.letter:
        head = root.add("Sect")
        builder = _Builder(Numbers.of(document), runs_on=True)
        top = [*_letter_head(document, head)]
        return [Passes(numbers), *top, *builder.chapters(document, root)]
    cover, before = root.add("Sect"), root.add("Sect")
    title = plain(TITLE, look.HEADINGS[1], before, "H1")
    builder = _Builder(Numbers.of(document))
    body = builder.chapters(document, root)
    return [
        Passes(numbers),
        *_cover(document, cover),
        NextPageTemplate(_BODY),
        PageBreak(),
        *title,
        *contents(builder.marks, numbers, before),
        *body,
    ]


class _Builder:
    """Makes the chapters; remembers what is numbered through the report."""

    def __init__(self, numbers: Numbers, *, runs_on: bool = False) -> None:
        self._numbers = numbers
        #: No chapter begins on a new page.
        self._runs_on = runs_on
        self._notes = Notes()
        self.marks: list[Mark] = []

    def chapters(self, document: Document, root: Element) -> list[Flowable]:
        """All chapters with their notes."""
        body: list[Flowable] = []
        for section in document.sections:
            # A chapter begins on a new page, unless the one before it left two fifths of the page or more.
            if not self._runs_on:
                body.append(CondPageBreak(0.4 * look.HEIGHT) if body else PageBreak())
            element = root.add("Sect")
            body += self._section(section, [], element)
            body += self._take_notes(element)
        return body

    def _section(
        self, section: Section, before: list[Flowable], element: Element
    ) -> Iterator[Flowable]:
        """A heading and what follows.

        Headings in a row stay on one page with the first block, and so do a few lines that lead to it.
        """
        mark = Mark(f"h{len(self.marks) + 1}", section)
        self.marks.append(mark)
        level = min(section.level, 3)
        style = look.HEADINGS[min(level + 1, 3) if self._runs_on else level]
        heading = plain(look.short(section.heading, 1000), style, element, f"H{level}")
        kept: list[Flowable] = [*before, mark, *heading]
        for number, block in enumerate(section.blocks, start=1):
            piece = piece_of(block, self._numbers, self._notes, element)
            if _leads(piece, block, _after(section, number), headed=bool(kept)):
                kept += piece.flowables
                continue
            room = height_of(kept) + piece.room
            yield CondPageBreak(min(room, look.HEIGHT * 0.97))
            yield from kept
            yield from piece.flowables
            kept = []
        for part in section.sections:
            yield from self._section(part, kept, element.add("Sect"))
            kept = []
        if kept:
            yield CondPageBreak(min(height_of(kept), look.HEIGHT * 0.97))
        yield from kept

    def _take_notes(self, element: Element) -> Iterator[Flowable]:
        """The footnotes of a chapter, at its end."""
        if not self._notes.waiting:
            return
        yield CondPageBreak(4 * look.NOTE.leading)
        yield _Rule()
        for number, text in self._notes.waiting:
            note = element.add("Note", identifier=key_of_note(number))
            yield Mark(key_of_note(number))
            yield from labelled([Run(text)], look.FOOTNOTE, f"{number}", note)
        self._notes.waiting = []


def _after(section: Section, number: int) -> Sequence[Block]:
    """The blocks after the first so many, also those of the part below it when these are all."""
    rest = section.blocks[number:]
    return rest if rest or not section.sections else section.sections[0].blocks


def _leads(piece: Piece, block: Block, after: Sequence[Block], *, headed: bool) -> bool:
    """Whether a block only leads to the next one: a line with a colon or all in bold, a few under a heading.

    Below a heading that is so when a table or a figure is what comes; text may go on over the page.
    """
    few = height_of(piece.flowables) <= _LEAD * look.BODY.leading
    if not isinstance(block, Paragraph) or not after or not few:
        return False
    shown = next((each for each in after if not isinstance(each, Paragraph)), None)
    comes = isinstance(shown, Figure | Table) and after.index(shown) < _LEADS
    heads = block.text.rstrip().endswith(":") or all(run.strong for run in block.runs)
    return heads or (headed and comes)


def _cover(document: Document, element: Element) -> Iterator[Flowable]:
    """Words of the cover: white on the block of colour, then the facts under it."""
    yield from plain(document.organisation, look.COVER_ORGANISATION, element)
    yield Spacer(1, 64)
    yield from plain(document.title, look.COVER_TITLE, element, "Title")
    yield from plain(document.subtitle, look.COVER_SUBTITLE, element, "Title")
    yield _ToFacts()
    if document.logo is not None:
        said = document.logo_words or f"Logo van {document.organisation}"
        yield Logo(document.logo, element.add("Figure", alt=look.short(said, 300)))
    facts = [
        *([("Stand", f"{CONCEPT}: nog niet vastgesteld")] if document.concept else []),
        ("Periode", document.period),
        ("Editie", document.edition),
        ("Datum", day_text(document.date)),
        *([("Opgesteld door", document.author)] if document.author else []),
        *([("Uitgave", document.reference)] if document.reference else []),
        *([("Vervangt", document.replaces)] if document.replaces else []),
    ]
    for head, text in facts:
        yield from plain(head, look.COVER_FACT_HEAD, element)
        yield from plain(text, look.COVER_FACT, element)
        yield Spacer(1, 7)


def _letter_head(document: Document, element: Element) -> Iterator[Flowable]:
    """The title of a letter, what it is about, and the facts under it."""
    yield from plain(document.organisation, look.LETTER_ORGANISATION, element)
    yield from plain(document.title, look.LETTER_KIND, element)
    yield from plain(document.subtitle, look.LETTER_TITLE, element, "Title")
    for head, text in document.letter:
        runs = (Run(f"{head}: ", strong=True), Run(text))
        yield from texts(runs, look.LETTER_FACT, element)
    yield Spacer(1, 8)


class Logo(Flowable):
    """The logo in the lower right corner of the cover; it takes no room in the flow."""

    _ZEROSIZE = True

    def __init__(self, picture: bytes, element: Element) -> None:
        super().__init__()
        self._reader = ImageReader(BytesIO(picture))
        self._element, self._content = element, element.content()

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - as ReportLab has it
        """No room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Paint it, as large as fits."""
        canvas = canvas_of(self)
        wide, high = self._reader.getSize()
        scale = min(_LOGO[0] / wide, _LOGO[1] / high)
        left, bottom = canvas.absolutePosition(look.WIDTH - wide * scale, -high * scale)
        self._element.box = (left, bottom, left + wide * scale, bottom + high * scale)
        canvas.begin(self._content)
        canvas.drawImage(
            self._reader, look.WIDTH - wide * scale, -high * scale, wide * scale, high * scale
        )
        canvas.end()


class _Rule(Flowable):
    """A thin line above the notes of a chapter."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - as ReportLab has it
        """A little room."""
        return aW, 10.0

    def draw(self) -> None:
        """The line."""
        self.canv.setStrokeColor(look.RULE)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 5, 0.3 * look.WIDTH, 5)


class _ToFacts(Flowable):
    """Empty room down to the white part of the cover."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - as ReportLab has it
        """As much as is left above the facts."""
        facts = look.PAGE_HEIGHT - _COVER_BLOCK - look.BOTTOM - 40
        return aW, max(aH - facts, 12.0)

    def draw(self) -> None:
        """Nothing to print."""
