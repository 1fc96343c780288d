"""Where the words of a search stand in a case, to be shown and marked.

Words are found as the full-text index finds them: each may be the beginning of a word, case and accents
do not count. Only text that was read and verified is cut here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from vp_desk.fields import CASE_FIELDS, Kind
from vp_desk.periods import Month
from vp_desk.records import Case, Contact
from vp_desk.taxonomy import CodeList, Lists, folded

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


def marks_in(text: str, words: tuple[str, ...]) -> tuple[Mark, ...]:
    """The parts of a text that the words of `words_of` match, from left to right."""
    if text.isascii():
        return _found(text.lower(), words)
    parts = [_FOLDS[char] for char in text]
    plain = "".join(parts)
    found = _found(plain, words)
    if not found or (len(plain) == len(text) and all(parts)):
        return found
    ends = list(accumulate(map(len, parts)))  # where each character ends in `plain`
    whole: list[Mark] = []
    for first, last in found:
        begin = next(place for place, end in enumerate(ends) if end > first)
        end = next(place for place, end in enumerate(ends) if end >= last) + 1
        while end < len(parts) and not parts[end]:
            end += 1  # an accent that stands apart belongs to its letter
        whole.append((begin, end))
    return tuple(whole)


def stand_in(texts: Iterable[str], words: tuple[str, ...]) -> bool:
    """Whether every word stands in one of some texts."""
    known = tuple(texts)
    return all(any(marks_in(text, (word,)) for text in known) for word in words)


def _found(plain: str, words: tuple[str, ...]) -> tuple[Mark, ...]:
    """Where words begin in a text without case and accents; the longest where several do.

    Not by a pattern: those are kept by Python, and nobody's search words should outlive the vault.
    """
    ends: dict[int, int] = {}
    for word in words:
        place = plain.find(word)
        while place >= 0:
            if not place or not plain[place - 1].isalnum():
                ends[place] = max(ends.get(place, 0), place + len(word))
            place = plain.find(word, place + 1)
    return tuple(sorted(ends.items()))


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
            if text and (marks := marks_in(text, self._words)):
                yield Hit(key, text, marks)
        for key, name, is_several in _CODES:
            value = getattr(case, key)
            for code in (value if is_several else (value,)) if value else ():
                if (key, code) not in self._labels:
                    self._labels[key, code] = self._in_label(key, self._lists[name], code)
                hit = self._labels[key, code]
                if hit is not None:
                    yield hit

    def _in_label(self, key: str, codes: CodeList, code: str) -> Hit | None:
        label = codes.label_of(code)
        if marks := marks_in(label, self._words):
            return Hit(key, label, marks)
        for alias in codes[code].aliases if code in codes else ():
            if marks_in(alias, self._words):
                text = f"{label} (ook: {alias})"
                return Hit(key, text, marks_in(text, self._words))
        return None


_TEXTS = tuple(field.key for field in CASE_FIELDS if field.kind in (Kind.IDENTITY, Kind.TEXT))
#: Key, list, and whether it holds several codes: asked for every case in sight.
_CODES = tuple((f.key, f.values, f.kind is Kind.CODES) for f in CASE_FIELDS if f.values)


def _cutting(note: str, talk: Month | None, words: tuple[str, ...]) -> Hit | None:
    """The part of a note around the words; None when none stands in it."""
    cut = cutting(note, words)
    return None if cut is None else Hit("note", cut[0], cut[1], talk)


def cutting(note: str, words: tuple[str, ...]) -> tuple[str, tuple[Mark, ...]] | None:
    """The part of a text around the words, on one line, with where they stand; None when none does."""
    text = " ".join(note.split())
    marks = marks_in(text, words)
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
    return shown, inside


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
