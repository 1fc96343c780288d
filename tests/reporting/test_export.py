"""Exports read back: the same cells in every format, no reason, no formula."""

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from vp_desk.aggregate import Edition
from vp_desk.axes import Axis
from vp_desk.released import Band, Hidden, Publication, Shown
from vp_desk.reporting.export import EXPLANATION, FORMATS, Source, neutral
from vp_desk.reporting.facts import ReportFacts


@pytest.fixture
def source(publication: Publication, editions: dict[str, Edition], facts: ReportFacts) -> Source:
    return Source([publication.for_edition(e) for e in editions.values()], facts)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def expected_values(publications: Sequence[Publication]) -> list[tuple[str, str, int | None]]:
    return [
        (table.name, table.ids[key], cell.value if isinstance(cell, Shown) else None)
        for publication in publications
        for table in publication.tables.values()
        for key, cell in table.cells.items()
    ]


def test_csv_reads_back_equal(source: Source) -> None:
    rows = read_csv(FORMATS[".csv"](source))
    found = [(r["tabel"], r["cel"], int(r["waarde"]) if r["waarde"] else None) for r in rows]
    assert found == expected_values(source.publications)
    assert {row["stand"] for row in rows} == {"getoond", "niet getoond"}


def test_xlsx_reads_back_equal(source: Source) -> None:
    book = load_workbook(BytesIO(FORMATS[".xlsx"](source)))
    assert book.sheetnames[-1] == EXPLANATION
    found: list[tuple[Any, Any, Any]] = []
    for name in book.sheetnames[:-1]:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        head, *rows = sheet.iter_rows(values_only=True)
        at = {column: place for place, column in enumerate(head)}
        found += [(r[at["tabel"]], r[at["cel"]], r[at["waarde"]]) for r in rows]
    assert found == expected_values(source.publications)


def test_json_reads_back_equal_and_its_relations_hold(source: Source) -> None:
    told = json.loads(FORMATS[".json"](source))
    found = [
        (table["name"], cell["id"], cell["value"])
        for edition in told["editions"]
        for table in edition["tables"]
        for cell in table["cells"]
    ]
    assert found == expected_values(source.publications)
    checked = 0
    for edition in told["editions"]:
        values = {c["id"]: c["value"] for t in edition["tables"] for c in t["cells"]}
        assert edition["threshold"] == 5
        for relation in edition["relations"]:
            for term in relation:
                assert term["cell"] in values or term["cell"] in edition["derivable"]
            terms = [(values.get(term["cell"]), term["coefficient"]) for term in relation]
            if all(value is not None for value, _ in terms):
                checked += 1
                assert sum(value * number for value, number in terms) == 0
    assert checked


def test_a_band_has_bounds_and_no_value_in_every_format(
    banded: Publication, facts: ReportFacts
) -> None:
    source = Source([banded], facts)
    wanted = sum(isinstance(c, Band) for t in banded.tables.values() for c in t.cells.values())
    rows = read_csv(FORMATS[".csv"](source))
    bands = [row for row in rows if row["stand"] == "band"]
    assert len(bands) == wanted > 0
    assert {(row["laag"], row["hoog"], row["waarde"]) for row in bands} == {("0", "4", "")}
    (edition,) = json.loads(FORMATS[".json"](source))["editions"]
    cells = [cell for table in edition["tables"] for cell in table["cells"]]
    assert sum(cell.get("high") == 4 and cell["value"] is None for cell in cells) == wanted


def test_no_export_says_why_a_figure_is_not_told(source: Source) -> None:
    told = json.loads(FORMATS[".json"](source))
    hidden = [
        cell
        for publication, edition in zip(source.publications, told["editions"], strict=True)
        for table in edition["tables"]
        for cell, released in zip(
            table["cells"], publication.tables[table["name"]].cells.values(), strict=True
        )
        if isinstance(released, Hidden)
    ]
    assert hidden
    assert {tuple(sorted(cell)) for cell in hidden} == {("at", "id", "value")}
    for suffix in (".csv", ".json"):
        text = FORMATS[suffix](source).decode()
        assert not any(word in text for word in ("secondary", "collapsed", "small_unit"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "\x00=1"])
def test_text_that_looks_like_a_formula_is_neutralised(text: str) -> None:
    assert neutral(text).startswith("'")


def test_a_hostile_label_is_no_formula_in_any_spreadsheet(
    publication: Publication, facts: ReportFacts
) -> None:
    hostile = '=HYPERLINK("http://x.test";"klik")'
    table = publication.tables["reporter_role"]
    axis = table.axis("reporter_role")
    nodes = tuple(replace(node, label=hostile) for node in axis.nodes)
    axes = tuple(Axis(a.key, a.label, nodes) if a is axis else a for a in table.axes)
    part = replace(publication, tables={"reporter_role": replace(table, axes=axes)})
    source = Source([part], facts)
    labels = {row["categorie_1"] for row in read_csv(FORMATS[".csv"](source))}
    assert labels == {f"'{hostile}"}
    content = FORMATS[".xlsx"](source)
    with ZipFile(BytesIO(content)) as parts:
        sheets = [parts.read(n).decode() for n in parts.namelist() if "worksheets/sheet" in n]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert hostile in {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_the_same_figures_give_the_same_bytes(suffix: str, source: Source) -> None:
    assert FORMATS[suffix].files(source, "x") == FORMATS[suffix].files(source, "x")


def test_a_csv_comes_with_an_explanation_of_every_column(source: Source) -> None:
    files = FORMATS[".csv"].files(source, "cijfers")
    assert list(files) == ["cijfers.csv", "cijfers.lees-mij.txt"]
    explained = files["cijfers.lees-mij.txt"].decode("utf-8-sig")
    assert all(f"- {name}: " in explained for name in read_csv(files["cijfers.csv"])[0])
