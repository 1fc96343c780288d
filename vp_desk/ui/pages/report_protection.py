"""How the figures are protected: what readers could have worked out, and what other ways would cost."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vp_desk.audit_words import Reasoning
from vp_desk.desk import Weighing
from vp_desk.dutch import count, number
from vp_desk.ladder import Step
from vp_desk.ladder_words import threshold_words
from vp_desk.ui.pages.report_ladder import LadderChoice
from vp_desk.ui.pages.report_words import hidden_words, steps_words
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import Waiting, card, clear_layout, label

#: More than these are counted, not told.
_MOST_REASONINGS = 5


class ProtectionPanel(QScrollArea):
    """Three cards: the reader without protection, the thresholds, the ladder."""

    #: All steps together, as the adviser now wants them: a `Telling`.
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Hoe de cijfers beschermd zijn")
        body = QWidget()
        body.setObjectName("body")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, Space.S, 0)
        layout.setSpacing(Space.M)
        self._reader = self._add_card(layout, "Wat een lezer had kunnen uitrekenen")
        self._thresholds = self._add_card(layout, "Een andere drempel")
        self._steps = self._add_card(layout, "Andere manieren om te beschermen")
        layout.addStretch(1)
        self.setWidget(body)
        #: The steps, once they have been taken.
        self.ladder: LadderChoice | None = None
        self._waiting: Waiting | None = None

    @staticmethod
    def _add_card(layout: QVBoxLayout, title: str) -> QVBoxLayout:
        """An empty place in a card under a heading."""
        frame, inside = card()
        inside.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        inside.setSpacing(Space.S)
        inside.addWidget(label(title, "heading", wrap=True))
        place = QVBoxLayout()
        place.setSpacing(Space.S)
        inside.addLayout(place)
        layout.addWidget(frame)
        return place

    def clear(self) -> None:
        """Show nothing, and hold no figures."""
        self.ladder = self._waiting = None
        for place in (self._reader, self._thresholds, self._steps):
            clear_layout(place)

    def show_reasonings(self, told: Sequence[Reasoning], secondary: int) -> None:
        """Tell what had been known, had nothing been hidden but the small figures.

        Args:
            told: the figures, and how they follow.
            secondary: how many figures are hidden to protect others.
        """
        clear_layout(self._reader)
        if not told:
            self._say(self._reader, "Niets: ook zonder bescherming van andere cijfers niet.")
            return
        lead = "Zonder bescherming van andere cijfers had een lezer dit kunnen uitrekenen:"
        self._say(self._reader, lead)
        for one in told[:_MOST_REASONINGS]:
            together = QVBoxLayout()
            together.setSpacing(0)
            self._say(together, f"{one.figure}: {number(one.value)}", "label")
            self._say(together, steps_words(one), "small")
            self._reader.addLayout(together)
        if len(told) > _MOST_REASONINGS:
            more = count(len(told) - _MOST_REASONINGS, "klein aantal", "kleine aantallen")
            self._say(self._reader, f"En zo nog {more}.", "small")
        self._say(self._reader, hidden_words(secondary))

    def show_refusal(self, words: str) -> None:
        """Say that nothing may be told as things are, and why."""
        clear_layout(self._reader)
        self._say(self._reader, words)

    def wait(self) -> Waiting:
        """The steps are being taken beside the window; the line that tells how far it is.

        The steps of before stay in sight, with their prices of before.
        """
        if self.ladder is None:
            clear_layout(self._thresholds)
            clear_layout(self._steps)
            self._say(self._thresholds, "Wordt doorgerekend.", "small")
        if self._waiting is None:
            self._waiting = Waiting()
            self._steps.insertWidget(0, self._waiting)
        self._waiting.begin("Elke stap wordt doorgerekend.")
        return self._waiting

    def show_weighing(self, weighing: Weighing, threshold: int) -> None:
        """Show what other ways cost."""
        before = self.ladder
        unfolded, focused = (
            (before.unfolded, before.focused) if before else (frozenset[Step](), None)
        )
        clear_layout(self._thresholds)
        clear_layout(self._steps)
        self._waiting = None
        self._say(self._thresholds, threshold_words(weighing.thresholds, threshold))
        now = f"Uw drempel is {threshold}. U kiest haar bij Instellingen."
        self._say(self._thresholds, now, "small")
        self.ladder = LadderChoice(weighing, threshold)
        self.ladder.chosen.connect(self.chosen)
        self._steps.addWidget(self.ladder)
        self.ladder.restore(unfolded, focused)

    @staticmethod
    def _say(place: QVBoxLayout, words: str, role: str = "") -> None:
        place.addWidget(label(words, role, wrap=True))
