"""What may be said of the rows of one report together."""

import random
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from vp_desk.chance import (
    LEVEL,
    Direction,
    LineSaying,
    Row,
    Saying,
    SeriesError,
    YearCount,
    comparable,
    compare,
    holm,
    in_order,
    judge,
    line_saying_alone,
    saying_alone,
    trend_of,
    unbroken,
)
from vp_desk.chance.holm import NoProbabilityError
from vp_desk.chance.simulation import Imagined, draw, simulate, usual_counts

YEAR = 2025


def row(*counts: int, breaks: frozenset[int] = frozenset()) -> Row:
    first = YEAR + 1 - len(counts)
    return Row([YearCount(first + i, count) for i, count in enumerate(counts)], breaks)


def years_of(*years: int) -> list[YearCount]:
    return [YearCount(year, 5) for year in years]


# Holm


def by_closure(chances: list[float], weights: list[float]) -> list[float]:
    """The p of a question raised to the worst of all groups of questions that it is in, each by Bonferroni."""
    places = range(len(chances))
    groups = chain.from_iterable(combinations(places, size) for size in range(1, len(chances) + 1))
    raised = [0.0] * len(chances)
    for group in groups:
        whole = sum(weights[i] for i in group)
        worst = min(1.0, *(chances[i] * whole / weights[i] for i in group))
        for i in group:
            raised[i] = max(raised[i], worst)
    return raised


CHANCES = st.lists(st.floats(0, 1), max_size=7)


@given(CHANCES)
def test_holm_is_bonferroni_on_every_group_of_questions(chances: list[float]) -> None:
    assert holm(chances) == pytest.approx(by_closure(chances, [1.0] * len(chances)), rel=1e-9)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 10)), min_size=1, max_size=7))
def test_weighted_questions_are_raised_as_every_weighted_group_asks(
    asked: list[tuple[float, float]],
) -> None:
    chances, weights = [p for p, _ in asked], [weight for _, weight in asked]
    assert holm(chances, weights) == pytest.approx(by_closure(chances, weights), rel=1e-9)


