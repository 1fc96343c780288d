"""What a use case changed, so that each view can decide whether it cares."""

from dataclasses import dataclass
from enum import Enum


class ChangeKind(Enum):
    """A kind of thing that can change in a vault."""

    CASES = "cases"
    ACTIVITIES = "activities"
    TOTALS = "totals"
    SETTINGS = "settings"
    LISTS = "lists"
    VIEWS = "views"
    #: What the adviser need not be warned of any more.
    WARNINGS = "warnings"
    #: How a year is told in its report; the figures themselves stand.
    CHOICES = "choices"
    #: For whom reports are made.
    EDITIONS = "editions"
    #: What the adviser writes herself in a report.
    TEXTS = "texts"
    #: Recommendations and interim signals, with what came of them.
    ADVICE = "advice"
    #: Talks that are planned, agreements, and the self-check.
    RELATION = "relation"
    #: What left the vault, or what became of it.
    RELEASES = "releases"


@dataclass(frozen=True)
class Changes:
    """The kinds of things that changed."""

    kinds: frozenset[ChangeKind]


def changed(*kinds: ChangeKind) -> Changes:
    """Shorthand for the kinds that changed."""
    return Changes(frozenset(kinds))
