"""The tables as Qt asks for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.desk import CaseRow, Desk
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.released import Hidden
from vp_desk.selection import Selection
from vp_desk.storage.database import DatabaseDamagedError
from vp_desk.ui.models import cases as cases_model
from vp_desk.ui.models.cases import CasesModel
from vp_desk.ui.models.columns import ALL
from vp_desk.ui.models.released import MARK_ROLE, ReleasedModel, reason_counts, sheet_of
from vp_desk.ui.models.table import Cell, TextTable
from vp_desk.ui.workers import Workers

#: Places of columns in a vault that was just made.
CODE, MONTH, UNIT = 0, 1, 4

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def full_desk(filled_vault: Path) -> Iterator[Desk]:
    with CHEAP_DOORS.open(filled_vault, PASSPHRASE) as desk:
        yield desk


@pytest.fixture
def model(full_desk: Desk, qtbot: QtBot) -> Iterator[CasesModel]:
    workers = Workers()
    yield CasesModel(full_desk, workers)
    workers.finish()


def show(qtbot: QtBot, model: CasesModel, selection: Selection) -> None:
    with qtbot.waitSignal(model.listed):
        model.show_selection(selection)


def test_the_list_of_cases_is_a_sound_model_and_stays_so_when_it_changes(
    full_desk: Desk, model: CasesModel, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    show(qtbot, model, Selection())
    assert model.rowCount() == 14
    show(qtbot, model, Selection(codes={"types": frozenset({"financial"})}))
    assert model.rowCount() == 4
    full_desk.add_case(
        Case(code=full_desk.new_case_code(), month=Month(2026, 2), types=("financial",)), None
    )
    show(qtbot, model, model.selection)
    assert model.rowCount() == 5


def test_pages_are_read_once_and_only_where_they_are_looked_at(
    model: CasesModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    read = Desk.page_of_cases

    def counted(desk: Desk, selection: Selection, offset: int, limit: int) -> object:
        asked.append((offset, limit))
        return read(desk, selection, offset, limit)

    monkeypatch.setattr(Desk, "page_of_cases", counted)
    monkeypatch.setattr(cases_model, "PAGE_SIZE", 4)
    show(qtbot, model, Selection())
    assert asked == []  # the first page comes with the number of cases
    with qtbot.waitSignal(model.dataChanged) as changed:
        assert model.index(13, MONTH).data() == ""
        assert model.code_at(12) is None
    assert asked == [(12, 4)]
    assert [index.row() for index in changed.args[:2]] == [12, 13]
    assert model.index(13, MONTH).data() == "januari 2025"
    assert model.index(12, MONTH).data() == "februari 2025"


def test_of_two_questions_only_the_last_is_answered(model: CasesModel, qtbot: QtBot) -> None:
    answers: list[int] = []
    model.listed.connect(lambda: answers.append(model.rowCount()))
    model.show_selection(Selection())
    model.show_selection(Selection(codes={"types": frozenset({"financial"})}))
    assert model.waiting
    qtbot.waitUntil(lambda: not model.waiting)
    qtbot.wait(50)
    assert answers == [4]


def test_a_case_far_down_is_read_with_its_place(
    full_desk: Desk, model: CasesModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases_model, "PAGE_SIZE", 4)
    oldest = full_desk.page_of_cases(Selection(), 13, 1)[0].case.code
    with qtbot.waitSignal(model.listed):
        model.show_selection(Selection(), oldest)
    assert model.place == 13
    assert model.code_at(13) == oldest
    with qtbot.waitSignal(model.listed):
        model.show_selection(Selection(begin=Month(2025, 2)), oldest)
    assert model.place is None


def test_what_cannot_be_read_is_handed_over(
    full_desk: Desk, model: CasesModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise DatabaseDamagedError

    monkeypatch.setattr(Desk, "list_cases", broken)
    with qtbot.waitSignal(model.failed) as failed:
        model.show_selection(Selection())
    assert isinstance(failed.args[0], DatabaseDamagedError)


def test_rows_come_in_the_order_of_the_selection(model: CasesModel, qtbot: QtBot) -> None:
    show(qtbot, model, replace(Selection(), order="code", descending=False))
    codes = [model.index(row, CODE).data() for row in range(model.rowCount())]
    assert all(one < other for one, other in pairwise(codes))
    heading = model.headerData(0, Qt.Orientation.Horizontal)
    assert heading == "Zaak  ↑"


def test_a_cell_is_read_aloud_with_its_heading(model: CasesModel, qtbot: QtBot) -> None:
    show(qtbot, model, Selection())
    heard = model.index(0, UNIT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Onderdeel: niet ingevuld"


def test_a_released_table_is_a_sound_model_and_stays_so_when_it_changes(
    full_desk: Desk, qtmodeltester: ModelTester
) -> None:
    prepared = full_desk.prepare(2025)
    publication, account = prepared.release.publication, prepared.release.account
    model = ReleasedModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    for name, table in publication.tables.items():
        model.show_table(table, prepared.exact[name], account.reasons)
        sheet = sheet_of(table)
        assert model.rowCount() == len(sheet.rows)
        cells = model.rowCount() * (model.columnCount() - 1)
        assert cells == len(table.cells) == len(set(sheet.keys.values()))
    model.clear()
    assert model.rowCount() == model.columnCount() == 0


def test_a_figure_that_is_not_told_is_not_in_the_cell_and_says_why(full_desk: Desk) -> None:
    prepared = full_desk.prepare(2025)
    publication, account = prepared.release.publication, prepared.release.account
    table = publication.tables["types"]
    model = ReleasedModel()
    model.show_table(table, prepared.exact["types"], account.reasons)
    marked = 0
    for (row, column), key in sheet_of(table).keys.items():
        index = model.index(row, column + 1)
        if index.data(MARK_ROLE) in ("", None, "gap"):
            continue
        marked += 1
        shown = index.data(Qt.ItemDataRole.DisplayRole)
        assert shown == ("×" if isinstance(table.cells[key], Hidden) else "0–4")
        assert "Alleen voor u" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert marked == sum(reason_counts(table, account.reasons).values()) > 0


def test_a_text_table_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = TextTable(("Regel", "Fout"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_rows([(Cell("2"), Cell("kapot", "meer")), (Cell("3"), Cell("ook"))])
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Fout: kapot. meer"
    model.show_rows([])
    assert model.rowCount() == 0


def test_of_a_first_conversation_without_a_day_only_the_month_is_listed(full_desk: Desk) -> None:
    column = ALL["last_contact"]
    case = Case(code=CaseCode("bobo-bo"), month=Month(2025, 9), types=("financial",))
    shown = [
        column.text(CaseRow(case, contacts, day), full_desk.lists)
        for contacts, day in (
            (0, None),
            (1, date(2025, 9, 1)),
            (1, date(2025, 9, 2)),
            (2, date(2025, 10, 1)),
        )
    ]
    assert shown == ["", "sep 2025", "2 sep 2025", "1 okt 2025"]
