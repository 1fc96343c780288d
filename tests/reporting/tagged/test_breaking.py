"""Text in lines: nothing is lost, nothing is too wide, and every word ends somewhere."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vp_desk.reporting.tagged.breaking import Line, break_lines


def width(text: str, span: int) -> float:
    """Every character is one wide; in the second span two."""
    return len(text) * (1.0 + span % 2)


def lines(room: float, *spans: str) -> list[str]:
    return ["".join(text for _, text in line.pieces) for line in break_lines(spans, room, width)]


def read(broken: list[Line]) -> str:
    """What a screen reader hears: a space where one was left out at the end of a line."""
    return "".join(
        "".join(text for _, text in line.pieces) + (" " if line.spaced else "") for line in broken
    )


def test_words_fill_a_line_until_it_is_full() -> None:
    assert lines(9, "een twee drie vier") == ["een twee", "drie vier"]


def test_a_word_of_two_styles_is_not_broken_between_them() -> None:
    assert lines(9, "de vette", "n", " en dan") == ["de", "vetten", "en dan"]
    assert lines(8, "een ", "", "twee") == ["een twee"]


def test_a_word_that_fits_no_line_is_cut_behind_a_hyphen_if_it_has_one() -> None:
    assert lines(10, "is onder-wereldburgerschap") == ["is", "onder-", "wereldburg", "erschap"]


def test_a_line_ends_with_a_space_only_where_a_word_ends() -> None:
    broken = break_lines(["aa bbbbbbbbbbbb cc"], 5, width)
    assert [line.spaced for line in broken] == [True, False, False, False]


def test_spaces_alone_are_no_text() -> None:
    assert lines(5, "  ", " ") == []


texts = st.lists(st.text(alphabet="ab c-é", max_size=40), max_size=5)


@given(texts, st.integers(min_value=2, max_value=30))
def test_what_is_read_is_what_was_written(spans: list[str], room: int) -> None:
    broken = break_lines(spans, room, width)
    assert read(broken).split() == "".join(spans).split()


@given(texts, st.integers(min_value=2, max_value=30))
def test_no_line_is_too_wide_and_words_are_not_put_off(spans: list[str], room: int) -> None:
    broken = break_lines(spans, room, width)
    for line in broken:
        assert line.width == sum(width(text, span) for span, text in line.pieces)
        assert line.width <= room
    for line, after in pairwise(broken):
        if line.spaced:
            (span, text), *_ = after.pieces
            assert line.width + width(" ", 0) + after.width > room or " " in text or span


@given(st.integers(min_value=1, max_value=4000))
def test_the_longest_word_is_cut_in_as_many_lines_as_it_takes(length: int) -> None:
    assert lines(10, "x" * length) == ["x" * 10] * (length // 10) + ["x" * (length % 10)] * bool(
        length % 10
    )
