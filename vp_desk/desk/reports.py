"""From the vault to a publication: count, lay years side by side, pass the gate."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vp_desk.aggregate import (
    Count,
    CountTable,
    Edition,
    Fetch,
    Measure,
    list_of,
    publication_plan,
    tabulate,
)
from vp_desk.audit_words import Reasoning, unguarded
from vp_desk.axes import PERIOD, TableNote, cell_id
from vp_desk.desk.settings import VaultSettings
from vp_desk.disclosure import Policy, Progress, Release, release
from vp_desk.earlier import KeptPublication, as_told, tells
from vp_desk.errors import VpDeskError
from vp_desk.group_disclosure import SharedAnswer, shared_answers, unanswered
from vp_desk.historic import HistoricTotal, by_year, row_of
from vp_desk.ladder import Ladder, ThresholdPrice, climb, fitting, threshold_prices
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import Month, ReportingCalendar, ReportingYear
from vp_desk.releases import Ledger, Publication
from vp_desk.shaping import shaped
from vp_desk.taxonomy import TYPES, UNITS, UNKNOWN, Lists
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


@dataclass(frozen=True, slots=True)
class Frozen:
    """A year that was released before: its figures are those of then."""

    #: What was released.
    publication: Publication = field(repr=False)
    #: New cases of the year, then and as the vault has it now.
    cases_then: int
    cases_now: int
    #: How many figures of the report are not what they were.
    changed: int


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
    told = _told_years(sources, span)
    own = told.get(year.code)
    if own is not None and (restated or own.kept.year != year.code):
        own = None
        told.pop(year.code)
    if own is not None:  # the same report once more: its trend too is that of then
        told |= {each.code: own for each in span if _counted_in(sources, own.kept, each)}
    tables, now = _tables(sources, span, told)
    if not any(year.code in key for table in tables for key in table.cells):
        raise NothingToReportError(year.label)
    frozen = None if own is None else _frozen(own, now)
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
    return max(sources.settings.threshold, *before, 0)


def _told_years(sources: Sources, span: Sequence[ReportingYear]) -> dict[str, Publication]:
    """Code of a year → the publication that has the last word on it: its own report before any trend.

    What was told of a year before it was over does not bind: that was provisional.
    """
    found: dict[str, Publication] = {}
    for given in sources.ledger.given():
        publication = given.publication
        for year in span:
            if publication.begin % 100 != year.first_month:
                continue  # years began in another month then: other years
            own = publication.kept.year == year.code
            before = found.get(year.code)
            last_word = own or before is None or before.kept.year != year.code
            is_over = Month.of(given.day) >= year.end
            counted = _counted_in(sources, publication.kept, year)
            if last_word and is_over and counted and tells(given.told, year.code):
                found[year.code] = publication
    return found


def _counted_in(sources: Sources, kept: KeptPublication, year: ReportingYear) -> bool:
    """Whether a publication has figures of a year that we counted ourselves.

    Totals from elsewhere have rows and notes of their own and stand as the vault has them. What was told
    of them is known all the same.
    """
    if year.code in _taken_over(sources):
        return False
    begin = f"{cell_id(Measure.CASES, {PERIOD: year.code})}|{TYPES}="
    names = (name for name in kept.figures if name.startswith(begin))
    rows = {name.removeprefix(begin).partition("|")[0] for name in names}
    known = {*(code.code for code in sources.lists[TYPES]), UNKNOWN}
    # A row that we never count apart, or a joint one without its parts: totals that have been deleted since.
    own = (part.removesuffix(f".{UNKNOWN}") for row in rows for part in re.split(r"[+&]", row))
    joint = (part for row in rows for part in row.split("+"))
    return bool(rows) and known.issuperset(own) and rows.issuperset(joint)


def _taken_over(sources: Sources) -> frozenset[str]:
    """Codes of the years of which there are totals from elsewhere."""
    return frozenset(str(year) for year in by_year(sources.totals, Measure.CASES))


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
    tables: list[CountTable] = []
    now: list[CountTable] = []
    for spec in publication_plan().specs(span, sources.settings.uncounted_statuses):
        if len(spec.years) == 1 and year.code not in registered:
            continue  # totals from elsewhere say nothing about quarters, roles or routes
        counted = tabulate(spec, sources.lists, sources.fetch)
        table = as_told(counted, kept)
        if len(spec.years) == 1:
            names = map(counted.id_of, counted.cells)
            if year.code in kept and not any(name in kept[year.code] for name in names):
                continue  # a table that this year was not told by
            table = replace(table, notes=tuple(_begun(sources.breaks, table)))
        else:
            table = HistoryMerge(table, registered, sources.totals, sources.breaks).table()
        tables.append(table)
        now.append(counted)
    if year.code in told:
        tables += _late_as_told(sources, span, told[year.code].kept)
    else:
        tables += _late_cases(sources, [year for year in span[:-1] if year.code in told], told)
    return tables, now


def _late_cases(
    sources: Sources, years: Sequence[ReportingYear], told: Mapping[str, Publication]
) -> Iterator[CountTable]:
    """Cases of years told before that were recorded since; no table when there are none."""
    late = {year: _late(sources, year, told[year.code]) for year in years}
    if any(late.values()):
        counts = {year: Count(number, number) for year, number in late.items()}
        yield _late_table(sources, counts)


def _late(sources: Sources, year: ReportingYear, told: Publication) -> int:
    """Late cases of a year that was told: those that a report told of already, and those since."""
    name, known, last_case = cell_id(Measure.LATE, {PERIOD: year.code}), 0, told.last_case
    publications = [given.publication for given in sources.ledger.given()]
    for later in publications[publications.index(told) + 1 :]:
        if later.begin % 100 == year.first_month and name in later.kept.figures:
            known, last_case = later.kept.figures[name].count.value, later.last_case
    return known + sources.late(year, last_case)


def _late_as_told(
    sources: Sources, span: Sequence[ReportingYear], kept: KeptPublication
) -> Iterator[CountTable]:
    """The same, as a released year told it."""
    names = {year: cell_id(Measure.LATE, {PERIOD: year.code}) for year in span}
    found = {y: kept.figures[name].count for y, name in names.items() if name in kept.figures}
    if found:
        yield _late_table(sources, found)


def _late_table(sources: Sources, late: Mapping[ReportingYear, Count]) -> CountTable:
    spec = publication_plan().late_cases([*late], sources.settings.uncounted_statuses)
    table = tabulate(spec, sources.lists, lambda _spec, _depths: {})
    return replace(table, cells={(year.code,): count for year, count in late.items()})


def _frozen(publication: Publication, now: Sequence[CountTable]) -> Frozen:
    """How a released year differs from what the vault has now."""
    year = publication.kept.year
    counts = {
        table.id_of(key): cell
        for table in now
        if table.spec.printed
        for key, cell in table.cells.items()
        if isinstance(cell, Count) and key[_period_place(table)].partition(".")[0] == year
    }
    kept = publication.kept.figures
    total = cell_id(Measure.CASES, {PERIOD: year})
    then = {name: kept[name].count if name in kept else Count(0, 0) for name in counts}
    return Frozen(
        publication,
        then[total].value,
        counts[total].value,
        sum(counts[name].value != then[name].value for name in counts),
    )


def _period_place(table: CountTable) -> int:
    return next(number for number, axis in enumerate(table.axes) if axis.key == PERIOD)


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
    taken_over = _taken_over(sources)
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
