"""What was told before: kept whole, laid beside what comes, and never made worse by it."""

import os
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.attacker import Known, Relation, disclosed
from tests.core.test_disclosure import POLICY, cases, knowledge, tables_of
from tests.strategies import case_files
from vp_desk.aggregate import CaseFile, Count, CountTable, publication_plan
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.disclosure import Policy, Reason, Release, UnprotectableError, release
from vp_desk.earlier import (
    CHANGE,
    Earlier,
    KeptFigure,
    KeptPublication,
    Standing,
    Told,
    as_told,
)
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.released import Band, Gap, Hidden, Shown
from vp_desk.telling import Merging, SmallFigures

EXAMPLES = 1000 if os.environ.get("VP_DESK_ATTACK") else 10
EVERY_TABLE = frozenset(publication_plan().printed)
HIDE = replace(POLICY, small_figures=SmallFigures.HIDE)


def after(*releases: Release, tables: frozenset[str] = EVERY_TABLE) -> Earlier:
    """What readers know who got these."""
    return Earlier(tuple(Told(out.kept, tables) for out in releases))


def again(tables: list[CountTable], policy: Policy, *before: Release) -> Release:
    """Pass the gate after what was told before."""
    return release(tables, replace(policy, earlier=after(*before)))


def types_of(out: Release) -> dict[str, object]:
    table = out.publication.tables["types"]
    nodes = [node.code for node in table.axis("types").nodes if node.depth < 2]
    return {code: table.at(types=code, period="2025") for code in nodes}


def test_the_same_figures_are_told_in_the_same_way_however_often() -> None:
    tables = tables_of(cases(conduct=20, force=3, private=19, financial=8))
    for policy in (HIDE, POLICY, replace(POLICY, small_figures=SmallFigures.BAND)):
        first = release(tables, policy)
        second = again(tables, replace(policy, seed=b"another"), first)
        third = again(tables, replace(policy, seed=b"and another"), first, second)
        for out in (second, third):
            told = {n: t.cells for n, t in out.publication.tables.items()}
            assert told == {n: t.cells for n, t in first.publication.tables.items()}
            assert out.kept.tells_as(first.kept)
        assert Reason.SECONDARY not in second.account.reasons.values()


def test_what_was_hidden_stays_hidden_with_another_threshold_and_what_was_shown_stays_shown() -> (
    None
):
    tables = tables_of(cases(conduct=20, force=4, private=19, financial=8))
    first = release(tables, replace(HIDE, threshold=5))
    lower = again(tables, replace(HIDE, threshold=3), first)
    assert types_of(lower) == types_of(first)
    higher = again(tables, replace(HIDE, threshold=10), first)
    assert types_of(higher) == types_of(first), "8 cases were told; nobody forgets that"


def test_tables_that_nobody_got_bind_nothing() -> None:
    tables = tables_of(cases(conduct=20, force=4, private=19, financial=8))
    first = release(tables, replace(HIDE, threshold=5))
    known = Earlier((Told(first.kept, frozenset({"routes"})),))
    second = release(tables, replace(HIDE, threshold=3, earlier=known))
    assert types_of(second)["force"] == Shown(4)


def test_one_late_case_cannot_be_found_by_subtracting_two_reports() -> None:
    first = release(tables_of(cases(conduct=20, private=19, financial=8)), HIDE)
    second = again(tables_of(cases(conduct=20, private=19, financial=9)), HIDE, first)
    told = types_of(second)
    assert types_of(first)["financial"] == Shown(8)
    assert told["financial"] == Hidden()
    assert told[TOTAL] == Hidden(), "the total went up by the same one"
    assert told["conduct"] == Shown(20)


def test_the_first_and_the_third_report_cannot_be_subtracted_either() -> None:
    """The second hides the figure; four more than in the first would be seen in the third."""
    first = release(tables_of(cases(conduct=20, private=19, financial=8)), HIDE)
    second = again(tables_of(cases(conduct=20, private=19, financial=11)), HIDE, first)
    third = again(tables_of(cases(conduct=20, private=19, financial=12)), HIDE, first, second)
    assert types_of(second)["financial"] == Hidden()
    assert types_of(third)["financial"] == Hidden()


