"""Show a recovery code once, to be written down, and have it retyped.

The code cannot be selected or copied from the screen, so that it never is on the clipboard, and is out
of sight while it is retyped. Pasting into the line is possible: what can be pasted was already kept
somewhere, and people who cannot type well, or who use a password manager, are not shut out.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from vp_desk.ui.fields import add_field
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, clear_layout, label, row
from vp_desk.ui.workers import Progress, Workers

_GROUPS_IN_A_ROW = 3


class CodeLine(QLineEdit):
    """A line for a recovery code, of which nothing is learned or predicted."""

    def __init__(self) -> None:
        super().__init__()
        hint = Qt.InputMethodHint
        self.setInputMethodHints(
            hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase
        )


class RecoveryCodePanel(QWidget):
    """Two views of one step: the code, and the line to retype it in."""

    confirmed = Signal()

    def __init__(self, workers: Workers, confirm: Callable[[str], None]) -> None:
        """Make the panel.

        Args:
            workers: where the code is proven, which takes half a second.
            confirm: raises when what was typed is not the code of this vault.
        """
        super().__init__()
        self._workers, self._confirm = workers, confirm
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._writing, self._retyping = self._make_writing(), self._make_retyping()
        self.bar = Bar()
        self._waiting = Waiting()
        for part in (self._writing, self._retyping, self.bar, self._waiting):
            layout.addWidget(part)
        self._retyping.hide()

    def show_code(self, code: str) -> None:
        """Show a code."""
        clear_layout(self._groups)
        groups = code.split("-")
        for number, group in enumerate(groups):
            place = divmod(number, _GROUPS_IN_A_ROW)
            part = label(group, "code")
            part.setAccessibleName(f"Groepje {number + 1}: {' '.join(group)}")
            part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._groups.addWidget(label(f"{number + 1}.", "small"), place[0], place[1] * 2)
            self._groups.addWidget(part, place[0], place[1] * 2 + 1)
            self._groups.setColumnStretch(place[1] * 2 + 1, 1)
        self._code.setAccessibleName(f"Herstelcode, {len(groups)} groepjes van vier tekens")
        # Screen readers get the code with the button that has the focus.
        spelled = "; ".join(" ".join(group) for group in groups)
        self.written_button.setAccessibleDescription(f"Herstelcode: {spelled}")
        self._show_again()

    def activate(self) -> None:
        """Ready for the next thing to do."""
        retyping = not self._retyping.isHidden()
        target = self.retyped if retyping else self.written_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_writing(self) -> QWidget:
        page, layout = _view(
            "Uw herstelcode",
            "Vergeet u uw wachtzin, dan opent alleen deze code de kluis nog. Schrijf de code nu op "
            "papier en bewaar die op een veilige plek, niet op deze computer. De code wordt maar één "
            "keer getoond.",
        )
        self._code, code_layout = card()
        self._groups = QGridLayout()
        self._groups.setHorizontalSpacing(Space.S)
        self._groups.setVerticalSpacing(Space.M)
        code_layout.addLayout(self._groups)
        layout.addWidget(self._code)
        self.written_button = button("Ik heb de code &opgeschreven", self._ask_code, "primary")
        layout.addSpacing(Space.SNUG)
        layout.addLayout(row(None, self.written_button))
        return page

    def _make_retyping(self) -> QWidget:
        page, layout = _view(
            "Typ de code over",
            "Zo weet u zeker dat uw briefje klopt. Streepjes en hoofdletters maken niet uit.",
        )
        self.retyped = CodeLine()
        add_field(layout, "&Herstelcode", self.retyped, "")
        self.retyped.returnPressed.connect(self.confirm)
        self.confirm_button = button("Ver&der", self.confirm, "primary")
        layout.addSpacing(Space.SNUG)
        again = button("Toon de code nog &eens", self._show_again, "quiet")
        layout.addLayout(row(again, None, self.confirm_button))
        return page

    @Slot()
    def _ask_code(self) -> None:
        self.bar.hide()
        self._writing.hide()
        self._retyping.show()
        self.activate()

    @Slot()
    def _show_again(self) -> None:
        self.bar.hide()
        self._retyping.hide()
        self._writing.show()
        self.activate()

    @Slot()
    def confirm(self) -> None:
        """Prove the code that was retyped."""
        if not self.confirm_button.isEnabled():
            return
        prove, typed = self._confirm, self.retyped.text()

        def work(progress: Progress) -> None:
            del progress
            prove(typed)

        self.bar.hide()
        self.confirm_button.setEnabled(False)
        self._waiting.begin("De code wordt nagekeken.")
        self._workers.start(work, self._on_confirmed, self._on_failed)

    def _on_confirmed(self, _: None) -> None:
        self._ready()
        self.confirmed.emit()

    def _on_failed(self, error: Exception) -> None:
        self._ready()
        show_error(self, error)

    def _ready(self) -> None:
        self._waiting.hide()
        self.confirm_button.setEnabled(True)


def _view(title: str, lead: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.SNUG)
    layout.addWidget(label(title, "title"))
    layout.addWidget(label(lead, "muted", wrap=True))
    layout.addSpacing(Space.S)
    return page, layout
