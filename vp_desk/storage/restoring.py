"""Put a backup back: into a new folder, or in the place of a vault that cannot be read any more.

The database of a backup is copied under a fresh key, proven row by row, and takes its place as `replacing`
says. What stood there stays: database and key file of the damaged vault go to `beschadigd/1/` and so on.

| cut off | left | afterwards |
|---|---|---|
| before `vault.keys` is replaced | perhaps a folder `beschadigd/n`, `notes.db.next` | as it was before: the \
damaged vault, or a folder with `vault.part`; putting back again begins anew |
| after | the restored vault | its passphrase opens it, and gives the database its name |
"""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from vp_desk import __version__
from vp_desk.storage import backups, copies, replacing
from vp_desk.storage.database import DatabaseDamagedError, DatabaseMissingError
from vp_desk.storage.files import FolderLock, explained, sync_file, sync_folder, write_file
from vp_desk.storage.keys import KeyFile
from vp_desk.storage.other_copy import unlocked
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.replacing import BACK, DATABASE, KEYS, NEXT
from vp_desk.storage.slots import DEFAULT_COST, LIMITS, Cost, DatabaseKey, Limits, Wrapping
from vp_desk.storage.vault import Vault
from vp_desk.storage.vault_folder import (
    BACKUPS,
    LOCK,
    README,
    README_TEXT,
    RESERVE,
    UNFINISHED,
    FolderNotEmptyError,
)
from vp_desk.storage.verify import Progress, silent

#: Where the files of a damaged vault stay.
KEPT_ASIDE: Final = "beschadigd"
#: For so long, as the oldest backup.
_KEPT_FOR: Final = timedelta(days=366)
#: What a folder with a vault may hold when its key file or its database is gone.
_OURS: Final = {
    DATABASE,
    f"{DATABASE}-journal",
    KEYS,
    UNFINISHED,
    BACKUPS,
    LOCK,
    README,
    RESERVE,
    KEPT_ASIDE,
}


