"""What the tags of a report cost, and the same report by other libraries: whole processes, in turns.

`python -m benchmarks.report_pdf` prints one table. The other libraries are looked for in the Python that
`VP_DESK_RIVALS` names; see `benchmarks/README.md`.
"""

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.measure import REPOSITORY, Result, peak_kib, short

_ROUNDS: Final = 11
_MUST, _REACH = 1.25, 1.1
_RIVALS: Final = Path(__file__).parent / "rivals"
_PYTHON: Final = "VP_DESK_RIVALS"


@dataclass
class Writer:
    """One way to make the file, and what its runs took."""

    name: str
    command: list[str]
    target: Path
    #: Why it is not measured; may be empty.
    missing: str = ""
    cpu: list[float] = field(default_factory=list[float])
    wall: list[float] = field(default_factory=list[float])
    memory: list[float] = field(default_factory=list[float])

    def run(self) -> tuple[float, float, float]:
        """Seconds of processor, seconds on the clock, MiB at most."""
        begin = time.perf_counter()
        process = subprocess.Popen(
            [*self.command], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
        )
        assert process.stdout is not None
        with process.stdout as told:
            peak = told.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begin
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, self.command)
        return usage.ru_utime + usage.ru_stime, wall, int(peak) / 1024

    def measure(self) -> None:
        """One run that counts."""
        for kept, figure in zip((self.cpu, self.wall, self.memory), self.run(), strict=True):
            kept.append(figure)

    @property
    def pages(self) -> int:
        """Pages of what was written."""
        from pypdf import PdfReader  # noqa: PLC0415 - not needed by who only wants the result

        return len(PdfReader(self.target).pages)


def writers(folder: Path) -> list[Writer]:
    """All of them: ours with tags first, without tags second."""
    document = _report()
    source = folder / "report.pickle"
    source.write_bytes(pickle.dumps(document))
    own = [sys.executable, "-m", "benchmarks.rivals.run_reportlab"]
    found = [
        Writer(name, [*own, kind, str(source), str(target)], target)
        for kind, name in (("tagged", "VP-Desk, tagged"), ("untagged", "ReportLab, untagged"))
        for target in [folder / f"{kind}.pdf"]
    ]
    return [*found, *_others(folder, document)]


def _report() -> object:
    """The report of the last year of the demonstration, for the readers who get all tables."""
    from vp_desk.aggregate import fetch_from, publication_plan, tabulate  # noqa: PLC0415 - slow to load
    from vp_desk.demo import LAST_YEAR, UNITS, YEAR_SIZES, invent  # noqa: PLC0415
    from vp_desk.disclosure import Policy, release  # noqa: PLC0415
    from vp_desk.periods import ReportingCalendar  # noqa: PLC0415
    from vp_desk.reporting.annual import annual_report  # noqa: PLC0415
    from vp_desk.reporting.facts import ReportFacts  # noqa: PLC0415
    from vp_desk.taxonomy import UNITS as UNIT_LIST  # noqa: PLC0415
    from vp_desk.taxonomy import Code, built_in_lists  # noqa: PLC0415

    calendar, plan, dossier = ReportingCalendar(), publication_plan(), invent()
    year = calendar.year(LAST_YEAR)
    units = [Code(code, label, label) for code, (label, _) in UNITS.items()]
    lists = built_in_lists().with_own({UNIT_LIST: units})
    fetch = fetch_from(dossier.files, calendar)
    span = [year.previous(n) for n in reversed(range(len(YEAR_SIZES)))]
    exact = [tabulate(spec, lists, fetch) for spec in plan.specs(span)]
    publication = release(exact, Policy(seed=b"b" * 32)).publication
    facts = ReportFacts(dossier.organisation, year, date(2026, 2, 3), headcount=809)
    return annual_report(publication.for_edition(plan.editions[0]), facts)


