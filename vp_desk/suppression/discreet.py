"""Choosing so that the choice itself tells nothing, even to who knows this code and every secret.

Denials leak when they depend on what only the owner knows; they cannot when the reader could have
taken the same decision (Kenthapadi, Mishra and Nissim, "Simulatable auditing", PODS 2005).
"""

from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor, inf

from vp_desk.suppression.finder import Finder
from vp_desk.suppression.model import Part, Witness
from vp_desk.suppression.solver import Effort, Found, Program

_SLACK = 1e-6

#: How far from the truth witnesses are looked for that are alike.
_FAR = 60

#: Branch-and-bound nodes for one of those.
_NODES = 500


def without_values(part: Part, steps: int) -> Part:
    """The same part as one sees it who knows its shape and not its values.

    Every cell may go so many steps up and down, less where its bounds are closer than that.
    """
    room = [
        steps if up is None else min(steps, down + up)
        for down, up in zip(part.down, part.up, strict=True)
    ]
    return replace(part, down=tuple(room), up=tuple(room))


class Alike(Finder):
    """Finds witnesses with the same small cells as the truth.

    Of those the choice is made in the same way; a table in which another cell is small is another
    case, in which other cells may be hidden.
    """

    def __init__(self, part: Part, effort: Effort) -> None:
        super().__init__(part, effort)
        # A third column for each cell: 0 = it is nothing, 1 = it is more than small.
        self._whole = Program(3 * self._count, self._equations, effort, integral=True, nodes=_NODES)
        self._bounded = [
            cell for cell in part.free if part.small and not 0 < part.down[cell] <= part.small
        ]
        for cell in self._bounded:
            up, down, some = cell, cell + self._count, cell + 2 * self._count
            value = part.down[cell]
            self._whole.at_least({up: 1, down: -1, some: -part.small - 1}, -value)
            self._whole.at_least({up: -1, down: 1, some: value + _FAR}, value)
        self._whole.price([1.0] * 2 * self._count + [0.0] * self._count)

    def towards(self, cell: int, sign: int, least: float, most: float) -> Witness | None:
        """A witness that is higher (sign 1) or lower (-1) at `cell`, by `least` to `most`."""
        count = self._count
        forward, backward = (cell, cell + count)[::sign]
        loose = self._loose
        upper = [
            min(self._upper[column], _FAR) if column % count in loose else 0.0
            for column in range(2 * count)
        ]
        upper += [1.0] * count
        lower = [0.0] * 3 * count
        lower[forward], upper[forward], upper[backward] = least, min(most, _FAR), 0.0
        if upper[forward] < least:
            return None
        self._whole.bound(range(3 * count), lower, upper)
        values = self._whole.solve().values
        witness: Witness = self._rounded(values[: 2 * count], 1) if values else {}
        return witness if cell in witness and self._is_alike(witness) else None

    def _is_alike(self, witness: Witness) -> bool:
        value = self._part.down
        return self._part.is_witness(witness, self._loose) and not any(
            0 < value[cell] + witness.get(cell, 0) <= self._part.small for cell in self._bounded
        )


class Onlooker:
    """What a reader knows while cells are shown one after the other.

    It works on differences from the truth, but every answer is the same for each table that the
    reader may still think of.
    """

    def __init__(self, part: Part, needs: Mapping[int, int], effort: Effort) -> None:
        self._part = part
        self._needs = {cell: need for cell, need in needs.items() if need}
        self._lower = [-float(down) for down in part.down]
        self._upper = [inf if up is None else float(up) for up in part.up]
        self._count = len(part.ids)
        self._program = Program(self._count, part.rows, effort)
        self._program.bound(range(self._count), self._lower, self._upper)

    def may_see(self, cell: int) -> bool:
        """Whether every sensitive cell stays safe, whatever the value of `cell` proves to be.

        What is possible between two values is no narrower than at the narrower of the two, so the
        least and the most it can be are looked at.
        """
        least, most = self._reach(cell, 1), self._reach(cell, -1)
        ends = {ceil(least[0] - _SLACK)}
        if most[0] < inf:
            ends.add(floor(most[0] + _SLACK))
        safe = all(self._stays_safe(cell, end) for end in ends)
        self._program.bound([cell], [self._lower[cell]], [self._upper[cell]])
        return safe

    def sees(self, cell: int) -> None:
        """From now on `cell` is shown."""
        self._lower[cell] = self._upper[cell] = 0.0
        self._program.bound([cell], [0.0], [0.0])

    def _stays_safe(self, shown: int, value: int) -> bool:
        """Whether each sensitive cell has room when `shown` is seen to be this."""
        self._program.bound([shown], [float(value)], [float(value)])
        tables: list[list[float]] = []
        for cell, need in self._needs.items():
            seen = [table[cell] for table in tables]
            if seen and max(seen) - min(seen) >= need - _SLACK:
                continue
            (least, below), (most, above) = self._reach(cell, 1), self._reach(cell, -1)
            if floor(most + _SLACK if most < inf else 2**53) - ceil(least - _SLACK) < need:
                return False
            tables += [table for table in (below, above) if table]
        return True

    def _reach(self, cell: int, sign: int) -> tuple[float, list[float]]:
        """The least (sign 1) or most (-1) that a cell can be, with a table in which it is so."""
        costs = [0.0] * self._count
        costs[cell] = float(sign)
        self._program.price(costs)
        solution = self._program.solve()
        if solution.found is not Found.OPTIMAL:  # counts are not negative: only upwards is endless
            return (float(self._lower[cell]) if sign == 1 else inf), []
        return solution.values[cell], list(solution.values)
