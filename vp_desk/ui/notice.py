"""A sentence that stands beside what it is about, as long as it is true."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from vp_desk.ui.icons import IconLabel
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import at_top, label, restyle, set_look

_ICONS = {"warning": "warning", "error": "warning", "success": "check", "info": "info"}


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        layout.setSpacing(Space.S)
        self._icon = IconLabel("info", parent=self)
        self._text = label("", wrap=True, parent=self)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addLayout(at_top(self._icon))
        layout.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: str = "warning") -> None:
        """Show a sentence, or nothing."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._icon.set_name(_ICONS[tone])
        set_look(self, "tone", tone)
        for part in (self._text, self._icon):
            restyle(part)
        self.setVisible(bool(text))
