"""How far the ledger of each vault has come, kept on this computer and outside the vault.

When an older copy of a vault is put back, its ledger is older too. This is how the program notices. It holds
a hash of the id of a vault and a number, and nothing else; a file for each vault, so that two programs that
write at the same time are never in each other's way.
"""

import contextlib
import os
import re
import sys
from hashlib import blake2b
from pathlib import Path

from vp_desk.storage.files import write_file

#: What stands in a file; anything else is none of ours.
_NUMBER = re.compile(rb"[0-9]{1,6}\n")


def default_place() -> Path:
    """The folder, where programs of this user keep their state."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return base / "vp-desk" / "releases"


class Marks:
    """The highest number of a release of each vault. A safety net: without it the program works too."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def last_number(self, vault_id: str) -> int:
        """The highest number that this computer has seen; 0 when it has seen none."""
        with contextlib.suppress(OSError), self._file(vault_id).open("rb") as file:
            content = file.read(8)
            return int(content) if _NUMBER.fullmatch(content) else 0
        return 0

    def put(self, vault_id: str, number: int) -> None:
        """Remember a number, if it is higher. A place that cannot be written is passed over."""
        if self.last_number(vault_id) < number:
            with contextlib.suppress(OSError):
                self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_file(self._file(vault_id), f"{number}\n".encode())

    def _file(self, vault_id: str) -> Path:
        name = blake2b(vault_id.encode(), digest_size=16, person=b"vpdesk-marks").hexdigest()
        return self._place / name
