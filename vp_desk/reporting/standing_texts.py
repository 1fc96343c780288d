"""What every report says in the same words: what a chapter is for and how to read it. Plain Dutch (B1).

Whatever is said here holds for every organisation. Numbers are avoided: each number of a finished report is
looked into (`inspection/standing.py` knows the few that stand here).
"""

from vp_desk.chapters import Chapter

#: What a chapter is and how to read it: the first lines of the chapter.
LEADS = {
    Chapter.FIGURES: (
        "Hoeveel nieuwe zaken waren er, en hoeveel gesprekken zijn er gevoerd? Een zaak is wat een melder"
        " aan de orde stelt. Daar horen vaak meer gesprekken bij, ook in een volgend jaar. Tel zaken en "
        "gesprekken dus nooit bij elkaar op."
    ),
    Chapter.NATURE: (
        "Waar gingen de zaken over? Dit hoofdstuk deelt ze in naar type. Het type is wat de melder aan de"
        " orde stelt. Het zegt niet dat iets is onderzocht of vastgesteld."
    ),
    Chapter.WHO: (
        "Wie kwamen er, en uit welk deel van de organisatie? Een onderdeel met veel zaken is niet vanzelf"
        " een onderdeel met veel problemen. De omvang telt mee, en ook of mensen de weg naar de "
        "vertrouwenspersoon kennen."
    ),
    Chapter.ROUTE: (
        "Wat wilde de melder na het gesprek? De melder kiest zelf. Lang niet elk gesprek leidt tot een "
        "formele melding, en dat hoeft ook niet. Van de redenen om niet te melden kan een organisatie "
        "leren."
    ),
    Chapter.SIGNALS: (
        "Cijfers vertellen niet alles. In dit hoofdstuk beschrijft de vertrouwenspersoon wat in de "
        "gesprekken opvalt en wat dat kan betekenen. Een signaal is een waarneming. Het is niet "
        "onderzocht, en het gaat nooit over personen."
    ),
    Chapter.WORK: (
        "Naast het voeren van gesprekken geeft de vertrouwenspersoon voorlichting, houdt de eigen kennis "
        "bij en overlegt met anderen in de organisatie. Dit hoofdstuk laat zien wat er op die gebieden is"
        " gedaan."
    ),
    Chapter.RECOMMENDATIONS: (
        "De vertrouwenspersoon adviseert, de organisatie beslist. Hier staan de aanbevelingen bij dit "
        "verslag, en wat er met eerdere aanbevelingen is gebeurd. Op een aanbeveling hoort een "
        "inhoudelijk antwoord, met de reden als iets niet wordt overgenomen."
    ),
    Chapter.RESPONSE: (
        "In dit hoofdstuk staat hoe het bevoegd gezag reageert op dit verslag en op de aanbevelingen. Zo "
        "kan iedereen volgen wat er met het advies gebeurt."
    ),
}

ROLE_LEAD = (
    "Bij de vertrouwenspersoon kan iedereen terecht die in het werk te maken krijgt met ongewenst gedrag "
    "of die denkt dat er iets niet integer gaat. Dat geldt voor medewerkers en voor leidinggevenden. "
    "Zonder toestemming maakt de vertrouwenspersoon niet bekend wie er komt praten."
)
ROLE_TASKS = (
    (
        "Opvangen en begeleiden",
        (
            "de vertrouwenspersoon luistert, denkt mee en legt uit welke wegen er zijn. De melder bepaalt"
            " wat er gebeurt."
        ),
    ),
    (
        "Voorlichten",
        "de vertrouwenspersoon maakt het onderwerp bespreekbaar en vertelt waar mensen terechtkunnen.",
    ),
    (
        "Signaleren en adviseren",
        (
            "de vertrouwenspersoon laat zien wat er speelt en geeft de organisatie advies, gevraagd en "
            "ongevraagd. Dit verslag hoort daarbij."
        ),
    ),
)
NORMS_LEAD = (
    "De Algemene Rekenkamer heeft in ‘Integriteit als basis’ (2024) normen opgeschreven voor het werk van"
    " vertrouwenspersonen en voor het registreren van meldingen. Met deze vragen kan de organisatie "
    "zichzelf toetsen:"
)
#: In a report of before that came out.
QUESTIONS_LEAD = "Met deze vragen kan de organisatie zichzelf toetsen:"
#: What is asked, the number of the norm, and the question.
NORMS = (
    (
        "Vertrouwenspersonen",
        10,
        "zijn zij onafhankelijk, goed bereikbaar en deskundig?",
    ),
    (
        "Middelen",
        11,
        "hebben zij genoeg tijd, scholing en andere middelen om het werk goed te doen?",
    ),
    (
        "Bevoegd gezag",
        12,
        "is er geregeld overleg, is er tussendoor toegang, en krijgen aanbevelingen een inhoudelijk antwoord?",
    ),
    (
        "Registratie",
        13,
        "worden zaken en gesprekken ordelijk en op tijd vastgelegd?",
    ),
)
CHECKS_LEAD = (
    "De vertrouwenspersoon heeft het eigen werk langs deze vragen gelegd. Het is een oordeel over de "
    "omstandigheden en de eigen werkwijze, niet over personen."
)
TALKS_LEAD = (
    "Wie signaleert en adviseert, moet gehoord kunnen worden: in vaste gesprekken en als dat nodig is ook "
    "tussendoor. Zo vaak is er over het werk van de vertrouwenspersoon gesproken:"
)
NEXT_TALK = "Met {party} is een volgend gesprek gepland."

