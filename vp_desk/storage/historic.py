"""Totals of years before the vault, and the breaks in the series."""

from collections.abc import Iterable
from dataclasses import astuple, fields
from typing import Any, Final

from vp_desk.aggregate import Measure
from vp_desk.axes import NoteKind, TableNote
from vp_desk.errors import VpDeskError
from vp_desk.historic import HistoricTotal
from vp_desk.storage.database import Database, storable

_TOTALS: Final = "historic_totals"
_BREAKS: Final = "trend_breaks"
#: Attribute of the record → column, where they differ (`text` says too little in a table).
_RENAMED: Final = {"text": "written"}
_FIELDS: Final = tuple(field.name for field in fields(HistoricTotal))
_COLUMNS: Final = tuple(_RENAMED.get(name, name) for name in _FIELDS)
#: What the seal covers beside key and position, in this order for ever; new columns at the end.
_COVERED: Final = ("code", "written", "low", "high", "source", "published", "note")
_KEY: Final = ("year", "measure", "code_list", "category", "subcategory")


class TotalsExistError(VpDeskError):
    """There are totals already for the same year, measure, list and row."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Van {year} staan deze totalen al in de kluis. Verwijder ze eerst als u ze opnieuw wilt "
            "inlezen."
        )


def totals(db: Database) -> tuple[HistoricTotal, ...]:
    """Every total, by year and in the order of its source.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    sql = (
        f"SELECT {', '.join(_COLUMNS)}, position, seal FROM historic_totals "  # noqa: S608
        "ORDER BY year, measure, code_list, position"
    )
    found: list[HistoricTotal] = []
    for *values, position, seal in db.rows(sql):
        columns: dict[str, Any] = dict(zip(_COLUMNS, values, strict=True))
        db.check(seal, _TOTALS, _key(columns), position, *_covered(columns))
        record: dict[str, Any] = dict(zip(_FIELDS, values, strict=True))
        record["measure"] = Measure(record["measure"])
        record["published"] = bool(record["published"])
        found.append(HistoricTotal(**record))
    return tuple(found)


def add(db: Database, totals: Iterable[HistoricTotal]) -> None:
    """Store totals in the order of their source.

    Raises:
        TotalsExistError: one of the rows is there already; nothing may be counted twice.
    """
    first = int(db.value("SELECT coalesce(max(position), -1) + 1 FROM historic_totals"))
    for position, total in enumerate(totals, start=first):
        columns: dict[str, Any] = dict(zip(_COLUMNS, astuple(total), strict=True))
        for name, value in columns.items():
            if isinstance(value, str):
                columns[name] = storable(str(value))
        columns["published"] = int(total.published)
        columns["position"] = position
        where = " AND ".join(f"{name} = ?" for name in _KEY)
        if db.value(f"SELECT 1 FROM historic_totals WHERE {where}", _key(columns)) is not None:  # noqa: S608
            raise TotalsExistError(total.year)
        columns["seal"] = db.seal(_TOTALS, _key(columns), position, *_covered(columns))
        names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
        db.execute(
            f"INSERT INTO historic_totals ({names}) VALUES ({marks})",  # noqa: S608
            tuple(columns.values()),
        )


def delete(db: Database, year: int, measure: Measure, code_list: str) -> int:
    """Remove the totals of one year, measure and list; returns how many there were."""
    return db.execute(
        "DELETE FROM historic_totals WHERE year = ? AND measure = ? AND code_list = ?",
        (year, str(measure), code_list),
    ).rowcount


def breaks(db: Database) -> tuple[TableNote, ...]:
    """The breaks that the adviser recorded, oldest first."""
    found: list[TableNote] = []
    rows = db.rows("SELECT year, category, reason, seal FROM trend_breaks ORDER BY 1, 2")
    for year, category, reason, seal in rows:
        db.check(seal, _BREAKS, [year, category], reason)
        found.append(TableNote(NoteKind.BREAK, str(year), category or None, reason))
    return tuple(found)


def set_break(db: Database, year: int, category: str | None, reason: str) -> None:
    """Record that figures from a year on cannot be compared with those before.

    Args:
        db: the vault.
        year: the first year after the break.
        category: code of the row it is about; None = the whole table.
        reason: a Dutch sentence; empty takes the break away.
    """
    key, text = (year, category or ""), storable(reason)
    db.execute("DELETE FROM trend_breaks WHERE year = ? AND category = ?", key)
    if text:
        seal = db.seal(_BREAKS, key, text)
        db.execute("INSERT INTO trend_breaks VALUES (?, ?, ?, ?)", (*key, text, seal))


def _key(columns: dict[str, Any]) -> list[Any]:
    return [columns[name] for name in _KEY]


def _covered(columns: dict[str, Any]) -> list[Any]:
    return [columns[name] for name in _COVERED]
