"""Write the logical tree into the file, with where on the pages each piece of it was painted."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from typing import Any

from reportlab.pdfbase import pdfdoc

from vp_desk.reporting.tagged.tree import ROLE_MAP, Content, Element, Link

#: Of each content: the pages it was painted on and its number there, both from 0, in the order of painting.
Places = dict[Content, list[tuple[int, int]]]
#: Of each link: the pages and the annotations on them.
Areas = dict[Link, list[tuple[int, Any]]]


class _Written(pdfdoc.PDFObject):
    """An object of which the text is made here: a tree has thousands, and each has the same few keys."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = b""

    def format(self, document: object) -> bytes:
        """What is written."""
        del document
        return self.text


class _Writer:
    def __init__(self, document: Any, places: Places, areas: Areas) -> None:  # noqa: ANN401
        self._document, self._places, self._areas = document, places, areas
        self._pages = [self._named(page) for page in document.Pages.pages]
        self._objects: dict[Element, _Written] = {}
        self._references: dict[Element, str] = {}
        self.annotated: list[Element] = []

    def _named(self, thing: Any) -> str:  # noqa: ANN401 - an object of the file
        reference = self._document.Reference(thing)
        return str(reference.format(self._document), "ascii")

    def reference(self, element: Element) -> str:
        """How the file names an element."""
        found = self._references.get(element)
        if found is None:
            made = self._objects[element] = _Written()
            found = self._references[element] = self._named(made)
        return found

    def is_painted(self, element: Element) -> bool:
        """Whether anything of it is on a page; what is not, is not in the tree: an empty cell is, though."""
        if element.role in ("TD", "TH"):
            return True
        return any(
            self.is_painted(kid)
            if isinstance(kid, Element)
            else kid in self._areas
            if isinstance(kid, Link)
            else kid in self._places
            for kid in element.kids
        )

    def write(self, element: Element, parent: str, first_area: int) -> None:
        """An element and all below it.

        Args:
            element: the element.
            parent: how the file names the one above it.
            first_area: the first number for areas of links: behind those of the pages.
        """
        own = self.reference(element)
        kids: list[str] = []
        page = self._page_of(element)
        for kid in element.kids:
            if isinstance(kid, Element):
                if self.is_painted(kid):
                    self.write(kid, own, first_area)
                    kids.append(self.reference(kid))
            elif isinstance(kid, Content):
                for number, mark in self._places.get(kid, ()):
                    kids.append(
                        str(mark)
                        if number == page
                        else f"<</Type/MCR/Pg {self._pages[number]}/MCID {mark}>>"
                    )
            else:
                for number, annotation in self._areas.get(kid, ()):
                    annotation["StructParent"] = first_area + len(self.annotated)
                    self.annotated.append(element)
                    name = self._named(annotation)
                    kids.append(f"<</Type/OBJR/Obj {name}/Pg {self._pages[number]}>>")
        text = f"<</Type/StructElem/S/{element.role}/P {parent}/K[{' '.join(kids)}]"
        if page is not None:
            text += f"/Pg {self._pages[page]}"
        self._objects[element].text = (text + self._traits(element) + ">>").encode("latin-1")

    def _page_of(self, element: Element) -> int | None:
        for kid in element.kids:
            if isinstance(kid, Content) and self._places.get(kid):
                return self._places[kid][0][0]
        return None

    def _traits(self, element: Element) -> str:
        text = ""
        if element.alt:
            text += f"/Alt {self._string(element.alt)}"
        if element.language:
            text += f"/Lang {self._string(element.language)}"
        if element.identifier:
            text += f"/ID {self._string(element.identifier)}"
        of_table = f"/Scope/{element.scope}" if element.scope else ""
        if element.col_span > 1:
            of_table += f"/ColSpan {element.col_span}"
        attributes = [f"<</O/Table{of_table}>>"] if of_table else []
        if element.box is not None:
            corners = " ".join(f"{corner:.2f}" for corner in element.box)
            attributes.append(f"<</O/Layout/Placement/Block/BBox[{corners}]>>")
        if element.role == "L":
            attributes.append("<</O/List/ListNumbering/Disc>>")
        return text + (f"/A[{' '.join(attributes)}]" if attributes else "")

    def _string(self, text: str) -> str:
        return pdfdoc.PDFString(text).format(self._document).decode("latin-1")


def write_structure(
    document: Any,  # noqa: ANN401 - a PDFDocument
    root: Element,
    places: Places,
    areas: Areas,
    parents: list[list[Element]],
) -> None:
    """Add the tree below `root` to a document.

    Args:
        document: the file in the making; all its pages are there.
        root: the element `Document`.
        places: where content was painted.
        areas: where links are.
        parents: per page the element of each piece of content, in the order of their numbers.
    """
    writer = _Writer(document, places, areas)
    tree = _Written()
    name = str(document.Reference(tree).format(document), "ascii")
    writer.write(root, name, len(parents))
    numbers = [
        f"{page} [{' '.join(map(writer.reference, elements))}]"
        for page, elements in enumerate(parents)
    ]
    numbers += [
        f"{len(parents) + n} {writer.reference(element)}"
        for n, element in enumerate(writer.annotated)
    ]
    roles = "".join(f"/{own}/{standard}" for own, standard in ROLE_MAP.items())
    notes = sorted(
        (element for element in root.walk() if element.identifier and writer.is_painted(element)),
        key=lambda element: element.identifier,
    )
    named = " ".join(f"({note.identifier}) {writer.reference(note)}" for note in notes)
    tree.text = (
        f"<</Type/StructTreeRoot/K {writer.reference(root)}/RoleMap<<{roles}>>"
        f"/ParentTree<</Nums[{' '.join(numbers)}]>>/ParentTreeNextKey {len(numbers)}"
        + (f"/IDTree<</Names[{named}]>>" if named else "")
        + ">>"
    ).encode("latin-1")
    document.Catalog.StructTreeRoot = tree
