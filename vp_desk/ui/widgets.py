"""Small parts that every page uses: labels in a role, cards, bars with a message, segments."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vp_desk.ui.icons import IconLabel, IconOnlyButton

_TONE_ICONS = {"error": "warning", "warning": "warning", "success": "check", "info": "info"}


def label(
    text: str, role: str = "", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label in one of the roles of the style sheet; always plain text, never markup."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    kind: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A button of a kind of the style sheet; `pressed` is a method, called without arguments."""
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if pressed is not None:
        made.clicked.connect(pressed)
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at the properties of a widget."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def card(parent: QWidget | None = None) -> tuple[QFrame, QVBoxLayout]:
    """A quiet frame around what belongs together, and its layout."""
    frame = QFrame(parent)
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(20, 18, 20, 20)
    layout.setSpacing(14)
    return frame, layout


def rule() -> QFrame:
    """A hairline."""
    frame = QFrame()
    frame.setProperty("role", "rule")
    return frame


def row(*parts: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets beside each other; None is a gap that takes what is left."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return layout


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Bar(QFrame):
    """A message in the page, with the buttons that answer it. Hidden until there is something."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 10)
        layout.setSpacing(10)
        self._icon = IconLabel("info", parent=self)
        self._text = label("", wrap=True, parent=self)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = QHBoxLayout()
        self._close = IconOnlyButton("Bericht sluiten", "close", self)
        self._close.clicked.connect(self.hide)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._buttons)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._answers: dict[QPushButton, Callable[[], None]] = {}
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: str = "info") -> None:
        """Show a message: tone info, success, warning or error."""
        self._show(text, tone, {})

    def ask(self, text: str, answers: dict[str, Callable[[], None]], tone: str = "warning") -> None:
        """Show a question; the first answer gets the focus. Words of an answer → what it does."""
        self._show(text, tone, answers)
        if self._answers:
            next(iter(self._answers)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, text: str, tone: str, answers: dict[str, Callable[[], None]]) -> None:
        for old in self._answers:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._answers = {}
        for words, answer in answers.items():
            made = button(words, self._on_answer, parent=self)
            self._buttons.addWidget(made)
            self._answers[made] = answer
        self._icon.set_name(_TONE_ICONS[tone])
        self._text.setText(text)
        self.setAccessibleName(text)
        set_look(self, "tone", tone)
        for part in (self._text, self._icon):
            restyle(part)
        self._close.setVisible(not answers)
        self.show()

    @Slot()
    def _on_answer(self) -> None:
        pressed = self.sender()
        answer = self._answers.get(pressed) if isinstance(pressed, QPushButton) else None
        self.hide()
        if answer is not None:
            answer()


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

    def set_value(self, value: object) -> None:
        """Choose an option without telling anyone."""
        self._group.button(self._values.index(value)).setChecked(True)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._values[number])


class EmptyState(QWidget):
    """What stands where there is nothing yet: an icon, what it means, and the next step."""

    pressed = Signal()
    _WIDTH = 440

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "heading")
        self._text = label("", "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(self._WIDTH)
        self.button = button("", self.pressed.emit, "primary")
        picture = IconLabel(icon_name, 40, QPalette.ColorRole.Mid)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        for part in (picture, self._title, self._text, self.button):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def explain(self, title: str, text: str, button_words: str = "") -> None:
        """Show other words; without words the button is not there."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setFixedHeight(self._text.heightForWidth(self._WIDTH))
        self.button.setText(button_words)
        self.button.setVisible(bool(button_words))


class Waiting(QWidget):
    """A thin line that moves while work goes on, with words under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._line = QProgressBar(self)
        self._line.setTextVisible(False)
        self._line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words = label("", "small", parent=self)
        layout.addWidget(self._line)
        layout.addWidget(self._words)
        self.hide()

    def begin(self, words: str) -> None:
        """Show that something goes on, for how long is not known."""
        self._words.setText(words)
        self._line.setAccessibleName(words)
        self._line.setRange(0, 0)
        self.show()

    def progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._line.setRange(0, total)
        self._line.setValue(done)