RISK_LEAD = (
    "Waar komen welke onderwerpen voor? Hoe donkerder een vakje, hoe meer zaken. Een licht vakje betekent "
    "niet dat er niets speelt, en een donker vakje niet dat het daar mis is: ook de omvang telt mee, en of "
    "mensen de weg naar de vertrouwenspersoon kennen."
)
RISK_ADVICE = "Over deze onderwerpen adviseert de vertrouwenspersoon:"
CLIMATE_LEAD = (
    "Een formele melding is een drempel. Waarom melders er geen deden, zegt iets over het meldklimaat: "
    "voelt melden veilig, is er vertrouwen in wat ermee gebeurt, en is er zorg over de gevolgen voor het "
    "eigen werk? De tabel staat in het hoofdstuk ‘Route en vervolg’."
)
SIGNALS_LEAD = (
    "Soms kan een patroon niet wachten op het jaarverslag. Dan geeft de vertrouwenspersoon tussentijds een "
    "signaal, zonder aantallen en zonder personen. Dit jaar was dat:"
)

GIVEN = "Aanbevelingen bij dit verslag"
EARLIER = "Opvolging van eerdere aanbevelingen"
EARLIER_LEAD = (
    "Hier staan de aanbevelingen van eerdere verslagen die nog lopen of waarover nieuws is, met het antwoord "
    "dat erop kwam."
)
ANSWER_HERE = "Antwoord op dit verslag"
ANSWER_EARLIER = "Antwoord op eerdere aanbevelingen"
ANSWERS_ELSEWHERE = "Wat er precies is geantwoord, staat in het hoofdstuk ‘{chapter}’."
ANSWERS_NOTE = (
    "Geen antwoord: er is om een antwoord gevraagd en het is niet gekomen. Loopt nog: het antwoord hoeft er "
    "nog niet te zijn."
)

WORK_NOTE = "De uren zijn afgerond op hele uren. Een deelnemer die vaker kwam, telt vaker mee."
WORK_APART = (
    "De tijd voor gesprekken staat hier niet bij. Waar weinig zaken zijn, zou daaruit af te lezen zijn "
    "hoeveel tijd aan een enkele zaak is besteed."
)

TERMS = (
    ("Melder", "degene die met de vertrouwenspersoon komt praten. Melders worden nooit genoemd."),
    ("Beklaagde", "degene over wie het gaat. Er wordt alleen een rol vastgelegd, nooit een naam."),
    (
        "Type schending",
        "het soort gedrag waar een zaak over gaat, ingedeeld volgens een vaste lijst.",
    ),
    (
        "Bevoegd gezag",
        "wie in de organisatie het hoogst verantwoordelijk is, en dus op dit verslag antwoordt.",
    ),
    (
        "Formele melding of klacht",
        (
            "een melding of klacht die bij de organisatie zelf wordt gedaan, volgens een vaste procedure."
            " Een gesprek met de vertrouwenspersoon is dat niet."
        ),
    ),
    (
        "Signaal",
        "iets wat in meer dan een gesprek opvalt en waar de organisatie iets aan kan doen.",
    ),
)
RULES = (
    (
        "Een zaak telt in het jaar waarin het eerste gesprek was, ook als de zaak later doorloopt. Een "
        "gesprek telt in het jaar waarin het is gevoerd."
    ),
    (
        "Komt een groep samen, dan telt elke melder als een eigen zaak. Ook een leidinggevende die advies"
        " vraagt en een beklaagde die komt praten, tellen als zaak."
    ),
    "Zaken zijn geen personen: wie in een jaar over verschillende kwesties komt praten, telt vaker mee.",
    "Is iets niet gevraagd of niet vastgelegd, dan staat er ‘niet geregistreerd’. Dat is iets anders dan nul.",
    (
        "Is over een jaar verslag gedaan, dan veranderen de cijfers daarvan niet zonder dat het erbij "
        "staat. Zaken die later zijn vastgelegd, staan als ‘nagekomen’ in een volgend verslag."
    ),
)
RULE_OF_BREAKS = (
    "Een breuk in de trend staat bij het jaar waarin de manier van registreren veranderde, met de "
    "reden."
)
PRIVACY = (
    (
        "De vertrouwenspersoon bewaart aantekeningen in een versleuteld bestand. In dit verslag staan "
        "alleen aantallen en algemene bevindingen: geen namen, geen dagen en geen verhalen."
    ),
    (
        "Achter een klein aantal kan een persoon herkenbaar worden. Daarom worden kleine aantallen niet "
        "als zodanig getoond. Een groter aantal valt weg als het kleine er anders uit te berekenen is."
    ),
    (
        "Alle tabellen worden samen beschermd: die van dit verslag, die voor andere lezers en die van "
        "eerdere verslagen. Wie ze naast elkaar legt, hoort geen klein aantal te kunnen uitrekenen."
    ),
    (
        "Twee persoonlijke kenmerken staan nooit samen in een tabel. Een onderdeel met weinig medewerkers"
        " wordt niet apart getoond."
    ),
    (
        "Voordat dit bestand is gemaakt, is het nagelezen zoals een buitenstaander dat zou doen, ook de "
        "eigen tekst van de vertrouwenspersoon."
    ),
)
