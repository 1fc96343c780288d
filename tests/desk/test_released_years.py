"""What a year was when it was told: by another calendar, from totals, with cases that came and went since."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.desk.a_release import NEXT_YEAR, TODAY, late, prepared, record, total_of
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.demo import invent
from vp_desk.desk import Desk, Prepared
from vp_desk.desk.demonstration import fill
from vp_desk.periods import ReportingCalendar
from vp_desk.records import CaseCode
from vp_desk.released import Gap, Hidden, Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.facts import ReportFacts
from vp_desk.resources import resource
from vp_desk.storage import releases

NOW = ReportingCalendar()


# --- by another calendar ---


def test_a_trend_by_another_calendar_counts_the_years_of_that_calendar(
    desk: Desk, out: Path
) -> None:
    fill(desk, invent(sizes=(30, 45, 50), last_year=2025))
    desk.write_report(prepared(desk), "authority", out / "a.pdf", TODAY)
    school = replace(desk.settings, first_month=8)
    desk.change_settings(school)
    tables = {table.spec.name: table for table in desk.count(2025).tables}
    desk.change_settings(replace(school, first_month=1))
    cases = [f.case for f in invent(sizes=(30, 45, 50), last_year=2025).files]
    calendar = ReportingCalendar(8)
    for number in (2023, 2024):
        there = sum(calendar.year_of(case.month).year == number for case in cases)
        assert tables["trend"].cells[TOTAL, str(number)] == (there, there)


def test_the_same_quarter_in_another_calendar_is_the_same_figure(desk: Desk, out: Path) -> None:
    for kind, number in {"private": 40, "conduct": 30, "force": 4}.items():
        record(desk, late(number, kind, mark=kind))
    desk.write_report(prepared(desk), "authority", out / "a.pdf", TODAY)
    then = desk.released.ledger().earlier(ReportingCalendar(4)).publications[0].figures
    # May lies in the second quarter of 2025, and in the first of the year that begins in April.
    name = f"cases|{PERIOD}=2025.1|types=force"
    assert then[name].count == (4, 4)
    assert f"cases|{PERIOD}=2025@1|types=force" in then
    assert f"cases|{PERIOD}=2025|types=force" not in then
    apart = desk.released.ledger().earlier(ReportingCalendar(8)).publications[0].figures
    assert f"cases|{PERIOD}=2025@1.2|types=force" in apart
    desk.change_settings(replace(desk.settings, first_month=4))
    again = prepared(desk)
    desk.write_report(again, "authority", out / "b.pdf", date(2026, 4, 9))
    told = desk.released.ledger().earlier(desk.calendar)
    assert not told.given_away(5)
    first, second = told.publications
    assert {n: f.standing for n, f in second.figures.items() if n in first.figures} == {
        n: f.standing for n, f in first.figures.items() if n in second.figures
    }


def test_what_was_told_of_a_year_in_another_calendar_is_not_known_of_this_one(
    desk: Desk, out: Path
) -> None:
    """4 was told of January to March by a lower threshold; the first quarter of the school year has 4 too."""
    many = late(30, "private", mark="p") + late(30, "financial", mark="q")
    spring, autumn = late(4, mark="spring"), late(4, mark="autumn")
    files = [
        *many,
        *(replace(f, case=replace(f.case, month=replace(f.case.month, month=2))) for f in spring),
        *(replace(f, case=replace(f.case, month=replace(f.case.month, month=9))) for f in autumn),
    ]
    record(desk, files)
    desk.change_settings(replace(desk.settings, threshold=3))
    first = prepared(desk)
    quarters = first.release.publication.tables["types_by_quarter"]
    assert quarters.at(types="conduct", period="2025.1") == Shown(4)
    desk.write_report(first, "authority", out / "a.pdf", TODAY)
    desk.change_settings(replace(desk.settings, threshold=5, first_month=8))
    second = prepared(desk).release.publication.tables["types_by_quarter"]
    assert second.at(types="conduct", period="2025.1") != Shown(4)


# --- totals from elsewhere ---


@pytest.mark.parametrize("published", [True, False])
def test_years_from_totals_keep_their_rows_and_notes_in_every_later_report(
    desk: Desk, out: Path, *, published: bool
) -> None:
    fill(desk, invent(sizes=(30, 45), last_year=2025))
    totals = desk.read_totals(resource("examples/defensie_2014_2022.csv"), published=published)
    desk.import_totals(totals)
    desk.change_settings(replace(desk.settings, trend_years=5))
    first = prepared(desk)
    trend = first.release.publication.tables["trend"]
    assert trend.at(types="position+powers", period="2022") != Gap()
    desk.write_report(first, "authority", out / "a.pdf", TODAY)
    again = prepared(desk)
    assert again.release.publication.tables["trend"] == trend
    desk.write_report(again, "works_council", out / "b.pdf", TODAY)
    assert len(desk.released.ledger().publications) == 1
    record(desk, late(60, year=2026, mark="new"))
    later = prepared(desk, 2026).release.publication.tables["trend"]
    assert later.notes
    for row in trend.axis("types").by_code:
        for year in ("2022", "2024", "2025"):
            assert later.at(types=row, period=year) == trend.at(types=row, period=year)


def test_a_year_of_totals_alone_is_told_again_with_the_tables_that_it_had(
    desk: Desk, out: Path
) -> None:
    desk.import_totals(desk.read_totals(resource("examples/defensie_2014_2022.csv")))
    first = prepared(desk, 2022)
    desk.write_report(first, "authority", out / "a.pdf", TODAY)
    again = prepared(desk, 2022)
    assert again.counted.frozen is None
    assert again.release.publication.tables == first.release.publication.tables
    assert [*again.release.publication.tables] == ["trend"]


@pytest.mark.parametrize("told", [2022, 2025])
def test_totals_that_were_told_and_deleted_since_are_a_gap(
    desk: Desk, out: Path, told: int
) -> None:
    fill(desk, invent(sizes=(30, 45), last_year=2025))
    totals = desk.read_totals(resource("examples/defensie_2014_2022.csv"), published=False)
    desk.import_totals(totals)
    desk.write_report(prepared(desk, told), "authority", out / "a.pdf", TODAY)
    for year in range(2014, 2023):
        desk.forget_totals(year)
    again = prepared(desk)
    assert total_of(again, "trend", "2022") == Gap()
    assert total_of(again, "trend", "2024") == Shown(30)


# --- cases that came and went ---


def test_a_late_case_is_late_also_when_the_last_cases_were_deleted_before_it_came(
    desk: Desk, out: Path
) -> None:
    record(desk, late(50))
    desk.write_report(prepared(desk), "authority", out / "a.pdf", TODAY)
    for number in range(38, 50):
        desk.delete_case(CaseCode(f"late-{number}"), TODAY)
    desk.empty_bin()
    record(desk, [*late(12, mark="later"), *late(60, year=2026, mark="new")])
    table = prepared(desk, 2026).release.publication.tables["late_cases"]
    assert table.at(period="2025") == Shown(12)


def test_late_cases_that_were_told_stay_told_when_they_are_deleted(desk: Desk, out: Path) -> None:
    record(desk, late(50))
    desk.write_report(prepared(desk), "authority", out / "a.pdf", TODAY)
    record(desk, [*late(12, mark="later"), *late(60, year=2026, mark="new")])
    desk.write_report(prepared(desk, 2026), "authority", out / "b.pdf", NEXT_YEAR)
    for number in range(12):
        desk.delete_case(CaseCode(f"later-{number}"), NEXT_YEAR)
    desk.empty_bin()
    record(desk, late(60, year=2027, mark="after"))
    after = prepared(desk, 2027).release.publication.tables["late_cases"]
    assert after.at(period="2025") == Shown(12)
    record(desk, late(9, mark="latest"))
    after = prepared(desk, 2027).release.publication.tables["late_cases"]
    assert after.at(period="2025") == Shown(12 + 9)


def test_who_was_told_of_late_cases_cannot_find_the_one_that_came_after_them(
    desk: Desk, out: Path
) -> None:
    """45, and seven late ones in the next report: a restated 53 would tell of one more."""
    fill(desk, invent(sizes=(30, 45), last_year=2025))
    desk.write_report(prepared(desk), "authority", out / "a.pdf", TODAY)
    record(desk, [*late(7), *late(60, year=2026, mark="new")])
    desk.write_report(prepared(desk, 2026), "authority", out / "b.pdf", NEXT_YEAR)
    assert total_of(prepared(desk, restated=True)) == Shown(52), "all of them were told of"
    record(desk, late(1, mark="last"))
    assert total_of(prepared(desk, restated=True)) == Hidden()


# --- by another version of the program ---


def test_a_table_that_came_with_a_later_version_is_not_in_a_year_told_before(
    two_years: Desk, out: Path
) -> None:
    """The ledger of an older version is the one of now without the figures of that table."""
    desk = two_years
    first = prepared(desk)
    assert "routes" in first.release.publication.tables
    desk.write_report(first, "authority", out / "a.pdf", TODAY)
    with desk._vault.write() as db:
        (known,) = releases.ledger(db).publications
        kept = known.kept
        alone = {*kept.tables["routes"]}
        older = replace(
            kept,
            figures={name: f for name, f in kept.figures.items() if name not in alone},
            tables={name: names for name, names in kept.tables.items() if name != "routes"},
            relations=tuple(r for r in kept.relations if not alone & dict(r).keys()),
        )
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute("DROP TRIGGER publications_kept")
        db.execute("DELETE FROM publications")
        releases.add_publication(db, replace(known, kept=older))
    again = prepared(desk)
    assert again.counted.frozen is not None
    tables = again.release.publication.tables
    assert tables.keys() == first.release.publication.tables.keys() - {"routes"}
    assert total_of(again) == total_of(first)
    desk.write_report(again, "authority", out / "b.pdf", TODAY)
    restated = prepared(desk, restated=True).release.publication.tables
    assert "routes" in restated


# --- what a report says of it ---


def guide_of(found: Prepared) -> str:
    """The report in one text."""
    facts = ReportFacts("Dienst Voorbeeld", found.year, TODAY)
    return repr(annual_report(found.release.publication, facts))


def test_a_report_says_that_figures_are_those_of_then_only_where_they_are(
    desk: Desk, out: Path
) -> None:
    fill(desk, invent(sizes=(30, 45), last_year=2025))
    same, other = "staan er zoals ze toen zijn verteld", "zijn na een eerder verslag gewijzigd"
    assert same not in guide_of(prepared(desk))
    desk.write_report(prepared(desk), "authority", out / "a.pdf", TODAY)
    record(desk, late(7))
    frozen, restated = prepared(desk), prepared(desk, restated=True)
    assert same in guide_of(frozen)
    assert other not in guide_of(frozen)
    assert other in guide_of(restated)


def test_the_report_of_a_year_of_which_something_was_told_provisionally_says_that_it_changed(
    desk: Desk, out: Path
) -> None:
    fill(desk, invent(sizes=(30, 45), last_year=2025))
    desk.write_report(prepared(desk), "authority", out / "a.pdf", date(2025, 11, 3))
    record(desk, late(7))
    assert "zijn na een eerder verslag gewijzigd" in guide_of(prepared(desk))
