"""How few secondaries could do: a lower bound that tells the chooser when to stop looking.

Fischetti and Salazar-Gonzalez, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 47 (2001): a master program chooses what to hide; for each
sensitive cell a linear program says how far its value can move; when that is less than one whole
step, the dual prices tell which cells could have helped, and that becomes a row of the master.
Nothing here decides about safety: a wrong bound costs figures, it never gives one away.
"""

from collections.abc import Mapping, Sequence

from vp_desk.suppression.model import Part
from vp_desk.suppression.solver import Effort, Found, Program

#: Branch-and-bound nodes for one master: an open gap only makes the bound a little lower.
_NODES = 100

_ZERO = 1e-7


class LowerBound:
    """The master program of one part; each round makes the bound better, or says it is done.

    `steps` says for each sensitive cell how far apart its lowest and highest value must be.
    """

    def __init__(self, part: Part, effort: Effort, steps: Mapping[int, int]) -> None:
        self._steps = steps
        self._part = part
        self._effort = effort
        self._column = {cell: column for column, cell in enumerate(part.free)}
        # The relaxed master is fast and mostly good enough; the whole one comes when it is stuck.
        self._relaxed, self._whole = (
            Program(len(part.free), [], effort, integral=integral, nodes=_NODES)
            for integral in (False, True)
        )
        for master in (self._relaxed, self._whole):
            master.bound(range(len(part.free)), [0.0] * len(part.free), [1.0] * len(part.free))
            master.price([part.weight[cell] for cell in part.free])
        self._master = self._relaxed
        #: No pattern costs less than this.
        self.value = 0.0
        #: What the master would hide; protects everything only when the rounds are over.
        self.guess: frozenset[int] = frozenset()

    def improve(self, cells: Sequence[int]) -> bool:
        """Add a row for each of the cells that the guess leaves determined.

        Returns:
            False when there was nothing to add: if these were all the cells that need it, the
            bound is as good as it gets.
        """
        added = False
        groups: dict[int, _Group] = {}
        for cell in cells:
            group = groups.get(cell)
            if group is None:
                group = _Group(self._part, self._together(cell), self._effort)
                groups.update(dict.fromkeys(group.cells, group))
            row = group.row(cell, self._steps[cell])
            if row:
                factors = {self._column[each]: factor for each, factor in row.items()}
                self._relaxed.at_least(factors, 1.0)
                self._whole.at_least(factors, 1.0)
                added = True
        if added:
            self._solve()
        return added

    def sharpen(self) -> bool:
        """Go on with a guess that hides cells wholly or not at all; False = it does already."""
        if self._master is self._whole:
            return False
        self._master = self._whole
        self._solve()
        return True

    def _solve(self) -> None:
        solution = self._master.solve()
        self.value = max(self.value, solution.bound)
        if solution.values:
            self.guess = frozenset(
                cell for cell, column in self._column.items() if solution.values[column] > _ZERO
            )

    def _together(self, cell: int) -> list[int]:
        """The cells not shown that hang together with `cell`, itself included."""
        part = self._part
        reached = {cell}
        waiting = [cell]
        while waiting:
            for row in part.rows_of[waiting.pop()]:
                for other, _ in part.rows[row]:
                    if other not in reached and (not part.is_free[other] or other in self.guess):
                        reached.add(other)
                        waiting.append(other)
        return sorted(reached)


class _Group:
    """Cells that are not shown and hang together, and how far each can move."""

    def __init__(self, part: Part, cells: Sequence[int], effort: Effort) -> None:
        self.cells = cells
        self._part = part
        self._place = {cell: place for place, cell in enumerate(cells)}
        self._rows = sorted({row for cell in cells for row in part.rows_of[cell]})
        self._program = Program(
            len(cells),
            [
                [
                    (self._place[cell], factor)
                    for cell, factor in part.rows[row]
                    if cell in self._place
                ]
                for row in self._rows
            ],
            effort,
        )
        self._lower = [-float(part.down[cell]) for cell in cells]
        ups = [part.up[cell] for cell in cells]
        self._upper = [float("inf") if up is None else float(up) for up in ups]

    def row(self, cell: int, steps: int) -> dict[int, float]:
        """What must be hidden for `cell` to move so many steps, up and down together."""
        part = self._part
        place = self._place[cell]
        lower, upper = self._lower[:], self._upper[:]
        lower[place], upper[place] = (
            max(lower[place], -float(steps)),
            min(upper[place], float(steps)),
        )
        self._program.bound(range(len(self.cells)), lower, upper)
        fixed = 0.0
        helps: dict[int, float] = {}
        for sign in (1.0, -1.0):
            costs = [0.0] * len(self.cells)
            costs[place] = -sign
            self._program.price(costs)
            solution = self._program.solve()
            if solution.found is not Found.OPTIMAL:
                return {}
            gain: dict[int, float] = {cell: sign}
            for row, price in zip(self._rows, solution.prices, strict=True):
                if abs(price) > _ZERO:
                    for other, factor in part.rows[row]:
                        gain[other] = gain.get(other, 0.0) + price * factor
            for other, value in gain.items():
                if abs(value) < _ZERO:
                    continue
                if part.is_free[other]:
                    reach = 1e9 if value > 0 else -value * part.down[other]
                    if reach:
                        helps[other] = helps.get(other, 0.0) + reach
                else:
                    at = self._place[other]
                    fixed += value * (upper[at] if value > 0 else lower[at])
        need = steps - fixed
        hidden = sum(reach for other, reach in helps.items() if other in self._place)
        if need < 1e-6 or hidden > need - 1e-6:
            return {}
        return {each: min(reach / need, 1.0) for each, reach in helps.items()}
