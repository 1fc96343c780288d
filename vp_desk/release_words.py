"""What the ledger says, in Dutch: what a release is, what became of it, and what a file is."""

from typing import Final

from vp_desk.dutch import count, day_label, number
from vp_desk.releases import EventKind, Identified, Origin, Release, ReleaseEvent

_FORMATS: Final = {".pdf": "PDF", ".xlsx": "Excel", ".csv": "CSV", ".json": "JSON"}
_KIB: Final = 1024


def what_words(release: Release) -> str:
    """What it is: `Jaarverslag 2025 (PDF)`."""
    if release.lost:
        return "Onbekend"
    if release.everything:
        return f"Alle gegevens, niet versleuteld ({_FORMATS.get(release.suffix, release.suffix)})"
    if release.signal:
        return f"Signaal ({_FORMATS.get(release.suffix, release.suffix)})"
    kind = "Jaarverslag" if release.suffix == ".pdf" else "Tabellen"
    return f"{kind} {release.year_label} ({_FORMATS.get(release.suffix, release.suffix)})"


def standing_words(release: Release) -> tuple[str, str]:
    """What became of it: one word, and more about it that may be empty.

    `("Overhandigd", "aan de directeur op 3 maart 2026")`
    """
    if not release.counts:
        return "Mislukt", "er kwam geen bestand"
    if release.last is not None:
        return _later(release.last)
    if release.lost:
        said = next((event.text for event in release.events if event.text), "")
        return "Onbekend", said
    if release.pending:
        return "Onzeker", "het programma stopte tijdens het schrijven; telt mee als uitgegeven"
    return "Bewaard", ""


def state_words(release: Release) -> str:
    """The same in one sentence, without a full stop."""
    word, more = standing_words(release)
    told = release.last is not None and release.counts
    return f"{word} {more}" if told else f"{word}: {more}".removesuffix(": ")


def event_words(release: Release, event: ReleaseEvent) -> str:
    """One thing that happened to it, without the day: `ingetrokken: de cijfers van mei ontbraken`."""
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


def release_line(release: Release) -> str:
    """A release in one line: day, what, for whom, which files, what became of it."""
    names = ", ".join(file.name for file in release.files)
    what = "" if release.lost else what_words(release)
    parts = (day_label(release.day), what, release.readers, names, state_words(release))
    return "; ".join(part for part in parts if part)


def size_words(size: int) -> str:
    """A number of bytes as people say it: `240 kB`."""
    return count(size, "byte", "bytes") if size < _KIB else f"{number(round(size / _KIB))} kB"


def should_not_be_used(release: Release) -> bool:
    """Whether it was withdrawn or replaced."""
    return release.last is not None and release.last.kind is not EventKind.HANDED_OVER


def identified_words(found: Identified) -> str:
    """What a file is, by the ledger."""
    reference, release = found.reference, found.release
    if found.origin is Origin.RELEASED and release is not None:
        told = f"Dit is uitgave {reference}, onveranderd. Het is: {_about(release)}."
        if not should_not_be_used(release):
            return told
        state = state_words(release)
        return f"{told} Let op: deze uitgave is {state[0].lower()}{state[1:]}."
    if found.origin is Origin.CHANGED and release is not None:
        return (
            f"Op dit bestand staat {reference}. Dat nummer is van deze kluis: {_about(release)}. Maar dit is "
            "niet het bestand van toen: het is daarna veranderd of opnieuw opgeslagen. Vertrouw niet op de "
            "cijfers erin."
        )
    if found.origin is Origin.FORGOTTEN:
        return (
            f"Op dit bestand staat {reference}. Dat nummer is van deze kluis, maar de kluis weet niet meer "
            "wat er toen is uitgegeven: er is een oudere kopie teruggezet. Kijk bij ‘Uitgegeven’."
        )
    return (
        "Niets wijst erop dat dit bestand uit deze kluis komt. Het kan van een andere kluis zijn, of van een "
        "ander programma."
    )


def _about(release: Release) -> str:
    if release.lost:
        return "wat het was, weet de kluis niet meer"
    return f"{what_words(release)}, voor {release.readers}, van {day_label(release.day)}"


def _later(event: ReleaseEvent) -> tuple[str, str]:
    on = f"op {day_label(event.day)}"
    if event.kind is EventKind.HANDED_OVER:
        return "Overhandigd", f"aan {event.text} {on}" if event.text else on
    if event.kind is EventKind.REPLACED:
        return "Vervangen", f"door {event.text} {on}"
    return "Ingetrokken", f"{on}: {event.text}" if event.text else on
