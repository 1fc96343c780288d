"""Files of a vault: written whole or not at all, readable by nobody else, one program at a time.

`OSError` is sorted by its cause here and nowhere else in the package.
"""

import contextlib
import errno
import hashlib
import os
import sys
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

from vp_desk.errors import VpDeskError

#: What a network drive, or a folder that may be written but not read, says to `fsync`.
_NOT_SYNCED = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM}
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


class StoppedWritingError(VpDeskError):
    """The disk or the memory failed while something was stored; nothing is stored until all is looked at."""

    def __init__(self) -> None:
        super().__init__(
            "De schijf of het geheugen van deze computer gaf een fout. Daarom wordt er niets meer opgeslagen "
            "tot u de kluis sluit en opnieuw opent; dan wordt alles nagekeken. Kijk eerst of de schijf of "
            "stick goed is aangesloten en of er ruimte is."
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
    """Make new and renamed names in the folder survive a power cut, where the system can be asked to."""
    if sys.platform == "win32":
        return  # NTFS journals names by itself and lets no program open a folder
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_SYNCED:
            raise


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Make the content of a file survive a power cut."""
    handle = os.open(path, os.O_RDWR | _BINARY)
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
    write_files({path: content})


def write_files(
    contents: Mapping[Path, bytes], step: Callable[[str], None] = lambda _: None
) -> None:
    """Put files in one folder, all of them or none.

    When the program is killed between two names, `finish_files` ends what was begun.

    Args:
        contents: by path; of one folder.
        step: told the name of each step that is done, for tests that cut it off there.

    Raises:
        OSError: nothing is left of it; a file that was there before under the first names may be gone.
    """
    named: list[Path] = []
    try:
        for path, content in contents.items():
            if path.exists() and not path.is_file():
                # A folder, or a device: a file would take its place, with the right to do so.
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            _write_whole(beside(path), content)
            step("beside")
        for path in contents:
            os.replace(beside(path), path)  # noqa: PTH105 - os.replace is the promise we rely on
            named.append(path)
            step("named")
    except OSError:
        for path in (*map(beside, contents), *(named if len(named) < len(contents) else ())):
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    for folder in {path.parent for path in contents}:
        sync_folder(folder)


def finish_files(digests: Mapping[Path, str], *, may_be_part: bool) -> bool | None:
    """End what `write_files` began before the program was killed.

    The first file is written first and gets its name first: as long as its content waits beside it, none
    of them was ever there. Once it does not, it was there, also when it was moved or changed since.

    Args:
        digests: SHA-256 in hexadecimal of each file that was being written, in that order.
        may_be_part: nothing else was written under these names since, so that what waits beside the
            first one is from here, also when it is no more than a part.

    Returns:
        True: they came at their places. False: they did not, and never did. None: nobody can say.
    """
    first, *_ = digests
    if all(_has_digest(path, digest) for path, digest in digests.items()):
        return True
    waits = [path for path, digest in digests.items() if _has_digest(beside(path), digest)]
    if first in waits or (may_be_part and beside(first).is_file()):
        try:
            beside(first).unlink()
        except FileNotFoundError:
            return None  # it got its name just now
        for path in digests:
            beside(path).unlink(missing_ok=True)
        return False
    for path in waits:
        os.replace(beside(path), path)  # noqa: PTH105 - see write_files
    for folder in {path.parent for path in waits}:
        sync_folder(folder)
    return True if waits else None


def none_there(digests: Mapping[Path, str]) -> bool:
    """Whether it is certain that none of these files, by their SHA-256, stands at its place."""
    try:
        return not any(_has_digest(path, digest) for path, digest in digests.items())
    except OSError:
        return False


def beside(path: Path) -> Path:
    """Where the content of a file stands until it is whole."""
    return path.with_name(path.name + ".new")


def _write_whole(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _has_digest(path: Path, digest: str) -> bool:
    return path.is_file() and digest_of(path) == digest


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
