"""The gate: what it tells, what it hides, and that nothing hidden can be worked out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attacker import Known, disclosed
from tests.strategies import UNITS as OWN_UNITS
from tests.strategies import YEARS, case_files
from vp_desk.aggregate import (
    CaseFile,
    Count,
    CountTable,
    Measure,
    Printed,
    fetch_from,
    publication_plan,
    tabulate,
)
from vp_desk.axes import PERIOD, TOTAL
from vp_desk.disclosure import Policy, Reason, Release, ThresholdError, UnprotectableError, release
from vp_desk.importing import TotalsDefaults, read_totals
from vp_desk.multi_year import HistoryMerge
from vp_desk.periods import Month, ReportingCalendar
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.released import Band, Gap, Hidden, Publication, ReleasedTable, Shown
from vp_desk.resources import resource
from vp_desk.taxonomy import UNITS, built_in_lists
from vp_desk.telling import SmallFigures

CALENDAR = ReportingCalendar()
LISTS = built_in_lists().with_own({UNITS: OWN_UNITS})
SPAN = tuple(CALENDAR.year(year) for year in YEARS)
POLICY = Policy(seed=b"test seed, not a secret")


def tables_of(files: tuple[CaseFile, ...]) -> list[CountTable]:
    fetch = fetch_from(files, CALENDAR)
    return [tabulate(spec, LISTS, fetch) for spec in publication_plan().specs(SPAN)]


def cases(**numbers: int) -> tuple[CaseFile, ...]:
    """So many cases of each main type, all in March 2025."""
    return tuple(
        CaseFile(Case(code=CaseCode(f"{kind}-{n}"), month=Month(2025, 3), types=(kind,)))
        for kind, number in numbers.items()
        for n in range(number)
    )


def knowledge(
    published: Publication, reasons: Mapping[str, Reason], tables: list[CountTable]
) -> tuple[dict[str, Known], set[str]]:
    """What a reader knows of every figure, and which figures are small and not told."""
    known: dict[str, Known] = dict.fromkeys(published.derivable, (0, None))
    # Of conversations a few cases may have many; of all else a small figure is a low one.
    low = {
        exact.id_of(key)
        for exact in tables
        for key, count in exact.cells.items()
        if isinstance(count, Count)
        and count.value < published.threshold
        and exact.spec.measure is not Measure.CONTACTS
    }
    for table in published.tables.values():
        for key, cell in table.cells.items():
            name = table.ids[key]
            if isinstance(cell, Shown):
                known[name] = cell.value
            elif isinstance(cell, Band):
                known[name] = (cell.low, cell.high)
            elif isinstance(cell, Printed):
                known[name] = cell.low if cell.low == cell.high else (cell.low, cell.high)
            elif isinstance(cell, Hidden):
                bands = published.small_figures is SmallFigures.BAND
                if reasons[name] is Reason.SMALL:
                    least = published.threshold if bands else 1
                    known[name] = (least, published.threshold - 1 if name in low else None)
                else:
                    not_low = bands and reasons[name] is Reason.SECONDARY
                    known[name] = (published.threshold if not_low else 0, None)
    secret: set[str] = set()
    for exact in tables:
        for key, count in exact.cells.items():
            name = exact.id_of(key)
            if not isinstance(count, Printed) and 0 < count.cases < published.threshold:
                secret.add(name)
    return known, secret & known.keys()


def test_a_small_figure_is_hidden_and_one_more_with_it() -> None:
    out = release(
        tables_of(cases(conduct=20, force=3, private=19)),
        replace(POLICY, small_figures=SmallFigures.HIDE),
    )
    types = out.publication.tables["types"]
    assert types.at(types=TOTAL, period="2025") in (Shown(42), Hidden())
    assert types.at(types="force", period="2025") == Hidden()
    untold = [
        code
        for code in types.axis("types").by_code
        if types.at(types=code, period="2025") == Hidden() and "." not in code and code != "force"
    ]
    assert len(untold) == 1
    assert out.account.reasons["cases|period=2025|types=force"] is Reason.SMALL


def test_few_cases_a_year_are_told_in_bands() -> None:
    out = release(tables_of(cases(conduct=20, force=3)), POLICY)
    types = out.publication.tables["types"]
    assert out.publication.small_figures is SmallFigures.BAND
    assert types.at(types="force", period="2025") == Band(0, 4)
    assert types.at(types="private", period="2025") == Band(0, 4)


def test_a_small_total_is_never_broken_down() -> None:
    hide = replace(POLICY, small_figures=SmallFigures.HIDE)
    out = release(tables_of(cases(**{"conduct.bullying": 4, "outside": 40})), hide)
    types = out.publication.tables["types"]
    parts = types.axis("types").parts["conduct"]
    assert {types.at(types=part, period="2025") for part in parts} == {Hidden()}
    assert out.account.reasons["cases|period=2025|types=conduct.gossip"] is Reason.COLLAPSED


def test_a_unit_with_few_people_is_never_shown_apart() -> None:
    files = tuple(
        CaseFile(replace(file.case, unit="south" if n % 2 else "north"))
        for n, file in enumerate(cases(conduct=60))
    )
    policy = replace(POLICY, small_nodes={UNITS: frozenset({"south"})})
    out = release(tables_of(files), policy)
    unit = out.publication.tables["unit"]
    assert unit.at(unit="south", period="2025") == Hidden()
    others = (unit.at(unit=code, period="2025") for code in (TOTAL, "north", "-"))
    assert Hidden() in others
    assert out.account.reasons["cases|period=2025|unit=south"] is Reason.SMALL_UNIT


def talks(of: Case, *kinds: str) -> CaseFile:
    """A case with conversations of these kinds in its own month."""
    day = date(of.month.year, of.month.month, 3)
    return CaseFile(of, tuple(Contact(case=of.code, held_on=day, kind=kind) for kind in kinds))


def test_five_conversations_about_three_cases_do_not_follow_in_a_year_of_bands() -> None:
    """No band stands there, so everyone knows that there were not fewer than five."""
    more = {0: 2, 1: 2, 2: 1}
    files = tuple(
        talks(file.case, "first", *["follow_up"] * more.get(n, 0), *["aftercare"] * (3 <= n < 9))
        for n, file in enumerate(cases(conduct=30))
    )
    tables = tables_of(files)
    for seed in range(5):
        out = release(tables, replace(POLICY, seed=bytes([seed])))
        kinds = out.publication.tables["contacts_by_kind"]
        assert kinds.at(contact_kind="follow_up", period="2025") == Hidden()
        assert attack(out, tables) == {}


def test_two_routes_of_four_cases_do_not_follow_from_each_being_small() -> None:
    """8 less one that is at most 4 is at least 4."""
    chosen = [("mediation",)] * 4 + [("own_talk",)] * 4 + [("listening",)] * 52
    files = tuple(
        CaseFile(replace(file.case, route=route))
        for file, route in zip(cases(conduct=60), chosen, strict=True)
    )
    tables = tables_of(files)
    for seed in range(5):
        hide = replace(POLICY, small_figures=SmallFigures.HIDE, seed=bytes([seed]))
        assert attack(release(tables, hide), tables) == {}


def test_nobody_else_makes_a_released_table() -> None:
    with pytest.raises(TypeError, match="release"):
        ReleasedTable("x", "X", "zaken", (), {}, {}, (), object())


@pytest.mark.parametrize("threshold", [2, 11])
def test_a_threshold_out_of_bounds_is_refused(threshold: int) -> None:
    with pytest.raises(ThresholdError, match="drempel van 3"):
        replace(POLICY, threshold=threshold)


def test_an_empty_year_is_told_as_it_is() -> None:
    out = release(tables_of(()), replace(POLICY, small_figures=SmallFigures.HIDE))
    assert out.publication.tables["types"].at(types=TOTAL, period="2025") == Shown(0)
    assert not out.account.reasons


def test_what_was_printed_before_is_told_as_printed_and_a_missing_year_is_a_gap() -> None:
    tables = tables_of(cases(conduct=50))
    trend = next(table for table in tables if table.spec.name == "trend")
    cells = {key: cell for key, cell in trend.cells.items() if key[1] != "2023"}
    cells["force", "2024"] = Printed("<5", 0, 4)
    tables[tables.index(trend)] = replace(trend, cells=cells)
    told = release(tables, POLICY).publication.tables["trend"]
    assert told.at(types="force", period="2024") == Printed("<5", 0, 4)
    assert told.at(types="force", period="2023") == Gap()


def test_a_small_figure_that_is_public_knowledge_by_subtraction_is_named() -> None:
    tables = tables_of(cases(conduct=12, force=3, outside=40))
    trend = next(table for table in tables if table.spec.name == "trend")
    public = {
        key: Printed(str(cell.value), cell.value, cell.value)  # type: ignore[union-attr]
        for key, cell in trend.cells.items()
        if key[1] == "2025" and key[0] != "force"
    }
    only = replace(trend, cells={**trend.cells, **public})
    with pytest.raises(UnprotectableError, match="Misbruik geweldsbevoegdheid"):
        release([only], POLICY)


def test_an_edition_gets_its_tables_and_the_sums_within_them() -> None:
    whole = release(tables_of(cases(conduct=30, outside=20)), POLICY).publication
    edition = next(e for e in publication_plan().editions if e.code == "coordinator")
    part = whole.for_edition(edition)
    assert set(part.tables) == set(edition.tables)
    ids = {name for table in part.tables.values() for name in table.ids.values()}
    assert part.relations
    assert all(
        {name for name, _ in relation} <= ids | part.derivable for relation in part.relations
    )


def test_the_same_seed_gives_the_same_pattern() -> None:
    tables = tables_of(cases(conduct=9, force=3, private=7, outside=30, position=2))
    first, again = (release(tables, replace(POLICY, small_figures=SmallFigures.HIDE)) for _ in "ab")
    assert first.account.reasons == again.account.reasons


def attack(out: Release, tables: list[CountTable]) -> dict[str, int]:
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    # What is told nowhere and follows from the meaning of the measures: a case has a conversation.
    known = dict.fromkeys((cell.id for cell in out.cells), (0, None)) | known
    relations = [r for r in out.relations if all(name in known for name, _ in r)]
    return disclosed(known, relations, secret)


@settings(max_examples=25)
@given(
    case_files(most=90),
    st.sampled_from(SmallFigures),
    st.integers(3, 6),
    st.sampled_from([frozenset[str](), frozenset({"south"})]),
)
def test_no_small_figure_can_be_worked_out_from_all_that_is_told(
    files: tuple[CaseFile, ...], way: SmallFigures, threshold: int, small: frozenset[str]
) -> None:
    tables = tables_of(files)
    policy = replace(POLICY, small_figures=way, threshold=threshold, small_nodes={UNITS: small})
    assert attack(release(tables, policy), tables) == {}


@settings(max_examples=15)
@given(case_files(most=60))
def test_no_small_figure_is_shown_in_any_table(files: tuple[CaseFile, ...]) -> None:
    tables = tables_of(files)
    told = release(tables, POLICY).publication.tables
    for exact in tables:
        for key, cell in exact.cells.items():
            if exact.spec.printed and not isinstance(cell, Printed) and 0 < cell.cases < 5:
                assert not isinstance(told[exact.spec.name].cells[key], Shown)


def test_the_attack_finds_a_planted_leak() -> None:
    tables = tables_of(cases(conduct=20, force=3, private=19))
    out = release(tables, replace(POLICY, small_figures=SmallFigures.HIDE))
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    told_too_much = {
        name: exact.cells[key].value  # type: ignore[union-attr]
        for exact in tables
        for key in exact.cells
        if (name := exact.id_of(key)) in known
        and out.account.reasons.get(name) is Reason.SECONDARY
        and PERIOD in name
    }
    assert told_too_much
    assert "cases|period=2025|types=force" in disclosed(
        known | told_too_much, out.publication.relations, secret
    )


def test_totals_that_were_never_published_are_protected_like_own_counts() -> None:
    """The figures of the Ministry of Defence, made ten times smaller and secret."""
    rows = read_totals(resource("examples/defensie_2014_2022.csv"), TotalsDefaults()).rows
    secret = [
        replace(row, low=row.low // 10, high=row.low // 10, published=False)
        for row in rows
        if row.code != TOTAL
    ]
    for year in {row.year for row in secret}:
        mine = [row for row in secret if row.year == year]
        total = sum(row.low for row in mine)
        secret.append(replace(mine[0], category="TOTAAL", code=TOTAL, low=total, high=total))
    years = [CALENDAR.year(year) for year in range(2014, 2023)]
    spec = next(spec for spec in publication_plan().specs(years) if spec.name == "trend")
    own = tabulate(spec, LISTS, fetch_from((), CALENDAR))
    table = HistoryMerge(own, frozenset(), secret).table()
    for way in SmallFigures:
        out = release([table], replace(POLICY, small_figures=way))
        assert len(knowledge(out.publication, out.account.reasons, [table])[1]) > 20
        assert attack(out, [table]) == {}
