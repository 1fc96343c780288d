"""A choice between a few options that are all in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from vp_desk.ui.widgets import button


class Segments(QWidget):
    """A choice between a few options that are all in sight; arrow keys move between them."""

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for number, (_, words) in enumerate(options):
            part = button(words, kind="segment", parent=self)
            part.setCheckable(True)
            part.setAccessibleName(f"{name}: {words}")
            place = {0: "first", len(options) - 1: "last"}.get(number, "middle")
            part.setProperty("place", place)
            self._group.addButton(part, number)
            layout.addWidget(part)
        layout.addStretch(1)
        self._group.idClicked.connect(self._on_clicked)
        self.set_value(self._values[0])

    def value(self) -> object:
        """The chosen option."""
        return self._values[self._group.checkedId()]

    @property
    def has_focus(self) -> bool:
        """Whether one is choosing."""
        return any(part.hasFocus() for part in self._group.buttons())

    def set_value(self, value: object) -> None:
        """Choose an option without telling anyone."""
        self._group.button(self._values.index(value)).setChecked(True)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])
