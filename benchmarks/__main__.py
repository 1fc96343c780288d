"""Print the goals that apply by now, as measured here and now. See `benchmarks/README.md`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import chance, counting, report_pdf, startup, window
from benchmarks.material import Material, make
from benchmarks.measure import Result, short

_SIZE, _MILLION = 100_000, 1_000_000


def main() -> int:
    """Measure and print. Returns 1 when a "must" was missed, else 0."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--cases", type=int, default=_SIZE, help="number of invented cases")
    parser.add_argument("--million", action="store_true", help="also 1,000,000 cases; takes long")
    asked = parser.parse_args()
    print(f"{datetime.now(UTC).astimezone():%Y-%m-%d %H:%M}, {asked.cases:,} invented cases\n")
    print("| | measured | must | reach | | |\n|---|---|---|---|---|---|", flush=True)
    missed = False
    with tempfile.TemporaryDirectory(prefix="vp-desk-bench-") as name:
        for result in _results(Path(name), asked.cases, with_million=asked.million):
            print(_line(result), flush=True)
            missed = missed or result.verdict == "MISSED"
    return int(missed)


def _results(folder: Path, size: int, *, with_million: bool) -> Iterator[Result]:
    material = make(folder, size)
    yield from startup.start_and_memory(material.vault, folder)
    yield startup.against_keepassxc(material.vault, folder)
    sessions = window.hold(material, folder)
    yield from sessions.rows()
    yield from chance.rows()
    yield counting.search(material)
    yield counting.aggregates(material)
    yield from counting.annual_report(material, folder)
    yield from report_pdf.rows(folder)
    yield counting.save_one(material, folder)  # last: it adds cases
    if with_million:
        yield from _million(make(folder, _MILLION), folder, sessions)


def _million(material: Material, folder: Path, smaller: window.Sessions) -> Iterator[Result]:
    """The same questions to ten times as many cases."""
    yield counting.aggregates(material, must=1.0, reach=0.4)
    sessions = window.hold(material, folder, sessions=3, with_report=0)
    yield Result(
        f"list of {material.size:,}: filter → painted / that of {smaller.size:,}",
        sessions.filter_ratio / smaller.filter_ratio,
        "×",
        1.3,
        1.3,
        "both as ratios to one repaint; 3 sessions",
    )


def _line(result: Result) -> str:
    figure = "–" if result.figure is None else f"{short(result.figure)} {result.unit}"
    goals = ["" if goal is None else f"{goal:g}" for goal in (result.must, result.reach)]
    return (
        f"| {result.label} | {figure} | {' | '.join(goals)} | {result.verdict} | {result.detail} |"
    )


if __name__ == "__main__":
    sys.exit(main())
