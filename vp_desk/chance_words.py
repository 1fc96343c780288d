"""What chance says of figures, in plain Dutch: one sentence a statement, for the window and the report.

A sentence on a figure may stand only where the figure itself may: each tells something of it.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from vp_desk.chance import (
    YEARS_FOR_A_LINE,
    Comparison,
    Direction,
    Interval,
    LineSaying,
    Saying,
    Trend,
    Verdict,
)
from vp_desk.chance.simulation import Outcome
from vp_desk.dutch import decimal, number

#: Stands with every set of statements.
ALWAYS: Final = (
    "Meer meldingen hoeft niet te betekenen dat het slechter gaat; "
    "nul meldingen hoeft niet te betekenen dat er niets speelt."
)
#: Stands with a comparison in which a period has fewer than twenty cases.
SMALL_NUMBERS: Final = "kleine aantallen"
TOO_FEW: Final = "Te weinig meldingen om een verandering van toeval te onderscheiden."
_ALONE: Final = "Er is nog geen eerder jaar om mee te vergelijken."
_ONE_MATTER: Final = "kan ook komen doordat meer zaken over dezelfde kwestie gaan"
_NO_CAUSE: Final = "over de oorzaak zeggen de cijfers niets"
#: From so many questions on, one that stands out by chance is no exception.
_MANY: Final = 5

_NUMERALS: Final = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
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
    "twintig",
)


def difference_words(saying: Saying, comparison: Comparison | None, questions: int = 1) -> str:
    """The sentence on the last year beside the years before it.

    Args:
        saying: what may be said.
        comparison: of which it is said; None with `Saying.ALONE`.
        questions: how many were asked together.
    """
    if comparison is None or saying is Saying.ALONE:
        return _ALONE
    if saying is Saying.MANY_YEARS:
        return (
            "Een verschil als dit ontstaat vaak door toeval: ook als er niets veranderd is, zie je in ongeveer "
            f"{_in_years(comparison.p)} een verschil dat minstens zo groot is."
        )
    if saying is Saying.SOME_YEARS:
        return f"Dit verschil kan door toeval komen (ongeveer {_in_years(comparison.p)})."
    return {
        Saying.TOO_FEW: TOO_FEW,
        Saying.MOST_YEARS: "Een verschil als dit ontstaat heel vaak door toeval: ook als er niets "
        "veranderd is, zie je dat in de meeste jaren.",
        Saying.ONE_OF_MANY: f"{_among(questions)}; dit verschil is daarom geen bewijs van verandering.",
        Saying.TOGETHER: f"Dit verschil {_ONE_MATTER}; het is daarom geen bewijs van verandering.",
        Saying.BEYOND_CHANCE: f"Dit verschil is groter dan je door toeval mag verwachten; {_NO_CAUSE}.",
    }[saying]


def line_words(saying: LineSaying, trend: Trend | None, questions: int = 1) -> str:
    """The sentence on the line through the years."""
    if trend is None or saying is LineSaying.TOO_SHORT:
        return (
            "Van een stijgende of dalende lijn is pas iets te zeggen na "
            f"{_numeral(YEARS_FOR_A_LINE)} jaren op rij."
        )
    years = _numeral(trend.years)
    line = "dalende" if trend.direction is Direction.DOWN else "stijgende"
    return {
        LineSaying.TOO_FEW: "Te weinig meldingen om een stijgende of dalende lijn van toeval te onderscheiden.",
        LineSaying.NO_LINE: f"Over deze {years} jaren is er geen stijgende of dalende lijn die groter is "
        "dan je door toeval mag verwachten.",
        LineSaying.ONE_YEAR: f"De {line} lijn over deze {years} jaren hangt aan één jaar; zij is daarom geen "
        "bewijs van verandering.",
        LineSaying.ONE_OF_MANY: f"{_among(questions)}; de {line} lijn over deze {years} jaren is daarom geen "
        "bewijs van verandering.",
        LineSaying.TOGETHER: f"De {line} lijn over deze {years} jaren {_ONE_MATTER}; zij is daarom geen "
        "bewijs van verandering.",
        LineSaying.BEYOND_CHANCE: f"Over deze {years} jaren is er een {line} lijn, en die is groter dan je "
        f"door toeval mag verwachten; {_NO_CAUSE}.",
    }[saying]


def verdict_words(verdict: Verdict) -> Mapping[str, str]:
    """Both sentences on one row: `{"difference": "…", "line": "…"}`."""
    return {
        "difference": difference_words(verdict.saying, verdict.comparison, verdict.questions),
        "line": line_words(verdict.line_saying, verdict.trend, verdict.questions),
    }


def ratio_words(comparison: Comparison) -> str:
    """What the ratio may be: `2,6 keer zo veel als in de jaren ervoor (tussen 0,85 en 8,1 keer)`."""
    if comparison.ratio is None or comparison.ratio == math.inf:
        told = "niet te vergelijken: in de jaren ervoor is er niets gemeld"
    else:
        before = "in het jaar ervoor" if comparison.years == 1 else "in de jaren ervoor"
        per = "per medewerker " if comparison.per_staff else ""
        times = _times(comparison.ratio)
        told = f"{per}{times} keer zo veel als {before} ({_range(comparison.interval)} keer)"
    return f"{told}; {SMALL_NUMBERS}" if comparison.small else told


def interval_words(interval: Interval, places: int = 1) -> str:
    """An interval in words: `1,6 tot 11,7`."""
    return f"{decimal(interval.low, places)} tot {decimal(interval.high, places)}"


def usual_words(low: int, high: int) -> str:
    """Which counts of this year say nothing: those from low to high, ends included."""
    below = f" Minder dan {number(low)} of meer" if low else " Pas meer"
    return (
        f"Ook als er niets verandert, kan het aantal door toeval {number(low)} tot en met {number(high)} zijn."
        f"{below} dan {number(high)} zegt iets."
    )


def years_words(chances: Iterable[float]) -> str:
    """How often differences like some come by chance: `1 op de 6 tot 1 op de 14 jaren`."""
    times = sorted({round(1 / chance) for chance in chances if chance})
    ends = dict.fromkeys((times[0], times[-1])) if times else {}
    return f"{' tot '.join(f'1 op de {number(each)}' for each in ends)} jaren"


def among_words(questions: int) -> str:
    """What many questions do: `bij negen vergelijkingen tegelijk springt er door toeval vaak wel een uit`."""
    told = _among(questions)
    return told[0].lower() + told[1:]


def outcome_words(outcome: Outcome) -> str:
    """What stood in many invented reports of an organisation in which nothing changed."""
    return (
        f"In {_share(outcome.looked_different, outcome.reports)} van de 100 verzonnen verslagen waarin niets "
        "veranderd is, komt toch minstens één soort de helft hoger of lager uit dan in de jaren ervoor. In "
        f"{_share(outcome.claimed, outcome.reports)} van de 100 heet iets daarvan groter dan toeval."
    )


def _in_years(chance: float) -> str:
    """A p as people meet it: `1 op de 8 jaren`."""
    return f"1 op de {number(round(1 / chance))} jaren"


def _among(questions: int) -> str:
    often = "springt er door toeval vaak wel een uit"
    seldom = "kan er door toeval wel een uitspringen"
    return f"Bij {_numeral(questions)} vergelijkingen tegelijk {often if questions >= _MANY else seldom}"


def _numeral(value: int) -> str:
    return _NUMERALS[value] if value < len(_NUMERALS) else number(value)


def _times(ratio: float) -> str:
    if ratio == 0.0:
        return "0"
    return decimal(ratio, 1 if ratio >= 1.0 else 2)


def _range(interval: Interval) -> str:
    if interval.high == math.inf:
        return f"minstens {_times(interval.low)}"
    return f"tussen {_times(interval.low)} en {_times(interval.high)}"


def _share(part: int, whole: int) -> str:
    return number(round(100 * part / whole))
