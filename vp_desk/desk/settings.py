"""What an organisation settles once; kept in the vault."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, cast

from vp_desk.disclosure import HIGHEST_THRESHOLD, LOWEST_THRESHOLD, ThresholdError
from vp_desk.errors import VpDeskError
from vp_desk.periods import ReportingCalendar
from vp_desk.suppression import Standard

#: How many years a trend may span; the usual report shows three to five.
SHORTEST_TREND, LONGEST_TREND = 1, 10
#: A unit with fewer people is never shown apart (custom of InternetSpiegel: groups of ten).
MINIMUM_HEADCOUNT = 10
#: A year of full-time work is some 1,800 hours; a team of advisers shares one vault at most.
MOST_HOURS = 10_000
#: Longer after a case nobody asks how things are.
MOST_MONTHS = 60
#: After how many minutes without a touch the vault locks.
LOCK_MINUTES = (2, 5, 10, 15)
#: Later than this after its year nobody waits for a report.
MOST_REPORT_MONTHS = 12
#: Longer than this nobody keeps a case.
MOST_YEARS = 30


class SettingError(VpDeskError):
    """A setting out of bounds."""


@dataclass(frozen=True)
class VaultSettings:
    """The settings of one vault."""

    organisation: str = ""
    #: Month in which a reporting year begins: 1, or 8 or 9 for a school year.
    first_month: int = 1
    #: A figure is small when fewer cases than this lie under it.
    threshold: int = 5
    #: Years in the trend, the reporting year included.
    trend_years: int = 5
    minimum_headcount: int = MINIMUM_HEADCOUNT
    #: How many values a small figure must keep for its readers: P1 or P2.
    protection: str = Standard.P1.value
    #: Statuses that do not count as a case in the headline figures.
    uncounted_statuses: frozenset[str] = frozenset()
    #: After how many months the adviser asks the reporter of a closed case how it goes (custom at Alder Hey).
    aftercare_months: tuple[int, ...] = (3, 6, 12)
    #: Fields of a case that this organisation never asks.
    fields_off: frozenset[str] = field(default=frozenset({"gender", "international"}))
    #: Fields of a contact that this organisation never asks.
    contact_fields_off: frozenset[str] = frozenset()
    #: Everything in this vault is invented: the window says so on every page.
    practice: bool = False
    #: Hours agreed with the employer for a reporting year; None = nothing was agreed.
    budget_hours: int | None = None
    #: After so many minutes without a touch the vault locks: one of `LOCK_MINUTES`.
    lock_minutes: int = 5
    #: Whether pictures of the screen may show this vault, where the system can prevent it.
    capture_allowed: bool = False
    #: So many years after closing, a case and its texts are to be erased (domain: "bewaartermijn"); None = the
    #: adviser has not settled on a rule. The law has no term; the rule of the organisation holds.
    retention_years: int | None = None
    #: The report is due in the month that is so many months after its year; None = nobody asks for it by a day.
    report_months: int | None = 3

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises:
            SettingError, ThresholdError, PeriodError: a value is out of bounds.
        """
        ReportingCalendar(self.first_month)
        if not LOWEST_THRESHOLD <= self.threshold <= HIGHEST_THRESHOLD:
            raise ThresholdError
        if not SHORTEST_TREND <= self.trend_years <= LONGEST_TREND:
            raise SettingError(
                f"Kies voor de trend {SHORTEST_TREND} tot en met {LONGEST_TREND} jaren."
            )
        if self.protection not in {standard.value for standard in Standard}:
            raise SettingError("Kies voor de bescherming P1 of P2.")
        if self.minimum_headcount < 1:
            raise SettingError("Kies voor de kleinste afdeling minstens 1 medewerker.")
        if self.budget_hours is not None and not 0 < self.budget_hours <= MOST_HOURS:
            raise SettingError(
                f"Vul bij de uren een getal van 1 tot en met {MOST_HOURS} in, of niets."
            )
        if self.report_months is not None and not 0 < self.report_months <= MOST_REPORT_MONTHS:
            raise SettingError(
                f"Kies voor het jaarverslag 1 tot en met {MOST_REPORT_MONTHS} maanden na het jaar."
            )
        if self.lock_minutes not in LOCK_MINUTES:
            raise SettingError("Kies voor het vergrendelen 2, 5, 10 of 15 minuten.")
        if self.retention_years is not None and not 0 < self.retention_years <= MOST_YEARS:
            raise SettingError(f"Kies een bewaartermijn van 1 tot en met {MOST_YEARS} jaar.")
        if not all(0 < months <= MOST_MONTHS for months in self.aftercare_months):
            raise SettingError(
                f"Kies voor de nazorg maanden van 1 tot en met {MOST_MONTHS}, bijvoorbeeld 3, 6 en 12."
            )

    @property
    def reader(self) -> Standard:
        """How many values a small figure must keep for its readers."""
        return Standard(self.protection)

    @classmethod
    def from_stored(cls, stored: Mapping[str, object]) -> "VaultSettings":
        """Read what was stored; what an older program did not know keeps its default."""
        known = {f.name for f in fields(cls)}
        values: dict[str, Any] = {key: value for key, value in stored.items() if key in known}
        for key, kind in _COLLECTIONS.items():
            if key in values:
                values[key] = kind(cast("list[str]", values[key]))
        return cls(**values)

    def to_stored(self) -> dict[str, object]:
        """As JSON can hold it."""
        return {
            key: sorted(cast("frozenset[str]", value)) if key in _COLLECTIONS else value
            for key, value in asdict(self).items()
        }


#: Settings with several values, which JSON holds as lists.
_COLLECTIONS: Mapping[str, Callable[[list[str]], object]] = {
    "uncounted_statuses": frozenset,
    "fields_off": frozenset,
    "contact_fields_off": frozenset,
    "aftercare_months": tuple,
}
