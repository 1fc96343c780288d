"""The organisation's own entries of the code lists, and the headcounts of its units."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from vp_desk.storage import settings
from vp_desk.storage.database import Database, storable
from vp_desk.taxonomy import Code, Lists, built_in_lists

_CODES: Final = "own_codes"
_HEADCOUNTS: Final = "headcounts"
#: The setting that holds the order of each list whose order was changed.
_ORDER: Final = "list_order"


def load(db: Database) -> Lists:
    """Every code list as this vault uses it: the built-in ones with the organisation's own entries.

    Raises:
        DatabaseDamagedError: an entry is not as it was written.
    """
    return built_in_lists().with_own(own(db)).in_order(settings.get(db, _ORDER) or {})


def own(db: Database) -> dict[str, tuple[Code, ...]]:
    """The organisation's own entries by name of the list, in order."""
    found: dict[str, tuple[Code, ...]] = {}
    sql = "SELECT list, code, position, label, short, aliases, retired, seal FROM own_codes ORDER BY 1, 3"
    for name, code, position, label, short, aliases, retired, seal in db.rows(sql):
        db.check(seal, _CODES, [name, code], position, label, short, aliases, retired)
        entry = Code(code, label, short, tuple(json.loads(aliases)), bool(retired))
        found[name] = (*found.get(name, ()), entry)
    return found


def save(db: Database, name: str, codes: Sequence[Code]) -> None:
    """Keep these entries of a list, in this order. Entries that are not among them stay.

    A code that was ever stored is never taken away: retire it instead.
    """
    given = {entry.code for entry in codes}
    kept = [entry for entry in own(db).get(name, ()) if entry.code not in given]
    db.execute("DELETE FROM own_codes WHERE list = ?", (name,))
    for position, entry in enumerate((*kept, *codes)):
        values = (
            position,
            storable(entry.label),
            storable(entry.short),
            json.dumps(entry.aliases),
            int(entry.retired),
        )
        db.execute(
            "INSERT INTO own_codes (list, code, position, label, short, aliases, retired, seal) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (name, entry.code, *values, db.seal(_CODES, [name, entry.code], *values)),
        )


def put(db: Database, name: str, entry: Code) -> None:
    """Keep one entry of a list: in the place of the one with the same code, or else at the end."""
    known = {old.code: old for old in own(db).get(name, ())}
    save(db, name, tuple({**known, entry.code: entry}.values()))


def set_order(db: Database, name: str, codes: Sequence[str]) -> None:
    """Keep the order of a list; codes that come later stand after the sibling they came after."""
    orders: dict[str, list[str]] = settings.get(db, _ORDER) or {}
    settings.put(db, _ORDER, {**orders, name: list(codes)})


def headcounts(db: Database) -> Mapping[tuple[str, int], int]:
    """How many people worked in a unit in a year, by (unit, year)."""
    found: dict[tuple[str, int], int] = {}
    for unit, year, headcount, seal in db.rows(
        "SELECT unit, year, headcount, seal FROM headcounts"
    ):
        db.check(seal, _HEADCOUNTS, [unit, year], headcount)
        found[unit, year] = headcount
    return found


def set_headcount(db: Database, unit: str, year: int, headcount: int | None) -> None:
    """Keep the headcount of a unit in a year; None forgets it."""
    db.execute("DELETE FROM headcounts WHERE unit = ? AND year = ?", (unit, year))
    if headcount is not None:
        seal = db.seal(_HEADCOUNTS, [unit, year], headcount)
        db.execute("INSERT INTO headcounts VALUES (?, ?, ?, ?)", (unit, year, headcount, seal))
