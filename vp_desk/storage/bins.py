"""The bin: what was deleted, whole, until it is put back or thirty days are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vp_desk.storage.database import Database, storable
from vp_desk.storage.rows import RecordMissingError, day_number, day_of, next_id

TABLE: Final = "bin"
#: How long something waits here, in days.
KEPT_DAYS: Final = 30


@dataclass(frozen=True, repr=False, slots=True)
class Binned:
    """Something that was deleted."""

    id: int
    #: `case`, `contact`, `activity`, `recommendation`, `signal` or `agreement`.
    kind: str
    deleted_on: date
    #: As `snapshots` wrote it.
    content: str

    @property
    def gone_on(self) -> date:
        """The first day on which it is not there any more."""
        return self.deleted_on + timedelta(days=KEPT_DAYS)

    def __repr__(self) -> str:
        return f"Binned({self.id})"


def put(db: Database, kind: str, content: str, deleted_on: date, number: int | None = None) -> int:
    """Keep something; returns its number in the bin."""
    number = number or next_id(db, TABLE)
    day, content = day_number(deleted_on), storable(content)
    seal = db.seal(TABLE, number, kind, day, content)
    db.execute(
        "INSERT INTO bin (id, kind, deleted_on, content, seal) VALUES (?, ?, ?, ?, ?)",
        (number, kind, day, content, seal),
    )
    return number


def get(db: Database, number: int) -> Binned:
    """One thing in the bin.

    Raises:
        RecordMissingError: it is not there any more.
    """
    found = _read(db, "WHERE id = ?", (number,))
    if not found:
        raise RecordMissingError
    return found[0]


def every(db: Database) -> tuple[Binned, ...]:
    """Everything in the bin, what was deleted last first."""
    return _read(db, "ORDER BY deleted_on DESC, id DESC", ())


def drop(db: Database, number: int) -> None:
    """Take something out of the bin, for good."""
    db.execute("DELETE FROM bin WHERE id = ?", (number,))


def purge(db: Database, today: date) -> int:
    """Take out what has waited long enough; returns how many."""
    limit = day_number(today - timedelta(days=KEPT_DAYS))
    return db.execute("DELETE FROM bin WHERE deleted_on <= ?", (limit,)).rowcount


def _read(db: Database, rest: str, parameters: Sequence[int]) -> tuple[Binned, ...]:
    found: list[Binned] = []
    sql = f"SELECT id, kind, deleted_on, content, seal FROM bin {rest}"  # noqa: S608 - ours
    for number, kind, day, content, seal in db.rows(sql, parameters):
        db.check(seal, TABLE, number, kind, day, content)
        found.append(Binned(number, kind, day_of(day), content))
    return tuple(found)
