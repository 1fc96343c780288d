"""Totals of earlier years, checked against the published figures of the Ministry of Defence."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.attacker import disclosed
from tests.core.test_disclosure import knowledge
from vp_desk.aggregate import (
    Count,
    CountTable,
    Measure,
    Printed,
    fetch_from,
    publication_plan,
    tabulate,
)
from vp_desk.axes import TOTAL, NoteKind
from vp_desk.demo import invent
from vp_desk.disclosure import Policy, release
from vp_desk.historic import HistoricTotal, by_year, read_figure, remarks_on
from vp_desk.importing import TotalsDefaults, read_totals
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import ReportingCalendar
from vp_desk.resources import resource
from vp_desk.taxonomy import built_in_lists
from vp_desk.telling import SmallFigures

CALENDAR = ReportingCalendar()
DEFENCE = read_totals(resource("examples/defensie_2014_2022.csv"), TotalsDefaults())


def merged(
    totals: Sequence[HistoricTotal], first: int, last: int, own: frozenset[str] = frozenset()
) -> CountTable:
    years = [CALENDAR.year(year) for year in range(first, last + 1)]
    spec = next(s for s in publication_plan().specs(years) if s.name == "trend")
    counts = tabulate(spec, built_in_lists(), fetch_from(invent().files, CALENDAR))
    return HistoryMerge(counts, own, totals).table()


def row(table: CountTable, code: str) -> list[str]:
    """One row as printed, `·` for a gap."""
    years = table.axes[1].nodes
    cells = (table.cells.get((code, year.code)) for year in years)
    return [getattr(cell, "text", "·") for cell in cells]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("12", (12, 12)),
        ("1.234", (1234, 1234)),
        ("<5", (0, 4)),
        ("minder dan 10", (0, 9)),
        ("ca. 1000", (0, None)),
        ("<0", None),
        ("veel", None),
        ("", None),
        ("-3", None),
        ("1.23", None),
    ],
)
def test_a_figure_says_what_it_says_and_no_more(
    text: str, says: tuple[int, int | None] | None
) -> None:
    assert read_figure(text) == says


def test_the_older_list_is_recognised_by_its_rows() -> None:
    assert DEFENCE.code_list == "rijk-2014"
    assert DEFENCE.problems == ()
    assert len(DEFENCE.rows) == 76


def test_the_series_stands_as_it_was_printed() -> None:
    table = merged(DEFENCE.rows, 2014, 2022)
    printed = {
        TOTAL: "410 417 369 502 454 458 314 271 667",
        "financial": "83 93 · 45 46 46 29 28 24",
        "position_powers.position": "10 6 · · · · · · ·",
        "position_powers.powers": "6 3 · · · · · · ·",
        "information": "12 14 · 24 37 54 19 16 15",
        "force": "4 1 · 1 2 3 0 0 0",
        "conduct": "56 103 64 145 136 118 82 92 281",
        "private": "130 115 · 130 103 119 107 83 151",
        "resources.use": "· · · · · · · 81 30",
        "resources.rules": "· · · · · · · 55 121",
        "whistleblowing": "0 1 · 0 0 · · · ·",
        "other": "· · · · · · · 2 20",
    }
    assert {code: " ".join(row(table, code)) for code in printed} == printed


def test_merged_and_split_rows_stand_together_as_one_row_with_a_break() -> None:
    table = merged(DEFENCE.rows, 2014, 2022)
    assert " ".join(row(table, "position_powers")) == "16 9 · 18 10 20 14 14 25"
    assert " ".join(row(table, "resources")) == "109 81 · 139 120 98 63 136 151"
    breaks = {(note.period, note.row) for note in table.notes if note.kind is NoteKind.BREAK}
    assert breaks == {("2017", "position_powers"), ("2021", "resources")}


def test_a_year_with_missing_rows_is_called_incomplete() -> None:
    notes = list(remarks_on(by_year(DEFENCE.rows, Measure.CASES)))
    assert [n.period for n in notes if n.kind is NoteKind.INCOMPLETE] == ["2016"]


def test_a_total_that_contradicts_its_rows_is_flagged_with_both_numbers_and_left_out() -> None:
    table = merged(DEFENCE.rows, 2014, 2022)
    flagged = [note for note in table.notes if note.kind is NoteKind.CONTRADICTION]
    assert [note.period for note in flagged] == ["2021"]
    assert "271" in flagged[0].text
    assert "371" in flagged[0].text
    assert table.contradictions == {(TOTAL, "2021")}
    wholes = {whole for whole, _ in table.equations()}
    assert (TOTAL, "2021") not in wholes
    assert (TOTAL, "2022") in wholes


def test_every_source_is_named_with_its_years() -> None:
    sources = [n.text for n in merged(DEFENCE.rows, 2014, 2022).notes if n.kind is NoteKind.SOURCE]
    assert len(sources) == 5
    assert sources[0].startswith("2014–2015: ")


def test_own_years_and_older_years_stand_in_one_table() -> None:
    own = frozenset({"2023", "2024", "2025"})
    table = merged([row for row in DEFENCE.rows if row.year >= 2017], 2018, 2025, own)
    conduct = [table.cells.get(("conduct", str(year))) for year in range(2018, 2026)]
    assert conduct[0] == Printed("136", 136, 136)
    assert all(isinstance(cell, Count) for cell in conduct[5:])
    combined = table.cells["position+powers", "2025"]
    parts = [table.cells[code, "2025"] for code in ("position", "powers")]
    assert isinstance(combined, Count)
    assert combined.value == sum(part.value for part in parts if isinstance(part, Count))
    assert table.cells["position+powers", "2022"] == Printed("25", 25, 25)
    assert ("position", "2022") not in table.cells
    assert any(note.kind is NoteKind.BREAK and note.period == "2023" for note in table.notes)


def test_the_sums_of_own_years_hold_beside_rows_of_an_older_list() -> None:
    table = merged(DEFENCE.rows, 2018, 2025, frozenset({"2023", "2024", "2025"}))
    sums = list(table.equations())
    for year in ("2023", "2024", "2025"):
        whole, parts = next((w, p) for w, p in sums if w == (TOTAL, year))
        total = table.cells[whole]
        assert isinstance(total, Count)
        counts = [cell for part in parts if isinstance(cell := table.cells[part], Count)]
        assert len(counts) == len(parts)
        assert total.value == sum(count.value for count in counts)


def test_a_year_that_nobody_counted_is_a_gap_and_not_zero() -> None:
    table = merged([], 2018, 2025, frozenset({"2024", "2025"}))
    assert not any(key[1] == "2023" for key in table.cells)


def test_totals_that_were_never_published_are_exact_counts_to_protect() -> None:
    secret = [replace(total, published=False) for total in DEFENCE.rows]
    table = merged(secret, 2014, 2022)
    assert table.cells["force", "2014"] == Count(4, 4)
    assert ((TOTAL, "2014")) in {whole for whole, _ in table.equations()}
    assert (TOTAL, "2016") not in table.cells


def test_a_contradiction_that_was_never_published_is_told_without_its_numbers() -> None:
    """371 less the rows that are told would be the rows that are not."""
    secret = [replace(total, published=False) for total in DEFENCE.rows]
    notes = merged(secret, 2014, 2022).notes
    assert [n.text for n in notes if n.kind is NoteKind.CONTRADICTION] == [
        "2021: het totaal is niet de som van de rijen."
    ]
    to_adviser = remarks_on(by_year(secret, Measure.CASES), for_adviser=True)
    flagged = [note.text for note in to_adviser if note.kind is NoteKind.CONTRADICTION]
    assert "271" in flagged[0]
    assert "371" in flagged[0]


@pytest.mark.parametrize(("total", "fits"), [(31, False), (32, True), (36, True), (37, False)])
def test_a_year_with_a_range_may_add_up_and_then_its_sum_counts(total: int, fits: bool) -> None:
    """Published: the total and a "<5". Not published: 30, 1 and 1. At 32 every row follows."""
    figures = {"conduct": "30", "financial": "<5", "force": "1", "information": "1"}
    rows = [replace(DEFENCE.rows[0], year=2023, subcategory="", published=False, note="")] * 5
    texts = {**figures, TOTAL: str(total)}
    totals = [
        replace(
            row, category=code, code=code, text=text, low=0 if text == "<5" else int(text),
            high=4 if text == "<5" else int(text), published=code in ("financial", TOTAL),
        )
        for row, (code, text) in zip(rows, texts.items(), strict=True)
    ]  # fmt: skip
    table = merged(totals, 2023, 2025, frozenset({"2025"}))
    sums = [parts for whole, parts in table.equations() if whole == (TOTAL, "2023")]
    assert sums == ([tuple((code, "2023") for code in figures)] if fits else [])
    out = release([table], Policy(seed=b"s" * 32, small_figures=SmallFigures.HIDE))
    known, secret = knowledge(out.publication, out.account.reasons, [table])
    assert {"cases|period=2023|types=force"} <= secret
    assert disclosed(known, out.publication.relations, secret) == {}


def test_a_year_without_a_total_adds_up_to_nothing_known() -> None:
    rows = [row for row in DEFENCE.rows if row.year == 2014 and row.code != TOTAL]
    assert not by_year(rows, Measure.CASES)[2014].may_add_up
