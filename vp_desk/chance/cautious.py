"""What may be said when several cases can be about one matter: only what holds for matters too.

Cases about one matter come together, and no test on cases knows that: a group of six who complain together is
one event of chance, not six. How many cases of a year are about a matter of another one is told of all rows
together, exactly or between bounds; in which row they lie is not. So each statement is made for the worst that
fits: once with all of them taken from this year, once with all of them taken from the years before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Final

from vp_desk.chance.judging import Judgement, LineSaying, Row, Saying, Verdict, judge
from vp_desk.chance.series import unbroken

#: Year → how many of its cases at least and at most are about the matter of another case. A year that is not
#: there: not known, and then none are taken away.
Linked = Mapping[int, tuple[int, int]]

#: From the sharpest to the weakest.
_WEAKER: Final = (
    Saying.BEYOND_CHANCE,
    Saying.TOGETHER,
    Saying.ONE_OF_MANY,
    Saying.SOME_YEARS,
    Saying.MANY_YEARS,
    Saying.MOST_YEARS,
    Saying.TOO_FEW,
    Saying.ALONE,
)


def judge_matters(
    year: int, total: Row | None, rows: Mapping[str, Row], untold: int, linked: Linked
) -> Judgement:
    """The same as `judge`, and no more than what also holds when linked cases count once.

    Args:
        year: the reporting year.
        total: of all rows together, in cases.
        rows: by their code, in cases.
        untold: rows with a figure in that year that is not told.
        linked: of all rows together.
    """

    def judged(most: Callable[[Row, int], bool]) -> Judgement:
        """With as many as possible taken from the years that are asked for, and as few from the others."""
        fewest = {of: low for of, (low, _) in linked.items()}
        return judge(
            year,
            None if total is None else _fewer(total, linked, fewest, most),
            {code: _fewer(row, linked, {}, most) for code, row in rows.items()},
            untold,
        )

    base = judged(lambda _row, _year: False)
    if not any(high for _, high in linked.values()):
        return base
    differences = [judged(lambda _, of: of == year), judged(lambda _, of: of != year)]
    lines = [judged(lambda row, of: of > _middle(row)), judged(lambda row, of: of < _middle(row))]
    worst = _worst(base.total, [j.total for j in differences], [j.total for j in lines])
    return Judgement(
        worst,
        {
            code: _worst(
                verdict, [j.rows[code] for j in differences], [j.rows[code] for j in lines]
            )
            or verdict
            for code, verdict in base.rows.items()
        },
    )


def _fewer(
    row: Row, linked: Linked, fewest: Mapping[int, int], most: Callable[[Row, int], bool]
) -> Row:
    points = [
        replace(point, count=max(min(point.count, 1), point.count - away))
        for point in row.series
        for away in [
            linked[point.year][1]
            if point.year in linked and most(row, point.year)
            else fewest.get(point.year, 0)
        ]
    ]
    return replace(row, series=points)


def _middle(row: Row) -> float:
    return fmean(point.year for point in unbroken(row.series, row.breaks))


def _worst(
    base: Verdict | None, differences: Sequence[Verdict | None], lines: Sequence[Verdict | None]
) -> Verdict | None:
    if base is None:
        return None
    verdict = _of_difference(base, [each for each in differences if each is not None])
    return replace(
        verdict,
        line_saying=_of_line(base, [each for each in lines if each is not None]),
        trend=base.trend,
    )


def _of_difference(base: Verdict, others: Sequence[Verdict]) -> Verdict:
    every = [base, *others]
    ways = {each.comparison.direction for each in every if each.comparison}
    if base.saying is Saying.BEYOND_CHANCE:
        same = len(ways) == 1 and all(each.saying is Saying.BEYOND_CHANCE for each in others)
        return base if same else replace(base, saying=Saying.TOGETHER)
    weakest = max(every, key=lambda each: _WEAKER.index(each.saying))
    if len(ways) > 1 and _WEAKER.index(weakest.saying) < _WEAKER.index(Saying.MOST_YEARS):
        return replace(
            weakest, saying=Saying.MOST_YEARS
        )  # between one way and the other lies no difference
    return weakest


def _of_line(base: Verdict, others: Sequence[Verdict]) -> LineSaying:
    if base.line_saying is not LineSaying.BEYOND_CHANCE:
        return base.line_saying
    ways = {each.trend.direction for each in (base, *others) if each.trend}
    same = len(ways) == 1 and all(v.line_saying is LineSaying.BEYOND_CHANCE for v in others)
    return LineSaying.BEYOND_CHANCE if same else LineSaying.TOGETHER
