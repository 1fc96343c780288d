"""The linear solver, kept at arm's length: floating point goes in, exact witnesses come out.

HiGHS runs on one thread with a fixed seed and limits that count nodes, never seconds, so the same
question always gets the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

#: Branch-and-bound nodes for one question; tables of counts hardly ever need more than one.
_NODES = 5000


#: How much more an iteration costs where whole values are asked for.
_WHOLE_WORK = 40


class Found(Enum):
    """What became of a linear program."""

    OPTIMAL = "optimal"
    NONE = "none"
    UNBOUNDED = "unbounded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Solution:
    """Values per column, and the dual price of each equation (linear programs only)."""

    found: Found
    values: Sequence[float] = ()
    prices: Sequence[float] = ()
    #: No solution costs less than this.
    bound: float = float("-inf")


@dataclass(slots=True)
class Effort:
    """Work done, in a measure that is the same on every computer: some 50 million a second."""

    limit: float = float("inf")
    spent: float = 0.0


class Program:
    """A minimisation over columns with bounds, under equations; hot between two solves."""

    def __init__(
        self,
        columns: int,
        equations: Sequence[Sequence[tuple[int, int]]],
        effort: Effort,
        *,
        integral: bool = False,
        nodes: int = _NODES,
    ) -> None:
        import highspy  # noqa: PLC0415  (costs as much as an empty window to import)
        import numpy as np  # noqa: PLC0415
        from highspy._core import (  # noqa: PLC0415
            _Highs as Highs,  # pyright: ignore[reportPrivateUsage]
        )

        self._numpy = np
        self._columns = np.arange(columns, dtype=np.int32)
        # Not highspy.Highs: making one prints a banner before it can be told to be silent.
        highs = Highs()
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("parallel", "off"),
            ("random_seed", 0),
            ("mip_max_nodes", nodes),
            ("mip_rel_gap", 0.0),
        ):
            highs.setOptionValue(option, value)
        zeros = np.zeros(columns)
        none = np.zeros(0, dtype=np.int32)
        highs.addCols(columns, zeros, zeros, zeros, 0, none, none, np.zeros(0))
        starts: list[int] = []
        indices: list[int] = []
        factors: list[float] = []
        for equation in equations:
            starts.append(len(indices))
            indices.extend(column for column, _ in equation)
            factors.extend(factor for _, factor in equation)
        highs.addRows(
            len(equations),
            np.zeros(len(equations)),
            np.zeros(len(equations)),
            len(indices),
            np.array(starts, dtype=np.int32),
            np.array(indices, dtype=np.int32),
            np.array(factors, dtype=np.float64),
        )
        if integral:
            whole = np.full(columns, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            highs.changeColsIntegrality(columns, self._columns, whole)
        self._highs = highs
        self._integral = integral
        self._effort = effort
        self._size = (columns + len(equations)) * (_WHOLE_WORK if integral else 1)
        self._feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
        status = highspy.HighsModelStatus
        self._meaning = {
            status.kOptimal: Found.OPTIMAL,
            status.kInfeasible: Found.NONE,
            status.kUnbounded: Found.UNBOUNDED,
        }

    def bound(self, columns: Sequence[int], lower: Sequence[float], upper: Sequence[float]) -> None:
        """New bounds for these columns; at first each is 0."""
        if columns:
            self._highs.changeColsBounds(
                len(columns),
                self._numpy.array(columns, dtype=self._numpy.int32),
                self._numpy.array(lower, dtype=float),
                self._numpy.array(upper, dtype=float),
            )

    def price(self, costs: Sequence[float]) -> None:
        """New costs for every column."""
        count = len(self._columns)
        self._highs.changeColsCost(count, self._columns, self._numpy.asarray(costs, dtype=float))

    def at_least(self, factors: Mapping[int, float], least: float) -> None:
        """One more row: the sum of factor * column may not fall below `least`."""
        self._highs.addRow(
            least,
            float("inf"),
            len(factors),
            self._numpy.array(list(factors), dtype=self._numpy.int32),
            self._numpy.array(list(factors.values()), dtype=float),
        )

    def solve(self) -> Solution:
        """Minimise; without an optimum, values and bound are there only if any were found."""
        self._highs.run()
        found = self._meaning.get(self._highs.getModelStatus(), Found.UNKNOWN)
        info = self._highs.getInfo()
        self._effort.spent += (max(info.simplex_iteration_count, 0) + 20) * self._size
        if found is not Found.OPTIMAL and info.primal_solution_status != self._feasible:
            return Solution(found)
        solution = self._highs.getSolution()
        bound = info.mip_dual_bound if self._integral else info.objective_function_value
        return Solution(found, solution.col_value, solution.row_dual, bound)
