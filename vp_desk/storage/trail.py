"""The trail in the vault: each entry is sealed together with the seal of the one before it.

So none can be changed, taken out or put between others; how many there are is sealed as well, so that the last
ones cannot be cut off. The database itself refuses to change or delete one.
"""

from datetime import datetime
from typing import Final

from vp_desk.storage import settings
from vp_desk.storage.database import Database, DatabaseDamagedError
from vp_desk.trail import TrailEntry, TrailKind

TABLE: Final = "trail"
#: The setting that holds the number of entries.
_LENGTH: Final = "trail_length"
_FORM: Final = "%Y%m%d%H%M"


def add(db: Database, entry: TrailEntry) -> None:
    """Write down what was done."""
    before = db.rows("SELECT id, seal FROM trail ORDER BY id DESC LIMIT 1")
    last, seal = before[0] if before else (0, b"")
    values = (last + 1, int(entry.at.strftime(_FORM)), entry.kind.value, entry.number)
    db.execute(
        "INSERT INTO trail (id, at, kind, number, seal) VALUES (?, ?, ?, ?, ?)",
        (*values, _seal(db, values, seal)),
    )
    settings.put(db, _LENGTH, last + 1)


def every(db: Database) -> tuple[TrailEntry, ...]:
    """The whole trail, the last entry first.

    Raises:
        DatabaseDamagedError: an entry is not as it was written, or one is missing.
    """
    found: list[TrailEntry] = []
    before = b""
    for *values, seal in db.rows("SELECT id, at, kind, number, seal FROM trail ORDER BY id"):
        place, at, kind, number = values
        if place != len(found) + 1 or seal != _seal(db, values, before):
            raise DatabaseDamagedError
        found.append(TrailEntry(datetime.strptime(str(at), _FORM), TrailKind(kind), number))  # noqa: DTZ007 - local
        before = seal
    if len(found) != (settings.get(db, _LENGTH) or 0):
        raise DatabaseDamagedError
    return tuple(reversed(found))


def _seal(db: Database, values: "tuple[object, ...] | list[object]", before: bytes) -> bytes:
    place, *others = values
    return db.seal(TABLE, place, before.hex(), *others)
