"""Blocks of the report as flowables.

A block says how much room it wants at least on the page where it begins, so that a heading is never
left alone at the foot of a page and a caption never parts from what it names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus import Table as Grid

from benchmarks.untagged import style as look
from benchmarks.untagged.drawing import Drawing
from benchmarks.untagged.table import Command, lines, table_parts
from benchmarks.untagged.text import markup, pieces
from vp_desk.released import Hidden, ReleasedCell
from vp_desk.reporting.chart_layout import laid_out
from vp_desk.reporting.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Run,
    Section,
    Table,
)
from vp_desk.reporting.ratios import Ratio
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


def piece_of(block: Block, numbers: Numbers) -> Piece:
    """The flowables of a block."""
    match block:
        case Paragraph():
            return _paragraph(block)
        case BulletList():
            return _bullets(block)
        case KeyFigures():
            return _whole([_cards(block), Spacer(1, 12)])
        case Callout():
            return _callout(block)
        case Table():
            return _table(block, numbers)
        case Figure():
            return _figure(block, numbers)


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


def _paragraph(block: Paragraph) -> Piece:
    texts = pieces(block.runs, look.has_glyph)
    return Piece(3 * look.BODY.leading, [Lines(text, look.BODY) for text in texts])


def _bullets(block: BulletList) -> Piece:
    found: list[Flowable] = []
    for item in block.items:
        for number, text in enumerate(pieces(item.runs, look.has_glyph)):
            bullet = "•" if number == 0 else None
            found.append(Lines(text, look.BULLET, bulletText=bullet))
    return Piece(3 * look.BODY.leading, [*found, Spacer(1, 6)])


def _card(figure: KeyFigure) -> list[Flowable]:
    return [
        *_large(figure.cell),
        *lines(figure.label, look.FIGURE_LABEL),
        *(lines(figure.detail, look.FIGURE_DETAIL) if figure.detail else ()),
    ]


def _large(cell: ReleasedCell | Ratio) -> list[Flowable]:
    """A large number; words where it is not told, since a sign alone says nothing without a legend."""
    if isinstance(cell, Hidden):
        return lines(HIDDEN_WORDS, look.FIGURE_WORDS)
    return lines(text_of(cell), look.FIGURE_NUMBER)


def _cards(block: KeyFigures) -> Grid:
    """Cards next to each other, with an empty column between them."""
    count = max(len(block.figures), _FEWEST_CARDS)
    width = (look.WIDTH - _CARD_GAP * (count - 1)) / count
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
        cells.append(_card(figure))
        commands.append(("BACKGROUND", at, at, look.TINT))
        commands.append(("LINEABOVE", at, at, 2.2, look.ACCENT))
    widths = [width if n % 2 == 0 else _CARD_GAP for n in range(len(cells))]
    grid = Grid([cells], colWidths=widths, hAlign="LEFT", spaceBefore=4, splitInRow=1)
    grid.setStyle(commands)
    return grid


def _callout(block: Callout) -> Piece:
    rows: list[list[list[Flowable]]] = [[lines(block.title, look.CALLOUT_TITLE)]]
    for paragraph in block.paragraphs:
        for text in pieces(paragraph.runs, look.has_glyph):
            line: list[Flowable] = [Lines(text, look.CALLOUT)]
            rows.append([line])
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


def _table(block: Table, numbers: Numbers) -> Piece:
    name = f"Tabel {numbers.tables[block.caption]}"
    caption = _caption(name, block.caption)
    grids = table_parts(block)
    notes = [line for text in (*block.legend, *block.notes) for line in lines(text, look.NOTE)]
    found: list[Flowable] = [caption]
    for number, grid in enumerate(grids):
        if number:
            found.append(_caption(f"{name} (vervolg)", block.caption))
        found.append(grid)
    found += [*notes, Spacer(1, 10)]
    height = height_of(found)
    begin = height_of([caption]) + 0.14 * look.HEIGHT
    return Piece(height if height <= _WHOLE * 0.75 else begin, found)


def _caption(name: str, text: str) -> Flowable:
    words = markup([Run(text)], look.has_glyph)
    return Lines(f'<font color="{look.MUTED_HEX}">{name}</font>\u2002{words}', look.CAPTION)


def _figure(block: Figure, numbers: Numbers) -> Piece:
    scene = laid_out(block.chart, reading, look.WIDTH, look.text_width)
    found: list[Flowable] = [
        _caption(f"Figuur {numbers.figures[block.caption]}", block.caption),
        Drawing(scene, _WHOLE),
    ]
    source = numbers.tables.get(block.table)
    notes = [block.note] if block.note else []
    if source:
        notes.append(f"De cijfers staan in tabel {source}.")
    found += [line for text in notes for line in lines(text, look.NOTE)]
    return _whole([*found, Spacer(1, 10)])
