"""The shape of a table of counts: axes with nodes in a tree.

Shared by exact and released tables, so that a report can lay out a table without ever seeing an
exact count.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

#: The node that stands for everything along an axis.
TOTAL = "*"

#: The axis of time: its nodes are reporting years (`2025`) and quarters (`2025.1`).
PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Node:
    """One row or column: a category, a part of one, or the total."""

    code: str
    label: str
    #: For charts and narrow columns.
    short: str
    #: The node of which this one is a part; None for a root.
    parent: str | None
    #: 0 for a total, 1 for a category, 2 for a part of a category.
    depth: int


@dataclass(frozen=True)
class Axis:
    """The nodes along one side of a table, parents before their parts.

    The axis of time has no total: years are not added up.
    """

    #: Key of the field that is counted along it, or `PERIOD`.
    key: str
    label: str
    nodes: tuple[Node, ...]

    @cached_property
    def by_code(self) -> dict[str, Node]:
        """The nodes by their code."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """For each node that has parts, the codes of its direct parts."""
        found: dict[str, list[str]] = {}
        for node in self.nodes:
            if node.parent is not None:
                found.setdefault(node.parent, []).append(node.code)
        return {code: tuple(codes) for code, codes in found.items()}

    @property
    def depth(self) -> int:
        """The depth of the deepest node."""
        return max((node.depth for node in self.nodes), default=0)


class NoteKind(Enum):
    """What a note about a table says."""

    BREAK = "break"  # figures before and after it cannot be compared
    INCOMPLETE = "incomplete"  # not all figures of that year are known
    CONTRADICTION = "contradiction"  # a printed total that is not the sum of its rows
    SOURCE = "source"  # where published figures come from


@dataclass(frozen=True, slots=True)
class TableNote:
    """A remark that belongs to a table. It holds no figure that was not published before."""

    kind: NoteKind
    #: Code of the reporting year it is about (of a break: the first year after it), or None.
    period: str | None
    #: Code of the row it is about; None = the whole table.
    row: str | None
    #: A Dutch sentence.
    text: str


def cell_id(measure: str, coordinates: dict[str, str]) -> str:
    """The name of one figure, the same in every table in which it stands.

    Totals are left out, so that the total of a row and the same figure in another table are one cell:
    `cell_id("cases", {"types": "conduct", "unit": "*", "period": "2025"})` gives
    `"cases|period=2025|types=conduct"`.
    """
    parts = [f"{key}={code}" for key, code in sorted(coordinates.items()) if code != TOTAL]
    return "|".join([measure, *parts])
