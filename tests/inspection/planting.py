"""Put something into a finished file, as a fault or a meddler would.

Each place takes one text or several: as many bookmarks, notes, cells; where there is room for one only, the
texts stand in it as so many sentences.
"""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from vp_desk.inspection import Finding

_XMP = """\
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">{}
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def changed(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def in_title(pdf: bytes, *texts: str) -> bytes:
    return changed(pdf, lambda writer: writer.add_metadata({"/Title": ". ".join(texts)}))


def in_own_property(pdf: bytes, *texts: str) -> bytes:
    names = ("/Bijzonder" + "e" * number for number in range(len(texts)))
    told = dict(zip(names, texts, strict=True))
    return changed(pdf, lambda writer: writer.add_metadata(told))


def in_bookmark(pdf: bytes, *texts: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        for text in texts:
            writer.add_outline_item(title=text, page_number=3)

    return changed(pdf, change)


def in_xmp(pdf: bytes, *texts: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        told = (f"<dc:description>{escape(text)}</dc:description>" for text in texts)
        stream.set_data(_XMP.format("".join(told)).encode())
        stream[NameObject("/Type")] = NameObject("/Metadata")
        stream[NameObject("/Subtype")] = NameObject("/XML")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)

    return changed(pdf, change)


def in_words_of_a_figure(pdf: bytes, *texts: str) -> bytes:
    """Alternative texts for page 6, in a structure tree."""

    def change(writer: PdfWriter) -> None:
        page = writer.pages[5].indirect_reference
        assert page is not None
        figures = ArrayObject(
            writer._add_object(
                DictionaryObject(
                    {
                        NameObject("/S"): NameObject("/Figure"),
                        NameObject("/Alt"): TextStringObject(text),
                        NameObject("/Pg"): page,
                    }
                )
            )
            for text in texts
        )
        tree = DictionaryObject({NameObject("/K"): figures})
        writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(tree)

    return changed(pdf, change)


def in_note(pdf: bytes, *texts: str) -> bytes:
    """Remarks on page 2."""

    def change(writer: PdfWriter) -> None:
        for text in texts:
            note = DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject("/Text"),
                    NameObject("/Contents"): TextStringObject(text),
                }
            )
            writer.add_annotation(page_number=1, annotation=note)

    return changed(pdf, change)


def in_attachment(pdf: bytes, text: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        writer.add_attachment("cijfers.txt", text.encode())

    return changed(pdf, change)


def on_page(pdf: bytes, *texts: str) -> bytes:
    """Drawn at the foot of a page, the first text on the first page, in a font that every reader has."""

    def change(writer: PdfWriter) -> None:
        for place, page in enumerate(writer.pages):
            lines = texts[place :: len(writer.pages)]
            if lines:
                _draw(writer, page, lines)

    return changed(pdf, change)


def _draw(writer: PdfWriter, page: PageObject, lines: Sequence[str]) -> None:
    stream = DecodedStreamObject()
    drawn = b""
    for number, line in enumerate(lines):
        words = line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
        drawn += b"BT /Planted 9 Tf 72 %d Td (%b) Tj ET\n" % (60 - 12 * number, words)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    fonts[NameObject("/Planted")] = writer._add_object(font)
    old = page.get_contents()
    assert old is not None
    stream.set_data(old.get_data() + b"\n" + drawn)
    page.replace_contents(ContentStream(stream, writer))


PDF_PLACES: dict[str, Callable[..., bytes]] = {
    "title": in_title,
    "own property": in_own_property,
    "bookmark": in_bookmark,
    "xmp": in_xmp,
    "words of a figure": in_words_of_a_figure,
    "note": in_note,
    "page": on_page,
}


def part_of_workbook(xlsx: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The same workbook with one part changed, or with one more."""
    target = BytesIO()
    with ZipFile(BytesIO(xlsx)) as old, ZipFile(target, "w") as new:
        for each in old.namelist():
            data = old.read(each)
            new.writestr(each, change(data.decode()) if each == name else data)
        if name not in old.namelist():
            new.writestr(name, change(""))
    return target.getvalue()


