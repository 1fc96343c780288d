"""Blocks of the report as flowables. Imported late: it loads ReportLab.

A block says how much room it wants at least on the page where it begins, so that a heading is never
left alone at the foot of a page and a caption never parts from what it names.
"""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Table as Grid

from vp_desk.released import Hidden, ReleasedCell
from vp_desk.reporting import pdf_style as look
from vp_desk.reporting.chart_layout import laid_out
from vp_desk.reporting.charts import Drawing
from vp_desk.reporting.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
)
from vp_desk.reporting.pdf_table import Command, grid_of, parts_of
from vp_desk.reporting.pdf_words import Notes, labelled, plain, texts
from vp_desk.reporting.ratios import Ratio
from vp_desk.reporting.tagged.text import Span, Text
from vp_desk.reporting.tagged.tree import Element
from vp_desk.reporting.text import on_one_line
from vp_desk.reporting.told import HIDDEN_WORDS, reading, text_of

#: Up to this part of a page, a table or figure is kept whole.
_WHOLE = 0.8 * look.HEIGHT
_CARD_GAP = 9.0
#: Fewer cards than this leave room beside them: a card as wide as the page is no card.
_FEWEST_CARDS = 3


@dataclass(frozen=True)
class Piece:
    """A block in the flow."""

    #: Least room on the page where it begins, in points.
    room: float
    flowables: list[Flowable]


@dataclass(frozen=True)
class Numbers:
    """The numbers that tables and figures print, by their caption."""

    tables: Mapping[str, int]
    figures: Mapping[str, int]

    @classmethod
    def of(cls, document: Document) -> "Numbers":
        """Number all tables and figures in reading order."""
        blocks = [block for section in document.sections for block in _blocks_of(section)]
        tables = dict.fromkeys(block.caption for block in blocks if isinstance(block, Table))
        figures = dict.fromkeys(block.caption for block in blocks if isinstance(block, Figure))
        return cls(
            {caption: n for n, caption in enumerate(tables, start=1)},
            {caption: n for n, caption in enumerate(figures, start=1)},
        )


def _blocks_of(section: Section) -> list[Block]:
    return [*section.blocks, *(b for part in section.sections for b in _blocks_of(part))]


def piece_of(block: Block, numbers: Numbers, notes: Notes, parent: Element) -> Piece:
    """The flowables of a block, and the elements for it below `parent`."""
    match block:
        case Paragraph():
            found = texts(block.runs, look.BODY, parent, notes=notes)
            return Piece(3 * look.BODY.leading, list(found))
        case BulletList():
            return _bullets(block, notes, parent)
        case KeyFigures():
            return _whole([_cards(block, parent), Spacer(1, 12)])
        case Callout():
            return _callout(block, notes, parent)
        case Table():
            return _table(block, numbers, parent)
        case Figure():
            return _figure(block, numbers, parent)


def height_of(flowables: Sequence[Flowable]) -> float:
    """The height of flowables below each other, with the space between them."""
    total = 0.0
    for flowable in flowables:
        total += flowable.wrap(look.WIDTH, 10 * look.HEIGHT)[1]
        total += flowable.getSpaceBefore() + flowable.getSpaceAfter()
    return total


def _whole(flowables: list[Flowable]) -> Piece:
    height = height_of(flowables)
    return Piece(height if height <= _WHOLE else look.HEIGHT / 3, flowables)


def _bullets(block: BulletList, notes: Notes, parent: Element) -> Piece:
    element = parent.add("L")
    found = [
        text
        for item in block.items
        for text in labelled(item.runs, look.BULLET, "•", element.add("LI"), notes)
    ]
    return Piece(3 * look.BODY.leading, [*found, Spacer(1, 6)])


def _card(figure: KeyFigure, element: Element) -> list[Flowable]:
    return [
        *_large(figure.cell, element),
        *plain(figure.label, look.FIGURE_LABEL, element),
        *(plain(figure.detail, look.FIGURE_DETAIL, element) if figure.detail else ()),
    ]


def _large(cell: ReleasedCell | Ratio, element: Element) -> list[Text]:
    """A large number; words where it is not told, since a sign alone says nothing without a legend."""
    if isinstance(cell, Hidden):
        return plain(HIDDEN_WORDS, look.FIGURE_WORDS, element)
    return plain(text_of(cell), look.FIGURE_NUMBER, element)


