"""Proof that a vault is what was written: every page, every index, every row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from vp_desk.errors import VpDeskError
from vp_desk.storage import (
    activities,
    advice,
    bins,
    cases,
    contacts,
    drafts,
    historic,
    lists,
    releases,
    reminders,
    self_checks,
    settings,
    talks,
    texts,
    trail,
)
from vp_desk.storage.database import (
    Database,
    DatabaseDamagedError,
    VaultBusyError,
    sorted_errors,
)
from vp_desk.storage.rows import batches

if TYPE_CHECKING:  # the vault stands on this
    from vp_desk.storage.vault import Vault

#: Told how much is done, and of how much.
Progress = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Nobody wants to know how far it is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was written."""

    #: A Dutch sentence without any content of the vault.
    text: str

    def __str__(self) -> str:
        return self.text


_Reader = Callable[[Database, Sequence[int]], object]

#: Table → how its records are called, and what reads and verifies some of them.
_RECORDS: Final[tuple[tuple[str, str, _Reader], ...]] = (
    ("cases", "zaak", cases.by_ids),
    ("contacts", "gesprek", contacts.by_ids),
    ("activities", "activiteit", activities.by_ids),
    ("reminders", "herinnering", reminders.by_ids),
    ("recommendations", "aanbeveling", advice.recommendations_by_ids),
    ("signals", "signaal", advice.signals_by_ids),
    ("agreements", "afspraak", talks.agreements_by_ids),
)
#: Small tables, read as a whole.
_LISTS: Final[tuple[tuple[str, Callable[[Database], object]], ...]] = (
    ("de instellingen", settings.check_all),
    ("de eigen codes", lists.own),
    ("de personeelsaantallen", lists.headcounts),
    ("de totalen van eerdere jaren", historic.totals),
    ("de trendbreuken", historic.breaks),
    ("de concepten", drafts.every),
    ("de prullenbak", bins.every),
    ("wat is uitgegeven", releases.ledger),
    ("het logboek", trail.every),
    ("de eigen teksten voor het verslag", texts.every),
    ("de geplande gesprekken", talks.planned),
    ("de zelftoets", self_checks.every),
)
#: The cases lead the way, in the order of their numbers: the values and contacts of a case lie together.
_COPIES: Final = """
SELECT (SELECT count(*) FROM cases c CROSS JOIN case_values v ON v.case_id = c.id
         WHERE v.month IS NOT c.month OR v.status IS NOT c.status
            OR (v.field = 'types' AND v.position = 0 AND v.code IS NOT c.main_type))
     + (SELECT count(*) FROM contacts k JOIN cases c ON c.id = k.case_id
         WHERE (k.case_month, k.case_status) IS NOT (c.month, c.status))
     + (SELECT abs((SELECT count(*) FROM cases)
                 - (SELECT count(*) FROM case_values WHERE field = 'types' AND position = 0)))
"""


def assured(vault: "Vault", progress: Progress = silent) -> tuple[Problem, ...]:
    """What `problems` finds, without asking again while the file is byte for byte what it found sound.

    Nobody else writes while we hold the lock of the vault. Whatever else may change the file (a bad
    disk, a folder that is synchronised) changes its bytes, and those are all read here: a tenth of a
    second for 100,000 cases, where looking at every row takes seven. When something is wrong, nothing
    is written any more.
    """
    with vault.proving:
        before = vault.fingerprint()
        if vault.proven == before:
            return ()
        found = problems(vault, progress)
        if found:
            vault.refuse_writing()
        vault.proven = before if not found and vault.fingerprint() == before else None
        return found


class Readable(Protocol):
    """A vault, or a database of which we have the key."""

    def read(self) -> AbstractContextManager[Database]:
        """See `Sessions.read`."""
        ...

    def hold(self) -> AbstractContextManager[Database]:
        """See `Sessions.hold`."""
        ...


