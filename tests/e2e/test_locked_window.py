"""A real window on a real screen is locked; then nothing of its vault is left in the process."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP, CHEAP_LIMITS
from tests.e2e.test_real_window import display as display  # noqa: PLC0414 - the fixture
from tests.ui.test_bus import LoginManager
from tests.ui.test_bus import address as address  # noqa: PLC0414 - the fixture
from tests.ui.test_bus import manager as manager  # noqa: PLC0414 - the fixture
from vp_desk.desk import create_vault, open_vault
from vp_desk.ui.restart import VARIABLE

#: Invented, and in no program.
_CANARY = "kwetsbare zeeleeuw bij de vuurtoren"
_PASSPHRASE = "geen enkele andere zin is zo"  # noqa: S105 - of a vault that holds nothing
#: A vault is locked so soon after the signal, in seconds.
_SOON = 2.0


class Held:
    """The window of `held_window` in a process of its own."""

    def __init__(self, display: str, vault: Path, *words: str, **more: str) -> None:
        self.vault = vault
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.held_window", str(vault), *words],
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.say(_PASSPHRASE)
        self.say(_CANARY)
        assert self.hear() == "open"

    def say(self, words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, words: str) -> str:
        self.say(words)
        return self.hear()

    def found(self, text: str) -> int:
        """How often a text is in the memory of the process, as a file has it and as Qt has it."""
        home = Path("/proc") / str(self.process.pid)
        hits = 0
        with (home / "maps").open() as maps, (home / "mem").open("rb", buffering=0) as memory:
            for line in maps:
                span = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
                if span is None or "[v" in line:  # what the system itself put there
                    continue
                begin, end = (int(part, 16) for part in span.groups())
                memory.seek(begin)
                try:
                    content = memory.read(end - begin)
                except OSError:
                    continue
                hits += sum(content.count(text.encode(form)) for form in ("utf-8", "utf-16-le"))
        return hits

    def lock(self) -> float:
        """How long it takes until the process is a fresh one, in seconds."""
        surroundings = Path("/proc") / str(self.process.pid) / "environ"
        begin = time.monotonic()
        self.say("lock")
        while time.monotonic() < begin + 30:
            with contextlib.suppress(
                ProcessLookupError
            ):  # said while one life makes way for the other
                if VARIABLE.encode() in surroundings.read_bytes():
                    return time.monotonic() - begin
            time.sleep(0.002)
        raise AssertionError("not locked")

    def open_files(self) -> list[str]:
        folder = Path("/proc") / str(self.process.pid) / "fd"
        return [str(file.readlink()) for file in folder.iterdir()]

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "kluis"
    create_vault(path, _PASSPHRASE, "Huis", cost=CHEAP, limits=CHEAP_LIMITS).desk.close()
    return path


@pytest.fixture
def held(display: str, vault: Path) -> Iterator[Held]:
    made = Held(display, vault, *([] if os.geteuid() == 0 else ["plain"]))
    yield made
    made.end()


def test_after_the_lock_neither_note_nor_passphrase_is_in_the_memory_of_the_program(
    held: Held,
) -> None:
    number = held.process.pid
    assert held.found(_CANARY) > 0
    assert held.found(_PASSPHRASE) > 0
    assert any(str(held.vault) in file for file in held.open_files())
    held.say("lock")
    assert held.hear() == "again"
    assert held.process.pid == number
    assert held.process.poll() is None
    assert held.found("Goed dat u er bent") > 0  # the search finds what is there
    assert held.found(_CANARY) == 0
    assert held.found(_PASSPHRASE) == 0
    assert not [file for file in held.open_files() if str(held.vault) in file]
    home = Path("/proc") / str(number)
    told = (home / "environ").read_bytes() + (home / "cmdline").read_bytes()
    assert (
        b"VP_DESK_AGAIN" in told
    )  # what the window was told is read, and gone for whoever it starts
    assert _CANARY.encode() not in told
    assert _PASSPHRASE.encode() not in told
    # Another program can open the vault, and the draft is in it.
    with open_vault(held.vault, _PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert any(_CANARY in str(draft.content) for draft in desk.drafts())


def test_the_window_comes_back_where_it_was(held: Held) -> None:
    held.say("place")
    before = held.hear()
    held.say("lock")
    assert held.hear() == "again"
    held.say("place")
    after = held.hear()
    assert before.partition(")")[0] == after.partition(")")[0]
    assert "vindt u straks terug bij Vandaag" in after


@pytest.mark.parametrize("above", ["dialog", "menu", "file"])
def test_what_stands_above_the_window_does_not_hold_the_lock_up(held: Held, above: str) -> None:
    held.say(above)
    assert held.hear() == "done 2"
    assert held.lock() < _SOON
    assert held.hear() == "again"
    assert held.found(_CANARY) == 0


def test_work_that_does_not_end_holds_the_lock_up_for_a_moment_only(held: Held) -> None:
    held.say("hang")
    assert held.hear() == "done 1"
    assert held.lock() < _SOON
    assert held.hear() == "again"
    assert held.found(_CANARY) == 0


@pytest.mark.parametrize("signal", ["sleep", "screen"])
def test_a_signal_of_the_system_locks_within_two_seconds_in_mid_sentence_with_a_dialog_open(
    display: str, vault: Path, address: str, manager: LoginManager, qtbot: QtBot, signal: str
) -> None:
    held = Held(
        display,
        vault,
        *([] if os.geteuid() == 0 else ["plain"]),
        DBUS_SYSTEM_BUS_ADDRESS=address,
        DBUS_SESSION_BUS_ADDRESS=address,
    )
    try:
        qtbot.waitUntil(lambda: len(manager.asked) == 2)
        held.say("dialog")
        assert held.hear() == "done 2"
        assert manager.held
        begin = time.monotonic()
        if signal == "sleep":
            path = "/org/freedesktop/login1"
            manager.say(path, "org.freedesktop.login1.Manager", "PrepareForSleep", *[True])
        else:
            manager.say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", *[True])
        qtbot.waitUntil(lambda: not manager.held)  # from here on the computer may sleep
        assert time.monotonic() - begin < _SOON
        assert held.hear() == "again"
        assert held.found(_CANARY) == 0
        with open_vault(vault, _PASSPHRASE, limits=CHEAP_LIMITS) as desk:
            assert any(_CANARY in str(draft.content) for draft in desk.drafts())
        reason = {"sleep": "slaapstand", "screen": "scherm werd vergrendeld"}[signal]
        assert reason in held.ask("place")
    finally:
        held.end()


def test_nothing_that_speaks_over_a_network_or_to_a_printer_is_in_the_running_program(
    held: Held,
) -> None:
    for above in ("dialog", "menu", "file"):
        held.say(above)
        held.hear()
    maps = (Path("/proc") / str(held.process.pid) / "maps").read_text()
    loaded = {line.split("/")[-1] for line in maps.splitlines() if ".so" in line}
    assert any(name.startswith("libQt6Widgets") for name in loaded)  # they are seen
    assert any("sqlcipher3" in line for line in maps.splitlines())
    forbidden = (
        "Qt6Network",
        "QtNetwork",
        "WebEngine",
        "PrintSupport",
        "Qt6Pdf",
        "_ssl.",
        "libssl",
        "libcurl",
        "libcups",
    )
    assert [name for name in loaded if any(word in name for word in forbidden)] == []
    modules = held.ask("modules").split()
    assert "vp_desk.ui.locking" in modules
    mine = ("PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtPdf", "ssl", "http.client")
    assert [name for name in modules if name.startswith(mine)] == []
