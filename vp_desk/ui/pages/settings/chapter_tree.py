"""The chapters of a report with their tables, to switch on and off."""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from vp_desk.aggregate import Edition
from vp_desk.desk import CHAPTERS, Chapter
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size

_CODE: Final = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_SEEN: Final = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class ChapterTree(QTreeWidget):
    """A chapter that goes off takes its tables with it; a table that goes on brings its chapter."""

    def __init__(
        self, tables: Mapping[str, str], chapter_of: Mapping[str, Chapter], edition: Edition
    ) -> None:
        """Prepare.

        Args:
            tables: name of each table that can be switched by itself → its label, in order; none = tables go
                with their chapter.
            chapter_of: name of a table → its chapter.
            edition: what is on.
        """
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setRootIsDecorated(bool(tables))
        self.setItemsExpandable(bool(tables))
        for chapter in CHAPTERS:
            top = _item(chapter.label, chapter.value, chapter in edition.chapters, "hoofdstuk")
            self.addTopLevelItem(top)
            for name, words in tables.items():
                if chapter_of[name] is chapter:
                    is_on = name in edition.tables and chapter in edition.chapters
                    top.addChild(_item(words, name, is_on, f"tabel bij {chapter.label}"))
            top.setExpanded(True)
        self.setCurrentItem(next(self._tops()))
        self.itemChanged.connect(self._on_changed)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Those that are on."""
        return tuple(Chapter(_code(top)) for top in self._tops() if top.checkState(0) is _ON)

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that are on."""
        return tuple(
            _code(part) for top in self._tops() for part in _parts(top) if part.checkState(0) is _ON
        )

    def check_all(self, *, on: bool) -> None:
        """Switch everything on or off."""
        with QSignalBlocker(self):
            for top in self._tops():
                _check(top, on=on)
        self.viewport().update()

    def at(self, code: str) -> QTreeWidgetItem:
        """The row of a chapter or a table."""
        rows = (row for top in self._tops() for row in (top, *_parts(top)))
        return next(row for row in rows if _code(row) == code)

    def _tops(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.topLevelItemCount()):
            top = self.topLevelItem(place)
            if top is not None:
                yield top

    @Slot(QTreeWidgetItem, int)
    def _on_changed(self, item: QTreeWidgetItem, _column: int) -> None:
        on, above = item.checkState(0) is _ON, item.parent()
        with QSignalBlocker(self):
            if above is None:
                _check(item, on=on)
            elif on:
                above.setCheckState(0, _ON)
        self.viewport().update()


def _item(words: str, code: str, is_on: bool, kind: str) -> QTreeWidgetItem:
    made = QTreeWidgetItem([words])
    made.setData(0, _CODE, code)
    made.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{words}, {kind}")
    made.setSizeHint(0, QSize(0, scaled(Size.ROW_CHOICE)))
    made.setToolTip(0, words)
    made.setFlags(_SEEN | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(0, _ON if is_on else _OFF)
    return made


def _code(item: QTreeWidgetItem) -> str:
    return str(item.data(0, _CODE))


def _parts(top: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for place in range(top.childCount()):
        part = top.child(place)
        if part is not None:
            yield part


def _check(top: QTreeWidgetItem, *, on: bool) -> None:
    for row in (top, *_parts(top)):
        row.setCheckState(0, _ON if on else _OFF)
