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
from vp_desk.ladder import Ladder, ThresholdPrice, climb, threshold_prices
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import ReportingCalendar, ReportingYear
from vp_desk.shaping import shaped
from vp_desk.taxonomy import UNITS, Lists


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


@dataclass(frozen=True)
class Counted:
    """One reporting year, counted, before anyone decided what may be told. For the adviser alone."""

    year: ReportingYear
    #: All tables as planned.
    tables: tuple[CountTable, ...] = field(repr=False)
    #: The rules of the vault, without any step of the ladder.
    policy: Policy
    #: Number of people who work in the organisation, when the units tell.
    staff: int | None


@dataclass(frozen=True)
class Prepared:
    """One reporting year, counted and passed through the gate, not yet written."""

    counted: Counted = field(repr=False)
    #: The rules by which it passed the gate: those of the vault, or a step of the ladder.
    policy: Policy
    #: What may be told, and why the rest is not.
    release: Release
    #: Exact figures by name of the table: for the adviser's own screen only.
    exact: Mapping[str, CountTable] = field(repr=False)
    #: Shared answers that the adviser has looked at, by the id of their figure.
    confirmed: frozenset[str] = frozenset()

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
        return unanswered(self.shared_answers(edition), self.confirmed)

    def with_confirmed(self, shared: Iterable[SharedAnswer]) -> "Prepared":
        """The same, after the adviser looked at these."""
        return replace(self, confirmed=self.confirmed | {each.part for each in shared})


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
    policy = Policy(
        seed=sources.seed,
        threshold=sources.settings.threshold,
        small_nodes={UNITS: _small_units(sources, year)},
    )
    return Counted(year, tuple(tables), policy, _staff(sources, year))


def protect(
    counted: Counted, policy: Policy | None = None, progress: Progress | None = None
) -> Prepared:
    """Decide what may be told of a year that was counted.

    Args:
        counted: the year.
        policy: the rules of a step of the ladder; None = those of the vault.
        progress: hears of every step; may raise to cancel.

    Raises:
        UnprotectableError: earlier publications give a small figure away.
    """
    rules = policy or counted.policy
    released = release(counted.tables, rules, progress)
    tables = shaped(counted.tables, rules.dropped, rules.merged)
    return Prepared(counted, rules, released, {t.spec.name: t for t in tables})


@dataclass(frozen=True)
class Weighing:
    """What other ways of telling a year would cost."""

    ladder: Ladder
    thresholds: tuple[ThresholdPrice, ...]


def weigh(counted: Counted, progress: Progress | None = None) -> Weighing:
    """Take every step of the ladder and try every threshold. Long.

    Args:
        counted: the year.
        progress: hears of every step; may raise to cancel.
    """

    def part(begin: int) -> Progress:
        def tell(done: int, total: int) -> None:
            if progress is not None:
                progress(begin + round(50 * done / max(total, 1)), 100)

        return tell

    return Weighing(
        climb(counted.tables, counted.policy, part(0)),
        threshold_prices(counted.tables, counted.policy, part(50)),
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
