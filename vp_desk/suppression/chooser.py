"""Choose the secondaries: few, none of them needless, and not to be inverted by who knows this code."""

from collections.abc import Callable, Collection, Iterator, Sequence
from math import ceil

from vp_desk.suppression.bound import LowerBound
from vp_desk.suppression.finder import Finder
from vp_desk.suppression.model import Cell, Part, Pattern, Relation, Witness, keyed, parts
from vp_desk.suppression.solver import Effort

#: Patterns tried for one part before the best of them is taken, near the optimum or not.
_ATTEMPTS = 40

#: Work after which the best so far is taken (see `Effort`): some five seconds.
EFFORT = 2.5e8

#: Sensitive cells that the lower bound looks at between two attempts.
_BATCH = 48

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
    effort: float = EFFORT,
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
        effort: Work (not time) after which the best pattern so far is taken. The first one is
            always finished, so little effort costs figures and not safety.

    Raises:
        ValueError: The cells or relations contradict each other: a mistake of the caller.
    """
    pieces = [part for part in parts(cells, relations, seed=seed) if part.sensitive]
    pieces.sort(key=lambda part: len(part.ids))  # what is quickly done leaves its time to the rest
    budget = Effort(limit=effort)
    secondary: set[str] = set()
    unprotectable: set[str] = set()
    near = True
    least = cost = 0
    for done, part in enumerate(pieces):

        def step(fraction: float, done: int = done) -> None:
            if progress is not None:
                progress(round(1000 * (done + fraction)), 1000 * len(pieces))

        search = _Search(part, seed, budget, step)
        near = search.run(least, cost) and near
        search.check()
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

    def __init__(
        self, part: Part, seed: bytes, effort: Effort, step: Callable[[float], None]
    ) -> None:
        self._part = part
        self._seed = seed
        self._step = step
        self._effort = effort
        self._finder = Finder(part, self._effort)
        #: Sensitive cells that need secondaries, and the witnesses of those that do not.
        self._exposed: list[int] = []
        self._safe: dict[int, Witness] = {}
        self._proof: dict[int, Witness] = {}
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
        for cell in self._part.sensitive:
            if cell not in self._safe and (witness := self._finder.witness(cell)):
                _learn(self._safe, self._part.sensitive, witness)
        self._exposed = [cell for cell in self._part.sensitive if cell not in self._safe]
        if not self._exposed:
            return True
        self._attempt(0, ())
        bound = LowerBound(self._part, self._effort)
        rounds = self._rounds(bound)
        attempt = 1
        # Turn and turn about: a better bound, a better pattern.
        while self._effort.spent < self._effort.limit:
            next(rounds, None)
            self.least = ceil(bound.value - 1e-6)
            least = least_elsewhere + self.least
            if cost_elsewhere + self.cost <= least + max(_ROOM_LEAST, _ROOM_SHARE * least):
                return True
            if attempt >= _ATTEMPTS:
                break
            self._step(max(attempt / _ATTEMPTS, self._effort.spent / self._effort.limit))
            self._attempt(attempt, bound.guess if attempt > _BY_CHANCE else ())
            attempt += 1
        return False

    def check(self) -> None:
        """Look once more, in exact arithmetic, at the witness of each cell that is called safe."""
        unseen = self._part.closed | self.best
        for cell in self._part.sensitive:
            witness = self._safe.get(cell) or self._proof.get(cell) or {}
            if cell not in self.hopeless and not (
                cell in witness and self._part.is_witness(witness, unseen)
            ):
                raise AssertionError("a sensitive cell was left without a witness")

    def _attempt(self, attempt: int, leaning: Collection[int]) -> None:
        """Look for a pattern without a needless cell; chance and `leaning` decide which."""
        part = self._part
        price = {
            cell: part.weight[cell]
            * (_REBATE if cell in leaning else 1.0)
            * (1 + self._chance(cell, attempt, "price") / 2)
            for cell in part.free
        }
        hidden: set[int] = set()
        proof: dict[int, Witness] = {}
        for cell in sorted(self._exposed, key=lambda each: self._chance(each, attempt, "turn")):
            if cell in proof:
                continue
            self._finder.open(
                hidden, {each: cost for each, cost in price.items() if each not in hidden}
            )
            witness = self._finder.witness(cell)
            if witness is None:
                if attempt == 0:
                    self.hopeless |= {cell}
                    continue
                return
            hidden.update(each for each in witness if part.is_free[each])
            _learn(proof, self._exposed, witness)
        for cell in sorted(hidden, key=lambda each: self._chance(each, attempt, "prune")):
            self._finder.open(hidden - {cell})
            without = self._proof_without(cell, proof)
            if without is not None:
                hidden.discard(cell)
                proof = without
        self._exposed = list(proof) if attempt == 0 else self._exposed
        cost = sum(part.weight[cell] for cell in hidden)
        if attempt == 0 or cost < self.cost:
            self.best, self.cost, self._proof = frozenset(hidden), cost, proof

    def _proof_without(self, cell: int, proof: dict[int, Witness]) -> dict[int, Witness] | None:
        """Proofs for the same cells that do without hiding `cell`; None if it is needed."""
        kept = {each: witness for each, witness in proof.items() if cell not in witness}
        for each in proof:
            if each not in kept:
                witness = self._finder.witness(each)
                if witness is None:
                    return None
                _learn(kept, proof, witness)
        return kept

    def _rounds(self, bound: LowerBound) -> Iterator[None]:
        """Better the lower bound, a batch of cells at a time, until nothing is left to better."""
        waiting = [*self._exposed]
        while True:
            quiet = 0
            while quiet < len(waiting):
                batch = waiting[:_BATCH]
                waiting = waiting[_BATCH:] + batch
                quiet = 0 if bound.improve(batch) else quiet + len(batch)
                yield
            if not bound.sharpen():
                return
            yield

    def _chance(self, cell: int, attempt: int, purpose: str) -> float:
        """A secret number in [0, 1)."""
        return keyed(self._seed, f"{attempt} {self._part.ids[cell]}", purpose) / 2**64


def _learn(proof: dict[int, Witness], cells: Collection[int], witness: Witness) -> None:
    """Note the witness for each of the cells that it proves and that had none."""
    for cell in cells:
        if cell in witness:
            proof.setdefault(cell, witness)
