"""What all steps of the guide share: a title, what it is about, and where its parts go."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import button, label, row


class Step(QWidget):
    """One question. What was typed stays while another step is in sight."""

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(Space.SNUG)
        self.content.addWidget(label(title, "title"))
        self.content.addWidget(label(lead, "muted", wrap=True))
        self.content.addSpacing(Space.S)

    def activate(self) -> None:
        """It comes into sight: the focus goes to where typing begins."""

    def end(
        self,
        back_words: str,
        back: Callable[[], object],
        next_words: str,
        forward: Callable[[], object],
        *others: QWidget,
    ) -> None:
        """The buttons under it: the way back at the left, on at the right with others before it."""
        self.back_button = button(back_words, back, "quiet")
        self.next_button = button(next_words, forward, "primary")
        self.content.addSpacing(Space.SNUG)
        self.content.addLayout(row(self.back_button, None, *others, self.next_button))
