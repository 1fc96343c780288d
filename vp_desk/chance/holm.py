"""Several questions at once: by what each p must be raised (S. Holm, 1979)."""

from collections.abc import Sequence

from vp_desk.errors import VpDeskError


class NoProbabilityError(VpDeskError):
    """A number that is no probability."""

    def __init__(self) -> None:
        super().__init__("Een kans ligt tussen 0 en 1; hier staat een ander getal. Verbeter het.")


def holm(chances: Sequence[float], weights: Sequence[float] | None = None) -> tuple[float, ...]:
    """The adjusted p of each question, in the order given: `(.01, .04, .03)` gives `(.03, .06, .06)`.

    When all that is below .05 is called more than chance, then the chance that any of it is false is at
    most 5 %, however the questions hang together.

    Args:
        chances: the p of each question by itself.
        weights: how much of the 5 % each may use, in proportion; all the same when left out.

    Raises:
        NoProbabilityError: a p is no number from 0 to 1.
    """
    if not all(0.0 <= chance <= 1.0 for chance in chances):
        raise NoProbabilityError
    parts = [1.0] * len(chances) if weights is None else list(weights)
    order = sorted(range(len(chances)), key=lambda i: chances[i] / parts[i])
    adjusted = [1.0] * len(chances)
    highest = 0.0
    for place, i in enumerate(order):
        left = sum(parts[j] for j in order[place:])
        highest = min(1.0, max(highest, chances[i] / parts[i] * left))
        adjusted[i] = highest
    return tuple(adjusted)
