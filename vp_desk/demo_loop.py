"""What an invented adviser advised an invented public body, and what came of it, four years in a row.

One piece of advice goes the whole way: no answer, repeated, taken up, and seen to work; another one is answered
late. Nobody is meant, and nothing is said of persons or of how many there were.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vp_desk.advice import (
    Agreement,
    AgreementId,
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Norm,
    Party,
    PlannedTalk,
    Recommendation,
    RecommendationId,
    Response,
    ResponseKind,
    Score,
    SelfCheck,
    Signal,
    SignalId,
    Theme,
)

_ADOPTED, _PARTLY, _DECLINED = ResponseKind.ADOPTED, ResponseKind.PARTLY, ResponseKind.DECLINED
_STARTED, _DONE = FollowUpStatus.STARTED, FollowUpStatus.DONE
_CULTURE, _STRUCTURE = MeasureKind.CULTURE, MeasureKind.STRUCTURE
_CONDUCT: Final = Theme(("conduct",))
_GROUPS: Final = (
    "Spreek in elk team af hoe collega’s met elkaar omgaan in digitale groepen, en maak een leidinggevende per "
    "groep aanspreekbaar."
)


@dataclass(frozen=True)
class InventedLoop:
    """Advice, talks and self-checks of four years."""

    recommendations: tuple[Recommendation, ...] = ()
    signals: tuple[Signal, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    planned: tuple[PlannedTalk, ...] = ()
    checks: tuple[SelfCheck, ...] = ()

    def since(self, year: int) -> "InventedLoop":
        """Without what is of before a year."""
        held = tuple(each for each in self.recommendations if each.year >= year)
        known = {each.id for each in held}
        return InventedLoop(
            tuple(each if each.repeats in known else replace(each, repeats=None) for each in held),
            tuple(each for each in self.signals if each.year >= year),
            tuple(each for each in self.agreements if each.made_on.year >= year),
            self.planned,
            tuple(each for each in self.checks if each.year >= year),
        )

    def until(self, today: date) -> "InventedLoop":
        """Without what would still have to happen; reports are of years that are over."""
        return InventedLoop(
            tuple(_until(each, today) for each in self.recommendations if each.year < today.year),
            tuple(
                replace(each, response=_known(each.response, today))
                for each in self.signals
                if each.made_on <= today
            ),
            tuple(
                replace(
                    each, done_on=each.done_on if each.done_on and each.done_on <= today else None
                )
                for each in self.agreements
                if each.made_on <= today
            ),
            tuple(each for each in self.planned if each.day > today),
            tuple(each for each in self.checks if each.year < today.year),
        )


def _until(held: Recommendation, today: date) -> Recommendation:
    follow_ups = tuple(each for each in held.follow_ups if each.year < today.year)
    return replace(held, response=_known(held.response, today), follow_ups=follow_ups)


def _known(response: Response | None, today: date) -> Response | None:
    is_known = response is not None and (response.day is None or response.day <= today)
    return response if is_known else None


def has_regular_talks(year: int, last_year: int) -> bool:
    """Whether there was a talk with the authority in each quarter of a year: that was agreed in the second."""
    return year > last_year - 3


def invented_loop(last_year: int) -> InventedLoop:
    """All of it, of the four years of which one is the last."""
    first = last_year - 3

    def day(year: int, month: int, number: int) -> date:
        """A day of one of the years, 0 to 4; the fourth is the year in which the last report is made."""
        return date(first + year, month, number)

    return InventedLoop(
        _recommendations(first, day),
        _signals(first, day),
        _agreements(day),
        (
            PlannedTalk(party=Party.AUTHORITY, day=day(4, 4, 9)),
            PlannedTalk(party=Party.WORKS_COUNCIL, day=day(4, 5, 21)),
        ),
        tuple(_checks(first)),
    )


_Day = Callable[[int, int, int], date]


def _recommendations(first: int, day: _Day) -> tuple[Recommendation, ...]:
    return (
        Recommendation(
            id=RecommendationId(1),
            year=first,
            text=_GROUPS,
            kind=_CULTURE,
            theme=replace(_CONDUCT, processes=("samenwerken op afstand",)),
            addressed_to="Secretaris-generaal",
            asked_by=day(1, 4, 1),
            response=Response(ResponseKind.NONE, day=day(1, 4, 1)),
        ),
        Recommendation(
            id=RecommendationId(2),
            year=first,
            text="Maak de vertrouwenspersoon zichtbaar. Zet naam, bereikbaarheid en werkwijze op het intranet "
            "en bespreek ze bij de start van nieuwe medewerkers.",
            kind=_STRUCTURE,
            theme=Theme(processes=("introductie van nieuwe medewerkers",)),
            addressed_to="Secretaris-generaal",
            asked_by=day(1, 4, 1),
            response=Response(_ADOPTED, "Dit wordt meteen geregeld.", day(1, 3, 7)),
            follow_ups=(
                FollowUp(
                    first + 1,
                    _DONE,
                    "Nieuwe medewerkers horen in hun eerste week over de vertrouwenspersoon.",
                    "Mensen komen eerder, en vaker uit zichzelf.",
                ),
            ),
        ),
        Recommendation(
            id=RecommendationId(3),
            year=first + 1,
            text=_GROUPS,
            kind=_CULTURE,
            theme=replace(_CONDUCT, processes=("samenwerken op afstand",)),
            addressed_to="Secretaris-generaal",
            asked_by=day(2, 4, 1),
            repeats=RecommendationId(1),
            response=Response(
                _ADOPTED,
                "De aanbeveling had eerder een antwoord verdiend. De afspraken komen in de gedragscode, en "
                "elke groep krijgt een leidinggevende die erop let.",
                day(2, 3, 12),
            ),
            follow_ups=(
                FollowUp(
                    first + 2,
                    _STARTED,
                    "De afspraken staan in de gedragscode. De meeste teams moeten ze nog bespreken.",
                ),
                FollowUp(
                    first + 3,
                    _DONE,
                    "Elk team heeft de afspraken besproken en iemand aangewezen die aanspreekbaar is.",
                    "In gesprekken gaat het minder over berichten in groepen. Wie erover begint, weet nu bij "
                    "wie dat kan.",
                ),
            ),
        ),
        Recommendation(
            id=RecommendationId(4),
            year=first + 1,
            text="Regel vervanging van de vertrouwenspersoon, bij voorkeur door iemand van buiten de dienst.",
            kind=_STRUCTURE,
            addressed_to="Secretaris-generaal",
            asked_by=day(2, 4, 1),
            response=Response(
                _ADOPTED, "Er wordt een externe vertrouwenspersoon gezocht.", day(2, 3, 12)
            ),
            follow_ups=(
                FollowUp(
                    first + 2,
                    _DONE,
                    "Er is een externe vertrouwenspersoon. Medewerkers kiezen zelf bij wie zij terechtkunnen.",
                ),
            ),
        ),
        Recommendation(
            id=RecommendationId(5),
            year=first + 2,
            text="Haal feedback van medewerkers aan leidinggevenden uit de beoordelingscyclus, en organiseer "
            "die apart.",
            kind=_STRUCTURE,
            theme=Theme(processes=("beoordelen",)),
            addressed_to="Secretaris-generaal",
            asked_by=day(3, 4, 1),
            response=Response(
                _PARTLY,
                "De directieraad wil eerst een proef, en vraagt de ondernemingsraad om advies.",
                day(3, 5, 20),
            ),
            follow_ups=(
                FollowUp(
                    first + 3,
                    _STARTED,
                    "Een deel van de directies doet een proef; een besluit voor de hele dienst volgt.",
                ),
            ),
        ),
        Recommendation(
            id=RecommendationId(6),
            year=first + 3,
            text="Bespreek in elk team wat sluipend ongewenst gedrag is, met voorbeelden uit het eigen werk. "
            "De vertrouwenspersoon wil de werkvorm aanreiken; de leidinggevende voert het gesprek.",
            kind=_CULTURE,
            theme=replace(_CONDUCT, units=("uitvoering",)),
            addressed_to="Secretaris-generaal",
            asked_by=day(4, 4, 1),
            signal=SignalId(1),
        ),
        Recommendation(
            id=RecommendationId(7),
            year=first + 3,
            text="Geef voorlichting een vast budget, zodat die niet elk jaar opnieuw hoeft te worden "
            "aangevraagd.",
            kind=_STRUCTURE,
            addressed_to="Secretaris-generaal",
            asked_by=day(4, 4, 1),
            response=Response(
                _DECLINED,
                "De directieraad wil geen apart budget voor onderdelen van het opleidingsplan. Voorlichting "
                "houdt daarin een plaats, en elk jaar wordt opnieuw gekeken hoeveel er nodig is.",
                day(4, 1, 12),
            ),
        ),
    )


def _signals(first: int, day: _Day) -> tuple[Signal, ...]:
    return (
        Signal(
            id=SignalId(1),
            made_on=day(3, 9, 15),
            year=first + 3,
            title="Stille druk in teams",
            text="Mensen vertellen steeds vaker over rustige, nette druk: buiten een overleg gehouden worden, "
            "opdrachten die stilletjes verdwijnen, grapjes die steeds dezelfde kant op gaan. Elk voorval is "
            "klein, en daarom begint bijna niemand erover.\n\n"
            "Dit kan niet wachten op het jaarverslag. Gevraagd wordt om dit najaar in de teams te bespreken "
            "wat sluipend ongewenst gedrag is, en wie daarop aanspreekbaar is.",
            theme=_CONDUCT,
            addressed_to="Secretaris-generaal",
            asked_by=day(3, 10, 15),
            response=Response(
                _ADOPTED,
                "Het signaal is in de directieraad besproken. De teams krijgen er tijd voor.",
                day(3, 10, 2),
            ),
        ),
    )


def _agreements(day: _Day) -> tuple[Agreement, ...]:
    return (
        Agreement(
            id=AgreementId(1),
            made_on=day(1, 3, 7),
            party=Party.AUTHORITY,
            text="Elk kwartaal een gesprek, en toegang tussendoor als dat nodig is.",
            done_on=day(1, 12, 15),
        ),
        Agreement(
            id=AgreementId(2),
            made_on=day(2, 3, 12),
            party=Party.AUTHORITY,
            text="Aanbevelingen krijgen binnen acht weken een schriftelijk antwoord.",
            # Not done yet: the answer of the year after came later than was asked.
            due=day(4, 5, 1),
        ),
        Agreement(
            id=AgreementId(3),
            made_on=day(3, 10, 2),
            party=Party.AUTHORITY,
            text="De directeuren laten weten of het gesprek over sluipend gedrag in hun teams is gevoerd.",
            due=day(4, 7, 1),
        ),
        Agreement(
            id=AgreementId(4),
            made_on=day(3, 5, 14),
            party=Party.WORKS_COUNCIL,
            text="De ondernemingsraad bespreekt het verslag elk jaar met de vertrouwenspersoon.",
            done_on=day(3, 5, 14),
        ),
    )


#: Per norm the points of each year, and by what they can be seen.
_CHECKS: Final = {
    Norm.ADVISERS: (
        (3, 4, 5, 5),
        (
            "Er is een vertrouwenspersoon; de certificering loopt nog.",
            "Gecertificeerd en op werkdagen bereikbaar. Vervanging ontbreekt.",
            "Intern en extern, beiden gecertificeerd, met intervisie.",
            "Intern en extern, beiden gecertificeerd en zonder functie bij personeelszaken.",
        ),
    ),
    Norm.MEANS: (
        (2, 3, 4, 4),
        (
            "Vier uur per week, geen spreekkamer.",
            "Acht uur per week en een spreekkamer buiten de gang van de directie.",
            "Genoeg uren voor gesprekken en voorlichting.",
            "Genoeg uren, maar het budget voor voorlichting moet elk jaar worden aangevraagd.",
        ),
    ),
    Norm.AUTHORITY: (
        (1, 2, 4, 4),
        (
            "Er is geen vast overleg.",
            "Elk kwartaal een gesprek. Op een aanbeveling kwam geen antwoord.",
            "Elk kwartaal een gesprek, en aanbevelingen krijgen antwoord.",
            "Elk kwartaal een gesprek, en toegang tussendoor. Het antwoord op advies kwam later dan gevraagd.",
        ),
    ),
    Norm.REGISTRATION: (
        (3, 4, 4, 5),
        (
            "De registratie is begonnen; niet alles is ingevuld.",
            "Het meeste van wat over een zaak wordt gevraagd, is ingevuld.",
            "Het meeste is ingevuld, en gesprekken staan er meestal binnen een week in.",
            "Vrijwel alles is ingevuld, en gesprekken staan er meestal binnen enkele dagen in.",
        ),
    ),
}


def _checks(first: int) -> list[SelfCheck]:
    return [
        SelfCheck(first + place, norm, Score(points), evidence)
        for norm, (scores, texts) in _CHECKS.items()
        for place, (points, evidence) in enumerate(zip(scores, texts, strict=True))
    ]
