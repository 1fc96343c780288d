"""The vault: a folder with an encrypted database and the file with its wrapped key.

    kluis/              0700, everything in it 0600 whatever the umask says
      notes.db          the encrypted database
      vault.keys        the wrapped key; replacing this file is the one moment at which a change counts
      vault.keys.prev   the one before, from a change until the next time the vault is opened
      vault.lock        held while a program has the vault open
      vault.reserve     room that is given back when the disk is full, so that what was typed can be stored
      backups/
      LEESMIJ.txt       for whoever finds the folder

What a power cut or a killed program leaves, and what is done about it:

| while | left | afterwards |
|---|---|---|
| creating, before `vault.keys` is there | the sign `vault.part`, perhaps a database | no vault; \
creating it again in the same folder removes the leftovers |
| creating, after | a vault, and `vault.part` | opening it removes the sign |
| changing the passphrase, before the replacement | `vault.keys.new`, perhaps `.prev` | the old \
passphrase opens it, and removes both |
| changing the passphrase, after | `vault.keys.prev` | the new passphrase opens it, and removes it |
| replacing the key, putting a copy back | see `replacing` and `restoring` | |
"""

import contextlib
import secrets
import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final, NamedTuple, Self

from vp_desk import __version__
from vp_desk.storage import copies, database, replacing, schema, settings
from vp_desk.storage.database import Database, DatabaseDamagedError
from vp_desk.storage.files import (
    DiskFullError,
    FolderLock,
    digest_of,
    explained,
    sync_folder,
    write_file,
)
from vp_desk.storage.keys import (
    MAX_FILE_BYTES,
    KeyFile,
    NewerVaultError,
    WrongRecoveryCodeError,
    new_key_file,
    read_key_file,
)
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.replacing import DATABASE, KEYS, NEXT
from vp_desk.storage.sessions import Sessions
from vp_desk.storage.slots import (
    DEFAULT_COST,
    LIMITS,
    Cost,
    DatabaseKey,
    KeyFileAlteredError,
    Limits,
    Wrapping,
)
from vp_desk.storage.vault_folder import (
    BACKUPS,
    LOCK,
    PREVIOUS_KEYS,
    README,
    README_TEXT,
    UNFINISHED,
    FolderNotEmptyError,
    VaultExistsError,
    clean,
    demand_vault,
    give_back_reserve,
    keep_reserve,
    make_folder,
    remove_leftovers,
)
from vp_desk.storage.verify import Progress, silent

#: The setting that says whether something was stored since the last backup.
_CHANGED: Final = "changed_since_backup"


class NewVault(NamedTuple):
    """A vault just made, and the code that must be shown once and retyped."""

    vault: "Vault"
    recovery_code: RecoveryCode


