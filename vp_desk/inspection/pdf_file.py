"""Open a finished PDF and take everything out of it that somebody can read."""
# ruff: noqa: ANN401 - an object of a PDF can be anything
# pypdf gives objects of any kind.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from vp_desk.inspection.pdf_content import Block, Font, OddContentError, Reader, decoded
from vp_desk.inspection.pdf_fonts import font_of
from vp_desk.inspection.pdf_pictures import KnownPicture
from vp_desk.inspection.xml_reading import asides, local_name, own_text, parsed

if TYPE_CHECKING:
    from pypdf import PdfReader

#: Streams that hold no words: fonts and colours, by the key that leads to them.
_SILENT = frozenset(
    [
        "/FontFile",
        "/FontFile2",
        "/FontFile3",
        "/ToUnicode",
        "/CIDSet",
        "/CIDToGIDMap",
        "/DestOutputProfile",
    ]
)
_OWN_STREAMS = frozenset(("/ObjStm", "/XRef"))
_DATES = frozenset(("/CreationDate", "/ModDate", "/M"))
_DATE = re.compile(r"D:\d{8}(\d{6}([+\-Z](\d\d'(\d\d'?)?)?)?)?")
#: Keys of names that nobody reads, unless a category stands in them.
_TECHNICAL = frozenset(
    [
        "/ID",
        "/Headers",
        "/Names",
        "/Limits",
        "/Dest",
        "/Dests",
        "/D",
        "/Lang",
        "/DA",
        "/BaseFont",
        "/Nums",
        "/IDTree",
        "/OutputConditionIdentifier",
        "/OutputCondition",
        "/RegistryName",
        "/Registry",
        "/Ordering",
    ]
)
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_COMMENT = re.compile(rb"%[^\r\n]*")
_SAID = {
    "/Alt": "een alternatieve tekst",
    "/ActualText": "een vervangende tekst",
    "/E": "de uitleg van een afkorting",
    "/T": "de titel van een onderdeel",
    "/TU": "de naam van een veld",
    "/Contents": "een opmerking",
    "/Title": "een bladwijzer",
    "/URI": "een verwijzing",
    "/JS": "een programma in het bestand",
}
_PROPERTIES = "de eigenschappen van het bestand"
#: Texts of XMP that tell no figure: dates, names of documents, versions of standards.
_XMP_RULES = {
    re.compile(r".*Date"): re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?"),
    re.compile(r".*ID"): re.compile(r"((uuid|xmp\.[di]id):)?[0-9a-fA-F-]{32,36}"),
    re.compile(r"part|rev|amd|conformance"): re.compile(r"[1-4AaBbUu]|20\d\d"),
    re.compile(r"PDFVersion"): re.compile(r"[12]\.\d"),
}
_PACKET = re.compile(r'xpacket (begin="\ufeff?" id="W5M0MpCehiHzreSzNTczkc9d"|end="[rw]")')


@dataclass(frozen=True, slots=True)
class Said:
    """A text that is not drawn on a page."""

    text: str
    where: str
    #: Numbers in it mean nothing unless a category stands with them.
    technical: bool = False


