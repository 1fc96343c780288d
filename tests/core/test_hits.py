"""Where searched words stand: marked as the index finds them, and cut so that they can be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.hits import Finder, Hit, marks_in, words_of
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.taxonomy import built_in_lists, folded

CODE = CaseCode("bodemi-fa")


def marked(text: str, typed: str) -> list[str]:
    return [text[begin:end] for begin, end in marks_in(text, words_of(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Ruzie over het rooster", "rooster", ["rooster"]),
        ("Roosters en een dienstrooster", "ROOSTER", ["Rooster"]),
        ("Café overleg", "cafe over", ["Café", "over"]),
        ("Cafe\u0301 overleg", "café", ["Cafe\u0301"]),
        ("bodemi-fa", "bodemi-fa", ["bodemi", "fa"]),
        ("één_twee", "twee", ["twee"]),
        ("ﬁets", "fie", ["ﬁe"]),
        ("pesten pest", "pest pesten", ["pesten", "pest"]),
        ("niets", "", []),
        ("", "niets", []),
    ],
)
def test_the_beginnings_of_words_are_marked_whatever_their_case_and_accents(
    text: str, typed: str, found: list[str]
) -> None:
    assert marked(text, typed) == found


@given(
    st.text(st.sampled_from("abé ſ-ß'\u0301ﬁ\n"), max_size=20),
    st.lists(st.sampled_from(["a", "b", "e", "ab", "f", "s"]), max_size=3),
)
def test_every_mark_begins_like_a_word_that_was_typed(text: str, typed: list[str]) -> None:
    words = words_of(" ".join(typed))
    marks = marks_in(text, words)
    assert list(marks) == sorted(marks)
    for begin, end in marks:
        assert folded(text[begin:end]).startswith(words)
    if any(part.startswith(words) for part in folded(text).split()):
        assert marks


def hits(typed: str, case: Case, *contacts: Contact) -> tuple[Hit, ...]:
    return Finder(words_of(typed), built_in_lists()).hits(case, contacts)


def a_case(note: str = "", **fields: object) -> Case:
    values = {"month": Month(2025, 3), "types": ("conduct.bullying",), **fields}
    return Case(code=CODE, note=note, **values)  # type: ignore[arg-type]


def a_talk(note: str, month: int = 4) -> Contact:
    return Contact(case=CODE, held_on=date(2025, month, 2), note=note)


def test_a_note_is_cut_around_the_word_at_whole_words_and_on_one_line() -> None:
    note = (
        "Een lang begin van de notitie. " * 8 + "Het\nrooster is\nzoek." + " En het vervolg." * 20
    )
    (hit,) = hits("rooster", a_case(note))
    assert (hit.field, hit.talk) == ("note", None)
    assert len(hit.text) < 160
    assert hit.text.startswith("…")
    assert hit.text.endswith("…")
    assert "\n" not in hit.text
    assert "Het rooster is zoek." in hit.text
    assert [hit.text[begin:end] for begin, end in hit.marks] == ["rooster"]
    inside = hit.text.strip("…")
    assert f" {inside} " in f" {' '.join(note.split())} "


def test_of_several_words_the_part_with_most_of_them_is_shown() -> None:
    note = "Rooster. " + "Niets van belang. " * 20 + "Ruzie om het rooster in het café."
    (hit,) = hits("rooster ruzie cafe", a_case(note))
    assert [hit.text[begin:end] for begin, end in hit.marks] == ["Ruzie", "rooster", "café"]


def test_a_short_note_is_shown_whole() -> None:
    (hit,) = hits("kort", a_case("Kort gesprek"))
    assert hit.text == "Kort gesprek"


def test_the_note_of_a_conversation_says_of_which_month_and_the_newest_comes_first() -> None:
    found = hits("rooster", a_case(), a_talk("Rooster een", 4), a_talk("Rooster twee", 6))
    assert [(hit.text, hit.talk) for hit in found] == [("Rooster twee", Month(2025, 6))]


def test_a_second_note_is_shown_only_for_a_word_that_stands_nowhere_else() -> None:
    found = hits("rooster ruzie", a_case("Rooster"), a_talk("Ruzie", 4), a_talk("Rooster", 5))
    assert [(hit.text, hit.talk) for hit in found] == [
        ("Rooster", None),
        ("Ruzie", Month(2025, 4)),
    ]


def test_labels_and_codes_are_found_with_their_field() -> None:
    case = a_case(route=("mediation", "own_talk"), relation="employees", matter="bodemi-fa")
    found = {(hit.field, hit.text) for hit in hits("medi mede bodemi", case)}
    assert found == {
        ("code", CODE),
        ("matter", "bodemi-fa"),
        ("route", "Mediation"),
        ("relation", "Medewerkers onderling"),
    }
    assert hits("pest", case) == (Hit("types", "Pesten", ((0, 4),)),)


def test_a_hit_does_not_show_its_text_in_a_log() -> None:
    assert "geheim" not in repr(hits("geheim", a_case("geheim"))[0])
