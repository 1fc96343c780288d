"""Running text as a row of tokens: labels of categories, numbers, texts that are known, other words.

Labels and known texts are found without regard to white space: a chart breaks a label over lines, even
in the middle of a word, and cuts it off with an ellipsis.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from vp_desk.axes import PERIOD

#: Along which axis lies what: (key of the axis, code of the node).
Place = tuple[str, str]

ELLIPSIS = "…"
#: A shorter label is a word of every day: it counts only as it is written.
_SHORT = 3
#: A label that is cut off has at least so many characters left.
_LEAST_LEFT = 3
#: A cut text is no longer than this.
_LONGEST_CUT = 320

_WHOLE = r"\d{1,3}(?:\.\d{3})+(?![\d])|\d+"
_NUMBER = re.compile(
    rf"<\s*(?:{_WHOLE})"
    rf"|(?:{_WHOLE})\s*(?:[–—-]|tot en met|t/m)\s*(?:{_WHOLE})(?!\d|,\d)"
    rf"|(?:{_WHOLE})(?:,\d+)?(?:\s?%)?"
)
_WORD = re.compile(r"[^\W\d_]+")
#: A sentence ends here; not behind `ca.`, which stands before a figure of others.
_STOP = re.compile(r"(?:(?<!\bca)\.|[!?;])(?=\s|$)|\n")

#: Numbers that people write as words. `een` without accents is an article.
_WORDS = "één twee drie vier vijf zes zeven acht negen tien elf twaalf"
NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS.split(), start=1)}

#: Words of our own sentences around a number. As the label of a category they say nothing in running text.
_EVERYDAY = frozenset(
    [
        "aantal",
        "aantallen",
        "begonnen",
        "drempel",
        "figuur",
        "gesprek",
        "gesprekken",
        "gevoerd",
        "hoofdtype",
        "hoofdtypen",
        "jaar",
        "kwartaal",
        "meest",
        "nieuwe",
        "nieuwezaken",
        "onder",
        "periode",
        "tabel",
        "vermeldingen",
        "voor",
        "waren",
        "zaak",
        "zaken",
    ]
)


def plain(text: str) -> str:
    """A text in one normal form: NFC, plain digits, without signs that cannot be seen."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    return "".join(_plain_char(char) for char in text)


def _plain_char(char: str) -> str:
    if char.isascii():
        return char if char.isprintable() or char == "\n" else " " if char == "\t" else ""
    if char in "\u2028\u2029\x85":
        return "\n"
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    return "" if unicodedata.category(char) in ("Cc", "Cf") else char


def canonical(number: str) -> str:
    """A number as it is compared: `1.234` is `1234`, `0 tot en met 4` is `0–4`."""
    number = re.sub(r"\s*(?:tot en met|t/m|[–—-])\s*", "–", number)
    number = re.sub(r"\.(?=\d{3})", "", number)
    return re.sub(r"\s", "", number)


def numbers_in(text: str) -> Iterator[str]:
    """Every number in a text, as they are compared."""
    for found in _NUMBER.finditer(plain(text)):
        yield canonical(found[0])


