"""What the readers of a file may know, figure by figure, and the words for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vp_desk.aggregate import Key, Printed
from vp_desk.axes import PERIOD, TOTAL, Axis, Node, NoteKind
from vp_desk.inspection.model import Allowed, Finding
from vp_desk.inspection.standing import standing_texts
from vp_desk.inspection.words import Lexicon, Place, canonical, numbers_in, plain
from vp_desk.released import Band, ReleasedCell, ReleasedTable, Shown
from vp_desk.reporting.ratios import Ratio, rate, share

#: What a file tells of a figure.
Bounds = tuple[int, int | None]


def bounds_of(cell: ReleasedCell) -> Bounds | None:
    """What a released cell tells; None when that is nothing."""
    if isinstance(cell, Shown):
        return cell.value, cell.value
    if isinstance(cell, (Band, Printed)):
        return cell.low, cell.high
    return None


def written(cell: ReleasedCell) -> frozenset[str]:
    """How a cell may be written, in numbers that can be compared."""
    if isinstance(cell, Shown):
        return frozenset((str(cell.value),))
    if isinstance(cell, Band):
        return frozenset((f"{cell.low}–{cell.high}",))
    if isinstance(cell, Printed):
        exact = (str(cell.low),) if cell.low == cell.high else ()
        return frozenset((*numbers_in(cell.text), *exact))
    return frozenset()


def quarter_name(node: Node) -> str:
    """A quarter without its year: `1e kwartaal`."""
    return " ".join(node.label.split()[:2])


def last_year(table: ReleasedTable) -> str:
    """Code of the last year of a table."""
    return [node.code for node in table.axis(PERIOD).nodes if node.depth == 1][-1]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of one table, as it may be told."""

    table: ReleasedTable
    key: Key
    id: str
    cell: ReleasedCell
    places: frozenset[Place]
    #: How it may be written, percentages included.
    texts: frozenset[str]

    @property
    def is_total(self) -> bool:
        """Whether it is about everyone, in a year or a quarter."""
        pairs = zip(self.table.axes, self.key, strict=True)
        return all(axis.key == PERIOD or code == TOTAL for axis, code in pairs)


