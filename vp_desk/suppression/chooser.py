"""Choose the secondaries: few, none of them needless, and not to be inverted by who knows this code."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum
from math import ceil

from vp_desk.suppression.bound import LowerBound
from vp_desk.suppression.discreet import Alike, Onlooker, without_values
from vp_desk.suppression.finder import Finder
from vp_desk.suppression.model import Cell, Part, Pattern, Relation, Standard, keyed, parts
from vp_desk.suppression.proofs import Proof, Proofs
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
ROOM_SHARE, ROOM_LEAST = 0.10, 1

#: Cells that hang together, up to which nothing at all may follow from what was chosen: with so few
#: a reader who knows this code could try every table and every secret.
SMALL_PART = 25

#: How many patterns by the shape alone are tried in a small part before it falls back.
BLIND = 4

#: In larger parts patterns by the shape alone hardly ever do, and cost as much as the whole search.
_SHAPE_PART = 300

_NO_SECRET = b"no secret"

#: What a cell costs that the lower bound would hide, compared to its own price.
_REBATE = 0.02


def protect(
    cells: Sequence[Cell],
    relations: Sequence[Relation],
    *,
    seed: bytes,
    standard: Standard = Standard.P1,
    progress: Callable[[int, int], None] | None = None,
    effort: float = EFFORT,
    small_part: int = SMALL_PART,
) -> Pattern:
    """Hide so many FREE cells that each sensitive one keeps two possible whole values.

    Every sensitive cell gets a witness: another table of whole numbers that agrees with all that is
    shown and known, and differs at that cell. Witnesses are checked in exact arithmetic; what the
    solver does not find counts as not there, so its mistakes hide more and never less.

    Args:
        cells: Every cell that any reader may know or compute, once.
        relations: What adds up to what; must hold for the true values.
        seed: A secret of the vault. Same input and seed, same pattern, in whatever order.
        standard: How many values must stay possible: two, or three where that can be reached.
        progress: Called with steps done and steps in all; may raise to cancel.
        effort: Work (not time) after which the best pattern so far is taken. The first one is
            always finished, so little effort costs figures and not safety.
        small_part: Up to so many cells that hang together, the choice itself tells nothing, which
            may cost figures. More cells are hidden by their shape alone where that protects them,
            else near the minimum; 0 = always the latter.

    Raises:
        ValueError: The cells or relations contradict each other: a mistake of the caller.
    """
    pieces = [part for part in parts(cells, relations, seed=seed) if part.sensitive]
    pieces.sort(key=lambda part: len(part.ids))  # what is quickly done leaves its time to the rest
    budget = Effort(limit=effort)
    secondary: set[str] = set()
    unprotectable: set[str] = set()
    narrow: set[str] = set()
    ways: set[Way] = set()
    least = cost = 0
    for done, part in enumerate(pieces):

        def step(fraction: float, done: int = done) -> None:
            if progress is not None:
                progress(round(1000 * (done + fraction)), 1000 * len(pieces))

        search = Search(part, seed, budget, step, standard)
        discreet = search.discreetly(small_part) if small_part else None
        ways.add(discreet or search.run(least, cost))
        search.check()
        least += search.least
        cost += search.cost
        secondary.update(part.ids[cell] for cell in search.best)
        unprotectable.update(part.ids[cell] for cell in search.hopeless)
        narrow.update(part.ids[cell] for cell in search.narrow)
    if progress is not None:
        progress(1000 * len(pieces), 1000 * len(pieces))
    method = max(ways, key=list(Way).index, default=Way.NEAR)
    return Pattern(frozenset(secondary), frozenset(unprotectable), method.value, frozenset(narrow))


class Way(Enum):
    """How a pattern was found, the best first; `Pattern.method` is that of the worst part."""

    #: Within the room above a proven lower bound.
    NEAR = "exact-witness, near the minimum"
    #: More than that, so that nothing follows from the choice.
    DISCREET = "exact-witness, more hidden so that the choice tells nothing"
    #: The effort ran out, or the bound was never good enough.
    ANYTIME = "exact-witness, minimum not proven"


class Search:
    """The search in one part."""

    def __init__(
        self,
        part: Part,
        seed: bytes,
        effort: Effort,
        step: Callable[[float], None],
        standard: Standard,
    ) -> None:
        self._part = part
        self._seed = seed
        self._step = step
        self._effort = effort
        self._standard = standard
        self._finder = Finder(part, self._effort)
        #: Witnesses that need no secondaries.
        self._safe: Proof = {}
        #: How many witnesses each sensitive cell can have at most, and should have.
        self._needs = self._reachable()
        #: Sensitive cells that need secondaries.
        self._exposed: list[int] = []
        self._proof: Proof = {}
        #: FREE cells to hide, what they cost, and what no pattern can cost less than.
        self.best: frozenset[int] = frozenset()
        self.cost = self.least = 0

    @property
    def hopeless(self) -> set[int]:
        """Sensitive cells that nothing can protect."""
        return {cell for cell, need in self._needs.items() if need == 0}

    @property
    def narrow(self) -> set[int]:
        """Sensitive cells that keep fewer values than the standard asks, but more than one."""
        wanted = self._standard.values - 1
        return {cell for cell, need in self._needs.items() if 0 < need < wanted}

    def _reachable(self) -> dict[int, int]:
        wanted = dict.fromkeys(self._part.sensitive, self._standard.values - 1)
        proofs = Proofs(wanted)
        self._finder.open(())
        exposed = proofs.complete(self._finder, wanted)
        self._safe = dict(proofs.by_cell)
        self._finder.open(self._part.free)
        proofs.complete(self._finder, exposed)
        return {cell: len(proofs.by_cell.get(cell, ())) for cell in wanted}

    def discreetly(self, small_part: int) -> Way | None:
        """Choose without looking at the values, as far as that protects; None when it does not.

        A pattern that follows from the shape alone, and protects these values, protects every table
        that a reader may think of: it would have been chosen for each of them.
        """
        if len(self._part.ids) > max(small_part, _SHAPE_PART):
            return None
        is_small = len(self._part.ids) <= small_part
        alike = Alike(self._part, self._effort) if is_small else None
        needs = self._alike_needs(alike) if alike else {}
        found = self._by_shape(BLIND if is_small else 1, alike, needs)
        if found is None:
            if alike is None:
                return None
            found = Way.DISCREET, self.onlookers_choice(alike, needs)
        way, hidden = found
        self._finder.open(hidden)
        proofs = Proofs(self._needs)
        proofs.complete(self._finder, self._needs)
        self._proof = proofs.by_cell
        self.best = hidden
        self.cost = sum(self._part.weight[cell] for cell in hidden)
        return way

    def _by_shape(
        self, turns: int, alike: Alike | None, needs: Mapping[int, int]
    ) -> tuple[Way, frozenset[int]] | None:
        """A pattern that follows from the shape and the secret alone, if one of so many protects."""
        for turn in range(turns):
            blind = self._blind(self._seed + bytes([turn]))
            way = blind.run(0, 0)
            self.least = blind.least
            if self._protects(blind.best) and (
                alike is None or _complete(alike, blind.best, needs)
            ):
                return way, blind.best
        return None

    def _blind(self, seed: bytes) -> "Search":
        """The same search by one who does not see the values."""
        part = without_values(self._part, self._standard.values - 1)
        return Search(part, seed, self._effort, self._step, self._standard)

    def _protects(self, hidden: Collection[int]) -> bool:
        return _complete(self._finder, hidden, self._needs)

    def _alike_needs(self, alike: Alike) -> dict[int, int]:
        """Which cells can have a witness with the same small cells, if all is hidden."""
        alike.open(self._part.free)
        proofs = Proofs({cell: min(need, 1) for cell, need in self._needs.items()})
        proofs.complete(alike, self._needs)
        return {cell: len(proofs.by_cell.get(cell, ())) for cell in self._needs}

    def onlookers_choice(self, alike: Alike, needs: Mapping[int, int]) -> frozenset[int]:
        """Show one cell after the other, if that would be safe whatever its value might be.

        Who looks on knows beforehand what will be decided, so the decision tells nothing, and needs
        no secret either: the fewer different patterns, the more tables have each of them.
        """
        part = self._part
        blind = self._blind(_NO_SECRET)
        blind.run(0, 0)
        last = blind.best
        onlooker = Onlooker(part, self._needs, self._effort)
        hidden = frozenset(part.free)
        order = sorted(
            part.free,
            key=lambda cell: (cell in last, -part.weight[cell], part.ids[cell]),
        )
        for cell in order:
            rest = hidden - {cell}
            if onlooker.may_see(cell) and self._protects(rest) and _complete(alike, rest, needs):
                hidden = rest
                onlooker.sees(cell)
        return hidden

    def run(self, least_elsewhere: int, cost_elsewhere: int) -> Way:
        """Find `best`, near the minimum.

        Args:
            least_elsewhere: The least that the parts already done could cost.
            cost_elsewhere: What they do cost.
        """
        proofs = Proofs(self._needs, self._safe)
        self._exposed = [cell for cell in self._part.sensitive if proofs.lacks(cell)]
        self._proof = self._safe
        if not self._exposed:
            return Way.NEAR
        self._attempt(0, ())
        bound = LowerBound(self._part, self._effort, self._needs)
        rounds = self._rounds(bound)
        attempt = 1
        # Turn and turn about: a better bound, a better pattern.
        while self._effort.spent < self._effort.limit:
            next(rounds, None)
            self.least = ceil(bound.value - 1e-6)
            least = least_elsewhere + self.least
            if cost_elsewhere + self.cost <= least + max(ROOM_LEAST, ROOM_SHARE * least):
                return Way.NEAR
            if attempt >= _ATTEMPTS:
                break
            self._step(max(attempt / _ATTEMPTS, self._effort.spent / self._effort.limit))
            self._attempt(attempt, bound.guess if attempt > _BY_CHANCE else ())
            attempt += 1
        return Way.ANYTIME

    def check(self) -> None:
        """Look once more, in exact arithmetic, at the witnesses of each cell."""
        unseen = self._part.closed | self.best
        for cell, need in self._needs.items():
            found = [
                witness[cell]
                for witness in self._proof.get(cell, ())
                if witness.get(cell) and self._part.is_witness(witness, unseen)
            ]
            if len(set(found)) < need:
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
        proofs = Proofs(self._needs, self._safe)
        for cell in sorted(self._exposed, key=lambda each: self._chance(each, attempt, "turn")):
            while proofs.lacks(cell):
                self._finder.open(
                    hidden, {each: cost for each, cost in price.items() if each not in hidden}
                )
                witness = self._finder.witness(cell, proofs.steps(cell))
                if witness is None:  # it was there: the solver has missed it for once
                    if attempt:
                        return
                    self._needs[cell] -= 1
                    continue
                hidden.update(each for each in witness if part.is_free[each])
                proofs.learn(witness)
        for cell in sorted(hidden, key=lambda each: self._chance(each, attempt, "prune")):
            self._finder.open(hidden - {cell})
            without = proofs.without(cell, self._finder)
            if without is not None:
                hidden.discard(cell)
                proofs = without
        cost = sum(part.weight[cell] for cell in hidden)
        if attempt == 0 or cost < self.cost:
            self.best, self.cost, self._proof = frozenset(hidden), cost, proofs.by_cell

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


def _complete(finder: Finder, hidden: Collection[int], needs: Mapping[int, int]) -> bool:
    """Whether each cell has its witnesses when exactly these are hidden besides."""
    finder.open(hidden)
    return Proofs(needs).holds(finder, needs)
