"""The colour space sRGB as an ICC profile, made here: 500 bytes instead of a file with a licence of its own.

Numbers of IEC 61966-2-1 (primaries, white D65 and the curve), adapted to D50 by Bradford's matrix, in the form
of ICC.1:2010 (version 4.3), which PDF/A-2 allows.
"""

import struct
from typing import Final

#: Red, green and blue as XYZ under D50, and the white itself.
_RED: Final = (0.43606, 0.22249, 0.01392)
_GREEN: Final = (0.38515, 0.71690, 0.09708)
_BLUE: Final = (0.14307, 0.06061, 0.71410)
_WHITE: Final = (0.96420, 1.0, 0.82491)
#: From D65 to D50.
_ADAPTATION: Final = (
    (1.04788, 0.02292, -0.05022),
    (0.02959, 0.99048, -0.01707),
    (-0.00925, 0.01508, 0.75168),
)
#: Exponent, and the numbers of the straight part near black: parametric curve of type 3.
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
NAME: Final = "sRGB IEC61966-2.1"


def profile() -> bytes:
    """The profile; the same bytes each time."""
    curve = b"para" + struct.pack(">4xHxx", 3) + b"".join(map(_fixed, _CURVE))
    tags: list[tuple[bytes, bytes]] = [
        (b"desc", _words(NAME)),
        (b"cprt", _words("No copyright, use freely")),
        (b"wtpt", _xyz(_WHITE)),
        (b"chad", b"sf32" + bytes(4) + b"".join(_fixed(n) for row in _ADAPTATION for n in row)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    table, data = struct.pack(">I", len(tags)), b""
    begin = 128 + 4 + 12 * len(tags)
    placed: dict[bytes, int] = {}
    for name, content in tags:
        if content not in placed:
            placed[content] = begin + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", placed[content], len(content))
    size = 128 + len(table) + len(data)
    return _head(size) + table + data


def _head(size: int) -> bytes:
    head = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2012, 1, 1, 0, 0, 0) + b"acsp" + bytes(4 + 4 + 4 + 4 + 8)
    head += struct.pack(">I", 0) + b"".join(map(_fixed, _WHITE))
    return head + bytes(128 - len(head))


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, colour))


def _words(text: str) -> bytes:
    content = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xII2s2sII", 1, 12, b"en", b"US", len(content), 28) + content
