"""What the adviser writes down: cases, contacts and activities. Nobody's name, nobody's number.

Records are frozen and hold codes, not labels. They check what can be known without the lists of the
vault; `fields.problems` checks the rest. Their `repr` shows nothing but an identity, so that no text
of a case can reach a log by accident.
"""

import secrets
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date
from typing import NewType

from vp_desk.errors import VpDeskError
from vp_desk.periods import Month

CaseCode = NewType("CaseCode", str)
ContactId = NewType("ContactId", int)
ActivityId = NewType("ActivityId", int)
ReminderId = NewType("ReminderId", int)

#: Not yet stored.
NEW_CONTACT = ContactId(0)
NEW_ACTIVITY = ActivityId(0)
NEW_REMINDER = ReminderId(0)

#: Syllables of case codes: easy to say on the phone, no letters that are mistaken for others.
_CONSONANTS = "bdfghkmnprstvz"
_VOWELS = "aeiou"


class IncompleteCaseError(VpDeskError):
    """A case without the one thing that every case needs."""

    def __init__(self) -> None:
        super().__init__("Kies eerst een type schending. Een zaak kan niet zonder.")


class NegativeTimeError(VpDeskError):
    """Time or numbers below zero."""

    def __init__(self) -> None:
        super().__init__("Een duur of een aantal kan niet lager zijn dan nul. Verbeter het getal.")


def new_case_code(taken: Container[str], choose: Callable[[str], str] = secrets.choice) -> CaseCode:
    """A random, pronounceable code without meaning, such as `vodami-ku`, that is not yet taken."""
    while True:
        syllables = [choose(_CONSONANTS) + choose(_VOWELS) for _ in range(4)]
        code = "".join(syllables[:3]) + "-" + syllables[3]
        if code not in taken:
            return CaseCode(code)


@dataclass(frozen=True, kw_only=True, repr=False, slots=True)
class Case:
    """One matter, brought by one reporter. Only the month and the main type are required.

    The attributes are described, in the same order, in `fields.CASE_FIELDS`.
    """

    code: CaseCode
    month: Month
    #: Codes of violation types or subtypes; the first is the main one.
    types: tuple[str, ...]
    reporter_role: str | None = None
    capacity: str | None = None
    gender: str | None = None
    international: str | None = None
    accused_role: str | None = None
    relation: str | None = None
    unit: str | None = None
    setting: str | None = None
    frequency: str | None = None
    raised_with: tuple[str, ...] = ()
    status: str | None = None
    route: tuple[str, ...] = ()
    referral: tuple[str, ...] = ()
    no_report_reason: tuple[str, ...] = ()
    abuse_suspected: str | None = None
    outcome: str | None = None
    aftercare: str | None = None
    aftercare_month: Month | None = None
    adviser: str | None = None
    adviser_kind: str | None = None
    also_elsewhere: str | None = None
    #: Cases with the same code here are one matter ("zelfde kwestie").
    matter: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a case without a type.

        Raises:
            IncompleteCaseError: there is no type.
        """
        if not self.types:
            raise IncompleteCaseError

    def __repr__(self) -> str:
        return f"Case({self.code})"


@dataclass(frozen=True, kw_only=True, repr=False, slots=True)
class Contact:
    """One conversation within a case. Times are in quarters of an hour."""

    id: ContactId = NEW_CONTACT
    case: CaseCode
    held_on: date
    channel: str | None = None
    kind: str | None = None
    talk_quarters: int = 0
    preparation_quarters: int = 0
    travel_quarters: int = 0
    initiative: str | None = None
    #: The day on which it was written down; None = nobody knows any more.
    entered_on: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse negative time.

        Raises:
            NegativeTimeError: a duration is below zero.
        """
        if min(self.talk_quarters, self.preparation_quarters, self.travel_quarters) < 0:
            raise NegativeTimeError

    def __repr__(self) -> str:
        return f"Contact({self.id})"


@dataclass(frozen=True, kw_only=True, repr=False, slots=True)
class Activity:
    """Work that belongs to no case: information, training, talks. Time in quarters of an hour."""

    id: ActivityId = NEW_ACTIVITY
    held_on: date
    kind: str
    audience: str | None = None
    participants: int | None = None
    form: str | None = None
    quarters: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse negative time or participants.

        Raises:
            NegativeTimeError: a number is below zero.
        """
        if self.quarters < 0 or (self.participants or 0) < 0:
            raise NegativeTimeError

    def __repr__(self) -> str:
        return f"Activity({self.id})"


@dataclass(frozen=True, kw_only=True, repr=False, slots=True)
class Reminder:
    """A month in which the adviser asks the reporter of a closed case how it goes."""

    id: ReminderId = NEW_REMINDER
    case: CaseCode
    month: Month
    #: `open`, `done` or `skipped`.
    state: str = "open"

    def __repr__(self) -> str:
        return f"Reminder({self.id})"
