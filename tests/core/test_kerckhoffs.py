"""Nothing small follows for a reader who has the program too, and tries every secret.

Short here, long with `make attack`. The choice behind it, and what it costs:
docs/decisions/0008-a-choice-that-tells-nothing.md.
"""

import os
from random import Random

import pytest

from tests.knowing_reader import KnowingReader, Rows, figures
from vp_desk.suppression import Cell, Relation, State, protect

LONG = bool(os.environ.get("VP_DESK_ATTACK"))
TABLES, SECRETS = (120, 30) if LONG else (8, 10)
SHAPES = ((3, 3), (2, 4), (3, 4), (4, 4)) if LONG else ((3, 3), (2, 4))


def cells_of(rows: Rows, threshold: int) -> tuple[list[Cell], list[Relation]]:
    height, width = range(len(rows)), range(len(rows[0]))
    cells = [
        Cell(name, value, State.HIDDEN, 1, threshold - 1, sensitive=True)
        if 0 < value < threshold
        else Cell(name, value)
        for name, value in figures(rows).items()
    ]
    relations: list[Relation] = [
        ((f"{i},*", 1), *((f"{i},{j}", -1) for j in width)) for i in height
    ]
    relations += [((f"*,{j}", 1), *((f"{i},{j}", -1) for i in height)) for j in width]
    relations.append((("*,*", 1), *((f"{i},*", -1) for i in height)))
    relations.append((("*,*", 1), *((f"*,{j}", -1) for j in width)))
    return cells, relations


def secret_of(number: int) -> bytes:
    return b"secret %d" % number


def chosen(rows: Rows, secret: int) -> frozenset[str]:
    return protect(*cells_of(rows, 5), seed=secret_of(secret)).secondary


def near_the_minimum(rows: Rows, secret: int) -> frozenset[str]:
    return protect(*cells_of(rows, 5), seed=secret_of(secret), small_part=0).secondary


def tables(height: int, width: int, number: int) -> list[Rows]:
    chance = Random(f"{height} {width}")  # noqa: S311 - no secret
    found: list[Rows] = []
    while len(found) < number:
        thickness = chance.choice((0.33, 0.2, 0.12))
        rows = tuple(
            tuple(min(20, int(chance.expovariate(thickness))) for _ in range(width))
            for _ in range(height)
        )
        if any(0 < value < 5 for value in figures(rows).values()):
            found.append(rows)
    return found


@pytest.mark.parametrize("told_which", [False, True])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_small_figure_follows_for_who_tries_every_secret(
    shape: tuple[int, int], told_which: bool
) -> None:
    reader = KnowingReader(chosen, range(SECRETS), told_which=told_which)
    found = 0
    protected = 0
    for rows in tables(*shape, TABLES):
        for secret in range(2):
            pattern = protect(*cells_of(rows, 5), seed=secret_of(secret))
            small = {name for name, value in figures(rows).items() if 0 < value < 5}
            protected += len(small - pattern.unprotectable)
            found += len(reader.determined(rows, secret) - pattern.unprotectable)
    assert found == 0
    assert protected > 20


def test_the_reader_finds_what_a_choice_near_the_minimum_gives_away() -> None:
    # 8 = 4 + 4 in the first row is why its total is hidden; of any other sum it would be shown.
    reader = KnowingReader(near_the_minimum, range(SECRETS), told_which=True)
    found = {name for rows in tables(3, 3, 20) for name in reader.determined(rows, 0)}
    assert found
