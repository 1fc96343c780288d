"""The chapter on several years, with the figures of Defensie as they were published."""

from datetime import date
from pathlib import Path

import pytest

from tests.reporting.reports import document
from vp_desk.aggregate import CrosstabSpec, Measure, fetch_from, tabulate
from vp_desk.axes import PERIOD
from vp_desk.disclosure import Policy, release
from vp_desk.importing import TotalsDefaults, read_totals
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import ReportingCalendar
from vp_desk.released import Gap, ReleasedTable
from vp_desk.reporting.document import (
    Callout,
    Figure,
    LineChart,
    PanelChart,
    Paragraph,
    Section,
    Table,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.text import all_text
from vp_desk.reporting.told import text_of
from vp_desk.reporting.trend_chapter import trend_blocks
from vp_desk.reporting.trend_words import chance_of, chance_section
from vp_desk.taxonomy import TYPES, built_in_lists

HEAD = "source,year,category,subcategory,count,note\n"
#: Shortened from the annual reports of the ministry of Defence: 2016 has hardly any rows, two rows
#: become one in 2017, one becomes two in 2021, whose printed total is a hundred too low.
ROWS = """\
bron,2015,Financiële schendingen,,93,
bron,2015,Misbruik positie en belangenverstrengeling,,6,
bron,2015,Misbruik van bevoegdheden,,3,
bron,2015,Ongewenste omgangsvormen,,103,
bron,2015,Oneigenlijk gebruik van dienstmiddelen/overschrijding interne regels,,81,
bron,2015,TOTAAL,,286,
bron,2016,Ongewenste omgangsvormen,,64,
bron,2016,TOTAAL,,369,
bron,2017,Financiële schendingen,,45,
bron,2017,"Misbruik positie, bevoegdheden en belangenverstrengeling",,18,
bron,2017,Ongewenste omgangsvormen,,145,
bron,2017,Oneigenlijk gebruik van dienstmiddelen/overschrijding interne regels,,139,
bron,2017,TOTAAL,,347,
bron,2021,Financiële schendingen,,28,
bron,2021,"Misbruik positie, bevoegdheden en belangenverstrengeling",,14,
bron,2021,Ongewenste omgangsvormen,,92,
bron,2021,Oneigenlijk gebruik van dienstmiddelen,,81,
bron,2021,Overschrijding interne regels,,55,
bron,2021,TOTAAL,,170,
"""


def released(path: Path, rows: str) -> ReleasedTable:
    path.write_text(HEAD + rows, encoding="utf-8")
    totals = read_totals(path, TotalsDefaults()).rows
    years = tuple(ReportingCalendar().year(year) for year in range(2015, 2022))
    spec = CrosstabSpec("trend", "Zaken per jaar", Measure.CASES, {TYPES: 1, PERIOD: 1}, years)
    own = tabulate(spec, built_in_lists(), fetch_from((), ReportingCalendar()))
    table = HistoryMerge(own, frozenset(), totals).table()
    return release([table], Policy(seed=b"s" * 32)).publication.tables["trend"]


@pytest.fixture
def chapter(tmp_path: Path) -> Section:
    return Section("Trend", 1, trend_blocks(released(tmp_path / "totals.csv", ROWS)))


def table_in(chapter: Section) -> Table:
    return next(block for block in chapter.blocks if isinstance(block, Table))


def row(chapter: Section, head: str) -> list[str]:
    return next([text_of(c) for c in r.cells] for r in table_in(chapter).rows if r.head == head)


def test_published_figures_stand_as_they_were_printed(chapter: Section) -> None:
    assert row(chapter, "Totaal") == ["286", "369", "347", "–", "–", "–", "170"]
    assert row(chapter, "Ongewenste omgangsvormen") == ["103", "64", "145", "–", "–", "–", "92"]


def test_a_merged_row_stands_above_its_parts(chapter: Section) -> None:
    heads = [(r.head, r.indent) for r in table_in(chapter).rows]
    place = heads.index(("Misbruik positie, bevoegdheden en belangenverstrengeling", 0))
    assert heads[place + 1] == ("Misbruik positie en belangenverstrengeling", 1)
    assert row(chapter, heads[place][0]) == ["9", "–", "18", "–", "–", "–", "14"]


def test_a_total_that_contradicts_its_rows_is_flagged_with_both_numbers(chapter: Section) -> None:
    texts = [p.text for b in chapter.blocks if isinstance(b, Callout) for p in b.paragraphs]
    assert any("2021" in text and "170" in text and "270" in text for text in texts)
    assert any("2016" in text for text in texts)
    notes = " ".join(table_in(chapter).notes)
    assert "170" in notes
    assert "Bron" in notes


def test_a_line_is_interrupted_where_years_are_missing(chapter: Section) -> None:
    chart = next(b.chart for b in chapter.blocks if isinstance(b, Figure))
    assert isinstance(chart, LineChart)
    assert [n for n, cell in enumerate(chart.series[0].cells) if isinstance(cell, Gap)] == [3, 4, 5]
    assert chart.series[0].incomplete == {1, 6}


def test_a_break_of_one_row_is_drawn_in_its_own_panel_only(chapter: Section) -> None:
    panels = next(
        b.chart for b in chapter.blocks if isinstance(b, Figure) and isinstance(b.chart, PanelChart)
    )
    breaks = {series.label: series.breaks for series in panels.chart.series}
    assert breaks["Misbruik positie, bevoegdheden en belangenverstrengeling"] == {2}
    assert breaks["Ongewenste omgangsvormen"] == frozenset()


def test_years_without_a_figure_at_either_end_have_no_column(tmp_path: Path) -> None:
    """A gap in between stays: that nothing was registered is told there."""

    def told(*years: str) -> tuple[list[str], str]:
        rows = [line for line in ROWS.splitlines(keepends=True) if line.split(",")[1] in years]
        blocks = trend_blocks(released(tmp_path / "totals.csv", "".join(rows)))
        (table,) = (block for block in blocks if isinstance(block, Table))
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        lead = blocks[0]
        assert isinstance(lead, Paragraph)
        return [column.text for column in table.columns], lead.text

    columns, lead = told("2016", "2017")
    assert columns == ["2016", "2017"]
    assert "zaken van 2016 en 2017 naast elkaar" in lead
    columns, lead = told("2015", "2016", "2017")
    assert columns == ["2015", "2016", "2017"]
    assert "zaken van 2015 tot en met 2017 naast elkaar" in lead
    columns, _ = told("2017", "2021")
    assert columns == ["2017", "2018", "2019", "2020", "2021"]


def test_one_year_is_no_trend(tmp_path: Path) -> None:
    rows = "".join(line for line in ROWS.splitlines(keepends=True) if ",2017," in line)
    blocks = trend_blocks(released(tmp_path / "one.csv", rows))
    assert not [block for block in blocks if isinstance(block, (Table, Figure))]


def test_rows_that_were_merged_or_split_are_compared_with_no_year_of_before(
    tmp_path: Path,
) -> None:
    """And where years are missing, the words name those that are there."""
    whole = ROWS.replace("TOTAAL,,170", "TOTAAL,,270")
    facts = ReportFacts("Dienst Voorbeeld", ReportingCalendar().year(2021), date(2022, 2, 1))
    section = chance_section(chance_of(released(tmp_path / "totals.csv", whole), facts, {}))
    found = "\n".join(all_text(document(section).to_json()))
    assert "tegen gemiddeld 316,5 per jaar in 2015 en 2017" in found
    assert "Bij ‘Dienstmiddelen en regels’ is er geen eerder jaar" in found
    assert (
        "Bij ‘Positie en bevoegdheden’ ontstaat een verschil als dit heel vaak door toeval" in found
    )
    assert "Niet van alle jaren is bekend of er zaken waren over dezelfde kwestie." in found
