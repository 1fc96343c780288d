"""The filters of a selection, one by one: named for people, taken away, and put on.

A selection is all there is; filters are how it is told. Carried-over cases of a year ("doorloop") are
those that began before it and have a conversation in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vp_desk.dutch import listing
from vp_desk.fields import CASE_FIELDS, case_field
from vp_desk.periods import Month, ReportingCalendar, ReportingYear
from vp_desk.selection import Selection, Span
from vp_desk.taxonomy import TYPES, UNKNOWN, Code, CodeList, Lists

#: Filters that are about months. Most others have the key of a field with a code list.
PERIOD, TALKS, CARRIED, SILENT, AFTERCARE = (
    "period",
    "talks",
    "carried",
    "silent_from",
    "aftercare_month",
)
#: Cases with some statuses are left out.
WITHOUT = "without_status"
BY_MONTH = (PERIOD, TALKS, CARRIED, SILENT, AFTERCARE)
#: How "nothing was filled in" is called.
NOT_FILLED_IN = "Niet geregistreerd"

_NAMES = {
    PERIOD: Code(
        PERIOD, "Begonnen in", "Begonnen in", ("jaar", "periode", "kwartaal", "maand", "eerste")
    ),
    TALKS: Code(TALKS, "Gesprek in", "Gesprek in", ("met gesprek in", "contact in")),
    CARRIED: Code(CARRIED, "Doorloop in", "Doorloop in", ("doorgelopen uit eerdere jaren",)),
    SILENT: Code(SILENT, "Geen gesprek vanaf", "Geen gesprek vanaf", ("stil sinds", "zonder")),
    AFTERCARE: Code(AFTERCARE, "Nazorg gepland in", "Nazorg gepland in"),
    WITHOUT: Code(WITHOUT, "Zonder status", "Zonder status", ("niet met status",)),
}
#: Values that are named in full before the rest is only counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a selection, in words."""

    key: str
    label: str
    words: str

    def __str__(self) -> str:
        return f"{self.label}: {self.words}"


def filters_of(
    selection: Selection, lists: Lists, calendar: ReportingCalendar
) -> tuple[Filter, ...]:
    """The filters of a selection: months first, then fields in the order of the catalogue."""
    found: list[Filter] = []

    def add(key: str, words: str, label: str = "") -> None:
        found.append(Filter(key, label or label_of(key), words))

    if year := _carried_year(selection, calendar):
        add(CARRIED, year.label)
    else:
        period = Span(selection.begin, selection.end)
        for key, span in ((PERIOD, period), (TALKS, selection.talks)):
            if span:
                add(key, span_label(span, calendar))
    if selection.silent_from is not None:
        add(SILENT, selection.silent_from.label)
    if selection.aftercare:
        add(AFTERCARE, span_label(selection.aftercare, calendar))
    for field in CASE_FIELDS:
        if field.key in selection.codes and field.values is not None:
            main = field.key == TYPES and field.key in selection.first_only
            words = _codes_label(lists[field.values], selection.codes[field.key])
            add(field.key, words, "Hoofdtype" if main else "")
    if selection.without_status:
        add(WITHOUT, _codes_label(lists["status"], selection.without_status))
    return tuple(found)


def label_of(key: str) -> str:
    """How a filter is called: `Gekozen route`, `Gesprek in`."""
    return _NAMES[key].label if key in _NAMES else case_field(key).label


def choices(off: Iterable[str]) -> CodeList:
    """Everything that can be filtered by, except fields that the organisation switched off."""
    without = set(off)
    fields = (
        Code(field.key, field.label, field.label)
        for field in CASE_FIELDS
        if field.values is not None and field.key not in without
    )
    return CodeList("filters", "Filter op", (_NAMES[PERIOD], *fields, *list(_NAMES.values())[1:]))


def values_of(key: str, lists: Lists, held: Iterable[str] = ()) -> CodeList:
    """What a field can be filtered on: its codes, retired ones too, and that nothing was filled in.

    Args:
        key: of the filter.
        lists: the code lists.
        held: codes that are filtered on already, which may stand in no list.
    """
    codes = lists[case_field("status" if key == WITHOUT else key).values or ""]
    nothing = Code(UNKNOWN, NOT_FILLED_IN, NOT_FILLED_IN, ("niet ingevuld", "leeg", "onbekend"))
    known = [replace(entry, retired=False) for entry in codes]
    if key != WITHOUT:
        known.append(nothing)
    others = sorted(set(held) - {entry.code for entry in known})
    known += [Code(code, _code_label(codes, code), "") for code in others]
    return CodeList(codes.name, codes.label, tuple(known))


def without(selection: Selection, key: str) -> Selection:
    """A selection without one of its filters."""
    if key in _EMPTY:
        return replace(selection, **_EMPTY[key])
    codes = {field: codes for field, codes in selection.codes.items() if field != key}
    return replace(selection, codes=codes, first_only=selection.first_only - {key})


#: Filter → the parts of a selection that it is made of, as they are without it.
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    PERIOD: {"begin": None, "end": None},
    TALKS: {"talks": Span()},
    CARRIED: {"begin": None, "end": None, "talks": Span()},
    SILENT: {"silent_from": None},
    AFTERCARE: {"aftercare": Span()},
    WITHOUT: {"without_status": frozenset[str]()},
}


def codes_held(selection: Selection, key: str) -> frozenset[str]:
    """The codes of one of the filters that are not about months."""
    return selection.without_status if key == WITHOUT else selection.codes.get(key, frozenset())


