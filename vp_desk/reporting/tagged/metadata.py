"""What the file says of itself: title, language, standards, colours. No user, path, host or time of day."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from vp_desk.reporting.tagged import srgb


@dataclass(frozen=True, slots=True)
class Facts:
    """The description of a document."""

    title: str
    author: str
    subject: str
    keywords: str
    #: Of the document itself; no clock is asked.
    day: date
    language: str
    program: str


#: The part of the description that PDF/A asks an explanation of: it knows no `pdfuaid` by itself.
_EXTENSION: Final = """
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of the standard that this file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>"""


def describe(document: Any, facts: Facts) -> None:  # noqa: ANN401 - a PDFDocument
    """Put the description, the mark "tagged", the language and the meaning of colours into the catalog."""
    stamp = f"D:{facts.day:%Y%m%d}000000+00'00'"

    def day_of_the_document(*_: int) -> str:
        return stamp

    info = document.info
    info.title, info.author, info.subject = facts.title, facts.author, facts.subject
    info.keywords, info.creator, info.producer = facts.keywords, facts.program, facts.program
    document.setDateFormatter(day_of_the_document)
    catalog = document.Catalog
    catalog.Lang = pdfdoc.PDFString(facts.language)
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
    words = pdfdoc.PDFStream(content=_xmp(facts).encode())
    words.dictionary["Type"] = pdfdoc.PDFName("Metadata")
    words.dictionary["Subtype"] = pdfdoc.PDFName("XML")
    catalog.Metadata = words
    colours = pdfdoc.PDFStream(content=srgb.profile(), filters=[pdfdoc.PDFZCompress])
    colours.dictionary["N"] = 3
    intent = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(srgb.NAME),
            "Info": pdfdoc.PDFString("sRGB"),
            "DestOutputProfile": document.Reference(colours),
        }
    )
    catalog.OutputIntents = pdfdoc.PDFArray([intent])


def _xmp(facts: Facts) -> str:
    day = f"{facts.day:%Y-%m-%d}T00:00:00+00:00"
    keywords = f"<pdf:Keywords>{_told(facts.keywords)}</pdf:Keywords>" if facts.keywords else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_told(facts.title)}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{_told(facts.author)}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt>
    <rdf:li xml:lang="x-default">{_told(facts.subject)}</rdf:li>
   </rdf:Alt></dc:description>
   <dc:language><rdf:Bag><rdf:li>{_told(facts.language)}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreatorTool>{_told(facts.program)}</xmp:CreatorTool>
   <xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>
   <pdf:Producer>{_told(facts.program)}</pdf:Producer>{keywords}
   <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>{_EXTENSION}
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _told(text: str) -> str:
    return escape(text)
