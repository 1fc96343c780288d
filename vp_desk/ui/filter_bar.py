"""The filters of the list as chips: reached, changed and taken away by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vp_desk.filters import Filter
from vp_desk.ui.forms.flow import FlowLayout
from vp_desk.ui.icons import IconButton
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size
from vp_desk.ui.widgets import button

#: A longer chip is cut off; all of it stands in its tooltip.
_WIDEST = 420
#: Width at the right where a click takes the filter away.
_CROSS = 26


class FilterChip(IconButton):
    """One filter: Enter changes it, Delete takes it away, the arrows go along."""

    edit_wanted = Signal(str)
    removed = Signal(str)
    step_wanted = Signal(int)

    def __init__(self, shown: Filter, parent: QWidget) -> None:
        super().__init__("", "close", "chip", parent)
        self.key = shown.key
        self._at_cross = False
        words = str(shown)
        self.setIconSize(QSize(scaled(Size.ICON_SMALL), scaled(Size.ICON_SMALL)))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands after the words
        self.setText(
            self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, scaled(_WIDEST))
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Filter {words}")
        self.setAccessibleDescription("Enter: wijzigen. Delete: weghalen.")
        self.setToolTip(f"{words}\nKlik of Enter: wijzigen. Kruisje of Delete: weghalen.")
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away; the arrows move along."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.key)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_wanted.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(self.key)
        else:
            self._at_cross = False
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the cross is meant."""
        self._at_cross = event.position().x() > self.width() - _CROSS
        super().mousePressEvent(event)

    @Slot()
    def _on_clicked(self) -> None:
        (self.removed if self._at_cross else self.edit_wanted).emit(self.key)


class FilterBar(QWidget):
    """The chips, and a button that takes all of them away. Hidden while there are none."""

    edit_wanted = Signal(str)
    removed = Signal(str)
    cleared = Signal()
    #: There is nothing left here to have the focus.
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._chips: list[FilterChip] = []
        self._shown: tuple[Filter, ...] = ()
        self._end = QWidget(self)  # takes what is left of the line
        line = QHBoxLayout(self._end)
        line.setContentsMargins(0, 0, 0, 0)
        self.clear_button = button("Alles weghalen", self.cleared.emit, "chip", self._end)
        self.clear_button.setAccessibleName("Alle filters weghalen")
        line.addWidget(self.clear_button)
        line.addStretch(1)
        self._flow.addWidget(self._end)
        self.hide()

    @property
    def chips(self) -> tuple[FilterChip, ...]:
        """The chips, from left to right."""
        return tuple(self._chips)

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Show other filters; what had the focus keeps it, or its neighbour gets it."""
        if tuple(filters) == self._shown:
            return
        self._shown = tuple(filters)
        had = next((n for n, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._flow.removeWidget(self._end)
        self._chips = [self._made(shown) for shown in filters]
        self._flow.addWidget(self._end)
        self.setVisible(bool(filters))
        self.updateGeometry()
        if had is not None:
            if self._chips:
                self._chips[min(had, len(self._chips) - 1)].setFocus()
            else:
                self.left.emit()

    def focus_chip(self, key: str) -> None:
        """Give the focus to the chip of a filter, if it is there."""
        for chip in self._chips:
            if chip.key == key:
                chip.setFocus()

    def _made(self, shown: Filter) -> FilterChip:
        chip = FilterChip(shown, self)
        chip.edit_wanted.connect(self.edit_wanted)
        chip.removed.connect(self.removed)
        chip.step_wanted.connect(self._on_step)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    @Slot(int)
    def _on_step(self, step: int) -> None:
        sender = self.sender()
        if isinstance(sender, FilterChip) and sender in self._chips:
            place = self._chips.index(sender) + step
            if 0 <= place < len(self._chips):
                self._chips[place].setFocus()
            elif place:
                self.clear_button.setFocus()
