"""Blocks of reading and writing when somebody else wants the file alone, and when the disk fails."""

import threading

import pytest

from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.storage import cases, sessions
from vp_desk.storage.database import VaultBusyError
from vp_desk.storage.files import DiskFaultError, StoppedWritingError
from vp_desk.storage.sessions import VaultClosedError
from vp_desk.storage.vault import Vault

CASE = Case(code=CaseCode("bodemi-fa"), month=Month(2025, 3), types=("conduct",))


def test_after_a_fault_of_the_disk_nothing_is_stored_and_all_can_be_read(vault: Vault) -> None:
    with vault.write() as db:
        cases.add(db, CASE)
    with pytest.raises(DiskFaultError), vault.write():
        raise DiskFaultError("SQLITE_IOERR_WRITE")
    assert not vault.damaged
    with pytest.raises(StoppedWritingError, match="opnieuw opent"), vault.write() as db:
        cases.add(db, CASE)
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
        cases.add(db, CASE)
