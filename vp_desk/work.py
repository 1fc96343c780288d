"""The adviser's own work beside conversations, as a report may tell it.

Activities are not cases: nobody's story lies under them, so no gate counts them. Two kinds are named without
a figure all the same, and so is every kind that an organisation added. See docs/decisions/0013-own-work.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vp_desk.records import Activity
from vp_desk.taxonomy import Lists

#: Kinds that are told with figures: meetings that others know of, and learning.
TOLD: Final = frozenset(
    (
        "information",
        "works_council",
        "coordinator",
        "authority",
        "peer_review",
        "training",
        "publicity",
        "policy_advice",
    )
)
_INFORMATION: Final = "information"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Activities of one kind, or for one audience."""

    label: str
    #: How many activities.
    times: int
    quarters: int
    #: People who came, where that was written down; None = nowhere.
    participants: int | None = None

    @property
    def hours(self) -> int:
        """In whole hours, rounded half up; something is never nothing."""
        return max((self.quarters + 2) // 4, 1) if self.quarters else 0


@dataclass(frozen=True, slots=True)
class Work:
    """The activities of one reporting year."""

    #: Per kind, in the order of the list.
    kinds: tuple[WorkLine, ...] = ()
    #: Information meetings per audience, in the order of the list.
    audiences: tuple[WorkLine, ...] = ()
    #: Labels of the kinds that are there and are told without a figure.
    untold: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.kinds or self.untold)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """All that is told with figures."""
        return self.kinds + self.audiences


def work_of(activities: Iterable[Activity], lists: Lists) -> Work:
    """What a report tells of the activities of a year."""
    held = list(activities)
    kinds = {code.code: code.label for code in lists["activity_kind"] if code.depth == 1}
    audiences = {code.code: code.label for code in lists["audience"] if code.depth == 1}
    per_kind = [(code, [a for a in held if _top(a.kind) == code]) for code in kinds]
    meetings = [a for a in held if _top(a.kind) == _INFORMATION and a.audience]
    per_audience = [(code, [a for a in meetings if _top(a.audience) == code]) for code in audiences]
    return Work(
        tuple(_line(kinds[code], found) for code, found in per_kind if found and code in TOLD),
        tuple(_line(audiences[code], found) for code, found in per_audience if found),
        tuple(kinds[code] for code, found in per_kind if found and code not in TOLD),
    )


def _top(code: str | None) -> str:
    return (code or "").partition(".")[0]


def _line(label: str, held: list[Activity]) -> WorkLine:
    known = [a.participants for a in held if a.participants is not None]
    quarters = sum(a.quarters for a in held)
    return WorkLine(label, len(held), quarters, sum(known) if known else None)
