"""What can stand in a column of the list of cases: heading, order, width, and the text of a cell."""

from dataclasses import dataclass
from typing import Final

from vp_desk.desk import CaseRow
from vp_desk.desk.views import COLUMNS
from vp_desk.dutch import month_name
from vp_desk.fields import Kind, case_field, codes_of
from vp_desk.hits import Hit
from vp_desk.periods import Month
from vp_desk.selection import ORDERS
from vp_desk.taxonomy import Lists

#: Headings where the label of the field would be too long for one.
_HEADINGS: Final = {
    "code": "Zaak",
    "month": "Maand",
    "types": "Hoofdtype",
    "unit": "Onderdeel",
    "raised_with": "Eerder aangekaart",
    "no_report_reason": "Reden geen melding",
    "outcome": "Uitkomst",
    "aftercare_month": "Nazorg in",
    "adviser": "VP",
    "adviser_kind": "VP is",
    "also_elsewhere": "Ook elders",
    "matter": "Zelfde kwestie",
    "contacts": "Gesprekken",
    "last_contact": "Laatste gesprek",
}
#: Columns as wide as their words, in pixels; the others share what is left.
_WIDTHS: Final = {
    "code": 104,
    "month": 136,
    "aftercare_month": 136,
    "contacts": 112,
    "last_contact": 146,
    "adviser": 90,
    "matter": 120,
}
_SHARES: Final = {"types": 0.46, "status": 0.3, "unit": 0.24}
#: Before the number of values that a cell does not show.
_MORE: Final = "  +"
_COUNTED: Final = ("contacts", "last_contact")


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    key: str
    heading: str
    #: What a click on the heading sorts by; None cannot be sorted by.
    order: str | None
    #: In pixels; 0 = a share of the rest.
    width: int
    share: float
    #: It is never narrower than this; the table then scrolls sideways.
    least: int
    #: Numbers stand at the right.
    right: bool

    @property
    def quiet(self) -> bool:
        """Drawn in the muted colour: all but the code and what it is about."""
        return self.key not in ("code", "types")

    @property
    def descends_first(self) -> bool:
        """Whether the first click shows the latest or the most first."""
        return self.key in ("month", "aftercare_month", *_COUNTED)

    @property
    def in_sentence(self) -> str:
        """The heading within a sentence: `laatste gesprek`, but `VP is`."""
        if self.key == "code":
            return "zaakcode"
        first, rest = self.heading[0], self.heading[1:]
        return first.lower() + rest if rest[:1].islower() else self.heading

    def text(self, row: CaseRow, lists: Lists) -> str:
        """What stands in its cell of a case."""
        if self.key == "contacts":
            return str(row.contacts)
        if self.key == "last_contact":
            day = row.last_contact
            if day is None:
                return ""
            month = f"{month_name(day.month)[:3]} {day.year}"
            return month if row.last_is_month else f"{day.day} {month}"
        field, case = case_field(self.key), row.case
        if field.values is not None:
            codes = codes_of(case, field)
            more = f"{_MORE}{len(codes) - 1}" if len(codes) > 1 else ""
            return lists[field.values].label_of(codes[0]) + more if codes else ""
        value: object = getattr(case, self.key)
        return value.label if isinstance(value, Month) else str(value or "")

    def tip(self, row: CaseRow, lists: Lists) -> str:
        """All of it, where a cell shows only a part."""
        if self.key in _COUNTED:
            return ""
        field = case_field(self.key)
        codes = codes_of(row.case, field) if field.values is not None else ()
        return "\n".join(lists[field.values or ""].path_of(code) for code in codes)

    def shows(self, hit: Hit, row: CaseRow, lists: Lists) -> bool:
        """Whether a searched word can be seen in its cell."""
        return hit.field == self.key and self.text(row, lists).partition(_MORE)[0] == hit.text


def _column(key: str) -> Column:
    heading = _HEADINGS.get(key) or case_field(key).label
    return Column(
        key,
        heading,
        key if key in ORDERS else None,
        _WIDTHS.get(key, 0),
        _SHARES.get(key, 0.26),
        _WIDTHS.get(key) or (108 if key in _SHARES else 150),
        right=key == "contacts",
    )


#: Every column that there is, by key.
ALL: Final = {key: _column(key) for key in COLUMNS}


def searched(key: str) -> bool:
    """Whether searched words are looked for in what a column shows."""
    return key not in _COUNTED and case_field(key).kind is not Kind.MONTH
