"""Looking after a vault: backups and their proof, the key, the recovery code, the trail."""

import contextlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from vp_desk.desk.clock import Clock
from vp_desk.disclosure import Progress
from vp_desk.errors import VpDeskError
from vp_desk.storage import backups, restoring, settings, trail
from vp_desk.storage.backups import Backup, BackupDamagedError, NoBackupError
from vp_desk.storage.database import Database, DatabaseDamagedError
from vp_desk.storage.files import explained, sync_folder
from vp_desk.storage.slots import DEFAULT_COST, Cost, KeyFileAlteredError
from vp_desk.storage.vault import Vault
from vp_desk.storage.verify import silent
from vp_desk.synced import synced_by
from vp_desk.trail import TrailEntry, TrailKind

#: A second place is asked for when its newest backup is older than this, and a drill is done each month.
SECOND_AFTER: Final = timedelta(days=14)
DRILL_AFTER: Final = timedelta(days=31)
#: Up to here the backup at the end of a session takes well under a second, in bytes of the database.
QUICK: Final = 8 * 1024 * 1024
_SECOND: Final = "second_place"


@dataclass(frozen=True)
class SafetyState:
    """How a vault stands, for the page that tells it."""

    folder: Path
    #: The service that copies the folder to other computers, if one does.
    synced: str | None
    #: Bytes of the database.
    size: int
    #: Of both places, newest first.
    backups: tuple[Backup, ...]
    newest_backup: date | None
    second_place: Path | None
    second_backup: date | None
    #: No second place was chosen, or its newest backup is too old.
    second_due: bool
    last_drill: date | None
    drill_due: bool
    code_tested: date | None
    passphrase_changed: date | None
    #: What was met is not what was written; nothing is written any more.
    damaged: bool


