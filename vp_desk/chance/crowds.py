"""So many in one month that chance hardly brings it: months of one unit that stand out.

If nothing special happens, then of all matters of a unit in the last three years each fell in any of those
months alike. Given how many there are, the number in one month is binomial: exact, without any assumption
on how many there should be. Units and months are many; all that are looked at in a year share one allowance
(Bonferroni), so that of twenty years in which nothing special happens at most one brings a warning. Why so:
docs/decisions/0018-a-month-that-stands-out.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vp_desk.chance.tails import binomial_at_least

#: Fewer matters than this are never called many, however quiet it was before.
FEWEST: Final = 3
#: A month is laid beside so many months at most, itself included.
REACH: Final = 36
#: Share of years in which nothing special happens and that bring a warning all the same.
FALSE_YEARS: Final = 0.05
#: So many months share the allowance: those of one year.
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Crowd:
    """One month of one unit in which more matters began than chance easily brings."""

    #: Of the unit.
    code: str
    #: Index of the month.
    month: int
    count: int
    #: How many there are in all months it was laid beside, itself included; and how many months those are.
    among: int
    months: int
    #: The chance of so many or more in this month, if all months are alike.
    chance: float


def crowds(counts: Mapping[str, Sequence[int]], looked_at: int) -> tuple[Crowd, ...]:
    """The months that stand out, oldest first.

    Args:
        counts: matters by code of a unit, one number for each month that was registered; all as long.
        looked_at: so many of the last months are looked at; the others are there to compare with.
    """
    length = max(map(len, counts.values()), default=0)
    found = [
        crowd
        for month in range(max(1, length - looked_at), length)
        for crowd in _in_month(counts, month)
    ]
    return tuple(found)


def _in_month(counts: Mapping[str, Sequence[int]], month: int) -> list[Crowd]:
    begin = max(0, month + 1 - REACH)
    sums = {code: sum(of_unit[begin : month + 1]) for code, of_unit in counts.items()}
    # With fewer than three in all, no month can have three: such a unit asks nothing of the allowance.
    asked = [code for code, among in sums.items() if among >= FEWEST]
    months = month + 1 - begin
    allowed = FALSE_YEARS / _MONTHS / max(1, len(asked))
    found: list[Crowd] = []
    for code in asked:
        count = counts[code][month]
        if count >= FEWEST:
            chance = binomial_at_least(count, sums[code], 1 / (months - 1))
            if chance < allowed:
                found.append(Crowd(code, month, count, sums[code], months, chance))
    return found
