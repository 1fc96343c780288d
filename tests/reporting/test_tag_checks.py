"""Each check of the tags finds the fault that was planted for it, also where both validators find nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from tests.reporting.file_checks import traces
from tests.reporting.second_reader import lines_of, poppler_lines
from tests.reporting.small_pdf import small_pdf
from tests.reporting.tag_checks import CHECKS, TREE_CHECKS, complaints, sentences
from tests.reporting.tag_tree import read_tags
from tests.reporting.validators import violations
from vp_desk.released import Hidden, Shown
from vp_desk.reporting.document import (
    Bar,
    BarChart,
    BulletList,
    Callout,
    Column,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    Row,
    Run,
    Section,
    Table,
    numbered,
    paragraph,
    strong,
)
from vp_desk.reporting.pdf import write_pdf

Fault = Callable[[bytes], bytes]
ALTERNATIVE = "Van de soorten is pesten met 12 zaken de grootste."


def report() -> Document:
    """A short report with one of everything."""
    figures = tuple(
        Row(label, (Shown(n), Hidden())) for label, n in (("Pesten", 12), ("Roddel", 7))
    )
    table = Table("Zaken per soort", "Soort", (Column("2025"), Column("2024")), figures, ("Bron.",))
    chart = BarChart("zaken", (Bar("Pesten", Shown(12)), Bar("Roddel", Shown(7))))
    long = "Dit is een zin die over meer dan een regel loopt, zodat er ook regels eindigen. " * 3
    blocks = (
        paragraph("Er waren ", strong("twaalf"), " zaken. ", Run("to be precise", language="en")),
        paragraph(long),
        BulletList((paragraph("Het eerste punt."), paragraph("Het tweede punt."))),
        KeyFigures((KeyFigure(Shown(12), "zaken", "in 2024: 7"),)),
        Callout("Let op", (paragraph("Dit is van belang."),)),
    )
    parts = (
        Section("Nieuwe zaken", 2, (table, Figure("Soorten", chart, ALTERNATIVE, table.caption))),
        Section("Uitleg", 2, (paragraph(Run("Een uitleg.", note="Een noot.")),)),
    )
    return Document(
        "Verslag", "2025", "Dienst Voorbeeld", "2025", "Proef", date(2026, 2, 3),
        numbered((Section("Cijfers", 1, blocks, parts),)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_pdf(report())


def exchanged(old: str, new: str, *, which: int = 0) -> Fault:
    """The file with a text of its tree exchanged, once; of equal length, so that all else keeps its place."""

    def change(content: bytes) -> bytes:
        found = list(re.finditer(old.encode(), content))
        assert found, old
        place = found[which]
        told = place.expand(new.encode())
        assert len(told) <= len(place[0])
        return content[: place.start()] + told.ljust(len(place[0])) + content[place.end() :]

    return change


def repainted(old: bytes, new: bytes) -> Fault:
    """The file with a piece of what is painted on some page exchanged, once."""

    def change(content: bytes) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
        for page in writer.pages:
            contents = page.get_contents()
            assert contents is not None
            painted = contents.get_data()
            if (page.page_number or 0) >= 2 and re.search(old, painted):
                stream = StreamObject()
                stream.set_data(re.sub(old, new, painted, count=1))
                page[NameObject("/Contents")] = writer._add_object(stream)
                break
        else:
            raise AssertionError(old)
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    return change


#: A fault, the check that must find it, and whether no validator does.
FAULTS: dict[str, tuple[Fault, str, bool]] = {
    "a heading as a paragraph": (exchanged("/S/H2", "/S/P"), "headings", True),
    "a heading that skips": (exchanged("/S/H2", "/S/H3"), "levels", False),
    "all headings alike": (exchanged("/S/H2", "/S/H1"), "headings", True),
    "no first heading": (exchanged("/S/H1", "/S/P"), "headings", True),
    "a paragraph as a heading": (exchanged("/S/P(?=/P)", "/S/H", which=-1), "headings", False),
    "a head of a row as a cell": (exchanged("/S/TH(?=.*/Scope/Row)", "/S/TD"), "tables", True),
    "a cell as a head": (exchanged("/S/TD", "/S/TH"), "tables", False),
    "a head without a scope": (exchanged("/Scope/Row", ""), "tables", False),
    "a head with the wrong scope": (exchanged("/Scope/Column", "/Scope/Row"), "tables", True),
    "a row too short": (
        exchanged(r"(/S/TR/P \d+ 0 R/K\[\d+ 0 R) \d+ 0 R", r"\1", which=-1),
        "tables",
        False,
    ),
    "cells of a row exchanged": (
        exchanged(r"(/S/TR/P \d+ 0 R/K\[\d+ 0 R) (\d+ 0 R) (\d+ 0 R)", r"\1 \3 \2"),
        "tables",
        True,
    ),
    "rows exchanged": (
        exchanged(r"(/S/TBody/P \d+ 0 R/K\[)(\d+ 0 R) (\d+ 0 R)", r"\1\3 \2"),
        "tables",
        True,
    ),
    "a table without a caption": (exchanged("/S/Caption", "/S/TR"), "tables", False),
    "the caption as a paragraph before it": (
        exchanged(r"(/S/Table/P \d+ 0 R/K\[)\d+ 0 R", r"\1"),
        "tables",
        True,
    ),
    "a table as a group": (exchanged("/S/Table", "/S/Div"), "tables", False),
    "paragraphs exchanged": (
        exchanged(r"(/S/Div/P \d+ 0 R/K\[)(\d+ 0 R) (\d+ 0 R)\]", r"\1\3 \2]", which=-1),
        "order",
        True,
    ),
    "chapters exchanged": (
        exchanged(r"(/S/Document/P \d+ 0 R/K\[)(\d+ 0 R) (\d+ 0 R)", r"\1\3 \2"),
        "order",
        True,
    ),
    "a paragraph left out": (
        exchanged(r"(/S/Div/P \d+ 0 R/K\[)\d+ 0 R ", r"\1", which=-1),
        "order",
        True,
    ),
    "a file in English": (exchanged(r"/Lang \(nl-NL\)", "/Lang (en-US)"), "language", True),
    "English without saying so": (exchanged(r"/Lang \(en\)", ""), "language", True),
    "Dutch that says it is German": (exchanged(r"/Lang \(en\)", "/Lang (de)"), "language", True),
    "words of a picture that say nothing": (
        exchanged(r"/Alt \(Van de soorten is", "/Alt (grafiek"),
        "figures",
        True,
    ),
    "a picture without words": (exchanged(r"/Alt \([^)]*\)", ""), "figures", False),
    "a picture without a place": (exchanged(r"/BBox\[[^]]*\]", ""), "figures", False),
    "a picture beside its page": (
        exchanged(r"/BBox\[\S+ ", r"/BBox[-9 "),
        "figures",
        True,
    ),
    "an item that is none": (exchanged("/S/LI(?=/)", "/S/P"), "lists", False),
    "an item without its sign": (exchanged("/S/Lbl", "/S/P"), "lists", False),
    "a list that is none": (exchanged("/S/L(?=/)", "/S/P"), "lists", False),
    "a link without words": (exchanged(r"/Contents \([^)]*\)", ""), "links", False),
    "a link out of the tree": (
        exchanged(r"<</Type/OBJR/Obj \d+ 0 R/Pg \d+ 0 R>>", ""),
        "links",
        False,
    ),
    "a link to nowhere": (exchanged(r"/Dest \[[^]]*\]", ""), "links", True),
    "a link in a paragraph": (exchanged("/S/Link", "/S/Span"), "links", False),
    "a link to another page": (
        exchanged(r"/Dest \[ *\d+ 0 R", "/Dest [ 1 0 R"),
        "contents",
        True,
    ),
    "no list of contents": (exchanged("/S/TOC(?=/)", "/S/Div"), "contents", False),
    "text in no tag": (repainted(rb"/P <</MCID \d+>> BDC", b"/P BMC"), "loose", False),
    "text as decoration": (repainted(rb"/P <</MCID \d+>> BDC", b"/Artifact BMC"), "beside", False),
    "no space at the end of a line": (repainted(rb" \) Tj", b") Tj"), "order", True),
}


def test_nothing_is_wrong_with_a_good_report(content: bytes) -> None:
    assert complaints(read_tags(content), report()) == []
    assert violations(content) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, content: bytes) -> None:
    fault, check, _ = FAULTS[name]
    file = read_tags(fault(content))
    found = TREE_CHECKS[check](file) if check in TREE_CHECKS else CHECKS[check](file, report())
    assert list(found)


@pytest.mark.parametrize("name", [name for name, (_, _, alone) in FAULTS.items() if alone])
def test_no_validator_sees_it(name: str, content: bytes) -> None:
    """If one does some day, this check may go to where validators are enough."""
    assert violations(FAULTS[name][0](content)) == []


def test_the_words_of_a_chart_are_a_sentence(content: bytes) -> None:
    assert list(sentences(read_tags(content))) == []
    spoilt = exchanged(r"/Alt \(Van de soorten is", "/Alt (grafiek")(content)
    assert list(sentences(read_tags(spoilt)))


def test_a_number_that_only_the_picture_holds_is_found() -> None:
    document = report()
    chart = BarChart("zaken", (Bar("Pesten", Shown(12)), Bar("Roddel", Shown(13))))
    (chapter,) = document.sections
    first, second = chapter.sections
    table, figure = first.blocks
    assert isinstance(figure, Figure)
    parts = (replace(first, blocks=(table, replace(figure, chart=chart))), second)
    spoilt = replace(document, sections=(replace(chapter, sections=parts),))
    assert complaints(read_tags(write_pdf(spoilt)), spoilt) == [
        "numbers: only in the picture 'Soorten': 13"
    ]


def test_a_tree_that_does_not_fit_its_pages_is_told() -> None:
    assert read_tags(small_pdf()).faults == []
    for old, new, told in (
        (
            "/S /H2 /P @document /Pg @page /K [1]",
            "/S /H2 /P @document /Pg @page /K [0]",
            "two elements",
        ),
        ("/K [5]", "/K [55]", "no mark 55"),
        ("[0 [@h1 @h2", "[0 [@h2 @h1", "another element"),
        ("/Obj @annotation", "/Obj @info", "leads to nothing"),
    ):
        assert any(told in fault for fault in read_tags(small_pdf((old, new))).faults), told


def test_what_is_read_aloud_is_what_stands_there() -> None:
    (document,) = read_tags(small_pdf()).root.elements
    paragraph = document.all("P")[0]
    assert paragraph.text == "Er waren dit jaar twaalf zaken, to be precise, zie het begin."
    assert [(text.text, text.page) for text in document.all("TD")[0].texts()] == [("12", 1)]
    assert document.all("Span")[0].language == "en-GB"
    said = small_pdf(("(zie het begin.) Tj", "/Span <</ActualText (zie boven.)>> BDC (zie) Tj EMC"))
    assert read_tags(said).root.all("Link")[0].text == "zie boven."


def test_another_reader_finds_the_same_tree(content: bytes) -> None:
    for each in (content, small_pdf()):
        assert lines_of(read_tags(each).root) == poppler_lines(each)


def test_who_where_and_when_are_found(content: bytes) -> None:
    import getpass  # noqa: PLC0415
    import socket  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    assert traces(content) == traces(small_pdf()) == []
    for planted in (
        f" {getpass.getuser()}",
        socket.gethostname(),
        f"{tempfile.gettempdir()}/x",
    ):
        assert traces(small_pdf(("<dc:title>", f"<!-- {planted} --><dc:title>")))
    assert traces(
        small_pdf(("/CreationDate (D:20260203000000Z)", "/CreationDate (D:20260203111500Z)"))
    )
    assert traces(
        small_pdf(("ModifyDate>2026-02-03T00:00:00Z<", "ModifyDate>2026-02-03T11:15:00Z<"))
    )
