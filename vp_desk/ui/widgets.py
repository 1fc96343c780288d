"""Small parts that every page uses, the first one included: labels, buttons, cards, a message."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vp_desk.ui.icons import IconLabel, IconOnlyButton
from vp_desk.ui.tokens import Space

#: `Qt.TextFormat.PlainText` by its number: see `theme` on what naming it would cost the first window.
_PLAIN_TEXT = 0
_TONE_ICONS = {"error": "warning", "warning": "warning", "success": "check", "info": "info"}


def label(
    text: str, role: str = "", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label in one of the roles of the style sheet; always plain text, never markup."""
    made = QLabel(text, parent)
    made.setProperty("textFormat", _PLAIN_TEXT)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


#: The property of a button that stores something, though it is not the first of its page.
STORES: Final = "stores"


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


def letter_of(made: QAbstractButton) -> str:
    """The letter that reaches a button with Alt, in lower case; empty when there is none."""
    return QKeySequence.mnemonic(made.text()).toString().removeprefix("Alt+").casefold()


class SaveButton(QPushButton):
    """A button that has nothing to do once it was pressed, and yet keeps the focus until one goes on."""

    def __init__(self, text: str, pressed: Callable[[], object]) -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        self.setProperty("kind", "primary")
        self._offered = True
        self.clicked.connect(pressed)

    def offer(self, *, offered: bool) -> None:
        """Say whether there is something to do."""
        self._offered = offered
        self.setEnabled(offered or self.hasFocus())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """One went on."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.setEnabled(self._offered)


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
    layout.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
    layout.setSpacing(Space.M)
    return frame, layout


def rule() -> QFrame:
    """A hairline."""
    frame = QFrame()
    frame.setProperty("role", "rule")
    return frame


def row(*parts: QWidget | None, spacing: int = Space.S) -> QHBoxLayout:
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


def at_top(part: QWidget) -> QVBoxLayout:
    """A widget at the top of a line that may be higher."""
    layout = QVBoxLayout()
    layout.addWidget(part)
    layout.addStretch(1)
    return layout


def reveal(widget: QWidget) -> None:
    """Scroll to a widget, once the page has been laid out anew."""
    QTimer.singleShot(0, widget, _Reveal(widget))


class _Reveal:
    """What `reveal` does later; holds no more than the widget."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def __call__(self) -> None:
        # What grew may be as high as it will be, and the page not yet.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        page = page_around(self._widget)
        if page is None:
            return
        spare = page.viewport().height() - self._widget.height()
        if spare >= 0:
            page.ensureWidgetVisible(self._widget, 0, min(2 * Space.HUGE, spare // 2))
        else:
            _show_cursor(page, self._widget)


def _show_cursor(page: QScrollArea, part: QWidget) -> None:
    """Scroll a page to where one types in a part that is higher than the page, else to its top."""
    inner, focused = page.widget(), QApplication.focusWidget()
    if inner is None:
        return
    target = focused if focused is not None and part.isAncestorOf(focused) else part
    if not target.inputMethodQuery(Qt.InputMethodQuery.ImEnabled):
        page.verticalScrollBar().setValue(part.mapTo(inner, QPoint(0, 0)).y())
        return
    cursor = target.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    top = cursor.top() if isinstance(cursor, QRect) else 0
    across = page.horizontalScrollBar().value()
    down = target.mapTo(inner, QPoint(0, top)).y()
    page.ensureVisible(across, down, 0, min(2 * Space.HUGE, page.viewport().height() // 3))


def page_around(widget: QWidget) -> QScrollArea | None:
    """What scrolls a widget with all that stands around it."""
    place = widget.parentWidget()
    while place is not None and not isinstance(place, QScrollArea):
        place = place.parentWidget()
    return place


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class Parts(QWidget):
    """Widgets that are replaced together, out of sight.

    In sight, Qt shows each widget that a layout takes in a turn of its own, and lays out all that stands
    around it each time: sixty words in a table cost a quarter of a second.
    """

    def __init__(self, layout: QLayout, spacing: int = Space.S) -> None:
        """Make an empty one.

        Args:
            layout: where its parts go.
            spacing: between them.
        """
        super().__init__()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing)
        self.setLayout(layout)

    @contextmanager
    def anew(self) -> Generator[None]:
        """Take out what there is; what is put in meanwhile appears in one go, with what is around it."""
        shown = not self.isHidden()
        self.hide()
        layout = self.layout()
        if layout is not None:
            clear_layout(layout)
        try:
            yield
        finally:
            self.setVisible(shown)


def lay_out_now(widget: QWidget) -> None:
    """Give a widget and those around it their places at once: a list is about to open under one."""
    layouts: list[QLayout] = []
    place: QWidget | None = widget
    while place is not None:
        layout = place.layout()
        if layout is not None:
            layouts.append(layout)
        place = place.parentWidget()
    for layout in reversed(layouts):
        layout.activate()


class Bar(QFrame):
    """A message in the page, with the buttons that answer it. Hidden until there is something."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._built = False
        self._answers: dict[QPushButton, Callable[[], None]] = {}
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: str = "info") -> None:
        """Show a message: tone info, success, warning or error."""
        self._show(text, tone, {})

    def ask(
        self,
        text: str,
        answers: dict[str, Callable[[], None]],
        tone: str = "warning",
        *,
        focus: bool = True,
    ) -> None:
        """Show a question. Words of an answer → what it does.

        Args:
            text: the question.
            answers: what can be said to it.
            tone: as for `say`.
            focus: whether the first answer gets it; not where Enter by mistake would do harm.
        """
        self._show(text, tone, answers)
        if focus:
            self.focus_answer()

    def focus_answer(self) -> None:
        """Give the first answer the focus."""
        if self._answers:
            next(iter(self._answers)).setFocus()

    def _build(self) -> None:
        """Made when there is something to say: the first window need not wait for it."""
        self._built = True
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.S)
        self._icon = IconLabel("info", parent=self)
        self._text = label("", wrap=True, parent=self)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = QHBoxLayout()
        self._close = IconOnlyButton("Bericht sluiten", "close", self)
        self._close.clicked.connect(self.hide)
        words = row(self._icon, self._text)
        words.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        words.setStretch(1, 1)
        middle = QVBoxLayout()  # one line stands beside the middle of the buttons, with its icon
        middle.addStretch(1)
        middle.addLayout(words)
        middle.addStretch(1)
        layout.addLayout(middle, 1)
        layout.addLayout(self._buttons)
        layout.addLayout(at_top(self._close))

    def _show(self, text: str, tone: str, answers: dict[str, Callable[[], None]]) -> None:
        if not self._built:
            self._build()
        for old in self._answers:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._answers = {}
        for words, answer in answers.items():
            made = button(words, self._on_answer, parent=self)
            self._buttons.addWidget(made)
            made.show()
            self._answers[made] = answer
        self._icon.set_name(_TONE_ICONS[tone])
        self._icon.setFixedHeight(self._text.fontMetrics().lineSpacing())  # of the first line
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


class Waiting(QWidget):
    """A thin line that moves while work goes on, with words under it. Made when work begins."""

    def __init__(self, parent: QWidget | None = None, *, keyed: bool = True) -> None:
        """Make it.

        Args:
            parent: what holds it.
            keyed: whether Escape stops the work; not on a page that has the key already, and passes it on.
        """
        super().__init__(parent)
        self._keyed = keyed
        self._built = False
        self._stop: Callable[[], object] | None = None
        self.hide()

    def begin(self, words: str, stop: Callable[[], object] | None = None) -> None:
        """Show that something goes on, for how long is not known.

        Args:
            words: what.
            stop: stops it; None = it cannot be stopped.
        """
        if not self._built:
            self._build()
        self._stop = stop
        self._stop_button.setEnabled(True)
        self._stop_button.setVisible(stop is not None)
        self.tell(words, 0, 0)
        self.show()

    def tell(self, words: str, done: int, total: int) -> None:
        """Show what goes on now, and how far it is; a total of 0 is not known."""
        if self._words.text() != words:
            self._words.setText(words)
            self._line.setAccessibleName(words)
        self.progress(done, total)

    def progress(self, done: int, total: int) -> None:
        """Show how far it is, of what has begun."""
        self._line.setRange(0, total)
        self._line.setValue(done)

    def keep_from_stopping(self) -> None:
        """It goes on to its end now."""
        self._stop_button.hide()

    def _build(self) -> None:
        from vp_desk.ui import shortcuts  # noqa: PLC0415 (not before first paint)

        self._built = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        self._line = QProgressBar(self)
        self._line.setTextVisible(False)
        self._words = label("", "small", wrap=True, parent=self)
        self._stop_button = button("Stoppen", self.stop, "quiet", self)
        self._stop_button.setToolTip(shortcuts.STOP.told)
        if self._keyed:
            shortcuts.bind(shortcuts.STOP, self._stop_button, self.stop)
        under = row(self._words, self._stop_button)
        under.setStretch(0, 1)
        layout.addWidget(self._line)
        layout.addLayout(under)

    @Slot()
    def stop(self) -> None:
        """Let the work stop, when it can."""
        if self._stop is not None and self._stop_button.isEnabled():
            self._stop_button.setEnabled(False)
            self._words.setText("Wordt gestopt…")
            self._stop()
