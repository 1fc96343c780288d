"""Table sets from a file: what is read, what is refused, and what comes out of the engine."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.attacker import Known, disclosed, possible_values
from vp_desk.suppression import Standard, State
from vp_desk.table_sets import (
    NotWrittenError,
    Protected,
    TableSet,
    TableSetError,
    load_table_set,
    protect_table_set,
    read_table_set,
    save_protected,
)


def table_set(
    values: Mapping[str, int],
    sums: Mapping[str, Sequence[str]],
    threshold: int = 5,
    marks: Mapping[str, Mapping[str, object]] | None = None,
) -> dict[str, object]:
    """The content of a file; marks: id → more keys of its cell."""
    return {
        "threshold": threshold,
        "cells": [{"id": n, "value": v, **(marks or {}).get(n, {})} for n, v in values.items()],
        "equations": [[[w, 1], *([p, -1] for p in parts)] for w, parts in sums.items()],
    }


def read(content: object) -> TableSet:
    return read_table_set(json.dumps(content))


def told(tables: TableSet, found: Protected) -> dict[str, Known]:
    """What reader P has in hand: of what is collapsed nothing, else the legend's 1 to t - 1."""
    hidden = found.suppressed | found.collapsed | tables.unprinted
    known: dict[str, Known] = {}
    for cell in tables.cells:
        if cell.id not in hidden:
            known[cell.id] = cell.value
        elif 0 < cell.value < tables.threshold and (
            cell.id in tables.hidden_before or cell.id not in found.collapsed | tables.unprinted
        ):
            known[cell.id] = (1, tables.threshold - 1)
        else:
            known[cell.id] = (0, None)
    return known


def leaks(tables: TableSet, found: Protected) -> set[str]:
    secret = {cell.id for cell in tables.cells if cell.sensitive}
    return set(disclosed(told(tables, found), tables.relations, secret))


FAMILY = {"all": ["a", "b", "c"], "a": ["a1", "a2"]}


def test_a_subtype_does_not_follow_from_its_type() -> None:
    values = {"all": 43, "a": 7, "b": 24, "c": 12, "a1": 6, "a2": 1}
    tables = read(table_set(values, FAMILY))
    found = protect_table_set(tables, seed=b"1")
    assert found.suppressed == {"a1", "a2"}
    assert not found.collapsed | found.unprotectable
    assert not leaks(tables, found)


def test_what_only_fits_in_one_way_is_collapsed_and_not_called_unprotectable() -> None:
    values = {"all": 22, "a": 2, "b": 9, "c": 11, "a1": 1, "a2": 1}
    tables = read(table_set(values, FAMILY, threshold=3))
    found = protect_table_set(tables, seed=b"1")
    assert found.collapsed == {"a1", "a2"}
    assert "a" in found.suppressed
    assert not found.unprotectable
    assert not leaks(tables, found)


def test_nested_totals_of_ones_are_collapsed_to_the_bottom_with_their_zeros() -> None:
    values = {"all": 30, "a": 2, "b": 28, "a1": 2, "a2": 0, "x": 1, "y": 1, "z": 0}
    sums = {"all": ["a", "b"], "a": ["a1", "a2"], "a1": ["x", "y", "z"]}
    tables = read(table_set(values, sums, threshold=3))
    found = protect_table_set(tables, seed=b"1")
    assert {"x", "y", "z"} <= found.collapsed <= {"a1", "a2", "x", "y", "z"}
    assert not found.unprotectable
    assert not leaks(tables, found)


def test_a_small_total_that_can_be_broken_down_safely_is() -> None:
    values = {"all": 4, "a": 1, "b": 3, "c": 0}
    found = protect_table_set(read(table_set(values, {"all": ["a", "b", "c"]})), seed=b"1")
    assert not found.collapsed