def in_core(xlsx: bytes, *texts: str) -> bytes:
    def change(old: str) -> str:
        title = f"<dc:title>{escape('. '.join(texts))}</dc:title>"
        return re.sub(r"<dc:title>.*?</dc:title>", lambda _: title, old)

    return part_of_workbook(xlsx, "docProps/core.xml", change)


def in_app(xlsx: bytes, *texts: str) -> bytes:
    told = f"<Manager>{escape('. '.join(texts))}</Manager></Properties>"
    return part_of_workbook(
        xlsx, "docProps/app.xml", lambda old: old.replace("</Properties>", told)
    )


def in_custom(xlsx: bytes, *texts: str) -> bytes:
    """Properties of our own: a name and a number each."""
    told = ""
    for text in texts:
        name, _, number = text.rpartition(": ")
        told += f'<property name="{escape(name)}"><vt:i4>{number}</vt:i4></property>'
    whole = f'<Properties xmlns:vt="vt">{told}</Properties>'
    return part_of_workbook(xlsx, "docProps/custom.xml", lambda _: whole)


def in_comment(xlsx: bytes, *texts: str) -> bytes:
    told = "".join(
        f'<comment ref="P{row}"><text><t>{escape(text)}</t></text></comment>'
        for row, text in enumerate(texts, start=12)
    )
    whole = f"<comments><commentList>{told}</commentList></comments>"
    return part_of_workbook(xlsx, "xl/comments1.xml", lambda _: whole)


def in_hidden_sheet(xlsx: bytes, *texts: str) -> bytes:
    """A sheet that no list of sheets names: a label and a number beside it."""
    rows = ""
    for row, text in enumerate(texts, start=1):
        name, _, number = text.rpartition(": ")
        rows += f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{escape(name)}</t></is></c>'
        rows += f'<c r="B{row}"><v>{number}</v></c></row>'
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    return part_of_workbook(xlsx, "xl/worksheets/sheet9.xml", lambda _: sheet)


def in_defined_name(xlsx: bytes, *texts: str) -> bytes:
    told = "".join(f'<definedName name="Extra">"{escape(t)}"</definedName>' for t in texts)
    return part_of_workbook(
        xlsx,
        "xl/workbook.xml",
        lambda old: old.replace("</definedNames>", f"{told}</definedNames>"),
    )


def in_foot(xlsx: bytes, *texts: str) -> bytes:
    told = f"<headerFooter><oddFooter>{escape('. '.join(texts))}</oddFooter></headerFooter>"
    return part_of_workbook(
        xlsx,
        "xl/worksheets/sheet1.xml",
        lambda old: old.replace("</worksheet>", f"{told}</worksheet>"),
    )


def in_loose_text(xlsx: bytes, *texts: str) -> bytes:
    """Texts that no cell shows."""
    told = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    return part_of_workbook(
        xlsx, "xl/sharedStrings.xml", lambda old: old.replace("</sst>", f"{told}</sst>")
    )


XLSX_PLACES: dict[str, Callable[..., bytes]] = {
    "core": in_core,
    "app": in_app,
    "custom": in_custom,
    "comment": in_comment,
    "hidden sheet": in_hidden_sheet,
    "defined name": in_defined_name,
    "foot": in_foot,
    "loose text": in_loose_text,
}


def apart(figures: Sequence[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """Words and values in groups in which a finding on one cannot be taken for one on another."""
    groups: list[list[tuple[str, int]]] = []
    for words, value in figures:
        labels = set(words.split(" bij "))
        for group in groups:
            if not any(v == value and labels & set(w.split(" bij ")) for w, v in group):
                group.append((words, value))
                break
        else:
            groups.append([(words, value)])
    return groups


def noticed(found: Sequence[Finding], words: str, value: int) -> bool:
    """Whether one of these findings is about a value beside a category of these words."""
    return any(f.number == str(value) and f.about and f.about in words for f in found)
