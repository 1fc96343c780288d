"""Random linked tables; each answer of the engine is put before the outside checker."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from random import Random

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.attacker import Known, disclosed, possible_values
from vp_desk.suppression import Cell, Reader, Relation, Standard, State, audit, protect

ALL = "*"
#: `make attack` looks longer.
TIMES = 20 if os.environ.get("VP_DESK_ATTACK") else 1


@dataclass(frozen=True)
class TableSet:
    """Cells and what adds up to what."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]

    @property
    def sensitive(self) -> set[str]:
        return {c.id for c in self.cells if c.sensitive and c.state is State.HIDDEN}

    @property
    def free(self) -> list[str]:
        return [cell.id for cell in self.cells if cell.state is State.FREE]

    def concealed(self, secondary: Collection[str]) -> set[str]:
        return {c.id for c in self.cells if c.state is State.HIDDEN} | set(secondary)

    def published(self, hidden: Collection[str], reader: Reader = Reader.P) -> dict[str, Known]:
        """What a reader has in hand when exactly `hidden` are hidden."""
        known: dict[str, Known] = {}
        for cell in self.cells:
            if cell.id not in hidden or cell.state is State.PUBLIC:
                known[cell.id] = cell.value
            elif cell.state is State.HIDDEN and reader is Reader.P:
                known[cell.id] = (cell.low, cell.high)
            else:
                known[cell.id] = (0, None)
        return known

    def leaks(self, secondary: Collection[str]) -> set[str]:
        """The sensitive cells that the outside checker works out."""
        known = self.published(self.concealed(secondary))
        return set(disclosed(known, self.relations, self.sensitive))


