"""Patterns that the program proposes for a signal, on the adviser's own screen: exact, and never on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vp_desk.advice import Theme
from vp_desk.periods import Month
from vp_desk.taxonomy import parent_of

#: A pattern is proposed from so many cases on one theme within so many months (rulings: signals).
LEAST_CASES: Final = 3
SPAN_MONTHS: Final = 6

#: (Main type, unit or None) → cases.
Counted = Mapping[tuple[str, str | None], int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pattern: cases with one main type, in the whole organisation or in one unit."""

    type: str
    #: None = wherever.
    unit: str | None
    #: In the half year, and in the half year before it.
    cases: int
    before: int
    #: Half-open.
    begin: Month
    end: Month

    @property
    def theme(self) -> Theme:
        """What a signal on it would be about."""
        return Theme((self.type,), (self.unit,) if self.unit else ())

    @property
    def key(self) -> str:
        """By which it is known again: `conduct.bullying/noord`."""
        return f"{self.type}/{self.unit or ''}"


@dataclass(frozen=True, slots=True)
class Signalled:
    """What was signalled in the half year: it is not proposed again."""

    #: Keys of the patterns of which a signal was made.
    made: frozenset[str] = frozenset()
    #: Themes of all signals.
    begun: tuple[Theme, ...] = ()
    #: Themes of those that left the vault.
    issued: tuple[Theme, ...] = ()

    def covers(self, proposal: Proposal) -> bool:
        """Whether a signal was made of a pattern, or one that left the vault tells of its type."""
        known = proposal.key in self.made or proposal.theme in self.begun
        return known or any(_tells(theme, proposal) for theme in self.issued)


def _tells(theme: Theme, proposal: Proposal) -> bool:
    """Whether a theme is about the type of a pattern, a part of it or a wider one; or about its whole unit."""
    if theme.types:
        return any(_related(code, proposal.type) for code in theme.types)
    return proposal.unit is not None and any(_related(u, proposal.unit) for u in theme.units)


def _related(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def half_year(month: Month) -> tuple[Month, Month]:
    """The half year that ends with a month, half-open."""
    end = month.plus(1)
    return end.plus(-SPAN_MONTHS), end


def proposals(
    now: Counted,
    before: Counted,
    span: tuple[Month, Month],
    seen: Mapping[str, int],
    signalled: Signalled,
) -> tuple[Proposal, ...]:
    """The patterns of a half year, those that grew most first.

    A theme in one unit stands for the same theme wherever when these are all its cases.

    Args:
        now: cases of the half year.
        before: cases of the half year before it.
        span: the half year, half-open.
        seen: what the adviser put aside, by its key: how many cases there were then. It comes back with more.
        signalled: by the signals of this half year.
    """
    found: list[Proposal] = []
    themes, earlier = _themes(now), _themes(before)
    for theme, cases in themes.items():
        code, unit = theme
        proposal = Proposal(code, unit, cases, earlier.get(theme, 0), *span)
        wherever = unit is None and any(
            other == code and inside is not None and number == cases
            for (other, inside), number in themes.items()
        )
        if cases < LEAST_CASES or wherever:
            continue
        if cases > seen.get(proposal.key, 0) and not signalled.covers(proposal):
            found.append(proposal)
    return tuple(sorted(found, key=lambda p: (p.before - p.cases, -p.cases, p.key)))


def _themes(counted: Counted) -> dict[tuple[str, str | None], int]:
    """The same with sums: each main type wherever, and each in one unit. A subtype counts as itself only."""
    found: dict[tuple[str, str | None], int] = {}
    for (code, unit), number in counted.items():
        place = None if unit is None else _top(unit)
        for theme in {(code, None), (code, place)}:
            found[theme] = found.get(theme, 0) + number
    return found


def _top(code: str) -> str:
    while (parent := parent_of(code)) is not None:
        code = parent
    return code
