"""The trail in Dutch."""

from collections.abc import Mapping
from typing import Final

from vp_desk.dutch import moment_label
from vp_desk.trail import TrailEntry, TrailKind

#: The words of each kind; `{}` is the number.
_WORDS: Final[Mapping[TrailKind, str]] = {
    TrailKind.CREATED: "Kluis gemaakt",
    TrailKind.OPENED: "Kluis geopend",
    TrailKind.OPENED_WITH_CODE: "Kluis geopend met de herstelcode",
    TrailKind.LOCKED: "Kluis vergrendeld",
    TrailKind.EXPORTED: "Bestand uitgegeven: nummer {}",
    TrailKind.EXPORTED_ALL: "Alle gegevens onversleuteld uitgegeven: nummer {}",
    TrailKind.CALENDAR: "Agendabestand gemaakt, zonder inhoud: {} regels",
    TrailKind.ERASED: "Voorgoed gewist: {}",
    TrailKind.PASSPHRASE_CHANGED: "Wachtzin gewijzigd",
    TrailKind.CODE_TESTED: "Herstelcode getest",
    TrailKind.CODE_REPLACED: "Nieuwe herstelcode gemaakt",
    TrailKind.KEY_REPLACED: "Sleutel van de kluis vervangen",
    TrailKind.BACKED_UP: "Reservekopie gemaakt",
    TrailKind.BACKED_UP_ELSEWHERE: "Reservekopie gemaakt op de tweede plaats",
    TrailKind.DRILLED: "Nieuwste reservekopie geopend en nagekeken",
    TrailKind.RESTORED: "Kluis teruggezet uit een reservekopie",
}


def trail_words(entry: TrailEntry) -> str:
    """What was done: `Bestand uitgegeven: nummer 12`."""
    return _WORDS[entry.kind].format("" if entry.number is None else entry.number)


def trail_line(entry: TrailEntry) -> str:
    """When, and what was done."""
    return f"{moment_label(entry.at)}  {trail_words(entry)}"
