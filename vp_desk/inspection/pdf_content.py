"""Read the content of a page of a PDF in the order in which it is drawn: texts with their place."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

#: a b c d e f of a transformation.
Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_TOKEN = re.compile(
    rb"\s+|%[^\r\n]*"
    rb"|(?P<string>\()|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)|(?P<odd>.)",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_PAREN = re.compile(rb"\\.|[()]", re.DOTALL)
_PLAIN = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
#: A jump to the left between letters of this size, in thousandths, is a space.
_GAP = -180.0

#: Marks of running text, of which one piece may stand out or be a link.
_FLOWING = frozenset(
    f"/{role}" for role in ("P", "Span", "Strong", "Em", "Link", "Lbl", "LBody", "Caption", "Title")
)

#: What stands before an operator. Names are text, strings are bytes.
Operand = float | bytes | str | list["Operand"]


class OddContentError(Exception):
    """Content that cannot be read."""


@dataclass(frozen=True, slots=True)
class Font:
    """How the codes of a font read, and how wide they are in thousandths."""

    letters: Mapping[int, str]
    widths: Mapping[int, float]
    #: Number of bytes of a code.
    size: int = 1
    usual_width: float = 500.0

    def read(self, codes: bytes) -> tuple[str, float]:
        """Text and width of a string."""
        step = self.size
        found = [int.from_bytes(codes[n : n + step], "big") for n in range(0, len(codes), step)]
        text = "".join(self.letters.get(code, "\ufffd") for code in found)
        return text, sum(self.widths.get(code, self.usual_width) for code in found)


@dataclass(frozen=True, slots=True)
class Block:
    """What is drawn between two changes of place: a paragraph, a cell, a word in a chart."""

    text: str
    #: Counted from 1.
    page: int
    #: From the left edge of the page: where its first line begins and where it ends.
    left: float
    right: float
    #: Base line of the first and of the last line, from the foot of the page.
    first: float
    last: float
    #: The room in which it is drawn: the same for all words of a drawing, another for each paragraph.
    frame: Matrix
    #: Words of a picture, which do not make a sentence together.
    drawn: bool = False

    @property
    def middle(self) -> float:
        """Half way its first line."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _State:
    ctm: Matrix = _UNIT
    font: Font | None = None
    size: float = 1.0
    leading: float = 0.0


@dataclass
class Reader:
    """Reads the streams of one page."""

    page: int
    fonts: Callable[[str], Font]
    #: Gives the content of something that is painted, with a reader for it; None for a picture.
    painted: Callable[[str], "tuple[bytes, Callable[[str], Font]] | None"]
    blocks: list[Block] = field(default_factory=list[Block])
    #: Texts in marks of content, which are not drawn: `ActualText`, `Alt`.
    marks: list[str] = field(default_factory=list[str])
    #: Pictures, of which nobody knows what they show.
    pictures: int = 0
    #: What the marks say that the content is, the innermost last.
    roles: list[str] = field(default_factory=list[str])

    def read(self, content: bytes, start: Matrix = _UNIT) -> None:
        """Read one stream."""
        state, stack = _State(ctm=start), list[_State]()
        text = _Text(self, state)
        for operator, operands in operations(content):
            numbers = [each for each in operands if isinstance(each, float)]
            if operator == "q":
                stack.append(_State(state.ctm, state.font, state.size, state.leading))
            elif operator == "Q":
                state = text.state = stack.pop() if stack else state
            elif operator == "cm" and len(numbers) == 6:
                state.ctm = times(_matrix(numbers), state.ctm)
            elif operator in ("BI", "sh"):
                self.pictures += operator == "BI"
            elif operator == "Do" and operands and isinstance(operands[0], str):
                self._paint(operands[0], state.ctm)
            elif operator in ("BDC", "BMC"):
                self.roles.append(operands[0] if operands and isinstance(operands[0], str) else "")
                self.marks += list(_texts_of(operands))
            elif operator == "EMC":
                self.roles = self.roles[:-1]
            elif operator == "DP":
                self.marks += list(_texts_of(operands))
            else:
                text.take(operator, operands, numbers)
        text.end()

    def _paint(self, name: str, ctm: Matrix) -> None:
        found = self.painted(name)
        if found is None:
            self.pictures += 1
            return
        content, fonts = found
        inner = Reader(self.page, fonts, self.painted)
        inner.read(content, ctm)
        self.blocks += inner.blocks
        self.marks += inner.marks
        self.pictures += inner.pictures


