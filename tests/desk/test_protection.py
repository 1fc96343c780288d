"""Choosing how a year is told: the ladder, shared answers, and what readers could have known."""

from datetime import date
from pathlib import Path

import pytest

from vp_desk.axes import TOTAL
from vp_desk.demo import invent
from vp_desk.desk import Desk, protect, weigh, without_protection
from vp_desk.desk.demonstration import fill
from vp_desk.disclosure import Shown, SmallFigures
from vp_desk.group_disclosure import SharedAnswerError
from vp_desk.ladder import Step
from vp_desk.periods import Month
from vp_desk.records import Case

TODAY = date(2026, 2, 2)


@pytest.fixture
def full(desk: Desk) -> Desk:
    fill(desk, invent())
    return desk


@pytest.fixture
def grouped(desk: Desk) -> Desk:
    """All eight cases of one type began in one quarter; those of two others are spread."""
    for kind, months in (
        ("conduct.bullying", (1, 4, 7, 10)),
        ("outside.workload", (1, 4, 7, 10)),
        ("information.leak", (5,)),
    ):
        for number in range(8 if len(months) == 1 else 40):
            month = Month(2025, months[number % len(months)])
            desk.add_case(Case(code=desk.new_case_code(), month=month, types=(kind,)), None)
    return desk


@pytest.mark.parametrize("edition", ["works_council", "coordinator"])
def test_an_edition_for_close_readers_waits_for_the_adviser(
    grouped: Desk, tmp_path: Path, edition: str
) -> None:
    prepared = grouped.prepare(2025)
    with pytest.raises(SharedAnswerError, match="Bevestig eerst") as refused:
        grouped.write_report(prepared, edition, tmp_path / "r.pdf", TODAY)
    assert "2e kwartaal 2025" in str(refused.value)
    with pytest.raises(SharedAnswerError):
        grouped.write_aggregates(prepared, None, tmp_path / "t.json", TODAY)
    assert not list(tmp_path.glob("[rt].*"))
    seen = prepared.with_confirmed(refused.value.shared)
    grouped.write_report(seen, edition, tmp_path / "r.pdf", TODAY)
    grouped.write_aggregates(seen, None, tmp_path / "t.json", TODAY)
    assert len(list(tmp_path.glob("[rt].*"))) == 2


def test_the_authority_is_not_asked_and_the_adviser_is_warned(
    grouped: Desk, tmp_path: Path
) -> None:
    prepared = grouped.prepare(2025)
    authority = grouped.editions()[0]
    assert prepared.to_confirm(authority) == ()
    assert [one.answer for one in prepared.shared_answers(authority)] == ["2e kwartaal 2025"]
    grouped.write_report(prepared, authority.code, tmp_path / "r.pdf", TODAY)


def test_every_rung_of_a_real_year_can_be_taken_and_written(full: Desk, tmp_path: Path) -> None:
    counted = full.count(2025)
    ladder = weigh(counted).ladder
    for step in Step:
        rung = ladder.best(step)
        assert rung is not None
        prepared = protect(counted, rung.policy)
        for edition in full.editions():
            full.write_report(prepared, edition.code, tmp_path / "r.pdf", TODAY)
            full.write_aggregates(prepared, edition.code, tmp_path / "t.json", TODAY)


def test_merged_years_are_told_as_one_column_of_the_trend(full: Desk) -> None:
    counted = full.count(2025)
    rung = weigh(counted).ladder.best(Step.YEARS)
    assert rung is not None
    trend = protect(counted, rung.policy).release.publication.tables["trend"]
    joint = next(node for node in trend.axis("period").nodes if "&" in node.code)
    assert joint.label == "2021–2022"
    assert trend.at(types=TOTAL, period=joint.code) == Shown(12 + 23)


def test_the_demonstration_keeps_most_of_its_larger_figures_in_every_edition(full: Desk) -> None:
    """At least 70 % of what is 5 or more, in each edition of each year."""
    for year in range(2022, 2026):
        prepared = full.prepare(year)
        for edition in full.editions():
            told = prepared.release.publication.for_edition(edition)
            exact = {
                table.ids[key]: prepared.exact[name].cells.get(key)
                for name, table in told.tables.items()
                for key in table.cells
            }
            shown = {
                table.ids[key]
                for table in told.tables.values()
                for key, cell in table.cells.items()
                if isinstance(cell, Shown)
            }
            large = {
                name
                for name, count in exact.items()
                if count is not None and getattr(count, "value", 0) >= 5
            }
            assert len(large) >= 4
            assert len(large & shown) >= 0.7 * len(large), (year, edition.code)


def test_a_year_with_few_cases_is_recommended_in_bands(full: Desk) -> None:
    few, many = weigh(full.count(2022)).ladder, weigh(full.count(2025)).ladder
    assert few.recommended is not None
    assert few.recommended.step is Step.BANDS
    assert many.recommended is not None
    assert many.recommended.step is Step.HIDE
    assert full.prepare(2022).release.publication.small_figures is SmallFigures.BAND


def test_what_a_reader_could_have_known_is_told_in_sums(full: Desk) -> None:
    told = without_protection(full.prepare(2025))
    assert any("min 8 (2e kwartaal 2025)" in sentence for one in told for sentence in one.sentences)


def test_weighing_tells_how_far_it_is_and_stops_when_asked(full: Desk) -> None:
    counted = full.count(2025)
    steps: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        steps.append((done, total))
        if done > 60:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        weigh(counted, watch)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert len({done for done, _ in steps}) > 10
