"""Things that wait, in cards: each in two lines of words, with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vp_desk.dutch import number
from vp_desk.ui.widgets import button, card, clear_layout, label, rule

#: Words on a button, whether it is what one does most, what it does.
Answer = tuple[str, bool, Callable[[], object]]


class WaitingLine(QFrame):
    """One thing that waits, in two lines of words, with what can be done about it."""

    def __init__(self, first: str, second: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(first, wrap=True))
        words.addWidget(label(second, "small", wrap=True))
        layout.addLayout(words, 1)
        self.buttons: list[QPushButton] = []
        for text, usual, answer in answers:
            made = button(text, answer, "" if usual else "quiet")
            made.setAccessibleName(f"{text}: {', '.join(filter(None, (first, second)))}")
            self.buttons.append(made)
            layout.addWidget(made)


def focus_of(lines: Sequence[WaitingLine]) -> tuple[int, int, str] | None:
    """Which button of some lines has the focus: of which line, which one, and its name."""
    for number_of_line, line in enumerate(lines):
        for place, made in enumerate(line.buttons):
            if made.hasFocus():
                return number_of_line, place, made.accessibleName()
    return None


class WaitingCard(QWidget):
    """Things of one kind that wait; hidden when there are none."""

    def __init__(self, title: str, explanation: str) -> None:
        super().__init__()
        self._words = title
        self.lines: list[WaitingLine] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card()
        layout.setSpacing(6)
        outer.addWidget(frame)
        self._title = label(title, "heading")
        layout.addWidget(self._title)
        self._explanation = label(explanation, "muted", wrap=True)
        layout.addWidget(self._explanation)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        self._more = label("", "small")
        layout.addWidget(self._more)
        #: For parts of a card of its own kind.
        self.inside = layout
        self.hide()

    @property
    def title(self) -> str:
        """What stands above it, with how many there are."""
        return self._title.text()

    def rename(self, title: str) -> None:
        """Be called otherwise, from the next lines on."""
        self._words = title

    def explain(self, explanation: str) -> None:
        """Say something else under the title."""
        self._explanation.setText(explanation)

    def show_lines(self, lines: Sequence[WaitingLine], in_all: int | None = None) -> None:
        """Show what waits.

        Args:
            lines: the first of them.
            in_all: how many there are, when not all are shown.
        """
        held = focus_of(self.lines)
        self.hide()  # All lines appear in one go below.
        clear_layout(self._lines)
        self.lines = list(lines)
        total = len(lines) if in_all is None else in_all
        self._title.setText(f"{self._words} ({number(total)})")
        for place, line in enumerate(lines):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(line)
            line.show()  # Not left to the next layout: Tab passes what is not shown yet.
        self._more.setText(f"En nog {number(total - len(lines))} andere.")
        self._more.setVisible(total > len(lines))
        self.setVisible(bool(lines))
        if held is not None:  # only on the very same: another line may do what nobody asked
            _, _, name = held
            same = (
                made for line in lines for made in line.buttons if made.accessibleName() == name
            )
            if (made := next(same, None)) is not None:
                made.setFocus(Qt.FocusReason.OtherFocusReason)
