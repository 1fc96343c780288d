"""Which cases a selection means: filter, words and order, as SQL.

Words are looked for in the full-text index (codes and notes) and in the labels of the codes that a
case holds. Labels are matched in memory: they are few, and the adviser may change them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from vp_desk.fields import CASE_FIELDS, Kind, case_field
from vp_desk.selection import Selection
from vp_desk.storage.database import Database, Value
from vp_desk.storage.rows import marks
from vp_desk.taxonomy import TYPES, UNKNOWN, Lists, folded

Condition = tuple[str, list[Value]]

_INDEX_SQL: Final = "INSERT INTO case_search (rowid, words) SELECT place, words FROM case_texts "
#: Months are this far apart in `place`.
_PLACES: Final = 10_000_000


def index(db: Database, case_id: int) -> None:
    """Add the words of a case as it now stands."""
    db.execute(_INDEX_SQL + "WHERE id = ?", (case_id,))


def index_from(db: Database, first: int) -> None:
    """Add the words of every case from a number on."""
    db.execute(_INDEX_SQL + "WHERE id >= ? ORDER BY place", (first,))


def forget(db: Database, case_id: int) -> None:
    """Take the words of a case away. Before its texts change: the index reads them to know which."""
    db.execute(
        "DELETE FROM case_search WHERE rowid = (SELECT place FROM cases WHERE id = ?)", (case_id,)
    )


def ids(db: Database, selection: Selection, lists: Lists, offset: int, limit: int) -> list[int]:
    """The numbers of a stretch of the cases of a selection, in its order."""
    way = "DESC" if selection.descending else "ASC"
    by_month = selection.order == "month"
    plan = _plan(selection, lists, only_by_month=by_month)
    if by_month:
        order = ", ".join(f"{column} {way}" for column in plan.by_month)
    else:
        column = "main_type" if selection.order == "types" else selection.order
        order = f"{column} {way}, place DESC"
    sql = (
        f"SELECT {plan.id} FROM {plan.source} WHERE {plan.where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - ours
    )
    return [case_id for (case_id,) in db.rows(sql, (*plan.parameters, limit, offset))]


def total(db: Database, selection: Selection, lists: Lists) -> int:
    """How many cases a selection has."""
    plan = _plan(selection, lists, only_by_month=True)
    sql = f"SELECT count(*) FROM {plan.source} WHERE {plan.where}"  # noqa: S608 - ours
    return int(db.value(sql, plan.parameters))


@dataclass(frozen=True, slots=True)
class _Plan:
    """From what, and under which conditions, the cases of a selection are read; each case once."""

    source: str
    conditions: tuple[Condition, ...]
    #: How the number of a case is called there.
    id: str
    #: What orders them by month and then by number.
    by_month: tuple[str, ...]

    @property
    def where(self) -> str:
        return " AND ".join(f"({sql})" for sql, _ in self.conditions) or "1"

    @property
    def parameters(self) -> list[Value]:
        return [value for _, values in self.conditions for value in values]


def _plan(selection: Selection, lists: Lists, *, only_by_month: bool) -> _Plan:
    """The cheapest way to the cases of a selection.

    Words found in notes lead the way, newest first; else the one value that is asked of a field with
    several; else the counting index of the cases, which holds all other codes.

    Args:
        selection: what is asked.
        lists: the labels.
        only_by_month: whether nothing but the month and the number of a case is asked of the source.
    """
    in_notes, others = _words(selection.words, lists)
    only_codes = not (selection.words or selection.talks)
    if only_by_month and only_codes and len(selection.codes) == 1:
        ((key, wanted),) = selection.codes.items()
        code = next(iter(wanted), UNKNOWN)
        several = case_field(key).kind is Kind.CODES and key not in selection.first_only
        if several and len(wanted) == 1 and not code.endswith(UNKNOWN):
            return _by_value(selection, key, code)
    others += [
        _codes(key, wanted, first_only=key in selection.first_only)
        for key, wanted in selection.codes.items()
    ]
    others += [*_without_status(selection), *_talked(selection)]
    if in_notes:
        query: Condition = ("case_search MATCH ?", [in_notes])
        bounds = _bounds(selection, "case_search.rowid", _PLACES)
        by_place = ("case_search.rowid",)
        if only_by_month and not others:
            return _Plan("case_search", (query, *bounds), f"rowid % {_PLACES}", by_place)
        joined = "case_search CROSS JOIN cases ON cases.place = case_search.rowid"
        return _Plan(joined, (query, *bounds, *others), "id", by_place)
    bounds = _bounds(selection, "month", 1)
    source = "cases INDEXED BY cases_counted" if others or bounds else "cases"
    return _Plan(source, (*bounds, *others), "id", ("month", "id"))


def _by_value(selection: Selection, key: str, code: str) -> _Plan:
    """One stretch of the counting index of the values; see `shared` in the schema: a case counts once."""
    test, values = _code_test("code", (code,))
    depth = code.count(".") + 1
    conditions: tuple[Condition, ...] = (
        ("field = ?", [key]),
        *_bounds(selection, "month", 1),
        (test, values),
        ("shared < ?", [depth]),
        *_without_status(selection),
    )
    source = "case_values INDEXED BY case_values_counted"
    return _Plan(source, conditions, "case_id", ("month", "case_id"))


def _bounds(selection: Selection, column: str, unit: int) -> list[Condition]:
    found: list[Condition] = []
    if selection.begin is not None:
        found.append((f"{column} >= ?", [selection.begin.number * unit]))
    if selection.end is not None:
        found.append((f"{column} < ?", [selection.end.number * unit]))
    return found


def _without_status(selection: Selection) -> list[Condition]:
    without: list[Value] = [*sorted(selection.without_status)]
    if not without:
        return []
    return [(f"status IS NULL OR status NOT IN ({marks(without)})", without)]


def _talked(selection: Selection) -> list[Condition]:
    """Cases with a conversation in some months; days are `month * 100 + day`."""
    bounds = [
        (f"held_on {sign} ?", month.number * 100)
        for sign, month in ((">=", selection.talks.begin), ("<", selection.talks.end))
        if month is not None
    ]
    if not bounds:
        return []
    test = " AND ".join(sql for sql, _ in bounds)
    inner = f"SELECT case_id FROM contacts WHERE {test}"  # noqa: S608 - ours
    return [(f"cases.id IN ({inner})", [value for _, value in bounds])]


def _codes(key: str, wanted: Iterable[str], *, first_only: bool = False) -> Condition:
    """Cases that hold one of the codes in a field, or a part of one."""
    kind = case_field(key).kind
    column = {Kind.CODE: key, Kind.CODES: "code"}.get(kind)
    wanted = sorted(wanted)
    if column is None or not wanted:
        return "0", []
    if kind is Kind.CODE:
        return _code_test(column, wanted)
    if first_only and key == TYPES:
        return _code_test("main_type", wanted)
    found: list[Condition] = []
    if UNKNOWN in wanted:
        none = "NOT EXISTS (SELECT 1 FROM case_values v WHERE v.case_id = cases.id AND v.field = ?)"
        found.append((none, [key]))
    if known := [code for code in wanted if code != UNKNOWN]:
        test, values = _code_test(column, known)
        first = " AND position = 0" if first_only else ""
        inner = f"SELECT case_id FROM case_values WHERE field = ? AND ({test}){first}"  # noqa: S608 - ours
        found.append((f"cases.id IN ({inner})", [key, *values]))
    return " OR ".join(sql for sql, _ in found), [value for _, many in found for value in many]


def _code_test(column: str, wanted: Sequence[str]) -> Condition:
    """Whether a column holds one of some codes, or a part of one; see `Selection.codes`."""
    tests: list[str] = []
    values: list[Value] = []
    for code in wanted:
        whole = code.removesuffix(f".{UNKNOWN}")
        if code == UNKNOWN:
            tests.append(f"{column} IS NULL")
        elif whole != code:
            tests.append(f"{column} = ?")
            values.append(whole)
        else:
            # Between "a." and "a/" lies everything that begins with "a.": / follows . in every encoding.
            tests.append(f"{column} = ? OR ({column} > ? AND {column} < ?)")
            values += [code, code + ".", code + "/"]
    return " OR ".join(tests), values


def _words(words: str, lists: Lists) -> tuple[str, list[Condition]]:
    """A query for the words that are in no label, and a condition for each one that is."""
    in_notes: list[str] = []
    found: list[Condition] = []
    for word in folded(words).split():
        query = f'"{word}"*'
        labels = _with_label(word, lists)
        if labels is None:
            in_notes.append(query)
        else:
            notes = (
                f"cases.id IN (SELECT rowid % {_PLACES} FROM case_search "  # noqa: S608 - ours
                "WHERE case_search MATCH ?)"
            )
            found.append((f"{notes} OR {labels[0]}", [query, *labels[1]]))
    return " ".join(in_notes), found


def _with_label(word: str, lists: Lists) -> Condition | None:
    """Cases that hold a code with a label or alias in which a word begins like this, or None."""
    parts: list[str] = []
    values: list[Value] = []
    for field in CASE_FIELDS:
        if field.values is None:
            continue
        codes = [
            entry.code
            for entry in lists[field.values]
            if any(
                part.startswith(word)
                for text in (entry.label, *entry.aliases)
                for part in folded(text).split()
            )
        ]
        if codes:
            sql, parameters = _codes(field.key, codes)
            parts.append(sql)
            values += parameters
    return (" OR ".join(parts), values) if parts else None
