"""The preview of the report: real pages of real vaults, from memory, by keyboard, and gone with the lock."""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from tests.ui.keyboard import Keyboard
from tests.ui.test_report_page import choose_edition, opened
from vp_desk.demo import invent
from vp_desk.desk import open_vault
from vp_desk.desk.demonstration import fill
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.views.page_column import ZOOMS, PageColumn, fitting_scale, next_zoom
from vp_desk.ui.views.page_view import PageView
from vp_desk.ui.window import Window


@pytest.fixture
def page(qtbot: QtBot, window: Window, vault_path: Path) -> ReportPage:
    """Figures that are ready to be told."""
    with open_vault(vault_path, PASSPHRASE, limits=CHEAP_LIMITS) as desk:
        fill(desk, invent(sizes=(20, 30), last_year=2025))
    found = opened(window, vault_path)
    found.prepare()
    qtbot.waitUntil(lambda: found.prepared is not None)
    return found


def shown(qtbot: QtBot, page: ReportPage) -> PageView:
    """The preview, with what is in sight of it drawn."""
    if not page.pages.is_shown:
        page.show_pages()
    view = page.pages.view
    qtbot.waitUntil(lambda: page.pages.is_shown and not page.drafts.making.busy)
    qtbot.waitUntil(lambda: view.is_sharp)
    return view


@pytest.fixture
def view(qtbot: QtBot, page: ReportPage) -> PageView:
    return shown(qtbot, page)


def content_of(view: PageView) -> bytes:
    content = view._pictures._content
    assert content is not None
    return content


def drawn(view: PageView) -> set[int]:
    return set(view._pictures._pictures)


def is_outdated(page: ReportPage) -> bool:
    return page.pages.is_outdated


def quiet(qtbot: QtBot, page: ReportPage) -> None:
    """Nothing goes on any more, weighing and attacking included."""
    qtbot.waitUntil(lambda: not page._workers.busy)


def test_the_pages_are_those_of_the_file_that_is_written_then(
    qtbot: QtBot, page: ReportPage, view: PageView, tmp_path: Path
) -> None:
    concept = content_of(view)
    page.pages.kind._group.button(1).click()
    qtbot.waitUntil(lambda: content_of(view) != concept or not page.pages.concept)
    shown(qtbot, page)
    final = content_of(view)
    quiet(qtbot, page)
    path = tmp_path / "a.pdf"
    page.write(path)
    qtbot.waitUntil(path.exists)
    quiet(qtbot, page)
    assert path.read_bytes() == final
    assert is_outdated(page)  # the next one has another number


def test_the_concept_is_written_from_beside_its_preview(
    qtbot: QtBot, page: ReportPage, view: PageView, tmp_path: Path
) -> None:
    quiet(qtbot, page)
    concept, path = content_of(view), tmp_path / "c.pdf"
    assert page.pages.save.isVisible()
    assert page.pages.save.isEnabled()
    page._writing.write_concept(path)
    qtbot.waitUntil(path.exists)
    quiet(qtbot, page)
    assert path.read_bytes() == concept
    page.pages.kind._group.button(1).click()
    shown(qtbot, page)
    assert not page.pages.save.isVisible()


_opened: list[str] = []
_watching = False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open":
        path, mode, flags = arguments
        writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND
        by_mode = isinstance(mode, str) and bool(set(mode) & set("wax+"))
        if by_mode or (isinstance(flags, int) and flags & writes):
            _opened.append(str(path))
    elif event.startswith(("socket.", "tempfile.", "os.mkdir", "os.rename", "shutil.")):
        _opened.append(event)


sys.addaudithook(_hook)


