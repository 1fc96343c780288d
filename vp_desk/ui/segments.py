"""A choice between a few options that are all in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

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
        self._number = 0
        self._group = QButtonGroup(self)
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
        return self._values[self._number]

    @property
    def parts(self) -> Sequence[QAbstractButton]:
        """A button for each option."""
        return self._group.buttons()

    @property
    def has_focus(self) -> bool:
        """Whether one is choosing."""
        return any(part.hasFocus() for part in self.parts)

    def set_value(self, value: object) -> None:
        """Choose an option without telling anyone."""
        self._number = self._values.index(value)
        self.light(lit=True)

    def light(self, *, lit: bool) -> None:
        """Show which option is chosen, or none of them: while something else is in sight."""
        self._group.setExclusive(lit)
        for number, part in enumerate(self.parts):
            chosen = number == self._number
            part.setChecked(lit and chosen)
            # Tab comes to the chosen one, from either side; the arrow keys go to the others.
            policy = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
            part.setFocusPolicy(policy)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self._number = number
        self.light(lit=True)
        self.chosen.emit(self._values[number])
