"""Advice and what came of it: recommendations, interim signals, talks, and the adviser's look at herself.

What stands in the texts of these records is meant for paper, as far as a record does not say otherwise: a
report and a signal print them, and the gate on own text judges them before they leave. Nobody's name, nobody's
number.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Final, NewType

from vp_desk.errors import VpDeskError

RecommendationId = NewType("RecommendationId", int)
SignalId = NewType("SignalId", int)
AgreementId = NewType("AgreementId", int)
TalkId = NewType("TalkId", int)

#: Not yet stored.
NEW_RECOMMENDATION = RecommendationId(0)
NEW_SIGNAL = SignalId(0)
NEW_AGREEMENT = AgreementId(0)
NEW_TALK = TalkId(0)

#: Characters of one text: about a page.
LONGEST_TEXT: Final = 4_000
#: Characters of a title, a reader or the name of a process.
LONGEST_LINE: Final = 120


class NoTextError(VpDeskError):
    """A record of which nobody could say what it is about."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Schrijf eerst de tekst van {what}. Er is niets bewaard.")


class TooLongError(VpDeskError):
    """More text than there is room for."""

    def __init__(self, what: str, length: int, longest: int) -> None:
        super().__init__(
            f"{what} heeft {length} tekens; er is plaats voor {longest}. Maak de tekst korter. "
            "Er is niets bewaard."
        )


class OwnRepeatError(VpDeskError):
    """A recommendation that would repeat itself, or one of a later year."""

    def __init__(self) -> None:
        super().__init__(
            "Een aanbeveling kan alleen een aanbeveling uit een eerder jaar herhalen. Kies een andere."
        )


class MeasureKind(StrEnum):
    """What kind of measure is asked for (domain: structure and culture)."""

    STRUCTURE = "structure"
    CULTURE = "culture"

    @property
    def label(self) -> str:
        """As on screen and on paper."""
        return {"structure": "Structuurmaatregel", "culture": "Cultuurmaatregel"}[self.value]


