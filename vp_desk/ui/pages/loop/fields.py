"""What the forms of advice ask, and the choices that they offer."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from vp_desk.desk import (
    Desk,
    FollowUpStatus,
    MeasureKind,
    Month,
    Party,
    ResponseKind,
    Score,
)
from vp_desk.dutch import day_label
from vp_desk.fields import Field, Group, Kind, Privacy
from vp_desk.taxonomy import UNITS, Code, CodeList, Lists

#: Years that can be chosen, before the one in which it is now.
_YEARS_BACK: Final = 6
YES, NO = "yes", "no"


def _field(key: str, label: str, kind: Kind, values: str | None = None, told: str = "") -> Field:
    return Field(key, label, kind, Group.WORK, values, Privacy.PRIVATE, help=told)


_PAPER: Final = "Dit komt op papier. Noem geen namen en geen aantallen."
_READER: Final = "Leeg: het bevoegd gezag."

THEME: Final = (
    _field("types", "Over welke typen", Kind.CODES, "theme_types"),
    _field("units", "Over welke onderdelen", Kind.CODES, "theme_units"),
    _field(
        "processes",
        "Over welke processen",
        Kind.LINE,
        told="In een paar woorden, met komma’s ertussen: werving, roosters.",
    ),
)
TEXT: Final = _field("text", "Aanbeveling", Kind.NOTE, told=_PAPER)
ADVICE: Final = (
    TEXT,
    _field("year", "In het verslag over", Kind.CODE, "years"),
    _field("kind", "Soort maatregel", Kind.CODE, "measure_kind"),
    _field("addressed_to", "Gericht aan", Kind.TEXT, told=_READER),
    _field("asked_by", "Antwoord gevraagd uiterlijk", Kind.DAY),
    _field(
        "signal",
        "Eerder gegeven in signaal",
        Kind.CODE,
        "signals",
        "Als u dit al tussentijds adviseerde.",
    ),
)
RESPONSE: Final = (
    _field("response", "Antwoord", Kind.CODE, "response", "Wat de ander met het advies doet."),
    _field("response_day", "Datum van het antwoord", Kind.DAY),
    _field("response_text", "Tekst van het antwoord", Kind.NOTE, told=_PAPER),
)
TITLE: Final = _field("title", "Titel", Kind.LINE, told="Zo heet het signaal op papier.")
IN_REPORT: Final = _field(
    "in_report",
    "Noemen in het jaarverslag",
    Kind.CODE,
    "yes_no",
    "Alle lezers van het jaarverslag zien het dan.",
)
SIGNAL: Final = (
    TITLE,
    _field("text", "Wat u ziet, en wat u adviseert", Kind.NOTE, told=_PAPER),
    _field("year", "Verslagjaar", Kind.CODE, "years"),
    _field("made_on", "Datum van het signaal", Kind.DAY),
    _field("addressed_to", "Voor wie", Kind.TEXT, told=_READER),
    _field("asked_by", "Antwoord gevraagd uiterlijk", Kind.DAY),
    IN_REPORT,
)
AGREEMENT: Final = (
    _field("party", "Afgesproken met", Kind.CODE, "party"),
    _field("made_on", "Datum van de afspraak", Kind.DAY),
    _field("text", "Afspraak", Kind.NOTE, told=_PAPER),
    _field("due", "Klaar uiterlijk", Kind.DAY),
    _field("done_on", "Nagekomen op", Kind.DAY, told="Leeg: nog niet."),
    IN_REPORT,
)


def follow_up_fields(year: int) -> tuple[Field, ...]:
    """What became of a recommendation, at the end of one year."""
    return (
        _field(f"status_{year}", f"Stand eind {year}", Kind.CODE, "follow_up"),
        _field(f"done_{year}", f"Wat is er gedaan in {year}", Kind.NOTE, told=_PAPER),
        _field(f"effect_{year}", f"Wat is het effect in {year}", Kind.NOTE, told=_PAPER),
    )


def check_fields(norm: int) -> tuple[Field, ...]:
    """What she finds of one norm."""
    return (
        _field(f"score_{norm}", f"Oordeel over norm {norm}", Kind.CODE, "score"),
        _field(f"evidence_{norm}", f"Waaruit blijkt dat (norm {norm})", Kind.NOTE, told=_PAPER),
    )


def loop_lists(desk: Desk, today: date, years: Iterable[int] = ()) -> Lists:
    """The lists of the vault, with what these forms offer beside them.

    Args:
        desk: the open vault.
        today: the day.
        years: that are offered in any case.
    """
    known, calendar = desk.lists, desk.calendar
    now = calendar.year_of(Month.of(today)).year
    offered = sorted({*years, *range(now - _YEARS_BACK, now + 2)}, reverse=True)
    own = {
        "theme_types": known.types,
        "theme_units": known[UNITS],
        "years": _list("Verslagjaar", ((str(y), calendar.year(y).label) for y in offered)),
        "signals": _list(
            "Signaal",
            ((str(s.id), f"{s.title} ({day_label(s.made_on)})") for s in desk.signals()),
        ),
        "yes_no": _list("Ja of nee", ((YES, "Ja"), (NO, "Nee"))),
        "measure_kind": _of(MeasureKind, "Soort maatregel"),
        "response": _of(ResponseKind, "Antwoord"),
        "follow_up": _of(FollowUpStatus, "Stand"),
        "party": _of(Party, "Met wie"),
        "score": _of(Score, "Oordeel"),
    }
    return Lists({**known.by_name, **own})


_Labelled = MeasureKind | ResponseKind | FollowUpStatus | Party | Score


def _of(kinds: Iterable[_Labelled], label: str) -> CodeList:
    return _list(label, ((str(each.value), each.label) for each in kinds))


def _list(label: str, entries: Iterable[tuple[str, str]]) -> CodeList:
    return CodeList(label, label, tuple(Code(code, words, words) for code, words in entries))
