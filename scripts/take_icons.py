"""Take the icons of the program over from Lucide: `python scripts/take_icons.py FOLDER`.

FOLDER is an unpacked `npm pack lucide-static`. The files become `resources/icons/<our name>.svg`, as they
were published; the licence stands beside them. Our names say what an icon means in this program, so that
another drawing can be chosen here and nowhere else. `logo.svg` is our own.

The style sheet cannot colour a drawing; the marks it shows are written once per palette, in its colours.
"""

import re
import shutil
import sys
from pathlib import Path
from typing import Final

from vp_desk.ui.tokens import DARK, LIGHT

ICONS: Final = Path(__file__).parent.parent / "resources" / "icons"

#: Our name → name in Lucide.
NAMES: Final = {
    "activities": "presentation",
    "back": "arrow-left",
    "bell": "bell",
    "bin": "trash-2",
    "bookmark": "bookmark",
    "cases": "folder-open",
    "check": "check",
    "chevron-down": "chevron-down",
    "chevron-left": "chevron-left",
    "chevron-right": "chevron-right",
    "chevron-up": "chevron-up",
    "close": "x",
    "columns": "columns-3",
    "copy": "copy",
    "edit": "pencil",
    "eye": "eye",
    "eye-off": "eye-off",
    "filter": "funnel",
    "folder": "folder",
    "help": "circle-question-mark",
    "info": "info",
    "keyboard": "keyboard",
    "link": "link",
    "list-filter": "list-filter",
    "lock": "lock",
    "overview": "chart-column",
    "pencil": "pencil-line",
    "plus": "plus",
    "practice": "flask-conical",
    "redo": "redo-2",
    "released": "stamp",
    "report": "file-text",
    "search": "search",
    "settings": "settings-2",
    "shield": "shield-check",
    "sort-down": "arrow-down",
    "sort-up": "arrow-up",
    "star": "star",
    "switch": "arrow-left-right",
    "today": "calendar-check",
    "totals": "history",
    "trash": "trash",
    "undo": "undo-2",
    "warning": "triangle-alert",
}


def take(package: Path) -> None:
    """Copy the drawings and the licence."""
    for ours, theirs in NAMES.items():
        shutil.copy(package / "icons" / f"{theirs}.svg", ICONS / f"{ours}.svg")
    shutil.copy(package / "LICENSE", ICONS / "LICENSE")
    for palette in (LIGHT, DARK):
        for ours, colour, width in (
            ("check", palette.on_accent, "3"),
            ("chevron-down", palette.muted, "2"),
        ):
            drawn = (ICONS / f"{ours}.svg").read_text(encoding="utf-8")
            drawn = drawn.replace("currentColor", colour)
            drawn = re.sub(r'stroke-width="\d"', f'stroke-width="{width}"', drawn)
            (ICONS / f"style-{ours}-{palette.name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    take(Path(sys.argv[1]))