class ResponseKind(StrEnum):
    """What the authority does with advice."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    DECLINED = "declined"
    #: It was asked for, and nothing came.
    NONE = "none"

    @property
    def label(self) -> str:
        """As on screen and on paper."""
        return _RESPONSES[self]


_RESPONSES: Final = {
    ResponseKind.ADOPTED: "Overgenomen",
    ResponseKind.PARTLY: "Deels overgenomen",
    ResponseKind.DECLINED: "Niet overgenomen",
    ResponseKind.NONE: "Geen reactie ontvangen",
}


class FollowUpStatus(StrEnum):
    """How far a recommendation is, at the end of a year."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """As on screen and on paper."""
        return _STATUSES[self]

    @property
    def over(self) -> bool:
        """Whether nothing more is to be expected."""
        return self in (FollowUpStatus.DONE, FollowUpStatus.DROPPED)


_STATUSES: Final = {
    FollowUpStatus.NOT_STARTED: "Nog niet begonnen",
    FollowUpStatus.STARTED: "Begonnen",
    FollowUpStatus.DONE: "Uitgevoerd",
    FollowUpStatus.DROPPED: "Niet meer aan de orde",
}


class Party(StrEnum):
    """With whom an adviser talks about her work; the codes are kinds of activity."""

    AUTHORITY = "authority"
    WORKS_COUNCIL = "works_council"
    COORDINATOR = "coordinator"

    @property
    def label(self) -> str:
        """As on screen and on paper."""
        return _PARTIES[self][0]

    @property
    def called(self) -> str:
        """Within a sentence, with its article: `de ondernemingsraad`."""
        return _PARTIES[self][1]


_PARTIES: Final = {
    Party.AUTHORITY: ("Bevoegd gezag", "het bevoegd gezag"),
    Party.WORKS_COUNCIL: ("Ondernemingsraad", "de ondernemingsraad"),
    Party.COORDINATOR: ("Integriteitscoördinator", "de integriteitscoördinator"),
}


class Norm(IntEnum):
    """A norm of the Algemene Rekenkamer, 'Integriteit als basis' (2024), by its number there."""

    ADVISERS = 10
    MEANS = 11
    AUTHORITY = 12
    REGISTRATION = 13

    @property
    def label(self) -> str:
        """As on screen and on paper."""
        return _NORMS[self][1]

    @property
    def short(self) -> str:
        """In a table."""
        return _NORMS[self][0]

    @property
    def question(self) -> str:
        """What the adviser asks herself."""
        return _QUESTIONS[self]


_QUESTIONS: Final = {
    Norm.ADVISERS: "Bent u onafhankelijk, bereikbaar en deskundig?",
    Norm.MEANS: "Hebt u de middelen om uw werk te doen?",
    Norm.AUTHORITY: "Hebt u een goede relatie met het bevoegd gezag?",
    Norm.REGISTRATION: "Is uw registratie ordelijk en bijgewerkt?",
}
_NORMS: Final = {
    Norm.ADVISERS: ("Vertrouwenspersonen", "Onafhankelijk, bereikbaar en deskundig"),
    Norm.MEANS: ("Middelen", "Middelen om het werk te doen"),
    Norm.AUTHORITY: ("Bevoegd gezag", "Relatie met het bevoegd gezag"),
    Norm.REGISTRATION: ("Registratie", "Ordelijke en actuele registratie"),
}


class Score(IntEnum):
    """How far a norm is met. Five points, as the Rekenkamer has; the words are ours."""

    ABSENT = 1
    BEGUN = 2
    PARTLY = 3
    MOSTLY = 4
    MET = 5

    @property
    def label(self) -> str:
        """As on screen and on paper."""
        return _SCORES[self]


_SCORES: Final = {
    Score.ABSENT: "Niet op orde",
    Score.BEGUN: "Begin gemaakt",
    Score.PARTLY: "Deels op orde",
    Score.MOSTLY: "Grotendeels op orde",
    Score.MET: "Op orde",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """What advice is about."""

    #: Codes of violation types and of organisational units.
    types: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    #: Processes of the organisation in a few words each, such as `werving`.
    processes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.types or self.units or self.processes)


@dataclass(frozen=True, repr=False, slots=True)
class Response:
    """What the authority answered."""

    kind: ResponseKind
    text: str = ""
    day: date | None = None

    def __post_init__(self) -> None:
        """Refuse more text than there is room for."""
        _check_length("De reactie", self.text, LONGEST_TEXT)

    def __repr__(self) -> str:
        return "Response()"


@dataclass(frozen=True, repr=False, slots=True)
class FollowUp:
    """How a recommendation stands at the end of a reporting year."""

    year: int
    status: FollowUpStatus
    #: What was done, and what came of it since.
    done: str = ""
    effect: str = ""

    def __post_init__(self) -> None:
        """Refuse more text than there is room for."""
        _check_length("‘Wat is er gedaan’", self.done, LONGEST_TEXT)
        _check_length("‘Wat is het effect’", self.effect, LONGEST_TEXT)

    def __repr__(self) -> str:
        return f"FollowUp({self.year})"


@dataclass(frozen=True, kw_only=True, repr=False, slots=True)
class Recommendation:
    """One piece of advice to those who run the organisation."""

    id: RecommendationId = NEW_RECOMMENDATION
    #: Of the report in which it stands: the number of the reporting year.
    year: int
    text: str
    kind: MeasureKind | None = None
    theme: Theme = Theme()
    #: To whom, in words; empty = the authority.
    addressed_to: str = ""
    #: By when an answer is asked.
    asked_by: date | None = None
    #: The recommendation of an earlier year that this one repeats.
    repeats: RecommendationId | None = None
    #: The interim signal in which it was given first; None = only in the report.
    signal: SignalId | None = None
    #: None = nothing was recorded yet.
    response: Response | None = None
    #: One per year, oldest first.
    follow_ups: tuple[FollowUp, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty one, and more text than there is room for.

        Raises:
            NoTextError, TooLongError: nothing is kept.
        """
        if not self.text.strip():
            raise NoTextError("de aanbeveling")
        _check_length("De aanbeveling", self.text, LONGEST_TEXT)
        _check_length("‘Gericht aan’", self.addressed_to, LONGEST_LINE)
        _check_processes(self.theme)

    def __repr__(self) -> str:
        return f"Recommendation({self.id})"

    @property
    def is_answered(self) -> bool:
        """Whether somebody answered: that nothing came is no answer."""
        return self.response is not None and self.response.kind is not ResponseKind.NONE

    @property
    def reader(self) -> str:
        """To whom it is addressed, in words."""
        return self.addressed_to.strip() or Party.AUTHORITY.label

    def follow_up_in(self, year: int) -> FollowUp | None:
        """The state at the end of a year: that of the last year until then for which there is one."""
        until = [each for each in self.follow_ups if each.year <= year]
        return until[-1] if until else None

    def is_open(self, year: int) -> bool:
        """Whether something is still to be expected at the end of a year."""
        last = self.follow_up_in(year)
        return last is None or not last.status.over

    def with_follow_up(self, new: FollowUp) -> "Recommendation":
        """The same with the state of one year, in place of what was there for that year."""
        others = [each for each in self.follow_ups if each.year != new.year]
        ordered = tuple(sorted((*others, new), key=lambda each: each.year))
        return replace(self, follow_ups=ordered)

    def again(self, year: int) -> "Recommendation":
        """A new one, for the report of a later year, that repeats this one.

        Raises:
            OwnRepeatError: the year is not later.
        """
        if year <= self.year:
            raise OwnRepeatError
        return Recommendation(
            year=year,
            text=self.text,
            kind=self.kind,
            theme=self.theme,
            addressed_to=self.addressed_to,
            repeats=self.id,
        )


