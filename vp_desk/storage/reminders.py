"""Reminders of aftercare: rows and records."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from vp_desk.periods import Month
from vp_desk.records import CaseCode, Reminder, ReminderId
from vp_desk.storage.database import Database, DatabaseDamagedError, Value
from vp_desk.storage.rows import RecordMissingError, case_id_of, marks, month_of, next_id

TABLE: Final = "reminders"
OPEN: Final = "open"
_SELECT: Final = (
    "SELECT r.id, r.case_id, r.month, r.state, r.seal, c.code "
    "FROM reminders r JOIN cases c ON c.id = r.case_id WHERE "
)


def add(db: Database, reminders: Iterable[Reminder]) -> None:
    """Store new reminders, or again those that have a number.

    Raises:
        RecordMissingError: the case of one is not in the vault.
    """
    for reminder in reminders:
        case_id = case_id_of(db, reminder.case)
        taken = db.value("SELECT 1 FROM reminders WHERE id = ?", (reminder.id,)) is not None
        number = next_id(db, TABLE) if taken or not reminder.id else reminder.id
        db.execute(
            "INSERT INTO reminders (id, case_id, month, state, seal) VALUES (?, ?, ?, ?, ?)",
            _row(db, case_id, replace(reminder, id=ReminderId(number))),
        )


def of_case(db: Database, code: CaseCode) -> tuple[Reminder, ...]:
    """The reminders of one case, the first one first."""
    return _read(db, "r.case_id = ? ORDER BY r.month, r.id", (case_id_of(db, code),))


def due(db: Database, until: Month) -> tuple[Reminder, ...]:
    """The open reminders up to and including a month, the longest waiting first."""
    where = "r.state = ? AND r.month <= ? ORDER BY r.month, r.id"
    return _read(db, where, (OPEN, until.number))


def by_ids(db: Database, ids: Sequence[int]) -> tuple[Reminder, ...]:
    """Some reminders by their numbers; every row of them is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    found = _read(db, f"r.id IN ({marks(ids)})", ids)
    if len(found) != len(ids):
        raise DatabaseDamagedError
    return found


def set_state(db: Database, reminder_id: ReminderId, state: str) -> None:
    """Mark a reminder.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    found = _read(db, "r.id = ?", (reminder_id,))
    if not found:
        raise RecordMissingError
    case_id = case_id_of(db, found[0].case)
    row = _row(db, case_id, replace(found[0], state=state))
    db.execute("UPDATE reminders SET state = ?, seal = ? WHERE id = ?", (*row[3:], reminder_id))


def drop_open(db: Database, code: CaseCode) -> None:
    """Forget the open reminders of a case: it is not closed any more."""
    db.execute(
        "DELETE FROM reminders WHERE case_id = ? AND state = ?", (case_id_of(db, code), OPEN)
    )


def _row(db: Database, case_id: int, reminder: Reminder) -> tuple[Value, ...]:
    values = (case_id, reminder.month.number, reminder.state)
    return (reminder.id, *values, db.seal(TABLE, reminder.id, *values))


def _read(db: Database, where: str, parameters: Sequence[Value]) -> tuple[Reminder, ...]:
    found: list[Reminder] = []
    for number, case_id, month, state, seal, code in db.rows(_SELECT + where, parameters):
        db.check(seal, TABLE, number, case_id, month, state)
        found.append(Reminder(id=number, case=CaseCode(code), month=month_of(month), state=state))
    return tuple(found)
