"""A canvas that notes which piece of the logical tree is painted where; all else is an artifact."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportPrivateUsage=false

import re
from typing import TYPE_CHECKING, Any, Final, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from vp_desk.reporting.tagged.metadata import Facts, describe
from vp_desk.reporting.tagged.streams import EndedStreams
from vp_desk.reporting.tagged.structure import Areas, Places, write_structure
from vp_desk.reporting.tagged.tree import Content, Element, Link

#: Operators that leave something to see (ISO 32000-1, annex A). In the text of a string they do no harm.
_PAINTS: Final = re.compile(r"(?:^|[\s)\]>])(?:S|s|f\*?|F|B\*?|b\*?|Tj|TJ|'|\"|Do|sh)(?=\s|$)")
#: Decoration that readers skip.
_ARTIFACT: Final = "/Artifact BMC"
#: A link is printed too: without this flag PDF/A refuses it.
_PRINTED: Final = 4


class Page(pdfdoc.PDFPage):
    """A page that may say which numbers its content has in the tree."""

    __NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]  # noqa: RUF012
    StructParents: int
    Tabs: object


class Catalog(pdfdoc.PDFCatalog):
    """A catalog that may say what its colours mean."""

    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]  # noqa: RUF012


class TaggedCanvas(Canvas):
    """A canvas for one pass over the story; `root` and `facts` are given before anything is painted."""

    if TYPE_CHECKING:  # what the types of ReportLab do not tell
        _doc: Any
        _code: list[str]
        _filename: Any

        def _bookmarkReference(self, name: str) -> object: ...  # noqa: N802

        def _addAnnotation(self, annotation: object) -> None: ...  # noqa: N802

    def __init__(self, *arguments: Any, **words: Any) -> None:  # noqa: ANN401 - as ReportLab has it
        super().__init__(*arguments, **words)
        self.root: Element | None = None
        self.facts: Facts | None = None
        self._places: Places = {}
        self._areas: Areas = {}
        self._parents: list[list[Element]] = []
        self._on_page: list[Element] = []
        self._open: Content | None = None
        self._begin_page()

    def begin(self, content: Content) -> None:
        """What is painted from now on is this content, until `end`."""
        if self._open is not None:
            raise ValueError(content.parent.role)  # one thing is painted at a time
        self._close_gap()
        seen = self._places.setdefault(content, [])
        page = len(self._parents)
        if content.once and any(number != page for number, _ in seen):
            self._open, tag = content, _ARTIFACT
        else:
            number = len(self._on_page)
            self._on_page.append(content.parent)
            seen.append((page, number))
            self._open, tag = content, f"/{content.parent.role} <</MCID {number}>> BDC"
        self._code.append(tag)

    def end(self) -> None:
        """The content is painted."""
        self._code.append("EMC")
        self._open = None
        self._gap = len(self._code)

    def area(
        self, link: Link, rect: tuple[float, float, float, float], target: str, words: str
    ) -> None:
        """An area on this page that leads to a bookmark.

        Args:
            link: its place in the tree.
            rect: left, bottom, right, top, in points of the page.
            target: the key of the bookmark.
            words: what a reader is told about it.
        """
        annotation = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Link"),
                "Rect": pdfdoc.PDFArrayCompact([round(value, 2) for value in rect]),
                "Border": pdfdoc.PDFArrayCompact([0, 0, 0]),
                "F": _PRINTED,
                "Contents": pdfdoc.PDFString(words),
                "Dest": self._bookmarkReference(target),
            }
        )
        self._addAnnotation(annotation)
        self._areas.setdefault(link, []).append((len(self._parents), annotation))

    def showPage(self) -> None:  # noqa: N802 - name of ReportLab
        """Close the page; what was painted outside the tree becomes an artifact."""
        self._close_gap()
        super().showPage()
        self._parents.append(self._on_page)
        self._begin_page()

    def save(self) -> None:
        """Write the file, with its tree."""
        if self._code:
            self.showPage()
        if self.root is None or self.facts is None:
            raise ValueError  # a canvas without a tree is a fault of ours
        catalog = Catalog()
        catalog.__dict__.update(self._doc.Catalog.__dict__)
        self._doc.Catalog = catalog
        self._doc.encrypt = EndedStreams()  # here: a template takes away what stands there
        describe(self._doc, self.facts)
        write_structure(self._doc, self.root, self._places, self._areas, self._parents)
        self._doc.SaveToFile(self._filename, self)

    def _begin_page(self) -> None:
        self._on_page = []
        self._gap = len(self._code)

    def _close_gap(self) -> None:
        painted = self._code[self._gap :]
        if any(_PAINTS.search(code) for code in painted):
            self._code[self._gap :] = [_ARTIFACT, *painted, "EMC"]
        self._gap = len(self._code)

    def _setAnnotations(self, page: pdfdoc.PDFPage) -> None:  # noqa: N802 - name of ReportLab
        """The last thing that is asked of a page: give it its numbers in the tree."""
        super()._setAnnotations(page)  # type: ignore[misc] # it is there
        page.__class__ = Page
        numbered = cast("Page", page)
        numbered.StructParents = len(self._parents)
        numbered.Tabs = pdfdoc.PDFName("S")


def canvas_of(flowable: Flowable) -> TaggedCanvas:
    """The canvas that a flowable is painted on."""
    if not isinstance(flowable.canv, TaggedCanvas):
        raise TypeError
    return flowable.canv
