"""Readers of one's own: what may be in them, and codes that never get another meaning."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.aggregate import Edition, publication_plan
from vp_desk.desk import ChangeKind, Desk, FixedEditionError, ListRefusal, open_vault
from vp_desk.periods import Month
from vp_desk.records import Case

FIXED = publication_plan().editions
PRINTED = tuple(publication_plan().printed)
TODAY = date(2026, 3, 12)


def add(desk: Desk, label: str, *tables: str, close: bool = False) -> Edition:
    desk.save_edition(Edition("", label, tables or ("routes",), close))
    return next(edition for edition in desk.editions() if edition.label == label)


def fill(desk: Desk) -> None:
    for number in range(40):
        month = Month(2025, 1 + number % 12)
        desk.add_case(
            Case(code=desk.new_case_code(), month=month, types=("conduct.bullying",)), None
        )


def test_own_readers_come_after_those_of_the_program_and_are_kept(
    vault_path: Path, desk: Desk
) -> None:
    assert desk.editions() == FIXED
    changes = desk.save_edition(
        Edition("", "  Directie   en  MT ", ("routes", "types"), close=True)
    )
    assert changes.kinds == {ChangeKind.EDITIONS}
    desk.close()
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as again:
        *fixed, own = again.editions()
        assert tuple(fixed) == FIXED
        # The tables stand in the order of the report, whatever the order in which they were chosen.
        assert own == Edition(
            "own_directie_en_mt", "Directie en MT", ("types", "routes"), close=True
        )


def test_the_code_stays_when_name_or_tables_change(desk: Desk) -> None:
    own = add(desk, "Directie")
    other = add(desk, "Bestuur")
    desk.save_edition(replace(own, label="Directieteam", tables=("unit",)))
    assert [(e.code, e.label, e.tables) for e in desk.editions()[len(FIXED) :]] == [
        (own.code, "Directieteam", ("unit",)),
        (other.code, "Bestuur", ("routes",)),
    ]


@pytest.mark.parametrize(
    ("label", "tables", "field", "words"),
    [
        ("  ", ("routes",), "label", "Geef deze lezers een naam"),
        ("x" * 61, ("routes",), "label", "kortere naam"),
        ("bevoegd  GEZAG", ("routes",), "label", "al lezers met deze naam"),
        ("Directie", ("routes",), "label", "al lezers met deze naam"),
        ("Locatie 7", ("routes",), "label", "geen cijfers"),
        ("Bestuur", (), "tables", "minstens één tabel"),
        ("Bestuur", ("first_routes",), "tables", "nooit gedrukt"),
        ("Bestuur", ("routes", "bestaat_niet"), "tables", "nooit gedrukt"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk: Desk, label: str, tables: tuple[str, ...], field: str, words: str
) -> None:
    add(desk, "Directie")
    before = desk.editions()
    with pytest.raises(ListRefusal, match=words) as refused:
        desk.save_edition(Edition("", label, tables))
    assert refused.value.field == field
    assert desk.editions() == before


def test_readers_may_keep_their_own_name(desk: Desk) -> None:
    own = add(desk, "Directie")
    desk.save_edition(replace(own, close=True))
    assert desk.editions()[-1].close


def test_those_of_the_program_cannot_be_changed_or_removed(desk: Desk) -> None:
    with pytest.raises(FixedEditionError):
        desk.save_edition(replace(FIXED[0], label="Anders"))
    with pytest.raises(FixedEditionError):
        desk.remove_edition(FIXED[0].code)
    assert desk.editions() == FIXED


def test_a_code_is_never_given_to_other_readers(desk: Desk) -> None:
    first = add(desk, "Directie")
    desk.remove_edition(first.code)
    assert desk.editions() == FIXED
    second = add(desk, "Directie")
    assert second.code != first.code
    desk.remove_edition(second.code)
    assert add(desk, "Directie").code not in (first.code, second.code)


def test_what_was_released_keeps_its_readers_after_they_are_gone(
    desk: Desk, tmp_path: Path
) -> None:
    fill(desk)
    own = add(desk, "Directie", "cases_by_quarter")
    desk.write_report(desk.prepare(2025), own.code, tmp_path / "een.pdf", TODAY)
    desk.remove_edition(own.code)
    (release,) = desk.released.releases()
    assert (release.editions, release.readers) == ((own.code,), "Directie")
    assert release.tables == {"cases_by_quarter"}
    again = add(desk, "Directie", "cases_by_quarter")
    assert again.code != own.code


@pytest.mark.parametrize("table", PRINTED)
def test_readers_of_a_single_table_get_a_report_that_is_safe(
    desk: Desk, tmp_path: Path, table: str
) -> None:
    fill(desk)
    own = add(desk, "Directie", table)
    prepared = desk.prepare(2025)
    assert desk.check_release(prepared, own.code, TODAY).sentences == ()
    desk.write_report(prepared, own.code, tmp_path / "een.pdf", TODAY)
    for suffix in (".csv", ".xlsx", ".json"):
        desk.write_aggregates(prepared, own.code, tmp_path / f"een{suffix}", TODAY)
    assert len(desk.released.releases()) == 4


def test_own_readers_do_not_change_what_is_told_to_others(desk: Desk) -> None:
    fill(desk)
    before = desk.prepare(2025).release
    add(desk, "Directie", *PRINTED)
    assert desk.prepare(2025).release == before
