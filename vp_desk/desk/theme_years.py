"""How many cases a theme had, year by year: exact, for the adviser's own screen alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vp_desk.advice import Theme
from vp_desk.aggregate import Measure
from vp_desk.desk.clusters import Registration
from vp_desk.historic import by_year
from vp_desk.patterns import Proposal
from vp_desk.periods import Month, ReportingYear
from vp_desk.selection import Selection
from vp_desk.storage import cases, counts, historic
from vp_desk.storage.database import Database
from vp_desk.taxonomy import TYPES, UNITS, Lists


@dataclass(frozen=True, slots=True)
class ThemeYear:
    """The new cases of one reporting year on a theme."""

    year: ReportingYear
    cases: int
    #: Whether the year is over: a year that is not, is no year to compare with.
    over: bool
    #: Its cases, for the list of cases.
    selection: Selection


def theme_years(
    db: Database,
    registration: Registration,
    lists: Lists,
    theme: Theme,
    first: int,
    today: date,
) -> Iterator[ThemeYear]:
    """From a year until now, oldest first; nothing for a theme without types and units.

    A year that was not registered here is left out: it is a gap, and no zero.
    """
    begun = counts.first_month(db)
    theirs = by_year(historic.totals(db), Measure.CASES)
    now = registration.calendar.year_of(Month.of(today))
    year = registration.calendar.year(first)
    while begun is not None and (theme.types or theme.units) and year.begin <= now.begin:
        if year.end <= begun or year.year in theirs:
            year = registration.calendar.year(year.year + 1)
            continue
        selection = Selection(
            begin=year.begin,
            end=year.end,
            codes=_codes(theme),
            without_status=registration.settings.uncounted_statuses,
        )
        number = cases.total(db, selection, lists)
        yield ThemeYear(year, number, year.begin < now.begin, selection)
        year = registration.calendar.year(year.year + 1)


def selection_of(proposal: Proposal, registration: Registration, lists: Lists) -> Selection:
    """The cases of a pattern: those with its main type, and no part of it, within its months."""
    code = proposal.type
    parts = any(other.code.startswith(f"{code}.") for other in lists.types)
    return Selection(
        begin=proposal.begin,
        end=proposal.end,
        codes=_codes(Theme((f"{code}.-" if parts else code,), proposal.theme.units)),
        first_only=frozenset({TYPES}),
        without_status=registration.settings.uncounted_statuses,
    )


def _codes(theme: Theme) -> dict[str, frozenset[str]]:
    asked = {TYPES: frozenset(theme.types), UNITS: frozenset(theme.units)}
    return {name: codes for name, codes in asked.items() if codes}
