"""From a released table to a table and a chart of the document. Knows axes and signs, no subjects."""

from collections.abc import Iterable, Sequence

from vp_desk.axes import PERIOD, TOTAL, Axis, Node, NoteKind
from vp_desk.dutch import listing
from vp_desk.released import Band, Gap, Hidden, ReleasedCell, ReleasedTable, Shown
from vp_desk.reporting.document import (
    Bar,
    BarChart,
    Column,
    ColumnChart,
    Figure,
    Row,
    Table,
)
from vp_desk.reporting.ratios import can_be_base, share
from vp_desk.reporting.told import Signs, open_words, reading, value_of


def cell_at(table: ReleasedTable, **coordinates: str) -> ReleasedCell:
    """A cell by its node per axis; an axis left out stands at its total, the period at its last year."""
    period = table.axis(PERIOD)
    years = [node.code for node in period.nodes if node.depth == 1]
    return table.at(**{PERIOD: years[-1], **coordinates})


def table_of(
    table: ReleasedTable, *, rows: str | None = None, columns: str = PERIOD, shares: bool = False
) -> Table:
    """Lay out a released table with two axes (or three of which the period has one year).

    Args:
        table: what may be told.
        rows: axis down; None = the axis that is neither the columns nor the period, if any.
        columns: axis across.
        shares: add a column with the share in the total, where that may be said.

    Rows of zeros are named under the table; the parts of a category of which no part can be told are
    left out. Both follow from what is told, and so tell nothing more.
    """
    down = _down(table, rows, columns)
    across = _across(table.axis(columns))
    if down is None:
        return _single_row(table, columns, across)
    lines = {
        node.code: tuple(cell_at(table, **{down.key: node.code, columns: n.code}) for n in across)
        for node in down.nodes
    }
    left_out: list[Node] = []
    if columns != PERIOD:
        across, lines, left_out = _without_empty(down, across, lines)
    told, zeros, folded = _told_rows(down, lines)
    base = lines[TOTAL][-1] if shares and lines.get(TOTAL) else None
    with_shares = base is not None and can_be_base(base)
    body = tuple(
        Row(
            node.label,
            (
                *lines[node.code],
                *((share(lines[node.code][-1], base),) if base and with_shares else ()),
            ),
            indent=max(node.depth - 1, 0),
            total=node.code == TOTAL,
        )
        for node in told
    )
    heads = tuple(Column(_column_label(columns, node)) for node in across)
    if with_shares:
        heads = (*heads, Column("aandeel"))
    return Table(
        table.label,
        down.label,
        heads,
        body,
        notes=(*_row_notes(table, zeros, left_out, folded=folded), *breaks_of(table)),
        legend=Signs.of([cell for row in body for cell in row.cells]).legend(),
    )


def _single_row(table: ReleasedTable, columns: str, across: Sequence[Node]) -> Table:
    cells = tuple(cell_at(table, **{columns: node.code}) for node in across)
    heads = tuple(Column(_column_label(columns, node)) for node in across)
    row = Row(table.label, cells)
    return Table(table.label, "", heads, (row,), legend=Signs.of([*cells]).legend())


def _down(table: ReleasedTable, rows: str | None, columns: str) -> Axis | None:
    if rows is not None:
        return table.axis(rows)
    return next((axis for axis in table.axes if axis.key not in (columns, PERIOD)), None)


def _across(axis: Axis) -> list[Node]:
    """The columns: the parts of a year before the year; the total last."""
    if axis.key == PERIOD:
        return [
            node
            for year in axis.nodes
            if year.depth == 1
            for node in (*(axis.by_code[code] for code in axis.parts.get(year.code, ())), year)
        ]
    return [*(node for node in axis.nodes if node.code != TOTAL), axis.by_code[TOTAL]]


def _column_label(axis: str, node: Node) -> str:
    return _quarter_label(node) if axis == PERIOD and node.depth == 2 else node.short


Lines = dict[str, tuple[ReleasedCell, ...]]


def _without_empty(
    axis: Axis, across: Sequence[Node], lines: Lines
) -> tuple[list[Node], Lines, list[Node]]:
    """A crossed table without the rows and columns in which nothing is told, and those."""
    rows = [
        node
        for node in axis.nodes
        if node.code == TOTAL or any(value_of(cell) for cell in lines[node.code])
    ]
    kept = [
        n
        for n, node in enumerate(across)
        if node.code == TOTAL or any(value_of(line[n]) for line in lines.values())
    ]
    left_out = [node for n, node in enumerate(across) if n not in kept]
    left_out += [node for node in axis.nodes if node not in rows]
    cut = {node.code: tuple(lines[node.code][n] for n in kept) for node in rows}
    return [across[n] for n in kept], cut, left_out


