"""What the adviser waits for in the window, from sessions in fresh processes."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.material import Material
from benchmarks.measure import REPOSITORY, Result, child, surroundings

_SESSIONS = 7
#: A report over all cases takes seconds; it is made in so many of the sessions.
_WITH_REPORT = 2
#: Seconds after which a session is taken to hang.
_PATIENCE = 300


@dataclass(frozen=True)
class Sessions:
    """What `benchmarks.session` told; all in milliseconds."""

    size: int
    unlock: tuple[float, ...]
    by_type: tuple[float, ...]
    by_year: tuple[float, ...]
    repaint: tuple[float, ...]
    #: Until painted: other orders, several filters at once, and words (after the rest of typing).
    sort: tuple[float, ...]
    combined: tuple[float, ...]
    search: tuple[float, ...]
    #: What was done → the longest silence of the event loop, per session.
    gaps: dict[str, list[float]]

    @property
    def filter_ratio(self) -> float:
        """The slower of the two filters against one repaint."""
        return max(median(self.by_type), median(self.by_year)) / median(self.repaint)

    def rows(self) -> list[Result]:
        """The rows of the table."""
        gaps = {name: median(found) for name, found in self.gaps.items()}
        return [
            Result(
                f"unlock to painted list of {self.size:,}, less the key derivation",
                median(self.unlock),
                "ms",
                150,
                60,
                f"{len(self.unlock)} fresh sessions",
            ),
            Result(
                f"list of {self.size:,}: filter → painted / one repaint",
                self.filter_ratio,
                "×",
                10,
                3,
                f"by type {median(self.by_type):.3g}, by year {median(self.by_year):.3g} / "
                f"{median(self.repaint):.3g} ms",
            ),
            Result(
                "  several filters at once → painted",
                median(self.combined),
                "ms",
                None,
                None,
                f"another order {median(self.sort):.0f}, words {median(self.search):.0f} ms; slowest "
                f"{max(self.combined):.0f}, {max(self.sort):.0f} and {max(self.search):.0f} ms",
            ),
            Result(
                "longest gap in the event loop",
                max(gaps.values()),
                "ms",
                100,
                50,
                ", ".join(f"{name} {gap:.0f}" for name, gap in gaps.items()),
            ),
        ]


def hold(
    material: Material, folder: Path, sessions: int = _SESSIONS, with_report: int = _WITH_REPORT
) -> Sessions:
    """Run sessions on a vault that nobody has open."""
    told: list[dict[str, list[float]]] = []
    gaps: dict[str, list[float]] = {}
    unlock: list[float] = []
    for number in range(sessions):
        wishes = ("report",) if number < with_report else ()
        done = subprocess.run(
            child("session", str(material.vault), str(folder), *wishes),
            check=True,
            stdout=subprocess.PIPE,
            timeout=_PATIENCE,
            text=True,
            cwd=REPOSITORY,
            env=surroundings(folder / "home", "offscreen"),
        )
        answer = json.loads(done.stdout)
        unlock.append(answer.pop("unlock"))
        for name, gap in answer.pop("gaps").items():
            gaps.setdefault(name, []).append(gap)
        told.append(answer)
    by_type, by_year, repaint, sort, combined, search = (
        tuple(time for answer in told for time in answer[key])
        for key in ("filter", "years", "repaint", "sort", "combined", "search")
    )
    return Sessions(
        material.size, tuple(unlock), by_type, by_year, repaint, sort, combined, search, gaps
    )
