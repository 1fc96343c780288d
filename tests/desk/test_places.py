"""What is said and what is refused about the places of a vault and of its backups."""

import os
from pathlib import Path

import pytest

from vp_desk.desk import check_new_place, place_warning, second_place_warning
from vp_desk.storage.files import NoPermissionError
from vp_desk.storage.vault_folder import LOCK, UNFINISHED, FolderNotEmptyError, VaultExistsError


def test_a_new_or_empty_folder_or_one_that_was_never_finished_is_fine(tmp_path: Path) -> None:
    check_new_place(tmp_path / "nieuw" / "kluis")
    check_new_place(tmp_path)
    (tmp_path / LOCK).touch()
    check_new_place(tmp_path)
    (tmp_path / UNFINISHED).touch()
    (tmp_path / "notes.db").touch()
    check_new_place(tmp_path)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, vault_path: Path) -> None:
    with pytest.raises(FolderNotEmptyError):
        check_new_place(tmp_path)
    with pytest.raises(VaultExistsError):
        check_new_place(vault_path)


def test_a_cloud_is_named_and_what_it_means_told(tmp_path: Path) -> None:
    assert "Dropbox" in place_warning(tmp_path / "Dropbox" / "kluis")
    assert place_warning(tmp_path / "kluis") == ""
    assert "Dropbox" in second_place_warning(tmp_path / "Dropbox", tmp_path / "kluis")


def test_a_second_place_on_the_same_disk_is_told(tmp_path: Path) -> None:
    assert "dezelfde schijf" in second_place_warning(tmp_path / "kopieen", tmp_path / "kluis")
    assert second_place_warning(Path("/dev/shm/stick"), tmp_path / "kluis") == ""  # noqa: S108 - another disk


def test_a_file_or_a_place_that_may_not_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(FolderNotEmptyError):
        check_new_place(tmp_path / "bestand")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    with pytest.raises(NoPermissionError):
        check_new_place(tmp_path / "nieuw")


def test_a_place_on_the_network_is_told(tmp_path: Path) -> None:
    assert "netwerk" in place_warning(Path("//server/afdeling/kluis"))
