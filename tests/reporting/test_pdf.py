"""The PDF, read back with readers that know nothing of us."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from vp_desk.aggregate import Edition, Printed
from vp_desk.released import Hidden, Publication, ReleasedCell, Shown
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import (
    Bar,
    BarChart,
    Block,
    BulletList,
    Callout,
    Column,
    Document,
    Figure,
    KeyFigure,
    KeyFigures,
    Row,
    Section,
    Table,
    numbered,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.pdf import missing_signs, page_count, write_pdf


def document_of(*blocks: Block, title: str = "Hoofdstuk") -> Document:
    return Document(
        "Verslag", "2025", "Dienst", "2025", "Proef", date(2026, 2, 3),
        numbered((Section(title, 1, blocks),)),
    )  # fmt: skip


def text_of_pdf(content: bytes) -> str:
    run = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return run.stdout.decode()


def words_of(content: bytes) -> str:
    return " ".join(text_of_pdf(content).split())


@pytest.fixture(scope="module")
def report(publication: Publication, editions: dict[str, Edition], facts: ReportFacts) -> Document:
    return annual_report(publication.for_edition(editions["authority"]), facts)


@pytest.fixture(scope="module")
def content(report: Document) -> bytes:
    return write_pdf(report)


def test_the_report_says_its_figures(content: bytes, publication: Publication) -> None:
    words = words_of(content)
    assert "Jaarverslag vertrouwenspersoon" in words
    table = publication.tables["types"]
    cell = table.at(types="conduct", period="2025")
    assert isinstance(cell, Shown)
    assert f"Ongewenste omgangsvormen {cell.value}" in words
    assert "Misbruik bevoegdheden ×" in words


def test_every_page_has_its_number_and_the_total(content: bytes) -> None:
    reader = PdfReader(BytesIO(content))
    count = len(reader.pages)
    assert page_count(content) == count > 8
    for number, page in enumerate(reader.pages[1:], start=2):
        assert f"Pagina {number} van {count}" in page.extract_text()


def test_the_contents_name_the_page_of_every_chapter_and_link_to_it(
    content: bytes, report: Document
) -> None:
    reader = PdfReader(BytesIO(content))
    lines = [line.strip().rsplit(" ", 1) for line in reader.pages[1].extract_text().splitlines()]
    pages = {line[0]: int(line[1]) for line in lines if len(line) == 2 and line[1].isdigit()}
    links = [a for a in reader.pages[1].get("/Annots", ()) if a.get_object()["/Subtype"] == "/Link"]
    headings = [s for chapter in report.sections for s in (chapter, *chapter.sections)]
    assert len(links) >= len(headings)
    for section in headings:
        page = reader.pages[pages[section.heading] - 1]
        assert section.heading in page.extract_text()


def test_bookmarks_follow_the_chapters(content: bytes, report: Document) -> None:
    outline = PdfReader(BytesIO(content)).outline
    tops = [str(item["/Title"]) for item in outline if not isinstance(item, list)]
    assert tops == [section.heading for section in report.sections]


def test_only_our_own_fonts_are_used_and_all_are_embedded(content: bytes) -> None:
    run = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True)
    fonts = [line.split() for line in run.stdout.decode().splitlines()[2:]]
    assert fonts
    assert all("SourceSans3" in font[0] for font in fonts)
    assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in fonts)
    assert b"Helvetica" not in content


def test_the_metadata_come_from_the_document_alone(content: bytes) -> None:
    reader = PdfReader(BytesIO(content))
    meta = reader.metadata
    assert meta is not None
    assert meta.title == "Jaarverslag vertrouwenspersoon 2025"
    assert meta.author == "Dienst Voorbeeld"
    dates = {str(meta["/CreationDate"]), str(meta["/ModDate"])}
    assert dates == {"D:20260203000000+00'00'"}
    assert str(reader.root_object["/Lang"]) == "nl-NL"
    assert str(Path.home()).encode() not in content
    assert b"ReportLab" not in b"".join(str(value).encode() for value in meta.values())


def test_the_same_document_gives_the_same_bytes(content: bytes, report: Document) -> None:
    assert write_pdf(report) == content


def test_a_fresh_process_gives_the_same_bytes() -> None:
    program = (
        "import sys; from tests.reporting.test_pdf import sample; "
        "from vp_desk.reporting.pdf import write_pdf; sys.stdout.buffer.write(write_pdf(sample()))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1] == write_pdf(sample())


def sample() -> Document:
    return document_of(paragraph("Er waren ", strong("twaalf"), " zaken."), table_with(6))


def table_with(rows: int, head: str = "Rij") -> Table:
    body = tuple(Row(f"{head} {n}", (Shown(n), Hidden())) for n in range(rows))
    return Table("Veel rijen", "Rij", (Column("2024"), Column("2025")), body)


def test_a_long_table_repeats_its_heads_and_keeps_every_row() -> None:
    content = write_pdf(document_of(table_with(150)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages[2:]]
    assert len(pages) > 3
    assert all("2024" in page and "2025" in page for page in pages)
    assert all(f"Rij {n} " in "\n".join(pages) for n in range(150))
    for page in pages:
        assert sum(line.startswith("Rij ") for line in page.splitlines()) >= 2


def test_contents_stay_on_one_page_as_long_as_they_can() -> None:
    for parts in (20, 32, 36):
        sections = tuple(
            Section(
                f"Hoofdstuk {n}",
                1,
                (),
                tuple(Section(f"Deel {m}", 2, (paragraph("Tekst."),)) for m in range(4)),
            )
            for n in range(parts // 4)
        )
        content = write_pdf(replace(document_of(), sections=numbered(sections)))
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
        assert "Hoofdstuk 0" in pages[1]
        assert f"Hoofdstuk {parts // 4 - 1}" in pages[1], parts


def test_a_row_taller_than_a_page_is_split() -> None:
    tall = " ".join(f"woord{n}" for n in range(3000))
    table = Table("Hoog", "Rij", (Column("2025"),), (Row(tall, (Shown(12),)),))
    words = words_of(write_pdf(document_of(table)))
    assert "woord0 " in words
    assert "woord2999" in words


def test_a_table_with_too_many_columns_goes_on_below_itself() -> None:
    columns = tuple(Column(f"Onderdeel{n}") for n in range(30))
    table = Table(
        "Breed", "Type", columns, (Row("Pesten", tuple(Shown(100 + n) for n in range(30))),)
    )
    words = words_of(write_pdf(document_of(table)))
    assert "(vervolg)" in words
    assert all(f"{100 + n}" in words for n in range(30))


@pytest.mark.parametrize("place", ["paragraph", "head", "title", "caption", "card", "callout"])
def test_words_longer_than_a_line_are_cut_and_not_lost(place: str) -> None:
    word = "Ongewensteomgangsvormen" * 30
    made: dict[str, Callable[[], Document]] = {
        "paragraph": lambda: document_of(paragraph(word)),
        "head": lambda: document_of(table_with(1, word)),
        "title": lambda: document_of(paragraph("x"), title=word),
        "caption": lambda: document_of(replace(table_with(1), caption=word)),
        "card": lambda: document_of(KeyFigures((KeyFigure(Shown(12), word),))),
        "callout": lambda: document_of(Callout(word, (paragraph(word),))),
    }
    found = "".join(text_of_pdf(write_pdf(made[place]())).split())
    assert found.count("Ongewensteomgangsvormen") + found.count("omgangsvormen") >= 30


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for lines in range(30, 46, 3):
        filler = paragraph("\n".join(f"regel {n}" for n in range(lines)))
        part = Section("Kop onderaan", 2, (table_with(8),))
        document = replace(
            document_of(), sections=numbered((Section("Deel", 1, (filler,), (part,)),))
        )
        pages = [p.extract_text() for p in PdfReader(BytesIO(write_pdf(document))).pages[2:]]
        page = next(page for page in pages if "Kop onderaan" in page)
        assert "Veel rijen" in page
        assert "Rij 0" in page


def test_a_few_lines_that_lead_to_something_stay_with_it() -> None:
    """Those below a heading and before a table, in any chapter; a line with a colon or in bold."""
    table = Section("Tabel onderaan", 2, (paragraph("Dit leidt in."), table_with(8)))
    points = BulletList((paragraph("eerste punt"), paragraph("tweede punt")))
    chapter = Section("Hoofdstuk erna", 1, (paragraph("Waar dit over gaat."),), (table,))
    for lines in range(14, 46):
        filler = paragraph("\n".join(f"regel {n}" for n in range(lines)))
        bold = (paragraph(strong("In vet")), BulletList((paragraph("derde punt"),)))
        text = Section("Veel", 1, (filler, paragraph("Het gaat hierom:"), points, *bold))
        document = replace(document_of(), sections=numbered((text, chapter)))
        pages = [p.extract_text() for p in PdfReader(BytesIO(write_pdf(document))).pages[2:]]
        led = {
            "Het gaat hierom": "eerste punt",
            "In vet": "derde punt",
            "Waar dit over gaat": "Rij 0",
            "Tabel onderaan": "Rij 0",
            "Dit leidt in": "Rij 0",
        }
        for lead, to in led.items():
            page = next(page for page in pages if lead in page)
            assert to in page, (lines, lead)


HOSTILE = (
    '<img src="/etc/passwd"/>', "R&D en", "<b>nooit gesloten", "javascript:alert(1)", "&#x41;",
    "🙂 عربي 漢字", "nul\u200bbreed \u202eomgekeerd", "a" * 4000, "\n" * 500, "\x00\x1b[31m", "<br/>" * 200,
    "<a href='http://x.test'>x</a>", "]]>", "%s {0} \\", "\ud800",
)  # fmt: skip


def everywhere(text: str) -> Document:
    table = Table(
        text,
        text,
        (Column(text),),
        (Row(text, (Shown(7),)), Row(text, (Printed(text, 0, None),))),
        (text,),
        (text,),
    )
    cells: tuple[ReleasedCell, ...] = (Shown(3), Hidden())
    chart = BarChart("zaken", tuple(Bar(text, cell) for cell in cells))
    blocks: tuple[Block, ...] = (
        paragraph(text, strong(text)),
        BulletList((paragraph(text),)),
        KeyFigures((KeyFigure(Shown(1), text, text),)),
        Callout(text, (paragraph(text),)),
        table,
        Figure(text, chart, text.strip() or "-", text, text),
    )
    return Document(
        text, text, text, text, text, date(2026, 2, 3), (Section(text, 1, blocks),), author=text
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_printed_as_text(text: str) -> None:
    content = write_pdf(everywhere(text))
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) >= 3
    for page in reader.pages:
        for note in page.get("/Annots", ()):
            assert "/URI" not in str(note.get_object())
        assert not page.images


def test_markup_is_read_back_as_it_was_typed() -> None:
    typed = '<img src="/etc/passwd"/> R&D en <b>x &amp; y'
    assert typed in words_of(write_pdf(document_of(paragraph(typed))))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_anywhere_gives_a_pdf(text: str) -> None:
    assert page_count(write_pdf(everywhere(text))) >= 3


def test_signs_that_the_font_lacks_are_named_and_shown_as_a_square() -> None:
    document = document_of(paragraph("een 🙂 en 漢"))
    assert missing_signs(document) == "漢🙂"
    assert "een □ en □" in words_of(write_pdf(document))


def test_a_million_characters_are_laid_out_in_reasonable_time() -> None:
    assert page_count(write_pdf(document_of(paragraph("woord " * 50_000)))) > 50


def test_importing_the_module_loads_no_reportlab() -> None:
    program = (
        "import sys; import vp_desk.reporting.pdf, vp_desk.reporting.annual, vp_desk.reporting.export; "
        "sys.exit(any(m.split('.')[0] in ('reportlab', 'xlsxwriter') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
