"""Backups: a folder each, that is a whole vault by itself.

    backups/2026-03-12-174501/     notes.db, vault.keys and a readme, byte for byte those of that moment

A backup is made as `….part`, proven, and only then gets its name; a part that stays behind is removed by the
next one. It opens with the passphrase and the recovery code of its moment.
"""

import contextlib
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal

from vp_desk.errors import VpDeskError
from vp_desk.storage import copies, verify
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.storage.files import explained, sync_folder, write_file
from vp_desk.storage.keys import MAX_FILE_BYTES, read_key_file
from vp_desk.storage.replacing import DATABASE, KEYS
from vp_desk.storage.vault import Vault
from vp_desk.storage.vault_folder import BACKUPS, README
from vp_desk.storage.verify import Progress, silent

#: How many days, weeks and months back there is one.
DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12
_PART: Final = ".part"
_NAME: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)\Z")
#: The day, week or month of a day; of how many of them the last one stays; how many days back at most.
_KEPT: Final[tuple[tuple[Callable[[date], object], int, int], ...]] = (
    (lambda day: day, DAYS, 36500),  # also when the clock was set forward by years, seven stay
    (lambda day: day.isocalendar()[:2], WEEKS, 31),
    (lambda day: (day.year, day.month), MONTHS, 366),
)
#: Folder on a second place; its name ends with the first digits of the id of the vault.
SECOND: Final = "VP-Desk-reservekopieen-"
_README_TEXT: Final = """\
Deze map is een reservekopie van een kluis van VP-Desk.

De gegevens zijn versleuteld en alleen te lezen met de wachtzin of de herstelcode van de eigenaar, zoals die
waren toen de kopie werd gemaakt. Terugzetten: open VP-Desk en kies "Reservekopie terugzetten".
Wie deze map vindt en de eigenaar niet is: geef haar ongelezen terug.
"""


class BackupDamagedError(VpDeskError):
    """A backup that is not what was written; not to be put back."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"Deze reservekopie is beschadigd: {problem} Kies een andere reservekopie."
        )


class NoBackupError(VpDeskError):
    """There is no backup to look at."""

    def __init__(self) -> None:
        super().__init__("Er is nog geen reservekopie. Maak er eerst een.")


class OtherKeyError(VpDeskError):
    """A backup that this vault cannot look at: its key was replaced since."""

    def __init__(self) -> None:
        super().__init__(
            "De nieuwste reservekopie is van voordat de sleutel werd vervangen of de kluis werd "
            "teruggezet. Maak eerst een nieuwe reservekopie."
        )


class SecondPlaceGoneError(VpDeskError):
    """The second place is not there at this moment."""

    def __init__(self, place: Path) -> None:
        super().__init__(
            f"De tweede plaats voor reservekopieën is er nu niet: {place}. Sluit de stick of schijf aan en "
            "probeer het opnieuw, of kies een andere plaats."
        )


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup, as its folder tells."""

    path: Path
    made: datetime
    #: Bytes of the database.
    size: int
    #: In the folder of the vault, or on a second place.
    place: Literal["own", "second"] = "own"

    @property
    def day(self) -> date:
        """When it was made."""
        return self.made.date()


def own_place(vault: Path) -> Path:
    """Where the backups of a vault stand."""
    return vault / BACKUPS


def second_place(place: Path, vault_id: str) -> Path:
    """Where the backups of a vault stand on a stick or another disk."""
    return place / f"{SECOND}{vault_id[:8]}"


