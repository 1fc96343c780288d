"""The picture of several years: exact, as it will be released, and what chance says of either."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vp_desk.aggregate import Count, Printed
from vp_desk.axes import TOTAL
from vp_desk.chance import LineSaying, Saying, count_interval
from vp_desk.desk import (
    Desk,
    ExactYears,
    ManyYears,
    NoFigure,
    Theme,
    TrendBreak,
    VpDeskError,
)
from vp_desk.patterns import Proposal
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.released import Shown
from vp_desk.telling import Merging

TODAY = date(2026, 3, 12)
CONDUCT = "conduct"


def add(
    desk: Desk,
    year: int,
    times: int,
    kind: str = "conduct.bullying",
    month: int = 1,
    **fields: object,
) -> list[CaseCode]:
    """Cases of a year, spread over its months."""
    codes: list[CaseCode] = []
    for number in range(times):
        values: dict[str, object] = {
            "types": (kind,),
            "month": Month(year, month).plus(number % 12),
        }
        case = Case(code=desk.new_case_code(), **(values | fields))  # type: ignore[arg-type]
        desk.add_case(case, None)
        codes.append(case.code)
    return codes


def one_matter(desk: Desk, codes: list[CaseCode]) -> None:
    for code in codes[1:]:
        desk.link_matter(codes[0], code)


def row(picture: ManyYears, code: str = TOTAL) -> ExactYears:
    return next(row for row in picture.rows if row.node.code == code)


def counts(of: ExactYears) -> list[object]:
    return [year.cell.value if isinstance(year.cell, Count) else year.cell for year in of.years]


def saying(of: ExactYears) -> Saying:
    assert of.verdict is not None
    return of.verdict.saying


def test_every_figure_of_every_year_leads_to_its_cases(full: Desk) -> None:
    full.change_settings(replace(full.settings, uncounted_statuses=frozenset({"sparring"})))
    picture = full.many_years(2025, TODAY)
    led = 0
    for each in picture.rows:
        for year in each.years:
            if isinstance(year.cell, Count) and year.cell.cases:
                assert year.cases is not None
                assert full.count_cases(year.cases) == year.cell.cases
                led += 1
    assert led > 20
    assert [year.code for year in picture.years][-1] == "2025"


def test_it_counts_as_the_report_does(full: Desk) -> None:
    picture, told = full.many_years(2025, TODAY), full.prepare(2025).exact["trend"]
    for each in picture.rows:
        for year in each.years:
            assert told.cells[each.node.code, year.year.code] == year.cell


def test_four_then_eight_says_nothing_and_five_then_fifteen_does(desk: Desk) -> None:
    for year, first, second in ((2024, 4, 5), (2025, 8, 15)):
        add(desk, year, first, "financial.fraud")
        add(desk, year, second)
    picture = desk.many_years(2025, TODAY)
    assert saying(row(picture, "financial")) is Saying.MANY_YEARS
    fraud, conduct = row(picture, "financial").usual, row(picture, CONDUCT).usual
    assert fraud is not None
    assert conduct is not None
    assert fraud.low <= 8 <= fraud.high
    assert (conduct.low, conduct.high) == (0, 14)
    assert (conduct.earlier, conduct.first, conduct.last, conduct.years) == (5, 2024, 2024, 1)


def test_a_year_that_runs_is_not_told_and_the_one_before_it_is(desk: Desk) -> None:
    add(desk, 2024, 6)
    add(desk, 2025, 7)
    add(desk, 2026, 2)
    picture = desk.many_years(2026, TODAY)
    assert picture.running is not None
    assert picture.running.code == "2026"
    assert counts(row(picture)) == [6, 7]
    assert desk.many_years(2025, TODAY).running is None


def test_a_first_year_that_still_runs_has_no_figures_yet(desk: Desk) -> None:
    add(desk, 2026, 2)
    assert not desk.many_years(2026, TODAY).has_figures
    assert desk.many_years(2026, date(2027, 1, 1)).has_figures


def test_cases_of_one_matter_are_tested_as_one(desk: Desk) -> None:
    for year in range(2021, 2025):
        add(desk, year, 3)
    codes = add(desk, 2025, 14)
    before = row(desk.many_years(2025, TODAY), CONDUCT)
    assert saying(before) is Saying.BEYOND_CHANCE
    assert before.tested is not None
    assert not before.tested.by_matter
    one_matter(desk, codes[:12])
    after = row(desk.many_years(2025, TODAY), CONDUCT)
    assert after.tested is not None
    assert after.tested.by_matter
    assert saying(after) is not Saying.BEYOND_CHANCE
    assert [year.matters for year in after.years] == [3, 3, 3, 3, 3]
    assert after.years[-1].cell == Count(14, 14)
    assert after.years[-1].interval == count_interval(3)


def test_where_matters_are_tested_years_without_them_take_no_part(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "year,category,count\n2022,TOTAAL,9\n2022,Ongewenste omgangsvormen,9\n"
        "2023,TOTAAL,7\n2023,Ongewenste omgangsvormen,7\n",
        encoding="utf-8",
    )
    desk.import_totals(desk.read_totals(path))
    add(desk, 2024, 8)
    codes = add(desk, 2025, 9)
    assert counts(row(desk.many_years(2025, TODAY), CONDUCT)) == [
        Printed("9", 9, 9),
        Printed("7", 7, 7),
        8,
        9,
    ]
    one_matter(desk, codes[:3])
    found = row(desk.many_years(2025, TODAY), CONDUCT)
    assert found.tested is not None
    assert found.tested.left_out == (2022, 2023)
    assert [point.count for point in found.tested.row.series] == [8, 7]
    assert found.years[0].cases is None, "totals from elsewhere have no cases here"


def test_breaks_stand_at_their_year_with_their_reason_and_nothing_is_tested_across(
    desk: Desk,
) -> None:
    for year in range(2021, 2026):
        add(desk, year, 4 if year < 2024 else 12)
    desk.list_editing.breaks.add(TrendBreak(2024, None, "Er kwam een meldpunt bij."))
    desk.list_editing.breaks.add(TrendBreak(2025, "financial", "Andere telling."))
    picture = desk.many_years(2025, TODAY)
    (found,) = row(picture).breaks
    assert (found.before, found.year, found.reason) == (3, "2024", "Er kwam een meldpunt bij.")
    verdict = row(picture).verdict
    assert verdict is not None
    assert verdict.comparison is not None
    assert (verdict.comparison.earlier, verdict.comparison.years) == (12, 1)
    assert verdict.line_saying is LineSaying.TOO_SHORT
    assert [each.reason for each in row(picture, "financial").breaks] == [
        "Er kwam een meldpunt bij.",
        "Andere telling.",
    ]
    told = desk.released_years(2025).row(TOTAL)
    assert told is not None
    assert [each.before for each in told.breaks] == [3]


def test_a_year_in_which_nobody_counted_is_a_gap_on_both_sides(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "year,category,count\n2022,TOTAAL,9\n2022,Ongewenste omgangsvormen,9\n", encoding="utf-8"
    )
    desk.import_totals(desk.read_totals(path))
    add(desk, 2024, 8)
    add(desk, 2025, 9)
    found = row(desk.many_years(2025, TODAY), CONDUCT)
    assert counts(found) == [Printed("9", 9, 9), NoFigure.UNREGISTERED, 8, 9]
    assert found.tested is not None
    assert [point.year for point in found.tested.row.series] == [2022, 2024, 2025]
    assert found.years[1].interval is None


def test_own_cases_beside_totals_of_the_same_year_are_told_of(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,category,count\n2024,Ongewenste omgangsvormen,9\n", encoding="utf-8")
    desk.import_totals(desk.read_totals(path))
    add(desk, 2024, 2)
    add(desk, 2025, 3)
    picture = desk.many_years(2025, TODAY)
    assert counts(row(picture, CONDUCT)) == [2, 3]
    assert "Hier tellen uw eigen zaken." in picture.remarks[-1]
    with pytest.raises(VpDeskError):
        desk.released_years(2025)


def test_a_school_year_is_over_at_its_end(desk: Desk) -> None:
    desk.change_settings(replace(desk.settings, first_month=9))
    add(desk, 2024, 6, month=9)
    add(desk, 2025, 7, month=9)
    running = desk.many_years(2025, date(2026, 8, 31))
    assert running.year.label == "2024-2025"
    over = desk.many_years(2025, date(2026, 9, 1))
    assert [year.label for year in over.years] == ["2024-2025", "2025-2026"]
    assert counts(row(over)) == [6, 7]
    cases = row(over).years[-1].cases
    assert cases is not None
    assert (cases.begin, cases.end) == (Month(2025, 9), Month(2026, 9))


def test_rates_are_told_of_years_of_which_all_units_tell_their_staff(desk: Desk) -> None:
    desk.add_unit("Beleid", {2024: 300, 2025: 400})
    add(desk, 2023, 3)
    add(desk, 2024, 3)
    add(desk, 2025, 8)
    years = row(desk.many_years(2025, TODAY)).years
    assert [year.staff for year in years] == [None, 300, 400]
    assert years[0].rate is None
    assert years[2].rate is not None
    assert years[2].rate.value == pytest.approx(2.0)
    released = desk.released_years(2025).row(TOTAL)
    assert released is not None
    assert [year.staff for year in released.years] == [None, 300, 400]
    assert released.years[2].rate is not None
    assert released.years[2].rate.value == pytest.approx(2.0)


def test_a_headcount_of_nobody_is_not_divided_by(desk: Desk) -> None:
    desk.add_unit("Beleid", {2025: 0})
    add(desk, 2024, 3)
    add(desk, 2025, 8)
    assert row(desk.many_years(2025, TODAY)).years[-1].rate is None
    released = desk.released_years(2025).row(TOTAL)
    assert released is not None
    assert released.years[-1].rate is None


def test_of_a_hidden_figure_the_released_side_has_no_sentence_and_no_bounds(desk: Desk) -> None:
    for year in (2024, 2025):
        add(desk, year, 20)
        add(desk, year, 9, "position.conflict")
        add(desk, year, 2, "financial.fraud")
    told = desk.released_years(2025)
    small = told.row("financial")
    assert small is not None
    assert not isinstance(small.years[-1].cell, Shown)
    assert small.verdict is None
    assert small.years[-1].interval is None
    assert small.years[-1].rate is None
    total = told.row(TOTAL)
    assert total is not None
    assert total.years[-1].cell == Shown(31)
    assert total.verdict is not None
    assert total.years[-1].interval == count_interval(31)
    exact = row(desk.many_years(2025, TODAY), "financial")
    assert exact.verdict is not None


def test_a_table_that_was_left_out_of_the_report_has_no_row(desk: Desk) -> None:
    for year in (2024, 2025):
        add(desk, year, 20)
    prepared = desk.prepare(2025)
    telling = replace(prepared.policy.telling, dropped=frozenset({"trend"}))
    counted = replace(prepared.counted, policy=prepared.counted.policy.to_tell(telling))
    desk.keep_choices(replace(prepared, counted=counted, policy=counted.policy))
    told = desk.released_years(2025)
    assert told.table is None
    assert told.row(TOTAL) is None


def test_the_clusters_of_the_year_are_told(desk: Desk) -> None:
    desk.add_unit("Beleid", {2025: 120})
    add(desk, 2024, 2)
    for _ in range(4):
        add(desk, 2025, 1, unit="beleid", month=5)
    assert [cluster.month for cluster in desk.many_years(2025, TODAY).clusters] == [Month(2025, 5)]
    assert desk.many_years(2024, TODAY).clusters == ()


def test_a_year_that_is_incomplete_is_drawn_with_a_reservation_and_not_laid_beside_others(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,category,count\n2023,Ongewenste omgangsvormen,9\n", encoding="utf-8")
    desk.import_totals(desk.read_totals(path))
    add(desk, 2024, 8)
    add(desk, 2025, 9)
    picture = desk.many_years(2025, TODAY)
    found = row(picture, CONDUCT)
    assert [year.incomplete for year in found.years] == [True, False, False]
    assert found.tested is not None
    assert [point.year for point in found.tested.row.series] == [2024, 2025]
    assert any("2023" in remark for remark in picture.remarks)
    released = desk.released_years(2025).row(CONDUCT)
    assert released is not None
    assert [year.incomplete for year in released.years] == [True, False, False]


def test_where_nothing_is_hidden_both_sides_say_the_same(desk: Desk) -> None:
    desk.add_unit("Beleid", dict.fromkeys(range(2021, 2026), 900))
    sizes = {"conduct.bullying": (20, 22, 19, 24, 60), "financial.fraud": (30, 28, 31, 12, 11)}
    for kind, times in sizes.items():
        for year, number in enumerate(times, start=2021):
            add(desk, year, number, kind)
    picture, told = desk.many_years(2025, TODAY), desk.released_years(2025)
    for code in (TOTAL, CONDUCT, "financial"):
        exact, released = row(picture, code), told.row(code)
        assert released is not None
        assert [isinstance(year.cell, Shown) for year in released.years] == [True] * 5
        assert released.verdict is not None
        assert exact.verdict is not None
        assert exact.verdict.comparison == released.verdict.comparison
        assert exact.verdict.trend == released.verdict.trend
        assert exact.verdict.saying is released.verdict.saying
        assert [year.interval for year in exact.years] == [y.interval for y in released.years]
        assert [year.rate for year in exact.years] == [year.rate for year in released.years]
    assert saying(row(picture, CONDUCT)) is Saying.BEYOND_CHANCE


def test_a_row_that_was_two_types_is_one_row_with_the_cases_of_both(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    joint = "Misbruik positie, bevoegdheden en belangenverstrengeling"
    path.write_text(f'year,category,count\n2023,TOTAAL,9\n2023,"{joint}",9\n', encoding="utf-8")
    desk.import_totals(desk.read_totals(path, code_list="rijk-2014"))
    codes = [*add(desk, 2025, 4, "position"), *add(desk, 2025, 3, "powers")]
    add(desk, 2024, 5, "position")
    found = next(row for row in desk.many_years(2025, TODAY).rows if "+" in row.node.code)
    assert counts(found) == [Printed("9", 9, 9), 5, 7]
    assert found.years[-1].cases is not None
    assert desk.count_cases(found.years[-1].cases) == 7
    one_matter(desk, codes[:3])
    found = next(row for row in desk.many_years(2025, TODAY).rows if "+" in row.node.code)
    assert [year.matters for year in found.years] == [None, 5, 5]
    released = desk.released_years(2025).row(found.node.code)
    assert released is not None


def test_rows_that_the_report_tells_as_one_are_found_by_each_of_them(desk: Desk) -> None:
    for year in (2024, 2025):
        add(desk, year, 20)
        add(desk, year, 6, "force")
        add(desk, year, 7, "private")
    prepared = desk.prepare(2025)
    merged = (Merging("types", ("force", "private")),)
    policy = prepared.counted.policy.to_tell(replace(prepared.policy.telling, merged=merged))
    desk.keep_choices(
        replace(prepared, counted=replace(prepared.counted, policy=policy), policy=policy)
    )
    told = desk.released_years(2025)
    one, other = told.row("force"), told.row("private")
    assert one == other
    assert one is not None
    assert one.years[-1].cell == Shown(13)
    assert one.verdict is not None


def test_a_year_that_was_released_keeps_its_figures_on_the_released_side(
    desk: Desk, tmp_path: Path
) -> None:
    for year in (2024, 2025):
        add(desk, year, 20)
    assert not desk.released_years(2025).told_before
    desk.write_report(desk.prepare(2025), "authority", tmp_path / "verslag.pdf", TODAY)
    add(desk, 2025, 3)
    told = desk.released_years(2025)
    assert told.told_before
    total = told.row(TOTAL)
    assert total is not None
    assert total.years[-1].cell == Shown(20)
    assert counts(row(desk.many_years(2025, TODAY)))[-1] == 23


def test_a_theme_is_counted_year_by_year_where_it_was_registered(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("year,category,count\n2023,Ongewenste omgangsvormen,9\n", encoding="utf-8")
    desk.import_totals(desk.read_totals(path))
    add(desk, 2024, 2)
    add(desk, 2025, 3)
    add(desk, 2025, 4, kind="force")
    add(desk, 2026, 1)
    told = desk.theme_years(Theme(("conduct",)), 2022, TODAY)
    assert [(each.year.year, each.cases, each.over) for each in told] == [
        (2024, 2, True),
        (2025, 3, True),
        (2026, 1, False),
    ]
    assert desk.list_cases(told[1].selection, 10).total == 3
    assert desk.theme_years(Theme((), (), ("werving",)), 2022, TODAY) == ()


def test_the_cases_of_a_pattern_are_those_of_its_type_alone(desk: Desk) -> None:
    add(desk, 2025, 5, kind="conduct.bullying", month=9)
    add(desk, 2025, 4, kind="conduct", month=9)
    begin, end = Month(2025, 9), Month(2026, 3)
    pattern = Proposal("conduct", None, 4, 0, begin, end)
    assert desk.list_cases(desk.cases_of_pattern(pattern), 10).total == 4
