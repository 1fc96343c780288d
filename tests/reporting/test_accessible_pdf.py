"""Reports of every kind: anyone can read them, and they can be kept. The long form is `make pdf-proof`."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.reporting.conftest import YEAR
from tests.reporting.file_checks import traces
from tests.reporting.reports import HOSTILE, OWN, REPORTS, chapter, document
from tests.reporting.second_reader import lines_of, poppler_lines
from tests.reporting.tag_checks import complaints, sentences, tree_complaints
from tests.reporting.tag_tree import TaggedFile, read_tags
from tests.reporting.validators import violations
from vp_desk.aggregate import Printed
from vp_desk.demo import invent
from vp_desk.desk import Desk
from vp_desk.desk.demonstration import confirmed, fill
from vp_desk.loop import Letter
from vp_desk.released import Shown
from vp_desk.reporting.document import (
    Block,
    BulletList,
    Callout,
    Column,
    Document,
    Row,
    Table,
    paragraph,
    strong,
)
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.pdf import missing_signs, page_count, write_pdf
from vp_desk.reporting.signal import signal_letter
from vp_desk.reporting.text import all_text

TODAY = date(2026, 2, 3)
#: Poppler takes time with the square of the number of elements.
SECOND_OPINION = (
    "tiny", "one of everything", "hostile own text", "foreign passages", "many notes", "a concept",
    "charts with breaks over 5 years", "edition for the coordinator",
)  # fmt: skip


@pytest.fixture(scope="module")
def written() -> dict[str, tuple[Document, bytes, TaggedFile]]:
    """Reports that were made before, by name."""
    return {}


@pytest.fixture
def made(
    request: pytest.FixtureRequest, written: dict[str, tuple[Document, bytes, TaggedFile]]
) -> tuple[Document, bytes, TaggedFile]:
    """A report, what it was made of, and its tags; made once."""
    name = str(request.param)
    if name not in written:
        source = REPORTS[name]()
        content = write_pdf(source)
        written[name] = source, content, read_tags(content)
    return written[name]


every_report = pytest.mark.parametrize("made", REPORTS, indirect=True)
Made = tuple[Document, bytes, TaggedFile]


@every_report
def test_both_validators_accept_it_on_both_standards(made: Made) -> None:
    assert violations(made[1]) == []


@every_report
def test_what_is_heard_is_what_the_report_says(made: Made) -> None:
    source, _, file = made
    assert complaints(file, source) == []


@every_report
def test_nobody_is_named_and_the_bytes_are_the_same_each_time(made: Made) -> None:
    source, content, _ = made
    assert traces(content) == []
    assert write_pdf(source) == content


@pytest.mark.parametrize("made", SECOND_OPINION, indirect=True)
def test_poppler_reads_the_same_tree(made: Made) -> None:
    _, content, file = made
    assert lines_of(file.root) == poppler_lines(content)


@pytest.mark.parametrize("made", sorted(OWN), indirect=True)
def test_charts_are_told_in_a_sentence(made: Made) -> None:
    assert list(sentences(made[2])) == []


@pytest.mark.parametrize("sizes", [(1,), (30, 45)], ids=["one case", "two years"])
def test_what_a_vault_writes_is_as_good(desk: Desk, tmp_path: Path, sizes: tuple[int, ...]) -> None:
    fill(desk, invent(sizes=sizes, last_year=2025))
    prepared = confirmed(desk, desk.prepare(2025))
    for edition in desk.editions():
        path = tmp_path / f"{edition.code}.pdf"
        content = desk.write_report(prepared, edition.code, path, TODAY).path.read_bytes()
        file = read_tags(content)
        assert violations(content) == []
        assert tree_complaints(file) == []
        assert list(sentences(file)) == []
        assert traces(content) == []


def test_an_interim_signal_is_as_good() -> None:
    """A letter: it has no cover and no contents, and its facts stand under its title."""
    letter = Letter(
        "Stille druk",
        "Een alinea.\n\n- Een punt.\n\n[en] In English.",
        "Directie",
        (("Onderwerp", "Pesten"), ("Onderdeel", "Uitvoering")),
        TODAY,
        ("Eerste raad.", "Tweede raad."),
    )
    facts = ReportFacts("Dienst Voorbeeld", YEAR, TODAY, reference="12-KXRT")
    source = signal_letter(letter, facts)
    content = write_pdf(source)
    file = read_tags(content)
    assert page_count(content) == 1
    assert violations(content) == []
    assert complaints(file, source, ("headings", "order", "contents", "beside")) == []
    assert [each.words for each in file.root.all("H1")] == [
        "Wat opvalt en wat wordt geadviseerd",
        "Advies",
        "Antwoord",
        "Over dit signaal",
    ]
    assert "Stille druk" in {each.words for each in file.root.all("P", "Title", "Span")}
    assert traces(content) == []
    assert write_pdf(source) == content


def test_a_signal_promises_a_place_in_the_annual_report_only_where_it_gets_one() -> None:
    facts = ReportFacts("Dienst Voorbeeld", YEAR, TODAY)
    for is_named in (True, False):
        letter = Letter("Titel", "Tekst.", "Directie", in_report=is_named)
        text = " ".join(all_text(signal_letter(letter, facts).to_json()))
        assert "om een inhoudelijk antwoord" in text
        assert ("komt terug in het jaarverslag" in text) is is_named


def test_a_stream_that_happens_to_end_like_a_line_is_as_long_as_it_says() -> None:
    """One in 256 does: its last byte and the line end behind it must not be taken for one line end."""
    reports = (write_pdf(document(chapter(paragraph(f"Zaak {n}.")))) for n in range(500))
    content = next(found for found in reports if re.search(rb"\r\r?\nendstream", found))
    assert violations(content) == []


# Text of people, in every place where they can put it.


def everywhere(text: str) -> Document:
    """A text in every field of a report."""
    blocks: tuple[Block, ...] = (
        paragraph(text, strong(text)),
        BulletList((paragraph(text),)),
        Callout(text, (paragraph(text),)),
        Table(text, text, (Column(text),), (Row(text, (Shown(7),)),), (text,), (text,)),
    )
    return document(
        chapter(*blocks, title=text), title=text, subtitle=text, organisation=text, author=text,
        edition=text, period=text, reference=text, replaces=text,
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_in_every_field(text: str) -> None:
    source = everywhere(text)
    content = write_pdf(source)
    file = read_tags(content)
    assert complaints(file, source) == []
    assert violations(content) == []
    assert not any(jump.address for jump in file.root.jumps())


def test_markup_is_heard_as_it_was_typed() -> None:
    typed = '<img src="/etc/passwd"/> R&D en <b>x &amp; y <a href="javascript:alert(1)">'
    file = read_tags(write_pdf(document(chapter(paragraph(typed)))))
    assert typed in file.root.words


def test_no_file_is_opened_and_no_address_is_asked() -> None:
    """In a process of its own: what listens for it cannot be taken away again."""
    program = """
