"""How the window reaches a vault. Found only when needed: nothing of it is loaded before first paint."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # importing it costs more than the whole first window
    from datetime import date

    from vp_desk.desk import Desk, NewVault, Progress, Restored


def _create(path: Path, passphrase: str, organisation: str) -> "NewVault":
    from vp_desk.desk import create_vault  # noqa: PLC0415

    return create_vault(path, passphrase, organisation)


def _open(path: Path, passphrase: str) -> "Desk":
    from vp_desk.desk import open_vault  # noqa: PLC0415

    return open_vault(path, passphrase)


def _open_with_code(path: Path, code: str) -> "Desk":
    from vp_desk.desk import open_vault_with_code  # noqa: PLC0415

    return open_vault_with_code(path, code)


def _practise(path: Path, today: "date") -> "Desk":
    from vp_desk.desk import make_practice_vault  # noqa: PLC0415

    return make_practice_vault(path, today)


def _restore(backup: Path, into: Path, passphrase: str, progress: "Progress") -> "Restored":
    from vp_desk.desk import restore_vault  # noqa: PLC0415

    return restore_vault(backup, into, passphrase, progress=progress)


def _restore_with_code(
    backup: Path, into: Path, secrets: tuple[str, str], progress: "Progress"
) -> "Restored":
    from vp_desk.desk import restore_vault_with_code  # noqa: PLC0415

    return restore_vault_with_code(backup, into, *secrets, progress=progress)


class Doors:
    """The ways into a vault; tests pass cheaper ones. All are slow: they derive a key."""

    def __init__(
        self,
        create: "Callable[[Path, str, str], NewVault]" = _create,
        open_: "Callable[[Path, str], Desk]" = _open,
        open_with_code: "Callable[[Path, str], Desk]" = _open_with_code,
        practise: "Callable[[Path, date], Desk]" = _practise,
        restore: "Callable[[Path, Path, str, Progress], Restored]" = _restore,
        #: The pair is the recovery code and a new passphrase.
        restore_with_code: (
            "Callable[[Path, Path, tuple[str, str], Progress], Restored]"
        ) = _restore_with_code,
    ) -> None:
        self.create = create
        self.open = open_
        self.open_with_code = open_with_code
        self.practise = practise
        self.restore = restore
        self.restore_with_code = restore_with_code
