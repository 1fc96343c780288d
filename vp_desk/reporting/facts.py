"""What a report has to know besides its figures."""

from dataclasses import dataclass
from datetime import date

from vp_desk.periods import ReportingYear


@dataclass(frozen=True)
class ReportFacts:
    """Texts and settings of one report."""

    organisation: str
    year: ReportingYear
    #: Printed on the cover and used as the date of every file.
    date: date
    #: Name of the adviser on the cover; empty = not printed.
    author: str = ""
    #: Number of people who work there, in the reporting year.
    headcount: int | None = None
    #: Label of the list of violation types.
    taxonomy: str = "Rijk 2024"
    #: Labels of the statuses that do not count.
    not_counted: tuple[str, ...] = ()
