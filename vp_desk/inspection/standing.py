"""Standing texts with digits or number words in them that tell no figure of the year."""

from collections import Counter
from collections.abc import Iterator

from vp_desk.aggregate import Printed
from vp_desk.dutch import MONTHS, number
from vp_desk.inspection.chance_claims import chance_texts
from vp_desk.inspection.model import Allowed
from vp_desk.own_text import is_text, phrases_of
from vp_desk.released import Band, Publication
from vp_desk.reporting.cells import COLUMNS
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import LEAST_BASE

_ALWAYS = (
    "Klagen drie mensen samen, dan zijn dat drie zaken",
    "wat één melder aan de orde stelt",
    "Elke zaak telt hier één keer",
    "over meer dan één type gaan",
    "meer dan één antwoord",
    f"alleen bij een totaal van {LEAST_BASE} of meer",
    "nieuwe zaken per 100 medewerkers",
    "tekens in UTF-8",
    "‘Integriteit als basis’ (2024)",
    "(norm 10)",
    "(norm 11)",
    "(norm 12)",
    "(norm 13)",
    "Van 1 tot en met 5: niet op orde",
)

#: A report has fewer tables than this.
_MOST_TABLES = 60


def standing_texts(allowed: Allowed) -> Iterator[str]:
    """All of them, for one file."""
    yield from _ALWAYS
    yield from (f"De cijfers staan in tabel {n}" for n in range(1, _MOST_TABLES))
    yield from chance_texts(allowed)
    yield from allowed.phrases
    yield from _of_facts(allowed.facts)
    yield from _of_own_texts(allowed.facts)
    for publication in allowed.publications:
        yield from _of_threshold(publication.threshold)
        yield from _of_bands(publication)
    for column in COLUMNS:
        yield column.meaning
        yield column.name
    for table in allowed.whole.tables.values():
        yield table.label
        yield from (axis.label for axis in table.axes)


def _of_facts(facts: ReportFacts) -> Iterator[str]:
    day = facts.date
    yield facts.organisation
    yield facts.author
    yield facts.taxonomy
    yield from facts.not_counted
    yield facts.period
    yield facts.year.span
    yield day.isoformat()
    yield f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if facts.headcount is not None:
        yield f"{number(facts.headcount)} medewerkers"
    yield from facts.loop.months
    yield from _of_earlier_advice(facts)
    for each in facts.days:
        yield f"{each.day} {MONTHS[each.month - 1]} {each.year}"


def _of_earlier_advice(facts: ReportFacts) -> Iterator[str]:
    """How far earlier advice is: counts of the adviser's own work."""
    states = Counter(each.stand for each in facts.loop.earlier)
    told = ", ".join(f"{number(times)} {state}" for state, times in states.items())
    yield f"Eerdere aanbevelingen: {told}"


def _of_own_texts(facts: ReportFacts) -> Iterator[str]:
    """What the adviser wrote: `inspection/own_text.py` looks into its numbers. A number alone is no text."""
    for _, text in facts.own_texts:
        for phrase in phrases_of(text):
            if is_text(phrase):
                yield phrase


def _of_threshold(threshold: int) -> Iterator[str]:
    highest = threshold - 1
    yield f"Drempel: {threshold} zaken"
    yield f"Aantallen waar 1 tot en met {highest} zaken achter zitten, tonen wij niet"


def _of_bands(publication: Publication) -> Iterator[str]:
    """What is said of bands, also of one that a year was told by under another threshold."""
    cells = [cell for table in publication.tables.values() for cell in table.cells.values()]
    bounded = [cell for cell in cells if isinstance(cell, (Band, Printed))]
    for low, high in {(cell.low, cell.high) for cell in bounded if cell.high is not None}:
        yield f"Open staafje: tussen {number(low)} en {number(high)}"
    bounds = {(cell.low, cell.high) for cell in cells if isinstance(cell, Band)}
    spans = [f"{low}–{high}" for low, high in sorted(bounds)]
    for low, high in bounds:
        yield f"staat er als {low}–{high}: het ligt dan tussen {low} en {high}, nul inbegrepen"
    yield f"{', '.join(spans)} = het aantal ligt tussen deze grenzen, grenzen inbegrepen"