def test_what_was_published_before_gives_away_what_nothing_can_protect() -> None:
    marks = {name: {"prior": "published"} for name in ("years", "old")}
    tables = read(
        table_set({"years": 9, "old": 7, "new": 2}, {"years": ["old", "new"]}, marks=marks)
    )
    found = protect_table_set(tables, seed=b"1")
    assert found.suppressed == {"new"}
    assert found.unprotectable == {"new"}


def test_a_small_figure_that_was_published_itself_is_named() -> None:
    tables = read(table_set({"a": 2}, {}, marks={"a": {"prior": "published"}}))
    assert protect_table_set(tables, seed=b"1").unprotectable == {"a"}


def test_what_was_hidden_before_stays_hidden_and_is_bounded_only_when_small() -> None:
    marks = {"a": {"prior": "suppressed"}, "b": {"prior": "suppressed"}}
    tables = read(table_set({"all": 14, "a": 3, "b": 11}, {"all": ["a", "b"]}, marks=marks))
    by_id = {cell.id: cell for cell in tables.cells}
    assert (by_id["a"].low, by_id["a"].high, by_id["a"].sensitive) == (1, 4, True)
    assert (by_id["b"].state, by_id["b"].high) == (State.HIDDEN, None)
    assert not by_id["b"].sensitive
    assert protect_table_set(tables, seed=b"1").suppressed == {"a", "b"}


def test_what_was_hidden_before_is_not_collapsed_as_its_legend_was_read() -> None:
    marks = {name: {"prior": "suppressed"} for name in ("all", "a", "b")}
    tables = read(table_set({"all": 2, "a": 1, "b": 1}, {"all": ["a", "b"]}, 3, marks))
    found = protect_table_set(tables, seed=b"1")
    assert found.suppressed == {"all", "a", "b"}
    assert not found.collapsed
    assert found.unprotectable == {"all", "a", "b"} == leaks(tables, found)


def test_the_parts_of_a_small_total_that_everyone_knows_are_collapsed_too() -> None:
    values = {"all": 4, "a": 1, "b": 1, "c": 1, "d": 1}
    marks = {"all": {"prior": "published"}}
    tables = read(table_set(values, {"all": ["a", "b", "c", "d"]}, marks=marks))
    found = protect_table_set(tables, seed=b"1")
    assert found.collapsed == {"a", "b", "c", "d"}
    assert found.unprotectable == {"all"}
    assert not leaks(tables, found)


def test_what_is_collapsed_needs_no_secondaries_of_before() -> None:
    """Collapsed, the ones below small totals no longer need four larger figures hidden."""
    rows = {"x": (1, 1, 1, 3), "y": (1, 0, 1, 1)}
    values = {f"{row}{n}": value for row, line in rows.items() for n, value in enumerate(line)}
    values |= {row: sum(line) for row, line in rows.items()}
    values |= {str(n): x + y for n, (x, y) in enumerate(zip(*rows.values(), strict=True))}
    values["all"] = 9
    sums = {row: [f"{row}{n}" for n in range(4)] for row in rows}
    sums |= {str(n): [f"{row}{n}" for row in rows] for n in range(4)}
    sums |= {"all": ["0", "1", "2", "3"]}
    tables = read(table_set(values, sums, 3) | {"sensitive": []})
    found = protect_table_set(tables, seed=b"1")
    assert found.collapsed == {"x0", "y0", "x2", "y2"}
    free = {cell.id for cell in tables.cells if cell.state is State.FREE}
    assert len(found.suppressed & free) <= 2
    assert not leaks(tables, found)


def test_what_was_published_before_is_known_also_when_no_table_holds_it_now() -> None:
    marks = {"then": {"hidden": True, "prior": "published"}}
    tables = read(table_set({"now": 9, "then": 7, "new": 2}, {"now": ["then", "new"]}, marks=marks))
    found = protect_table_set(tables, seed=b"1")
    assert found.suppressed == {"now", "new"}
    assert not leaks(tables, found)


