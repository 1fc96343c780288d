"""Percentages and rates: the one place where figures that are told become other figures.

A `Ratio` is made of released cells and of nothing else, and only where all of them are told exactly; a
table or a key figure takes no other text than that. The years of a row that may be laid beside each other
(`released_chance.told_row`) are such cells, with the number of people of each year.
The one other figure that a table takes is `OwnWork`, which is made of activities and of nothing else.
"""

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from decimal import Decimal
from typing import Final

from vp_desk.chance import PER, YearCount, rate_of
from vp_desk.chance_words import interval_words
from vp_desk.dutch import decimal, number
from vp_desk.released import ReleasedCell, Shown
from vp_desk.work import WorkLine

#: A percentage or rate of fewer than this says more than the figures do.
LEAST_BASE: Final = 20

_DOOR: Final = object()


@dataclass(frozen=True, slots=True)
class Ratio:
    """A percentage or a rate. Only this module makes one."""

    #: As it reads: `12%`, `4,1`.
    text: str
    door: InitVar[object]

    def __post_init__(self, door: object) -> None:
        """Refuse to be made by anyone else.

        Raises:
            TypeError: a fault of ours.
        """
        if door is not _DOOR:
            raise TypeError("only share(), rate() and the like make a Ratio")


@dataclass(frozen=True, slots=True)
class OwnWork:
    """A figure of the adviser's own work: no case lies under it. Only this module makes one."""

    text: str
    door: InitVar[object]

    def __post_init__(self, door: object) -> None:
        """Refuse to be made by anyone else.

        Raises:
            TypeError: a fault of ours.
        """
        if door is not _DOOR:
            raise TypeError("only this module makes OwnWork")


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing stands in this cell of a table."""


def can_be_base(cell: ReleasedCell | None) -> bool:
    """Whether shares in a figure may be given: it is told, and not too small."""
    return isinstance(cell, Shown) and cell.value >= LEAST_BASE


def share(part: ReleasedCell, base: ReleasedCell) -> Ratio | Blank:
    """The part as a percentage of its base; blank unless both are told and the base is large enough."""
    if not (isinstance(part, Shown) and isinstance(base, Shown) and can_be_base(base)):
        return Blank()
    return Ratio(f"{decimal(Decimal(100 * part.value) / base.value, 0)}%", _DOOR)


def rate(cell: ReleasedCell, people: int | None) -> Ratio | Blank:
    """A figure per 100 people; blank unless it is told and there are enough people.

    Args:
        cell: what is counted.
        people: how many there are; not a count of cases, and known to every reader.
    """
    if not isinstance(cell, Shown) or people is None or people < LEAST_BASE:
        return Blank()
    return Ratio(decimal(Decimal(100 * cell.value) / people), _DOOR)


def average(points: Sequence[YearCount]) -> Ratio:
    """How many a year, over some years of a row that are told: `30,3`."""
    return Ratio(decimal(Decimal(sum(p.count for p in points)) / len(points)), _DOOR)


def rate_over(points: Sequence[YearCount]) -> Ratio | Blank:
    """How many a year per 100 people over some years; blank unless the people of each are known and enough."""
    people = [point.exposure for point in points if _is_base(point.exposure)]
    if len(people) < len(points):
        return Blank()
    whole = sum(Decimal(each) for each in people if each is not None)
    return Ratio(decimal(PER * Decimal(sum(p.count for p in points)) / whole), _DOOR)


def reach_of_rate(point: YearCount) -> Ratio | Blank:
    """Between which bounds chance may well have moved the rate of a year: `3,7 tot 6,9`."""
    found = rate_of(point) if _is_base(point.exposure) else None
    return Blank() if found is None else Ratio(interval_words(found.interval), _DOOR)


def _is_base(people: float | None) -> bool:
    return people is not None and people >= LEAST_BASE


def own_count(value: int) -> OwnWork:
    """How often the adviser did something: talks, recommendations."""
    return OwnWork(number(value), _DOOR)


def own_points(value: int | None) -> OwnWork | Blank:
    """What the adviser gives herself for a norm; blank where she did not judge."""
    return Blank() if value is None else OwnWork(str(value), _DOOR)


def own_work(line: WorkLine) -> tuple[OwnWork, OwnWork, OwnWork | Blank]:
    """How often, how many hours, and how many people came; blank where that was not written down."""
    people = line.participants
    return (
        OwnWork(number(line.times), _DOOR),
        OwnWork(number(line.hours), _DOOR),
        Blank() if people is None else OwnWork(number(people), _DOOR),
    )
