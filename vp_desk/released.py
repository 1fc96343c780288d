"""What may be told: tables as readers may see them, and all that goes with them. Made by the gate alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from vp_desk.aggregate import Edition, Key, Printed
from vp_desk.axes import TOTAL, Axis, TableNote
from vp_desk.suppression import Relation
from vp_desk.telling import SmallFigures


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that is told."""

    value: int


@dataclass(frozen=True, slots=True)
class Band:
    """A figure of which only the bounds are told."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A figure that is not told; why is not told either."""


@dataclass(frozen=True, slots=True)
class Gap:
    """There is no figure: not registered in that year. Never the same as zero."""


#: What a reader sees in one cell. `Printed` is an earlier publication, as it was printed.
ReleasedCell = Shown | Band | Hidden | Gap | Printed

#: Held by `disclosure.release` alone: who has it not, makes no table that may be told.
GATE: Final = object()


@dataclass(frozen=True)
class ReleasedTable:
    """A table as readers may see it. Only `release` makes one."""

    name: str
    label: str
    #: Dutch noun of what is counted, in the plural: `zaken`.
    measure: str
    axes: tuple[Axis, ...]
    cells: Mapping[Key, ReleasedCell]
    #: The name of each cell, the same in every table.
    ids: Mapping[Key, str]
    notes: tuple[TableNote, ...]
    door: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse to be made by anyone but `release`.

        Raises:
            TypeError: a fault of ours.
        """
        if self.door is not GATE:
            raise TypeError("only release() makes a ReleasedTable")

    def axis(self, key: str) -> Axis:
        """The axis with this key."""
        return next(axis for axis in self.axes if axis.key == key)

    def at(self, **coordinates: str) -> ReleasedCell:
        """The cell at a node per axis; an axis left out stands at its total.

        `table.at(types="conduct", period="2025")`
        """
        return self.cells[tuple(coordinates.get(axis.key, TOTAL) for axis in self.axes)]


@dataclass(frozen=True)
class Publication:
    """Everything that may be told about one reporting year."""

    #: Code of the reporting year: `2025`.
    year: str
    threshold: int
    small_figures: SmallFigures
    tables: Mapping[str, ReleasedTable]
    #: Sums of coefficient x cell that are zero, over ids of printed and of derivable cells.
    relations: tuple[Relation, ...]
    #: Ids of figures that stand in no table but follow from those that do: whole and not negative.
    derivable: frozenset[str]
    #: Some of it was told before, and stands as it was told then.
    told_before: bool = False
    #: Some of it was told before with other figures.
    restated: bool = False
    #: None = everything.
    edition: Edition | None = None

    def for_edition(self, edition: Edition) -> "Publication":
        """The part of it that one kind of reader gets."""
        tables = {name: self.tables[name] for name in edition.tables if name in self.tables}
        printed = {cell for table in tables.values() for cell in table.ids.values()}
        known = printed | self.derivable
        relations = tuple(
            relation
            for relation in self.relations
            if all(cell in known for cell, _ in relation)
            and sum(cell in printed for cell, _ in relation) > 1
        )
        used = {cell for relation in relations for cell, _ in relation}
        return replace(
            self,
            tables=tables,
            relations=relations,
            derivable=self.derivable & used,
            edition=edition,
        )
