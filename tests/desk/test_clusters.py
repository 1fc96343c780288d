"""Many new cases of one unit in one month: told, led to, linked or put aside."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vp_desk.desk import ChangeKind, Desk
from vp_desk.desk.clusters import Cluster
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode

TODAY = date(2026, 3, 12)
FEBRUARY = Month(2026, 2)


def add(
    desk: Desk, month: Month, unit: str | None, times: int = 1, **fields: object
) -> list[CaseCode]:
    codes: list[CaseCode] = []
    for _ in range(times):
        values: dict[str, object] = {"types": ("conduct.bullying",), "unit": unit, **fields}
        case = Case(code=desk.new_case_code(), month=month, **values)  # type: ignore[arg-type]
        desk.add_case(case, None)
        codes.append(case.code)
    return codes


def told(clusters: Sequence[Cluster]) -> list[tuple[str, Month, int]]:
    return [(cluster.label, cluster.month, cluster.matters) for cluster in clusters]


@pytest.fixture
def quiet(desk: Desk) -> Desk:
    """Two units, a case now and then since two years."""
    desk.add_unit("Beleid", {2025: 120})
    desk.add_unit("Post", {2025: 20}, parent="beleid")
    desk.add_unit("Uitvoering", {2025: 90})
    for month in (Month(2024, 3), Month(2024, 11), Month(2025, 6)):
        add(desk, month, "beleid")
        add(desk, month.plus(1), "uitvoering")
    return desk


def test_three_new_cases_of_one_unit_in_one_month_are_told_of_and_led_to(quiet: Desk) -> None:
    codes = add(quiet, FEBRUARY, "beleid", 3)
    (cluster,) = quiet.today(TODAY).clusters
    assert told([cluster]) == [("Beleid", FEBRUARY, 3)]
    assert (cluster.cases, cluster.before, cluster.months) == (3, 3, 23)
    found = quiet.page_of_cases(cluster.selection, 0, 9)
    assert {row.case.code for row in found} == set(codes)


def test_an_ordinary_month_tells_nothing(quiet: Desk) -> None:
    add(quiet, FEBRUARY, "beleid", 2)
    add(quiet, FEBRUARY, "uitvoering")
    add(quiet, FEBRUARY, None, 5)
    assert quiet.today(TODAY).clusters == ()


def test_where_many_cases_are_usual_as_many_are_nothing_special(desk: Desk) -> None:
    desk.add_unit("Beleid", {2025: 1200})
    for n in range(24):
        add(desk, FEBRUARY.plus(-n), "beleid", 3)
    assert desk.today(TODAY).clusters == ()


def test_cases_that_are_linked_are_one_matter_and_no_longer_many(quiet: Desk) -> None:
    first, second, third = add(quiet, FEBRUARY, "beleid", 3)
    quiet.link_matter(first, second)
    assert quiet.today(TODAY).clusters == (), "two matters"
    quiet.link_matter(first, third)
    assert quiet.today(TODAY).clusters == ()


def test_what_was_looked_at_comes_back_only_when_there_is_more(quiet: Desk) -> None:
    add(quiet, FEBRUARY, "beleid", 3)
    (cluster,) = quiet.today(TODAY).clusters
    assert quiet.put_aside(cluster).kinds == {ChangeKind.WARNINGS}
    assert quiet.today(TODAY).clusters == ()
    assert quiet.clusters(Month(2026, 1), Month(2027, 1)) == ()
    add(quiet, FEBRUARY, "beleid")
    assert told(quiet.today(TODAY).clusters) == [("Beleid", FEBRUARY, 4)]


def test_of_a_unit_and_its_part_the_part_is_named(quiet: Desk) -> None:
    add(quiet, FEBRUARY, "beleid.post", 3)
    assert told(quiet.today(TODAY).clusters) == [("Beleid › Post", FEBRUARY, 3)]


def test_cases_spread_over_the_parts_of_a_unit_are_seen_in_the_whole(quiet: Desk) -> None:
    add(quiet, FEBRUARY, "beleid.post", 2)
    add(quiet, FEBRUARY, "beleid", 2)
    assert told(quiet.today(TODAY).clusters) == [("Beleid", FEBRUARY, 4)]


def test_the_day_looks_at_three_months_and_a_year_at_all_of_its_own(quiet: Desk) -> None:
    add(quiet, Month(2025, 12), "beleid", 4)
    assert quiet.today(TODAY).clusters == ()
    add(quiet, Month(2026, 3), "uitvoering", 4)
    assert told(quiet.today(TODAY).clusters) == [("Uitvoering", Month(2026, 3), 4)]
    assert told(quiet.clusters(Month(2025, 9), Month(2026, 9))) == [
        ("Uitvoering", Month(2026, 3), 4),
        ("Beleid", Month(2025, 12), 4),
    ]


def test_cases_that_do_not_count_are_not_many(quiet: Desk) -> None:
    quiet.change_settings(replace(quiet.settings, uncounted_statuses=frozenset({"sparring"})))
    add(quiet, FEBRUARY, "beleid", 3, status="sparring")
    assert quiet.today(TODAY).clusters == ()
    add(quiet, FEBRUARY, "beleid", 3, status="open")
    (cluster,) = quiet.today(TODAY).clusters
    assert quiet.count_cases(cluster.selection) == 3


def test_months_that_nobody_registered_here_are_not_counted_as_quiet(
    desk: Desk, tmp_path: Path
) -> None:
    """A year of which there are totals from elsewhere has no months to compare with."""
    desk.add_unit("Beleid", {2025: 120})
    add(desk, Month(2023, 12), "beleid", 1)
    add(desk, FEBRUARY, "beleid", 3)
    assert [cluster.months for cluster in desk.today(TODAY).clusters] == [26]
    path = tmp_path / "t.csv"
    path.write_text(
        "year,category,count\n2024,Ongewenste omgangsvormen,9\n2025,Ongewenste omgangsvormen,7\n",
        encoding="utf-8",
    )
    desk.import_totals(desk.read_totals(path))
    assert desk.today(TODAY).clusters == (), "beside two months three are nothing"


def test_a_vault_without_cases_or_units_tells_nothing(desk: Desk) -> None:
    assert desk.today(TODAY).clusters == ()
    add(desk, FEBRUARY, None, 4)
    assert desk.today(TODAY).clusters == ()
