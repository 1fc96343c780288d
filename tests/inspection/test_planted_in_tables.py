"""A figure that is not told, put into a finished CSV, XLSX, JSON or the text beside it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.inspection.conftest import EDITIONS, READERS, Year
from tests.inspection.planting import XLSX_PLACES, apart, in_comment, noticed
from vp_desk.released import Hidden

CSV, TEXT, XLSX, JSON = "cijfers.csv", "cijfers.lees-mij.txt", "cijfers.xlsx", "cijfers.json"


@pytest.fixture(scope="module")
def files(hiding: Year) -> dict[str, bytes]:
    return hiding.tables_in(EDITIONS["authority"])


@pytest.mark.parametrize("edition", READERS)
def test_a_gate_that_tells_one_figure_too_much(year: Year, edition: str) -> None:
    hidden = year.hidden(edition)
    assert len(hidden) > 30
    for name in list(hidden)[:: max(len(hidden) // 10, 1)]:
        leaky = year.leaking(name, hidden[name]).tables_in(EDITIONS[edition])
        for file in (CSV, XLSX, JSON):
            found = year.inspect(file, leaky[file], edition).findings
            assert found, (file, name)
            assert {finding.figure for finding in found} == {name}


def cells(row: str) -> list[str]:
    return row.split(";")


def test_every_hidden_cell_of_a_csv(hiding: Year, files: dict[str, bytes]) -> None:
    """Each small figure by itself, in its own cell."""
    lines = files[CSV].decode("utf-8-sig").splitlines()
    heads = cells(lines[0])
    value, name = heads.index("waarde"), heads.index("cel")
    small = hiding.small()
    leaky, expected = [lines[0]], set[str]()
    for line in lines[1:]:
        row = cells(line)
        if row[name] in small and not row[value]:
            row[value] = str(small[row[name]])
            expected.add(row[name])
        leaky.append(";".join(row))
    found = hiding.inspect(CSV, "\r\n".join(leaky).encode("utf-8-sig")).findings
    assert {finding.figure for finding in found} == expected
    assert expected == set(small)


def test_the_sentence_names_the_line_and_the_figure(hiding: Year, files: dict[str, bytes]) -> None:
    text = files[CSV].decode("utf-8-sig")
    line = next(
        n
        for n, row in enumerate(text.splitlines(), 1)
        if row.rstrip(";").endswith("types=financial")
    )
    leaky = text.splitlines()
    leaky[line - 1] = leaky[line - 1].replace(";;;;niet getoond;", ";3;;;getoond;")
    first, *_ = hiding.inspect(CSV, "\r\n".join(leaky).encode()).findings
    assert first.sentence.startswith(f"Op regel {line} staat bij ‘")
    assert first.sentence.endswith("en dat mag in deze editie niet te zien zijn.")


@pytest.mark.parametrize(
    "change",
    [
        lambda row: f"{row};3",
        lambda row: row.replace("Financiële", "Financiële (3)"),
        lambda row: row.replace("types=financial", "types=other").replace(";;;;niet", ";3;;;niet"),
        lambda row: f"{row}\r\nLekken;3",
        lambda row: row.replace(";1;", ";3;"),
    ],
    ids=["one more column", "in a label", "an unknown figure", "one more line", "a level"],
)
def test_odd_rows_of_a_csv(
    hiding: Year, files: dict[str, bytes], change: Callable[[str], str]
) -> None:
    rows = files[CSV].decode("utf-8-sig").split("\r\n")
    place = next(n for n, row in enumerate(rows) if row.rstrip(";").endswith("types=financial"))
    rows[place] = change(rows[place])
    assert hiding.inspect(CSV, "\r\n".join(rows).encode()).findings


@pytest.mark.parametrize("place", XLSX_PLACES)
def test_every_small_figure_in_every_place_of_a_workbook(
    hiding: Year, files: dict[str, bytes], place: str
) -> None:
    begin = list(XLSX_PLACES).index(place)
    mine = list(hiding.small().items())[begin :: len(XLSX_PLACES)]
    for group in apart([(hiding.words(name), value) for name, value in mine]):
        texts = [f"{words}: {value}" for words, value in group]
        found = hiding.inspect(XLSX, XLSX_PLACES[place](files[XLSX], *texts)).findings
        for words, value in group:
            assert noticed(found, words, value), (words, value)


def test_a_comment_is_named(hiding: Year, files: dict[str, bytes]) -> None:
    (finding,) = hiding.inspect(XLSX, in_comment(files[XLSX], "Lekken: drie zaken")).findings
    assert finding.sentence.startswith("In een opmerking bij cel P12 staat")


def test_every_small_figure_in_the_text_beside_a_csv(hiding: Year, files: dict[str, bytes]) -> None:
    for group in apart([(hiding.words(name), n) for name, n in hiding.small().items()]):
        lines = [f"\r\nIn {words} waren het er {value}." for words, value in group]
        found = hiding.inspect(TEXT, files[TEXT] + "".join(lines).encode()).findings
        for words, value in group:
            assert noticed(found, words, value), (words, value)


def test_every_small_figure_in_a_note_of_a_json(hiding: Year, files: dict[str, bytes]) -> None:
    for group in apart([(hiding.words(name), n) for name, n in hiding.small().items()]):
        told = json.loads(files[JSON])
        told["editions"][0]["tables"][0]["notes"] += [
            {"kind": "break", "period": None, "row": None, "text": f"{words}: {value}"}
            for words, value in group
        ]
        found = hiding.inspect(JSON, json.dumps(told).encode()).findings
        for words, value in group:
            assert noticed(found, words, value), (words, value)


def more(told: dict[str, Any]) -> None:
    told["extra"] = 3


def in_cell(told: dict[str, Any]) -> None:
    told["editions"][0]["tables"][4]["cells"][1]["cases"] = 3


def in_sums(told: dict[str, Any]) -> None:
    told["editions"][0]["relations"][0][0]["value"] = 3


def in_derivable(told: dict[str, Any]) -> None:
    told["editions"][0]["derivable"].append("cases|period=2025|types=financial=3")


def in_label(told: dict[str, Any]) -> None:
    told["editions"][0]["tables"][4]["axes"][0]["categories"][1]["short"] = "Lekken 3"


def in_level(told: dict[str, Any]) -> None:
    told["editions"][0]["tables"][4]["axes"][0]["categories"][1]["level"] = 3


def another_table(told: dict[str, Any]) -> None:
    told["editions"][0]["tables"].append({"name": "geheim", "cells": []})


def another_edition(told: dict[str, Any]) -> None:
    told["editions"].append({"edition": "all", "tables": []})


@pytest.mark.parametrize(
    "change",
    [more, in_cell, in_sums, in_derivable, in_label, in_level, another_table, another_edition],
)
def test_a_json_that_tells_more(
    hiding: Year, files: dict[str, bytes], change: Callable[[dict[str, Any]], None]
) -> None:
    told = json.loads(files[JSON])
    change(told)
    assert hiding.inspect(JSON, json.dumps(told).encode()).findings


def test_figures_of_another_edition_are_one_too_many(hiding: Year) -> None:
    """What the authority may read, the coordinator may not."""
    for name, content in hiding.tables_in(EDITIONS["authority"]).items():
        if name != TEXT:
            assert hiding.inspect(name, content, "coordinator").findings
    assert hiding.inspect("r.pdf", hiding.pdf(EDITIONS["authority"]), "coordinator").findings


@pytest.mark.parametrize("name", [CSV, XLSX, JSON, TEXT, "r.pdf", "r.docx"])
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"[1, 2", b"PK\x03\x04", b"%PDF-1.4\n%%EOF"]
)
def test_what_cannot_be_read_back_is_a_finding(hiding: Year, name: str, content: bytes) -> None:
    if (name, content) in {(CSV, b""), (TEXT, b"")}:
        return
    if name in (CSV, TEXT) and content.isascii():
        return  # words without a number tell nothing
    found = hiding.inspect(name, content).findings
    assert any("kan niet worden nagelezen" in finding.sentence for finding in found)


def test_hidden_means_hidden(hiding: Year) -> None:
    """The fixture is what these tests suppose it to be."""
    table = hiding.publication.tables["types"]
    assert table.at(types="financial", period="2025") == Hidden()
