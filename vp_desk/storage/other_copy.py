"""Another copy of a vault, read as it is: nothing is locked, brought up to date or written in it."""

from pathlib import Path

from vp_desk import __version__
from vp_desk.releases import Ledger
from vp_desk.storage import backups, copies, releases, replacing, schema
from vp_desk.storage.files import explained
from vp_desk.storage.keys import KeyFile, read_key_file
from vp_desk.storage.recovery import RecoveryCode
from vp_desk.storage.slots import DatabaseKey, Limits
from vp_desk.storage.vault_folder import demand_vault

#: The first version of the schema with a ledger.
_WITH_LEDGER = 3


def unlocked(
    folder: Path, secret: str | RecoveryCode, limits: Limits
) -> tuple[KeyFile, DatabaseKey]:
    """The key file in a folder, and the key that a passphrase or a recovery code finds in it.

    Raises:
        VaultMissingError, NotAVaultError, KeyFileMissingError: there is none.
        KeyFileDamagedError, NewerVaultError, KeyFileAlteredError: by the key file.
        WrongPassphraseError, WrongRecoveryCodeError: the secret is not the one.
    """
    with explained(folder):
        demand_vault(folder)
        content = backups.key_file_bytes(folder)
    file = read_key_file(content, program=__version__, limits=limits)
    if isinstance(secret, RecoveryCode):
        return file, file.unlock_with_recovery_code(secret)
    return file, file.unlock_with_passphrase(secret)


def ledger_of(folder: Path, secret: str | RecoveryCode, limits: Limits) -> tuple[str, Ledger]:
    """What another copy knows of what was released. Slow: derives a key.

    Args:
        folder: of the copy.
        secret: passphrase or recovery code of the copy.
        limits: the costs that are accepted.

    Returns:
        The id of its vault, and its ledger; an empty one of a version that had none.

    Raises:
        what `unlocked` raises, and:
        DatabaseMissingError, DatabaseDamagedError: its database cannot be read.
    """
    file, key = unlocked(folder, secret, limits)
    with (
        explained(folder),
        copies.reading(replacing.current(folder, key), key, as_it_is=True) as sessions,
        sessions.read() as db,
    ):
        if schema.version_of(db) < _WITH_LEDGER:
            return file.vault_id, Ledger()
        return file.vault_id, releases.ledger(db)
