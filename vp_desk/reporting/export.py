"""Aggregates as files for other programs: CSV, XLSX, JSON. From released tables only.

All three say the same. No file ever says why a figure is not told: `null`, or `low` and `high`. The
same figures give the same bytes: the date in a file is that of the report.

One format is one file, so that nothing can get lost on the way: the XLSX explains itself on a sheet
"Toelichting", the JSON under the key `dictionary`. A CSV has no room for that without breaking the
programs that read it, so it comes with a second file, `NAME.lees-mij.txt`, with the same explanation.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from vp_desk.released import Publication
from vp_desk.reporting.cells import COLUMNS, Cell, cells_of
from vp_desk.reporting.facts import ReportFacts

if TYPE_CHECKING:
    from xlsxwriter import Format, Worksheet

#: The sheet of an XLSX that says what the columns mean.
EXPLANATION = "Toelichting"
#: The last column of a CSV, which has no other room for it.
REFERENCE = "uitgave"
#: A spreadsheet takes a text that begins like this for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
#: Put before such a text; a spreadsheet shows the rest as text.
_NEUTRAL = "'"


@dataclass(frozen=True)
class Source:
    """What is exported: what each kind of reader gets, in one file."""

    #: The parts of one publication (`Publication.for_edition`); at least one.
    publications: Sequence[Publication]
    facts: ReportFacts

    def cells(self) -> Iterator[Cell]:
        """Every cell of every table of every edition, in order."""
        for publication in self.publications:
            yield from cells_of(publication)


def edition_code(publication: Publication) -> str:
    """The code of an edition; `all` for a publication of everything."""
    return publication.edition.code if publication.edition else "all"


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: `=1+1` becomes `'=1+1`."""
    text = text.replace("\x00", "")
    return f"{_NEUTRAL}{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def write_csv(source: Source) -> bytes:
    """Long format, one row per cell: UTF-8 with a byte order mark and semicolons.

    So a Dutch Excel opens it by a double click with every value in its own column.
    """
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow((*(column.name for column in COLUMNS), REFERENCE))
    reference = source.facts.reference
    for cell in source.cells():
        writer.writerow((*(_csv_value(column.value(cell)) for column in COLUMNS), reference))
    return target.getvalue().encode("utf-8-sig")


def _csv_value(value: str | int | None) -> str | int:
    if value is None:
        return ""
    return neutral(value) if isinstance(value, str) else value


def write_dictionary(source: Source) -> bytes:
    """The explanation that goes with a CSV, as plain text."""
    lines = [
        *(f"{head}: {text}" for head, text in about(source)),
        "",
        "Kolommen (gescheiden door een puntkomma, tekens in UTF-8)",
        *(f"- {column.name}: {column.meaning}" for column in COLUMNS),
        f"- {REFERENCE}: waaraan de kluis dit bestand herkent; in elke rij gelijk",
        "",
        "Een tekst die begint met = + - @ of een tab krijgt een ' ervoor, zodat geen programma hem als",
        "formule uitvoert.",
    ]
    return "\r\n".join(lines).encode("utf-8-sig")


def about(source: Source) -> tuple[tuple[str, str], ...]:
    """What a reader of the figures has to know, as pairs of a head and a text."""
    facts = source.facts
    return (
        ("Organisatie", facts.organisation),
        ("Verslagjaar", facts.year.label),
        ("Periode", facts.period),
        ("Datum", facts.date.isoformat()),
        *((("Uitgave", facts.reference),) if facts.reference else ()),
        *((("Vervangt", facts.replaces),) if facts.replaces else ()),
        ("Indeling", facts.taxonomy),
        ("Drempel", f"{source.publications[0].threshold} zaken"),
        (
            "Lege waarde",
            (
                "het aantal wordt niet getoond, zodat niemand herkenbaar wordt. Dat is iets anders dan "
                "nul. Staan er een ondergrens en een bovengrens, dan ligt het aantal daartussen."
            ),
        ),
        ("Geen cijfer", "staat in de kolom stand: in dat jaar is dit niet geregistreerd."),
        (
            "Optellen",
            (
                "tel geen rijen op zonder op het niveau te letten: totalen en delen staan onder elkaar. "
                "Vermeldingen tellen op tot meer dan het aantal zaken."
            ),
        ),
    )


