import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.attacker import Known, disclosed, possible_values
from vp_desk.suppression import Cell, Interval, Reader, Relation, Standard, State, audit, protect
from vp_desk.suppression.model import parts

SEED = b"a secret of the vault"


def shown(name: str, value: int, weight: int = 1) -> Cell:
    return Cell(name, value, weight=weight)


def public(name: str, value: int) -> Cell:
    return Cell(name, value, State.PUBLIC)


def small(name: str, value: int, threshold: int = 5) -> Cell:
    return Cell(name, value, State.HIDDEN, 1, threshold - 1, sensitive=True)


def line(total: str, *parts: str) -> Relation:
    return ((total, 1), *((part, -1) for part in parts))


def count(name: str, value: int) -> Cell:
    return small(name, value) if 0 < value < 5 else shown(name, value)


def grid(rows: Sequence[Sequence[int]]) -> tuple[list[Cell], list[Relation]]:
    """A two-way table with its margins; counts of 1 to 4 are small."""
    height, width = range(len(rows)), range(len(rows[0]))
    cells = [count(f"{i}{j}", rows[i][j]) for i in height for j in width]
    cells += [count(f"{i}*", sum(rows[i])) for i in height]
    cells += [count(f"*{j}", sum(row[j] for row in rows)) for j in width]
    cells.append(count("**", sum(map(sum, rows))))
    relations = [line(f"{i}*", *(f"{i}{j}" for j in width)) for i in height]
    relations += [line(f"*{j}", *(f"{i}{j}" for i in height)) for j in width]
    relations.append(line("**", *(f"{i}*" for i in height)))
    relations.append(line("**", *(f"*{j}" for j in width)))
    return cells, relations


def hidden_with(cells: Sequence[Cell], secondary: Collection[str]) -> set[str]:
    return {cell.id for cell in cells if cell.state is State.HIDDEN} | set(secondary)


def published(cells: Sequence[Cell], secondary: Collection[str]) -> dict[str, Known]:
    """What a reader of the publication has in hand."""
    known: dict[str, Known] = {}
    for cell in cells:
        if cell.state is State.HIDDEN:
            known[cell.id] = (cell.low, cell.high)
        else:
            known[cell.id] = (0, None) if cell.id in secondary else cell.value
    return known


def sensitive(cells: Sequence[Cell]) -> set[str]:
    return {cell.id for cell in cells if cell.sensitive and cell.state is State.HIDDEN}


GRID = [[12, 3, 0, 9], [7, 8, 2, 11], [0, 15, 6, 1], [9, 4, 13, 20]]


