"""Witnesses: other tables that a reader cannot tell from the true one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from vp_desk.suppression.model import Part, Witness
from vp_desk.suppression.solver import Effort, Found, Program

#: How far from whole a value may lie and still be rounded; the exact check follows.
_WHOLE = 1e-5

#: What a step costs in a cell that is hidden already: little, but witnesses should be short.
_SHORT = 0.001

#: Branch-and-bound nodes for one question.
_NODES = 1000


class Finder:
    """Looks for witnesses in one part: short ones, and cheap in what they need to have hidden.

    It keeps everything it ever found, since a witness serves again in another pattern.
    """

    def __init__(self, part: Part, effort: Effort) -> None:
        self._part = part
        self._effort = effort
        self._count = len(part.ids)
        # Two columns for each cell, up and down, so that both directions can have a price.
        self._equations = [
            [*row, *((cell + self._count, -factor) for cell, factor in row)] for row in part.rows
        ]
        self._program = Program(2 * self._count, self._equations, effort)
        self._upper = [float("inf") if up is None else float(up) for up in part.up]
        self._upper += [float(down) for down in part.down]
        self._known: dict[int, dict[tuple[frozenset[int], int], Witness]] = {}
        self._loose: frozenset[int] = frozenset()
        self._prices: Mapping[int, float] = {}
        self.open(())

    def open(self, cells: Iterable[int], for_sale: Mapping[int, float] | None = None) -> None:
        """Say what is not shown: `cells`, those in no table, and those for sale at a price."""
        prices = for_sale or {}
        loose = self._part.closed.union(cells, prices)
        self._freeze(self._columns(self._loose - loose))
        self._release(self._columns(loose - self._loose))
        self._loose = loose
        self._prices = prices
        costs = [prices.get(cell, _SHORT) for cell in range(self._count)]
        self._program.price(costs + costs)

    def witness(self, cell: int, apart: Collection[int] = ()) -> Witness | None:
        """A table that differs at `cell`, and else only in what is open; cheap in what is for sale.

        Args:
            cell: Where it must differ.
            apart: Differences at `cell` that will not do, since they are there already.

        Returns:
            None when there is none (or none was found within the limit of the search).
        """
        if not self._prices:
            for (needs, step), known in self._known.get(cell, {}).items():
                if step not in apart and needs <= self._loose:
                    return known
        found: list[tuple[float, Witness]] = []
        for sign in (1, -1):
            witness = self.in_direction(cell, sign, apart)
            if witness is not None:
                cost = sum(self._prices.get(each, 0.0) for each in witness)
                found.append((cost, witness))
                if not self._prices:
                    break
        if not found:
            return None
        best = min(found, key=lambda pair: pair[0])[1]
        needs = frozenset(each for each in best if self._part.is_free[each])
        for each, step in best.items():
            if self._part.is_sensitive[each]:
                self._known.setdefault(each, {})[needs, step] = best
        return best

    def in_direction(self, cell: int, sign: int, apart: Collection[int] = ()) -> Witness | None:
        """The first that is there, in the stretches that `apart` leaves on one side."""
        most = self._upper[cell if sign == 1 else cell + self._count]
        taken = sorted(sign * step for step in apart if sign * step > 0)
        for low, high in pairwise((0, *taken, most + 1)):
            if high - low > 1:
                witness = self.towards(cell, sign, low + 1.0, high - 1.0)
                if witness is not None:
                    return witness
        return None

    def towards(self, cell: int, sign: int, least: float, most: float) -> Witness | None:
        """A witness that is higher (sign 1) or lower (-1) at `cell`, by `least` to `most`."""
        forward, backward = (cell, cell + self._count)[::sign]
        both = [forward, backward]
        self._program.bound(both, [least, 0.0], [most, 0.0])
        solution = self._program.solve()
        self._release(both)
        if solution.found is Found.NONE:
            return None
        # Most vertices are whole; of some a small multiple is, and may still fit.
        for multiple in (1, 2, 3, 4, 6) if solution.values else ():
            witness = self._rounded(solution.values, multiple)
            if least <= sign * witness.get(cell, 0) <= most and self._part.is_witness(
                witness, self._loose
            ):
                return witness
        return self._branch(cell, both, least, most)

    def _branch(self, cell: int, both: Sequence[int], least: float, most: float) -> Witness | None:
        """The same question where corners are not whole: branch and bound, over what is open."""
        columns = self._columns(sorted(self._loose))
        place = {column: index for index, column in enumerate(columns)}
        equations = [
            [(place[column], factor) for column, factor in equation if column in place]
            for equation in self._equations
        ]
        program = Program(
            len(columns),
            [equation for equation in equations if equation],
            self._effort,
            integral=True,
            nodes=_NODES,
        )
        forward, backward = both
        lower = [least if column == forward else 0.0 for column in columns]
        upper = [self._upper[column] for column in columns]
        upper[place[forward]], upper[place[backward]] = most, 0.0
        program.bound(range(len(columns)), lower, upper)
        program.price([self._prices.get(column % self._count, _SHORT) for column in columns])
        found = program.solve().values
        if not found:
            return None
        values = [0.0] * (2 * self._count)
        for column, value in zip(columns, found, strict=True):
            values[column] = value
        witness = self._rounded(values, 1)
        return witness if cell in witness and self._part.is_witness(witness, self._loose) else None

    def _rounded(self, values: Sequence[float], multiple: int) -> Witness:
        """The differences in a solution, `multiple` times; empty when they are not whole."""
        witness: dict[int, int] = {}
        for column, value in enumerate(values):
            if value:
                whole = round(value * multiple)
                if abs(value * multiple - whole) > _WHOLE:
                    return {}
                if whole:
                    up = column < self._count
                    cell = column if up else column - self._count
                    witness[cell] = witness.get(cell, 0) + (whole if up else -whole)
        return {cell: step for cell, step in witness.items() if step}

    def _columns(self, cells: Collection[int]) -> list[int]:
        return [*cells, *(cell + self._count for cell in cells)]

    def _release(self, columns: Sequence[int]) -> None:
        """Let the columns move as far as is known of them."""
        upper = [self._upper[column] for column in columns]
        self._program.bound(columns, [0.0] * len(columns), upper)

    def _freeze(self, columns: Sequence[int]) -> None:
        zeros = [0.0] * len(columns)
        self._program.bound(columns, zeros, zeros)
