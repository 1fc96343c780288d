"""Where the words of a search stand in a case, to be shown and marked.

Words are found as the full-text index finds them: each may be the beginning of a word, case and accents
do not count. Only text that was read and verified is cut here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from vp_desk.fields import CASE_FIELDS, Field, Kind, codes_of
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.taxonomy import Lists, folded

#: Characters of a note before the first mark, and in all, in what is shown of it.
_BEFORE, _SHOWN = 36, 150
_MORE = "…"

#: Begin and end of a part of a text.
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A text of a case with the searched words in it."""

    #: Key of the field of the case; "note" for free text.
    field: str
    text: str
    marks: tuple[Mark, ...]
    #: The month of the conversation to which a note belongs; None = the note of the case itself.
    talk: Month | None = None


def words_of(typed: str) -> tuple[str, ...]:
    """The words that were typed, as they are looked for: `("cafe", "overleg")`."""
    return tuple(dict.fromkeys(folded(typed).split()))


@lru_cache(maxsize=4096)
def marks_in(text: str, words: tuple[str, ...]) -> tuple[Mark, ...]:
    """The parts of a text that the words of `words_of` match, from left to right."""
    return _marks(text, words)


class Finder:
    """Finds some words in many cases."""

    def __init__(self, words: tuple[str, ...], lists: Lists) -> None:
        self._words = words
        self._lists = lists
        self._labels: dict[tuple[str, str], Hit | None] = {}

    def hits(self, case: Case, contacts: Iterable[Contact] = ()) -> tuple[Hit, ...]:
        """Where the words stand in a case: its codes and labels first, then cuttings of its notes.

        Of the notes the one with most of the words is shown, the case's own before those of newer and
        older conversations; others only when they hold a word that stands nowhere else.
        """
        words = self._words
        found = list(self._in_fields(case))
        notes = [(case.note, None), *self._talks(contacts)]
        cut = [hit for text, talk in notes if (hit := _cutting(text, talk, words)) is not None]
        if len(words) == 1 or not cut:
            return (*found, *cut[:1])
        seen = {word for hit in found for word in _which(hit.text, hit.marks, words)}
        cut.sort(key=lambda hit: -len(_which(hit.text, hit.marks, words)))
        for place, hit in enumerate(cut):
            held = _which(hit.text, hit.marks, words)
            if not place or held - seen:
                found.append(hit)
                seen |= held
        return tuple(found)

    @staticmethod
    def _talks(contacts: Iterable[Contact]) -> Iterable[tuple[str, Month | None]]:
        newest = sorted(contacts, key=lambda contact: (contact.held_on, contact.id), reverse=True)
        return [(contact.note, Month.of(contact.held_on)) for contact in newest]

    def _in_fields(self, case: Case) -> Iterable[Hit]:
        for key in _TEXTS:
            text = getattr(case, key)
            if text and (marks := _marks(text, self._words)):
                yield Hit(key, text, marks)
        for field in _CODES:
            for code in codes_of(case, field):
                place = field.key, code
                if place not in self._labels:
                    self._labels[place] = self._in_label(field, code)
                hit = self._labels[place]
                if hit is not None:
                    yield hit

    def _in_label(self, field: Field, code: str) -> Hit | None:
        label = self._lists[field.values or ""].label_of(code)
        marks = _marks(label, self._words)
        return Hit(field.key, label, marks) if marks else None


_TEXTS = tuple(field.key for field in CASE_FIELDS if field.kind in (Kind.IDENTITY, Kind.TEXT))
_CODES = tuple(field for field in CASE_FIELDS if field.values is not None)


def _cutting(note: str, talk: Month | None, words: tuple[str, ...]) -> Hit | None:
    """The part of a note around the words, on one line; None when none stands in it."""
    text = " ".join(note.split())
    marks = _marks(text, words)
    if not marks:
        return None
    begin = _best(text, marks, words) - _BEFORE
    if begin <= 0:
        begin = 0
    else:
        space = text.find(" ", begin)
        begin = space + 1 if 0 <= space < begin + _BEFORE else begin
    end = begin + _SHOWN
    if end < len(text):
        space = text.rfind(" ", begin, end)
        end = space if space > begin + _BEFORE else end
    before = _MORE if begin else ""
    shown = before + text[begin:end] + (_MORE if end < len(text) else "")
    shift = len(before) - begin
    inside = tuple(
        (first + shift, min(last, end) + shift) for first, last in marks if begin <= first < end
    )
    return Hit("note", shown, inside, talk)


def _best(text: str, marks: Sequence[Mark], words: tuple[str, ...]) -> int:
    """Where the mark begins from which most different words follow nearby."""
    room = _SHOWN - _BEFORE

    def held(first: int) -> int:
        near = [mark for mark in marks if first <= mark[0] and mark[1] <= first + room]
        return len(_which(text, near, words))

    return max((first for first, _ in marks), key=held) if len(words) > 1 else marks[0][0]


def _which(text: str, marks: Iterable[Mark], words: tuple[str, ...]) -> frozenset[str]:
    """The words that stand at these marks."""
    parts = [folded(text[first:last]) for first, last in marks]
    return frozenset(word for word in words if any(part.startswith(word) for part in parts))


class _Folds(dict[str, str]):
    """Each character as `folded` has it: nothing for a mark of its own, a space for punctuation."""

    def __missing__(self, char: str) -> str:
        kept = folded(f"a{char}a")[1:-1]
        self[char] = kept
        return kept


_FOLDS = _Folds()


def _marks(text: str, words: tuple[str, ...]) -> tuple[Mark, ...]:
    if not words or not text:
        return ()
    pattern = _pattern(words)
    if text.isascii():
        return tuple(match.span() for match in pattern.finditer(text.lower()))
    parts = [_FOLDS[char] for char in text]
    plain = "".join(parts)
    found = [match.span() for match in pattern.finditer(plain)]
    if not found or (len(plain) == len(text) and all(parts)):
        return tuple(found)
    ends = list(accumulate(map(len, parts)))  # where each character ends in `plain`
    whole: list[Mark] = []
    for first, last in found:
        begin = next(i for i, end in enumerate(ends) if end > first)
        end = next(i for i, end in enumerate(ends) if end >= last) + 1
        while end < len(parts) and not parts[end]:
            end += 1  # an accent that stands apart belongs to its letter
        whole.append((begin, end))
    return tuple(whole)


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})")
