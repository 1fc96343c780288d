"""Witnesses: other tables that a reader cannot tell from the true one."""

from collections.abc import Collection, Mapping, Sequence

from vp_desk.suppression.model import Part, Witness
from vp_desk.suppression.solver import Found, Program

#: How far from whole a value may lie and still be rounded; the exact check follows.
_WHOLE = 1e-5

#: What a step in a cell costs that is hidden already: little, but witnesses should be short.
_SHORT = 0.001


class Finder:
    """Looks for witnesses in one part: short ones, and cheap in what they need to have hidden."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._count = len(part.ids)
        # Two columns for each cell, up and down, so that both directions can have a price.
        self._equations = [
            [*row, *((cell + self._count, -factor) for cell, factor in row)] for row in part.rows
        ]
        self._program = Program(2 * self._count, self._equations)

    def witness(
        self, cell: int, opened: Collection[int], for_sale: Mapping[int, float] | None = None
    ) -> Witness | None:
        """A table that differs at `cell`, and else only where a reader sees nothing.

        Args:
            cell: The one that must have another possible value.
            opened: Cells that are not shown.
            for_sale: Other cells that could be hidden, with their price; few of them are used,
                though not always the fewest.

        Returns:
            None when there is none (or none was found within the limit of the search).
        """
        prices = for_sale or {}
        found = [
            (sum(prices.get(each, 0.0) for each in witness), witness)
            for sign in (1, -1)
            if (witness := self._towards(cell, sign, opened, prices)) is not None
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _towards(
        self, cell: int, sign: int, opened: Collection[int], prices: Mapping[int, float]
    ) -> Witness | None:
        part = self._part
        loose = {*opened, *prices}
        upper = [0.0] * (2 * self._count)
        costs = [_SHORT] * (2 * self._count)
        for each in loose:
            above = part.up[each]
            upper[each] = float("inf") if above is None else above
            upper[each + self._count] = part.down[each]
        for each, price in prices.items():
            costs[each] = costs[each + self._count] = price
        lower = [0.0] * (2 * self._count)
        forward, backward = (cell, cell + self._count)[::sign]
        if upper[forward] < 1:
            return None
        lower[forward], upper[backward] = 1.0, 0.0
        return self._ask(lower, upper, costs, loose)

    def _ask(
        self,
        lower: Sequence[float],
        upper: Sequence[float],
        costs: Sequence[float],
        loose: Collection[int],
    ) -> Witness | None:
        shown = frozenset(range(self._count)) - frozenset(loose)
        self._program.bound(lower, upper)
        self._program.price(costs)
        solution = self._program.solve()
        if solution.found is Found.NONE:
            return None
        # Most vertices are whole; of some a small multiple is, and may still fit.
        for multiple in (1, 2, 3, 4, 6) if solution.values else ():
            witness = self._rounded(solution.values, multiple)
            if witness and self._part.is_witness(witness, shown):
                return witness
        program = Program(2 * self._count, self._equations, integral=True)
        program.bound(lower, upper)
        program.price(costs)
        solution = program.solve()
        witness = self._rounded(solution.values, 1) if solution.values else None
        return witness if witness and self._part.is_witness(witness, shown) else None

    def _rounded(self, values: Sequence[float], multiple: int) -> Witness | None:
        witness: dict[int, int] = {}
        for cell in range(self._count):
            exact = (values[cell] - values[cell + self._count]) * multiple
            whole = round(exact)
            if abs(exact - whole) > _WHOLE:
                return None
            if whole:
                witness[cell] = whole
        return witness
