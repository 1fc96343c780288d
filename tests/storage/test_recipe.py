"""The recipe of the manual reads a backup without anything of ours."""

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from tests.storage.conftest import PASSPHRASE
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.storage import backups, cases
from vp_desk.storage.vault import Vault

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "handleiding.md"
NOTE = "kanariepiet zonder naam"
#: Blocks `vp_desk`, so that a recipe that needs it fails.
ALONE = "import sys; sys.modules['vp_desk'] = None\n"


def test_the_recipe_in_the_manual_reads_every_note_of_a_backup(tmp_path: Path) -> None:
    (recipe,) = re.findall(r"```python\n(.+?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    assert "vp_desk" not in recipe
    assert len(recipe.splitlines()) <= 33
    with Vault.create(
        tmp_path / "kluis", PASSPHRASE, cost=CHEAP, limits=CHEAP_LIMITS
    ).vault as vault:
        with vault.write() as db:
            case = Case(
                code=CaseCode("bodemi-fa"), month=Month(2025, 3), types=("conduct",), note=NOTE
            )
            cases.add(db, case)
        vault.rotate_key(PASSPHRASE, cost=CHEAP)  # also with a key that was replaced
        made = backups.make(vault, backups.own_place(vault.folder), datetime(2026, 3, 12, 12))  # noqa: DTZ001
    read = subprocess.run(
        [sys.executable, "-c", ALONE + recipe, str(made.path)],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        start_new_session=True,  # without a terminal: the passphrase is read from standard input
        check=False,
    )
    assert read.returncode == 0, read.stderr
    assert f"(1, '{NOTE}'" in read.stdout
    assert "bodemi-fa" in read.stdout