def _others(folder: Path, document: object) -> Iterator[Writer]:
    from benchmarks.rivals.content import content_of  # noqa: PLC0415 - loads ReportLab
    from benchmarks.rivals.markup import html, typst  # noqa: PLC0415
    from vp_desk.reporting.document import Document  # noqa: PLC0415
    from vp_desk.resources import resource  # noqa: PLC0415

    assert isinstance(document, Document)
    content = content_of(document)
    fonts = resource("fonts/SourceSans3_400Regular.ttf").parent
    sources = {
        "fpdf2": ("fpdf", "report.json", json.dumps(content)),
        "WeasyPrint": ("weasyprint", "report.html", html(content, fonts)),
        "Typst": ("typst", "report.typ", typst(content, folder)),
    }
    python = os.environ.get(_PYTHON, sys.executable)
    for name, (module, file, text) in sources.items():
        (folder / file).write_text(text, encoding="utf-8")
        target = folder / f"{module}.pdf"
        script = _RIVALS / f"run_{'fpdf2' if module == 'fpdf' else module}.py"
        there = subprocess.run([python, "-c", f"import {module}"], check=False, capture_output=True)
        command = [python, str(script), str(folder / file), str(target), str(fonts)]
        yield Writer(name, command, target, "not installed" if there.returncode else "")


def measured(folder: Path, rounds: int = _ROUNDS) -> list[Writer]:
    """Every writer that is here, so many times in turns, after once for nothing."""
    every = writers(folder)
    here = [writer for writer in every if not writer.missing]
    for writer in here:
        writer.run()
    for number in range(rounds):
        start = number % len(here)
        for writer in (*here[start:], *here[:start]):
            writer.measure()
    return every


def rows(folder: Path) -> Iterator[Result]:
    """The rows of the table of all benchmarks."""
    label = "annual report as PDF, tagged / untagged ReportLab (CPU)"
    if peak_kib() is None:
        yield Result(label, None, "×", _MUST, _REACH, "the system does not tell")
        return
    ours, plain, *others = measured(folder)
    yield Result(label, _ratio(ours, plain), "×", _MUST, _REACH, _told(ours, plain))
    for other in others:
        named = f"the same / {other.name}"
        if other.missing:
            yield Result(named, None, "×", None, None, other.missing)
        else:
            yield Result(named, _ratio(ours, other), "×", None, None, _told(ours, other))


def _ratio(ours: Writer, other: Writer) -> float:
    return median(a / b for a, b in zip(ours.cpu, other.cpu, strict=True))


def _told(ours: Writer, other: Writer) -> str:
    times = f"{median(ours.cpu):.2f} / {median(other.cpu):.2f} s"
    memory = f"{median(ours.memory):.0f} / {median(other.memory):.0f} MiB"
    return f"{times}; {memory}; {ours.pages} / {other.pages} pages; {len(ours.cpu)} rounds"


def table(every: Sequence[Writer]) -> Iterator[str]:
    """All that was measured, a line per writer."""
    yield "| writer | CPU | clock | memory | pages | size | CPU of ours |"
    yield "|---|---|---|---|---|---|---|"
    for writer in every:
        if writer.missing:
            yield f"| {writer.name} | {writer.missing} | | | | | |"
            continue
        size = writer.target.stat().st_size / 1000
        yield (
            f"| {writer.name} | {median(writer.cpu):.3f} s | {median(writer.wall):.3f} s"
            f" | {median(writer.memory):.0f} MiB | {writer.pages} | {size:,.0f} kB"
            f" | {short(_ratio(every[0], writer))} × |"
        )


def main() -> int:
    """Measure and print. Returns 1 when tags cost more than they may."""
    with tempfile.TemporaryDirectory(prefix="vp-desk-bench-") as name:
        every = measured(Path(name))
        print("\n".join(table(every)))
        return int(_ratio(every[0], every[1]) > _MUST)


if __name__ == "__main__":
    sys.exit(main())
