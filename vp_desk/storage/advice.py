"""Recommendations with their answers and follow-up, and interim signals: rows and records."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from vp_desk.advice import (
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Recommendation,
    RecommendationId,
    Response,
    ResponseKind,
    Signal,
    SignalId,
    Theme,
)
from vp_desk.storage.database import Database, DatabaseDamagedError, Value, storable
from vp_desk.storage.rows import RecordMissingError, day_number, day_of, marks, next_id

_T = TypeVar("_T")

RECOMMENDATIONS: Final = "recommendations"
FOLLOW_UPS: Final = "follow_ups"
SIGNALS: Final = "signals"

#: In the order of the tables; the seals cover them in this order for ever.
_ABOUT: Final = ("types", "units", "processes", "addressed_to", "asked_by")
_ANSWER: Final = ("response", "response_text", "response_day")
_RECOMMENDATION: Final = ("year", "text", "kind", *_ABOUT, "repeats", "signal", *_ANSWER)
_SIGNAL: Final = ("made_on", "year", "title", "text", *_ABOUT, *_ANSWER, "in_report", "release")

# --- recommendations ---


def add_recommendation(db: Database, new: Recommendation) -> Recommendation:
    """Store a new one; returns it with its number, which it keeps when it was there before."""
    stored = replace(new, id=RecommendationId(_free(db, RECOMMENDATIONS, new.id)))
    _put_recommendation(db, stored)
    return stored


def update_recommendation(db: Database, changed: Recommendation) -> None:
    """Store one in place of the one with the same number.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    delete_recommendation(db, changed.id)
    _put_recommendation(db, changed)


def delete_recommendation(db: Database, number: RecommendationId) -> None:
    """Remove one with its follow-up.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    _delete(db, RECOMMENDATIONS, number)


def recommendation(db: Database, number: RecommendationId) -> Recommendation:
    """One of them.

    Raises:
        RecordMissingError: it is not in the vault.
        DatabaseDamagedError: it is not as it was written.
    """
    found = _recommendations(db, "id = ?", (number,))
    if not found:
        raise RecordMissingError
    return found[0]


def recommendations(db: Database) -> tuple[Recommendation, ...]:
    """All of them, by year, then in the order in which they were made.

    Raises:
        DatabaseDamagedError: one is not as it was written.
    """
    return tuple(_recommendations(db, "1", ()))


def recommendations_by_ids(db: Database, ids: Sequence[int]) -> list[Recommendation]:
    """Some by their numbers; every row of them is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    return _all_of(_recommendations(db, f"id IN ({marks(ids)})", ids), ids)


def _put_recommendation(db: Database, new: Recommendation) -> None:
    values: tuple[Value, ...] = (
        new.year,
        storable(new.text),
        new.kind and new.kind.value,
        *_about(new),
        new.repeats,
        new.signal,
        *_answer(new.response),
    )
    # The number of its follow-ups is in the seal: none of them goes unnoticed.
    seal = db.seal(RECOMMENDATIONS, new.id, len(new.follow_ups), *values)
    _insert(db, RECOMMENDATIONS, ("id", *_RECOMMENDATION), (new.id, *values), seal)
    for each in new.follow_ups:
        row = (new.id, each.year, each.status.value, storable(each.done), storable(each.effect))
        seal = db.seal(FOLLOW_UPS, row[:2], *row[2:])
        _insert(
            db, FOLLOW_UPS, ("recommendation_id", "year", "status", "done", "effect"), row, seal
        )


def _recommendations(db: Database, where: str, parameters: Sequence[Value]) -> list[Recommendation]:
    rows = db.rows(
        f"SELECT id, {', '.join(_RECOMMENDATION)}, seal FROM recommendations "  # noqa: S608 - ours
        f"WHERE {where} ORDER BY year, id",
        parameters,
    )
    held: dict[int, list[FollowUp]] = {}
    sql = f"SELECT * FROM follow_ups WHERE recommendation_id IN ({marks(rows)}) ORDER BY 1, 2"  # noqa: S608 - ours
    for number, year, status, done, effect, seal in db.rows(sql, [row[0] for row in rows]):
        db.check(seal, FOLLOW_UPS, (number, year), status, done, effect)
        held.setdefault(number, []).append(FollowUp(year, FollowUpStatus(status), done, effect))
    found: list[Recommendation] = []
    for number, *values, seal in rows:
        follow_ups = tuple(held.get(number, ()))
        db.check(seal, RECOMMENDATIONS, number, len(follow_ups), *values)
        got = dict(zip(_RECOMMENDATION, values, strict=True))
        kind = got.pop("kind")
        found.append(
            Recommendation(
                id=number,
                year=got["year"],
                text=got["text"],
                kind=None if kind is None else MeasureKind(kind),
                repeats=got["repeats"],
                signal=got["signal"],
                follow_ups=follow_ups,
                **_of_about(got),
            )
        )
    return found