class TestProtect:
    def test_a_small_count_next_to_its_total_hides_one_other(self) -> None:
        cells = [shown("total", 20), small("a", 3), shown("b", 9), shown("c", 8)]
        pattern = protect(cells, [line("total", "a", "b", "c")], seed=SEED)
        assert len(pattern.secondary) == 1
        assert pattern.unprotectable == frozenset()

    def test_a_zero_may_hide_a_small_count(self) -> None:
        cells = [public("total", 5), small("a", 2), public("b", 3), shown("c", 0)]
        pattern = protect(cells, [line("total", "a", "b", "c")], seed=SEED)
        assert pattern.secondary == {"c"}

    def test_two_small_counts_that_must_both_be_four_need_a_third(self) -> None:
        # 8 = 4 + 4 is the only way with counts of at most 4.
        cells = [public("total", 14), small("a", 4), small("b", 4), shown("c", 6)]
        pattern = protect(cells, [line("total", "a", "b", "c")], seed=SEED)
        assert pattern.secondary == {"c"}

    def test_two_small_counts_that_can_trade_need_nothing(self) -> None:
        cells = [shown("total", 11), small("a", 2), small("b", 3), shown("c", 6)]
        pattern = protect(cells, [line("total", "a", "b", "c")], seed=SEED)
        assert pattern.secondary == frozenset()

    def test_four_ones_under_a_known_four_cannot_be_protected(self) -> None:
        cells = [public("total", 4), *(small(name, 1) for name in "abcd"), shown("zero", 0)]
        pattern = protect(cells, [line("total", *"abcd"), (("zero", 1),)], seed=SEED)
        assert pattern.unprotectable == set("abcd")
        assert pattern.secondary == frozenset()

    def test_four_ones_are_protected_by_hiding_their_total(self) -> None:
        cells = [shown("total", 4), *(small(name, 1) for name in "abcd")]
        pattern = protect(cells, [line("total", *"abcd")], seed=SEED)
        assert pattern.secondary == {"total"}
        assert pattern.unprotectable == frozenset()

    def test_a_breakdown_collapsed_without_bounds_is_protected_under_its_total(self) -> None:
        cells = [public("total", 4)]
        cells += [Cell(name, 1, State.HIDDEN, sensitive=True) for name in "abcd"]
        pattern = protect(cells, [line("total", *"abcd")], seed=SEED)
        assert pattern.unprotectable == frozenset()

    def test_what_is_public_already_is_neither_hidden_nor_protected(self) -> None:
        known = replace(small("b", 2), state=State.PUBLIC)
        cells = [public("total", 14), small("a", 3), known, shown("c", 9)]
        pattern = protect(cells, [line("total", "a", "b", "c")], seed=SEED)
        assert pattern.secondary == {"c"}
        assert pattern.unprotectable == frozenset()

    def test_an_earlier_publication_that_gives_a_count_away_is_named(self) -> None:
        cells = [public("both years", 12), public("last year", 9), small("this year", 3)]
        pattern = protect(cells, [line("both years", "last year", "this year")], seed=SEED)
        assert pattern.unprotectable == {"this year"}

    def test_a_sensitive_zero_is_protected_like_any_other(self) -> None:
        by_hand = Cell("a", 0, State.HIDDEN, sensitive=True)
        cells = [public("total", 17), by_hand, shown("b", 9), shown("c", 8)]
        pattern = protect(cells, [line("total", "a", "b", "c")], seed=SEED)
        assert len(pattern.secondary) == 1

    def test_the_dear_cell_stays_when_a_cheap_one_does(self) -> None:
        cells = [public("total", 20), small("a", 3), shown("b", 9, weight=5), shown("c", 8)]
        for seed in range(20):
            pattern = protect(cells, [line("total", "a", "b", "c")], seed=bytes([seed]))
            assert pattern.secondary == {"c"}

    def test_a_secondary_that_is_a_total_elsewhere_is_protected_there_too(self) -> None:
        cells = [public("all", 60), small("north", 3), shown("south", 57)]
        cells += [shown("south men", 30), shown("south women", 27)]
        relations = [line("all", "north", "south"), line("south", "south men", "south women")]
        pattern = protect(cells, relations, seed=SEED)
        assert "south" in pattern.secondary
        assert len(pattern.secondary) == 2

    def test_a_cell_in_no_table_can_be_played_with_but_costs_nothing(self) -> None:
        unprinted = Cell("rest", 10, State.HIDDEN)
        cells = [public("total", 13), small("a", 3), unprinted]
        pattern = protect(cells, [line("total", "a", "rest")], seed=SEED)
        assert pattern.secondary == frozenset()
        assert pattern.unprotectable == frozenset()

    def test_a_count_that_moves_in_steps_of_two_is_still_a_count(self) -> None:
        cells = [Cell("double", 6, State.HIDDEN, sensitive=True), Cell("half", 3, State.HIDDEN)]
        pattern = protect(cells, [(("double", 1), ("half", -2))], seed=SEED)
        assert pattern.unprotectable == frozenset()
        intervals = audit(cells, [(("double", 1), ("half", -2))], {"double", "half"})
        assert intervals == {"double": Interval(0, None)}

    def test_half_a_step_does_not_pass_for_a_possible_value(self) -> None:
        # a = 2b - 3 and a is 3 or 4: for a 4, b would have to be three and a half.
        cells = [Cell("a", 3, State.HIDDEN, 3, 4, sensitive=True)]
        cells += [Cell("b", 3, State.HIDDEN), public("c", 3)]
        relations: list[Relation] = [(("a", 1), ("b", -2), ("c", 1))]
        assert protect(cells, relations, seed=SEED).unprotectable == {"a"}
        assert audit(cells, relations, "abc") == {"a": Interval(3, 3)}

    def test_whole_steps_are_found_where_halves_would_be_shorter(self) -> None:
        cells = [Cell("a", 3, State.HIDDEN, 3, 4, sensitive=True)]
        cells += [Cell("b", 3, State.HIDDEN), Cell("c", 3, State.HIDDEN)]
        relations: list[Relation] = [(("a", 1), ("b", -2), ("c", 1))]
        assert protect(cells, relations, seed=SEED).unprotectable == frozenset()
        assert audit(cells, relations, "abc") == {"a": Interval(3, 4)}

    def test_a_ring_in_which_all_would_move_by_a_half_is_known(self) -> None:
        cells = [small(name, 2) for name in "abc"]
        cells += [Cell("d", 0, State.HIDDEN, 0, 1), *(public(name, 4) for name in ("x", "y", "z"))]
        relations = [line("x", "a", "b"), line("y", "b", "c")]
        relations.append((("a", 1), ("c", 1), ("d", -1), ("z", -1)))
        assert protect(cells, relations, seed=SEED).unprotectable == set("abc")
        found = audit(cells, relations, "abcd")
        assert found == {name: Interval(2, 2) for name in "abc"}

    def test_without_small_counts_nothing_is_hidden(self) -> None:
        for rows in ([[0, 0], [0, 0]], [[9, 8], [7, 6]]):
            cells, relations = grid(rows)
            assert protect(cells, relations, seed=SEED).secondary == frozenset()

    def test_no_cells_at_all_is_no_problem(self) -> None:
        assert protect([], [], seed=SEED).secondary == frozenset()

    def test_a_single_small_cell_without_relations_is_safe(self) -> None:
        assert protect([small("a", 1)], [], seed=SEED).unprotectable == frozenset()

    def test_a_chain_of_only_children_is_hidden_to_its_end(self) -> None:
        names = [f"level {depth}" for depth in range(12)]
        cells = [shown("total", 20), shown("other", 17), *(small(name, 3) for name in names)]
        relations = [line(above, below) for above, below in pairwise(names)]
        relations.append(line("total", names[0], "other"))
        pattern = protect(cells, relations, seed=SEED)
        assert len(pattern.secondary) == 1
        assert pattern.unprotectable == frozenset()

    def test_the_outside_checker_cannot_work_out_a_cell_of_a_two_way_table(self) -> None:
        cells, relations = grid(GRID)
        pattern = protect(cells, relations, seed=SEED)
        assert not disclosed(published(cells, pattern.secondary), relations, sensitive(cells))

    def test_leaving_out_any_secondary_gives_something_away(self) -> None:
        cells, relations = grid(GRID)
        secondary = protect(cells, relations, seed=SEED, small_part=0).secondary
        assert secondary
        for forgotten in secondary:
            rest = secondary - {forgotten}
            leaks = disclosed(published(cells, rest), relations, sensitive(cells))
            found = audit(cells, relations, hidden_with(cells, rest))
            assert leaks
            assert {name for name, interval in found.items() if interval.determined} == set(leaks)

    def test_the_same_secret_gives_the_same_pattern_in_any_order(self) -> None:
        cells, relations = grid(GRID)
        turned = [tuple(reversed(relation)) for relation in reversed(relations)]
        first = protect(cells, relations, seed=SEED)
        assert protect(cells, relations, seed=SEED) == first
        assert protect(cells[::-1], turned, seed=SEED) == first

    def test_another_secret_gives_another_pattern(self) -> None:
        cells, relations = grid(GRID)
        patterns = {protect(cells, relations, seed=bytes([n])).secondary for n in range(12)}
        assert len(patterns) > 3

    def test_a_long_secret_counts_in_full(self) -> None:
        cells, relations = grid(GRID)
        same_start = [b"x" * 64 + bytes([n]) for n in range(12)]
        assert len({protect(cells, relations, seed=seed).secondary for seed in same_start}) > 3

    def test_progress_runs_to_its_end_and_can_stop_the_work(self) -> None:
        cells, relations = grid(GRID)
        seen: list[tuple[int, int]] = []
        protect(
            cells, relations, seed=SEED, progress=lambda done, total: seen.append((done, total))
        )
        assert [done for done, _ in seen] == sorted(done for done, _ in seen)
        assert seen[-1][0] == seen[-1][1]

        class StoppedError(Exception):
            pass

        def stop(done: int, total: int) -> None:
            raise StoppedError

        with pytest.raises(StoppedError):
            protect(cells, relations, seed=SEED, progress=stop)

    @pytest.mark.parametrize(
        ("cells", "relations"),
        [
            ([shown("a", 1), shown("a", 1)], []),
            ([shown("a", -1)], []),
            ([shown("a", 6, weight=0)], []),
            ([Cell("a", 6, State.HIDDEN, 1, 4)], []),
            ([Cell("a", 0, State.HIDDEN, 1, 4)], []),
            ([Cell("a", 3, sensitive=True)], []),
            ([shown("a", 6)], [(("a", 1), ("b", -1))]),
            ([shown("a", 6), shown("b", 5)], [(("a", 1), ("b", -1))]),
        ],
    )
    def test_cells_that_contradict_each_other_are_refused(
        self, cells: list[Cell], relations: list[Relation]
    ) -> None:
        with pytest.raises(ValueError, match=r"cell|relation"):
            protect(cells, relations, seed=SEED)

    def test_it_says_when_it_looked_long_enough_to_be_near_the_minimum(self) -> None:
        cells, relations = grid(GRID)
        found = protect(cells, relations, seed=SEED, small_part=0)
        assert found.method == "exact-witness, near the minimum"

    def test_it_says_when_it_hid_more_so_that_the_choice_tells_nothing(self) -> None:
        cells = [shown("total", 8), small("a", 4), small("b", 4)]
        found = protect(cells, [line("total", "a", "b")], seed=SEED)
        assert found.method == "exact-witness, more hidden so that the choice tells nothing"

    def test_with_little_effort_it_hides_more_but_leaks_nothing(self) -> None:
        cells, relations = grid(GRID)
        hasty = [
            protect(cells, relations, seed=bytes([n]), effort=0, small_part=0) for n in range(12)
        ]
        assert {pattern.method for pattern in hasty} == {"exact-witness, minimum not proven"}
        for pattern in hasty:
            assert not disclosed(published(cells, pattern.secondary), relations, sensitive(cells))
        patient = protect(cells, relations, seed=bytes([0]), small_part=0)
        assert len(patient.secondary) <= min(len(pattern.secondary) for pattern in hasty) + 1


