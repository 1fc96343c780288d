"""What the row modules share: notes in tables of their own, days, and records that are gone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from vp_desk.errors import VpDeskError
from vp_desk.periods import Month
from vp_desk.records import CaseCode
from vp_desk.storage.database import Database, storable

#: How many keys go into one IN (…).
BATCH: Final = 500


class RecordMissingError(VpDeskError):
    """A record that is not, or no longer, in the vault."""

    def __init__(self) -> None:
        super().__init__(
            "Dit staat niet meer in de kluis; misschien is het in een ander venster verwijderd. "
            "Sluit dit scherm en ververs de lijst."
        )


class NoteTable:
    """The free texts of one kind of record. An empty note has no row."""

    def __init__(self, table: str, owner: str) -> None:
        self.table = table
        self._owner = owner

    def put(self, db: Database, owner_id: int, note: str) -> None:
        """Store the note of a record in place of the one before."""
        if note:
            db.execute(self.insert, self.row(db, owner_id, note))
        else:
            db.execute(f"DELETE FROM {self.table} WHERE {self._owner} = ?", (owner_id,))  # noqa: S608 - ours

    @property
    def insert(self) -> str:
        """The statement that stores what `row` gives."""
        return f"INSERT OR REPLACE INTO {self.table} VALUES (?, ?, ?)"  # noqa: S608 - ours

    def row(self, db: Database, owner_id: int, note: str) -> tuple[int, str, bytes]:
        """The row of one note, sealed."""
        text = storable(note)
        return (owner_id, text, db.seal(self.table, owner_id, text))

    def of(self, db: Database, owner_ids: Sequence[int]) -> Mapping[int, str]:
        """The notes of some records, by the number of the record.

        Raises:
            DatabaseDamagedError: a note is not as it was written.
        """
        found: dict[int, str] = {}
        sql = f"SELECT * FROM {self.table} WHERE {self._owner} IN ({marks(owner_ids)})"  # noqa: S608 - ours
        for owner_id, note, seal in db.rows(sql, owner_ids):
            db.check(seal, self.table, owner_id, note)
            found[owner_id] = note
        return found


def marks(values: Iterable[object]) -> str:
    """A question mark for each value, for an IN (…)."""
    return ",".join("?" for _ in values)


def day_number(day: date) -> int:
    """The stored form of a day: `20250314`."""
    return day.year * 10000 + day.month * 100 + day.day


@lru_cache(maxsize=4096)
def day_of(number: int) -> date:
    """The day from its stored form."""
    return date(number // 10000, number // 100 % 100, number % 100)


@lru_cache(maxsize=2048)
def month_of(number: int) -> Month:
    """The month from its stored form; kept, because records share them."""
    return Month.from_number(number)


def case_id_of(db: Database, code: CaseCode) -> int:
    """The number of a case within the vault.

    Raises:
        RecordMissingError: there is none with this code.
    """
    found = db.value("SELECT id FROM cases WHERE code = ?", (code,))
    if found is None:
        raise RecordMissingError
    return int(found)


def next_id(db: Database, table: str) -> int:
    """The number for the next new row of a table."""
    return int(db.value(f"SELECT coalesce(max(id), 0) + 1 FROM {table}"))  # noqa: S608 - ours


def batches(db: Database, table: str) -> Iterator[list[int]]:
    """The numbers of all rows of a table, in ascending batches."""
    sql = f"SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608 - ours
    last = 0
    while ids := [number for (number,) in db.rows(sql, (last, BATCH))]:
        yield ids
        last = ids[-1]
