"""How the fonts of a PDF read: from code to letter."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from vp_desk.inspection.pdf_content import Font, OddContentError

_HEX = rb"<\s*([0-9A-Fa-f\s]+)>"
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_CHAR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[(.*?)\])", re.DOTALL)
_SPACE = re.compile(rb"begincodespacerange\s*" + _HEX)
#: Names of glyphs that are not the letter itself, as far as they tell a number.
_NAMED = {
    name: str(digit)
    for digit, name in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    )
} | {"percent": "%", "space": " ", "endash": "–", "hyphen": "-", "period": ".", "comma": ","}


def font_of(told: Mapping[str, Any]) -> Font:
    """Read a font.

    Args:
        told: its dictionary, as pypdf gives it.

    Raises:
        OddContentError: nobody can say which letters its codes are.
    """
    widths = _widths(told)
    if "/ToUnicode" in told:
        map_ = told["/ToUnicode"].get_data()
        space = _SPACE.search(map_)
        size = len(re.sub(rb"\s", b"", space[1])) // 2 if space else 1
        return Font(dict(_to_unicode(map_)), widths, size)
    if told.get("/Subtype") not in ("/Type1", "/TrueType", "/MMType1"):
        raise OddContentError
    return Font(dict(_letters(told)), widths)


def _widths(told: Mapping[str, Any]) -> dict[int, float]:
    first = int(told.get("/FirstChar", 0))
    return {first + n: float(width) for n, width in enumerate(told.get("/Widths", ()))}


def _letters(told: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for code in range(256):
        yield code, bytes((code,)).decode("cp1252", "replace")
    encoding = told.get("/Encoding")
    if not isinstance(encoding, dict):
        return
    code = 0
    for item in encoding.get("/Differences", ()):  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        if isinstance(item, int):
            code = item
            continue
        name = str(item).lstrip("/")  # pyright: ignore[reportUnknownArgumentType]
        if len(name) == 1:
            yield code, name
        elif re.fullmatch(r"uni[0-9A-F]{4}", name):
            yield code, chr(int(name[3:], 16))
        else:
            yield code, _NAMED.get(name, "\ufffd")
        code += 1


def _to_unicode(content: bytes) -> Iterator[tuple[int, str]]:
    for section in _SECTION.finditer(content):
        if section[1] == b"bfchar":
            for code, text in _CHAR.findall(section[2]):
                yield _number(code), _text(text)
            continue
        for low, high, text, texts in _RANGE.findall(section[2]):
            codes = range(_number(low), min(_number(high), _number(low) + 0xFFFF) + 1)
            if texts:
                found = [_text(each) for each in re.findall(_HEX, texts)]
                yield from zip(codes, found, strict=False)
                continue
            first = _text(text)
            for step, code in enumerate(codes):
                yield code, first[:-1] + chr(ord(first[-1]) + step)


def _number(digits: bytes) -> int:
    return int(re.sub(rb"\s", b"", digits), 16)


def _text(digits: bytes) -> str:
    clean = re.sub(rb"\s", b"", digits).decode()
    return bytes.fromhex(clean.zfill(4)).decode("utf-16-be", "replace") or "\ufffd"
