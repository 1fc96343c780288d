"""Cases: rows ↔ records, the list with its filter, and everything at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any, Final

from vp_desk.aggregate import CaseFile
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS, Kind
from vp_desk.records import Case, CaseCode
from vp_desk.selection import Selection
from vp_desk.storage import contacts, search
from vp_desk.storage.database import Database, DatabaseDamagedError, Value, storable
from vp_desk.storage.rows import BATCH, NoteTable, batches, case_id_of, marks, month_of
from vp_desk.taxonomy import Lists

TABLE: Final = "cases"
NOTES: Final = NoteTable("case_notes", "case_id")

#: Fields with several values, kept in `case_values`.
SEVERAL: Final = tuple(f.key for f in CASE_FIELDS if f.kind is Kind.CODES)
#: The columns of a case in the order of the table; the seal covers them in this order for ever, so
#: that new ones go to the end.
COLUMNS: Final = (
    "code",
    "month",
    "main_type",
    "reporter_role",
    "capacity",
    "gender",
    "international",
    "accused_role",
    "relation",
    "unit",
    "setting",
    "frequency",
    "status",
    "abuse_suspected",
    "outcome",
    "aftercare",
    "aftercare_month",
    "adviser",
    "adviser_kind",
    "also_elsewhere",
    "matter",
)
_STORED: Final = ("id", *COLUMNS, "seal")
_INSERT: Final = f"INSERT INTO cases ({', '.join(_STORED)}) VALUES ({marks(_STORED)})"  # noqa: S608 - ours
_INSERT_VALUE: Final = (
    "INSERT INTO case_values (case_id, field, position, code, month, status, shared) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
#: Of a value that stands in the field twice: deeper than any list.
_WHOLLY: Final = 99


class CaseCodeTakenError(VpDeskError):
    """There is a case with this code already."""

    def __init__(self) -> None:
        super().__init__(
            "Er is al een zaak met deze zaakcode. Maak de zaak opnieuw aan; zij krijgt dan een "
            "andere code."
        )


def add(db: Database, case: Case, *, number: int | None = None) -> None:
    """Store a new case.

    Args:
        db: the vault.
        case: the case.
        number: its number when it was in the vault before; another one when that is taken.

    Raises:
        CaseCodeTakenError: the code is in use.
    """
    if db.value("SELECT 1 FROM cases WHERE code = ?", (case.code,)) is not None:
        raise CaseCodeTakenError
    free = number is not None and db.value("SELECT 1 FROM cases WHERE id = ?", (number,)) is None
    case_id = number if number is not None and free else _next_number(db)
    _insert(db, case_id, case)
    search.index(db, case_id)


def get(db: Database, code: CaseCode) -> Case:
    """One case.

    Raises:
        RecordMissingError: there is none with this code.
        DatabaseDamagedError: it is not as it was written.
    """
    return by_ids(db, [case_id_of(db, code)])[0]


def of_matter(db: Database, matter: str) -> list[Case]:
    """The cases of one matter ("zelfde kwestie"), oldest first."""
    ids = db.rows("SELECT id FROM cases WHERE matter = ? ORDER BY month, id", (matter,))
    return by_ids(db, [case_id for (case_id,) in ids])


def update(db: Database, case: Case) -> None:
    """Store a case in place of the one with the same code. Its contacts stay.

    Raises:
        RecordMissingError: there is none with this code.
    """
    case_id = case_id_of(db, case.code)
    search.forget(db, case_id)
    row = _row(db, case_id, case)
    assignments = ", ".join(f"{column} = ?" for column in _STORED[1:])
    db.execute(f"UPDATE cases SET {assignments} WHERE id = ?", (*row[1:], case_id))  # noqa: S608
    db.execute("DELETE FROM case_values WHERE case_id = ?", (case_id,))
    db.execute_many(_INSERT_VALUE, _value_rows(case_id, case))
    NOTES.put(db, case_id, case.note)
    contacts.keep_copies(db, case_id)
    search.index(db, case_id)


def delete(db: Database, code: CaseCode) -> None:
    """Remove a case with its contacts, notes and words. Nothing of it stays in the database.

    Raises:
        RecordMissingError: there is none with this code.
    """
    case_id = case_id_of(db, code)
    search.forget(db, case_id)
    db.execute("DELETE FROM cases WHERE id = ?", (case_id,))


def codes(db: Database) -> frozenset[CaseCode]:
    """Every code that is in use."""
    return frozenset(CaseCode(code) for (code,) in db.rows("SELECT code FROM cases"))


class Codes:
    """The codes in use as something to look a code up in, without reading them all."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def __contains__(self, code: object) -> bool:
        return bool(self._db.value("SELECT 1 FROM cases WHERE code = ?", (str(code),)))


def total(db: Database, selection: Selection, lists: Lists) -> int:
    """How many cases a selection has."""
    return search.total(db, selection, lists)


def place_of(db: Database, selection: Selection, lists: Lists, code: CaseCode) -> int | None:
    """How many cases of a selection stand before a case; None when the case is not among them."""
    case_id = db.value("SELECT id FROM cases WHERE code = ?", (code,))
    return None if case_id is None else search.place_of(db, selection, lists, int(case_id))


def page(
    db: Database, selection: Selection, lists: Lists, offset: int = 0, limit: int = 256
) -> tuple[Case, ...]:
    """A stretch of the list of cases, in the order that the selection asks for.

    Cases that are equal in that order stand newest first.

    Args:
        db: the vault.
        selection: which cases, and in what order.
        lists: words are also looked for in the labels of codes.
        offset: how many to skip.
        limit: how many at most.
    """
    ids = search.ids(db, selection, lists, offset, limit)
    return tuple(by_ids(db, ids))


