"""Years that were told before: which publication has the last word on them, and what came late."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vp_desk.aggregate import Count, CountTable, Measure, publication_plan, tabulate
from vp_desk.axes import PERIOD, cell_id
from vp_desk.desk.sources import Sources, taken_over
from vp_desk.earlier import KeptPublication, tells
from vp_desk.periods import Month, ReportingYear
from vp_desk.releases import Publication
from vp_desk.taxonomy import TYPES, UNKNOWN


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


def told_years(sources: Sources, span: Sequence[ReportingYear]) -> dict[str, Publication]:
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
            counted = counted_in(sources, publication.kept, year)
            if last_word and is_over and counted and tells(given.told, year.code):
                found[year.code] = publication
    return found


def counted_in(sources: Sources, kept: KeptPublication, year: ReportingYear) -> bool:
    """Whether a publication has figures of a year that we counted ourselves.

    Totals from elsewhere have rows and notes of their own and stand as the vault has them. What was told
    of them is known all the same.
    """
    if year.code in taken_over(sources):
        return False
    begin = f"{cell_id(Measure.CASES, {PERIOD: year.code})}|{TYPES}="
    names = (name for name in kept.figures if name.startswith(begin))
    rows = {name.removeprefix(begin).partition("|")[0] for name in names}
    known = {*(code.code for code in sources.lists[TYPES]), UNKNOWN}
    # A row that we never count apart, or a joint one without its parts: totals that have been deleted since.
    own = (part.removesuffix(f".{UNKNOWN}") for row in rows for part in re.split(r"[+&]", row))
    joint = (part for row in rows for part in row.split("+"))
    return bool(rows) and known.issuperset(own) and rows.issuperset(joint)


def late_cases(
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


def late_as_told(
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


def frozen_year(publication: Publication, now: Sequence[CountTable]) -> Frozen:
    """How a released year differs from what the vault has now."""
    year = publication.kept.year
    counts = {
        table.id_of(key): cell
        for table in now
        if table.spec.printed
        for key, cell in table.cells.items()
        if isinstance(cell, Count) and key[table.place_of(PERIOD)].partition(".")[0] == year
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
