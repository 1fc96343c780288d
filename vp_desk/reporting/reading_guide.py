"""The reading guide: how the figures came about and what they do not say."""

from collections.abc import Iterator

from vp_desk.dutch import listing, number
from vp_desk.released import Publication
from vp_desk.reporting.document import (
    BulletList,
    Callout,
    Paragraph,
    Section,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import LEAST_BASE
from vp_desk.reporting.told import Signs, span_text
from vp_desk.telling import SmallFigures

#: Standing text of every report (Gimd, Huis voor Klokkenluiders): what a count does not say.
NOT_WORSE = "Een stijging is niet ‘slechter’ en nul is niet ‘veilig’."


def reading_guide(publication: Publication, facts: ReportFacts) -> Section:
    """The chapter."""
    intro = paragraph(
        "Dit verslag laat zien waarmee medewerkers bij de vertrouwenspersoon kwamen. Het bevat aantallen "
        "en algemene bevindingen: geen namen, geen verhalen en niets waaraan iemand te herkennen is."
    )
    meaning = paragraph(
        f"{NOT_WORSE} Meer zaken kan betekenen dat er meer misgaat, maar ook dat meer mensen de weg naar "
        "de vertrouwenspersoon kennen en durven te gaan. Nul zaken betekent niet dat er niets speelt."
    )
    return Section(
        "Leeswijzer",
        1,
        (intro, _basis(publication, facts), Callout("Wat de cijfers niet zeggen", (meaning,))),
        (
            Section("Wat er is geteld", 2, (_units(),)),
            Section("Kleine aantallen", 2, _small(publication)),
        ),
    )


def _point(head: str, text: str) -> Paragraph:
    return paragraph(strong(f"{head}: "), text)


def _basis(publication: Publication, facts: ReportFacts) -> BulletList:
    points = [_point("Periode", f"{facts.period}.")]
    if facts.headcount:
        points.append(_point("Omvang", f"{number(facts.headcount)} medewerkers."))
    counted = "alle zaken tellen mee."
    if facts.not_counted:
        counted = f"zaken met de status {listing(list(facts.not_counted), 'of')} tellen niet mee."
    points += [
        _point("Telbasis", f"een zaak telt in het jaar van het eerste gesprek; {counted}"),
        _point("Indeling", f"typen schending volgens {facts.taxonomy}."),
        _point("Drempel", f"{publication.threshold} zaken; zie ‘Kleine aantallen’."),
    ]
    return BulletList(tuple(points))


def _units() -> BulletList:
    return BulletList(
        (
            _point(
                "Zaken",
                "een zaak is wat één melder aan de orde stelt. Klagen drie mensen samen, dan zijn dat "
                "drie zaken.",
            ),
            _point(
                "Gesprekken",
                "alle gesprekken die in het jaar zijn gevoerd, ook over zaken van eerder. Bij een zaak "
                "horen vaak meer gesprekken.",
            ),
            _point(
                "Doorlopende zaken",
                "zaken van vóór dit jaar waarover dit jaar nog een gesprek was. Zij tellen niet mee als "
                "nieuwe zaak.",
            ),
            _point(
                "Vermeldingen",
                "een zaak kan over meer typen schending gaan. Tellen alle genoemde typen mee, dan is de "
                "som van de typen groter dan het aantal zaken. Tabellen van zaken gebruiken alleen het "
                "hoofdtype en tellen wel op.",
            ),
        )
    )


def _small(publication: Publication) -> tuple[Paragraph, ...]:
    """Two sentences and the legend, about the signs that occur and no others; then the percentages."""
    signs = Signs.of(cell for table in publication.tables.values() for cell in table.cells.values())
    shares = (
        f"Percentages staan er alleen bij een totaal van {LEAST_BASE} of meer, en alleen van aantallen die "
        "getoond zijn."
    )
    words: tuple[str, ...] = ("In dit verslag hoefde geen aantal te worden weggelaten.",)
    if signs.hidden or signs.bands:
        words = (" ".join(_sentences(signs, publication)), *signs.small_legend())
    before: tuple[str, ...] = ()
    if publication.told_before or publication.restated:
        before = (_RESTATED if publication.restated else _BEFORE,)
    return tuple(map(paragraph, (*words, *before, shares)))


#: Standing text of a report after which others went.
_BEFORE = (
    "Cijfers waarover al eerder verslag is gedaan, staan er zoals ze toen zijn verteld. Wat toen niet werd "
    "getoond, tonen wij ook nu niet."
)

#: Of a report in which some of that is told again with other figures.
_RESTATED = (
    "Sommige cijfers zijn na een eerder verslag gewijzigd: die staan er zoals ze nu zijn. Andere cijfers "
    "waarover al eerder verslag is gedaan, staan er zoals ze toen zijn verteld. Wat daarvan toen niet werd "
    "getoond, tonen wij ook nu niet."
)


def _sentences(signs: Signs, publication: Publication) -> Iterator[str]:
    for low, high in signs.bands:
        yield (
            f"Een aantal onder de drempel staat er als {span_text(low, high)}: het ligt dan tussen {low} en "
            f"{high}, nul inbegrepen."
        )
    if publication.small_figures is SmallFigures.HIDE or not signs.bands:
        highest = publication.threshold - 1
        yield f"Aantallen waar 1 tot en met {highest} zaken achter zitten, tonen wij niet."
    if signs.hidden:
        yield (
            "Soms tonen wij ook een groter aantal of een nul niet, omdat daaruit een klein aantal te "
            "berekenen zou zijn."
        )
