"""What a report is made from: answers of one vault at one moment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vp_desk.aggregate import Fetch, Measure
from vp_desk.axes import TableNote
from vp_desk.desk.settings import VaultSettings
from vp_desk.errors import VpDeskError
from vp_desk.historic import HistoricTotal, by_year
from vp_desk.periods import ReportingCalendar, ReportingYear
from vp_desk.releases import Ledger
from vp_desk.taxonomy import UNITS, Lists
from vp_desk.telling import Choices


class CountedTwiceError(VpDeskError):
    """Own cases and totals from elsewhere for the same year."""

    def __init__(self, years: Sequence[str]) -> None:
        super().__init__(
            f"Over {', '.join(years)} staan er eigen zaken én overgenomen totalen in de kluis. Welke "
            "tellen? Verwijder de totalen van dat jaar, of neem die zaken niet op in dit jaar."
        )


@dataclass(frozen=True)
class Sources:
    """What a report is made from: answers of one vault at one moment."""

    settings: VaultSettings
    lists: Lists
    fetch: Fetch
    #: Years that hold cases or contacts of our own, oldest first.
    case_years: tuple[ReportingYear, ...]
    contact_years: tuple[ReportingYear, ...]
    totals: tuple[HistoricTotal, ...]
    #: Breaks in the trend that the adviser recorded.
    breaks: tuple[TableNote, ...]
    headcounts: Mapping[tuple[str, int], int]
    seed: bytes
    #: What the adviser chose before for the report of a year, by its code.
    choices: Mapping[str, Choices] = field(default_factory=dict[str, Choices])
    #: What left the vault before.
    ledger: Ledger = field(default=Ledger(), repr=False)
    #: How many counted cases of a year have a higher number than this.
    late: Callable[[ReportingYear, int], int] = lambda _year, _last: 0
    #: The highest number of a case.
    last_case: int = 0

    @property
    def calendar(self) -> ReportingCalendar:
        """How this organisation cuts time into years."""
        return ReportingCalendar(self.settings.first_month)


def taken_over(sources: Sources) -> frozenset[str]:
    """Codes of the years of which there are totals from elsewhere."""
    return frozenset(str(year) for year in by_year(sources.totals, Measure.CASES))


def registered_years(sources: Sources, span: Sequence[ReportingYear]) -> frozenset[str]:
    """The years that we count ourselves: from the first own case on. Before that, nobody counted.

    Raises:
        CountedTwiceError: a year has both own cases and totals.
    """
    own = {year.code for year in (*sources.case_years, *sources.contact_years)}
    theirs = taken_over(sources)
    if twice := sorted(own & theirs):
        raise CountedTwiceError(twice)
    first = min(own, default="9999")
    return frozenset(y.code for y in span if y.code >= first and y.code not in theirs)


def own_first(sources: Sources) -> tuple[Sources, tuple[int, ...]]:
    """Where a year has both own cases and totals, only the own cases; and which years those are.

    For the adviser's own screen, which shows what there is; a report asks which of them count.
    """
    own = {year.code for year in (*sources.case_years, *sources.contact_years)}
    twice = sorted({total.year for total in sources.totals if str(total.year) in own})
    totals = tuple(total for total in sources.totals if str(total.year) not in own)
    return replace(sources, totals=totals), tuple(twice)


def staff_in(sources: Sources, year: ReportingYear) -> int | None:
    """Number of people who worked in the organisation in a year, when its units tell."""
    counts = [
        sources.headcounts.get((unit.code, year.year))
        for unit in sources.lists[UNITS].parts(None)
        if not unit.retired
    ]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None
