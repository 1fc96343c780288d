"""The annual report as a document: what it says, and what it never says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.reporting.conftest import exact_tables
from vp_desk.aggregate import CountTable, Edition
from vp_desk.disclosure import Policy, release
from vp_desk.released import Band, Hidden, Publication, Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import (
    BarChart,
    Block,
    ColumnChart,
    Document,
    Figure,
    KeyFigures,
    LineChart,
    PanelChart,
    Section,
    Table,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.ratios import Ratio
from vp_desk.reporting.tables import bars_of, table_of
from vp_desk.reporting.text import all_text


def blocks_of(sections: tuple[Section, ...]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from blocks_of(section.sections)


def tables_of(document: Document) -> list[Table]:
    return [block for block in blocks_of(document.sections) if isinstance(block, Table)]


def test_the_report_is_the_expected_one(
    publication: Publication,
    editions: dict[str, Edition],
    facts: ReportFacts,
    same_as_expected: Callable[[str, object], None],
) -> None:
    document = annual_report(publication.for_edition(editions["authority"]), facts)
    same_as_expected("annual-authority", document.to_json())


def test_the_logo_says_whose_it_is_and_a_report_is_final_unless_it_is_a_concept(
    publication: Publication, facts: ReportFacts
) -> None:
    plain = annual_report(publication, facts)
    assert (plain.concept, plain.logo, plain.logo_words) == (False, None, "")
    pictured = annual_report(publication, replace(facts, logo=b"png", concept=True))
    assert (pictured.concept, pictured.logo) == (True, b"png")
    assert pictured.logo_words == f"Logo van {facts.organisation}"
    nameless = annual_report(publication, replace(facts, organisation="", logo=b"png"))
    assert nameless.logo_words == "Logo van de organisatie"
    assert "png" not in repr(pictured)


def test_chapters_are_numbered_without_gaps_in_every_edition(
    publication: Publication, editions: dict[str, Edition], facts: ReportFacts
) -> None:
    for edition in editions.values():
        chapters = annual_report(publication.for_edition(edition), facts).sections
        assert [chapter.number for chapter in chapters] == [
            str(n) for n in range(1, len(chapters) + 1)
        ]
        assert all(chapter.blocks or chapter.sections for chapter in chapters)


def test_every_released_table_of_an_edition_is_in_its_report(
    publication: Publication, editions: dict[str, Edition], facts: ReportFacts
) -> None:
    part = publication.for_edition(editions["authority"])
    told = set(all_text(annual_report(part, facts).to_json()))
    assert {table.label for table in part.tables.values()} <= told


def test_a_table_that_no_chapter_knows_is_still_printed(
    publication: Publication, facts: ReportFacts
) -> None:
    table = replace(publication.tables["reporter_role"], name="new", label="Iets nieuws")
    document = annual_report(replace(publication, tables={"new": table}), facts)
    assert [chapter.title for chapter in document.sections[-2:]] == ["Overige tabellen", "Bijlagen"]
    assert "Iets nieuws" in [table.caption for table in tables_of(document)]


def test_a_figure_below_the_threshold_is_told_nowhere(
    publication: Publication, tables: list[CountTable], facts: ReportFacts
) -> None:
    printed = [
        cell
        for t in tables_of(annual_report(publication, facts))
        for r in t.rows
        for cell in r.cells
    ]
    small = {
        count.value
        for table in tables
        for count in table.cells.values()
        if not hasattr(count, "text") and 0 < count.cases < publication.threshold
    }
    assert small, "the dossier must have small figures for this test to say anything"
    assert all(
        cell.value == 0 or cell.value >= publication.threshold
        for cell in printed
        if isinstance(cell, Shown)
    )
    assert any(isinstance(cell, Hidden) for cell in printed)


def test_a_percentage_needs_a_told_figure_and_a_base_of_twenty(
    publication: Publication, banded: Publication
) -> None:
    seen = 0
    for source in (publication, banded):
        for released in source.tables.values():
            if len(released.axes) != 2:
                continue
            table = table_of(released, shares=True)
            if table.columns[-1].text != "aandeel":
                continue
            assert isinstance(table.rows[0].cells[-2], Shown)
            assert table.rows[0].cells[-2].value >= 20
            for row in table.rows:
                seen += 1
                assert isinstance(row.cells[-1], Ratio) == isinstance(row.cells[-2], Shown)
    assert seen


def test_what_is_not_told_stands_after_what_is_in_the_order_of_the_list(
    publication: Publication,
) -> None:
    table = publication.tables["types"]
    chart = bars_of(table, "types")
    assert chart is not None
    shown = [bar.cell.value for bar in chart.bars if isinstance(bar.cell, Shown)]
    assert shown == sorted(shown, reverse=True)
    rest = [bar.label for bar in chart.bars[len(shown) :]]
    assert all(not isinstance(bar.cell, Shown) for bar in chart.bars[len(shown) :])
    order = [node.short for node in table.axis("types").nodes]
    assert rest == sorted(rest, key=order.index)
    assert rest


def test_a_legend_explains_the_signs_of_its_table_and_no_others(
    publication: Publication, banded: Publication, facts: ReportFacts
) -> None:
    for source in (publication, banded):
        for table in tables_of(annual_report(source, facts)):
            cells = [cell for row in table.rows for cell in row.cells]
            legend = " ".join(table.legend)
            assert ("×" in legend) == any(isinstance(cell, Hidden) for cell in cells)
            assert ("grenzen" in legend) == any(isinstance(cell, Band) for cell in cells)


def test_every_figure_says_in_words_what_it_draws(
    publication: Publication, facts: ReportFacts
) -> None:
    figures = [
        b for b in blocks_of(annual_report(publication, facts).sections) if isinstance(b, Figure)
    ]
    assert len(figures) > 4
    for figure in figures:
        if isinstance(figure.chart, BarChart):
            assert all(bar.label in figure.alternative for bar in figure.chart.bars)
            hidden = sum(isinstance(bar.cell, Hidden) for bar in figure.chart.bars)
            assert figure.alternative.count("niet getoond") == hidden


def test_every_figure_points_at_a_table_that_is_there(
    publication: Publication, editions: dict[str, Edition], facts: ReportFacts
) -> None:
    for edition in editions.values():
        document = annual_report(publication.for_edition(edition), facts)
        captions = {table.caption for table in tables_of(document)}
        figures = [b for b in blocks_of(document.sections) if isinstance(b, Figure)]
        assert {figure.table for figure in figures} <= captions


@pytest.mark.parametrize(
    "needed",
    [
        "januari tot en met december 2025.",
        "809 medewerkers.",
        "5 zaken; zie ‘Kleine aantallen’.",
        "typen schending volgens Rijk 2024.",
        "Een stijging is niet ‘slechter’ en nul is niet ‘veilig’.",
        "Aantallen waar 1 tot en met 4 zaken achter zitten, tonen wij niet.",
    ],
)
def test_the_reading_guide_tells_how_the_figures_came_about(
    publication: Publication, facts: ReportFacts, needed: str
) -> None:
    assert needed in " ".join(all_text(annual_report(publication, facts).to_json()))


def test_an_open_bar_is_explained_where_it_is_drawn_and_nowhere_else(
    banded: Publication, publication: Publication, facts: ReportFacts
) -> None:
    drawn = 0
    for each, of in ((banded, facts), (publication, facts)):
        for figure in blocks_of(annual_report(each, of).sections):
            if isinstance(figure, Figure) and isinstance(figure.chart, (BarChart, ColumnChart)):
                chart = figure.chart
                bars = chart.bars if isinstance(chart, BarChart) else chart.columns
                is_open = any(isinstance(bar.cell, Band) for bar in bars)
                assert (figure.note == "Open staafje: tussen 0 en 4.") is is_open
                drawn += is_open
    assert drawn > 3


def test_what_stands_in_a_line_in_place_of_a_point_is_explained_under_it(
    publication: Publication, facts: ReportFacts
) -> None:
    small = release(exact_tables((12, 23, 34)), Policy(seed=b"s" * 32)).publication
    found: list[tuple[bool, bool]] = []
    for each in (small, publication):
        for figure in blocks_of(annual_report(each, facts).sections):
            if isinstance(figure, Figure) and isinstance(figure.chart, (LineChart, PanelChart)):
                chart = figure.chart
                line = chart.chart if isinstance(chart, PanelChart) else chart
                cells = [cell for series in line.series for cell in series.cells]
                has_band = any(isinstance(cell, Band) for cell in cells)
                has_hidden = any(isinstance(cell, Hidden) for cell in cells)
                assert ("Open staafje: tussen 0 en 4." in figure.note) is has_band
                assert ("Gearceerd: niet getoond." in figure.note) is has_hidden
                found.append((has_band, has_hidden))
    assert {(True, False), (False, True), (False, False)} <= set(found)


def test_before_the_norms_were_out_no_report_cites_them(
    publication: Publication, facts: ReportFacts
) -> None:
    for day, is_cited in ((date(2024, 1, 20), False), (date(2025, 1, 20), True)):
        document = annual_report(publication, replace(facts, date=day))
        text = " ".join(all_text(document.to_json()))
        assert ("Integriteit als basis" in text) is is_cited
        assert ("(norm 12)" in text) is is_cited
        assert "krijgen aanbevelingen een inhoudelijk antwoord?" in text


def test_a_rate_needs_a_headcount_and_a_told_total(
    publication: Publication, facts: ReportFacts
) -> None:
    def rates(one: ReportFacts) -> list[str]:
        groups = [
            b
            for b in blocks_of(annual_report(publication, one).sections)
            if isinstance(b, KeyFigures)
        ]
        return [f.label for group in groups for f in group.figures if re.search("per 100", f.label)]

    assert rates(facts)
    assert not rates(replace(facts, headcount=None))
