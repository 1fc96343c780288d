"""A PDF of one page, written by hand, with one of every thing that a tagged file holds.

It owes nothing to what writes our reports: with it the validators and the reader of tags are tested themselves.
A change is a piece of its text and what comes in its place: `small_pdf(("/Lang (nl-NL)", ""))`.
"""

import re
import zlib
from functools import cache

from PIL import ImageCms
from reportlab.pdfbase.ttfonts import TTFontFile

from vp_desk.resources import resource

Change = tuple[str, str]

_OBJECTS = {
    "catalog": """<< /Type /Catalog /Pages @pages /Metadata @xmp /StructTreeRoot @tree /Lang (nl-NL)
        /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>
        /OutputIntents [@intent] >>""",
    "pages": "<< /Type /Pages /Kids [@page] /Count 1 >>",
    "page": """<< /Type /Page /Parent @pages /MediaBox [0 0 595 842] /Contents @content /StructParents 0
        /Tabs /S /Annots [@annotation] /Resources << /Font << /F1 @font >> >> >>""",
    "annotation": """<< /Type /Annot /Subtype /Link /Rect [60 590 200 606] /F 4 /StructParent 1
        /Border [0 0 0] /Dest [@page /XYZ 0 842 0] /Contents (Naar het begin) >>""",
    "font": """<< /Type /Font /Subtype /TrueType /BaseFont /Klein /Encoding /WinAnsiEncoding /FirstChar 32
        /LastChar 126 /Widths [%WIDTHS%] /FontDescriptor @descriptor /ToUnicode @unicode >>""",
    "descriptor": """<< /Type /FontDescriptor /FontName /Klein /Flags 32 /FontBBox [-500 -300 1500 1000]
        /ItalicAngle 0 /Ascent 984 /Descent -273 /CapHeight 660 /StemV 84 /FontFile2 @program >>""",
    "intent": """<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB)
        /DestOutputProfile @profile >>""",
    "tree": "<< /Type /StructTreeRoot /K [@document] /ParentTree @parents /ParentTreeNextKey 2 >>",
    "parents": """<< /Nums [0 [@h1 @h2 @text @foreign @link @label @body @caption @head @head2 @row @cell
        @figure] 1 @link] >>""",
    "document": "<< /Type /StructElem /S /Document /P @tree /K [@h1 @h2 @text @list @table @figure] >>",
    "h1": "<< /Type /StructElem /S /H1 /P @document /Pg @page /K [0] >>",
    "h2": "<< /Type /StructElem /S /H2 /P @document /Pg @page /K [1] >>",
    "text": "<< /Type /StructElem /S /P /P @document /Pg @page /K [2 @foreign @link] >>",
    "foreign": "<< /Type /StructElem /S /Span /P @text /Pg @page /Lang (en-GB) /K [3] >>",
    "link": """<< /Type /StructElem /S /Link /P @text /Pg @page
        /K [4 << /Type /OBJR /Obj @annotation /Pg @page >>] >>""",
    "list": """<< /Type /StructElem /S /L /P @document /K [@item]
        /A << /O /List /ListNumbering /Disc >> >>""",
    "item": "<< /Type /StructElem /S /LI /P @list /K [@label @body] >>",
    "label": "<< /Type /StructElem /S /Lbl /P @item /Pg @page /K [5] >>",
    "body": "<< /Type /StructElem /S /LBody /P @item /Pg @page /K [6] >>",
    "table": "<< /Type /StructElem /S /Table /P @document /K [@caption @thead @tbody] >>",
    "caption": "<< /Type /StructElem /S /Caption /P @table /Pg @page /K [7] >>",
    "thead": "<< /Type /StructElem /S /THead /P @table /K [@headrow] >>",
    "headrow": "<< /Type /StructElem /S /TR /P @thead /K [@head @head2] >>",
    "head": """<< /Type /StructElem /S /TH /P @headrow /Pg @page /K [8]
        /A << /O /Table /Scope /Column >> >>""",
    "head2": """<< /Type /StructElem /S /TH /P @headrow /Pg @page /K [9]
        /A [<< /O /Table /Scope /Column >>] >>""",
    "tbody": "<< /Type /StructElem /S /TBody /P @table /K [@bodyrow] >>",
    "bodyrow": "<< /Type /StructElem /S /TR /P @tbody /K [@row @cell] >>",
    "row": """<< /Type /StructElem /S /TH /P @bodyrow /Pg @page /K [10]
        /A << /O /Table /Scope /Row >> >>""",
    "cell": "<< /Type /StructElem /S /TD /P @bodyrow /Pg @page /K [11] >>",
    "figure": """<< /Type /StructElem /S /Figure /P @document /Pg @page /K [12]
        /Alt (Het aantal zaken is in 2025 gestegen naar 12.)
        /A << /O /Layout /Placement /Block /BBox [60 380 200 420] >> >>""",
    "info": "<< /Title (Klein) /CreationDate (D:20260203000000Z) /ModDate (D:20260203000000Z) >>",
}
_CONTENT = """/H1 <</MCID 0>> BDC BT /F1 24 Tf 60 700 Td (Verslag) Tj ET EMC
/H2 <</MCID 1>> BDC BT /F1 14 Tf 60 660 Td (Nieuwe zaken) Tj ET EMC
/P <</MCID 2>> BDC BT /F1 10 Tf 60 620 Td (Er waren dit jaar ) Tj 0 -14 Td [(tw) 10 (aalf zaken, )] TJ ET EMC
/Span <</MCID 3>> BDC BT /F1 10 Tf 160 606 Td (to be precise, ) Tj ET EMC
/Link <</MCID 4>> BDC BT /F1 10 Tf 60 592 Td (zie het begin.) Tj ET EMC
/Lbl <</MCID 5>> BDC BT /F1 10 Tf 60 560 Td (- ) Tj ET EMC
/LBody <</MCID 6>> BDC BT /F1 10 Tf 80 560 Td (Een punt.) Tj ET EMC
/Caption <</MCID 7>> BDC BT /F1 10 Tf 60 520 Td (Zaken per jaar) Tj ET EMC
/TH <</MCID 8>> BDC BT /F1 10 Tf 60 500 Td (Soort) Tj ET EMC
/TH <</MCID 9>> BDC BT /F1 10 Tf 160 500 Td (2025) Tj ET EMC
/TH <</MCID 10>> BDC BT /F1 10 Tf 60 480 Td (Pesten) Tj ET EMC
/TD <</MCID 11>> BDC BT /F1 10 Tf 160 480 Td (12) Tj ET EMC
/Figure <</MCID 12>> BDC 0.2 0.4 0.6 rg 60 380 140 40 re f BT /F1 10 Tf 70 395 Td 1 g (12) Tj ET EMC
/Artifact <</Type /Pagination /Subtype /Footer>> BDC BT 0 g /F1 8 Tf 60 40 Td (Pagina 1 van 1) Tj ET EMC
"""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Klein</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2026-02-03T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-02-03T00:00:00Z</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_TO_UNICODE = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Klein def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfrange <20> <7E> <0020> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


