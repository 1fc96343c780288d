"""What the steps of the ladder do and cost, in Dutch."""

from collections.abc import Sequence

from vp_desk.dutch import count, listing, number
from vp_desk.ladder import EITHER, Ladder, Price, Rung, Step, ThresholdPrice

#: How far from the threshold in use others are told.
_AROUND = 2
#: More rows than this are counted, not named.
_MOST_ROWS = 4

STEPS = {
    Step.HIDE: "Kleine aantallen verbergen",
    Step.BANDS: "Kleine aantallen als band tonen",
    Step.DROP: "Een tabel weglaten",
    Step.MERGE: "Kleine categorieën samenvoegen",
    Step.YEARS: "Eerdere jaren samenvoegen",
}


def step_words(step: Step, threshold: int) -> str:
    """What a step does: `Kleine aantallen als band tonen (0–4)`."""
    return f"{STEPS[step]} (0–{threshold - 1})" if step is Step.BANDS else STEPS[step]


def option_words(rung: Rung) -> str:
    """What one choice within a step is about: the table, the rows, the years."""
    about = rung.about
    if about is None:
        return ""
    if rung.step is Step.DROP:
        return about.label
    if rung.step is Step.YEARS:
        return f"{about.rows[0]}–{about.rows[-1]}"
    if len(about.rows) > _MOST_ROWS:
        return f"{about.label}: {number(len(about.rows))} kleine categorieën worden er één"
    return f"{about.label}: {listing(list(about.rows))}"


def price_words(rung: Rung, threshold: int) -> str:
    """What it costs to take a step, or to do without one in use; or that it does not protect."""
    without = rung.taken and rung.step not in EITHER
    if not rung.protects:
        lead = "Zonder deze stap is niet alles beschermd" if without else "Beschermt niet alles"
        return f"{lead}: {rung.unprotected[0]}."
    lost = f"{_lost(rung.price)} van {threshold} of meer."
    if without:
        return f"Zonder deze stap: {lost[:1].lower()}{lost[1:]}"
    if rung.step is Step.HIDE:
        lost += " Een klein totaal wordt niet uitgesplitst."
    if rung.step is Step.BANDS and rung.price.zeros:
        lost += " Een nul is dan niet meer te zien."
    return lost


def _lost(price: Price) -> str:
    if not price.large:
        return "Er zijn geen getallen"
    if not price.lost:
        return f"Er vervalt niets van de {number(price.large)} getallen"
    verb = "vervalt" if price.lost == 1 else "vervallen"
    return f"Er {verb} {number(price.lost)} van de {number(price.large)} getallen"


def threshold_words(prices: Sequence[ThresholdPrice], threshold: int) -> str:
    """What other thresholds would tell: `Bij drempel 3: 14 cijfers meer; bij drempel 6: 7 minder`."""
    now = next((price.told for price in prices if price.threshold == threshold), None)
    said: list[str] = []
    for price in prices:
        if price.threshold == threshold or abs(price.threshold - threshold) > _AROUND:
            continue
        said.append(f"bij drempel {price.threshold}: {_difference(price.told, now)}")
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _difference(told: int | None, now: int | None) -> str:
    if told is None:
        return "niet te beschermen"
    if now is None:
        return count(told, "cijfer zichtbaar", "cijfers zichtbaar")
    if told == now:
        return "evenveel cijfers"
    word = "meer" if told > now else "minder"
    return f"{count(abs(told - now), 'cijfer', 'cijfers')} {word}"


def recommended_words(ladder: Ladder, threshold: int) -> str:
    """Which steps are the best together, and what they cost."""
    steps = ladder.recommended
    if not steps:
        return "Geen enkele stap helpt: dit rapport kan zo niet veilig worden gemaakt."
    named = [_named(rung, threshold) for rung in steps]
    cost = f" {_lost(steps[-1].price)} van {threshold} of meer." if len(steps) > 1 else ""
    return f"Aanbevolen: {listing(named)}.{cost}"


def _named(rung: Rung, threshold: int) -> str:
    """A step within a sentence: `een tabel weglaten (Gekozen routes)`."""
    words = step_words(rung.step, threshold)
    about = f" ({option_words(rung)})" if rung.about else ""
    return f"{words[:1].lower()}{words[1:]}{about}"


def line_words(rung: Rung, threshold: int) -> str:
    """A step on one line, with the option of the command line that takes it."""
    mark = "[x]" if rung.taken else "[ ]"
    about = f" ({option_words(rung)})" if rung.about else ""
    words = f"{mark} {step_words(rung.step, threshold)}{about}: {price_words(rung, threshold)}"
    return words if rung.taken else f"{words} {_option(rung)}"


def _option(rung: Rung) -> str:
    if rung.about is None:
        return f"--small-figures {'hide' if rung.step is Step.HIDE else 'band'}"
    if rung.step is Step.DROP:
        return f"--drop {rung.about.name}"
    return f"--merge {rung.about.name}={','.join(rung.about.codes)}"
