"""Run all tests, those of the core with branch coverage, and hold the coverage of the core where it is.

`tests/coverage_floor.json` holds the lowest share per file of the core. A file that does better
raises its floor with `--raise-floor`; none may fall. Measuring doubles the time of a test, so two kinds run
without: tests of windows, since what only they reach of the core is not tested as such, and searches, which
try the same code again on hundreds of files, vaults or lives.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

FLOOR = Path("tests/coverage_floor.json")
#: Tests of the program as a whole, in its window.
WINDOWS = ("tests/e2e", "tests/ui/test_report_page.py", "tests/ui")
#: Tests that search for what leaks, gets lost or does not hold, and on which no floor depends.
SEARCHES = (
    "tests/torture",
    "tests/core/test_kerckhoffs.py",
    "tests/core/test_suppression_properties.py",
    "tests/core/test_publications.py",
    "tests/core/test_earlier.py",
    "tests/inspection/test_honest_files.py",
    "tests/inspection/test_planted_in_pdf.py",
    "tests/lives/test_everything_released.py",
    "tests/desk/test_attack.py",
    "tests/reporting/test_stories.py",
    "tests/reporting/test_accessible_pdf.py",
)
#: All processors; a file stays together for what its tests share, and the files come in the order given.
HOW = ("-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
#: Room for a branch that only some machine takes.
SLACK = 0.5


def run(*command: str) -> int:
    """Run a module of this Python; returns its exit code."""
    return subprocess.run([sys.executable, "-m", *command], check=False).returncode


def measured() -> dict[str, float]:
    """Share of lines and branches covered, in percent, by file of the core."""
    report = Path(".coverage.json")
    run("coverage", "json", "-q", "-o", str(report))
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    report.unlink()
    return {
        name: round(data["summary"]["percent_covered"], 1)
        for name, data in sorted(files.items())
        if not name.startswith(("vp_desk/ui/", "vp_desk/__main__"))
    }


def main() -> int:
    """Run; returns the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    run("coverage", "erase")
    # Those that take long come first, or one processor waits in the end.
    unmeasured = (*SEARCHES, *WINDOWS)
    measured_only = (f"--ignore={place}" for place in unmeasured)
    failed = run("coverage", "run", "-m", "pytest", *HOW, *measured_only)
    run("coverage", "combine", "-q")
    failed = run("pytest", *HOW, *unmeasured) or failed
    if failed:
        return failed
    run("coverage", "report")
    now = measured()
    if "--raise-floor" in sys.argv:
        FLOOR.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        return 0
    floors = json.loads(FLOOR.read_text(encoding="utf-8"))
    fallen = [n for n, share in now.items() if share < floors.get(n, 90.0) - SLACK]
    for name in fallen:
        print(f"coverage fell: {name} {now[name]} < {floors.get(name, 90.0)}")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