def _cards(block: KeyFigures, parent: Element) -> Grid:
    """Cards next to each other, with an empty column between them."""
    count = max(len(block.figures), _FEWEST_CARDS)
    width = (look.WIDTH - _CARD_GAP * (count - 1)) / count
    element = parent.add("Div")
    cells: list[object] = []
    commands: list[Command] = [
        ("FONT", (0, 0), (-1, -1), look.REGULAR, 9, 12),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 9),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ]
    for number, figure in enumerate(block.figures):
        if number:
            cells.append("")
        at = (2 * number, 0)
        cells.append(_card(figure, element.add("Div")))
        commands.append(("BACKGROUND", at, at, look.TINT))
        commands.append(("LINEABOVE", at, at, 2.2, look.ACCENT))
    widths = [width if n % 2 == 0 else _CARD_GAP for n in range(len(cells))]
    grid = Grid([cells], colWidths=widths, hAlign="LEFT", spaceBefore=4, splitInRow=1)
    grid.setStyle(commands)
    return grid


def _callout(block: Callout, notes: Notes, parent: Element) -> Piece:
    element = parent.add("Div")
    words = [
        *plain(block.title, look.CALLOUT_TITLE, element),
        *(
            text
            for paragraph in block.paragraphs
            for text in texts(paragraph.runs, look.CALLOUT, element, notes=notes)
        ),
    ]
    if not words:
        return Piece(0.0, [])
    rows: list[list[list[Flowable]]] = [[[text]] for text in words]
    last = len(rows) - 1
    grid = Grid(rows, colWidths=[look.WIDTH], hAlign="LEFT", splitInRow=1, spaceBefore=6)
    grid.setStyle(
        [
            ("FONT", (0, 0), (-1, -1), look.REGULAR, 9, 12),
            ("BACKGROUND", (0, 0), (-1, -1), look.TINT),
            ("LINEBEFORE", (0, 0), (0, -1), 3, look.ACCENT),
            ("LEFTPADDING", (0, 0), (-1, -1), 14),
            ("RIGHTPADDING", (0, 0), (-1, -1), 14),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, 0), 9),
            ("BOTTOMPADDING", (0, last), (-1, last), 8),
        ]
    )
    return _whole([grid, Spacer(1, 12)])


def _table(block: Table, numbers: Numbers, parent: Element) -> Piece:
    name = f"Tabel {numbers.tables[block.caption]}"
    found: list[Flowable] = []
    for number, columns in enumerate(parts_of(block)):
        element = parent.add("Table")
        told = f"{name} (vervolg)" if number else name
        found.append(_caption(told, block.caption, element.add("Caption")))
        found.append(grid_of(block, columns, element))
    caption = height_of(found[:1])
    for text in (*block.legend, *block.notes):
        found += plain(text, look.NOTE, parent)
    found.append(Spacer(1, 10))
    height = height_of(found)
    begin = caption + 0.14 * look.HEIGHT
    return Piece(height if height <= _WHOLE * 0.75 else begin, found)


def _caption(name: str, text: str, element: Element) -> Flowable:
    """The number and the name of a table or a figure."""
    words = on_one_line(text, look.has_glyph)
    content, style = element.content(), look.CAPTION
    number = Span(f"{name} ", content, style.fontName, style.fontSize, look.MUTED)
    return Text([number, replace(number, text=words, ink=style.textColor)], style)


def _figure(block: Figure, numbers: Numbers, parent: Element) -> Piece:
    scene = laid_out(block.chart, reading, look.WIDTH, look.text_width)
    name = f"Figuur {numbers.figures[block.caption]}"
    caption = _caption(name, block.caption, parent.add("P"))
    said = on_one_line(block.alternative, look.has_glyph)
    drawing = Drawing(scene, _WHOLE, parent.add("Figure", alt=said))
    found: list[Flowable] = [caption, drawing]
    source = numbers.tables.get(block.table)
    notes = [block.note] if block.note else []
    if source:
        notes.append(f"De cijfers staan in tabel {source}.")
    found += [line for text in notes for line in plain(text, look.NOTE, parent)]
    return _whole([*found, Spacer(1, 10)])