# --- signals ---


def add_signal(db: Database, new: Signal) -> Signal:
    """Store a new one; returns it with its number, which it keeps when it was there before."""
    stored = replace(new, id=SignalId(_free(db, SIGNALS, new.id)))
    _put_signal(db, stored)
    return stored


def update_signal(db: Database, changed: Signal) -> None:
    """Store one in place of the one with the same number.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    delete_signal(db, changed.id)
    _put_signal(db, changed)


def delete_signal(db: Database, number: SignalId) -> None:
    """Remove one.

    Raises:
        RecordMissingError: it is not in the vault.
    """
    _delete(db, SIGNALS, number)


def signal(db: Database, number: SignalId) -> Signal:
    """One of them.

    Raises:
        RecordMissingError: it is not in the vault.
        DatabaseDamagedError: it is not as it was written.
    """
    found = _signals(db, "id = ?", (number,))
    if not found:
        raise RecordMissingError
    return found[0]


def signals(db: Database) -> tuple[Signal, ...]:
    """All of them, oldest first.

    Raises:
        DatabaseDamagedError: one is not as it was written.
    """
    return tuple(_signals(db, "1", ()))


def signals_by_ids(db: Database, ids: Sequence[int]) -> list[Signal]:
    """Some by their numbers; every row of them is verified.

    Raises:
        DatabaseDamagedError: one of them is not as it was written.
    """
    return _all_of(_signals(db, f"id IN ({marks(ids)})", ids), ids)


def _put_signal(db: Database, new: Signal) -> None:
    values: tuple[Value, ...] = (
        day_number(new.made_on),
        new.year,
        storable(new.title),
        storable(new.text),
        *_about(new),
        *_answer(new.response),
        int(new.in_report),
        new.release,
    )
    seal = db.seal(SIGNALS, new.id, *values)
    _insert(db, SIGNALS, ("id", *_SIGNAL), (new.id, *values), seal)


def _signals(db: Database, where: str, parameters: Sequence[Value]) -> list[Signal]:
    sql = f"SELECT id, {', '.join(_SIGNAL)}, seal FROM signals WHERE {where} ORDER BY made_on, id"  # noqa: S608 - ours
    found: list[Signal] = []
    for number, *values, seal in db.rows(sql, parameters):
        db.check(seal, SIGNALS, number, *values)
        got = dict(zip(_SIGNAL, values, strict=True))
        found.append(
            Signal(
                id=number,
                made_on=day_of(got["made_on"]),
                year=got["year"],
                title=got["title"],
                text=got["text"],
                in_report=bool(got["in_report"]),
                release=got["release"],
                **_of_about(got),
            )
        )
    return found


# --- what they share ---


def _about(record: Recommendation | Signal) -> tuple[Value, ...]:
    theme = record.theme
    asked_by = None if record.asked_by is None else day_number(record.asked_by)
    return (
        json.dumps(theme.types),
        json.dumps(theme.units),
        json.dumps(theme.processes),
        storable(record.addressed_to),
        asked_by,
    )


def _answer(response: Response | None) -> tuple[Value, ...]:
    if response is None:
        return (None, "", None)
    day = None if response.day is None else day_number(response.day)
    return (response.kind.value, storable(response.text), day)


def _of_about(got: Mapping[Any, Any]) -> dict[str, Any]:
    """The arguments that both records take."""
    theme = Theme(*(tuple(json.loads(got[key])) for key in _ABOUT[:3]))
    response = None
    if got["response"] is not None:
        day = got["response_day"]
        response = Response(
            ResponseKind(got["response"]),
            got["response_text"],
            None if day is None else day_of(day),
        )
    asked_by = got["asked_by"]
    return {
        "theme": theme,
        "addressed_to": got["addressed_to"],
        "asked_by": None if asked_by is None else day_of(asked_by),
        "response": response,
    }


def _insert(
    db: Database, table: str, columns: Sequence[str], values: Sequence[Value], seal: bytes
) -> None:
    named = ", ".join((*columns, "seal"))
    db.execute(
        f"INSERT INTO {table} ({named}) VALUES ({marks((*columns, seal))})",  # noqa: S608 - our own columns
        (*values, seal),
    )


def _free(db: Database, table: str, wanted: int) -> int:
    taken = db.value(f"SELECT 1 FROM {table} WHERE id = ?", (wanted,)) is not None  # noqa: S608 - ours
    return next_id(db, table) if taken or not wanted else wanted


def _delete(db: Database, table: str, number: int) -> None:
    if db.execute(f"DELETE FROM {table} WHERE id = ?", (number,)).rowcount != 1:  # noqa: S608 - ours
        raise RecordMissingError


def _all_of(found: list[_T], ids: Sequence[int]) -> list[_T]:
    if len(found) != len(ids):
        raise DatabaseDamagedError
    return found
