"""What the page of the report says of protection, in Dutch. Knows no widget."""

from collections.abc import Iterable, Sequence
from datetime import date

from vp_desk.audit_words import Reasoning
from vp_desk.desk import Frozen
from vp_desk.dutch import count, day_label, listing, number
from vp_desk.group_disclosure import SharedAnswer

#: Sums of one reasoning, at most.
_MOST_STEPS = 4
#: Figures that are named, at most.
_MOST_NAMED = 3


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


def frozen_words(year: str, told_on: date, frozen: Frozen) -> str:
    """Why the figures are those of then, and what is different now."""
    told = f"De cijfers van {year} staan vast zoals ze op {day_label(told_on)} zijn uitgegeven."
    if not frozen.changed:
        return told
    now, then = frozen.cases_now, frozen.cases_then
    if now == then:
        changed = count(frozen.changed, "getal", "getallen")
        since = f"het aantal zaken is gelijk ({then}), maar {changed} niet."
        return f"{told} Sindsdien is er iets veranderd: {since}"
    words = f"{told} Sindsdien is er iets veranderd: {count(now, 'zaak', 'zaken')} nu, toen {then}."
    if now > then:
        words += " Zaken die later kwamen, staan in het volgende verslag als nagekomen."
    return words


def restate_words(told_on: date) -> str:
    """The question before the figures of now are used for a year that was released."""
    return (
        f"Met de cijfers van nu vervangt dit verslag dat van {day_label(told_on)}. Wie beide heeft, kan ze "
        "van elkaar aftrekken. Getallen die maar weinig verschillen, moeten daarom verborgen blijven."
    )


def restated_words(told_on: date) -> str:
    """That the figures of now are used for a year that was released."""
    return (
        f"Dit zijn de cijfers van nu. Geeft u ze uit, dan vervangt dit verslag dat van "
        f"{day_label(told_on)}."
    )


def given_away_words(figures: Sequence[str]) -> str:
    """What readers know already, whatever is told now."""
    named = list(figures[:_MOST_NAMED])
    if len(figures) > _MOST_NAMED:
        named.append(f"nog {number(len(figures) - _MOST_NAMED)}")
    return (
        f"Uit eerder uitgegeven of gepubliceerde cijfers is al uit te rekenen: {listing(named)}. "
        "Dat is niet meer te verbergen."
    )


def numbers_words(numbers: Sequence[int]) -> str:
    """Numbers of releases in a sentence: `nummer 12`, `nummer 12 tot en met 14`."""
    first, last = numbers[0], numbers[-1]
    return f"nummer {first}" if first == last else f"nummer {first} tot en met {last}"


def missing_words(numbers: Sequence[int]) -> str:
    """Why nothing can be released."""
    return (
        f"Er kan nu niets worden uitgegeven. Deze kluis weet niet meer wat er is uitgegeven onder "
        f"{numbers_words(numbers)}: er is een oudere kopie teruggezet."
    )
