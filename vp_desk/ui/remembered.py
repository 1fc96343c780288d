"""What this computer remembers outside the vault: where vaults lie, and light or dark.

Nothing else: no names of organisations, no years, no window titles, no search words. A path is no more
than anyone sees who looks into the folder of the vault; a list of paths also tells that there is an
adviser here, so a vault can be taken off the list, and the list is short and readable by its owner only.

The file is plain text, one thing a line: the appearance, then a path per vault, the last opened first.
"""

from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QStandardPaths

from vp_desk.ui.theme import Appearance

MOST_VAULTS: Final = 5


class Remembered(NamedTuple):
    """The content of the file."""

    vaults: tuple[Path, ...] = ()
    appearance: Appearance = Appearance.SYSTEM

    def opened(self, vault: Path) -> "Remembered":
        """With this vault first."""
        vault = vault.absolute()
        others = tuple(path for path in self.vaults if path != vault)
        return self._replace(vaults=(vault, *others)[:MOST_VAULTS])

    def without(self, vault: Path) -> "Remembered":
        """Without this vault."""
        return self._replace(vaults=tuple(path for path in self.vaults if path != vault))


def default_place() -> Path:
    """The file on this computer."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(folder) / "window.txt"


def recall(place: Path) -> Remembered:
    """Read the file; whatever is wrong with it, it is only a convenience."""
    try:
        appearance, *vaults = place.read_text(encoding="utf-8").splitlines()
        return Remembered(tuple(map(Path, vaults[:MOST_VAULTS])), Appearance(appearance))
    except (OSError, ValueError):
        return Remembered()


def remember(place: Path, content: Remembered) -> None:
    """Write the file, whole or not at all; on a read-only disk nothing is remembered."""
    lines = [content.appearance.value, *map(str, content.vaults)]
    beside = place.with_suffix(".part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        beside.touch(mode=0o600)
        beside.write_text("\n".join(lines), encoding="utf-8")
        beside.replace(place)
    except (OSError, ValueError):
        beside.unlink(missing_ok=True)
