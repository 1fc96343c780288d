"""What the adviser writes herself in a report: plain text per year and chapter. Never markup.

A blank line begins a new paragraph, and `- ` at the begin of a line makes it a point of a list. A line that
begins with a language in brackets, such as `[en] `, is in that language: a screen reader has to know. Every
other sign stands for itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from vp_desk.chapters import Chapter
from vp_desk.errors import VpDeskError

#: Some ten pages.
LONGEST: Final = 30_000
#: Codes of ISO 639 that are taken for a language; `[zie]` and `[sic]` are words.
LANGUAGES: Final = frozenset(
    (
        *("ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "fy", "hr", "hu"),
        *(
            "it",
            "lt",
            "lv",
            "nl",
            "no",
            "pap",
            "pl",
            "pt",
            "ro",
            "ru",
            "sk",
            "so",
            "sr",
            "sv",
            "ti",
        ),
        *("tr", "uk", "zh"),
    )
)

_LANGUAGE: Final = re.compile(r"\[([a-z]{2,3})\]\s+(?=\S)")
_BULLET: Final = "- "
#: Abbreviations after which a sentence goes on.
_GOES_ON: Final = frozenset(
    (
        *("art.", "bijv.", "blz.", "bv.", "ca.", "d.d.", "d.w.z.", "dr.", "drs.", "e.d.", "enz."),
        *("evt.", "incl.", "ing.", "ir.", "m.b.t.", "m.n.", "max.", "min.", "mr.", "nr.", "o.a."),
        *("p.", "prof.", "resp.", "t.a.v.", "t.o.v.", "vgl."),
    )
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END: Final = re.compile(r"[.!?][’”)]?\s+(?=\S)")


class TooLongTextError(VpDeskError):
    """More text than a chapter takes."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"Deze tekst heeft {length} tekens; er is plaats voor {LONGEST} in een hoofdstuk. "
            "Maak de tekst korter. Er is niets bewaard."
        )


@dataclass(frozen=True, slots=True)
class OwnText:
    """The adviser's own text of one chapter of the report of one year."""

    year: int
    chapter: Chapter
    text: str
    #: Code of the only edition that it is for, in place of the text for all; empty = for all.
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was typed, in one language."""

    text: str
    #: Empty = Dutch, as the report.
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or a point of a list."""

    lines: tuple[Line, ...]
    bullet: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line.text for line in self.lines)


def parts_of(text: str) -> tuple[Part, ...]:
    """The paragraphs and points of a text, in order; none of them is empty."""
    found: list[Part] = []
    lines: list[Line] = []
    bullet = False

    def end() -> None:
        if lines:
            found.append(Part(tuple(lines), bullet))
            lines.clear()

    for typed in text.splitlines():
        line = typed.lstrip()
        starts_point = line.startswith(_BULLET)
        line = line.removeprefix(_BULLET).strip()
        if not line or starts_point:
            end()
            bullet = starts_point
        if line:
            lines.append(_line(line))
    end()
    return tuple(found)


def _line(text: str) -> Line:
    found = _LANGUAGE.match(text)
    if found is None or found[1] not in LANGUAGES:
        return Line(text)
    return Line(text[found.end() :], "" if found[1] == "nl" else found[1])


def texts_for(texts: Iterable[OwnText], edition: str) -> Mapping[Chapter, str]:
    """What one kind of reader gets: the text for that edition, else the one for all."""
    found: dict[Chapter, str] = {}
    for own in sorted(texts, key=lambda each: each.edition != ""):
        if own.edition in ("", edition) and parts_of(own.text):
            found[own.chapter] = own.text
    return found


def in_short(text: str) -> tuple[Line, ...]:
    """The gist of a text: the first sentence of each point of its first list, or of its first paragraph."""
    parts = parts_of(text)
    begin = next((at for at, part in enumerate(parts) if part.bullet), None)
    points = parts[:1] if begin is None else takewhile(lambda part: part.bullet, parts[begin:])
    return tuple(
        Line(first_sentence(part.lines[0].text), part.lines[0].language) for part in points
    )


def first_sentence(text: str) -> str:
    """Up to and including the first sign that ends a sentence."""
    for found in _SENTENCE_END.finditer(text):
        end = found.start() + len(found[0].rstrip())
        last = text[:end].rsplit(maxsplit=1)[-1].lower().lstrip("(‘“")
        is_number = not any(map(str.isalpha, text[:end]))  # `3. Bespreek dit` is one sentence
        if last not in _GOES_ON and not is_number and not text[found.end()].islower():
            return text[:end]
    return text


def phrases_of(text: str) -> Iterator[str]:
    """Every piece of a text that stands in a report as one: its paragraphs and points, and its gist."""
    for part in parts_of(text):
        yield part.text
    for line in in_short(text):
        yield line.text


def is_text(phrase: str) -> bool:
    """Whether a phrase is more than a number: it can be known again in a report."""
    return _WORD.search(phrase) is not None