@dataclass(frozen=True, slots=True)
class Restored:
    """A vault that was put back, open."""

    vault: Vault
    #: Shown once, only when the code of before could not be carried over.
    recovery_code: RecoveryCode | None
    #: Where the files of the vault that stood there are kept, if there was one.
    kept_aside: Path | None


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens a backup, and what will open the vault that comes of it; neither is in the repr."""

    #: Passphrase or recovery code of the backup.
    of_backup: str | RecoveryCode = field(repr=False)
    #: Passphrase of the restored vault; the recovery code stays.
    passphrase: str = field(repr=False)


def restore(
    backup: Path,
    into: Path,
    opening: Secrets,
    *,
    cost: Cost = DEFAULT_COST,
    limits: Limits = LIMITS,
    step: Callable[[str], None] = lambda _: None,
    progress: Progress = silent,
) -> Restored:
    """Put a backup back and open it. Derives three keys: use a worker.

    Args:
        backup: the folder of a backup, or of any copy of a vault that nobody has open.
        into: a new or an empty folder, or one with a vault, which may be damaged.
        opening: what opens the one and the other.
        cost: what one guess costs.
        limits: the costs that are accepted.
        step: told the name of each step that is done, for tests that cut it off there.
        progress: hears how far the proving is; may raise to stop before anything was changed.

    Raises:
        NotAVaultError, KeyFileDamagedError, WrongPassphraseError, WrongRecoveryCodeError: the backup does not
            open.
        BackupDamagedError: it does, and is not what was written.
        FolderNotEmptyError, VaultInUseError: choose another place.
        DiskFullError, NoPermissionError, ReadOnlyPlaceError: nothing was changed.
    """
    old_file, key = _opened(backup, opening.of_backup, limits)
    new = key.replaced()
    file, code = old_file.with_key(new, opening.passphrase, Wrapping(__version__, cost, limits))
    with explained(into):
        is_new = _make_room(into, backup)
        lock = FolderLock(into / LOCK)
    aside = None
    try:
        with explained(into):
            if is_new:
                (into / UNFINISHED).touch(mode=0o600)
                # Of a database that is gone; it would be played back into the one that takes its place.
                (into / f"{DATABASE}-journal").unlink(missing_ok=True)
            _fill(into)
            replacing.remove_back(into)
            _copy(backup, into, key, new, progress)
            step("copy")
            aside = _keep_aside(into)
            step("aside")
            # Not before: what waits there may be the one that belongs to the key file that is there.
            (into / f"{NEXT}-journal").unlink(missing_ok=True)
            os.replace(into / BACK, into / NEXT)  # noqa: PTH105 - os.replace is the promise we rely on
            step("waiting")
            replacing.commit(into, file, new, step)
    except BaseException:
        with contextlib.suppress(OSError):
            replacing.remove_back(into)
            if aside is not None and not replacing.committed(into, file):
                _take_back(aside, into)
        raise
    finally:
        lock.release()
    return Restored(Vault.open(into, opening.passphrase, limits=limits), code, aside)


def _opened(
    backup: Path, secret: str | RecoveryCode, limits: Limits
) -> tuple[KeyFile, DatabaseKey]:
    """Key file and key of the backup; a code that was typed gets a sealed slot, if it had none."""
    file, key = unlocked(backup, secret, limits)
    if isinstance(secret, RecoveryCode) and not file.carries_code:
        by = Wrapping(__version__, file.slots[0].cost, limits)
        file = file.with_recovery_code(key, secret, by)
    return file, key


def _make_room(into: Path, backup: Path) -> bool:
    """Whether the folder is a new one; it is made when it is not there."""
    if into.resolve() == backup.resolve():
        raise FolderNotEmptyError(into)
    if not into.exists():
        into.mkdir(mode=0o700)
        sync_folder(into.parent)
        return True
    if not into.is_dir():
        raise FolderNotEmptyError(into)
    names = {entry.name for entry in into.iterdir()}
    if names & {KEYS, DATABASE}:
        return False
    if names - _OURS and UNFINISHED not in names:
        raise FolderNotEmptyError(into)
    into.chmod(0o700)
    return True


def _fill(into: Path) -> None:
    """What belongs in the folder of a vault beside its two files."""
    (into / BACKUPS).mkdir(mode=0o700, exist_ok=True)
    if not (into / README).exists():
        write_file(into / README, README_TEXT.encode("utf-8"))


def _copy(backup: Path, into: Path, key: DatabaseKey, new: DatabaseKey, progress: Progress) -> None:
    """The database of the backup, under the new key. A copy of a vault may hold one that waits for its name."""
    try:
        copies.copy_under(replacing.current(backup, key), key, into / BACK, new, progress)
    except DatabaseMissingError:
        raise backups.BackupDamagedError("het gegevensbestand (notes.db) ontbreekt.") from None
    except DatabaseDamagedError:
        raise backups.BackupDamagedError("wat erin staat, is niet wat er is opgeslagen.") from None


def _keep_aside(into: Path) -> Path | None:
    """Keep what stands there: also what cannot be read now may be worth a lot to who can."""
    present = [
        path
        for name in (DATABASE, f"{DATABASE}-journal", NEXT, f"{NEXT}-journal", KEYS)
        if (path := into / name).exists()
    ]
    if not present:
        return None
    (into / KEPT_ASIDE).mkdir(mode=0o700, exist_ok=True)
    number = 1
    while (folder := into / KEPT_ASIDE / str(number)).exists():
        number += 1
    folder.mkdir(mode=0o700)
    try:
        for path in present:
            _link(path, folder / path.name)
        for place in (folder, folder.parent, into):
            sync_folder(place)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _take_back(aside: Path, into: Path) -> None:
    """It came to nothing: what stood there goes on standing there."""
    for name in (NEXT, f"{NEXT}-journal"):
        if (aside / name).exists():
            os.replace(aside / name, into / name)  # noqa: PTH105 - see replacing
    sync_folder(into)
    shutil.rmtree(aside)


def forget_old(vault: Path, now: datetime) -> None:
    """Remove what was kept aside longer ago than any backup is kept."""
    with contextlib.suppress(OSError):
        for folder in (vault / KEPT_ASIDE).iterdir():
            kept_since = datetime.fromtimestamp(folder.stat().st_mtime)  # noqa: DTZ006 - on the wall
            if folder.name.isdigit() and now - kept_since > _KEPT_FOR:
                shutil.rmtree(folder)


def _link(source: Path, to: Path) -> None:
    """A second name for a file that will lose its first one; a copy where there are no second names.

    The journal is copied: the system may cut it to nothing under its first name.
    """
    if source.name in (DATABASE, NEXT):
        with contextlib.suppress(OSError):
            os.link(source, to)
            return
    try:
        shutil.copyfile(source, to)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return  # the disk cannot read it any more: what there is of it is all there is
    to.chmod(0o600)
    sync_file(to)
