"""Text of people made fit to print: never markup, no invisible signs, nothing the font lacks."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from xml.sax.saxutils import escape

from vp_desk.reporting.document import Run

#: Stands where the font has no sign. It is in the font itself (U+25A1).
MISSING = "□"
#: The layout of one paragraph takes time with the square of its length, so long ones are cut.
_LONGEST = 1_500

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


def markup(runs: Sequence[Run], has_glyph: HasGlyph) -> str:
    """One line of runs in the small markup of ReportLab, with all text escaped."""
    return "".join(_marked(run, printable(run.text, has_glyph)) for run in runs)


def _marked(run: Run, text: str) -> str:
    text = escape(" ".join(text.split("\n")))
    if run.emphasis:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if run.strong else text


def pieces(runs: Sequence[Run], has_glyph: HasGlyph) -> list[str]:
    """Runs as one piece of markup per line, long lines in several pieces. Empty lines are left out."""
    found: list[str] = []
    line: list[Run] = []
    length = 0
    for run in _split(runs, has_glyph):
        if run is None or (length and length + len(run.text) > _LONGEST):
            found.append(markup(line, has_glyph))
            line, length = [], 0
        if run is not None:
            line.append(run)
            length += len(run.text)
    found.append(markup(line, has_glyph))
    return [piece for piece in found if piece.strip()]


def _split(runs: Sequence[Run], has_glyph: HasGlyph) -> Iterator[Run | None]:
    """Runs cut into short ones at spaces where there are any; None = a line ends."""
    for run in runs:
        for number, line in enumerate(printable(run.text, has_glyph).split("\n")):
            if number:
                yield None
            for part in _parts(line):
                yield replace(run, text=part)


def _parts(line: str) -> Iterator[str]:
    while len(line) > _LONGEST:
        end = line.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        yield line[:end]
        line = line[end:]
    yield line


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
