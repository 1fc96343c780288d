"""Tables of the report as flowables. Imported late: it loads ReportLab."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# ruff: noqa: SLF001 - a table of ReportLab tells the heights of its rows to nobody

from collections.abc import Iterator, Sequence
from typing import Any, cast

from reportlab.platypus import Flowable
from reportlab.platypus import Table as Grid

from vp_desk.released import Shown
from vp_desk.reporting import pdf_style as look
from vp_desk.reporting.document import Align, Row, Table
from vp_desk.reporting.pdf_words import cell
from vp_desk.reporting.tagged.text import Text
from vp_desk.reporting.tagged.tree import Element
from vp_desk.reporting.told import text_of

_PAD = 10.0
_NARROWEST, _WIDEST = 34.0, 84.0
_HEAD_ROOM, _HEAD_WIDEST = 120.0, 300.0
#: A row higher than this may be cut in two at the end of a page.
_TALL = 0.3 * look.HEIGHT


class Rows(Grid):
    """A table that cuts a row only when no page can hold it, and stays at its side of the page when it is cut.

    ReportLab cuts any row at the end of a page, after it split the table above it: the row then comes under
    heads of its own on the page that has them already.
    """

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - as ReportLab has it
        """What fits in a height, and the rest."""
        parts = self._splitRows(aH, doInRowSplit=1) or super().split(aW, aH)
        for part in parts:
            part.hAlign = self.hAlign
        return list(parts)

    def _splitRows(self, availHeight: float, doInRowSplit: int = 0) -> list[Any]:  # noqa: N802, N803
        table = cast("Any", self)
        if doInRowSplit:
            row = table._getFirstPossibleSplitRowPosition(availHeight, ignoreSpans=1)
            heights = table._rowHeights
            if row >= len(heights) or heights[0] + heights[row] <= look.HEIGHT:
                return []
        return list(cast("Any", super())._splitRows(availHeight, doInRowSplit))


#: A command of a table style. ReportLab checks its shape; its own type is a union of dozens.
Command = tuple[Any, ...]


def parts_of(table: Table) -> list[tuple[int, ...]]:
    """The columns of the table, all in one part, or in several when they are too many for a page."""
    widths = [_column_width(table, number) for number in range(len(table.columns))]
    parts: list[list[int]] = [[]]
    for number, width in enumerate(widths):
        taken = sum(widths[n] for n in parts[-1])
        if parts[-1] and taken + width > look.WIDTH - _HEAD_ROOM:
            parts.append([])
        parts[-1].append(number)
    return [tuple(part) for part in parts]


def grid_of(table: Table, numbers: Sequence[int], element: Element) -> Grid:
    """Some columns of the table with the heads of its rows, and the elements for it below `element`."""
    widths = [_column_width(table, number) for number in numbers]
    first = min(look.WIDTH - sum(widths), _HEAD_WIDEST)
    head = element.add("THead").add("TR")
    corner = head.add("TH", scope="Column")
    heads = [cell(look.short(table.corner), look.HEAD, corner, once=True)]
    for number in numbers:
        column = table.columns[number]
        style = look.HEAD_RIGHT if column.align is Align.RIGHT else look.HEAD
        named = head.add("TH", scope="Column")
        heads.append(cell(look.short(column.text), style, named, once=True))
    rows = element.add("TBody")
    body = [_row(table, row, numbers, rows.add("TR")) for row in table.rows]
    grid = Rows(
        [heads, *body],
        colWidths=[first, *widths],
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        spaceAfter=4,
    )
    grid.setStyle(_style(table, numbers, [first, *widths], body))
    return grid


def _column_width(table: Table, number: int) -> float:
    texts = [text_of(row.cells[number]) for row in table.rows]
    words = table.columns[number].text.split()
    widest = max((look.text_width(text, 9, strong=True) for text in (*texts, *words)), default=0.0)
    return min(max(widest + _PAD, _NARROWEST), _WIDEST)


def _row(table: Table, row: Row, numbers: Sequence[int], element: Element) -> list[list[Text]]:
    if row.total:
        head, figure = look.ROW_TOTAL, look.CELL_TOTAL
    elif row.indent:
        head, figure = look.ROW_PART, look.CELL_PART
    else:
        head, figure = look.ROW, look.CELL
    found = [cell(row.head, head, element.add("TH", scope="Row"))]
    for number in numbers:
        left = table.columns[number].align is Align.LEFT
        style = look.ROW if left else figure
        found.append(cell(text_of(row.cells[number]), style, element.add("TD")))
    return found


def _style(
    table: Table,
    numbers: Sequence[int],
    widths: Sequence[float],
    body: Sequence[Sequence[list[Text]]],
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
    if table.shaded:
        commands += _shades(table, numbers)
    for number, row in enumerate(table.rows, start=1):
        if row.total:
            commands.append(("BACKGROUND", (0, number), (-1, number), look.TINT))
    if len(body) > 4 and max(_heights(body, widths)) < _TALL:
        # Never one row alone under the heads or on the next page.
        commands += [("NOSPLIT", (0, 0), (-1, 2)), ("NOSPLIT", (0, -2), (-1, -1))]
    return commands


def _shades(table: Table, numbers: Sequence[int]) -> Iterator[Command]:
    """A heat map: the darker, the higher the figure that is told. Totals stand apart."""
    inner = [row for row in table.rows if not row.total]
    told = [c.value for row in inner for c in row.cells[:-1] if isinstance(c, Shown)]
    highest = max(told, default=0)
    for line, row in enumerate(table.rows, start=1):
        for place, number in enumerate(numbers, start=1):
            found = row.cells[number]
            is_inner = not row.total and number < len(table.columns) - 1
            if is_inner and isinstance(found, Shown) and found.value:
                shade = look.HEAT[
                    min(len(look.HEAT) * found.value // (highest + 1), len(look.HEAT) - 1)
                ]
                yield ("BACKGROUND", (place, line), (place, line), shade)


def _heights(body: Sequence[Sequence[list[Text]]], widths: Sequence[float]) -> list[float]:
    return [
        max(
            sum(line.wrap(width - 8, look.HEIGHT)[1] for line in cell)
            for cell, width in zip(row, widths, strict=True)
        )
        for row in body
    ]
