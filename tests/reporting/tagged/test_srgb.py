"""The colour space that the file brings along."""

import struct

from vp_desk.reporting.tagged.srgb import profile


def tags(content: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack(">I", content[128:132])
    found: dict[bytes, bytes] = {}
    for number in range(count):
        name, begin, size = struct.unpack(">4sII", content[132 + 12 * number : 144 + 12 * number])
        found[name] = content[begin : begin + size]
    return found


def xyz(content: bytes) -> tuple[float, ...]:
    return tuple(number / 65536 for number in struct.unpack(">3i", content[8:20]))


def test_its_head_tells_its_size_and_what_it_is() -> None:
    content = profile()
    assert struct.unpack(">I", content[:4]) == (len(content),)
    assert content[12:24] == b"mntrRGB XYZ "
    assert content[36:40] == b"acsp"


def test_red_green_and_blue_add_up_to_white() -> None:
    found = tags(profile())
    white = xyz(found[b"wtpt"])
    sums = [
        sum(colour)
        for colour in zip(*(xyz(found[n]) for n in (b"rXYZ", b"gXYZ", b"bXYZ")), strict=True)
    ]
    assert all(abs(one - other) < 0.0002 for one, other in zip(sums, white, strict=True))


def test_the_curve_is_that_of_the_standard() -> None:
    curve = tags(profile())[b"rTRC"]
    exponent, a, b, c, d = (n / 65536 for n in struct.unpack(">5i", curve[12:32]))
    assert abs(((a * 0.5 + b) ** exponent) - 0.21404) < 0.0001
    assert abs(c * d - 0.0031308) < 0.00002
