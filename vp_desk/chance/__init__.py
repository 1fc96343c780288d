"""What chance does to small numbers, computed exactly, with nothing but the standard library.

Pure arithmetic on counts, years and exposures: nothing here knows of tables, cells or cases, nor whether a
count may be told. Method and sources: docs/decisions/0014-chance.md. The sentences: `vp_desk.chance_words`.
What a reader may expect: `vp_desk.chance.simulation`, imported by who needs it.
"""

from vp_desk.chance.cautious import Linked, judge_matters
from vp_desk.chance.comparison import LEVEL, SMALL, Comparison, Direction, compare
from vp_desk.chance.holm import holm
from vp_desk.chance.intervals import PER, Interval, Rate, count_interval, rate_of
from vp_desk.chance.judging import (
    Judgement,
    LineSaying,
    Row,
    Saying,
    Verdict,
    judge,
    line_saying_alone,
    saying_alone,
)
from vp_desk.chance.series import (
    EARLIER_YEARS,
    Series,
    SeriesError,
    YearCount,
    comparable,
    in_order,
    unbroken,
)
from vp_desk.chance.trend import YEARS_FOR_A_LINE, Trend, trend_of

__all__ = [
    "EARLIER_YEARS",
    "LEVEL",
    "PER",
    "SMALL",
    "YEARS_FOR_A_LINE",
    "Comparison",
    "Direction",
    "Interval",
    "Judgement",
    "LineSaying",
    "Linked",
    "Rate",
    "Row",
    "Saying",
    "Series",
    "SeriesError",
    "Trend",
    "Verdict",
    "YearCount",
    "comparable",
    "compare",
    "count_interval",
    "holm",
    "in_order",
    "judge",
    "judge_matters",
    "line_saying_alone",
    "rate_of",
    "saying_alone",
    "trend_of",
    "unbroken",
]
