"""An outside checker: what anybody can work out from published numbers, by OR-tools CP-SAT.

It shares no code with the product and never sees the true counts: it is given what was read back
from a finished publication, `known` numbers and bounds for the rest, and the sums between them.
"""

from collections.abc import Collection, Mapping, Sequence

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

#: For one question to the solver of linear programs.
_MOST_SECONDS = 300

#: A published number, or the lowest and highest that a reader thinks possible (None = no limit).
Known = int | tuple[int, int | None]

Relation = Sequence[tuple[str, int]]


class ContradictionError(AssertionError):
    """No table at all fits what was published: it was read back wrong, or is wrong."""


def possible_values(
    cells: Mapping[str, Known], relations: Sequence[Relation], asked: Collection[str] | None = None
) -> dict[str, tuple[int, int | None]]:
    """Lowest and highest possible whole value of the cells asked (by default: all not published).

    Returns `{"bullying": (1, 4), "total": (7, 7), "other": (0, None)}`; None = without end.
    """
    attack = _Attack(cells, relations)
    if asked is None:
        asked = [name for name, known in cells.items() if not isinstance(known, int)]
    return {name: (attack.least(name), attack.most(name)) for name in asked}


def disclosed(
    cells: Mapping[str, Known], relations: Sequence[Relation], asked: Collection[str]
) -> dict[str, int]:
    """Those of the cells asked that have one possible value, with that value.

    Much faster than `possible_values` for many cells: each table found clears all cells in which it
    differs from the first one.
    """
    attack = _Attack(cells, relations)
    first = attack.any_table()
    left = {name for name in asked if not isinstance(cells[name], int)}
    answer = {name: first[name] for name in asked if name not in left}
    while left:
        other = attack.different_table(first, sorted(left))
        if not other:
            break
        left -= other
    return answer | {name: first[name] for name in left}


class _Attack:
    def __init__(self, cells: Mapping[str, Known], relations: Sequence[Relation]) -> None:
        figures = [known if isinstance(known, int) else known[1] or 0 for known in cells.values()]
        #: More than any combination of the published numbers: who gets here can go on for ever.
        self._horizon = 1000 + 8 * sum(figures) * max(1, len(relations).bit_length())
        self._model = cp_model.CpModel()
        self._cells: dict[str, cp_model.IntVar] = {}
        for name, known in cells.items():
            low, high = (known, known) if isinstance(known, int) else known
            ceiling = self._horizon if high is None else high
            self._cells[name] = self._model.new_int_var(low, ceiling, name)
        self._relations = relations
        for relation in relations:
            total = sum(factor * self._cells[name] for name, factor in relation)
            self._model.add(total == 0)

    def any_table(self) -> dict[str, int]:
        solver = self._solve(self._model)
        return {name: solver.value(cell) for name, cell in self._cells.items()}

    def least(self, name: str) -> int:
        model = self._model.clone()
        model.minimize(model.get_int_var_from_proto_index(self._cells[name].index))
        least: float = self._solve(model).objective_value
        return round(least)

    def most(self, name: str) -> int | None:
        model = self._model.clone()
        model.maximize(model.get_int_var_from_proto_index(self._cells[name].index))
        found = round(self._solve(model).objective_value)
        return None if found >= self._horizon // 2 else found

    def different_table(self, first: Mapping[str, int], names: Sequence[str]) -> set[str]:
        """Those of the names that differ from `first` in a table that differs in many of them."""
        model = self._model.clone()
        differs = {name: model.new_bool_var(f"{name} differs") for name in names}
        for name, flag in differs.items():
            cell = model.get_int_var_from_proto_index(self._cells[name].index)
            model.add(cell != first[name]).only_enforce_if(flag)
        model.add_bool_or(differs.values())
        # Many at once is only a matter of speed: after a while any such table will do.
        many = model.clone()
        many.maximize(
            sum(many.get_bool_var_from_proto_index(flag.index) for flag in differs.values())
        )
        for attempt in (many, model):
            solver, status = self._run(attempt, 1.0)
            if status == cp_model.INFEASIBLE:
                return set()
            if status in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
                return {name for name, flag in differs.items() if solver.value(flag)}
        return self._different_by_sums(first, names)

    def _different_by_sums(self, first: Mapping[str, int], names: Sequence[str]) -> set[str]:
        """The same, one cell after the other with a solver of linear programs.

        It is quick where the other one has to try numbers: a few cells left in a large table.
        """
        for name in names:
            for step in (1, -1):
                found = self._beside(name, first[name], step)
                if found is not None:
                    return {each for each in names if found[each] != first[each]}
        return set()

    def _beside(self, name: str, value: int, step: int) -> dict[str, int] | None:
        """A table in which this cell is higher, or lower, than a value; None = there is none."""
        solver = pywraplp.Solver.CreateSolver("SCIP")
        solver.SetTimeLimit(_MOST_SECONDS * 1000)
        cells = {
            each: solver.IntVar(*self._model.proto.variables[cell.index].domain, each)
            for each, cell in self._cells.items()
        }
        for relation in self._relations:
            solver.Add(sum(factor * cells[each] for each, factor in relation) == 0)
        solver.Add(step * cells[name] >= step * value + 1)
        solver.Minimize(step * cells[name])
        status = solver.Solve()
        if status == pywraplp.Solver.INFEASIBLE:
            return None
        if status != pywraplp.Solver.OPTIMAL:
            raise AssertionError("the checker gave up")
        found = {each: round(cell.solution_value()) for each, cell in cells.items()}
        if any(sum(factor * found[each] for each, factor in r) for r in self._relations):
            raise AssertionError("the checker's table does not add up")
        return found

    def _solve(self, model: cp_model.CpModel) -> cp_model.CpSolver:
        solver, status = self._run(model, None)
        if status == cp_model.INFEASIBLE:
            raise ContradictionError
        if status != cp_model.OPTIMAL:
            raise AssertionError(f"the checker gave up: {solver.status_name(status)}")
        return solver

    @staticmethod
    def _run(
        model: cp_model.CpModel, patience: float | None
    ) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        if patience is not None:
            solver.parameters.max_deterministic_time = patience
        return solver, solver.solve(model)
