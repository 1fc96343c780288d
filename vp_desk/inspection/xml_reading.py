"""Parse XML with everything in it, what stands beside the elements too."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_ASIDE = re.compile(rb"<!--(.*?)-->|<\?(.*?)\?>", re.DOTALL)
_DECLARATION = re.compile(rb"xml\s")


class OddXmlError(Exception):
    """XML that could stand for more than what is written in it."""


def parsed(data: bytes) -> ET.Element:
    """The root of a part.

    Raises:
        OddXmlError: it declares entities, or is written in another way than we write.
        ET.ParseError: it is no XML.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:
        raise OddXmlError
    return ET.XML(data)


def asides(data: bytes) -> Iterator[str]:
    """Comments and instructions, wherever they stand; the declaration of the file is none."""
    for comment, instruction in _ASIDE.findall(data):
        if not _DECLARATION.match(instruction):
            yield (comment or instruction).decode("utf-8", "replace")


def local_name(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def text_in(element: ET.Element) -> str:
    """All text of an element and what is in it."""
    return "".join(element.itertext())


def own_text(element: ET.Element) -> str:
    """The text that stands directly in an element."""
    return " ".join(filter(None, (element.text, *(child.tail for child in element))))
