"""Records of advice as the flat values of their forms, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from vp_desk.desk import (
    Agreement,
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Party,
    Recommendation,
    Response,
    ResponseKind,
    Signal,
    SignalId,
    Theme,
)
from vp_desk.ui.pages.loop.fields import NO, YES

Values = Mapping[str, Any]

#: The text of a record of which none was typed yet: the records themselves refuse an empty one.
UNTYPED: Final = "\N{ZERO WIDTH SPACE}"


def of_recommendation(record: Recommendation, years: Iterable[int]) -> dict[str, Any]:
    """As the form shows it, with the follow-up of some years."""
    values: dict[str, Any] = {
        "text": record.text.replace(UNTYPED, ""),
        "year": str(record.year),
        "kind": record.kind.value if record.kind else None,
        "addressed_to": record.addressed_to,
        "asked_by": record.asked_by,
        "signal": str(record.signal) if record.signal else None,
        **_of_theme(record.theme),
        **of_response(record.response),
    }
    by_year = {each.year: each for each in record.follow_ups}
    for year in years:
        held = by_year.get(year)
        values |= {
            f"status_{year}": held.status.value if held else None,
            f"done_{year}": held.done if held else "",
            f"effect_{year}": held.effect if held else "",
        }
    return values


def to_recommendation(base: Recommendation, values: Values, years: Iterable[int]) -> Recommendation:
    """A recommendation with what stands in the form.

    Raises:
        NoTextError, TooLongError: there is nothing in it, or too much.
    """
    record = replace(
        base,
        text=values["text"].strip(),
        year=int(values["year"] or base.year),
        kind=MeasureKind(values["kind"]) if values["kind"] else None,
        addressed_to=values["addressed_to"] or "",
        asked_by=values["asked_by"],
        signal=SignalId(int(values["signal"])) if values["signal"] else None,
        theme=_theme(values),
        response=to_response(values),
    )
    asked = frozenset(years)
    follow_ups = [each for each in record.follow_ups if each.year not in asked]
    for year in sorted(asked):
        status = values[f"status_{year}"]
        if status:
            done, effect = values[f"done_{year}"].strip(), values[f"effect_{year}"].strip()
            follow_ups.append(FollowUp(year, FollowUpStatus(status), done, effect))
    return replace(record, follow_ups=tuple(sorted(follow_ups, key=lambda each: each.year)))


def of_signal(record: Signal) -> dict[str, Any]:
    """As the form shows it."""
    return {
        "title": record.title.replace(UNTYPED, ""),
        "text": record.text.replace(UNTYPED, ""),
        "year": str(record.year),
        "made_on": record.made_on,
        "addressed_to": record.addressed_to,
        "asked_by": record.asked_by,
        "in_report": YES if record.in_report else NO,
        **_of_theme(record.theme),
        **of_response(record.response),
    }


def to_signal(base: Signal, values: Values) -> Signal:
    """A signal with what stands in the form.

    Raises:
        NoTextError, TooLongError: there is nothing in it, or too much.
    """
    return replace(
        base,
        title=(values["title"] or "").strip(),
        text=values["text"].strip(),
        year=int(values["year"] or base.year),
        made_on=values["made_on"] or base.made_on,
        addressed_to=values["addressed_to"] or "",
        asked_by=values["asked_by"],
        in_report=values["in_report"] != NO,
        theme=_theme(values),
        response=to_response(values),
    )


def of_agreement(record: Agreement) -> dict[str, Any]:
    """As the form shows it."""
    return {
        "party": record.party.value,
        "made_on": record.made_on,
        "text": record.text.replace(UNTYPED, ""),
        "due": record.due,
        "done_on": record.done_on,
        "in_report": YES if record.in_report else NO,
    }


def to_agreement(base: Agreement, values: Values) -> Agreement:
    """An agreement with what stands in the form.

    Raises:
        NoTextError, TooLongError: there is nothing in it, or too much.
    """
    return replace(
        base,
        party=Party(values["party"]) if values["party"] else base.party,
        made_on=values["made_on"] or base.made_on,
        text=values["text"].strip(),
        due=values["due"],
        done_on=values["done_on"],
        in_report=values["in_report"] != NO,
    )


def of_response(response: Response | None) -> dict[str, Any]:
    """An answer as the form shows it."""
    return {
        "response": response.kind.value if response else None,
        "response_day": response.day if response else None,
        "response_text": response.text if response else "",
    }


def to_response(values: Values) -> Response | None:
    """The answer in the form; None = nothing was recorded.

    Raises:
        TooLongError: it is longer than there is room for.
    """
    if not values["response"]:
        return None
    day: date | None = values["response_day"]
    return Response(ResponseKind(values["response"]), values["response_text"].strip(), day)


def _of_theme(theme: Theme) -> dict[str, Any]:
    return {
        "types": theme.types,
        "units": theme.units,
        "processes": ", ".join(theme.processes),
    }


def _theme(values: Values) -> Theme:
    parts = (part.strip() for part in (values["processes"] or "").split(","))
    return Theme(tuple(values["types"]), tuple(values["units"]), tuple(p for p in parts if p))
