"""What the adviser must know of this year before she releases it: what was told of it before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import Counted
from vp_desk.ui.pages.report_words import (
    frozen_words,
    given_away_words,
    missing_words,
    restate_words,
    restated_words,
)
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import Bar


class ReportNotices(QWidget):
    """Three messages under each other, none when there is nothing to say."""

    #: Use the figures of now (True) or those of then, for a year that was released.
    restate_wanted = Signal(bool)
    #: Go to where the missing releases are answered for.
    missing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.missing, self.frozen, self.given_away = Bar(), Bar(), Bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        for bar in (self.missing, self.frozen, self.given_away):
            layout.addWidget(bar)
        self._counted: Counted | None = None
        self._told_on: date | None = None
        self._fit()

    def show_missing(self, numbers: Sequence[int]) -> None:
        """Say that releases are missing, or no longer."""
        if numbers:
            words = missing_words(numbers)
            answers = {"Naar Uitgegeven": self._on_missing}
            self.missing.ask(words, answers, "error", focus=False)
        else:
            self.missing.hide()
        self._fit()

    def show_year(self, counted: Counted, told_on: date | None, given_away: Sequence[str]) -> None:
        """Say what was told of the year before.

        Args:
            counted: the year.
            told_on: when it was released; None = it never was, or only before it was over.
            given_away: what readers can work out already, in words.
        """
        self._counted, self._told_on = counted, told_on
        self._show_frozen()
        if given_away:
            self.given_away.say(given_away_words(given_away), "warning")
        else:
            self.given_away.hide()
        self._fit()

    def clear(self) -> None:
        """Say nothing of a year."""
        self._counted = self._told_on = None
        self.frozen.hide()
        self.given_away.hide()
        self._fit()

    def _show_frozen(self) -> None:
        counted, told_on = self._counted, self._told_on
        if counted is None or told_on is None:
            self.frozen.hide()
        elif counted.frozen is None:
            answers = {"Cijfers van toen gebruiken": self._keep}
            self.frozen.ask(restated_words(told_on), answers, "warning", focus=False)
        else:
            words = frozen_words(counted.year.label, told_on, counted.frozen)
            more = {"Cijfers van nu gebruiken…": self._ask} if counted.frozen.changed else {}
            self.frozen.ask(words, more, "info", focus=False)
        self._fit()

    def _ask(self) -> None:
        if self._told_on is not None:
            answers = {"Zo laten": self._back, "Cijfers van nu gebruiken": self._restate}
            self.frozen.ask(restate_words(self._told_on), answers)
            self._fit()

    def _back(self) -> None:
        self._show_frozen()
        self.frozen.focus_answer()

    def _restate(self) -> None:
        self.restate_wanted.emit(True)  # noqa: FBT003 - a signal

    def _keep(self) -> None:
        self.restate_wanted.emit(False)  # noqa: FBT003 - a signal

    def _on_missing(self) -> None:
        self.missing.show()
        self.missing_wanted.emit()

    def _fit(self) -> None:
        """Without a message it takes no place."""
        bars = (self.missing, self.frozen, self.given_away)
        self.setVisible(any(not bar.isHidden() for bar in bars))
