"""The logo of the organisation: plain pixels in the simplest PNG there is, so that nothing else gets in.

A picture that somebody hands over may hold more than one sees: who made it, where, an earlier version in
small. Only its pixels are taken, and what is kept is read back so strictly that a file with anything more
in it is refused: three pieces (head, pixels, end), eight bits for red, green and blue, rows as they are.
"""

import struct
import zlib
from dataclasses import dataclass, field
from typing import Final

from vp_desk.dutch import number
from vp_desk.errors import VpDeskError

#: A picture that is handed over may have so many bytes, and so many pixels along a side.
LARGEST_FILE: Final = 1024 * 1024
LONGEST_SIDE: Final = 4_000
#: What is kept: larger than this no logo is printed (8 by 4 cm at 300 dots an inch).
WIDEST: Final = 960
HIGHEST: Final = 480

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
#: Eight bits, colours, and the one way of packing, filtering and ordering.
_KIND: Final = (8, 2, 0, 0, 0)
_BYTES: Final = 3
_HEAD: Final = 13
#: Length, name and check sum of a piece.
_AROUND: Final = 12


class LogoError(VpDeskError):
    """A picture that cannot be the logo."""


class LogoTooLargeError(LogoError):
    """More bytes or pixels than any logo needs."""

    def __init__(self) -> None:
        super().__init__(
            f"Dit plaatje is te groot. Kies een bestand van ten hoogste {LARGEST_FILE // 1024**2} MB, "
            f"niet breder of hoger dan {number(LONGEST_SIDE)} beeldpunten."
        )


class NoPictureError(LogoError):
    """Something that is no PNG or JPEG, or a damaged one."""

    def __init__(self) -> None:
        super().__init__(
            "Dit bestand is geen plaatje dat VP-Desk kan lezen. Kies een PNG- of JPEG-bestand."
        )


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as rows from the top, each of three bytes (red, green, blue) a pixel."""

    width: int
    height: int
    rows: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what does not fit.

        Raises:
            NoPictureError: it is empty, or its rows are not those of this size.
            LogoTooLargeError: it is larger than what is kept.
        """
        if not (0 < self.width <= WIDEST and 0 < self.height <= HIGHEST):
            raise LogoTooLargeError if self.width and self.height else NoPictureError
        if len(self.rows) != self.width * self.height * _BYTES:
            raise NoPictureError


def png_of(pixels: Pixels) -> bytes:
    """The picture as a PNG."""
    step = pixels.width * _BYTES
    rows = (pixels.rows[at : at + step] for at in range(0, len(pixels.rows), step))
    packed = zlib.compress(b"".join(b"\x00" + row for row in rows), 9)
    return _png(pixels.width, pixels.height, packed)


def pixels_of(png: bytes) -> Pixels:
    """The picture in a PNG that `png_of` made.

    Raises:
        NoPictureError: it is another PNG, or none, or there is something more in it.
    """
    try:
        width, height = struct.unpack_from(">II", png, len(_SIGNATURE) + 8)
        begin = len(_SIGNATURE) + _AROUND + _HEAD
        (length,) = struct.unpack_from(">I", png, begin)
        packed = png[begin + 8 : begin + 8 + length]
        step = width * _BYTES + 1
        unpacking = zlib.decompressobj()
        filtered = unpacking.decompress(packed, (WIDEST * _BYTES + 1) * HIGHEST)
        rows = b"".join(filtered[at + 1 : at + step] for at in range(0, len(filtered), step))
        found = Pixels(width, height, rows)
    except (struct.error, zlib.error, LogoError):
        raise NoPictureError from None
    whole = unpacking.eof and not unpacking.unused_data and not any(filtered[::step])
    if not whole or len(filtered) != height * step or _png(width, height, packed) != png:
        raise NoPictureError
    return found


def _png(width: int, height: int, packed: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, *_KIND)
    pieces = (_piece(b"IHDR", head), _piece(b"IDAT", packed), _piece(b"IEND", b""))
    return _SIGNATURE + b"".join(pieces)


def _piece(name: bytes, content: bytes) -> bytes:
    told = name + content
    return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))
