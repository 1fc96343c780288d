"""What the steps of the ladder do and cost, in words."""

import pytest

from vp_desk.ladder import About, Ladder, Price, Rung, Step, ThresholdPrice
from vp_desk.ladder_words import (
    line_words,
    option_words,
    price_words,
    recommended_words,
    step_words,
    threshold_words,
)
from vp_desk.telling import Telling

ROUTES = About("routes", "Gekozen routes")
ROLES = About("reporter_role", "Rol", ("manager", "hired"), ("Leidinggevende", "Ingehuurd"))
MANY = About("unit", "Organisatieonderdeel", tuple("abcde"), tuple("ABCDE"))
YEARS = About("trend", "Trend", ("2021", "2022"), ("2021", "2022"))


def rung(
    step: Step,
    about: About | None = None,
    price: Price = Price(2, 40),  # noqa: B008 - it cannot change
    *,
    taken: bool = False,
    unprotected: tuple[str, ...] = (),
) -> Rung:
    return Rung(step, Telling(), about, taken, price, unprotected)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (rung(Step.HIDE), ""),
        (rung(Step.DROP, ROUTES), "Gekozen routes"),
        (rung(Step.MERGE, ROLES), "Rol: Leidinggevende en Ingehuurd"),
        (rung(Step.MERGE, MANY), "Organisatieonderdeel: 5 kleine categorieën worden er één"),
        (rung(Step.YEARS, YEARS), "2021–2022"),
    ],
)
def test_an_option_says_what_it_is_about(made: Rung, words: str) -> None:
    assert option_words(made) == words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (rung(Step.DROP, ROUTES), "Er vervallen 2 van de 40 getallen van 5 of meer."),
        (rung(Step.DROP, ROUTES, Price(1, 40)), "Er vervalt 1 van de 40 getallen van 5 of meer."),
        (
            rung(Step.HIDE, price=Price(0, 40)),
            "Er vervalt niets van de 40 getallen van 5 of meer. Een klein totaal wordt niet uitgesplitst.",
        ),
        (
            rung(Step.BANDS, price=Price(0, 0, zeros=3)),
            "Er zijn geen getallen van 5 of meer. Een nul is dan niet meer te zien.",
        ),
        (
            rung(Step.BANDS, price=Price(0, 9), taken=True),
            "Er vervalt niets van de 9 getallen van 5 of meer.",
        ),
        (
            rung(Step.MERGE, ROLES, taken=True),
            "Zonder deze stap: er vervallen 2 van de 40 getallen van 5 of meer.",
        ),
        (
            rung(Step.MERGE, ROLES, taken=True, unprotected=("Rol, 2025", "Type, 2025")),
            "Zonder deze stap is niet alles beschermd: Rol, 2025.",
        ),
        (rung(Step.HIDE, unprotected=("Rol, 2025",)), "Beschermt niet alles: Rol, 2025."),
    ],
)
def test_a_price_is_told_in_figures_that_readers_lose(made: Rung, words: str) -> None:
    assert price_words(made, 5) == words


def test_other_thresholds_are_told_beside_the_one_in_use() -> None:
    told = {3: 54, 4: 40, 5: 40, 6: 33, 7: None, 8: 1}
    prices = [ThresholdPrice(threshold, number) for threshold, number in told.items()]
    assert threshold_words(prices, 5) == (
        "Bij drempel 3: 14 cijfers meer; bij drempel 4: evenveel cijfers; bij drempel 6: 7 cijfers minder; "
        "bij drempel 7: niet te beschermen."
    )
    assert threshold_words(prices, 7) == (
        "Bij drempel 5: 40 cijfers zichtbaar; bij drempel 6: 33 cijfers zichtbaar; "
        "bij drempel 8: 1 cijfer zichtbaar."
    )
    assert threshold_words([ThresholdPrice(5, 40)], 5) == ""


def test_what_is_best_is_named_with_its_cost() -> None:
    bands, routes = rung(Step.BANDS), rung(Step.DROP, ROUTES, Price(3, 40))
    both = Ladder(Telling(), (bands, routes), (bands, routes))
    assert recommended_words(both, 5) == (
        "Aanbevolen: kleine aantallen als band tonen (0–4) en een tabel weglaten (Gekozen routes). "
        "Er vervallen 3 van de 40 getallen van 5 of meer."
    )
    one = Ladder(Telling(), (bands,), (bands,))
    assert recommended_words(one, 5) == "Aanbevolen: kleine aantallen als band tonen (0–4)."
    assert recommended_words(Ladder(Telling(), (), ()), 5).startswith("Geen enkele stap helpt")
    assert step_words(Step.BANDS, 7) == "Kleine aantallen als band tonen (0–6)"


@pytest.mark.parametrize(
    ("made", "begin", "end"),
    [
        (rung(Step.HIDE), "[ ] Kleine aantallen verbergen: ", "--small-figures hide"),
        (rung(Step.BANDS), "[ ] Kleine aantallen als band tonen (0–4): ", "--small-figures band"),
        (rung(Step.DROP, ROUTES), "[ ] Een tabel weglaten (Gekozen routes): ", "--drop routes"),
        (
            rung(Step.MERGE, ROLES),
            "[ ] Kleine categorieën samenvoegen (Rol: Leidinggevende en Ingehuurd): ",
            "--merge reporter_role=manager,hired",
        ),
        (rung(Step.DROP, ROUTES, taken=True), "[x] Een tabel weglaten", "van 5 of meer."),
    ],
)
def test_a_line_names_the_option_that_takes_the_step(made: Rung, begin: str, end: str) -> None:
    line = line_words(made, 5)
    assert line.startswith(begin)
    assert line.endswith(end)
