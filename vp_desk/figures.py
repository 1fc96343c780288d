"""All exact figures of a publication by name, whichever tables they stand in, and what ties them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from vp_desk.aggregate import Count, CountTable, Measure, Printed
from vp_desk.axes import PERIOD, cell_id
from vp_desk.periods import ReportingYear
from vp_desk.suppression import Relation

#: Below so many cases a year small figures are told as a band, which keeps more of the rest.
BANDS_BELOW: Final = 40


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
        #: Whole → parts, as ids.
        self.sums: list[tuple[str, tuple[str, ...]]] = []
        self.year = max(year for table in tables for year in table.spec.years)
        for table in tables:
            self._collect(table)
        self.sums = list(dict.fromkeys(self.sums))
        #: Figures behind a merged row: a reader supposes that they were small.
        self.merged = merged - self.printed
        self._breakdowns = Counter(whole for whole, _ in self.sums)
        self.relations = tuple(self._find_relations())

    def _collect(self, table: CountTable) -> None:
        for key, cell in table.cells.items():
            name = table.id_of(key)
            if isinstance(cell, Printed):
                self.public[name] = cell
            elif self.counts.setdefault(name, cell) != cell:
                raise ValueError(f"two values for one figure in {table.spec.name}")
            if table.spec.printed:
                self.printed.add(name)
        self.sums += (
            (table.id_of(whole), tuple(map(table.id_of, parts)))
            for whole, parts in table.equations()
        )

    def _find_relations(self) -> Iterator[Relation]:
        # Published figures that are no exact number may be narrowed by others, and then narrow ours.
        loose = {name for name, told in self.public.items() if told.low != told.high}
        for whole, parts in self.sums:
            if any(name in self.counts or name in loose for name in (whole, *parts)):
                yield ((whole, 1), *((part, -1) for part in parts))
        for name, count in tuple(self.counts.items()):
            measure, _, place = name.partition("|")
            main = f"{Measure.CASES}|{place}"
            if main not in self.counts:
                continue
            if measure.startswith(f"{Measure.MENTIONS}:"):
                side = f"{Measure.SIDE_MENTIONS}:{measure.partition(':')[2]}|{place}"
                if side in self.counts:
                    yield ((name, 1), (main, -1), (side, -1))
            elif measure == Measure.CONTACTS and count.value >= self.counts[main].value:
                # Every new case has its first contact: a reader knows contacts >= new cases.
                more = f"more_contacts|{place}"
                self.counts[more] = Count(count.value - self.counts[main].value, 0)
                yield ((name, 1), (main, -1), (more, -1))

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
