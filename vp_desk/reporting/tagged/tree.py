"""The logical structure of a document: what is a heading, a paragraph, a table, in reading order.

Pure data, without ReportLab. Roles are the standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4), and a few
names of our own that `ROLE_MAP` explains to readers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

#: Names of our own and the standard type that each of them is.
ROLE_MAP: Final = {"Strong": "Span", "Em": "Span", "Title": "P"}


@dataclass(eq=False, slots=True)
class Content:
    """A place in the tree for something that is painted: text, or a picture.

    It may be painted in several pieces, on one page or more; they are read in the order of painting.
    """

    #: The element it belongs to.
    parent: "Element"
    #: Painted again on a later page, as the head of a table is, it is decoration there.
    once: bool = False


@dataclass(eq=False, slots=True)
class Link:
    """A place in the tree for the area of a link; one per line of text that it covers."""

    parent: "Element"


@dataclass(eq=False, slots=True)
class Element:
    """A structure element: its role, and what it holds in reading order."""

    role: str
    kids: "list[Element | Content | Link]" = field(default_factory=lambda: [])  # noqa: PIE807
    #: Said instead of what is painted: of a picture.
    alt: str = ""
    #: Of the words in it, when it is not that of the document: `en`.
    language: str = ""
    #: Of a head of a table: `Row`, `Column` or `Both`.
    scope: str = ""
    #: Of a cell that covers several.
    col_span: int = 1
    #: The box on its page of what it paints, in points: left, bottom, right, top. Set when it is painted.
    box: tuple[float, float, float, float] | None = None
    #: Names it for whom refers to it: of a note.
    identifier: str = ""

    def add(self, role: str, **traits: object) -> "Element":
        """A new element at the end of this one."""
        made = Element(role, **traits)  # type: ignore[arg-type] # the traits above
        self.kids.append(made)
        return made

    def content(self, *, once: bool = False) -> Content:
        """A new place for content at the end of this one."""
        made = Content(self, once)
        self.kids.append(made)
        return made

    def link(self) -> Link:
        """A new place for the area of a link at the end of this one."""
        made = Link(self)
        self.kids.append(made)
        return made

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()
