"""What our own writers make of what may be told is never refused: the first thing asked of a witness."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_disclosure import POLICY as CORE_POLICY
from tests.core.test_disclosure import tables_of
from tests.inspection.conftest import EDITIONS, FACTS, POLICY, Year, year_of
from tests.reporting.conftest import CALENDAR, YEAR, exact_tables
from tests.reporting.test_trend import HEAD, ROWS
from tests.strategies import case_files
from vp_desk.aggregate import CaseFile, fetch_from, publication_plan, tabulate
from vp_desk.axes import NoteKind, TableNote
from vp_desk.demo import UNITS, invent
from vp_desk.disclosure import UnprotectableError, release
from vp_desk.importing import TotalsDefaults, read_totals
from vp_desk.inspection import inspect_file
from vp_desk.multi_year import HistoryMerge
from vp_desk.released import Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import Figure, Section
from vp_desk.taxonomy import UNITS as UNIT_LIST
from vp_desk.taxonomy import Code, built_in_lists
from vp_desk.telling import Merging, SmallFigures

#: Units that are called like numbers, like what is counted, like a type, and like a whole sentence.
ODD_UNITS = (
    "Team 3",
    "12",
    "2025",
    "Zaken",
    "Lekken en meer",
    "Totaal",
    "Een onderdeel met een naam die over meer regels loopt dan er in een figuur passen, namelijk team 31",
)
#: Totals of before: no exact numbers, and a source with digits in its name.
LOOSE = """\
bron 3,2022,Financiële schendingen,,<5,
bron 3,2022,Ongewenste omgangsvormen,,103,
bron 3,2022,TOTAAL,,ca. 1000,
"bron 4, blz. 12",2023,Ongewenste omgangsvormen,,1.064,
"bron 4, blz. 12",2023,TOTAAL,,1.369,
"""
BREAKS = (
    "Vanaf 1 mei 2024 werken er 3 vertrouwenspersonen in plaats van 2.",
    "Nieuw registratiesysteem (versie 2.1), zie paragraaf 3.",
)


def alarms(year: Year) -> list[str]:
    return [
        f"{name}: {finding.sentence}"
        for name, content, allowed in year.every_file()
        for finding in inspect_file(name, content, allowed).findings
    ]


def test_hiding_and_bands(year: Year) -> None:
    assert alarms(year) == []


@pytest.mark.parametrize("sizes", [(3,), (9, 14), (60, 0, 55), (150, 160, 190), (7, 8, 5, 6, 4)])
def test_dossiers_of_every_size(sizes: tuple[int, ...]) -> None:
    assert alarms(year_of(sizes)) == []


def test_steps_of_the_ladder() -> None:
    policy = replace(
        POLICY,
        dropped=frozenset({"unit", "types_by_quarter"}),
        merged=(Merging("types", ("force", "private")), Merging("unit", ("ict", "communicatie"))),
        small_nodes={"unit": frozenset({"bestuursbureau"})},
        threshold=7,
    )
    assert alarms(year_of((38, 44, 61), policy)) == []


def test_names_with_digits_in_them() -> None:
    facts = replace(
        FACTS,
        organisation="Stichting 3 Rivieren, locatie 12 (5 vestigingen) in het noorden en oosten van het land",
        author="Team 3 Advies",
        not_counted=("sparren of oriëntatie",),
        date=date(2025, 11, 4),
    )
    assert alarms(year_of((20, 41), facts=facts)) == []


@pytest.mark.parametrize("together", [3, 12])
def test_cases_about_one_matter(together: int) -> None:
    """Few of them are hidden, many are told; in the last year the rest came over one matter."""
    files = [
        replace(f, case=replace(f.case, matter="m"))
        if f.case.month.year == 2025 and n % together == 0
        else f
        for n, f in enumerate(invent(sizes=(60, 55, 58, 62, 140)).files)
    ]
    units = [Code(code, label, label) for code, (label, _) in UNITS.items()]
    lists = built_in_lists().with_own({UNIT_LIST: units})
    fetch = fetch_from(files, CALENDAR)
    specs = publication_plan().specs([YEAR.previous(n) for n in reversed(range(5))])
    tables = [tabulate(spec, lists, fetch) for spec in specs]
    year = Year(tables, release(tables, POLICY, estimate=True).publication)
    assert alarms(year) == []
    text = year.inspect("r.pdf", year.pdf(EDITIONS["authority"])).told
    assert text["linked|period=2024"] == (0, 0)


@pytest.mark.parametrize("way", SmallFigures)
def test_units_that_are_called_like_a_number(way: SmallFigures) -> None:
    names = dict(zip(UNITS, ODD_UNITS, strict=False))
    units = [
        Code(code, names.get(code, of), names.get(code, of)) for code, (of, _) in UNITS.items()
    ]
    lists = built_in_lists().with_own({UNIT_LIST: units})
    fetch = fetch_from(invent(sizes=(60, 80)).files, CALENDAR)
    specs = publication_plan().specs([YEAR.previous(), YEAR])
    tables = [tabulate(spec, lists, fetch) for spec in specs]
    policy = replace(POLICY, small_figures=way)
    assert alarms(Year(tables, release(tables, policy, estimate=True).publication)) == []


def with_history(path: Path, rows: str, own: Sequence[str], breaks: Sequence[TableNote]) -> Year:
    path.write_text(HEAD + rows, encoding="utf-8")
    totals = [t for t in read_totals(path, TotalsDefaults()).rows if str(t.year) not in own]
    tables = exact_tables((40, 45, 41, 52, 61))
    merged = [
        HistoryMerge(table, frozenset(own), totals, breaks).table()
        if table.spec.name == "trend"
        else table
        for table in tables
    ]
    return Year(merged, release(merged, POLICY, estimate=True).publication)


@pytest.mark.parametrize("rows", [ROWS, LOOSE, ""])
def test_years_of_before_and_breaks(tmp_path: Path, rows: str) -> None:
    breaks = [
        TableNote(NoteKind.BREAK, "2024", None, BREAKS[0]),
        TableNote(NoteKind.BREAK, "2025", "conduct", BREAKS[1]),
    ]
    year = with_history(tmp_path / "totals.csv", rows, ("2024", "2025"), breaks)
    assert alarms(year) == []


def test_what_was_printed_before_is_told_as_such(tmp_path: Path) -> None:
    year = with_history(tmp_path / "totals.csv", LOOSE, ("2024", "2025"), ())
    told = year.inspect("r.pdf", year.pdf(EDITIONS["authority"])).told
    assert told["cases|period=2022|types=financial"] == (0, 4)
    assert told["cases|period=2022"] == (0, None)
    assert told["cases|period=2023"] == (1369, 1369)


def test_a_year_with_nothing_in_it() -> None:
    tables = tables_of(())
    publication = release(tables, CORE_POLICY).publication
    facts = replace(FACTS, year=tables[0].spec.years[-1])
    assert alarms(Year(tables, publication, facts)) == []


@settings(max_examples=4)
@given(case_files(most=60), st.sampled_from(SmallFigures), st.integers(3, 10))
def test_whatever_is_recorded(
    files: tuple[CaseFile, ...], way: SmallFigures, threshold: int
) -> None:
    tables = tables_of(files)
    policy = replace(CORE_POLICY, small_figures=way, threshold=threshold)
    try:
        publication = release(tables, policy, estimate=True).publication
    except UnprotectableError:
        return
    facts = replace(FACTS, year=tables[0].spec.years[-1])
    assert alarms(Year(tables, publication, facts)) == []


def test_the_words_of_every_figure_may_stand_in_a_file(year: Year) -> None:
    """Texts for who does not see a chart: not written yet, and right when they are."""
    for edition in EDITIONS.values():
        report = annual_report(year.publication.for_edition(edition), FACTS)
        waiting: list[Section] = list(report.sections)
        words: list[str] = []
        while waiting:
            section = waiting.pop()
            waiting += section.sections
            words += [b.alternative for b in section.blocks if isinstance(b, Figure)]
        assert words
        text = "\n".join(words).encode()
        assert inspect_file("woorden.txt", text, year.allowed(edition)).findings == ()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_file_tells_what_the_edition_tells(year: Year, edition: str) -> None:
    part = year.publication.for_edition(EDITIONS[edition])
    shown = {
        table.ids[key]: (cell.value, cell.value)
        for table in part.tables.values()
        for key, cell in table.cells.items()
        if isinstance(cell, Shown)
    }
    hidden = year.hidden(edition)
    files = {"r.pdf": year.pdf(EDITIONS[edition]), **year.tables_in(EDITIONS[edition])}
    for name, content in files.items():
        told = year.inspect(name, content, edition).told
        if not name.endswith(".txt"):
            assert shown.items() <= told.items()
        assert not {n for n in told if n in hidden and told[n][0] == told[n][1]}


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("Vanaf 2024 zijn Pesten en Stalking 2 rijen.", True),
        ("Vanaf 2024 tellen wij anders; 3 medewerkers hielpen mee.", True),
        ("Financiële schendingen: in 2025 was dat {value} zaak.", False),
    ],
)
def test_what_the_adviser_typed_of_a_break_names_no_figure(
    tmp_path: Path,
    text: str,
    is_right: bool,
) -> None:
    plain = year_of((40, 45, 41, 52, 61))
    name = "cases|period=2025|types=financial"
    text = text.format(value=plain.hidden()[name])
    breaks = [TableNote(NoteKind.BREAK, "2025", None, text)]
    year = with_history(
        tmp_path / "totals.csv", "", ("2021", "2022", "2023", "2024", "2025"), breaks
    )
    found = year.inspect("r.pdf", year.pdf(EDITIONS["authority"])).findings
    assert (not found) == is_right
    assert {finding.figure for finding in found} <= {name}
