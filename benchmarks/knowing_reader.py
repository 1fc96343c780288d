"""The price of a choice that tells nothing: who knows the program against figures hidden.

`python -m benchmarks.knowing_reader [--tables N] [--secrets N]` prints the curve of
`docs/decisions/0008-a-choice-that-tells-nothing.md`: for several ways to choose, the share of small
figures that a reader works out who tries every secret, and how many figures are hidden besides.
With `--spread` it prints how far the choice of the program lies above the minimum, table by table.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from statistics import mean

from tests.core.test_kerckhoffs import cells_of, secret_of, tables
from tests.knowing_reader import KnowingReader, Rows, figures
from vp_desk.suppression import chooser, protect
from vp_desk.suppression.model import keyed


def near(rows: Rows, secret: int) -> frozenset[str]:
    """Near the minimum, with the room that is set."""
    return protect(*cells_of(rows, 5), seed=secret_of(secret), small_part=0).secondary


def hasty(rows: Rows, secret: int) -> frozenset[str]:
    """A chance pattern without a needless cell: the first that is found."""
    return protect(*cells_of(rows, 5), seed=secret_of(secret), small_part=0, effort=0).secondary


def by_shape(rows: Rows, secret: int) -> frozenset[str]:
    """By the shape alone where that will do, else near the minimum."""
    return protect(*cells_of(rows, 5), seed=secret_of(secret), small_part=1).secondary


def telling_nothing(rows: Rows, secret: int) -> frozenset[str]:
    """By the shape alone where that will do, else what an onlooker could have decided."""
    return protect(*cells_of(rows, 5), seed=secret_of(secret)).secondary


def and_more(
    choose: Callable[[Rows, int], frozenset[str]], more: int
) -> Callable[[Rows, int], frozenset[str]]:
    """The same, and so many other figures by chance."""

    def chosen(rows: Rows, secret: int) -> frozenset[str]:
        pattern = choose(rows, secret)
        left = {name for name, value in figures(rows).items() if not 0 < value < 5} - pattern
        order = sorted(left, key=lambda name: keyed(secret_of(secret), name, "more"))
        return pattern | frozenset(order[:more])

    return chosen


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.knowing_reader", description=__doc__)
    parser.add_argument("--tables", type=int, default=40)
    parser.add_argument("--secrets", type=int, default=30)
    parser.add_argument("--spread", action="store_true", help="figures above the minimum")
    asked = parser.parse_args()
    if asked.spread:
        _spread(asked.tables)
        return 0
    # The second number is the least room, or the number of tries by shape.
    ways: Mapping[str, tuple[float, int, Callable[[Rows, int], frozenset[str]]]] = {
        "minimum, no room": (0.0, 0, near),
        "room max(1, 10 %)": (0.1, 1, near),
        "room max(3, 30 %)": (0.3, 3, near),
        "chance, nothing needless": (0.1, 1, hasty),
        "room max(1, 10 %), one more by chance": (0.1, 1, and_more(near, 1)),
        "room max(1, 10 %), two more by chance": (0.1, 1, and_more(near, 2)),
        "by shape, else near the minimum": (0.1, 1, by_shape),
        "as an onlooker": (0.1, 0, telling_nothing),
        "by shape, one try, else as an onlooker": (0.1, 1, telling_nothing),
        "by shape, four tries, else as an onlooker": (0.1, 4, telling_nothing),
    }
    shapes = ((3, 3), (2, 4), (3, 4))
    print("| choice | " + " | ".join(f"{a} × {b}" for a, b in shapes) + " |")
    print("|---|" + "---|" * len(shapes), flush=True)
    for label, (share, least, choose) in ways.items():
        chooser.ROOM_SHARE, chooser.ROOM_LEAST, chooser.BLIND = share, least, least
        found = [_measure(choose, shape, asked.tables, asked.secrets) for shape in shapes]
        print(f"| {label} | " + " | ".join(found) + " |", flush=True)
    return 0


def _spread(number: int) -> None:
    """How many of so many tables lie how far above the minimum."""
    most = 8
    print("| table | small | minimum | " + " | ".join(f"+{n}" for n in range(most + 1)) + " |")
    print("|---|" + "---|" * (most + 3), flush=True)
    for shape in ((3, 3), (2, 4), (3, 4), (4, 4)):
        above = Counter[int]()
        small: list[int] = []
        fewest: list[int] = []
        for rows in tables(*shape, number):
            small.append(sum(0 < value < 5 for value in figures(rows).values()))
            chooser.ROOM_SHARE, chooser.ROOM_LEAST = 0.0, 0
            fewest.append(len(near(rows, 0)))
            chooser.ROOM_SHARE, chooser.ROOM_LEAST = 0.10, 1
            above[max(0, len(telling_nothing(rows, 0)) - fewest[-1])] += 1
        line = " | ".join(str(above[n]) for n in range(most + 1))
        print(
            f"| {shape[0]} × {shape[1]} | {mean(small):.1f} | {mean(fewest):.2f} | {line} |",
            flush=True,
        )


def _measure(
    choose: Callable[[Rows, int], frozenset[str]], shape: tuple[int, int], number: int, secrets: int
) -> str:
    reader = KnowingReader(choose, range(secrets))
    determined = small = 0
    hidden: list[int] = []
    for rows in tables(*shape, number):
        lost = protect(*cells_of(rows, 5), seed=b"").unprotectable
        determined += len(reader.determined(rows, 0) - lost)
        small += len({name for name, value in figures(rows).items() if 0 < value < 5} - lost)
        hidden.append(len(choose(rows, 0)))
    return f"{100 * determined / small:.1f} % of {small}; {mean(hidden):.2f}"


if __name__ == "__main__":
    sys.exit(main())