def trend_of_two_years(
    before: tuple[CaseFile, ...], now: tuple[CaseFile, ...]
) -> tuple[list[CountTable], list[CountTable]]:
    """All tables with cases of 2024 and 2025, and the same when the trend alone is printed."""
    files = tuple(
        replace(file, case=replace(file.case, month=Month(2024, file.case.month.month)))
        for file in before
    )
    renamed = tuple(
        replace(file, case=replace(file.case, code=CaseCode(f"nu-{file.case.code}")))
        for file in now
    )
    tables = tables_of((*files, *renamed))
    trend = [replace(t, spec=replace(t.spec, printed=t.spec.name == "trend")) for t in tables]
    return tables, trend


def test_years_that_are_merged_do_not_give_one_of_them_away_by_the_other_told_before() -> None:
    tables, told = trend_of_two_years(cases(conduct=20, private=9), cases(conduct=20, private=3))
    first = release(told, HIDE)
    merged = replace(HIDE, merged=(Merging(PERIOD, ("2024", "2025")),))
    second = again(tables, merged, first)
    trend = second.publication.tables["trend"]
    assert first.publication.tables["trend"].at(types="private", period="2024") == Shown(9)
    assert trend.at(types="private", period="2024&2025") == Hidden()


def test_of_what_is_merged_readers_suppose_that_it_was_small_also_when_it_was_told_before() -> None:
    """3 and 5 were told as "0-5". Of 8 together, with 3 at most behind it where it was small, both follow."""
    few = cases(conduct=20, private=3, force=2, outside=4, financial=5)
    _, told = trend_of_two_years(few, cases(conduct=20, private=5, force=4, outside=5, financial=4))
    bands = replace(POLICY, small_figures=SmallFigures.BAND)
    first = release(told, replace(bands, threshold=6))
    merged = (Merging(PERIOD, ("2024", "2025")),)
    second = again(told, replace(bands, threshold=4, merged=merged), first)
    for year in ("2024", "2025"):
        trend = first.publication.tables["trend"]
        assert trend.at(types="private", period=year) == Band(0, 5)
    trend = second.publication.tables["trend"]
    assert trend.at(types="private", period="2024&2025") == Hidden()


def test_many_late_cases_may_be_seen() -> None:
    first = release(tables_of(cases(conduct=20, private=19, financial=8)), HIDE)
    second = again(tables_of(cases(conduct=20, private=19, financial=15)), HIDE, first)
    assert types_of(second)["financial"] == Shown(15)
    assert types_of(second)[TOTAL] == Shown(54)


def test_what_the_past_gives_away_is_named_and_not_a_reason_to_refuse() -> None:
    """Two earlier files, made without a ledger, differ by three cases in one type."""
    one = release(tables_of(cases(conduct=20, private=19, financial=8)), HIDE)
    two = release(tables_of(cases(conduct=20, private=19, financial=11)), HIDE)
    known = after(one, two)
    assert f"{CHANGE}cases|period=2025|types=financial" in known.given_away(5)
    third = release(
        tables_of(cases(conduct=20, private=19, financial=11)), replace(HIDE, earlier=known)
    )
    assert third.account.given_away == known.given_away(5)
    assert types_of(third) == types_of(two)


def test_a_second_change_that_is_given_away_is_told_apart_from_the_first() -> None:
    """What leaked once is no cover for what leaks next."""
    outs = [
        release(tables_of(cases(conduct=20, private=19, financial=n)), HIDE) for n in (8, 11, 13)
    ]
    two, three = after(*outs[:2]), after(*outs)
    name = f"{CHANGE}cases|period=2025|types=financial"
    assert name in two.given_away(5)
    fresh = three.worked_out(5) - two.worked_out(5)
    assert {f"{name}#2-3"} <= fresh
    assert two.worked_out(5) <= three.worked_out(5)


