"""When a backup is the way out."""

from pathlib import Path

from vp_desk.desk.damage import is_damage, wants_restoring
from vp_desk.storage.files import DiskFullError
from vp_desk.storage.keys import KeyFileDamagedError
from vp_desk.storage.vault_folder import NotAVaultError


def test_only_what_is_not_whole_asks_to_be_put_back(tmp_path: Path) -> None:
    assert is_damage(KeyFileDamagedError())
    assert not is_damage(DiskFullError())
    assert wants_restoring(KeyFileDamagedError(), tmp_path)
    assert not wants_restoring(NotAVaultError(tmp_path), tmp_path)
