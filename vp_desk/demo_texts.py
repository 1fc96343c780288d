"""What an invented adviser wrote in the reports of an invented public body, four years in a row.

Nobody is meant, and nothing is said of persons or of how many there were: that is for the tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from vp_desk.chapters import Chapter
from vp_desk.own_text import OwnText

_TEXTS: Final[Sequence[Mapping[Chapter, str]]] = (
    {
        Chapter.ROLE: """\
De dienst heeft sinds dit jaar een vertrouwenspersoon met een eigen taakomschrijving. Daarvoor werd de taak \
erbij gedaan, zonder vaste uren. De vertrouwenspersoon legt rechtstreeks verantwoording af aan de \
secretaris-generaal en is in deze rol aan niemand anders ondergeschikt.

Voor de taak is vier uur per week vrijgemaakt. Dat is krap: voorlichting en verslaglegging schieten er als \
eerste bij in. Een eigen spreekkamer is er nog niet.""",
        Chapter.SIGNALS: """\
- Veel medewerkers weten niet waar zij terechtkunnen. Wie komt, heeft vaak al lang rondgelopen en is \
uiteindelijk gestuurd door een collega.
- Leidinggevenden weten niet goed wat zij moeten doen als iemand uit hun team iets vertelt. Uit angst om het \
verkeerd te doen, doen zij soms niets.

Dit is het eerste verslag in deze vorm. Het is te vroeg om van een ontwikkeling te spreken.""",
        Chapter.RESPONSE: """\
De secretaris-generaal heeft het verslag besproken met de directieraad en met de ondernemingsraad.""",
    },
    {
        Chapter.ROLE: """\
De taak is uitgebreid naar acht uur per week. Het overleg met de secretaris-generaal vindt elk kwartaal \
plaats. Er is een spreekkamer buiten de gang van de directie, en dat helpt: mensen lopen gemakkelijker binnen.

De vertrouwenspersoon is gecertificeerd en neemt deel aan intervisie met vertrouwenspersonen van andere \
organisaties. Wat nog ontbreekt, is vervanging bij ziekte en vakantie.""",
        Chapter.SIGNALS: """\
- De toon in digitale groepen is harder dan aan tafel. In berichten wordt gezegd wat niemand in een overleg \
zou zeggen, en de leidinggevende leest niet mee.
- Wie tijdelijk werk doet, durft minder te zeggen. De zorg over een nieuw contract weegt zwaarder dan wat er \
gebeurt.

De bekendheid van de vertrouwenspersoon is gegroeid. Een hoger aantal zaken past daarbij en zegt op zichzelf \
niet dat het slechter gaat.""",
        Chapter.RESPONSE: """\
De secretaris-generaal heeft het verslag besproken met de directieraad. Eerder bleef een antwoord op een deel \
van de aanbevelingen uit; de secretaris-generaal wil dat voortaan anders doen.""",
    },
    {
        Chapter.ROLE: """\
Er is nu een externe vertrouwenspersoon als vervanger en als keuze voor wie liever iemand van buiten spreekt. \
De twee vertrouwenspersonen stemmen hun werkwijze af; dossiers blijven gescheiden.

Voor de taak is acht uur per week beschikbaar. Dat is genoeg voor de gesprekken en de voorlichting. De \
vertrouwenspersoon heeft toegang tot de secretaris-generaal als dat nodig is, ook tussen de vaste gesprekken \
door.""",
        Chapter.SIGNALS: """\
- Na de reorganisatie is onduidelijk wie waarover gaat. Onduidelijkheid over taken wordt in sommige teams een \
strijd tussen mensen.
- Feedback van onder naar boven blijft moeilijk. Medewerkers verwachten dat het hun beoordeling raakt, ook \
waar een leidinggevende er juist om vraagt.

Het valt op dat mensen eerder komen dan voorheen. Daardoor is er vaker iets op te lossen voordat een \
verhouding stuk is.""",
        Chapter.RESPONSE: """\
De secretaris-generaal herkent beide signalen. Het antwoord op de aanbeveling van dit jaar volgt voor de \
zomer.""",
    },
    {
        Chapter.ROLE: """\
De dienst heeft een interne en een externe vertrouwenspersoon. Zij werken onafhankelijk: geen van beiden heeft \
een functie bij personeelszaken, en over hun werk als vertrouwenspersoon voeren zij geen beoordelingsgesprek. \
Medewerkers kiezen zelf bij wie zij terechtkunnen.

[en] Employees who prefer to speak English can talk to either confidential adviser in English.""",
        Chapter.SIGNALS: """\
- Rustige, nette druk wordt slecht herkend. Het gaat niet om schreeuwen, maar om buiten een overleg gehouden \
worden, opdrachten die stilletjes verdwijnen en grapjes die steeds dezelfde kant op gaan. Omdat elk voorval \
klein is, weten mensen lang niet of zij erover mogen beginnen.
- Wie een melding overweegt, kijkt naar wat er met eerdere meldingen is gebeurd. De uitkomst daarvan is zelden \
bekend. Daardoor wordt stilte uitgelegd als: er gebeurt niets.
- De taak van leidinggevenden is duidelijker geworden. Zij vragen eerder advies, en stellen die vraag vaker \
voordat zij iets doen dan erna.

Deze signalen komen uit alle delen van de dienst en zijn besproken met de secretaris-generaal. Zij zijn niet \
onderzocht; zij laten zien waar het gesprek over zou moeten gaan.""",
        Chapter.RESPONSE: """\
De secretaris-generaal heeft dit verslag besproken met de directieraad en met de ondernemingsraad. Wie wil \
weten wat er met het advies van de afgelopen jaren is gebeurd, vindt dat hieronder.""",
    },
)


def invented_texts(last_year: int) -> Iterator[OwnText]:
    """The own texts of the reports of four years, of which one is the last."""
    for year, texts in enumerate(_TEXTS, start=last_year - len(_TEXTS) + 1):
        for chapter, text in texts.items():
            yield OwnText(year, chapter, text)