def problems(
    source: Readable, progress: Progress = silent, *, words: bool = True
) -> tuple[Problem, ...]:
    """Everything that is wrong with the database; empty when it is whole. Changes nothing.

    Args:
        source: an open vault, or another database.
        progress: told how many steps are done; may raise to stop.
        words: look at the search index as well; that needs a file which may be written.

    Raises:
        VaultBusyError: somebody writes for too long; nothing is known yet.
    """
    found: list[Problem] = []
    wrong_words = _words(source) if words else ()
    try:
        with source.read() as db:
            steps = [*_steps(db, wrong_words)]
            for number, step in enumerate(steps):
                progress(number, len(steps))
                found += step()
            progress(len(steps), len(steps))
    except DatabaseDamagedError:
        # The end of the block says it once more when a page was bad; alone when nothing else did.
        if not found:
            found.append(Problem("Het gegevensbestand is beschadigd."))
    return tuple(found)


def problems_of_older(source: Readable) -> tuple[Problem, ...]:
    """What is wrong with the pages and the structure of a database of an older version.

    Its rows are read, and so compared with their seals, once it is brought up to date.
    """
    try:
        with source.read() as db:
            return (*_pages(db), *_structure(db, copies=False))
    except DatabaseDamagedError:
        return (Problem("Het gegevensbestand is beschadigd."),)


def _steps(
    db: Database, wrong_words: tuple[Problem, ...]
) -> Iterator[Callable[[], Iterable[Problem]]]:
    yield partial(_pages, db)
    yield partial(_structure, db)
    yield lambda: wrong_words
    for table, name, reader in _RECORDS:
        try:
            with sorted_errors():
                stretches = list(batches(db, table))
        except VpDeskError:
            yield partial(_unreadable, name)
            continue
        for ids in stretches:
            yield partial(_rows, db, ids, name, reader)
    for name, read in _LISTS:
        yield partial(_list, db, name, read)


def _pages(db: Database) -> Iterator[Problem]:
    """Each page against its own HMAC."""
    bad = len(db.rows("PRAGMA cipher_integrity_check"))
    if bad:
        yield Problem(f"Beschadigde bladzijden in het gegevensbestand: {bad}.")


def _structure(db: Database, *, copies: bool = True) -> Iterator[Problem]:
    """Tables against indexes, parts against wholes, copies against originals."""
    try:
        with sorted_errors():
            wrong = [row for row in db.rows("PRAGMA integrity_check") if row != ("ok",)]
            wrong += db.rows("PRAGMA foreign_key_check")
            strange = db.value(_COPIES) if copies else 0
    except VpDeskError:
        yield Problem("De opbouw van het gegevensbestand is niet meer te lezen.")
        return
    if wrong:
        yield Problem(f"Plaatsen waar de opbouw van het gegevensbestand niet klopt: {len(wrong)}.")
    if strange:
        yield Problem(f"Plaatsen waar de tellingen niet kloppen met de zaken zelf: {strange}.")


def _words(source: Readable) -> tuple[Problem, ...]:
    """The search index against the texts.

    SQLite is asked for it with a statement that it takes for a change, so it wants the lock of a writer. To a
    block that reads already, that lock is refused at once when somebody writes: hence a block of its own.
    """
    try:
        with source.hold() as db:
            db.execute("INSERT INTO case_search (case_search, rank) VALUES ('integrity-check', 1)")
    except VaultBusyError:
        raise
    except VpDeskError:
        return (Problem("De zoekindex past niet bij de notities."),)
    return ()


def _rows(db: Database, ids: Sequence[int], name: str, reader: _Reader) -> Iterator[Problem]:
    """A batch of records against their seals; one by one when the batch is not whole."""
    try:
        with sorted_errors():
            reader(db, ids)
    except VpDeskError:
        if len(ids) == 1:
            yield Problem(f"Een {name} (nummer {ids[0]}) is niet meer zoals die is opgeslagen.")
            return
        half = len(ids) // 2
        yield from _rows(db, ids[:half], name, reader)
        yield from _rows(db, ids[half:], name, reader)


def _list(db: Database, name: str, read: Callable[[Database], object]) -> Iterator[Problem]:
    try:
        with sorted_errors():
            read(db)
    except VpDeskError:
        yield Problem(f"In {name} is iets niet meer zoals het is opgeslagen.")


def _unreadable(name: str) -> Iterator[Problem]:
    yield Problem(f"De lijst met elke {name} is niet meer te lezen.")
