"""Many new cases of one unit in one month: perhaps one matter. For the adviser's own screen alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from vp_desk.aggregate import Count, Measure
from vp_desk.chance.crowds import FEWEST, REACH, Crowd, crowds
from vp_desk.desk.settings import VaultSettings
from vp_desk.historic import by_year
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.selection import Selection
from vp_desk.storage import counts, historic, settings
from vp_desk.storage.database import Database
from vp_desk.taxonomy import UNITS, CodeList

#: Months that stood out and that the adviser looked at: `{"policy 2026-02": 4}`, the matters there were then.
_SEEN: Final = "crowds_seen"

_Table = Mapping[tuple[str, Month], Count]


@dataclass(frozen=True, slots=True)
class Cluster:
    """More new matters of one unit in one month than chance easily brings."""

    unit: str
    #: The unit as people call it.
    label: str
    month: Month
    #: Matters: cases that are linked already count once.
    matters: int
    cases: int
    #: Matters in the months it was laid beside, and how many months those are.
    before: int
    months: int
    #: Its cases, for the list of cases.
    selection: Selection


@dataclass(frozen=True, slots=True)
class Registration:
    """How a vault counts: what a cluster depends on beside the cases."""

    units: CodeList
    calendar: ReportingCalendar
    settings: VaultSettings


def clusters_in(
    db: Database, registration: Registration, begin: Month, end: Month
) -> tuple[Cluster, ...]:
    """What stands out in some months, newest first; without what the adviser looked at already.

    Args:
        db: the vault.
        registration: how it counts.
        begin: the first month to look at.
        end: the first month not to look at.
    """
    without = registration.settings.uncounted_statuses
    recent = _with_wholes(counts.matters_by_month(db, begin, end, without))
    if not any(count.value >= FEWEST for count in recent.values()):
        return ()  # as it is on nearly all days; the months before need not be counted
    months = _registered_months(db, registration.calendar, begin, end)
    if not months:
        return ()
    table = _with_wholes(counts.matters_by_month(db, months[0], end, without))
    by_unit = {
        unit: [table[unit, month].value if (unit, month) in table else 0 for month in months]
        for unit in sorted({unit for unit, _ in table})
    }
    found = crowds(by_unit, sum(month >= begin for month in months))
    seen: Mapping[str, int] = settings.get(db, _SEEN) or {}
    told = (
        _cluster(crowd, months[crowd.month], table, registration)
        for crowd in _without_wholes(found)
    )
    new = [cluster for cluster in told if cluster.matters > seen.get(_name(cluster), 0)]
    return tuple(sorted(new, key=lambda cluster: cluster.month, reverse=True))


def put_aside(db: Database, cluster: Cluster) -> None:
    """The adviser looked at it: it comes back only when there is more of it."""
    seen: Mapping[str, int] = settings.get(db, _SEEN) or {}
    settings.put(db, _SEEN, {**seen, _name(cluster): cluster.matters})


def _name(cluster: Cluster) -> str:
    return f"{cluster.unit} {cluster.month}"


def _registered_months(
    db: Database, calendar: ReportingCalendar, begin: Month, end: Month
) -> list[Month]:
    """The months that we counted ourselves, so far back as a month is compared with. A gap is no zero."""
    first = counts.first_month(db)
    if first is None:
        return []
    theirs = by_year(historic.totals(db), Measure.CASES)
    month = max(first, begin.plus(1 - REACH))
    found: list[Month] = []
    while month < end:
        if calendar.year_of(month).year not in theirs:
            found.append(month)
        month = month.plus(1)
    return found


def _with_wholes(table: _Table) -> _Table:
    """With for each unit what came of its parts."""
    found = dict(table)
    for (unit, month), count in table.items():
        for whole in _wholes_of(unit):
            before = found.get((whole, month), Count(0, 0))
            found[whole, month] = Count(before.value + count.value, before.cases + count.cases)
    return found


def _wholes_of(unit: str) -> Iterator[str]:
    parts = unit.split(".")
    for length in range(1, len(parts)):
        yield ".".join(parts[:length])


def _without_wholes(found: Iterable[Crowd]) -> Iterator[Crowd]:
    """Where a part stands out, its whole need not be named too."""
    found = tuple(found)
    named = {(whole, crowd.month) for crowd in found for whole in _wholes_of(crowd.code)}
    return (crowd for crowd in found if (crowd.code, crowd.month) not in named)


def _cluster(crowd: Crowd, month: Month, table: _Table, registration: Registration) -> Cluster:
    return Cluster(
        crowd.code,
        registration.units.path_of(crowd.code),
        month,
        crowd.count,
        table[crowd.code, month].cases,
        crowd.among - crowd.count,
        crowd.months - 1,
        Selection(
            begin=month,
            end=month.plus(1),
            codes={UNITS: frozenset({crowd.code})},
            without_status=registration.settings.uncounted_statuses,
        ),
    )
