"""The ladder on the page of the report: every step with its price. Steps go together."""

from typing import TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from vp_desk.desk import Weighing
from vp_desk.ladder import EITHER, About, Rung, Step
from vp_desk.ladder_words import option_words, price_words, recommended_words, step_words
from vp_desk.ui.fold import FoldButton
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import button, label, row

#: What tells one step from another, whatever it costs.
Name: TypeAlias = tuple[Step, About | None]


def name_of(rung: Rung) -> Name:
    """What tells a step from the others."""
    return rung.step, rung.about


class StepChoice(QWidget):
    """One step: what it does, whether it is in use, what it costs."""

    def __init__(self, rung: Rung, words: str, price: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rung = rung
        kind = QRadioButton if rung.step in EITHER else QCheckBox
        # A single & would underline the letter after it.
        self.box: QAbstractButton = kind(words.replace("&", "&&"), self)
        self.box.setAccessibleName(words)
        self.box.setAccessibleDescription(price)
        self.box.setChecked(rung.taken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, Space.XS)
        layout.setSpacing(Space.HAIR)
        layout.addWidget(self.box)
        under = QVBoxLayout()
        # Under the words of the option, not under its box.
        under.setContentsMargins(Space.XXL + Space.HAIR, 0, 0, 0)
        under.addWidget(label(price, "small", wrap=True, parent=self))
        layout.addLayout(under)


class _Fold(QWidget):
    """Steps of one kind under a button that shows or hides them; it says how many are in use."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.button = FoldButton(words, self)
        self.button.clicked.connect(self._on_clicked)
        self._inside = QWidget(self)
        self.steps = QVBoxLayout(self._inside)
        self.steps.setContentsMargins(Space.XL, 0, 0, 0)
        self.steps.setSpacing(Space.XS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XS)
        layout.addLayout(row(self.button, None))
        layout.addWidget(self._inside)
        self.unfold(unfolded=False)

    @property
    def unfolded(self) -> bool:
        """Whether the steps are in sight."""
        return self.button.isChecked()

    def count(self, taken: int) -> None:
        """Say how many steps are in use."""
        self.button.setText(f"{self._words} ({taken} gekozen)" if taken else self._words)

    def unfold(self, *, unfolded: bool) -> None:
        """Show or hide the steps."""
        self._inside.setVisible(unfolded)
        self.button.turn(unfolded=unfolded)

    @Slot()
    def _on_clicked(self) -> None:
        self.unfold(unfolded=self.button.isChecked())


class LadderChoice(QWidget):
    """All steps; those in use are marked and the recommended ones are named."""

    #: All steps together, as the adviser now wants them: a `Telling`.
    chosen = Signal(object)

    def __init__(self, weighing: Weighing, threshold: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ladder = weighing.ladder
        self._best = weighing.ladder.recommended
        #: What was ticked and unticked since the prices were worked out.
        self._turned: list[Rung] = []
        self.steps: dict[Name, StepChoice] = {}
        self.folds: dict[Step, _Fold] = {}
        self._either = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(
            label(recommended_words(weighing.ladder, threshold), wrap=True, parent=self)
        )
        self.take_button = button("&Zo doen", self._on_take, parent=self)
        self.take_button.setToolTip("De aanbevolen stappen nemen, en geen andere.")
        layout.addLayout(row(self.take_button, None))
        safe = any(rung.taken and rung.protects for rung in weighing.ladder.rungs)
        for step in Step:
            place = layout
            rungs = weighing.ladder.of(step)
            if rungs and step not in EITHER:
                fold = self.folds[step] = _Fold(step_words(step, threshold), self)
                fold.count(sum(rung.taken for rung in rungs))
                layout.addWidget(fold)
                place = fold.steps
            for rung in rungs:
                place.addWidget(self._choice(rung, threshold, safe=safe))
        self.take_button.setVisible(bool(self._best) and not self._is_best_in_use())

    def _choice(self, rung: Rung, threshold: int, *, safe: bool) -> StepChoice:
        words = step_words(rung.step, threshold) if rung.step in EITHER else option_words(rung)
        if name_of(rung) in map(name_of, self._best):
            words += " (aanbevolen)"
        made = StepChoice(rung, words, price_words(rung, threshold))
        # As long as nothing protects, a step that does not do so alone may still be one of several.
        made.box.setEnabled(rung.protects or rung.taken or not safe)
        self.steps[name_of(rung)] = made
        if isinstance(made.box, QRadioButton):
            self._either.addButton(made.box)
        made.box.clicked.connect(self._on_chosen)
        return made

    def _is_best_in_use(self) -> bool:
        in_use = {name for name, made in self.steps.items() if made.rung.taken}
        best = set(map(name_of, self._best))
        if not any(step in EITHER for step, _ in best):
            best |= {name for name in in_use if name[0] in EITHER}
        return in_use == best

    @property
    def focused(self) -> Name | None:
        """The step that has the focus."""
        return next((name for name, made in self.steps.items() if made.box.hasFocus()), None)

    @property
    def unfolded(self) -> frozenset[Step]:
        """The kinds whose steps are in sight."""
        return frozenset(step for step, fold in self.folds.items() if fold.unfolded)

    def restore(self, unfolded: frozenset[Step], focused: Name | None) -> None:
        """As it was before the prices were worked out anew."""
        for step, fold in self.folds.items():
            fold.unfold(unfolded=step in unfolded)
        if focused in self.steps:
            self.steps[focused].box.setFocus()

    @Slot()
    def _on_chosen(self) -> None:
        made = next((m for m in self.steps.values() if m.box is self.sender()), None)
        if made is None:
            return
        rung = made.rung
        if rung.step in EITHER:
            self._turned = [each for each in self._turned if each.step not in EITHER]
            self._turned += () if rung.taken else (rung,)
        elif rung in self._turned:
            self._turned.remove(rung)
        else:
            self._turned.append(rung)
        self.chosen.emit(self._ladder.together(self._turned))

    @Slot()
    def _on_take(self) -> None:
        self.chosen.emit(self._best[-1].telling)
