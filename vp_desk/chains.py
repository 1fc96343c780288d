"""Recommendations that repeat each other over the years."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vp_desk.advice import Recommendation, RecommendationId


def repeated_later(held: Iterable[Recommendation]) -> frozenset[RecommendationId]:
    """Those that another one repeats: what is asked, is asked by that one."""
    return frozenset(each.repeats for each in held if each.repeats is not None)


@dataclass(frozen=True, slots=True)
class Chain:
    """A recommendation with those that it repeats, and those that repeat it."""

    #: Oldest first.
    links: tuple[Recommendation, ...] = field(default=())

    @property
    def last(self) -> Recommendation:
        """The newest one."""
        return self.links[-1]

    def until(self, year: int) -> "Chain":
        """Those of a year and before it."""
        return Chain(tuple(each for each in self.links if each.year <= year))


def chains(recommendations: tuple[Recommendation, ...]) -> tuple[Chain, ...]:
    """All recommendations, each once, in chains of repetition; in the order of their first ones.

    When two repeat the same one, the second begins a chain of its own.
    """
    next_of: dict[RecommendationId, Recommendation] = {}
    known = {each.id for each in recommendations}
    heads: list[Recommendation] = []
    for each in sorted(recommendations, key=lambda r: (r.year, r.id)):
        if each.repeats is not None and each.repeats in known and each.repeats not in next_of:
            next_of[each.repeats] = each
        else:
            heads.append(each)
    found: list[Chain] = []
    for head in heads:
        links = [head]
        while (following := next_of.get(links[-1].id)) is not None:
            links.append(following)
        found.append(Chain(tuple(links)))
    return tuple(found)
