"""Counting for the crosstabs of `aggregate`, in the database: GROUP BY over the counting indexes.

What each measure means is written once, in `aggregate.fetch_from`; a property test holds these counts
equal to it. A question about one year reads one stretch of an index and no page of a table, as long
as a contact or a mention is not crossed with another attribute of its case.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from vp_desk.aggregate import CONTACT_AXES, Count, CrosstabSpec, Fetch, Key, Measure
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.fields import Kind, case_field
from vp_desk.periods import Month, ReportingCalendar, ReportingYear
from vp_desk.storage.database import Database, Value
from vp_desk.storage.rows import marks
from vp_desk.taxonomy import TYPES, UNKNOWN, truncated

_CONTACT_COLUMNS: Final = {axis: f"k.{column}" for axis, column in CONTACT_AXES.items()}

#: What a case counts as, and the cases that may be one matter with another: few, found by an index.
_MATTER: Final = "coalesce(nullif(c.matter, ''), c.code)"
_LINKED: Final = (
    "SELECT id FROM cases INDEXED BY cases_by_matter WHERE matter > '' UNION ALL "
    "SELECT t.id FROM cases m INDEXED BY cases_by_matter JOIN cases t ON t.code = m.matter WHERE m.matter > ''"
)


def fetcher(db: Database, calendar: ReportingCalendar) -> Fetch:
    """The counts of this vault, for `aggregate.tabulate`. To be used within the block of `db`."""

    def fetch(spec: CrosstabSpec, depths: Sequence[int]) -> Mapping[Key, Count]:
        if set(spec.years) - {calendar.year(year.year) for year in spec.years}:
            raise ValueError(f"{spec.name}: years of another calendar")
        found: dict[Key, Count] = {}
        for window in _windows(spec, dict(zip(spec.axes, depths, strict=True))):
            for codes, count in _count(db, spec, depths, window):
                key = tuple(
                    window.code if axis == PERIOD else code
                    for axis, code in zip(spec.axes, codes, strict=True)
                )
                old = found.get(key)
                found[key] = count if old is None else _sum(old, count)
        return found

    return fetch


def years_with(db: Database, calendar: ReportingCalendar, table: str) -> tuple[ReportingYear, ...]:
    """The reporting years that hold `cases`, `contacts` or `activities`, oldest first.

    From the first month of the index one jump per year: a question of a millisecond, whatever there is.
    """
    column, unit = _DATED[table]
    found: list[ReportingYear] = []
    first = 0
    while next_ := db.value(f"SELECT min({column}) FROM {table} WHERE {column} >= ?", (first,)):  # noqa: S608 - ours
        year = calendar.year_of(Month.from_number(next_ // unit))
        found.append(year)
        first = year.end.number * unit
    return tuple(found)


def late_cases(
    db: Database, year: ReportingYear, last_case: int, without_status: frozenset[str]
) -> int:
    """How many cases of a year were recorded after a moment.

    Args:
        db: the vault.
        year: the year of their first contact.
        last_case: the highest number of a case at that moment.
        without_status: statuses that do not count.
    """
    statuses = sorted(without_status)
    counted = f"coalesce(status, '') NOT IN ({marks(statuses)})"
    sql = f"SELECT count(*) FROM cases WHERE month >= ? AND month < ? AND id > ? AND {counted}"  # noqa: S608 - ours
    return int(db.value(sql, (year.begin.number, year.end.number, last_case, *statuses)))


def matters_by_month(
    db: Database, begin: Month, end: Month, without_status: frozenset[str]
) -> Mapping[tuple[str, Month], Count]:
    """Matters and cases by unit and month of their first contact; cases without a unit are left out.

    Args:
        db: the vault.
        begin: the first month.
        end: the first month that no longer counts.
        without_status: statuses that do not count.
    """
    statuses = sorted(without_status)
    where = (
        "c.month >= ? AND c.month < ? AND c.unit IS NOT NULL "
        f"AND coalesce(c.status, '') NOT IN ({marks(statuses)})"
    )
    parameters: tuple[Value, ...] = (begin.number, end.number, *statuses)
    same: dict[tuple[str, int], int] = {}
    linked = (
        f"SELECT c.unit, c.month, count(*) - count(DISTINCT {_MATTER}) FROM cases c "  # noqa: S608 - ours
        f"WHERE {where} AND c.id IN ({_LINKED}) GROUP BY 1, 2"
    )
    for unit, month, more in db.rows(linked, parameters):
        same[unit, month] = more
    every = f"SELECT c.unit, c.month, count(*) FROM cases c WHERE {where} GROUP BY 1, 2"  # noqa: S608 - ours
    return {
        (unit, Month.from_number(month)): Count(number - same.get((unit, month), 0), number)
        for unit, month, number in db.rows(every, parameters)
    }


def first_month(db: Database) -> Month | None:
    """The month of the oldest case."""
    number: int | None = db.value("SELECT min(month) FROM cases")
    return None if number is None else Month.from_number(number)


#: Table → the column that dates its rows, and how many of its units go into a month's number.
_DATED: Final = {
    "cases": ("month", 1),
    "contacts": ("held_on", 100),
    "activities": ("held_on", 100),
}


@dataclass(frozen=True, slots=True)
class _Window:
    """The months under one node of the axis of time, each stretch with the year it belongs to."""

    code: str
    stretches: tuple[tuple[Month, Month, ReportingYear], ...]


def _windows(spec: CrosstabSpec, depths: Mapping[str, int]) -> Iterator[_Window]:
    depth = depths[PERIOD]
    if depth == 0:
        yield _Window(TOTAL, tuple((year.begin, year.end, year) for year in spec.years))
        return
    for year in spec.years:
        if depth == 1:
            yield _Window(year.code, ((year.begin, year.end, year),))
        else:
            for number in range(1, 5):
                begin, end = year.quarter_begin(number), year.quarter_begin(number + 1)
                yield _Window(f"{year.code}.{number}", ((begin, end, year),))


class _Query:
    """One GROUP BY in the making: `c` is the case, `v` a value of it, `k` a contact."""

    def __init__(self, spec: CrosstabSpec, source: str) -> None:
        self._spec = spec
        self._source = source
        self._joins: list[str] = []
        self._join_parameters: list[Value] = []
        self._where: list[str] = []
        self._parameters: list[Value] = []

    def column(self, axis: str) -> str:
        """Where the code along an axis is found; NULL when it was not registered."""
        if axis in _CONTACT_COLUMNS:
            return _CONTACT_COLUMNS[axis] if self._source == "k" else "NULL"
        if self._source == "v" and axis == self._spec.mention_field:
            return "v.code"
        self._join_case()
        if axis == TYPES:
            return "c.main_type"
        if case_field(axis).kind is Kind.CODE:
            return f"c.{axis}"
        alias = f"main_{axis}"
        self._join(
            f"LEFT JOIN case_values {alias} ON {alias}.case_id = c.id AND {alias}.position = 0 "
            f"AND {alias}.field = ?",
            axis,
        )
        return f"{alias}.code"

    def where(self, condition: str, *parameters: Value) -> None:
        self._where.append(f"({condition})")
        self._parameters += parameters

    def limit_to(self, window: _Window) -> None:
        """Only what falls in the window; for cases carried over, only those from before its year."""
        column, unit = ("k.held_on", 100) if self._source == "k" else (f"{self._source}.month", 1)
        parts: list[str] = []
        parameters: list[Value] = []
        for begin, end, year in window.stretches:
            part = f"{column} >= ? AND {column} < ?"
            parameters += [begin.number * unit, end.number * unit]
            if self._spec.measure is Measure.CARRIED:
                part += " AND k.case_month < ?"
                parameters.append(year.begin.number)
            parts.append(part)
        self.where(" OR ".join(parts), *parameters)

    def leave_out_statuses(self) -> None:
        """Cases whose status does not count."""
        without = sorted(self._spec.without_status)
        if without:
            column = {"c": "c.status", "v": "v.status", "k": "k.case_status"}[self._source]
            self.where(f"{column} IS NULL OR {column} NOT IN ({marks(without)})", *without)

    def run(
        self, db: Database, groups: Sequence[str], figures: Sequence[str]
    ) -> list[tuple[str | int | None, ...]]:
        """The rows: a code for each group, then the figures."""
        table = {"c": "cases c", "v": "case_values v", "k": "contacts k"}[self._source]
        sql = (
            f"SELECT {', '.join([*groups, *figures])} FROM {table} {' '.join(self._joins)} "  # noqa: S608 - ours
            f"WHERE {' AND '.join(self._where)}"
        )
        if groups:
            sql += " GROUP BY " + ", ".join(str(n + 1) for n in range(len(groups)))
        return db.rows(sql, [*self._join_parameters, *self._parameters])

    def _join_case(self) -> None:
        if self._source != "c":
            self._join(f"JOIN cases c ON c.id = {self._source}.case_id")

    def _join(self, sql: str, *parameters: Value) -> None:
        if sql not in self._joins:
            self._joins.append(sql)
            self._join_parameters += parameters


def _count(
    db: Database, spec: CrosstabSpec, depths: Sequence[int], window: _Window
) -> Iterator[tuple[list[str], Count]]:
    """The figures of one window that are not zero; the code of the period is left to the caller."""
    counted = [
        axis for axis, depth in zip(spec.axes, depths, strict=True) if depth and axis != PERIOD
    ]
    by_axis = dict(zip(spec.axes, depths, strict=True))
    if spec.measure is Measure.CASES:
        found = _cases(db, spec, counted, window, by_axis)
    elif spec.measure in (Measure.MENTIONS, Measure.SIDE_MENTIONS):
        found = _mentions(db, spec, counted, window, by_axis)
    elif spec.measure is Measure.MATTERS:
        found = _matters(db, spec, counted, window, by_axis)
    else:
        found = _contacts(db, spec, counted, window, by_axis)
    for codes, count in found:
        if count.value or count.cases:
            code_of = dict(zip(counted, codes, strict=True))
            yield [code_of.get(axis, TOTAL) for axis in spec.axes], count


_Found = Iterable[tuple[tuple[str, ...], Count]]


def _cases(
    db: Database,
    spec: CrosstabSpec,
    axes: Sequence[str],
    window: _Window,
    depths: Mapping[str, int],
) -> _Found:
    """Cases add up, so whole codes are grouped and cut here: the cheapest for the database."""
    query = _Query(spec, "c")
    query.limit_to(window)
    query.leave_out_statuses()
    sums: dict[tuple[str, ...], int] = {}
    for *codes, number in query.run(db, [query.column(axis) for axis in axes], ["count(*)"]):
        key = tuple(
            truncated(str(code or UNKNOWN), depths[axis])
            for axis, code in zip(axes, codes, strict=True)
        )
        sums[key] = sums.get(key, 0) + int(number or 0)
    return [(key, Count(number, number)) for key, number in sums.items()]


def _matters(
    db: Database,
    spec: CrosstabSpec,
    axes: Sequence[str],
    window: _Window,
    depths: Mapping[str, int],
) -> _Found:
    """Cases, less those that are one matter with another one: only linked cases are read themselves."""
    query = _Query(spec, "c")
    groups = [_cut(query.column(axis), depths[axis]) for axis in axes]
    query.limit_to(window)
    query.leave_out_statuses()
    query.where(f"c.id IN ({_LINKED})")
    same: dict[tuple[str, ...], int] = {}
    for *codes, linked, matters in query.run(
        db, groups, ["count(*)", f"count(DISTINCT {_MATTER})"]
    ):
        same[tuple(map(str, codes))] = int(linked or 0) - int(matters or 0)
    for key, count in _cases(db, spec, axes, window, depths):
        yield key, Count(count.value - same.get(key, 0), count.cases)


def _contacts(
    db: Database,
    spec: CrosstabSpec,
    axes: Sequence[str],
    window: _Window,
    depths: Mapping[str, int],
) -> _Found:
    query = _Query(spec, "k")
    groups = [_cut(query.column(axis), depths[axis]) for axis in axes]
    query.limit_to(window)
    query.leave_out_statuses()
    value = {
        Measure.CONTACTS: "count(*)",
        Measure.CARRIED: "count(DISTINCT k.case_id)",
        Measure.QUARTERS: "sum(k.talk_quarters + k.preparation_quarters + k.travel_quarters)",
    }[spec.measure]
    return _read(query.run(db, groups, [value, "count(DISTINCT k.case_id)"]))


def _mentions(
    db: Database,
    spec: CrosstabSpec,
    axes: Sequence[str],
    window: _Window,
    depths: Mapping[str, int],
) -> _Found:
    """Values of a field that may have several; a case without any is one mention of "unknown"."""
    field = spec.mention_field or ""
    query = _Query(spec, "v")
    columns = [query.column(axis) for axis in axes]
    query.where("v.field = ?", field)
    query.limit_to(window)
    query.leave_out_statuses()
    if spec.measure is Measure.SIDE_MENTIONS:
        query.where("v.position > 0")
        groups = [_cut(column, depths[axis]) for axis, column in zip(axes, columns, strict=True)]
        yield from _read(query.run(db, groups, ["count(*)", "count(DISTINCT v.case_id)"]))
        return
    others = [axis for axis in axes if axis != field]
    having: dict[tuple[str, ...], int] = {}
    #: See `shared` in the schema; without an axis of mentions, each case counts by its first one.
    cases = f"sum(v.shared < {depths[field]})" if field in axes else "sum(v.position = 0)"
    rows = query.run(db, columns, ["count(*)", cases, "sum(v.position = 0)"])
    for *codes, value, different, first in rows:
        cut = {
            axis: truncated(str(code or UNKNOWN), depths[axis])
            for axis, code in zip(axes, codes, strict=True)
        }
        yield tuple(cut.values()), Count(int(value or 0), int(different or 0))
        key = tuple(cut[axis] for axis in others)
        having[key] = having.get(key, 0) + int(first or 0)
    for key, count in _cases(db, spec, others, window, depths):
        without = count.value - having.get(key, 0)
        code_of = dict(zip(others, key, strict=True))
        yield tuple(code_of.get(axis, UNKNOWN) for axis in axes), Count(without, without)


def _sum(one: Count, other: Count) -> Count:
    return Count(one.value + other.value, one.cases + other.cases)


def _read(rows: Iterable[Sequence[str | int | None]]) -> _Found:
    for *codes, value, cases in rows:
        yield tuple(map(str, codes)), Count(int(value or 0), int(cases or 0))


def _cut(column: str, depth: int) -> str:
    """A code cut to its first parts, as `taxonomy.truncated` does; "unknown" when there is none."""
    return f"coalesce(nullif({_head(column, depth)}, ''), '{UNKNOWN}')"


def _head(text: str, depth: int) -> str:
    first = f"substr({text}, 1, instr({text} || '.', '.') - 1)"
    if depth == 1:
        return first
    rest = f"substr({text}, instr({text}, '.') + 1)"
    return (
        f"{first} || CASE WHEN instr({text}, '.') THEN '.' || {_head(rest, depth - 1)} ELSE '' END"
    )
