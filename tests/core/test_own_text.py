"""The adviser's own text: paragraphs, points and languages, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vp_desk.chapters import CHAPTERS, Chapter, chapters_in_order
from vp_desk.own_text import (
    Line,
    OwnText,
    Part,
    first_sentence,
    in_short,
    parts_of,
    phrases_of,
    texts_for,
)


def test_blank_lines_and_points_make_parts() -> None:
    text = "Eerste.\nNog steeds.\n\n\n- punt een\n  gaat door\n-  punt twee\n\nLaatste.\r\n"
    assert parts_of(text) == (
        Part((Line("Eerste."), Line("Nog steeds."))),
        Part((Line("punt een"), Line("gaat door")), bullet=True),
        Part((Line("punt twee"),), bullet=True),
        Part((Line("Laatste."),)),
    )


@pytest.mark.parametrize("text", ["", "  \n\n", "- ", "-\n\n"[2:]])
def test_nothing_is_no_part(text: str) -> None:
    assert parts_of(text) == ()


def test_a_line_can_be_in_another_language() -> None:
    text = "[en] In English.\nIn het Nederlands.\n- [de] Auf Deutsch.\n\n[nl] Gewoon."
    assert parts_of(text) == (
        Part((Line("In English.", "en"), Line("In het Nederlands."))),
        Part((Line("Auf Deutsch.", "de"),), bullet=True),
        Part((Line("Gewoon."),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "[zie] bijlage",
        "[sic] dat",
        "[EN] Nee",
        "[en]zonder spatie",
        "[en]",
        "a [en] b",
        "-geen punt",
    ],
)
def test_what_is_no_sign_of_ours_stands_for_itself(text: str) -> None:
    assert parts_of(text) == (Part((Line(text),)),)


@given(st.text(st.sampled_from("ab -\n[]en<&.•"), max_size=60))
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    found = "".join("".join(part.text for part in parts_of(text)).split())
    plain = "".join(line.strip().removeprefix("- ") for line in text.split("\n"))
    kept = "".join(plain.replace("[en] ", "").split())
    assert found.replace("[en]", "").replace("-", "") == kept.replace("[en]", "").replace("-", "")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Een zin. Nog een zin.", "Een zin."),
        (
            "Zoals o.a. De Dienst doet, bijv. Toezicht. Klaar.",
            "Zoals o.a. De Dienst doet, bijv. Toezicht.",
        ),
        ("Het is 3.500 keer gezegd! Echt.", "Het is 3.500 keer gezegd!"),
        ("Hij zei: ‘Nee.’ Toen ging hij.", "Hij zei: ‘Nee.’"),
        ("Zonder einde", "Zonder einde"),
        ("Wat nu?", "Wat nu?"),
    ],
)
def test_the_first_sentence_ends_where_a_reader_thinks_it_does(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_the_gist_is_of_the_first_list_or_else_of_the_first_paragraph() -> None:
    text = (
        "Voor dit jaar:\n\n- Doe dit. Want.\n- [en] Do that. Why.\n\nVan vorig jaar:\n\n- Gedaan."
    )
    assert in_short(text) == (Line("Doe dit."), Line("Do that.", "en"))
    assert in_short("Eerst dit. Dan dat.\n\nEn meer.") == (Line("Eerst dit."),)
    assert in_short("") == ()
    assert {"Doe dit. Want.", "Doe dit.", "Gedaan."} <= set(phrases_of(text))


def test_a_text_for_some_readers_stands_in_place_of_the_one_for_all() -> None:
    texts = (
        OwnText(2025, Chapter.ROLE, "Voor de OR.", "works_council"),
        OwnText(2025, Chapter.ROLE, "Voor iedereen."),
        OwnText(2025, Chapter.SIGNALS, "Signalen."),
        OwnText(2025, Chapter.WORK, " \n"),
    )
    assert texts_for(texts, "works_council")[Chapter.ROLE] == "Voor de OR."
    assert texts_for(texts, "authority") == {
        Chapter.ROLE: "Voor iedereen.",
        Chapter.SIGNALS: "Signalen.",
    }


def test_chapters_stand_in_the_order_of_the_report() -> None:
    assert chapters_in_order(["trend", "summary", "bestaat niet"]) == (
        Chapter.SUMMARY,
        Chapter.TREND,
    )
    assert len({chapter.label for chapter in CHAPTERS}) == len(CHAPTERS) == 12
