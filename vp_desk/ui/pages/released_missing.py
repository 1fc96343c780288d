"""Releases that this vault forgot because an older copy was put back: two ways to go on."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from vp_desk.desk import ChangeKind, Desk, changed
from vp_desk.dutch import count
from vp_desk.errors import VpDeskError
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.inputs import NoteInput
from vp_desk.ui.icons import IconButton, IconLabel
from vp_desk.ui.pages.report_words import numbers_words
from vp_desk.ui.pages.settings.section import SettingRow
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, label, reveal, row
from vp_desk.ui.workers import Progress, Workers


class MissingPanel(QWidget):
    """A card that says what is missing; the form of one of the two ways opens under it."""

    #: `Changes`: the releases were taken over, or answered for.
    changed = Signal(object)
    #: A sentence on what was done.
    done = Signal(str)

    def __init__(self, desk: Desk, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__()
        self._desk, self._workers, self._today = desk, workers, today
        self._folder: Path | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card()
        outer.addWidget(frame)
        head = row(
            IconLabel("warning", Size.ICON_LARGE), label("Er ontbreken uitgaven", "heading"), None
        )
        layout.addLayout(head)
        self.words = label("", wrap=True)
        layout.addWidget(self.words)
        self.take_button = IconButton("&Terughalen uit een nieuwere kopie…", "folder")
        self.take_button.clicked.connect(self._show_take)
        self.answer_button = button("&Zeggen wat ermee gebeurd is…", self._show_answer)
        layout.addLayout(row(self.take_button, self.answer_button, None))
        self.bar = Bar()
        layout.addWidget(self.bar)
        self.take_form, self.answer_form = self._make_take_form(), self._make_answer_form()
        for form in (self.take_form, self.answer_form):
            layout.addWidget(form)
            form.hide()
        self.hide()

    @property
    def typed(self) -> bool:
        """Whether an answer was typed that is not in the vault."""
        return not self.isHidden() and bool(self.answer.toPlainText().strip())

    def show_missing(self, numbers: Sequence[int]) -> None:
        """Say which; nothing is shown when none are."""
        self.setVisible(bool(numbers))
        if not numbers:
            self.close_forms()
            self.answer.set_value("")
            return
        self.words.setText(
            f"Op deze computer is iets uitgegeven onder {numbers_words(numbers)}, maar deze kluis weet daar "
            "niets meer van: er is een oudere kopie teruggezet. Wat lezers toen kregen, is nodig om nieuwe "
            "cijfers te beschermen. Daarom kan er nu niets worden uitgegeven."
        )

    def forget_secrets(self) -> None:
        """A passphrase does not wait on a page out of sight."""
        self.passphrase.clear()
        self.passphrase.set_shown(shown=False)

    @Slot()
    def close_forms(self) -> None:
        """Show only what is missing. An answer that was typed stays."""
        self.forget_secrets()
        self.bar.hide()
        for form in (self.take_form, self.answer_form):
            form.hide()

    @Slot(Path)
    def choose(self, folder: Path) -> None:
        """Take this copy."""
        self._folder = folder
        self.folder.setText(str(folder))
        self.folder.setCursorPosition(0)
        self._problem.hide()
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- from another copy ---

    def _make_take_form(self) -> QFrame:
        form, layout = _form()
        layout.addWidget(
            label(
                "Kies de map van een kopie die gemaakt is ná die uitgaven. Alleen wat hier ontbreekt, wordt "
                "overgenomen; aan de kopie en aan uw zaken verandert niets.",
                "muted",
                wrap=True,
            )
        )
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText("Nog geen map gekozen")
        choose = button("&Map kiezen…", self._ask_folder)
        line = row(self.folder, choose)
        line.setStretch(0, 1)
        name = QLabel("Map van de kopie")
        name.setProperty("role", "label")
        self.folder.setAccessibleName(name.text())
        layout.addWidget(name)
        layout.addLayout(line)
        self.passphrase = SecretInput("Wachtzin van de kopie")
        secret = QLabel("&Wachtzin van de kopie")
        secret.setProperty("role", "label")
        secret.setBuddy(self.passphrase.line)
        self.passphrase.line.returnPressed.connect(self.take)
        layout.addWidget(secret)
        layout.addWidget(self.passphrase)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        layout.addWidget(self._problem)
        self._waiting = Waiting()
        layout.addWidget(self._waiting)
        self.take_now = button("Te&rughalen", self.take, "primary")
        layout.addLayout(row(self.take_now, button("Annuleren", self._cancel), None))
        return form

    @Slot()
    def _ask_folder(self) -> None:
        ask_folder(self, "Waar staat de nieuwere kopie van de kluis?", self.choose)

    @Slot()
    def take(self) -> None:
        """Open the copy beside the window, and take what is missing here."""
        if not self.take_now.isEnabled():
            return
        folder, passphrase = self._folder, self.passphrase.line.text()
        if folder is None or not passphrase:
            what = "Kies eerst de map van de kopie." if folder is None else "Vul de wachtzin in."
            self._problem.setText(what)
            self._problem.show()
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        released = self._desk.released

        def work(_: Progress) -> int:
            return released.take_over(folder, passphrase)

        self._problem.hide()
        self.bar.hide()
        self.take_now.setEnabled(False)
        self._waiting.begin("De kopie wordt geopend. Dat duurt een paar tellen.")
        self._workers.start(work, self._on_taken, self._on_failed)

    def _on_taken(self, number: int) -> None:
        self._end()
        self.close_forms()
        self.changed.emit(changed(ChangeKind.RELEASES))
        self.done.emit(f"{count(number, 'uitgave is', 'uitgaven zijn')} teruggehaald.")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        show_error(self, error)
        self.passphrase.line.selectAll()
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._waiting.hide()
        self.take_now.setEnabled(True)

    # --- by what the adviser says ---

    def _make_answer_form(self) -> QFrame:
        form, layout = _form()
        layout.addWidget(
            label(
                "Doe dit alleen als er geen nieuwere kopie is. Daarna kunt u weer uitgeven, maar VP-Desk weet "
                "dan niet wat die lezers hebben. Het kan nieuwe cijfers daar niet tegen beschermen.",
                wrap=True,
            )
        )
        self.answer = NoteInput()
        self._answer_row = SettingRow(
            "&Wat is ermee gebeurd?",
            self.answer,
            "Bijvoorbeeld: het was een concept en is vernietigd. Dit blijft bij Uitgegeven staan.",
        )
        layout.addWidget(self._answer_row)
        self.answer_now = button("&Vastleggen", self.say, "primary")
        layout.addLayout(row(self.answer_now, button("Annuleren", self._cancel), None))
        return form

    @Slot()
    def say(self) -> None:
        """Write down what the adviser says of the missing releases."""
        text = self.answer.toPlainText().strip()
        self._answer_row.show_problem(
            "" if text else "Schrijf op wat u weet. Weet u niets meer? Schrijf dat dan op."
        )
        if not text:
            self._answer_row.focus()
            return
        try:
            changes = self._desk.released.answer(self._today(), text)
        except VpDeskError as error:
            show_error(self, error)
            return
        self.answer.set_value("")
        self.close_forms()
        self.changed.emit(changes)
        self.done.emit("Vastgelegd. U kunt weer uitgeven.")

    @Slot()
    def _show_take(self) -> None:
        self.close_forms()
        self.take_form.show()
        reveal(self.take_form)
        target = self.passphrase.line if self._folder else self.take_form.findChild(QLineEdit)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_answer(self) -> None:
        self.close_forms()
        self.answer_form.show()
        self._answer_row.focus()

    @Slot()
    def _cancel(self) -> None:
        self.close_forms()
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _form() -> tuple[QFrame, QVBoxLayout]:
    made = QFrame()
    made.setMaximumWidth(scaled(Size.CARD_WIDE))
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, Space.S, 0, 0)
    layout.setSpacing(Space.S)
    return made, layout