def test_a_figure_that_goes_up_and_down_again_is_three_figures() -> None:
    five, six = (tables_of(cases(conduct=20, private=19, financial=n)) for n in (15, 21))
    first = release(five, HIDE)
    second = again(six, HIDE, first)
    third = again(five, HIDE, first, second)
    assert types_of(third)["financial"] == Shown(15)
    assert not third.account.given_away


def test_a_small_change_is_not_told_in_two_steps_either() -> None:
    """47 was told, then a 48 that was hidden: told now, 49 would say that two came in since the 47."""
    tables = [tables_of(cases(conduct=20, private=19, financial=n)) for n in (8, 9, 10)]
    first = release(tables[0], HIDE)
    second = again(tables[1], HIDE, first)
    assert types_of(again(tables[2], HIDE, first))[TOTAL] == Hidden()
    assert types_of(again(tables[2], HIDE, first, second))[TOTAL] == Hidden()


def test_years_that_are_told_as_one_are_the_sum_of_years_that_were_told_apart() -> None:
    """Six cases of force were told of 2024: eight of both years together would tell of two in 2025."""
    before = tuple(
        CaseFile(replace(f.case, code=CaseCode(f"{f.case.code}-before"), month=Month(2024, 3)))
        for f in cases(conduct=30, force=6)
    )
    tables = tables_of((*before, *cases(conduct=30, force=2)))
    first = release(tables, HIDE)
    told = first.publication.tables["trend"]
    assert told.at(types="force", period="2024") == Shown(6)
    assert told.at(types="force", period="2025") == Hidden()
    merged = replace(HIDE, merged=(Merging(PERIOD, ("2024", "2025")),))
    second = again(tables, merged, first)
    assert second.publication.tables["trend"].at(types="force", period="2024&2025") == Hidden()
    assert not after(first, second).given_away(5)


def test_everything_is_kept_as_it_was() -> None:
    for policy in (HIDE, POLICY):
        out = release(tables_of(cases(conduct=20, force=3, private=19)), policy)
        kept = out.kept
        assert KeptPublication.from_stored(kept.to_stored()) == kept
        figure = kept.figures["cases|period=2025|types=force"]
        assert (figure.count, figure.sensitive) == (Count(3, 3), True)
        assert kept.figures["cases|period=2025|types=conduct"].standing is Standing.SHOWN
        for name, table in out.publication.tables.items():
            assert {*kept.tables[name]} <= {*table.ids.values()}
            for key, cell in table.cells.items():
                told = {Shown: Standing.SHOWN, Band: Standing.BAND, Hidden: Standing.HIDDEN}
                assert kept.figures[table.ids[key]].standing is told[type(cell)]


def test_who_did_not_get_a_table_knows_nothing_of_its_figures() -> None:
    out = release(tables_of(cases(conduct=20, force=3, private=19)), HIDE)
    told = Told(out.kept, frozenset({"routes"})).figures["cases|period=2025|types=force"]
    assert told == KeptFigure(Count(3, 3), Standing.UNTOLD, sensitive=True)


def test_a_row_that_came_later_is_a_gap_in_a_year_told_before() -> None:
    tables = {table.spec.name: table for table in tables_of(cases(conduct=20, force=9))}
    unit = tables["unit"]
    kept = {unit.id_of(k): c for k, c in unit.cells.items() if isinstance(c, Count)}
    for key in [key for key in kept if "south" in key]:
        del kept[key]
    frozen = as_told(unit, {"2025": kept})
    assert ("south", "2025") not in frozen.cells
    assert frozen.cells["-", "2025"] == Count(29, 29)
    wholes = dict(frozen.equations())
    assert wholes[TOTAL, "2025"] == (("north", "2025"), ("-", "2025"))
    with_unit = [frozen if t is unit else t for t in tables.values()]
    out = release(with_unit, HIDE)
    assert out.publication.tables["unit"].at(unit="south", period="2025") == Gap()
    assert as_told(unit, {}) is unit


def test_other_years_keep_what_they_have() -> None:
    (trend,) = (table for table in tables_of(cases(conduct=20)) if table.spec.name == "trend")
    told = as_told(trend, {"2024": {trend.id_of(("*", "2024")): Count(7, 7)}})
    assert told.cells["*", "2024"] == Count(7, 7)
    assert ("conduct", "2024") not in told.cells
    assert told.cells["conduct", "2025"] == Count(20, 20)


