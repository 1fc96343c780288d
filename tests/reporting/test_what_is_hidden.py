"""What the report says of figures that are not told, and what it makes of those that are."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.core.test_disclosure import POLICY, tables_of
from tests.strategies import case_files
from vp_desk.aggregate import CaseFile, CountTable, Edition, Printed
from vp_desk.disclosure import Policy, Reason, release
from vp_desk.released import Band, Gap, Hidden, Publication, ReleasedCell, Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import Block, Document, KeyFigures, Paragraph, Section, Table
from vp_desk.reporting.export import Source, write_csv, write_json, write_xlsx
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import LEAST_BASE, Ratio, rate, share
from vp_desk.reporting.told import HIDDEN_SIGN
from vp_desk.telling import SmallFigures

SMALL = "Kleine aantallen"


def sections(document: Document) -> Iterator[Section]:
    waiting = list(document.sections)
    while waiting:
        section = waiting.pop(0)
        waiting += section.sections
        yield section


def blocks(document: Document) -> Iterator[Block]:
    for section in sections(document):
        yield from section.blocks


def guide(document: Document) -> list[str]:
    """What the reading guide says of small figures, a paragraph each."""
    (found,) = (section for section in sections(document) if section.title == SMALL)
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def test_hidden_figures_take_two_sentences_and_one_legend(
    publication: Publication, facts: ReportFacts
) -> None:
    told, legend, shares = guide(annual_report(publication, facts))
    assert told.count(".") == 2
    assert legend == f"{HIDDEN_SIGN} = niet getoond, zodat niemand herkenbaar wordt."
    assert shares.startswith("Percentages staan er alleen bij een totaal van 20 of meer")
    assert "0–4" not in told


def test_bands_are_explained_where_they_occur(banded: Publication, facts: ReportFacts) -> None:
    told, *legend, _ = guide(annual_report(banded, facts))
    assert "staat er als 0–4" in told
    assert "0–4 = het aantal ligt tussen deze grenzen, grenzen inbegrepen." in legend


def test_where_nothing_is_hidden_no_sign_is_explained(facts: ReportFacts) -> None:
    tables = tables_of(())
    empty = release(tables, replace(POLICY, small_figures=SmallFigures.HIDE)).publication
    told, _ = guide(annual_report(empty, replace(facts, year=tables[0].spec.years[-1])))
    assert HIDDEN_SIGN not in told
    assert "niet getoond" not in told


@pytest.mark.parametrize("kind", ["publication", "banded"])
@pytest.mark.parametrize("edition", ["authority", "works_council", "coordinator"])
def test_every_legend_explains_the_signs_of_its_table_and_no_others(
    kind: str,
    edition: str,
    editions: dict[str, Edition],
    facts: ReportFacts,
    request: pytest.FixtureRequest,
) -> None:
    whole: Publication = request.getfixturevalue(kind)
    document = annual_report(whole.for_edition(editions[edition]), facts)
    for table in (block for block in blocks(document) if isinstance(block, Table)):
        cells = [cell for row in table.rows for cell in row.cells]
        signs = {HIDDEN_SIGN: Hidden, "0–4": Band, "–": Gap}
        for sign, cell_type in signs.items():
            lines = [line for line in table.legend if line.startswith(f"{sign} =")]
            assert len(lines) == any(isinstance(cell, cell_type) for cell in cells), table.caption
        assert len(table.legend) <= 3


def small_and_dear(tables: list[CountTable]) -> tuple[Publication, dict[str, Reason]]:
    """A publication with a figure hidden for every reason."""
    policy = Policy(
        seed=b"s" * 32,
        small_figures=SmallFigures.HIDE,
        small_nodes={"unit": frozenset({"bestuursbureau"})},
    )
    out = release(tables, policy)
    assert set(out.account.reasons.values()) == set(Reason) - {Reason.EARLIER}
    return out.publication, dict(out.account.reasons)


def test_no_export_says_why_a_figure_is_hidden(
    tables: list[CountTable], facts: ReportFacts
) -> None:
    """Whatever the reason, what stands in the file is the same, but for the name of the figure."""
    publication, reasons = small_and_dear(tables)
    source = Source([publication], facts)
    for table in json.loads(write_json(source))["editions"][0]["tables"]:
        for cell in table["cells"]:
            if cell["id"] in reasons:
                assert {**cell, "id": "", "at": ""} == {"id": "", "at": "", "value": None}
    rows = [line.split(";") for line in write_csv(source).decode("utf-8-sig").splitlines()]
    about_id = rows[0].index("cel")
    first = rows[0].index("waarde")
    told = {tuple(row[first:about_id]) for row in rows[1:] if row[about_id] in reasons}
    assert told == {("", "", "", "niet getoond", "")}
    sheet = load_workbook(BytesIO(write_xlsx(source))).worksheets[0]
    lines = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]
    assert {line[first:about_id] for line in lines if line[about_id] in reasons} == {
        (None, None, None, "niet getoond", None)
    }


def test_nobody_else_makes_a_ratio() -> None:
    with pytest.raises(TypeError, match="only share"):
        Ratio("12%", object())


CELLS: st.SearchStrategy[ReleasedCell] = st.one_of(
    st.builds(Shown, st.integers(0, 60)),
    st.builds(Band, st.just(0), st.integers(2, 9)),
    st.builds(Hidden),
    st.builds(Gap),
    st.builds(Printed, st.just("ca. 40"), st.integers(30, 40), st.none()),
)


@given(CELLS, CELLS, st.one_of(st.none(), st.integers(0, 60)))
def test_a_ratio_is_made_of_told_figures_on_a_base_that_is_large_enough(
    part: ReleasedCell, base: ReleasedCell, people: int | None
) -> None:
    exact = isinstance(part, Shown) and isinstance(base, Shown) and base.value >= LEAST_BASE
    assert isinstance(share(part, base), Ratio) == exact
    enough = isinstance(part, Shown) and people is not None and people >= LEAST_BASE
    assert isinstance(rate(part, people), Ratio) == enough


def test_ratios_are_rounded_as_dutch_writes_them() -> None:
    made = share(Shown(5), Shown(40)), rate(Shown(33), 809)
    assert [one.text for one in made if isinstance(one, Ratio)] == ["13%", "4,1"]


@settings(max_examples=15)
@given(case_files(most=90), st.sampled_from(SmallFigures), st.integers(3, 6))
def test_every_percentage_in_a_report_can_be_made_from_what_stands_beside_it(
    files: tuple[CaseFile, ...], way: SmallFigures, threshold: int
) -> None:
    tables = tables_of(files)
    out = release(tables, replace(POLICY, small_figures=way, threshold=threshold))
    year = tables[0].spec.years[-1]
    facts = ReportFacts("Dienst Voorbeeld", year, date(2026, 2, 3), headcount=None)
    for block in blocks(annual_report(out.publication, facts)):
        if isinstance(block, KeyFigures):
            assert not any(isinstance(figure.cell, Ratio) for figure in block.figures)
        if not isinstance(block, Table):
            continue
        total = next((row for row in block.rows if row.total), None)
        for row in block.rows:
            for cell, before in zip(row.cells[1:], row.cells, strict=False):
                if not isinstance(cell, Ratio):
                    continue
                assert total is not None
                base = total.cells[-2]
                assert isinstance(before, Shown)
                assert isinstance(base, Shown)
                assert base.value >= LEAST_BASE
                assert cell.text == f"{int(100 * before.value / base.value + 0.5)}%"
