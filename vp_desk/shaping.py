"""Another shape for a publication: tables that are not printed, rows or years that are told as one.

Nothing is taken away from what has to be protected. The figures that are no longer printed stay beside
the others as figures that a reader may reckon with: what was left out must not follow from what is left.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from vp_desk.aggregate import Count, CountTable, Key, Printed
from vp_desk.axes import PERIOD, Node
from vp_desk.dutch import listing
from vp_desk.telling import Merging, Telling


class CannotMergeError(Exception):
    """These rows are no rows of one family in every table; a shape that is not offered."""


def shaped(tables: Sequence[CountTable], telling: Telling) -> list[CountTable]:
    """The tables in another shape, with what is no longer printed beside them.

    Args:
        tables: as planned.
        telling: the tables that are not printed, and the rows that become one in every table that has them.

    Raises:
        CannotMergeError: a table has some of the rows, or they do not belong together there.
    """
    found: list[CountTable] = []
    for table in tables:
        told = table
        untold: list[CountTable] = []
        for merging in telling.merged:
            if _has(told, merging):
                untold.append(_unprinted(told, len(untold)))
                told = _Merge(told, merging).table()
        if told.spec.name in telling.dropped:
            told = replace(told, spec=replace(told.spec, printed=False))
        found += [told, *untold]
    return found


def merged_parts(tables: Sequence[CountTable], merged: Sequence[Merging]) -> frozenset[str]:
    """Ids of the figures that stand behind merged rows: `cases|period=2025|types=force`."""
    parts = {merging.axis: merging.codes for merging in merged}
    return frozenset(
        table.id_of(key)
        for table in tables
        if not table.spec.printed
        for key in table.cells
        if any(code in parts.get(axis.key, ()) for axis, code in zip(table.axes, key, strict=True))
    )


def _has(table: CountTable, merging: Merging) -> bool:
    axis = next((axis for axis in table.axes if axis.key == merging.axis), None)
    if axis is None:
        return False
    there = [code for code in merging.codes if code in axis.by_code]
    if merging.axis == PERIOD and len(there) < len(merging.codes):
        return False  # a table of one year has no years to merge
    return bool(there)


def _unprinted(table: CountTable, number: int) -> CountTable:
    spec = replace(table.spec, name=f"{table.spec.name}~{number}", printed=False)
    return replace(table, spec=spec)


class _Merge:
    """One table with some of its rows made one."""

    def __init__(self, table: CountTable, merging: Merging) -> None:
        self._table = table
        self._merging = merging
        self._place = table.place_of(merging.axis)
        self._axis = table.axes[self._place]
        nodes = [self._axis.by_code.get(code) for code in merging.codes]
        family = {(node.parent, node.depth) if node else None for node in nodes}
        # Years are counted apart: of them even what does not add up within a year may be taken together.
        adds_up = table.spec.measure.adds_up or merging.axis == PERIOD
        if None in family or len(family) != 1 or not adds_up:
            raise CannotMergeError(table.spec.name)
        if merging.code in self._axis.by_code:
            raise CannotMergeError(table.spec.name)
        #: Rows that are no longer there: the merged ones and everything under them.
        self._gone = set(merging.codes)
        for node in self._axis.nodes:  # parents stand before their parts
            if node.parent in self._gone:
                self._gone.add(node.code)

    def table(self) -> CountTable:
        """The table."""
        axes = [*self._table.axes]
        axes[self._place] = replace(self._axis, nodes=tuple(self._nodes()))
        return replace(
            self._table,
            axes=tuple(axes),
            cells=dict(self._cells()),
            contradictions=frozenset(
                self._renamed(key) or key for key in self._table.contradictions
            ),
            notes=tuple(
                replace(note, period=self._of(PERIOD, note.period), row=self._of_row(note.row))
                for note in self._table.notes
            ),
            other_sums=tuple(self._sums()),
        )

    def _nodes(self) -> Iterator[Node]:
        nodes = [self._axis.by_code[code] for code in self._merging.codes]
        first = min(self._axis.nodes.index(node) for node in nodes)
        for place, node in enumerate(self._axis.nodes):
            if place == first:
                yield _joined(nodes, self._merging)
            if node.code not in self._gone:
                yield node

    def _cells(self) -> Iterator[tuple[Key, Count | Printed]]:
        families: dict[Key, list[Count | Printed]] = {}
        for key, cell in self._table.cells.items():
            if key[self._place] in self._merging.codes:
                families.setdefault(self._renamed(key) or key, []).append(cell)
            elif key[self._place] not in self._gone:
                yield key, cell
        for key, family in families.items():
            if len(family) != len(self._merging.codes):
                raise CannotMergeError(self._table.spec.name)  # a gap cannot be added to a figure
            yield key, self._sum(family)

    def _sum(self, family: Sequence[Count | Printed]) -> Count | Printed:
        counts = [cell for cell in family if isinstance(cell, Count)]
        printed = [cell for cell in family if isinstance(cell, Printed)]
        if counts and printed:
            raise CannotMergeError(self._table.spec.name)
        if printed:
            low = sum(cell.low for cell in printed)
            highs = [cell.high for cell in printed if cell.high is not None]
            if len(highs) != len(printed) or sum(highs) != low:
                raise CannotMergeError(self._table.spec.name)
            return Printed(str(low), low, low)
        # Of other measures than cases nobody knows how many cases the rows share: at least as many
        # as the largest has. Fewer cases ask for more protection.
        add_up = self._table.spec.measure.cases_add_up
        cases = [count.cases for count in counts]
        return Count(sum(count.value for count in counts), sum(cases) if add_up else max(cases))

    def _sums(self) -> Iterator[tuple[Key, tuple[Key, ...]]]:
        """What the axes do not tell: sums with all merged rows in them, or with none."""
        across: dict[tuple[Key, frozenset[Key]], int] = {}
        for whole, parts in self._table.other_sums:
            ends = [key[self._place] for key in (whole, *parts)]
            if whole[self._place] in self._gone:
                if set(ends) == {whole[self._place]} and whole[self._place] in self._merging.codes:
                    # A sum within each of the merged years: it holds for them together.
                    key = self._renamed(whole) or whole
                    family = frozenset(self._renamed(part) or part for part in parts)
                    across[key, family] = across.get((key, family), 0) + 1
                continue
            inside = [part for part in parts if part[self._place] in self._gone]
            rest = [part for part in parts if part[self._place] not in self._gone]
            if not inside:
                yield whole, parts
            elif {part[self._place] for part in inside} == set(self._merging.codes):
                yield whole, (self._renamed(inside[0]) or inside[0], *rest)
        for (whole, family), times in across.items():
            if times == len(self._merging.codes):
                yield whole, tuple(sorted(family))

    def _renamed(self, key: Key) -> Key | None:
        if key[self._place] not in self._merging.codes:
            return None
        return (*key[: self._place], self._merging.code, *key[self._place + 1 :])

    def _of(self, axis: str, code: str | None) -> str | None:
        """What a code of an axis has become."""
        mine = axis == self._merging.axis and code in self._merging.codes
        return self._merging.code if mine else code

    def _of_row(self, row: str | None) -> str | None:
        return row if self._merging.axis == PERIOD else self._of(self._merging.axis, row)


def _joined(nodes: Sequence[Node], merging: Merging) -> Node:
    first, last = nodes[0], nodes[-1]
    if merging.axis == PERIOD:
        label, short = f"{first.label}–{last.label}", f"{first.short}–{last.short}"
    else:
        label = f"Samengevoegd: {listing([node.label for node in nodes])}"
        short = f"Samengevoegd ({len(nodes)})"
    return Node(merging.code, label, short, first.parent, first.depth)


def figures_of(tables: Iterable[CountTable]) -> Mapping[str, Count]:
    """Our own figures in what is printed, by id."""
    return {
        table.id_of(key): cell
        for table in tables
        if table.spec.printed
        for key, cell in table.cells.items()
        if isinstance(cell, Count)
    }
