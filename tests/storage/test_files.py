"""Files that appear whole or not at all, and what is known after a kill in the middle."""

import errno
from hashlib import sha256
from pathlib import Path

import pytest

from vp_desk.errors import VpDeskError
from vp_desk.storage.files import (
    DiskFaultError,
    DiskFullError,
    FolderLock,
    NoPermissionError,
    ReadOnlyPlaceError,
    beside,
    explain,
    finish_files,
    none_there,
)

ONE, TWO = b"een\n", b"twee\n"


@pytest.fixture
def names(tmp_path: Path) -> dict[Path, str]:
    """Two files, by the digest of what is to stand in them."""
    return {
        tmp_path / "een.csv": sha256(ONE).hexdigest(),
        tmp_path / "twee.csv": sha256(TWO).hexdigest(),
    }


def test_files_that_stand_there_came(names: dict[Path, str]) -> None:
    one, two = names
    one.write_bytes(ONE)
    two.write_bytes(TWO)
    assert finish_files(names, may_be_part=True) is True
    assert not none_there(names)


def test_as_long_as_the_first_waits_none_was_there(names: dict[Path, str]) -> None:
    one, two = names
    beside(one).write_bytes(ONE)
    beside(two).write_bytes(TWO)
    assert finish_files(names, may_be_part=False) is False
    assert not list(one.parent.iterdir())


def test_a_part_of_the_first_is_no_file(names: dict[Path, str]) -> None:
    one, _ = names
    beside(one).write_bytes(ONE[:2])
    assert finish_files(names, may_be_part=False) is None
    assert finish_files(names, may_be_part=True) is False
    assert not list(one.parent.iterdir())


def test_once_the_first_has_its_name_the_rest_gets_it_too(names: dict[Path, str]) -> None:
    one, two = names
    one.write_bytes(ONE)
    beside(two).write_bytes(TWO)
    assert finish_files(names, may_be_part=True) is True
    assert two.read_bytes() == TWO
    assert not beside(two).exists()


def test_where_nothing_waits_nobody_can_say(names: dict[Path, str]) -> None:
    assert finish_files(names, may_be_part=True) is None
    assert none_there(names)


def test_what_cannot_be_looked_at_may_be_there(tmp_path: Path) -> None:
    assert not none_there({Path(f"{tmp_path}/{'x' * 300}.pdf"): sha256(ONE).hexdigest()})


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EROFS, ReadOnlyPlaceError),
        (errno.EACCES, NoPermissionError),
        (errno.EIO, DiskFaultError),
    ],
)
def test_a_fault_of_the_disk_is_told_with_what_to_do(
    tmp_path: Path, number: int, kind: type[VpDeskError]
) -> None:
    found = explain(OSError(number, "x"), tmp_path)
    assert type(found) is kind
    assert str(found).endswith(".")


def test_a_lock_that_cannot_be_made_is_no_lock_held_by_another(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FolderLock(tmp_path / "weg" / "lock")


def test_a_lock_is_let_go_once(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "lock")
    lock.release()
    lock.release()
    FolderLock(tmp_path / "lock").release()
