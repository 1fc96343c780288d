"""`python -m tests.adapter DATADIR`: see the package."""

import os
import sys
from datetime import date
from pathlib import Path

from tests.adapter.adapter import Adapter
from tests.adapter.serving import Lines, serve

_AFTER_LOCK = "--after-lock"


def main(arguments: list[str]) -> int:
    """Answer until the input ends. Nothing else goes to standard output."""
    folder, begun = arguments[0], b""
    after_lock = arguments[1:2] == [_AFTER_LOCK]
    if after_lock:
        with os.fdopen(int(arguments[2]), "rb") as left:
            begun = left.read()
    out = os.dup(1)
    os.dup2(2, 1)

    def afresh(rest: bytes) -> None:
        """Begin again in this place: no copy of a note or a passphrase survives it."""
        handle = os.memfd_create("requests", 0)
        os.write(handle, rest)
        os.lseek(handle, 0, os.SEEK_SET)
        os.dup2(out, 1)
        command = [sys.executable, "-m", "tests.adapter", folder, _AFTER_LOCK, str(handle)]
        os.execv(sys.executable, command)  # noqa: S606 - ourselves

    serve(Adapter(Path(folder), _today), Lines(0, begun), out, afresh, after_lock=after_lock)
    return 0


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.adapter DATADIR")
    sys.exit(main(sys.argv[1:]))
