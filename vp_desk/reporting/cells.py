"""Released tables as a long list of cells: the common ground of all export formats."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from vp_desk.axes import PERIOD, Node
from vp_desk.released import Band, Gap, Hidden, Publication, ReleasedCell, ReleasedTable, Shown

#: How many axes beside the period a table may have.
_MOST_AXES = 2
#: What stands in a cell, in words: the same for every reason why a figure is not told.
SHOWN, BAND, HIDDEN, GAP, PRINTED = "getoond", "band", "niet getoond", "geen cijfer", "gedrukt"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of one table in one edition."""

    edition: str
    table: ReleasedTable
    id: str
    #: Node per axis, by key of the axis.
    nodes: dict[str, Node]
    cell: ReleasedCell

    @property
    def period(self) -> Node:
        """The year or quarter."""
        return self.nodes[PERIOD]

    def axis(self, number: int) -> tuple[str, Node] | None:
        """Label and node of the first, second axis that is not the period."""
        others = [axis for axis in self.table.axes if axis.key != PERIOD]
        if number >= len(others):
            return None
        return others[number].label, self.nodes[others[number].key]

    @property
    def value(self) -> int | None:
        """The figure, when it is told exactly."""
        if isinstance(self.cell, Shown):
            return self.cell.value
        low, high = self.bounds
        return low if low == high else None

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The bounds of a figure that is not told exactly, and of one printed before."""
        if isinstance(self.cell, (Shown, Hidden, Gap)):
            return None, None
        return self.cell.low, self.cell.high

    @property
    def state(self) -> str:
        """In one word what kind of figure it is."""
        if isinstance(self.cell, Shown):
            return SHOWN
        if isinstance(self.cell, Band):
            return BAND
        if isinstance(self.cell, Hidden):
            return HIDDEN
        return GAP if isinstance(self.cell, Gap) else PRINTED

    @property
    def printed(self) -> str | None:
        """As it was printed before, when it was."""
        if isinstance(self.cell, (Shown, Band, Hidden, Gap)):
            return None
        return self.cell.text

    def to_json(self) -> dict[str, object]:
        """As in `{"id": "cases|period=2025", "at": {"period": "2025"}, "value": 12}`.

        `value` is `null` for what is not told; a band has `low` and `high`; a gap has `gap`.
        """
        found: dict[str, object] = {
            "id": self.id,
            "at": {key: node.code for key, node in self.nodes.items()},
            "value": self.value,
        }
        low, high = self.bounds
        if self.value is None and low is not None:
            found |= {"low": low, "high": high}
        if isinstance(self.cell, Gap):
            found["gap"] = True
        if self.printed is not None:
            found["printed"] = self.printed
        return found


def cells_of(publication: Publication, name: str | None = None) -> Iterator[Cell]:
    """Every cell of a publication, or of one of its tables, in the order of its axes."""
    edition = publication.edition.code if publication.edition else "all"
    for table in publication.tables.values():
        if name is not None and table.name != name:
            continue
        for key, cell in table.cells.items():
            pairs = zip(table.axes, key, strict=True)
            nodes = {axis.key: axis.by_code[code] for axis, code in pairs}
            yield Cell(edition, table, table.ids[key], nodes, cell)


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column of the long format."""

    #: Key in the JSON dictionary.
    key: str
    #: Head of the column.
    name: str
    #: For the data dictionary.
    meaning: str
    value: Callable[[Cell], str | int | None]
    #: In characters, for a spreadsheet.
    width: int = 14
    in_json: bool = True


def _axis_columns(number: int) -> Iterator[ExportColumn]:
    def of(cell: Cell, part: str) -> str | int | None:
        found = cell.axis(number)
        if found is None:
            return None
        label, node = found
        return {
            "axis": label,
            "code": node.code,
            "parent": node.parent,
            "label": node.label,
            "level": node.depth,
        }[part]

    at, words = number + 1, f"indeling {number + 1}"
    texts = (
        ("axis", f"indeling_{at}", f"waarnaar is ingedeeld ({words}); leeg als er geen is", 22),
        ("code", f"code_{at}", f"vaste code van de categorie ({words}); * is het totaal", 24),
        ("parent", f"ouder_{at}", f"code van de categorie waarvan deze een deel is ({words})", 18),
        ("label", f"categorie_{at}", f"naam van de categorie ({words})", 40),
        ("level", f"niveau_{at}", f"0 = totaal, 1 = categorie, 2 = deel daarvan ({words})", 9),
    )
    for part, name, meaning, width in texts:
        yield ExportColumn(name, name, meaning, partial(of, part=part), width, in_json=False)


COLUMNS: tuple[ExportColumn, ...] = (
    ExportColumn("edition", "editie", "voor wie deze cijfers zijn", lambda c: c.edition),
    ExportColumn("table", "tabel", "vaste naam van de tabel", lambda c: c.table.name, 22),
    ExportColumn("label", "titel", "titel van de tabel", lambda c: c.table.label, 40),
    ExportColumn("measure", "teleenheid", "wat er geteld is", lambda c: c.table.measure),
    ExportColumn(
        "period", "periode", "code van het verslagjaar of kwartaal", lambda c: c.period.code, 10
    ),
    ExportColumn(
        "period_label", "periode_naam", "jaar of kwartaal in woorden", lambda c: c.period.label, 20
    ),
    *(column for number in range(_MOST_AXES) for column in _axis_columns(number)),
    ExportColumn(
        "value", "waarde", "het aantal; leeg als het niet getoond wordt", lambda c: c.value, 9
    ),
    ExportColumn(
        "low",
        "laag",
        "ondergrens, als alleen grenzen getoond worden",
        lambda c: None if c.value is not None else c.bounds[0],
        7,
    ),
    ExportColumn(
        "high",
        "hoog",
        "bovengrens, als alleen grenzen getoond worden",
        lambda c: None if c.value is not None else c.bounds[1],
        7,
    ),
    ExportColumn(
        "state",
        "stand",
        f"{SHOWN}; {BAND} = alleen grenzen; {HIDDEN}; {GAP} = niet geregistreerd; {PRINTED} = eerder "
        "gepubliceerd, zoals toen gedrukt",
        lambda c: c.state,
        in_json=False,
    ),
    ExportColumn(
        "printed", "gedrukt", "het cijfer zoals het eerder gedrukt is", lambda c: c.printed, 10
    ),
    ExportColumn(
        "id", "cel", "vaste naam van het cijfer: gelijk in elke tabel", lambda c: c.id, 60
    ),
)
