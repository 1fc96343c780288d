"""The looks of the report: fonts, colours, sizes, the page. Imported late: it loads ReportLab."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from functools import cache

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics

from vp_desk.reporting.scene import Ink
from vp_desk.reporting.tagged.fonts import EmbeddedFont, units
from vp_desk.reporting.text import on_one_line
from vp_desk.resources import resource

REGULAR, STRONG, BOLD, ITALIC = "VpRegular", "VpStrong", "VpBold", "VpItalic"
_FILES = {
    REGULAR: "fonts/SourceSans3_400Regular.ttf",
    STRONG: "fonts/SourceSans3_600SemiBold.ttf",
    BOLD: "fonts/SourceSans3_700Bold.ttf",
    ITALIC: "fonts/SourceSans3_400Regular_Italic.ttf",
}

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = RIGHT = 24 * mm
TOP, BOTTOM = 30 * mm, 26 * mm
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
#: Room beside running text: lines of about 80 characters read best.
TEXT_RIGHT = 28 * mm

_HEX = {
    Ink.TEXT: "#1b2530",
    Ink.MUTED: "#55626e",
    Ink.GRID: "#dde3e8",
    Ink.AXIS: "#7b8791",
    Ink.MARK: "#2f7f8f",
    Ink.ACCENT: "#0b4a57",
    Ink.UNTOLD: "#6b7682",
    Ink.PAPER: "#ffffff",
    Ink.SERIES_1: "#0b5563",
    Ink.SERIES_2: "#b4541a",
    Ink.SERIES_3: "#6a4c93",
    Ink.SERIES_4: "#4b7f2b",
}
TINT = HexColor("#eef4f5")
RULE = HexColor("#c9d3d9")
#: Cells of a heat map, from low to high; dark text on each has a contrast of at least 7:1.
HEAT = tuple(map(HexColor, ("#e9f3f4", "#cfe5e8", "#b2d6db", "#93c5cc")))
COVER, COVER_TINT = HexColor("#0b4a57"), HexColor("#12596a")
COVER_TEXT = HexColor("#d3e6ea")
WHITE = HexColor("#ffffff")


@cache
def colour(ink: Ink) -> Color:
    """The colour of an ink on white paper."""
    return HexColor(_HEX[ink])


TEXT, MUTED, ACCENT = colour(Ink.TEXT), colour(Ink.MUTED), colour(Ink.ACCENT)


@cache
def _fonts() -> tuple[EmbeddedFont, ...]:
    return tuple(EmbeddedFont(name, resource(file)) for name, file in _FILES.items())


@cache
def load_fonts() -> None:
    """Make our fonts known to ReportLab; no other font is ever used."""
    for font in _fonts():
        pdfmetrics.registerFont(font)


@cache
def has_glyph(char: str) -> bool:
    """Whether all our fonts have a sign for a character."""
    return all(ord(char) in font.face.charToGlyph for font in _fonts())


def text_width(text: str, size: float, *, strong: bool = False) -> float:
    """The width of a text in points, as `paint` in `charts.py` prints it."""
    load_fonts()
    text = on_one_line(text, has_glyph)
    return units(text, STRONG if strong else REGULAR) * size / 1000


def short(text: str, longest: int = 120) -> str:
    """A text on one line, cut where it is too long to be a label: of a bookmark, a running head."""
    line = on_one_line(text, has_glyph)
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def style(  # noqa: PLR0913 - a style has this many sides
    name: str,
    size: float,
    leading: float,
    *,
    font: str = REGULAR,
    ink: Color = TEXT,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    right: float = 0,
    flush_right: bool = False,
) -> ParagraphStyle:
    """A paragraph style that names our fonts everywhere (ReportLab's own default is Helvetica)."""
    return ParagraphStyle(
        name,
        fontName=font,
        bulletFontName=REGULAR,
        fontSize=size,
        leading=leading,
        textColor=ink,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=left,
        rightIndent=right,
        alignment=TA_RIGHT if flush_right else 0,
    )


BODY = style("body", 10, 14.5, after=7, right=TEXT_RIGHT)
BULLET = style("bullet", 10, 14.5, after=4, left=13, right=TEXT_RIGHT)
HEADINGS = {
    1: style("h1", 23, 27, font=BOLD, ink=ACCENT, before=34, after=14),
    2: style("h2", 14, 18, font=STRONG, ink=ACCENT, before=16, after=6),
    3: style("h3", 11, 15, font=STRONG, before=12, after=4),
}
CAPTION = style("caption", 9.5, 12.5, font=STRONG, before=10, after=5)
NOTE = style("note", 8.2, 11, ink=MUTED, after=2, right=TEXT_RIGHT / 2)
FOOTNOTE = style("footnote", 8.2, 11, after=3, left=14, right=TEXT_RIGHT / 2)
HEAD = style("head", 8.5, 11, font=STRONG, ink=ACCENT)
HEAD_RIGHT = style("head-right", 8.5, 11, font=STRONG, ink=ACCENT, flush_right=True)
ROW = style("row", 9, 12)
ROW_PART = style("row-part", 8.6, 11.5, ink=MUTED, left=11)
ROW_TOTAL = style("row-total", 9, 12, font=STRONG)
CELL = style("cell", 9, 12, flush_right=True)
CELL_PART = style("cell-part", 8.6, 11.5, ink=MUTED, flush_right=True)
CELL_TOTAL = style("cell-total", 9, 12, font=STRONG, flush_right=True)
FIGURE_NUMBER = style("figure-number", 27, 31, font=BOLD, ink=ACCENT)
FIGURE_WORDS = style("figure-words", 15, 31, font=STRONG, ink=ACCENT)
FIGURE_LABEL = style("figure-label", 9.2, 12, font=STRONG)
FIGURE_DETAIL = style("figure-detail", 8.4, 11, ink=MUTED, before=2)
CALLOUT_TITLE = style("callout-title", 10, 14, font=STRONG, ink=ACCENT, after=2)
CALLOUT = style("callout", 9.6, 13.6, after=3)
LETTER_ORGANISATION = style("letter-organisation", 10, 14, ink=MUTED, after=18)
LETTER_KIND = style("letter-kind", 11, 15, font=STRONG, ink=MUTED, after=2)
LETTER_TITLE = style("letter-title", 23, 28, font=BOLD, ink=ACCENT, after=12)
LETTER_FACT = style("letter-fact", 10, 15)
#: Room for the numbers of pages in the contents.
TOC_PAGE = 40.0
#: For contents that would go over a page by a few lines.
TOC_TIGHT = {
    1: style("toc-tight-1", 9.8, 13, font=STRONG, before=5.5, after=1, right=TOC_PAGE),
    2: style("toc-tight-2", 9.2, 12, left=14, after=1, right=TOC_PAGE),
}
#: For those that even so would.
TOC_TIGHTEST = {
    1: style("toc-tightest-1", 9.2, 11.6, font=STRONG, before=4, after=0.5, right=TOC_PAGE),
    2: style("toc-tightest-2", 8.8, 11, left=14, right=TOC_PAGE),
}
TOC = {
    1: style("toc-1", 10.5, 15, font=STRONG, before=9, after=3, right=TOC_PAGE),
    2: style("toc-2", 9.8, 14, left=14, after=3, right=TOC_PAGE),
}
COVER_ORGANISATION = style("cover-organisation", 13, 17, font=STRONG, ink=COVER_TEXT, after=10)
COVER_TITLE = style("cover-title", 38, 43, font=BOLD, ink=WHITE, after=10)
COVER_SUBTITLE = style("cover-subtitle", 34, 40, ink=COVER_TEXT)
COVER_FACT = style("cover-fact", 10.5, 15)
COVER_FACT_HEAD = style("cover-fact-head", 8.6, 12, font=STRONG, ink=MUTED)
