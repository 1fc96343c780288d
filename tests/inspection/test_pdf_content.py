"""Reading what is drawn, however it is drawn: other operators, fonts and forms than our own writer uses."""

from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from tests.inspection.conftest import EDITIONS, Year
from tests.inspection.planting import changed, part_of_workbook
from vp_desk.inspection.pdf_content import Font, OddContentError, Reader, operations
from vp_desk.inspection.pdf_fonts import font_of

PLAIN = Font({code: chr(code) for code in range(256)}, {})


def reader(content: bytes, painted: Callable[[str], Any] = lambda _: None) -> Reader:
    found = Reader(1, lambda _: PLAIN, painted)
    found.read(content)
    return found


def texts(content: bytes) -> list[str]:
    return [block.text for block in reader(content).blocks]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"BT /F 9 Tf (Pesten) Tj ET BT /F 9 Tf (3) Tj ET", ["Pesten", "3"]),
        (b"BT /F 9 Tf 11 TL (Lekken) Tj T* (en meer) Tj ET", ["Lekken en meer"]),
        (b"BT /F 9 Tf 11 TL (Lekken) ' (3) ' ET", ["Lekken 3"]),
        (b'BT /F 9 Tf (Lekken) Tj 0 0 (3) " ET', ["Lekken 3"]),
        (b"BT /F 9 Tf [(Lek) 20 (ken) -300 (3)] TJ ET", ["Lekken 3"]),
        (b"BT /F 9 Tf 1 0 0 1 5 5 Tm <4c656b6b656e> Tj 0 -11 TD (3) Tj ET", ["Lekken 3"]),
        (b"BT /F 9 Tf (a \\(b\\) \\101\\n(c) \\\n) Tj ET", ["a (b) A\n(c)"]),
        (b"% (3) Tj\nBT /F 9 Tf true null (x) Tj ET", ["x"]),
        (b"q BT /F 9 Tf (  ) Tj ET", []),
    ],
)
def test_every_way_to_show_a_text(content: bytes, expected: list[str]) -> None:
    assert texts(content) == expected


def test_where_a_text_stands() -> None:
    (block,) = reader(b"q 2 0 0 2 10 20 cm BT /F 10 Tf 1 0 0 1 5 5 Tm (ab) Tj ET Q").blocks
    assert (block.left, block.first, block.right) == (20.0, 30.0, 40.0)
    assert block.frame == (2.0, 0.0, 0.0, 2.0, 10.0, 20.0)
    assert block.middle == 30.0


def test_words_in_a_mark_are_heard() -> None:
    content = b"/Span <</ActualText (Lekken 3) /MCID 0>> BDC EMC /P <</E [<feff0033>]>> DP"
    assert reader(content).marks == ["Lekken 3", "3"]


def test_a_form_is_read_in_its_place_and_a_picture_is_counted() -> None:
    form = (b"BT /F 9 Tf (3) Tj ET", lambda _: PLAIN)
    found = reader(b"1 0 0 1 7 0 cm /X Do", lambda _: form)
    assert [(block.text, block.left) for block in found.blocks] == [("3", 7.0)]
    assert reader(b"/X Do").pictures == 1


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 ID abc EI",
        b"BT (never ends",
        b"BT } ET",
        b"BT (x) Tj ET",
        b"q /F 9 Tf Q BT (x) Tj",
    ],
)
def test_content_that_cannot_be_read(content: bytes) -> None:
    with pytest.raises(OddContentError):
        texts(content)


def test_operands_of_every_kind() -> None:
    ((operator, operands),) = operations(b"/N 1.5 -2 (s) <41> [1 (a)] <</K /V>> ] op")
    assert operator == "op"
    assert operands == ["/N", 1.5, -2.0, b"s", b"A", [1.0, b"a"], ["/K", "/V"]]


