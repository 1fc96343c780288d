"""Cells, relations and patterns, and the same in the numbered form that the search works on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import blake2b
from typing import TypeAlias

#: `sum of coefficient * value = 0` over the cells named, e.g. total - part - part.
Relation: TypeAlias = tuple[tuple[str, int], ...]

#: Another table that a reader cannot tell from the true one, as its differences: cell -> other
#: value minus true value, cells without a difference left out.
Witness: TypeAlias = Mapping[int, int]


class State(Enum):
    """How a cell stands before the engine chooses."""

    #: Would be shown; may be hidden as a secondary: the reader then knows only whole and >= 0.
    FREE = "free"
    #: Known to everyone already, or printed whatever happens: cannot be hidden.
    PUBLIC = "public"
    #: Not shown as a figure: small, banded, collapsed, or derivable but in no table.
    HIDDEN = "hidden"


class Standard(Enum):
    """How much reader P may be left with about a sensitive cell."""

    #: At least two possible values.
    P1 = "P1"
    #: At least three, wherever hiding can bring that about.
    P2 = "P2"

    @property
    def values(self) -> int:
        """The least number of possible values."""
        return 2 if self is Standard.P1 else 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One count; bounds say what reader P knows of it when it is not shown (None = no bound).

    A FREE cell has no upper bound, and a lower one only where every lower figure is told otherwise.
    """

    id: str
    value: int
    state: State = State.FREE
    low: int = 0
    high: int | None = None
    #: Must keep at least two possible whole values for reader P. Never on a FREE cell.
    sensitive: bool = False
    #: Price of hiding it as a secondary, >= 1.
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """What `protect` chose."""

    #: FREE cells that must be hidden too.
    secondary: frozenset[str]
    #: Sensitive cells that stay determined even if every FREE cell is hidden.
    unprotectable: frozenset[str]
    #: How it was found, e.g. "exact-witness".
    method: str
    #: Sensitive cells that keep two values but not as many as the standard asks.
    narrow: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """Cells that hang together through relations, numbered; PUBLIC cells have left the relations.

    Each relation says that the differences of a witness add up to nothing, so the truth itself is
    the witness without differences.
    """

    ids: tuple[str, ...]
    #: Largest step down and up from the true value while hidden (None = any).
    down: tuple[int, ...]
    up: tuple[int | None, ...]
    sensitive: tuple[int, ...]
    is_sensitive: tuple[bool, ...]
    free: tuple[int, ...]
    is_free: tuple[bool, ...]
    #: HIDDEN cells: never shown.
    closed: frozenset[int]
    weight: tuple[int, ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]
    rows_of: tuple[tuple[int, ...], ...] = field(repr=False)
    #: What the legend calls small, 1 to this; 0 where it says nothing of the kind.
    small: int = 0

    def is_witness(self, differences: Witness, open_cells: Collection[int]) -> bool:
        """Whether who sees all but `open_cells` can hold this for the truth; exact."""
        touched: set[int] = set()
        for cell, step in differences.items():
            up = self.up[cell]
            if step == 0 or cell not in open_cells or -step > self.down[cell]:
                return False
            if up is not None and step > up:
                return False
            touched.update(self.rows_of[cell])
        return all(
            sum(factor * differences.get(cell, 0) for cell, factor in self.rows[row]) == 0
            for row in touched
        )


def keyed(seed: bytes, word: str, purpose: str) -> int:
    """A secret 64-bit number for `word`: the same for the same seed, else unguessable."""
    key = blake2b(seed, digest_size=32, person=b"vpdesk-suppress").digest()
    digest = blake2b(word.encode(), key=key, digest_size=8, person=purpose.encode()[:16]).digest()
    return int.from_bytes(digest, "big")


