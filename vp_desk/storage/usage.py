"""In how many records a code is used: what an adviser wants to know before changing a list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from vp_desk.fields import ACTIVITY_FIELDS, CASE_FIELDS, CONTACT_FIELDS, Field, Kind
from vp_desk.periods import Month
from vp_desk.storage.database import Database, Value
from vp_desk.taxonomy import TYPES, UNITS

#: How many units of a stored day go into a month's number.
_DAYS = 100


@dataclass(frozen=True, slots=True)
class Usage:
    """Records that hold a code or a part of it; each record counts once."""

    cases: int = 0
    contacts: int = 0
    activities: int = 0
    #: Recommendations and signals with it as their theme.
    advice: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.cases + self.contacts + self.activities + self.advice


def usage(db: Database, name: str, code: str, since: Month | None = None) -> Usage:
    """How often a code of a list is used.

    Args:
        db: the vault.
        name: the name of the list.
        code: the code; its parts count too.
        since: only records of this month and later: cases by their first contact, others by their day.
    """
    month = 0 if since is None else since.number
    return Usage(
        cases=_count(db, "cases", _using(CASE_FIELDS, name), code, ("month", month)),
        contacts=_count(
            db, "contacts", _using(CONTACT_FIELDS, name), code, ("held_on", month * _DAYS)
        ),
        activities=_count(
            db, "activities", _using(ACTIVITY_FIELDS, name), code, ("held_on", month * _DAYS)
        ),
        advice=_advice(db, name, code, since),
    )


def _advice(db: Database, name: str, code: str, since: Month | None) -> int:
    """Recommendations count by their year, signals by their day."""
    column = {TYPES: "types", UNITS: "units"}.get(name)
    if column is None:
        return 0
    month = 0 if since is None else since.number
    rows = db.rows(
        f"SELECT {column} FROM recommendations WHERE year >= ? "  # noqa: S608 - ours
        f"UNION ALL SELECT {column} FROM signals WHERE made_on >= ?",
        (month // 100, month * _DAYS),
    )
    held = (json.loads(codes) for (codes,) in rows)
    return sum(any(c == code or c.startswith(f"{code}.") for c in codes) for codes in held)


def _using(fields: Sequence[Field], name: str) -> list[Field]:
    return [field for field in fields if field.values == name]


def _count(
    db: Database, table: str, fields: Sequence[Field], code: str, since: tuple[str, int]
) -> int:
    """The rows of a table that hold the code in one of the fields, from a moment on."""
    if not fields:
        return 0
    # Between "a." and "a/" lies everything that begins with "a.": / follows . in every encoding.
    values: list[Value] = [code, f"{code}.", f"{code}/"]
    tests: list[str] = []
    parameters: list[Value] = []
    for field in fields:
        if field.kind is Kind.CODES:
            tests.append(
                "id IN (SELECT case_id FROM case_values WHERE field = ? "
                "AND (code = ? OR (code > ? AND code < ?)))"
            )
            parameters += [field.key, *values]
        else:
            tests.append(f"({field.key} = ? OR ({field.key} > ? AND {field.key} < ?))")
            parameters += values
    column, first = since
    sql = f"SELECT count(*) FROM {table} WHERE {column} >= ? AND ({' OR '.join(tests)})"  # noqa: S608 - ours
    return int(db.value(sql, (first, *parameters)))