def in_hand(
    first: Release, second: Release, before: list[CountTable], now: list[CountTable]
) -> tuple[dict[str, Known], list[Relation], set[str]]:
    """What a reader of both files can reckon with, and what must stay a secret to him."""
    old, old_secret = knowledge(first.publication, first.account.reasons, before)
    new, new_secret = knowledge(second.publication, second.account.reasons, now)
    then, today = (
        {t.id_of(k): c for t in tables for k, c in t.cells.items() if isinstance(c, Count)}
        for tables in (before, now)
    )
    among_bands = second.publication.small_figures is SmallFigures.BAND
    second_hidden = {
        table.ids[key]
        for table in second.publication.tables.values()
        for key, cell in table.cells.items()
        if isinstance(cell, Hidden)
    }
    known: dict[str, Known] = dict(new)
    relations: list[Relation] = [*second.publication.relations]
    secret = {name for name in new_secret if not isinstance(new[name], int)}
    place = {n: n if n in today and then[n].value == today[n].value else f"{n} then" for n in old}
    for name, told in old.items():
        there = place[name]
        if there != name or name not in known:
            known[there] = told
        elif not (among_bands and name in second_hidden):
            known[name] = narrowed(known[name], told)
        else:
            # Among bands a × is else no low figure; of one that was hidden before it says nothing new.
            known[name] = told
        if name in old_secret and not isinstance(told, int):
            secret.add(there)
        if there != name and name in today:
            change, up = f"{name} changed", today[name].value - then[name].value
            few = abs(today[name].cases - then[name].cases) < first.publication.threshold
            known[change] = (1 if isinstance(told, int) else 0, None)
            relations.append(((name, 1), (there, -1), (change, -1 if up > 0 else 1)))
            known.setdefault(name, (0, None))
            if few:
                secret.add(change)
    relations += [[(place[n], factor) for n, factor in r] for r in first.publication.relations]
    return known, relations, secret


def narrowed(one: Known, other: Known) -> Known:
    """What both files tell of a figure that has one value in them."""
    if isinstance(one, int) or isinstance(other, int):
        return one if isinstance(one, int) else other
    highs = [high for high in (one[1], other[1]) if high is not None]
    return max(one[0], other[0]), min(highs, default=None)


def without_truth(
    known: dict[str, Known], before: list[CountTable], now: list[CountTable]
) -> set[str]:
    """What a reader is supposed to know and is not so: then the checker proves nothing."""
    then, today = (
        {t.id_of(k): c.value for t in tables for k, c in t.cells.items() if isinstance(c, Count)}
        for tables in (before, now)
    )
    true = {f"{name} then": value for name, value in then.items()} | today
    true |= {f"{name} changed": abs(today[name] - then[name]) for name in then.keys() & today}
    bounds = {n: (told, told) if isinstance(told, int) else told for n, told in known.items()}
    return {
        name
        for name, (low, high) in bounds.items()
        if name in true and not (low <= true[name] and (high is None or true[name] <= high))
    }


@settings(max_examples=EXAMPLES)
@given(case_files(most=70), case_files(most=70), st.data())
def test_two_reports_side_by_side_tell_of_nobody(
    files: tuple[CaseFile, ...], others: tuple[CaseFile, ...], data: st.DataObject
) -> None:
    """The second one after late cases, corrections and deletions, by other rules."""
    gone = data.draw(st.integers(0, 3))
    late = data.draw(st.integers(0, len(others)))
    renamed = tuple(
        CaseFile(
            replace(f.case, code=CaseCode(f"late-{n}")),
            tuple(replace(c, case=CaseCode(f"late-{n}")) for c in f.contacts),
        )
        for n, f in enumerate(others[:late])
    )
    before, now = tables_of(files), tables_of((*files[gone:], *renamed))
    policies = [
        replace(
            POLICY,
            threshold=5,
            small_figures=data.draw(st.sampled_from([None, *SmallFigures])),
            seed=data.draw(st.binary(min_size=1, max_size=4)),
        )
        for _ in range(2)
    ]
    try:
        first = release(before, policies[0])
        second = again(now, policies[1], first)
    except UnprotectableError:
        event("refused")
        return
    assert not second.account.given_away
    known, relations, secret = in_hand(first, second, before, now)
    event(f"secrets: {min(len(secret) // 50, 5)}")
    assert not without_truth(known, before, now)
    assert disclosed(known, relations, secret) == {}
    assert not after(first, second).given_away(5)


