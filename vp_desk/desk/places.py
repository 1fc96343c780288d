"""Where a vault or its backups may lie: what is refused, and what is only said."""

import os
from pathlib import Path

from vp_desk.storage.files import NoPermissionError
from vp_desk.storage.replacing import KEYS
from vp_desk.storage.vault_folder import LOCK, UNFINISHED, FolderNotEmptyError, VaultExistsError
from vp_desk.synced import existing, on_network, synced_by, writable


def check_new_place(folder: Path) -> None:
    """Accept a folder for a new vault, before anything is made.

    Raises:
        VaultExistsError, FolderNotEmptyError, NoPermissionError: choose another place.
    """
    if (folder / KEYS).exists():
        raise VaultExistsError(folder)
    if folder.exists() and not folder.is_dir():
        raise FolderNotEmptyError(folder)
    if not writable(folder):
        raise NoPermissionError(folder)
    if folder.is_dir():
        names = {entry.name for entry in folder.iterdir()}
        if names - {LOCK} and UNFINISHED not in names:
            raise FolderNotEmptyError(folder)


def place_warning(folder: Path) -> str:
    """What is to be said about a place for a vault, in Dutch; empty = nothing."""
    service = synced_by(folder)
    if service is not None:
        return (
            f"Deze map hoort bij {service}. Dan gaat er steeds een kopie van uw kluis naar computers van "
            "anderen, en zulke programma’s kunnen de kluis beschadigen. De inhoud blijft versleuteld, maar "
            "een map op alleen deze computer is veiliger."
        )
    if on_network(folder):
        return (
            "Deze map staat op een andere computer in het netwerk. Valt de verbinding weg, dan kunt u niet "
            "bij uw kluis, en het laatste kan verloren gaan. Een map op deze computer is veiliger."
        )
    return ""


def second_place_warning(place: Path, vault: Path) -> str:
    """What is to be said about a second place for backups, in Dutch; empty = nothing."""
    service = synced_by(place)
    if service is not None:
        return (
            f"Deze map hoort bij {service}. Uw reservekopieën zijn versleuteld, maar komen dan op computers "
            "van anderen te staan. Een stick of schijf die u zelf bewaart, is veiliger."
        )
    if _same_disk(place, vault):
        return (
            "Deze map staat op dezelfde schijf als uw kluis. Gaat die schijf of computer stuk of kwijt, dan "
            "bent u ook deze kopieën kwijt. Kies liever een USB-stick of een andere schijf."
        )
    return ""


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return os.stat(existing(one)).st_dev == os.stat(existing(other)).st_dev  # noqa: PTH116 - beside each other
    except OSError:
        return False
