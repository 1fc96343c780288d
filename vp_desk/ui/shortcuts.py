"""Every shortcut, once: the overview in the help is this list, and a test holds every window to it.

Besides these, Alt with the underlined letter of a label or button goes there; those stand on the screen.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Keys(NamedTuple):
    """A shortcut and what it does."""

    #: As Qt writes them; the first is the one that people are told.
    keys: tuple[str, ...]
    words: str

    @property
    def told(self) -> str:
        """As it stands in a tooltip: `"Ctrl+Enter"`."""
        names = {"Return": "Enter", "Escape": "Esc", "Delete": "Del"}
        return "+".join(names.get(part, part) for part in self.keys[0].split("+"))


HELP: Final = Keys(("F1",), "Hulp bij wat u nu ziet; nog een keer F1 sluit de hulp")
OVERVIEW: Final = Keys(("Ctrl+?", "Ctrl+F1", "Ctrl+Shift+/"), "Dit overzicht van sneltoetsen")
PAGE: Final = Keys(
    tuple(f"Ctrl+{number}" for number in (*range(1, 10), 0)),
    "Naar een pagina van het menu: Ctrl+1 is de bovenste, Ctrl+2 de tweede, en Ctrl+0 de tiende",
)
NEW: Final = Keys(("Ctrl+N",), "Een gesprek vastleggen")
ACTIVITY: Final = Keys(("Ctrl+Shift+N",), "Een activiteit vastleggen")
FIND: Final = Keys(("Ctrl+F",), "Zoeken op de pagina die u ziet, of anders in uw zaken")
UNDO: Final = Keys(("Ctrl+Z",), "De laatste wijziging ongedaan maken")
REDO: Final = Keys(("Ctrl+Shift+Z", "Ctrl+Y"), "Toch weer doen wat u ongedaan maakte")
SWITCH: Final = Keys(("Ctrl+Shift+K",), "Naar de kluis van een andere organisatie")
LOCK: Final = Keys(("Ctrl+L",), "De kluis vergrendelen")

SAVE: Final = Keys(
    ("Ctrl+Return", "Ctrl+Enter", "Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    "Opslaan; bij een nieuw gesprek begint daarna het volgende",
)
SAVE_AND_CLOSE: Final = Keys(("Ctrl+S",), "Opslaan, en een nieuw gesprek daarna sluiten")
BACK: Final = Keys(
    ("Escape",),
    "Terug naar waar u vandaan kwam; sluit ook een lijstje of de hulp, en stopt wat wordt gemaakt",
)
#: The same key, where something is being made that can be stopped.
STOP: Final = BACK
MORE: Final = Keys(("Alt+M",), "De rest van de velden openen of dichtklappen")
TALK: Final = Keys(("Ctrl+G",), "Een gesprek toevoegen aan de zaak die open is")
DISCARD: Final = Keys(("Ctrl+Shift+Delete",), "Weggooien wat u typte en nog niet opsloeg")
FILE: Final = Keys(("Ctrl+O",), "Een bestand met cijfers van eerdere jaren kiezen")
FILTER: Final = Keys(("Ctrl+Shift+F",), "Een filter toevoegen aan de lijst van zaken")
VIEWS: Final = Keys(
    ("Ctrl+Shift+O",), "Een weergave van de lijst van zaken kiezen, bewaren of beheren"
)
VAULTS: Final = Keys(("Alt+K",), "Een andere kluis kiezen (op de beginpagina)")

#: Heading → what stands under it, in the order of the overview.
OVERVIEW_OF_ALL: Final = (
    ("Overal", (HELP, OVERVIEW, PAGE, NEW, ACTIVITY, FIND, UNDO, REDO, SWITCH, LOCK)),
    ("In een formulier", (SAVE, SAVE_AND_CLOSE, MORE, TALK, DISCARD, BACK)),
    ("Op een enkele pagina", (FILTER, VIEWS, FILE, VAULTS)),
)

#: Keys of lists and inputs, which they handle themselves.
_IN_LISTS: Final = (
    ("Tab", "Naar het volgende veld; met Shift terug"),
    ("Alt + letter", "Naar het veld of de knop met die onderstreepte letter"),
    ("Pijltjes", "Door een lijst; in een veld met keuzes: de keuzes openen"),
    ("Enter", "De gekozen zaak openen, de gekozen waarde nemen, of op de knop drukken"),
    ("Del", "In een veld met meer keuzes: de keuze weghalen waar u op staat"),
)
#: Keys of the preview of the report, which it handles itself while it has the focus.
_IN_PREVIEW: Final = (
    ("Page Up en Page Down", "Een pagina terug of verder; een hoge pagina gaat in stukken"),
    ("Home en End", "Naar de eerste of de laatste pagina"),
    ("Ctrl + plus of min", "Groter of kleiner"),
    ("Ctrl+0", "Zo breed als er plaats is"),
)


def bind(keys: Keys, owner: QWidget, pressed: Callable[[], object]) -> None:
    """Let a shortcut work while the window of `owner` is in use and `owner` in sight.

    `pressed` is a method or a signal.
    """
    for sequence in keys.keys:
        QShortcut(QKeySequence(sequence), owner).activated.connect(pressed)


def overview() -> str:
    """All shortcuts, as a page of the help."""
    parts = ["# Sneltoetsen", "Alles in dit programma kan zonder muis."]
    for title, group in OVERVIEW_OF_ALL:
        parts += [f"## {title}", _table([(keys.told, keys.words) for keys in group])]
    parts += ["## In lijsten en velden", _table(_IN_LISTS)]
    parts += ["## In het voorbeeld van het rapport", _table(_IN_PREVIEW)]
    return "\n\n".join(parts) + "\n"


def _table(lines: Sequence[tuple[str, str]]) -> str:
    rows = [f"| `{keys}` | {words} |" for keys, words in lines]
    return "\n".join(["| Toets | Wat die doet |", "|---|---|", *rows])
