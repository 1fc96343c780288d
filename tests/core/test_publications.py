"""Random publications, earlier years and all, put before the outside checker; and planted leaks.

Short here, long with `make attack`.
"""

import os
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.attacker import Known, disclosed
from tests.core.test_disclosure import POLICY, attack, cases, knowledge, tables_of
from tests.strategies import case_files
from vp_desk.aggregate import CaseFile, Count, CountTable, Printed
from vp_desk.disclosure import (
    Policy,
    Reason,
    UnprotectableError,
    release,
)
from vp_desk.suppression import Cell, Reader, Relation, Standard, State, audit, protect
from vp_desk.taxonomy import UNITS
from vp_desk.telling import SmallFigures

EXAMPLES = 3000 if os.environ.get("VP_DESK_ATTACK") else 30

policies = st.builds(
    lambda way, threshold, reader, few, seed: replace(
        POLICY,
        small_figures=way,
        threshold=threshold,
        reader=reader,
        small_nodes={UNITS: few},
        seed=seed,
    ),
    st.sampled_from(SmallFigures),
    st.integers(3, 6),
    st.sampled_from(Standard),
    st.sampled_from([frozenset[str](), frozenset({"south"})]),
    st.binary(min_size=1, max_size=8),
)


def with_earlier_years(tables: list[CountTable], kinds: Sequence[str]) -> list[CountTable]:
    """The same, with figures of the trend that were printed before: exact, as `<5`, or not at all."""
    trend = next(table for table in tables if table.spec.name == "trend")
    cells = dict(trend.cells)
    old = [key for key in cells if key[1] != tables[0].spec.years[-1].code]
    for key, kind in zip(old, kinds, strict=False):
        count = cells[key]
        assert isinstance(count, Count)
        if kind == "exact":
            cells[key] = Printed(str(count.value), count.value, count.value)
        elif kind == "range" and count.value < 5:
            cells[key] = Printed("<5", 0, 4)
    return [replace(t, cells=cells) if t is trend else t for t in tables]


@settings(max_examples=EXAMPLES)
@given(
    case_files(most=90),
    policies,
    st.lists(st.sampled_from(["own", "own", "exact", "range"]), max_size=30),
)
def test_no_small_figure_of_any_publication_can_be_worked_out(
    files: tuple[CaseFile, ...], policy: Policy, kinds: list[str]
) -> None:
    tables = with_earlier_years(tables_of(files), kinds)
    try:
        out = release(tables, policy)
    except UnprotectableError:
        event("refused")
        return
    event(
        f"hidden for others: {min(9, list(out.account.reasons.values()).count(Reason.SECONDARY))}"
    )
    assert attack(out, tables) == {}


def line(total: str, *parts: str) -> Relation:
    return ((total, 1), *((part, -1) for part in parts))


def small(name: str, value: int) -> Cell:
    return Cell(name, value, State.HIDDEN, 1, 4, sensitive=True)


def public(name: str, value: int) -> Cell:
    return Cell(name, value, State.PUBLIC)


def unprinted(name: str, value: int) -> Cell:
    return Cell(name, value, State.HIDDEN, sensitive=0 < value < 5)


def interior() -> tuple[list[Cell], list[Relation]]:
    """Three two-way tables without a small figure, and a small one in what nobody prints."""
    values = {"ace": 0, "acf": 0, "ade": 6, "adf": 7, "bce": 8, "bcf": 5, "bde": 9, "bdf": 2}
    cells = [unprinted(name, value) for name, value in values.items()]
    relations: list[Relation] = []
    for place in range(3):
        for first in (name for name in values if name[place] in "ace"):
            other = first[:place] + "bdf"[place] + first[place + 1 :]
            both = first[:place] + "*" + first[place + 1 :]
            cells.append(Cell(both, values[first] + values[other]))
            relations.append(line(both, first, other))
    return cells, relations


#: Kind of leak → cells, and what adds up to what.
PLANTED: dict[str, tuple[list[Cell], list[Relation]]] = {
    "subtotal": (
        [public("all", 43), Cell("a", 7), public("b", 36), Cell("a1", 6), small("a2", 1)],
        [line("all", "a", "b"), line("a", "a1", "a2")],
    ),
    "slack": (
        [Cell("any", 43), Cell("main", 40), unprinted("side", 3)],
        [line("any", "main", "side")],
    ),
    "prior": (
        [Cell("both years", 30), public("last year", 27), small("this year", 3)],
        [line("both years", "last year", "this year")],
    ),
    "cumulative": (
        [
            Cell("to March", 11), Cell("to June", 13), Cell("to September", 21),
            small("April to June", 2), Cell("July to September", 8),
        ],
        [
            line("to June", "to March", "April to June"),
            line("to September", "to June", "July to September"),
        ],
    ),
    "rolling": (
        [
            Cell("2023-2024", 17), Cell("2024-2025", 19), public("2023", 9), Cell("2024", 8),
            Cell("2025", 11), unprinted("2025 more than 2023", 2),
        ],
        [
            line("2023-2024", "2023", "2024"),
            line("2024-2025", "2024", "2025"),
            line("2025", "2023", "2025 more than 2023"),
        ],
    ),
    "band": (
        [
            public("all", 12), Cell("a", 5, low=5), Cell("b", 6, low=5),
            Cell("c", 1, State.HIDDEN, 0, 4, sensitive=True), public("d", 0),
        ],
        [line("all", "a", "b", "c", "d")],
    ),
    "interior": interior(),
}  # fmt: skip


def in_hand(cells: Sequence[Cell], hidden: frozenset[str]) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for cell in cells:
        if cell.state is State.HIDDEN:
            known[cell.id] = (cell.low, cell.high)
        else:
            known[cell.id] = (cell.low, None) if cell.id in hidden else cell.value
    return known


@pytest.mark.parametrize("kind", PLANTED)
def test_a_leak_of_this_kind_is_closed_and_found_again_when_planted(kind: str) -> None:
    cells, relations = PLANTED[kind]
    secret = {cell.id for cell in cells if cell.sensitive}
    for seed in range(5):
        pattern = protect(cells, relations, seed=bytes([seed]), small_part=0)
        assert not pattern.unprotectable
        assert pattern.secondary
        assert not disclosed(in_hand(cells, pattern.secondary), relations, secret)
        for told in pattern.secondary:
            rest = pattern.secondary - {told}
            leaks = disclosed(in_hand(cells, rest), relations, secret)
            assert leaks
            closed = {cell.id for cell in cells if cell.state is State.HIDDEN}
            found = audit(cells, relations, closed | rest, reader=Reader.P)
            assert {name for name, each in found.items() if each.determined} == leaks.keys()


def test_in_a_year_of_bands_a_figure_that_is_not_told_is_known_not_to_be_low() -> None:
    tables = tables_of(cases(conduct=9, force=2, private=6))
    out = release(tables, POLICY)
    assert out.publication.small_figures is SmallFigures.BAND
    known, secret = knowledge(out.publication, out.account.reasons, tables)
    others = {n for n, reason in out.account.reasons.items() if reason is Reason.SECONDARY}
    assert {known[name] for name in others} <= {(5, None)}
    assert secret
    assert attack(out, tables) == {}
