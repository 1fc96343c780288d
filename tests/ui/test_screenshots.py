"""Every window, light and dark, as a picture; `VP_DESK_SCREENSHOTS` names a folder to keep them in."""

import os
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.ui.screenshots import take_with


def test_every_window_is_drawn_in_light_and_dark(
    dressed: QApplication, released_vault: Path, tmp_path: Path
) -> None:
    folder = Path(os.environ.get("VP_DESK_SCREENSHOTS", tmp_path / "screenshots"))
    taken = take_with(
        released_vault, lambda: CHEAP_DOORS.open(released_vault, PASSPHRASE), folder, CHEAP_DOORS
    )
    names = [path.stem for path in taken]
    assert len(names) == len(set(names)) == 116
    pictures = {path.stem: QImage(str(path)) for path in taken}
    for stem, picture in pictures.items():
        assert picture.width() >= 1000
        corner = picture.pixelColor(picture.width() - 3, 3).lightness()
        assert (corner < 128) == stem.startswith("dark"), stem
    # No two windows look the same: each shows what its name says.
    drawn = {bytes(picture.constBits()) for picture in pictures.values()}
    assert len(drawn) == len(pictures)
