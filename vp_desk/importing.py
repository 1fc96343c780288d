"""Read cases, contacts and totals of earlier years from CSV files.

The columns are not described twice: they follow from the catalogue of fields. Nothing is stored here.
Every reader returns what it could read together with what is wrong, line by line; the texts name the
line, the column and the reason, never the content of a cell, which could be the text of a case.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from vp_desk.aggregate import CaseFile, Measure
from vp_desk.axes import TOTAL
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS, Field, Kind
from vp_desk.historic import (
    HistoricTotal,
    best_list,
    by_year,
    code_of,
    read_figure,
    remarks_on,
)
from vp_desk.periods import FIRST_YEAR, LAST_YEAR, Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.taxonomy import UNITS, Code, Lists, folded, own_code, type_versions

#: Between several values of one field; the first is the main one.
SEPARATOR = "|"
#: The column that ties a contact to its case; both files use it, and the vault forgets it.
CASE_COLUMN = "case"


class UnreadableFileError(VpDeskError):
    """A file that is no table we can read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Dit bestand kan niet worden gelezen: {reason}")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row."""

    #: Line in the file; the heading is line 1.
    line: int
    #: A Dutch sentence that names the column and the reason.
    text: str

    def __str__(self) -> str:
        return f"Regel {self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, by column key."""

    line: int
    values: Mapping[str, str]


@dataclass(frozen=True)
class CasesPreview:
    """What a file of cases holds. Only importable as a whole."""

    files: tuple[CaseFile, ...]
    #: Units that the file names and the vault does not know yet.
    new_units: tuple[Code, ...]
    problems: tuple[RowProblem, ...]

    @property
    def can_import(self) -> bool:
        """Whether all of it is in order."""
        return bool(self.files) and not self.problems


@dataclass(frozen=True)
class TotalsPreview:
    """What a file of totals holds. Only importable as a whole."""

    rows: tuple[HistoricTotal, ...]
    problems: tuple[RowProblem, ...]
    #: Dutch sentences on contradicting totals, breaks, missing and unknown rows.
    remarks: tuple[str, ...]
    code_list: str

    @property
    def can_import(self) -> bool:
        """Whether all of it is in order."""
        return bool(self.rows) and not self.problems


