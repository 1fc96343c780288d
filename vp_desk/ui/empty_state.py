"""What stands where there is nothing yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.ui.icons import IconLabel
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import button, label


class EmptyState(QWidget):
    """What stands where there is nothing yet: an icon, what it means, and the next step."""

    pressed = Signal()

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "heading")
        self._text = label("", "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(scaled(Size.READING))
        self.button = button("", self.pressed.emit, "primary")
        picture = IconLabel(icon_name, Size.PICTURE, QPalette.ColorRole.Mid)
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.S)
        layout.addStretch(2)
        for part in (picture, self._title, self._text, self.button):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def explain(self, title: str, text: str, button_words: str = "") -> None:
        """Show other words; without words the button is not there."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setFixedHeight(self._text.heightForWidth(self._text.width()))
        self.button.setText(button_words)
        self.button.setVisible(bool(button_words))
