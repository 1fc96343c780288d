"""Every window on a real X screen, kept as a picture for people to look at.

`VP_DESK_SCREENSHOTS=folder` keeps them; otherwise they go with the test.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from vp_desk.demo import invent
from vp_desk.desk import create_vault
from vp_desk.desk.demonstration import fill

_TAKE = """
import sys
from pathlib import Path
from tests.conftest import CHEAP_LIMITS
from vp_desk.desk import open_vault
from vp_desk.ui.app import application
from vp_desk.ui.screenshots import take_with
vault, passphrase, folder = sys.argv[1:]
assert application().platformName() == "xcb"
take_with(Path(vault), lambda: open_vault(Path(vault), passphrase, limits=CHEAP_LIMITS), Path(folder))
"""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A screen that nobody sees. Without Xvfb this fails by name."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-noreset", "-screen", "0", "1400x1000x24", "-displayfd", str(writes)],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


def test_every_window_can_be_looked_at_on_a_real_screen(display: str, tmp_path: Path) -> None:
    vault = tmp_path / "kluis"
    with create_vault(vault, PASSPHRASE, "Huis", cost=CHEAP, limits=CHEAP_LIMITS).desk as desk:
        fill(desk, invent())
    folder = Path(os.environ.get("VP_DESK_SCREENSHOTS") or tmp_path / "pictures")
    subprocess.run(
        [sys.executable, "-c", _TAKE, str(vault), PASSPHRASE, str(folder)],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        check=True,
        timeout=240,
    )
    pictures = sorted(folder.glob("*.png"))
    names = {picture.stem.partition("-")[2] for picture in pictures}
    assert len(pictures) == 2 * len(names) >= 20
    for picture in pictures:
        with Image.open(picture) as image:
            assert image.width >= 800
            assert image.height >= 500
            colours = image.convert("RGB").getcolors(1 << 24) or []
            assert len(colours) > 50, f"{picture.name} is empty"
