"""How far the records of a year are filled in, and when its conversations were written down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vp_desk.fields import Field, Kind
from vp_desk.periods import ReportingYear
from vp_desk.storage.database import Database
from vp_desk.storage.rows import day_of


@dataclass(frozen=True, slots=True)
class Lags:
    """Days between conversations and the days they were written down."""

    known: tuple[int, ...]
    #: Conversations of which only the month is known.
    month_only: int
    #: Others of which it is not known when they were written down.
    unknown: int


def cases_of(db: Database, year: ReportingYear) -> int:
    """The new cases of a year."""
    return int(db.value(f"SELECT count(*) FROM cases WHERE {_MONTHS}", _bounds(year)))  # noqa: S608 - ours


def filled(db: Database, year: ReportingYear, fields: Iterable[Field]) -> Mapping[str, int]:
    """In how many new cases of a year each field was filled in, by its key."""
    found: dict[str, int] = {}
    for field in fields:
        if field.kind is Kind.CODES:
            sql = f"SELECT count(*) FROM case_values WHERE field = ? AND position = 0 AND {_MONTHS}"  # noqa: S608 - ours
            found[field.key] = int(db.value(sql, (field.key, *_bounds(year))))
        else:
            sql = f"SELECT count({field.key}) FROM cases WHERE {_MONTHS}"  # noqa: S608 - from the catalogue
            found[field.key] = int(db.value(sql, _bounds(year)))
    return found


def lags(db: Database, year: ReportingYear) -> Lags:
    """How long the conversations of a year waited.

    The day of a first conversation is not asked: it is stored as the first of its month, and says nothing.
    """
    low, high = _bounds(year)
    rows = db.rows(
        "SELECT held_on, entered_on, held_on % 100 = 1 "
        "AND (kind IS NULL OR kind = 'first' OR held_on / 100 = case_month), count(*) "
        "FROM contacts WHERE held_on >= ? AND held_on < ? GROUP BY 1, 2, 3",
        (low * 100, high * 100),
    )
    known: list[int] = []
    month_only = unknown = 0
    for held_on, entered_on, first, number in rows:
        if first:
            month_only += number
        elif entered_on is None:
            unknown += number
        else:
            waited = (day_of(entered_on) - day_of(held_on)).days
            known += [max(waited, 0)] * number
    return Lags(tuple(sorted(known)), month_only, unknown)


_MONTHS = "month >= ? AND month < ?"


def _bounds(year: ReportingYear) -> tuple[int, int]:
    return year.begin.number, year.end.number
