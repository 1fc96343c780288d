"""Time spent, added up by month in the database: in conversations, and on activities by kind."""

from collections.abc import Mapping

from vp_desk.periods import Month, ReportingYear
from vp_desk.storage.database import Database
from vp_desk.storage.rows import month_of

#: Quarters of talk, of preparation and of travel.
ContactQuarters = tuple[int, int, int]


def of_contacts(db: Database, year: ReportingYear) -> Mapping[Month, ContactQuarters]:
    """Quarters of an hour in conversations, by the month of their own date."""
    sql = (
        "SELECT held_on / 100, sum(talk_quarters), sum(preparation_quarters), sum(travel_quarters) "
        "FROM contacts WHERE held_on >= ? AND held_on < ? GROUP BY held_on / 100"
    )
    rows = db.rows(sql, _days(year))
    return {month_of(month): (talk, before, travel) for month, talk, before, travel in rows}


def of_activities(db: Database, year: ReportingYear) -> Mapping[tuple[Month, str], int]:
    """Quarters of an hour on activities, by month and kind."""
    sql = (
        "SELECT held_on / 100, kind, sum(quarters) FROM activities "
        "WHERE held_on >= ? AND held_on < ? GROUP BY held_on / 100, kind"
    )
    return {(month_of(month), kind): spent for month, kind, spent in db.rows(sql, _days(year))}


def _days(year: ReportingYear) -> tuple[int, int]:
    """The first day of a year and the first that no longer belongs to it, as they are stored."""
    return year.begin.number * 100, year.end.number * 100
