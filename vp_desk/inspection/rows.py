"""Rows of a table file (CSV, a sheet of a workbook): each is one figure of one edition."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from vp_desk.axes import PERIOD
from vp_desk.inspection.knowledge import Bounds, Figure, Knowledge, bounds_of
from vp_desk.inspection.model import Finding
from vp_desk.inspection.prose import Prose
from vp_desk.released import Band, Gap, Hidden, Publication, ReleasedCell, ReleasedTable, Shown
from vp_desk.reporting.cells import BAND, COLUMNS, GAP, HIDDEN, PRINTED, SHOWN
from vp_desk.reporting.export import edition_code, neutral

#: The heads of the columns, in order.
HEADS: Final = tuple(column.name for column in COLUMNS)
#: Columns that tell the figure, and those that name it.
_VALUE, _LOW, _HIGH, _STATE, _PRINTED = "waarde", "laag", "hoog", "stand", "gedrukt"
_EDITION, _TABLE, _ID = "editie", "tabel", "cel"
_TELLING = (_VALUE, _LOW, _HIGH, _STATE, _PRINTED)


class Rows:
    """Checks rows, and remembers what they told."""

    def __init__(self, knowledge: Knowledge, prose: Prose) -> None:
        self._known = knowledge
        self._prose = prose
        self.told: dict[str, Bounds] = {}
        self._parts: Mapping[str, Publication] = {
            edition_code(part): part for part in knowledge.allowed.publications
        }
        self._figures: dict[tuple[str, str], Figure] = {
            (table, figure.id): figure for (table, _), figure in knowledge.figures.items()
        }

    def check(self, row: Mapping[str, str], places: Mapping[str, str]) -> Iterator[Finding]:
        """Judge one row.

        Args:
            row: what stands in each column, by its head; an empty cell is an empty text.
            places: where each of them stands, for a finding.
        """
        figure = self._figure(row)
        if figure is None:
            yield from self._unknown(row, places)
            return
        expected = telling(figure.cell)
        about = _words(figure)
        for column in _TELLING:
            if row.get(column, "") != expected[column]:
                number = row.get(column, "")
                where = places.get(column) or places[_ID]
                yield Finding(where, number or "(leeg)", about, figure.id, self._name(figure.id))
        known = set(_texts(figure, row[_EDITION]))
        for column, text in row.items():
            if column not in _TELLING and text and text not in known:
                told = self._prose.check(f"{about}: {text}", places[column])
                yield from told
        if bounds := bounds_of(figure.cell):
            self.told[figure.id] = bounds

    def _name(self, figure: str) -> str:
        return self._known.allowed.names.get(figure, "")

    def _figure(self, row: Mapping[str, str]) -> Figure | None:
        part = self._parts.get(row.get(_EDITION, ""))
        table = row.get(_TABLE, "")
        if part is None or table not in part.tables:
            return None
        return self._figures.get((table, row.get(_ID, "")))

    def _unknown(self, row: Mapping[str, str], places: Mapping[str, str]) -> Iterator[Finding]:
        """A row that this edition does not have: whatever number it tells is one too many."""
        figure = row.get(_ID) or None
        told = [(c, row[c]) for c in (_VALUE, _LOW, _HIGH, _PRINTED) if row.get(c)]
        about = next((row[c] for c in ("categorie_2", "titel") if row.get(c)), figure or "")
        for column, text in told:
            name = self._name(figure) if figure else ""
            yield Finding(places[column], text, about, figure, name)
        if not told:
            words = ": ".join(text for text in row.values() if text)
            yield from self._prose.check(words, next(iter(places.values()), ""))


def telling(cell: ReleasedCell) -> dict[str, str]:
    """What may stand in the columns that tell a figure."""
    found = dict.fromkeys(_TELLING, "")
    if isinstance(cell, Shown):
        return found | {_VALUE: str(cell.value), _STATE: SHOWN}
    if isinstance(cell, Band):
        exact = cell.low == cell.high
        bounds = {_VALUE: str(cell.low)} if exact else {_LOW: str(cell.low), _HIGH: str(cell.high)}
        return found | bounds | {_STATE: BAND}
    if isinstance(cell, Hidden):
        return found | {_STATE: HIDDEN}
    if isinstance(cell, Gap):
        return found | {_STATE: GAP}
    found |= {_STATE: PRINTED, _PRINTED: neutral(cell.text)}
    if cell.low == cell.high:
        return found | {_VALUE: str(cell.low)}
    return found | {_LOW: str(cell.low), _HIGH: "" if cell.high is None else str(cell.high)}


def _texts(figure: Figure, edition: str) -> Iterator[str]:
    """Every text that names a figure in a row."""
    table = figure.table
    yield from (edition, table.name, table.label, table.measure, figure.id)
    for axis, code in zip(table.axes, figure.key, strict=True):
        node = axis.by_code[code]
        found = [node.code, node.label]
        if axis.key != PERIOD:
            found += [axis.label, node.parent or "", str(node.depth)]
        yield from found
        yield from map(neutral, found)


def _words(figure: Figure) -> str:
    nodes = [a.by_code[c] for a, c in zip(figure.table.axes, figure.key, strict=True)]
    words = [node.label for node in nodes if node.depth and not _is_year(figure.table, node.code)]
    return ", ".join(words) or figure.table.label


def _is_year(table: ReleasedTable, code: str) -> bool:
    period = table.axis(PERIOD).by_code.get(code)
    return period is not None and period.depth == 1


def row_of(values: Sequence[str]) -> dict[str, str]:
    """A row by the heads of its columns."""
    return dict(zip(HEADS, values, strict=False))
