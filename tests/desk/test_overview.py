"""The overview: the figures of the report, and the cases under each of them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vp_desk.aggregate import Count, Printed
from vp_desk.axes import TOTAL
from vp_desk.desk import Desk, Figure, NoFigure, Overview
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.taxonomy import UNKNOWN

TODAY = date(2026, 3, 12)
GAP = NoFigure.UNREGISTERED
TABLES = ("types", "subtypes", "reporter_role", "relation", "route", "unit")


def add(desk: Desk, month: Month, *days: date, **fields: object) -> Case:
    values: dict[str, object] = {"types": ("conduct.bullying",)}
    case = Case(code=desk.new_case_code(), month=month, **(values | fields))  # type: ignore[arg-type]
    desk.add_case(case, None)
    for day in days:
        desk.add_contact(Contact(case=case.code, held_on=day, talk_quarters=4))
    return case


def all_figures(overview: Overview) -> list[tuple[str, Figure]]:
    found = [(name, figure) for name in TABLES for figure in overview.figures(name)]
    for name in ("cases", "contacts"):
        found += [(name, figure) for figure in overview.quarters(name)]
    found += [(name, overview.figure(name)) for name in ("cases", "contacts", "carried", *TABLES)]
    return found


@pytest.mark.parametrize("uncounted", [frozenset[str](), frozenset({"sparring", "open"})])
def test_every_figure_leads_to_as_many_cases_as_lie_under_it(
    full: Desk, uncounted: frozenset[str]
) -> None:
    full.change_settings(replace(full.settings, uncounted_statuses=uncounted))
    led = 0
    for name, figure in all_figures(full.overview(2025, TODAY)):
        now = figure.cells[-1]
        assert isinstance(now, Count)
        assert (figure.cases is None) == (now.cases == 0)
        if figure.cases is not None and not (name == "route" and figure.node.code == TOTAL):
            assert full.count_cases(figure.cases) == now.cases, (name, figure.node.code)
            led += 1
    assert led > 60


def test_the_overview_counts_as_the_report_does(full: Desk) -> None:
    full.change_settings(replace(full.settings, uncounted_statuses=frozenset({"sparring"})))
    overview, exact = full.overview(2025, TODAY), full.prepare(2025).exact
    names = {"types": "trend", "subtypes": "types", "route": "routes", "cases": "cases_by_quarter"}
    names |= {name: name for name in ("reporter_role", "relation", "unit")}
    names |= {"contacts": "contacts_by_quarter", "carried": "carried_cases"}
    for name, in_report in names.items():
        told = exact[in_report].cells
        ours = overview.tables[name].cells
        assert {key: ours[key] for key in told} == told, name


def test_years_before_anything_was_known_do_not_stand_in_the_overview(desk: Desk) -> None:
    add(desk, Month(2024, 5), date(2024, 5, 2))
    overview = desk.overview(2025, TODAY)
    assert [year.code for year in overview.years] == ["2024", "2025"]
    assert overview.figure("cases").cells == (Count(1, 1), Count(0, 0))
    assert set(overview.hours) == {"2024", "2025"}
    assert [year.code for year in desk.overview(2020, TODAY).years] == ["2020"]
    assert desk.overview(2020, TODAY).figure("cases").cells == (GAP,)


def test_a_year_in_which_nobody_counted_is_a_gap_and_never_zero(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,category,count\n2022,Ongewenste omgangsvormen,9\n", encoding="utf-8")
    desk.import_totals(desk.read_totals(path))
    add(desk, Month(2024, 5))
    overview = desk.overview(2025, TODAY)
    assert [year.code for year in overview.years] == ["2022", "2023", "2024", "2025"]
    conduct = overview.figure("types", "conduct")
    assert conduct.cells == (Printed("9", 9, 9), GAP, Count(1, 1), Count(0, 0))
    assert overview.figure("contacts").cells == (GAP, GAP, Count(0, 0), Count(0, 0))


def test_a_case_from_an_earlier_year_with_a_conversation_is_carried_over_and_not_new(
    desk: Desk,
) -> None:
    add(desk, Month(2024, 11), date(2024, 11, 2), date(2025, 1, 9), date(2025, 5, 9))
    add(desk, Month(2025, 2), date(2025, 2, 2))
    overview = desk.overview(2025, TODAY)
    assert overview.figure("cases").cells[-1] == Count(1, 1)
    assert overview.figure("carried").cells[-1] == Count(1, 1)
    assert overview.figure("contacts").cells[-1] == Count(3, 2)
    assert [figure.cells[-1] for figure in overview.quarters("contacts")][:2] == [
        Count(2, 2),
        Count(1, 1),
    ]


def test_a_side_type_is_not_among_the_cases_of_its_bar(desk: Desk) -> None:
    add(desk, Month(2025, 2), types=("conduct.bullying", "financial.fraud"))
    side = add(desk, Month(2025, 3), types=("financial.fraud", "conduct.bullying"))
    selection = desk.overview(2025, TODAY).figure("types", "financial").cases
    assert selection is not None
    assert [row.case.code for row in desk.page_of_cases(selection, 0, 9)] == [side.code]


def test_what_was_not_registered_leads_to_the_cases_without_it(desk: Desk) -> None:
    known = add(desk, Month(2025, 2), reporter_role="employee", route=("listening",))
    unknown = add(desk, Month(2025, 3))
    for name in ("reporter_role", "route"):
        selection = desk.overview(2025, TODAY).figure(name, UNKNOWN).cases
        assert selection is not None
        found = [row.case.code for row in desk.page_of_cases(selection, 0, 9)]
        assert found == [unknown.code]
        assert known.code not in found


def test_published_totals_of_earlier_years_stand_beside_the_own_cases(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "year,category,count\n2023,TOTAAL,9\n2023,Ongewenste omgangsvormen,9\n", encoding="utf-8"
    )
    desk.import_totals(desk.read_totals(path))
    add(desk, Month(2024, 5))
    cells = desk.overview(2024, TODAY).figure("types", "conduct").cells
    assert cells[-2:] == (Printed("9", 9, 9), Count(1, 1))
    add(desk, Month(2023, 5))
    overview = desk.overview(2024, TODAY)
    assert overview.figure("types", "conduct").cells[-2:] == (Count(1, 1), Count(1, 1))
    assert "2023" in overview.remarks[-1]
    assert "eigen zaken" in overview.remarks[-1]


def test_a_row_that_was_two_types_leads_to_the_cases_of_both(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    row = "Misbruik positie, bevoegdheden en belangenverstrengeling"
    path.write_text(f'year,category,count\n2023,"{row}",9\n', encoding="utf-8")
    desk.import_totals(desk.read_totals(path, code_list="rijk-2014"))
    for kind in ("position", "powers", "conduct"):
        add(desk, Month(2024, 5), types=(kind,))
    both = next(f for f in desk.overview(2024, TODAY).figures("types") if "+" in f.node.code)
    assert both.cells[-2:] == (Printed("9", 9, 9), Count(2, 2))
    assert both.cases is not None
    assert desk.count_cases(both.cases) == 2


def test_a_school_year_has_its_own_quarters(desk: Desk) -> None:
    desk.change_settings(replace(desk.settings, first_month=9))
    add(desk, Month(2025, 9))
    add(desk, Month(2026, 8))
    quarters = desk.overview(2025, TODAY).quarters("cases")
    assert [figure.cells[-1] for figure in quarters] == [
        Count(1, 1),
        Count(0, 0),
        Count(0, 0),
        Count(1, 1),
    ]
    early = desk.overview(2025, date(2025, 10, 1)).quarters("cases")
    assert [figure.cells[-1] for figure in early[1:3]] == [NoFigure.AHEAD, NoFigure.AHEAD]
    assert quarters[3].cases is not None
    assert quarters[3].cases.begin == Month(2026, 6)