def read_table(path: Path, columns: Mapping[str, Sequence[str]]) -> list[Row]:
    """Read a CSV file with a heading; comma, semicolon or tab, UTF-8 or Windows-1252.

    Args:
        path: the file.
        columns: key of each column → the ways in which its heading may be written.

    Raises:
        UnreadableFileError: the file is no such table; the sentence says why.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError("het bestand bestaat niet of mag niet worden geopend.") from error
    text = _decoded(raw)
    if "\0" in text or not text.strip():
        raise UnreadableFileError("het is leeg of het is geen CSV. Sla het in Excel op als CSV.")
    heading = text.splitlines()[0]
    delimiter = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    known = {folded(name): key for key, names in columns.items() for name in (key, *names)}
    rows: list[Row] = []
    try:
        keys = [_column_key(name, known) for name in next(reader)]
        if len(set(keys)) != len(keys):
            raise UnreadableFileError("twee kolommen hebben dezelfde naam. Verwijder er een.")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(keys) - len(cells))]
                values = {key: cell.strip() for key, cell in zip(keys, padded, strict=False)}
                rows.append(Row(reader.line_num, values | _overflow(cells, keys)))
    except csv.Error as error:
        line = reader.line_num
        raise UnreadableFileError(f"regel {line} heeft een verkeerd aanhalingsteken.") from error
    return rows


#: Where `read_table` puts the cells of a row that is longer than the heading.
_TOO_LONG = "…"


def _overflow(cells: Sequence[str], keys: Sequence[str]) -> dict[str, str]:
    return {_TOO_LONG: "x"} if any(cell.strip() for cell in cells[len(keys) :]) else {}


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _column_key(name: str, known: Mapping[str, str]) -> str:
    key = known.get(folded(name))
    if key is None:
        raise UnreadableFileError(
            f"de kolom '{name.strip()[:40]}' is onbekend. Bekende kolommen: "
            f"{', '.join(dict.fromkeys(known.values()))}."
        )
    return key


# --- cases and contacts ---------------------------------------------------------------------------


def case_columns() -> dict[str, tuple[str, ...]]:
    """The columns of a file of cases: key → other headings."""
    fields = {f.key: (f.label,) for f in CASE_FIELDS if f.asked}
    return {CASE_COLUMN: ("Zaak", "Zaakcode", "code"), **fields}


def contact_columns() -> dict[str, tuple[str, ...]]:
    """The columns of a file of contacts: key → other headings."""
    fields = {f.key: (f.label,) for f in CONTACT_FIELDS if f.asked}
    return {CASE_COLUMN: ("Zaak", "Zaakcode", "code"), **fields}


def describe(lists: Lists) -> dict[str, object]:
    """The two files, in the manner of a JSON Schema: what the importer itself goes by."""
    return {
        "cases": _described(CASE_FIELDS, lists, required=("month", "types")),
        "contacts": _described(CONTACT_FIELDS, lists, required=(CASE_COLUMN, "held_on")),
        "separator": SEPARATOR,
    }


def _described(fields: Sequence[Field], lists: Lists, required: Sequence[str]) -> dict[str, object]:
    properties: dict[str, object] = {
        CASE_COLUMN: {"type": "string", "title": "Zaak", "description": "verbindt zaak en gesprek"}
    }
    patterns: dict[Kind, dict[str, object]] = {
        Kind.MONTH: {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
        Kind.DATE: {"type": "string", "format": "date"},
        Kind.QUARTERS: {"type": "integer", "minimum": 0, "unit": "kwartier"},
        Kind.NUMBER: {"type": "integer", "minimum": 0},
    }
    for field in fields:
        if not field.asked:
            continue
        entry: dict[str, object] = {
            "title": field.label,
            **patterns.get(field.kind, {"type": "string"}),
        }
        if field.values is not None:
            entry["enum"] = {code.code: code.label for code in lists[field.values].offered()}
            entry["several"] = field.kind is Kind.CODES
        properties[field.key] = entry
    return {"type": "object", "required": list(required), "properties": properties}


class _Refusal(Exception):  # noqa: N818 - not an error: a value on its way to the list of problems
    """One cell cannot be read; becomes a `RowProblem`."""


def read_cases(
    cases: Path, contacts: Path | None, lists: Lists, new_code: Callable[[], CaseCode]
) -> CasesPreview:
    """Read a file of cases and, if there is one, a file of their contacts.

    Args:
        cases: one row per case.
        contacts: one row per contact, tied to its case by the column `case`.
        lists: the code lists of the vault.
        new_code: gives every case a code of its own; what the file calls a case is forgotten.

    Raises:
        UnreadableFileError: a file is no such table.
    """
    problems: list[RowProblem] = []
    rows = read_table(cases, case_columns())
    lists, new_units = _with_units_of(rows, lists)
    reader = _RecordReader(lists, problems)
    found: dict[str, Case] = {}
    for row in rows:
        name = row.values.get(CASE_COLUMN, "") or f"regel {row.line}"
        if name in found:
            problems.append(RowProblem(row.line, "deze zaak staat al eerder in het bestand."))
            continue
        case = reader.case(row, new_code())
        if case is not None:
            found[name] = case
    by_case: dict[str, list[Contact]] = {}
    for row in read_table(contacts, contact_columns()) if contacts else ():
        name = row.values.get(CASE_COLUMN, "")
        if name not in found:
            problems.append(
                RowProblem(row.line, "de zaak van dit gesprek staat niet in het bestand.")
            )
            continue
        contact = reader.contact(row, found[name].code)
        if contact is not None:
            by_case.setdefault(name, []).append(contact)
    files = tuple(CaseFile(case, tuple(by_case.get(name, ()))) for name, case in found.items())
    return CasesPreview(files, new_units, tuple(problems))


def _with_units_of(rows: Sequence[Row], lists: Lists) -> tuple[Lists, tuple[Code, ...]]:
    """The lists with the units that the file names; units are the organisation's own list."""
    known = lists[UNITS]
    new: dict[str, Code] = {}
    for row in rows:
        label = row.values.get(UNITS, "")
        if label and known.find(label) is None and folded(label) not in new:
            code = own_code(label, known, taken={unit.code for unit in new.values()})
            new[folded(label)] = Code(code, label, label)
    units = tuple(new.values())
    return (lists.with_own({UNITS: units}) if units else lists), units


