"""Tables of the report as flowables."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus import Table as Grid

from benchmarks.untagged import style as look
from benchmarks.untagged.text import pieces
from vp_desk.reporting.document import Align, Row, Run, Table
from vp_desk.reporting.told import text_of

_PAD = 10.0
_NARROWEST, _WIDEST = 34.0, 84.0
_HEAD_ROOM, _HEAD_WIDEST = 120.0, 300.0
#: A row higher than this may be cut in two at the end of a page.
_TALL = 0.3 * look.HEIGHT

#: A command of a table style. ReportLab checks its shape; its own type is a union of dozens.
Command = tuple[Any, ...]


def lines(text: str, style: ParagraphStyle) -> list[Flowable]:
    """A text as paragraphs in a cell; an empty text gives an empty one."""
    return [Lines(piece, style) for piece in pieces([Run(text)], look.has_glyph)] or [
        Lines("", style)
    ]


def table_parts(table: Table) -> list[Grid]:
    """The table as one grid, or as several below each other when it has too many columns for a page."""
    widths = [_column_width(table, number) for number in range(len(table.columns))]
    parts: list[list[int]] = [[]]
    for number, width in enumerate(widths):
        taken = sum(widths[n] for n in parts[-1])
        if parts[-1] and taken + width > look.WIDTH - _HEAD_ROOM:
            parts.append([])
        parts[-1].append(number)
    return [_grid(table, part, [widths[n] for n in part]) for part in parts]


def _column_width(table: Table, number: int) -> float:
    texts = [text_of(row.cells[number]) for row in table.rows]
    words = table.columns[number].text.split()
    widest = max((look.text_width(text, 9, strong=True) for text in (*texts, *words)), default=0.0)
    return min(max(widest + _PAD, _NARROWEST), _WIDEST)


def _grid(table: Table, numbers: Sequence[int], widths: Sequence[float]) -> Grid:
    first = min(look.WIDTH - sum(widths), _HEAD_WIDEST)
    heads: list[list[Flowable]] = [lines(look.short(table.corner), look.HEAD)]
    for number in numbers:
        column = table.columns[number]
        style = look.HEAD_RIGHT if column.align is Align.RIGHT else look.HEAD
        heads.append(lines(look.short(column.text), style))
    body = [_row(table, row, numbers) for row in table.rows]
    grid = Grid(
        [heads, *body],
        colWidths=[first, *widths],
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        spaceAfter=4,
    )
    grid.setStyle(_style(table, [first, *widths], body))
    return grid


def _row(table: Table, row: Row, numbers: Sequence[int]) -> list[list[Flowable]]:
    if row.total:
        head, cell = look.ROW_TOTAL, look.CELL_TOTAL
    elif row.indent:
        head, cell = look.ROW_PART, look.CELL_PART
    else:
        head, cell = look.ROW, look.CELL
    found = [lines(row.head, head)]
    for number in numbers:
        left = table.columns[number].align is Align.LEFT
        found.append(lines(text_of(row.cells[number]), look.ROW if left else cell))
    return found


def _style(
    table: Table, widths: Sequence[float], body: Sequence[Sequence[list[Flowable]]]
) -> list[Command]:
    everything: tuple[Command, Command] = ((0, 0), (-1, -1))
    commands: list[Command] = [
        ("FONT", *everything, look.REGULAR, 9, 12),
        ("VALIGN", *everything, "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", *everything, 4),
        ("RIGHTPADDING", *everything, 4),
        ("TOPPADDING", *everything, 2.6),
        ("BOTTOMPADDING", *everything, 3.2),
        ("LINEBELOW", (0, 0), (-1, 0), 1.1, look.ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, look.RULE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, look.ACCENT),
    ]
    for number, row in enumerate(table.rows, start=1):
        if row.total:
            commands.append(("BACKGROUND", (0, number), (-1, number), look.TINT))
    if len(body) > 4 and max(_heights(body, widths)) < _TALL:
        # Never one row alone under the heads or on the next page.
        commands += [("NOSPLIT", (0, 0), (-1, 2)), ("NOSPLIT", (0, -2), (-1, -1))]
    return commands


def _heights(body: Sequence[Sequence[list[Flowable]]], widths: Sequence[float]) -> list[float]:
    return [
        max(
            sum(line.wrap(width - 8, look.HEIGHT)[1] for line in cell)
            for cell, width in zip(row, widths, strict=True)
        )
        for row in body
    ]
