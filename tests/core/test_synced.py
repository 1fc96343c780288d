"""Where a vault does not lie well is recognised, and an ordinary folder is left in peace."""

import os
from pathlib import Path

import pytest

from vp_desk.synced import existing, on_network, synced_by, writable

NOTHING: dict[str, str] = {}


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Gemeente Voorbeeld", "OneDrive"),
        ("onedrive-persoonlijk", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Prive)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive", "Google Drive"),
        ("Mijn Drive", "Google Drive"),
        ("iCloud Drive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/OneDrive-Voorbeeld", "OneDrive"),
        ("Library/CloudStorage/Voorbeelddienst-naam", "Voorbeelddienst"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2 (werk)", None),
        ("Nextcloud 2", "Nextcloud"),
        ("SURFdrive", "SURFdrive"),
        ("Documenten", None),
        ("over Dropbox", None),
        ("dropboxen", None),
        ("Box/Stack", None),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(
    tmp_path: Path, folder: str, service: str | None
) -> None:
    assert synced_by(tmp_path / folder / "VP-Desk" / "kluis", told=NOTHING) == service


def test_a_name_that_is_an_ordinary_word_counts_only_in_the_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert synced_by(tmp_path / "Box" / "kluis", told=NOTHING) == "Box"
    assert synced_by(tmp_path / "werk" / "Box" / "kluis", told=NOTHING) is None


def test_a_folder_that_windows_names_as_that_of_onedrive_is_known_by_whatever_name(
    tmp_path: Path,
) -> None:
    told = {"OneDriveCommercial": str(tmp_path / "wolk")}
    assert synced_by(tmp_path / "wolk" / "kluis", told=told) == "OneDrive"
    assert synced_by(tmp_path / "wolken" / "kluis", told=told) is None


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".sync_0123456789ab.db", "Nextcloud"),
        ("._sync_0123456789ab.db", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_synchronised_folder_with_another_name_is_known_by_the_mark_in_it(
    tmp_path: Path, mark: str, service: str
) -> None:
    (tmp_path / mark).touch()
    assert synced_by(tmp_path / "werk" / "kluis", told=NOTHING) == service


def test_the_settings_of_dropbox_do_not_make_the_folder_of_the_user_synchronised(
    tmp_path: Path,
) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert synced_by(tmp_path / "werk" / "kluis", told=NOTHING) is None


def test_a_link_into_a_synchronised_folder_does_not_hide_it(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "werk").mkdir(parents=True)
    (tmp_path / "documenten").symlink_to(tmp_path / "Dropbox" / "werk")
    assert synced_by(tmp_path / "documenten" / "kluis", told=NOTHING) == "Dropbox"


def test_a_network_drive_is_known_by_its_kind_of_file_system(tmp_path: Path) -> None:
    here, server = tmp_path / "hier", tmp_path / "op de server"
    server.mkdir()
    told = str(server).replace(" ", r"\040")
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        f"//server/werk {told} cifs rw 0 0\n"
        "gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0\n"
    )
    assert on_network(server / "kluis", mounts=mounts)
    assert not on_network(here / "kluis", mounts=mounts)
    assert not on_network(tmp_path)
    assert on_network(Path("//server/werk/kluis"), mounts=mounts)


def test_where_a_folder_can_be_made_follows_from_what_is_there(tmp_path: Path) -> None:
    assert existing(tmp_path / "een" / "twee") == tmp_path
    assert writable(tmp_path / "een" / "twee")
    (tmp_path / "dicht").mkdir(mode=0o500)
    may_all = os.geteuid() == 0  # who administers this computer may write everywhere
    assert writable(tmp_path / "dicht" / "kluis") == may_all
    (tmp_path / "bestand").touch()
    assert not writable(tmp_path / "bestand")