class TestThreeValues:
    """The stricter standard: an interval of width two or more, wherever that can be had."""

    def test_two_values_are_enough_for_one_standard_and_not_for_the_other(self) -> None:
        cells = [public("total", 10), small("a", 4), small("b", 3), shown("c", 3)]
        cells[3] = Cell("c", 3)  # an ordinary figure that happens to be low
        relations = [line("total", "a", "b", "c")]
        assert not protect(cells, relations, seed=SEED).secondary
        strict = protect(cells, relations, seed=SEED, standard=Standard.P2)
        assert strict.secondary == {"c"}
        assert not strict.narrow
        found = possible_values(published(cells, strict.secondary), relations, ["a", "b"])
        assert found == {"a": (1, 4), "b": (1, 4)}

    def test_a_figure_that_cannot_have_three_values_is_named_and_keeps_two(self) -> None:
        cells = [public("total", 7), small("a", 4), small("b", 3)]
        strict = protect(cells, [line("total", "a", "b")], seed=SEED, standard=Standard.P2)
        assert strict.narrow == {"a", "b"}
        assert not strict.unprotectable

    def test_what_has_one_value_is_unprotectable_and_not_merely_narrow(self) -> None:
        cells = [public("total", 8), small("a", 4), small("b", 4)]
        strict = protect(cells, [line("total", "a", "b")], seed=SEED, standard=Standard.P2)
        assert strict.unprotectable == {"a", "b"}
        assert not strict.narrow


