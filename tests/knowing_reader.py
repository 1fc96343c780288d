"""A reader who has the program, and tries every secret on every table that fits what is published.

It shares no code with the engine: it lists two-way tables by itself and only asks, as anybody with the
program can, which cells would be hidden in a table that is made up.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

Rows = tuple[tuple[int, ...], ...]
#: Table and secret → the cells that would be hidden besides the small ones.
Choice = Callable[[Rows, int], frozenset[str]]

#: How far from the truth the reader looks, and at how many tables each time; looking further can
#: only clear more cells, so these make the count of determined cells too high, never too low.
REACHES, MOST_TABLES = (1, 2, 4, 8), 1500


def figures(rows: Rows) -> dict[str, int]:
    """Every cell of the published table by name: `"0,1"`, `"0,*"`, `"*,1"`, `"*,*"`."""
    found = {f"{i},{j}": value for i, row in enumerate(rows) for j, value in enumerate(row)}
    found |= {f"{i},*": sum(row) for i, row in enumerate(rows)}
    found |= {f"*,{j}": sum(column) for j, column in enumerate(zip(*rows, strict=True))}
    return found | {"*,*": sum(map(sum, rows))}


@dataclass
class KnowingReader:
    """Counts the small figures that follow from the figures, the pattern and the program."""

    choose: Choice
    secrets: Sequence[int]
    threshold: int = 5
    #: Whether the reader is also told which of the hidden cells are small, so that the rest are not.
    #: Else, as reader P, that the small ones are 1 to threshold - 1, and of the rest nothing.
    told_which: bool = False
    _chosen: dict[tuple[Rows, int], frozenset[str]] = field(default_factory=dict, repr=False)

    def determined(self, rows: Rows, secret: int) -> set[str]:
        """The small figures of this table that have one possible value for the reader.

        Not those that have one whatever the program does.
        """
        truth = figures(rows)
        pattern = self._hidden(rows, secret)
        left = self._small(truth)
        fixed = set(left)
        fitting: dict[Rows, dict[str, int]] = {}
        for reach, far_first in product(REACHES, (False, True)):
            found = islice(self._fitting(rows, truth, pattern, reach, far_first), MOST_TABLES)
            new = {other: figures(other) for other in found if other not in fitting}
            fitting |= new
            for other, values in new.items():
                differs = {name for name in left if values[name] != truth[name]}
                fixed -= differs
                if differs and self._hidden(other, secret) == pattern:
                    left -= differs
            if not left:
                return left
        # Another secret may lead to the same pattern too.
        left -= fixed
        for guess in self.secrets:
            for other, values in fitting.items():
                differs = {name for name in left if values[name] != truth[name]}
                if differs and self._hidden(other, guess) == pattern:
                    left -= differs
                if not left:
                    return left
        return left

    def _small(self, values: Mapping[str, int]) -> set[str]:
        return {name for name, value in values.items() if 0 < value < self.threshold}

    def _hidden(self, rows: Rows, secret: int) -> frozenset[str]:
        if (rows, secret) not in self._chosen:
            small = self._small(figures(rows))
            self._chosen[rows, secret] = self.choose(rows, secret) | small
        return self._chosen[rows, secret]

    def _fitting(
        self,
        rows: Rows,
        truth: Mapping[str, int],
        hidden: frozenset[str],
        reach: int,
        far_first: bool,
    ) -> Iterator[Rows]:
        """Tables near this one that the reader may hold for the true one."""
        small = self._small(truth)

        def may_be(name: str, value: int) -> bool:
            if name not in hidden:
                return value == truth[name]
            if name in small or self.told_which:
                return (0 < value < self.threshold) == (name in small)
            return True

        def candidates(i: int, j: int) -> list[int]:
            value = rows[i][j]
            near = range(max(0, value - reach), value + reach + 1)
            return sorted(
                (each for each in near if may_be(f"{i},{j}", each)),
                key=lambda each: abs(each - value),
                reverse=far_first,
            )

        def row_by_row(done: Rows) -> Iterator[Rows]:
            i = len(done)
            if i == len(rows):
                if all(may_be(name, value) for name, value in figures(done).items()):
                    yield done
                return
            for row in product(*(candidates(i, j) for j in range(len(rows[0])))):
                below = (*done, row)
                fits = may_be(f"{i},*", sum(row)) and all(
                    f"*,{j}" in hidden or sum(column) <= truth[f"*,{j}"]
                    for j, column in enumerate(zip(*below, strict=True))
                )
                if fits:
                    yield from row_by_row(below)

        return row_by_row(())