import sys
from tests.reporting.test_accessible_pdf import everywhere, HOSTILE
from vp_desk.reporting.pdf import write_pdf
for text in HOSTILE:
    write_pdf(everywhere(text))
seen = []
watched = ("open", "socket.", "subprocess.", "os.system", "urllib.", "os.listdir", "shutil.")
sys.addaudithook(lambda event, told: seen.append((event, str(told[:1]))) if event.startswith(watched) else None)
for text in HOSTILE:
    write_pdf(everywhere(text))
print(seen)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_signs_that_cannot_be_printed_are_named_before_and_shown_in_their_place() -> None:
    source = document(chapter(paragraph("een 🙂, een عربي en \u200b\u202e\u0007niets")))
    assert missing_signs(source) == "".join(sorted("🙂عربي"))
    content = write_pdf(source)
    assert "een □, een □□□□ en niets" in read_tags(content).root.words
    assert violations(content) == []


def calls_of(source: Document) -> int:
    """How often a function of Python was called to write a report: work, whatever the machine."""
    count = 0

    def counted(frame: object, event: str, told: object) -> None:
        del frame, told
        nonlocal count
        count += event == "call"

    write_pdf(source)  # once before: what is remembered is not counted
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        write_pdf(source)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "text",
    ["woord " * 4_000, "x" * 24_000, "regel\n" * 800, "R&D <b> " * 3_000],
    ids=["words", "one word", "line breaks", "markup"],
)
def test_twice_as_long_a_text_is_twice_the_work(text: str) -> None:
    once, twice = (calls_of(document(chapter(paragraph(text * n)))) for n in (1, 2))
    assert twice < 2.3 * once


def test_a_million_characters_are_all_there() -> None:
    text = "".join(f"woord{n} " for n in range(92_000))
    assert len(text) > 10**6
    source = document(chapter(paragraph(text)))
    content = write_pdf(source)
    assert 150 < page_count(content) < 400
    file = read_tags(content)
    assert complaints(file, source) == []


def test_ten_thousand_line_breaks_are_paragraphs_without_empty_ones() -> None:
    text = "\n".join(f"regel {n}\n\n\n" for n in range(2_500))
    source = document(chapter(paragraph(text)))
    file = read_tags(write_pdf(source))
    assert complaints(file, source) == []
    assert page_count(write_pdf(document(chapter(paragraph("\n" * 10_000))))) == 3


@pytest.mark.parametrize("place", ["head", "column", "cell"])
def test_a_row_taller_than_a_page_goes_on_over_the_next(place: str) -> None:
    tall = " ".join(f"woord{n}" for n in range(1500))
    head = tall if place == "head" else "Kort"
    column = tall if place == "column" else "2025"
    cell = Printed(tall, 0, None) if place == "cell" else Shown(12)
    rows = (Row("Eerst", (Shown(1),)), Row(head, (cell,)), Row("Laatst", (Shown(2),)))
    source = document(chapter(Table("Hoog", "Rij", (Column(column),), rows)))
    content = write_pdf(source)
    assert complaints(read_tags(content), source) == []
    assert violations(content) == []


def test_a_table_too_wide_for_a_page_goes_on_below_itself() -> None:
    columns = tuple(Column(f"Onderdeelmeteenlangenaam{n}") for n in range(40))
    row = Row("Pesten", tuple(Shown(100 + n) for n in range(40)))
    source = document(chapter(Table("Breed", "Type", columns, (row, row))))
    content = write_pdf(source)
    assert complaints(read_tags(content), source) == []
    assert violations(content) == []
