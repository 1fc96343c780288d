"""Releases and what became of them, in Dutch."""

from typing import Final

from vp_desk.dutch import count, day_label, number
from vp_desk.releases import EventKind, Release, ReleaseEvent

#: Ending of the file → its kind.
_KINDS: Final = {".pdf": "PDF", ".xlsx": "Excel", ".csv": "CSV", ".json": "JSON"}
_KIB: Final = 1024


def what_words(release: Release) -> str:
    """What it is: `Jaarverslag 2025 (PDF)`."""
    if release.lost:
        return "Onbekend"
    what = "Jaarverslag" if release.suffix == ".pdf" else "Tabellen"
    kind = _KINDS.get(release.suffix, release.suffix)
    return f"{what} {release.year_label} ({kind})"


def standing_words(release: Release) -> tuple[str, str]:
    """What became of it: one word, and more about it that may be empty.

    `("Overhandigd", "aan de directeur op 3 maart 2026")`
    """
    if not release.counts:
        return "Mislukt", "er kwam geen bestand"
    if release.last is not None:
        return _later(release.last)
    if release.lost:
        said = next((e.text for e in release.events if e.kind is EventKind.ANSWERED), "")
        return "Onbekend", said
    if release.pending:
        return "Onzeker", "het programma stopte tijdens het schrijven; telt mee als uitgegeven"
    return "Bewaard", ""


def standing_sentence(release: Release) -> str:
    """The same in one sentence, without a full stop."""
    word, more = standing_words(release)
    if word in ("Mislukt", "Onbekend", "Onzeker") and more:
        between = ", " if word == "Mislukt" else ": "
        return f"{word}{between}{more}"
    return f"{word} {more}".strip()


def event_words(release: Release, event: ReleaseEvent) -> str:
    """One thing that happened to it: `ingetrokken: de cijfers van mei ontbraken`."""
    text = event.text
    answered = (
        f"u schreef hierover: {text}"
        if release.lost
        else f"overgenomen uit een andere kopie van de kluis; daar was dit {text}"
    )
    return {
        EventKind.CONFIRMED: "bestand bewaard",
        EventKind.FAILED: "er kwam geen bestand",
        EventKind.HANDED_OVER: f"overhandigd aan {text}" if text else "overhandigd",
        EventKind.WITHDRAWN: f"ingetrokken: {text}" if text else "ingetrokken",
        EventKind.REPLACED: f"vervangen door {text}",
        EventKind.ANSWERED: answered,
    }[event.kind]


def size_words(size: int) -> str:
    """A number of bytes as people say it: `240 kB`."""
    return count(size, "byte", "bytes") if size < _KIB else f"{number(round(size / _KIB))} kB"


def _later(event: ReleaseEvent) -> tuple[str, str]:
    on = f"op {day_label(event.day)}"
    if event.kind is EventKind.HANDED_OVER:
        return "Overhandigd", f"aan {event.text} {on}" if event.text else on
    if event.kind is EventKind.REPLACED:
        return "Vervangen", f"door {event.text} {on}"
    return "Ingetrokken", f"{on}: {event.text}" if event.text else on
