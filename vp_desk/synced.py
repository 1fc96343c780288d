"""Places where a vault does not lie well: in a cloud, on a network drive, where nobody may write.

A synchronised folder puts every state of the vault on computers of others and keeps it there, may put an
older file back over a newer one, and may copy the database in the middle of a change. It is recognised
by the name of a folder on the way, by what the services tell Windows, and by the marks they leave.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Final

#: Name of a folder on the way → the service, as people call it. The whole name must match; services write
#: an account or an organisation behind their name: `OneDrive - Gemeente Voorbeeld`, `Dropbox (Prive)`.
_SEVERAL: Final = r"(?:\s?[-(].*|\s\d+)?"
_NAMES: Final = tuple(
    (re.compile(f"(?:{pattern}){_SEVERAL}", re.IGNORECASE), service)
    for pattern, service in (
        (r"onedrive|skydrive", "OneDrive"),
        (r"sharepoint", "SharePoint"),
        (r"dropbox", "Dropbox"),
        (r"google\s?drive|drivefs|mijn drive|my drive|google-drive", "Google Drive"),
        (r"icloud\s?drive|icloud|com~apple~clouddocs|mobile documents", "iCloud"),
        (r"nextcloud", "Nextcloud"),
        (r"owncloud", "ownCloud"),
        (r"surfdrive|surf research drive", "SURFdrive"),
        (r"pclouddrive|pcloud drive|pcloud sync", "pCloud"),
        (r"proton\s?drive", "Proton Drive"),
        (r"box sync|box", "Box"),
        (r"megasync|mega", "MEGA"),
        (r"seafile|seadrive", "Seafile"),
        (r"syncthing", "Syncthing"),
        (r"tresorit", "Tresorit"),
        (r"koofr", "Koofr"),
        (r"stack", "STACK"),
    )
)
#: macOS keeps what a service synchronises under this folder, whatever the service is called.
_CLOUD_STORAGE: Final = "cloudstorage"
#: A name that is an ordinary word says something only right below the folder of the user.
_ORDINARY: Final = frozenset({"Box", "MEGA", "STACK"})
#: What the services tell the programs of a user on Windows.
_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
#: Hidden files that stand in the folder that is synchronised.
_MARKS: Final = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
    (".seafile-data", "Seafile"),
)
#: Nextcloud and ownCloud keep their state in a file of which only the end of the name is known before.
_NEXTCLOUD_STATE: Final = re.compile(r"\.?_?sync_[0-9a-f]+\.db", re.IGNORECASE)
#: Kinds of file system whose disk is in another computer.
_NETWORK: Final = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|afs|ncpfs|9p|davfs\d?|webdav|fuse\.(sshfs|davfs\d?|gvfsd-fuse|rclone)"
)


def synced_by(path: Path, *, told: Mapping[str, str] | None = None) -> str | None:
    """The service that copies this place to other computers, by the name that people know; None = none seen.

    Args:
        path: of a folder, whether it is there yet or not.
        told: the environment of the program; None = that of this program.

    Returns:
        As `"OneDrive"` or `"Google Drive"`.
    """
    told = os.environ if told is None else told
    for place in _both(path):
        found = _by_name(place) or _by_variable(place, told) or _by_mark(place)
        if found is not None:
            return found
    return None


def on_network(path: Path, *, mounts: str | None = None) -> bool:
    """Whether the disk of this place is in another computer, as far as the system tells.

    Args:
        path: of a folder, whether it is there yet or not.
        mounts: what Linux says of its file systems; None = ask this computer.
    """
    if str(path).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        from ctypes import windll  # noqa: PLC0415 - exists on Windows only

        remote = 4  # DRIVE_REMOTE of GetDriveType
        return bool(windll.kernel32.GetDriveTypeW(f"{path.absolute().drive}\\") == remote)
    if mounts is None:
        try:
            mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False  # no Linux, or no right to look
    kind = _kind_of(existing(path), _mounted(mounts))
    return _NETWORK.fullmatch(kind) is not None


def writable(path: Path) -> bool:
    """Whether this user may make a folder here, or write in the one that is there."""
    return os.access(existing(path), os.W_OK | os.X_OK)


def existing(path: Path) -> Path:
    """The folder itself, or the nearest one around it that is there."""
    path = path.absolute()
    for place in (path, *path.parents):
        if _is_there(place):
            return place
    return path


def _both(path: Path) -> Iterator[Path]:
    """The place as it was named, and where it really is: a link may lead into a synchronised folder."""
    named = path.expanduser().absolute()
    yield named
    try:
        real = named.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        return
    if real != named:
        yield real


def _by_name(path: PurePath) -> str | None:
    parts = path.parts
    for number, part in enumerate(parts):
        if part.casefold() == _CLOUD_STORAGE and number + 1 < len(parts):
            return _service_of(parts[number + 1]) or parts[number + 1].partition("-")[0]
        service = _service_of(part)
        if service is not None and (service not in _ORDINARY or _of_user(parts[:number])):
            return service
    return None


def _service_of(name: str) -> str | None:
    return next((service for pattern, service in _NAMES if pattern.fullmatch(name)), None)


def _of_user(around: tuple[str, ...]) -> bool:
    """Whether these folders lead to that of the user: `/home/name`."""
    return PurePath(*around) == PurePath(Path.home()) if around else False


def _by_variable(path: Path, told: Mapping[str, str]) -> str | None:
    for name in _VARIABLES:
        folder = told.get(name)
        if folder and path.is_relative_to(folder):
            return "OneDrive"
    return None


def _by_mark(path: Path) -> str | None:
    for folder in (path, *path.parents):
        for name, service in _MARKS:
            if _is_there(folder / name) and not _is_setup(folder, name):
                return service
        if _has_nextcloud_state(folder):
            return "Nextcloud"
    return None


def _is_setup(folder: Path, name: str) -> bool:
    """Dropbox also keeps its own settings in `.dropbox` of the user: a folder there, a file elsewhere."""
    return name == ".dropbox" and (folder / name).is_dir()


def _has_nextcloud_state(folder: Path) -> bool:
    try:
        return any(_NEXTCLOUD_STATE.fullmatch(entry.name) for entry in folder.iterdir())
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _mounted(mounts: str) -> Iterator[tuple[PurePath, str]]:
    """Where each file system begins, and its kind: `/mnt/werk`, `cifs`."""
    for line in mounts.splitlines():
        _, place, kind, *_ = (*line.split(" "), "", "", "")
        yield PurePath(place.replace("\\040", " ")), kind


def _kind_of(path: PurePath, mounted: Iterable[tuple[PurePath, str]]) -> str:
    """The kind of the file system that holds a path: that of the deepest one around it, the last one told."""
    best, kind = -1, ""
    for place, its_kind in mounted:
        if path.is_relative_to(place) and len(place.parts) >= best:
            best, kind = len(place.parts), its_kind
    return kind
