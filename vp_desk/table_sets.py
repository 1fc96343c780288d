"""Sets of linked tables in a file of their own, to try the protection on figures from anywhere.

The format (JSON): `threshold`, `cells` (`id`, `value`, and where it applies `coord`, `hidden`,
`prior`, `manual`), `equations` (`[[id, factor], ...]`, each adding up to 0) and perhaps `sensitive`
(ids). Without `equations` they follow from `dimensions` (node → parts, or several lists of parts)
and the coordinates. Everything else in the file is left unread.

Everything goes through the same engine as a report does: `suppression.protect`.
"""

import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vp_desk.errors import VpDeskError
from vp_desk.suppression import Cell, Relation, Standard, State, protect


class TableSetError(VpDeskError):
    """A file that holds no table set that can be protected."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Dit bestand met tabellen kan niet worden gelezen: {what}")


class NotWrittenError(VpDeskError):
    """A place where no file can be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Het bestand {path.name} kan daar niet worden geschreven. Kies een andere plaats."
        )


@dataclass(frozen=True)
class TableSet:
    """Cells as the engine takes them, and what adds up to what."""

    threshold: int
    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    #: Cells that stand in no table, and did not before.
    unprinted: frozenset[str] = frozenset()
    #: Sensitive cells that an earlier publication showed: nothing can protect them any more.
    given_away: frozenset[str] = frozenset()
    #: Cells that an earlier publication hid: what its legend said of them stays said.
    hidden_before: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Protected:
    """What to hide in a table set; no cell stands in two of the first two."""

    suppressed: frozenset[str]
    #: Below a small total that is not broken down, zeros included: nothing is known of each.
    collapsed: frozenset[str]
    unprotectable: frozenset[str]
    #: Safe, but with fewer possible values than was asked for; only when three were.
    narrow: frozenset[str]
    method: str
    seconds: float

    def as_json(self) -> str:
        """The answer as it is written to a file."""
        answer: dict[str, object] = {
            "suppressed": sorted(self.suppressed),
            "collapsed": sorted(self.collapsed),
            "unprotectable": sorted(self.unprotectable),
            "narrow": sorted(self.narrow),
            "method": self.method,
            "seconds": round(self.seconds, 3),
        }
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def load_table_set(path: Path) -> TableSet:
    """Read a file.

    Raises:
        TableSetError: it cannot be read, or holds something else.
    """
    try:
        return read_table_set(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise TableSetError(
            "het bestaat niet, mag niet worden geopend of is geen tekst in UTF-8."
        ) from None


def read_table_set(text: str) -> TableSet:
    """Read the text of a file.

    Raises:
        TableSetError: it is not JSON, or not a table set; the sentence says where.
    """
    try:
        data: object = json.loads(text, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):  # a ValueError is also a number of thousands of digits
        raise TableSetError("het is geen geldige JSON.") from None
    top = _object(data, "het bestand")
    threshold = _whole(top.get("threshold"), "`threshold`")
    if threshold < 1:
        raise TableSetError("`threshold` moet 1 of hoger zijn.")
    rows = [_object(row, "een cel") for row in _list(top.get("cells"), "`cells`")]
    named = [(_name(row.get("id"), "`id` van een cel"), row) for row in rows]
    known = dict(named)
    if len(known) != len(named):
        raise TableSetError("twee cellen hebben dezelfde `id`.")
    by_hand = {
        _name(name, "een id in `sensitive`")
        for name in _list(top.get("sensitive") or [], "`sensitive`")
    }
    unknown = by_hand - known.keys()
    if unknown:
        raise TableSetError(f"`sensitive` noemt een cel die er niet is ({min(unknown)}).")
    given_away: set[str] = set()
    cells: dict[str, Cell] = {}
    for name, row in known.items():
        cell = _cell(name, row, threshold, sensitive=name in by_hand)
        cells[name] = replace(cell, sensitive=cell.sensitive and cell.state is not State.PUBLIC)
        if cell.sensitive and cell.state is State.PUBLIC:
            given_away.add(name)
    relations = (
        _equations(top["equations"])
        if top.get("equations") is not None
        else tuple(_derived(top.get("dimensions") or {}, known))
    )
    _check(relations, cells)
    if top.get("equations") is None and not top.get("dimensions") and len(cells) > 1:
        raise TableSetError(
            "er staat niet in wat bij elkaar optelt. Geef `equations` of `dimensions`; staan de cellen "
            "echt los van elkaar, geef dan een lege lijst `equations`."
        )
    unprinted = frozenset(
        name
        for name, row in known.items()
        if row.get("hidden") and cells[name].state is not State.PUBLIC
    )
    before = frozenset(name for name, row in known.items() if row.get("prior") == "suppressed")
    return TableSet(
        threshold, tuple(cells.values()), relations, unprinted, frozenset(given_away), before
    )


def _cell(name: str, row: Mapping[str, object], threshold: int, *, sensitive: bool) -> Cell:
    """How a cell stands before the engine chooses."""
    value = _whole(row.get("value"), f"`value` van {name}")
    if value < 0:
        raise TableSetError(f"de waarde van {name} is kleiner dan 0.")
    prior = row.get("prior")
    if prior not in (None, "published", "suppressed"):
        raise TableSetError(f"`prior` van {name} is niet `published` of `suppressed`.")
    hidden, manual = (
        _yes_or_no(row.get(key), f"`{key}` van {name}") for key in ("hidden", "manual")
    )
    small = 0 < value < threshold
    secret = sensitive or small or manual
    if prior == "published":
        return Cell(name, value, State.PUBLIC, sensitive=secret)
    if hidden:
        return Cell(name, value, State.HIDDEN, sensitive=secret)
    if small:
        return Cell(name, value, State.HIDDEN, 1, threshold - 1, sensitive=True)
    if secret or prior == "suppressed":
        return Cell(name, value, State.HIDDEN, sensitive=secret)
    return Cell(name, value)


def _equations(value: object) -> tuple[Relation, ...]:
    return tuple(
        tuple(
            (_name(pair[0], "een id in `equations`"), _whole(pair[1], "een factor in `equations`"))
            for pair in (_pair(term) for term in _list(row, "een vergelijking"))
        )
        for row in _list(value, "`equations`")
    )


def _pair(term: object) -> Sequence[object]:
    pair = _list(term, "een term in `equations`")
    if len(pair) != 2:
        raise TableSetError("een term in `equations` is geen paar van id en factor.")
    return pair


def _derived(dimensions: object, known: Mapping[str, Mapping[str, object]]) -> Iterator[Relation]:
    """Every sum that the dimensions tell, as far as its cells are there."""
    trees = _object(dimensions, "`dimensions`")
    at: dict[frozenset[tuple[str, object]], str] = {}
    for name, row in known.items():
        if row.get("coord") is not None:
            at[frozenset(_object(row["coord"], f"`coord` van {name}").items())] = name
    for place, name in at.items():
        for field, node in place:
            broken_down = _object(trees.get(field) or {}, f"`dimensions` van {field}")
            for parts in _ways(broken_down.get(str(node))):
                family = [at.get(place - {(field, node)} | {(field, part)}) for part in parts]
                below = [part for part in family if part is not None]
                if parts and len(below) == len(parts):
                    yield ((name, 1), *((part, -1) for part in below))


def _ways(parts: object) -> Iterator[Sequence[object]]:
    """The ways in which a node is broken down: a list of parts, or a list of such lists."""
    if parts is None:
        return
    listed = _list(parts, "een opdeling in `dimensions`")
    if any(isinstance(each, list) for each in listed):
        yield from (_list(each, "een opdeling in `dimensions`") for each in listed)
    else:
        yield listed


def _check(relations: Iterable[Relation], cells: Mapping[str, Cell]) -> None:
    for relation in relations:
        for name, _ in relation:
            if name not in cells:
                raise TableSetError(f"een vergelijking noemt een cel die er niet is ({name}).")
        if sum(factor * cells[name].value for name, factor in relation):
            raise TableSetError(f"de vergelijking met {relation[0][0]} komt niet op 0 uit.")


def save_protected(found: Protected, path: Path) -> None:
    """Write the answer; the file appears whole or not at all.

    Raises:
        NotWrittenError: the file cannot be written there.
    """
    if path.exists() and not path.is_file():
        # A folder or a device: a file would take its place.
        raise NotWrittenError(path)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(found.as_json(), encoding="utf-8")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise NotWrittenError(path) from None


def protect_table_set(
    tables: TableSet, *, seed: bytes, standard: Standard = Standard.P1
) -> Protected:
    """What must be hidden so that no sensitive cell can be worked out.

    The breakdown of a small total is collapsed only where hiding alone leaves a cell determined
    (4 = 1 + 1 + 1 + 1): a reader then no longer knows that each part is at least 1.
    """
    begun = time.perf_counter()
    collapsed = _to_collapse(tables, seed)
    cells = [_collapsed(cell, collapsed) for cell in tables.cells]
    pattern = protect(cells, tables.relations, seed=seed, standard=standard)
    primary = {cell.id for cell in tables.cells if cell.state is State.HIDDEN}
    return Protected(
        suppressed=frozenset((primary - tables.unprinted) | pattern.secondary) - collapsed,
        collapsed=collapsed,
        unprotectable=pattern.unprotectable | tables.given_away,
        narrow=pattern.narrow,
        method=pattern.method,
        seconds=time.perf_counter() - begun,
    )


def _to_collapse(tables: TableSet, seed: bytes) -> frozenset[str]:
    """What stands below small totals and has to be collapsed to protect any of it."""

    def lost(collapsed: frozenset[str]) -> frozenset[str]:
        """What no pattern can protect; which pattern is the best is no question here."""
        cells = [_collapsed(cell, collapsed) for cell in tables.cells]
        return protect(cells, tables.relations, seed=seed, effort=0, small_part=0).unprotectable

    families: dict[str, frozenset[str]] = _breakdowns(tables)
    exposed = lost(frozenset()) if families else frozenset[str]()
    if not exposed:
        return frozenset()
    while families:
        together = frozenset(name for below in families.values() for name in below)
        rescued = exposed - lost(together)
        useful = {whole: below for whole, below in families.items() if rescued & {whole, *below}}
        if useful == families:
            return together
        families = useful
    return frozenset()


def _breakdowns(tables: TableSet) -> dict[str, frozenset[str]]:
    """Small totals, told before or not, each with everything below it that could be collapsed."""
    known = {cell.id: cell for cell in tables.cells}
    parts: dict[str, set[str]] = {}
    for relation in tables.relations:
        for sign in (1, -1) if len(relation) > 2 else (1,):
            wholes = [name for name, factor in relation if factor == sign]
            below = {name for name, factor in relation if factor == -sign}
            if len(wholes) == 1 and len(below) == len(relation) - 1:
                parts.setdefault(wholes[0], set()).update(below)

    def under(whole: str) -> set[str]:
        found: set[str] = set()
        waiting = [whole]
        while waiting:
            new = parts.get(waiting.pop(), set()) - found
            found.update(new)
            waiting.extend(new)
        return {
            name
            for name in found - {whole} - tables.unprinted - tables.hidden_before
            if known[name].state is not State.PUBLIC and known[name].value <= known[whole].value
        }

    return {
        whole: frozenset(below)
        for whole in parts
        if 0 < known[whole].value < tables.threshold
        and known[whole].state is not State.FREE
        and (below := under(whole))
    }


def _collapsed(cell: Cell, together: Collection[str]) -> Cell:
    """The same cell once these are collapsed."""
    if cell.id in together:
        return replace(cell, state=State.HIDDEN, low=0, high=None)
    return cell


def _object(value: object, what: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TableSetError(f"{what} is geen object.")
    found: dict[str, object] = value  # pyright: ignore[reportUnknownVariableType]
    return found


def _list(value: object, what: str) -> list[object]:
    if not isinstance(value, list):
        raise TableSetError(f"{what} is geen lijst.")
    found: list[object] = value  # pyright: ignore[reportUnknownVariableType]
    return found


def _whole(value: object, what: str) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise TableSetError(f"{what} is geen heel getal.")
    return value


def _yes_or_no(value: object, what: str) -> bool:
    if value is not None and not isinstance(value, bool):
        raise TableSetError(f"{what} is geen `true` of `false`.")
    return bool(value)


def _name(value: object, what: str) -> str:
    if not isinstance(value, str) or not value:
        raise TableSetError(f"{what} is geen tekst, of een lege.")
    if not value.isprintable():  # half a character cannot be written either
        raise TableSetError(f"{what} bevat een teken dat niet kan worden geschreven.")
    return value


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise TableSetError("een sleutel staat er tweemaal in.")
    return found
