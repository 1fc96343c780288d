"""Counting: the answers of one vault at one moment, and exact figures for the adviser's own screen."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from functools import partial

from vp_desk.advice import Theme
from vp_desk.desk.clusters import Registration
from vp_desk.desk.hours import YearHours, hours_of
from vp_desk.desk.many_years import ManyYears, many_years, told_year
from vp_desk.desk.overview import Overview, overview_of, years_of_overview
from vp_desk.desk.sources import Sources
from vp_desk.desk.talks import Talks
from vp_desk.desk.theme_years import ThemeYear, selection_of, theme_years
from vp_desk.patterns import Proposal
from vp_desk.periods import ReportingYear
from vp_desk.selection import Selection
from vp_desk.storage import activities, cases, contacts, counts, historic, lists, releases, settings
from vp_desk.storage.database import Database
from vp_desk.taxonomy import UNITS
from vp_desk.telling import Choices

#: Code of a reporting year → what the adviser chose for its report.
CHOICES_KEY = "report_choices"


class Counting(Talks):
    """The use cases that count."""

    def years_with_hours(self) -> tuple[ReportingYear, ...]:
        """The years that hold activities or conversations, newest first."""
        with self._vault.read() as db:
            found = {
                *counts.years_with(db, self.calendar, activities.TABLE),
                *counts.years_with(db, self.calendar, contacts.TABLE),
            }
        return tuple(sorted(found, reverse=True))

    def hours(self, year: ReportingYear) -> YearHours:
        """The hours of one reporting year, on cases and on activities."""
        with self._vault.read() as db:
            return hours_of(db, year, self.settings.budget_hours)

    def overview(self, number: int, today: date) -> Overview:
        """Exact figures of one reporting year and the years before it: for the adviser alone."""
        years = years_of_overview(self.calendar.year(number))
        with self._sources() as sources:
            spent = {year.code: self.hours(year) for year in years}
            return overview_of(sources, spent, number, today)

    def many_years(self, number: int, today: date) -> ManyYears:
        """Exact figures of a year that is over and the years before it: for the adviser alone.

        Args:
            number: the reporting year; when it is not over, the year before it is told.
            today: says which years are over.
        """
        with self._vault.read() as db:
            year = told_year(self.calendar.year(number), today)
            clusters = self._clusters(db, year.begin, year.end)
            return many_years(self._sources_in(db), number, today, clusters)

    def case_years(self) -> tuple[ReportingYear, ...]:
        """The years that hold cases, contacts or totals, newest first."""
        # Asked by every page that offers years: not by way of all sources, which hold the whole ledger.
        with self._vault.read() as db:
            years = {
                *counts.years_with(db, self.calendar, cases.TABLE),
                *counts.years_with(db, self.calendar, contacts.TABLE),
                *(self.calendar.year(total.year) for total in historic.totals(db)),
            }
        return tuple(sorted(years, reverse=True))

    def theme_years(self, theme: Theme, first: int, today: date) -> tuple[ThemeYear, ...]:
        """The cases of a theme in each year from a year on: exact, for the adviser alone."""
        with self._vault.read() as db:
            found = theme_years(db, self._registration(), self.lists, theme, first, today)
            return tuple(found)

    def cases_of_pattern(self, proposal: Proposal) -> Selection:
        """The cases of a pattern, for the list of cases."""
        return selection_of(proposal, self._registration(), self.lists)

    def _registration(self) -> Registration:
        return Registration(self.lists[UNITS], self.calendar, self.settings)

    @contextmanager
    def _sources(self) -> Generator[Sources]:
        """What a report is made from, all of one moment."""
        with self._vault.read() as db:
            yield self._sources_in(db)

    def _sources_in(self, db: Database) -> Sources:
        return Sources(
            settings=self.settings,
            lists=self.lists,
            fetch=counts.fetcher(db, self.calendar),
            case_years=counts.years_with(db, self.calendar, cases.TABLE),
            contact_years=counts.years_with(db, self.calendar, contacts.TABLE),
            totals=historic.totals(db),
            breaks=historic.breaks(db),
            headcounts=lists.headcounts(db),
            seed=settings.disclosure_seed(db),
            choices=choices_in(db),
            ledger=releases.ledger(db),
            late=partial(self._late, db),
            last_case=releases.last_case(db),
        )

    def _late(self, db: Database, year: ReportingYear, last_case: int) -> int:
        return counts.late_cases(db, year, last_case, self.settings.uncounted_statuses)


def choices_in(db: Database) -> dict[str, Choices]:
    """What the adviser chose for the report of each year, by the code of the year."""
    stored: dict[str, dict[str, object]] = settings.get(db, CHOICES_KEY) or {}
    return {code: Choices.from_stored(each) for code, each in stored.items()}