def tree(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*")}


def test_nothing_is_written_while_one_looks(
    qtbot: QtBot,
    page: ReportPage,
    vault_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    global _watching  # noqa: PLW0603 - a hook cannot be taken away
    quiet(qtbot, page)
    # A place for temporary files of its own: other programs write in the usual one meanwhile.
    own = tmp_path / "tijdelijk"
    own.mkdir()
    monkeypatch.setenv("TMPDIR", str(own))
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    folders = (tmp_path, vault_path)
    before = [tree(folder) for folder in folders], set(Path.home().iterdir())
    state = {path: path.stat().st_size for path in vault_path.rglob("*") if path.is_file()}
    _opened.clear()
    _watching = True
    try:
        view = shown(qtbot, page)
        for number in range(view.pages):
            view.go_to(number)
            qtbot.waitUntil(lambda: view.is_sharp)
        view.full_size()
        qtbot.waitUntil(lambda: view.is_sharp)
        quiet(qtbot, page)
    finally:
        _watching = False
    assert _opened == []
    assert [tree(folder) for folder in folders] == before[0]
    new = set(Path.home().iterdir()) - before[1]
    assert not [n for n in new if n.suffix in (".pdf", ".png") or "vp" in n.name.lower()]
    assert {path: path.stat().st_size for path in state} == state
    QApplication.processEvents()
    assert not QApplication.clipboard().text()


def test_only_what_is_in_sight_and_what_is_next_is_drawn_and_kept(
    qtbot: QtBot, view: PageView
) -> None:
    assert view.pages > 5
    qtbot.waitUntil(lambda: drawn(view) >= {0})
    assert max(drawn(view)) <= 2
    most = 0
    for number in range(view.pages):
        view.go_to(number)
        qtbot.waitUntil(lambda: view.is_sharp)
        assert view.page in drawn(view)
        most = max(most, len(drawn(view)))
    assert most <= 4
    view._set_zoom(ZOOMS[-1])
    qtbot.waitUntil(lambda: view.is_sharp)
    assert view.kept < 4 * 33_000_000


def test_pages_are_forgotten_when_one_looks_at_something_else(
    qtbot: QtBot, page: ReportPage, view: PageView
) -> None:
    page.show_protection()
    qtbot.waitUntil(lambda: drawn(view) == set())
    page.show_pages()
    qtbot.waitUntil(lambda: view.is_sharp)
    assert drawn(view)


def test_the_keyboard_goes_through_the_pages(qtbot: QtBot, view: PageView, keys: Keyboard) -> None:
    view.setFocus()
    keys.press(Qt.Key.Key_End)
    assert view.page == view.pages - 1
    keys.press(Qt.Key.Key_Home)
    assert view.page == 0
    seen = [view.page]
    for _ in range(60):
        keys.press(Qt.Key.Key_PageDown)
        if view.page != seen[-1]:
            seen.append(view.page)
    assert seen == list(range(view.pages))  # in parts, and none left out
    back = [view.page]
    for _ in range(60):
        keys.press(Qt.Key.Key_PageUp)
        if view.page != back[-1]:
            back.append(view.page)
    assert back == list(reversed(range(view.pages)))


def test_at_the_last_page_the_focus_goes_to_the_arrow_that_leads_back(
    qtbot: QtBot, page: ReportPage, view: PageView, keys: Keyboard
) -> None:
    pages = page.pages
    view.go_to(view.pages - 2)
    pages.on.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert view.page == view.pages - 1
    assert (pages.on.isEnabled(), pages.back.hasFocus()) == (False, True)
    keys.press(Qt.Key.Key_Space, times=view.pages - 1)
    assert view.page == 0
    assert (pages.back.isEnabled(), pages.on.hasFocus()) == (False, True)


def test_larger_smaller_and_as_wide_as_there_is_room(
    qtbot: QtBot, window: Window, page: ReportPage, view: PageView, keys: Keyboard
) -> None:
    view.setFocus()
    view.go_to(3)
    fitted = view.percent
    keys.press(Qt.Key.Key_Plus, ctrl=True)
    assert view.percent > fitted
    assert view.page == 3
    assert page.pages._percent.text() == f"{view.percent} %"
    keys.press(Qt.Key.Key_Minus, ctrl=True)
    keys.press(Qt.Key.Key_Minus, ctrl=True)
    assert view.percent < fitted
    keys.press(Qt.Key.Key_0, ctrl=True)
    assert view.percent == fitted
    assert view.fits_width
    assert window.workspace is not None
    assert window.workspace.page is page  # and not the tenth page of the navigation
    page.pages.full.click()
    assert view.percent == 100
    assert view.page == 3
    window.resize(1600, 900)
    assert view.percent == 100
    page.pages.fit.click()
    assert view.percent > fitted


def test_the_page_that_is_typed_comes_into_sight(
    qtbot: QtBot, page: ReportPage, view: PageView, keys: Keyboard
) -> None:
    for typed, expected in (("3", 2), ("400", view.pages - 1), ("0", 0), ("x", 0)):
        page.pages.page.setFocus()
        page.pages.page.selectAll()
        keys.type(typed)
        keys.enter()
        assert view.page == expected, typed
        assert page.pages.page.text() == str(expected + 1)
    assert page.pages._of.text() == f"van {view.pages}"
    page.pages.on.click()
    assert view.page == 1
    page.pages.back.click()
    assert view.page == 0
    assert not page.pages.back.isEnabled()


def test_chapters_lead_to_their_pages_and_follow_them(
    qtbot: QtBot, page: ReportPage, view: PageView, keys: Keyboard
) -> None:
    chapters = page.pages._outline.chapters
    assert [each.title for each in chapters if each.depth == 0][:2] == [
        "1 Leeswijzer",
        "2 Samenvatting",
    ]
    names = page.pages.chapters
    names.setFocus()
    last = len(chapters) - 1
    for _ in chapters:
        keys.press(Qt.Key.Key_Down)
    assert names.currentRow() == last
    assert view.page == chapters[last].page
    view.setFocus()
    keys.press(Qt.Key.Key_Home)
    assert names.currentRow() == -1  # the cover is in no chapter
    view.go_to(chapters[0].page)
    assert names.currentRow() == 0


def test_a_screen_reader_hears_which_page_it_is(
    qtbot: QtBot, page: ReportPage, view: PageView
) -> None:
    def name() -> str:
        return QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name)

    assert name() == f"Pagina 1 van {view.pages}"
    chapter = page.pages._outline.chapters[0]
    view.go_to(chapter.page)
    assert name() == f"Pagina {chapter.page + 1} van {view.pages}: 1 Leeswijzer"
    described = QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Description)
    assert "Page Down" in described


