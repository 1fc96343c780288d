"""The adviser's own text as blocks of a report. What she typed is never markup."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from vp_desk.own_text import Line, Part, in_short, parts_of
from vp_desk.reporting.document import Block, BulletList, Paragraph, Run

#: So many points of a chapter stand in the summary.
MOST_POINTS = 5


def own_blocks(text: str) -> Iterator[Block]:
    """Paragraphs and lists, in the order in which they were typed."""
    for is_list, parts in groupby(parts_of(text), key=lambda part: part.bullet):
        made = tuple(_paragraph(part) for part in parts)
        if is_list:
            yield BulletList(made)
        else:
            yield from made


def own_paragraphs(text: str) -> Iterator[Paragraph]:
    """The same where no list can stand: a point of a list begins with its sign."""
    for part in parts_of(text):
        made = _paragraph(part)
        yield Paragraph((Run("• "), *made.runs)) if part.bullet else made


def gist(text: str) -> tuple[Paragraph, ...]:
    """The first sentence of the points of a text, or of its first paragraph."""
    return tuple(_of_lines((line,)) for line in in_short(text)[:MOST_POINTS])


def _paragraph(part: Part) -> Paragraph:
    return _of_lines(part.lines)


def _of_lines(lines: Sequence[Line]) -> Paragraph:
    """A line break stands at the end of a run, so that the language of each line is its own."""
    return Paragraph(
        tuple(
            Run(line.text + ("\n" if number < len(lines) else ""), language=line.language)
            for number, line in enumerate(lines, start=1)
        )
    )
