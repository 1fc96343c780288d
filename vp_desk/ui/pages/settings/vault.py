"""The vault itself: where it is, how long a case stays in it, and its passphrase."""

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout

from vp_desk.desk import Desk, VaultSettings
from vp_desk.ui.new_passphrase import NewPassphrase
from vp_desk.ui.pages.settings.locking import LockingCard
from vp_desk.ui.pages.settings.section import SettingRow, SettingsSection
from vp_desk.ui.retention import RETENTION_HELP, RetentionChoice
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import Bar, Waiting, button, label, row, set_look
from vp_desk.ui.workers import Progress, Workers

_FIELD_WIDTH = 420


class VaultSection(SettingsSection):
    """The rule is stored with the other settings. A new passphrase is stored at once, beside the window."""

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
        keep = self.add_card("Bewaren", "Het programma wist nooit iets zonder het te vragen.")
        self.retention = RetentionChoice()
        keep.addWidget(SettingRow("&Bewaartermijn", self.retention, RETENTION_HELP))
        change = self.add_card(
            "Wachtzin wijzigen",
            "Alleen u kent de wachtzin. De herstelcode die u bij het maken opschreef, blijft geldig.",
        )
        self.bar = Bar()
        change.addWidget(self.bar)
        self.old = SecretInput("Wachtzin van nu")
        self._old_problem = label("", "error", wrap=True)
        self.secret = NewPassphrase(
            workers, "Nieuwe wacht&zin", "Nieuwe wachtzin nog een &keer", self._known_words
        )
        self.new, self.again = self.secret.passphrase, self.secret.again
        change.addWidget(self._make_fields())
        self.old.line.returnPressed.connect(self.change_passphrase)
        self.secret.submitted.connect(self.change_passphrase)
        self._waiting = Waiting()
        change.addWidget(self._waiting)
        self.save_button = button("Wachtzin wi&jzigen", self.change_passphrase)
        change.addLayout(row(self.save_button, None))
        self.content.addStretch(1)
        self._show_rule()
        self.retention.currentIndexChanged.connect(self.on_edited)

    @property
    def dirty(self) -> bool:
        """Whether another rule was chosen."""
        return self.retention.years != self._desk.settings.retention_years

    def activate(self) -> None:
        """Ready for the passphrase of now."""
        self.old.line.setFocus()

    def load(self) -> None:
        """Show what is stored, and forget what was typed: secrets do not wait on a page out of sight."""
        self._show_rule()
        self._forget()

    def applied(self, settings: VaultSettings) -> VaultSettings:
        """The settings with the rule that was chosen here."""
        return replace(settings, retention_years=self.retention.years)

    @Slot()
    def change_passphrase(self) -> None:
        """Look at what was typed and store it."""
        if not self.save_button.isEnabled() or not self._check():
            return
        desk, old, new = self._desk, self.old.line.text(), self.secret.value

        def work(progress: Progress) -> None:
            del progress
            desk.change_passphrase(old, new)

        self.bar.hide()
        self.save_button.setEnabled(False)
        self._waiting.begin("De wachtzin wordt gewijzigd. Dat duurt een paar tellen.")
        self._workers.start(work, self._on_done, self._on_failed)

    def _make_fields(self) -> QFrame:
        holder = QFrame()
        self.old.setMaximumWidth(_FIELD_WIDTH)
        self.secret.limit_width(_FIELD_WIDTH)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        name = QLabel("&Wachtzin van nu")
        name.setProperty("role", "label")
        name.setBuddy(self.old.line)
        self._old_problem.hide()
        for part in (name, self.old, self._old_problem):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addWidget(self.secret)
        return holder

    def _forget(self) -> None:
        self.old.clear()
        self.old.set_shown(shown=False)
        self._say_of_old("")
        self.secret.clear()
        self.bar.hide()

    def _known_words(self) -> tuple[str, ...]:
        return (self._desk.settings.organisation, self._desk.path.name)

    def _show_rule(self) -> None:
        self.retention.set_years(self._desk.settings.retention_years)

    def _check(self) -> bool:
        """Show what is wrong beside its field."""
        missing = not self.old.line.text()
        self._say_of_old(
            "Vul de wachtzin in waarmee u de kluis nu opent." if missing else "",
        )
        right = self.secret.check(focus=not missing)
        if missing:
            self.old.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return right and not missing

    def _say_of_old(self, words: str) -> None:
        self._old_problem.setText(words)
        self._old_problem.setVisible(bool(words))
        set_look(self.old.line, "invalid", bool(words))
        self.old.line.setAccessibleDescription(words)

    def _on_done(self, _: None) -> None:
        self._end()
        self._forget()
        self.bar.say("De wachtzin is gewijzigd. Gebruik voortaan de nieuwe.", "success")

    def _on_failed(self, error: Exception) -> None:
        self._end()
        show_error(self, error)
        self.old.line.setFocus()

    def _end(self) -> None:
        self._waiting.hide()
        self.save_button.setEnabled(True)
