"""Words by which Dutch counts: numbers in words, what is counted, and what makes a number no count."""

from typing import Final

from vp_desk.dutch import MONTHS

_UNITS: Final = ("één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TEENS: Final = (
    *("tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien"),
    *("achttien", "negentien"),
)
_TENS: Final = (
    *("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),
)
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
    "beide": 2,
    "allebei": 2,
    "nul": 0,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "eleven": 11,
    "twelve": 12,
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
    found |= {f"{unit}honderd": 100 * n for n, unit in enumerate(_UNITS[1:], start=2)}
    return found | _GROUPS | {"eén": 1, "éen": 1}


#: Word → number. `een` is an article.
VALUES: Final = _values()
#: Both of them, whoever they are: of people that counts nothing.
BOTH: Final = frozenset(("beide", "allebei"))
#: Before the article it is a number: `slechts een melding`.
ONLY: Final = frozenset(("slechts", "precies", "exact", "welgeteld"))
#: Parts of a whole, as percentages.
FRACTIONS: Final = {"helft": 50, "derde": 33, "kwart": 25, "vijfde": 20}

#: What a conversation is called.
TALKS: Final = frozenset(
    ("gesprek", "gesprekken", "contact", "contacten", "contactmoment", "contactmomenten")
)
#: What a case is called, or is about.
CASES: Final = frozenset(
    (
        *("zaak", "zaken", "melding", "meldingen", "melder", "melders", "klacht", "klachten"),
        *("klager", "klagers", "kwestie", "kwesties", "casus", "casussen", "dossier", "dossiers"),
        *("geval", "gevallen", "incident", "incidenten", "voorval", "voorvallen", "vermelding"),
        *("vermeldingen", "situatie", "situaties", "slachtoffer", "slachtoffers", "beklaagde"),
        *("beklaagden", "getuige", "getuigen", "report", "reports", "case", "cases", "complaint"),
        *("complaints", "complaint", "conversations", "conversation", "reporters", "reporter"),
        *("dader", "daders", "pester", "pesters"),
        *("verdachte", "verdachten"),
    )
)
#: People.
PEOPLE: Final = frozenset(
    (
        *("persoon", "personen", "mens", "mensen", "medewerker", "medewerkers", "werknemer"),
        *("werknemers", "collega", "leidinggevende", "leidinggevenden", "manager", "managers"),
        *("teamleider", "teamleiders", "stagiair", "stagiairs", "stagiaire", "stagiaires"),
        *("student", "studenten", "vrijwilliger", "vrijwilligers", "vrouw", "vrouwen", "man"),
        *("mannen", "betrokkene", "betrokkenen", "ambtenaar", "ambtenaren", "promovendus"),
        *("promovendi", "inhuurkracht", "inhuurkrachten", "people", "employees", "persons"),
        *("women", "men", "colleagues", "employee", "person", "colleague", "woman"),
    )
)
#: People of whom nothing is said: as many as there are cases.
ANYONE: Final = frozenset(
    ("persoon", "personen", "mens", "mensen", "medewerker", "medewerkers", "melder", "melders")
)
MENTIONS: Final = frozenset(("vermelding", "vermeldingen"))
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
#: Only with a category in the same sentence do these count what a case is about.
LOOSE: Final = frozenset(("keer", "maal", "signaal", "signalen", "waarneming", "waarnemingen"))
#: With whom a talk is none with a reporter.
BODIES: Final = frozenset(
    (
        *("or", "ondernemingsraad", "medezeggenschap", "bestuur", "bestuursraad", "directie"),
        *("directieteam", "college", "secretaris", "gezag", "raad", "coördinator", "leiding"),
        *("integriteitscoördinator", "managementteam", "mt", "dienstleiding", "hr", "vakbond"),
        *("vakbonden", "opdrachtgever", "bestuurders", "directeur", "directeuren"),
    )
)
ADVISER: Final = frozenset(("vertrouwenspersoon", "vertrouwenspersonen"))

#: Before a number: it points at something, unless what is counted follows.
REFERRING: Final = frozenset(
    (
        *("norm", "normen", "artikel", "artikelen", "art", "lid", "hoofdstuk", "paragraaf"),
        *("bladzijde", "pagina", "blz", "bijlage", "tabel", "figuur", "nummer", "nr", "nrs"),
        *("versie", "punt", "stap", "fase", "deel", "aanbeveling", "aanbevelingen", "signaal"),
        *("schaal", "week", "jaargang", "editie", "kwartaal", "regel"),
    )
)
#: Before a number: so many of them are one of another thing, or from so many on something holds.
EACH: Final = frozenset(("per", "elke", "iedere", "vanaf"))
#: Numbers that are everyday words in Dutch.
ENGLISH: Final = {"one": 1, "six": 6, "ten": 10}
#: `drie keer een melding`.
TIMES: Final = frozenset(("keer", "maal"))
MONTH_NAMES: Final = frozenset(MONTHS)
#: Time; of conversations it is told nowhere.
TIME: Final = frozenset(("uur", "uren", "kwartier", "minuut", "minuten", "dagdeel", "dagdelen"))
#: Between time and what it was spent on.
SPENT_ON: Final = frozenset(("aan", "voor", "met", "in", "over", "besteed", "nodig"))
LASTING: Final = frozenset(
    ("duur", "duurt", "duurde", "duurden", "duren", "gemiddeld", "gemiddelde")
)
#: Between a number and what it counts, beside words that end like an adjective.
_LIKE_ADJECTIVES: Final = frozenset(
    (
        *("open", "afgesloten", "formeel", "ex", "oud", "al", "soort", "aantal", "van", "dan"),
        *("procent", "maal", "meer", "ander", "eigen"),
    )
)
#: Between what is counted and its number.
COUNTING_VERBS: Final = frozenset(
    ("was", "waren", "er", "bedroeg", "bedraagt", "totaal", "kwam", "kwamen")
)
#: Between two numbers of the same thing.
BETWEEN: Final = frozenset(("naar", "tot", "à", "a", "en", "of"))
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
    *("deelnam", "bezoeker", "aanwezig", "intervisie", "presentatie", "introductie"),
)


def is_talk(word: str) -> bool:
    """Whether a word means conversations."""
    if word in TALKS:
        return True
    return word.endswith(_TALK_ENDS) and not word.startswith(_USUAL_TALKS)


def is_case(word: str) -> bool:
    """Whether a word means cases, or who is in them."""
    return word in CASES or word.endswith(_CASE_ENDS)


def is_people(word: str) -> bool:
    """Whether a word means people."""
    return word in PEOPLE or word.endswith(("medewerker", "medewerkers"))


def may_stand_between(word: str) -> bool:
    """Whether a word can stand between a number and the noun that it counts."""
    return word in _LIKE_ADJECTIVES or (word.endswith("e") and len(word) > 1)
