"""The tables as Qt asks for them."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.desk import Desk
from vp_desk.disclosure import Hidden
from vp_desk.periods import Month
from vp_desk.records import Case
from vp_desk.selection import Selection
from vp_desk.ui.models import cases as cases_model
from vp_desk.ui.models.cases import COLUMNS, CasesModel
from vp_desk.ui.models.released import MARK_ROLE, ReleasedModel, reason_counts, sheet_of
from vp_desk.ui.models.table import Cell, TextTable

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def full_desk(filled_vault: Path) -> Desk:
    return CHEAP_DOORS.open(filled_vault, PASSPHRASE)


def test_the_list_of_cases_is_a_sound_model_and_stays_so_when_it_changes(
    full_desk: Desk, qtmodeltester: ModelTester
) -> None:
    model = CasesModel(full_desk)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_selection(Selection())
    assert model.rowCount() == 14
    model.show_selection(Selection(codes={"types": frozenset({"financial"})}))
    assert model.rowCount() == 4
    full_desk.add_case(
        Case(code=full_desk.new_case_code(), month=Month(2026, 2), types=("financial",)), None
    )
    model.show_selection(model.selection)
    assert model.rowCount() == 5
    full_desk.close()


def test_pages_are_read_only_where_they_are_looked_at(
    full_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    read = Desk.page_of_cases

    def counted(desk: Desk, selection: Selection, offset: int, limit: int) -> object:
        asked.append((offset, limit))
        return read(desk, selection, offset, limit)

    monkeypatch.setattr(Desk, "page_of_cases", counted)
    monkeypatch.setattr(cases_model, "PAGE_SIZE", 4)
    model = CasesModel(full_desk)
    model.show_selection(Selection())
    assert asked == []
    last = model.index(13, cases_model.MONTH).data()
    first = model.index(12, cases_model.MONTH).data()
    assert asked == [(12, 4)]
    assert {last, first} == {"januari 2025", "februari 2025"}
    full_desk.close()


def test_rows_come_in_the_order_of_the_selection(full_desk: Desk) -> None:
    model = CasesModel(full_desk)
    model.show_selection(replace(Selection(), order="code", descending=False))
    codes = [model.index(row, cases_model.CODE).data() for row in range(model.rowCount())]
    assert all(one < other for one, other in pairwise(codes))
    heading = model.headerData(0, Qt.Orientation.Horizontal)
    assert heading == "Zaak  ↑"
    full_desk.close()


def test_a_cell_is_read_aloud_with_its_heading(full_desk: Desk) -> None:
    model = CasesModel(full_desk)
    model.show_selection(Selection())
    heard = model.index(0, cases_model.UNIT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"{COLUMNS[cases_model.UNIT][0]}: niet ingevuld"
    full_desk.close()


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
    full_desk.close()


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
    full_desk.close()


def test_a_text_table_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = TextTable(("Regel", "Fout"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_rows([(Cell("2"), Cell("kapot", "meer")), (Cell("3"), Cell("ook"))])
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Fout: kapot. meer"
    model.show_rows([])
    assert model.rowCount() == 0