def _told_rows(axis: Axis, lines: Lines) -> tuple[list[Node], list[Node], bool]:
    """The rows to print, the rows of zeros, and whether parts were left out."""
    told: list[Node] = []
    zeros: list[Node] = []
    folded = False
    for node in axis.nodes:
        line = lines.get(node.code, ())
        if all(isinstance(cell, Gap) for cell in line):
            continue
        if node.depth > 1 and not _has_told_part(axis, node, lines):
            folded = folded or any(cell != Shown(0) for cell in line)
        elif node.code != TOTAL and all(cell == Shown(0) for cell in line):
            if node.depth == 1:
                zeros.append(node)
        else:
            told.append(node)
    return told, zeros, folded


def _has_told_part(axis: Axis, node: Node, lines: Lines) -> bool:
    """Whether any of the parts among which a node stands is told and not zero."""
    family = axis.parts.get(node.parent or "", ())
    return any(value_of(cell) for code in family for cell in lines[code])


def _row_notes(
    table: ReleasedTable, zeros: Sequence[Node], left_out: Sequence[Node], *, folded: bool
) -> Iterable[str]:
    if zeros:
        names = listing([node.label for node in zeros])
        yield f"Nul {table.measure}: {names}."
    if left_out:
        names = listing([node.label for node in left_out])
        yield f"Niet in de tabel, omdat er nul is of geen enkel aantal getoond kan worden: {names}."
    if folded:
        yield "Een onderverdeling waarvan geen enkel aantal getoond kan worden, staat niet in de tabel."


def breaks_of(table: ReleasedTable) -> tuple[str, ...]:
    """What a table says of breaks, each once: rows that became one say the same."""
    return tuple(dict.fromkeys(n.text for n in table.notes if n.kind is NoteKind.BREAK))


def bars_of(table: ReleasedTable, axis_key: str) -> BarChart[ReleasedCell] | None:
    """Bars for the main categories, largest first; None when there is nothing to draw.

    What is not told stands after what is told, in the order of the list: any other place would tell.
    """
    axis = table.axis(axis_key)
    bars = [
        Bar(node.short, cell_at(table, **{axis_key: node.code}))
        for node in axis.nodes
        if node.depth == 1
    ]
    bars = [bar for bar in bars if bar.cell != Shown(0) and not isinstance(bar.cell, Gap)]
    bars.sort(key=lambda bar: -bar.cell.value if isinstance(bar.cell, Shown) else 1)
    if sum(not isinstance(bar.cell, Hidden) for bar in bars) < 2:
        return None
    return BarChart(table.measure, tuple(bars))


def quarters_of(table: ReleasedTable) -> ColumnChart[ReleasedCell] | None:
    """A column per quarter of the last year; None when no quarter can be drawn."""
    axis = table.axis(PERIOD)
    nodes = [node for node in axis.nodes if node.depth == 2]
    columns = tuple(
        Bar(_quarter_label(node), cell_at(table, **{PERIOD: node.code})) for node in nodes
    )
    if not any(isinstance(bar.cell, (Shown, Band)) for bar in columns):
        return None
    return ColumnChart(table.measure, columns)


def _quarter_label(node: Node) -> str:
    return " ".join(node.label.split()[:2])


def bar_figure(table: ReleasedTable, axis_key: str, caption: str) -> tuple[Figure, ...]:
    """A figure of bars with its words, or nothing."""
    chart = bars_of(table, axis_key)
    if chart is None:
        return ()
    words = (
        f"Staafdiagram van het aantal {chart.measure}. {highest(chart.bars)}{in_words(chart.bars)}"
    )
    return (Figure(caption, chart, words, table.label, open_words(b.cell for b in chart.bars)),)


def quarter_figure(table: ReleasedTable, caption: str, source: str) -> tuple[Figure, ...]:
    """A figure of columns with its words, or nothing."""
    chart = quarters_of(table)
    if chart is None:
        return ()
    found = highest(chart.columns)
    words = (
        f"Kolommen met het aantal {chart.measure} per kwartaal. {found}{in_words(chart.columns)}"
    )
    return (Figure(caption, chart, words, source, open_words(c.cell for c in chart.columns)),)


def in_words(bars: Sequence[Bar[ReleasedCell]]) -> str:
    """Labels with their figures, as in `Pesten 12; Stalking niet getoond`."""
    return f"{'; '.join(f'{bar.label} {reading(bar.cell).text}' for bar in bars)}."


def highest(bars: Sequence[Bar[ReleasedCell]]) -> str:
    """What a reader sees first: the highest of the figures that are told, when one is."""
    told = sorted((bar for bar in bars if isinstance(bar.cell, Shown)), key=_value, reverse=True)
    if len(told) < 2 or _value(told[0]) == _value(told[1]):
        return ""
    return f"Het hoogste getoonde aantal staat bij {told[0].label} {reading(told[0].cell).text}. "


def _value(bar: Bar[ReleasedCell]) -> int:
    return bar.cell.value if isinstance(bar.cell, Shown) else -1
