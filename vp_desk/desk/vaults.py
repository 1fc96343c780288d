"""Make and open a vault."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from vp_desk.desk.desk import Desk
from vp_desk.desk.passphrase import check_new_passphrase
from vp_desk.desk.settings import VaultSettings
from vp_desk.disclosure import Progress
from vp_desk.errors import VpDeskError
from vp_desk.storage import restoring
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.replacing import KEYS
from vp_desk.storage.slots import DEFAULT_COST, LIMITS, Cost, Limits
from vp_desk.storage.vault import Vault
from vp_desk.storage.verify import silent
from vp_desk.trail import TrailKind


@dataclass(frozen=True, slots=True)
class NewVault:
    """A vault just made, open."""

    desk: Desk
    #: Shown once, to be written down and retyped. Nobody can make it again.
    recovery_code: str


def create_vault(
    path: Path,
    passphrase: str,
    organisation: str,
    *,
    cost: Cost = DEFAULT_COST,
    limits: Limits = LIMITS,
) -> NewVault:
    """Make a vault in a new or empty folder. Slow: derives keys.

    Args:
        path: the folder.
        passphrase: known to the adviser alone.
        organisation: as it stands on the cover of the report.
        cost: what one guess at the passphrase costs.
        limits: the costs that are accepted; only tests pass other ones.

    Raises:
        WeakPassphraseError: choose a better one; nothing was made.
        FolderNotEmptyError, VaultExistsError and others of `storage.vault`: choose another place.
    """
    check_new_passphrase(passphrase)
    made = Vault.create(path, passphrase, cost=cost, limits=limits)
    desk = Desk(made.vault)
    desk.safety.cost = cost
    desk.safety.note(TrailKind.CREATED)
    desk.change_settings(VaultSettings(organisation=organisation))
    return NewVault(desk, made.recovery_code.text)


def open_vault(path: Path, passphrase: str, *, limits: Limits = LIMITS) -> Desk:
    """Open a vault with its passphrase. Slow: derives a key.

    Raises:
        WrongPassphraseError, KeyFileDamagedError, VaultInUseError and others of `storage.vault`.
    """
    return _settled(Desk(Vault.open(path, passphrase, limits=limits)), TrailKind.OPENED)


def open_vault_with_code(path: Path, recovery_code: str, *, limits: Limits = LIMITS) -> Desk:
    """Open a vault with its recovery code, to choose a new passphrase. Slow: derives a key.

    Raises:
        RecoveryCodeTypoError, WrongRecoveryCodeError and others of `storage.vault`.
    """
    vault = Vault.open_with_recovery_code(path, recovery_code, limits=limits)
    return _settled(Desk(vault), TrailKind.OPENED_WITH_CODE)


@dataclass(frozen=True, slots=True)
class Restored:
    """A vault that was put back, open."""

    desk: Desk
    #: Shown once, to be written down: only when the code of before could not be carried over.
    recovery_code: str | None
    #: Where the files of the vault that stood there are kept, if there was one.
    kept_aside: Path | None
    #: How many releases came back from the vault that stood there.
    taken_over: int


def restore_vault(
    backup: Path,
    into: Path,
    passphrase: str,
    *,
    cost: Cost = DEFAULT_COST,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Restored:
    """Put a backup back and open it, with its passphrase. Slow: derives keys and looks at every row.

    What was released since is taken over from the vault that stood there, when that can still be read.

    Args:
        backup: the folder of a backup, or of any copy of a vault that nobody has open.
        into: a new or empty folder, or that of a vault, which may be damaged: its files are kept aside.
        passphrase: that of the backup, which the restored vault keeps.
        cost: what one guess costs.
        limits: the costs that are accepted; only tests pass other ones.
        progress: hears how far it is; may raise to stop.

    Raises:
        what `storage.restoring.restore` raises: nothing was changed.
    """
    opening = restoring.Secrets(passphrase, passphrase)
    return _restored(backup, into, opening, cost, limits, progress)


def restore_vault_with_code(
    backup: Path,
    into: Path,
    recovery_code: str,
    new_passphrase: str,
    *,
    cost: Cost = DEFAULT_COST,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Restored:
    """The same with the recovery code of the backup, and a new passphrase.

    Raises:
        RecoveryCodeTypoError, WeakPassphraseError: nothing was changed.
        and what `restore_vault` raises.
    """
    check_new_passphrase(new_passphrase)
    opening = restoring.Secrets(RecoveryCode.parse(recovery_code), new_passphrase)
    return _restored(backup, into, opening, cost, limits, progress)


def _restored(
    backup: Path,
    into: Path,
    opening: restoring.Secrets,
    cost: Cost,
    limits: Limits,
    progress: Progress | None,
) -> Restored:
    put_back = restoring.restore(
        backup, into, opening, cost=cost, limits=limits, progress=progress or silent
    )
    desk = _settled(Desk(put_back.vault), TrailKind.RESTORED)
    desk.safety.cost = cost
    taken = 0
    if put_back.kept_aside is not None:
        with contextlib.suppress(VpDeskError):
            taken = desk.released.take_over(put_back.kept_aside, opening.of_backup)
    code = put_back.recovery_code
    if code is not None:
        desk.safety.note(TrailKind.CODE_REPLACED)
    return Restored(desk, None if code is None else code.text, put_back.kept_aside, taken)


def _settled(desk: Desk, kind: TrailKind) -> Desk:
    """End an export in the middle of which the program stopped; what cannot be done now waits."""
    desk.safety.note(kind)
    with contextlib.suppress(VpDeskError):
        desk.released.settle()
    return desk


def is_vault(path: Path) -> bool:
    """Whether a folder looks like a vault."""
    return (path / KEYS).is_file()
