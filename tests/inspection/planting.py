"""Put something into a finished file, as a fault or a meddler would."""

import re
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from pypdf import PdfWriter
from pypdf.generic import (
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

_XMP = """\
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>{}</dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def changed(pdf: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def in_title(pdf: bytes, text: str) -> bytes:
    return changed(pdf, lambda writer: writer.add_metadata({"/Title": text}))


def in_own_property(pdf: bytes, text: str) -> bytes:
    return changed(pdf, lambda writer: writer.add_metadata({"/Bijzonder": text}))


def in_bookmark(pdf: bytes, text: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        writer.add_outline_item(title=text, page_number=3)

    return changed(pdf, change)


def in_xmp(pdf: bytes, text: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(_XMP.format(escape(text)).encode())
        stream[NameObject("/Type")] = NameObject("/Metadata")
        stream[NameObject("/Subtype")] = NameObject("/XML")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)

    return changed(pdf, change)


def in_words_of_a_figure(pdf: bytes, text: str) -> bytes:
    """An alternative text for page 6, in a structure tree."""

    def change(writer: PdfWriter) -> None:
        page = writer.pages[5].indirect_reference
        assert page is not None
        figure = DictionaryObject(
            {
                NameObject("/S"): NameObject("/Figure"),
                NameObject("/Alt"): TextStringObject(text),
                NameObject("/Pg"): page,
            }
        )
        tree = DictionaryObject({NameObject("/K"): writer._add_object(figure)})
        writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(tree)

    return changed(pdf, change)


def in_note(pdf: bytes, text: str) -> bytes:
    """A remark on page 2."""

    def change(writer: PdfWriter) -> None:
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


def on_page(pdf: bytes, text: str, page: int = 1) -> bytes:
    """Drawn over a page in a font that every reader has."""

    def change(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        drawn = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
        stream.set_data(b"BT /Planted 9 Tf 72 60 Td (" + drawn + b") Tj ET")
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        target = writer.pages[page - 1]
        fonts = target["/Resources"]["/Font"]  # type: ignore[index]
        fonts[NameObject("/Planted")] = writer._add_object(font)
        old = target.get_contents()
        assert old is not None
        stream.set_data(old.get_data() + b"\n" + stream.get_data())
        target.replace_contents(ContentStream(stream, writer))

    return changed(pdf, change)


PDF_PLACES: dict[str, Callable[[bytes, str], bytes]] = {
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


def in_core(xlsx: bytes, text: str) -> bytes:
    def change(old: str) -> str:
        title = f"<dc:title>{escape(text)}</dc:title>"
        return re.sub(r"<dc:title>.*?</dc:title>", lambda _: title, old)

    return part_of_workbook(xlsx, "docProps/core.xml", change)


def in_app(xlsx: bytes, text: str) -> bytes:
    told = f"<Manager>{escape(text)}</Manager></Properties>"
    return part_of_workbook(
        xlsx, "docProps/app.xml", lambda old: old.replace("</Properties>", told)
    )


def in_custom(xlsx: bytes, text: str) -> bytes:
    """A property of our own: a name and a number."""
    name, _, number = text.rpartition(": ")
    return part_of_workbook(
        xlsx,
        "docProps/custom.xml",
        lambda _: (
            f'<Properties xmlns:vt="vt"><property name="{escape(name)}"><vt:i4>{number}</vt:i4>'
            "</property></Properties>"
        ),
    )


def in_comment(xlsx: bytes, text: str) -> bytes:
    told = f'<comment ref="P12"><text><t>{escape(text)}</t></text></comment>'
    whole = f"<comments><commentList>{told}</commentList></comments>"
    return part_of_workbook(xlsx, "xl/comments1.xml", lambda _: whole)


def in_hidden_sheet(xlsx: bytes, text: str) -> bytes:
    """A sheet that no list of sheets names: a label and a number beside it."""
    name, _, number = text.rpartition(": ")
    cells = (
        f'<c r="A1" t="inlineStr"><is><t>{escape(name)}</t></is></c><c r="B1"><v>{number}</v></c>'
    )
    sheet = f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    return part_of_workbook(xlsx, "xl/worksheets/sheet9.xml", lambda _: sheet)


def in_defined_name(xlsx: bytes, text: str) -> bytes:
    told = f'<definedName name="Extra">"{escape(text)}"</definedName></definedNames>'
    return part_of_workbook(
        xlsx, "xl/workbook.xml", lambda old: old.replace("</definedNames>", told)
    )


def in_foot(xlsx: bytes, text: str) -> bytes:
    told = f"<headerFooter><oddFooter>{escape(text)}</oddFooter></headerFooter></worksheet>"
    return part_of_workbook(
        xlsx, "xl/worksheets/sheet1.xml", lambda old: old.replace("</worksheet>", told)
    )


def in_loose_text(xlsx: bytes, text: str) -> bytes:
    """A text that no cell shows."""
    told = f"<si><t>{escape(text)}</t></si></sst>"
    return part_of_workbook(xlsx, "xl/sharedStrings.xml", lambda old: old.replace("</sst>", told))


XLSX_PLACES: dict[str, Callable[[bytes, str], bytes]] = {
    "core": in_core,
    "app": in_app,
    "custom": in_custom,
    "comment": in_comment,
    "hidden sheet": in_hidden_sheet,
    "defined name": in_defined_name,
    "foot": in_foot,
    "loose text": in_loose_text,
}