def with_codes(selection: Selection, key: str, codes: Iterable[str]) -> Selection:
    """A selection with other codes for one filter; none takes it away."""
    wanted = frozenset(codes)
    if key == WITHOUT:
        return replace(selection, without_status=wanted)
    if not wanted:
        return without(selection, key)
    return replace(selection, codes={**selection.codes, key: wanted})


def with_span(selection: Selection, key: str, span: Span) -> Selection:
    """A selection with other months for one of the filters about months."""
    if key == SILENT:
        return replace(selection, silent_from=span.begin)
    if key == TALKS:
        return replace(selection, talks=span)
    if key == AFTERCARE:
        return replace(selection, aftercare=span)
    if key == CARRIED:
        return replace(selection, begin=None, end=span.begin, talks=span)
    return replace(selection, begin=span.begin, end=span.end)


def span_of(selection: Selection, key: str) -> Span:
    """The months of one of the filters about months."""
    if key == SILENT:
        return Span(selection.silent_from)
    if key in (TALKS, CARRIED):
        return selection.talks
    if key == AFTERCARE:
        return selection.aftercare
    return Span(selection.begin, selection.end)


def everything_of(selection: Selection) -> Selection:
    """The same order, without filters or words."""
    return Selection(order=selection.order, descending=selection.descending)


# --- periods by name ---


def periods(key: str, years: Sequence[ReportingYear]) -> CodeList:
    """The periods that a filter about months can ask for, newest year first; see `period_span`."""
    codes: list[Code] = []
    for year in years:
        if key != SILENT:
            codes.append(_period(year.code, year.label))
        if key not in (SILENT, CARRIED):
            codes += [
                _period(f"{year.code}k{quarter}", _quarter_label(year, quarter))
                for quarter in range(1, 5)
            ]
        if key != CARRIED:
            months = [year.begin.plus(n) for n in range(12)]
            codes += [_period(str(m), m.label, f"{m.month}-{m.year}") for m in months]
    return CodeList("periods", "Periode", tuple(codes))


def period_span(code: str, calendar: ReportingCalendar) -> Span:
    """The months of a code of `periods`: `2026`, `2026k1` or `2026-03`."""
    if "-" in code:
        month = Month.parse(code)
        return Span(month, month.plus(1))
    number, _, quarter = code.partition("k")
    year = calendar.year(int(number))
    if not quarter:
        return Span(year.begin, year.end)
    return Span(year.quarter_begin(int(quarter)), year.quarter_begin(int(quarter) + 1))


def period_codes(span: Span, calendar: ReportingCalendar) -> tuple[str | None, str | None]:
    """The codes of the first and the last period that make a span; the last is None for just one."""
    if span.begin is None:
        return None, str(span.end.plus(-1)) if span.end else None
    if span.end is None:
        return str(span.begin), None
    year = calendar.year_of(span.begin)
    if span == Span(year.begin, year.end):
        return year.code, None
    for quarter in range(1, 5):
        if span == Span(year.quarter_begin(quarter), year.quarter_begin(quarter + 1)):
            return f"{year.code}k{quarter}", None
    last = span.end.plus(-1)
    end_year = calendar.year_of(last)
    if span.begin == year.begin and span.end == end_year.end:
        return year.code, end_year.code
    return str(span.begin), str(last) if last != span.begin else None


def span_label(span: Span, calendar: ReportingCalendar) -> str:
    """Months in words: `2026`, `1e kwartaal 2026`, `maart 2025 t/m juni 2026`, `vanaf maart 2025`."""
    first, last = period_codes(span, calendar)
    if first is None:
        return f"t/m {_name(last, calendar)}" if last else ""
    if span.end is None:
        return f"vanaf {_name(first, calendar)}"
    return _name(first, calendar) + (f" t/m {_name(last, calendar)}" if last else "")


def _name(code: str | None, calendar: ReportingCalendar) -> str:
    if code is None:
        return ""
    if "-" in code:
        return Month.parse(code).label
    number, _, quarter = code.partition("k")
    year = calendar.year(int(number))
    return _quarter_label(year, int(quarter)) if quarter else year.label


def _quarter_label(year: ReportingYear, quarter: int) -> str:
    return f"{quarter}e kwartaal {year.label}"


def _period(code: str, label: str, *aliases: str) -> Code:
    return Code(code, label, label, aliases)


def _carried_year(selection: Selection, calendar: ReportingCalendar) -> ReportingYear | None:
    """The year of which these are the carried-over cases, if they are."""
    begin = selection.end
    if begin is None or selection.begin is not None or selection.talks.begin != begin:
        return None
    year = calendar.year_of(begin)
    return year if selection.talks == Span(year.begin, year.end) else None


def _codes_label(codes: CodeList, wanted: Iterable[str]) -> str:
    order = {entry.code: place for place, entry in enumerate(codes)}
    sorted_codes = sorted(wanted, key=lambda code: (order.get(code, len(order)), code))
    labels = [_code_label(codes, code) for code in sorted_codes]
    if len(labels) <= _NAMED:
        return listing(labels, "of")
    return f"{', '.join(labels[: _NAMED - 1])} of {len(labels) - _NAMED + 1} andere"


def _code_label(codes: CodeList, code: str) -> str:
    if code == UNKNOWN:
        return NOT_FILLED_IN.lower()
    whole = code.removesuffix(f".{UNKNOWN}")
    return codes.label_of(code) if whole == code else f"{codes.label_of(whole)}, zonder subtype"
