"""Parse XML with everything in it, comments too."""

from typing import cast
from xml.etree import ElementTree as ET


class OddXmlError(Exception):
    """XML that could stand for more than what is written in it."""


def parsed(data: bytes) -> ET.Element:
    """The root of a part, with comments and instructions as elements.

    Raises:
        OddXmlError: it declares entities.
        Xml.ParseError: it is no XML.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise OddXmlError
    builder = ET.TreeBuilder(insert_comments=True, insert_pis=True)
    root = ET.XML(data, ET.XMLParser(target=builder))  # noqa: S314 - no entities: see above
    if not local_name(root):
        raise OddXmlError
    return root


def local_name(element: ET.Element) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    # The tag of a comment is a function.
    name = cast("object", element.tag)
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def text_in(element: ET.Element) -> str:
    """All text of an element and what is in it."""
    return "".join(element.itertext())


def own_text(element: ET.Element) -> str:
    """The text that stands directly in an element."""
    return " ".join(filter(None, (element.text, *(child.tail for child in element))))