class _Text:
    """The text operators of a stream, gathered in blocks."""

    def __init__(self, reader: Reader, state: _State) -> None:
        self.state = state
        self._reader = reader
        self._line: Matrix = _UNIT
        self._at = 0.0
        self._pieces: list[str] = []
        self._first: tuple[float, float] | None = None
        self._first_end = self._last = 0.0
        #: What stands between the block before and what goes on with it.
        self._apart = ""

    def take(self, operator: str, operands: Sequence[Operand], numbers: Sequence[float]) -> None:
        """Hear of one operator."""
        state = self.state
        if operator in ("BT", "ET"):
            self.end()
            self._line, self._at = _UNIT, 0.0
        elif operator == "Tf" and numbers and isinstance(operands[0], str):
            state.font, state.size = self._reader.fonts(operands[0]), numbers[-1]
        elif operator == "TL" and numbers:
            state.leading = numbers[0]
        elif operator == "Tm" and len(numbers) == 6:
            self._move(_matrix(numbers))
        elif operator in ("Td", "TD") and len(numbers) == 2:
            if operator == "TD":
                state.leading = -numbers[1]
            self._move(times(_matrix((1.0, 0.0, 0.0, 1.0, *numbers)), self._line))
        elif operator == "T*":
            self._next()
        elif operator in ("Tj", "'", '"', "TJ") and operands:
            if operator in "'\"":
                self._next()
            self._show(operands[-1])

    def _next(self) -> None:
        self._move(times((1.0, 0.0, 0.0, 1.0, 0.0, -self.state.leading), self._line))

    def _move(self, line: Matrix) -> None:
        self._line, self._at = line, 0.0
        if self._pieces and not self._pieces[-1].isspace():
            self._pieces.append(" ")

    def _show(self, operand: Operand) -> None:
        state = self.state
        if state.font is None:
            raise OddContentError
        for piece in operand if isinstance(operand, list) else [operand]:
            if isinstance(piece, float):
                if piece < _GAP:
                    self._pieces.append(" ")
                self._at -= piece / 1000 * state.size
            elif isinstance(piece, bytes):
                text, width = state.font.read(piece)
                place = times(self._line, state.ctm)
                begin = place[4] + self._at * place[0]
                self._at += width / 1000 * state.size
                end = place[4] + self._at * place[0]
                if self._first is None:
                    self._first = (begin, place[5])
                if place[5] == self._first[1]:
                    self._first_end = end
                self._last = place[5]
                self._pieces.append(text)

    def end(self) -> None:
        """A piece is whole: a block, or more of the one before it, in the same room outside a picture."""
        piece = "".join(self._pieces)
        blocks, role = self._reader.blocks, (self._reader.roles or [""])[-1]
        if piece.strip() and self._first is not None:
            left, first = self._first
            right = self._first_end
            frame = _matrix([round(each, 2) for each in self.state.ctm])
            drawn = role not in _FLOWING
            before = blocks[-1] if blocks else None
            if before and not drawn and not before.drawn and self._goes_on(before, frame):
                blocks.pop()
                piece = f"{before.text}{self._apart}{piece}"
                right = right if first == before.first else before.right
                left, first = before.left, before.first
            page = self._reader.page
            blocks.append(Block(_tidy(piece), page, left, right, first, self._last, frame, drawn))
            self._apart = " " if piece.endswith(" ") or role == "/Lbl" else ""
        self._pieces, self._first = [], None

    def _goes_on(self, block: Block, frame: Matrix) -> bool:
        return (block.frame, block.page) == (frame, self._reader.page)


def _tidy(text: str) -> str:
    return " ".join(text.split(" ")).strip()


def _matrix(numbers: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def times(one: Matrix, two: Matrix) -> Matrix:
    """First the one transformation, then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def operations(content: bytes) -> Iterator[tuple[str, list[Operand]]]:
    """Every operator of a stream with what stands before it.

    Raises:
        OddContentError: it is no content, or holds a picture between its operators.
    """
    lists: list[list[Operand]] = [[]]
    at, end = 0, len(content)
    while at < end:
        found = _TOKEN.match(content, at)
        if found is None or found.lastgroup == "odd":
            raise OddContentError
        at, kind, token = found.end(), found.lastgroup, found[0]
        if kind == "string":
            at, text = _string(content, at)
            lists[-1].append(text)
        elif kind == "open":
            inner: list[Operand] = []
            lists[-1].append(inner)
            lists.append(inner)
        elif kind == "close":
            lists = lists[:-1] if len(lists) > 1 else lists
        elif kind == "operator" and token not in _VALUES:
            yield token.decode("latin-1"), lists[0]
            if token == b"ID":
                raise OddContentError
            lists = [[]]
        elif kind is not None and kind in _OPERANDS:
            lists[-1].append(_OPERANDS[kind](token))


def _bytes_of(token: bytes) -> bytes:
    digits = re.sub(rb"\s", b"", token[1:-1])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


_VALUES = (b"true", b"false", b"null")
_OPERANDS: Mapping[str, Callable[[bytes], Operand]] = {
    "hex": _bytes_of,
    "name": lambda token: token.decode("latin-1"),
    "number": float,
}


def _string(content: bytes, begin: int) -> tuple[int, bytes]:
    depth, at = 1, begin
    while depth:
        found = _PAREN.search(content, at)
        if found is None:
            raise OddContentError
        at = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
    return at, _ESCAPED.sub(_unescaped, content[begin : at - 1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit() and sign[0] < 56:
        return bytes((int(sign, 8) & 255,))
    return _PLAIN.get(sign, sign)


def _texts_of(operands: Sequence[Operand]) -> Iterator[str]:
    for operand in operands:
        if isinstance(operand, list):
            yield from _texts_of(operand)
        elif isinstance(operand, bytes):
            yield decoded(operand)


def decoded(text: bytes) -> str:
    """A text string of a PDF."""
    for mark, coding in ((b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if text.startswith(mark):
            return text[len(mark) :].decode(coding, "replace")
    return text.decode("latin-1").replace("\x00", "")
