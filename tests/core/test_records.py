"""Records and the catalogue of their fields."""

from dataclasses import fields
from datetime import date

import pytest

from vp_desk.fields import (
    ACTIVITY_FIELDS,
    CASE_FIELDS,
    CONTACT_FIELDS,
    Field,
    Kind,
    Privacy,
    codes_of,
    personal_traits,
    unknown_codes,
)
from vp_desk.periods import Month
from vp_desk.records import (
    Activity,
    Case,
    CaseCode,
    Contact,
    IncompleteCaseError,
    NegativeTimeError,
    Reminder,
    new_case_code,
)
from vp_desk.taxonomy import built_in_lists

CASE = Case(
    code=CaseCode("vodami-ku"),
    month=Month(2025, 3),
    types=("conduct.bullying", "outside"),
    reporter_role="employee",
    note="verzonnen geheim",
)


@pytest.mark.parametrize(
    ("record", "catalogue"),
    [(Case, CASE_FIELDS), (Contact, CONTACT_FIELDS), (Activity, ACTIVITY_FIELDS)],
)
def test_the_catalogue_lists_the_attributes_of_the_record(
    record: type, catalogue: tuple[Field, ...]
) -> None:
    assert [field.key for field in catalogue] == [f.name for f in fields(record)]


def test_every_field_with_codes_has_a_list_and_no_other_has() -> None:
    for field in (*CASE_FIELDS, *CONTACT_FIELDS, *ACTIVITY_FIELDS):
        assert (field.kind in (Kind.CODE, Kind.CODES)) == (field.values is not None), field.key
        if field.values is not None:
            assert field.values in built_in_lists().by_name


def test_the_personal_traits_are_the_four_of_the_rules() -> None:
    assert personal_traits() == {"gender", "international", "reporter_role", "capacity"}


def test_notes_and_codes_are_never_counted() -> None:
    private = {field.key for field in CASE_FIELDS if field.privacy is Privacy.PRIVATE}
    assert {"code", "note", "adviser", "matter", "aftercare_month"} == private


def test_a_repr_shows_nothing_of_a_case() -> None:
    contact = Contact(case=CASE.code, held_on=date(2025, 3, 4), note="verzonnen geheim")
    activity = Activity(held_on=date(2025, 3, 4), kind="training", note="verzonnen geheim")
    reminder = Reminder(case=CASE.code, month=Month(2025, 3))
    for record in (CASE, contact, activity, reminder):
        assert "geheim" not in repr(record)
        assert "2025" not in repr(record)


def test_a_case_needs_a_type() -> None:
    with pytest.raises(IncompleteCaseError):
        Case(code=CaseCode("x"), month=Month(2025, 1), types=())


def test_time_is_never_negative() -> None:
    with pytest.raises(NegativeTimeError):
        Contact(case=CASE.code, held_on=date(2025, 1, 1), travel_quarters=-1)
    with pytest.raises(NegativeTimeError):
        Activity(held_on=date(2025, 1, 1), kind="training", participants=-3)


def test_codes_of_a_field_are_read_alike_for_one_and_for_several() -> None:
    by_key = {field.key: field for field in CASE_FIELDS}
    assert codes_of(CASE, by_key["types"]) == ("conduct.bullying", "outside")
    assert codes_of(CASE, by_key["reporter_role"]) == ("employee",)
    assert codes_of(CASE, by_key["unit"]) == ()
    assert codes_of(CASE, by_key["note"]) == ()


def test_a_code_outside_its_list_is_named_with_its_field() -> None:
    lists = built_in_lists()
    strange = Case(code=CaseCode("x"), month=Month(2025, 1), types=("conduct",), unit="mars")
    assert [(f.key, code) for f, code in unknown_codes(strange, CASE_FIELDS, lists)] == [
        ("unit", "mars")
    ]
    assert list(unknown_codes(CASE, CASE_FIELDS, lists)) == []


def test_case_codes_are_pronounceable_and_never_used_twice() -> None:
    taken: set[str] = set()
    for _ in range(500):
        code = new_case_code(taken)
        assert code not in taken
        assert len(code) == 9
        assert all(
            (char in "aeiou") == (index % 2 == 1)
            for index, char in enumerate(code.replace("-", ""))
        )
        taken.add(code)


def test_a_code_that_is_taken_is_drawn_again() -> None:
    draws = iter("bababa" + "ba" + "bababa" + "be")
    assert new_case_code({"bababa-ba"}, lambda _: next(draws)) == "bababa-be"
