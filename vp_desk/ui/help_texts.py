"""The pages of the help, in `resources/help`: plain Dutch, with only references to each other."""

from functools import cache
from typing import Final

from vp_desk.resources import resource
from vp_desk.ui import shortcuts

#: What the help opens with where nothing in sight has a page of its own.
INDEX: Final = "onderwerpen"
KEYS: Final = "sneltoetsen"

#: Name of the file → title in the list of subjects, in the order of an adviser's first days.
TOPICS: Final = {
    "start": "De kluis openen",
    "nieuwe-kluis": "Een nieuwe kluis maken",
    "oefenen": "Oefenen met een voorbeeld",
    "vandaag": "Vandaag",
    "nieuw-gesprek": "Een gesprek vastleggen",
    "zaken": "Zaken",
    "zaak": "Eén zaak",
    "prullenbak": "De prullenbak",
    "activiteiten": "Activiteiten",
    "overzicht": "Overzicht",
    "meerjarenbeeld": "Meerjarenbeeld",
    "cijfers": "Cijfers van eerdere jaren",
    "rapport": "Rapport",
    "advies": "Advies",
    "aanbeveling": "Eén aanbeveling",
    "signaal": "Signalen",
    "gesprekken": "Gesprekken en afspraken",
    "zelftoets": "Zelftoets",
    "uitgegeven": "Uitgegeven",
    "veiligheid": "Veiligheid",
    "terugzetten": "Een reservekopie terugzetten",
    "instellingen": "Instellingen",
}


@cache
def text_of(topic: str) -> str:
    """A page of the help as Markdown; the list of subjects for a name that there is not."""
    if topic == KEYS:
        return shortcuts.overview()
    if topic in TOPICS:
        return resource(f"help/{topic}.md").read_text(encoding="utf-8")
    lines = [f"- [{title}]({name})" for name, title in TOPICS.items()]
    return "\n".join(["# Hulp", "", "Kies een onderwerp.", "", *lines, f"- [Sneltoetsen]({KEYS})"])