def test_what_is_small_by_itself_later_was_part_of_a_small_total_before() -> None:
    """Force: four in the first report and so not told by quarter; five in the second one.

    Of the second quarter the first report shows 7 + x + y = 8. Who is told which of the untold figures of
    the second report are small would know that x, which did not change, is none of the zeros.
    """
    usual = {(kind, month): 7 for kind in ("conduct", "private") for month in (2, 5, 8, 11)}
    before = {**usual, ("private", 5): 0, ("force", 2): 2, ("force", 5): 1, ("force", 8): 1}
    before[("financial", 2)] = 3
    now = {**before, ("force", 11): 1, ("financial", 5): 2}
    tables = [tables_of(spread(numbers)) for numbers in (before, now)]
    first = release(tables[0], HIDE)
    second = again(tables[1], HIDE, first)
    known, relations, secret = in_hand(first, second, *tables)
    assert "cases|period=2025.2|types=force" in secret
    assert disclosed(known, relations, secret) == {}
    assert second.publication.small_figures is SmallFigures.BAND, "only among bands it can be kept"


def spread(numbers: Mapping[tuple[str, int], int]) -> tuple[CaseFile, ...]:
    """So many cases of each main type and month of 2025."""
    return tuple(
        CaseFile(
            Case(code=CaseCode(f"{kind}-{month}-{n}"), month=Month(2025, month), types=(kind,))
        )
        for (kind, month), number in numbers.items()
        for n in range(number)
    )


@settings(max_examples=5)
@given(case_files(most=60))
def test_the_checker_of_two_reports_finds_what_a_forgotten_ledger_leaks(
    files: tuple[CaseFile, ...],
) -> None:
    extra = cases(conduct=14, private=11, force=1)
    before, now = tables_of((*files, *cases(conduct=14, private=11))), tables_of((*files, *extra))
    try:
        first, second = release(before, HIDE), release(now, HIDE)
    except UnprotectableError:
        return
    known, relations, secret = in_hand(first, second, before, now)
    total = f"cases|{PERIOD}=2025"
    if first.kept.figures[total].standing is second.kept.figures[total].standing is Standing.SHOWN:
        assert disclosed(known, relations, secret)[f"{total} changed"] == 1


@pytest.mark.parametrize("standing", [Standing.SHOWN, Standing.PUBLIC])
def test_a_change_between_two_known_figures_is_known(standing: Standing) -> None:
    one, two = (
        KeptPublication(
            "2025", 5, {"cases|period=2025": KeptFigure(Count(n, n), standing)},
            {"types": ("cases|period=2025",)}, {}, (),
        )
        for n in (10, 12)
    )  # fmt: skip
    known = Earlier((Told(one, EVERY_TABLE), Told(two, EVERY_TABLE)))
    expected = {f"{CHANGE}cases|period=2025"} if standing is Standing.SHOWN else set[str]()
    assert known.given_away(5) == expected, "figures that others printed are no secret of ours"


def test_a_restatement_that_cannot_be_safe_is_refused_with_the_figures_in_words() -> None:
    """Four types went up, the total by four: who takes it for small knows that each went up by one."""
    kinds = {"conduct": 20, "private": 19, "financial": 18, "force": 17}
    first = release(tables_of(cases(**kinds)), HIDE)
    more = tables_of(cases(**{kind: number + 1 for kind, number in kinds.items()}))
    with pytest.raises(UnprotectableError, match="het verschil met wat eerder is uitgegeven"):
        again(more, HIDE, first)
