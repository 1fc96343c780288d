"""What may be said of all rows of one report together.

A report asks many questions: of the total and of each row, whether the last year differs and whether there
is a line through the years. One in twenty answers is false by chance alone. All of them share one allowance
of 5 %, so that of twenty reports in which nothing changed at most one claims a change, anywhere. How it is
shared, and what that costs: docs/decisions/0014-chance.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from vp_desk.chance.comparison import LEVEL, Comparison, compare
from vp_desk.chance.holm import holm
from vp_desk.chance.series import Series, comparable, unbroken
from vp_desk.chance.trend import YEARS_FOR_A_LINE, Trend, trend_of

#: Parts of the allowance: twice as much for a difference, once for the total and once for its rows together,
#: and the same for the lines.
OF_DIFFERENCES, OF_LINES = 4.0, 1.0
#: From here on a difference like this is there in most years; and in many.
MOST_YEARS, MANY_YEARS = 0.5, 0.2


class Saying(Enum):
    """What is said of a difference."""

    ALONE = "alone"  # one year: there is nothing to lay beside it
    TOO_FEW = "too few"
    MOST_YEARS = "most years"
    MANY_YEARS = "many years"
    SOME_YEARS = "some years"
    ONE_OF_MANY = "one of many"  # unlikely by itself, not among so many
    TOGETHER = "together"  # unlikely, but not if the cases that may be about one matter count once
    BEYOND_CHANCE = "beyond chance"


class LineSaying(Enum):
    """What is said of the line through the years."""

    TOO_SHORT = "too short"
    TOO_FEW = "too few"
    NO_LINE = "no line"
    ONE_YEAR = "one year"  # without one of the years it goes the other way, or nowhere
    ONE_OF_MANY = "one of many"
    TOGETHER = "together"
    BEYOND_CHANCE = "beyond chance"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of figures over the years, at least one."""

    series: Series
    #: The first years that were counted otherwise than the years before.
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of one row."""

    saying: Saying
    comparison: Comparison | None
    line_saying: LineSaying
    #: None when the years without gap or break are fewer than five.
    trend: Trend | None
    #: How many questions were asked together.
    questions: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What may be said of the figures of one year."""

    total: Verdict | None
    rows: Mapping[str, Verdict]

    @property
    def every(self) -> tuple[Verdict, ...]:
        """All verdicts, of the total first."""
        return (*(() if self.total is None else (self.total,)), *self.rows.values())


def judge(year: int, total: Row | None, rows: Mapping[str, Row], untold: int = 0) -> Judgement:
    """What may be said of the total and of each row in one reporting year.

    A row without a figure in that year is left out: nothing may be said of it. For a report give only
    figures that its readers see: what they cannot work out from figures may not be told in words either.

    Args:
        year: the reporting year.
        total: of all rows together.
        rows: by their code.
        untold: so many more rows have a figure in that year that is not told. Which rows those are depends on
            the figures: their part of the allowance may not go to the rows that are left.
    """
    asked = [(code, row) for code, row in rows.items() if row.series[-1].year == year]
    of_total = [] if total is None or total.series[-1].year != year else [total]
    every = [*of_total, *(row for _, row in asked)]
    comparisons = [compare(comparable(row.series, row.breaks)) for row in every]
    trends = [_line(row) for row in every]
    differences = [_tested(comparison) for comparison in comparisons]
    lines = [_tested(trend) for trend in trends]
    # The part of what is not told is kept for questions that are never answered with yes.
    of_untold = [1.0] * untold
    chances = [*differences, *of_untold, *lines]
    weights = [
        *_weights([*differences, *of_untold], len(of_total), OF_DIFFERENCES),
        *_weights(lines, len(of_total), OF_LINES),
    ]
    raised = _raised(chances, weights)
    del raised[len(every) : len(every) + untold]
    questions = sum(p is not None for p in raised)
    verdicts = [
        Verdict(_saying(comparison, p), comparison, _line_saying(trend, line_p), trend, questions)
        for comparison, p, trend, line_p in zip(
            comparisons, raised[: len(every)], trends, raised[len(every) :], strict=True
        )
    ]
    of_rows = verdicts[len(of_total) :]
    return Judgement(
        verdicts[0] if of_total else None,
        {code: verdict for (code, _), verdict in zip(asked, of_rows, strict=True)},
    )


def saying_alone(comparison: Comparison | None) -> Saying:
    """What is said of a difference when nothing else was asked."""
    return _saying(comparison, _tested(comparison))


def line_saying_alone(trend: Trend | None) -> LineSaying:
    """What is said of a line when nothing else was asked."""
    return _line_saying(trend, _tested(trend))


def _line(row: Row) -> Trend | None:
    years = unbroken(row.series, row.breaks)
    return trend_of(years) if len(years) >= YEARS_FOR_A_LINE else None


def _tested(test: Comparison | Trend | None) -> float | None:
    """The p of a test; None where there is nothing to test."""
    return test.p if test is not None and test.testable else None


def _weights(chances: Sequence[float | None], totals: int, allowance: float) -> Sequence[float]:
    """What each of the tests may use of an allowance: half for the total, half for the rows together."""
    tested = sum(p is not None for p in chances[totals:])
    row = allowance / 2 / max(1, tested)
    return [allowance / 2] * totals + [row] * (len(chances) - totals)


def _raised(chances: Sequence[float | None], weights: Sequence[float]) -> list[float | None]:
    """The p of each test, raised for the company it is in."""
    asked = [(i, p) for i, p in enumerate(chances) if p is not None]
    together = holm([p for _, p in asked], [weights[i] for i, _ in asked])
    raised = {i: p for (i, _), p in zip(asked, together, strict=True)}
    return [raised.get(i) for i in range(len(chances))]


def _saying(comparison: Comparison | None, raised: float | None) -> Saying:
    if comparison is None:
        return Saying.ALONE
    if raised is None:
        return Saying.TOO_FEW
    if comparison.p >= LEVEL:
        many = Saying.MANY_YEARS if comparison.p >= MANY_YEARS else Saying.SOME_YEARS
        return Saying.MOST_YEARS if comparison.p >= MOST_YEARS else many
    return Saying.BEYOND_CHANCE if raised < LEVEL else Saying.ONE_OF_MANY


def _line_saying(trend: Trend | None, raised: float | None) -> LineSaying:
    if trend is None:
        return LineSaying.TOO_SHORT
    if raised is None:
        return LineSaying.TOO_FEW
    if trend.p >= LEVEL:
        return LineSaying.NO_LINE
    if not trend.steady:
        return LineSaying.ONE_YEAR
    return LineSaying.BEYOND_CHANCE if raised < LEVEL else LineSaying.ONE_OF_MANY
