"""Choose the secondaries: few, none of them needless, and not to be inverted by who knows this code."""

from collections.abc import Callable, Collection, Sequence
from math import ceil

from vp_desk.suppression.bound import LowerBound
from vp_desk.suppression.finder import Finder
from vp_desk.suppression.model import Cell, Part, Pattern, Relation, Witness, keyed, parts

#: Patterns tried for one part before the best of them is taken, near the optimum or not.
_ATTEMPTS = 40

#: The first so many attempts follow chance alone; later ones lean on the lower bound.
_BY_CHANCE = 3

#: How far above the proven minimum a pattern may lie: room for chance, so that the choice itself
#: gives nothing away (docs/decisions/0003-suppression.md).
_ROOM_SHARE, _ROOM_LEAST = 0.10, 1

#: What a cell costs that the lower bound would hide, compared to its own price.
_REBATE = 0.02


def protect(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    *,
    seed: bytes,
    progress: Callable[[int, int], None] | None = None,
) -> Pattern:
    """Hide so many FREE cells that each sensitive one keeps two possible whole values.

    Every sensitive cell gets a witness: another table of whole numbers that agrees with all that is
    shown and known, and differs at that cell. Witnesses are checked in exact arithmetic; what the
    solver does not find counts as not there, so its mistakes hide more and never less.

    Args:
        cells: Every cell that any reader may know or compute, once.
        relations: What adds up to what; must hold for the true values.
        seed: A secret of the vault. Same input and seed, same pattern, in whatever order.
        progress: Called with steps done and steps in all; may raise to cancel.

    Raises:
        ValueError: The cells or relations contradict each other: a mistake of the caller.
    """
    pieces = [part for part in parts(cells, relations, seed=seed) if part.sensitive]
    secondary: set[str] = set()
    unprotectable: set[str] = set()
    near = True
    least = cost = 0
    for done, part in enumerate(pieces):

        def step(fraction: float, done: int = done) -> None:
            if progress is not None:
                progress(round(1000 * (done + fraction)), 1000 * len(pieces))

        search = _Search(part, seed, step)
        near = search.run(least, cost) and near
        least += search.least
        cost += search.cost
        secondary.update(part.ids[cell] for cell in search.best)
        unprotectable.update(part.ids[cell] for cell in search.hopeless)
    if progress is not None:
        progress(1000 * len(pieces), 1000 * len(pieces))
    method = "exact-witness, near the minimum" if near else "exact-witness, minimum not proven"
    return Pattern(frozenset(secondary), frozenset(unprotectable), method)


class _Search:
    """The search in one part."""

    def __init__(self, part: Part, seed: bytes, step: Callable[[float], None]) -> None:
        self._part = part
        self._seed = seed
        self._step = step
        self._finder = Finder(part)
        self._free = frozenset(part.free)
        self._closed = frozenset(range(len(part.ids))) - self._free
        self._proof: dict[int, Witness] = {}
        self._exposed: list[int] = []
        #: FREE cells to hide, what they cost, and what no pattern can cost less than.
        self.best: frozenset[int] = frozenset()
        self.cost = self.least = 0
        #: Sensitive cells that nothing can protect.
        self.hopeless: frozenset[int] = frozenset()

    def run(self, least_elsewhere: int, cost_elsewhere: int) -> bool:
        """Find `best` and `hopeless`; False when the whole may be far from the minimum.

        Args:
            least_elsewhere: The least that the parts already done could cost.
            cost_elsewhere: What they do cost.
        """
        self._look_at_what_is_hidden_anyway()
        if not self._exposed:
            return True
        bound = LowerBound(self._part, self._part.weight)
        for attempt in range(_ATTEMPTS):
            self._step(attempt / _ATTEMPTS)
            leaning = bound.guess if attempt >= _BY_CHANCE else frozenset[int]()
            pattern = self._attempt(attempt, leaning)
            cost = sum(self._part.weight[cell] for cell in pattern)
            if attempt == 0 or cost < self.cost:
                self.best, self.cost = pattern, cost
            going = bound.improve(self._exposed)
            self.least = ceil(bound.value - 1e-6)
            least = least_elsewhere + self.least
            if cost_elsewhere + self.cost <= least + max(_ROOM_LEAST, _ROOM_SHARE * least):
                return True
            if not going and attempt > _BY_CHANCE:
                break
        return False

    def _look_at_what_is_hidden_anyway(self) -> None:
        """Sort the sensitive cells: proven with no secondary, exposed without, or hopeless."""
        hopeless: set[int] = set()
        for cell in self._part.sensitive:
            if cell in self._proof:
                continue
            witness = self._finder.witness(cell, self._closed)
            if witness is not None:
                _learn(self._proof, self._part.sensitive, witness)
        for cell in self._part.sensitive:
            if cell not in self._proof:
                if self._finder.witness(cell, self._closed | self._free) is None:
                    hopeless.add(cell)
                else:
                    self._exposed.append(cell)
        self.hopeless = frozenset(hopeless)

    def _attempt(self, attempt: int, leaning: Collection[int]) -> frozenset[int]:
        """A pattern without a needless cell; chance and `leaning` decide which."""
        price = {
            cell: self._part.weight[cell]
            * (_REBATE if cell in leaning else 1.0)
            * (1 + self._chance(cell, attempt, "price") / 2)
            for cell in self._part.free
        }
        hidden: set[int] = set()
        proof: dict[int, Witness] = {}
        for cell in sorted(self._exposed, key=lambda each: self._chance(each, attempt, "turn")):
            if cell in proof:
                continue
            for_sale = {each: cost for each, cost in price.items() if each not in hidden}
            witness = self._finder.witness(cell, self._closed | hidden, for_sale)
            if witness is None:  # the solver gave up where it had an answer before
                hidden.update(self._free)
                witness = self._finder.witness(cell, self._closed | self._free)
            if witness is None:
                raise AssertionError("a witness that was found once is not found again")
            hidden.update(self._free & witness.keys())
            _learn(proof, self._exposed, witness)
        for cell in sorted(hidden, key=lambda each: self._chance(each, attempt, "prune")):
            proof_without = self._proof_without(cell, self._closed | hidden - {cell}, proof)
            if proof_without is not None:
                hidden.discard(cell)
                proof = proof_without
        return frozenset(hidden)

    def _proof_without(
        self, cell: int, opened: Collection[int], proof: dict[int, Witness]
    ) -> dict[int, Witness] | None:
        """Proofs for the same cells that do without hiding `cell`; None if it is needed."""
        kept = {each: witness for each, witness in proof.items() if cell not in witness}
        for each in proof:
            if each not in kept:
                witness = self._finder.witness(each, opened)
                if witness is None:
                    return None
                _learn(kept, proof, witness)
        return kept

    def _chance(self, cell: int, attempt: int, purpose: str) -> float:
        """A secret number in [0, 1)."""
        return keyed(self._seed, f"{attempt} {self._part.ids[cell]}", purpose) / 2**64


def _learn(proof: dict[int, Witness], cells: Collection[int], witness: Witness) -> None:
    """Note the witness for each of the cells that it proves and that had none."""
    for cell in cells:
        if cell in witness:
            proof.setdefault(cell, witness)
