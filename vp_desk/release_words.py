"""What the ledger says, in Dutch: one release in a line, and what a file is."""

from vp_desk.dutch import day_label
from vp_desk.releases import EventKind, Release, ReleaseEvent

_FORMATS = {".pdf": "PDF", ".xlsx": "Excel", ".csv": "CSV", ".json": "JSON"}


def what_words(release: Release) -> str:
    """What it is: `Jaarverslag 2025 (PDF)`."""
    if release.lost:
        return "Onbekend: een oudere kopie van de kluis is teruggezet"
    kind = "Jaarverslag" if release.suffix == ".pdf" else "Tabellen"
    return f"{kind} {release.year_label} ({_FORMATS.get(release.suffix, release.suffix)})"


def state_words(release: Release) -> str:
    """What became of it."""
    if release.lost:
        said = next((event.text for event in release.events if event.text), "")
        return f"Niet terug te halen: {said}" if said else "Niet terug te halen"
    if not release.counts:
        return "Mislukt: er is geen bestand gekomen"
    if release.pending:
        return "Onzeker: het programma stopte tijdens het schrijven. Het telt mee als uitgegeven"
    return event_words(release.last) if release.last else "Bewaard"


def event_words(event: ReleaseEvent) -> str:
    """One thing that happened: `Overhandigd op 3 maart 2026 aan …`."""
    day = day_label(event.day)
    return {
        EventKind.CONFIRMED: f"Bewaard op {day}",
        EventKind.FAILED: f"Mislukt op {day}",
        EventKind.HANDED_OVER: f"Overhandigd op {day} aan {event.text}",
        EventKind.WITHDRAWN: f"Ingetrokken op {day}: {event.text}".removesuffix(": "),
        EventKind.REPLACED: f"Vervangen op {day} door {event.text}",
        EventKind.ANSWERED: f"Op {day} opgeschreven: {event.text}",
    }[event.kind]


def release_line(release: Release) -> str:
    """A release in one line: day, what, for whom, which files, what became of it."""
    names = ", ".join(file.name for file in release.files)
    parts = (
        day_label(release.day),
        what_words(release),
        release.readers,
        names,
        state_words(release),
    )
    return "; ".join(part for part in parts if part)


def identified_words(origin: str, reference: str, release: Release | None) -> str:
    """What a file is, by the ledger.

    Args:
        origin: value of `desk.Origin`.
        reference: what the file carries.
        release: the release it is, or whose number it carries.
    """
    if origin == "released" and release is not None:
        return f"Dit is uitgave {reference}, onveranderd. {release_line(release)}."
    if origin == "changed" and release is not None:
        return (
            f"Dit bestand draagt nummer {reference}, maar het is niet het bestand dat toen is uitgegeven: "
            f"het is daarna veranderd. Uitgegeven is: {release_line(release)}."
        )
    if origin == "forgotten":
        return (
            f"Dit bestand is van deze kluis (nummer {reference}), maar de kluis weet er niets meer van: er is "
            "een oudere kopie teruggezet. Kijk bij ‘Uitgegeven’."
        )
    return "Niets wijst erop dat dit bestand uit deze kluis komt."
