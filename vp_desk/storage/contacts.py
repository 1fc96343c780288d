"""Contacts: the conversations of a case."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from vp_desk.records import CaseCode, Contact, ContactId
from vp_desk.storage import search
from vp_desk.storage.database import Database, DatabaseDamagedError, Value
from vp_desk.storage.rows import (
    NoteTable,
    RecordMissingError,
    case_id_of,
    day_number,
    day_of,
    marks,
    next_id,
)

TABLE: Final = "contacts"
NOTES: Final = NoteTable("contact_notes", "contact_id")

#: The fields of a contact in the order of the table; the seal covers them in this order for ever.
FIELDS: Final = (
    "held_on",
    "channel",
    "kind",
    "talk_quarters",
    "preparation_quarters",
    "travel_quarters",
    "initiative",
    "entered_on",
)
#: Copies of the case, so that contacts are counted without it; `cases.update` keeps them.
COPIES: Final = ("case_month", "case_status")
_COLUMNS: Final = ("id", "case_id", *FIELDS, "seal")
_STORED: Final = (*_COLUMNS, *COPIES)
_INSERT: Final = f"INSERT INTO contacts ({', '.join(_STORED)}) VALUES ({marks(_STORED)})"  # noqa: S608 - ours


def add(db: Database, contact: Contact) -> Contact:
    """Store a new contact; returns it with its number, which it keeps when it was in the vault before.

    Raises:
        RecordMissingError: its case is not in the vault.
    """
    case_id = case_id_of(db, contact.case)
    taken = db.value("SELECT 1 FROM contacts WHERE id = ?", (contact.id,)) is not None
    number = next_id(db, TABLE) if taken or not contact.id else contact.id
    stored = replace(contact, id=ContactId(number))
    search.forget(db, case_id)
    db.execute(_INSERT, (*_row(db, case_id, stored), *_copies(db, case_id)))
    NOTES.put(db, stored.id, stored.note)
    search.index(db, case_id)
    return stored


def get(db: Database, contact_id: ContactId) -> Contact:
    """One contact.

    Raises:
        RecordMissingError: it is not in the vault.
        DatabaseDamagedError: it is not as it was written.
    """
    found = _read(db, "id = ?", (contact_id,))
    if not found:
        raise RecordMissingError
    return found[0][1]


def update(db: Database, contact: Contact) -> None:
    """Store a contact in place of the one with the same number.

    Raises:
        RecordMissingError: it is not in the vault, or not under this case.
    """
    case_id = _case_of(db, contact.id)
    if case_id != case_id_of(db, contact.case):
        raise RecordMissingError
    search.forget(db, case_id)
    row = _row(db, case_id, contact)
    assignments = ", ".join(f"{column} = ?" for column in _COLUMNS[2:])
    db.execute(
        f"UPDATE contacts SET {assignments} WHERE id = ?",  # noqa: S608 - our own columns
        (*row[2:], contact.id),
    )
    NOTES.put(db, contact.id, contact.note)
    search.index(db, case_id)


def delete(db: Database, contact_id: ContactId) -> None:
    """Remove a contact with its note and words.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    case_id = _case_of(db, contact_id)
    search.forget(db, case_id)
    db.execute("DELETE FROM contacts WHERE id = ?", (contact_id,))
    search.index(db, case_id)


def of_case(db: Database, code: CaseCode) -> tuple[Contact, ...]:
    """The contacts of one case, oldest first.

    Raises:
        RecordMissingError: there is no such case.
        DatabaseDamagedError: one of them is not as it was written.
    """
    case_id = case_id_of(db, code)
    return tuple(contact for _, contact in _read(db, "case_id = ?", (case_id,)))


def by_case(db: Database, case_ids: Sequence[int]) -> dict[int, list[Contact]]:
    """The contacts of some cases, oldest first, by the number of the case."""
    found: dict[int, list[Contact]] = {}
    for case_id, contact in _read(db, f"case_id IN ({marks(case_ids)})", case_ids):
        found.setdefault(case_id, []).append(contact)
    return found


def by_ids(db: Database, ids: Sequence[int]) -> list[Contact]:
    """Some contacts by their numbers; every row of them is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    found = [contact for _, contact in _read(db, f"id IN ({marks(ids)})", ids)]
    if len(found) != len(ids):
        raise DatabaseDamagedError
    return found


def with_notes(db: Database, codes: Sequence[CaseCode]) -> dict[CaseCode, list[Contact]]:
    """The contacts of some cases that have a note, by the code of the case; every row is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    rows = db.rows(
        "SELECT contact_id FROM contact_notes"  # noqa: S608 - marks only
        " JOIN contacts ON contacts.id = contact_id JOIN cases ON cases.id = case_id"
        f" WHERE cases.code IN ({marks(codes)})",
        tuple(codes),
    )
    found: dict[CaseCode, list[Contact]] = {}
    for contact in by_ids(db, [number for (number,) in rows]):
        found.setdefault(contact.case, []).append(contact)
    return found


