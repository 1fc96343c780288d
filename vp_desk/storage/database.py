"""One connection to the encrypted database: opening it safely, sealing rows, sorting its errors.

What `sqlcipher3` raises is sorted by cause in `sorted_error` and nowhere else, and leaves this package
only as a class and the name of an error code: the message of SQLite may hold the text of a note.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from vp_desk.errors import VpDeskError
from vp_desk.storage.files import DiskFaultError, DiskFullError, ReadOnlyPlaceError
from vp_desk.storage.slots import DatabaseKey

#: What a cell of a row can hold.
Value = str | int | bytes | None

_SEAL_BYTES: Final = 16
_encode: Final = json.JSONEncoder(separators=(",", ":")).encode
_BUSY_SECONDS: Final = 10
#: 16 MiB of pages: the counting indexes of 100,000 cases stay in memory between two tables.
_CACHE_KIB: Final = 16 * 1024

#: Statement → what the pragma must answer afterwards, in the order in which they are set. A misspelt
#: pragma is silently ignored by SQLite, so each one is asked back.
_PRAGMAS: Final = (
    ("temp_store = MEMORY", "temp_store", 2),  # nothing of the vault in a temporary file
    ("journal_mode = TRUNCATE", "journal_mode", "truncate"),  # no WAL: a copy of the .db is whole
    ("synchronous = EXTRA", "synchronous", 3),  # DELETE + FULL loses commits in a power cut
    ("foreign_keys = ON", "foreign_keys", 1),
    ("trusted_schema = OFF", "trusted_schema", 0),
    ("cell_size_check = ON", "cell_size_check", 1),
    ("secure_delete = ON", "secure_delete", 1),
    ("mmap_size = 0", "mmap_size", 0),
    (f"cache_size = -{_CACHE_KIB}", "cache_size", -_CACHE_KIB),
)


class DatabaseDamagedError(VpDeskError):
    """What was read is not what was written. Nothing is written any more after this."""

    def __init__(self) -> None:
        super().__init__(
            "Het gegevensbestand van deze kluis (notes.db) is beschadigd. Aan uw wachtzin ligt het "
            "niet. Er wordt niets meer in geschreven. Sluit het programma en zet de hele map terug "
            "uit een reservekopie."
        )


class DatabaseMissingError(VpDeskError):
    """There is a key file but no database beside it."""

    def __init__(self) -> None:
        super().__init__(
            "Het gegevensbestand van deze kluis (notes.db) ontbreekt. Zet de hele map terug uit een "
            "reservekopie."
        )


class VaultBusyError(VpDeskError):
    """Another connection kept the database for too long."""

    def __init__(self) -> None:
        super().__init__(
            "De kluis is nog bezig met een andere taak. Er is niets opgeslagen. "
            "Wacht tot die taak klaar is en probeer het opnieuw."
        )


class StorageFaultError(Exception):
    """A fault of ours in talking to the database. Holds class and code, never the message."""

    def __init__(self, error: Exception) -> None:
        name = getattr(error, "sqlite_errorname", "no code")
        super().__init__(f"{type(error).__name__} {name}")


class Database:
    """A connection, with the key that seals its rows. Stays in the thread that opened it."""

    def __init__(self, connection: dbapi2.Connection, seal_key: bytes) -> None:
        self.connection = connection
        self._seal_key = seal_key

    def execute(self, sql: str, parameters: Sequence[Value] = ()) -> dbapi2.Cursor:
        """Run one statement."""
        return self.connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each row."""
        self.connection.executemany(sql, rows)

    def insert(self, sql: str, parameters: Sequence[Value]) -> int:
        """Run one INSERT and return the number of the new row."""
        number = self.connection.execute(sql, parameters).lastrowid
        if number is None:
            raise LookupError("no row was inserted")
        return number

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Every row of one statement."""
        return self.connection.execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[Value] = ()) -> Any:  # noqa: ANN401 - a cell
        """The first cell of the first row, or None."""
        row = self.connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def seal(self, table: str, key: object, *values: object) -> bytes:
        """The keyed hash of one row: its table, its primary key and what else belongs to it, in order.

        The encoding is JSON in ASCII without spaces: lists of text, whole numbers and None have
        exactly one form. What is None at the end is left out, so that a column that a later version
        adds at the end does not break the seals of older rows.
        """
        end = len(values)
        while end and values[end - 1] is None:
            end -= 1
        content = _encode([table, key, *values[:end]]).encode("ascii")
        return hashlib.blake2b(content, digest_size=_SEAL_BYTES, key=self._seal_key).digest()

    def check(self, seal: object, table: str, key: object, *values: object) -> None:
        """Compare the seal of a row that was read.

        SQLCipher can return the page that a statement reads last as NUL bytes, without any error.

        Raises:
            DatabaseDamagedError: the row is not as it was written.
        """
        if seal != self.seal(table, key, *values):
            raise DatabaseDamagedError

    def demand_whole(self) -> None:
        """Ask SQLCipher whether it met a page that failed its check, and whether there is anything at all.

        To SQLite a file that something else made empty is a database in which no table was made yet.

        Raises:
            DatabaseDamagedError: a page failed, perhaps without an error, or every table is gone.
        """
        sound = self.value("PRAGMA cipher_status") == "1"
        if not sound or self.value("SELECT 1 FROM sqlite_schema LIMIT 1") is None:
            raise DatabaseDamagedError


def storable(text: str) -> str:
    """Text without lone surrogates: SQLite refuses those with an error that holds all of the text."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return text


