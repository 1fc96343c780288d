"""What the process denies itself: each in a process of its own, since none of it can be taken back."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from vp_desk import hardening

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux")
#: Nobody, on most systems: a user who may look at his own programs only.
_NOBODY = 65534


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from vp_desk import hardening\n{code}", *arguments],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout.strip()


def test_new_files_and_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
folder = Path(sys.argv[1])
os.umask(0)
hardening.begin()
(folder / "map").mkdir()
(folder / "map" / "bestand").write_text("x")
"""
    run(code, str(tmp_path))
    assert stat.S_IMODE((tmp_path / "map").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "map" / "bestand").stat().st_mode) == 0o600


def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    code = "import resource; hardening.begin(); print(resource.getrlimit(resource.RLIMIT_CORE))"
    assert run(code) == "(0, 0)"


@linux
def test_the_memory_is_its_own_once_that_is_complete() -> None:
    code = "print(hardening.completed()); hardening.complete(); print(hardening.completed())"
    assert run(code).split() == ["False", "True"]


_READ_BY_ANOTHER = f"""
import os, sys, ctypes
if os.geteuid() == 0:
    os.setgid({_NOBODY}); os.setuid({_NOBODY})
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # losing root took it away
def reader(other):  # a parent may look at its child, where nothing forbids it
    with open(f"/proc/{{other}}/mem", "rb"):
        return True
for hardened in (False, True):
    reading, writing = os.pipe()
    go, gone = os.pipe()
    child = os.fork()
    if child == 0:
        if hardened:
            hardening.complete()
        os.write(writing, b"x")
        os.read(go, 1)
        os._exit(0)
    os.read(reading, 1)
    try:
        print(reader(child))
    except PermissionError:
        print("refused")
    os.write(gone, b"x")
    os.waitpid(child, 0)
"""


@linux
def test_another_program_of_the_same_user_is_refused_the_memory() -> None:
    assert run(_READ_BY_ANOTHER).split() == ["True", "refused"]


@linux
@pytest.mark.parametrize("as_nobody", [False, True], ids=["as it is", "as nobody"])
def test_what_the_program_needs_of_its_own_process_stays_readable(as_nobody: bool) -> None:
    """The system gives `/proc/self` to root in return."""
    if as_nobody and os.geteuid() != 0:
        pytest.skip("nobody can become nobody but root")
    code = f"""
import ctypes, os  # nobody may not be allowed to load it
if {as_nobody}:
    os.setgid({_NOBODY}); os.setuid({_NOBODY})
hardening.complete()
assert os.listdir("/proc/self/fd")
assert open("/proc/self/status").read()
print(len(open("/proc/self/maps").read()) > 0)
"""
    assert run(code) == "True"


def test_hardening_costs_the_first_window_no_ctypes_and_next_to_no_time() -> None:
    code = """
import sys, time
begin = time.perf_counter()
hardening.begin()
passed = time.perf_counter() - begin
assert "ctypes" not in sys.modules
print(passed)
"""
    assert min(float(run(code)) for _ in range(3)) < 0.002


def test_hardening_may_be_done_twice_and_is_told_apart_by_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    hardening.complete()
    assert not hardening.completed()
