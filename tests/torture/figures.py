"""What a torture program found, beside what it had to find; and how each of them is started."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tests.torture.faults import PLANTS


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, and whether it is good enough."""

    what: str
    found: str
    #: What it must be, in words; empty when it only says how much was done.
    mark: str = ""
    held: bool = True


@dataclass(frozen=True, slots=True)
class Options:
    """What a program is asked to do."""

    rounds: int
    plant: str
    seed: int
    #: A folder for everything that it makes; gone afterwards.
    folder: Path


def none_of(what: str, problems: Sequence[str]) -> Figure:
    """A figure that must be 0; the first problems stand beside it."""
    seen = "" if not problems else ": " + "; ".join(problems[:3])
    return Figure(what, f"{len(problems)}{seen}", "0", not problems)


def done(what: str, number: int) -> Figure:
    """How often something was tried; never at all is a failure."""
    return Figure(what, str(number), "more than 0", number > 0)


def table(rows: Sequence[tuple[str, Figure]]) -> str:
    """Program, figure, found, mark; one line each."""
    lines = [
        (name, figure.what, figure.found, figure.mark, "ok" if figure.held else "FAILED")
        for name, figure in rows
    ]
    widths = [max(len(line[n]) for line in lines) for n in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


#: Where nothing has to wait for a disk. Only what is killed or filled up needs a real one.
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - each run makes a folder of its own in it


def program(
    name: str,
    run: Callable[[Options], Sequence[Figure]],
    *,
    rounds: int,
    arguments: list[str],
    on_disk: bool = False,
) -> int:
    """Run one torture program from the command line. Returns its exit code: 1 = a mark was missed."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.torture.{name}")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--plant", choices=sorted(PLANTS), default="")
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    out = os.dup(1)
    os.dup2(2, 1)  # nothing that the product might print comes between the figures
    where = None if on_disk or not _MEMORY.is_dir() else _MEMORY
    with tempfile.TemporaryDirectory(prefix=f"torture-{name}-", dir=where) as place:
        folder = Path(place)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        found = run(Options(given.rounds, given.plant, given.seed, folder))
    if given.json:
        text = json.dumps([asdict(figure) for figure in found])
    else:
        text = table([(name, figure) for figure in found])
    os.write(out, (text + "\n").encode())
    return 0 if all(figure.held for figure in found) else 1


def start(
    name: str,
    run: Callable[[Options], Sequence[Figure]],
    rounds: int,
    *,
    on_disk: bool = False,
) -> None:
    """The end of each program."""
    sys.exit(program(name, run, rounds=rounds, arguments=sys.argv[1:], on_disk=on_disk))