@dataclass
class PdfFile:
    """What was taken out of a PDF."""

    content: bytes
    #: The picture that may stand in it.
    known: KnownPicture
    pages: int = 0
    blocks: list[Block] = field(default_factory=list[Block])
    said: list[Said] = field(default_factory=list[Said])
    #: Titles of the bookmarks with their depth, in order.
    outline: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    #: What could not be read, in Dutch.
    unread: list[str] = field(default_factory=list[str])

    @cached_property
    def _reader(self) -> "PdfReader":
        from pypdf import PdfReader  # noqa: PLC0415 - late: only when a file is read back

        return PdfReader(BytesIO(self.content), strict=True)

    def read(self) -> None:
        """Take everything out.

        Raises:
            Exception: of any kind, when it is no PDF at all.
        """
        reader = self._reader
        if reader.is_encrypted:
            raise OddContentError
        self._earlier_versions()
        self.pages = len(reader.pages)
        page_of: dict[int, int] = {}
        roles: dict[int, str] = {}
        forms: set[int] = set()
        fonts = _Fonts()
        for number, page in enumerate(reader.pages, start=1):
            reference = page.indirect_reference
            if reference is not None:
                page_of[reference.idnum] = number
            for note in page.get("/Annots") or ():
                page_of[getattr(note, "idnum", 0)] = number
            self._page(number, page, roles, forms, fonts)
        objects = dict(self._objects())
        for number, item in objects.items():
            _take_roles(item, roles)
            if isinstance(item, dict) and "/Pg" in item:
                page_of[number] = page_of.get(getattr(item.raw_get("/Pg"), "idnum", 0), 0)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
        info = getattr(reader.trailer.get("/Info", None), "get_object", lambda: None)()
        for number, item in objects.items():
            if item is info:
                continue
            on = page_of.get(number, 0)
            self.said += _strings(item, f" op bladzijde {on}" if on else "")
            self._stream(number, item, roles, forms, fonts)
        self.said += _properties(info or {})
        self.outline = list(_outline(reader.root_object.get("/Outlines"), 1))

    def _earlier_versions(self) -> None:
        """Nothing may be left of an earlier version, before or behind the file."""
        ends = self.content.count(b"%%EOF")
        whole = self.content.startswith(b"%PDF-") and self.content.rstrip().endswith(b"%%EOF")
        if ends != 1 or not whole:
            self.unread.append("Een deel van het bestand dat er niet bij hoort")
        for comment in _COMMENT.findall(_STREAM.sub(b"", self.content)):
            self.said.append(Said(comment.decode("latin-1"), "een kanttekening", technical=True))

    def _objects(self) -> Iterator[tuple[int, Any]]:
        from pypdf.generic import IndirectObject  # noqa: PLC0415

        reader = self._reader
        numbers = {n for table in reader.xref.values() for n in table} | set(reader.xref_objStm)
        for number in sorted(numbers - {0}):
            item = reader.get_object(IndirectObject(number, 0, reader))
            if item is not None:
                yield number, item

    def _page(
        self, number: int, page: Any, roles: dict[int, str], forms: set[int], fonts: "_Fonts"
    ) -> None:
        contents = page.get_contents()
        for part in _listed(page, "/Contents"):
            roles[part] = "page"
        if contents is None:
            return
        reader = self._reader_of(number, page.get("/Resources"), forms, fonts)
        reader.read(contents.get_data())
        self._take(reader, number)

    def _take(self, reader: Reader, page: int) -> None:
        place = f" op bladzijde {page}" if page else ""
        self.blocks += reader.blocks
        self.said += [Said(text, f"een vervangende tekst{place}") for text in reader.marks]
        if reader.pictures:
            self.unread.append(f"Een plaatje{place}")

    def _stream(
        self, number: int, item: Any, roles: Mapping[int, str], forms: set[int], fonts: "_Fonts"
    ) -> None:
        if not hasattr(item, "get_data") or roles.get(number) in {*_SILENT, "page"}:
            return
        if item.get("/Type") in _OWN_STREAMS or number in forms:
            return
        if item.get("/Type") == "/Metadata":
            self.said += _xmp(item.get_data())
        elif item.get("/Subtype") == "/Form":
            reader = self._reader_of(0, item.get("/Resources"), forms, fonts)
            reader.read(item.get_data())
            self._take(reader, 0)
        elif not self.known.is_it(item):
            self.unread.append("Een onderdeel van het bestand")

    def _reader_of(self, page: int, resources: Any, forms: set[int], fonts: "_Fonts") -> Reader:
        """A reader of a page or of a form in it."""
        told = resources.get_object() if resources is not None else {}

        def painted(name: str) -> tuple[bytes, Callable[[str], Font]] | None:
            found = told["/XObject"][name]
            if found.get("/Subtype") != "/Form":
                # There is nothing to read in the picture that is known.
                return (b"", lambda name: fonts.of({}, name)) if self.known.is_it(found) else None
            if found.indirect_reference is not None:
                forms.add(found.indirect_reference.idnum)
            inner = self._reader_of(page, found.get("/Resources", resources), forms, fonts)
            return found.get_data(), inner.fonts

        return Reader(page, lambda name: fonts.of(told, name), painted)


