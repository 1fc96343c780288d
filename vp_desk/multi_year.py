"""One table of several years: own counts and the totals of the years before, side by side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vp_desk.aggregate import Count, CountTable, Key, Printed
from vp_desk.axes import PERIOD, TOTAL, Axis, Node, NoteKind, TableNote
from vp_desk.dutch import number
from vp_desk.historic import (
    HistoricTotal,
    HistoricYear,
    by_year,
    neighbours_of,
    remarks_on,
    row_of,
    top_of,
)
from vp_desk.taxonomy import CURRENT_TYPES, TYPES, CodeList


class HistoryMerge:
    """Lays the totals of earlier years beside the adviser's own counts, in one table of trend."""

    def __init__(
        self,
        own: CountTable,
        own_years: frozenset[str],
        totals: Iterable[HistoricTotal],
        breaks: Iterable[TableNote] = (),
    ) -> None:
        """Prepare.

        Args:
            own: exact counts with the axes types (depth 1) and period (years).
            own_years: codes of the years that the adviser registered herself.
            totals: all totals of the vault.
            breaks: the breaks that the adviser recorded, their rows as `historic.category_of` names them.
        """
        wanted = {node.code for node in own.axes[own.place_of(PERIOD)].nodes}
        years = by_year(totals, own.spec.measure)
        self._own = own
        self._own_years = own_years & wanted
        self._breaks = tuple(note for note in breaks if note.period in wanted)
        self._years = {
            year: rows
            for year, rows in years.items()
            if str(year) in wanted and str(year) not in own_years
        }
        versions = {rows.version.name for rows in self._years.values()}
        #: Without own counts and with one list, the rows stand as they were printed.
        self._as_printed = not self._own_years and len(versions) == 1

    @property
    def has_years(self) -> bool:
        """Whether any year of the table comes from totals."""
        return bool(self._years)

    def table(self) -> CountTable:
        """The table with one column a year, whoever counted it."""
        types = next(axis for axis in self._own.axes if axis.key == TYPES)
        period = self._own.axes[self._own.place_of(PERIOD)]
        rows = self._axis(types)
        cells: dict[Key, Count | Printed] = {}
        equations: list[tuple[Key, tuple[Key, ...]]] = []
        for column in period.nodes:
            if column.code in self._own_years:
                found: Mapping[str, Count | Printed] = self._own_column(column.code, rows)
                equations += self._own_sums(column.code, types, rows)
            elif int(column.code) in self._years:
                found = self._printed_column(int(column.code))
                equations += self._sums_of(int(column.code), found)
            else:
                continue
            cells.update({self._key(row, column.code): cell for row, cell in found.items()})
        contradictions = frozenset(
            self._key(TOTAL, note.period or "")
            for note in remarks_on(self._years)
            if note.kind is NoteKind.CONTRADICTION
        )
        return CountTable(
            self._own.spec,
            tuple(rows if axis is types else axis for axis in self._own.axes),
            cells,
            contradictions,
            tuple(self._notes(rows)),
            tuple(equations),
        )

    def _key(self, row: str, year: str) -> Key:
        return tuple(year if axis.key == PERIOD else row for axis in self._own.axes)

    def _row_code(self, code: str, version: CodeList) -> str:
        """The row of the merged table in which a code of an older list stands."""
        if self._as_printed or code == TOTAL or version.name == CURRENT_TYPES:
            return code
        to = version.successors.get(code, ())
        if to and all("." not in target for target in to):
            return "+".join(to)
        return f"{version.name}:{code}"

    def _axis(self, types: Axis) -> Axis:
        if self._as_printed:
            version = next(iter(self._years.values())).version
            shown = {code for rows in self._years.values() for code in rows.rows}
            shown |= {top_of(code) for code in shown if code != TOTAL}
            nodes = [
                Node(c.code, c.label, c.short, c.parent or TOTAL, c.depth)
                for c in version
                if c.code in shown
            ]
            return replace(types, nodes=(types.nodes[0], *nodes))
        nodes = list(types.nodes)
        for rows in self._years.values():
            for code in rows.rows:
                row = self._row_code(code, rows.version)
                if row not in {node.code for node in nodes}:
                    self._insert(nodes, row, rows.version[code].label, rows.version[code].short)
        return replace(types, nodes=tuple(nodes))

    @staticmethod
    def _insert(nodes: list[Node], row: str, label: str, short: str) -> None:
        """A combined row stands above its parts; any other row before "not registered"."""
        parts = [node for node in nodes if node.code in row.split("+")]
        if "+" not in row or not parts:
            nodes.insert(len(nodes) - 1, Node(row, label, short, TOTAL, 1))
            return
        place = nodes.index(parts[0])
        for part in parts:
            nodes.remove(part)
        whole = Node(row, label, short, TOTAL, 1)
        nodes[place:place] = [whole, *(replace(part, parent=row, depth=2) for part in parts)]

    def _own_column(self, year: str, rows: Axis) -> dict[str, Count]:
        found: dict[str, Count] = {}
        for node in rows.nodes:
            parts = rows.parts.get(node.code, ()) if node.depth == 1 else ()
            cells = [self._own.cells.get(self._key(code, year)) for code in parts or (node.code,)]
            counts = [cell for cell in cells if isinstance(cell, Count)]
            if counts:
                found[node.code] = Count(sum(c.value for c in counts), sum(c.cases for c in counts))
        return found

    def _own_sums(
        self, year: str, types: Axis, rows: Axis
    ) -> Iterator[tuple[Key, tuple[Key, ...]]]:
        """Rows of older lists are gaps in our own years: the axis alone would tell no sum here."""
        for whole, parts in (*types.parts.items(), *rows.parts.items()):
            if all(part in types.by_code for part in parts):
                # A row that came after the year was told has no figure in it.
                keys = tuple(self._key(part, year) for part in parts)
                known = tuple(key for key in keys if key in self._own.cells)
                if known:
                    yield self._key(whole, year), known

    def _printed_column(self, year: int) -> dict[str, Count | Printed]:
        rows = self._years[year]
        found: dict[str, Count | Printed] = {}
        near = neighbours_of(year, self._years)
        for code, row in rows.rows.items():
            if code == TOTAL and not row.published and rows.is_incomplete(near):
                continue  # with rows missing, nothing would hold the total and its rows together
            found[self._row_code(code, rows.version)] = _cell(row)
        for whole in rows.version:
            parts = [rows.rows.get(part.code) for part in rows.version.parts(whole.code)]
            known = [part for part in parts if part is not None and part.exact]
            complete = parts and rows.version.parts_are_rows and len(known) == len(parts)
            if whole.code not in rows.rows and complete:
                total = sum(part.low for part in known)
                cell = (
                    Printed(number(total), total, total)
                    if all(part.published for part in known)
                    else Count(total, total)
                )
                found[self._row_code(whole.code, rows.version)] = cell
        return found

    def _sums_of(
        self, year: int, column: Mapping[str, Count | Printed]
    ) -> Iterator[tuple[Key, tuple[Key, ...]]]:
        """The total of a year is the sum of its rows where that may be, and a whole of its parts."""
        rows = self._years[year]
        if rows.may_add_up and TOTAL in column:
            outer = (self._row_code(row.code or "", rows.version) for row in rows.outermost)
            yield self._key(TOTAL, str(year)), tuple(self._key(row, str(year)) for row in outer)
        for whole in rows.version:
            parts = [self._row_code(p.code, rows.version) for p in rows.version.parts(whole.code)]
            row = self._row_code(whole.code, rows.version)
            split = bool(parts) and rows.version.parts_are_rows
            if split and row in column and all(part in column for part in parts):
                yield self._key(row, str(year)), tuple(self._key(p, str(year)) for p in parts)

    def _notes(self, rows: Axis) -> Iterator[TableNote]:
        for note in remarks_on(self._years):
            row = note.row
            if row is not None and note.period is not None:
                row = self._row_code(row, self._years[int(note.period)].version)
            yield replace(note, row=row if row in rows.by_code else None)
        if self._own_years and self._years and not self._as_printed:
            last = max(self._years)
            first = min((y for y in self._own_years if int(y) > last), default=None)
            if first is not None:
                text = f"Vanaf {first} telt de vertrouwenspersoon zelf; de jaren daarvoor zijn overgenomen."
                yield TableNote(NoteKind.BREAK, first, None, text)
        yield from self._recorded(rows)
        for source in dict.fromkeys(
            r.source for y in self._years.values() for r in y.rows.values()
        ):
            if source:
                used = [y for y, rows in self._years.items() if source in _sources(rows)]
                span = str(used[0]) if len(used) == 1 else f"{used[0]}–{used[-1]}"
                yield TableNote(NoteKind.SOURCE, None, None, f"{span}: {source}")

    def _recorded(self, rows: Axis) -> Iterator[TableNote]:
        """The recorded breaks that this table shows: of a row it has, with figures on both sides."""
        known = sorted({*self._own_years, *map(str, self._years)})
        for note in self._breaks:
            name, code = row_of(note.row) if note.row is not None else (TYPES, None)
            shown = name == TYPES and (code is None or code in rows.by_code)
            if shown and known and known[0] < (note.period or "") <= known[-1]:
                yield replace(note, row=code)


def _sources(rows: HistoricYear) -> set[str]:
    return {row.source for row in rows.rows.values()}


def _cell(row: HistoricTotal) -> Count | Printed:
    if row.published:
        return Printed(number(row.low) if row.exact else row.text, row.low, row.high)
    return Count(row.low, row.low)
