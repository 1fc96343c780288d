"""The text on a page of a PDF with the marks around it: just enough of the language of pages for that.

It owes nothing to what writes our reports, nor to what the program reads them back with.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

#: Operands of the language of pages: numbers, names (with their slash), strings as bytes, lists, dictionaries.
Operand = Any

_TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*"
    rb"(?:(?P<mark><<|>>|\[|\])|\((?P<text>(?:\\.|[^\\()])*)\)|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|/(?P<name>[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)|$)",
    re.DOTALL,
)
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)")
_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
#: Operators that paint text.
_SHOWS = ("Tj", "TJ", "'", '"')
_HEX = rb"<([0-9A-Fa-f]+)>"
_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")


class OddPageError(Exception):
    """A page that this cannot read; never a page of ours."""


@dataclass(frozen=True)
class Mark:
    """A piece of a page that is marked: a tag with what is told about it."""

    tag: str
    properties: dict[str, Operand]

    @property
    def number(self) -> int | None:
        """By which the tree names it."""
        found = self.properties.get("MCID")
        return int(found) if found is not None else None

    def words(self, key: str) -> str | None:
        """A text among the properties."""
        found = self.properties.get(key)
        return decoded(found) if isinstance(found, bytes) else found


@dataclass(frozen=True)
class Shown:
    """Signs that were painted, with all marks around them, outermost first."""

    text: str
    marks: tuple[Mark, ...]
    #: Number of the text object on the page: each has its own place.
    place: int = 0


def decoded(text: bytes) -> str:
    """A text of the file outside its pages."""
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be")
    return text.decode("latin-1")


@dataclass(frozen=True)
class Font:
    """Codes of a font and what they mean."""

    length: int
    meaning: dict[bytes, str]

    def read(self, codes: bytes) -> str:
        """The letters of a string.

        Raises:
            OddPageError: for a code without a meaning.
        """
        step = self.length
        try:
            return "".join(self.meaning[codes[n : n + step]] for n in range(0, len(codes), step))
        except KeyError as error:
            raise OddPageError(f"no meaning for {error}") from error


def font_of(dictionary: Any) -> Font:  # noqa: ANN401 - a dictionary of pypdf
    """A font from its dictionary; only its ToUnicode map counts."""
    told = dictionary["/ToUnicode"].get_object().get_data()
    space = _SPACE.search(told)
    if space is None:
        raise OddPageError("no code space")
    meaning: dict[bytes, str] = {}
    for block in _CHARS.findall(told):
        for code, letters in _PAIR.findall(block):
            meaning[bytes.fromhex(code.decode())] = _letters(letters)
    for block in _RANGES.findall(told):
        for first, last, start, listed in _RANGE.findall(block):
            width = len(first) // 2
            codes = range(int(first, 16), int(last, 16) + 1)
            if start:
                begin = _letters(start)
                texts = [begin[:-1] + chr(ord(begin[-1]) + n) for n in range(len(codes))]
            else:
                texts = [_letters(each) for each in re.findall(_HEX, listed)]
            for code, text in zip(codes, texts, strict=False):
                meaning[code.to_bytes(width, "big")] = text
    return Font(len(space[1]) // 2, meaning)


def _letters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def operations(content: bytes) -> Iterator[tuple[str, list[Operand]]]:
    """Every operator of a page with what stands before it.

    Raises:
        OddPageError: for what is not the language of pages.
    """
    stack: list[list[Operand]] = [[]]
    position = 0
    while position < len(content):
        found = _TOKEN.match(content, position)
        if found is None:
            raise OddPageError(content[position : position + 40])
        position = found.end()
        kind = found.lastgroup
        if kind == "mark":
            _bracket(found["mark"], stack)
        elif kind == "word" and not _NUMBER.fullmatch(found["word"]) and len(stack) == 1:
            yield found["word"].decode("latin-1"), stack[0]
            stack = [[]]
        elif kind is not None:
            stack[-1].append(_value(kind, found[kind]))


def _bracket(mark: bytes, stack: list[list[Operand]]) -> None:
    if mark in (b"<<", b"["):
        stack.append([])
        return
    inner = stack.pop()
    if not stack:
        raise OddPageError("a bracket too many")
    stack[-1].append(dict(zip(inner[::2], inner[1::2], strict=True)) if mark == b">>" else inner)


def _value(kind: str, token: bytes) -> Operand:
    if kind == "text":
        return _ESCAPE.sub(_unescaped, token)
    if kind == "hex":
        digits = b"".join(token.split()).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    if kind == "name":
        return token.decode("latin-1")
    return float(token) if _NUMBER.fullmatch(token) else token.decode("latin-1")


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return b"" if code in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(code, code)


@dataclass
class PageReader:
    """Reads one page, and what it paints from elsewhere."""

    font: Callable[[str], Font]
    properties: Callable[[str], dict[str, Operand]]
    #: Content and reader of a form by its name; None for a picture.
    form: Callable[[str], "tuple[bytes, PageReader] | None"]
    marks: list[Mark] = field(default_factory=list[Mark])
    place: int = 0

    def read(self, content: bytes) -> Iterator[Shown]:
        """Everything painted with a text, and every mark (an empty text) where it begins.

        Raises:
            OddPageError: for a page that does not close what it opens.
        """
        depth = len(self.marks)
        fonts: list[Font | None] = [None]
        for operator, operands in operations(content):
            if operator == "q":
                fonts.append(fonts[-1])
            elif operator == "Q":
                fonts.pop()
            elif operator == "BT":
                self.place += 1
            elif operator == "Tf":
                fonts[-1] = self.font(operands[0])
            elif operator in ("BDC", "BMC"):
                self.marks.append(self._mark(operands))
                yield Shown("", tuple(self.marks))
            elif operator == "EMC":
                self.marks.pop()
            elif operator in _SHOWS:
                yield self._shown(operands[-1], fonts[-1])
            elif operator == "Do":
                yield from self._paint(operands[0])
            elif operator == "BI":
                raise OddPageError("a picture in a page")
        if len(self.marks) != depth:
            raise OddPageError("a mark is not closed")

    def _shown(self, told: Operand, font: Font | None) -> Shown:
        if font is None:
            raise OddPageError("text without a font")
        return Shown(font.read(_codes(told)), tuple(self.marks), self.place)

    def _mark(self, operands: list[Operand]) -> Mark:
        tag, *more = operands
        if not more:
            return Mark(tag, {})
        told = more[0]
        return Mark(tag, told if isinstance(told, dict) else self.properties(told))

    def _paint(self, name: str) -> Iterator[Shown]:
        found = self.form(name)
        if found is not None:
            content, reader = found
            reader.marks = list(self.marks)
            yield from reader.read(content)


def _codes(told: Operand) -> bytes:
    if isinstance(told, bytes):
        return told
    return b"".join(piece for piece in told if isinstance(piece, bytes))
