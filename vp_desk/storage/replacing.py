"""Another database in the place of the one of a vault: for a new key, and for a copy that is put back.

Two files change, and only one of them can be first. The new database waits beside the old one, whole and
proven; replacing `vault.keys` is the one moment at which the change counts; only then the database gets its
name. A database begins with its salt and the key file holds the salt of its own, so that whoever opens the
vault after a power cut sees which of the two databases belongs to the key:

| cut off | left | afterwards |
|---|---|---|
| before `vault.keys` is replaced | `notes.db.next`, whole or not | the old key opens the old database, \
and removes it |
| after | the old `notes.db` beside `notes.db.next` | the new key opens the new one, and gives it its name |
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from vp_desk.storage import database
from vp_desk.storage.files import sync_folder, write_file
from vp_desk.storage.keys import KeyFile
from vp_desk.storage.slots import DatabaseKey

DATABASE: Final = "notes.db"
KEYS: Final = "vault.keys"
NEXT: Final = "notes.db.next"
#: A copy that is put back, before what stands there is kept aside.
BACK: Final = "notes.db.back"
_JOURNAL: Final = "-journal"


def current(folder: Path, key: DatabaseKey) -> Path:
    """The database that belongs to a key: the one that waits for its name, or the one that has it."""
    waiting = folder / NEXT
    if begins_with(waiting, key.salt) and not begins_with(folder / DATABASE, key.salt):
        return waiting
    return folder / DATABASE


def begins_with(path: Path, salt: bytes) -> bool:
    """Whether it is the database of a key with this salt."""
    try:
        with path.open("rb") as file:
            return file.read(len(salt)) == salt
    except FileNotFoundError:
        return False


def commit(folder: Path, file: KeyFile, key: DatabaseKey, step: Callable[[str], None]) -> None:
    """Let the waiting database and its key file take the place of those that are there.

    Args:
        folder: of the vault; nobody has its database open.
        file: the new key file.
        key: the key in it.
        step: told the name of each step that is done, for tests that cut it off there.

    Raises:
        OSError: nothing was changed.
    """
    sync_folder(folder)
    try:
        write_file(folder / KEYS, file.to_bytes())
    except OSError:
        if not committed(folder, file):  # it may have been the last step that failed
            raise
    step("keys")
    # From here on it counts. Whatever is not done now is done when the vault is opened.
    with contextlib.suppress(OSError):
        finish(folder, key)
        step("named")


def committed(folder: Path, file: KeyFile) -> bool:
    """Whether this is the key file of the vault."""
    try:
        return (folder / KEYS).read_bytes() == file.to_bytes()
    except FileNotFoundError:
        return False


def finish(folder: Path, key: DatabaseKey) -> None:
    """End what `commit` began: the database of the key gets its name."""
    waiting = current(folder, key)
    if waiting.name == NEXT:
        if (folder / (NEXT + _JOURNAL)).exists():
            database.connect(waiting, key).connection.close()  # plays back what was cut off in it
            (folder / (NEXT + _JOURNAL)).unlink(missing_ok=True)
        # A journal of the other database would be played back into this one.
        (folder / (DATABASE + _JOURNAL)).unlink(missing_ok=True)
        os.replace(waiting, folder / DATABASE)  # noqa: PTH105 - os.replace is the promise we rely on
        sync_folder(folder)


def remove_waiting(folder: Path) -> None:
    """Remove a database that was never committed."""
    for name in (NEXT, NEXT + _JOURNAL, NEXT + ".room"):
        (folder / name).unlink(missing_ok=True)
    remove_back(folder)


def remove_back(folder: Path) -> None:
    """Remove a copy that was being put back."""
    for name in (BACK, BACK + _JOURNAL, BACK + ".room"):
        (folder / name).unlink(missing_ok=True)