def test_holm_gives_what_r_gives() -> None:
    """`p.adjust(c(.01, .04, .03, .005), "holm")` in R gives 0.03 0.06 0.06 0.02."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02], rel=1e-12)
    assert holm([]) == ()


@pytest.mark.parametrize("chance", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_is_refused(chance: float) -> None:
    with pytest.raises(NoProbabilityError, match="tussen 0 en 1"):
        holm([0.5, chance])


# Which years are laid beside which


def test_at_most_five_earlier_years_count_and_none_from_before_a_break() -> None:
    series = years_of(*range(2015, 2026))
    assert [point.year for point in comparable(series)] == list(range(2020, 2026))
    assert [point.year for point in comparable(series, {2018, 2024})] == [2024, 2025]
    assert [point.year for point in comparable(series, {2025})] == [2025]
    assert [point.year for point in comparable(series, {2026})] == list(range(2020, 2026))


def test_a_gap_and_a_break_end_the_years_on_a_row() -> None:
    assert [p.year for p in unbroken(years_of(2019, 2020, 2022, 2023))] == [2022, 2023]
    assert [p.year for p in unbroken(years_of(2020, 2021, 2022, 2023), {2022})] == [2022, 2023]
    assert [p.year for p in unbroken(years_of(2023))] == [2023]
    assert [p.year for p in unbroken(years_of(2021, 2022), {2022})] == [2022]


def test_without_every_headcount_all_years_weigh_the_same() -> None:
    told = (YearCount(2023, 4, 300.0), YearCount(2024, 4), YearCount(2025, 8, 100.0))
    bare = tuple(YearCount(point.year, point.count) for point in told)
    assert compare(told) == compare(bare)


@pytest.mark.parametrize(
    ("year", "count", "exposure", "sentence"),
    [
        (25, 3, 300.0, "geen verslagjaar"),
        (2025, -1, 300.0, "tussen 0 en 100.000"),
        (2025, 100_001, 300.0, "tussen 0 en 100.000"),
        (2025, 3, 0.0, "boven nul"),
        (2025, 3, -5.0, "boven nul"),
        (2025, 3, float("nan"), "boven nul"),
        (2025, 3, float("inf"), "onder een biljoen"),
    ],
)
def test_what_cannot_be_counted_with_is_refused_in_a_sentence(
    year: int, count: int, exposure: float, sentence: str
) -> None:
    with pytest.raises(SeriesError, match=sentence):
        YearCount(year, count, exposure)


def test_years_that_do_not_rise_are_refused() -> None:
    assert len(in_order(years_of(2023, 2025))) == 2
    for wrong in ([], years_of(2025, 2024), years_of(2024, 2024)):
        with pytest.raises(SeriesError):
            in_order(wrong)


# The line through the years


def test_a_line_that_hangs_on_one_year_is_not_steady() -> None:
    jump = trend_of(row(5, 5, 5, 5, 25).series)
    rise = trend_of(row(5, 8, 12, 16, 20).series)
    assert jump is not None
    assert rise is not None
    assert (jump.direction, jump.steady) == (Direction.UP, False)
    assert (rise.direction, rise.steady) == (Direction.UP, True)
    assert jump.p < LEVEL
    assert line_saying_alone(jump) is LineSaying.ONE_YEAR
    assert line_saying_alone(rise) is LineSaying.BEYOND_CHANCE


def test_a_line_goes_by_the_rate_and_not_by_the_number() -> None:
    growing = [YearCount(2021 + i, 10 * (i + 1), 100.0 * (i + 1)) for i in range(5)]
    found = trend_of(growing)
    assert found is not None
    assert (found.direction, found.p, found.steady) == (Direction.SAME, 1.0, False)


def test_the_order_of_the_years_turns_a_line_and_keeps_its_chance() -> None:
    up, down = trend_of(row(2, 4, 5, 9, 12).series), trend_of(row(12, 9, 5, 4, 2).series)
    assert up is not None
    assert down is not None
    assert up.p == pytest.approx(down.p, rel=1e-12)
    assert (up.direction, down.direction) == (Direction.UP, Direction.DOWN)


def test_two_years_make_no_line_and_no_cases_are_no_line() -> None:
    assert trend_of(row(3, 9).series) is None
    none = trend_of(row(0, 0, 0).series)
    assert none is not None
    assert (none.p, none.testable, none.direction) == (1.0, False, Direction.SAME)
    assert line_saying_alone(none) is LineSaying.TOO_FEW


# What is said


@pytest.mark.parametrize(
    ("counts", "saying"),
    [
        ((9,), Saying.ALONE),
        ((2, 3), Saying.TOO_FEW),
        ((0, 0), Saying.TOO_FEW),
        ((5, 5), Saying.MOST_YEARS),
        ((4, 8), Saying.MANY_YEARS),
        ((4, 12), Saying.SOME_YEARS),
        ((5, 15), Saying.BEYOND_CHANCE),
        ((0, 6), Saying.BEYOND_CHANCE),
        ((0, 5), Saying.TOO_FEW),
    ],
)
def test_what_is_said_of_one_difference(counts: tuple[int, ...], saying: Saying) -> None:
    assert saying_alone(compare(tuple(row(*counts).series))) is saying


def test_a_difference_may_be_too_much_by_itself_and_not_among_others() -> None:
    alone = judge(YEAR, None, {"a": row(5, 15)})
    among = judge(YEAR, row(45, 55), {"a": row(5, 15), "b": row(20, 20), "c": row(20, 20)})
    assert alone.rows["a"].saying is Saying.BEYOND_CHANCE
    assert alone.rows["a"].questions == 1
    assert among.rows["a"].saying is Saying.ONE_OF_MANY
    assert among.rows["a"].questions == 4
    assert among.total is not None
    assert among.total.saying is Saying.MANY_YEARS
    assert [verdict.questions for verdict in among.every] == [4] * 4


def test_rows_that_are_too_small_take_nothing_from_the_others() -> None:
    small = {str(i): row(1, 1) for i in range(20)}
    found = judge(YEAR, None, {"a": row(5, 15), **small})
    assert found.rows["a"].saying is Saying.BEYOND_CHANCE
    assert found.rows["0"].saying is Saying.TOO_FEW
    assert found.rows["0"].questions == 1


def test_a_row_without_a_figure_in_the_year_is_left_out_altogether() -> None:
    old = Row(years_of(2022, 2023, 2024))
    found = judge(YEAR, old, {"a": row(5, 15), "old": old})
    assert found.total is None
    assert set(found.rows) == {"a"}
    assert found == judge(YEAR, None, {"a": row(5, 15)})


def test_of_a_line_is_spoken_from_five_years_on_a_row() -> None:
    rising = (4, 8, 14, 18, 27)
    found = judge(
        YEAR,
        None,
        {
            "five": row(*rising),
            "four": row(*rising[1:]),
            "break": row(*rising, breaks=frozenset({2022})),
            "gap": Row([*years_of(2015, 2016, 2017, 2018, 2019), YearCount(2025, 9)]),
            "few": row(0, 1, 1, 1, 2),
            "level": row(9, 9, 9, 9, 9),
            "jump": row(9, 9, 9, 9, 40),
        },
    )
    assert {code: verdict.line_saying for code, verdict in found.rows.items()} == {
        "five": LineSaying.BEYOND_CHANCE,
        "four": LineSaying.TOO_SHORT,
        "break": LineSaying.TOO_SHORT,
        "gap": LineSaying.TOO_SHORT,
        "few": LineSaying.TOO_FEW,
        "level": LineSaying.NO_LINE,
        "jump": LineSaying.ONE_YEAR,
    }
    assert found.rows["break"].comparison == compare(tuple(row(8, 14, 18, 27).series))


def test_a_line_among_many_may_be_one_of_many() -> None:
    many = {str(i): row(9, 9, 9, 9, 9) for i in range(9)}
    counts = (3, 5, 6, 8, 11)
    assert judge(YEAR, None, {"a": row(*counts)}).rows["a"].line_saying is LineSaying.ONE_OF_MANY
    alone = trend_of(row(*counts).series)
    assert line_saying_alone(alone) is LineSaying.BEYOND_CHANCE
    among = judge(YEAR, None, {"a": row(*counts), **many}).rows["a"]
    assert (among.line_saying, among.questions) == (LineSaying.ONE_OF_MANY, 20)


# What a reader may expect


@pytest.mark.parametrize(
    ("earlier", "first"),
    [(0, 6), (1, 8), (2, 10), (3, 12), (5, 15), (8, 20), (10, 23), (20, 36)],
)
def test_the_smallest_later_count_that_says_something(earlier: int, first: int) -> None:
    low, high = usual_counts(earlier)
    assert high + 1 == first
    assert (low == 0) == (earlier <= 5)


def test_four_earlier_years_leave_less_to_chance_than_one() -> None:
    assert usual_counts(40, 4.0)[1] < usual_counts(10)[1]


def power(mean: float, factor: float, years: int) -> float:
    """The chance that a row is noticed to have changed, summed over all outcomes."""
    found = 0.0
    for earlier in range(int(mean * years * 3) + 20):
        for now in range(int(mean * factor * 3) + 20):
            comparison = compare(
                (YearCount(2024, earlier, float(years)), YearCount(2025, now, 1.0))
            )
            assert comparison is not None
            if comparison.p < LEVEL and comparison.testable:
                chance = stats.poisson.pmf(earlier, mean * years)
                found += float(chance * stats.poisson.pmf(now, mean * factor))
    return found


def test_without_a_change_few_differences_pass_and_a_doubling_is_often_missed() -> None:
    """The figures that the choice of the method rests on."""
    assert power(5, 1, 1) == pytest.approx(0.022, abs=0.001)
    assert power(10, 2, 1) == pytest.approx(0.37, abs=0.01)
    assert power(10, 2, 4) == pytest.approx(0.61, abs=0.01)


NINE = {str(place): mean for place, mean in enumerate((18, 12, 9, 6, 4.8, 4.2, 3, 1.8, 1.2))}


@pytest.mark.parametrize("years", [2, 6])
def test_at_most_one_report_in_twenty_claims_a_change_that_is_none(years: int) -> None:
    outcome = simulate(Imagined(NINE, years), 300, seed=5)
    assert outcome.claimed <= 0.05 * outcome.reports
    assert outcome.looked_different > 0.9 * outcome.reports
    assert outcome.noticed == 0


def test_a_doubling_of_a_large_row_is_noticed_and_a_halving_is_seen_as_one() -> None:
    doubled = simulate(Imagined({"a": 60.0, "b": 20.0}, 5, "a"), 60, seed=5)
    halved = simulate(Imagined({"a": 60.0, "b": 20.0}, 5, "a", 0.5), 60, seed=5)
    assert doubled.noticed > 55
    assert halved.noticed > 50


def test_the_same_seed_gives_the_same_reports() -> None:
    imagined = Imagined(NINE, 2, "0")
    assert simulate(imagined, 50, 1) == simulate(imagined, 50, 1)
    assert simulate(imagined, 50, 1) != simulate(imagined, 50, 2)


def test_counts_are_drawn_as_often_as_they_should_be() -> None:
    drawn = random.Random(3)  # noqa: S311
    for mean in (0.5, 5.0, 300.0):
        counts = [draw(mean, drawn) for _ in range(4000)]
        assert sum(counts) / 4000 == pytest.approx(mean, rel=0.06)
        assert max(counts) > mean
