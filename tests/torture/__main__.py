"""All torture programs in their long form, and one table of their figures: `make torture`.

`python -m tests.torture --short` runs each for a moment, to see that they run.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from tests.torture.figures import Figure, table

#: Program → rounds of the long and of the short form.
PROGRAMS: Final[dict[str, tuple[int, int]]] = {
    "kills": (200, 16),
    "power": (300, 28),
    "full_disk": (192, 24),
    "damage": (500, 35),
    "canary": (3, 1),
    "sockets": (3, 1),
    "instances": (20, 2),
    "cost": (7, 2),
}
#: Looked at by a test of the window itself: a vault is locked, and nothing of it is left in the process.
MEMORY: Final = Path("tests/e2e/test_locked_window.py")


def one(name: str, rounds: int) -> list[Figure]:
    """Run one program; what it says when it could not run is a figure that failed."""
    begun = time.monotonic()
    # Without the measuring of coverage: what is killed while it writes that leaves a broken file.
    environment = {n: v for n, v in os.environ.items() if not n.startswith("COVERAGE_")}
    command = [sys.executable, "-m", f"tests.torture.{name}", "--rounds", str(rounds), "--json"]
    ended = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if not ended.stdout.strip():
        last = (ended.stderr.strip().splitlines() or ["nothing"])[-1]
        return [Figure("could not run", last, "runs", held=False)]
    figures = [Figure(**each) for each in json.loads(ended.stdout)]
    return [*figures, Figure("took", f"{time.monotonic() - begun:.0f} s")]


def memory_after_lock() -> Figure:
    """What the test of the locked window finds."""
    what = "memory after lock"
    if not MEMORY.is_file():
        return Figure(what, f"{MEMORY} is missing", "0 copies", held=False)
    command = [sys.executable, "-m", "pytest", "-q", "-n0", str(MEMORY)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    last = (ended.stdout.strip().splitlines() or ["nothing"])[-1]
    return Figure(what, last, "0 copies: all pass", ended.returncode == 0)


def main(*, short: bool) -> int:
    """Run everything; the exit code says whether every mark was reached."""
    rows: list[tuple[str, Figure]] = []
    for name, rounds in PROGRAMS.items():
        print(f"{name} …", flush=True)  # noqa: T201 - it takes a while
        rows += [(name, figure) for figure in one(name, rounds[short])]
    rows.append(("window", memory_after_lock()))
    print(table(rows))  # noqa: T201 - the answer
    return 0 if all(figure.held for _, figure in rows) else 1


if __name__ == "__main__":
    sys.exit(main(short="--short" in sys.argv[1:]))
