"""What is due: answers, talks, agreements, the report, the retention rule. Days and words, no clock.

The words are for the adviser's own screen. Outside the vault only the kind and the day are told; see `ics`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from vp_desk.advice import (
    Agreement,
    PlannedTalk,
    Recommendation,
    Signal,
    awaits_answer,
)
from vp_desk.chains import repeated_later
from vp_desk.periods import Month, ReportingYear

#: What is due within so many days stands on the page for today.
SOON_DAYS: Final = 14


class DueKind(StrEnum):
    """A kind of thing that is due."""

    ANSWER = "answer"
    TALK = "talk"
    AGREEMENT = "agreement"
    REPORT = "report"
    RETENTION = "retention"

    @property
    def label(self) -> str:
        """As on screen, and in a calendar outside the vault."""
        return _LABELS[self]


_LABELS: Final = {
    DueKind.ANSWER: "Antwoord verwacht",
    DueKind.TALK: "Gesprek gepland",
    DueKind.AGREEMENT: "Afspraak nakijken",
    DueKind.REPORT: "Jaarverslag maken",
    DueKind.RETENTION: "Bewaartermijn nakijken",
}
#: How the line of an appointment begins, when it is not its label.
_LEADS: Final = {DueKind.TALK: "Gesprek"}


@dataclass(frozen=True, repr=False, slots=True)
class Appointment:
    """One thing that is due on a day."""

    kind: DueKind
    day: date
    #: What it is about, for the adviser's own screen.
    words: str
    #: What it comes from: `recommendation/3`, `talk/1`, `report/2025`.
    key: str

    def __repr__(self) -> str:
        return f"Appointment({self.key})"

    @property
    def line(self) -> str:
        """Kind and words in one: `Afspraak met het bevoegd gezag nakijken`."""
        words = f"{self.words[:1].lower()}{self.words[1:]}"
        if self.kind is DueKind.AGREEMENT:
            return f"Afspraak {words} nakijken"
        return f"{_LEADS.get(self.kind, f'{self.kind.label}:')} {words}"

    def is_late(self, today: date) -> bool:
        """Whether its day is over."""
        return self.day < today

    def is_soon(self, today: date) -> bool:
        """Whether it is late, or due within two weeks."""
        return self.day <= today + timedelta(days=SOON_DAYS)


def of_recommendations(held: Iterable[Recommendation]) -> Iterator[Appointment]:
    """Answers that were asked and have not come. Of what was repeated, the repetition asks."""
    found = tuple(held)
    repeated = repeated_later(found)
    for each in found:
        if each.id in repeated:
            continue
        if each.asked_by is not None and awaits_answer(each.response, each.asked_by):
            words = f"Op een aanbeveling van {each.year} ({each.reader})"
            yield Appointment(DueKind.ANSWER, each.asked_by, words, f"recommendation/{each.id}")


def of_signals(held: Iterable[Signal]) -> Iterator[Appointment]:
    """The same of signals that left the vault."""
    for each in held:
        asked = each.asked_by if each.release is not None else None
        if asked is not None and awaits_answer(each.response, asked):
            words = f"Op het signaal ‘{each.title}’ ({each.reader})"
            yield Appointment(DueKind.ANSWER, asked, words, f"signal/{each.id}")


def of_talks(planned: Iterable[PlannedTalk]) -> Iterator[Appointment]:
    """Talks that are planned."""
    for each in planned:
        yield Appointment(DueKind.TALK, each.day, f"Met {each.party.called}", f"talk/{each.id}")


def of_agreements(held: Iterable[Agreement]) -> Iterator[Appointment]:
    """Agreements that would be kept by a day, and are not known to be."""
    for each in held:
        if each.due is not None and each.done_on is None:
            words, key = f"Met {each.party.called}", f"agreement/{each.id}"
            yield Appointment(DueKind.AGREEMENT, each.due, words, key)


def of_report(year: ReportingYear, months: int) -> Appointment:
    """The report of a year, on the last day of the month that is so many months after the year."""
    day = _first(year.end.plus(months)) - timedelta(days=1)
    return Appointment(DueKind.REPORT, day, f"Over {year.label}", f"report/{year.code}")


def of_retention(year: ReportingYear, years: int) -> Appointment:
    """Once a year, whatever there is: a day for each case would tell when it was closed."""
    term = "1 jaar" if years == 1 else f"{years} jaar"
    words = f"Zaken die {term} zijn afgesloten"
    return Appointment(DueKind.RETENTION, _first(year.end), words, f"retention/{year.code}")


def in_order(found: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """The first one first."""
    return tuple(sorted(found, key=lambda each: (each.day, each.kind, each.key)))


def _first(month: Month) -> date:
    return date(month.year, month.month, 1)
