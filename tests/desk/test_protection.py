"""Choosing how a year is told: the ladder, shared answers, and what readers could have known."""

import os
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from tests.desk.a_release import copied, opened
from vp_desk.axes import TOTAL
from vp_desk.demo import invent
from vp_desk.desk import ChangeKind, Desk, Prepared, protect, weigh, without_protection
from vp_desk.desk.demonstration import fill
from vp_desk.desk.reports import Counted, StepDoesNotFitError, Weighing
from vp_desk.desk.settings import SettingError
from vp_desk.errors import VpDeskError
from vp_desk.group_disclosure import SharedAnswerError
from vp_desk.ladder import Ladder, Step
from vp_desk.periods import Month
from vp_desk.records import Case
from vp_desk.released import Shown
from vp_desk.suppression import Reader, State, audit
from vp_desk.telling import Merging, SmallFigures, Telling

TODAY = date(2026, 2, 2)


@pytest.fixture(scope="module")
def counted(master_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Counted:
    """The last year of the demonstration; nothing was ever chosen for it or released."""
    vault = copied(master_vault, tmp_path_factory.mktemp("counted") / "kluis")
    with opened(vault) as desk:
        fill(desk, invent())
        return desk.count(2025)


@pytest.fixture(scope="module")
def weighing(counted: Counted) -> Weighing:
    """Of that year, with nothing chosen."""
    return weigh(counted)


@pytest.fixture(scope="module")
def ladder(weighing: Weighing) -> Ladder:
    """The steps that were weighed."""
    return weighing.ladder


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
    readers = next(each for each in grouped.editions() if each.code == edition)
    seen = prepared.with_confirmed(refused.value.shared, readers)
    grouped.write_report(seen, edition, tmp_path / "r.pdf", TODAY)
    with pytest.raises(SharedAnswerError):  # other readers stand close as well
        grouped.write_aggregates(seen, None, tmp_path / "t.json", TODAY)
    for each in grouped.editions():
        seen = seen.with_confirmed(seen.to_confirm(each), each)
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


def test_every_rung_of_a_real_year_can_be_taken_and_written(
    full: Desk, ladder: Ladder, tmp_path: Path
) -> None:
    editions = cycle(full.editions())
    for step in Step:
        rung = ladder.best(step)
        assert rung is not None
        prepared = protect(full.count(2025), rung.telling)  # beside what was written before
        full.write_report(prepared, next(editions).code, tmp_path / "r.pdf", TODAY)
        full.write_aggregates(prepared, next(editions).code, tmp_path / "t.json", TODAY)


def test_merged_years_are_told_as_one_column_of_the_trend(counted: Counted, ladder: Ladder) -> None:
    rung = ladder.best(Step.YEARS)
    assert rung is not None
    trend = protect(counted, rung.telling).release.publication.tables["trend"]
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


def test_a_year_with_few_cases_is_recommended_in_bands(full: Desk, ladder: Ladder) -> None:
    few = weigh(full.count(2022)).ladder
    assert [rung.step for rung in few.recommended] == [Step.BANDS]
    assert [rung.step for rung in ladder.recommended] == [Step.HIDE]
    assert full.prepare(2022).release.publication.small_figures is SmallFigures.BAND


def test_what_a_reader_could_have_known_is_told_in_sums(full: Desk) -> None:
    told = without_protection(full.prepare(2025))
    assert any("min 8 (2e kwartaal 2025)" in sentence for one in told for sentence in one.sentences)


def drop(name: str, *others: str) -> Telling:
    return Telling(dropped=frozenset({name, *others}))


def test_steps_go_together_and_each_is_priced_beside_those_in_use(
    counted: Counted, ladder: Ladder
) -> None:
    further = weigh(counted, drop("relation")).ladder
    taken = [rung for rung in further.rungs if rung.taken]
    assert [rung.step for rung in taken] == [Step.HIDE, Step.DROP]
    assert taken[1].telling == Telling()  # given up
    routes = next(r for r in further.rungs if r.about and r.about.name == "routes")
    assert routes.telling == drop("relation", "routes")
    both = protect(counted, routes.telling)
    assert not {"relation", "routes"} & both.release.publication.tables.keys()
    alone = next(r for r in ladder.rungs if r.about and r.about.name == "routes")
    assert routes.price.lost > alone.price.lost
    assert further.recommended == ladder.recommended


def test_merged_years_do_not_offer_what_shares_a_year_with_them(
    counted: Counted, weighing: Weighing
) -> None:
    first = weighing.ladder.of(Step.YEARS)
    pair = next(r for r in first if r.about and r.about.codes == ("2021", "2022"))
    now = weigh(counted, pair.telling, before=weighing).ladder.of(Step.YEARS)
    codes = {rung.about.codes: rung.taken for rung in now if rung.about}
    assert codes == {("2021", "2022"): True, ("2023", "2024"): False}


def test_of_merged_years_that_share_a_year_the_last_stands(
    counted: Counted, ladder: Ladder
) -> None:
    years = {r.about.codes: r for r in ladder.of(Step.YEARS) if r.about}
    first, last = years["2021", "2022"], years["2022", "2023"]
    relation = next(r for r in ladder.rungs if r.about and r.about.name == "relation")
    telling = ladder.together([first, relation, last])
    assert telling == replace(drop("relation"), merged=(Merging("period", ("2022", "2023")),))
    protect(counted, telling)
    assert ladder.together([]) == Telling()


def test_what_was_chosen_for_a_year_is_kept_for_its_next_report(full: Desk) -> None:
    telling = replace(drop("relation"), merged=(Merging("period", ("2021", "2022")),))
    prepared = protect(full.count(2025), telling)
    changes = full.keep_choices(prepared)
    assert changes.kinds == {ChangeKind.CHOICES}
    again = full.prepare(2025)
    assert again.policy.telling == telling
    assert again.release.publication.tables == prepared.release.publication.tables
    assert full.prepare(2024).policy.telling == Telling()


def test_a_confirmation_is_kept_for_the_readers_it_was_given_for(
    grouped: Desk, tmp_path: Path
) -> None:
    prepared = grouped.prepare(2025)
    coordinator = next(e for e in grouped.editions() if e.code == "coordinator")
    council = next(e for e in grouped.editions() if e.code == "works_council")
    asked = prepared.to_confirm(coordinator)
    assert asked
    grouped.keep_choices(prepared.with_confirmed(asked, coordinator))
    again = grouped.prepare(2025)
    assert again.to_confirm(coordinator) == ()
    assert again.to_confirm(council)
    grouped.write_report(again, "coordinator", tmp_path / "r.pdf", TODAY)


def test_a_chosen_step_that_no_longer_fits_is_set_aside_and_said(full: Desk) -> None:
    telling = replace(drop("relation"), merged=(Merging("period", ("2021", "2022")),))
    full.keep_choices(protect(full.count(2025), telling))
    short = full.count(2025, trend_years=2)  # those years are not in sight any more
    assert short.lapsed
    assert short.policy.telling == drop("relation")
    assert not full.count(2025).lapsed


@pytest.mark.parametrize(
    "telling",
    [
        drop("vanished"),
        Telling(merged=(Merging("types", ("conduct", "vanished")),)),
        Telling(merged=(Merging("colour", ("red", "blue")),)),
        Telling(merged=(Merging("types", ("conduct", "conduct.bullying")),)),
    ],
)
def test_a_step_about_what_is_not_there_is_refused(full: Desk, telling: Telling) -> None:
    with pytest.raises(StepDoesNotFitError, match="vp-desk ladder"):
        protect(full.count(2025), telling)


def test_the_stricter_protection_of_the_settings_holds_for_every_report(desk: Desk) -> None:
    # A reader who knows that these two are 3 together knows of each that it is 1 or 2.
    for kind, number in (("conduct", 40), ("outside", 40), ("force", 1), ("private", 2)):
        for _ in range(number):
            case = Case(code=desk.new_case_code(), month=Month(2025, 3), types=(kind,))
            desk.add_case(case, None)
    assert between_two(desk.prepare(2025)) > 0
    desk.change_settings(replace(desk.settings, protection="P2"))
    strict = desk.prepare(2025)
    assert between_two(strict) == len(strict.release.account.narrow) == 0


def test_a_protection_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(SettingError, match="P1 of P2"):
        replace(desk.settings, protection="P3")


def test_a_report_takes_the_place_of_no_device(full: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "r.pdf")
    with pytest.raises(VpDeskError):
        full.write_report(full.prepare(2025), "authority", tmp_path / "r.pdf", TODAY)
    assert (tmp_path / "r.pdf").is_fifo()
    assert [path.name for path in tmp_path.glob("*.new")] == []


def between_two(prepared: Prepared) -> int:
    """How many small figures a reader can tell to be one of two values."""
    out = prepared.release
    shown = {
        table.ids[key]
        for table in out.publication.tables.values()
        for key, cell in table.cells.items()
        if isinstance(cell, Shown)
    }
    hidden = {
        cell.id for cell in out.cells if cell.id not in shown and cell.state is not State.PUBLIC
    }
    found = audit(out.cells, out.relations, hidden, reader=Reader.P)
    return sum(each.high is not None and each.high - each.low == 1 for each in found.values())


def test_weighing_tells_how_far_it_is_and_stops_when_asked(full: Desk) -> None:
    counted = full.count(2025)
    steps: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        steps.append((done, total))
        if done > 60:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        weigh(counted, progress=watch)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert len({done for done, _ in steps}) > 10
