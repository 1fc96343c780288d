"""Text of people in the small markup of ReportLab."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from vp_desk.reporting.document import Run
from vp_desk.reporting.text import HasGlyph, printable

#: The layout of one paragraph takes time with the square of its length, so long ones are cut.
_LONGEST = 1_500


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
                yield Run(part, run.strong, run.emphasis)


def _parts(line: str) -> Iterator[str]:
    while len(line) > _LONGEST:
        end = line.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        yield line[:end]
        line = line[end:]
    yield line