def insert_many(db: Database, talks: Iterable[tuple[int, Contact, tuple[Value, ...]]]) -> None:
    """Store many new contacts; the words are not indexed here.

    Args:
        db: the vault.
        talks: the number of the case, the contact, and the copies of the case.
    """
    rows = [
        (case_id, replace(contact, id=ContactId(contact_id)), copies)
        for contact_id, (case_id, contact, copies) in enumerate(talks, start=next_id(db, TABLE))
    ]
    db.execute_many(
        _INSERT, ((*_row(db, case_id, contact), *copies) for case_id, contact, copies in rows)
    )
    db.execute_many(
        NOTES.insert,
        (NOTES.row(db, contact.id, contact.note) for _, contact, _ in rows if contact.note),
    )


def keep_copies(db: Database, case_id: int) -> None:
    """Bring the copies of a changed case up to date."""
    month, status = _copies(db, case_id)
    db.execute(
        "UPDATE contacts SET case_month = ?, case_status = ? "
        "WHERE case_id = ? AND (case_month, case_status) IS NOT (?, ?)",
        (month, status, case_id, month, status),
    )


def _copies(db: Database, case_id: int) -> tuple[Value, ...]:
    return db.rows("SELECT month, status FROM cases WHERE id = ?", (case_id,))[0]


def _case_of(db: Database, contact_id: ContactId) -> int:
    found = db.value("SELECT case_id FROM contacts WHERE id = ?", (contact_id,))
    if found is None:
        raise RecordMissingError
    return int(found)


def _row(db: Database, case_id: int, contact: Contact) -> tuple[Value, ...]:
    """The values of `_COLUMNS`."""
    stamp = None if contact.entered_on is None else day_number(contact.entered_on)
    values = [
        day_number(contact.held_on),
        *(getattr(contact, key) for key in FIELDS[1:-1]),
        stamp,
    ]
    seal = db.seal(TABLE, contact.id, bool(contact.note), case_id, *values)
    return (contact.id, case_id, *values, seal)


def _read(db: Database, where: str, parameters: Sequence[Value]) -> list[tuple[int, Contact]]:
    """Contacts with the number of their case; every row is verified."""
    sql = (
        f"SELECT cases.code, {', '.join(f'contacts.{c}' for c in _COLUMNS)} "  # noqa: S608
        f"FROM contacts JOIN cases ON cases.id = case_id WHERE contacts.{where} "
        "ORDER BY case_id, held_on, contacts.id"
    )
    rows = db.rows(sql, parameters)
    notes = NOTES.of(db, [row[1] for row in rows])
    found: list[tuple[int, Contact]] = []
    for code, contact_id, case_id, *values, seal in rows:
        note = notes.get(contact_id, "")
        db.check(seal, TABLE, contact_id, bool(note), case_id, *values)
        columns = dict(zip(FIELDS, values, strict=True))
        columns["held_on"] = day_of(columns["held_on"])
        stamp = columns.pop("entered_on")
        columns["entered_on"] = None if stamp is None else day_of(stamp)
        found.append((case_id, Contact(id=contact_id, case=code, **columns, note=note)))
    return found


def newest_cases(db: Database, limit: int) -> list[int]:
    """The numbers of the cases with the newest conversations, the newest first."""
    rows = db.rows(
        "SELECT case_id FROM (SELECT case_id, held_on, id FROM contacts "
        "ORDER BY held_on DESC, id DESC LIMIT ?) GROUP BY case_id "
        "ORDER BY max(held_on) DESC, max(id) DESC LIMIT ?",
        (limit * 10, limit),
    )
    return [case_id for (case_id,) in rows]


def summary(db: Database, codes: Sequence[CaseCode]) -> dict[CaseCode, tuple[int, date]]:
    """How many contacts each of these cases has and when the last one was, for a list of cases."""
    rows = db.rows(
        "SELECT cases.code, COUNT(*), MAX(contacts.held_on)"  # noqa: S608 - ours
        " FROM cases JOIN contacts ON contacts.case_id = cases.id"
        f" WHERE cases.code IN ({marks(codes)}) GROUP BY cases.id",
        tuple(codes),
    )
    return {CaseCode(code): (number, day_of(last)) for code, number, last in rows}