def parts(cells: Sequence[Cell], relations: Sequence[Relation], *, seed: bytes) -> Iterator[Part]:
    """Split into independent parts, cells and relations in an order that only `seed` decides.

    Raises:
        ValueError: The cells or relations contradict each other: a mistake of the caller.
    """
    known = _checked(cells, relations)
    rank = {cell.id: keyed(seed, cell.id, "order") for cell in cells}
    rows: list[dict[str, int]] = []
    for relation in relations:
        row: dict[str, int] = {}
        for cell_id, factor in relation:
            if known[cell_id].state is not State.PUBLIC:
                row[cell_id] = row.get(cell_id, 0) + factor
        row = {cell_id: factor for cell_id, factor in row.items() if factor}
        if row:
            rows.append(row)

    leader = {cell.id: cell.id for cell in cells if cell.state is not State.PUBLIC}

    def find(cell_id: str) -> str:
        while leader[cell_id] != cell_id:
            leader[cell_id] = leader[leader[cell_id]]
            cell_id = leader[cell_id]
        return cell_id

    for row in rows:
        first, *others = row
        for other in others:
            leader[find(other)] = find(first)

    members: dict[str, list[str]] = {}
    for cell_id in sorted(leader, key=lambda name: (rank[name], name)):
        members.setdefault(find(cell_id), []).append(cell_id)
    rows_in: dict[str, list[dict[str, int]]] = {}
    for row in rows:
        rows_in.setdefault(find(next(iter(row))), []).append(row)
    for head, names in members.items():
        yield _part([known[name] for name in names], rows_in.get(head, []))


def _part(cells: Sequence[Cell], rows: Sequence[Mapping[str, int]]) -> Part:
    number = {cell.id: index for index, cell in enumerate(cells)}
    numbered = sorted(
        {
            tuple(sorted((number[cell_id], factor) for cell_id, factor in row.items()))
            for row in rows
        }
    )
    rows_of: list[list[int]] = [[] for _ in cells]
    for index, row in enumerate(numbered):
        for cell, _ in row:
            rows_of[cell].append(index)
    hidden = [cell.state is State.HIDDEN for cell in cells]
    return Part(
        ids=tuple(cell.id for cell in cells),
        down=tuple(cell.value - cell.low for cell in cells),
        up=tuple(
            cell.high - cell.value if was_hidden and cell.high is not None else None
            for cell, was_hidden in zip(cells, hidden, strict=True)
        ),
        sensitive=tuple(index for index, cell in enumerate(cells) if cell.sensitive),
        free=tuple(index for index, was_hidden in enumerate(hidden) if not was_hidden),
        is_sensitive=tuple(cell.sensitive for cell in cells),
        closed=frozenset(index for index, was_hidden in enumerate(hidden) if was_hidden),
        is_free=tuple(not was_hidden for was_hidden in hidden),
        weight=tuple(cell.weight for cell in cells),
        rows=tuple(numbered),
        rows_of=tuple(tuple(of) for of in rows_of),
        small=max(
            (c.high for c in cells if c.sensitive and c.low and c.high is not None), default=0
        ),
    )


def _checked(cells: Sequence[Cell], relations: Sequence[Relation]) -> dict[str, Cell]:
    """The cells by id, after a look at everything the search takes for granted."""
    known = {cell.id: cell for cell in cells}
    if len(known) != len(cells):
        raise ValueError("two cells have the same id")
    for cell in cells:
        if cell.value < 0 or cell.low < 0 or cell.weight < 1:
            raise ValueError(f"cell {cell.id}: value, low or weight out of range")
        if cell.state is not State.PUBLIC and not (
            cell.low <= cell.value and (cell.high is None or cell.value <= cell.high)
        ):
            raise ValueError(f"cell {cell.id}: its value lies outside its bounds")
        if cell.sensitive and cell.state is State.FREE:
            raise ValueError(f"cell {cell.id}: a sensitive cell cannot be FREE")
    for relation in relations:
        unknown = [cell_id for cell_id, _ in relation if cell_id not in known]
        if unknown:
            raise ValueError(f"a relation names unknown cells: {unknown}")
        if sum(factor * known[cell_id].value for cell_id, factor in relation):
            raise ValueError(f"a relation does not hold: {relation}")
    return known
