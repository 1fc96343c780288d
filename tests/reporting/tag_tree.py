"""The tree of tags of a finished PDF, and what stands outside it, read without anything of ours.

`read_tags(content)` follows the tree from its root, looks up what each element marks on the pages, and decodes
the letters through the font. What a reader of screens hears is in `TaggedFile.root`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from itertools import groupby
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from tests.reporting.page_text import Font, Mark, PageReader, Shown, font_of

#: Elements that are part of a line of text.
INLINE = frozenset(("Span", "Link", "Reference", "Quote", "Note", "Em", "Strong", "Code", "Annot"))
ARTIFACT = "Artifact"


@dataclass(frozen=True)
class Text:
    """Signs on a page that an element marks."""

    #: What is read aloud: the replacement where there is one.
    text: str
    page: int
    #: What stands on the page, with a space between what has a place of its own.
    seen: str
    #: Of a passage within the line; empty = that of the element.
    language: str = ""


@dataclass(frozen=True)
class Jump:
    """A link on a page: where it leads and what it is called."""

    page: int
    words: str
    #: Number of the page it leads to, counted from 1; None when it leads to none.
    target: int | None
    #: An address outside the file.
    address: str = ""
    number: int = 0


@dataclass
class Element:
    """One element of the tree."""

    #: A standard one: names of the file's own are looked up.
    role: str
    #: Of the element itself or of what it stands in.
    language: str
    attributes: dict[str, Any] = field(default_factory=dict)
    alternative: str = ""
    actual: str = ""
    children: "list[Element | Text | Jump]" = field(default_factory=list)

    @property
    def elements(self) -> "list[Element]":
        """The elements right under it."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> "Iterator[Element]":
        """This element and all under it, in reading order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def all(self, *roles: str) -> "list[Element]":
        """Every element of some roles under it, in reading order."""
        return [each for each in self.walk() if each is not self and each.role in roles]

    def texts(self) -> Iterator[Text]:
        """Every piece of text under it, in reading order."""
        for child in self.children:
            if isinstance(child, Text):
                yield child
            elif isinstance(child, Element):
                yield from child.texts()

    def jumps(self) -> Iterator[Jump]:
        """Every link under it."""
        for element in self.walk():
            yield from (child for child in element.children if isinstance(child, Jump))

    @property
    def text(self) -> str:
        """What is read aloud, a line per block. Signs of one line follow each other as they are."""
        if self.actual:
            return self.actual
        found: list[str] = []
        fresh = True
        for child in self.children:
            if isinstance(child, Jump):
                continue
            inline = isinstance(child, Text) or child.role in INLINE
            if inline and found and not fresh:
                found[-1] += child.text
            else:
                found.append(child.text)
            fresh = not inline
        return "\n".join(piece for piece in found if piece)

    @property
    def words(self) -> str:
        """Its text on one line."""
        return " ".join(self.text.split())

    @property
    def pages(self) -> set[int]:
        """Numbers of the pages it stands on."""
        return {text.page for text in self.texts()} | {jump.page for jump in self.jumps()}

    def outline(self) -> str:
        """The roles under it in one line, for a message: `Table(Caption THead(TR(TH TH)))`."""
        inner = " ".join(child.outline() for child in self.elements)
        return f"{self.role}({inner})" if inner else self.role


@dataclass(frozen=True)
class Aside:
    """What stands on a page but not in the tree."""

    text: str
    page: int
    #: `Pagination`, `Layout`, …; may be empty.
    kind: str = ""
    #: `Header`, `Footer`, …; may be empty.
    subkind: str = ""


@dataclass
class TaggedFile:
    """Everything that was read."""

    language: str
    #: Width and height of each page, in points.
    sizes: list[tuple[float, float]]
    root: Element
    asides: list[Aside] = field(default_factory=list[Aside])
    #: Text in no tag and in no artifact.
    stray: list[Aside] = field(default_factory=list[Aside])
    #: Where pages and tree do not agree.
    faults: list[str] = field(default_factory=list[str])
    #: Links on pages that no element holds.
    loose_jumps: list[Jump] = field(default_factory=list[Jump])

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self.sizes)


def read_tags(content: bytes) -> TaggedFile:
    """Read the tree of a file.

    Raises:
        OddPageError: for a page that cannot be read.
        KeyError: for a file without a tree.
    """
    return _Reading(PdfReader(BytesIO(content))).file


class _Reading:
    """One file that is being read."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._catalog = cast("Any", reader.trailer["/Root"])
        self._tree = self._catalog["/StructTreeRoot"]
        self._roles: Any = self._tree.get("/RoleMap", {})
        self._page_numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages, start=1)
            if page.indirect_reference is not None
        }
        self._fonts: dict[int, Font] = {}
        #: By page and number of the mark, what stands there, in the order of painting.
        self._marked: dict[tuple[int, int], list[Shown]] = {}
        #: By page and number of the mark, the element that has it.
        self._owners: dict[tuple[int, int], int] = {}
        self._jumps: dict[int, Jump] = {}
        self._held: set[int] = set()
        language = str(self._catalog.get("/Lang", ""))
        sizes = [(float(p.mediabox.width), float(p.mediabox.height)) for p in reader.pages]
        self.file = TaggedFile(language, sizes, Element("Root", language))
        for number, page in enumerate(reader.pages, start=1):
            self._read_page(number, page)
            self._read_links(number, page)
        self._children(self._tree, self.file.root, 0)
        self._compare()

    # Pages.

    def _read_page(self, number: int, page: Any) -> None:  # noqa: ANN401 - of pypdf
        contents = page.get_contents()
        if contents is None:
            return
        reader = self._page_reader(page["/Resources"])
        asides: dict[int, list[Shown]] = {}
        kinds: dict[int, Mark] = {}
        for shown in reader.read(contents.get_data()):
            artifact = next((mark for mark in shown.marks if mark.tag == ARTIFACT), None)
            numbers = [mark.number for mark in shown.marks if mark.number is not None]
            if artifact is not None:
                if numbers:
                    self.file.faults.append(f"page {number}: a tag in an artifact: {shown.text!r}")
                kinds[id(artifact)] = artifact
                asides.setdefault(id(artifact), []).append(shown)
            elif numbers:
                if len(numbers) > 1:
                    self.file.faults.append(f"page {number}: a tag in a tag: {shown.text!r}")
                self._marked.setdefault((number, numbers[-1]), []).append(shown)
            elif shown.text:
                self.file.stray.append(Aside(shown.text, number))
        for key, pieces in asides.items():
            told = kinds[key].properties
            kind, subkind = str(told.get("Type", "")), str(told.get("Subtype", ""))
            self.file.asides.append(Aside(_apart(pieces), number, kind, subkind))

    def _page_reader(self, resources: Any) -> PageReader:  # noqa: ANN401 - of pypdf
        told = resources.get_object()

        def font(name: str) -> Font:
            dictionary = told["/Font"][f"/{name}"]
            key = id(dictionary)
            if key not in self._fonts:
                self._fonts[key] = font_of(dictionary)
            return self._fonts[key]

        def properties(name: str) -> dict[str, Any]:
            found = told["/Properties"][f"/{name}"]
            return {str(key).lstrip("/"): value for key, value in found.items()}

        def form(name: str) -> tuple[bytes, PageReader] | None:
            found = told["/XObject"][f"/{name}"]
            if found["/Subtype"] != "/Form":
                return None
            return found.get_data(), self._page_reader(found.get("/Resources", resources))

        return PageReader(font, properties, form)

    def _read_links(self, number: int, page: Any) -> None:  # noqa: ANN401 - of pypdf
        for reference in page.get("/Annots") or ():
            note = reference.get_object()
            if note["/Subtype"] != "/Link":
                self.file.faults.append(f"page {number}: a note of kind {note['/Subtype']}")
                continue
            action = note.get("/A")
            action = action.get_object() if action is not None else {}
            target = self._target(note.get("/Dest", action.get("/D")))
            address = str(action.get("/URI", ""))
            place = reference.idnum if isinstance(reference, IndirectObject) else id(note)
            words = str(note.get("/Contents", ""))
            self._jumps[place] = Jump(number, words, target, address, place)

    def _target(self, destination: Any) -> int | None:  # noqa: ANN401 - of pypdf
        if destination is None:
            return None
        if isinstance(destination, str):
            named = self._named.get(destination.lstrip("/"))
            return None if named is None else self._target(named)
        told = destination.get_object()
        if isinstance(told, dict):
            return self._target(told.get("/D"))
        return self._page_numbers.get(getattr(told[0:1][0], "idnum", 0))

    @cached_property
    def _named(self) -> dict[str, Any]:
        """Destinations by their name, from the old dictionary and from the tree of names."""
        found = {
            str(key).lstrip("/"): value for key, value in self._catalog.get("/Dests", {}).items()
        }
        names = self._catalog.get("/Names", {}).get("/Dests")
        waiting = [names.get_object()] if names is not None else []
        while waiting:
            node = waiting.pop()
            waiting += [kid.get_object() for kid in node.get("/Kids", ())]
            listed = node.get("/Names", ())
            found |= {str(listed[n]): listed[n + 1] for n in range(0, len(listed), 2)}
        return found

    # The tree.

    def _children(self, item: Any, element: Element, page: int) -> None:  # noqa: ANN401 - of pypdf
        kids = item.raw_get("/K") if "/K" in item else []
        listed = kids.get_object() if isinstance(kids, IndirectObject) else kids
        for kid in (
            kids if isinstance(kids, list) else listed if isinstance(listed, list) else [kids]
        ):
            self._child(kid, item, element, page)

    def _child(self, kid: Any, item: Any, element: Element, page: int) -> None:  # noqa: ANN401 - of pypdf
        told = kid.get_object()
        if isinstance(told, int):
            element.children += self._pieces(page, int(told), item)
        elif told.get("/Type") == "/MCR":
            place = self._page(told) or page
            element.children += self._pieces(place, int(told["/MCID"]), item)
        elif told.get("/Type") == "/OBJR":
            number = told.raw_get("/Obj").idnum
            jump = self._jumps.get(number)
            if jump is None:
                self.file.faults.append(f"{element.role} leads to nothing on a page")
            else:
                self._held.add(number)
                element.children.append(jump)
        else:
            child = self._element(told, element)
            element.children.append(child)
            self._children(told, child, self._page(told) or page)

    def _page(self, item: Any) -> int:  # noqa: ANN401 - of pypdf
        if "/Pg" not in item:
            return 0
        return self._page_numbers.get(item.raw_get("/Pg").idnum, 0)

    def _element(self, item: Any, parent: Element) -> Element:  # noqa: ANN401 - of pypdf
        role = str(item["/S"])
        seen: set[str] = set()
        while role in self._roles and role not in seen:
            seen.add(role)
            role = str(self._roles[role])
        return Element(
            role.lstrip("/"),
            str(item.get("/Lang", parent.language)),
            _attributes(item.get("/A")),
            str(item.get("/Alt", "")),
            str(item.get("/ActualText", "")),
        )

    def _pieces(self, page: int, number: int, item: Any) -> list[Text]:  # noqa: ANN401 - of pypdf
        place = (page, number)
        if place in self._owners:
            self.file.faults.append(f"page {page}: mark {number} belongs to two elements")
        self._owners[place] = _number_of(item)
        if place not in self._marked:
            self.file.faults.append(f"page {page}: no mark {number}")
        return _joined(self._marked.get(place, ()), page)

    # Both ways.

    def _compare(self) -> None:
        """Every mark belongs to one element, and the way back leads to it."""
        for page, number in sorted(self._marked.keys() - self._owners.keys()):
            text = "".join(shown.text for shown in self._marked[page, number])
            self.file.faults.append(f"page {page}: mark {number} in no element: {text!r}")
        parents = _numbers(self._tree.get("/ParentTree"))
        for page, number in self._owners:
            row = parents.get(int(self._reader.pages[page - 1].get("/StructParents", -1)))
            listed = row.get_object() if row is not None else []
            back = listed[number] if number < len(listed) else None
            if getattr(back, "idnum", 0) != self._owners[page, number]:
                self.file.faults.append(f"page {page}: mark {number} leads back to another element")
        self.file.loose_jumps = [
            jump for number, jump in self._jumps.items() if number not in self._held
        ]


