"""How well, and how fast, the engine protects a folder of table sets.

`python -m benchmarks.protection FOLDER [--seeds N] [--reader P2]` runs every `*.json` in it (the format
of `vp_desk/table_sets.py`; a known optimum is read from `reference.attackers` when it is there) and has
the outside checker of the tests attack each answer from what is published alone.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from tests.attacker import Known, disclosed
from vp_desk.suppression import Reader, Standard, State, audit
from vp_desk.table_sets import Protected, TableSet, load_table_set, protect_table_set


@dataclass(frozen=True)
class Row:
    """What was measured of one set."""

    name: str
    cells: int
    small: int
    optimum: int | None
    secondaries: Sequence[int]
    #: Worked out by readers A and P over all seeds, but for what was named unprotectable.
    leaks: tuple[int, int]
    named: int
    seconds: float
    audit_ms: float

    @property
    def allowed(self) -> float:
        """The most secondaries that the goal allows."""
        return float("inf") if self.optimum is None else self.optimum + max(1, 0.15 * self.optimum)

    def line(self) -> str:
        """A line of the table."""
        above = "" if max(self.secondaries) <= self.allowed else " ↑"
        optimum = "–" if self.optimum is None else str(self.optimum)
        return (
            f"| {self.name} | {self.cells} | {self.small} | {optimum} | "
            f"{mean(self.secondaries):.1f} / {max(self.secondaries)}{above} | "
            f"{self.leaks[0]} / {self.leaks[1]} | {self.named} | {self.seconds:.2f} | "
            f"{self.audit_ms:.0f} |"
        )


def published(tables: TableSet, found: Protected, reader: Reader) -> dict[str, Known]:
    """What a reader has in hand of a set that was protected."""
    hidden = found.suppressed | found.collapsed | tables.unprinted
    known: dict[str, Known] = {}
    for cell in tables.cells:
        legend = reader is Reader.P and cell.id not in found.collapsed | tables.unprinted
        if cell.id not in hidden:
            known[cell.id] = cell.value
        elif legend and 0 < cell.value < tables.threshold:
            known[cell.id] = (1, tables.threshold - 1)
        else:
            known[cell.id] = (0, None)
    return known


def secondaries(tables: TableSet, found: Protected) -> int:
    """How many cells are hidden only for the sake of others."""
    free = {cell.id for cell in tables.cells if cell.state is State.FREE}
    return len(found.suppressed & free)


def measure(path: Path, seeds: int, standard: Standard) -> Row:
    """Protect one set with so many seeds."""
    tables = load_table_set(path)
    attackers = json.loads(path.read_text(encoding="utf-8")).get("reference", {}).get("attackers")
    secret = {cell.id for cell in tables.cells if cell.sensitive} | tables.given_away
    counts: list[int] = []
    leaks = [0, 0]
    slowest = audited = 0.0
    named: set[str] = set()
    for seed in range(seeds):
        found = protect_table_set(tables, seed=str(seed).encode(), standard=standard)
        counts.append(secondaries(tables, found))
        slowest = max(slowest, found.seconds)
        named |= found.unprotectable
        for place, reader in enumerate((Reader.A, Reader.P)):
            known = published(tables, found, reader)
            leaks[place] += len(
                disclosed(known, tables.relations, secret).keys() - found.unprotectable
            )
        begun = time.perf_counter()
        audit(tables.cells, tables.relations, found.suppressed | found.collapsed | tables.unprinted)
        audited = max(audited, 1000 * (time.perf_counter() - begun))
    return Row(
        path.stem,
        len(tables.cells),
        sum(0 < cell.value < tables.threshold for cell in tables.cells),
        attackers[standard.name]["n_secondary"] if attackers else None,
        counts,
        (leaks[0], leaks[1]),
        len(named),
        slowest,
        audited,
    )


def main() -> int:
    """Measure and print. Returns 1 when anything was worked out, else 0."""
    parser = argparse.ArgumentParser(prog="benchmarks.protection", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--reader", choices=[each.name for each in Standard], default="P1")
    asked = parser.parse_args()
    print(
        f"| set | cells | small | optimum {asked.reader} | secondaries, mean / most | "
        "worked out by A / P | named | seconds, slowest | audit ms, slowest |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    leaked = False
    for path in sorted(asked.folder.glob("*.json")):
        row = measure(path, asked.seeds, Standard(asked.reader))
        leaked = leaked or any(row.leaks)
        print(row.line(), flush=True)
    return int(leaked)


if __name__ == "__main__":
    sys.exit(main())
