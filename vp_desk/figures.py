"""All exact figures of a publication by name, whichever tables they stand in, and what ties them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from vp_desk.aggregate import Count, CountTable, Measure, Printed
from vp_desk.axes import PERIOD, TOTAL, cell_id
from vp_desk.periods import ReportingYear
from vp_desk.suppression import Relation
from vp_desk.taxonomy import UNKNOWN
from vp_desk.telling import JOINT

#: Below so many cases a year small figures are told as a band, which keeps more of the rest.
BANDS_BELOW: Final = 40

#: The kind of the conversation with which a case begins, and its axis.
FIRST_TALK_AXIS, FIRST_TALK = "contact_kind", "first"


def few_cases(counts: Mapping[str, Count], year: ReportingYear) -> bool:
    """Whether a reporting year has so few cases that bands keep more than hiding.

    Args:
        counts: exact figures by name.
        year: the year.
    """
    total = counts.get(cell_id(Measure.CASES, {PERIOD: year.code}), Count(0, 0))
    return total.value < BANDS_BELOW


class Figures:
    """All figures of a publication by id, whichever tables they stand in, and what ties them."""

    def __init__(self, tables: Sequence[CountTable], merged: frozenset[str]) -> None:
        self.tables = tables
        #: Our own exact counts: what has to be protected.
        self.counts: dict[str, Count] = {}
        #: Figures of earlier publications: known to everyone.
        self.public: dict[str, Printed] = {}
        #: Ids that stand in a table that is printed.
        self.printed: set[str] = set()
        #: What cannot be: beside "not registered" a case names nothing.
        self._nothing: set[str] = set()
        #: Whole → parts, as ids.
        self.sums: list[tuple[str, tuple[str, ...]]] = []
        self.year = max(year for table in tables for year in table.spec.years)
        for table in tables:
            self._collect(table)
        self.sums = list(dict.fromkeys(self.sums))
        #: Figures behind a merged row: a reader supposes that they were small.
        self.merged = merged - self.printed
        self._breakdowns = Counter(whole for whole, _ in self.sums)
        self.relations = tuple(self._sums())
        #: Figures that are only what is left of others.
        self.left_over: set[str] = set()
        #: What the meaning of the measures adds. Whether it holds depends on the figures, so that it is
        #: a secret that it does: readers reckon with it all the same.
        self.implied = tuple(self._implications())

    def _collect(self, table: CountTable) -> None:
        beside = table.spec.mention_field if table.spec.measure is Measure.SIDE_MENTIONS else None
        for key, cell in table.cells.items():
            name = table.id_of(key)
            if beside and f"{beside}={UNKNOWN}" in name.split("|"):
                self._nothing.add(name)
            elif isinstance(cell, Printed):
                self.public[name] = cell
            elif self.counts.setdefault(name, cell) != cell:
                raise ValueError(f"two values for one figure in {table.spec.name}")
            if table.spec.printed:
                self.printed.add(name)
        self.sums += (
            (
                table.id_of(whole),
                tuple(n for n in map(table.id_of, parts) if n not in self._nothing),
            )
            for whole, parts in table.equations()
        )

    def _sums(self) -> Iterator[Relation]:
        # Published figures that are no exact number may be narrowed by others, and then narrow ours.
        loose = {name for name, told in self.public.items() if told.low != told.high}
        for whole, parts in self.sums:
            if any(name in self.counts or name in loose for name in (whole, *parts)):
                yield ((whole, 1), *((part, -1) for part in parts))
        for name in self.counts:
            measure, _, place = name.partition("|")
            if JOINT in place:
                yield from self._joints(name, measure, _codes(place))
            if measure.startswith(f"{Measure.MENTIONS}:"):
                yield from self._firsts(name, measure.partition(":")[2], place)

    def _joints(self, name: str, measure: str, codes: Mapping[str, str]) -> Iterator[Relation]:
        """What is told as one is the sum of what it was made of: years have no total that says so."""
        for axis, code in codes.items():
            if JOINT in code:
                parts = [cell_id(measure, {**codes, axis: part}) for part in code.split(JOINT)]
                if self.counts.keys() >= {*parts}:
                    yield ((name, 1), *((part, -1) for part in parts))

    def _firsts(self, name: str, field: str, place: str) -> Iterator[Relation]:
        """What a case names is the first that it names or one beside it."""
        main, side = f"{Measure.CASES}|{place}", f"{Measure.SIDE_MENTIONS}:{field}|{place}"
        if {main, side} <= self.counts.keys():
            yield ((name, 1), (main, -1), (side, -1))
        elif side in self._nothing and main in self.counts:
            yield ((name, 1), (main, -1))

    def _implications(self) -> Iterator[Relation]:
        for name in tuple(self.counts):
            measure, _, place = name.partition("|")
            if measure.startswith(f"{Measure.MENTIONS}:"):
                yield from self._mentions(name, measure.partition(":")[2], place)
            elif measure == Measure.CONTACTS:
                yield from self._talks(name, place)
            elif measure == Measure.LINKED:
                everyone = f"{Measure.CASES}|{place}"
                yield from self._at_least(everyone, (name,), f"{Measure.MATTERS}|{place}")

    def _mentions(self, name: str, field: str, place: str) -> Iterator[Relation]:
        """No case names a thing twice, and one of which it was not registered names nothing."""
        codes = _codes(place)
        code = codes.get(field, UNKNOWN)
        if code != UNKNOWN and JOINT not in code:
            everyone = cell_id(Measure.CASES, {**codes, field: TOTAL})
            silent = cell_id(f"{Measure.MENTIONS}:{field}", {**codes, field: UNKNOWN})
            yield from self._at_least(everyone, (silent, name), f"without:{field}|{place}")

    def _talks(self, name: str, place: str) -> Iterator[Relation]:
        """Every new case has its first conversation, and every carried one has a conversation."""
        cases = f"{Measure.CASES}|{place}"
        yield from self._at_least(name, (cases,), f"more_contacts|{place}")
        carried, rest = f"{Measure.CARRIED}|{place}", f"further_contacts|{place}"
        yield from self._at_least(f"more_contacts|{place}", (carried,), rest)
        first = cell_id(Measure.CONTACTS, {**_codes(place), FIRST_TALK_AXIS: FIRST_TALK})
        known = {first, cases} <= self.counts.keys()
        if known and self.counts[first].value == self.counts[cases].value:
            yield ((first, 1), (cases, -1))

    def _at_least(self, whole: str, parts: tuple[str, ...], rest: str) -> Iterator[Relation]:
        """A figure that cannot be less than others together, where that is so; what is left follows."""
        if not {whole, *parts} <= self.counts.keys():
            return
        left = self.counts[whole].value - sum(self.counts[part].value for part in parts)
        if left >= 0:
            self.counts[rest] = Count(left, 0)
            self.left_over.add(rest)
            yield ((whole, 1), *((part, -1) for part in parts), (rest, -1))

    def worth(self, name: str) -> int:
        """What hiding a figure costs its readers, in figures.

        A total that is broken down in many ways is worth more than a cell deep in one table. The
        worth follows from the shape of the tables alone: were it to follow from the value, the
        pattern would tell something of the values.
        """
        return 1 + 2 * self._breakdowns[name]

    def labels_of(self, names: Iterable[str]) -> list[str]:
        """The figures in words, for the adviser: table, row and column."""
        wanted, found = set(names), dict[str, str]()
        for table in self.tables:
            for key in table.cells:
                name = table.id_of(key)
                if name in wanted:
                    nodes = (axis.by_code[code] for axis, code in zip(table.axes, key, strict=True))
                    words = (node.label for node in nodes if node.depth)
                    found.setdefault(name, f"{table.spec.label}: {', '.join(words)}")
        return sorted(found.values())


def _codes(place: str) -> dict[str, str]:
    """The coordinates in the name of a figure: `period=2025|route=-`."""
    return dict(part.split("=", 1) for part in place.split("|"))
