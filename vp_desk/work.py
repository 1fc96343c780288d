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
#: Kinds that go with single cases: always named, so that their name tells of nobody.
_UNTOLD: Final = ("advice", "administration")
#: Audiences that are named. Not one team or department: who was there may know what led to it.
_TOLD_AUDIENCES: Final = frozenset(
    ("all_staff", "managers", "new_staff", "works_council", "students")
)


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
    #: Labels of audiences that information meetings were for, in the order of the list; no figure with them.
    audiences: tuple[str, ...] = ()
    #: Labels of the kinds that are told without a figure, whether there are any or not.
    untold: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.kinds)


def work_of(activities: Iterable[Activity], lists: Lists) -> Work:
    """What a report tells of the activities of a year."""
    held = list(activities)
    kinds = {code.code: code.label for code in lists["activity_kind"] if code.depth == 1}
    per_kind = [(code, [a for a in held if _top(a.kind) == code]) for code in kinds]
    came = {_top(a.audience) for a in held if _top(a.kind) == _INFORMATION} & _TOLD_AUDIENCES
    return Work(
        tuple(_line(kinds[code], found) for code, found in per_kind if found and code in TOLD),
        tuple(code.label for code in lists["audience"] if code.code in came),
        tuple(kinds[code] for code in _UNTOLD if code in kinds),
    )


def _top(code: str | None) -> str:
    return (code or "").partition(".")[0]


def _line(label: str, held: list[Activity]) -> WorkLine:
    known = [a.participants for a in held if a.participants is not None]
    quarters = sum(a.quarters for a in held)
    return WorkLine(label, len(held), quarters, sum(known) if known else None)
