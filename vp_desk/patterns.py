"""Patterns that the program proposes for a signal, on the adviser's own screen: exact, and never on paper."""

from collections.abc import Collection, Mapping
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


def half_year(month: Month) -> tuple[Month, Month]:
    """The half year that ends with a month, half-open."""
    end = month.plus(1)
    return end.plus(-SPAN_MONTHS), end


def proposals(
    now: Counted,
    before: Counted,
    span: tuple[Month, Month],
    seen: Mapping[str, int],
    signalled: Collection[Theme],
) -> tuple[Proposal, ...]:
    """The patterns of a half year, those that grew most first.

    A theme in one unit stands for the same theme wherever when these are all its cases.

    Args:
        now: cases of the half year.
        before: cases of the half year before it.
        span: the half year, half-open.
        seen: what the adviser put aside, by its key: how many cases there were then. It comes back with more.
        signalled: themes of signals of this half year.
    """
    found: list[Proposal] = []
    for theme, cases in _themes(now).items():
        code, unit = theme
        proposal = Proposal(code, unit, cases, _themes(before).get(theme, 0), *span)
        wherever = unit is None and any(
            other == code and inside is not None and number == cases
            for (other, inside), number in _themes(now).items()
        )
        if cases < LEAST_CASES or wherever:
            continue
        if cases > seen.get(proposal.key, 0) and proposal.theme not in signalled:
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
