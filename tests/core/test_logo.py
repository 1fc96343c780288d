"""The logo: pixels, and nothing else."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from vp_desk.logo import (
    HIGHEST,
    WIDEST,
    LogoError,
    LogoTooLargeError,
    NoPictureError,
    Pixels,
    pixels_of,
    png_of,
)

ROWS = bytes(range(24))
SAMPLE = Pixels(4, 2, ROWS)


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_pixels_come_back_as_they_were(width: int, height: int, data: st.DataObject) -> None:
    size = width * height * 3
    pixels = Pixels(width, height, data.draw(st.binary(min_size=size, max_size=size)))
    assert pixels_of(png_of(pixels)) == pixels


def test_another_program_sees_the_same_picture() -> None:
    with Image.open(BytesIO(png_of(SAMPLE))) as picture:
        assert (picture.mode, picture.size, picture.tobytes()) == ("RGB", (4, 2), ROWS)
        assert picture.info == {}


def with_words() -> bytes:
    """A picture that says who made it."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "iemand")
    target = BytesIO()
    Image.frombytes("RGB", (4, 2), ROWS).save(target, "PNG", pnginfo=told)
    return target.getvalue()


def piece(name: bytes, content: bytes) -> bytes:
    end = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + end


def packed(filtered: bytes) -> bytes:
    """The sample with other bytes in its rows."""
    png = png_of(SAMPLE)
    return png[:33] + piece(b"IDAT", filtered) + piece(b"IEND", b"")


ODD = {
    "nothing": b"",
    "no picture": b"GIF89a",
    "words in it": with_words(),
    "a piece more": png_of(SAMPLE)[:33] + piece(b"tEXt", b"a\x00b") + png_of(SAMPLE)[33:],
    "something behind it": png_of(SAMPLE) + b"meer",
    "cut off": png_of(SAMPLE)[:-5],
    "something behind the pixels": packed(
        zlib.compress(b"\x00" + ROWS[:12] + b"\x00" + ROWS[12:]) + b"x"
    ),
    "a row more": packed(zlib.compress((b"\x00" + ROWS[:12]) * 3)),
    "a row less": packed(zlib.compress(b"\x00" + ROWS[:12])),
    "filtered rows": packed(zlib.compress((b"\x01" + ROWS[:12]) * 2)),
    "no end": packed(zlib.compress((b"\x00" + ROWS[:12]) * 2)[:-4]),
    "a bomb": packed(zlib.compress(bytes(50_000_000))),
}


@pytest.mark.parametrize("odd", ODD)
def test_anything_more_or_less_is_refused(odd: str) -> None:
    with pytest.raises(NoPictureError):
        pixels_of(ODD[odd])


@pytest.mark.parametrize("size", [(WIDEST + 1, 1), (1, HIGHEST + 1)])
def test_more_than_is_printed_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(LogoTooLargeError):
        Pixels(*size, bytes(size[0] * size[1] * 3))


def test_the_sentence_says_what_is_too_much() -> None:
    assert "4.000 beeldpunten" in str(LogoTooLargeError())


def test_an_empty_picture_is_none() -> None:
    with pytest.raises(LogoError):
        Pixels(0, 0, b"")
