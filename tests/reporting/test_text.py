"""Text of people made fit to print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.reporting.document import Run
from vp_desk.reporting.pdf_style import has_glyph
from vp_desk.reporting.text import MISSING, lines_of, on_one_line, printable, unprintable


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("cafe\u0301", "café"),
        ("links\u202erechts", "linksrechts"),
        ("nul\u200bbreed", "nulbreed"),
        ("a\tb\x00\x07c", "a bc"),
        ("regel\r\nregel\u2028regel", "regel\nregel\nregel"),
        ("🙂", MISSING),
        ("\ud800", MISSING),
        ("ĳ € „aanhaling” – … ₂ ≤ ≥ − → ▲ ▼ ✓", "ĳ € „aanhaling” – … ₂ ≤ ≥ − → ▲ ▼ ✓"),
        ("\u3000", " "),
    ],
)
def test_odd_text_becomes_printable(typed: str, printed: str) -> None:
    assert printable(typed, has_glyph) == printed


@given(st.text())
def test_what_is_printed_is_in_the_font_and_stays_the_same(text: str) -> None:
    once = printable(text, has_glyph)
    assert all(char == "\n" or has_glyph(char) for char in once)
    assert printable(once, has_glyph) == once


def test_lost_characters_are_named_and_the_sign_for_them_is_not() -> None:
    assert unprintable(f"a🙂b漢{MISSING}", has_glyph) == "漢🙂"


def test_runs_become_lines_that_keep_their_style() -> None:
    found = lines_of([Run("een\n\ntwee ", strong=True), Run("drie\r\n", language="en")], has_glyph)
    assert found == [
        [Run("een", strong=True)],
        [Run("twee ", strong=True), Run("drie", language="en")],
    ]


def test_a_note_stands_behind_the_last_line_of_its_words_also_when_there_are_none() -> None:
    found = lines_of([Run("een\ntwee", note="uitleg"), Run("", note="meer")], has_glyph)
    assert found == [[Run("een")], [Run("twee", note="uitleg"), Run("", note="meer")]]


def test_a_label_is_one_line() -> None:
    assert on_one_line(" een\n twee\t🙂 ", has_glyph) == f"een twee {MISSING}"
