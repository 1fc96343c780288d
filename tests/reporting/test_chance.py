"""What the report says of chance: one sentence a statement, and nothing from a figure that is not told."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reporting.test_what_is_hidden import sections
from vp_desk.aggregate import CaseFile, fetch_from, publication_plan, tabulate
from vp_desk.axes import PERIOD, TOTAL, NoteKind, TableNote
from vp_desk.chance_words import ALWAYS
from vp_desk.disclosure import Policy, release
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.records import Case, CaseCode
from vp_desk.released import Band, Gap, Hidden, Publication, ReleasedCell, Shown
from vp_desk.released_chance import LINKED
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import BulletList, Document, Paragraph
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.trend_words import NO_ROW, TITLE
from vp_desk.taxonomy import TYPES, built_in_lists

SCHOOL = ReportingCalendar(8)
YEARS = tuple(range(2021, 2026))
#: Cases by type and year; every figure is told.
COUNTS: Mapping[str, tuple[int, ...]] = {
    "conduct": (30, 28, 33, 29, 70),
    "outside": (24, 22, 25, 23, 28),
    "information": (8, 9, 7, 11, 10),
    "powers": (0, 0, 0, 0, 0),
    "financial": (9, 8, 10, 12, 22),
}
STAFF = dict.fromkeys(YEARS, 400)


def told(
    counts: Mapping[str, tuple[int, ...]] = COUNTS, calendar: ReportingCalendar | None = None
) -> Publication:
    """The trend as the gate lets it through, and nothing else."""
    calendar = calendar or ReportingCalendar()
    files = tuple(
        CaseFile(Case(code=CaseCode(f"{kind}-{year}-{n}"), month=Month(year, 11), types=(kind,)))
        for kind, of_years in counts.items()
        for year, count in zip(YEARS, of_years, strict=True)
        for n in range(count)
    )
    specs = publication_plan().specs([calendar.year(year) for year in YEARS])
    fetch = fetch_from(files, calendar)
    wanted = ("trend", LINKED)
    tables = [tabulate(spec, built_in_lists(), fetch) for spec in specs if spec.name in wanted]
    return release(tables, Policy(seed=b"no secret")).publication


@pytest.fixture(scope="module")
def publication() -> Publication:
    return told()


def changed(
    publication: Publication,
    cells: Mapping[tuple[str, int], ReleasedCell],
    notes: tuple[TableNote, ...] = (),
) -> Publication:
    """The same with other cells in the trend, by type and year, and with notes."""
    table = publication.tables["trend"]
    axes = [axis.key for axis in table.axes]
    found = {
        tuple(str(year) if key == PERIOD else code for key in axes): cell
        for (code, year), cell in cells.items()
    }
    trend = replace(table, cells={**table.cells, **found}, notes=notes)
    return replace(publication, tables={**publication.tables, "trend": trend})


def linked(publication: Publication, cells: Mapping[int, ReleasedCell]) -> Publication:
    """The same with other numbers of cases about the matter of another one."""
    table = publication.tables[LINKED]
    found: dict[tuple[str, ...], ReleasedCell] = {(str(y),): cell for y, cell in cells.items()}
    changed = replace(table, cells={**table.cells, **found})
    return replace(publication, tables={**publication.tables, LINKED: changed})


def report(
    publication: Publication,
    staff: Mapping[int, int] = STAFF,
    calendar: ReportingCalendar | None = None,
) -> Document:
    year = (calendar or ReportingCalendar()).year(2025)
    facts = ReportFacts("Dienst Voorbeeld", year, date(2026, 9, 3), headcounts=staff)
    return annual_report(publication, facts)


def texts(document: Document, title: str = TITLE) -> list[str]:
    """The paragraphs and points of a section."""
    found = [section for section in sections(document) if section.title == title]
    return [text for section in found for block in section.blocks for text in _of(block)]


def _of(block: object) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, BulletList):
        yield from (item.text for item in block.items)


def about(document: Document, name: str) -> list[str]:
    return [text for text in texts(document) if f"‘{name}’" in text]


def test_each_statement_is_one_sentence_on_figures_that_are_told(publication: Publication) -> None:
    found = texts(report(publication))
    assert found[1] == (
        "In 2025 waren er 130 nieuwe zaken, tegen gemiddeld 72,0 per jaar in 2021 tot en met 2024. Per 100 "
        "medewerkers is dat 32,5, tegen 18,0 in de jaren ervoor. Dit verschil is groter dan je door toeval mag "
        "verwachten; over de oorzaak zeggen de cijfers niets."
    )
    assert found[-1] == ALWAYS
    assert (
        "Bij ‘Omgangsvormen’ is het verschil groter dan je door toeval mag verwachten: 70 zaken in 2025, tegen "
        "gemiddeld 30,0 per jaar in 2021 tot en met 2024; over de oorzaak zeggen de cijfers niets."
    ) in found


def test_rows_of_which_the_same_is_said_stand_in_one_sentence(publication: Publication) -> None:
    few = [text for text in texts(report(publication)) if "te weinig meldingen" in text]
    assert len(few) == 1
    assert "‘Geweldsbevoegdheid’" in few[0]
    assert "‘Bevoegdheden’" in few[0]
    names = [text.count("‘") for text in texts(report(publication)) if "toeval" in text]
    assert max(names) > 3


def test_every_row_is_named(publication: Publication) -> None:
    hidden = changed(publication, {("information", 2025): Hidden()})
    for each in (publication, hidden):
        document = report(each)
        axis = each.tables["trend"].axis(TYPES)
        for node in axis.nodes:
            if node.depth == 1 and node.code != "-":
                assert about(document, node.short), node.short


def test_the_line_stands_there_from_five_years_on_a_row(publication: Publication) -> None:
    assert any("stijgende lijn" in text for text in texts(report(publication)))
    gap = changed(publication, {(TOTAL, 2022): Gap()})
    assert "Van een stijgende of dalende lijn is pas iets te zeggen na vijf jaren op rij." in texts(
        report(gap)
    )


def test_rates_stand_there_when_the_staff_of_a_year_is_known_and_twenty_or_more(
    publication: Publication,
) -> None:
    def rates(staff: Mapping[int, int]) -> list[str]:
        return [t[:4] for t in texts(report(publication, staff)) if "per 100 medewerkers (" in t]

    assert rates(STAFF) == [str(year) for year in YEARS]
    assert rates({2024: 400, 2025: 19}) == ["2024"]
    assert rates({}) == []
    without = texts(report(publication, {2024: 400, 2025: 400}))[1]
    assert "Per 100" not in without
    assert "2025: 32,5 per 100 medewerkers (27,2 tot 38,6)" in texts(report(publication))


def test_a_break_ends_what_this_year_is_laid_beside(publication: Publication) -> None:
    note = TableNote(NoteKind.BREAK, "2024", None, "Vanaf 2024 telt de vertrouwenspersoon anders.")
    document = report(changed(publication, {}, (note,)))
    assert ", tegen 75 in 2024." in texts(document)[1]
    assert "in het jaar ervoor" in texts(document)[1]
    now = replace(note, period="2025")
    assert "geen eerder jaar" in texts(report(changed(publication, {}, (now,))))[1]


def test_a_year_that_is_not_told_ends_it_too(publication: Publication) -> None:
    hidden = changed(publication, {("conduct", 2023): Hidden(), ("outside", 2024): Band(0, 4)})
    (conduct,) = [t for t in about(report(hidden), "Omgangsvormen") if "70 zaken" in t]
    assert "tegen 29 in 2024" in conduct
    (outside,) = about(report(hidden), "Buiten de negen")
    assert "geen eerder jaar met een getoond aantal" in outside


def test_a_total_that_is_not_told_is_said_nothing_of(publication: Publication) -> None:
    hidden = report(changed(publication, {(TOTAL, 2025): Hidden()}))
    assert texts(hidden)[1] == (
        "Over het totaal van 2025 staat hier niets, omdat het niet precies getoond wordt."
    )
    note = TableNote(NoteKind.CONTRADICTION, "2025", TOTAL, "Het totaal klopt niet.")
    odd = report(changed(publication, {}, (note,)))
    assert "omdat er een opmerking bij dat jaar hoort" in texts(odd)[1]
    assert not any("nieuwe zaken, tegen" in text for text in texts(hidden, "Samenvatting"))


def test_the_summary_says_it_of_the_total_and_of_rows_beyond_chance(
    publication: Publication,
) -> None:
    found = texts(report(publication), "Samenvatting")
    assert texts(report(publication))[1] in found
    assert any(text.startswith("Bij ‘Omgangsvormen’ is het verschil groter") for text in found)
    assert any(text.startswith(ALWAYS) for text in found)
    calm = told({**COUNTS, "conduct": (30, 28, 33, 29, 31), "financial": (9, 8, 10, 12, 9)})
    assert NO_ROW in texts(report(calm), "Samenvatting")


def test_school_years_are_named_as_such() -> None:
    document = report(told(COUNTS, SCHOOL), STAFF, SCHOOL)
    found = texts(document)
    assert found[1].startswith(
        "In 2025-2026 waren er 130 nieuwe zaken, tegen gemiddeld 72,0 per jaar in 2021-2022 tot en met "
        "2024-2025."
    )
    assert "2024-2025: 18,8 per 100 medewerkers (14,7 tot 23,5)" in found


def test_one_year_says_nothing(publication: Publication) -> None:
    gone = {
        (node.code, year): Gap()
        for node in publication.tables["trend"].axis(TYPES).nodes
        for year in YEARS[:-1]
    }
    assert texts(report(changed(publication, gone))) == []


def test_what_only_holds_for_cases_is_not_said_where_some_are_about_one_matter(
    publication: Publication,
) -> None:
    """130 beside 72: of 50 that came over the matter of another, 80 matters are left."""
    found = texts(report(linked(publication, {2025: Shown(50)})))
    assert any(text.startswith("Soms komen meer mensen over dezelfde kwestie.") for text in found)
    (total,) = [text for text in found if text.startswith("In 2025 waren er 130 nieuwe zaken")]
    assert "ontstaat vaak door toeval" in total
    (conduct,) = [text for text in found if "‘Omgangsvormen’" in text and "verschil" in text]
    assert conduct == (
        "Bij ‘Financieel’ en ‘Omgangsvormen’ kan het verschil ook komen doordat meer zaken over dezelfde "
        "kwestie gaan; het is daarom geen bewijs van verandering."
    )
    before = texts(report(linked(publication, {year: Shown(40) for year in YEARS[:-1]})))
    assert any("groter dan je door toeval mag verwachten: 70 zaken" in text for text in before)


def test_a_hidden_number_of_them_counts_as_the_most_that_it_can_be(
    publication: Publication,
) -> None:
    """And so says nothing of what it is."""
    hidden = texts(report(linked(publication, {2025: Hidden()})))
    banded = texts(report(linked(publication, {2025: Band(0, 4)})))
    assert hidden == banded
    assert any("groter dan je door toeval mag verwachten: 70 zaken" in text for text in hidden)
    assert not any("‘Financieel’ is het verschil groter" in text for text in hidden)


def test_it_is_said_when_they_are_not_known(publication: Publication) -> None:
    caveat = "Niet van alle jaren is bekend of er zaken waren over dezelfde kwestie."
    assert not any(text.startswith(caveat) for text in texts(report(publication)))
    gap = texts(report(linked(publication, {2022: Gap()})))
    assert any(text.startswith(caveat) for text in gap)
    trend = {"trend": publication.tables["trend"]}
    without = texts(report(replace(publication, tables=trend)))
    assert any(text.startswith(caveat) for text in without)


CODES = (TOTAL, "conduct", "outside", "information", "financial")


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.tuples(st.sampled_from(CODES), st.sampled_from(YEARS)), min_size=1, max_size=6),
    st.data(),
)
def test_a_hidden_figure_changes_no_byte_of_the_report(
    hidden: set[tuple[str, int]], data: st.DataObject
) -> None:
    """Through the same gate with other figures behind it, all that is printed is the same."""
    reports: list[str] = []
    for _ in range(2):
        counts = {
            code: tuple(
                data.draw(st.integers(0, 200)) if (code, year) in hidden else count
                for year, count in zip(YEARS, of_years, strict=True)
            )
            for code, of_years in COUNTS.items()
        }
        whole = told(counts)
        shown = {
            (code, year): Hidden() if (code, year) in hidden else Shown(count)
            for code, of_years in COUNTS.items()
            for year, count in zip(YEARS, of_years, strict=True)
        }
        totals = {
            (TOTAL, year): Hidden() if (TOTAL, year) in hidden else Shown(100) for year in YEARS
        }
        rest = {
            (node.code, year): Shown(0)
            for node in whole.tables["trend"].axis(TYPES).nodes
            for year in YEARS
            if node.code not in {*COUNTS, TOTAL}
        }
        document = report(changed(whole, {**rest, **shown, **totals}))
        reports.append(json.dumps(document.to_json()))
    assert reports[0] == reports[1]


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(st.sampled_from(CODES), st.sampled_from(YEARS)),
    st.integers(0, 300),
    st.integers(0, 300),
)
def test_a_row_hidden_this_year_has_no_sentence_whatever_else_it_holds(
    place: tuple[str, int], first: int, second: int
) -> None:
    """Its other years may be told as anything: of this year no saying, direction or rate stands anywhere."""
    code, year = place
    publication = told()
    for value in (first, second):
        cells: dict[tuple[str, int], ReleasedCell] = {(code, 2025): Hidden()}
        if year != 2025:
            cells[place] = Shown(value)
        document = report(changed(publication, cells))
        name = next(
            n.short for n in publication.tables["trend"].axis(TYPES).nodes if n.code == code
        )
        if code == TOTAL:
            assert texts(document)[1].startswith("Over het totaal van 2025 staat hier niets")
        else:
            (said,) = about(document, name)
            assert said.startswith("Over ")
            assert said.endswith("omdat het aantal van 2025 niet precies getoond wordt.")
