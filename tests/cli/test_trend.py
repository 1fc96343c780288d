"""`vp-desk trend`: so that anyone can check what a report says of chance."""

import json

import pytest
from scipy import stats

from tests.cli.test_cli import run

LISTS = ("--counts", "4,3,9", "--exposure", "300,310,305", "--years", "2023,2024,2025")


def answer(*words: str) -> dict[str, object]:
    done = run("trend", *words, "--json", passphrase=None)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_every_figure_is_there_for_a_program() -> None:
    told = answer(*LISTS)
    assert list(told) == ["years", "comparison", "trend", "sentence"]
    years = told["years"]
    assert isinstance(years, list)
    assert [set(year) for year in years] == [{"year", "count", "rate", "rate_low", "rate_high"}] * 3
    assert years[2]["year"] == 2025
    assert years[2]["count"] == 9
    assert years[2]["rate"] == pytest.approx(900 / 305, rel=1e-12)
    assert years[2]["rate_low"] == pytest.approx(
        stats.chi2.ppf(0.025, 18) / 2 * 100 / 305, rel=1e-9
    )
    assert years[2]["rate_high"] == pytest.approx(
        stats.chi2.isf(0.025, 20) / 2 * 100 / 305, rel=1e-9
    )
    comparison = told["comparison"]
    assert isinstance(comparison, dict)
    assert comparison["p"] == pytest.approx(2 * stats.binom.sf(8, 16, 305 / 915), rel=1e-9)
    assert comparison["ratio"] == pytest.approx(9 / 305 / (7 / 610), rel=1e-12)
    assert comparison["ratio_low"] < 1 < comparison["ratio_high"]
    assert comparison["testable"] is True
    trend = told["trend"]
    assert isinstance(trend, dict)
    assert set(trend) == {"p"}
    assert told["sentence"] == "Dit verschil kan door toeval komen (ongeveer 1 op de 10 jaren)."


def test_what_is_not_known_not_defined_or_infinite_is_null() -> None:
    one = answer("--counts", "4", "--exposure", "300", "--years", "2025")
    assert (one["comparison"], one["trend"]) == (None, None)
    assert one["sentence"] == "Er is nog geen eerder jaar om mee te vergelijken."
    new = answer("--counts", "0,9", "--years", "2024,2025")
    assert new["years"] == [
        {"year": year, "count": count, "rate": None, "rate_low": None, "rate_high": None}
        for year, count in ((2024, 0), (2025, 9))
    ]
    assert isinstance(new["comparison"], dict)
    assert (new["comparison"]["ratio"], new["comparison"]["ratio_high"]) == (None, None)
    assert new["comparison"]["ratio_low"] > 1
    none = answer("--counts", "0,0,0", "--years", "2023,2024,2025")
    assert none["comparison"] == {
        "p": 1.0,
        "ratio": None,
        "ratio_low": 0.0,
        "ratio_high": None,
        "testable": False,
    }
    assert none["trend"] == {"p": 1.0}


def test_a_gap_in_the_years_is_no_year_of_zero() -> None:
    gap = answer("--counts", "4,3,9", "--years", "2019,2020,2025")
    zero = answer("--counts", "4,3,0,0,0,0,9", "--years", "2019,2020,2021,2022,2023,2024,2025")
    assert gap["comparison"] != zero["comparison"]
    assert gap["trend"] != zero["trend"]


def test_people_get_a_table_and_sentences() -> None:
    done = run("trend", *LISTS, passphrase=None)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split("  ")[0] == "jaar"
    assert lines[3].split() == ["2025", "9", "4,1", "tot", "17,1", "2,95", "1,35", "tot", "5,60"]
    assert lines[5].startswith(
        "2025: per medewerker 2,6 keer zo veel als in de jaren ervoor (tussen 0,85 en 8,1 keer)"
    )
    assert lines[5].endswith("; kleine aantallen. p = 0,0999.")
    assert lines[6] == "Dit verschil kan door toeval komen (ongeveer 1 op de 10 jaren)."
    assert lines[7] == "Lijn over alle jaren: p = 0,1751."
    assert "vijf jaren op rij" in lines[8]
    assert lines[9].startswith("Meer meldingen hoeft niet te betekenen dat het slechter gaat;")
    steep = run(
        "trend", "--counts", "9,15,30,50,90", "--years", "2021,2022,2023,2024,2025", passphrase=None
    )
    assert "p < 0,0001" in steep.stdout
    assert "medewerkers" not in steep.stdout


@pytest.mark.parametrize(
    ("counts", "exposure", "years", "sentence"),
    [
        ("4,x", "300,310", "2024,2025", "alleen een heel getal"),
        ("4,", "300,310", "2024,2025", "alleen een heel getal"),
        ("-4,3", "300,310", "2024,2025", "alleen een heel getal"),
        ("4,3.5", "300,310", "2024,2025", "alleen een heel getal"),
        ("4,999999", "300,310", "2024,2025", "tussen 0 en 100.000"),
        ("4,3", "300", "2024,2025", "niet evenveel"),
        ("4,3,2", "300,310", "2024,2025", "niet evenveel"),
        ("4,3", "300,0", "2024,2025", "boven nul"),
        ("4,3", "-300,310", "2024,2025", "boven nul"),
        ("4,3", "300,nan", "2024,2025", "boven nul"),
        ("4,3", "300,1e99", "2024,2025", "onder een biljoen"),
        ("4,3", "300,310", "2025,2024", "oplopen"),
        ("4,3", "300,310", "2025,2025", "oplopen"),
        ("4,3", "300,310", "24,25", "geen verslagjaar"),
        ("", "", "", "alleen een heel getal"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_1(
    counts: str, exposure: str, years: str, sentence: str
) -> None:
    done = run(
        "trend",
        "--counts",
        counts,
        "--exposure",
        exposure,
        "--years",
        years,
        "--json",
        passphrase=None,
    )
    assert done.returncode == 1, done.stderr
    assert sentence in done.stderr
    assert done.stdout == ""


def test_a_list_that_is_not_given_is_wrong_usage() -> None:
    assert run("trend", "--counts", "4,3", passphrase=None).returncode == 2