@dataclass(frozen=True)
class Axis:
    """A field: its leaves, and perhaps groups of them with a count of their own."""

    leaves: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def nodes(self) -> dict[str, tuple[str, ...]]:
        """Every node with its leaves."""
        nodes: dict[str, tuple[str, ...]] = {leaf: (leaf,) for leaf in self.leaves}
        nodes |= {f"g{number}": group for number, group in enumerate(self.groups)}
        return nodes | {ALL: self.leaves}

    @property
    def sums(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each node that is broken down, with its parts."""
        if not self.groups:
            return [(ALL, self.leaves)]
        names = tuple(f"g{number}" for number in range(len(self.groups)))
        return [(ALL, names), *zip(names, self.groups, strict=True)]


def an_axis(chance: Random, most: int) -> Axis:
    leaves = tuple("abcdef"[: chance.randint(2, most)])
    if len(leaves) < 3 or chance.random() < 0.5:
        return Axis(leaves)
    cut = chance.randint(1, len(leaves) - 1)
    return Axis(leaves, (leaves[:cut], leaves[cut:]))


def table_set(fields: int, seed: int) -> TableSet:
    """One to three crossed fields, shown in some tables, with priors and cells nobody prints."""
    chance = Random(seed)  # noqa: S311 - no secret
    crossing = [an_axis(chance, {1: 6, 2: 5, 3: 3}[fields]) for _ in range(fields)]
    thickness = chance.choice((0.25, 0.12, 0.06))
    records = {
        leaf: int(chance.expovariate(thickness))
        for leaf in product(*(axis.leaves for axis in crossing))
    }
    ways = [way for size in (1, 2, 3) for way in combinations(range(fields), size)]
    tables = chance.sample(ways, chance.randint(1, min(3, len(ways))))
    unprinted = [tuple(range(fields))] if chance.random() < 0.4 else []
    threshold = chance.randint(3, 6)
    odd = chance.random() < 0.5

    values: dict[str, int] = {}
    printed: set[str] = set()
    relations: set[Relation] = set()

    def node(place: Sequence[str]) -> str:
        name = "/".join(place)
        under = [axis.nodes[part] for axis, part in zip(crossing, place, strict=True)]
        values[name] = sum(records[leaf] for leaf in product(*under))
        return name

    for way in [*tables, *unprinted]:
        span = [list(a.nodes) if i in way else [ALL] for i, a in enumerate(crossing)]
        for place in product(*span):
            name = node(place)
            if way in tables:
                printed.add(name)
            for i in way:
                for whole, parts in crossing[i].sums:
                    if place[i] == whole:
                        below = [node([*place[:i], part, *place[i + 1 :]]) for part in parts]
                        relations.add(((name, 1), *((each, -1) for each in below)))

    cells = [
        a_cell(
            name,
            values[name],
            threshold,
            in_table=name in printed,
            oddity=chance.random() if odd else 1.0,
        )
        for name in sorted(values)
    ]
    return TableSet(tuple(cells), tuple(sorted(relations)))


def a_cell(name: str, value: int, threshold: int, *, in_table: bool, oddity: float) -> Cell:
    is_small = 0 < value < threshold
    if oddity < 0.08:
        return Cell(name, value, State.PUBLIC, sensitive=is_small)
    if oddity < 0.12:  # by hand, or collapsed under a small total
        return Cell(name, value, State.HIDDEN, sensitive=True)
    if oddity < 0.16:  # a band, zeros included
        return Cell(name, value, State.HIDDEN, 0, max(value, threshold - 1), sensitive=is_small)
    if not in_table:
        return Cell(name, value, State.HIDDEN, sensitive=is_small)
    if is_small:
        return Cell(name, value, State.HIDDEN, 1, threshold - 1, sensitive=True)
    return Cell(name, value, weight=1 if oddity > 0.3 else 3)


def table_sets() -> st.SearchStrategy[TableSet]:
    # Made by chance of its own: hypothesis likes zeros, and zeros need no protection.
    return st.builds(table_set, st.integers(1, 3), st.integers(0, 2**64))


seeds = st.binary(min_size=1, max_size=40)


@settings(max_examples=300 * TIMES)
@given(table_sets(), seeds)
def test_no_sensitive_cell_can_be_worked_out(tables: TableSet, seed: bytes) -> None:
    pattern = protect(tables.cells, tables.relations, seed=seed)
    event(f"secondaries: {min(len(pattern.secondary), 10)}")
    event(f"unprotectable: {bool(pattern.unprotectable)}")
    assert pattern.secondary <= set(tables.free)
    assert tables.leaks(pattern.secondary) == pattern.unprotectable
    # What is called unprotectable is so even when everything is hidden that can be.
    assert tables.leaks(tables.free) == pattern.unprotectable
    assert protect(tables.cells, tables.relations, seed=seed) == pattern


@settings(max_examples=60 * TIMES)
@given(table_sets(), seeds)
def test_three_values_stay_possible_wherever_that_can_be(tables: TableSet, seed: bytes) -> None:
    pattern = protect(tables.cells, tables.relations, seed=seed, standard=Standard.P2)
    for hidden, named in ((pattern.secondary, pattern.narrow), (tables.free, pattern.narrow)):
        known = tables.published(tables.concealed(hidden))
        ranges = possible_values(known, tables.relations, tables.sensitive)
        close = {n for n, (low, high) in ranges.items() if high is not None and high - low < 2}
        assert close == named | pattern.unprotectable
    assert tables.leaks(pattern.secondary) == pattern.unprotectable


@settings(max_examples=60 * TIMES)
@given(table_sets(), seeds)
def test_no_secondary_is_hidden_for_nothing(tables: TableSet, seed: bytes) -> None:
    pattern = protect(tables.cells, tables.relations, seed=seed, small_part=0)
    for spared in sorted(pattern.secondary)[:8]:
        rest = pattern.secondary - {spared}
        leaks = tables.leaks(rest)
        assert leaks > pattern.unprotectable
        # The product's own auditor finds the planted leak as well.
        found = audit(tables.cells, tables.relations, tables.concealed(rest))
        assert {name for name, interval in found.items() if interval.determined} == leaks


@settings(max_examples=80 * TIMES)
@given(table_sets(), st.data())
def test_the_audit_of_any_pattern_agrees_with_the_outside_checker(
    tables: TableSet, data: st.DataObject
) -> None:
    everything = sorted(cell.id for cell in tables.cells)
    shown = data.draw(st.sets(st.sampled_from(everything)), label="shown")
    hidden = set(everything) - shown
    for reader in Reader:
        found = audit(tables.cells, tables.relations, hidden, reader=reader)
        outside = possible_values(
            tables.published(hidden, reader), tables.relations, tables.sensitive
        )
        assert {name: (each.low, each.high) for name, each in found.items()} == outside


@settings(max_examples=30 * TIMES)
@given(table_sets(), seeds)
def test_small_sets_stay_near_the_fewest_that_would_do(tables: TableSet, seed: bytes) -> None:
    level = TableSet(tuple(replace(cell, weight=1) for cell in tables.cells), tables.relations)
    pattern = protect(level.cells, level.relations, seed=seed, small_part=0)
    allowed = max(1, len(pattern.secondary) // 10)
    size = len(pattern.secondary) - allowed - 1
    free = level.free
    if size < 0 or len(free) > 16 or len(list(combinations(free, size))) > 300:
        return
    event("checked against all smaller patterns")
    for fewer in combinations(free, size):
        assert level.leaks(fewer) > pattern.unprotectable


@settings(max_examples=40 * TIMES)
@given(table_sets())
def test_different_secrets_stay_equally_safe(tables: TableSet) -> None:
    patterns = {protect(tables.cells, tables.relations, seed=bytes([n])) for n in range(3)}
    event(f"patterns: {len(patterns)}")
    assert len({pattern.unprotectable for pattern in patterns}) == 1
    for pattern in patterns:
        assert tables.leaks(pattern.secondary) == pattern.unprotectable