def _number_of(item: Any) -> int:  # noqa: ANN401 - of pypdf
    reference = getattr(item, "indirect_reference", None)
    return reference.idnum if reference is not None else 0


def _attributes(told: Any) -> dict[str, Any]:  # noqa: ANN401 - of pypdf
    """All attributes of an element in one dictionary, names without their slash."""
    if told is None:
        return {}
    listed = told.get_object()
    found: dict[str, Any] = {}
    for each in listed if isinstance(listed, list) else [listed]:
        owner = each.get_object()
        if isinstance(owner, dict):
            found |= {key.lstrip("/"): _plain(value) for key, value in owner.items() if key != "/O"}
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - of pypdf
    told = value.get_object()
    if isinstance(told, list):
        return [_plain(each) for each in told]
    if isinstance(told, (int, float)):
        return float(told)
    return str(told).lstrip("/")


def _numbers(tree: Any) -> dict[int, Any]:  # noqa: ANN401 - of pypdf
    """A tree of numbers as one dictionary."""
    found: dict[int, Any] = {}
    waiting = [tree.get_object()] if tree is not None else []
    while waiting:
        node = waiting.pop()
        waiting += [kid.get_object() for kid in node.get("/Kids", ())]
        listed = node.get("/Nums", ())
        found |= {int(listed[n]): listed[n + 1] for n in range(0, len(listed), 2)}
    return found


