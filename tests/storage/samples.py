"""Random records for the tests: every field, with few codes so that counts and searches collide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from vp_desk.aggregate import CaseFile
from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS, Field, Kind
from vp_desk.periods import Month
from vp_desk.records import Activity, Case, CaseCode, Contact
from vp_desk.taxonomy import Code, Lists, built_in_lists

UNITS = ("noord", "noord.balie", "noord.balie.avond", "zuid")
LISTS: Lists = built_in_lists().with_own({"unit": [Code(code, code, code) for code in UNITS]})

#: Few, at the edges of years and quarters, also when the year begins in September.
MONTHS = st.sampled_from(
    [
        Month(year, month)
        for year, month in (
            (2022, 12),
            (2023, 1),
            (2023, 3),
            (2023, 4),
            (2023, 8),
            (2023, 9),
            (2024, 1),
        )
    ]
)
DAYS = st.builds(
    lambda month, day: date(month.year, month.month, day), MONTHS, st.sampled_from([1, 28])
)
NOTES = st.text(st.sampled_from("abé ſ-'\"*\n\x00\ud800"), max_size=12)

_FEW = 3


def codes_of(field: Field) -> st.SearchStrategy[str]:
    """Some codes of the list of a field, categories as well as parts of one."""
    codes = [entry.code for entry in LISTS[field.values or ""]]
    if field.key == "types":
        codes = ["conduct", "conduct.bullying", "conduct.discrimination", "financial.theft"]
        assert set(codes) <= {entry.code for entry in LISTS.types}
    return st.sampled_from(codes if field.key in ("types", "unit") else codes[:_FEW])


def _value(field: Field) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one line a kind
    match field.kind:
        case Kind.CODE:
            return st.none() | codes_of(field)
        case Kind.CODES:
            least = 1 if field.key == "types" else 0
            return st.lists(codes_of(field), min_size=least, max_size=4).map(tuple)
        case Kind.QUARTERS:
            return st.integers(0, 9)
        case Kind.NOTE:
            return NOTES
        case Kind.MONTH:
            return st.none() | MONTHS
        case Kind.STAMP:
            return st.none() | DAYS
        case _:
            return st.none() | st.sampled_from(["A", "B", "bodemi-fa"])


_CASE_VALUES = {
    field.key: _value(field) for field in CASE_FIELDS if field.key not in ("code", "month")
}
_CONTACT_VALUES = {
    field.key: _value(field)
    for field in CONTACT_FIELDS
    if field.key not in ("id", "case", "held_on")
}
ACTIVITIES = st.builds(
    Activity,
    held_on=DAYS,
    kind=st.sampled_from(["information", "authority.planned"]),
    audience=st.none() | st.just("team"),
    participants=st.none() | st.integers(0, 200),
    form=st.none() | st.just("workshop"),
    quarters=st.integers(0, 40),
    note=NOTES,
)


@st.composite
def cases(draw: st.DrawFn, code: str = "bodemi-fa") -> Case:
    """One case."""
    values = draw(st.fixed_dictionaries(_CASE_VALUES))
    return Case(code=CaseCode(code), month=draw(MONTHS), **values)


@st.composite
def contacts(draw: st.DrawFn, code: str = "bodemi-fa") -> Contact:
    """One contact."""
    values = draw(st.fixed_dictionaries(_CONTACT_VALUES))
    return Contact(case=CaseCode(code), held_on=draw(DAYS), **values)


@st.composite
def case_files(draw: st.DrawFn, most: int = 8) -> Sequence[CaseFile]:
    """Some cases with contacts; codes are those that hypothesis may also put in `matter`."""
    names = ["bodemi-fa", "dagoru-ki", *(f"zetapo-{n}" for n in range(most - 2))]
    return [
        CaseFile(draw(cases(name)), tuple(draw(st.lists(contacts(name), max_size=3))))
        for name in names[: draw(st.integers(0, most))]
    ]
