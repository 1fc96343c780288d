"""The binding under the windows: a known fault of one version must not come back unseen."""

import os
import subprocess
import sys

# PySide6 6.12.0 on Python 3.10 and 3.11 loses a reference to None or True at each of these calls, and
# aborts when the last one is gone.
MANY_CALLS = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QComboBox

class Source(QObject):
    fired = Signal()

def nothing():
    pass

app = QApplication([])
combo = QComboBox()
source = Source()
for number in range(20_000):
    combo.addItem("x", None)
    source.fired.connect(nothing)
    source.fired.disconnect(nothing)
print(combo.count())
"""


def test_twenty_thousand_calls_do_not_end_the_process() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", MANY_CALLS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "20000"), ended.stderr
