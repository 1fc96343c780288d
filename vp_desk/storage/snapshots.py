"""A case with all that belongs to it as one value: to put it back as it was, and to keep it in the bin."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from vp_desk.aggregate import CaseFile
from vp_desk.fields import ACTIVITY_FIELDS, CASE_FIELDS, CONTACT_FIELDS, Field, Kind
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, CaseCode, Contact, ContactId, Reminder
from vp_desk.storage import cases, contacts, reminders
from vp_desk.storage.database import Database
from vp_desk.storage.rows import case_id_of

_Record = Case | Contact | Activity
_FIELDS: Final[Mapping[type[_Record], tuple[Field, ...]]] = {
    Case: CASE_FIELDS,
    Contact: CONTACT_FIELDS,
    Activity: ACTIVITY_FIELDS,
}


@dataclass(frozen=True, repr=False, slots=True)
class Snapshot:
    """One case at one moment."""

    #: Its number within the vault, which orders the list within a month.
    number: int
    file: CaseFile
    reminders: tuple[Reminder, ...]

    def __repr__(self) -> str:
        return "Snapshot()"


def take(db: Database, code: CaseCode) -> Snapshot | None:
    """How a case is now; None when there is none with this code."""
    if code not in cases.Codes(db):
        return None
    file = CaseFile(cases.get(db, code), contacts.of_case(db, code))
    return Snapshot(case_id_of(db, code), file, reminders.of_case(db, code))


def put_back(db: Database, code: CaseCode, snapshot: Snapshot | None) -> None:
    """Make a case what it was: also when it was not there yet, or is not there any more.

    Numbers that others have taken meanwhile are replaced by new ones.

    Raises:
        CaseCodeTakenError: never for the same code; see `cases.add`.
    """
    if code in cases.Codes(db):
        cases.delete(db, code)
    if snapshot is None:
        return
    cases.add(db, snapshot.file.case, number=snapshot.number)
    for contact in snapshot.file.contacts:
        contacts.add(db, contact)
    reminders.add(db, snapshot.reminders)


def to_text(snapshot: Snapshot) -> str:
    """As the bin keeps it."""
    return json.dumps(
        {
            "number": snapshot.number,
            "case": _plain(snapshot.file.case),
            "contacts": [_plain(contact) for contact in snapshot.file.contacts],
            "reminders": [
                {"id": r.id, "month": r.month.number, "state": r.state} for r in snapshot.reminders
            ],
        }
    )


def from_text(text: str) -> Snapshot:
    """From what the bin kept."""
    held = json.loads(text)
    case = _case(held["case"])
    return Snapshot(
        held["number"],
        CaseFile(case, tuple(_contact(values) for values in held["contacts"])),
        tuple(
            Reminder(
                id=r["id"], case=case.code, month=Month.from_number(r["month"]), state=r["state"]
            )
            for r in held["reminders"]
        ),
    )


def record_to_text(record: Contact | Activity) -> str:
    """A conversation or an activity as the bin keeps it."""
    return json.dumps(_plain(record))


def contact_from_text(text: str) -> Contact:
    """A conversation from what the bin kept, to be stored under a new number."""
    return replace(_contact(json.loads(text)), id=ContactId(0))


def activity_from_text(text: str) -> Activity:
    """An activity from what the bin kept."""
    return Activity(**_values(json.loads(text), ACTIVITY_FIELDS))


def _plain(record: _Record) -> dict[str, Any]:
    """What differs from an empty record, as JSON has it; by the keys of the catalogue."""
    found: dict[str, Any] = {}
    for field in _FIELDS[type(record)]:
        value = getattr(record, field.key)
        if isinstance(value, Month):
            value = value.number
        elif isinstance(value, date):
            value = value.isoformat()
        if value not in (None, "", ()):
            found[field.key] = value
    return found


def _case(held: Mapping[str, Any]) -> Case:
    return Case(**_values(held, CASE_FIELDS))


def _contact(held: Mapping[str, Any]) -> Contact:
    return Contact(**_values(held, CONTACT_FIELDS))


def _values(held: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    """Values for a record; what this program does not know is left out."""
    found: dict[str, Any] = {}
    for field in fields:
        if field.key not in held:
            continue
        value = held[field.key]
        if field.kind is Kind.MONTH:
            value = Month.from_number(value)
        elif field.kind in (Kind.DATE, Kind.STAMP):
            value = date.fromisoformat(value)
        elif field.kind is Kind.CODES:
            value = tuple(value)
        found[field.key] = value
    return found