def test_in_a_narrow_window_chapters_are_in_a_list_that_opens(
    qtbot: QtBot, window: Window, page: ReportPage, view: PageView
) -> None:
    assert page.pages.chapters.isVisible()
    assert not page.pages.chapter.isVisible()
    window.resize(683, 384)
    qtbot.waitUntil(page.pages.chapter.isVisible)
    assert not page.pages.chapters.isVisible()
    assert page.pages.chapter.count() == len(page.pages._outline.chapters)
    page.pages.chapter.setCurrentIndex(2)
    page.pages.chapter.activated.emit(2)
    assert view.page == page.pages._outline.chapters[2].page


def test_escape_stops_the_making_and_leaves_nothing_behind(
    qtbot: QtBot, window: Window, page: ReportPage, keys: Keyboard
) -> None:
    assert window.workspace is not None
    publisher = window.workspace.desk._publisher
    quiet(qtbot, page)
    with publisher._laying_out:  # another report is being laid out, for as long as we like
        page.show_pages()
        assert page.drafts.making.busy
        keys.press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not page.drafts.making.busy)
    assert not page.pages.is_shown
    assert page._waiting.isHidden()
    page.pages.empty.button.click()
    assert shown(qtbot, page).pages > 5


def test_a_file_that_is_stopped_in_time_is_not_there_and_was_no_release(
    qtbot: QtBot, window: Window, page: ReportPage, keys: Keyboard, tmp_path: Path
) -> None:
    assert window.workspace is not None
    desk = window.workspace.desk
    quiet(qtbot, page)
    with desk._publisher._laying_out:
        page.write(tmp_path / "a.pdf")
        keys.press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: "Gestopt" in page.bar.text)
    quiet(qtbot, page)
    assert not (tmp_path / "a.pdf").exists()
    assert not desk.released.releases()
    pdf = next(b for b in page.findChildren(QPushButton) if "PDF" in b.text())
    assert pdf.isEnabled()


