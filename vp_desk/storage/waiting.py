"""What waits for the adviser: cases that went quiet, aftercare that was planned, cases of last year."""

from collections.abc import Collection
from datetime import date
from typing import Final

from vp_desk.periods import Month
from vp_desk.storage.database import Database, Value
from vp_desk.storage.rows import day_number, marks

#: More than this nobody reads on one page; the number is told.
MOST: Final = 20


def quiet(db: Database, statuses: Collection[str], before: date) -> tuple[int, list[int]]:
    """Cases of some statuses without a conversation since a day: how many, and which are quiet longest.

    A case without any conversation has been quiet since the month of its first contact.
    """
    source = (
        "FROM cases c INDEXED BY cases_counted "  # noqa: S608 - ours
        f"WHERE c.month < ? AND c.status IN ({marks(statuses)}) "
        "AND NOT EXISTS (SELECT 1 FROM contacts k WHERE k.case_id = c.id AND k.held_on >= ?)"
    )
    parameters: tuple[Value, ...] = (
        Month.of(before).number,
        *sorted(statuses),
        day_number(before),
    )
    total = int(db.value(f"SELECT count(*) {source}", parameters))
    last = "(SELECT max(held_on) FROM contacts k WHERE k.case_id = c.id)"
    order = f"ORDER BY coalesce({last}, c.month * 100), c.id LIMIT ?"
    rows = db.rows(f"SELECT c.id {source} {order}", (*parameters, MOST))
    return total, [case_id for (case_id,) in rows]


def planned(db: Database, until: Month) -> list[int]:
    """Cases whose aftercare was planned for a month that has come, the longest waiting first."""
    rows = db.rows(
        "SELECT id FROM cases WHERE aftercare_month <= ? AND aftercare = 'planned' "
        "ORDER BY aftercare_month, id LIMIT ?",
        (until.number, MOST),
    )
    return [case_id for (case_id,) in rows]


def carried(db: Database, statuses: Collection[str], begin: Month) -> int:
    """How many cases of before a month are still of one of the statuses."""
    return int(
        db.value(
            f"SELECT count(*) FROM cases WHERE month < ? AND status IN ({marks(statuses)})",  # noqa: S608
            (begin.number, *sorted(statuses)),
        )
    )
