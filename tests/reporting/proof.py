"""The table of `make pdf-proof`: every kind of report, what both validators and our own checks say of it."""

import os
import sys
import time

os.environ.setdefault("VP_DESK_PDF_PROOF", "1")

from tests.reporting.file_checks import traces
from tests.reporting.reports import OWN, REPORTS
from tests.reporting.second_reader import lines_of, poppler_lines
from tests.reporting.tag_checks import complaints, sentences
from tests.reporting.tag_tree import read_tags
from tests.reporting.validators import STANDARDS, violations
from vp_desk.reporting.pdf import write_pdf

#: Poppler takes time with the square of the number of elements.
_SECOND_OPINION_UP_TO = 40
_VALIDATORS = ("page", "veraPDF")


def main() -> int:
    """Print; returns the number of reports with which something is wrong."""
    out = sys.stdout
    verdicts = [f"{name} {standard}" for name in _VALIDATORS for standard in STANDARDS]
    out.write(f"| report | pages | elements | kB | s | {' | '.join(verdicts)} | tags | poppler |\n")
    out.write(f"|---{'|---' * (len(verdicts) + 6)}|\n")
    wrong = 0
    for name in REPORTS:
        line, faults = _proved(name, verdicts)
        out.write("\n".join([line, *(f"  {fault}" for fault in faults), ""]))
        out.flush()
        wrong += bool(faults)
    out.write(f"\n{len(REPORTS) - wrong} of {len(REPORTS)} reports are good\n")
    return wrong


def _proved(name: str, verdicts: list[str]) -> tuple[str, list[str]]:
    source = REPORTS[name]()
    begin = time.perf_counter()
    content = write_pdf(source)
    took = time.perf_counter() - begin
    file = read_tags(content)
    broken = violations(content)
    wrong = [*complaints(file, source), *traces(content)]
    if name in OWN:
        wrong += sentences(file)
    if write_pdf(source) != content:
        wrong.append("other bytes the second time")
    second = "–"
    if file.page_count <= _SECOND_OPINION_UP_TO:
        same = poppler_lines(content) == lines_of(file.root)
        second = "same" if same else "OTHER"
        wrong += [] if same else ["poppler reads another tree"]
    cells = [
        name,
        str(file.page_count),
        str(sum(1 for _ in file.root.walk()) - 1),
        f"{len(content) / 1000:.0f}",
        f"{took:.2f}",
        *("NO" if any(v.startswith(told) for v in broken) else "yes" for told in verdicts),
        "WRONG" if wrong else "right",
        second,
    ]
    return f"| {' | '.join(cells)} |", [*broken, *wrong]


if __name__ == "__main__":
    sys.exit(min(main(), 1))
