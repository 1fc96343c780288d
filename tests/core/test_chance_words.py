"""What chance says of figures, in the words of the window and the report."""

import pytest

from vp_desk.chance import (
    Comparison,
    Interval,
    LineSaying,
    Row,
    Saying,
    YearCount,
    compare,
    judge,
    line_saying_alone,
    saying_alone,
    trend_of,
)
from vp_desk.chance.simulation import Outcome
from vp_desk.chance_words import (
    difference_words,
    interval_words,
    line_words,
    outcome_words,
    ratio_words,
    usual_words,
    verdict_words,
)


def series(*counts: int) -> tuple[YearCount, ...]:
    return tuple(YearCount(2026 - len(counts) + i, count) for i, count in enumerate(counts))


def of_difference(*counts: int) -> str:
    comparison = compare(series(*counts))
    return difference_words(saying_alone(comparison), comparison)


def of_line(*counts: int) -> str:
    trend = trend_of(series(*counts)) if len(counts) >= 5 else None
    return line_words(line_saying_alone(trend), trend)


def compared(*counts: int) -> Comparison:
    found = compare(series(*counts))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            (5, 6),
            (
                "Een verschil als dit ontstaat heel vaak door toeval: ook als er niets veranderd is, zie je "
                "dat in de meeste jaren."
            ),
        ),
        (
            (4, 8),
            (
                "Een verschil als dit ontstaat vaak door toeval: ook als er niets veranderd is, zie je in "
                "ongeveer 1 op de 3 jaren een verschil dat minstens zo groot is."
            ),
        ),
        ((4, 11), "Dit verschil kan door toeval komen (ongeveer 1 op de 8 jaren)."),
        (
            (5, 15),
            (
                "Dit verschil is groter dan je door toeval mag verwachten; over de oorzaak zeggen de cijfers "
                "niets."
            ),
        ),
        ((1, 2), "Te weinig meldingen om een verandering van toeval te onderscheiden."),
        ((9,), "Er is nog geen eerder jaar om mee te vergelijken."),
    ],
)
def test_a_difference_is_told_in_one_plain_sentence(counts: tuple[int, ...], sentence: str) -> None:
    assert of_difference(*counts) == sentence


@pytest.mark.parametrize(
    ("questions", "begin"),
    [
        (
            2,
            "Bij twee vergelijkingen tegelijk kan er door toeval wel een uitspringen; dit verschil is",
        ),
        (
            9,
            "Bij negen vergelijkingen tegelijk springt er door toeval vaak wel een uit; dit verschil is",
        ),
        (20, "Bij twintig vergelijkingen tegelijk springt er door toeval vaak wel een uit; "),
        (21, "Bij 21 vergelijkingen tegelijk springt er door toeval vaak wel een uit; "),
    ],
)
def test_one_of_many_is_told_with_how_many_there_were(questions: int, begin: str) -> None:
    told = difference_words(Saying.ONE_OF_MANY, compared(5, 15), questions)
    assert told.startswith(begin)
    assert told.endswith("daarom geen bewijs van verandering.")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((4, 8), "Van een stijgende of dalende lijn is pas iets te zeggen na vijf jaren op rij."),
        (
            (0, 1, 0, 1, 1),
            "Te weinig meldingen om een stijgende of dalende lijn van toeval te onderscheiden.",
        ),
        (
            (9, 8, 9, 10, 9, 9),
            (
                "Over deze zes jaren is er geen stijgende of dalende lijn die groter is dan je door toeval mag "
                "verwachten."
            ),
        ),
        (
            (5, 5, 5, 5, 25),
            (
                "De stijgende lijn over deze vijf jaren hangt aan één jaar; zij is daarom geen bewijs van "
                "verandering."
            ),
        ),
        (
            (25, 19, 12, 8, 4),
            (
                "Over deze vijf jaren is er een dalende lijn, en die is groter dan je door toeval mag "
                "verwachten; over de oorzaak zeggen de cijfers niets."
            ),
        ),
    ],
)
def test_a_line_is_told_in_one_plain_sentence(counts: tuple[int, ...], sentence: str) -> None:
    assert of_line(*counts) == sentence


def test_a_line_that_is_one_of_many_is_no_proof() -> None:
    trend = trend_of(series(3, 5, 6, 8, 11))
    assert line_words(LineSaying.ONE_OF_MANY, trend, 12) == (
        "Bij twaalf vergelijkingen tegelijk springt er door toeval vaak wel een uit; de stijgende lijn over "
        "deze vijf jaren is daarom geen bewijs van verandering."
    )


def test_a_verdict_is_told_with_the_number_of_its_questions() -> None:
    rows = {code: Row(series(20, 20)) for code in "bcdefghi"}
    told = verdict_words(judge(2025, None, {"a": Row(series(5, 15)), **rows}).rows["a"])
    assert told["difference"].startswith(
        "Bij negen vergelijkingen tegelijk springt er door toeval vaak"
    )
    assert "vijf jaren op rij" in told["line"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (4, 8),
            "2,0 keer zo veel als in het jaar ervoor (tussen 0,54 en 9,1 keer); kleine aantallen",
        ),
        ((30, 30, 20), "0,67 keer zo veel als in de jaren ervoor (tussen 0,38 en 1,1 keer)"),
        ((0, 9), "niet te vergelijken: in de jaren ervoor is er niets gemeld; kleine aantallen"),
        ((0, 0), "niet te vergelijken: in de jaren ervoor is er niets gemeld; kleine aantallen"),
        (
            (9, 0),
            "0 keer zo veel als in het jaar ervoor (tussen 0 en 0,51 keer); kleine aantallen",
        ),
    ],
)
def test_the_ratio_is_told_with_what_it_may_be(counts: tuple[int, ...], words: str) -> None:
    assert ratio_words(compared(*counts)) == words


def test_other_figures_are_told_in_dutch() -> None:
    assert interval_words(Interval(1.623, 1011.67)) == "1,6 tot 1.011,7"
    assert usual_words(0, 14) == (
        "Ook als er niets verandert, kan het aantal door toeval 0 tot en met 14 zijn. Pas meer dan 14 zegt "
        "iets."
    )
    assert usual_words(2, 22) == (
        "Ook als er niets verandert, kan het aantal door toeval 2 tot en met 22 zijn. Minder dan 2 of meer dan "
        "22 zegt iets."
    )
    assert outcome_words(Outcome(200, 190, 6, 0)) == (
        "In 95 van de 100 verzonnen verslagen waarin niets veranderd is, komt toch minstens één soort de helft "
        "hoger of lager uit dan in de jaren ervoor. In 3 van de 100 heet iets daarvan groter dan toeval."
    )