@dataclass(frozen=True, kw_only=True, repr=False, slots=True)
class Signal:
    """A pattern that cannot wait for the annual report, on one or two pages."""

    id: SignalId = NEW_SIGNAL
    made_on: date
    #: The reporting year in which the pattern lies, by its number.
    year: int
    title: str
    text: str
    theme: Theme = Theme()
    #: For whom it is, in words; empty = the authority.
    addressed_to: str = ""
    #: By when an answer is asked.
    asked_by: date | None = None
    response: Response | None = None
    #: Whether the annual report names it, also to others than its reader.
    in_report: bool = True
    #: Number of the release; None = it did not leave the vault.
    release: int | None = None

    def __post_init__(self) -> None:
        """Refuse an empty one, and more text than there is room for.

        Raises:
            NoTextError, TooLongError: nothing is kept.
        """
        if not (self.text.strip() and self.title.strip()):
            raise NoTextError("het signaal, en geef het een titel")
        _check_length("De titel", self.title, LONGEST_LINE)
        _check_length("Het signaal", self.text, LONGEST_TEXT)
        _check_length("‘Voor wie’", self.addressed_to, LONGEST_LINE)
        _check_processes(self.theme)

    def __repr__(self) -> str:
        return f"Signal({self.id})"

    @property
    def reader(self) -> str:
        """For whom it is, in words."""
        return self.addressed_to.strip() or Party.AUTHORITY.label


@dataclass(frozen=True, kw_only=True, repr=False, slots=True)
class Agreement:
    """What was agreed in a talk about the work of the adviser."""

    id: AgreementId = NEW_AGREEMENT
    made_on: date
    party: Party
    text: str
    #: By when it would be done, and when it was.
    due: date | None = None
    done_on: date | None = None
    #: Whether the report tells of it.
    in_report: bool = True

    def __post_init__(self) -> None:
        """Refuse an empty one, and more text than there is room for.

        Raises:
            NoTextError, TooLongError: nothing is kept.
        """
        if not self.text.strip():
            raise NoTextError("de afspraak")
        _check_length("De afspraak", self.text, LONGEST_TEXT)

    def __repr__(self) -> str:
        return f"Agreement({self.id})"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedTalk:
    """A talk that still has to be held. Once it was, it is an activity."""

    id: TalkId = NEW_TALK
    party: Party
    day: date


@dataclass(frozen=True, repr=False, slots=True)
class SelfCheck:
    """What the adviser finds of one norm, in one reporting year."""

    year: int
    norm: Norm
    #: None = not yet judged.
    score: Score | None = None
    #: By what it can be seen.
    evidence: str = ""

    def __post_init__(self) -> None:
        """Refuse more text than there is room for."""
        _check_length("De toelichting", self.evidence, LONGEST_TEXT)

    def __bool__(self) -> bool:
        """Whether anything was filled in."""
        return self.score is not None or bool(self.evidence.strip())

    def __repr__(self) -> str:
        return f"SelfCheck({self.year}, {self.norm})"


#: So long after the day of a report or a signal an answer is asked, unless the adviser says otherwise.
ANSWER_WEEKS: Final = 8


def usual_answer_day(day: date) -> date:
    """By when an answer is asked of what is told on a day."""
    return day + timedelta(weeks=ANSWER_WEEKS)


def awaits_answer(response: Response | None, asked_by: date | None) -> bool:
    """Whether an answer was asked for and has not come, nor was written off."""
    return response is None and asked_by is not None


def _check_length(what: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise TooLongError(what, len(text), longest)


def _check_processes(theme: Theme) -> None:
    for name in theme.processes:
        _check_length("De naam van een proces", name, LONGEST_LINE)
