"""Kept views: they come back as they were kept, and survive other versions and other lists."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.desk import ChangeKind, Desk, View, ViewNameError, open_vault
from vp_desk.desk.views import (
    COLUMNS,
    DEFAULT_COLUMNS,
    _stored,  # pyright: ignore[reportPrivateUsage]
    _view,  # pyright: ignore[reportPrivateUsage]
    sound_columns,
)
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.selection import ORDERS, Selection, Span
from vp_desk.storage import settings
from vp_desk.taxonomy import UNITS, UNKNOWN, Code, built_in_lists

MONTHS = st.none() | st.builds(Month, st.integers(2020, 2026), st.integers(1, 12))
SPANS = st.builds(Span, MONTHS, MONTHS)
SELECTIONS = st.builds(
    Selection,
    begin=MONTHS,
    end=MONTHS,
    codes=st.dictionaries(
        st.just("status"),
        st.frozensets(st.sampled_from(["open", "closed", "open.-", UNKNOWN]), min_size=1),
    ),
    without_status=st.frozensets(st.sampled_from(["sparring", "lost"])),
    words=st.text(max_size=10),
    order=st.sampled_from(ORDERS),
    descending=st.booleans(),
    talks=SPANS,
    silent_from=MONTHS,
    aftercare=SPANS,
)


@given(SELECTIONS, st.lists(st.sampled_from(COLUMNS), max_size=5).map(sound_columns))
def test_a_view_is_read_as_it_was_stored(selection: Selection, columns: tuple[str, ...]) -> None:
    view = View("Naam", selection, columns)
    assert _view(_stored(view), built_in_lists()) == view


def test_a_kept_view_is_there_when_the_vault_is_opened_again(vault_path: Path) -> None:
    mine = View("Lopend", Selection(codes={"status": frozenset({"open"})}, words="aap"))
    other = View("alles", Selection(order="code", descending=False), ("code", "route"))
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert desk.views.all(desk.lists) == ()
        assert desk.views.keep(mine).kinds == {ChangeKind.VIEWS}
        desk.views.keep(other)
        desk.views.remember(Selection(order="unit", words="aap"), ("code", "unit"))
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        assert desk.views.all(desk.lists) == (other, mine)
        assert desk.views.last(desk.lists) == View("", Selection(order="unit"), ("code", "unit"))


def test_without_a_memory_the_list_is_as_it_always_was(desk: Desk) -> None:
    assert desk.views.last(desk.lists) == View("", Selection(), DEFAULT_COLUMNS)


def test_names_are_unique_whatever_their_case_and_never_empty(desk: Desk) -> None:
    desk.views.keep(View(" Lopend ", Selection()))
    with pytest.raises(ViewNameError, match="al een weergave"):
        desk.views.keep(View("lopend", Selection(words="aap")))
    with pytest.raises(ViewNameError, match="naam"):
        desk.views.keep(View("  ", Selection()))
    desk.views.keep(View("lopend", Selection(words="aap")), instead=True)
    assert [(v.name, v.selection.words) for v in desk.views.all(desk.lists)] == [("lopend", "aap")]
    desk.views.keep(View("Ander", Selection()))
    with pytest.raises(ViewNameError):
        desk.views.rename("Ander", "LOPEND")
    with pytest.raises(ViewNameError):
        desk.views.rename("Ander", " ")
    desk.views.rename("lopend", "Lopend")
    desk.views.rename("Ander", "Elders")
    assert [view.name for view in desk.views.all(desk.lists)] == ["Elders", "Lopend"]
    desk.views.forget("Elders")
    assert [view.name for view in desk.views.all(desk.lists)] == ["Lopend"]


def test_what_is_not_understood_is_left_out_and_said(desk: Desk) -> None:
    with desk._vault.write() as db:
        stored = {
            "name": "Later",
            "codes": {"status": ["open", "vanished"], "telepathy": ["yes"], "unit": ["gone"]},
            "columns": ["telepathy", "status"],
            "order": "telepathy",
            "months": [202513, None],
            "mood": "good",
        }
        settings.put(db, "views", {"views": [stored, "rubbish"], "last": 3})
    (view,) = desk.views.all(desk.lists)
    assert view.selection == Selection(codes={"status": frozenset({"open"})})
    assert view.columns == ("code", "status")
    assert set(view.dropped) == {
        "telepathy",
        "Status: vanished",
        "Organisatieonderdeel: gone",
        "202513",
        "mood",
    }
    assert desk.views.last(desk.lists).columns == DEFAULT_COLUMNS


def test_a_view_on_a_retired_code_keeps_it(desk: Desk) -> None:
    desk.add_unit("Noord", {})
    desk.views.keep(View("Noord", Selection(codes={"unit": frozenset({"noord"})})))
    desk.save_units((Code("noord", "Noord", "Noord", retired=True),), {})
    assert desk.lists[UNITS]["noord"].retired
    (view,) = desk.views.all(desk.lists)
    assert view.selection.codes == {"unit": frozenset({"noord"})}
    assert view.dropped == ()


def test_the_list_says_where_the_words_stand_and_shows_no_more_of_a_note(desk: Desk) -> None:
    case = Case(
        code=desk.new_case_code(),
        month=Month(2025, 3),
        types=("conduct.bullying",),
        note="Over het rooster gesproken. " + "Niets. " * 60 + "Verborgen einde.",
    )
    desk.add_case(case, Contact(case=case.code, held_on=date(2025, 4, 2), note="Rooster in april"))
    (row,) = desk.page_of_cases(Selection(words="roost"), 0, 5)
    assert row.case.note == ""
    (hit,) = row.hits
    assert hit.text.startswith("Over het rooster")
    assert "Verborgen" not in hit.text
    (row,) = desk.page_of_cases(Selection(words="pest april"), 0, 5)
    assert [(hit.field, hit.talk) for hit in row.hits] == [
        ("types", None),
        ("note", Month(2025, 4)),
    ]
    (row,) = desk.page_of_cases(Selection(), 0, 5)
    assert row.hits == ()


def test_a_note_that_was_tampered_with_is_never_shown_as_a_hit(desk: Desk) -> None:
    case = Case(code=desk.new_case_code(), month=Month(2025, 3), types=("conduct",))
    desk.add_case(case, Contact(case=case.code, held_on=date(2025, 4, 2), note="Rooster in april"))
    with desk._vault.write() as db:
        db.execute("UPDATE contact_notes SET note = 'Rooster in mei'")
    with pytest.raises(Exception, match="beschadigd"):
        desk.page_of_cases(Selection(words="roost"), 0, 5)


def test_the_list_holds_the_page_of_the_case_that_is_looked_at(desk: Desk) -> None:
    codes = []
    for number in range(9):
        case = Case(code=desk.new_case_code(), month=Month(2025, 1).plus(number), types=("powers",))
        desk.add_case(case, None)
        codes.append(case.code)
    found = desk.list_cases(Selection(), 3, codes[1])
    assert (found.total, found.place, found.page) == (9, 7, 2)
    assert [row.case.code for row in found.around] == codes[2::-1]
    assert [row.case.code for row in found.first] == codes[:5:-1]
    early = desk.list_cases(Selection(), 3, codes[8])
    assert (early.place, early.page, early.around) == (0, 0, early.first)
    outside = desk.list_cases(Selection(begin=Month(2025, 5)), 3, codes[1])
    assert (outside.place, outside.page) == (None, 0)
