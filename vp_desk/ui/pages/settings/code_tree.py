"""A code list as a tree: entries with their parts, and the words by which one finds them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from vp_desk.taxonomy import Code, CodeList
from vp_desk.ui.delegates import RowDelegate

_Index = QModelIndex | QPersistentModelIndex
_ROW_HEIGHT = 32
_NAME_SHARE = 0.6
_CODE_ROLE = Qt.ItemDataRole.UserRole
_OFF = "staat uit"


class _Rows(RowDelegate):
    """Rows of one height, with air."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line."""
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)


class CodeTree(QTreeWidget):
    """Shows entries; the keys say what is wanted: Insert, F2 or Enter, Delete, Alt with Up or Down."""

    #: A code, or an empty text when there is none.
    chosen = Signal(str)
    add_wanted = Signal()
    change_wanted = Signal()
    retire_wanted = Signal()
    move_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderLabels(["Naam", "Ook te vinden als"])
        self.setItemDelegate(_Rows(frozenset({1}), self))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(22)
        self.setMinimumHeight(380)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(self._on_double_click)

    @property
    def code(self) -> str:
        """The code of the entry that is chosen; empty when there is none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(0, _CODE_ROLE))

    def show_list(self, codes: CodeList, chosen: str = "") -> None:
        """Show the entries of a list.

        Args:
            codes: the list.
            chosen: the entry to choose; another list, or one without it, begins at the top.
        """
        closed = {
            code
            for code, item in self._items().items()
            if item.childCount() and not item.isExpanded()
        }
        with QSignalBlocker(self):
            self._fill(codes, chosen, closed)
        self.chosen.emit(self.code)

    def choose(self, code: str) -> None:
        """Choose an entry."""
        item = self._items().get(code)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)

    def labels(self) -> list[str]:
        """What stands in the first column, from top to bottom."""
        return [item.text(0) for item in self._items().values()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names get most of the room."""
        super().resizeEvent(event)
        self.header().resizeSection(0, int(self.viewport().width() * _NAME_SHARE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list that can be edited."""
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and key in steps:
            self.move_wanted.emit(steps[key])
        elif key is Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.change_wanted.emit()
        elif key is Qt.Key.Key_Delete:
            self.retire_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self, codes: CodeList, chosen: str, closed: set[str]) -> None:
        self.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for entry in codes:
            item = QTreeWidgetItem(_texts(entry, codes))
            item.setData(0, _CODE_ROLE, entry.code)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, _spoken(entry, codes))
            for column in range(2):
                item.setToolTip(column, item.text(column))
            if not codes.is_offered(entry.code):
                font = item.font(0)
                font.setItalic(True)
                item.setFont(0, font)
            parent = items.get(entry.parent or "")
            if parent is None:
                self.addTopLevelItem(item)
            else:
                parent.addChild(item)
            items[entry.code] = item
        self.setRootIsDecorated(any(entry.depth > 1 for entry in codes))
        for code, item in items.items():
            item.setExpanded(code not in closed)
        first = items.get(chosen) or self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)
            self.scrollToItem(first)

    def _items(self) -> dict[str, QTreeWidgetItem]:
        found: dict[str, QTreeWidgetItem] = {}

        def walk(item: QTreeWidgetItem) -> None:
            found[str(item.data(0, _CODE_ROLE))] = item
            for place in range(item.childCount()):
                part = item.child(place)
                if part is not None:
                    walk(part)

        for place in range(self.topLevelItemCount()):
            top = self.topLevelItem(place)
            if top is not None:
                walk(top)
        return found

    def _on_current(self, _item: QTreeWidgetItem, _before: QTreeWidgetItem) -> None:
        self.chosen.emit(self.code)

    def _on_double_click(self, _item: QTreeWidgetItem, _column: int) -> None:
        self.change_wanted.emit()


def _texts(entry: Code, codes: CodeList) -> list[str]:
    off = "" if codes.is_offered(entry.code) else f"  ({_OFF})"
    return [f"{entry.label}{off}", ", ".join(entry.found_by)]


def _spoken(entry: Code, codes: CodeList) -> str:
    parts = [entry.label]
    if not codes.is_offered(entry.code):
        parts.append(_OFF)
    if entry.parent is not None:
        parts.append(f"onderdeel van {codes.label_of(entry.parent)}")
    return ", ".join(parts)
