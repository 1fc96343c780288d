"""What the statements on chance are worth: `python -m benchmarks.chance`.

Prints, for a small, a middle and a large organisation, in how many reports something is falsely called more
than chance when nothing changed, and how often a real doubling of one row is noticed: when every figure is
told, when small ones are hidden, and when a part of the matters brings four cases at once.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from statistics import median
from typing import Final

from benchmarks.measure import REPOSITORY, Result, child, short
from vp_desk.chance import LEVEL
from vp_desk.chance.simulation import Imagined, Outcome, simulate

#: Expected cases a year of all nine types together.
SIZES: Final = {"small": 20, "middle": 60, "large": 300}
#: How they fall over the nine: some large, most small, as in published reports.
_SHARES: Final = (0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.05, 0.03, 0.02)
#: Below it figures are hidden, as in most reports.
_THRESHOLD: Final = 5
#: This part of the matters brings four cases at once.
_GROUPED: Final = 0.1
_YEARS: Final = (2, 5, 10)
_REPORTS, _IN_THE_TABLE = 2000, 1000
_STARTS: Final = 7
#: The largest row, and one in the middle.
_DOUBLED: Final = ("type 1", "type 3")
_SEED: Final = 8


def organisation(size: int, years: int, changed: str | None = None) -> Imagined:
    """Nine types with so many expected cases a year; one of them may double in the last year."""
    return Imagined(_means(size), years, changed)


def _means(size: int) -> Mapping[str, float]:
    return {f"type {place}": size * share for place, share in enumerate(_SHARES, 1)}


def rows() -> Iterator[Result]:
    """The rows of the table of all benchmarks."""
    yield everything()
    yield false_claims(_IN_THE_TABLE)


def everything() -> Result:
    """Nine types and their total over ten years, in a fresh process, less the start of Python."""
    times = [_everything_once() for _ in range(_STARTS + 1)][1:]
    return Result(
        "chance: nine types × ten years of everything, fresh process",
        median(times),
        "ms",
        200,
        100,
        f"{len(times)} processes, from {short(min(times))} to {short(max(times))} ms; with every import",
    )


def _everything_once() -> float:
    done = subprocess.run(
        child("nine_types"), cwd=REPOSITORY, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def false_claims(reports: int) -> Result:
    """The share of reports with a false claim, where it is largest."""
    found = {
        size: 100 * simulate(organisation(cases, 5), reports, _SEED).claimed / reports
        for size, cases in SIZES.items()
    }
    told = ", ".join(f"{size} {short(share)}" for size, share in found.items())
    return Result(
        "chance: reports that falsely call something more than chance",
        max(found.values()),
        "%",
        100 * LEVEL,
        100 * LEVEL,
        f"{told} % of {reports} with five years in which nothing changed",
    )


def main() -> int:
    """Print the table. Returns 1 when more than 5 % of the reports of a kind claim something false."""
    parser = argparse.ArgumentParser(prog="benchmarks.chance", description=__doc__)
    parser.add_argument("--reports", type=int, default=_REPORTS, help="reports of each kind")
    reports: int = parser.parse_args().reports
    print(
        "| organisation | years | something differs by half | falsely more than chance | doubling noticed |"
    )
    print("|---|---|---|---|---|", flush=True)
    too_often = False
    for size, cases in SIZES.items():
        for years in _YEARS:
            same = simulate(organisation(cases, years), reports, _SEED)
            too_often = too_often or same.claimed > LEVEL * reports
            print(_line(f"{size}, {cases} cases a year", cases, years, same), flush=True)
    print(
        "\n| organisation | years | small ones hidden | four at once | the same, told | doubling noticed |"
    )
    print("|---|---|---|---|---|---|", flush=True)
    for size, cases in SIZES.items():
        for years in _YEARS:
            found = list(_hidden_and_grouped(cases, years, reports))
            # Groups of which nothing is told make claims: that is why they are told.
            too_often = too_often or max(found[0], found[2]) > LEVEL * reports
            shares = " | ".join(_percent(each, reports) for each in found)
            print(f"| {size}, {cases} cases a year | {years} | {shares} |", flush=True)
    return int(too_often)


def _hidden_and_grouped(cases: int, years: int, reports: int) -> Iterator[int]:
    """Of so many reports: false claims with hidden figures, with groups, and with groups that are told."""
    hidden = replace(organisation(cases, years), threshold=_THRESHOLD)
    grouped = replace(hidden, grouped=_GROUPED)
    for imagined in (hidden, grouped, replace(grouped, linked_told=True)):
        yield simulate(imagined, reports, _SEED).claimed
    doubled = replace(organisation(cases, years, _DOUBLED[0]), threshold=_THRESHOLD)
    yield simulate(doubled, reports, _SEED + 1).noticed


def _line(label: str, cases: int, years: int, same: Outcome) -> str:
    noticed = [
        f"{_means(cases)[row]:g} → {2 * _means(cases)[row]:g}: {_percent(doubled.noticed, doubled.reports)}"
        for row in _DOUBLED
        for doubled in [simulate(organisation(cases, years, row), same.reports, _SEED + 1)]
    ]
    looked, claimed = (
        _percent(part, same.reports) for part in (same.looked_different, same.claimed)
    )
    return f"| {label} | {years} | {looked} | {claimed} | {', '.join(noticed)} |"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


if __name__ == "__main__":
    sys.exit(main())