@cache
def _font() -> tuple[bytes, str]:
    """A font and the widths of its signs 32 to 126."""
    path = resource("fonts/SourceSans3_400Regular.ttf")
    face = TTFontFile(str(path))
    widths = " ".join(f"{face.charWidths[code]:g}" for code in range(32, 127))
    return path.read_bytes(), widths


def _stream(data: bytes, more: str = "", *, packed: bool = True) -> bytes:
    if packed:
        data, more = zlib.compress(data), f"{more} /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more.encode(), data)


def small_pdf(*changes: Change) -> bytes:
    """The file, with pieces of its objects, page or metadata exchanged.

    Raises:
        ValueError: when a piece is not there exactly once.
    """
    program, widths = _font()
    texts = {**_OBJECTS, "content": _CONTENT, "xmp": _XMP, "unicode": _TO_UNICODE}
    for old, new in changes:
        where = [name for name, text in texts.items() if old in text]
        if len(where) != 1 or texts[where[0]].count(old) != 1:
            raise ValueError(old)
        texts[where[0]] = texts[where[0]].replace(old, new)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    bodies = {name: texts[name].replace("%WIDTHS%", widths).encode() for name in _OBJECTS}
    bodies["content"] = _stream(texts["content"].encode("cp1252"))
    bodies["unicode"] = _stream(texts["unicode"].encode())
    bodies["xmp"] = _stream(texts["xmp"].encode(), "/Type /Metadata /Subtype /XML", packed=False)
    bodies["program"] = _stream(program, f"/Length1 {len(program)}")
    bodies["profile"] = _stream(profile, "/N 3")
    return _written(bodies)


def _written(bodies: dict[str, bytes]) -> bytes:
    numbers = {name: number for number, name in enumerate(bodies, start=1)}
    plain = set(_OBJECTS)
    found = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places: list[int] = []
    for name, body in bodies.items():
        if name in plain:
            body = re.sub(rb"@(\w+)", lambda m: b"%d 0 R" % numbers[m[1].decode()], body)  # noqa: PLW2901
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (numbers[name], body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>" % (
        len(places) + 1, numbers["catalog"], numbers["info"], b"0" * 32, b"0" * 32,
    )  # fmt: skip
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        found, len(places) + 1, table, trailer, len(found),
    )  # fmt: skip
