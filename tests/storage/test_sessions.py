"""Blocks of reading and writing when somebody else wants the file alone, and when the disk fails."""

import threading

import pytest

from tests.storage.cheap import CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.storage import cases, sessions
from vp_desk.storage.database import StorageFaultError, VaultBusyError
from vp_desk.storage.files import DiskFaultError, StoppedWritingError
from vp_desk.storage.rows import RecordMissingError
from vp_desk.storage.sessions import VaultClosedError
from vp_desk.storage.vault import Vault


def a_case(code: str = "bodemi-fa") -> Case:
    return Case(code=CaseCode(code), month=Month(2025, 3), types=("conduct",))


def test_after_a_fault_of_the_disk_nothing_is_stored_and_all_can_be_read(vault: Vault) -> None:
    with vault.write() as db:
        cases.add(db, a_case())
    with pytest.raises(DiskFaultError), vault.write():
        raise DiskFaultError("SQLITE_IOERR_WRITE")
    assert not vault.damaged
    with pytest.raises(StoppedWritingError, match="opnieuw opent"), vault.write() as db:
        cases.add(db, a_case())
    with vault.read() as db:
        assert cases.codes(db) == {"bodemi-fa"}


def test_the_file_is_never_held_alone_within_a_block_or_after_the_end(vault: Vault) -> None:
    with vault.read(), pytest.raises(RuntimeError), vault._sessions.paused():
        pass
    vault.close()
    with pytest.raises(VaultClosedError), vault._sessions.paused():
        pass


def test_who_reads_for_too_long_keeps_the_file(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_CLOSE_SECONDS", 0.05)
    reading, over = threading.Event(), threading.Event()

    def read() -> None:
        with vault.read():
            reading.set()
            over.wait(10)

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait(10)
    with pytest.raises(VaultBusyError), vault._sessions.paused():
        pass
    over.set()
    reader.join()
    with vault.write() as db:  # and all goes on
        cases.add(db, a_case())


def test_a_block_that_fails_stores_nothing(vault: Vault) -> None:
    with pytest.raises(RecordMissingError), vault.write() as db:  # noqa: PT012 - first one, then the other
        cases.add(db, a_case())
        cases.get(db, CaseCode("niets"))
    with vault.read() as db:
        assert cases.codes(db) == frozenset()


def test_a_reader_sees_one_state_while_another_thread_writes(vault: Vault) -> None:
    with vault.write() as db:
        cases.add(db, a_case())
    seen: list[int] = []

    def read_in_worker() -> None:
        with vault.read() as db:
            seen.append(len(cases.codes(db)))

    with vault.write() as db:
        cases.add(db, a_case("dagoru-ki"))
        worker = threading.Thread(target=read_in_worker)
        worker.start()
        worker.join()
    read_in_worker()
    assert seen == [1, 2]


def test_blocks_of_one_thread_nest_for_reading_only(vault: Vault) -> None:
    with vault.write() as db, vault.read() as same:
        assert same is db
    with vault.read(), pytest.raises(RuntimeError, match="write block"), vault.write():
        pass


def test_a_closed_vault_lets_nobody_in_and_everybody_else(vault: Vault) -> None:
    vault.close()
    vault.close()
    with pytest.raises(VaultClosedError), vault.read():
        pass
    Vault.open(vault.folder, PASSPHRASE, limits=CHEAP_LIMITS).close()


def test_closing_stops_what_other_threads_read(vault: Vault) -> None:
    started, stopped = threading.Event(), threading.Event()

    def count_for_ever() -> None:
        try:
            with vault.read() as db:
                started.set()
                db.rows(
                    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
                )
        except (StorageFaultError, VpDeskError):
            stopped.set()

    worker = threading.Thread(target=count_for_ever)
    worker.start()
    started.wait()
    closer = threading.Timer(0.05, vault.close)
    closer.start()
    worker.join(timeout=9)
    closer.join()
    assert stopped.is_set()


def test_a_vault_that_stays_busy_says_so(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    failures: list[VpDeskError] = []

    def write_in_worker() -> None:
        try:
            with vault.read() as db:
                db.execute("PRAGMA busy_timeout = 20")
            with vault.write():
                pass
        except VpDeskError as error:
            failures.append(error)

    def worker_with_short_patience() -> None:
        with vault.read() as db:
            db.execute("PRAGMA busy_timeout = 20")
        write_in_worker()

    with vault.write():
        worker = threading.Thread(target=worker_with_short_patience)
        worker.start()
        worker.join()
    assert [type(error) for error in failures] == [VaultBusyError]


def test_within_a_block_the_vault_is_not_closed_and_others_are_not_held_off(vault: Vault) -> None:
    with vault.read(), pytest.raises(RuntimeError, match="holds off"), vault.hold():
        pass
    with vault.read(), pytest.raises(RuntimeError, match="own block"):
        vault.close()
    with vault.read() as db:
        assert cases.codes(db) == frozenset()
