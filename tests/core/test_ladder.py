"""Leaving tables out and telling rows as one: what it costs, and that it protects."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attacker import disclosed
from tests.core.test_disclosure import LISTS, POLICY, SPAN, cases, knowledge, tables_of
from tests.strategies import case_files
from vp_desk.aggregate import CaseFile, Count, CountTable, Plan, Printed, publication_plan
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.disclosure import Policy, UnprotectableError, release
from vp_desk.fields import personal_traits
from vp_desk.ladder import TOO_MUCH, Step, climb, threshold_prices
from vp_desk.records import CaseCode
from vp_desk.released import Band, Hidden, Shown
from vp_desk.shaping import CannotMergeError, figures_of, shaped
from vp_desk.telling import Merging, SmallFigures, Telling

HIDE = replace(POLICY, small_figures=SmallFigures.HIDE)
MERGED = Merging("types", ("force", "private"))


def test_a_dropped_table_is_not_printed_and_stays_in_the_model() -> None:
    tables = tables_of(cases(conduct=30, force=3, private=19))
    out = release(tables, replace(HIDE, dropped=frozenset({"types_by_unit"})))
    assert "types_by_unit" not in out.publication.tables
    assert any("|types=" in cell and "|unit=" in cell for cell in out.publication.derivable)


def test_merged_rows_are_a_row_of_their_own_that_names_its_parts() -> None:
    tables = tables_of(cases(conduct=30, force=3, private=4))
    out = release(tables, replace(HIDE, merged=(MERGED,)))
    for name in ("types", "trend", "types_by_quarter"):
        axis = out.publication.tables[name].axis("types")
        assert not {"force", "private"} & axis.by_code.keys()
        label = axis.by_code["force&private"].label
        assert label.startswith("Samengevoegd: ")
        assert all(LISTS["types"].label_of(code) in label for code in ("force", "private"))
    assert out.publication.tables["types"].at(types="force&private", period="2025") == Shown(7)
    assert out.publication.tables["types"].at(types=TOTAL, period="2025") == Shown(37)


def test_the_parts_of_a_merged_main_category_go_with_it() -> None:
    tables = tables_of(cases(**{"conduct.bullying": 9, "financial.theft": 3, "force": 2}))
    told = release(tables, replace(HIDE, merged=(Merging("types", ("financial", "force")),)))
    axis = told.publication.tables["types"].axis("types")
    assert not any(code.startswith("financial.") for code in axis.by_code)
    assert "conduct.bullying" in axis.by_code


def test_merged_years_are_one_column_and_the_reporting_year_stays() -> None:
    tables = tables_of(cases(conduct=30))
    out = release(tables, replace(HIDE, merged=(Merging(PERIOD, ("2023", "2024")),)))
    years = out.publication.tables["trend"].axis(PERIOD)
    assert [node.code for node in years.nodes] == ["2023&2024", "2025"]
    assert years.by_code["2023&2024"].label == "2023–2024"
    assert out.publication.tables["types"].at(types="conduct", period="2025") == Shown(30)


def trend_with(cells: dict[tuple[str, str], Printed | None]) -> CountTable:
    trend = next(t for t in tables_of(cases(conduct=50)) if t.spec.name == "trend")
    kept = {key: cell for key, cell in trend.cells.items() if key not in cells}
    return replace(trend, cells=kept | {key: cell for key, cell in cells.items() if cell})


@pytest.mark.parametrize(
    "cells",
    [
        {("force", "2024"): None},  # a gap is no figure
        {("force", "2024"): Printed("3", 3, 3)},  # printed beside not printed
        {("force", "2024"): Printed("<5", 0, 4), ("private", "2024"): Printed("3", 3, 3)},
    ],
)
def test_what_cannot_be_added_is_not_merged(cells: dict[tuple[str, str], Printed | None]) -> None:
    with pytest.raises(CannotMergeError):
        shaped([trend_with(cells)], Telling(merged=(MERGED,)))


def test_rows_that_were_printed_before_are_added_as_printed() -> None:
    printed: dict[tuple[str, str], Printed | None] = {
        ("force", "2024"): Printed("3", 3, 3),
        ("private", "2024"): Printed("4", 4, 4),
    }
    table = shaped([trend_with(printed)], Telling(merged=(MERGED,)))[0]
    assert table.cells["force&private", "2024"] == Printed("7", 7, 7)


def test_rows_of_different_depth_are_not_merged() -> None:
    odd = Merging("types", ("force", "conduct.bullying"))
    with pytest.raises(CannotMergeError):
        shaped(tables_of(cases(conduct=9)), Telling(merged=(odd,)))


def test_a_merged_row_of_mentions_counts_as_many_cases_as_are_certain() -> None:
    """One case with two routes is one case, though it is mentioned twice."""
    files = tuple(
        CaseFile(replace(file.case, route=("listening", "mediation"))) for file in cases(conduct=4)
    )
    merging = Merging("route", ("listening", "mediation"))
    merged = shaped(tables_of(files), Telling(merged=(merging,)))
    table = next(table for table in merged if table.spec.name == "routes")
    assert table.cells["listening&mediation", "2025"] == Count(8, 4)


def test_units_that_are_too_small_stay_too_small_together() -> None:
    files = tuple(CaseFile(replace(f.case, unit="south")) for f in cases(conduct=60))
    small = {"unit": frozenset({"south", "north"})}
    policy = replace(HIDE, small_nodes=small, merged=(Merging("unit", ("north", "south")),))
    unit = release(tables_of(files), policy).publication.tables["unit"]
    assert unit.at(unit="north&south", period="2025") == Hidden()


def shapes() -> st.SearchStrategy[Policy]:
    return st.builds(
        lambda way, dropped, merged, threshold: replace(
            POLICY, small_figures=way, dropped=dropped, merged=merged, threshold=threshold
        ),
        st.sampled_from(SmallFigures),
        st.sampled_from([frozenset[str](), frozenset({"types_by_unit"}), frozenset({"types"})]),
        st.sampled_from(
            [
                (MERGED,),
                (Merging("types", ("financial", "force", "outside")),),
                (Merging(PERIOD, ("2023", "2024")), MERGED),
                (Merging("route", ("listening", "own_talk")),),
                (Merging("unit", ("north", "south")),),
            ]
        ),
        st.integers(3, 6),
    )


@settings(max_examples=25)
@given(case_files(most=90), shapes())
def test_nothing_small_can_be_worked_out_on_any_rung(
    files: tuple[CaseFile, ...], policy: Policy
) -> None:
    planned = tables_of(files)
    tables = shaped(planned, policy)
    out = release(planned, policy)
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    known = dict.fromkeys((cell.id for cell in out.cells), (0, None)) | known
    relations = [r for r in out.relations if all(name in known for name, _ in r)]
    # A reader supposes that what was put together was small.
    parts = {code for merging in policy.merged for code in merging.codes}
    exact = {t.id_of(key): cell for t in tables for key, cell in t.cells.items()}
    for name, cell in exact.items():
        part = any(place.partition("=")[2] in parts for place in name.split("|"))
        unseen = part and name in out.publication.derivable
        if unseen and isinstance(cell, Count) and cell.value < policy.threshold:
            known[name] = (0, policy.threshold - 1)
    assert disclosed(known, relations, secret) == {}


def test_every_step_has_the_price_that_taking_it_costs() -> None:
    tables = tables_of(cases(conduct=30, force=3, private=4, outside=12, financial=2))
    planned = figures_of(tables)
    large = {name for name, count in planned.items() if count.value >= 5}
    ladder = climb(tables, POLICY)
    assert {rung.step for rung in ladder.rungs} == set(Step)
    for rung in ladder.rungs:
        told = {
            table.ids[key]
            for table in release(tables, POLICY.to_tell(rung.telling)).publication.tables.values()
            for key, cell in table.cells.items()
            if isinstance(cell, Shown)
        }
        assert rung.protects
        assert (rung.price.lost, rung.price.large) == (len(large - told), len(large))


def test_dropping_a_table_costs_all_that_stands_in_it_alone() -> None:
    tables = tables_of(cases(conduct=60, outside=30))
    rungs = climb(tables, POLICY).rungs
    dropped = {r.about.label: r.price.lost for r in rungs if r.about and r.step is Step.DROP}
    assert dropped["Nieuwe zaken naar relatie"] == 1  # the row of what was not registered
    assert dropped["Nieuwe zaken per kwartaal"] == 0  # its figures stand in other tables too


@pytest.mark.parametrize(("number", "step"), [(20, Step.BANDS), (60, Step.HIDE)])
def test_bands_are_recommended_for_a_year_with_few_cases(number: int, step: Step) -> None:
    ladder = climb(tables_of(cases(conduct=number, outside=12)), POLICY)
    assert [rung.step for rung in ladder.recommended] == [step]
    assert ladder.recommended[-1].price.share <= TOO_MUCH


def public_leak() -> list[CountTable]:
    """All rows of 2025 but one were published before, and so was the total."""
    tables = tables_of(cases(conduct=12, force=3, outside=40))
    trend = next(table for table in tables if table.spec.name == "trend")
    public = {
        key: Printed(str(cell.value), cell.value, cell.value)
        for key, cell in trend.cells.items()
        if key[1] == "2025" and key[0] != "force" and isinstance(cell, Count)
    }
    return [replace(trend, cells={**trend.cells, **public})]


def test_where_nothing_helps_nothing_is_recommended_and_the_figure_is_named() -> None:
    tables = public_leak()
    ladder = climb(tables, POLICY)
    hide = ladder.best(Step.HIDE)
    assert hide is not None
    assert not hide.protects
    assert "Misbruik geweldsbevoegdheid" in hide.unprotected[0]
    assert ladder.recommended == ()
    with pytest.raises(UnprotectableError, match="Misbruik geweldsbevoegdheid"):
        release(tables, HIDE)


def test_where_every_step_is_dear_no_single_one_is_cheaper_than_what_is_recommended() -> None:
    units = {"south": {"conduct": 3, "force": 8}, "north": {"conduct": 9, "force": 1}}
    files = [
        CaseFile(replace(file.case, unit=unit))
        for unit, kinds in units.items()
        for file in cases(**kinds)
    ]
    numbered = [CaseFile(replace(f.case, code=CaseCode(f"C{n}"))) for n, f in enumerate(files)]
    names = ("types", "unit", "types_by_unit")
    tables = [table for table in tables_of(tuple(numbered)) if table.spec.name in names]
    ladder = climb(tables, POLICY)
    safe = [rung for rung in ladder.rungs if rung.protects]
    assert min(rung.price.share for rung in safe) > TOO_MUCH
    assert ladder.recommended[-1].protects
    assert ladder.recommended[-1].price.lost <= min(rung.price.lost for rung in safe)
    out = release(tables, POLICY.to_tell(ladder.recommended[-1].telling))
    assert out.account.large - out.account.large_shown <= ladder.recommended[-1].price.lost


def test_a_lower_threshold_tells_more_and_a_higher_one_less() -> None:
    tables = tables_of(cases(conduct=30, force=3, private=7, outside=40, financial=4, position=6))
    prices = threshold_prices(tables, HIDE)
    assert [price.threshold for price in prices] == list(range(3, 11))
    told = [price.told for price in prices if price.told is not None]
    assert len(told) == 8
    assert told[0] > told[2] > told[-1]


def test_a_climb_that_is_cancelled_stops() -> None:
    def cancel(done: int, total: int) -> None:
        if done > 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        climb(tables_of(cases(conduct=30)), POLICY, cancel)


def test_bands_cost_the_zeros() -> None:
    ladder = climb(tables_of(cases(conduct=60, outside=30)), POLICY)
    hide, bands = ladder.best(Step.HIDE), ladder.best(Step.BANDS)
    assert hide is not None
    assert bands is not None
    assert bands.price.zeros > hide.price.zeros
    told = release(tables_of(cases(conduct=60, outside=30)), POLICY.to_tell(bands.telling))
    assert told.publication.tables["types"].at(types="force", period="2025") == Band(0, 4)


def test_no_table_of_the_publication_crosses_two_personal_traits() -> None:
    assert personal_traits() == {"gender", "international", "reporter_role", "capacity"}
    specs = publication_plan().specs(SPAN)
    assert all(len(personal_traits() & spec.axes.keys()) < 2 for spec in specs)


@pytest.mark.parametrize("traits", [("gender", "reporter_role"), ("capacity", "international")])
def test_a_table_that_crosses_two_personal_traits_cannot_be_planned(
    traits: tuple[str, str],
) -> None:
    table = {
        "name": "crossed",
        "label": "Gekruist",
        "measure": "cases",
        "axes": {traits[0]: 1, traits[1]: 1, PERIOD: 1},
    }
    with pytest.raises(ValueError, match="two personal traits"):
        Plan((table,), ()).specs(SPAN)
