"""What is measured on: a vault with many invented cases, and the same rows in plain SQLite."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from sqlcipher3 import dbapi2

from vp_desk.aggregate import CaseFile
from vp_desk.demo import DemoDossier, invent
from vp_desk.desk import CasesPreview, Desk, create_vault, open_vault
from vp_desk.records import CaseCode
from vp_desk.storage.slots import Cost, Limits
from vp_desk.storage.vault import Vault

#: The report's trend spans five years, so all of these cases are counted in it.
YEARS: Final = 5
PASSPHRASE: Final = "vier losse woorden samen"  # noqa: S105 - of a vault that holds nothing
#: A key that costs next to nothing (as in the tests): what is measured here is everything else.
CHEAP: Final = Cost(memory_kib=8, passes=1, lanes=1)
LIMITS: Final = Limits(lowest=CHEAP, highest=Cost(2 * 1024 * 1024, 64, 16))

#: Six questions such as the report asks, as anyone would write them on plain SQLite.
SIX_QUESTIONS: Final = tuple(
    f"SELECT {columns}, count(*) FROM cases GROUP BY {columns}"  # noqa: S608 - our own columns
    for columns in (
        "month / 12, main_type",
        "month",
        "main_type, unit",
        "reporter_role, relation",
        "capacity, accused_role",
        "status, outcome",
    )
)
#: A word that stands in every note, in one of ten, and in one of about three hundred.
WORDS: Final = ("notitie", "dossierstuk", "wobi")
_PLAIN_TABLES: Final = ("cases", "case_values", "contacts")
_CHUNK: Final = 50_000
#: All case codes: four syllables of 70. The step has no factor in common with it.
_CODES, _STEP = 70**4, 7_654_321


@dataclass(frozen=True)
class Material:
    """The vault, and where its plain twin is."""

    vault: Path
    #: Plain SQLite with the rows of cases, values and contacts, without indexes or seals.
    plain: Path
    size: int

    def open(self) -> Vault:
        """The vault as storage sees it."""
        return Vault.open(self.vault, PASSPHRASE, limits=LIMITS)

    def open_desk(self) -> Desk:
        """The vault as both skins see it."""
        return open_vault(self.vault, PASSPHRASE, limits=LIMITS)


def make(folder: Path, size: int) -> Material:
    """Invent so many cases and store them, encrypted and plain."""
    material = Material(folder / f"kluis-{size}", folder / f"plain-{size}.db", size)
    made = create_vault(material.vault, PASSPHRASE, "Dienst Voorbeeld", cost=CHEAP, limits=LIMITS)
    with made.desk as desk:
        for number, dossier in enumerate(_dossiers(size)):
            if not number:
                desk.save_units(dossier.units, dossier.headcounts)
                for activity in dossier.activities:
                    desk.add_activity(activity)
            first = number * _CHUNK
            desk.import_cases(CasesPreview(tuple(_own(dossier.files, first)), (), ()))
    with material.open() as vault:
        _copy_rows(vault, material.plain)
    return material


def new_files(number: int) -> tuple[CaseFile, ...]:
    """Some cases with codes that no vault of `make` holds, each with at least its first contact."""
    return tuple(_own(invent(seed=7, sizes=(number,)).files, _CODES // 2))


def export_plain(material: Material, target: Path) -> None:
    """The whole vault, with its indexes and search words, as a plain database."""
    with material.open() as vault, vault.read() as db:
        db.execute("ROLLBACK")  # a database cannot be attached within a transaction
        db.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        db.execute("SELECT sqlcipher_export('plain')").fetchall()
        db.execute("DETACH DATABASE plain")
        db.execute("BEGIN")


def connect_plain(path: Path) -> dbapi2.Connection:
    """Plain SQLite that survives a power cut as the vault does; the same library, without a key."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma in ("journal_mode = TRUNCATE", "synchronous = EXTRA", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def _dossiers(size: int) -> Iterator[DemoDossier]:
    for seed, first in enumerate(range(0, size, _CHUNK)):
        here = min(_CHUNK, size - first)
        yield invent(seed=seed, sizes=(here // YEARS,) * (YEARS - 1) + (here - here // YEARS * 4,))


def _own(files: tuple[CaseFile, ...], first: int) -> Iterator[CaseFile]:
    """With codes that are unique over all chunks, and notes with many different words."""
    random = Random(first)  # noqa: S311 - invented data, no secret
    words = [a + b for a in _syllables() for b in _syllables()]
    for number, file in enumerate(files, start=first):
        code = _code(number)
        note = " ".join((file.case.note, *random.choices(words, k=12)))
        if random.random() < 0.1:
            note += " dossierstuk"
        more = (
            file.contacts[-1:] if number % 5 < 3 else ()
        )  # to 300,000 conversations in 100,000 cases
        yield CaseFile(
            replace(file.case, code=code, note=note),
            tuple(replace(contact, case=code) for contact in (*file.contacts, *more)),
        )


def _syllables() -> list[str]:
    return [consonant + vowel for consonant in "bdfghkmnprstvz" for vowel in "aeiou"] + ["wo"]


def _code(number: int) -> CaseCode:
    """A code of the usual form, another one for each number."""
    rest, syllables = number * _STEP % _CODES, _syllables()[:70]
    found: list[str] = []
    for _ in range(4):
        rest, digit = divmod(rest, 70)
        found.append(syllables[digit])
    return CaseCode("".join(found[:3]) + "-" + found[3])


def _copy_rows(vault: Vault, target: Path) -> None:
    with vault.read() as db, sqlite3.connect(target) as plain:
        for table in _PLAIN_TABLES:
            names = [str(row[1]) for row in db.rows(f"PRAGMA table_info({table})")]
            columns = ", ".join(name for name in names if name != "seal")
            plain.execute(f"CREATE TABLE {table} ({columns})")
            marks = ", ".join("?" for _ in columns.split(", "))
            plain.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - our own tables
                db.execute(f"SELECT {columns} FROM {table}"),  # noqa: S608 - our own tables
            )
    plain.close()