class Vault:
    """An open vault. Made by `create`, `open` and `open_with_recovery_code`; ends with `close`.

    `create` and `open` derive a key, which takes about half a second a time: call them in a worker.
    The vault itself may be used from every thread.
    """

    def __init__(
        self, folder: Path, lock: FolderLock, key_file: KeyFile, key: DatabaseKey, limits: Limits
    ) -> None:
        self._folder = folder
        self._limits = limits
        self._lock = lock
        self._key_file = key_file
        self._key = key
        self._sessions = Sessions(self._connect)
        #: The `fingerprint` at which every row, page and index was found sound; see `verify.assured`.
        self.proven: bytes | None = None
        #: Held by the thread that looks, so that a second one waits for its answer.
        self.proving = threading.Lock()
        #: One change of the key file at a time: each is made from the one before.
        self._changing_keys = threading.RLock()
        #: How many times something was stored in this session.
        self.stored = 0
        #: Something was stored of which there is no backup yet, in this session or an earlier one.
        self.changed = True

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        cost: Cost = DEFAULT_COST,
        limits: Limits = LIMITS,
        step: Callable[[str], None] = lambda _: None,
    ) -> NewVault:
        """Make a vault in a new or empty folder, and open it.

        Args:
            folder: does not exist yet (its parent does), is empty, or holds a vault that was never
                finished.
            passphrase: its strength is judged elsewhere; here it may only not be empty.
            cost: what one guess at the passphrase costs.
            limits: the costs that are accepted; only tests pass other ones.
            step: told the name of each step that is done, for tests that cut it off there.

        Raises:
            FolderNotEmptyError, VaultExistsError: choose another folder.
            NoPermissionError, DiskFullError, ReadOnlyPlaceError: nothing was left behind that matters.
            VaultInUseError: another program is making a vault here.
        """
        with explained(folder):
            make_folder(folder)
            lock = FolderLock(folder / LOCK)
        try:
            with explained(folder):
                return cls._create(folder, lock, (passphrase, cost, limits), step)
        except BaseException:
            with contextlib.suppress(OSError, FolderNotEmptyError):
                remove_leftovers(folder)
            lock.release()
            raise

    @classmethod
    def _create(
        cls,
        folder: Path,
        lock: FolderLock,
        secret: tuple[str, Cost, Limits],
        step: Callable[[str], None],
    ) -> NewVault:
        if (folder / KEYS).exists():
            raise VaultExistsError(folder)
        passphrase, cost, limits = secret
        remove_leftovers(folder)
        (folder / UNFINISHED).touch(mode=0o600)
        sync_folder(folder)
        step("sign")
        key, code = DatabaseKey.new(), RecoveryCode.new()
        key_file = new_key_file(key, passphrase, code, Wrapping(__version__, cost, limits))
        (folder / BACKUPS).mkdir(mode=0o700)
        write_file(folder / README, README_TEXT.encode("utf-8"))
        step("readme")
        made = database.create(folder / DATABASE, key)
        try:
            with database.sorted_errors():
                schema.create(made, key_file.vault_id, __version__, secrets.token_bytes(32))
        finally:
            made.connection.close()
        sync_folder(folder)
        step("database")
        write_file(folder / KEYS, key_file.to_bytes())
        step("keys")
        clean(folder)
        step("clean")
        vault = cls(folder, lock, key_file, key, limits)
        vault._check_identity()
        return NewVault(vault, code)

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, limits: Limits = LIMITS) -> "Vault":
        """Open a vault with its passphrase.

        Raises:
            VaultMissingError, NotAVaultError, UnfinishedVaultError, KeyFileMissingError: no vault.
            VaultInUseError: open elsewhere.
            WrongPassphraseError, KeyFileDamagedError, KeyFileAlteredError: by the key file.
            DatabaseMissingError, DatabaseDamagedError: by the database.
            NewerVaultError: by either.
            NoPermissionError, ReadOnlyPlaceError, DiskFullError: by the place.
        """
        return cls._open(folder, limits, lambda file: file.unlock_with_passphrase(passphrase))

    @classmethod
    def open_with_recovery_code(
        cls, folder: Path, typed: str, *, limits: Limits = LIMITS
    ) -> "Vault":
        """Open a vault with its recovery code, to give it a new passphrase.

        Raises:
            RecoveryCodeTypoError: the code cannot be one of ours.
            WrongRecoveryCodeError: it belongs to another vault.
            and what `open` raises.
        """
        code = RecoveryCode.parse(typed)
        return cls._open(folder, limits, lambda file: file.unlock_with_recovery_code(code))

    @classmethod
    def _open(
        cls, folder: Path, limits: Limits, unlock: Callable[[KeyFile], DatabaseKey]
    ) -> "Vault":
        with explained(folder):
            demand_vault(folder)
            lock = FolderLock(folder / LOCK)
        vault = None
        try:
            with explained(folder):
                with (folder / KEYS).open("rb") as file:
                    content = file.read(MAX_FILE_BYTES + 1)
                key_file = read_key_file(content, program=__version__, limits=limits)
                key = unlock(key_file)
                replacing.finish(folder, key)
                vault = cls(folder, lock, key_file, key, limits)
                vault._check_identity()
                clean(folder)
                return vault
        except BaseException:
            if vault is not None:
                vault.close()
            lock.release()
            raise

    def _connect(self) -> Database:
        with explained(self._folder):
            return database.connect(replacing.current(self._folder, self._key), self._key)

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    @property
    def limits(self) -> Limits:
        """The costs of a key that are accepted."""
        return self._limits

    @property
    def vault_id(self) -> str:
        """32 hexadecimal digits, the same for every copy of this vault."""
        return self._key_file.vault_id

    @property
    def damaged(self) -> bool:
        """Whether damage was met since it was opened; it can then be read but no longer written."""
        return self._sessions.damaged

    def read(self) -> contextlib.AbstractContextManager[Database]:
        """`with vault.read() as db:` sees one state of the vault; see `Sessions.read`."""
        return self._sessions.read()

    @contextlib.contextmanager
    def write(self) -> Generator[Database]:
        """`with vault.write() as db:` stores everything or nothing; see `Sessions.write`.

        The first one after a backup also writes down that there is something of which there is none.
        """
        try:
            with self._sessions.write() as db:
                yield db
                if not self.changed:
                    settings.put(db, _CHANGED, True)  # noqa: FBT003 - the value
        except DiskFullError:
            give_back_reserve(self._folder)
            raise
        self.changed = True
        self.stored += 1

    def write_beside(self) -> contextlib.AbstractContextManager[Database]:
        """The same for what is no part of the dossier: no backup has to be made for it."""
        return self._sessions.write()

    def backed_up(self, db: Database, *, done: bool) -> None:
        """Write down that a backup holds everything, in the transaction of the caller; or that it does not."""
        settings.put(db, _CHANGED, not done)
        self.changed = not done

    def hold(self) -> contextlib.AbstractContextManager[Database]:
        """`with vault.hold() as db:` keeps others from writing meanwhile; see `Sessions.hold`."""
        return self._sessions.hold()

    @property
    def size(self) -> int:
        """Bytes of the database."""
        with explained(self._folder):
            return replacing.current(self._folder, self._key).stat().st_size

    def refuse_writing(self) -> None:
        """Write nothing any more: what is there is not what was written."""
        self._sessions.damaged = True

    def fingerprint(self) -> bytes:
        """A hash of all bytes of the database file, at a moment when nothing is being written to it."""
        with self.read() as db, explained(self._folder):
            db.value("SELECT count(*) FROM sqlite_schema")  # holds off whoever wants to write
            return bytes.fromhex(digest_of(replacing.current(self._folder, self._key)))

    def copy_to(self, database_path: Path, keys: Path) -> bytes:
        """Copy both files, byte for byte, at a moment when nothing is being written to them.

        Returns:
            The hash of the copied database: see `fingerprint`.

        Raises:
            DatabaseDamagedError: what arrived is not what was read.
            OSError: no room, no permission; what was copied has to be removed.
        """
        with self.read() as db:
            db.value("SELECT count(*) FROM sqlite_schema")  # holds off whoever wants to write
            digest = copies.copy_bytes(replacing.current(self._folder, self._key), database_path)
            write_file(keys, self._key_file.to_bytes())
            return bytes.fromhex(digest)

    def key_for(self, file: KeyFile) -> DatabaseKey:
        """Our key, when another key file of this vault is one for it.

        Raises:
            KeyFileAlteredError: it is not, or was changed.
        """
        if file.vault_id != self.vault_id:
            raise KeyFileAlteredError
        return file.checked(self._key)

    @property
    def program(self) -> str:
        """The version that has it open."""
        return __version__

    def check_recovery_code(self, typed: str, *, cost: Cost = DEFAULT_COST) -> None:
        """Prove that a retyped recovery code opens this very vault. Derives a key: use a worker.

        A slot of format 1 becomes a sealed one, now that the code is at hand.

        Raises:
            RecoveryCodeTypoError: it cannot be a code of ours.
            WrongRecoveryCodeError: it opens another vault.
        """
        code = RecoveryCode.parse(typed)
        with self._changing_keys:
            if self._key_file.unlock_with_recovery_code(code) != self._key:
                raise WrongRecoveryCodeError
            if not self._key_file.carries_code:  # of format 1
                self._replace_keys(
                    self._key_file.with_recovery_code(self._key, code, self._wrapping(cost))
                )

    def change_passphrase(self, old: str, new: str, *, cost: Cost = DEFAULT_COST) -> None:
        """Replace the passphrase; the recovery code keeps working. Derives two keys.

        Raises:
            WrongPassphraseError: the old one is not right; nothing was changed.
        """
        with self._changing_keys:
            self._key_file.unlock_with_passphrase(old)
            self.set_passphrase(new, cost=cost)

    def set_passphrase(self, new: str, *, cost: Cost = DEFAULT_COST) -> None:
        """Replace the passphrase without the old one, in a vault opened with the recovery code.

        Raises:
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: the old one still works.
        """
        with self._changing_keys:
            self._replace_keys(self._key_file.with_passphrase(self._key, new, self._wrapping(cost)))

    def _wrapping(self, cost: Cost) -> Wrapping:
        return Wrapping(__version__, cost, self._limits)

    def _replace_keys(self, changed: KeyFile) -> None:
        with explained(self._folder):
            write_file(self._folder / PREVIOUS_KEYS, self._key_file.to_bytes())
            write_file(self._folder / KEYS, changed.to_bytes())
        self._key_file = changed

    def rotate_key(
        self,
        passphrase: str,
        *,
        cost: Cost = DEFAULT_COST,
        step: Callable[[str], None] = lambda _: None,
        progress: Progress = silent,
    ) -> RecoveryCode | None:
        """Replace the key of the database, and the database with it. Passphrase and code stay.

        Backups from before keep the old key. Takes two derivations and writes the database twice; everyone who
        wants to read or write waits.

        Args:
            passphrase: that opens the vault now, and afterwards.
            cost: what one guess costs.
            step: told the name of each step that is done, for tests that cut it off there.
            progress: hears how far it is; may raise to stop before it counts.

        Returns:
            A new recovery code, only when the one of before could not be carried over.

        Raises:
            WrongPassphraseError, DatabaseDamagedError, DiskFullError and others: nothing was changed.
        """
        with self._changing_keys:
            return self._rotated(passphrase, cost, step, progress)

    def _rotated(
        self,
        passphrase: str,
        cost: Cost,
        step: Callable[[str], None],
        progress: Progress,
    ) -> RecoveryCode | None:
        self._key_file.unlock_with_passphrase(passphrase)
        new = self._key.replaced()
        file, code = self._key_file.with_key(new, passphrase, self._wrapping(cost))
        folder = self._folder
        with self.proving, self._sessions.paused(), explained(folder):
            replacing.finish(folder, self._key)  # of a replacement before, whose last step failed
            replacing.remove_waiting(folder)
            try:
                copies.copy_under(folder / DATABASE, self._key, folder / NEXT, new, progress)
                step("copy")
                replacing.commit(folder, file, new, step)
            finally:
                self._settle_key(file, new)
        return code

    def _settle_key(self, file: KeyFile, new: DatabaseKey) -> None:
        """Go on with the key that the folder has now. When nobody can say which, nothing is stored any more."""
        try:
            is_new = replacing.committed(self._folder, file)
        except OSError:
            self._sessions.failed = True
            raise
        if is_new:
            self._key_file, self._key, self.proven = file, new, None
        else:
            replacing.remove_waiting(self._folder)

    def close(self) -> None:
        """Close every connection, then let others in. Twice is as good as once."""
        self._sessions.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_identity(self) -> None:
        """The database opens, is not newer than the program, and belongs to this key file."""
        with self.read() as db:
            found = schema.version_of(db)
            if found > schema.VERSION:
                raise NewerVaultError(schema.program_of(db), __version__)
            if schema.vault_id_of(db) != self.vault_id:
                raise DatabaseDamagedError
            self.changed = settings.get(db, _CHANGED) is not False
        if found < schema.VERSION:
            from vp_desk.storage import backups  # noqa: PLC0415 - stands on the vault

            backups.keep_older(self)
            with self.write() as db:
                schema.migrate(db, __version__)
        keep_reserve(self._folder)
