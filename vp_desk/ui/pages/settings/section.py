"""What all sections of the settings share: what they promise the page, and a field with its problem."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from vp_desk.desk import VaultSettings
from vp_desk.ui.forms.inputs import NoteInput, TextInput
from vp_desk.ui.pages.page import Page
from vp_desk.ui.widgets import card, label, reveal, set_look


class SettingsSection(QWidget):
    """One part of the settings. What is typed here stays until it is stored or thrown away."""

    #: Something was typed.
    edited = Signal()
    #: `Changes`: something was stored at once.
    changed = Signal(object)
    #: A sentence for the status line.
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("body")
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(4, 4, 32, 28)
        self.content.setSpacing(16)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return False

    def load(self) -> None:
        """Show what is stored; what was typed is forgotten."""

    def activate(self) -> None:
        """It comes into sight: show what is true now and keep what was typed."""

    def check(self) -> bool:
        """Show what is wrong beside its field; whether all is fine."""
        return True

    def applied(self, settings: VaultSettings) -> VaultSettings:
        """The settings with what was typed here. Only asked when all is fine."""
        return settings

    def store(self) -> None:
        """Store what is no setting of the vault but was typed here; `changed` tells of it."""

    def add_card(self, title: str, lead: str = "") -> QVBoxLayout:
        """A frame with a heading; returns where its parts go."""
        frame, layout = card()
        layout.addWidget(label(title, "heading"))
        if lead:
            layout.addWidget(label(lead, "muted", wrap=True))
        self.content.addWidget(frame)
        return layout

    def ask(self, text: str, answers: dict[str, Callable[[], None]]) -> None:
        """Ask something in the bar of the page."""
        place = self.parentWidget()
        while place is not None and not isinstance(place, Page):
            place = place.parentWidget()
        if place is not None:
            place.bar.ask(text, answers)

    @Slot()
    def on_edited(self) -> None:
        """Tell the page that something was typed."""
        self.edited.emit()


class SettingRow(QWidget):
    """A label, an input, and under it what helps or what is wrong."""

    def __init__(
        self, words: str, widget: QComboBox | TextInput | NoteInput | QFrame, help_text: str = ""
    ) -> None:
        super().__init__()
        self.widget, self._help = widget, help_text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        name = QLabel(words)
        name.setProperty("role", "label")
        name.setBuddy(widget)
        widget.setAccessibleName(words.replace("&", ""))
        self._message = label("", "small", wrap=True)
        layout.addWidget(name)
        layout.addWidget(widget)
        layout.addWidget(self._message)
        self.show_problem("")

    def show_problem(self, problem: str) -> None:
        """Say what is wrong beside the field; an empty text shows the help again."""
        set_look(self.widget, "invalid", bool(problem))
        set_look(self._message, "role", "error" if problem else "small")
        self._message.setText(problem or self._help)
        self._message.setVisible(bool(problem or self._help))
        self.widget.setAccessibleDescription(problem or self._help)

    @property
    def problem(self) -> str:
        """What is said to be wrong."""
        return self._message.text() if self.widget.property("invalid") else ""

    def focus(self) -> None:
        """Give it the focus."""
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)


def choices(options: list[tuple[object, str]], edited: Callable[[], object]) -> QComboBox:
    """A choice between a few values."""
    made = QComboBox()
    for value, words in options:
        made.addItem(words, value)
    made.currentIndexChanged.connect(edited)
    return made
