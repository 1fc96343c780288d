"""The figures that are not told: which of them a number beside some categories would give away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vp_desk.axes import PERIOD, TOTAL, cell_id
from vp_desk.inspection.knowledge import Figure, Knowledge, places_in
from vp_desk.inspection.sentences import Named
from vp_desk.inspection.words import Place

#: Not more categories than this are added up.
_MOST_ADDED = 6


@dataclass(frozen=True, slots=True)
class Untold:
    """A figure that these readers do not get."""

    id: str
    value: int
    measure: str
    categories: frozenset[Place]
    period: str
    #: What it is a part of, where that can be known.
    wholes: tuple[int, ...]

    def is_named(self, named: Named, usual: str) -> bool:
        """Whether a sentence says all that it is about."""
        in_time = self.period == usual or self.period in named.periods
        return in_time and self.categories <= named.places


class Secrets:
    """All of them, by what would give them away."""

    def __init__(self, known: Knowledge) -> None:
        self._exact = known.allowed.exact
        self._told = known.told_exactly
        self._year = known.allowed.whole.year
        self._parents = {
            (axis.key, node.code): node.parent
            for table in known.allowed.whole.tables.values()
            for axis in table.axes
            for node in axis.nodes
        }
        self._by_number: dict[str, list[Untold]] = {}
        self._named: dict[tuple[str, str, frozenset[Place]], Untold] = {}
        people = known.allowed.facts.headcount
        for name in self._exact:
            if name in self._told or "|" not in name:
                continue
            found = self._untold(name)
            if not found.categories:
                continue
            self._named[found.measure, found.period, found.categories] = found
            for number in dict.fromkeys(_numbers(found, people)):
                self._by_number.setdefault(number, []).append(found)

    def _untold(self, name: str) -> Untold:
        measure = name.partition("|")[0]
        places = places_in(name)
        period = next((code for axis, code in places if axis == PERIOD), self._year)
        categories = frozenset(place for place in places if place[0] != PERIOD)
        wholes = tuple(
            dict.fromkeys(
                total
                for larger in self._larger(measure, period, categories)
                if (total := self._exact.get(larger)) and larger in self._told
            )
        )
        return Untold(name, self._exact[name], measure, categories, period, wholes)

    def _larger(self, measure: str, period: str, categories: frozenset[Place]) -> Iterator[str]:
        """Ids of the figures that it is a part of."""
        for axis, code in categories:
            rest = dict(categories - {(axis, code)}) | {PERIOD: period}
            yield cell_id(measure, rest | {axis: self._parents.get((axis, code)) or TOTAL})
            yield cell_id(measure, rest)
        if "." in period:
            yield cell_id(measure, dict(categories) | {PERIOD: period.partition(".")[0]})

    def given_by(self, number: str, named: Named) -> list[Untold]:
        """Those that have this number, or leave this number of a whole, with all categories named."""
        if not named.categories:
            return []
        if "–" in number:
            return self._within(number, named)
        found = [
            each for each in self._by_number.get(number, ()) if each.is_named(named, self._year)
        ]
        return found or list(self._added(number, named))

    def _within(self, number: str, named: Named) -> list[Untold]:
        low, _, high = number.partition("–")
        if not (low.isdigit() and high.isdigit()) or int(high) - int(low) > 9:
            return []
        return [
            each
            for value in range(int(low), int(high) + 1)
            for each in self._by_number.get(str(value), ())
            if each.value == value and each.is_named(named, self._year)
        ]

    def _added(self, number: str, named: Named) -> Iterator[Untold]:
        """Categories that have this number together: `pesten en roddel samen 10`."""
        labels = list(dict.fromkeys(token.places for token in named.categories))
        if not number.isdigit() or int(number) < 2 or not 1 < len(labels) <= _MOST_ADDED:
            return
        for measure in dict.fromkeys(each.measure for each in self._named.values()):
            values: list[tuple[int, Untold | None]] = []
            for places in labels:
                found = self._value(measure, places)
                if found is not None:
                    values.append(found)
            for several in combinations(values, len(labels)):
                hidden = [each for _, each in several if each is not None]
                if hidden and sum(value for value, _ in several) == int(number):
                    yield from hidden

    def _value(self, measure: str, places: frozenset[Place]) -> tuple[int, Untold | None] | None:
        for place in places:
            categories = frozenset((place,))
            if (untold := self._named.get((measure, self._year, categories))) is not None:
                return untold.value, untold
            name = cell_id(measure, {place[0]: place[1], PERIOD: self._year})
            if (value := self._exact.get(name)) is not None:
                return value, None
        return None


def _numbers(untold: Untold, people: int | None) -> Iterator[str]:
    yield str(untold.value)
    for whole in untold.wholes:
        rest = whole - untold.value
        if untold.value:
            yield str(rest)
            for part in (untold.value, rest):
                exact = 100 * part / whole
                yield f"{int(exact + 0.5)}%"
                yield f"{exact:.1f}%".replace(".", ",")
    if people and untold.value:
        for digits in (1, 2):
            yield f"{100 * untold.value / people:.{digits}f}%".replace(".", ",")


def fitting(
    figures: Iterable[Figure],
    named: Named,
    needed: Sequence[frozenset[str]],
    usual: dict[str, str],
) -> Iterator[Figure]:
    """The figures that a piece of text can mean: all that it names, and nothing more.

    Args:
        figures: to choose from.
        named: what the piece names.
        needed: axes of each category that the figure has to be about.
        usual: per table the year that is meant when nothing is said.
    """
    quarters = {code for code in named.periods if "." in code}
    periods = quarters or named.periods
    for figure in figures:
        own = categories_of(figure)
        axes = {axis for axis, _ in own}
        period = period_of(figure)
        in_time = period in periods if periods else period == usual[figure.table.name]
        if in_time and own <= named.places and all(axes & each for each in needed):
            yield figure


def categories_of(figure: Figure) -> frozenset[Place]:
    """What a figure is about, beside its period."""
    return frozenset(place for place in places_in(figure.id) if place[0] != PERIOD)


def period_of(figure: Figure) -> str:
    """Its year or quarter."""
    return next(code for axis, code in figure.places if axis == PERIOD)
