"""Figures that nobody prints but that follow from what is printed: the engine hears of them all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from tests.attacker import disclosed, possible_values
from tests.core.test_disclosure import LISTS, POLICY, attack, cases, knowledge, tables_of
from vp_desk.aggregate import CaseFile, Count, Key, Printed, list_of, publication_plan
from vp_desk.axes import PERIOD
from vp_desk.disclosure import release
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.released import Hidden, Shown
from vp_desk.suppression import Standard, with_ranges
from vp_desk.telling import SmallFigures

HIDE = replace(POLICY, small_figures=SmallFigures.HIDE)


def crossed_fields(measure: str) -> Iterator[frozenset[str]]:
    """The fields that the printed tables cross; years are not crossed, quarters are."""
    for table in publication_plan().tables:
        if table.get("printed", True) and table["measure"] == measure:
            axes = table["axes"]
            assert isinstance(axes, dict)
            yield frozenset(key for key, depth in axes.items() if key != PERIOD or depth > 1)


@pytest.mark.parametrize("measure", ["cases", "contacts"])
def test_every_three_fields_that_are_crossed_two_by_two_have_their_interior(measure: str) -> None:
    plan = publication_plan().tables
    whole = [set(t["axes"]) for t in plan if t["measure"] == measure]  # type: ignore[call-overload]
    pairs = [fields for fields in crossed_fields(measure) if len(fields) == 2]
    for one, other in combinations(dict.fromkeys(pairs), 2):
        if one & other:
            assert any(one | other <= axes for axes in whole), sorted(one | other)


def test_every_field_with_several_values_has_its_first_values_and_the_rest() -> None:
    plan = publication_plan().tables

    def fields(measure: str) -> set[str]:
        return {
            key
            for table in plan
            if table["measure"] == measure
            for key in table["axes"]  # type: ignore[attr-defined]
            if key != PERIOD
        }

    assert fields("mentions") == {"types", "route", "referral", "no_report_reason"}
    assert fields("mentions") <= fields("side_mentions")
    assert fields("mentions") <= fields("cases")


@pytest.mark.parametrize("key", ["types", "route", "referral", "no_report_reason"])
def test_how_many_cases_named_more_than_one_does_not_follow(key: str) -> None:
    codes = [entry.code for entry in LISTS[list_of(key)] if entry.depth == 1]
    several: dict[str, Any] = {key: tuple(codes[:2])}
    one: dict[str, Any] = {key: tuple(codes[:1])}
    files = tuple(
        CaseFile(replace(file.case, **(several if n < 3 else one)))
        for n, file in enumerate(cases(conduct=40))
    )
    tables = tables_of(files)
    out = release(tables, HIDE)
    assert attack(out, tables) == {}
    # Planted: both totals told, so that 43 - 40 = 3 cases follow.
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    side = f"side_mentions:{key}|period=2025"
    assert side in secret
    told = known | {f"mentions:{key}|period=2025": 43, "cases|period=2025": 40}
    assert side in disclosed(told, out.publication.relations, {side})


def talked(old: int) -> tuple[CaseFile, ...]:
    """Forty new cases with one conversation each, and some of last year with one more."""
    months = {f"new-{n}": Month(2025, 3) for n in range(40)}
    months |= {f"old-{n}": Month(2024, 11) for n in range(old)}
    files: list[CaseFile] = []
    for name, month in months.items():
        case = Case(code=CaseCode(name), month=month, types=("conduct",))
        talks = [Contact(case=case.code, held_on=date(month.year, month.month, 3), kind="first")]
        if name.startswith("old"):
            talks.append(Contact(case=case.code, held_on=date(2025, 2, 3), kind="follow_up"))
        files.append(CaseFile(case, tuple(talks)))
    return tuple(files)


@pytest.mark.parametrize("seed", [b"1", b"2", b"3"])
def test_a_carried_case_does_not_follow_from_the_conversations(seed: bytes) -> None:
    """41 conversations less 40 first ones leave one, which is that of the carried case."""
    tables = tables_of(talked(1))
    out = release(tables, replace(HIDE, seed=seed))
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    year = "period=2025"
    sums = [
        *out.publication.relations,
        (
            (f"contacts|{year}", 1),
            (f"cases|{year}", -1),
            (f"carried|{year}", -1),
            ("more talks", -1),
        ),
        ((f"contacts|contact_kind=first|{year}", 1), (f"cases|{year}", -1)),
    ]
    assert {f"carried|{year}", f"contacts|contact_kind=follow_up|{year}"} <= secret
    assert disclosed(known | {"more talks": (0, None)}, sums, secret) == {}
    # Planted: both totals told.
    told = known | {f"contacts|{year}": 41, f"cases|{year}": 40, "more talks": (0, None)}
    assert f"carried|{year}" in disclosed(told, sums, {f"carried|{year}"})


@pytest.mark.parametrize("seed", [b"1", b"2", b"3"])
def test_a_case_without_an_answer_does_not_follow_from_those_that_gave_one(seed: bytes) -> None:
    """39 of 40 cases name a route, so of one it is not known: who has none is not among the 39."""
    routes = [("listening", "mediation")] * 9 + [("listening",)] * 30 + [()]
    files = tuple(
        CaseFile(replace(file.case, route=route))
        for file, route in zip(cases(conduct=40), routes, strict=True)
    )
    tables = tables_of(files)
    out = release(tables, replace(HIDE, seed=seed))
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    silent = "mentions:route|period=2025|route=-"
    sums = [
        *out.publication.relations,
        (
            ("cases|period=2025", 1),
            ("mentions:route|period=2025|route=listening", -1),
            (silent, -1),
            ("others", -1),
        ),
        ((silent, 1), ("cases|period=2025|route=-", -1)),
    ]
    assert silent in secret
    assert disclosed(known | {"others": (0, None)}, sums, secret) == {}
    told = {"cases|period=2025": 40, "mentions:route|period=2025|route=listening": 39}
    assert silent in disclosed(known | told | {"others": (0, None)}, sums, {silent})


def test_the_sums_that_are_told_do_not_depend_on_the_figures() -> None:
    """Were it told that there are at least as many conversations as cases, that would be a figure."""
    told = [release(tables_of(files), HIDE).publication for files in (talked(2), cases(conduct=40))]
    assert told[0].relations == told[1].relations
    assert told[0].derivable == told[1].derivable


def test_a_range_that_was_printed_before_is_known_and_counted_with() -> None:
    tables = tables_of(cases(conduct=30, force=3))
    trend = next(table for table in tables if table.spec.name == "trend")
    printed = {
        key: Printed("<5", 0, 4) if key[0] == "private" else Printed("0", 0, 0)
        for key in trend.cells
        if key[1] == "2025" and key[0] not in {"*", "conduct", "force"}
    }
    only = [replace(trend, cells={**trend.cells, **printed})]
    out = release(only, HIDE)
    assert attack(out, only) == {}
    known, _ = knowledge(out.publication, out.account.reasons, only)
    assert known["cases|period=2025|types=private"] == (0, 4)
    # 33 - 30 - "<5": the range leaves room, so nothing else needs to be hidden.
    told = out.publication.tables["trend"]
    assert told.at(types="*", period="2025") == Shown(33)
    assert told.at(types="conduct", period="2025") == Shown(30)
    assert told.at(types="force", period="2025") == Hidden()


def test_any_values_in_the_ranges_will_do_as_long_as_they_fit() -> None:
    relations = [(("all", 1), ("a", -1), ("b", -1), ("c", -1)), (("c", 1), ("d", -1))]
    cells, kept = with_ranges({"all": 20, "a": 9}, {"b": (0, 4), "c": (5, None)}, relations)
    found = {cell.id: cell.value for cell in cells}
    assert kept == relations[:1]
    assert found["b"] + found["c"] == 11
    assert {cell.id: (cell.low, cell.high) for cell in cells} == {"b": (0, 4), "c": (5, None)}
    assert with_ranges({"all": 20, "a": 9}, {"b": (0, 4), "c": (0, 4)}, relations) == ([], [])


def test_a_range_in_two_sums_takes_a_value_that_fits_both() -> None:
    """Taking as much as the first sum allows would leave the second one out."""
    relations = [
        (("all", 1), ("b", -1), ("a", -1)),
        (("a", 1), ("one", -1), ("two", -1)),
        (("a", 1), ("three", -1)),
    ]
    values = {"all": 4, "one": 1, "two": 2, "three": 1}
    cells, kept = with_ranges(values, {"b": (0, 4), "a": (0, 3)}, relations)
    assert kept == relations[:2]
    assert {cell.id: cell.value for cell in cells} == {"b": 1, "a": 3}


def test_what_published_figures_tell_of_a_range_is_counted_with() -> None:
    """19 less 16 and 1 makes 2 of the "<5", and that of two rows that are one each."""
    trend = next(t for t in tables_of(()) if t.spec.name == "trend")
    figures: dict[Key, Count | Printed] = {
        ("*", "2024"): Printed("19", 19, 19),
        ("conduct", "2024"): Printed("16", 16, 16),
        ("financial", "2024"): Printed("1", 1, 1),
        ("position", "2024"): Printed("<5", 0, 4),
        ("force", "2024"): Count(1, 1),
        ("private", "2024"): Count(1, 1),
    }
    rows = tuple((row, "2024") for row in ("conduct", "financial", "position"))
    sums = (
        (("*", "2024"), rows),
        (("position", "2024"), (("force", "2024"), ("private", "2024"))),
    )
    only = [replace(trend, cells=figures, other_sums=sums)]
    out = release(only, HIDE)
    assert attack(out, only) == {}
    assert out.publication.small_figures is SmallFigures.BAND  # hiding alone is not enough


def test_a_release_for_the_stricter_reader_keeps_three_values_or_says_which_it_cannot() -> None:
    tables = tables_of(cases(conduct=30, force=3, private=4, outside=25))
    strict = replace(HIDE, reader=Standard.P2)
    out = release(tables, strict)
    assert attack(out, tables) == {}
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    relations = [r for r in out.publication.relations if all(name in known for name, _ in r)]
    ranges = possible_values(known, relations, {name for name in secret if "types=" in name})
    close = [name for name, (low, high) in ranges.items() if high is not None and high - low < 2]
    assert len(close) == 0 or out.account.narrow
    assert release(tables, HIDE).account.narrow == ()
