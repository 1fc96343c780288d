"""The name of a figure in Dutch words, whichever table it stood in."""

from collections.abc import Iterator

from vp_desk.aggregate import Measure, list_of
from vp_desk.axes import PERIOD
from vp_desk.dutch import NOT_REGISTERED
from vp_desk.earlier import CHANGE
from vp_desk.periods import OTHER_CALENDAR, ReportingCalendar
from vp_desk.taxonomy import UNKNOWN, Lists
from vp_desk.telling import JOINT

_NOUNS = {
    Measure.CASES: "nieuwe zaken",
    Measure.SIDE_MENTIONS: "vermeldingen naast de eerste",
}


def figure_words(name: str, lists: Lists, calendar: ReportingCalendar) -> str:
    """Measure, year and categories: `nieuwe zaken in 2025 (Lekken, Toezicht)`.

    Args:
        name: id of a figure, or the name of a change of one.
        lists: give the labels.
        calendar: gives the names of the years.
    """
    if name.startswith(CHANGE):
        words = figure_words(name.removeprefix(CHANGE), lists, calendar)
        return f"het verschil tussen twee uitgaven bij {words}"
    measure, *places = name.split("|")
    code, _, _ = measure.partition(":")
    known = code in set(Measure)
    noun = _NOUNS.get(Measure(code), Measure(code).label) if known else "een aantal"
    at = dict(place.split("=", 1) for place in places)
    period = at.pop(PERIOD, "")
    when = f" in {_period(period, calendar)}" if period else ""
    rest = ", ".join(_labels(at, lists))
    return f"{noun}{when} ({rest})" if rest else f"{noun}{when}"


def _period(code: str, calendar: ReportingCalendar) -> str:
    if JOINT in code:
        return " en ".join(_period(part, calendar) for part in code.split(JOINT))
    year, _, quarter = code.partition(".")
    number, _, first_month = year.partition(OTHER_CALENDAR)
    if first_month:
        calendar = ReportingCalendar(int(first_month))
    label = calendar.year(int(number)).label
    return f"het {quarter}e kwartaal van {label}" if quarter else label


def _labels(at: dict[str, str], lists: Lists) -> Iterator[str]:
    for axis, code in sorted(at.items()):
        codes = lists[list_of(axis)]
        for part in code.split(JOINT):
            known = part.removesuffix(f".{UNKNOWN}")
            yield NOT_REGISTERED if known == UNKNOWN else codes.label_of(known)
