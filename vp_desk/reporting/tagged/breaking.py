"""Break text in several styles into lines that fit. Pure: what a text is wide is asked of whoever knows.

A greedy line is what a reader of ragged text expects. Each line knows whether a space was left out at its end:
without it a screen reader would read the last word and the first of the next line as one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

#: The width of a text in the style of a span, which is told by its number.
Width = Callable[[str, int], float]
_TOKENS: Final = re.compile(r" +|[^ ]+")
#: After these a word that fits no line is cut with preference.
_SEAMS: Final = "-/–—_.@"
_EPSILON: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line."""

    #: The number of the span and the words of it, from left to right.
    pieces: tuple[tuple[int, str], ...]
    width: float
    #: A space was left out at the end: a word ends here.
    spaced: bool


@dataclass(slots=True)
class _Word:
    pieces: list[tuple[int, str]]
    width: float
    #: The span of the space behind it; None = the text ends, or goes on without one.
    space: int | None = None


def break_lines(spans: Sequence[str], room: float, width: Width) -> list[Line]:
    """The spans, one after the other, in lines of at most `room`.

    Spaces in a row count as one. A word wider than the room is cut, behind a hyphen or the like if it has one.
    """
    lines: list[Line] = []
    pieces: list[tuple[int, str]] = []
    taken, gap = 0.0, None
    for word in _words(spans, width):
        apart = 0.0 if gap is None else width(" ", gap)
        if pieces and taken + apart + word.width > room + _EPSILON:
            lines.append(_line(pieces, taken, spaced=gap is not None))
            pieces, taken, gap, apart = [], 0.0, None, 0.0
        if gap is not None and pieces:
            pieces.append((gap, " "))
        if word.width > room + _EPSILON:
            *whole, last = _cut(word, room, width)
            lines += [_line(part.pieces, part.width, spaced=False) for part in whole]
            pieces, taken = list(last.pieces), last.width
        else:
            pieces += word.pieces
            taken += apart + word.width
        gap = word.space
    if pieces:
        lines.append(_line(pieces, taken, spaced=gap is not None))
    return lines


def _line(pieces: Sequence[tuple[int, str]], taken: float, *, spaced: bool) -> Line:
    merged: list[tuple[int, str]] = []
    for span, text in pieces:
        if merged and merged[-1][0] == span:
            merged[-1] = (span, merged[-1][1] + text)
        else:
            merged.append((span, text))
    return Line(tuple(merged), taken, spaced)


def _words(spans: Sequence[str], width: Width) -> Iterator[_Word]:
    word = _Word([], 0.0)
    for number, text in enumerate(spans):
        for token in _TOKENS.findall(text):
            if not token.startswith(" "):
                word.pieces.append((number, token))
                word.width += width(token, number)
            elif word.pieces:
                word.space = number
                yield word
                word = _Word([], 0.0)
    if word.pieces:
        yield word


def _cut(word: _Word, room: float, width: Width) -> list[_Word]:
    """A word that fits no line, in parts that do: at least one character each."""
    parts: list[_Word] = [_Word([], 0.0)]
    for span, text in word.pieces:
        left = text
        while left:
            part = parts[-1]
            end = _fitting(left, span, room - part.width, width)
            if end < len(left):
                end = _seam(left, end) or end
            if end == 0 and not part.pieces:
                end = 1
            if end:
                part.pieces.append((span, left[:end]))
                part.width += width(left[:end], span)
                left = left[end:]
            if left:
                parts.append(_Word([], 0.0))
    return parts


def _fitting(text: str, span: int, room: float, width: Width) -> int:
    """How many characters from the start fit. Looked at one by one: a word can be very long, a line not."""
    taken = 0.0
    for end, char in enumerate(text):
        taken += width(char, span)
        if taken > room + _EPSILON:
            return end
    return len(text)


def _seam(text: str, end: int) -> int:
    """The last place up to `end`, past its middle, where a word may well be cut; 0 = there is none."""
    found = max(text.rfind(seam, end // 2, end) for seam in _SEAMS)
    return found + 1