def found_in(folder: Path, place: Literal["own", "second"] = "own") -> tuple[Backup, ...]:
    """The backups in a folder, newest first; none when it cannot be read."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            made = _moment(path.name)
            if made is not None and (path / DATABASE).is_file() and (path / KEYS).is_file():
                found.append(Backup(path, made, (path / DATABASE).stat().st_size, place))
    return tuple(sorted(found, key=lambda backup: backup.made, reverse=True))


def make(
    vault: Vault,
    folder: Path,
    moment: datetime,
    place: Literal["own", "second"] = "own",
    progress: Progress = silent,
) -> Backup:
    """Make a backup of an open vault, prove it, and remove those that are no longer kept.

    The vault is looked at first, so that no damage is copied over a sound backup; the copy is the same byte for
    byte.

    Args:
        vault: may be read and written meanwhile; who writes waits for a moment.
        folder: of all backups of this vault; is made when it is not there.
        moment: now, where the adviser is.
        place: what kind of folder it is.
        progress: hears how far the looking is; may raise to stop.

    Raises:
        DatabaseDamagedError: the vault itself is damaged.
        DiskFullError, NoPermissionError, ReadOnlyPlaceError, DiskFaultError: no backup was made.
    """
    if verify.assured(vault, progress):
        raise DatabaseDamagedError
    return _made(vault, folder, moment, place, proven=True)


def keep_older(vault: Vault) -> Backup:
    """Make a backup of a vault of an older version, before it is brought up to date.

    It bears the moment at which something was last stored.

    Raises:
        DatabaseDamagedError: the vault is damaged; it is not brought up to date.
        DiskFullError and others: neither.
    """
    if verify.problems_of_older(vault):
        raise DatabaseDamagedError
    with explained(vault.folder):
        stored = (vault.folder / DATABASE).stat().st_mtime
    moment = datetime.fromtimestamp(stored)  # noqa: DTZ006 - the clock on the wall
    return _made(vault, own_place(vault.folder), moment, "own", proven=False)


def _made(
    vault: Vault, folder: Path, moment: datetime, place: Literal["own", "second"], *, proven: bool
) -> Backup:
    while (folder / (name := f"{moment:%Y-%m-%d-%H%M%S}")).exists():
        moment += timedelta(seconds=1)
    part = folder / (name + _PART)
    with explained(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)
        remove_parts(folder)
        part.mkdir(mode=0o700)
        try:
            _copy(vault, part, proven=proven)
            write_file(part / README, _README_TEXT.encode("utf-8"))
            sync_folder(part)
            part.rename(folder / name)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        sync_folder(folder)
    made = Backup(folder / name, moment.replace(microsecond=0), _size(folder / name), place)
    thin(vault, made)
    return made


def _copy(vault: Vault, part: Path, *, proven: bool) -> None:
    """Both files; looked at once more when they are not the bytes that were proven."""
    copied = vault.copy_to(part / DATABASE, part / KEYS)
    if proven and copied != vault.proven and problems(vault, part):
        raise DatabaseDamagedError


def problems(vault: Vault, backup: Path, progress: Progress = silent) -> tuple[str, ...]:
    """Open the folder of a backup of a vault and look at every row of it. Changes nothing.

    Returns:
        What is wrong, in Dutch sentences.

    Raises:
        KeyFileDamagedError and others: the key file of the backup is not what was written.
    """
    with explained(backup):
        file = read_key_file(key_file_bytes(backup), program=vault.program, limits=vault.limits)
        key = vault.key_for(file)
        found = copies.problems_of(backup / DATABASE, key, progress)
    return tuple(str(problem) for problem in found)


def key_file_bytes(folder: Path) -> bytes:
    """The content of the key file in a folder; never more than one can have."""
    with (folder / KEYS).open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def kept(backups: Iterable[Backup], today: date) -> set[Backup]:
    """Those that stay: the last of each of the last days, weeks and months that have one."""
    found = sorted(backups, key=lambda backup: backup.made, reverse=True)
    newest = [backup for backup in found if backup.day <= today]
    # What bears a later day was made while the clock was wrong, or is now: it neither goes nor counts.
    stay = {*newest[:1], *(backup for backup in found if backup.day > today)}
    for period, most, oldest in _KEPT:
        seen: dict[object, Backup] = {}
        for backup in newest:
            if (today - backup.day).days <= oldest:
                seen.setdefault(period(backup.day), backup)
        stay |= set(list(seen.values())[:most])
    return stay


def thin(vault: Vault, made: Backup) -> None:
    """Remove the backups of a vault beside a new one that are no longer kept.

    What cannot be removed waits for the next time; what is of another vault, or cannot be read, stays.
    """
    folder = made.path.parent
    found = [each for each in found_in(folder) if each.path == made.path or _is_of(each, vault)]
    for backup in set(found) - kept(found, made.day):
        if backup.path == made.path:
            continue  # the clock was set back
        with contextlib.suppress(OSError):
            # As a part: a half-removed backup is then seen to be none.
            shutil.rmtree(backup.path.rename(backup.path.with_name(backup.path.name + _PART)))


def _is_of(backup: Backup, vault: Vault) -> bool:
    try:
        content = key_file_bytes(backup.path)
        file = read_key_file(content, program=vault.program, limits=vault.limits)
    except (OSError, VpDeskError):
        return False
    return file.vault_id == vault.vault_id


def remove_parts(folder: Path) -> None:
    """Remove what a backup that was cut off left behind."""
    for path in folder.iterdir():
        cut = path.name.removesuffix(_PART)
        if path.name != cut and _moment(cut):
            shutil.rmtree(path, ignore_errors=True)


def _moment(name: str) -> datetime | None:
    found = _NAME.match(name)
    if found is None:
        return None
    try:
        return datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - local
    except ValueError:
        return None


def _size(folder: Path) -> int:
    return (folder / DATABASE).stat().st_size
