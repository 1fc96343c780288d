"""What this computer remembers outside the vault: where vaults lie, and light or dark.

Nothing else: no names of organisations, no years, no window titles, no search words. A path is no more
than anyone sees who looks into the folder of the vault; a list of paths also tells that there is an
adviser here, so a vault can be taken off the list, and the list is short and readable by its owner only.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from vp_desk.ui.theme import Appearance

MOST_VAULTS: Final = 5


@dataclass(frozen=True, slots=True)
class Remembered:
    """The content of the file; frozen, changed by making another."""

    vaults: tuple[Path, ...] = ()
    appearance: Appearance = Appearance.SYSTEM

    def opened(self, vault: Path) -> "Remembered":
        """With this vault first."""
        others = tuple(path for path in self.vaults if path != vault)
        return replace(self, vaults=(vault, *others)[:MOST_VAULTS])

    def without(self, vault: Path) -> "Remembered":
        """Without this vault."""
        return replace(self, vaults=tuple(path for path in self.vaults if path != vault))


def default_place() -> Path:
    """The file on this computer."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "window.json"


def recall(place: Path) -> Remembered:
    """Read the file; whatever is wrong with it, it is only a convenience."""
    try:
        data = json.loads(place.read_text(encoding="utf-8"))
        vaults = tuple(Path(str(path)) for path in data.get("vaults", ()))
        return Remembered(vaults[:MOST_VAULTS], Appearance(data.get("appearance", "system")))
    except (OSError, ValueError, AttributeError, TypeError):
        return Remembered()


def remember(place: Path, content: Remembered) -> None:
    """Write the file, whole or not at all; on a read-only disk nothing is remembered."""
    data = {
        "vaults": [str(path) for path in content.vaults],
        "appearance": content.appearance.value,
    }
    beside = place.with_suffix(".part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.touch(mode=0o600)
        beside.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(place)
    except OSError:
        beside.unlink(missing_ok=True)
