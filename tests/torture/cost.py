"""What one guess at a passphrase costs whoever holds the files of a vault: memory and time."""

import json
import os
import resource
import statistics
import time
from pathlib import Path
from typing import Final

from tests.torture.faults import PLANTS
from tests.torture.figures import Figure, Options, start
from vp_desk.desk import VpDeskError, create_vault, open_vault

_PASSPHRASE: Final = "vier losse woorden samen"  # noqa: S105 - of vaults that hold nothing
LEAST_MEMORY_KIB: Final = 64 * 1024
LEAST_SECONDS: Final = 0.2


def _guess(folder: Path) -> float:
    """Seconds that one wrong guess takes."""
    begun = time.monotonic()
    try:
        open_vault(folder, "een heel andere zin").close()
    except VpDeskError as error:
        if type(error).__name__ != "WrongPassphraseError":
            raise
    return time.monotonic() - begun


def _apart(folder: Path) -> tuple[float, int]:
    """Seconds of a guess, and the memory in KiB that it needs beyond the program; in a process of its own."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        before = _highest()
        seconds = _guess(folder)
        os.write(write, json.dumps([seconds, _highest() - before]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        seconds, kib = json.load(answer)
    os.waitpid(pid, 0)
    return seconds, kib


def _highest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run(options: Options) -> list[Figure]:
    """Guess so often as asked."""
    PLANTS[options.plant]()
    folder = options.folder / "kluis"
    create_vault(folder, _PASSPHRASE, "Dienst Voorbeeld").desk.close()
    slots = json.loads((folder / "vault.keys").read_bytes())["slots"]
    written = min(int(slot["memory_kib"]) for slot in slots)
    guesses = [_apart(folder) for _ in range(options.rounds)]
    seconds = statistics.median(seconds for seconds, _ in guesses)
    memory = min(kib for _, kib in guesses)
    return [
        Figure(
            "a guess takes",
            f"{seconds * 1000:.0f} ms",
            f">= {LEAST_SECONDS * 1000:.0f} ms",
            seconds >= LEAST_SECONDS,
        ),
        Figure(
            "a guess needs",
            f"{memory / 1024:.0f} MiB",
            f">= {LEAST_MEMORY_KIB // 1024} MiB",
            memory
            >= LEAST_MEMORY_KIB * 0.98,  # pages of which nothing was written yet are not counted
        ),
        Figure(
            "the key file asks for",
            f"{written // 1024} MiB",
            f">= {LEAST_MEMORY_KIB // 1024} MiB",
            written >= LEAST_MEMORY_KIB,
        ),
    ]


if __name__ == "__main__":
    start("cost", run, rounds=7)
