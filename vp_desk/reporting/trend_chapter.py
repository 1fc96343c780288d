"""The chapter on several years: one table, a line for the total, a small panel per type."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vp_desk.axes import PERIOD, TOTAL, Node, NoteKind
from vp_desk.released import Gap, ReleasedCell, ReleasedTable, Shown
from vp_desk.released_chance import whisker
from vp_desk.reporting.document import (
    Block,
    Break,
    Callout,
    Figure,
    LineChart,
    PanelChart,
    Row,
    Series,
    Table,
    paragraph,
)
from vp_desk.reporting.tables import breaks_of, table_of
from vp_desk.reporting.told import HIDDEN_WORDS, Signs, open_words, reading, value_of

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


#: Under a line with whiskers.
CHANCE = (
    "De dunne streep door een punt laat zien hoe onzeker een aantal door toeval is: ook als er niets "
    "verandert, kan het zo ver naar boven of beneden uitvallen. Of er iets veranderd is, zie je niet aan "
    "strepen die elkaar raken."
)


def trend_blocks(table: ReleasedTable, linked: ReleasedTable | None = None) -> tuple[Block, ...]:
    """What stands in the chapter.

    Args:
        table: the released table with the axes of types and of years.
        linked: how many cases of each year are about the matter of another one; a row of its own.
    """
    years = _years(table)
    known = _known(table)
    if not has_course(table):
        none = "Er zijn nog geen cijfers van eerdere jaren. Vanaf het volgende verslag staat hier de trend."
        return (paragraph(none),)
    # Years without any figure at either end say nothing; a gap in between stays visible.
    years = years[years.index(known[0]) : years.index(known[-1]) + 1]
    laid_out = _table(table, linked)
    blocks: list[Block] = [
        paragraph(
            f"Dit hoofdstuk zet de aantallen {table.measure} van {_span(known)} naast elkaar. "
            "Een verschil tussen twee jaren kan toeval zijn, vooral bij kleine aantallen."
        ),
        *_remarks(table),
        *_total_figure(table, years, laid_out),
        *_panels(table, years, laid_out),
        laid_out,
    ]
    return tuple(blocks)


def _span(known: Sequence[Node]) -> str:
    """`2021 en 2022`, `2021 tot en met 2025`."""
    between = "en" if len(known) == 2 else "tot en met"
    return f"{known[0].label} {between} {known[-1].label}"


def has_course(table: ReleasedTable) -> bool:
    """Whether there are figures of more years than one."""
    return len(_known(table)) > 1


def _years(table: ReleasedTable) -> list[Node]:
    return [node for node in table.axis(PERIOD).nodes if node.depth == 1]


def _known(table: ReleasedTable) -> list[Node]:
    return [year for year in _years(table) if not isinstance(_cell(table, TOTAL, year), Gap)]


def _table(table: ReleasedTable, linked: ReleasedTable | None) -> Table:
    plain = table_of(table)
    rows = (*plain.rows, *(() if linked is None else (_linked(table, linked),)))
    kept = _columns_with_figures(rows)
    rows = tuple(replace(row, cells=row.cells[kept]) for row in rows)
    signs = Signs.of([cell for row in rows for cell in row.cells])
    doubts = (NoteKind.CONTRADICTION, NoteKind.INCOMPLETE)
    notes = [note.text for note in table.notes if note.kind in doubts]
    sources = [f"Bron {note.text}" for note in table.notes if note.kind is NoteKind.SOURCE]
    return Table(
        plain.caption,
        plain.corner,
        plain.columns[kept],
        rows,
        (*plain.notes, *notes, *sources),
        signs.legend(),
    )


def _columns_with_figures(rows: Sequence[Row]) -> slice:
    """From the first column with a figure to the last one; a gap in between stays."""
    known = [n for row in rows for n, cell in enumerate(row.cells) if not isinstance(cell, Gap)]
    return slice(min(known, default=0), max(known, default=-1) + 1)


def _linked(table: ReleasedTable, linked: ReleasedTable) -> Row:
    """The row of linked cases, under the columns of the table."""
    known = linked.axis(PERIOD).by_code
    return Row(
        linked.label,
        tuple(
            linked.at(**{PERIOD: year.code}) if year.code in known else Gap()
            for year in _years(table)
        ),
    )


def _remarks(table: ReleasedTable) -> Iterable[Callout]:
    """What a reader must know before looking at any line."""
    breaks = breaks_of(table)
    doubts = [
        n.text for n in table.notes if n.kind in (NoteKind.CONTRADICTION, NoteKind.INCOMPLETE)
    ]
    if breaks:
        lead = "Cijfers van vóór en na een trendbreuk zijn niet te vergelijken."
        yield Callout("Trendbreuken", tuple(paragraph(text) for text in (lead, *breaks)))
    if doubts:
        yield Callout("Let op bij deze jaren", tuple(paragraph(text) for text in doubts))


def _cell(table: ReleasedTable, row: str, year: Node) -> ReleasedCell:
    return table.at(**{PERIOD: year.code, _row_axis(table): row})


def _row_axis(table: ReleasedTable) -> str:
    return next(axis.key for axis in table.axes if axis.key != PERIOD)


def _series(table: ReleasedTable, node: Node, years: Sequence[Node]) -> Series[ReleasedCell]:
    place = {year.code: index for index, year in enumerate(years)}
    about = [n for n in table.notes if n.period in place and n.row in (node.code, node.parent)]
    return Series(
        node.label if node.depth else f"Alle {table.measure}",
        tuple(_cell(table, node.code, year) for year in years),
        incomplete=frozenset(
            place[n.period or ""]
            for n in table.notes
            if n.period in place
            and n.kind in (NoteKind.CONTRADICTION, NoteKind.INCOMPLETE)
            and n.row in (None, node.code)
        ),
        breaks=frozenset(
            place[n.period or ""]
            for n in about
            if n.kind is NoteKind.BREAK and n.row is not None and n.row != TOTAL
        ),
    )


def _general_breaks(table: ReleasedTable, years: Sequence[Node]) -> tuple[Break, ...]:
    """Breaks of all rows together."""
    place = {year.code: index for index, year in enumerate(years)}
    return tuple(
        Break(place[n.period or ""], n.text)
        for n in sorted(table.notes, key=lambda n: n.period or "")
        if n.kind is NoteKind.BREAK and n.row in (None, TOTAL) and place.get(n.period or "", 0)
    )


def _total_figure(table: ReleasedTable, years: Sequence[Node], source: Table) -> Iterable[Figure]:
    axis = table.axis(_row_axis(table))
    series = _series(table, axis.by_code[TOTAL], years)
    bounds = tuple(map(whisker, series.cells))
    if any(bounds):
        series = replace(series, ranges=tuple((b.low, b.high) if b else None for b in bounds))
    if sum(value_of(cell) is not None for cell in series.cells) < 2:
        return
    breaks = _general_breaks(table, years)
    chart = LineChart(table.measure, tuple(year.short for year in years), (series,), breaks)
    notes = [] if not any(bounds) else [CHANCE]
    notes += _lettered(breaks)
    if series.incomplete:
        notes.append("Een open punt heeft een opmerking bij de tabel.")
    notes += _shapes_in_words(series.cells)
    course = _course(series, years) if not breaks else ""
    words = f"Lijn met het aantal {table.measure} per jaar. {course}{_in_words(series, years)}"
    if breaks:
        words += f" {' '.join(_lettered(breaks))}"
    yield Figure(f"Alle {table.measure} per jaar", chart, words, source.caption, " ".join(notes))


def _lettered(breaks: Sequence[Break]) -> list[str]:
    places = sorted({line.before for line in breaks})
    return [
        f"Breuk {letter}: {' '.join(line.reason for line in breaks if line.before == place)}"
        for letter, place in zip(_LETTERS, places, strict=False)
    ]


def _panels(table: ReleasedTable, years: Sequence[Node], source: Table) -> Iterable[Figure]:
    axis = table.axis(_row_axis(table))
    nodes = [node for node in axis.nodes if node.depth == 1]
    found = [_series(table, node, years) for node in nodes]
    # A panel needs at least two figures to be a line, and one that is not zero.
    series = [
        one
        for one in found
        if sum(value_of(cell) is not None for cell in one.cells) > 1
        and any(value_of(cell) for cell in one.cells)
    ]
    if len(series) < 2:
        return
    chart = LineChart(
        table.measure,
        tuple(year.short for year in years),
        tuple(series),
        _general_breaks(table, years),
    )
    words = " ".join(f"{one.label} – {_in_words(one, years)}" for one in series)
    note = "De schaal verschilt per vak: vergelijk de vormen, niet de hoogten."
    if chart.breaks or any(one.breaks for one in series):
        note = f"Stippellijn: trendbreuk. {note}"
    note = " ".join((note, *_shapes_in_words([cell for one in series for cell in one.cells])))
    yield Figure(
        f"Per type: aantal {table.measure} per jaar",
        PanelChart(chart),
        f"Kleine lijndiagrammen, een per type. {words}",
        source.caption,
        note,
    )


def _shapes_in_words(cells: Sequence[ReleasedCell]) -> Iterable[str]:
    """What stands in a line in place of a point."""
    if any(reading(cell).text == HIDDEN_WORDS for cell in cells):
        yield f"Gearceerd: {HIDDEN_WORDS}."
    if words := open_words(cells):
        yield words


def _course(series: Series[ReleasedCell], years: Sequence[Node]) -> str:
    """What a reader sees first: where the line begins and where it ends, when both are told."""
    first, last = series.cells[0], series.cells[-1]
    if not (isinstance(first, Shown) and isinstance(last, Shown)) or series.breaks:
        return ""
    begin, end = (f"{years[n].label}: {reading(series.cells[n]).text}" for n in (0, -1))
    return f"De lijn begint bij {begin}. De lijn eindigt bij {end}. "


def _in_words(series: Series[ReleasedCell], years: Sequence[Node]) -> str:
    pairs = zip(years, series.cells, strict=True)
    return f"{', '.join(f'{year.label}: {reading(cell).text}' for year, cell in pairs)}."
