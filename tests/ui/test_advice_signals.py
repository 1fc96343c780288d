"""A pattern that becomes a signal, is written and answered, or is put aside."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.advising import advice, of_kind, rest
from tests.ui.keyboard import Keyboard
from vp_desk.desk import (
    Response,
    ResponseKind,
)
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.loop.signal_page import SignalPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.workspace import Workspace


def test_a_pattern_becomes_a_signal_that_is_seen_written_and_answered(
    qtbot: QtBot, pattern: Workspace, keys: Keyboard, tmp_path: Path
) -> None:
    pattern.go("today")
    rest(qtbot, pattern)
    today = of_kind(pattern, TodayPage)
    (line,) = today.proposals.lines
    line.buttons[0].click()
    page = of_kind(pattern, SignalPage)
    rest(qtbot, pattern)
    assert keys.name() == "Titel"
    keys.type("Toon in het overleg\t")
    keys.type("Bespreek met elkaar hoe u praat.")
    page.make_preview()
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)
    assert page.status.text.startswith("Veilig:"), page.status.text
    assert page.preview.state.startswith("Precies zo wordt het signaal")
    assert page.preview.view.pages >= 1
    path = tmp_path / "signaal.pdf"
    page.write(path)
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)
    assert path.read_bytes().startswith(b"%PDF")
    assert "Bewaard als" in page.bar.text
    (signal,) = pattern.desk.signals()
    assert signal.release == 1
    assert signal.theme.types == ("conduct.gossip",)
    assert keys.name() == "Antwoord"
    keys.type("over\t")
    keys.press(Qt.Key.Key_S, ctrl=True)
    (signal,) = pattern.desk.signals()
    assert signal.response == Response(ResponseKind.ADOPTED)
    view = advice(qtbot, pattern, "signal").signals
    assert view.table.table.index(0, 2).data() == "Overgenomen"


def test_a_signal_on_a_theme_with_few_cases_is_refused_in_words(
    qtbot: QtBot, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.loop.new_signal()
    page = of_kind(workspace, SignalPage)
    by_key = {field.key: field for field in page.form.fields}
    page.form.set_value(by_key["title"], "Cijfers")
    page.form.set_value(by_key["text"], "Let hierop.")
    page.form.set_value(by_key["types"], ("financial.fraud",))
    page._on_edited()
    qtbot.waitUntil(lambda: page.status.text.startswith("Nog niet veilig."), timeout=20_000)
    assert page.store()
    page.write(tmp_path / "signaal.pdf")
    qtbot.waitUntil(lambda: not page.making.busy, timeout=60_000)
    assert page.status.text.startswith("Nog niet veilig.")
    assert list(tmp_path.glob("*.pdf")) == []
    page.delete_button.click()
    assert workspace.desk.signals() == ()
    rest(qtbot, workspace)


def test_a_pattern_is_shown_and_put_aside(qtbot: QtBot, pattern: Workspace) -> None:
    view = advice(qtbot, pattern, "signal").signals
    (line,) = view.proposals.lines
    line.buttons[1].click()
    page = of_kind(pattern, CasesPage)
    qtbot.waitUntil(lambda: not page.model.waiting)
    assert page.model.rowCount() == 6
    view = advice(qtbot, pattern, "signal").signals
    view.proposals.lines[0].buttons[2].click()
    rest(qtbot, pattern)
    assert view.proposals.lines == []
