"""How far the ledger of each vault has come, kept on this computer and outside the vault.

When an older copy of a vault is put back, its ledger is older too. This is how the program notices. It holds
a hash of the id of a vault and a number, and nothing else.
"""

import contextlib
import json
import os
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

from vp_desk.storage.files import write_file


def default_place() -> Path:
    """The file, in the folder where programs of this user keep their state."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return base / "vp-desk" / "releases.json"


#: More than this was never given out, and no file of ours is larger: it is damaged.
_HIGHEST, _LARGEST = 999_999, 1024 * 1024


class Marks:
    """The highest number of a release of each vault. A safety net: without it the program works too."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def last_number(self, vault_id: str) -> int:
        """The highest number that this computer has seen; 0 when it has seen none."""
        found = self._read().get(_name(vault_id))
        return found if type(found) is int and found <= _HIGHEST else 0

    def put(self, vault_id: str, number: int) -> None:
        """Remember a number, if it is higher. A place that cannot be written is passed over."""
        if self.last_number(vault_id) >= number:
            return
        known = self._read()
        known[_name(vault_id)] = number
        with contextlib.suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(self._place, json.dumps(known).encode())

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError, RecursionError):
            with self._place.open("rb") as file:
                found: object = json.loads(file.read(_LARGEST))
            if isinstance(found, dict):
                return found  # pyright: ignore[reportUnknownVariableType]
        return {}


def _name(vault_id: str) -> str:
    return blake2b(vault_id.encode(), digest_size=16, person=b"vpdesk-marks").hexdigest()
