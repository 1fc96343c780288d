"""What was agreed with those who run the organisation, and talks that are planned: rows and records."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vp_desk.advice import Agreement, AgreementId, Party, PlannedTalk, TalkId
from vp_desk.storage.database import Database, DatabaseDamagedError, Value, storable
from vp_desk.storage.rows import RecordMissingError, day_number, day_of, marks, next_id

AGREEMENTS: Final = "agreements"
PLANNED: Final = "planned_talks"


def add_agreement(db: Database, new: Agreement) -> Agreement:
    """Store a new one; returns it with its number, which it keeps when it was there before."""
    taken = db.value("SELECT 1 FROM agreements WHERE id = ?", (new.id,)) is not None
    number = next_id(db, AGREEMENTS) if taken or not new.id else new.id
    stored = replace(new, id=AgreementId(number))
    values: tuple[Value, ...] = (
        day_number(stored.made_on),
        stored.party.value,
        storable(stored.text),
        None if stored.due is None else day_number(stored.due),
        None if stored.done_on is None else day_number(stored.done_on),
        int(stored.in_report),
    )
    seal = db.seal(AGREEMENTS, number, *values)
    db.execute(
        "INSERT INTO agreements (id, made_on, party, text, due, done_on, in_report, seal) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *values, seal),
    )
    return stored


def update_agreement(db: Database, changed: Agreement) -> None:
    """Store one in place of the one with the same number.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    delete_agreement(db, changed.id)
    add_agreement(db, changed)


def delete_agreement(db: Database, number: AgreementId) -> None:
    """Remove one.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    if db.execute("DELETE FROM agreements WHERE id = ?", (number,)).rowcount != 1:
        raise RecordMissingError


def agreement(db: Database, number: AgreementId) -> Agreement:
    """One of them.

    Raises:
        RecordMissingError: it is not in the vault.
        DatabaseDamagedError: it is not as it was written.
    """
    found = _agreements(db, "id = ?", (number,))
    if not found:
        raise RecordMissingError
    return found[0]


def agreements(db: Database) -> tuple[Agreement, ...]:
    """All of them, oldest first.

    Raises:
        DatabaseDamagedError: one is not as it was written.
    """
    return tuple(_agreements(db, "1", ()))


def agreements_by_ids(db: Database, ids: Sequence[int]) -> list[Agreement]:
    """Some by their numbers; every row of them is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    found = _agreements(db, f"id IN ({marks(ids)})", ids)
    if len(found) != len(ids):
        raise DatabaseDamagedError
    return found


def _agreements(db: Database, where: str, parameters: Sequence[Value]) -> list[Agreement]:
    sql = f"SELECT * FROM agreements WHERE {where} ORDER BY made_on, id"  # noqa: S608 - ours
    found: list[Agreement] = []
    for number, *values, seal in db.rows(sql, parameters):
        db.check(seal, AGREEMENTS, number, *values)
        made_on, party, text, due, done_on, in_report = values
        found.append(
            Agreement(
                id=number,
                made_on=day_of(made_on),
                party=Party(party),
                text=text,
                due=None if due is None else day_of(due),
                done_on=None if done_on is None else day_of(done_on),
                in_report=bool(in_report),
            )
        )
    return found


def plan(db: Database, new: PlannedTalk) -> PlannedTalk:
    """Store a talk that will be held; returns it with its number, which it keeps when it was there before."""
    taken = db.value("SELECT 1 FROM planned_talks WHERE id = ?", (new.id,)) is not None
    number = next_id(db, PLANNED) if taken or not new.id else new.id
    values = (new.party.value, day_number(new.day))
    db.execute(
        "INSERT INTO planned_talks (id, party, day, seal) VALUES (?, ?, ?, ?)",
        (number, *values, db.seal(PLANNED, number, *values)),
    )
    return replace(new, id=TalkId(number))


def drop_planned(db: Database, number: TalkId) -> None:
    """Forget a planned talk, if it is there."""
    db.execute("DELETE FROM planned_talks WHERE id = ?", (number,))


def planned(db: Database) -> tuple[PlannedTalk, ...]:
    """All planned talks, the first one first.

    Raises:
        DatabaseDamagedError: one is not as it was written.
    """
    found: list[PlannedTalk] = []
    for number, party, day, seal in db.rows("SELECT * FROM planned_talks ORDER BY day, id"):
        db.check(seal, PLANNED, number, party, day)
        found.append(PlannedTalk(id=number, party=Party(party), day=day_of(day)))
    return tuple(found)
