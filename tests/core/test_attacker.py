"""The outside checker itself: its two ways to look for another table agree."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

import pytest

from tests.attacker import Known, Relation, _Attack

SIZE = 4


def square(seed: int) -> tuple[dict[str, Known], list[Relation]]:
    """A square table with its totals, of which about four in ten cells are published."""
    random = Random(seed)  # noqa: S311 - the same tables each time
    true = [[random.randrange(6) for _ in range(SIZE)] for _ in range(SIZE)]
    cells: dict[str, Known] = {}
    relations: list[Relation] = []
    for i in range(SIZE):
        for j in range(SIZE):
            cells[f"{i}{j}"] = true[i][j] if random.random() < 0.4 else (0, None)
        cells[f"row {i}"] = sum(true[i])
        cells[f"column {i}"] = sum(row[i] for row in true)
        relations.append([(f"row {i}", -1), *((f"{i}{j}", 1) for j in range(SIZE))])
        relations.append([(f"column {i}", -1), *((f"{j}{i}", 1) for j in range(SIZE))])
    return cells, relations


@pytest.mark.parametrize("seed", range(20))
def test_both_ways_find_the_same_cells_with_one_possible_value(seed: int) -> None:
    cells, relations = square(seed)
    attack = _Attack(cells, relations)
    first = attack.any_table()

    def one_value(look: Callable[[Mapping[str, int], Sequence[str]], set[str]]) -> set[str]:
        left = {name for name, known in cells.items() if not isinstance(known, int)}
        while left and (other := look(first, sorted(left))):
            left -= other
        return left

    assert one_value(attack.different_table) == one_value(attack._different_by_sums)
