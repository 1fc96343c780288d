"""What is imported when: opening the program pays only for what it shows first."""

import subprocess
import sys

import pytest

#: Import these late, or not at all.
HEAVY = ("reportlab", "highspy", "numpy", "xlsxwriter", "argon2", "cryptography", "PIL")
NETWORK = ("socket", "ssl", "http", "urllib.request", "asyncio", "PySide6.QtNetwork")


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh process has loaded after one statement."""
    code = f"import sys; {statement}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_the_desk_starts_no_qt_and_nothing_heavy() -> None:
    loaded = loaded_by("import vp_desk.desk, vp_desk.cli")
    assert not {name for name in loaded if name.partition(".")[0] == "PySide6"}
    assert not loaded & set(HEAVY)


def test_the_first_window_needs_no_vault_and_no_report() -> None:
    loaded = loaded_by("import vp_desk.__main__, vp_desk.ui.app")
    assert not loaded & {*HEAVY, "sqlcipher3", "vp_desk.reporting.pdf"}


@pytest.mark.parametrize("module", ["vp_desk.desk", "vp_desk.ui.app", "vp_desk.ui.workspace"])
def test_nothing_of_ours_loads_the_network(module: str) -> None:
    before = loaded_by("pass")
    assert not (loaded_by(f"import {module}") - before) & {*NETWORK}