def write_json(source: Source) -> bytes:
    """Everything per edition: tables, axes with parents, cells, and the sums that tie cells."""
    facts = source.facts
    told = {
        "format": "vp-desk-aggregates",
        "version": 1,
        "organisation": facts.organisation,
        "year": facts.year.code,
        "period": facts.period,
        "date": facts.date.isoformat(),
        "release": facts.reference,
        "replaces": facts.replaces,
        "taxonomy": facts.taxonomy,
        "dictionary": {column.key: column.meaning for column in COLUMNS if column.in_json},
        "editions": [_json_edition(publication) for publication in source.publications],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _json_edition(publication: Publication) -> dict[str, object]:
    return {
        "edition": edition_code(publication),
        "label": publication.edition.label if publication.edition else "Alle tabellen",
        "threshold": publication.threshold,
        "small_figures": publication.small_figures.value,
        "tables": [_json_table(publication, name) for name in publication.tables],
        # Each says: the sum of coefficient x cell is zero. Cells that stand in no table are whole
        # numbers of zero or more, which a reader can reckon with too.
        "relations": [
            [{"cell": cell, "coefficient": number} for cell, number in relation]
            for relation in publication.relations
        ],
        "derivable": sorted(publication.derivable),
    }


def _json_table(publication: Publication, name: str) -> dict[str, object]:
    table = publication.tables[name]
    return {
        "name": name,
        "label": table.label,
        "measure": table.measure,
        "axes": [
            {
                "axis": axis.key,
                "label": axis.label,
                "categories": [
                    {
                        "code": node.code,
                        "label": node.label,
                        "parent": node.parent,
                        "level": node.depth,
                    }
                    for node in axis.nodes
                ],
            }
            for axis in table.axes
        ],
        "cells": [cell.to_json() for cell in cells_of(publication, name)],
        "notes": [
            {"kind": note.kind.value, "period": note.period, "row": note.row, "text": note.text}
            for note in table.notes
        ],
    }


def write_xlsx(source: Source) -> bytes:
    """A sheet per edition and one that explains. Text is written as text: nothing can be a formula."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - late: not cheap to import

    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    facts = source.facts
    with Workbook(target, options) as book:
        book.set_properties(
            {
                "title": f"Cijfers vertrouwenspersoon {facts.year.label}",
                "author": facts.author or facts.organisation,
                "company": facts.organisation,
                "keywords": facts.reference,
                "created": datetime.combine(facts.date, time()),
            }
        )
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for publication in source.publications:
            _write_sheet(book.add_worksheet(_sheet_name(publication)), publication, head)
        explained = book.add_worksheet(EXPLANATION)
        explained.set_column(0, 0, 22)
        explained.set_column(1, 1, 90)
        rows = [*about(source), ("", ""), *((c.name, c.meaning) for c in COLUMNS)]
        for number, (name, text) in enumerate(rows):
            explained.write_string(number, 0, name, head if name else wrap)
            explained.write_string(number, 1, text, wrap)
    return target.getvalue()


def _sheet_name(publication: Publication) -> str:
    """At most 31 characters, without the signs that a sheet may not have in its name."""
    label = publication.edition.label if publication.edition else "Alle tabellen"
    return "".join(char for char in label if char not in "[]:*?/\\'")[:31] or edition_code(
        publication
    )


def _write_sheet(sheet: "Worksheet", publication: Publication, head: "Format") -> None:
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.name, head)
        sheet.set_column(place, place, column.width)
    rows = 0
    for rows, cell in enumerate(cells_of(publication), start=1):
        for place, column in enumerate(COLUMNS):
            value = column.value(cell)
            if isinstance(value, int):
                sheet.write_number(rows, place, value)
            elif value is not None:
                sheet.write_string(rows, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(COLUMNS) - 1)


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format: how its file ends and what goes into it and beside it."""

    suffix: str
    label: str
    write: Callable[[Source], bytes]
    #: Ending of a second file → its writer.
    beside: Mapping[str, Callable[[Source], bytes]]

    def __call__(self, source: Source) -> bytes:
        """The file itself."""
        return self.write(source)

    def files(self, source: Source, stem: str) -> dict[str, bytes]:
        """All files of the format by name, the file itself first: `{"cijfers.csv": …}`."""
        found = {f"{stem}{self.suffix}": self.write(source)}
        return found | {f"{stem}{ending}": write(source) for ending, write in self.beside.items()}


FORMATS: Mapping[str, ExportFormat] = {
    found.suffix: found
    for found in (
        ExportFormat(".csv", "CSV (puntkomma)", write_csv, {".lees-mij.txt": write_dictionary}),
        ExportFormat(".xlsx", "Excel", write_xlsx, {}),
        ExportFormat(".json", "JSON", write_json, {}),
    )
}
