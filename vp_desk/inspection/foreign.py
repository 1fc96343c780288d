"""Numbers in passages in other languages: no count may stand there that the report does not tell."""

from collections.abc import Mapping
from typing import Final

from vp_desk.inspection.counting import words_in

#: The numbers from two to twelve, in the languages of which we know them.
_TWO_TO_TWELVE: Final = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
    "fy": "twa trije fjouwer fiif seis sân acht njoggen tsien alve tolve",
    "da": "to tre fire fem seks syv otte ni ti elleve tolv",
    "no": "to tre fire fem seks sju åtte ni ti elleve tolv",
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv",
    "pl": "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on onbir oniki",
    "ro": "doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece",
    "pap": "dos tres kuater sinku seis shete ocho nuebe dies diesun diesdos",
}
_MORE: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "sixteen": 16,
        "seventeen": 17,
        "eighteen": 18,
        "nineteen": 19,
        "twenty": 20,
        "thirty": 30,
        "forty": 40,
        "fifty": 50,
        "sixty": 60,
        "seventy": 70,
        "eighty": 80,
        "ninety": 90,
        "both": 2,
        "twice": 2,
        "thrice": 3,
        "once": 1,
        "nobody": 0,
        "third": 3,
        "fourth": 4,
        "fifth": 5,
        "half": 50,
        "quarter": 25,
    },
    "de": {
        "dreizehn": 13,
        "vierzehn": 14,
        "fünfzehn": 15,
        "sechzehn": 16,
        "siebzehn": 17,
        "achtzehn": 18,
        "neunzehn": 19,
        "zwanzig": 20,
        "dreißig": 30,
        "vierzig": 40,
        "fünfzig": 50,
        "sechzig": 60,
        "siebzig": 70,
        "achtzig": 80,
        "neunzig": 90,
        "beide": 2,
        "beiden": 2,
        "zweimal": 2,
        "dreimal": 3,
        "viermal": 4,
        "einmal": 1,
        "niemand": 0,
        "hälfte": 50,
        "viertel": 25,
        "drittel": 33,
    },
    "fr": {
        "treize": 13,
        "quatorze": 14,
        "quinze": 15,
        "seize": 16,
        "vingt": 20,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "moitié": 50,
        "quart": 25,
        "tiers": 33,
    },
    "es": {"ambos": 2, "ambas": 2, "trece": 13, "catorce": 14, "quince": 15, "veinte": 20},
    "it": {"entrambi": 2, "tredici": 13, "quattordici": 14, "quindici": 15, "venti": 20},
    "pt": {"duas": 2, "ambos": 2, "ambas": 2, "treze": 13, "quatorze": 14, "quinze": 15},
    "pl": {"dwie": 2, "dwóch": 2, "dwoje": 2, "trzech": 3, "troje": 3, "czterech": 4, "pięciu": 5},
    "ro": {"două": 2},
    "da": {"begge": 2},
    "no": {"begge": 2, "syv": 7},
    "sv": {"båda": 2},
}
#: One is an article as well: a count before these only.
_ONE: Final[Mapping[str, frozenset[str]]] = {
    "en": frozenset(("one",)),
    "de": frozenset(("ein", "eine", "einer", "einem")),
    "fr": frozenset(("un", "une")),
}
_ONE_OF: Final = words_in(
    "report case complaint reporter employee person colleague woman man conversation meldung fall person "
    "kollege kollegin mitarbeiter mitarbeiterin frau mann beschwerde gespräch cas plainte personne femme "
    "homme collègue employé employée signalement"
)
#: What everyone may count.
_OTHER: Final = words_in(
    "hour hours day days week weeks month months year years workshop workshops training trainings meeting "
    "meetings adviser advisers advisor advisors chapter chapters page pages language languages confidential "
    "working stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren heure heures "
    "jour jours semaine semaines mois an ans vertrauenspersonen interne interner internal external"
)


def numbers_of(language: str) -> Mapping[str, int]:
    """Word → number; empty for a language of which we know none."""
    words = _TWO_TO_TWELVE.get(language, "").split()
    return {w: n for n, w in enumerate(words, start=2)} | dict(_MORE.get(language, {}))


def is_one(language: str, word: str, after: str) -> bool:
    """Whether a word is a one that counts: `one employee`."""
    return word in _ONE.get(language, ()) and after in _ONE_OF


def is_other(word: str) -> bool:
    """Whether a word means what everyone may count."""
    return word in _OTHER