def _joined(shown: Sequence[Shown], page: int) -> list[Text]:
    """Signs under one mark as texts: one per language, replacements in place of what they replace."""
    found: list[Text] = []
    for (language, _), group in groupby(shown, key=_passage):
        pieces = list(group)
        replaced = _replaced(pieces[0])
        spoken = replaced if replaced is not None else "".join(piece.text for piece in pieces)
        if spoken:
            found.append(Text(spoken, page, _apart(pieces), language))
    return found


def _passage(shown: Shown) -> tuple[str, int]:
    """Its language where that is its own, and the mark by which something else is read aloud."""
    inner = _inner(shown)
    language = next((told for mark in reversed(inner) if (told := mark.words("Lang"))), "")
    replacing = next((id(mark) for mark in inner if mark.words("ActualText") is not None), 0)
    return language, replacing


def _replaced(shown: Shown) -> str | None:
    told = (mark.words("ActualText") for mark in _inner(shown))
    return next((text for text in told if text is not None), None)


def _inner(shown: Shown) -> tuple[Mark, ...]:
    """The marks from the one with a number on."""
    first = next((n for n, mark in enumerate(shown.marks) if mark.number is not None), 0)
    return shown.marks[first:]


def _apart(shown: Sequence[Shown]) -> str:
    """Signs with a space between what has a place of its own."""
    places = groupby(shown, key=lambda each: each.place)
    return " ".join(filter(None, ("".join(each.text for each in group) for _, group in places)))
