"""The logo may stand in a report; no other picture, and not the logo with something over it."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from vp_desk.inspection.pdf_file import PdfFile
from vp_desk.inspection.pdf_pictures import KnownPicture
from vp_desk.logo import Pixels, png_of
from vp_desk.reporting.page_pictures import picture_of

LOGO = png_of(Pixels(3, 2, bytes(range(18))))
OTHER = png_of(Pixels(3, 2, bytes(range(1, 19))))


def page_with(png: bytes, mask: list[int] | None = None) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(200, 100), invariant=1)
    canvas.drawImage(ImageReader(BytesIO(png)), 20, 20, 60, 40, mask=mask)
    canvas.save()
    return target.getvalue()


def unread(content: bytes, logo: bytes | None) -> list[str]:
    file = PdfFile(content, KnownPicture(logo))
    file.read()
    return file.unread


def test_the_logo_may_stand_there() -> None:
    assert unread(page_with(LOGO), LOGO) == []
    assert b"/Image" in page_with(LOGO)


@pytest.mark.parametrize(
    ("content", "logo"),
    [
        (page_with(LOGO), None),
        (page_with(OTHER), LOGO),
        (page_with(LOGO, mask=[0, 1, 0, 1, 0, 1]), LOGO),
    ],
    ids=["without a logo", "another one", "with holes in it"],
)
def test_any_other_picture_is_found(content: bytes, logo: bytes | None) -> None:
    assert "Een plaatje op bladzijde 1" in unread(content, logo)


def test_it_is_drawn_in_the_preview_as_it_is() -> None:
    shown = picture_of(page_with(png_of(Pixels(1, 1, bytes((200, 30, 60))))), 0, 200)
    middle = 50 * shown.stride + 40 * 4
    assert shown.rows[middle : middle + 3] == bytes((60, 30, 200))
    assert replace(shown, rows=b"").width == 200


def image(rows: bytes = bytes(range(18)), **entries: PdfObject) -> StreamObject:
    """The logo as a stream of a PDF, with other entries."""
    found = StreamObject()
    found.set_data(rows)
    plain: dict[str, PdfObject] = {
        "Subtype": NameObject("/Image"),
        "Width": NumberObject(3),
        "Height": NumberObject(2),
        "BitsPerComponent": NumberObject(8),
        "ColorSpace": NameObject("/DeviceRGB"),
    }
    for name, value in (plain | entries).items():
        found[NameObject(f"/{name}")] = value
    return found


def numbers(*values: int) -> ArrayObject:
    return ArrayObject(NumberObject(value) for value in values)


def profile(colours: int) -> ArrayObject:
    stream = StreamObject()
    stream[NameObject("/N")] = NumberObject(colours)
    return ArrayObject((NameObject("/ICCBased"), stream))


@pytest.mark.parametrize(
    "item",
    [image(), image(ColorSpace=profile(3)), image(Decode=numbers(0, 1, 0, 1, 0, 1))],
    ids=["plain", "with a profile", "decoded as usual"],
)
def test_the_logo_is_known_however_its_colours_are_named(item: StreamObject) -> None:
    assert KnownPicture(LOGO).is_it(item)


@pytest.mark.parametrize(
    "item",
    [
        image(Width=NumberObject(2), Height=NumberObject(3)),
        image(ImageMask=BooleanObject(True)),  # noqa: FBT003 - of pypdf
        image(Decode=numbers(1, 0, 1, 0, 1, 0)),
        image(ColorSpace=profile(4)),
        image(bytes(range(1, 19))),
        image(Subtype=NameObject("/Form")),
    ],
    ids=["another shape", "a mask", "turned round", "four colours", "other pixels", "no image"],
)
def test_what_only_looks_like_the_logo_is_none(item: StreamObject) -> None:
    assert not KnownPicture(LOGO).is_it(item)
