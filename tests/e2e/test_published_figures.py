"""Real figures, from file to finished publication and back, by readers that are not ours.

The Tweede Kamer published 26 cases of 2021 by type and by adviser; the example file holds 26 cases
that add up to them. The Ministry of Defence published nine years by type.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.attacker import disclosed, possible_values
from tests.conftest import CHEAP, CHEAP_LIMITS, PASSPHRASE
from tests.e2e.reading_back import csv_figures, json_knowledge, pdf_rows, pdf_text
from vp_desk.desk import Desk, create_vault
from vp_desk.resources import resource

TODAY = date(2026, 2, 2)
KAMER = resource("examples/tweede_kamer_2021_zaken.csv")
DEFENCE = resource("examples/defensie_2014_2022.csv")
EDITIONS = ("authority", "works_council", "coordinator")


def true_counts() -> dict[str, int]:
    """The figures of the Tweede Kamer by id, counted here from the file."""
    with KAMER.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    counts: Counter[str] = Counter()
    for row in rows:
        quarter = (int(row["month"][5:]) + 2) // 3
        top = row["types"].split(".", maxsplit=1)[0]
        for period in ("2021", f"2021.{quarter}"):
            counts[f"cases|period={period}"] += 1
            counts[f"cases|period={period}|types={top}"] += 1
        if row["types"] != top:
            counts[f"cases|period=2021|types={row['types']}"] += 1
        else:
            counts[f"cases|period=2021|types={top}.-"] += 1
    return counts


@pytest.fixture(scope="module")
def kamer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    """The publication of the Tweede Kamer of 2021, all editions and formats."""
    folder = tmp_path_factory.mktemp("kamer")
    made = create_vault(folder / "kluis", PASSPHRASE, "Kamer", cost=CHEAP, limits=CHEAP_LIMITS)
    with made.desk as desk:
        desk.import_cases(desk.read_cases(KAMER))
        prepared = desk.prepare(2021)
        for edition in EDITIONS:
            desk.write_report(prepared, edition, folder / f"{edition}.pdf", TODAY)
        for suffix in (".csv", ".json"):
            desk.write_aggregates(prepared, None, folder / f"cijfers{suffix}", TODAY)
        yield desk, folder


def test_the_example_adds_up_to_what_was_published() -> None:
    counts = true_counts()
    published = {
        "": 26,
        "|types=conduct.abuse_of_power": 6,
        "|types=conduct.bullying": 5,
        "|types=conduct.stalking": 2,
        "|types=conduct.intimidation": 3,
        "|types=conduct.sexual_harassment": 3,
    }
    assert {row: counts[f"cases|period=2021{row}"] for row in published} == published
    with KAMER.open(encoding="utf-8") as file:
        advisers = Counter(row["adviser"] for row in csv.DictReader(file))
    assert sorted(advisers.values()) == [6, 9, 11]


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_number_of_1_to_4_cases_stands_in_the_report(
    kamer: tuple[Desk, Path], edition: str
) -> None:
    _, folder = kamer
    rows = pdf_rows(folder / f"{edition}.pdf")
    assert len(rows) > 8
    assert [row for row in rows if {"1", "2", "3", "4"} & set(row[1])] == []


def test_the_report_tells_the_figures_that_it_may(kamer: tuple[Desk, Path]) -> None:
    told = dict(pdf_rows(kamer[1] / "authority.pdf"))
    assert told["Machtsmisbruik"][0] == "6"
    assert told["Pesten"][0] == "5"
    assert told["Stalking"][0] == "0–4"


def test_no_number_of_1_to_4_stands_in_the_tables(kamer: tuple[Desk, Path]) -> None:
    rows = csv_figures(kamer[1] / "cijfers.csv")
    values = [int(row["waarde"]) for row in rows if row["waarde"]]
    assert values
    assert not [value for value in values if 0 < value < 5]
    known, _ = json_knowledge(kamer[1] / "cijfers.json")
    assert not [figure for figure in known.values() if isinstance(figure, int) and 0 < figure < 5]


def test_pdf_csv_and_json_tell_the_same(kamer: tuple[Desk, Path]) -> None:
    known, _ = json_knowledge(kamer[1] / "cijfers.json")
    for row in csv_figures(kamer[1] / "cijfers.csv"):
        if row["waarde"]:
            assert known[row["cel"]] == int(row["waarde"])
        elif row["laag"]:
            assert known[row["cel"]] == (int(row["laag"]), int(row["hoog"]))


def test_nothing_small_can_be_computed_from_all_that_is_told(kamer: tuple[Desk, Path]) -> None:
    known, relations = json_knowledge(kamer[1] / "cijfers.json")
    truth = true_counts()
    for name, count in truth.items():  # the reader whom we fear most knows which cells are small
        if name in known and not isinstance(known[name], int) and 0 < count < 5:
            known[name] = (1, 4)
    small = [name for name, count in truth.items() if 0 < count < 5 and name in known]
    assert len(small) >= 3
    assert disclosed(known, relations, small) == {}
    assert all(low != high for low, high in possible_values(known, relations, small).values())


def test_the_attack_on_the_tables_finds_a_planted_leak(kamer: tuple[Desk, Path]) -> None:
    known, relations = json_knowledge(kamer[1] / "cijfers.json")
    truth = true_counts()
    parts = [name for name in known if name.startswith("cases|period=2021|types=conduct.")]
    leak = {
        name: truth[name] for name in parts if name != "cases|period=2021|types=conduct.stalking"
    }
    assert disclosed(known | leak, relations, ["cases|period=2021|types=conduct.stalking"]) == {
        "cases|period=2021|types=conduct.stalking": 2
    }


def test_the_report_on_published_totals_stands_as_they_were_printed(
    desk: Desk, tmp_path: Path
) -> None:
    preview = desk.read_totals(DEFENCE)
    desk.import_totals(preview)
    prepared = desk.prepare(2022, trend_years=9)
    written = desk.write_report(prepared, "authority", tmp_path / "d.pdf", TODAY)
    assert written.warnings == ()
    rows = {head: cells for head, cells in pdf_rows(tmp_path / "d.pdf") if len(cells) == 9}
    assert rows["Totaal"] == ["410", "417", "369", "502", "454", "458", "314", "271", "667"]
    assert rows["Financiële schendingen"] == ["83", "93", "–", "45", "46", "46", "29", "28", "24"]
    assert rows["Overige"] == ["–"] * 7 + ["2", "20"]
    text = " ".join(pdf_text(tmp_path / "d.pdf").split())
    assert "het gedrukte totaal is 271, maar de rijen tellen op tot 371" in text
    assert "2016: niet alle rijen van dit jaar zijn bekend" in text
    assert "Vanaf 2017 zijn" in text
    assert "Vanaf 2021 is" in text
    assert "https://www.rijksfinancien.nl/jaarverslag/2022" in text
