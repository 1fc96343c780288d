"""Read every part of an XLSX: sheets seen or hidden, comments, properties, names, and all the rest."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from vp_desk.inspection.model import Finding, unreadable
from vp_desk.inspection.prose import Prose
from vp_desk.inspection.rows import HEADS, Rows
from vp_desk.inspection.xml_reading import asides, local_name, own_text, parsed, text_in

_SHARED, _BOOK, _BOOK_LINKS = (
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)
#: Fonts, colours and number formats; links between the parts.
_LOOKS = re.compile(r"xl/(styles|theme/theme\d+)\.xml|\[Content_Types\]\.xml|.*\.rels")
#: A number of a style, a cell, a range of cells.
_ADDRESS = re.compile(r"[A-Z]{0,3}\d{0,7}(:[A-Z]{0,3}\d{1,7})?")
#: Attributes in which people can read words.
_WORDY = frozenset(
    [
        "name",
        "title",
        "descr",
        "alt",
        "author",
        "prompt",
        "promptTitle",
        "error",
        "errorTitle",
        "tooltip",
        "display",
        "comment",
    ]
)
#: Text of an element → what may stand in it without telling a figure.
_TECHNICAL = {
    "AppVersion": re.compile(r"\d{1,2}\.\d{4}"),
    "DocSecurity": re.compile(r"0"),
    "created": re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z"),
    "modified": re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z"),
    "i4": re.compile(r"\d{1,2}"),
    "definedName": re.compile(r"('[^']*'|\w+)!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+"),
}
_WHERE = {
    "docProps": "de eigenschappen van het bestand",
    "comments": "een opmerking",
    "threadedComments": "een opmerking",
    "drawings": "een tekening",
}


class Workbook:
    """Checks one workbook."""

    def __init__(self, content: bytes, rows: Rows, prose: Prose) -> None:
        self._zip = ZipFile(BytesIO(content))
        self._rows = rows
        self._prose = prose
        self._shared: list[str] = []
        self._used: set[int] = set()
        self._sheets: dict[str, str] = {}

    def findings(self) -> Iterator[Finding]:
        """Everything that may not stand in it."""
        names = self._zip.namelist()
        yield from self._prose.check(self._zip.comment.decode("latin-1"), "het bestand")
        parts: dict[str, ET.Element] = {}
        for name in names:
            yield from self._prose.check(name, f"onderdeel {name}", owned_only=True)
            data = self._zip.read(name)
            if not name.endswith((".xml", ".rels", ".vml")):
                yield unreadable(f"Een onderdeel van het bestand ({name})")
                continue
            parts[name] = parsed(data)
            for text in asides(data):
                yield from self._prose.check(text, f"onderdeel {name}")
        if len(set(names)) < len(names):
            yield unreadable("Een onderdeel dat twee keer voorkomt")
        if _SHARED in parts:
            self._shared = [text_in(item) for item in parts[_SHARED]]
        self._sheets = _sheet_names(parts)
        for name, root in parts.items():
            if name.startswith("xl/worksheets/") and not name.endswith(".rels"):
                sheet = self._sheets.get(name, PurePosixPath(name).stem)
                yield from self._sheet(root, f"werkblad {sheet}")
            elif name != _SHARED:
                yield from self._part(name, root)
        for number, text in enumerate(self._shared):
            if number not in self._used:
                yield from self._prose.check(text, "een tekst die in geen enkele cel staat")

    def _sheet(self, root: ET.Element, where: str) -> Iterator[Finding]:
        lines = [self._line(row) for row in root.iter() if local_name(row) == "row"]
        heads = {column: text for _, column, text in lines[0]} if lines else {}
        is_table = tuple(heads.values()) == HEADS
        for line in lines[1:] if is_table else lines:
            cells = {column: text for _, column, text in line}
            places = {column: f"{where}, cel {cell}" for cell, column, _ in line}
            first = next(iter(places.values()), where)
            if is_table and set(cells) <= set(heads) and len(cells) == len(line):
                by_head = {head: places.get(column, first) for column, head in heads.items()}
                row = {head: cells.get(column, "") for column, head in heads.items()}
                yield from self._rows.check(row, by_head)
            else:
                yield from self._prose.check(": ".join(text for _, _, text in line), first)
        for element in root.iter():
            if local_name(element) == "f":
                yield from self._prose.check(element.text or "", f"{where}, een formule")
            elif local_name(element) not in ("v", "t"):
                yield from self._element(element, where)

    def _line(self, row: ET.Element) -> list[tuple[str, str, str]]:
        """The filled cells of a row: name, column, text."""
        found: list[tuple[str, str, str]] = []
        for cell in row:
            name = cell.get("r", "")
            text = self._value(cell)
            if text:
                found.append((name, name.rstrip("0123456789"), text))
        return found

    def _value(self, cell: ET.Element) -> str:
        values = [text_in(child) for child in cell if local_name(child) == "v"]
        others = [text_in(child) for child in cell if local_name(child) not in ("v", "f")]
        if cell.get("t") == "s":
            numbers = [int(text) for text in values if text.isdigit()]
            self._used.update(numbers)
            values = [self._shared[number] for number in numbers]
        return " ".join(filter(None, (*values, *others)))

    def _part(self, name: str, root: ET.Element) -> Iterator[Finding]:
        folder = next((part for part in PurePosixPath(name).parts if part in _WHERE), "")
        if "comments" in PurePosixPath(name).stem.lower():
            folder = "comments"
        where = _WHERE.get(folder, f"onderdeel {name}")
        if local_name(root) in ("comments", "ThreadedComments"):
            for comment in root.iter():
                if local_name(comment) in ("comment", "threadedComment"):
                    at = f"{where} bij cel {comment.get('ref', '')}"
                    yield from self._prose.check(text_in(comment), at)
            return
        for element in root.iter():
            if local_name(element) == "property":
                told = f"{element.get('name', '')}: {text_in(element)}"
                yield from self._prose.check(told, f"{where} ({element.get('name', '')})")
            else:
                yield from self._element(element, where, is_looks=bool(_LOOKS.fullmatch(name)))

    def _element(
        self, element: ET.Element, where: str, *, is_looks: bool = False
    ) -> Iterator[Finding]:
        tag = local_name(element)
        if folder := where == _WHERE["docProps"]:
            where = f"{where} ({element.get('name') or tag})"
        for key, value in element.attrib.items():
            if key not in _WORDY and _ADDRESS.fullmatch(value):
                continue
            wordy = key in _WORDY and not is_looks and not (folder and key == "name")
            technical = not wordy or tag in ("definedName", "table", "tableColumn")
            yield from self._prose.check(value, where, owned_only=technical)
        text = own_text(element)
        rule = _TECHNICAL.get(tag)
        if text.strip() and not (rule and rule.fullmatch(text.strip())):
            yield from self._prose.check(text, where)


def _sheet_names(parts: Mapping[str, ET.Element]) -> dict[str, str]:
    """Part → what the sheet is called."""
    targets = {
        link.get("Id"): f"xl/{link.get('Target', '').removeprefix('/xl/')}"
        for link in parts.get(_BOOK_LINKS, ())
    }
    found: dict[str, str] = {}
    for element in parts[_BOOK].iter() if _BOOK in parts else ():
        if local_name(element) == "sheet":
            link = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
            found[targets.get(link, "")] = element.get("name", "")
    return found