class Knowledge:
    """Everything that is told by the parts of a publication, to look a number up in."""

    def __init__(self, allowed: Allowed) -> None:
        self.allowed = allowed
        #: Tables that may be told, by name; a table is the same in every edition.
        self.tables: Mapping[str, ReleasedTable] = {
            name: table for part in allowed.publications for name, table in part.tables.items()
        }
        self.figures: dict[tuple[str, Key], Figure] = {}
        for table in self.tables.values():
            for key in table.cells:
                self.figures[table.name, key] = self._figure(table, key)
        #: Per table and axis what is meant when nothing is said: the total, the last year.
        self.usual = {
            name: {a.key: last_year(table) if a.key == PERIOD else TOTAL for a in table.axes}
            for name, table in self.tables.items()
        }
        #: Ids of figures that are told exactly.
        self.told_exactly = {
            figure.id
            for figure in self.figures.values()
            if (bounds := bounds_of(figure.cell)) and bounds[0] == bounds[1]
        }
        self._by_place: dict[Place, list[Figure]] = {}
        for figure in self.figures.values():
            for place in figure.places:
                self._by_place.setdefault(place, []).append(figure)

    @staticmethod
    def _figure(table: ReleasedTable, key: Key) -> Figure:
        cell = table.cells[key]
        texts = set(written(cell))
        for at, axis in enumerate(table.axes):
            base = table.cells[(*key[:at], root_of(axis, key[at]), *key[at + 1 :])]
            part = share(cell, base)
            if isinstance(part, Ratio) and base is not cell:
                texts.add(canonical(part.text))
            elif isinstance(part, Ratio) and key[at] == TOTAL:
                texts.add("100%")
        places = zip((axis.key for axis in table.axes), key, strict=True)
        return Figure(table, key, table.ids[key], cell, frozenset(places), frozenset(texts))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The labels of all figures, also of those that these readers may not know, and known texts."""
        notes = (note.text for table in self.tables.values() for note in table.notes)
        return Lexicon(self.labels(), (*standing_texts(self.allowed), *notes))

    @cached_property
    def plain_lexicon(self) -> Lexicon:
        """The labels alone."""
        return Lexicon(self.labels(), ())

    def labels(self) -> Iterator[tuple[str, Place]]:
        """Everything that a category or a period is called, also of those that are not told."""
        axes = {
            id(axis): axis
            for part in (self.allowed.whole, *self.allowed.publications)
            for table in part.tables.values()
            for axis in table.axes
        }
        for axis in axes.values():
            for node in axis.nodes:
                place = (axis.key, node.code)
                yield node.label, place
                yield node.short, place
                if axis.key == PERIOD and node.depth == 2:
                    yield quarter_name(node), place
        year = self.allowed.facts.year
        for each in (year, *(year.previous(n) for n in range(1, 12))):
            yield each.label, (PERIOD, each.code)

    @cached_property
    def breaks(self) -> frozenset[str]:
        """Texts of breaks, which the adviser may have typed."""
        return frozenset(
            plain(note.text).strip()
            for table in self.tables.values()
            for note in table.notes
            if note.kind is NoteKind.BREAK
        )

    def at(
        self, places: Iterable[Place], tables: Sequence[ReleasedTable] | None = None
    ) -> list[Figure]:
        """All figures that stand at any of these places, in any of these tables."""
        names = None if tables is None else {table.name for table in tables}
        return [
            figure
            for place in places
            for figure in self._by_place.get(place, ())
            if names is None or figure.table.name in names
        ]

    @cached_property
    def totals(self) -> tuple[Figure, ...]:
        """Figures about everyone."""
        return tuple(figure for figure in self.figures.values() if figure.is_total)

    @cached_property
    def rates(self) -> frozenset[str]:
        """Figures per 100 people, which the report makes of totals."""
        people = self.allowed.facts.headcount
        found = (rate(figure.cell, people) for figure in self.totals)
        return frozenset(canonical(each.text) for each in found if isinstance(each, Ratio))

    @cached_property
    def bands(self) -> frozenset[str]:
        """Bounds that a legend may name."""
        return frozenset(
            text
            for figure in self.figures.values()
            if isinstance(figure.cell, Band)
            for text in written(figure.cell)
        )

    @cached_property
    def _untold(self) -> dict[int, list[tuple[str, frozenset[Place]]]]:
        """Figures that are not told, by their value."""
        found: dict[int, list[tuple[str, frozenset[Place]]]] = {}
        for name, value in self.allowed.exact.items():
            if name not in self.told_exactly:
                found.setdefault(value, []).append((name, places_in(name)))
        return found

    def leaking(self, number: str, coordinates: Sequence[frozenset[Place]]) -> str | None:
        """Id of the figure that a number would give away; None when that cannot be said.

        Args:
            number: as `canonical` gives it.
            coordinates: where it stands; any of the places of each. The first is the nearest.
        """
        candidates: list[tuple[int, bool, int, str]] = []
        year = (PERIOD, self.allowed.whole.year)
        for name, places in self._matching(number):
            hits = [bool(each & places) for each in coordinates]
            if coordinates and hits[0]:
                candidates.append((-sum(hits), year not in places, len(places), name))
        return min(candidates)[3] if candidates else None

    def _matching(self, number: str) -> Iterator[tuple[str, frozenset[Place]]]:
        if number.isdigit():
            yield from self._untold.get(int(number), ())
        elif number.endswith("%"):
            for value, names in self._untold.items():
                yield from (each for each in names if number in self._percentages(each[0], value))

    def _percentages(self, name: str, value: int) -> Iterator[str]:
        measure, *parts = name.split("|")
        for part in parts:
            base = "|".join([measure, *(other for other in parts if other != part)])
            if total := self.allowed.exact.get(base):
                yield f"{int(100 * value / total + 0.5)}%"

    def finding(
        self,
        where: str,
        number: str,
        about: str = "",
        coordinates: Sequence[frozenset[Place]] = (),
        *,
        figure: str | None = None,
    ) -> Finding:
        """A number that may not stand there, with what it gives away."""
        figure = figure or self.leaking(canonical(number), coordinates)
        name = self.allowed.names.get(figure, "") if figure else ""
        return Finding(where, number, about, figure, name)


def root_of(axis: Axis, code: str) -> str:
    """The node of everyone along an axis: the total, or the year of a quarter."""
    node = axis.by_code[code]
    while node.parent is not None:
        node = axis.by_code[node.parent]
    return node.code


def places_in(name: str) -> frozenset[Place]:
    """Where a figure lies, from its id: `cases|period=2025|types=leaks`."""
    pairs = (part.partition("=") for part in name.split("|")[1:])
    return frozenset((axis, code) for axis, _, code in pairs)
