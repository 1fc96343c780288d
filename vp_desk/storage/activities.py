"""Activities: work that belongs to no case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vp_desk.periods import Month
from vp_desk.records import Activity, ActivityId
from vp_desk.storage.database import Database, DatabaseDamagedError, Value
from vp_desk.storage.rows import (
    BATCH,
    NoteTable,
    RecordMissingError,
    day_number,
    day_of,
    marks,
    next_id,
)

TABLE: Final = "activities"
NOTES: Final = NoteTable("activity_notes", "activity_id")

#: The fields of an activity in the order of the table; the seal covers them in this order for ever.
FIELDS: Final = ("held_on", "kind", "audience", "participants", "form", "quarters")
_COLUMNS: Final = ("id", *FIELDS, "seal")


def add(db: Database, activity: Activity) -> Activity:
    """Store a new activity; returns it with its number, which it keeps when it was there before."""
    taken = db.value("SELECT 1 FROM activities WHERE id = ?", (activity.id,)) is not None
    number = next_id(db, TABLE) if taken or not activity.id else activity.id
    stored = replace(activity, id=ActivityId(number))
    db.execute(
        f"INSERT INTO activities ({', '.join(_COLUMNS)}) VALUES ({marks(_COLUMNS)})",  # noqa: S608
        _row(db, stored),
    )
    NOTES.put(db, stored.id, stored.note)
    return stored


def get(db: Database, activity_id: ActivityId) -> Activity:
    """One activity.

    Raises:
        RecordMissingError: it is not in the vault.
        DatabaseDamagedError: it is not as it was written.
    """
    found = _read(db, "id = ?", (activity_id,))
    if not found:
        raise RecordMissingError
    return found[0]


def update(db: Database, activity: Activity) -> None:
    """Store an activity in place of the one with the same number.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    assignments = ", ".join(f"{column} = ?" for column in _COLUMNS[1:])
    done = db.execute(
        f"UPDATE activities SET {assignments} WHERE id = ?",  # noqa: S608 - our own columns
        (*_row(db, activity)[1:], activity.id),
    )
    if done.rowcount != 1:
        raise RecordMissingError
    NOTES.put(db, activity.id, activity.note)


def delete(db: Database, activity_id: ActivityId) -> None:
    """Remove an activity with its note.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    if db.execute("DELETE FROM activities WHERE id = ?", (activity_id,)).rowcount != 1:
        raise RecordMissingError


def between(
    db: Database, begin: Month | None = None, end: Month | None = None
) -> tuple[Activity, ...]:
    """The activities of some months, oldest first; all of them without bounds.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    low = begin.number * 100 if begin else 0
    high = end.number * 100 if end else 10**9
    return tuple(_read(db, "held_on >= ? AND held_on < ?", (low, high)))


def by_ids(db: Database, ids: Sequence[int]) -> list[Activity]:
    """Some activities by their numbers; every row of them is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    found = _read(db, f"id IN ({marks(ids)})", ids)
    if len(found) != len(ids):
        raise DatabaseDamagedError
    return found


def _row(db: Database, activity: Activity) -> tuple[Value, ...]:
    columns: dict[str, Value] = {key: getattr(activity, key) for key in FIELDS}
    columns["held_on"] = day_number(activity.held_on)
    seal = db.seal(TABLE, activity.id, bool(activity.note), *columns.values())
    return (activity.id, *columns.values(), seal)


def _read(db: Database, where: str, parameters: Sequence[Value]) -> list[Activity]:
    sql = f"SELECT {', '.join(_COLUMNS)} FROM activities WHERE {where} ORDER BY held_on, id"  # noqa: S608
    rows = db.rows(sql, parameters)
    notes: dict[int, str] = {}
    for start in range(0, len(rows), BATCH):
        notes |= NOTES.of(db, [row[0] for row in rows[start : start + BATCH]])
    found: list[Activity] = []
    for activity_id, *values, seal in rows:
        columns = dict(zip(FIELDS, values, strict=True))
        note = notes.get(activity_id, "")
        db.check(seal, TABLE, activity_id, bool(note), *values)
        columns["held_on"] = day_of(columns["held_on"])
        found.append(Activity(id=activity_id, **columns, note=note))
    return found
