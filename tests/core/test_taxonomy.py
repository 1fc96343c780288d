"""The code lists that ship with the program, and the organisation's own."""

import pytest

from vp_desk.resources import toml_resource
from vp_desk.taxonomy import (
    CURRENT_TYPES,
    TYPES,
    UNITS,
    Code,
    CodeList,
    built_in_lists,
    folded,
    parent_of,
    truncated,
    type_versions,
)

#: The nine of the Rijk of 2024, by code, in their order.
NINE = (
    "financial",
    "position",
    "information",
    "communication",
    "powers",
    "force",
    "conduct",
    "resources",
    "private",
)


def test_the_nine_stand_first_and_in_order() -> None:
    tops = [code.code for code in built_in_lists().types.parts(None)]
    assert tops == [*NINE, "outside"]


def test_every_code_stands_after_its_parent_in_every_list() -> None:
    for codes in (*built_in_lists().by_name.values(), *type_versions().values()):
        seen: set[str] = set()
        for entry in codes:
            assert entry.code not in seen
            assert entry.parent is None or entry.parent in seen, entry.code
            seen.add(entry.code)


def test_every_successor_exists_in_the_current_list() -> None:
    current = type_versions()[CURRENT_TYPES]
    for version in type_versions().values():
        for code, targets in version.successors.items():
            assert code in version
            assert all(target in current for target in targets), code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Pesten", "conduct.bullying"),
        ("misdragingen in de PRIVÉ-sfeer", "private"),
        ("machtsmisbruik", "conduct.abuse_of_power"),
        ("conduct.gossip", "conduct.gossip"),
        ("Iets wat niet bestaat", None),
    ],
)
def test_a_row_is_found_by_label_alias_or_code(written: str, code: str | None) -> None:
    assert built_in_lists().types.find(written) == code


def test_a_path_names_every_level() -> None:
    types = built_in_lists().types
    assert types.path_of("conduct.bullying") == "Ongewenste omgangsvormen › Pesten"
    assert types.label_of("unheard.of") == "unheard.of"


def test_own_codes_stand_with_their_family_and_relabelling_keeps_the_code() -> None:
    lists = built_in_lists().with_own(
        {
            TYPES: (
                Code("conduct.radicalisation", "Radicalisering", "Radicalisering"),
                Code("conduct.gossip", "Roddelen", "Roddelen", retired=True),
                Code("school", "Schoolzaken", "School"),
            ),
            UNITS: (Code("north", "Noord", "Noord"), Code("north.a", "Noord A", "A")),
        }
    )
    codes = [entry.code for entry in lists.types]
    assert codes.index("conduct.radicalisation") == codes.index("resources") - 1
    assert codes[-1] == "school"
    assert lists.types["conduct.gossip"].label == "Roddelen"
    assert lists.types["conduct.gossip"] not in lists.types.offered()
    assert "conduct.gossip" in lists.types
    assert [unit.code for unit in lists[UNITS].parts("north")] == ["north.a"]


def test_dots_are_all_the_hierarchy_there_is() -> None:
    assert parent_of("a.b.c") == "a.b"
    assert parent_of("a") is None
    assert [truncated("a.b.c", depth) for depth in (1, 2, 3, 4)] == ["a", "a.b", "a.b.c", "a.b.c"]


def test_folding_forgets_case_accents_and_punctuation() -> None:
    assert folded("  Privé-sfeer,  (oud) ") == "prive sfeer oud"


def test_everyday_words_and_aliases_belong_to_codes_that_exist() -> None:
    for file in ("lists/values.toml", "lists/violation_types.toml"):
        data = toml_resource(file)
        for entry in data.get("version", data.values()):
            for part in ("words", "aliases", "short"):
                assert set(entry.get(part, {})) <= set(entry["codes"]), (file, part)


def test_a_label_wins_of_an_alias_and_an_alias_of_several_means_none() -> None:
    codes = CodeList(
        "list",
        "Lijst",
        (
            Code("a", "Aap", "Aap", ("noot", "dier", "samen")),
            Code("b", "Noot", "Noot", ("dier",)),
            Code("a.x", "Mies", "Mies", ("samen",)),
        ),
    )
    assert codes.find("noot") == "b"
    assert codes.find("dier") is None
    assert codes.find("samen") == "a"


def test_everyday_words_are_for_typing_and_never_say_what_a_file_means() -> None:
    types = built_in_lists().types
    assert "smeergeld" in types["financial.bribery"].found_by
    assert types.find("smeergeld") is None


def test_an_own_entry_without_words_keeps_those_of_the_program() -> None:
    own = (Code("conduct.gossip", "Roddelen", "Roddelen"), Code("conduct", "Gedrag", "G", ("x",)))
    types = built_in_lists().types.with_own(own)
    assert "laster" in types["conduct.gossip"].words
    assert types["conduct"].found_by == ("x",)


def test_another_order_keeps_families_together_and_new_codes_with_their_sibling() -> None:
    codes = CodeList(
        "list", "Lijst", tuple(Code(c, c, c) for c in ("a", "a.x", "a.y", "b", "c", "c.z"))
    )
    ordered = codes.in_order(("c", "a", "a.y", "a.x", "gone"))
    assert [entry.code for entry in ordered] == ["c", "c.z", "a", "a.y", "a.x", "b"]
    assert codes.in_order(()) == codes