def test_a_cell_in_no_table_is_protected_but_never_listed() -> None:
    values = {"now": 8, "then": 7, "late": 1}
    tables = read(table_set(values, {"now": ["then", "late"]}, marks={"late": {"hidden": True}}))
    assert next(cell for cell in tables.cells if cell.id == "late").high is None
    found = protect_table_set(tables, seed=b"1")
    assert len(found.suppressed) == 1
    assert "late" not in found.suppressed
    assert not leaks(tables, found)


@pytest.mark.parametrize("way", ["manual", "sensitive"])
def test_a_cell_may_be_sensitive_by_hand(way: str) -> None:
    values = {"all": 40, "a": 12, "b": 28, "c": 0}
    marks: dict[str, dict[str, object]] = {"a": {"manual": True}} if way == "manual" else {}
    content = table_set(values, {"all": ["a", "b", "c"]}, marks=marks)
    content["sensitive"] = ["a"] if way == "sensitive" else None
    found = protect_table_set(read(content), seed=b"1")
    assert "a" in found.suppressed
    assert len(found.suppressed) == 2


def test_without_equations_they_follow_from_the_dimensions_in_every_way() -> None:
    content = {
        "threshold": 5,
        "dimensions": {"place": {"*": [["north", "south"], ["town", "land"]]}},
        "cells": [
            {"id": name, "value": value, "coord": {"place": name}}
            for name, value in {"*": 30, "north": 3, "south": 27, "town": 20, "land": 10}.items()
        ],
    }
    tables = read(content)
    assert len(tables.relations) == 2
    found = protect_table_set(tables, seed=b"1")
    assert len(found.suppressed) == 2
    assert not leaks(tables, found)


@pytest.mark.parametrize(
    ("values", "sums"),
    [
        ({}, {}),
        ({"a": 3}, {}),
        ({"a": 0}, {"a": []}),
        ({"all": 0, "a": 0, "b": 0}, {"all": ["a", "b"]}),
        ({"all": 4, "a": 1, "b": 1, "c": 1, "d": 1}, {"all": ["a", "b", "c", "d"]}),
        ({f"l{n}": 2 for n in range(60)}, {f"l{n}": [f"l{n + 1}"] for n in range(59)}),
        ({f"l{n}": 9 for n in range(60)}, {f"l{n}": [f"l{n + 1}"] for n in range(59)}),
    ],
    ids=["nothing", "one cell", "a total without parts", "zeros", "ones", "chain", "large chain"],
)
def test_odd_but_valid_sets_are_protected(
    values: dict[str, int], sums: dict[str, list[str]]
) -> None:
    tables = read(table_set(values, sums))
    for standard in Standard:
        found = protect_table_set(tables, seed=b"1", standard=standard)
        assert leaks(tables, found) == found.unprotectable == frozenset()


def test_a_threshold_of_two_leaves_nothing_to_hide_behind() -> None:
    tables = read(table_set({"a": 1, "b": 7}, {}, threshold=2))
    assert protect_table_set(tables, seed=b"1").unprotectable == {"a"}


def test_a_large_grid_is_done_in_seconds() -> None:
    rows, columns = 20, 15
    values = {f"{i},{j}": (7 * i + 11 * j) % 13 for i in range(rows) for j in range(columns)}
    sums: dict[str, list[str]] = {}
    for i in range(rows):
        sums[f"{i},*"] = [f"{i},{j}" for j in range(columns)]
    for j in range(columns):
        sums[f"*,{j}"] = [f"{i},{j}" for i in range(rows)]
    values |= {whole: sum(values[part] for part in parts) for whole, parts in sums.items()}
    sums["*"] = [f"{i},*" for i in range(rows)]
    values["*"] = sum(values[part] for part in sums["*"])
    tables = read(table_set(values, sums))
    found = protect_table_set(tables, seed=b"1")
    assert found.seconds < 20
    assert not leaks(tables, found)


