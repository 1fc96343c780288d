"""The folder of a vault: what stands in it, what may be made of a folder, what is cleared away."""

import contextlib
import secrets
from pathlib import Path
from typing import Final

from vp_desk.errors import VpDeskError
from vp_desk.storage import replacing
from vp_desk.storage.files import sync_folder, write_file
from vp_desk.storage.replacing import DATABASE, KEYS

PREVIOUS_KEYS: Final = "vault.keys.prev"
LOCK: Final = "vault.lock"
RESERVE: Final = "vault.reserve"
BACKUPS: Final = "backups"
README: Final = "LEESMIJ.txt"
#: Stands in the folder while a vault is being made.
UNFINISHED: Final = "vault.part"
_NEW: Final = ".new"
#: Bytes of it: a note of some pages with its journal.
_RESERVE_BYTES: Final = 256 * 1024
README_TEXT: Final = """\
Deze map is een kluis van VP-Desk.

De gegevens zijn versleuteld en alleen te lezen met de wachtzin of de herstelcode van de eigenaar.
Verplaats of kopieer altijd de hele map. Verander, hernoem of verwijder er niets in.
Wie deze map vindt en de eigenaar niet is: geef haar ongelezen terug.
"""


class VaultMissingError(VpDeskError):
    """There is nothing at that place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Er is geen map {folder}. Controleer de plaats en of een schijf of stick is aangesloten."
        )


class NotAVaultError(VpDeskError):
    """The folder holds no vault."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"De map {folder} is geen kluis van VP-Desk. Kies een andere map, of maak een nieuwe kluis."
        )


class KeyFileMissingError(VpDeskError):
    """A database without its key file."""

    def __init__(self) -> None:
        super().__init__(
            "Het sleutelbestand van deze kluis (vault.keys) ontbreekt; zonder dat bestand kan "
            "niemand de kluis openen. Zet het terug uit een reservekopie van de map."
        )


class UnfinishedVaultError(VpDeskError):
    """Creating the vault was cut off before it could hold anything."""

    def __init__(self) -> None:
        super().__init__(
            "Het maken van deze kluis is onderbroken; er staat nog niets in. "
            "Maak de kluis opnieuw in dezelfde map."
        )


class FolderNotEmptyError(VpDeskError):
    """A new vault needs a folder of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"De map {folder} is niet leeg. Kies een nieuwe of een lege map voor de kluis."
        )


class VaultExistsError(VpDeskError):
    """There is a vault already where a new one was asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"In de map {folder} staat al een kluis. Open die, of kies een andere map."
        )


def make_folder(folder: Path) -> None:
    """Make the folder of a new vault, or take an empty one.

    Raises:
        VaultExistsError, FolderNotEmptyError: choose another place.
        OSError: the place does not allow it.
    """
    if folder.is_dir():
        names = {entry.name for entry in folder.iterdir()}
        if KEYS in names:
            raise VaultExistsError(folder)
        if names - {LOCK} and UNFINISHED not in names:
            raise FolderNotEmptyError(folder)
        folder.chmod(0o700)
    elif folder.exists():
        raise FolderNotEmptyError(folder)
    else:
        folder.mkdir(mode=0o700)
        sync_folder(folder.parent)


def demand_vault(folder: Path) -> None:
    """Make sure that there is a vault to open.

    Raises:
        VaultMissingError, NotAVaultError, UnfinishedVaultError, KeyFileMissingError: there is none.
    """
    if not folder.is_dir():
        raise VaultMissingError(folder)
    if (folder / KEYS).is_file():
        return
    if (folder / UNFINISHED).exists():
        raise UnfinishedVaultError
    if (folder / DATABASE).exists():
        raise KeyFileMissingError
    raise NotAVaultError(folder)


def remove_leftovers(folder: Path) -> None:
    """Empty a folder in which making a vault was cut off, but for the lock that we hold.

    Raises:
        FolderNotEmptyError: something in it is not ours.
    """
    if (folder / KEYS).exists() or not (folder / UNFINISHED).exists():
        return
    names = (
        DATABASE,
        DATABASE + "-journal",
        README,
        README + _NEW,
        KEYS + _NEW,
        RESERVE,
        RESERVE + _NEW,
    )
    for name in names:
        (folder / name).unlink(missing_ok=True)
    replacing.remove_waiting(folder)
    with contextlib.suppress(FileNotFoundError):
        (folder / BACKUPS).rmdir()
    unknown = {entry.name for entry in folder.iterdir()} - {LOCK, UNFINISHED}
    if unknown:
        raise FolderNotEmptyError(folder)
    (folder / UNFINISHED).unlink()


def clean(folder: Path) -> None:
    """Remove what an interrupted or a finished change of the key file left behind."""
    names = (UNFINISHED, KEYS + _NEW, PREVIOUS_KEYS, PREVIOUS_KEYS + _NEW, RESERVE + _NEW)
    for name in names:
        (folder / name).unlink(missing_ok=True)
    replacing.remove_waiting(folder)


def keep_reserve(folder: Path) -> None:
    """Set room apart while there is some; random, so that no disk makes it smaller."""
    reserve = folder / RESERVE
    with contextlib.suppress(OSError):
        if not reserve.exists():
            write_file(reserve, secrets.token_bytes(_RESERVE_BYTES))


def give_back_reserve(folder: Path) -> None:
    """Let the next try to store something succeed."""
    with contextlib.suppress(OSError):
        (folder / RESERVE).unlink()
