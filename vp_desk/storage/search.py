"""Which cases a selection means: filter, words and order, as SQL.

Words are looked for in the full-text index (codes and notes) and in the labels of the codes that a
case holds. Labels are matched in memory: they are few, and the adviser may change them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vp_desk.fields import CASE_FIELDS, Kind, case_field
from vp_desk.selection import Selection
from vp_desk.storage.database import Database, Value
from vp_desk.taxonomy import Lists, folded

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
    plan = _plan(selection, lists, words_alone=by_month)
    if by_month:
        order = f"{plan.place} {way}" if plan.by_words else f"month {way}, id {way}"
    else:
        column = "main_type" if selection.order == "types" else selection.order
        order = f"{column} {way}, place DESC"
    sql = (
        f"SELECT {plan.id} FROM {plan.source} WHERE {plan.where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - ours
    )
    return [case_id for (case_id,) in db.rows(sql, (*plan.parameters, limit, offset))]


def total(db: Database, selection: Selection, lists: Lists) -> int:
    """How many cases a selection has."""
    plan = _plan(selection, lists, words_alone=True)
    sql = f"SELECT count(*) FROM {plan.source} WHERE {plan.where}"  # noqa: S608 - ours
    return int(db.value(sql, plan.parameters))


@dataclass(frozen=True, slots=True)
class _Plan:
    """From what, and under which conditions, the cases of a selection are read."""

    source: str
    conditions: tuple[Condition, ...]
    by_words: bool
    #: How the number of a case, and its place, are called there.
    id: str
    place: str

    @property
    def where(self) -> str:
        return " AND ".join(f"({sql})" for sql, _ in self.conditions) or "1"

    @property
    def parameters(self) -> list[Value]:
        return [value for _, values in self.conditions for value in values]


def _plan(selection: Selection, lists: Lists, *, words_alone: bool) -> _Plan:
    """Words found in notes lead the way, newest first; else the counting index, which holds all codes.

    Args:
        selection: what is asked.
        lists: the labels.
        words_alone: whether the index of words may answer without the cases.
    """
    in_notes, others = _words(selection.words, lists)
    others += [_codes(key, wanted) for key, wanted in selection.codes.items()]
    if in_notes:
        query: Condition = ("case_search MATCH ?", [in_notes])
        bounds = _bounds(selection, "case_search.rowid", _PLACES)
        if words_alone and not others:
            number = f"case_search.rowid % {_PLACES}"
            return _Plan("case_search", (query, *bounds), True, number, "case_search.rowid")  # noqa: FBT003
        joined = "case_search CROSS JOIN cases ON cases.place = case_search.rowid"
        return _Plan(joined, (query, *bounds, *others), True, "id", "case_search.rowid")  # noqa: FBT003
    bounds = _bounds(selection, "month", 1)
    source = "cases INDEXED BY cases_counted" if others or bounds else "cases"
    return _Plan(source, (*bounds, *others), False, "id", "place")  # noqa: FBT003


def _bounds(selection: Selection, column: str, unit: int) -> list[Condition]:
    found: list[Condition] = []
    if selection.begin is not None:
        found.append((f"{column} >= ?", [selection.begin.number * unit]))
    if selection.end is not None:
        found.append((f"{column} < ?", [selection.end.number * unit]))
    return found


def _codes(key: str, wanted: Iterable[str]) -> Condition:
    """Cases that hold one of the codes in a field, or a part of one."""
    kind = case_field(key).kind
    column = {Kind.CODE: key, Kind.CODES: "code"}.get(kind)
    wanted = sorted(wanted)
    if column is None or not wanted:
        return "0", []
    # Between "a." and "a/" lies everything that begins with "a.": / follows . in every encoding.
    test = " OR ".join(f"{column} = ? OR ({column} > ? AND {column} < ?)" for _ in wanted)
    values: list[Value] = [text for code in wanted for text in (code, code + ".", code + "/")]
    if kind is Kind.CODE:
        return test, values
    inner = f"SELECT case_id FROM case_values WHERE field = ? AND ({test})"  # noqa: S608 - ours
    return f"cases.id IN ({inner})", [key, *values]


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
    """Cases that hold a code with a label in which a word begins like this, or None."""
    parts: list[str] = []
    values: list[Value] = []
    for field in CASE_FIELDS:
        if field.values is None:
            continue
        codes = [
            entry.code
            for entry in lists[field.values]
            if any(part.startswith(word) for part in folded(entry.label).split())
        ]
        if codes:
            sql, parameters = _codes(field.key, codes)
            parts.append(sql)
            values += parameters
    return (" OR ".join(parts), values) if parts else None
