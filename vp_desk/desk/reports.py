"""From the vault to a publication: count, lay years side by side, pass the gate."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from vp_desk.aggregate import (
    CountTable,
    Edition,
    list_of,
    publication_plan,
    tabulate,
)
from vp_desk.audit_words import Reasoning, unguarded
from vp_desk.axes import PERIOD, TableNote
from vp_desk.desk.sources import Sources, registered_years, staff_in
from vp_desk.desk.told_years import (
    Frozen,
    counted_in,
    frozen_year,
    late_as_told,
    late_cases,
    told_years,
)
from vp_desk.disclosure import Policy, Progress, Release, release
from vp_desk.earlier import as_told
from vp_desk.errors import VpDeskError
from vp_desk.group_disclosure import SharedAnswer, shared_answers, unanswered
from vp_desk.historic import row_of
from vp_desk.ladder import Ladder, ThresholdPrice, climb, fitting, threshold_prices
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import ReportingYear
from vp_desk.releases import Publication
from vp_desk.shaping import shaped
from vp_desk.taxonomy import UNITS
from vp_desk.telling import Choices, Confirmed, Telling


class NothingToReportError(VpDeskError):
    """A year without anything in it."""

    def __init__(self, year: str) -> None:
        super().__init__(
            f"Over {year} staat er niets in de kluis. Kies een ander jaar, "
            "of leg eerst zaken vast of voer de totalen van dat jaar in."
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
    #: The highest number of a case in the vault at this moment, or at that of the frozen figures.
    last_case: int = 0
    #: The figures are those of an earlier release; None = those of now.
    frozen: Frozen | None = field(default=None, repr=False)

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


def count(sources: Sources, number: int, *, restated: bool = False) -> Counted:
    """Count one reporting year. Years that were told before keep the figures of then.

    Args:
        sources: the vault.
        number: the reporting year.
        restated: tell this year by the figures of now, also when it was released before.

    Raises:
        NothingToReportError: there is nothing in that year.
        CountedTwiceError: a year has both own cases and totals.
    """
    year = sources.calendar.year(number)
    span = [year.previous(n) for n in reversed(range(sources.settings.trend_years))]
    told = told_years(sources, span)
    own = told.get(year.code)
    if own is not None and (restated or own.kept.year != year.code):
        own = None
        told.pop(year.code)
    if own is not None:  # the same report once more: its trend too is that of then
        told |= {each.code: own for each in span if counted_in(sources, own.kept, each)}
    tables, now = _tables(sources, span, told)
    if not any(year.code in key for table in tables for key in table.cells):
        raise NothingToReportError(year.label)
    frozen = None if own is None else frozen_year(own, now)
    choices = sources.choices.get(year.code, Choices())
    telling = fitting(tables, choices.telling)
    policy = Policy(
        seed=sources.seed,
        threshold=_threshold(sources, year),
        reader=sources.settings.reader,
        small_nodes={UNITS: _small_units(sources, year)},
        earlier=sources.ledger.earlier(sources.calendar),
    ).to_tell(telling)
    return Counted(
        year,
        tuple(tables),
        policy,
        choices.confirmed,
        telling != choices.telling,
        _staff(sources, year),
        sources.last_case if own is None else own.last_case,
        frozen,
    )


def _threshold(sources: Sources, year: ReportingYear) -> int:
    """That of the settings, and never lower than that of an earlier release of the year.

    The legend is about all figures of the report, also about those that were hidden by the higher one.
    """
    given = [g.publication for g in sources.ledger.given()]
    before = [p.kept.threshold for p in given if p.kept.year == year.code]
    return max([sources.settings.threshold, *before])


def _tables(
    sources: Sources, span: Sequence[ReportingYear], told: Mapping[str, Publication]
) -> tuple[list[CountTable], list[CountTable]]:
    """All tables of a publication, with the figures of told years as they were; and as counted now."""
    year = span[-1]
    registered = registered_years(sources, span) | told.keys()
    kept = {
        code: {name: figure.count for name, figure in publication.kept.figures.items()}
        for code, publication in told.items()
    }
    plan = [
        spec
        for spec in publication_plan().specs(span, sources.settings.uncounted_statuses)
        # Totals from elsewhere say nothing about quarters, roles or routes.
        if len(spec.years) > 1 or year.code in registered
    ]
    counted = [tabulate(spec, sources.lists, sources.fetch) for spec in plan]
    if year.code in kept:  # a table of a later version of the program is not in a year told before
        known = kept[year.code].keys()
        of_each = zip(counted, _own_figures(counted), strict=True)
        counted = [table for table, own in of_each if len(table.spec.years) > 1 or own & known]
    tables: list[CountTable] = []
    for table in (as_told(table, kept) for table in counted):
        if len(table.spec.years) > 1:
            tables.append(HistoryMerge(table, registered, sources.totals, sources.breaks).table())
        else:
            tables.append(replace(table, notes=tuple(_begun(sources.breaks, table))))
    if year.code in told:
        tables += late_as_told(sources, span, told[year.code].kept)
    else:
        tables += late_cases(sources, [year for year in span[:-1] if year.code in told], told)
    return tables, counted


def _own_figures(tables: Sequence[CountTable]) -> Iterator[set[str]]:
    """Of each table the names of the figures that no other table has; of one without any, all of them."""
    names = [{*map(table.id_of, table.cells)} for table in tables]
    times = Counter(chain.from_iterable(names))
    for each in names:
        yield {name for name in each if times[name] == 1} or each


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


def _small_units(sources: Sources, year: ReportingYear) -> frozenset[str]:
    """Units with few people, or of which nobody knows how many: never shown apart."""
    lowest = sources.settings.minimum_headcount
    return frozenset(
        unit.code
        for unit in sources.lists[UNITS]
        if sources.headcounts.get((unit.code, year.year), 0) < lowest
    )


def _staff(sources: Sources, year: ReportingYear) -> int | None:
    return staff_in(sources, year)
