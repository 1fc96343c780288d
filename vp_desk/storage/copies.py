"""Copies of the encrypted database: byte for byte, or under another key. Each one is proven whole."""

import hashlib
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vp_desk.storage import database, schema, verify
from vp_desk.storage.database import (
    Database,
    DatabaseDamagedError,
    StorageFaultError,
    sorted_errors,
)
from vp_desk.storage.files import digest_of, sync_file
from vp_desk.storage.sessions import Sessions
from vp_desk.storage.slots import DatabaseKey
from vp_desk.storage.verify import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Generator

_CHUNK: Final = 1024 * 1024


def copy_bytes(source: Path, to: Path) -> str:
    """Copy a file that nobody writes to; what arrived on the disk is read once more and compared.

    Returns:
        The SHA-256 of it, in hexadecimal.

    Raises:
        DatabaseDamagedError: what was read back is not what was read first.
        OSError: no permission, no room, or the disk itself.
    """
    seen = hashlib.sha256()
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with source.open("rb") as file, os.fdopen(handle, "wb") as copy:
        while chunk := file.read(_CHUNK):
            seen.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    digest = seen.hexdigest()
    if digest_of(to) != digest:
        raise DatabaseDamagedError
    return digest


@contextmanager
def reading(path: Path, key: DatabaseKey, *, as_it_is: bool = False) -> "Generator[Sessions]":
    """Read a database that is nobody's vault at this moment.

    Args:
        path: the file.
        key: opens it.
        as_it_is: change nothing, but for playing back what was cut off in it.
    """
    cut_off = path.with_name(path.name + "-journal")
    is_whole = not cut_off.exists() or cut_off.stat().st_size == 0
    mode = "ro" if as_it_is and is_whole else _mode(path)
    sessions = Sessions(lambda: database.connect(path, key, mode))
    try:
        yield sessions
    finally:
        sessions.close()


def problems_of(
    path: Path, key: DatabaseKey, progress: Progress = silent
) -> tuple[verify.Problem, ...]:
    """Everything that is wrong with a database that is nobody's vault at this moment.

    Of one that is read only, or of an older version, the parts that can be looked at.
    """
    try:
        with reading(path, key) as sessions:
            with sessions.read() as db:
                version = schema.version_of(db)
            if version != schema.VERSION:
                return verify.problems_of_older(sessions)
            return verify.problems(sessions, progress, words=_mode(path) == "rw")
    except DatabaseDamagedError:
        return (verify.Problem("Het gegevensbestand is beschadigd."),)


def copy_under(
    source: Path, key: DatabaseKey, to: Path, new: DatabaseKey, progress: Progress = silent
) -> None:
    """Copy a database that nobody writes to, under another key.

    SQLCipher copies a page that fell over into a copy in which it seems to be right, so the source is looked at
    first; and of the copy every row is compared by its seal, and looked at again.

    Args:
        source: the database.
        key: opens it.
        to: a file that is not there yet.
        new: the key of the copy; seals its rows as before.
        progress: hears how far it is; may raise to stop.

    Raises:
        DatabaseDamagedError: source or copy is not what was written.
        DiskFullError: no room for it. The copy has to be removed.
    """
    if new.row_key() != key.row_key():
        raise ValueError("the rows keep their seals")
    to.touch(mode=0o600, exist_ok=False)
    with _opened(source, key, _mode(source)) as db:
        if db.rows("PRAGMA cipher_integrity_check"):
            raise DatabaseDamagedError
        db.execute(
            "ATTACH DATABASE ? AS copy KEY ?", (str(to), new.sqlcipher_key().decode("ascii"))
        )
        try:
            with sorted_errors():
                db.value("SELECT sqlcipher_export('copy')")
        except StorageFaultError:
            _demand_room(
                to, source.stat().st_size
            )  # what it says of a full disk has no cause in it
            raise
        db.execute(f"PRAGMA copy.user_version = {schema.version_of(db)}")
        db.execute("DETACH DATABASE copy")
        db.demand_whole()
        sync_file(to)
        with _opened(to, new, "rw") as copy:
            for table in _tables(db):
                if _content(db, table) != _content(copy, table):
                    raise DatabaseDamagedError
    if problems_of(to, new, progress):
        raise DatabaseDamagedError
    sync_file(to)


def _mode(path: Path) -> str:
    """How a file may be opened here."""
    return "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"


def _demand_room(path: Path, size: int) -> None:
    """Write what a file still lacks beside it, to hear from the system why that cannot be.

    Raises:
        OSError: no room, no right to it, or the disk itself.
    """
    probe = path.with_name(path.name + ".room")
    try:
        with probe.open("wb", buffering=0) as file:
            for _ in range(max(size - path.stat().st_size, 0) // _CHUNK + 1):
                left = memoryview(bytes(_CHUNK))
                while left:
                    left = left[file.write(left) :]
            os.fsync(file.fileno())
    finally:
        probe.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, key: DatabaseKey, mode: str) -> "Generator[Database]":
    opened = database.connect(path, key, mode)
    try:
        with sorted_errors():
            yield opened
    finally:
        opened.connection.close()


def _tables(db: Database) -> list[str]:
    return [str(name) for (name,) in db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]


def _content(db: Database, table: str) -> tuple[int, str]:
    """The number of rows, and of a table with seals also a hash over them in their order."""
    columns = {name for _, name, *_ in db.rows("SELECT * FROM pragma_table_info(?)", (table,))}
    if "seal" not in columns:
        return int(db.value(f'SELECT count(*) FROM "{table}"')), ""  # noqa: S608 - from the schema
    seen, number = hashlib.sha256(), 0
    for (seal,) in db.execute(f'SELECT seal FROM "{table}" ORDER BY 1'):  # noqa: S608 - from the schema
        seen.update(seal)
        number += 1
    return number, seen.hexdigest()
