"""From 100 to 200 % everything can be read: by the scale of the screen, and by larger text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from tests.ui.cut_off import cut_off


@pytest.mark.parametrize(
    ("scale", "text", "width", "height"),
    [
        pytest.param("1", "1", 1366, 768, id="a laptop at 100 %"),
        pytest.param("1.5", "1", 910, 512, id="a laptop at 150 %"),
        pytest.param("2", "1", 683, 384, id="a laptop at 200 %"),
        pytest.param("2", "1", 1180, 800, id="a large screen at 200 %"),
        pytest.param("1", "2", 1366, 768, id="text of twice the size"),
    ],
)
def test_no_text_of_any_window_is_cut_off(
    released_vault: Path, scale: str, text: str, width: int, height: int
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.ui.cut_off",
            str(released_vault),
            text,
            str(width),
            str(height),
        ],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=120,
    )
    *found, last = done.stdout.splitlines()
    assert found == []
    assert last == f"seen 58 at {scale}"


def test_what_is_cut_off_is_noticed(dressed: QApplication) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    fits, narrow, low = QLabel("Past"), QPushButton("Past hier niet in"), QLabel("Te laag")
    narrow.setFixedWidth(40)
    low.setFixedHeight(6)
    for part in (fits, narrow, low):
        layout.addWidget(part)
    outside = QLabel("Valt erbuiten", window)
    window.resize(300, 200)
    window.show()
    outside.adjustSize()
    outside.move(280, 10)
    QApplication.processEvents()
    found = [line.split(" | ")[1] for line in cut_off(window)]
    assert found == ["Past hier niet in", "Te laag", "Valt erbuiten"]
    window.close()
    window.deleteLater()
