"""From the vault to a publication: count, lay years side by side, pass the gate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vp_desk.aggregate import (
    CountTable,
    Edition,
    Fetch,
    Measure,
    list_of,
    publication_plan,
    tabulate,
)
from vp_desk.audit_words import Reasoning, unguarded
from vp_desk.axes import PERIOD, TableNote
from vp_desk.desk.settings import VaultSettings
from vp_desk.disclosure import Policy, Progress, Release, release
from vp_desk.errors import VpDeskError
from vp_desk.group_disclosure import SharedAnswer, shared_answers, unanswered
from vp_desk.historic import HistoricTotal, by_year, row_of
from vp_desk.ladder import Ladder, ThresholdPrice, climb, fitting, threshold_prices
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import ReportingCalendar, ReportingYear
from vp_desk.shaping import shaped
from vp_desk.taxonomy import UNITS, Lists
from vp_desk.telling import Choices, Confirmed, Telling


class NothingToReportError(VpDeskError):
    """A year without anything in it."""

    def __init__(self, year: str) -> None:
        super().__init__(
            f"Over {year} staat er niets in de kluis. Kies een ander jaar, "
            "of leg eerst zaken vast of voer de totalen van dat jaar in."
        )


class CountedTwiceError(VpDeskError):
    """Own cases and totals from elsewhere for the same year."""

    def __init__(self, years: Sequence[str]) -> None:
        super().__init__(
            f"Over {', '.join(years)} staan er eigen zaken én overgenomen totalen in de kluis. Welke "
            "tellen? Verwijder de totalen van dat jaar, of neem die zaken niet op in dit jaar."
        )


class StepDoesNotFitError(VpDeskError):
    """A step of the ladder about a table or rows that this year does not have."""

    def __init__(self) -> None:
        super().__init__(
            "Een tabel die u wilt weglaten bestaat niet, of rijen die u wilt samenvoegen horen in dit jaar "
            "niet bij elkaar. `vp-desk ladder` noemt de stappen die er zijn."
        )


@dataclass(frozen=True)
class Counted:
    """One reporting year, counted, before anyone decided what may be told. For the adviser alone."""

    year: ReportingYear
    #: All tables as planned.
    tables: tuple[CountTable, ...] = field(repr=False)
    #: The rules of the vault, with the steps of the ladder that the adviser chose for this year.
    policy: Policy
    #: Shared answers that she looked at.
    confirmed: frozenset[Confirmed]
    #: A step that she chose does not fit the figures of now, and is not taken.
    lapsed: bool
    #: Number of people who work in the organisation, when the units tell.
    staff: int | None

    @property
    def choices(self) -> Choices:
        """What the adviser chose before, as far as it fits."""
        return Choices(self.policy.telling, self.confirmed)


@dataclass(frozen=True)
class Prepared:
    """One reporting year, counted and passed through the gate, not yet written."""

    counted: Counted = field(repr=False)
    #: The rules by which it passed the gate.
    policy: Policy
    #: What may be told, and why the rest is not.
    release: Release
    #: Exact figures by name of the table: for the adviser's own screen only.
    exact: Mapping[str, CountTable] = field(repr=False)

    @property
    def year(self) -> ReportingYear:
        """The reporting year."""
        return self.counted.year

    @property
    def staff(self) -> int | None:
        """Number of people who work in the organisation, when the units tell."""
        return self.counted.staff

    def shared_answers(self, edition: Edition) -> tuple[SharedAnswer, ...]:
        """What the tables of an edition tell of a whole group."""
        return shared_answers(self.release.publication.for_edition(edition), self.exact)

    def to_confirm(self, edition: Edition) -> tuple[SharedAnswer, ...]:
        """Those that the adviser must confirm before this edition is written."""
        if not edition.close:
            return ()
        confirmed = self.counted.confirmed
        seen = {each.figure for each in confirmed if each.edition == edition.code}
        return unanswered(self.shared_answers(edition), seen)

    def with_confirmed(self, shared: Iterable[SharedAnswer], edition: Edition) -> "Prepared":
        """The same, after the adviser looked at these for the readers of an edition."""
        seen = {Confirmed(edition.code, each.part) for each in shared}
        counted = replace(self.counted, confirmed=self.counted.confirmed | seen)
        return replace(self, counted=counted)

    @property
    def choices(self) -> Choices:
        """What the adviser chose, to be kept."""
        return Choices(self.policy.telling, self.counted.confirmed)


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

    @property
    def calendar(self) -> ReportingCalendar:
        """How this organisation cuts time into years."""
        return ReportingCalendar(self.settings.first_month)


def count(sources: Sources, number: int) -> Counted:
    """Count one reporting year.

    Raises:
        NothingToReportError: there is nothing in that year.
        CountedTwiceError: a year has both own cases and totals.
    """
    year = sources.calendar.year(number)
    span = [year.previous(n) for n in reversed(range(sources.settings.trend_years))]
    registered = registered_years(sources, span)
    specs = publication_plan().specs(span, sources.settings.uncounted_statuses)
    tables: list[CountTable] = []
    for spec in specs:
        if len(spec.years) == 1 and year.code not in registered:
            continue  # totals from elsewhere say nothing about quarters, roles or routes
        table = tabulate(spec, sources.lists, sources.fetch)
        tables.append(
            replace(table, notes=tuple(_begun(sources.breaks, table)))
            if len(spec.years) == 1
            else HistoryMerge(table, registered, sources.totals, sources.breaks).table()
        )
    if not any(year.code in key for table in tables for key in table.cells):
        raise NothingToReportError(year.label)
    choices = sources.choices.get(year.code, Choices())
    telling = fitting(tables, choices.telling)
    policy = Policy(
        seed=sources.seed,
        threshold=sources.settings.threshold,
        reader=sources.settings.reader,
        small_nodes={UNITS: _small_units(sources, year)},
    ).to_tell(telling)
    return Counted(
        year,
        tuple(tables),
        policy,
        choices.confirmed,
        telling != choices.telling,
        _staff(sources, year),
    )


def protect(
    counted: Counted, telling: Telling | None = None, progress: Progress | None = None
) -> Prepared:
    """Decide what may be told of a year that was counted.

    Args:
        counted: the year.
        telling: the steps of the ladder to take; None = as the adviser chose before.
        progress: hears of every step; may raise to cancel.

    Raises:
        UnprotectableError: earlier publications give a small figure away.
        StepDoesNotFitError: one of the steps cannot be taken in this year.
    """
    if telling is not None and fitting(counted.tables, telling) != telling:
        raise StepDoesNotFitError
    rules = counted.policy if telling is None else counted.policy.to_tell(telling)
    released = release(counted.tables, rules, progress)
    tables = shaped(counted.tables, rules)
    exact = {table.spec.name: table for table in tables}
    return Prepared(counted, rules, released, exact)


@dataclass(frozen=True)
class Weighing:
    """What other ways of telling a year would cost."""

    ladder: Ladder
    thresholds: tuple[ThresholdPrice, ...]


def weigh(
    counted: Counted,
    telling: Telling | None = None,
    progress: Progress | None = None,
    before: Weighing | None = None,
) -> Weighing:
    """Take every step of the ladder and try every threshold. Long.

    Args:
        counted: the year.
        telling: the steps that are in use; None = as the adviser chose before.
        before: what was weighed of the same year with other steps in use.
        progress: hears of every step; may raise to cancel.
    """

    def part(begin: int) -> Progress:
        def tell(done: int, total: int) -> None:
            if progress is not None:
                progress(begin + round(50 * done / max(total, 1)), 100)

        return tell

    rules = counted.policy if telling is None else counted.policy.to_tell(telling)
    return Weighing(
        climb(counted.tables, rules, part(0), before.ladder.recommended if before else None),
        threshold_prices(counted.tables, rules, part(50)),
    )


def without_protection(prepared: Prepared) -> tuple[Reasoning, ...]:
    """What a reader could have worked out had only the small figures been hidden."""
    return unguarded(prepared.release, prepared.exact.values())


def _begun(breaks: Iterable[TableNote], table: CountTable) -> Iterator[TableNote]:
    """Breaks that begin in the year of a table, about one of its rows."""
    axes = {list_of(axis.key): axis for axis in table.axes if axis.key != PERIOD}
    for note in breaks:
        if note.row is not None and note.period == table.spec.years[0].code:
            name, code = row_of(note.row)
            if name in axes and code in axes[name].by_code:
                yield replace(note, row=code)


def registered_years(sources: Sources, span: Sequence[ReportingYear]) -> frozenset[str]:
    """The years that we count ourselves: from the first own case on. Before that, nobody counted.

    Raises:
        CountedTwiceError: a year has both own cases and totals.
    """
    own = {year.code for year in (*sources.case_years, *sources.contact_years)}
    taken_over = {str(year) for year in by_year(sources.totals, Measure.CASES)}
    if twice := sorted(own & taken_over):
        raise CountedTwiceError(twice)
    first = min(own, default="9999")
    return frozenset(y.code for y in span if y.code >= first and y.code not in taken_over)


def _small_units(sources: Sources, year: ReportingYear) -> frozenset[str]:
    """Units with few people, or of which nobody knows how many: never shown apart."""
    lowest = sources.settings.minimum_headcount
    return frozenset(
        unit.code
        for unit in sources.lists[UNITS]
        if sources.headcounts.get((unit.code, year.year), 0) < lowest
    )


def _staff(sources: Sources, year: ReportingYear) -> int | None:
    counts = [
        sources.headcounts.get((unit.code, year.year))
        for unit in sources.lists[UNITS].parts(None)
        if not unit.retired
    ]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None
