"""What a selection of cases means, in words."""

from collections.abc import Iterator

from vp_desk.dutch import listing
from vp_desk.fields import case_field
from vp_desk.periods import ReportingCalendar
from vp_desk.selection import Selection, Span
from vp_desk.taxonomy import TYPES, UNKNOWN, CodeList, Lists


def words_of(selection: Selection, lists: Lists, calendar: ReportingCalendar) -> str:
    """What is filtered, words and order left aside: `Hoofdtype: Pesten · 2025`; empty for all cases."""
    return " · ".join(_parts(selection, lists, calendar))


def _parts(selection: Selection, lists: Lists, calendar: ReportingCalendar) -> Iterator[str]:
    for key, wanted in selection.codes.items():
        field = case_field(key)
        codes = lists[field.values or key]
        name = "Hoofdtype" if key == TYPES and key in selection.first_only else field.label
        yield f"{name}: {listing([_label(code, codes) for code in sorted(wanted)], 'of')}"
    if span := _span(Span(selection.begin, selection.end), calendar):
        yield span if selection.begin else f"begonnen {span}"
    if span := _span(selection.talks, calendar):
        yield f"met een gesprek in {span}"
    if selection.without_status:
        statuses = [lists["status"].label_of(code) for code in sorted(selection.without_status)]
        yield f"zonder status {listing(statuses, 'of')}"


def _label(code: str, codes: CodeList) -> str:
    if code == UNKNOWN:
        return "niet geregistreerd"
    whole = code.removesuffix(f".{UNKNOWN}")
    return codes.label_of(code) if whole == code else f"{codes.label_of(whole)}, zonder subtype"


def _span(span: Span, calendar: ReportingCalendar) -> str:
    """A year, a quarter or months: `2025`, `1e kwartaal 2025`, `vóór januari 2025`."""
    if span.begin is None or span.end is None:
        if span.end is not None:
            return f"vóór {span.end.label}"
        return f"vanaf {span.begin.label}" if span.begin is not None else ""
    year = calendar.year_of(span.begin)
    if (span.begin, span.end) == (year.begin, year.end):
        return year.label
    for quarter in range(1, 5):
        if span.begin == year.quarter_begin(quarter) and span.end == span.begin.plus(3):
            return f"{quarter}e kwartaal {year.label}"
    return f"{span.begin.label} tot en met {span.end.plus(-1).label}"
