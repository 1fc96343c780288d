"""Choose a passphrase: type one with a meter beside it, or take five words that are drawn; and retype it once.

The words cannot be selected or copied from the screen, and are out of sight as soon as they are retyped.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from vp_desk.desk import (
    Estimate,
    WeakPassphraseError,
    check_new_passphrase,
    estimate,
    made_passphrase,
)
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import button, card, label, reveal, row, set_look
from vp_desk.ui.workers import Progress, Workers

_ADVICE = "Vijf losse woorden zijn sterk en goed te onthouden. Niemand anders hoort deze wachtzin te kennen."


def strength_words(found: Estimate) -> str:
    """What the meter says: the word first, then what it means."""
    return (
        f"{found.strength.value.capitalize()}: duizend computers tegelijk hebben gemiddeld {found.time} "
        "nodig om dit te raden."
    )


class StrengthMeter(QWidget):
    """A line that gets longer, and a sentence that says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XS)
        self.line = QProgressBar(self)
        self.line.setTextVisible(False)
        self.line.setRange(0, 100)
        self.line.setAccessibleName("Sterkte van de wachtzin")
        self._words = label(_ADVICE, "small", wrap=True, parent=self)
        layout.addWidget(self.line)
        layout.addWidget(self._words)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def measure(self, passphrase: str, known: Sequence[str]) -> None:
        """Measure what was typed; nothing typed = how it is done."""
        found = estimate(passphrase, known)
        self.line.setValue(round(100 * found.share) if passphrase else 0)
        self._words.setText(strength_words(found) if passphrase else _ADVICE)
        self.line.setAccessibleDescription(self._words.text())


class NewPassphrase(QWidget):
    """Two lines with a meter; what is wrong is said beside the line in which it is."""

    #: Enter in the last line.
    submitted = Signal()

    def __init__(
        self,
        workers: Workers,
        first: str = "&Wachtzin",
        again: str = "Wachtzin &nog een keer",
        known: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        super().__init__()
        self._known = known
        self._made = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        self._problems: dict[SecretInput, QLabel] = {}
        self.passphrase = SecretInput(first.replace("&", ""))
        self.meter = StrengthMeter()
        self.choose_button = button("Kies &vijf woorden voor mij", self.choose, "link")
        self._drawn, drawn = card()
        drawn.setSpacing(Space.S)
        drawn.addWidget(
            label(
                "Schrijf ze zo nodig op en bewaar dat briefje niet bij deze computer. Typ ze daarna "
                "hieronder over, met een spatie ertussen.",
                "small",
                wrap=True,
            )
        )
        self._words = label("", "code", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        drawn.addWidget(self._words)
        self.show_button = button("De woorden tonen", self._show_words, "link")
        drawn.addLayout(row(self.show_button, None))
        self._drawn.hide()
        self.again = SecretInput(again.replace("&", ""))
        self._add(layout, first, self.passphrase)
        layout.addWidget(self.meter)
        layout.addLayout(row(self.choose_button, None))
        layout.addWidget(self._drawn)
        layout.addSpacing(Space.XS)
        self._add(layout, again, self.again)
        self.passphrase.line.textEdited.connect(self._on_typed)
        self.passphrase.line.returnPressed.connect(self.again.line.setFocus)
        self.again.line.textEdited.connect(self._on_retyped)
        self.again.line.returnPressed.connect(self.submitted)
        workers.start(_warm_up, _ignore, _ignore)

    def limit_width(self, width: int) -> None:
        """Keep the lines short on a wide page; sentences may be as wide as it is."""
        for part in (self.passphrase, self.again, self.meter.line):
            part.setMaximumWidth(width)

    @property
    def value(self) -> str:
        """What was typed; only right after `check`."""
        return self.passphrase.line.text()

    def activate(self) -> None:
        """Ready to type."""
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self, *, focus: bool = True) -> bool:
        """Whether it will do; what is wrong is said beside its line, which gets the focus."""
        said = dict.fromkeys(self._problems, "")
        try:
            check_new_passphrase(self.value)
        except WeakPassphraseError as error:
            said[self.passphrase] = str(error)
        if self.value != self.again.line.text():
            said[self.again] = "De twee wachtzinnen zijn niet gelijk. Typ de wachtzin opnieuw."
        wrong = [secret for secret, words in said.items() if words]
        for secret in self._problems:
            self._say(secret, said[secret])
        if wrong and focus:
            wrong[0].line.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(wrong[0])
        return not wrong

    def clear(self) -> None:
        """Forget everything that was typed or drawn."""
        self._made = ""
        self._words.setText("")
        self._drawn.hide()
        for secret in self._problems:
            secret.clear()
            secret.set_shown(shown=False)
            self._say(secret, "")
        self.meter.measure("", ())

    @Slot()
    def choose(self) -> None:
        """Draw five words; they are typed here, and retyped by the adviser."""
        self._made = made_passphrase()
        self.passphrase.line.setText(self._made)
        self.again.clear()
        for secret in self._problems:
            self._say(secret, "")
        self.meter.measure(self._made, self._known())
        self.choose_button.setText("Kies &vijf andere woorden")
        self._show_words()
        self.again.line.setAccessibleDescription(f"Uw vijf woorden zijn: {self._made}")

    @Slot()
    def _show_words(self) -> None:
        self._words.setText(self._made)
        self._drawn.show()
        self.show_button.hide()
        self.again.line.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self.again)

    @Slot()
    def _on_typed(self) -> None:
        if self._made:
            self._made = ""
            self._drawn.hide()
            self.again.line.setAccessibleDescription("")
            self.choose_button.setText("Kies &vijf woorden voor mij")
        self._say(self.passphrase, "")
        self.meter.measure(self.value, self._known())

    @Slot()
    def _on_retyped(self) -> None:
        self._say(self.again, "")
        if self._made and not self._drawn.isHidden():
            self._words.setText("•••••  " * 5)
            self.show_button.show()

    def _say(self, secret: SecretInput, words: str) -> None:
        problem = self._problems[secret]
        problem.setText(words)
        problem.setVisible(bool(words))
        set_look(secret.line, "invalid", bool(words))
        secret.line.setAccessibleDescription(words)

    def _add(self, layout: QVBoxLayout, words: str, secret: SecretInput) -> None:
        name = QLabel(words)
        name.setProperty("role", "label")
        name.setBuddy(secret.line)
        problem = label("", "error", wrap=True)
        problem.hide()
        self._problems[secret] = problem
        for part in (name, secret, problem):
            layout.addWidget(part)


def _warm_up(progress: Progress) -> None:
    """Load the words beside the window: the first letter that is typed need not wait for them."""
    del progress
    estimate("warm")


def _ignore(_: object) -> None:
    """It is loaded when needed, too."""
