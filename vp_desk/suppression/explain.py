"""How a reader works a figure out, sum by sum: the auditor's answer with the reasoning behind it.

`audit` says which figures have one possible value left. `explain` works from the same knowledge, as a
reader would: one sum at a time, from what is shown and what follows from it. Where no chain of single
sums is enough, two sums are laid beside each other. What even that does not reach is still named: the
auditor has proven it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from vp_desk.suppression.auditor import (
    Reader,
    _Knowledge,  # pyright: ignore[reportPrivateUsage] (one code path with the audit)
    _split,  # pyright: ignore[reportPrivateUsage]
    audit,
)
from vp_desk.suppression.model import Cell, Relation, State

#: Pairs of sums that are laid beside each other, at most.
_MOST_PAIRS: Final = 4000
#: Rounds of reasoning, at most; a reader of flesh and blood stops sooner.
_MOST_ROUNDS: Final = 60


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reader knows of one figure at one moment (high None = no upper bound)."""

    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether it is known."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Deduction:
    """One step: a figure follows from one sum, or from two laid beside each other."""

    cell: str
    #: Before and after the step.
    before: Bounds
    after: Bounds
    #: The sum: coefficient x figure adds up to zero, over everything in it, shown or not.
    relation: Relation
    #: What was known of every other figure in it.
    known: Mapping[str, Bounds]
    #: How many sums of the publication went into it: 1 or 2.
    sums: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A small figure that a reader knows."""

    cell: str
    value: int
    #: The reasoning, the last step gives the figure; empty = only all sums together give it away.
    steps: tuple[Deduction, ...]


def explain(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    hidden: Collection[str],
    *,
    reader: Reader = Reader.P,
) -> tuple[Finding, ...]:
    """Every sensitive cell of which `reader` knows the value when exactly `hidden` are hidden, and how.

    Args:
        cells: as for `audit`.
        relations: as for `audit`.
        hidden: as for `audit`.
        reader: what is known beside the figures.

    Returns:
        The findings, shortest reasoning first. A reasoning holds only steps that its end needs.
    """
    found = audit(cells, relations, hidden, reader=reader)
    wanted = {
        cell.id: cell.value
        for cell in cells
        if cell.id in found and found[cell.id].determined and cell.id in hidden
    }
    if not wanted:
        return ()
    reasoning = _Reasoning(cells, relations, hidden, reader, wanted)
    reasoning.run()
    findings = [Finding(cell, value, reasoning.chain(cell)) for cell, value in wanted.items()]
    findings.sort(key=lambda one: (not one.steps, len(one.steps), _sums(one), one.cell))
    return tuple(findings)


def _sums(finding: Finding) -> int:
    return sum(step.sums + len(step.known) for step in finding.steps)


class _Reasoning:
    """Draws bounds in, one sum at a time, and remembers where each came from."""

    def __init__(
        self,
        cells: Sequence[Cell],
        relations: Sequence[Relation],
        hidden: Collection[str],
        reader: Reader,
        wanted: Mapping[str, int],
    ) -> None:
        concealed = frozenset(hidden)
        unknown = {
            cell.id: cell
            for cell in cells
            if cell.id in concealed and cell.state is not State.PUBLIC
        }
        values = {cell.id: cell.value for cell in cells}
        self._wanted = wanted
        self._bounds = {name: Bounds(value, value) for name, value in values.items()}
        #: The groups of hidden figures in which something has to be explained.
        used = set[str]()
        for knowledge in _split(unknown, values, relations, reader):
            names = [cell.id for cell in knowledge.cells]
            self._begin(knowledge, names)
            if any(name in wanted for name in names):
                used.update(names)
        self._unknown = used
        self._start = dict(self._bounds)
        self._relations: list[tuple[Relation, int]] = [
            (relation, 1)
            for relation in dict.fromkeys(map(_tidy, relations))
            if any(name in used for name, _ in relation)
        ]
        #: In the order in which they were made: the last step about a figure counts.
        self._steps: list[Deduction] = []

    def _begin(self, knowledge: _Knowledge, names: Sequence[str]) -> None:
        for name, low, high in zip(names, knowledge.low, knowledge.high, strict=True):
            self._bounds[name] = Bounds(low, high)

    def run(self) -> None:
        """Reason until every wanted figure is known, or nothing new comes."""
        self._exhaust()
        if self._all_known():
            return
        self._relations += self._pairs()
        self._exhaust()

    def _all_known(self) -> bool:
        return all(self._bounds[name].exact for name in self._wanted)

    def _exhaust(self) -> None:
        for _ in range(_MOST_ROUNDS):
            # Short sums first: they make the short chains.
            before = len(self._steps)
            for relation, sums in sorted(self._relations, key=self._open):
                self._reason(relation, sums)
            if len(self._steps) == before or self._all_known():
                return

    def _open(self, relation: tuple[Relation, int]) -> tuple[int, int, int]:
        open_cells = sum(not self._bounds[name].exact for name, _ in relation[0])
        return relation[1], open_cells, len(relation[0])

    def _reason(self, relation: Relation, sums: int) -> None:
        for name, _ in relation:
            if name in self._unknown:
                step = _deduce(relation, sums, name, self._bounds)
                if step is not None:
                    self._steps.append(step)
                    self._bounds[name] = step.after

    def _pairs(self) -> Iterator[tuple[Relation, int]]:
        """Two sums with hidden figures in common, of which those figures fall away."""
        by_cell: dict[str, list[Relation]] = {}
        for relation, _ in self._relations:
            for name, _ in relation:
                if name in self._unknown and not self._bounds[name].exact:
                    by_cell.setdefault(name, []).append(relation)
        seen = set[frozenset[Relation]]()
        for name, around in by_cell.items():
            for one, other in combinations(around, 2):
                pair = frozenset((one, other))
                if pair in seen:
                    continue
                seen.add(pair)
                if len(seen) > _MOST_PAIRS:
                    return
                yield _without(one, other, name), 2

    def chain(self, cell: str) -> tuple[Deduction, ...]:
        """The steps that end in a figure, and no others."""
        if not self._bounds[cell].exact:
            return ()
        chain = self._leading_to(cell)
        place = 0
        while place < len(chain) - 1:
            fewer = self._again([*chain[:place], *chain[place + 1 :]], cell)
            if fewer:
                chain = fewer
            else:
                place += 1
        return tuple(chain)

    def _leading_to(self, cell: str) -> list[Deduction]:
        """Every step that had a part in what is known of a figure, in order."""
        wanted: list[tuple[str, Bounds, int]] = [(cell, self._bounds[cell], len(self._steps))]
        done = set[int]()
        while wanted:
            name, bounds, before = wanted.pop()
            for place in range(before - 1, -1, -1):
                step = self._steps[place]
                if step.cell == name and step.after == bounds:
                    if place not in done:
                        done.add(place)
                        wanted += ((other, known, place) for other, known in step.known.items())
                        wanted.append((name, step.before, place))
                    break
        return [self._steps[place] for place in sorted(done)]

    def _again(self, steps: Sequence[Deduction], cell: str) -> list[Deduction]:
        """The same steps from the start, those that still say something; none if they fail."""
        bounds = dict(self._start)
        found: list[Deduction] = []
        for step in steps:
            again = _deduce(step.relation, step.sums, step.cell, bounds)
            if again is not None:
                found.append(again)
                bounds[step.cell] = again.after
                if step.cell == cell and again.after.exact:
                    return found
        return []


def _deduce(
    relation: Relation, sums: int, name: str, bounds: Mapping[str, Bounds]
) -> Deduction | None:
    """What a sum says of one of its figures that was not known yet, if anything."""
    before = bounds[name]
    if before.exact:
        return None
    after = _narrowed(relation, name, bounds)
    if after == before:
        return None
    known = {other: bounds[other] for other, _ in relation if other != name}
    return Deduction(name, before, after, relation, known, sums)


def _narrowed(relation: Relation, name: str, bounds: Mapping[str, Bounds]) -> Bounds:
    """What a sum leaves of one figure, from what is known of it and of the others."""
    now, factor = bounds[name], dict(relation)[name]
    least: int | None = 0
    most: int | None = 0
    for other, times in relation:
        if other == name:
            continue
        known = bounds[other]
        ends = (known.low, known.high) if times > 0 else (known.high, known.low)
        least = None if least is None or ends[0] is None else least + times * ends[0]
        most = None if most is None or ends[1] is None else most + times * ends[1]
    # factor * value = -(the others)
    low = None if most is None else -most
    high = None if least is None else -least
    if factor < 0:
        low, high = (None if high is None else -high), (None if low is None else -low)
        factor = -factor
    lowest = now.low if low is None else max(now.low, -(-low // factor))
    highest = now.high
    if high is not None:
        highest = high // factor if highest is None else min(highest, high // factor)
    return Bounds(lowest, highest)


def _tidy(relation: Relation) -> Relation:
    factors: dict[str, int] = {}
    for name, factor in relation:
        factors[name] = factors.get(name, 0) + factor
    return tuple((name, factor) for name, factor in factors.items() if factor)


def _without(one: Relation, other: Relation, name: str) -> Relation:
    """Two sums taken together such that a figure falls away."""
    here, there = dict(one)[name], dict(other)[name]
    return _tidy(
        (*((cell, factor * there) for cell, factor in one), *((c, -f * here) for c, f in other))
    )