class TestAudit:
    def test_it_gives_the_range_that_a_reader_would_work_out(self) -> None:
        cells = [public("total", 9), small("a", 3), small("b", 1), shown("c", 5)]
        relations = [line("total", "a", "b", "c")]
        assert audit(cells, relations, {"a", "b"}) == {"a": Interval(1, 3), "b": Interval(1, 3)}

    def test_who_does_not_know_the_bounds_keeps_more_open(self) -> None:
        cells = [public("total", 9), small("a", 3), small("b", 1), shown("c", 5)]
        relations = [line("total", "a", "b", "c")]
        found = audit(cells, relations, {"a", "b"}, reader=Reader.A)
        assert found == {"a": Interval(0, 4), "b": Interval(0, 4)}

    def test_a_count_that_can_grow_without_end_has_no_highest_value(self) -> None:
        cells = [shown("total", 12), small("a", 3), shown("b", 9)]
        relations = [line("total", "a", "b")]
        found = audit(cells, relations, {"total", "a"}, reader=Reader.A)
        assert found == {"a": Interval(0, None)}

    def test_subtraction_is_found(self) -> None:
        cells = [shown("total", 12), small("a", 3), shown("b", 9)]
        found = audit(cells, [line("total", "a", "b")], {"a"})
        assert found == {"a": Interval(3, 3)}
        assert found["a"].determined

    def test_a_small_cell_that_was_printed_by_mistake_is_known(self) -> None:
        cells = [shown("total", 12), small("a", 3), small("b", 4), shown("c", 5)]
        found = audit(cells, [line("total", "a", "b", "c")], {"total", "a"})
        assert found == {"a": Interval(1, 4), "b": Interval(4, 4)}

    def test_public_cells_are_known_whatever_is_hidden(self) -> None:
        known = replace(small("b", 4), state=State.PUBLIC)
        cells = [public("total", 12), small("a", 3), known, public("c", 5)]
        found = audit(cells, [line("total", "a", "b", "c")], {"total", "a", "b", "c"})
        assert found == {"a": Interval(3, 3)}

    def test_it_agrees_with_the_outside_checker_on_a_two_way_table(self) -> None:
        cells, relations = grid(GRID)
        secondary = protect(cells, relations, seed=SEED).secondary
        found = audit(cells, relations, hidden_with(cells, secondary))
        outside = possible_values(published(cells, secondary), relations, sensitive(cells))
        assert {name: (each.low, each.high) for name, each in found.items()} == outside


