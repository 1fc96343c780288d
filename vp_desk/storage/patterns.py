"""How often a main type came up in some months, as a whole and per unit: for the adviser's own screen."""

from collections.abc import Collection, Mapping

from vp_desk.periods import Month
from vp_desk.storage.database import Database
from vp_desk.storage.rows import marks


def main_types(
    db: Database, begin: Month, end: Month, uncounted: Collection[str]
) -> Mapping[tuple[str, str | None], int]:
    """(Main type, unit or None) → the number of cases that began in these months, half-open."""
    without = sorted(uncounted)
    status = f" AND (status IS NULL OR status NOT IN ({marks(without)}))" if without else ""
    rows = db.rows(
        "SELECT main_type, unit, count(*) FROM cases WHERE month >= ? AND month < ?"  # noqa: S608 - ours
        f"{status} GROUP BY 1, 2",
        (begin.number, end.number, *without),
    )
    return {(main_type, unit): number for main_type, unit, number in rows}
