"""What the page of the report says of protection and its price, in Dutch. Knows no widget."""

from collections.abc import Iterable, Sequence

from vp_desk.audit_words import Reasoning
from vp_desk.desk import Weighing
from vp_desk.dutch import count, listing, number
from vp_desk.group_disclosure import SharedAnswer
from vp_desk.ladder import Price, Rung, Step, ThresholdPrice

#: How far from the threshold in use others are told.
_AROUND = 2
#: More rows than this are counted, not named.
_MOST_ROWS = 4
#: Sums of one reasoning, at most.
_MOST_STEPS = 4

STEPS = {
    Step.HIDE: "Kleine aantallen verbergen",
    Step.BANDS: "Kleine aantallen als band tonen",
    Step.DROP: "Een tabel weglaten",
    Step.MERGE: "Kleine categorieën samenvoegen",
    Step.YEARS: "Eerdere jaren samenvoegen",
}


def steps_words(one: Reasoning) -> str:
    """How a figure follows, one sum a line; a long reasoning by its end."""
    last = one.sentences[-_MOST_STEPS:]
    left_out = len(one.sentences) - len(last)
    begin = (f"Eerst {count(left_out, 'andere stap', 'andere stappen')}.",) if left_out else ()
    return "\n".join((*begin, *last))


def hidden_words(secondary: int) -> str:
    """How many figures are hidden to protect others."""
    if not secondary:
        return "Het staat er nu niet: deze getallen zijn zelf verborgen of vallen in een band."
    hidden = count(secondary, "ander getal mee verborgen", "andere getallen mee verborgen")
    return f"Daarom {'is' if secondary == 1 else 'zijn'} er {hidden}; nu is het niet meer uit te rekenen."


def step_words(step: Step, threshold: int) -> str:
    """What a step does: `Kleine aantallen als band tonen (0–4)`."""
    return f"{STEPS[step]} (0–{threshold - 1})" if step is Step.BANDS else STEPS[step]


def option_words(rung: Rung) -> str:
    """What one choice within a step is about: the table, the rows, the years."""
    if rung.step is Step.DROP:
        return rung.about
    if rung.step is Step.YEARS:
        return f"{rung.rows[0]}–{rung.rows[-1]}"
    if len(rung.rows) > _MOST_ROWS:
        return f"{rung.about}: {number(len(rung.rows))} kleine categorieën worden er één"
    return f"{rung.about}: {listing(list(rung.rows))}"


def price_words(rung: Rung) -> str:
    """What a step costs, or that it does not protect."""
    if not rung.protects:
        return f"Beschermt niet alles: {rung.unprotected[0]}."
    lost = f"{_lost(rung.price)} van {rung.policy.threshold} of meer."
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


def recommended_words(weighing: Weighing, threshold: int) -> str:
    """Which step is the best, in one sentence."""
    best = weighing.ladder.recommended
    if best is None:
        return "Geen enkele stap helpt: dit rapport kan zo niet veilig worden gemaakt."
    words = step_words(best.step, threshold)
    return f"Aanbevolen: {words[:1].lower()}{words[1:]}."


def shared_words(shared: Iterable[SharedAnswer], *, asks: bool) -> str:
    """What the tables tell of a whole group, and for close readers the question."""
    told = list(shared)
    sentences = [one.sentence for one in told[:3]]
    if len(told) > len(sentences):
        sentences.append(f"En zo nog {number(len(told) - len(sentences))}.")
    if asks:
        sentences.append(
            "Wie de groep kent, weet dit dan van iedereen erin. Mag dit getoond worden?"
        )
    else:
        sentences.append("Wie de groep kent, weet dit dan van iedereen erin.")
    return " ".join(sentences)
