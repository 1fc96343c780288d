"""Words by which Dutch counts: numbers in words, and what is counted."""

import re
from typing import Final

from vp_desk.dutch import MONTHS


def words_in(words: str) -> frozenset[str]:
    """The words of a row."""
    return frozenset(words.split())


_UNITS: Final = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS: Final = [
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS: Final = [
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "zestig",
    "zeventig",
    "tachtig",
    "negentig",
]
_GROUPS: Final = {
    "tweetal": 2,
    "drietal": 3,
    "viertal": 4,
    "vijftal": 5,
    "zestal": 6,
    "zevental": 7,
    "achttal": 8,
    "negental": 9,
    "tiental": 10,
    "dozijn": 12,
    "duo": 2,
    "trio": 3,
    "tweeën": 2,
    "drieën": 3,
    "vieren": 4,
    "vijven": 5,
    "zessen": 6,
    "zevenen": 7,
    "achten": 8,
    "negenen": 9,
    "tienen": 10,
    "allebei": 2,
    "beide": 2,
    "beiden": 2,
    "eén": 1,
    "éen": 1,
    "enige": 1,
    "enkele": 1,
    "iemand": 1,
}


def _values() -> dict[str, int]:
    found = {word: n for n, word in enumerate(_UNITS, start=1)}
    found |= {word: n for n, word in enumerate(_TEENS, start=10)}
    for n, ten in enumerate(_TENS, start=2):
        found[ten] = 10 * n
        for m, unit in enumerate(_UNITS, start=1):
            stem = "een" if m == 1 else unit
            link = "ën" if stem.endswith("e") else "en"
            found[f"{stem}{link}{ten}"] = 10 * n + m
    found["honderd"] = 100
    return found | {f"{unit}honderd": 100 * n for n, unit in enumerate(_UNITS[1:], start=2)}


#: Word → number. `een` is an article.
NUMBERS: Final = _values()
#: Words that say one or both without being a number.
_LOOSELY_ONE: Final = words_in("enige enkele iemand")
VALUES: Final = NUMBERS | {w: n for w, n in _GROUPS.items() if w not in _LOOSELY_ONE}
#: `driemaal`, `driedubbel`.
REPEATED: Final = {
    f"{'een' if word == 'één' else word}{times}": n
    for word, n in NUMBERS.items()
    for times in ("maal", "keer")
} | {"éénmaal": 1}
#: `de derde melding`.
ORDINALS: Final = {
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "zesde": 6,
    "zevende": 7,
    "achtste": 8,
    "negende": 9,
    "tiende": 10,
    "elfde": 11,
    "twaalfde": 12,
    "dertiende": 13,
    "veertiende": 14,
    "vijftiende": 15,
    "zestiende": 16,
    "zeventiende": 17,
    "achttiende": 18,
    "negentiende": 19,
    "twintigste": 20,
}
#: Parts of a whole, as percentages.
FRACTIONS: Final = {
    "helft": 50,
    "derde": 100 / 3,
    "kwart": 25,
    "vijfde": 20,
    "tweederde": 200 / 3,
    "driekwart": 75,
    "eenderde": 100 / 3,
    "zesde": 100 / 6,
    "achtste": 12.5,
    "tiende": 10,
}
#: With one of these a sentence is about what was.
PAST: Final = words_in("ging gingen kwam kwamen waren was betrof betroffen speelde speelden")
#: What one who came did: `een medewerker meldde`.
DID: Final = PAST | words_in(
    "meldde meldden vroeg vroegen vertelde vertelden sprak spraken noemde noemden zei zeiden klaagde klaagden "
    "kreeg kregen had hadden heeft hebben werd werden deed deden gaf gaven ervoer ervaarde gemeld gekomen"
)
#: Before `iemand` who is nobody yet: `wat te doen als iemand iets vertelt`.
WHOEVER: Final = words_in("als wanneer zodra indien tenzij mocht voordat totdat zoals liever")
#: The two that were named, and not always a count.
BOTH: Final = words_in("beide beiden allebei")
#: Before a number it is not that number: `bijna niemand`.
NEARLY: Final = words_in("bijna vrijwel haast")
#: Stand before the article where it is a number: `slechts een melding`.
ONLY: Final = words_in("slechts precies exact welgeteld maar")
#: Nobody, nothing.
NONE: Final = words_in("geen niemand nul")
#: With one of these `niet` says that something did not happen.
HAPPENING: Final = words_in(
    "voor voorgekomen gemeld genoemd gespeeld speelde orde binnengekomen gekomen voorgevallen ter"
)
#: How a whole is introduced: `van de 61 zaken`.
ARTICLES: Final = words_in("de het deze die alle onze mijn hun")

#: What a conversation is called.
_TALKS: Final = words_in(
    "gesprek gesprekken contact contacten contactmoment contactmomenten conversation conversations"
)
#: What a case is called, or is about.
_CASES: Final = words_in(
    "zaak zaken melding meldingen melder melders klacht klachten klager klagers kwestie kwesties casus "
    "casussen dossier dossiers geval gevallen incident incidenten voorval voorvallen vermelding vermeldingen "
    "situatie situaties slachtoffer slachtoffers beklaagde beklaagden getuige getuigen dader daders pester "
    "pesters verdachte verdachten report reports case cases complaint complaints reporter reporters verhaal "
    "verhalen partijen hulpvraag hulpvragen traject trajecten meldster meldsters"
)
#: People.
_PEOPLE: Final = words_in(
    "persoon personen mens mensen medewerker medewerkers medewerkster medewerksters werknemer werknemers "
    "collega collegas leidinggevende leidinggevenden manager managers teamleider teamleiders stagiair "
    "stagiairs stagiaire stagiaires stageloper stagelopers trainee trainees student studenten vrijwilliger "
    "vrijwilligers vrouw vrouwen man mannen betrokkene betrokkenen ambtenaar ambtenaren promovendus "
    "promovendi inhuurkracht inhuurkrachten uitzendkracht uitzendkrachten docent docenten hoogleraar "
    "hoogleraren chef chefs managementlid managementleden bestuurder bestuurders externe externen "
    "gedetacheerde gedetacheerden iemand people employee employees person persons woman women men colleague "
    "colleagues"
)
#: People of whom nothing is said: as many as there are cases.
ANYONE: Final = words_in(
    "persoon personen mens mensen medewerker medewerkers melder melders iemand"
)
#: All who work somewhere: a part of them is no part of the cases.
STAFF: Final = words_in(
    "medewerker medewerkers werknemer werknemers mens mensen leidinggevenden personeel organisatie ambtenaren "
    "vrouwen mannen collega"
)
MENTIONS: Final = words_in("vermelding vermeldingen")
#: One of them.
SINGULAR: Final = words_in(
    "zaak melding melder klacht klager kwestie casus dossier geval incident voorval situatie slachtoffer "
    "beklaagde getuige persoon mens medewerker medewerkster werknemer collega leidinggevende manager "
    "teamleider stagiair stagiaire student vrijwilliger vrouw man betrokkene ambtenaar gesprek docent "
    "iemand verhaal meldster stageloper trainee chef hoogleraar signaal"
)
#: Measures of cases that are not of the year, and how the words begin by which they are meant.
OTHER_CASES: Final = {"doorlopende zaken": ("doorlo", "eerder"), "nagekomen zaken": ("nagekomen",)}
#: Ends of compound words for cases and conversations: `integriteitsmeldingen`.
_CASE_ENDS: Final = ("melding", "meldingen", "melder", "melders", "klacht", "klachten")
_TALK_ENDS: Final = ("gesprek", "gesprekken")
#: Begins of compound words for talks that everyone has.
_USUAL_TALKS: Final = (
    *("functionerings", "jaar", "beoordelings", "team", "kwartaal", "voortgangs", "evaluatie"),
    *("bestuurs", "ontwikkel", "werkdruk", "groeps", "keuken", "panel"),
)
#: Groups of people.
TOGETHER: Final = words_in(
    "duo trio tweeën drieën vieren vijven zessen zevenen achten negenen tienen beiden allebei"
)
#: Also a way to write a number, right behind a category.
ROMAN: Final = {
    "II": 2,
    "III": 3,
    "IV": 4,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "XI": 11,
    "XII": 12,
}
#: How often: with a category in the sentence it counts what a case is about.
TIMES: Final = words_in("keer maal x")
#: Signs of something: they count only beside a category.
LOOSE: Final = words_in("signaal signalen waarneming waarnemingen")
#: With whom a talk is none with a reporter, behind `met (de)`.
BODIES: Final = words_in(
    "or ondernemingsraad medezeggenschap bestuur bestuursraad directie directieraad directieteam college "
    "secretaris gezag raad coördinator leiding integriteitscoördinator managementteam mt dienstleiding hr "
    "vakbond vakbonden opdrachtgever bedrijfsmaatschappelijk klachtencommissie personeelszaken"
)
ADVISER: Final = words_in("vertrouwenspersoon vertrouwenspersonen")

#: What everyone may count: a number of these tells nothing of a case.
_OTHER: Final = words_in(
    "dag dagen week weken maand maanden jaar jaren kwartaal kwartalen euro fte procentpunt hoofdstuk "
    "hoofdstukken paragraaf paragrafen tabel tabellen figuur figuren bijlage bijlagen bladzijde bladzijden "
    "pagina norm normen artikel artikelen aanbeveling aanbevelingen advies adviezen thema onderwerp "
    "onderwerpen punt punten stap stappen fase fasen voorbeeld voorbeelden vraag vragen antwoord antwoorden "
    "reden redenen manier manieren wijze wijzen route routes soort soorten vorm vormen categorie categorieën "
    "rol rollen taak taken doel doelen voorlichting voorlichtingen bijeenkomst bijeenkomsten workshop "
    "workshops training trainingen cursus cursussen opleiding opleidingen presentatie presentaties sessie "
    "sessies lezing lezingen intervisie intervisies overleg overleggen vergadering vergaderingen meldpunt "
    "meldpunten regeling regelingen protocol protocollen lid leden woord woorden zin zinnen speerpunt "
    "speerpunten maatregel maatregelen regel regels afspraak afspraken les lessen ronde ronden helft "
    "functionarissen kernwaarden begrip begrippen exemplaren locaties versie versies ding dingen "
    + " ".join(ADVISER)
)
_OTHER_ENDS: Final = (
    *("bijeenkomst", "bijeenkomsten", "training", "trainingen", "workshop", "workshops", "dagen"),
    *("weken", "maanden", "jaren", "sessies", "overleg", "overleggen", "vertrouwenspersonen"),
)
#: Before a number: it points at something, whatever follows.
POINTING: Final = words_in(
    "norm normen artikel artikelen art hoofdstuk paragraaf bladzijde pagina blz bijlage tabel tabellen figuur "
    "figuren aanbeveling aanbevelingen versie jaargang kamer telefoon tel plaats"
)
#: Before a number: it points at something, unless what is counted follows.
REFERRING: Final = words_in(
    "lid nummer nr nrs punt stap fase deel signaal schaal week editie regel kwartaal"
)
#: Before a number: so many of them are one of another thing, or from so many on something holds.
EACH: Final = words_in("per elke iedere vanaf drempel cijfer")
#: Of each of them.
EVERYONE: Final = words_in("elke iedere elk ieder")
MONTH_NAMES: Final = frozenset(MONTHS)
#: Time; of conversations it is told nowhere.
TIME: Final = words_in("uur uren kwartier minuut minuten dagdeel dagdelen")
#: Between time and what it was spent on.
SPENT_ON: Final = words_in("aan voor met in over besteed nodig")
LASTING: Final = words_in("duur duurde duurden gemiddeld gemiddelde")
#: Between what is counted and its number.
COUNTING_VERBS: Final = words_in("was waren er bedroeg bedraagt totaal kwam kwamen")
#: Between two numbers of the same thing.
BETWEEN: Final = words_in("naar tot à a en of")
#: Behind a number that counts what was named before.
POINTING_BACK: Final = words_in("daarvan hiervan ervan waarvan hen hunner")
#: A sentence with one of these goes on about what was named before.
GOING_ON: Final = POINTING_BACK | words_in(
    "ze zij deze allemaal daar daarbij hierbij alle allebei beide"
)
#: Behind a number that stands for a noun.
NO_NOUN: Final = POINTING_BACK | words_in(
    "er van over bij uit in aan door met tegen als om die binnen naar op voor na op die bovendien ging gingen "
    "gaan gaat kwam kwamen komen waren was zijn is betroffen betrof betreffen hadden had hebben heeft werden "
    "werd speelden speelde noemden noemde meldden meldde vertelden vertelde spraken sprak lopen liepen "
    "afgerond opgelost keer maal dit dat maar en of dan"
)
#: A part of a sentence ends before them.
TURNING: Final = words_in("dan tegen terwijl maar")
#: What may be, not what was.
GENERAL: Final = words_in(
    "kan kunnen mag mogen hoeft hoeven soms genoeg voldoende altijd zou wie elke iedere ieder elk "
    "indien wanneer"
)
#: Somebody who does something for everyone.
ASSIGNED: Final = words_in("via verantwoordelijk aanspreekbaar meenemen maak")
#: What others found.
SOURCES: Final = words_in("volgens onderzoek onderzoeken landelijk nederland nea tno cbs monitor")
#: About.
ROUGHLY: Final = words_in("ruim ongeveer circa bijna rond meer minder zo")
#: So much as something else.
AS_MUCH: Final = words_in("zoveel zo vaker meer minder")
DOUBLED: Final = ("verdubbel", "gehalveerd", "halveer", "verdrievoudig")
#: More or less than before.
CHANGED: Final = (
    "toegenomen",
    "toenam",
    "gestegen",
    "steeg",
    "stijg",
    "afgenomen",
    "gedaald",
    "daalde",
    "daling",
)
#: In a sentence about own work, where people are those who came to listen.
OWN_WORK: Final = (
    *(
        "voorlichting",
        "bijeenkomst",
        "workshop",
        "training",
        "scholing",
        "deelnemer",
        "deelgenomen",
    ),
    *("deelnam", "bezoeker", "aanwezig", "intervisie", "presentatie", "introductie", "cursus"),
)
#: Taking part in it.
TAKING_PART: Final = (
    *(
        "volg",
        "gevolgd",
        "deelg",
        "deeln",
        "bijgewoond",
        "bijwoon",
        "aanwezig",
        "getraind",
        "opgeleid",
    ),
    *("uitgenodigd", "bereikt", "namen"),
)
#: Telling something: people who do are not those who came to listen.
TELLING: Final = (
    *("meld", "vertel", "sprak", "sprek", "verhaal", "klacht", "klag", "hulp", "noem", "ervar"),
    *("vroeg", "deelden", "gaven"),
)
_LIKE_ADVERBS: Final = words_in(
    "nog zeer heel erg echt dit jaar deze die al reeds net pas ook weer wel dus zo vrij bijzonder uiterst "
    "recent vorig later toen inmiddels verder totaal samen oud ex open formeel al soort aantal procent "
    "meer ander eigen zwaar mondeling stuks"
)
_LIKE_ADJECTIVE: Final = re.compile(
    r"\w+(?:e|lijk|ig|isch|ief|eel|aal|air|end|eus|oos|baar|zaam|iem|tal)"
    r"|(?:ge|be|ver|ont|her|af|aan|op|in|uit|door|toe|mee|bij|na|terug|mis)\w{2,}(?:t|d|en)"
)


def is_talk(word: str) -> bool:
    """Whether a word means conversations."""
    if word in _TALKS:
        return True
    return word.endswith(_TALK_ENDS) and not word.startswith(_USUAL_TALKS)


def is_case(word: str) -> bool:
    """Whether a word means cases, or who is in them."""
    return word in _CASES or word.endswith(_CASE_ENDS)


def is_people(word: str) -> bool:
    """Whether a word means people."""
    return word in _PEOPLE or word.endswith(("medewerker", "medewerkers"))


def is_other(word: str) -> bool:
    """Whether a word means what everyone may count."""
    return word in _OTHER or word.endswith((*_OTHER_ENDS, *_TALK_ENDS))


def may_stand_between(word: str) -> bool:
    """Whether a word can stand between a number and the noun that it counts."""
    return word in _LIKE_ADVERBS or _LIKE_ADJECTIVE.fullmatch(word) is not None
