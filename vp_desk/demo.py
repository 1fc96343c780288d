"""An invented dossier: nobody in it exists, and no organisation it could be about.

The numbers are meant to be hard for the gate: few cases a year, most of them in one type, spread over
many units. The same seed gives the same dossier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from vp_desk.aggregate import CaseFile
from vp_desk.demo_loop import InventedLoop, has_regular_talks, invented_loop
from vp_desk.demo_texts import invented_texts
from vp_desk.own_text import OwnText
from vp_desk.periods import Month, ReportingCalendar, ReportingYear
from vp_desk.records import Activity, Case, Contact, new_case_code
from vp_desk.taxonomy import Code

_T = TypeVar("_T")

ORGANISATION = "Dienst Voorbeeld"
#: The last reporting year of the demonstration, and how many cases each year has, oldest first.
LAST_YEAR = 2025
YEAR_SIZES = (12, 23, 34, 47, 60)

#: Unit → number of people who work there.
UNITS: Mapping[str, tuple[str, int]] = {
    "uitvoering": ("Uitvoering", 310),
    "toezicht": ("Toezicht", 190),
    "beleid": ("Beleid", 120),
    "bedrijfsvoering": ("Bedrijfsvoering", 95),
    "ict": ("ICT", 64),
    "communicatie": ("Communicatie", 22),
    "bestuursbureau": ("Bestuursbureau", 8),
}

_TYPES: Mapping[str, float] = {
    "conduct.bullying": 9,
    "conduct.intimidation": 10,
    "conduct.abuse_of_power": 6,
    "conduct.sexual_harassment": 5,
    "conduct.discrimination": 3,
    "conduct.discrimination.origin": 1,
    "conduct.aggression": 2,
    "conduct.gossip": 4,
    "conduct.exclusion": 4,
    "conduct": 2,
    "outside.labour_conflict": 9,
    "outside.legal_position": 4,
    "outside.dilemma": 3,
    "outside.workload": 2,
    "financial.expenses": 1.5,
    "financial.hours": 1,
    "position.conflict": 2,
    "position.side_job": 1,
    "position.favouritism": 3,
    "information.leak": 1,
    "information.access": 1.5,
    "communication.internal": 2,
    "communication.public": 1,
    "powers.pressure": 2,
    "powers.unequal": 0.7,
    "resources.rules": 1.5,
    "resources.private_use": 0.8,
    "private.contacts": 0.6,
    "private.finances": 0.5,
    "force.disproportionate": 0.2,
}
_ROLES: Mapping[str | None, float] = {
    "employee": 30,
    "manager": 5,
    "hired": 4,
    "former_employee": 2,
    "intern": 1,
    "external": 1,
    None: 1,
}
_CAPACITIES: Mapping[str | None, float] = {
    "concerned": 20,
    "witness": 5,
    "advised_manager": 3,
    "accused": 1,
    "colleague": 1,
    None: 2,
}
_RELATIONS: Mapping[str | None, float] = {
    "manager_employee": 14,
    "employees": 12,
    "employee_manager": 2,
    "external_employee": 2,
    "other": 1,
    None: 3,
}
_ACCUSED: Mapping[str | None, float] = {
    "line_manager": 12,
    "higher_manager": 5,
    "colleague": 12,
    "group": 2,
    "subordinate": 1,
    "external": 2,
    "organisation": 4,
    None: 3,
}
STATUSES: Mapping[str | None, float] = {"closed": 16, "sparring": 4, "formal": 2, "lost": 2}
_ROUTES: Mapping[str, float] = {
    "listening": 12,
    "own_talk": 10,
    "manager_talk": 7,
    "accompanied_talk": 5,
    "mediation": 3,
    "formal_complaint": 2,
    "formal_report": 1.5,
    "confidential_report": 0.7,
    "anonymous_signal": 3,
    "other_job": 3,
    "undecided": 2,
}
_REASONS: Mapping[str, float] = {
    "unsafe": 6,
    "no_trust": 6,
    "job": 6,
    "solved": 5,
    "anonymous": 3,
    "evidence": 3,
    "put_behind": 2,
    "not_asked": 2,
}
_REFERRALS: Mapping[str, float] = {
    "occupational_physician": 4,
    "social_work": 4,
    "hr": 4,
    "manager": 3,
    "mediator": 2,
    "coordinator": 1,
    "legal_or_union": 2,
    "complaints_committee": 1,
}
_CHANNELS: Mapping[str | None, float] = {
    "on_site": 10,
    "elsewhere": 4,
    "phone": 7,
    "video": 8,
    "email": 3,
    "chat": 1,
}
_NOTES = (
    "Verzonnen notitie: mogelijkheden besproken, melder denkt erover na.",
    "Verzonnen notitie: behoefte aan een luisterend oor.",
    "Verzonnen notitie: afgesproken om over twee weken verder te praten.",
    "Verzonnen notitie: uitleg gegeven over de klachtenprocedure.",
)


@dataclass(frozen=True)
class DemoDossier:
    """Everything that goes into the vault of the demonstration."""

    organisation: str
    units: tuple[Code, ...]
    #: (unit, calendar year) → number of people.
    headcounts: Mapping[tuple[str, int], int]
    files: tuple[CaseFile, ...]
    activities: tuple[Activity, ...]
    #: What the adviser wrote in her reports.
    texts: tuple[OwnText, ...] = ()
    #: What she advised, and what came of it.
    loop: InventedLoop = field(default_factory=InventedLoop)


def invent(
    seed: int = 2025, sizes: Sequence[int] = YEAR_SIZES, last_year: int = LAST_YEAR
) -> DemoDossier:
    """Invent a dossier.

    Args:
        seed: the same seed gives the same dossier.
        sizes: number of new cases of each year, oldest first.
        last_year: the last of these years.
    """
    random = Random(seed)  # noqa: S311 - invented data, no secret
    years = [
        ReportingCalendar().year(last_year - len(sizes) + 1 + index) for index in range(len(sizes))
    ]
    taken: set[str] = set()
    files: list[CaseFile] = []
    for year, size in zip(years, sizes, strict=True):
        for _ in range(size):
            case = invented_case(random, year, taken, is_last=year == years[-1])
            files.append(CaseFile(case, invented_talks(random, case, years[-1].end)))
    return DemoDossier(
        ORGANISATION,
        tuple(Code(code, label, label) for code, (label, _) in UNITS.items()),
        {
            (code, year.year): round(people * (0.94 + 0.015 * index))
            for code, (_, people) in UNITS.items()
            for index, year in enumerate(years)
        },
        tuple(files),
        tuple(
            activity
            for year in years
            for activity in invented_activities(
                random, year, quarterly=has_regular_talks(year.year, last_year)
            )
        ),
        tuple(text for text in invented_texts(last_year) if text.year >= years[0].year),
        invented_loop(last_year).since(years[0].year),
    )


def pick(random: Random, weights: Mapping[_T, float]) -> _T:
    """One of several, by weight."""
    return random.choices(list(weights), list(weights.values()))[0]


def invented_case(random: Random, year: ReportingYear, taken: set[str], *, is_last: bool) -> Case:
    """A case of a year; `taken` are the codes that there are, and gets its own."""
    code = new_case_code(taken, random.choice)
    taken.add(code)
    month = year.begin.plus(random.randrange(12))
    types = invented_types(random)
    routes = [pick(random, _ROUTES) for _ in range(random.choices((1, 2), (4, 1))[0])]
    units = {code: float(people) for code, (_, people) in UNITS.items()}
    is_formal = {"formal_report", "formal_complaint"} & set(routes)
    reasons = () if is_formal else (pick(random, _REASONS), pick(random, _REASONS))
    status = "open" if is_last and random.random() < 0.25 else pick(random, STATUSES)
    return Case(
        code=code,
        month=month,
        types=types,
        reporter_role=pick(random, _ROLES),
        capacity=pick(random, _CAPACITIES),
        accused_role=pick(random, _ACCUSED),
        relation=pick(random, _RELATIONS),
        unit=pick(random, units) if random.random() < 0.93 else None,
        setting=random.choice(("workplace", "workplace", "workplace", "online", "trip", None)),
        frequency=random.choice(("once", "repeated", "repeated", "structural", None)),
        raised_with=(random.choice(("nobody", "manager", "hr", "accused")),),
        status=status,
        route=tuple(dict.fromkeys(routes)),
        referral=(pick(random, _REFERRALS),) if random.random() < 0.5 else (),
        no_report_reason=tuple(dict.fromkeys(reasons)),
        abuse_suspected=random.choice(("no", "no", "no", "unclear", None)),
        outcome=None
        if status == "open"
        else random.choice(("stopped", "improved", "improved", "unchanged", "unknown")),
        aftercare=random.choice(("used", "not_needed", "not_offered", None)),
        adviser_kind="internal",
        also_elsewhere=random.choice(("no", "no", "unknown")),
        note=random.choice(_NOTES),
    )


def invented_types(random: Random) -> tuple[str, ...]:
    """One to three types, the main one first."""
    types = [pick(random, _TYPES) for _ in range(random.choices((1, 2, 3), (70, 24, 6))[0])]
    return tuple(dict.fromkeys(types))


def invented_talks(random: Random, case: Case, end: Month) -> tuple[Contact, ...]:
    """The conversations of a case before a month, the first in the month of the case."""
    found: list[Contact] = []
    month = case.month
    for index in range(random.choices((1, 2, 3, 4, 6), (30, 30, 20, 12, 8))[0]):
        if index:
            month = month.plus(random.choice((0, 1, 1, 2)))
        if month >= end:
            break
        day = date(month.year, month.month, 1 + random.randrange(28))
        found.append(
            Contact(
                case=case.code,
                held_on=day,
                channel=pick(random, _CHANNELS),
                kind="first"
                if index == 0
                else random.choice(("follow_up", "follow_up", "aftercare", "closing")),
                talk_quarters=random.randrange(2, 8),
                preparation_quarters=random.randrange(3),
                travel_quarters=random.choice((0, 0, 0, 2)),
                initiative="reporter" if index == 0 else random.choice(("reporter", "adviser")),
                # Most of them within a day or two; now and then a week passes.
                entered_on=day + timedelta(days=7 if day.day % 9 == 0 else day.day % 3),
            )
        )
    return tuple(found)


def invented_activities(
    random: Random, year: ReportingYear, *, quarterly: bool = False
) -> list[Activity]:
    """What an adviser does in a year beside her cases.

    Args:
        random: decides the rest.
        year: in which.
        quarterly: whether there was a planned talk with the authority in each quarter; else there was one.
    """
    kinds: tuple[str, ...] = (
        "information",
        "information",
        "peer_review",
        "training",
        "works_council",
    )
    kinds += ("coordinator", "authority.planned", "authority.interim", "administration")
    found: list[Activity] = []
    for kind in kinds:
        if quarterly and kind == "authority.planned":
            # In the last month of each quarter: what was agreed early in a year holds for all of it.
            found += [
                _activity(random, kind, year.begin.plus(n), days=_LATE_TALK) for n in (2, 5, 8, 11)
            ]
        else:
            found.append(_activity(random, kind, year.begin.plus(random.randrange(12))))
    return found


_ANY_DAY, _LATE_TALK = range(1, 29), range(8, 15)


def _activity(random: Random, kind: str, month: Month, *, days: range = _ANY_DAY) -> Activity:
    is_talk = kind == "information"
    return Activity(
        held_on=date(month.year, month.month, random.choice(days)),
        kind=kind,
        audience="team" if is_talk else None,
        participants=random.randrange(8, 40) if is_talk else None,
        form="presentation" if is_talk else None,
        quarters=random.randrange(4, 17),
    )
