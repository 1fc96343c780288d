"""What is painted outside the tree is decoration; what is in it is found again, in the order of the tree."""

import re
import subprocess
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from vp_desk.reporting.pdf_style import REGULAR, load_fonts
from vp_desk.reporting.tagged.canvas import TaggedCanvas
from vp_desk.reporting.tagged.metadata import Facts
from vp_desk.reporting.tagged.text import Label, Span, Text
from vp_desk.reporting.tagged.tree import Element

FACTS = Facts("Titel", "Maker", "Onderwerp", "", date(2026, 2, 3), "nl-NL", "Programma")
STYLE = ParagraphStyle("proef", fontName=REGULAR, fontSize=10, leading=14, textColor=black)


def span(text: str, element: Element) -> Span:
    return Span(text, element.content(), REGULAR, 10, black)


def canvas_on(target: BytesIO, root: Element) -> TaggedCanvas:
    load_fonts()
    canvas = TaggedCanvas(target, initialFontName=REGULAR, invariant=1, pageCompression=0)
    canvas.root, canvas.facts = root, FACTS
    return canvas


def put(text: Flowable, canvas: TaggedCanvas, y: float, width: float = 400) -> None:
    text.wrap(width, 700)
    text.drawOn(canvas, 50, y)


def structure(content: bytes) -> str:
    run = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=content, capture_output=True, check=True
    )
    return run.stdout.decode()


def words(content: bytes) -> list[str]:
    return re.findall(r'"([^"]*)"', structure(content))


def test_the_order_is_that_of_the_tree_and_not_that_of_the_paper() -> None:
    target, root = BytesIO(), Element("Document")
    first, second = (Text([span(w, root.add("P"))], STYLE) for w in ("eerst", "daarna"))
    canvas = canvas_on(target, root)
    put(second, canvas, 700)
    put(first, canvas, 500)
    canvas.save()
    assert words(target.getvalue()) == ["eerst", "daarna"]


def test_a_space_stands_where_a_line_ends_between_words() -> None:
    target, root = BytesIO(), Element("Document")
    canvas = canvas_on(target, root)
    put(Text([span("nog even wachten", root.add("P"))], STYLE), canvas, 700, 45)
    canvas.save()
    assert words(target.getvalue()) == ["nog even wachten"]


def test_what_is_painted_beside_the_tree_is_an_artifact() -> None:
    target, root = BytesIO(), Element("Document")
    canvas = canvas_on(target, root)
    canvas.setFont(REGULAR, 8)
    canvas.drawString(50, 800, "kop van de bladzijde")
    put(Text([span("tekst", root.add("P"))], STYLE), canvas, 700)
    canvas.line(0, 0, 100, 100)
    canvas.save()
    content = PdfReader(BytesIO(target.getvalue())).pages[0].get_contents()
    assert content is not None
    assert content.get_data().count(b"/Artifact BMC") == 2
    assert words(target.getvalue()) == ["tekst"]


def test_a_head_that_comes_back_on_the_next_page_is_read_once() -> None:
    target, root = BytesIO(), Element("Document")
    head = Element("TH")
    root.kids.append(head)
    repeated = Text([Span("kop", head.content(once=True), REGULAR, 10, black)], STYLE)
    canvas = canvas_on(target, root)
    for _ in range(3):
        put(repeated, canvas, 700)
        canvas.showPage()
    canvas.save()
    assert words(target.getvalue()) == ["kop"]


def test_a_text_over_two_pages_is_one_element() -> None:
    target, root = BytesIO(), Element("Document")
    text = Text([span(" ".join(f"woord{n}" for n in range(60)), root.add("P"))], STYLE)
    before, after = text.split(120, 140)
    canvas = canvas_on(target, root)
    put(before, canvas, 100, 120)
    canvas.showPage()
    put(after, canvas, 100, 120)
    canvas.save()
    assert " ".join(words(target.getvalue())).split() == [f"woord{n}" for n in range(60)]
    assert structure(target.getvalue()).count("P (block)") == 1


def test_no_line_is_left_alone_when_a_text_is_split() -> None:
    text = Text([span("aa " * 40, Element("P"))], STYLE)
    text.wrap(60, 700)
    count = round(text.height / 14)
    assert text.split(60, 14) == []
    for fitting in range(2, count):
        for part in text.split(60, fitting * 14.0):
            assert part.wrap(60, 700)[1] >= 2 * 14


def test_a_part_of_a_text_can_be_broken_anew() -> None:
    text = Text([span("een twee drie vier vijf zes zeven acht", Element("P"))], STYLE)
    _, rest = text.split(45, 30)
    assert rest.wrap(1000, 700) == (1000, 14)


def test_a_label_stands_before_the_first_line_only() -> None:
    target, root = BytesIO(), Element("Document")
    item = root.add("L").add("LI")
    label = Label("•", item.add("Lbl").content())
    text = Text([span("woord " * 30, item.add("LBody"))], STYLE, label)
    before, after = text.split(100, 56)
    canvas = canvas_on(target, root)
    put(before, canvas, 600, 100)
    put(after, canvas, 200, 100)
    canvas.save()
    assert words(target.getvalue())[0] == "•"
    assert structure(target.getvalue()).count("•") == 1


def test_a_link_over_two_lines_has_an_area_on_each() -> None:
    target, root = BytesIO(), Element("Document")
    link = root.add("P").add("Link")
    led = Span(
        "een lange verwijzing over regels",
        link.content(),
        REGULAR,
        10,
        black,
        0,
        "doel",
        link.link(),
    )
    canvas = canvas_on(target, root)
    canvas.bookmarkPage("doel")
    put(Text([led], STYLE), canvas, 700, 60)
    canvas.save()
    page = PdfReader(BytesIO(target.getvalue())).pages[0]
    areas = [area.get_object() for area in page.annotations or ()]
    assert len(areas) == 3
    assert all(area["/Contents"] == "een lange verwijzing over regels" for area in areas)
    assert len({area["/StructParent"] for area in areas}) == 3
    assert structure(target.getvalue()).count("Object ") == 3


def test_two_things_cannot_be_painted_at_once_and_a_file_has_a_tree() -> None:
    root = Element("Document")
    canvas = canvas_on(BytesIO(), root)
    canvas.begin(root.content())
    with pytest.raises(ValueError, match="Document"):
        canvas.begin(root.content())
    other = TaggedCanvas(BytesIO(), initialFontName=REGULAR)
    other.drawString(1, 1, "x")
    with pytest.raises(ValueError, match=r"^$"):
        other.save()


def test_what_was_never_painted_is_not_in_the_tree() -> None:
    target, root = BytesIO(), Element("Document")
    root.add("P").content()
    canvas = canvas_on(target, root)
    put(Text([span("er", root.add("P"))], STYLE), canvas, 700)
    canvas.save()
    assert structure(target.getvalue()).count("P (block)") == 1