class _Fonts:
    """Fonts that were read, each once."""

    def __init__(self) -> None:
        self._read: dict[int, Font] = {}

    def of(self, resources: Any, name: str) -> Font:
        found = resources["/Font"][name]
        if id(found) not in self._read:
            self._read[id(found)] = font_of(found)
        return self._read[id(found)]


def _listed(page: Any, key: str) -> Iterator[int]:
    """Numbers of the objects under a key, one or more."""
    raw = page.raw_get(key) if key in page else None
    for each in (raw, *(raw.get_object() if raw is not None else ())):
        if (number := getattr(each, "idnum", None)) is not None:
            yield number


def _take_roles(item: Any, roles: dict[int, str]) -> None:
    """What the streams are that an object leads to."""
    if isinstance(item, dict):
        for key in item:
            value = item.raw_get(key)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
            if hasattr(value, "idnum"):
                if key in _SILENT:
                    roles.setdefault(value.idnum, key)
            else:
                _take_roles(value, roles)
    elif isinstance(item, list):
        for value in item:
            if not hasattr(value, "idnum"):
                _take_roles(value, roles)


def _strings(item: Any, place: str, key: str = "") -> Iterator[Said]:
    """Every text in an object, with the key under which it stands."""
    if isinstance(item, dict):
        for name in item:
            value = item.raw_get(name)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
            yield from _strings(value, place, name)
    elif isinstance(item, list):
        for value in item:
            yield from _strings(value, place, key)
    elif isinstance(item, (str, bytes)) and not _is_name(item):
        text = decoded(item) if isinstance(item, bytes) else item
        if not (key in _DATES and _DATE.fullmatch(text)) and not (key == "/ID" and not place):
            where = f"{_SAID.get(key, f'een verborgen tekst ({key})')}{place}"
            yield Said(text, where, key in _TECHNICAL)


def _is_name(item: object) -> bool:
    return type(item).__name__ == "NameObject"


def _properties(info: Mapping[str, Any]) -> Iterator[Said]:
    for key, value in info.items():
        text = (
            value
            if isinstance(value, str)
            else decoded(value)
            if isinstance(value, bytes)
            else None
        )
        if key in _DATES and text is not None and _DATE.fullmatch(text):
            continue
        name = key.lstrip("/")
        yield Said(text if text is not None else f"{name}: {value}", f"{_PROPERTIES} ({name})")
        yield Said(name, _PROPERTIES, technical=True)


def _xmp(content: bytes) -> Iterator[Said]:
    for text in asides(content):
        if not _PACKET.fullmatch(text):
            yield Said(text, f"{_PROPERTIES} (XMP)")
    for element in parsed(content).iter():
        name = local_name(element)
        where = f"{_PROPERTIES} ({name or 'XMP'})"
        told = [(name, own_text(element)), *((k.rpartition("}")[2], v) for k, v in element.items())]
        for key, text in told:
            rules = (rule for names, rule in _XMP_RULES.items() if names.fullmatch(key))
            fits = any(rule.fullmatch(text.strip()) for rule in rules)
            if text.strip() and not fits:
                yield Said(text, where)


def _outline(item: Any, depth: int) -> Iterator[tuple[int, str]]:
    seen = 0
    node = item.get_object().get("/First") if item is not None else None
    while node is not None and seen < 10_000:
        told = node.get_object()
        yield depth, str(told.get("/Title", ""))
        yield from _outline(told, depth + 1)
        node, seen = told.get("/Next"), seen + 1
