"""What an open vault needs is loaded during typing: of Qt in pieces, in the thread of the window."""

import json
import subprocess
import sys
from pathlib import Path

from vp_desk.ui.preload import PIECES

#: No piece may keep the keys waiting: so many modules at most, which is some 20 ms.
_SMALL = 16

_START = """
import json, sys, threading
from pathlib import Path

loaded = []

class Watch:
    def find_spec(self, name, path=None, target=None):
        loaded.append((name, threading.current_thread() is threading.main_thread()))

sys.meta_path.insert(0, Watch())

from PySide6.QtCore import QEventLoop, QTimer
from vp_desk.ui.app import application
from vp_desk.ui.theme import Appearance, dress, load_fonts
from vp_desk.ui.window import Window

app = application()
load_fonts()
dress(app, Appearance.LIGHT)
vault, place = map(Path, sys.argv[1:])
window = Window(vault, place=place)
window.show()
loop = QEventLoop()
turns, last = [], 0

def look():
    global last
    here = sum(by_window for _, by_window in loaded)
    turns.append(here - last)
    last = here
    if "vp_desk.ui.locking" in sys.modules:
        loop.quit()

def begin():
    look()
    turns.clear()
    timer.start(0)

window.warmed.connect(begin)
timer = QTimer()
timer.timeout.connect(look)
QTimer.singleShot(60_000, loop.quit)
loop.exec()
timer.stop()
window.workers.finish()
window.close()
print(json.dumps({"loaded": loaded, "turns": turns}))
"""


def test_qt_is_loaded_by_the_thread_of_the_window_only_and_in_small_pieces(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path / "kluis"), str(tmp_path / "window.json")],
        check=True,
        capture_output=True,
        text=True,
        timeout=90,
    )
    told = json.loads(done.stdout)
    of_qt = ("PySide6", "shiboken6", "vp_desk.ui")
    beside = [name for name, by_window in told["loaded"] if not by_window]
    here = [name for name, by_window in told["loaded"] if by_window]
    assert [name for name in beside if name.startswith(of_qt)] == []
    assert "vp_desk.desk" in beside, "what knows nothing of Qt does not keep the window"
    assert set(PIECES) <= set(here)
    assert 0 < max(told["turns"]) <= _SMALL
