"""Figures of which a range was published before: `<5`, "10 to 20"."""

from collections.abc import Mapping, Sequence

from vp_desk.suppression.model import Cell, Relation, State
from vp_desk.suppression.solver import Effort, Program


def with_ranges(
    values: Mapping[str, int],
    ranges: Mapping[str, tuple[int, int | None]],
    relations: Sequence[Relation],
) -> tuple[list[Cell], list[Relation]]:
    """Cells for figures of which only the bounds are known, to us as to any reader.

    Every value that fits will do for the true one: what a reader thinks possible is the same.

    Args:
        values: the cells that we know.
        ranges: lowest and highest value of the others (None = no limit).
        relations: over both; one that names any other cell is left out, and so is one that no
            values in the ranges fit, since what was printed then contradicts itself.

    Returns:
        A cell for each range that is tied to anything, and the relations that hold.
    """
    known = [
        relation
        for relation in relations
        if all(name in values or name in ranges for name, _ in relation)
    ]
    chosen, kept = _one_by_one(values, ranges, known)
    if len(kept) < len(known):
        chosen, kept = _together(values, ranges, known, chosen, kept)
    cells = [
        Cell(name, value, State.HIDDEN, ranges[name][0], ranges[name][1])
        for name, value in chosen.items()
    ]
    return cells, kept


_Ranges = Mapping[str, tuple[int, int | None]]


def _one_by_one(
    values: Mapping[str, int], ranges: _Ranges, relations: Sequence[Relation]
) -> tuple[dict[str, int], list[Relation]]:
    """Values that fit each relation, given those before it; mostly that will do."""
    chosen: dict[str, int] = {}
    kept: list[Relation] = []
    for relation in relations:
        found = {
            name: values[name] if name in values else chosen.get(name, ranges[name][0])
            for name, _ in relation
        }
        gap = -sum(factor * found[name] for name, factor in relation)
        for name, factor in relation:
            if name in values or name in chosen:
                continue
            low, high = ranges[name]
            step = max(gap // factor, 0)
            if high is not None:
                step = min(step, high - low)
            found[name] += step
            gap -= factor * step
        if gap == 0:
            kept.append(relation)
            chosen |= {name: value for name, value in found.items() if name in ranges}
    return chosen, kept


def _together(
    values: Mapping[str, int],
    ranges: _Ranges,
    relations: Sequence[Relation],
    chosen: dict[str, int],
    kept: Sequence[Relation],
) -> tuple[dict[str, int], list[Relation]]:
    """The same, where a choice for one relation stood in the way of a later one."""
    held = [*kept]
    for relation in relations:
        if relation in held or all(name in values for name, _ in relation):
            continue
        found = _fit(values, ranges, [*held, relation])
        if found is not None:
            chosen = found
            held.append(relation)
    return chosen, [relation for relation in relations if relation in held]


def _fit(
    values: Mapping[str, int], ranges: _Ranges, relations: Sequence[Relation]
) -> dict[str, int] | None:
    """Whole values in the ranges that fit all these relations; None when there are none."""
    names = list(dict.fromkeys(n for r in relations for n, _ in r if n not in values))
    place = {name: index for index, name in enumerate(names)}
    equations: list[list[tuple[int, int]]] = []
    for relation in relations:
        factors: dict[int, int] = {}
        for name, factor in relation:
            # The last column stands for what we know: it is always 1.
            column = place.get(name, len(names))
            factors[column] = factors.get(column, 0) + factor * values.get(name, 1)
        equations.append(list(factors.items()))
    program = Program(len(names) + 1, equations, Effort(), integral=True)
    lower = [float(ranges[name][0]) for name in names]
    highs = [ranges[name][1] for name in names]
    upper = [float("inf") if high is None else float(high) for high in highs]
    program.bound(range(len(names) + 1), [*lower, 1.0], [*upper, 1.0])
    solution = program.solve()
    found = {name: round(value) for name, value in zip(names, solution.values, strict=False)}
    fits = len(found) == len(names) and all(
        low <= found[name] and (high is None or found[name] <= high)
        for name, (low, high) in ranges.items()
        if name in found
    )
    exact = fits and not any(
        sum(factor * (values[n] if n in values else found[n]) for n, factor in relation)
        for relation in relations
    )
    return found if exact else None
