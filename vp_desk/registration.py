"""How orderly and current the adviser's own records are (norm 13), counted from the records themselves.

For her own screen: shares of cases are made of figures that the gate may hide, so what a report says of it are
her own words. `Registration.words` proposes some, without any figure.
"""

from dataclasses import dataclass
from statistics import median
from typing import Final

from vp_desk.advice import Score

#: Lowest share of what is asked that is filled in, and most days that usually go by until a talk is noted.
_STEPS: Final = (
    (Score.MET, 0.95, 3),
    (Score.MOSTLY, 0.85, 7),
    (Score.PARTLY, 0.7, 14),
    (Score.BEGUN, 0.5, 31),
)
#: A conversation that is written down later than this many days after it is late.
LATE_DAYS: Final = 7
#: Of fewer conversations nothing is said of how soon they are written down, nor of less than half of them.
LEAST_LAGS: Final = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """In how many cases of the year a field was filled in."""

    key: str
    label: str
    cases: int


@dataclass(frozen=True)
class Registration:
    """The records of one reporting year, as a whole."""

    year: int
    #: New cases of the year.
    cases: int
    #: Every field that is asked, in the order of the catalogue.
    fields: tuple[Filled, ...]
    #: Days between each conversation of the year and the day it was written down, where both are known.
    lags: tuple[int, ...]
    #: Conversations of the year of which only the month is known: the day of a first one is not asked.
    month_only: int
    #: Other conversations of the year of which it is not known when they were written down.
    undated: int
    #: Open cases of before the year.
    carried: int
    #: Open cases without a conversation for three months.
    quiet: int

    @property
    def share(self) -> float | None:
        """The part of all that is asked that was filled in, 0 to 1; None without cases."""
        asked = self.cases * len(self.fields)
        return sum(field.cases for field in self.fields) / asked if asked else None

    @property
    def talks(self) -> int:
        """The conversations of the year."""
        return len(self.lags) + self.month_only + self.undated

    @property
    def tells_lag(self) -> bool:
        """Whether of enough conversations both days are known to say how soon they are written down."""
        return len(self.lags) >= LEAST_LAGS and 2 * len(self.lags) >= self.talks

    @property
    def usual_lag(self) -> float | None:
        """The median of `lags`; None when it says too little."""
        return median(self.lags) if self.tells_lag else None

    @property
    def late_share(self) -> float | None:
        """The part of the conversations with both days that were written down late, 0 to 1."""
        late = sum(lag > LATE_DAYS for lag in self.lags)
        return late / len(self.lags) if self.tells_lag else None

    @property
    def proposed(self) -> Score | None:
        """What the records by themselves would give; None when there are none."""
        share, lag = self.share, self.usual_lag
        if share is None:
            return None
        fits = (
            score
            for score, least, most in _STEPS
            if share >= least and (lag is None or lag <= most)
        )
        return next(fits, Score.ABSENT)

    @property
    def words(self) -> str:
        """A proposal for the report, without figures; empty without cases."""
        share, lag = self.share, self.usual_lag
        if share is None:
            return ""
        filled = next((words for least, words in _FILLED if share >= least), _FILLED[-1][1])
        if lag is None:
            return filled
        kept = next((words for most, words in _KEPT if lag <= most), _KEPT[-1][1])
        return f"{filled} {kept}"


_FILLED: Final = (
    (0.95, "Vrijwel alles wat over een zaak wordt gevraagd, is ingevuld."),
    (0.85, "Het meeste van wat over een zaak wordt gevraagd, is ingevuld."),
    (0.7, "Een deel van wat over een zaak wordt gevraagd, is niet ingevuld."),
    (0.0, "Veel van wat over een zaak wordt gevraagd, is niet ingevuld."),
)
_KEPT: Final = (
    (3, "Gesprekken worden meestal binnen enkele dagen vastgelegd."),
    (7, "Gesprekken worden meestal binnen een week vastgelegd."),
    (float("inf"), "Gesprekken worden vaak pas na langere tijd vastgelegd."),
)