def connect(path: Path, key: DatabaseKey, mode: str = "rw") -> Database:
    """Open an existing database file and set it up.

    Args:
        path: the file.
        key: opens it.
        mode: "ro" for a file on a place that cannot be written.

    Raises:
        DatabaseMissingError: there is no file.
        DatabaseDamagedError: the file does not answer to this key, which the key file proved right.
        StorageFaultError: SQLCipher does not do what it was told.
    """
    if not path.is_file():
        raise DatabaseMissingError
    with path.open("rb") as file:
        # SQLCipher takes an empty file for a new database, and does not check the salt it is told.
        if file.read(len(key.salt)) != key.salt:
            raise DatabaseDamagedError
    return _connect(path, key, mode)


def create(path: Path, key: DatabaseKey) -> Database:
    """Make an encrypted database file that holds nothing yet.

    Raises:
        FileExistsError: something is there already.
    """
    path.touch(mode=0o600, exist_ok=False)
    return _connect(path, key, "rw")


def _connect(path: Path, key: DatabaseKey, mode: str) -> Database:
    with sorted_errors():
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=_BUSY_SECONDS,
            check_same_thread=False,  # only so that closing the vault may close it
        )
        try:
            database = Database(connection, key.row_key())
            # Before the key: a wrong page would else be reported on standard error.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.set_key(key.sqlcipher_key())
            _demand(database, "cipher_status", "1")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            for statement, name, answer in _PRAGMAS:
                connection.execute(f"PRAGMA {statement}").fetchall()
                _demand(database, name, answer)
        except BaseException:
            connection.close()
            raise
        return database


def _demand(database: Database, pragma: str, answer: object) -> None:
    if database.value(f"PRAGMA {pragma}") != answer:
        raise StorageFaultError(RuntimeError(pragma))


@contextlib.contextmanager
def sorted_errors() -> Generator[None]:
    """Turn every error of the database in the block into one that may be shown or logged."""
    try:
        yield
    except dbapi2.Error as error:
        found = sorted_error(error)
        # Python hangs the original on as context; it may travel, its message may not.
        error.args = (getattr(error, "sqlite_errorname", type(error).__name__),)
        raise found from None


def sorted_error(error: dbapi2.Error) -> Exception:
    """The error for the cause of a database error: see SQLite's list of result codes."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The only one without a code that the world can cause: text that is no text.
        undecodable = isinstance(error, dbapi2.OperationalError)
        return DatabaseDamagedError() if undecodable else StorageFaultError(error)
    primary = code & 0xFF
    if primary in (_IOERR, _CANTOPEN):
        return DiskFaultError(error.sqlite_errorname)
    known = _BY_CODE.get(primary)
    return StorageFaultError(error) if known is None else known()


_IOERR: Final = 10
_CANTOPEN: Final = 14
#: SQLite's primary result codes that the world can cause.
_BY_CODE: Final[Mapping[int, Callable[[], VpDeskError]]] = {
    11: DatabaseDamagedError,  # CORRUPT
    26: DatabaseDamagedError,  # NOTADB
    13: DiskFullError,  # FULL
    5: VaultBusyError,  # BUSY
    6: VaultBusyError,  # LOCKED
    8: ReadOnlyPlaceError,  # READONLY
}