def test_three_possible_values_where_the_stricter_reader_asks_for_them() -> None:
    values = {"all": 10, "a": 4, "b": 3, "c": 3}
    content = table_set(values, {"all": ["a", "b", "c"]}, threshold=5)
    found = protect_table_set(read(content), seed=b"1", standard=Standard.P2)
    ranges = possible_values(told(read(content), found), read(content).relations, "abc")
    assert all(high is None or high - low >= 2 for low, high in ranges.values())
    assert not found.narrow


def test_the_same_seed_gives_the_same_answer_and_the_file_can_be_read_back(tmp_path: Path) -> None:
    tables = read(table_set({"all": 43, "a": 7, "b": 24, "c": 12, "a1": 6, "a2": 1}, FAMILY))
    first, again = (protect_table_set(tables, seed=b"7") for _ in "12")
    assert first.suppressed == again.suppressed
    save_protected(first, tmp_path / "out.json")
    answer = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert answer["suppressed"] == ["a1", "a2"]
    assert answer["collapsed"] == answer["unprotectable"] == []
    assert answer["method"]
    assert answer["seconds"] >= 0
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    with pytest.raises(NotWrittenError, match="andere plaats"):
        save_protected(first, tmp_path / "nowhere" / "out.json")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotWrittenError):
        save_protected(first, tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()  # no file has taken its place


GOOD = table_set({"all": 9, "a": 3, "b": 6}, {"all": ["a", "b"]})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"threshold": None}, "`threshold` is geen heel getal"),
        ({"threshold": True}, "`threshold` is geen heel getal"),
        ({"threshold": 0}, "1 of hoger"),
        ({"cells": None}, "`cells` is geen lijst"),
        ({"cells": [7]}, "een cel is geen object"),
        ({"cells": [{"id": 7, "value": 1}]}, "`id` van een cel is geen tekst"),
        ({"cells": [{"id": "a", "value": 1}] * 2}, "dezelfde `id`"),
        ({"cells": [{"id": "a", "value": 1.5}]}, "`value` van a is geen heel getal"),
        ({"cells": [{"id": "a", "value": -1}]}, "kleiner dan 0"),
        ({"cells": [{"id": "a", "value": 1, "prior": "maybe"}]}, "`prior` van a"),
        ({"equations": 7}, "`equations` is geen lijst"),
        ({"equations": [[["a"]]]}, "geen paar"),
        ({"equations": [[["zz", 1]]]}, r"een cel die er niet is \(zz\)"),
        ({"equations": [[["all", 1], ["a", -1]]]}, "komt niet op 0 uit"),
        ({"sensitive": ["zz"]}, "`sensitive` noemt een cel die er niet is"),
        ({"equations": None, "dimensions": 7}, "`dimensions` is geen object"),
        ({"equations": None}, "niet in wat bij elkaar optelt"),
        ({"cells": [{"id": "a", "value": 1, "hidden": "ja"}]}, "`hidden` van a is geen `true`"),
        ({"cells": [{"id": "", "value": 1}]}, "`id` van een cel is geen tekst, of een lege"),
        ({"cells": [{"id": "\ud800", "value": 1}]}, "niet kan worden geschreven"),
    ],
)
def test_a_file_that_is_not_a_table_set_is_refused_with_a_sentence(
    change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(TableSetError, match=sentence):
        read(GOOD | change)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nee",
        "[]",
        "7",
        "[" * 100_000,
        '{"threshold": ' + "9" * 6000 + "}",
        '{"threshold": 5, "threshold": 5, "cells": [], "equations": []}',
    ],
)
def test_what_is_no_json_object_is_refused(text: str) -> None:
    with pytest.raises(TableSetError):
        read_table_set(text)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableSetError, match="bestaat niet"):
        load_table_set(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableSetError, match="UTF-8"):
        load_table_set(tmp_path / "bytes.json")
