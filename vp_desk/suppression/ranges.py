"""Figures of which a range was published before: `<5`, "10 to 20"."""

from collections.abc import Mapping, Sequence

from vp_desk.suppression.model import Cell, Relation, State


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
    chosen: dict[str, int] = {}
    kept: list[Relation] = []
    for relation in relations:
        if any(name not in values and name not in ranges for name, _ in relation):
            continue
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
    cells = [
        Cell(name, value, State.HIDDEN, ranges[name][0], ranges[name][1])
        for name, value in chosen.items()
    ]
    return cells, kept
