"""The ladder on the page of the report: one line per step with its price; choosing one takes it."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QVBoxLayout, QWidget

from vp_desk.desk import Weighing
from vp_desk.disclosure import Policy, SmallFigures
from vp_desk.ladder import Rung, Step
from vp_desk.ui.pages.report_words import option_words, price_words, recommended_words, step_words
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import label


class _Options(QComboBox):
    """A choice that stays as it is while the page around it scrolls."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class StepChoice(QWidget):
    """One step: what it does, on what where there is a choice, and what it costs."""

    def __init__(self, words: str, rungs: tuple[Rung, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rungs = rungs
        self.radio = QRadioButton(words, self)
        self.radio.setAccessibleName(words)
        self.options = _Options(self)
        self.options.setAccessibleName(f"{words}: welke")
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.options.setSizeAdjustPolicy(adjust)
        for rung in rungs:
            self.options.addItem(option_words(rung))
        self.options.setVisible(bool(rungs[0].about))
        self.price = label("", "small", wrap=True, parent=self)
        inside = QVBoxLayout()
        # Under the words of the option, not under its circle.
        inside.setContentsMargins(Space.XXL + Space.HAIR, 0, 0, 0)
        inside.setSpacing(Space.XS)
        inside.addWidget(self.options)
        inside.addWidget(self.price)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, Space.XS)
        layout.setSpacing(Space.XS)
        layout.addWidget(self.radio)
        layout.addLayout(inside)
        self.options.currentIndexChanged.connect(self._show_price)
        self._show_price()

    @property
    def rung(self) -> Rung:
        """The choice in sight."""
        return self.rungs[max(0, self.options.currentIndex())]

    def show_rung(self, rung: Rung) -> None:
        """Bring one of its choices into sight, without telling anyone."""
        with QSignalBlocker(self.options):
            self.options.setCurrentIndex(self.rungs.index(rung))
        self._show_price()

    @Slot()
    def _show_price(self) -> None:
        words = price_words(self.rung)
        self.price.setText(words)
        self.radio.setAccessibleDescription(words)
        self.radio.setEnabled(self.rung.protects)


class LadderChoice(QWidget):
    """All steps, with the recommended one named and the one in use marked."""

    #: The rules of the step that was chosen.
    chosen = Signal(object)

    def __init__(self, weighing: Weighing, threshold: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: dict[Step, StepChoice] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(label(recommended_words(weighing, threshold), wrap=True, parent=self))
        best = weighing.ladder.recommended
        for step in Step:
            rungs = weighing.ladder.of(step)
            if not rungs:
                continue
            words = step_words(step, threshold)
            if best in rungs:
                words += " (aanbevolen)"
            made = self.steps[step] = StepChoice(words, rungs, self)
            self._group.addButton(made.radio)
            made.options.activated.connect(self._on_option)
            layout.addWidget(made)
        self._group.buttonClicked.connect(self._on_chosen)

    def mark(self, used: Policy, way: SmallFigures) -> None:
        """Mark the step in use, without telling anyone.

        Args:
            used: the rules in use.
            way: how small figures are told by them.
        """
        for made in self.steps.values():
            for rung in made.rungs:
                if _same(rung.policy, used, way) and (rung.protects or not made.radio.isEnabled()):
                    made.show_rung(rung)
                    made.radio.setChecked(True)
                    return

    @Slot()
    def _on_chosen(self) -> None:
        made = next((m for m in self.steps.values() if m.radio.isChecked()), None)
        if made is not None:
            self.chosen.emit(made.rung.policy)

    @Slot()
    def _on_option(self) -> None:
        """Another table, rows or years: take that step, when it is the one in use."""
        made = next((m for m in self.steps.values() if m.options is self.sender()), None)
        if made is not None and made.radio.isChecked():
            self.chosen.emit(made.rung.policy)


def _same(one: Policy, other: Policy, way: SmallFigures) -> bool:
    return (one.dropped, one.merged, one.small_figures) == (other.dropped, other.merged, way)
