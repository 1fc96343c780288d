"""How advice stands, in words for the adviser's own screen."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from vp_desk.desk import (
    Appointment,
    DueKind,
    FollowUp,
    Recommendation,
    Response,
    ResponseKind,
    Signal,
    Theme,
)
from vp_desk.dutch import count, day_label, listing, month_name
from vp_desk.taxonomy import UNITS, Lists

#: So much of what was done is told beside the next year, in characters.
_LONGEST_DONE: Final = 200


def standing_words(record: Recommendation) -> str:
    """The answer, and what came of it: `Overgenomen · begonnen`."""
    answer = record.response.kind.label if record.response else "nog geen antwoord"
    last = record.follow_ups[-1] if record.follow_ups else None
    return f"{answer} · {last.status.label.lower()} (eind {last.year})" if last else answer


def follow_up_words(held: FollowUp) -> str:
    """How it stood at the end of a year, and what was done: `Eind 2025: uitgevoerd.`."""
    done = " ".join(held.done.split())
    if len(done) > _LONGEST_DONE:
        done = f"{done[:_LONGEST_DONE].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
    return f"Eind {held.year}: {held.status.label.lower()}. {done}".rstrip()


def asked_words(response: Response | None, asked_by: date | None, today: date) -> str:
    """By when an answer was asked, or when it came."""
    if response is not None and response.kind is ResponseKind.NONE:
        return f"gevraagd uiterlijk {day_label(asked_by)}" if asked_by else ""
    if response is not None:
        return f"antwoord van {day_label(response.day)}" if response.day else ""
    if asked_by is None:
        return "er is geen antwoord gevraagd"
    late = (today - asked_by).days
    if late > 0:
        return f"gevraagd uiterlijk {day_label(asked_by)}: {count(late, 'dag', 'dagen')} te laat"
    return f"gevraagd uiterlijk {day_label(asked_by)}"


def theme_words(theme: Theme, lists: Lists) -> str:
    """What it is about: `Pesten, Beleid en werving`."""
    return listing(list(_theme_parts(theme, lists)))


def _theme_parts(theme: Theme, lists: Lists) -> Iterator[str]:
    yield from map(lists.types.label_of, theme.types)
    yield from map(lists[UNITS].label_of, theme.units)
    yield from theme.processes


def signal_words(record: Signal) -> str:
    """Whether it left the vault, and what the answer was."""
    if record.release is None:
        return "nog niet uitgegeven"
    return record.response.kind.label if record.response else "uitgegeven, nog geen antwoord"


def due_words(day: date, today: date) -> str:
    """When something is due: `3 april 2026 · over 5 dagen`."""
    away = (day - today).days
    if away < 0:
        left = f"{count(-away, 'dag', 'dagen')} te laat"
    elif away == 0:
        left = "vandaag"
    else:
        left = f"over {count(away, 'dag', 'dagen')}"
    return f"{day_label(day)} · {left}"


def talk_words(day: date, today: date) -> str:
    """The same of a planned talk: one whose day is over was held, or was not."""
    if day >= today:
        return due_words(day, today)
    told = day_label(day) if day.year != today.year else f"{day.day} {month_name(day.month)}"
    return f"was op {told}: gehouden of verzet?"


def appointment_words(due: Appointment, today: date) -> str:
    """When something is due, on one line."""
    return (talk_words if due.kind is DueKind.TALK else due_words)(due.day, today)
