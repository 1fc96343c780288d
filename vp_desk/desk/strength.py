"""How hard a passphrase is to guess, and words of which a strong one is made.

Guesses are counted by zxcvbn, which knows words, names, keyboards, dates and repetitions. Left to itself it
takes Dutch for random letters, so it is given the words of Dutch, and counts too kindly: it multiplies for
the order of the parts, and takes every space for something to guess. Here a guesser knows where the words
begin, what stands between them and how many there are, and only has to find which words they are. What
is then left to guess is what we tell.
"""

import math
import re
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from vp_desk.resources import resource

#: What one guess costs whoever has the files, on one computer: see `storage.keys.DEFAULT_COST`.
SECONDS_A_GUESS: Final = 0.5
#: How many computers a patient guesser rents.
COMPUTERS: Final = 1000

#: As powers of two. Below the first, a thousand computers are through in half a year, for some
#: hundred thousand euros; above the second it takes them more than a thousand years.
FAIR_FROM, STRONG_FROM = 36, 48

#: With 4400 words to choose from, five of them leave 2 to the power 60 to guess.
MADE_OF: Final = 5

#: The fewest guesses for one word of several: which of the most common ones it is.
_LEAST_A_WORD: Final = 50
#: zxcvbn takes its time for more, and nobody guesses what is longer.
_LONGEST: Final = 72
_BETWEEN_WORDS: Final = re.compile(r"[\s\-_.,;:/+&]+")
_DAY, _MONTH, _YEAR = 86_400, 30.4 * 86_400, 365.25 * 86_400


class Strength(Enum):
    """What the number of guesses means; the value is what the adviser reads."""

    WEAK = "zwak"
    FAIR = "redelijk"
    STRONG = "sterk"


@dataclass(frozen=True, slots=True)
class Estimate:
    """What whoever has the files has before them."""

    #: How many guesses there are to make, as a power of two.
    bits: float

    @property
    def strength(self) -> Strength:
        """Whether it will do."""
        if self.bits < FAIR_FROM:
            return Strength.WEAK
        return Strength.FAIR if self.bits < STRONG_FROM else Strength.STRONG

    @property
    def share(self) -> float:
        """How far a meter goes: 0 to 1, full a little over what is strong."""
        return min(1.0, self.bits / (STRONG_FROM + FAIR_FROM / 3))

    @property
    def time(self) -> str:
        """How long `COMPUTERS` together guess on average: `"ongeveer 3 weken"`."""
        return _time_words(2 ** (self.bits - 1) * SECONDS_A_GUESS / COMPUTERS)


def estimate(passphrase: str, known: Sequence[str] = ()) -> Estimate:
    """Count what is to be guessed. Takes some milliseconds, the first time a tenth of a second.

    Args:
        passphrase: as typed.
        known: words that a guesser tries first, such as the name of the organisation.
    """
    plain = _plain(passphrase)[:_LONGEST]
    words = [word for word in _BETWEEN_WORDS.split(plain) if word]
    if not words:
        return Estimate(0.0)
    familiar = [word for name in known for word in _BETWEEN_WORDS.split(_plain(name)) if word]
    together = _bits("".join(words), familiar)
    apart = sum(max(math.log2(_LEAST_A_WORD), _bits(word, familiar)) for word in words)
    return Estimate(together if len(words) == 1 else min(together, apart))


def made_passphrase(choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Five Dutch words, drawn at random: `"kachel rivier maan stoel tulp"`.

    One draw in a hundred consists of such common words that the meter would not call it strong; then it is
    drawn again, which leaves as good as as much to guess.
    """
    while True:
        passphrase = " ".join(choose(_to_choose_from()) for _ in range(MADE_OF))
        if estimate(passphrase).strength is Strength.STRONG:
            return passphrase


@cache
def _to_choose_from() -> tuple[str, ...]:
    return tuple(resource("words/five.txt").read_text(encoding="utf-8").split())


@cache
def _learn_dutch() -> None:
    from zxcvbn.matching import add_frequency_lists  # noqa: PLC0415 - 60 ms, when it is needed

    add_frequency_lists({"dutch": resource("words/dutch.txt").read_text(encoding="utf-8").split()})


def _bits(text: str, familiar: Sequence[str]) -> float:
    """The parts of a text multiplied with each other, and with nothing else, as a power of two."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - see _learn_dutch

    _learn_dutch()
    found = zxcvbn(text, user_inputs=familiar)["sequence"]
    return sum(math.log2(max(1, part.get("guesses", 1))) for part in found)


def _plain(text: str) -> str:
    """Without marks on letters: `één` is as easy to guess as `een`."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(character for character in apart if not unicodedata.combining(character))


def _time_words(seconds: float) -> str:
    if seconds < 60:
        return "minder dan een minuut"
    if seconds < 3600:
        return "minder dan een uur"
    if seconds < _DAY:
        return "minder dan een dag"
    for unit, one, many, until in (
        (_DAY, "dag", "dagen", 14 * _DAY),
        (7 * _DAY, "week", "weken", 2 * _MONTH),
        (_MONTH, "maand", "maanden", 2 * _YEAR),
        (_YEAR, "jaar", "jaar", 1000 * _YEAR),
    ):
        if seconds < until:
            number = _rounded(seconds / unit)
            return f"ongeveer {number} {one if number == 1 else many}"
    return "meer dan duizend jaar"


def _rounded(number: float) -> int:
    """One figure that counts: more would pretend to know."""
    if number < 20:
        return max(1, round(number))
    return int(float(f"{number:.0e}"))
