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
from vp_desk.storage.ordering import BY_TABLE, MONTH_PLACES, Key, key_of
from vp_desk.storage.rows import marks
from vp_desk.taxonomy import TYPES, UNKNOWN, Lists, folded

Condition = tuple[str, list[Value]]

_INDEX_SQL: Final = "INSERT INTO case_search (rowid, words) SELECT place, words FROM case_texts "
_FIND: Final = f"SELECT rowid % {MONTH_PLACES} AS id FROM case_search WHERE case_search MATCH ?"  # noqa: S608 - ours

#: The number of the case that is looked at. The plus keeps SQLite from going through a whole IN (…)
#: for each case in search of its row.
_OUR_ID: Final = "+cases.id"
_TALKS: Final = (
    "IN (SELECT case_id FROM contacts INDEXED BY contacts_counted "
    "WHERE held_on >= ? AND held_on < ?)"
)
_FILLED_IN: Final = "SELECT case_id FROM case_values WHERE field = ?"
#: Later than every day that is stored.
_LAST_DAY: Final = 99_999_999


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
    plan = _plan(selection, lists, order=selection.order)
    values: Sequence[Value] = ()
    if selection.order == "month":
        order = ", ".join(f"{column} {way}" for column in plan.by_month)
    else:
        key = key_of(selection.order, lists)
        order, values = f"{key.sql} {way}, month DESC, id DESC", key.values
    sql = (
        f"SELECT {plan.id} FROM {plan.source} WHERE {plan.where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - ours
    )
    parameters = (*plan.parameters, *values, limit, offset)
    return [case_id for (case_id,) in db.rows(sql, parameters)]


def total(db: Database, selection: Selection, lists: Lists) -> int:
    """How many cases a selection has."""
    words = _words(selection.words, lists)
    if len(words) == 1 and not selection.filtered and words[0].lists and not words[0].columns:
        found, values = words[0].ids
        return int(db.value(f"SELECT count(DISTINCT id) FROM ({found})", values))  # noqa: S608 - ours
    plan = _plan(selection, lists, order="month")
    sql = f"SELECT count(*) FROM {plan.source} WHERE {plan.where}"  # noqa: S608 - ours
    return int(db.value(sql, plan.parameters))


def place_of(db: Database, selection: Selection, lists: Lists, case_id: int) -> int | None:
    """How many cases of a selection stand before a case of the vault; None when it is not in it."""
    plan = _plan(selection, lists, order=selection.order)
    earlier, own = (">", "=") if selection.descending else ("<", "=")
    if selection.order == "month":
        key = Key(f"({', '.join(plan.by_month)})", ())
        rows = db.rows(
            "SELECT month, id FROM cases WHERE id = ?"
            if len(plan.by_month) > 1
            else "SELECT place FROM cases WHERE id = ?",
            (case_id,),
        )
        found: list[Value] = list(rows[0])
        marks = f"({', '.join('?' for _ in found)})"
        before, before_values = f"{key.sql} {earlier} {marks}", found
        same, same_values = f"{key.sql} {own} {marks}", found
    else:
        key = key_of(selection.order, lists)
        own_key = f"SELECT {key.sql}, month, id FROM cases WHERE id = ?"  # noqa: S608 - ours
        rows = db.rows(own_key, (*key.values, case_id))
        found = list(rows[0])
        before = f"({key.sql}) {earlier} ? OR (({key.sql}) = ? AND (month, id) > (?, ?))"
        before_values = [*key.values, *found[:1], *key.values, *found]
        same, same_values = "cases.id = ?", [case_id]
    sql = f"SELECT count(*) FILTER (WHERE {before}), max({same}) FROM {plan.source} WHERE {plan.where}"  # noqa: S608 - ours
    ((place, is_there),) = db.rows(sql, (*before_values, *same_values, *plan.parameters))
    return int(place) if is_there else None


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