class Safety:
    """The use cases of looking after one open vault."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock
        #: What one guess at a passphrase costs, when a key is wrapped anew; tests take less.
        self.cost: Cost = DEFAULT_COST

    # --- how it stands ---

    def state(self, today: date) -> SafetyState:
        """How the vault stands."""
        entries = self._trail_or_nothing()
        second = self.second_place
        own = backups.found_in(backups.own_place(self._vault.folder))
        there = () if second is None else self._of_second(second)
        second_backup = there[0].day if there else _last(entries, TrailKind.BACKED_UP_ELSEWHERE)
        made = _last(entries, TrailKind.CREATED)
        drill = _last(entries, TrailKind.DRILLED)
        everything = sorted([*own, *there], key=lambda backup: backup.made, reverse=True)
        return SafetyState(
            folder=self._vault.folder,
            synced=synced_by(self._vault.folder),
            size=self._vault.size,
            backups=tuple(everything),
            newest_backup=everything[0].day if everything else None,
            second_place=second,
            second_backup=second_backup,
            second_due=_due(today, second_backup or made, SECOND_AFTER),
            last_drill=drill,
            drill_due=bool(everything) and _due(today, drill or made, DRILL_AFTER),
            code_tested=_tested(entries),
            passphrase_changed=_last(entries, TrailKind.PASSPHRASE_CHANGED) or made,
            damaged=self._vault.damaged,
        )

    def trail(self) -> tuple[TrailEntry, ...]:
        """What was done with the vault, the last thing first.

        Raises:
            DatabaseDamagedError: the trail is not what was written.
        """
        with self._vault.read() as db:
            return trail.every(db)

    def note(self, kind: TrailKind, number: int | None = None) -> None:
        """Write down what was done; when that cannot be, what was done was done all the same."""
        with contextlib.suppress(VpDeskError), self._vault.write_beside() as db:
            self.add(db, kind, number)

    def add(self, db: Database, kind: TrailKind, number: int | None = None) -> None:
        """Write down what is done, in the transaction of the caller."""
        trail.add(db, TrailEntry(self._clock(), kind, number))

    # --- backups ---

    @cached_property
    def _own(self) -> Path:
        return backups.own_place(self._vault.folder)

    @property
    def second_place(self) -> Path | None:
        """Where a second backup goes, such as a stick."""
        with self._vault.read() as db:
            stored = settings.get(db, _SECOND)
        return None if stored is None else Path(stored)

    def set_second_place(self, place: Path | None) -> None:
        """Choose a second place, or none.

        Raises:
            SecondPlaceGoneError: there is no such folder.
        """
        if place is not None and not place.is_dir():
            raise backups.SecondPlaceGoneError(place)
        with self._vault.write() as db:
            settings.put(db, _SECOND, None if place is None else str(place.absolute()))

    def back_up(self, progress: Progress | None = None) -> Backup:
        """Make a backup in the folder of the vault. Slow for a large vault: use a worker.

        Raises:
            DatabaseDamagedError: the vault is damaged; the backups of before stay.
            DiskFullError, NoPermissionError and others: there is no new backup.
        """
        stored = self._vault.stored
        made = backups.make(self._vault, self._own, self._clock(), progress=progress or silent)
        # Only now: whoever is killed before has no backup, and the next session knows.
        with self._vault.write_beside() as db:
            self.add(db, TrailKind.BACKED_UP)
            if self._vault.stored == stored:
                self._vault.backed_up(db, done=True)
        restoring.forget_old(self._vault.folder, self._clock())
        return made

    def back_up_to_second(self, progress: Progress | None = None) -> Backup:
        """Make a backup on the second place.

        Raises:
            SecondPlaceGoneError: it is not there now, or was never chosen.
            and what `back_up` raises.
        """
        place = self.second_place
        if place is None or not place.is_dir():
            raise backups.SecondPlaceGoneError(place or Path())
        return self.back_up_to(place, progress)

    def back_up_to(self, folder: Path, progress: Progress | None = None) -> Backup:
        """Make a backup in a folder of its own below a folder of choice.

        Raises:
            what `back_up` raises.
        """
        of_vault = backups.second_place(folder, self._vault.vault_id)
        with explained(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_folder(folder.parent)
        made = backups.make(self._vault, of_vault, self._clock(), "second", progress or silent)
        self.note(TrailKind.BACKED_UP_ELSEWHERE)
        return made

    def after_session(self) -> Backup | None:
        """Make a backup when the session changed something and it is done in a moment.

        Of a large vault it is made in the background, in the next session: see `overdue`. A backup that
        cannot be made now does not keep the vault open.
        """
        if not self._vault.changed or self._vault.damaged or self._vault.size > QUICK:
            return None
        with contextlib.suppress(VpDeskError):
            return self.back_up()
        return None

    def catch_up(self, progress: Progress | None = None) -> Backup | None:
        """Make the backup that an earlier session could not: the program was killed, or the vault is large.

        Raises:
            what `back_up` raises.
        """
        return self.back_up(progress) if self.overdue else None

    @property
    def overdue(self) -> bool:
        """Whether something was stored, in this session or an earlier one, of which there is no backup yet."""
        return self._vault.changed

    def drill(self, progress: Progress | None = None) -> Backup:
        """Open the newest backup as if it had to be put back, and look at every row of it.

        Raises:
            NoBackupError: there is none.
            BackupDamagedError: it is not what was written. Make a new one.
            OtherKeyError: it is of before the key was replaced. Make a new one.
        """
        second = self.second_place
        found = [
            *backups.found_in(self._own),
            *(() if second is None else self._of_second(second)),
        ]
        if not found:
            raise NoBackupError
        newest = max(found, key=lambda backup: backup.made)
        with explained(newest.path):
            try:
                wrong = backups.problems(self._vault, newest.path, progress or silent)
            except KeyFileAlteredError:
                raise backups.OtherKeyError from None
        if wrong:
            raise BackupDamagedError(wrong[0])
        self.note(TrailKind.DRILLED)
        return newest

    # --- the key and the code ---

    def rotate_key(self, passphrase: str, progress: Progress | None = None) -> str | None:
        """Replace the key of the database, after a suspicion. Passphrase and recovery code stay.

        Backups of before stay readable with the old key. A new one is made at once.

        Returns:
            A new recovery code, only when the one of before could not be carried over.

        Raises:
            WrongPassphraseError, DatabaseDamagedError, DiskFullError and others: nothing was changed.
        """
        code = self._vault.rotate_key(passphrase, cost=self.cost, progress=progress or silent)
        self.note(TrailKind.KEY_REPLACED)
        if code is not None:
            self.note(TrailKind.CODE_REPLACED)
        with contextlib.suppress(VpDeskError):
            self.back_up()
        return None if code is None else code.text

    def test_code(self, typed: str) -> None:
        """Prove that a typed recovery code opens this vault. Slow: derives a key.

        Raises:
            RecoveryCodeTypoError, WrongRecoveryCodeError: it does not.
        """
        self._vault.check_recovery_code(typed, cost=self.cost)
        self.note(TrailKind.CODE_TESTED)

    def _of_second(self, place: Path) -> tuple[Backup, ...]:
        return backups.found_in(backups.second_place(place, self._vault.vault_id), "second")

    def _trail_or_nothing(self) -> tuple[TrailEntry, ...]:
        try:
            return self.trail()
        except DatabaseDamagedError:
            return ()


def backups_of(folder: Path) -> tuple[Backup, ...]:
    """The backups of a vault, or in a folder of backups, newest first. Opens nothing.

    Args:
        folder: of the vault, the folder `backups` in it, or a second place, with the folders of every vault.
    """
    found = [*backups.found_in(folder), *backups.found_in(backups.own_place(folder))]
    with contextlib.suppress(OSError):
        for place in folder.glob(f"{backups.SECOND}*"):
            found += [replace(each, place="second") for each in backups.found_in(place)]
    return tuple(sorted(found, key=lambda backup: backup.made, reverse=True))


def _last(entries: tuple[TrailEntry, ...], kind: TrailKind) -> date | None:
    return next((entry.at.date() for entry in entries if entry.kind is kind), None)


def _tested(entries: tuple[TrailEntry, ...]) -> date | None:
    """When the recovery code of now was last tested."""
    about = (TrailKind.CODE_TESTED, TrailKind.CODE_REPLACED)
    last = next((entry for entry in entries if entry.kind in about), None)
    return last.at.date() if last is not None and last.kind is TrailKind.CODE_TESTED else None


def _due(today: date, last: date | None, after: timedelta) -> bool:
    return last is None or today - last >= after
