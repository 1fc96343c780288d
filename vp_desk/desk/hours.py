"""Hours of a reporting year: on cases and on activities, month by month, beside what was agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vp_desk.periods import Month, ReportingYear
from vp_desk.storage import hours
from vp_desk.storage.database import Database

#: Quarters in an hour.
QUARTERS = 4


@dataclass(frozen=True, slots=True)
class MonthHours:
    """The time of one month, in quarters of an hour."""

    month: Month
    talk: int = 0
    preparation: int = 0
    travel: int = 0
    #: By kind of activity.
    by_kind: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def cases(self) -> int:
        """On cases: talk, preparation and travel."""
        return self.talk + self.preparation + self.travel

    @property
    def activities(self) -> int:
        """On activities of every kind."""
        return sum(self.by_kind.values())

    @property
    def total(self) -> int:
        """On everything."""
        return self.cases + self.activities


@dataclass(frozen=True)
class YearHours:
    """The time of one reporting year. Every conversation counts, whatever the status of its case."""

    year: ReportingYear
    #: All twelve, in the order of the year.
    months: tuple[MonthHours, ...]
    #: Hours agreed for the year; None = nothing was agreed.
    budget: int | None

    @property
    def cases(self) -> int:
        """Quarters on cases."""
        return sum(month.cases for month in self.months)

    @property
    def activities(self) -> int:
        """Quarters on activities."""
        return sum(month.activities for month in self.months)

    @property
    def by_kind(self) -> Mapping[str, int]:
        """Quarters by kind of activity, most first."""
        found: dict[str, int] = {}
        for month in self.months:
            for kind, quarters in month.by_kind.items():
                found[kind] = found.get(kind, 0) + quarters
        return dict(sorted(found.items(), key=lambda pair: -pair[1]))

    def until(self, last: Month) -> int:
        """Quarters of the months up to and including `last`."""
        return sum(month.total for month in self.months if month.month <= last)

    def agreed_until(self, last: Month) -> float | None:
        """Hours agreed for the months up to and including `last`: each month its twelfth part."""
        if self.budget is None:
            return None
        passed = sum(month.month <= last for month in self.months)
        return self.budget * passed / len(self.months)


def hours_of(db: Database, year: ReportingYear, budget: int | None) -> YearHours:
    """The hours of one year, counted in the database."""
    contacts = hours.of_contacts(db, year)
    kinds: dict[Month, dict[str, int]] = {}
    for (month, kind), quarters in hours.of_activities(db, year).items():
        kinds.setdefault(month, {})[kind] = quarters
    return YearHours(
        year, tuple(_month(year.begin.plus(n), contacts, kinds) for n in range(12)), budget
    )


def _month(
    month: Month,
    contacts: Mapping[Month, Sequence[int]],
    kinds: Mapping[Month, Mapping[str, int]],
) -> MonthHours:
    talk, preparation, travel = contacts.get(month, (0, 0, 0))
    return MonthHours(month, talk, preparation, travel, kinds.get(month, {}))