def _plan(selection: Selection, lists: Lists, *, order: str) -> _Plan:
    """The cheapest way to the cases of a selection.

    Words found in notes lead the way, newest first; else the one value that is asked of a field with
    several; else the counting index of the cases, which holds all other codes.

    Args:
        selection: what is asked.
        lists: the labels.
        order: "month" when nothing but the month and the number of a case is asked of the source.
    """
    words = _words(selection.words, lists)
    others = _conditions(selection)
    if order == "month" and not others and not selection.words and len(selection.codes) == 1:
        ((key, wanted),) = selection.codes.items()
        code = next(iter(wanted), UNKNOWN)
        several = case_field(key).kind is Kind.CODES and key not in selection.first_only
        if several and len(wanted) == 1 and not code.endswith(UNKNOWN):
            return _by_value(selection, key, code)
    others += [
        _codes(key, wanted, first_only=key in selection.first_only)
        for key, wanted in selection.codes.items()
    ]
    others += _without_status(selection)
    others += [word.condition for word in words if word.in_labels]
    in_notes = " ".join(word.query for word in words if not word.in_labels)
    if in_notes:
        query: Condition = ("case_search MATCH ?", [in_notes])
        bounds = _bounds(selection, "case_search.rowid", MONTH_PLACES)
        by_place = ("case_search.rowid",)
        if order == "month" and not others:
            return _Plan("case_search", (query, *bounds), f"rowid % {MONTH_PLACES}", by_place)
        joined = "case_search CROSS JOIN cases ON cases.place = case_search.rowid"
        return _Plan(joined, (query, *bounds, *others), "id", by_place)
    bounds = _bounds(selection, "month", 1)
    if order in BY_TABLE or selection.aftercare:
        source = "cases"
    else:
        source = (
            "cases INDEXED BY cases_counted" if others or bounds or order != "month" else "cases"
        )
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


def _conditions(selection: Selection) -> list[Condition]:
    """What is asked of conversations and aftercare."""
    found: list[Condition] = []
    if selection.talks:
        begin, end = selection.talks.begin, selection.talks.end
        days: list[Value] = [
            begin.number * 100 if begin else 0,
            end.number * 100 if end else _LAST_DAY,
        ]
        found.append((f"{_OUR_ID} {_TALKS}", days))
    if selection.silent_from is not None:
        found.append((f"{_OUR_ID} NOT {_TALKS}", [selection.silent_from.number * 100, _LAST_DAY]))
    if selection.aftercare:
        begin, end = selection.aftercare.begin, selection.aftercare.end
        if begin is not None:
            found.append(("aftercare_month >= ?", [begin.number]))
        if end is not None:
            found.append(("aftercare_month < ?", [end.number]))
    return found


def _codes(key: str, wanted: Iterable[str], *, first_only: bool) -> Condition:
    """Cases that hold one of the codes in a field, or a part of one; see `Selection.codes`."""
    kind = case_field(key).kind
    codes = sorted(wanted)
    if kind not in (Kind.CODE, Kind.CODES) or not codes:
        return "0", []
    if kind is Kind.CODE:
        return _code_test(key, codes)
    if first_only and key == TYPES:
        return _code_test("main_type", codes)
    found: list[Condition] = []
    if known := [code for code in codes if code != UNKNOWN]:
        inner, values = _values(key, known, first_only=first_only)
        found.append((f"{_OUR_ID} IN ({inner})", values))
    if UNKNOWN in codes:
        found.append((f"{_OUR_ID} NOT IN ({_FILLED_IN})", [key]))
    return _joined(" OR ", found)


def _values(key: str, codes: Sequence[str], *, first_only: bool = False) -> Condition:
    """A query for the cases that hold one of some codes in a field with several."""
    test, values = _code_test("code", codes)
    first = " AND position = 0" if first_only else ""
    return f"SELECT case_id FROM case_values WHERE field = ? AND ({test}){first}", [key, *values]  # noqa: S608 - ours


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


@dataclass(frozen=True, slots=True)
class _Word:
    """How one word is looked for."""

    #: For the full-text index.
    query: str
    #: The codes with a label in which it stands, per field with one code and per field with several.
    columns: tuple[Condition, ...]
    lists: tuple[Condition, ...]

    @property
    def in_labels(self) -> bool:
        return bool(self.columns or self.lists)

    @property
    def ids(self) -> Condition:
        """A query for the cases with it in a note, or in a label of a field with several codes."""
        find: Condition = (_FIND, [self.query])
        return _joined(" UNION ALL ", (find, *self.lists))

    @property
    def condition(self) -> Condition:
        sql, values = self.ids
        return _joined(" OR ", (*self.columns, (f"{_OUR_ID} IN ({sql})", values)))


def _joined(between: str, parts: Sequence[Condition]) -> Condition:
    return between.join(sql for sql, _ in parts), [v for _, values in parts for v in values]


def _words(words: str, lists: Lists) -> list[_Word]:
    return [_word(word, lists) for word in folded(words).split()]


def _word(word: str, lists: Lists) -> _Word:
    columns: list[Condition] = []
    several: list[Condition] = []
    for field in CASE_FIELDS:
        if field.values is None:
            continue
        codes = [
            code
            for code, parts in lists[field.values].label_words.items()
            if any(part.startswith(word) for part in parts)
        ]
        if codes and field.kind is Kind.CODE:
            columns.append(_code_test(field.key, codes))
        elif codes:
            several.append(_values(field.key, codes))
    return _Word(f'"{word}"*', tuple(columns), tuple(several))
