"""The vault itself: where it is, and its passphrase."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from vp_desk.desk import Desk, WeakPassphraseError, check_new_passphrase
from vp_desk.ui.pages.settings.locking import LockingCard
from vp_desk.ui.pages.settings.section import SettingsSection
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import Bar, Waiting, button, label, row, set_look
from vp_desk.ui.workers import Progress, Workers

_FIELD_WIDTH = 420


class VaultSection(SettingsSection):
    """A new passphrase is stored at once, beside the window: keys are slow to make on purpose."""

    def __init__(self, desk: Desk, workers: Workers) -> None:
        super().__init__()
        self._desk, self._workers = desk, workers
        layout = self.add_card("Kluis", "Al uw gegevens staan versleuteld in deze map.")
        place = QLineEdit(str(desk.path))
        place.setReadOnly(True)
        place.setAccessibleName("Map van de kluis")
        layout.addWidget(place)
        lock = self.add_card(
            "Vanzelf op slot",
            "Als u zo lang niets doet, gaat de kluis op slot. Dat gebeurt ook als de computer in slaapstand "
            "gaat of het scherm wordt vergrendeld. Wat u typte, blijft bewaard.",
        )
        self.locking = LockingCard(desk)
        self.locking.changed.connect(self.changed)
        self.locking.said.connect(self.said)
        lock.addWidget(self.locking)
        change = self.add_card(
            "Wachtzin wijzigen",
            "Alleen u kent de wachtzin. De herstelcode die u bij het maken opschreef, blijft geldig.",
        )
        self.bar = Bar()
        change.addWidget(self.bar)
        self.old = SecretInput("Wachtzin van nu")
        self.new = SecretInput("Nieuwe wachtzin")
        self.again = SecretInput("Nieuwe wachtzin nog een keer")
        self._problems: dict[SecretInput, QLabel] = {}
        for words, secret in (
            ("&Wachtzin van nu", self.old),
            ("Nieuwe wacht&zin", self.new),
            ("Nieuwe wachtzin nog een &keer", self.again),
        ):
            change.addWidget(self._row(words, secret))
        self._waiting = Waiting()
        change.addWidget(self._waiting)
        self.save_button = button("Wachtzin wi&jzigen", self.change_passphrase)
        change.addLayout(row(self.save_button, None))
        self.content.addStretch(1)

    def activate(self) -> None:
        """Ready for the passphrase of now."""
        self.old.line.setFocus()

    def load(self) -> None:
        """Forget what was typed: secrets do not wait on a page out of sight."""
        for secret, problem in self._problems.items():
            secret.clear()
            secret.set_shown(shown=False)
            set_look(secret.line, "invalid", value=False)
            problem.hide()
        self.bar.hide()

    @Slot()
    def change_passphrase(self) -> None:
        """Look at what was typed and store it."""
        if not self.save_button.isEnabled() or not self._check():
            return
        desk, old, new = self._desk, self.old.line.text(), self.new.line.text()

        def work(progress: Progress) -> None:
            del progress
            desk.change_passphrase(old, new)

        self.bar.hide()
        self.save_button.setEnabled(False)
        self._waiting.begin("De wachtzin wordt gewijzigd. Dat duurt een paar tellen.")
        self._workers.start(work, self._on_done, self._on_failed)

    def _row(self, words: str, secret: SecretInput) -> QWidget:
        holder = QFrame()
        holder.setMaximumWidth(_FIELD_WIDTH)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        name = QLabel(words)
        name.setProperty("role", "label")
        name.setBuddy(secret.line)
        problem = label("", "error", wrap=True)
        problem.hide()
        self._problems[secret] = problem
        for part in (name, secret, problem):
            layout.addWidget(part)
        secret.line.returnPressed.connect(self.change_passphrase)
        return holder

    def _check(self) -> bool:
        """Show what is wrong beside its field."""
        said = dict.fromkeys(self._problems, "")
        if not self.old.line.text():
            said[self.old] = "Vul de wachtzin in waarmee u de kluis nu opent."
        try:
            check_new_passphrase(self.new.line.text())
        except WeakPassphraseError as error:
            said[self.new] = str(error)
        if self.new.line.text() != self.again.line.text():
            said[self.again] = "De twee wachtzinnen zijn niet gelijk. Typ de wachtzin opnieuw."
        for secret, problem in self._problems.items():
            problem.setText(said[secret])
            problem.setVisible(bool(said[secret]))
            set_look(secret.line, "invalid", bool(said[secret]))
            secret.line.setAccessibleDescription(said[secret])
        wrong = [secret for secret, words in said.items() if words]
        if wrong:
            wrong[0].line.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def _on_done(self, _: None) -> None:
        self._end()
        self.load()
        self.bar.say("De wachtzin is gewijzigd. Gebruik voortaan de nieuwe.", "success")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        show_error(self, error)
        self.old.line.setFocus()

    def _end(self) -> None:
        self._waiting.hide()
        self.save_button.setEnabled(True)
