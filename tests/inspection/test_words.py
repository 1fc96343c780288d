"""Labels and numbers in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.axes import PERIOD
from vp_desk.inspection.words import Kind, Lexicon, canonical, is_number, numbers_in

LEXICON = Lexicon(
    [
        ("Lekken", ("types", "leaks")),
        ("Lekken en misbruik van informatie", ("types", "leaks")),
        ("Team 3", ("unit", "t3")),
        ("Team 31", ("unit", "t31")),
        ("12", ("unit", "twelve")),
        ("2025", (PERIOD, "2025")),
        ("HR", ("route", "hr")),
        ("Zaken", ("unit", "zaken")),
    ],
    ["Stichting 3 Rivieren", "Drempel: 5 zaken"],
)


def told(text: str) -> list[tuple[str, str]]:
    """Labels and numbers of a text, in order."""
    kinds = (Kind.LABEL, Kind.NUMBER)
    return [(t.kind.value, t.text) for t in LEXICON.tokens(text) if t.kind in kinds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lekken: 3", [("label", "Lekken"), ("number", "3")]),
        ("lekken3", [("label", "Lekken"), ("number", "3")]),
        ("Team 3 4", [("label", "Team 3"), ("number", "4")]),
        ("Team 31", [("label", "Team 31")]),
        ("Team 312", [("number", "312")]),
        ("in 2025: 1.234", [("label", "2025"), ("number", "1.234")]),
        ("Lekken en misbruik van inf…", [("label", "Lekken en misbruik van inf…")]),
        ("Stichting 3 Rivieren, 4", [("number", "4")]),
        ("Drempel:\n5 zaken", []),
        ("hr 3", [("number", "3")]),
        ("HR 3", [("label", "HR"), ("number", "3")]),
        ("Zaken 12", [("number", "12")]),
        (
            "0 tot en met 4, 0–4, <5 en 12 %",
            [("number", n) for n in ("0 tot en met 4", "0–4", "<5", "12 %")],
        ),
        ("Lek\u00adken ３", [("label", "Lekken"), ("number", "3")]),
    ],
)
def test_labels_and_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_label_over_two_lines_and_within_a_word() -> None:
    assert [kind for kind, _ in told("Lekken en mis\nbruik van infor\nmatie")] == ["label"]


def test_a_number_can_be_the_head_of_a_row() -> None:
    assert LEXICON.called("12") == {("unit", "twelve")}
    assert LEXICON.called("Lekken en mis…") == {("types", "leaks")}
    assert LEXICON.called("Le…") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1.234", "1234"), ("0 tot en met 4", "0–4"), ("0-4", "0–4"), ("12 %", "12%"), ("< 5", "<5")],
)
def test_numbers_are_compared_in_one_form(text: str, expected: str) -> None:
    assert canonical(text) == expected
    assert is_number(text)


def test_words_are_no_numbers() -> None:
    assert list(numbers_in("ca. 1000 of meer")) == ["1000"]
    assert not is_number("ca. 1000")


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    tokens = LEXICON.tokens(text)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
