"""Proofs: for each sensitive cell, witnesses that differ there, and differ from one another."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from vp_desk.suppression.finder import Finder
from vp_desk.suppression.model import Witness

#: Sensitive cell → as many witnesses as it needs; with the truth, one value more than that.
Proof: TypeAlias = Mapping[int, tuple[Witness, ...]]


class Proofs:
    """Gathers the witnesses of cells, until each has as many as it needs."""

    def __init__(self, needs: Mapping[int, int], known: Proof | None = None) -> None:
        """Begin.

        Args:
            needs: how many witnesses each cell must have.
            known: what is proven already.
        """
        self._needs = needs
        self.by_cell: dict[int, tuple[Witness, ...]] = dict(known or {})

    def learn(self, witness: Witness) -> None:
        """Note a witness for each of the cells that it serves."""
        for cell in self._needs.keys() & witness.keys():
            self._note(cell, witness)

    def _note(self, cell: int, witness: Witness) -> None:
        have = self.by_cell.get(cell, ())
        if len(have) < self._needs[cell] and witness[cell] not in self.steps(cell):
            self.by_cell[cell] = (*have, witness)

    def lacks(self, cell: int) -> bool:
        """Whether it needs more."""
        return len(self.by_cell.get(cell, ())) < self._needs[cell]

    def steps(self, cell: int) -> set[int]:
        """By how much its witnesses differ from the truth."""
        return {witness[cell] for witness in self.by_cell.get(cell, ())}

    def complete(self, finder: Finder, cells: Iterable[int]) -> Collection[int]:
        """Look for what is missing in what the finder has open; the cells that stay without."""
        return [cell for cell in cells if not self._filled(finder, cell)]

    def holds(self, finder: Finder, cells: Iterable[int]) -> bool:
        """The same, but stops at the first cell that stays without."""
        return all(self._filled(finder, cell) for cell in cells)

    def _filled(self, finder: Finder, cell: int) -> bool:
        while self.lacks(cell):
            witness = finder.witness(cell, self.steps(cell))
            if witness is None:
                return False
            self.learn(witness)
        return True

    def without(self, shown: int, finder: Finder) -> "Proofs | None":
        """The same without the witnesses in which `shown` differs; None when that cannot be."""
        kept = {
            cell: tuple(witness for witness in have if shown not in witness)
            for cell, have in self.by_cell.items()
        }
        proofs = Proofs(self._needs, kept)
        for cell in self.by_cell:
            if not proofs._filled(finder, cell):
                return None
        return proofs
