"""Tables on the pages of a PDF, cell by cell: the head of the row and of the column say which figure it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vp_desk.axes import PERIOD, TOTAL, Axis, Node
from vp_desk.inspection.judging import Judge
from vp_desk.inspection.knowledge import Figure, Knowledge, last_year
from vp_desk.inspection.model import Finding
from vp_desk.inspection.pdf_content import Block
from vp_desk.inspection.prose import Prose
from vp_desk.inspection.words import Place, canonical, flattened
from vp_desk.released import Gap, ReleasedTable, Shown

#: Heads that are no category.
_SHARE, _COUNT = "aandeel", "aantal"
#: Cells of a column begin at the same place, but for rounding.
_SAME = 1.0


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    text: str
    places: frozenset[Place]
    is_share: bool


@dataclass
class PdfTable:
    """One table, from its caption on; it may go on over several pages."""

    tables: Sequence[ReleasedTable]
    known: Knowledge
    judge: Judge
    prose: Prose
    _columns: list[_Column] = field(default_factory=list[_Column])
    _across: str | None = None
    _page: int = 0
    #: How far the rows have come, along the axis down.
    _row: int = -1
    #: Code of the last row that is no part of another.
    _whole: str | None = None
    #: Rows that stand there.
    _rows: set[Place] = field(default_factory=set[Place])

    def line(self, line: Sequence[Block]) -> Iterator[Finding]:
        """Judge one line: the heads of the columns, or a row."""
        texts = [block.text for block in line]
        repeated = (
            line[0].page != self._page
            and [c.text for c in self._columns] == texts[-len(self._columns) :]
        )
        if not self._columns or repeated:
            yield from self._heads(line)
        else:
            yield from self._row_of(line)
        self._page = line[0].page

    def restart(self) -> None:
        """A table that is too wide goes on with other columns and the same rows."""
        self._columns, self._row = [], -1

    def end(self) -> Iterator[Finding]:
        """Where parts of a row stand, one that is missing is known to be nul: it must be told."""
        for table in self.tables:
            axis = self._down(table)
            if axis is None:
                continue
            for parts in axis.parts.values():
                family = {(axis.key, part) for part in parts if axis.by_code[part].depth > 1}
                for place in sorted(family - self._rows if family & self._rows else ()):
                    figures = [f for f in self._all(table) if place in f.places]
                    hidden = [f for f in figures if f.cell not in (Shown(0), Gap())]
                    if hidden:
                        yield self._missing(axis.by_code[place[1]].label, hidden[0])

    def _missing(self, label: str, figure: Figure) -> Finding:
        where = f"bladzijde {self._page}"
        words = (
            f"Op {where} ontbreekt de rij ‘{label}’ terwijl andere delen er wel staan: zo is te zien dat "
            "daar nul staat. Dat aantal mag in deze editie niet te zien zijn."
        )
        return Finding(
            where, "", label, figure.id, self.known.allowed.names.get(figure.id, ""), words
        )

    def _heads(self, line: Sequence[Block]) -> Iterator[Finding]:
        self._row = -1 if not self._columns else self._row
        found: list[_Column] = []
        axes = {axis.key for table in self.tables for axis in table.axes}
        corners = {flattened(a.label): a.key for table in self.tables for a in table.axes}
        down = corners.get(flattened(line[0].text))
        for number, block in enumerate(line):
            if number == 0 and flattened(block.text) in (*corners, _COUNT):
                continue
            places = frozenset(p for p in self.known.lexicon.called(block.text) if p[0] in axes)
            is_share = flattened(block.text) == _SHARE
            if not places and not is_share:
                yield from self.prose.check(block.text, _where(block))
            found.append(_Column(block.frame[4], block.text, places, is_share))
        self._columns = found
        keys = [{axis for axis, _ in column.places} for column in found if not column.is_share]
        shared = {axis for axis in axes if keys and all(axis in each for each in keys)}
        self._across = PERIOD if PERIOD in shared else min(shared - {down}, default=None)

    def _row_of(self, line: Sequence[Block]) -> Iterator[Finding]:
        head, *cells = line
        row = self._figures_of_row(head.text, cells)
        if row is None:
            yield from self.prose.check(head.text, _where(head))
        for block in cells:
            column = self._column(block)
            figures = [f for f in row or () if column and self._is_in(f, column)]
            if column is None or not figures:
                yield from self.judge.loosely(block.text, head.text, self.tables, _where(block))
            else:
                yield from self.judge.judge(
                    block.text, figures, _where(block), head.text, shares=column.is_share
                )

    def _column(self, block: Block) -> _Column | None:
        near = (c for c in self._columns if abs(c.left - block.frame[4]) < _SAME)
        return next(near, None)

    def _is_in(self, figure: Figure, column: _Column) -> bool:
        if column.is_share:
            # The share is that of the last column of figures.
            others = [each for each in self._columns if not each.is_share]
            return bool(others) and self._is_in(figure, others[-1])
        places = frozenset(place for place in column.places if place[0] == self._across)
        return bool(figure.places & places)

    def _figures_of_row(self, head: str, cells: Sequence[Block]) -> list[Figure] | None:
        """All figures of the row with this head; None when no row is called so."""
        flat = flattened(head)
        for table in self.tables:
            if flattened(table.label) == flat:
                return [f for f in self._all(table) if f.is_total]
        found: list[tuple[int, Node, list[Figure]]] = []
        for table in self.tables:
            axis = self._down(table)
            if axis is None:
                continue
            for number, node in enumerate(axis.nodes):
                if flattened(node.label) == flat:
                    place = (axis.key, node.code)
                    row = [f for f in self._all(table) if place in f.places]
                    found.append((number, node, row))
        # Parts of several rows can be called the same: a part stands under its whole.
        parts = [each for each in found if each[1].depth > 1 and each[1].parent == self._whole]
        later = parts or [each for each in found if each[0] > self._row] or found
        if not later:
            return None
        number, node, row = next((each for each in later if self._fits(each[2], cells)), later[0])
        self._row = number
        self._rows |= {place for f in row[:1] for place in f.places if place[1] == node.code}
        self._whole = node.code if node.depth == 1 else self._whole
        return row

    def _fits(self, row: Sequence[Figure], cells: Sequence[Block]) -> bool:
        for block in cells:
            column = self._column(block)
            figures = [f for f in row if column and self._is_in(f, column)]
            told = canonical(block.text)
            if not any(told in f.texts or not f.texts for f in figures):
                return False
        return True

    def _down(self, table: ReleasedTable) -> Axis | None:
        others = (a for a in table.axes if a.key not in (self._across, PERIOD))
        return next(others, None)

    def _all(self, table: ReleasedTable) -> Iterable[Figure]:
        """Figures of a table: of its last year when the years are not across, and totals elsewhere."""
        last = last_year(table)
        down = self._down(table)
        shown = {self._across, down.key if down else None}
        for key in table.cells:
            figure = self.known.figures[table.name, key]
            pairs = [(a.key, c) for a, c in zip(table.axes, key, strict=True) if a.key not in shown]
            if all(code == (last if axis == PERIOD else TOTAL) for axis, code in pairs):
                yield figure


def _where(block: Block) -> str:
    return f"bladzijde {block.page}"
