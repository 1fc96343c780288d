"""What is said of chance and change of a row tells as much as its figure: sentences put into a file."""

from dataclasses import replace

import pytest

from tests.inspection.conftest import EDITIONS, Year, year_of
from tests.inspection.planting import on_page
from vp_desk.chance import Saying
from vp_desk.inspection import Finding, inspect_file
from vp_desk.released import Shown
from vp_desk.released_chance import judge_table
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.text import all_text

#: Of a row whose figure of this year is not told: with a number and without, a saying, a direction, a rate.
OF_A_HIDDEN_ROW = (
    "Bij ‘Financieel’ kan het verschil door toeval komen (ongeveer 1 op de 11 jaren).",
    "Bij ‘Financieel’ is het verschil groter dan je door toeval mag verwachten.",
    "Bij ‘Financieel’ zijn er te weinig meldingen om een verandering van toeval te onderscheiden.",
    "Bij ‘Financieel’ is er een stijgende lijn over de jaren.",
    "Bij ‘Financieel’ is er geen stijgende of dalende lijn die groter is dan je door toeval mag verwachten.",
    "Financiële schendingen: een daling.",
    "Financiële schendingen kwamen vaker voor dan in de jaren ervoor.",
    "Bij Financieel is het aantal toegenomen.",
    "Financieel: gemiddeld 3,5 per jaar in 2021 tot en met 2024.",
    "Bij ‘Omgangsvormen’ en ‘Financieel’ ontstaat een verschil als dit heel vaak door toeval.",
    "Financiële schendingen staan apart. Dit verschil is groter dan je door toeval mag verwachten.",
)


@pytest.fixture(scope="module")
def large() -> Year:
    """A year with a row that differs by more than chance."""
    return year_of((150, 160, 190, 170, 260))


def findings(year: Year, text: str) -> tuple[Finding, ...]:
    allowed = year.allowed(EDITIONS["authority"])
    return inspect_file("woorden.txt", text.encode(), allowed).findings


@pytest.mark.parametrize("text", OF_A_HIDDEN_ROW)
def test_nothing_may_be_said_of_a_row_that_is_not_told(hiding: Year, text: str) -> None:
    assert "cases|period=2025|types=financial" in hiding.hidden()
    assert findings(hiding, text)


def test_the_sentence_of_a_planted_saying_names_the_figure(hiding: Year) -> None:
    report = hiding.pdf(EDITIONS["authority"])
    planted = on_page(
        report, "Bij Financieel is het verschil groter dan je door toeval mag verwachten."
    )
    found = hiding.inspect("r.pdf", planted).findings
    assert [finding.figure for finding in found] == ["cases|period=2025|types=financial"]
    assert "bij ‘Financieel’ een uitspraak over verandering of toeval" in found[0].sentence
    assert "Financiële schendingen" in found[0].name


def test_a_row_that_is_told_may_be_spoken_of_as_it_is_and_not_otherwise(large: Year) -> None:
    beyond = "Bij ‘Omgangsvormen’ is het verschil groter dan je door toeval mag verwachten"
    assert not findings(large, f"{beyond}.")
    assert not findings(
        large,
        "Bij Omgangsvormen is er een stijgende lijn, groter dan je door toeval mag verwachten.",
    )
    assert findings(
        large, "Bij Omgangsvormen is er een dalende lijn, groter dan je door toeval mag verwachten."
    )
    assert findings(large, beyond.replace("Omgangsvormen", "Financieel"))
    assert findings(
        large, "Bij ‘Omgangsvormen’ ontstaat een verschil als dit heel vaak door toeval."
    )
    assert findings(
        large,
        "Bij ‘Omgangsvormen’ en ‘Financieel’ is het verschil groter dan je door toeval mag verwachten.",
    )
    assert findings(large, f"{beyond}: gemiddeld 12,3 per jaar.")


def test_how_often_chance_does_so_is_that_of_the_row(hiding: Year) -> None:
    judgement = judge_table(hiding.publication.tables["trend"], 2025, hiding.facts.headcounts)
    row = judgement.rows["outside"]
    assert row.saying is Saying.SOME_YEARS
    assert row.comparison is not None
    often = round(1 / row.comparison.p)
    text = "Bij ‘Buiten de negen’ kan het verschil door toeval komen (ongeveer 1 op de {} jaren)."
    assert not findings(hiding, text.format(often))
    assert findings(hiding, text.format(often + 3))
    total = judgement.total
    assert total is not None
    assert total.comparison is not None
    assert total.saying is Saying.SOME_YEARS
    alone = "Dit verschil kan door toeval komen (ongeveer 1 op de {} jaren)."
    assert not findings(hiding, alone.format(round(1 / total.comparison.p)))
    assert findings(hiding, alone.format(often + 30))
    assert findings(hiding, "Dit verschil is groter dan je door toeval mag verwachten.")


def test_a_saying_about_what_is_no_type_is_refused(large: Year) -> None:
    assert findings(large, "Bij ICT is het verschil groter dan je door toeval mag verwachten.")


def test_rates_are_those_of_figures_that_are_told(hiding: Year) -> None:
    texts = [
        *all_text(
            annual_report(
                hiding.publication.for_edition(EDITIONS["authority"]), hiding.facts
            ).to_json()
        )
    ]
    (told,) = [t for t in texts if t.startswith("2024: ") and "per 100 medewerkers" in t]
    assert not findings(hiding, told)
    assert findings(hiding, told.replace(",", ",9", 1))
    assert findings(hiding, told.replace("2024", "2023"))


def test_that_cases_are_about_one_matter_is_said_of_no_other_row(large: Year) -> None:
    text = "Bij ‘{}’ kan het verschil ook komen doordat meer zaken over dezelfde kwestie gaan."
    for name in ("Omgangsvormen", "Positie en belangen", "Buiten de negen"):
        assert findings(large, text.format(name))


def test_without_a_total_nothing_is_said_of_it(hiding: Year) -> None:
    trend = hiding.publication.tables["trend"]
    name = "cases|period=2025"
    hidden = replace(
        hiding,
        publication=replace(
            hiding.publication,
            tables={
                of: replace(
                    table,
                    cells={
                        k: c if table.ids[k] != name else trend.cells["financial", "2025"]
                        for k, c in table.cells.items()
                    },
                )
                for of, table in hiding.publication.tables.items()
            },
        ),
    )
    assert not isinstance(hidden.publication.tables["trend"].cells["*", "2025"], Shown)
    assert findings(hidden, "Dit verschil kan door toeval komen (ongeveer 1 op de 18 jaren).")
    assert findings(hidden, "Te weinig meldingen om een verandering van toeval te onderscheiden.")