class _RecordReader:
    """Turns rows into records by the catalogue of fields."""

    def __init__(self, lists: Lists, problems: list[RowProblem]) -> None:
        self._lists = lists
        self._problems = problems

    def case(self, row: Row, code: CaseCode) -> Case | None:
        values = self._values(row, CASE_FIELDS, required=("month", "types"))
        return None if values is None else Case(code=code, **values)

    def contact(self, row: Row, case: CaseCode) -> Contact | None:
        values = self._values(row, CONTACT_FIELDS, required=("held_on",))
        return None if values is None else Contact(case=case, **values)

    def _values(
        self, row: Row, fields: Sequence[Field], required: Sequence[str]
    ) -> dict[str, Any] | None:
        before = len(self._problems)
        values: dict[str, Any] = {}
        if _TOO_LONG in row.values:
            self._problems.append(RowProblem(row.line, "de rij heeft meer cellen dan kolommen."))
        for field in fields:
            text = row.values.get(field.key, "")
            if not field.asked or (not text and field.key not in required):
                continue
            try:
                values[field.key] = self._value(text, field)
            except _Refusal as refusal:
                self._problems.append(
                    RowProblem(row.line, f"kolom '{field.label}': {refusal.args[0]}")
                )
        return values if len(self._problems) == before else None

    def _value(self, text: str, field: Field) -> object:
        if not text:
            raise _Refusal("deze kolom mag niet leeg zijn.")
        match field.kind:
            case Kind.MONTH:
                return _month(text)
            case Kind.DATE:
                return _day(text)
            case Kind.NUMBER | Kind.QUARTERS:
                return _whole(text)
            case Kind.CODE:
                return self._code(text, field)
            case Kind.CODES:
                parts = [part for part in map(str.strip, text.split(SEPARATOR)) if part]
                return tuple(dict.fromkeys(self._code(part, field) for part in parts))
            case _:
                return text

    def _code(self, text: str, field: Field) -> str:
        values = self._lists[field.values or ""]
        code = values.find(text)
        if code is None:
            raise _Refusal(f"deze waarde staat niet in de lijst '{values.label}'.")
        return code


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except VpDeskError as error:
        raise _Refusal("dit is geen maand. Schrijf bijvoorbeeld 2025-03.") from error


def _day(text: str) -> date:
    try:
        parts = [int(part) for part in text.replace("/", "-").split("-")]
        year, month, day = parts if parts[0] > 31 else reversed(parts)
        found = date(year, month, day)
    except ValueError as error:
        raise _Refusal("dit is geen datum. Schrijf bijvoorbeeld 2025-03-14.") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _Refusal("dit jaar kan niet kloppen.")
    return found


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _Refusal("dit is geen heel getal van nul of meer.")
    return int(text)


# --- totals of earlier years ----------------------------------------------------------------------

TOTALS_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "year": ("Jaar",),
    "measure": ("Teleenheid",),
    "list": ("Lijst",),
    "category": ("Categorie", "Type"),
    "subcategory": ("Subcategorie", "Subtype"),
    "count": ("Aantal",),
    "source": ("Bron",),
    "published": ("Gepubliceerd",),
    "note": ("Opmerking", "Toelichting"),
}

