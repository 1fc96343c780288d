"""Make and open a vault."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from vp_desk.desk.desk import Desk
from vp_desk.desk.passphrase import check_new_passphrase
from vp_desk.desk.settings import VaultSettings
from vp_desk.errors import VpDeskError
from vp_desk.storage.replacing import KEYS
from vp_desk.storage.slots import DEFAULT_COST, LIMITS, Cost, Limits
from vp_desk.storage.vault import Vault


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
    desk.change_settings(VaultSettings(organisation=organisation))
    return NewVault(desk, made.recovery_code.text)


def open_vault(path: Path, passphrase: str, *, limits: Limits = LIMITS) -> Desk:
    """Open a vault with its passphrase. Slow: derives a key.

    Raises:
        WrongPassphraseError, KeyFileDamagedError, VaultInUseError and others of `storage.vault`.
    """
    return _settled(Desk(Vault.open(path, passphrase, limits=limits)))


def open_vault_with_code(path: Path, recovery_code: str, *, limits: Limits = LIMITS) -> Desk:
    """Open a vault with its recovery code, to choose a new passphrase. Slow: derives a key.

    Raises:
        RecoveryCodeTypoError, WrongRecoveryCodeError and others of `storage.vault`.
    """
    return _settled(Desk(Vault.open_with_recovery_code(path, recovery_code, limits=limits)))


def _settled(desk: Desk) -> Desk:
    """End an export in the middle of which the program stopped; what cannot be done now waits."""
    with contextlib.suppress(VpDeskError):
        desk.released.settle()
    return desk


def is_vault(path: Path) -> bool:
    """Whether a folder looks like a vault."""
    return (path / KEYS).is_file()
