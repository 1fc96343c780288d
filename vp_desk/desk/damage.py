"""When putting a backup back is the way out."""

from pathlib import Path
from typing import Final

from vp_desk.desk.base import DamagedVaultError
from vp_desk.desk.safety import backups_of
from vp_desk.storage.database import DatabaseDamagedError, DatabaseMissingError
from vp_desk.storage.keys import KeyFileDamagedError
from vp_desk.storage.slots import KeyFileAlteredError
from vp_desk.storage.vault_folder import KeyFileMissingError, NotAVaultError

#: What was read is not what was written, or is not there any more.
_DAMAGE: Final = (
    DamagedVaultError,
    DatabaseDamagedError,
    DatabaseMissingError,
    KeyFileAlteredError,
    KeyFileDamagedError,
    KeyFileMissingError,
)


def is_damage(error: BaseException) -> bool:
    """Whether an error tells that the vault itself is not whole."""
    return isinstance(error, _DAMAGE)


def wants_restoring(error: BaseException, vault: Path) -> bool:
    """Whether a vault that did not open can be helped by putting a backup back.

    A folder of which everything but its backups is gone is one as well.
    """
    return is_damage(error) or (isinstance(error, NotAVaultError) and bool(backups_of(vault)))
