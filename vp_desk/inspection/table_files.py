"""Read a CSV, the text beside it, and a JSON, as an outsider would."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import cast

from vp_desk.axes import Axis
from vp_desk.inspection.knowledge import Bounds, Figure, Knowledge, bounds_of
from vp_desk.inspection.model import Finding, unreadable
from vp_desk.inspection.prose import Prose
from vp_desk.inspection.rows import HEADS, Rows
from vp_desk.released import Gap, Publication, ReleasedTable
from vp_desk.reporting.cells import COLUMNS
from vp_desk.reporting.export import edition_code

#: Any JSON.
Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_MISSING = object()


def check_csv(content: bytes, rows: Rows, prose: Prose) -> Iterator[Finding]:
    """Judge every row; a column too many is read as text."""
    text = content.decode("utf-8-sig")
    lines = csv.reader(StringIO(text, newline=""), delimiter=";", strict=True)
    head = next(lines, list[str]())
    if tuple(head) != HEADS:
        yield from prose.check(": ".join(head), "regel 1")
    for values in lines:
        where = f"regel {lines.line_num}"
        row = dict(zip(head, values, strict=False))
        yield from rows.check(row, dict.fromkeys((*head, *HEADS), where))
        if more := values[len(head) :]:
            yield from prose.check(": ".join([*row.values(), *more]), where)


def check_text(content: bytes, prose: Prose) -> Iterator[Finding]:
    """Judge a plain text line by line."""
    for number, line in enumerate(content.decode("utf-8-sig").splitlines(), start=1):
        yield from prose.check(line, f"regel {number}")


class Json:
    """Checks a JSON: cells one by one, everything else against what may stand there."""

    def __init__(self, knowledge: Knowledge, prose: Prose) -> None:
        self._known = knowledge
        self._prose = prose
        self.told: dict[str, Bounds] = {}
        self._parts = {edition_code(part): part for part in knowledge.allowed.publications}

    def check(self, content: bytes) -> Iterator[Finding]:
        """Judge all of it."""
        root = cast("Plain", json.loads(content.decode("utf-8"), object_pairs_hook=_pairs))
        if not isinstance(root, dict):
            yield unreadable()
            return
        facts = self._known.allowed.facts
        expected: dict[str, object] = {
            "format": "vp-desk-aggregates",
            "version": 1,
            "organisation": facts.organisation,
            "year": facts.year.code,
            "period": facts.period,
            "date": facts.date.isoformat(),
            "taxonomy": facts.taxonomy,
            "dictionary": {column.key: column.meaning for column in COLUMNS},
        }
        editions = root.pop("editions", [])
        yield from self._rest(root, expected, "het bestand")
        for edition in _items(editions):
            yield from self._edition(edition)

    def _edition(self, edition: dict[str, Plain]) -> Iterator[Finding]:
        code = str(edition.get("edition"))
        part = self._parts.get(code)
        if part is None:
            words = f"Het bestand bevat cijfers voor een andere lezer ({code})."
            yield Finding("het bestand", "", "", None, words=words)
            return
        where = f"editie {code}"
        for table in _items(edition.pop("tables", [])):
            yield from self._table(table, part)
        expected: dict[str, object] = {
            "edition": code,
            "label": part.edition.label if part.edition else "Alle tabellen",
            "threshold": part.threshold,
            "small_figures": part.small_figures.value,
        }
        yield from self._sums(edition.pop("relations", []), edition.pop("derivable", []), part)
        yield from self._rest(edition, expected, where)

    def _sums(self, relations: Plain, derivable: Plain, part: Publication) -> Iterator[Finding]:
        """Sums hold no values; they must be those of the publication."""
        expected = [
            [{"cell": cell, "coefficient": number} for cell, number in relation]
            for relation in part.relations
        ]
        if relations != expected or derivable != sorted(part.derivable):
            words = "De sommen in het bestand zijn niet die van deze editie."
            yield Finding("relations", "", "", None, words=words)

    def _table(self, told: dict[str, Plain], part: Publication) -> Iterator[Finding]:
        name = str(told.get("name"))
        table = part.tables.get(name)
        if table is None:
            words = f"Het bestand bevat een tabel die niet in deze editie hoort ({name})."
            yield Finding("het bestand", "", "", None, words=words)
            return
        where = f"tabel {name}"
        figures = {f.id: f for (of, _), f in self._known.figures.items() if of == name}
        for cell in _items(told.pop("cells", [])):
            yield from self._cell(cell, figures, where)
        expected: dict[str, object] = {
            "name": name,
            "label": table.label,
            "measure": table.measure,
            "axes": [_plain_axis(axis) for axis in table.axes],
            "notes": _plain_notes(table),
        }
        yield from self._rest(told, expected, where)

    def _cell(
        self, told: dict[str, Plain], figures: Mapping[str, Figure], where: str
    ) -> Iterator[Finding]:
        name = str(told.get("id"))
        figure = figures.get(name)
        label = self._known.allowed.names.get(name, "")
        if figure is None:
            yield Finding(where, _number_in(told), name, name, label)
            return
        if bounds := bounds_of(figure.cell):
            self.told[name] = bounds
        expected = plain_cell(figure)
        for key in dict.fromkeys((*told, *expected)):
            if told.get(key, _MISSING) != expected.get(key, _MISSING):
                value = json.dumps(told.get(key), ensure_ascii=False)
                yield Finding(f"{where}, bij {key}", value, name, name, label)

    def _rest(self, told: Plain, expected: object, where: str) -> Iterator[Finding]:
        """Everything that is as expected is right; other numbers are not, and other texts are read."""
        if told == expected and type(told) is type(expected):
            return
        if isinstance(told, dict):
            known = cast("dict[str, object]", expected) if isinstance(expected, dict) else {}
            for key, value in told.items():
                yield from self._prose.check(key, where, owned_only=True)
                if isinstance(value, (int, float)) and value != known.get(key):
                    yield from self._prose.check(f"{key}: {value}", f"{where}, bij {key}")
                else:
                    yield from self._rest(value, known.get(key), f"{where}, bij {key}")
        elif isinstance(told, list):
            known_items = cast("list[object]", expected) if isinstance(expected, list) else []
            for value in told:
                if value not in known_items:
                    like = next(iter(known_items), None)
                    yield from self._rest(value, like, where)
        elif isinstance(told, str):
            yield from self._prose.check(told, where)
        elif told is not None and not isinstance(told, bool):
            yield self._known.finding(where, str(told))


def _pairs(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    """An object; a key that is there twice is kept twice, so that nothing is hidden behind the last."""
    found: dict[str, Plain] = {}
    for key, value in pairs:
        name = key
        while name in found:
            name += "'"
        found[name] = value
    return found


def _items(value: Plain) -> list[dict[str, Plain]]:
    """The objects of a list; anything else in it becomes an object, so that it is read."""
    items = value if isinstance(value, list) else [value]
    return [item if isinstance(item, dict) else {"": item} for item in items]


def _number_in(told: Mapping[str, Plain]) -> str:
    keys: Sequence[str] = ("value", "low", "high", "printed")
    return next((str(told[key]) for key in keys if told.get(key) is not None), "(leeg)")


def plain_cell(figure: Figure) -> dict[str, object]:
    """What may stand in the JSON of a figure."""
    cell = figure.cell
    bounds = bounds_of(cell)
    exact = bounds[0] if bounds is not None and bounds[0] == bounds[1] else None
    keys = (axis.key for axis in figure.table.axes)
    found: dict[str, object] = {
        "id": figure.id,
        "at": dict(zip(keys, figure.key, strict=True)),
        "value": exact,
    }
    if bounds is not None and exact is None:
        found |= {"low": bounds[0], "high": bounds[1]}
    if isinstance(cell, Gap):
        found["gap"] = True
    if (text := getattr(cell, "text", None)) is not None:
        found["printed"] = text
    return found


def _plain_axis(axis: Axis) -> dict[str, object]:
    return {
        "axis": axis.key,
        "label": axis.label,
        "categories": [
            {"code": n.code, "label": n.label, "parent": n.parent, "level": n.depth}
            for n in axis.nodes
        ],
    }


def _plain_notes(table: ReleasedTable) -> list[dict[str, object]]:
    return [
        {"kind": note.kind.value, "period": note.period, "row": note.row, "text": note.text}
        for note in table.notes
    ]
