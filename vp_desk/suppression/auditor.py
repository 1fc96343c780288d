"""What a reader can work out of a pattern: a second opinion, not the chooser's own reasoning.

The chooser reasons with differences from the truth; this works as a reader would, from the numbers
that are shown and the sums between them, and reports for each sensitive cell the lowest and highest
value for which it holds a complete table in hand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor, lcm

from vp_desk.suppression.model import Cell, Relation, State
from vp_desk.suppression.solver import Effort, Found, Program, Solution

#: Slack against the solver's rounding when a bound is made whole; only costs a second look.
_SLACK = 1e-6


class Reader(Enum):
    """What a reader knows besides the printed figures and that counts are whole and >= 0."""

    #: Nothing more.
    A = "A"
    #: Also the bounds of the cells that are not shown, as the legend of the report gives them.
    P = "P"


@dataclass(frozen=True, slots=True)
class Interval:
    """Lowest and highest possible value of a cell (high None = as high as you like)."""

    low: int
    high: int | None

    @property
    def determined(self) -> bool:
        """Whether only one value is possible, so that the reader knows it."""
        return self.low == self.high


@dataclass(slots=True)
class _Knowledge:
    """Hidden cells that hang together, and what is known about them."""

    cells: list[Cell]
    low: list[int]
    high: list[int | None]
    #: Per equation: factors of the hidden cells, and what they must add up to.
    equations: list[tuple[dict[int, int], int]]

    def allows(self, table: Sequence[int]) -> bool:
        """Whether this could be the true table, in exact arithmetic."""
        return all(
            low <= value and (high is None or value <= high)
            for value, low, high in zip(table, self.low, self.high, strict=True)
        ) and all(
            sum(factor * table[cell] for cell, factor in factors.items()) == total
            for factors, total in self.equations
        )

    def narrow(self) -> None:
        """Draw the bounds in as far as single equations allow, each as if it stood alone."""
        equations_of: dict[int, list[int]] = {}
        for index, (factors, _) in enumerate(self.equations):
            for cell in factors:
                equations_of.setdefault(cell, []).append(index)
        waiting = dict.fromkeys(range(len(self.equations)))
        for _ in range(20 * len(self.equations)):
            if not waiting:
                return
            index = next(iter(waiting))
            del waiting[index]
            for cell in self._narrowed_by(*self.equations[index]):
                waiting.update(dict.fromkeys(equations_of[cell]))

    def _narrowed_by(self, factors: Mapping[int, int], total: int) -> list[int]:
        """Narrow the cells of one equation; which of them it was that changed."""
        least = {cell: self._reach(cell, factor, least=True) for cell, factor in factors.items()}
        most = {cell: self._reach(cell, factor, least=False) for cell, factor in factors.items()}
        changed: list[int] = []
        for cell, factor in factors.items():
            below = [reach for other, reach in least.items() if other != cell]
            above = [reach for other, reach in most.items() if other != cell]
            # factor * value = total - the others
            ceiling = None if None in below else total - sum(each or 0 for each in below)
            bottom = None if None in above else total - sum(each or 0 for each in above)
            if factor < 0:
                ceiling, bottom = bottom, ceiling
            low = None if bottom is None else -(-bottom // factor)
            high = None if ceiling is None else ceiling // factor
            now = self.high[cell]
            if low is not None and low > self.low[cell]:
                self.low[cell] = low
                changed.append(cell)
            if high is not None and (now is None or high < now):
                self.high[cell] = high
                changed.append(cell)
        return changed

    def _reach(self, cell: int, factor: int, *, least: bool) -> int | None:
        """The least or most that a cell can bring into an equation (None = without end)."""
        bound = self.low[cell] if (factor > 0) is least else self.high[cell]
        return None if bound is None else factor * bound

    def allows_more(self, step: Sequence[int]) -> bool:
        """Whether this may be added to any possible table without end."""
        return all(
            value == 0 or (value > 0 and high is None)
            for value, high in zip(step, self.high, strict=True)
        ) and all(
            sum(factor * step[cell] for cell, factor in factors.items()) == 0
            for factors, _ in self.equations
        )


def audit(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    hidden: Collection[str],
    *,
    reader: Reader = Reader.P,
) -> dict[str, Interval]:
    """What `reader` can say about each sensitive cell when exactly `hidden` are hidden.

    A HIDDEN cell that is not in `hidden` counts as seen: name the small ones and those in no table
    too. PUBLIC cells are known whatever `hidden` says, and left out of the answer. Both ends of an
    interval are proven by a whole table, so a real interval is never narrower than what is said.
    """
    return _audit(cells, relations, frozenset(hidden), reader, whole=True)


def determined(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    hidden: Collection[str],
    *,
    reader: Reader = Reader.P,
) -> frozenset[str]:
    """The sensitive cells of which `reader` knows the value, when exactly `hidden` are hidden.

    Faster than `audit`: of a cell with two possible values the others are not looked for.
    """
    found = _audit(cells, relations, frozenset(hidden), reader, whole=False)
    return frozenset(name for name, interval in found.items() if interval.determined)


def _audit(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    hidden: frozenset[str],
    reader: Reader,
    *,
    whole: bool,
) -> dict[str, Interval]:
    unknown = {
        cell.id: cell for cell in cells if cell.id in hidden and cell.state is not State.PUBLIC
    }
    answer = {
        cell.id: Interval(cell.value, cell.value)
        for cell in cells
        if cell.sensitive and cell.state is not State.PUBLIC
    }
    values = {cell.id: cell.value for cell in cells}
    for knowledge in _split(unknown, values, relations, reader):
        wanted = [index for index, cell in enumerate(knowledge.cells) if cell.sensitive]
        for index, interval in _intervals(knowledge, wanted, whole=whole).items():
            answer[knowledge.cells[index].id] = interval
    return answer


def _split(
    unknown: Mapping[str, Cell],
    values: Mapping[str, int],
    relations: Sequence[Relation],
    reader: Reader,
) -> list[_Knowledge]:
    """Group the unknown cells by the equations that link them."""
    group: dict[str, list[str]] = {cell_id: [cell_id] for cell_id in unknown}
    equations: list[tuple[dict[str, int], int]] = []
    for relation in relations:
        factors: dict[str, int] = {}
        total = 0
        for cell_id, factor in relation:
            if cell_id in unknown:
                factors[cell_id] = factors.get(cell_id, 0) + factor
            else:
                total -= factor * values[cell_id]
        factors = {cell_id: factor for cell_id, factor in factors.items() if factor}
        if not factors:
            continue
        equations.append((factors, total))
        for cell_id in factors:
            first, other = group[next(iter(factors))], group[cell_id]
            if first is not other:
                large, small = (first, other) if len(first) >= len(other) else (other, first)
                large.extend(small)
                for member in small:
                    group[member] = large
    place: dict[str, int] = {}
    result: dict[int, _Knowledge] = {}
    for cell_id, cell in unknown.items():
        knows = reader is Reader.P
        knowledge = result.setdefault(id(group[cell_id]), _Knowledge([], [], [], []))
        place[cell_id] = len(knowledge.cells)
        knowledge.cells.append(cell)
        knowledge.low.append(cell.low if knows else 0)
        knowledge.high.append(cell.high if knows and cell.state is State.HIDDEN else None)
    for factors, total in equations:
        knowledge = result[id(group[next(iter(factors))])]
        numbered = {place[cell_id]: factor for cell_id, factor in factors.items()}
        knowledge.equations.append((numbered, total))
    return list(result.values())


def _intervals(knowledge: _Knowledge, wanted: Sequence[int], *, whole: bool) -> dict[int, Interval]:
    """Stretch the interval of each wanted cell as far as whole tables can be found.

    Not `whole`: only until there is a second value.
    """
    truth = [cell.value for cell in knowledge.cells]
    low = {cell: truth[cell] for cell in wanted}
    high = {cell: truth[cell] for cell in wanted}
    if not wanted:
        return {}
    knowledge.narrow()
    search = _Search(knowledge)
    endless = search.endless([cell for cell in wanted if knowledge.high[cell] is None])

    def learn(table: Sequence[int] | None) -> None:
        if table is not None:
            for cell in wanted:
                low[cell] = min(low[cell], table[cell])
                high[cell] = max(high[cell], table[cell])

    def enough(cell: int) -> bool:
        return not whole and (cell in endless or low[cell] < high[cell])

    for cell in wanted:
        if low[cell] > knowledge.low[cell] and not enough(cell):
            learn(search.extreme(cell, 1, low[cell]))
        if cell not in endless and high[cell] != knowledge.high[cell] and not enough(cell):
            learn(search.extreme(cell, -1, high[cell]))
    return {cell: Interval(low[cell], None if cell in endless else high[cell]) for cell in wanted}


class _Search:
    """Extreme tables of one group."""

    def __init__(self, knowledge: _Knowledge) -> None:
        self._knowledge = knowledge
        self._count = len(knowledge.cells)
        self._all = range(self._count + 1)
        # The last column stands for what is shown: it is always 1.
        self._equations = [
            [*factors.items(), (self._count, -total)] for factors, total in knowledge.equations
        ]
        infinity = float("inf")
        self._lower: list[float] = [*knowledge.low, 1.0]
        self._upper: list[float] = [
            *(infinity if high is None else high for high in knowledge.high),
            1.0,
        ]
        self._linear = Program(self._count + 1, self._equations, Effort())
        self._linear.bound(self._all, self._lower, self._upper)

    def extreme(self, cell: int, sign: int, reached: int) -> Sequence[int] | None:
        """The table with the least (sign 1) or most (-1) of `cell`, if it is beyond `reached`."""
        solution = self._solve(self._linear, cell, sign)
        if solution.found is Found.OPTIMAL:
            value = solution.values[cell]
            bound = ceil(value - _SLACK) if sign == 1 else floor(value + _SLACK)
            if sign * bound >= sign * reached:
                return None
            table = self._whole(solution)
            if table is not None and table[cell] == bound:
                return table
        whole = Program(self._count + 1, self._equations, Effort(), integral=True)
        whole.bound(self._all, self._lower, self._upper)
        return self._whole(self._solve(whole, cell, sign))

    def endless(self, cells: Sequence[int]) -> set[int]:
        """Those of `cells` that can grow without end."""
        if not cells:
            return set()
        infinity = float("inf")
        open_ended = [infinity if high is None else 0.0 for high in self._knowledge.high]
        nothing = [0.0] * (self._count + 1)
        program = Program(self._count + 1, self._equations, Effort())
        program.price([1.0] * (self._count + 1))
        found: set[int] = set()
        for cell in cells:
            if cell in found:
                continue
            lower = [*nothing]
            lower[cell] = 1.0
            program.bound(self._all, lower, [*open_ended, 0.0])
            solution = program.solve()
            if solution.found is not Found.OPTIMAL:
                continue
            parts = [Fraction(value).limit_denominator(1000) for value in solution.values[:-1]]
            scale = lcm(*(part.denominator for part in parts))
            step = [int(part * scale) for part in parts]
            if self._knowledge.allows_more(step):
                found.update(index for index, value in enumerate(step) if value)
        return found

    def _solve(self, program: Program, cell: int, sign: int) -> Solution:
        costs = [0.0] * (self._count + 1)
        costs[cell] = float(sign)
        program.price(costs)
        return program.solve()

    def _whole(self, solution: Solution) -> Sequence[int] | None:
        """The exact table behind a solution, if it is one."""
        table = [round(value) for value in solution.values[: self._count]]
        return table if table and self._knowledge.allows(table) else None
