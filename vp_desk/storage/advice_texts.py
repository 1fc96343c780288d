"""Advice, signals and agreements as the bin keeps them, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from vp_desk.advice import (
    Agreement,
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Party,
    Recommendation,
    Response,
    ResponseKind,
    Signal,
    Theme,
)


def to_text(record: Recommendation | Signal | Agreement) -> str:
    """As JSON; days as `2025-03-14`."""
    return json.dumps(asdict(record), default=_plain)


def recommendation_from_text(text: str) -> Recommendation:
    """A recommendation from what the bin kept."""
    held = json.loads(text)
    return Recommendation(
        id=held["id"],
        year=held["year"],
        text=held["text"],
        kind=None if held["kind"] is None else MeasureKind(held["kind"]),
        repeats=held["repeats"],
        signal=held["signal"],
        follow_ups=tuple(
            FollowUp(each["year"], FollowUpStatus(each["status"]), each["done"], each["effect"])
            for each in held["follow_ups"]
        ),
        **_about(held),
    )


def signal_from_text(text: str) -> Signal:
    """A signal from what the bin kept."""
    held = json.loads(text)
    return Signal(
        id=held["id"],
        made_on=date.fromisoformat(held["made_on"]),
        year=held["year"],
        title=held["title"],
        text=held["text"],
        in_report=held["in_report"],
        release=held["release"],
        **_about(held),
    )


def agreement_from_text(text: str) -> Agreement:
    """An agreement from what the bin kept."""
    held = json.loads(text)
    return Agreement(
        id=held["id"],
        made_on=date.fromisoformat(held["made_on"]),
        party=Party(held["party"]),
        text=held["text"],
        due=_day(held["due"]),
        done_on=_day(held["done_on"]),
        in_report=held["in_report"],
    )


def _about(held: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments that a recommendation and a signal both take."""
    theme = Theme(*(tuple(held["theme"][key]) for key in ("types", "units", "processes")))
    answer = held["response"]
    response = answer and Response(
        ResponseKind(answer["kind"]), answer["text"], _day(answer["day"])
    )
    return {
        "theme": theme,
        "addressed_to": held["addressed_to"],
        "asked_by": _day(held["asked_by"]),
        "response": response,
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
