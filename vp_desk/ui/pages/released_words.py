"""What the ledger says of a file from outside, in Dutch. Knows no widget."""

from vp_desk.desk import Identified, Origin
from vp_desk.dutch import day_label
from vp_desk.release_words import standing_sentence, what_words
from vp_desk.releases import EventKind, Release


def identified_words(found: Identified, name: str) -> str:
    """Which release a file is, or why it is none.

    Args:
        found: what the ledger says.
        name: of the file.
    """
    release = found.release
    if found.origin is Origin.RELEASED and release is not None:
        told = f"‘{name}’ is precies uitgave {found.reference}: {_release_words(release)}."
        if _over(release):
            return f"{told} Let op: deze uitgave is {_lower(standing_sentence(release))}."
        return f"{told} Er is sindsdien niets aan veranderd."
    if found.origin is Origin.CHANGED and release is not None:
        return (
            f"Op ‘{name}’ staat {found.reference}. Dat nummer is van deze kluis: "
            f"{_release_words(release)}. Maar dit is niet het bestand van toen: het is daarna gewijzigd of "
            "opnieuw opgeslagen. Vertrouw niet op de cijfers erin."
        )
    if found.origin is Origin.FORGOTTEN:
        return (
            f"Op ‘{name}’ staat {found.reference}. Dat nummer is van deze kluis, maar de kluis weet niet "
            "meer wat er toen is uitgegeven: er is een oudere kopie teruggezet."
        )
    return (
        f"Niets in ‘{name}’ zegt dat het uit deze kluis komt. Het kan van een andere kluis zijn, of van "
        "een ander programma."
    )


def identified_tone(found: Identified) -> str:
    """How that is said."""
    over = found.release is not None and _over(found.release)
    released = "warning" if over else "success"
    tones = {Origin.RELEASED: released, Origin.CHANGED: "warning", Origin.FORGOTTEN: "error"}
    return tones.get(found.origin, "info")


def _over(release: Release) -> bool:
    """Whether it should no longer be used."""
    return release.last is not None and release.last.kind is not EventKind.HANDED_OVER


def _release_words(release: Release) -> str:
    return f"{what_words(release)}, voor {release.readers}, van {day_label(release.day)}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
