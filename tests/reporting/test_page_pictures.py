"""Pages as pictures: what stands in the file is what one sees, and nothing is left behind."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reporting.test_pdf import document_of, table_with
from vp_desk.reporting.page_pictures import (
    MOST_PIXELS,
    Chapter,
    Outline,
    Picture,
    outline_of,
    picture_of,
)
from vp_desk.reporting.pdf import page_count, write_pdf


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_pdf(document_of(table_with(150)))


def ink(picture: Picture) -> float:
    """The part of a page that is not white."""
    return 1 - picture.rows.count(b"\xff") / len(picture.rows)


def test_the_outline_tells_every_page_and_chapter(content: bytes) -> None:
    outline = outline_of(content)
    assert len(outline.sizes) == page_count(content)
    assert {tuple(map(round, size)) for size in outline.sizes} == {(595, 842)}
    (chapter,) = outline.chapters
    assert (chapter.title, chapter.depth, chapter.page) == ("1 Hoofdstuk", 0, 2)
    assert 0 < chapter.top < 200
    assert outline.chapters_on(0) == ()
    assert outline.chapters_on(len(outline.sizes) - 1) == (chapter,)


def test_headings_under_a_section_are_no_chapters_and_make_no_noise(
    caplog: pytest.LogCaptureFixture,
) -> None:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(200, 300), invariant=1)
    for depth, title in enumerate(("Kop", "Deel", "Diep", "Dieper")):
        canvas.bookmarkPage(title, fit="XYZ", top=300 - 20 * depth)
        canvas.addOutlineEntry(title, title, depth)
    canvas.rect(10, 10, 50, 50)
    canvas.save()
    outline = outline_of(target.getvalue())
    assert outline.chapters == (Chapter("Kop", 0, 0, 0.0), Chapter("Deel", 1, 0, 20.0))
    assert not caplog.records


def test_chapters_that_begin_on_a_page_are_those_it_is_about() -> None:
    marks = tuple(Chapter(title, 0, page, 0.0) for title, page in (("a", 1), ("b", 1), ("c", 3)))
    outline = Outline(((595, 842),) * 5, marks)
    on = [[each.title for each in outline.chapters_on(page)] for page in range(5)]
    assert on == [[], ["a", "b"], ["b"], ["c"], ["c"]]


@pytest.mark.parametrize("width", [300, 801, 1600])
def test_a_page_is_drawn_as_wide_as_is_asked(content: bytes, width: int) -> None:
    picture = picture_of(content, 2, width)
    assert picture.width in (width, width + 1)
    assert picture.height == pytest.approx(width * 842 / 595, abs=2)
    assert len(picture.rows) == picture.stride * picture.height
    assert 0.01 < ink(picture) < 0.5


def test_a_page_that_would_take_too_much_room_is_drawn_smaller(content: bytes) -> None:
    picture = picture_of(content, 2, 20_000)
    assert picture.width * picture.height <= MOST_PIXELS * 1.01
    assert picture.width > 2000


def test_pages_can_be_asked_for_from_every_thread(content: bytes) -> None:
    pages = range(page_count(content))
    alone = [picture_of(content, page, 200).rows for page in pages]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda page: picture_of(content, page, 200).rows, pages))
    assert together == alone


_seen: list[tuple[str, tuple[object, ...]]] = []
_watching = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event.startswith(("open", "socket", "os.", "shutil", "tempfile")):
        _seen.append((event, arguments))


sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    """Whatever Python opens meanwhile."""
    global _watching  # noqa: PLW0603 - a hook cannot be taken away
    _seen.clear()
    _watching = True
    try:
        yield _seen
    finally:
        _watching = False


def test_drawing_opens_no_file_and_no_connection(content: bytes) -> None:
    picture_of(content, 0, 100)  # which loads PDFium
    outline_of(content)
    with watched() as seen:
        outline_of(content)
        picture_of(content, 2, 400)
        assert seen == []
        with open(__file__, encoding="utf-8"):  # noqa: PTH123 - the hook sees such things
            pass
        assert len(seen) == 1