def test_importing_the_engine_does_not_load_the_solver() -> None:
    check = (
        "import sys, vp_desk.suppression; sys.exit(bool({'highspy', 'numpy'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_the_engine_prints_nothing() -> None:
    work = (
        "from vp_desk.suppression import *\n"
        "cells = [Cell('t', 9), Cell('a', 3, State.HIDDEN, 1, 4, sensitive=True), Cell('b', 6)]\n"
        "relations = [(('t', 1), ('a', -1), ('b', -1))]\n"
        "audit(cells, relations, protect(cells, relations, seed=b'1').secondary | {'a'})\n"
    )
    run = subprocess.run([sys.executable, "-c", work], check=True, capture_output=True)
    assert (run.stdout, run.stderr) == (b"", b"")


@pytest.mark.parametrize(
    ("differences", "holds"),
    [
        ({"a": 1, "b": -1}, True),
        ({"a": -2, "b": 2}, True),
        ({"a": 0, "b": 0}, False),  # no difference is no other table
        ({"a": -3, "b": 3}, False),  # a would be 0
        ({"a": 2, "b": -2}, False),  # a would be 5
        ({"a": 1, "b": -2}, False),  # the sum would change
        ({"a": 1, "total": 1}, False),  # the total is shown
    ],
)
def test_another_table_is_one_that_fits_all_that_is_known(
    differences: dict[str, int], holds: bool
) -> None:
    cells = [
        Cell("total", 23),
        Cell("a", 3, State.HIDDEN, 1, 4, sensitive=True),
        Cell("b", 20),
    ]
    (part,) = parts(cells, [(("total", 1), ("a", -1), ("b", -1))], seed=b"1")
    number = {name: place for place, name in enumerate(part.ids)}
    witness = {number[name]: step for name, step in differences.items()}
    assert part.is_witness(witness, {number["a"], number["b"]}) is holds
