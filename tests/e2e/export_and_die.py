"""Export from a vault and be killed at a named step: `python -m tests.e2e.export_and_die VAULT FILE STEP N`."""

import os
import signal
import sys
from datetime import date
from pathlib import Path

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.desk import open_vault


def main() -> None:
    """Die the N-th time that the step is done; N = 0: only when killed from outside."""
    vault, path, wanted, times = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    left = times

    def step(name: str) -> None:
        nonlocal left
        left -= name == wanted
        if name == wanted and left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    desk = open_vault(vault, PASSPHRASE, limits=CHEAP_LIMITS)
    desk._publisher.step = step
    prepared = desk.prepare(2025)
    for edition in desk.editions():
        prepared = prepared.with_confirmed(prepared.to_confirm(edition), edition)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    if path.suffix == ".pdf":
        desk.write_report(prepared, "authority", path, date(2026, 1, 12))
    else:
        desk.write_aggregates(prepared, None, path, date(2026, 1, 12))
    sys.stdout.write("done\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
