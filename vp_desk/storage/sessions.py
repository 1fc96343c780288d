"""Reading and writing in blocks: one connection a thread, one transaction a block."""

import contextlib
import threading
import weakref
from collections.abc import Callable, Generator
from typing import Final

from vp_desk.storage.database import (
    Database,
    DatabaseDamagedError,
    VaultBusyError,
    sorted_errors,
)
from vp_desk.storage.files import DiskFaultError, StoppedWritingError

_CLOSE_SECONDS: Final = 10


class VaultClosedError(Exception):
    """The vault was used after it was closed; a fault of ours."""


class _Session:
    """What one thread has open."""

    def __init__(self, database: Database, generation: int) -> None:
        self.database = database
        #: Of which the connection is; an older one was closed.
        self.generation = generation
        self.writing = False
        self.depth = 0


class Sessions:
    """The connections of one open vault.

    Each thread gets its own at first use, kept until the thread or the vault ends.
    """

    def __init__(self, connect: Callable[[], Database]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._open: weakref.WeakSet[_Session] = weakref.WeakSet()
        self._change = threading.Condition()
        self._busy = 0
        self._closed = False
        #: Held off from everything while the file itself is being replaced, by this thread.
        self._alone: int | None = None
        self._generation = 0
        #: Set when anything read was not what was written; writing is then refused.
        self.damaged = False
        #: Set when the disk or the memory failed; writing is then refused as well, and nothing is damaged.
        self.failed = False

    @contextlib.contextmanager
    def read(self) -> Generator[Database]:
        """A block that sees one state of the vault, whatever other threads write meanwhile.

        Within another block of the same thread it is a part of that block.

        Raises:
            DatabaseDamagedError: something read in the block is not what was written.
        """
        with self._session() as session:
            if session.depth > 1:
                yield session.database
                return
            with self._transaction(session, "BEGIN", "ROLLBACK"):
                yield session.database

    @contextlib.contextmanager
    def write(self) -> Generator[Database]:
        """A block that is stored as a whole when it ends, or not at all when it raises.

        When this returns, what was written survives a power cut.

        Raises:
            DatabaseDamagedError: damage was met, now or earlier; nothing was written.
            StoppedWritingError: the disk or the memory failed earlier; nothing was written.
        """
        if self.damaged:
            raise DatabaseDamagedError
        if self.failed:
            raise StoppedWritingError
        with self._session() as session:
            if session.depth > 1:
                raise RuntimeError("a write block cannot stand in another block")
            session.writing = True
            try:
                with self._transaction(session, "BEGIN IMMEDIATE", "COMMIT"):
                    yield session.database
            finally:
                session.writing = False

    @contextlib.contextmanager
    def hold(self) -> Generator[Database]:
        """A block in which nobody else writes, and of which nothing is stored.

        Raises:
            VaultBusyError: somebody writes for too long.
            DatabaseDamagedError: something read in the block is not what was written.
        """
        with self._session() as session:
            if session.depth > 1:
                raise RuntimeError("a block that holds off writers cannot stand in another block")
            with self._transaction(session, "BEGIN IMMEDIATE", "ROLLBACK"):
                yield session.database

    @contextlib.contextmanager
    def paused(self) -> Generator[None]:
        """A block in which nobody has the file open, so that another one may take its place.

        Who wants to read or write meanwhile waits.

        Raises:
            VaultBusyError: others went on for too long.
        """
        if self._depth_here():
            raise RuntimeError("a block without connections cannot stand in another block")
        with self._change:
            self._wait_until(lambda: self._alone is None)
            if self._closed:
                raise VaultClosedError
            self._alone = threading.get_ident()
        try:
            with self._change:
                self._wait_until(lambda: self._busy == 0)
                self._close_all()
            yield
        finally:
            with self._change:
                self._alone = None
                self._change.notify_all()

    def close(self) -> None:
        """Stop what runs in other threads and close every connection. Twice is as good as once."""
        if self._depth_here():
            raise RuntimeError("closed within its own block")
        with self._change:
            self._closed = True
            for session in self._open:
                if session.depth and not session.writing:
                    session.database.connection.interrupt()
            self._change.notify_all()
            self._change.wait_for(self._at_rest, timeout=_CLOSE_SECONDS)
            self._close_all()

    def _wait_until(self, true: Callable[[], bool]) -> None:
        if not self._change.wait_for(true, timeout=_CLOSE_SECONDS):
            raise VaultBusyError

    def _close_all(self) -> None:
        for session in list(self._open):
            session.database.connection.close()
        self._open.clear()
        self._generation += 1

    def _at_rest(self) -> bool:
        """Whether nobody reads or writes, and nobody replaces the file."""
        return self._busy == 0 and self._alone is None

    def _depth_here(self) -> int:
        session: _Session | None = getattr(self._local, "session", None)
        return 0 if session is None else session.depth

    @contextlib.contextmanager
    def _session(self) -> Generator[_Session]:
        with self._change:
            if not self._depth_here():
                self._change.wait_for(lambda: self._closed or self._alone is None)
            if self._closed:
                raise VaultClosedError
            self._busy += 1
        try:
            session: _Session | None = getattr(self._local, "session", None)
            if session is None or session.generation != self._generation:
                session = _Session(self._connect(), self._generation)
                with self._change:
                    self._local.session = session
                    self._open.add(session)
            session.depth += 1
            try:
                yield session
            finally:
                session.depth -= 1
        finally:
            with self._change:
                self._busy -= 1
                self._change.notify_all()

    @contextlib.contextmanager
    def _transaction(self, session: _Session, begin: str, end: str) -> Generator[None]:
        database = session.database
        try:
            with sorted_errors():
                database.execute(begin)
                try:
                    yield
                finally:
                    # Also when the block fails: a page of NUL bytes makes rows seem to be missing.
                    database.demand_whole()
                database.execute(end)
        except BaseException as error:
            self.damaged = self.damaged or isinstance(error, DatabaseDamagedError)
            self.failed = self.failed or isinstance(error, DiskFaultError | MemoryError)
            self._abandon(session)
            raise

    def _abandon(self, session: _Session) -> None:
        """Undo what the block did; after damage also the connection, whose cache is not trusted."""
        connection = session.database.connection
        with contextlib.suppress(Exception), sorted_errors():
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        if self.damaged or self.failed:
            connection.close()
            with self._change:
                self._open.discard(session)
            self._local.session = None