_YES, _NO = {"yes", "ja", "true", "1"}, {"no", "nee", "false", "0"}
_MEASURES = {
    folded(word): measure for measure in Measure for word in (measure.value, measure.label)
}


@dataclass(frozen=True, slots=True)
class TotalsDefaults:
    """What holds for rows that do not say it themselves."""

    measure: Measure = Measure.CASES
    published: bool = True
    #: Version of the list of types; None = the one that knows most of the rows.
    code_list: str | None = None


def read_totals(path: Path, defaults: TotalsDefaults) -> TotalsPreview:
    """Read a file of totals.

    Raises:
        UnreadableFileError: the file is no such table.
    """
    rows = read_table(path, TOTALS_COLUMNS)
    labels = (row.values.get("category", "") for row in rows)
    code_list = defaults.code_list or best_list(labels)
    problems: list[RowProblem] = []
    found: dict[tuple[int, Measure, str], HistoricTotal] = {}
    for row in rows:
        try:
            total = _total(row, replace(defaults, code_list=code_list))
        except _Refusal as refusal:
            problems.append(RowProblem(row.line, refusal.args[0]))
            continue
        key = (total.year, total.measure, total.code or total.label)
        if key in found:
            problems.append(RowProblem(row.line, "deze rij staat al eerder in het bestand."))
        found[key] = total
    totals = tuple(found.values())
    return TotalsPreview(totals, tuple(problems), tuple(_remarks(totals)), code_list)


def _total(row: Row, defaults: TotalsDefaults) -> HistoricTotal:
    values = row.values
    year = values.get("year", "")
    if not (year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise _Refusal("kolom 'year': dit is geen jaar.")
    category, subcategory = values.get("category", ""), values.get("subcategory", "")
    if not category:
        raise _Refusal("kolom 'category': deze kolom mag niet leeg zijn.")
    text = values.get("count", "")
    figure = read_figure(text)
    if figure is None:
        raise _Refusal("kolom 'count': dit is geen aantal. Schrijf 12, <5 of ca. 1000.")
    published = _published(values.get("published", ""), default=defaults.published)
    if not published and figure[0] != figure[1]:
        raise _Refusal(
            "kolom 'count': een aantal dat niet gepubliceerd is moet een heel getal zijn, "
            "anders kan het niet worden beschermd."
        )
    measure = defaults.measure
    if values.get("measure"):
        if folded(values["measure"]) not in _MEASURES:
            raise _Refusal("kolom 'measure': deze teleenheid bestaat niet.")
        measure = _MEASURES[folded(values["measure"])]
    code_list = values.get("list") or defaults.code_list or ""
    if code_list not in type_versions():
        raise _Refusal("kolom 'list': deze lijst bestaat niet.")
    return HistoricTotal(
        year=int(year),
        measure=measure,
        code_list=code_list,
        category=category,
        subcategory=subcategory,
        code=code_of(category, subcategory, type_versions()[code_list]),
        text=text,
        low=figure[0],
        high=figure[1],
        source=values.get("source", ""),
        published=published,
        note=values.get("note", ""),
    )


def _published(text: str, *, default: bool) -> bool:
    word = folded(text)
    if word and word not in _YES | _NO:
        raise _Refusal("kolom 'published': schrijf ja of nee.")
    return default if not word else word in _YES


def _remarks(totals: Sequence[HistoricTotal]) -> Iterator[str]:
    for measure in dict.fromkeys(total.measure for total in totals):
        yield from (note.text for note in remarks_on(by_year(totals, measure), for_adviser=True))
    unknown = dict.fromkeys(total.label for total in totals if total.code is None)
    for label in unknown:
        yield f"‘{label}’ staat niet in de lijst: wordt bewaard, maar komt niet in de trend."
    for total in totals:
        if not total.exact and total.code != TOTAL:
            yield f"{total.year}, ‘{total.label}’: ‘{total.text}’ is geen precies getal."
