"""Copies of a database: what cannot be copied is told by its cause, and leaves nothing."""

import contextlib
import shutil
from pathlib import Path

import pytest

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from tests.vaults.make_sample import SAMPLE_PASSPHRASE
from vp_desk.storage import copies
from vp_desk.storage.files import DiskFullError, explained
from vp_desk.storage.keys import read_key_file
from vp_desk.storage.replacing import DATABASE, KEYS, NEXT
from vp_desk.storage.slots import DatabaseKey
from vp_desk.storage.vault import Vault

SAMPLES = Path(__file__).resolve().parents[1] / "vaults"


def test_a_key_is_not_replaced_on_a_full_disk_and_the_sentence_names_it(small_disk: Path) -> None:
    folder = small_disk / "kluis"
    vault = Vault.create(folder, PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS).vault
    with (small_disk / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while ballast.write(bytes(4096)):
            pass
    with (small_disk / "ballast").open("r+b") as ballast:
        ballast.truncate((small_disk / "ballast").stat().st_size - 64 * 1024)
    with pytest.raises(DiskFullError):
        vault.rotate_key(PASSPHRASE, cost=CHEAP)
    assert not list(folder.glob(f"{NEXT}*"))
    vault.close()
    with Vault.open(folder, PASSPHRASE, limits=CHEAP_LIMITS) as again, again.read() as db:
        assert db.value("SELECT count(*) FROM settings") > 0


def test_room_that_is_there_is_no_cause(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    with explained(tmp_path):
        copies._demand_room(tmp_path / "a", 3 * 1024 * 1024)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_rows_keep_their_seals_or_are_not_copied(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="seals"):
        copies.copy_under(tmp_path / "a", DatabaseKey.new(), tmp_path / "b", DatabaseKey.new())


def test_a_copy_of_an_older_version_is_looked_at_as_far_as_can_be(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "v0001", tmp_path / "oud")
    file = read_key_file((tmp_path / "oud" / KEYS).read_bytes(), program="1.0")
    key = file.unlock_with_passphrase(SAMPLE_PASSPHRASE)
    database = tmp_path / "oud" / DATABASE
    assert copies.problems_of(database, key) == ()
    content = bytearray(database.read_bytes())
    content[-100] ^= 1
    database.write_bytes(content)
    assert copies.problems_of(database, key)
