"""Fonts that are embedded, with a map back to characters as PDF/UA wants it."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

#: A map may tell so many characters in one go (ISO 32000-1, 9.10.3).
_MOST: Final = 100


class EmbeddedFont(TTFont):
    """A TrueType font of which the used characters come along.

    ReportLab's own map from codes to characters says U+0000 for codes without a character; PDF/UA-1, 7.21.7
    forbids it, and so those codes are left out.
    """

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, str(file), asciiReadable=0, shapable=False)

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802 - as ReportLab has it
        """Put what was used of the font into the file."""
        subsets = self.state[doc].subsets
        before = set(doc.idToObject)
        super().addObjects(doc)
        maps = [
            doc.idToObject[name]
            for name in doc.idToObject
            if name not in before and name.startswith("toUnicodeCMap:")
        ]
        for number, (stream, subset) in enumerate(zip(maps, subsets, strict=True)):
            stream.content = _to_unicode(f"{self.fontName}-{number}", subset)


def _to_unicode(name: str, subset: list[int]) -> str:
    pairs = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset) if char]
    blocks: list[str] = []
    for begin in range(0, len(pairs), _MOST):
        part = pairs[begin : begin + _MOST]
        blocks += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _utf16(char: int) -> str:
    return chr(char).encode("utf-16-be").hex().upper()


@lru_cache(maxsize=20_000)
def units(text: str, font: str) -> float:
    """The width of a text in thousandths of its size."""
    face = cast("Any", pdfmetrics.getFont(font)).face
    widths = cast("dict[int, float]", face.charWidths)
    other = cast("float", face.defaultWidth)
    return sum(widths.get(ord(char), other) for char in text)
