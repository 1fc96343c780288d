"""Text of people made fit to print: no invisible signs, nothing the font lacks."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from vp_desk.reporting.document import Run

#: Stands where the font has no sign. It is in the font itself (U+25A1).
MISSING = "□"

#: Whether the font can print a character.
HasGlyph = Callable[[str], bool]


def printable(text: str, has_glyph: HasGlyph) -> str:
    """The text as it can be printed, on one or more lines.

    Normalised to NFC; control and format characters (which can reorder or hide text) are dropped;
    every kind of line end becomes a line feed; what the font lacks becomes a visible sign.
    """
    return "".join(_printable(char, has_glyph) for char in _normal(text))


def unprintable(text: str, has_glyph: HasGlyph) -> str:
    """The different characters of a text that will print as a sign for "missing", sorted."""
    found = {char for char in _normal(text) if _printable(char, has_glyph) == MISSING != char}
    return "".join(sorted(found))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def _printable(char: str, has_glyph: HasGlyph) -> str:
    if char in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if char == "\t":
        return " "
    category = unicodedata.category(char)
    if category in ("Cc", "Cf"):
        return ""
    if category != "Cs" and has_glyph(char):
        return char
    return " " if category == "Zs" else MISSING


def lines_of(runs: Sequence[Run], has_glyph: HasGlyph) -> list[list[Run]]:
    """Runs as they can be printed, one list per line. Empty lines are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        *before, last = printable(run.text, has_glyph).split("\n")
        for part in before:  # the sign of a note stands behind the last word
            lines[-1].append(replace(run, text=part, note=""))
            lines.append([])
        lines[-1].append(replace(run, text=last))
    told = ([run for run in line if run.text or run.note] for line in lines)
    return [line for line in told if any(run.text.strip() or run.note for run in line)]


def on_one_line(text: str, has_glyph: HasGlyph) -> str:
    """A text as it can be printed, without line ends."""
    return " ".join(printable(text, has_glyph).split())


def all_text(value: object) -> Iterator[str]:
    """Every text in the plain form of a document (`Document.to_json`), each once in a row."""
    for text, _ in groupby(_texts(value)):
        yield text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(item)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(item)  # pyright: ignore[reportUnknownArgumentType]
