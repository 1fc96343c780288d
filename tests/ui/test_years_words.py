"""The sentences of the picture of several years, on real vaults."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vp_desk.axes import TOTAL
from vp_desk.desk import Desk, ExactYears, ManyYears, TrendBreak
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.released import Gap
from vp_desk.telling import Merging
from vp_desk.ui.views.years import exact_side, released_side
from vp_desk.ui.views.years_words import (
    break_sentences,
    exact_sentences,
    released_sentences,
    short_words,
    why_sentences,
)

TODAY = date(2026, 3, 12)


def add(desk: Desk, year: int, times: int, kind: str = "conduct.bullying") -> list[CaseCode]:
    codes: list[CaseCode] = []
    for number in range(times):
        month = Month(year, 1 + number % 12)
        case = Case(code=desk.new_case_code(), month=month, types=(kind,))
        desk.add_case(case, None)
        codes.append(case.code)
    return codes


def row(picture: ManyYears, code: str = TOTAL) -> ExactYears:
    return next(row for row in picture.rows if row.node.code == code)


def imported(desk: Desk, path: Path, *rows: str) -> None:
    path.write_text("\n".join(("year,category,count", *rows)), encoding="utf-8")
    desk.import_totals(desk.read_totals(path))


def test_years_of_which_no_matters_are_known_are_named(desk: Desk, tmp_path: Path) -> None:
    conduct = "Ongewenste omgangsvormen"
    imported(
        desk,
        tmp_path / "t.csv",
        *(f"{year},{label},9" for year in (2022, 2023) for label in ("TOTAAL", conduct)),
    )
    add(desk, 2024, 6)
    first, *others = add(desk, 2025, 8)
    for code in others[:3]:
        desk.link_matter(first, code)
    picture = desk.many_years(2025, TODAY)
    told = exact_sentences(picture, row(picture, "conduct"))
    assert told[-2].endswith("in 2025 gaan 8 zaken over 5 kwesties.")
    assert told[-1].startswith("2022 en 2023 doen niet mee: van overgenomen cijfers")
    side = exact_side(row(picture, "conduct"))
    assert side.years[0].words == "2022: 9 zaken; kwesties niet bekend"
    assert side.measure == "kwesties"
    why = why_sentences(picture, row(picture, "conduct"))
    assert why[0].startswith("In 2024 waren er 6 kwesties.")


def test_of_a_year_with_bounds_only_nothing_is_said_on_either_side(
    desk: Desk, tmp_path: Path
) -> None:
    imported(
        desk,
        tmp_path / "t.csv",
        "2024,TOTAAL,9",
        "2024,Ongewenste omgangsvormen,9",
        "2025,Ongewenste omgangsvormen,<5",
    )
    picture, told = desk.many_years(2025, TODAY), desk.released_years(2025)
    conduct = row(picture, "conduct")
    assert exact_sentences(picture, conduct) == [
        "Van 2025 is hier geen volledig getal; daar is niets over te zeggen."
    ]
    assert short_words(conduct.verdict) == ""
    assert why_sentences(picture, conduct) == []
    (words,) = released_sentences(told, conduct)
    assert words == (
        "Het getal van 2025 is niet precies of niet volledig bekend; daar staat geen zin over."
    )
    assert exact_side(conduct).years[-1].words == "2025: <5 zaken; niet volledig"


def test_years_that_the_report_tells_together_are_named_as_such(desk: Desk) -> None:
    for year in (2023, 2024, 2025):
        add(desk, year, 12)
    prepared = desk.prepare(2025)
    merged = (Merging("period", ("2024", "2025")),)
    policy = prepared.counted.policy.to_tell(replace(prepared.policy.telling, merged=merged))
    desk.keep_choices(
        replace(prepared, counted=replace(prepared.counted, policy=policy), policy=policy)
    )
    picture, told = desk.many_years(2025, TODAY), desk.released_years(2025)
    (words,) = released_sentences(told, row(picture))
    released = told.row(TOTAL)
    assert released is not None
    assert released.years[-1].label == "2024–2025"
    assert words == (
        "In het verslag staan de jaren 2024–2025 samen; over 2025 alleen is daar niets te zeggen."
    )


def test_a_row_without_a_figure_of_the_year_says_so(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "2023,TOTAAL,9\n2023,Misstand volgens de klokkenluidersregeling,9\n"
    path.write_text(f"year,category,count\n{rows}", encoding="utf-8")
    desk.import_totals(desk.read_totals(path, code_list="rijk-2014"))
    add(desk, 2025, 12)
    picture, told = desk.many_years(2025, TODAY), desk.released_years(2025)
    old = next(row for row in picture.rows if row.node.code.startswith("rijk-2014:"))
    released = told.row(old.node.code)
    assert released is not None
    assert isinstance(released.years[-1].cell, Gap)
    assert released_sentences(told, old) == ["Over 2025 is hier geen cijfer."]
    assert released_side(released).years[-1].words == "2025: geen cijfer"


def test_a_year_released_before_is_told_with_the_figures_of_then(
    desk: Desk, tmp_path: Path
) -> None:
    for year in (2024, 2025):
        add(desk, year, 12)
    desk.write_report(desk.prepare(2025), "authority", tmp_path / "v.pdf", TODAY)
    told = released_sentences(desk.released_years(2025), row(desk.many_years(2025, TODAY)))
    assert told[-1] == "Het verslag van 2025 is al uitgegeven: dit zijn de cijfers van toen."


def test_why_a_year_that_was_released_differs_from_what_she_knows_now_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    add(desk, 2024, 12)
    desk.write_report(desk.prepare(2024), "authority", tmp_path / "v.pdf", date(2025, 3, 12))
    add(desk, 2024, 6)
    add(desk, 2025, 12)
    told = released_sentences(desk.released_years(2025), row(desk.many_years(2025, TODAY)))
    assert told[-1] == (
        "In het verslag staat een jaar zoals het eerder is uitgegeven: 12 in 2024 (bij u nu 18). Wat er "
        "sindsdien bij kwam of veranderde, telt daarin niet mee."
    )


def test_different_sentences_on_both_sides_are_explained(desk: Desk) -> None:
    """A year with two cases is not told, so that the report begins after it."""
    for kind, times in {"conduct": (2, 22, 36), "position": (6, 7, 6)}.items():
        for year, number in enumerate(times, start=2023):
            add(desk, year, number, kind)
    picture, told = desk.many_years(2025, TODAY), desk.released_years(2025)
    exact, released = row(picture, "conduct"), told.row("conduct")
    assert released is not None
    assert released.verdict is not None
    assert exact.verdict is not None
    words = released_sentences(told, exact)
    differs = released.verdict.saying is not exact.verdict.saying
    assert any("staat een andere zin" in text for text in words) == differs
    assert differs, "the figures of this test no longer differ"


@pytest.mark.parametrize("general", [True, False])
def test_breaks_of_one_year_share_a_letter(desk: Desk, general: bool) -> None:
    for year in (2023, 2024, 2025):
        add(desk, year, 5)
    breaks = desk.list_editing.breaks
    breaks.add(TrendBreak(2024, None, "Nieuw formulier."))
    breaks.add(TrendBreak(2025, "conduct", "Pesten apart geteld."))
    if general:
        breaks.add(TrendBreak(2025, None, "Nieuwe lijst."))
    told = break_sentences(row(desk.many_years(2025, TODAY), "conduct").breaks)
    assert told[0] == "Breuk a, 2024: Nieuw formulier."
    second = "Nieuwe lijst. Pesten apart geteld." if general else "Pesten apart geteld."
    assert told[1:] == [f"Breuk b, 2025: {second}"]
