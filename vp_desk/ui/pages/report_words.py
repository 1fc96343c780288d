"""What the page of the report says of protection, in Dutch. Knows no widget."""

from collections.abc import Iterable

from vp_desk.audit_words import Reasoning
from vp_desk.dutch import count, number
from vp_desk.group_disclosure import SharedAnswer

#: Sums of one reasoning, at most.
_MOST_STEPS = 4


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