def test_counting_can_be_stopped_too(qtbot: QtBot, page: ReportPage, keys: Keyboard) -> None:
    quiet(qtbot, page)
    page.prepare()
    keys.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(page._waiting.isHidden)
    assert page.prepare_button.isEnabled()
    page.prepare()
    qtbot.waitUntil(lambda: page.prepared is not None)


def test_locking_drops_every_page_and_the_report_itself(
    qtbot: QtBot, window: Window, page: ReportPage, view: PageView
) -> None:
    view.go_to(4)
    qtbot.waitUntil(lambda: view.kept > 0)
    assert content_of(view)
    window.lock()
    assert view._pictures._content is None
    assert view.kept == 0
    assert view.pages == 0
    assert page.pages.chapters.count() == 0
    assert page.prepared is None
    assert window.workspace is None


def test_figures_that_change_put_the_preview_out_of_date(
    qtbot: QtBot, window: Window, page: ReportPage, view: PageView
) -> None:
    view.go_to(3)
    before = content_of(view)
    workspace = window.workspace
    assert workspace is not None
    changes = workspace.desk.change_settings(replace(workspace.desk.settings, threshold=7))
    workspace.bus.changed.emit(changes)
    qtbot.waitUntil(lambda: page.prepared is not None)
    assert is_outdated(page)
    assert "niet meer actueel" in page.pages.bar.text
    assert content_of(view) == before  # still there to look at
    found = [b for b in page.pages.bar.findChildren(QPushButton) if "Opnieuw" in b.text()]
    again = next(b for b in found if b.isVisible())  # what it said before may not be gone yet
    again.click()
    qtbot.waitUntil(lambda: content_of(view) != before)
    assert not is_outdated(page)
    assert view.page == 3  # one stays where one was


def test_other_readers_get_a_preview_of_their_own_at_once(
    qtbot: QtBot, page: ReportPage, view: PageView
) -> None:
    before = content_of(view)
    view.go_to(5)
    choose_edition(page, "coordinator")
    assert not page.pages.is_shown
    shown(qtbot, page)
    assert content_of(view) != before
    assert view.page == 0
    # What is not yet confirmed is shown all the same, with the question beside it.
    assert page.pages.is_shown


def test_figures_that_come_while_one_looks_elsewhere_make_no_preview(
    qtbot: QtBot, page: ReportPage
) -> None:
    quiet(qtbot, page)
    choose_edition(page, "coordinator")
    assert not page.drafts.making.busy
    assert not page.pages.is_shown


@pytest.mark.parametrize("width", [300, 640, 1200])
def test_pages_lie_under_each_other_without_gaps_in_what_is_in_sight(width: int) -> None:
    sizes = ((595.0, 842.0), (842.0, 595.0), (595.0, 842.0))
    column = PageColumn(sizes, fitting_scale(sizes, width))
    assert column.whole_width <= width + 1
    for top in range(0, column.whole_height, 37):
        seen = column.in_sight(top, 100)
        for page in range(3):
            begin, end = column.tops[page], column.tops[page] + column.height(page)
            assert (page in seen) == (begin < top + 100 and end > top)
        assert not seen or column.main_page(top, 100) in seen


def test_steps_of_size_go_from_anywhere_to_the_next() -> None:
    assert [next_zoom(0.74, 1), next_zoom(0.75, 1), next_zoom(0.74, -1)] == [1.0, 1.0, 0.5]
    assert (next_zoom(9, 1), next_zoom(0.1, -1)) == (ZOOMS[-1], ZOOMS[0])