class Map:
    """A stream."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def get_data(self) -> bytes:
        return self._data


def test_fonts_with_a_map() -> None:
    map_ = b"""1 begincodespacerange <0000> <ffff> endcodespacerange
    2 beginbfchar <0001> <0033> <0002> <00660069> endbfchar
    2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<0041> <0042>] endbfrange"""
    font = font_of({"/Subtype": "/Type0", "/ToUnicode": Map(map_)})
    assert font.size == 2
    assert font.read(bytes.fromhex("0001 0002 0012 0021 7777"))[0] == "3fi2B\ufffd"


def test_fonts_without_a_map() -> None:
    encoding = {"/Differences": [65, "/three", "/x", "/uni0034", "/alien", 70, "/endash"]}
    told = {"/Subtype": "/Type1", "/Encoding": encoding, "/FirstChar": 65, "/Widths": [250, 300]}
    text, width = font_of(told).read(b"ABCDFz")
    assert text == "3x4\ufffd–z"
    assert width == 250 + 300 + 4 * 500
    assert (
        font_of({"/Subtype": "/TrueType", "/Encoding": "/WinAnsiEncoding"}).read(b"\x80")[0] == "€"
    )
    with pytest.raises(OddContentError):
        font_of({"/Subtype": "/Type0"})


def form(writer: PdfWriter, content: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream[NameObject("/Type")] = NameObject("/XObject")
    stream[NameObject("/Subtype")] = NameObject("/Form")
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/H"): writer._add_object(font)})
    stream[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return stream


def test_a_form_that_no_page_shows_is_read(hiding: Year) -> None:
    def change(writer: PdfWriter) -> None:
        writer._add_object(form(writer, b"BT /H 9 Tf (Financieel 3) Tj ET"))

    content = changed(hiding.pdf(EDITIONS["authority"]), change)
    (finding,) = hiding.inspect("r.pdf", content).findings
    assert (finding.about, finding.number) == ("Financieel", "3")


@pytest.mark.parametrize("kind", ["/Image", "/Form"])
def test_a_picture_or_a_form_on_a_page(hiding: Year, kind: str) -> None:
    def change(writer: PdfWriter) -> None:
        shown = form(writer, b"BT /H 9 Tf (Financieel: 3) Tj ET")
        shown[NameObject("/Subtype")] = NameObject(kind)
        page = writer.pages[2]
        things = DictionaryObject({NameObject("/Shown"): writer._add_object(shown)})
        page["/Resources"][NameObject("/XObject")] = things  # type: ignore[index]
        old = page.get_contents()
        assert old is not None
        old.set_data(old.get_data() + b"\n/Shown Do")
        page.replace_contents(old)

    found = hiding.inspect("r.pdf", changed(hiding.pdf(EDITIONS["authority"]), change)).findings
    sentences = " ".join(finding.sentence for finding in found)
    expected = "Een plaatje op bladzijde 3 kan niet" if kind == "/Image" else "Op bladzijde 3 staat"
    assert expected in sentences


def test_texts_of_an_object_that_nobody_leads_to(hiding: Year) -> None:
    def change(writer: PdfWriter) -> None:
        texts = ArrayObject([TextStringObject("Financieel 3"), NumberObject(1)])
        writer._add_object(DictionaryObject({NameObject("/Own"): texts}))

    content = changed(hiding.pdf(EDITIONS["authority"]), change)
    (finding,) = hiding.inspect("r.pdf", content).findings
    assert finding.where == "een verborgen tekst (/Own)"


def test_a_file_with_a_password_cannot_be_read(hiding: Year) -> None:
    content = changed(hiding.pdf(EDITIONS["authority"]), lambda w: w.encrypt("geheim"))
    (finding,) = hiding.inspect("r.pdf", content).findings
    assert "kan niet worden nagelezen" in finding.sentence


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "3">]><x>&a;</x>',
        "<!-- Financieel 3 --><x/>",
        "<x><!-- Financieel 3 --></x>",
        "<?meer Financieel 3?><x/>",
        "<x a='Financieel 3'/>",
        "<x>Financieel<y/>3</x>",
    ],
)
def test_odd_parts_of_a_workbook(hiding: Year, text: str) -> None:
    xlsx = hiding.tables_in(EDITIONS["authority"])["cijfers.xlsx"]
    content = part_of_workbook(xlsx, "customXml/item1.xml", lambda _: text)
    assert hiding.inspect("cijfers.xlsx", content).findings


def test_a_part_of_a_workbook_that_is_no_xml(hiding: Year) -> None:
    xlsx = hiding.tables_in(EDITIONS["authority"])["cijfers.xlsx"]
    content = part_of_workbook(xlsx, "xl/media/image1.png", lambda _: "3")
    (finding,) = hiding.inspect("cijfers.xlsx", content).findings
    assert "xl/media/image1.png" in finding.sentence