def is_number(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None


class Kind(Enum):
    """What a token is."""

    LABEL = "label"
    NUMBER = "number"
    PHRASE = "phrase"
    WORD = "word"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text."""

    kind: Kind
    text: str
    start: int
    #: Of a label: everything that is called so.
    places: frozenset[Place] = frozenset()
    #: A number that is stuck to a word: `h3`.
    stuck: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    flat: str
    text: str
    places: frozenset[Place]


def flattened(text: str) -> str:
    """Without white space and capitals, as labels are compared."""
    return _lowered("".join(plain(text).split()))


def _lowered(text: str) -> str:
    """In small letters, as long as it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(map(_lower, text))


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char


def _is_wordy(flat: str) -> bool:
    return any(char.isalpha() for char in flat) and flat not in _EVERYDAY


class Lexicon:
    """The labels and known texts to look for."""

    def __init__(self, labels: Iterable[tuple[str, Place]], phrases: Iterable[str]) -> None:
        places: dict[str, set[Place]] = {}
        texts: dict[str, str] = {}
        for text, place in labels:
            flat = flattened(text)
            if flat:
                places.setdefault(flat, set()).add(place)
                texts.setdefault(flat, plain(text).strip())
        #: Flat text of a label → what is called so.
        self.places = {flat: frozenset(found) for flat, found in places.items()}
        entries: list[_Entry] = []
        for flat, found in self.places.items():
            # In running text a number is no label, but for a year.
            kept = found if _is_wordy(flat) else frozenset(p for p in found if p[0] == PERIOD)
            if kept:
                entries.append(_Entry(flat, texts[flat], kept))
        known = {flat: text for text in phrases if (flat := flattened(text))}
        entries += [_Entry(flat, text, frozenset()) for flat, text in known.items()]
        # Of two of the same length a label goes before a known text.
        entries.sort(key=lambda entry: (-len(entry.flat), not entry.places))
        self._by_start: dict[str, list[_Entry]] = {}
        for entry in entries:
            self._by_start.setdefault(entry.flat[0], []).append(entry)
        self._sorted = sorted(self.places)

    def called(self, text: str) -> frozenset[Place]:
        """What is called exactly so, or begins so when the text is cut off."""
        flat = flattened(text)
        if flat.endswith(ELLIPSIS):
            return self._beginning(flat[:-1])
        return self.places.get(flat, frozenset())

    def _beginning(self, begin: str) -> frozenset[Place]:
        if len(begin) < _LEAST_LEFT:
            return frozenset()
        found: set[Place] = set()
        at = bisect_left(self._sorted, begin)
        while at < len(self._sorted) and self._sorted[at].startswith(begin):
            found |= self.places[self._sorted[at]]
            at += 1
        return frozenset(found)

    def tokens(self, text: str) -> list[Token]:
        """The text in tokens; signs between them are left out."""
        return list(_Reading(self, plain(text)).tokens())

    def at(self, reading: "_Reading", start: int) -> tuple[int, _Entry] | None:
        """The longest entry that begins at a place, with where it ends."""
        flat, begin = reading.flat, reading.flat_place[start]
        cut = self._cut(reading, begin)
        for entry in self._by_start.get(flat[begin], ()):
            if not flat.startswith(entry.flat, begin):
                continue
            end = reading.end_of(begin + len(entry.flat) - 1)
            as_written = entry.text == reading.text[start:end]
            if reading.ends_word(end) and (len(entry.flat) > _SHORT or as_written):
                return cut if cut is not None and cut[0] > end else (end, entry)
        return cut

    def _cut(self, reading: "_Reading", begin: int) -> tuple[int, _Entry] | None:
        end = reading.flat.find(ELLIPSIS, begin, begin + _LONGEST_CUT)
        if end < begin + _LEAST_LEFT:
            return None
        cut = reading.flat[begin:end]
        if places := self._beginning(cut):
            return reading.end_of(end), _Entry(cut, "", places)
        if any(entry.flat.startswith(cut) for entry in self._by_start.get(cut[0], ())):
            return reading.end_of(end), _Entry(cut, "", frozenset())
        return None


class _Reading:
    """One text while it is read."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self._lexicon = lexicon
        self.text = text
        places = [n for n, char in enumerate(text) if not char.isspace()]
        #: The text without white space, and for each character of the text its place there.
        self.flat = _lowered("".join(text[n] for n in places))
        self._original = places
        self.flat_place = {n: at for at, n in enumerate(places)}

    def end_of(self, flat_place: int) -> int:
        """Where a character of the flat text ends in the text."""
        return self._original[flat_place] + 1

    def ends_word(self, end: int) -> bool:
        """Whether no word goes on here; a digit after letters does not go on with them."""
        if end >= len(self.text) or not self.text[end].isalnum():
            return True
        last = self.text[end - 1]
        if not last.isalnum():
            return True
        return self.text[end].isdigit() and not last.isdigit()

    def tokens(self) -> Iterator[Token]:
        text, at = self.text, 0
        stuck_to = -1
        while at < len(text):
            char = text[at]
            begins = at == 0 or not (text[at - 1].isalnum() and char.isalnum())
            if not char.isspace() and (begins or (char.isdigit() != text[at - 1].isdigit())):
                found = self._lexicon.at(self, at)
                if found is not None:
                    end, entry = found
                    kind = Kind.LABEL if entry.places else Kind.PHRASE
                    yield Token(kind, entry.text or text[at:end], at, entry.places)
                    at = end
                    continue
            if stop := _STOP.match(text, at):
                yield Token(Kind.STOP, stop[0], at)
                at = stop.end()
            elif number := _NUMBER.match(text, at):
                yield Token(Kind.NUMBER, number[0].strip(), at, stuck=stuck_to == at)
                at = number.end()
            elif word := _WORD.match(text, at):
                yield Token(Kind.WORD, word[0], at)
                at = stuck_to = word.end()
            else:
                at += 1
