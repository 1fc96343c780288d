"""Files of a vault: written whole or not at all, readable by nobody else, one program at a time.

`OSError` is sorted by its cause here and nowhere else in the package.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Generator
from pathlib import Path

from vp_desk.errors import VpDeskError

#: What the running of another program leaves behind when it holds the lock.
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


class NoPermissionError(VpDeskError):
    """The system does not let this user read or write here."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"U mag niet lezen of schrijven in {path}. Kies een map in uw eigen gebruikersmap, "
            "of vraag uw beheerder om rechten op deze map."
        )


class DiskFullError(VpDeskError):
    """There was no room to write; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            "De schijf is vol. Er is niets opgeslagen en er is niets veranderd. "
            "Maak ruimte op de schijf en probeer het opnieuw."
        )


class ReadOnlyPlaceError(VpDeskError):
    """The place can be read but not be written, as a write-protected USB stick."""

    def __init__(self) -> None:
        super().__init__(
            "Op deze plek kan niet worden geschreven. Kopieer de hele map van de kluis naar uw "
            "eigen schijf en open haar daar."
        )


class DiskFaultError(VpDeskError):
    """The disk or stick itself gave an error; the cause is not one that we know better."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"De schijf gaf een fout ({reason}). Wat u het laatst deed, is niet opgeslagen. "
            "Kijk of de schijf of stick nog goed is aangesloten en probeer het opnieuw."
        )


class VaultInUseError(VpDeskError):
    """Another window, program or user has this vault open."""

    def __init__(self) -> None:
        super().__init__(
            "Deze kluis is al open, in een ander venster of op een andere computer. "
            "Sluit haar daar en probeer het opnieuw."
        )


def explain(error: OSError, path: Path) -> VpDeskError:
    """The error to show for a failure of the file system at `path`."""
    if error.errno in _FULL:
        return DiskFullError()
    if error.errno == errno.EROFS:
        return ReadOnlyPlaceError()
    if error.errno in _FORBIDDEN:
        return NoPermissionError(path)
    return DiskFaultError(errno.errorcode.get(error.errno or 0, type(error).__name__))


@contextlib.contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn each `OSError` of the block into the `VpDeskError` that tells the cause."""
    try:
        yield
    except OSError as error:
        raise explain(error, path) from error


def sync_folder(folder: Path) -> None:
    """Make new and renamed names in the folder survive a power cut."""
    if sys.platform == "win32":
        return  # NTFS journals names by itself and lets no program open a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_file(path: Path, content: bytes) -> None:
    """Put `content` in `path`, whole or not at all, also when the power fails half-way.

    Not with `QSaveFile`: its commit reports success after a short write on a full disk.

    Raises:
        OSError: nothing was changed; the file written beside is gone.
    """
    if path.exists() and not path.is_file():
        # A folder, or a device: a file would take its place, with the right to do so.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    beside = path.with_name(path.name + ".new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(beside, path)  # noqa: PTH105 - os.replace is the promise we rely on
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


_BINARY: int = getattr(os, "O_BINARY", 0)


class FolderLock:
    """The sign that one program has the vault open; gone by itself when that program dies.

    The file stays behind and means nothing by itself: the lock is held by the system.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            VaultInUseError: somebody else holds it.
            OSError: the file could not be made.
        """
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._handle)
        except OSError as error:
            self.release()
            if error.errno in _HELD:
                raise VaultInUseError from None
            raise

    def release(self) -> None:
        """Let the next one in; twice is as good as once."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - does not exist on Windows

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
