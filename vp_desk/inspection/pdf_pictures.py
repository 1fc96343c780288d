"""The one picture that may stand in a report: the logo of the organisation, pixel for pixel."""
# ruff: noqa: ANN401 - an object of a PDF can be anything
# pypdf gives objects of any kind.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from typing import Any, Final

from vp_desk.logo import pixels_of

#: What lies over a picture or turns it into another one.
_CHANGES: Final = ("/SMask", "/Mask", "/SMaskInData", "/Alternates", "/OPI")
_PLAIN_DECODE: Final = [0, 1, 0, 1, 0, 1]


class KnownPicture:
    """Knows the logo, if there is one."""

    def __init__(self, logo: bytes | None) -> None:
        self._pixels = None if logo is None else pixels_of(logo)

    def is_it(self, item: Any) -> bool:
        """Whether a stream of a PDF shows the logo and nothing else."""
        pixels = self._pixels
        if (
            pixels is None
            or item.get("/Subtype") != "/Image"
            or any(key in item for key in _CHANGES)
        ):
            return False
        size = (item.get("/Width"), item.get("/Height"), item.get("/BitsPerComponent"))
        if size != (pixels.width, pixels.height, 8) or item.get("/ImageMask", False):
            return False
        if list(item.get("/Decode", _PLAIN_DECODE)) != _PLAIN_DECODE:
            return False
        return _is_rgb(item.get("/ColorSpace")) and bool(item.get_data() == pixels.rows)


def _is_rgb(space: Any) -> bool:
    if isinstance(space, list) and len(space) == 2 and space[0] == "/ICCBased":
        return bool(space[1].get_object().get("/N") == 3)
    return bool(space == "/DeviceRGB")