def add_files(db: Database, files: Iterable[CaseFile]) -> None:
    """Store many new cases with their contacts, in the order given.

    Raises:
        CaseCodeTakenError: a code is in use, or stands there twice.
    """
    taken: set[str] = set(codes(db))
    first = _next_number(db)
    numbered = list(enumerate(files, start=first))
    for _, file in numbered:
        if file.case.code in taken:
            raise CaseCodeTakenError
        taken.add(file.case.code)
    db.execute_many(_INSERT, (_row(db, number, file.case) for number, file in numbered))
    db.execute_many(
        _INSERT_VALUE, (row for number, file in numbered for row in _value_rows(number, file.case))
    )
    db.execute_many(
        NOTES.insert,
        (NOTES.row(db, number, file.case.note) for number, file in numbered if file.case.note),
    )
    contacts.insert_many(
        db,
        (
            (number, contact, (file.case.month.number, file.case.status))
            for number, file in numbered
            for contact in file.contacts
        ),
    )
    search.index_from(db, first)


def files(db: Database) -> Iterator[CaseFile]:
    """Every case with its contacts, oldest record first; each row is verified.

    Raises:
        DatabaseDamagedError: a row is not as it was written.
    """
    for ids in batches(db, TABLE):
        talks = contacts.by_case(db, ids)
        for case_id, case in zip(ids, by_ids(db, ids), strict=True):
            yield CaseFile(case, tuple(talks.get(case_id, ())))


def by_ids(db: Database, ids: Sequence[int]) -> list[Case]:
    """Some cases by their numbers, in the order given; every row of them is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    found: dict[int, Case] = {}
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        several = _several(db, batch)
        notes = NOTES.of(db, batch)
        sql = f"SELECT {', '.join(_STORED)} FROM cases WHERE id IN ({marks(batch)})"  # noqa: S608 - ours
        for case_id, *values, seal in db.rows(sql, batch):
            note = notes.get(case_id, "")
            pairs = several.get(case_id, [])
            db.check(seal, TABLE, case_id, bool(note), pairs, *values)
            found[case_id] = _record(values, pairs, note)
    if len(found) != len(ids):
        raise DatabaseDamagedError
    return [found[case_id] for case_id in ids]


def _insert(db: Database, case_id: int, case: Case) -> None:
    db.execute(_INSERT, _row(db, case_id, case))
    db.execute_many(_INSERT_VALUE, _value_rows(case_id, case))
    NOTES.put(db, case_id, case.note)


def _row(db: Database, case_id: int, case: Case) -> tuple[Value, ...]:
    """The values of `_STORED`."""
    columns: dict[str, Any] = {key: getattr(case, key, None) for key in COLUMNS}
    columns["month"] = case.month.number
    columns["main_type"] = case.types[0]
    if case.aftercare_month is not None:
        columns["aftercare_month"] = case.aftercare_month.number
    for key in ("adviser", "matter"):
        if columns[key]:
            columns[key] = storable(columns[key])
    seal = db.seal(TABLE, case_id, bool(case.note), _pairs(case), *columns.values())
    return (case_id, *columns.values(), seal)


def _record(values: Sequence[Any], pairs: Sequence[str], note: str) -> Case:
    columns: dict[str, Any] = dict(zip(COLUMNS, values, strict=True))
    del columns["main_type"]
    columns["month"] = month_of(columns["month"])
    if columns["aftercare_month"] is not None:
        columns["aftercare_month"] = month_of(columns["aftercare_month"])
    for field, code in zip(pairs[::2], pairs[1::2], strict=True):
        columns[field] = (*columns.get(field, ()), code)
    return Case(**columns, note=note)


def _pairs(case: Case) -> list[str]:
    """Field, code, field, code …: as the rows of `case_values` stand in their order."""
    return [text for key in sorted(SEVERAL) for code in getattr(case, key) for text in (key, code)]


def _several(db: Database, ids: Sequence[int]) -> dict[int, list[str]]:
    """What `_pairs` gives, by number of the case."""
    found: dict[int, list[str]] = {}
    sql = (
        "SELECT case_id, field, code FROM case_values "  # noqa: S608 - marks only
        f"WHERE case_id IN ({marks(ids)}) ORDER BY case_id, field, position"
    )
    for case_id, field, code in db.rows(sql, ids):
        found.setdefault(case_id, []).extend((field, code))
    return found


def _value_rows(case_id: int, case: Case) -> Iterator[tuple[Value, ...]]:
    month = case.month.number
    for key in SEVERAL:
        codes: tuple[str, ...] = getattr(case, key)
        for position, code in enumerate(codes):
            shared = max((_shared(code, other) for other in codes[:position]), default=0)
            yield (case_id, key, position, code, month, case.status, shared)


def _shared(code: str, other: str) -> int:
    """How many leading parts two codes have in common."""
    if code == other:
        return _WHOLLY
    pairs = zip(code.split("."), other.split("."), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _next_number(db: Database) -> int:
    """The number for a new case: higher than every one that was there when a year was told.

    The last ones may have been deleted since. By its number the report of the next year knows a late case.
    """
    told = "SELECT coalesce(max(last_case), 0) FROM publications"
    return int(db.value(f"SELECT max(coalesce(max(id), 0), ({told})) + 1 FROM cases"))  # noqa: S608 - ours
