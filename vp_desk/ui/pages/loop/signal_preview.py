"""The pages of a signal as its reader will get them; from memory, never from a file."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from vp_desk.desk import ReportDraft
from vp_desk.reporting.page_pictures import outline_of
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Space
from vp_desk.ui.views.page_view import PageView
from vp_desk.ui.widgets import button, label, reveal, row
from vp_desk.ui.workers import Workers

_HEIGHT: Final = 620
_NOW: Final = "Precies zo wordt het signaal. Er verlaat nog niets de kluis."
_THEN: Final = "Dit voorbeeld is niet meer actueel: daarna is er iets veranderd."


class SignalPreview(QFrame):
    """Hidden until there is something to see."""

    failed = Signal(Exception)

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self.view = PageView(workers)
        self.view.failed.connect(self.failed)
        self.view.setFixedHeight(scaled(_HEIGHT))
        self._state = label("", "small", wrap=True)
        smaller = button("−", self.view.zoom_out, "quiet")
        smaller.setAccessibleName("Kleiner")
        larger = button("+", self.view.zoom_in, "quiet")
        larger.setAccessibleName("Groter")
        fit = button("Breedte", self.view.fit_width, "quiet")
        fit.setAccessibleName("Zo breed als er plaats is")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addLayout(row(label("Voorbeeld", "heading"), None, smaller, larger, fit))
        layout.addWidget(self._state)
        layout.addWidget(self.view)
        self.hide()

    @property
    def state(self) -> str:
        """What it says of itself; empty when there is nothing to see."""
        return "" if self.isHidden() else self._state.text()

    def show_draft(self, draft: ReportDraft) -> None:
        """Show a signal that was made."""
        self._state.setText("\n".join((_NOW, *draft.warnings)))
        self.show()
        self.view.show_report(draft.content, outline_of(draft.content))

    def focus(self) -> None:
        """Let one read it by keyboard."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    def outdate(self) -> None:
        """What is shown is not what it would be now."""
        if not self.isHidden():
            self._state.setText(_THEN)

    def clear(self) -> None:
        """Hold nothing of it."""
        self.view.clear()
        self.hide()
