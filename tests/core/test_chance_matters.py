"""Cases that are about one matter: no more is said than what holds when they count once."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.chance import (
    Direction,
    LineSaying,
    Linked,
    Row,
    Saying,
    Verdict,
    YearCount,
    compare,
    judge,
    judge_matters,
)
from vp_desk.chance.simulation import Imagined, simulate
from vp_desk.chance_words import difference_words, line_words

NINE = {str(n): mean for n, mean in enumerate((18.0, 12.0, 9.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0))}


def row(*counts: int) -> Row:
    return Row([YearCount(2026 - len(counts) + n, count) for n, count in enumerate(counts)])


def of_total(counts: Sequence[int], linked: Linked) -> Verdict:
    verdict = judge_matters(2025, row(*counts), {}, 0, linked).total
    assert verdict is not None
    return verdict


def test_without_linked_cases_it_is_the_judgement_of_cases() -> None:
    total, rows = row(20, 22, 60), {"a": row(10, 11, 40), "b": row(0, 0, 3)}
    plain = judge(2025, total, rows)
    assert judge_matters(2025, total, rows, 0, {}) == plain
    assert judge_matters(2025, total, rows, 0, dict.fromkeys((2023, 2024, 2025), (0, 0))) == plain


def test_of_the_total_the_matters_are_counted_where_they_are_told() -> None:
    assert of_total((20, 45), {}).saying is Saying.BEYOND_CHANCE
    told = of_total((20, 45), {2025: (20, 20)})
    assert told.comparison == compare((YearCount(2024, 20), YearCount(2025, 25)))
    assert told.saying is Saying.MOST_YEARS


def test_between_bounds_a_claim_must_hold_at_both() -> None:
    assert of_total((20, 45), {2025: (0, 4)}).saying is Saying.BEYOND_CHANCE
    assert of_total((20, 45), {2025: (0, 12)}).saying is Saying.TOGETHER
    assert of_total((45, 20), {2024: (0, 30)}).saying is Saying.TOGETHER
    # A claim of fewer does not hang on how many of this year are linked.
    assert of_total((45, 20), {2025: (0, 4)}).saying is Saying.BEYOND_CHANCE


def test_between_one_way_and_the_other_lies_no_difference() -> None:
    verdict = of_total((20, 30), {2025: (0, 20)})
    assert verdict.saying is Saying.MOST_YEARS


def test_in_a_row_all_of_them_may_lie_or_none() -> None:
    rows = {"a": row(10, 40), "b": row(30, 31)}
    found = judge_matters(2025, row(40, 71), rows, 0, {2025: (25, 25)})
    assert found.rows["a"].saying is Saying.TOGETHER
    assert found.rows["b"].saying is Saying.MOST_YEARS
    assert found.rows["a"].comparison == compare((YearCount(2024, 10), YearCount(2025, 40)))


def test_a_line_must_hold_too() -> None:
    years = (10, 14, 20, 26, 34)
    assert of_total(years, {}).line_saying is LineSaying.BEYOND_CHANCE
    assert of_total(years, {2025: (0, 4)}).line_saying is LineSaying.BEYOND_CHANCE
    few = of_total(years, {2024: (0, 15), 2025: (0, 22)})
    assert few.line_saying is LineSaying.TOGETHER
    assert few.trend is not None
    assert few.trend.direction is Direction.UP


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=6, max_size=6),
    st.data(),
)
def test_what_is_claimed_holds_whatever_the_matters_are(
    counts: list[int], spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    first = 2026 - len(counts)
    linked = {
        first + n: (min(low, most), min(low + more, most))
        for n, (count, (low, more)) in enumerate(zip(counts, spans, strict=False))
        for most in [max(count - 1, 0)]
    }
    claimed = of_total(counts, linked)
    if claimed.saying is not Saying.BEYOND_CHANCE:
        return
    matters = [count - data.draw(st.integers(*linked[first + n])) for n, count in enumerate(counts)]
    true = judge(2025, row(*matters), {}).total
    assert true is not None
    assert true.saying is Saying.BEYOND_CHANCE
    assert true.comparison is not None
    assert claimed.comparison is not None
    assert true.comparison.direction is claimed.comparison.direction


def test_untold_rows_keep_their_part_of_the_allowance() -> None:
    """A difference that may be claimed among two rows is one of many among seven more that are not told."""
    rows = {"a": row(10, 27), "b": row(20, 21)}
    assert judge(2025, None, rows).rows["a"].saying is Saying.BEYOND_CHANCE
    among = judge(2025, None, rows, untold=7)
    assert among.rows["a"].saying is Saying.ONE_OF_MANY
    assert among.rows["a"].questions == judge(2025, None, rows).rows["a"].questions


@pytest.mark.parametrize("years", [2, 5])
def test_groups_make_claims_of_cases_and_none_when_they_are_told(years: int) -> None:
    grouped = Imagined(NINE, years, threshold=5, grouped=0.1)
    told = Imagined(NINE, years, threshold=5, grouped=0.1, linked_told=True)
    assert simulate(grouped, 150, 8).claimed > 0.08 * 150
    assert simulate(told, 150, 8).claimed <= 0.05 * 150


def test_hidden_figures_make_no_claims() -> None:
    assert simulate(Imagined(NINE, 5, threshold=10), 200, 8).claimed <= 0.05 * 200
    nothing = simulate(Imagined({"a": 2.0}, 3, "a", threshold=10), 50, 8)
    assert (nothing.reports, nothing.noticed) == (50, 0)


def test_it_is_said_in_plain_words() -> None:
    verdict = of_total((10, 14, 20, 26, 34), {2024: (0, 15), 2025: (0, 22)})
    assert line_words(verdict.line_saying, verdict.trend) == (
        "De stijgende lijn over deze vijf jaren kan ook komen doordat meer zaken over dezelfde kwestie gaan; "
        "zij is daarom geen bewijs van verandering."
    )
    assert difference_words(Saying.TOGETHER, verdict.comparison) == (
        "Dit verschil kan ook komen doordat meer zaken over dezelfde kwestie gaan; het is daarom geen bewijs "
        "van verandering."
    )
