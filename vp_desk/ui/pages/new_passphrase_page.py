"""After opening with the recovery code: choose a new passphrase."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from vp_desk.desk import Desk
from vp_desk.ui.new_passphrase import NewPassphrase
from vp_desk.ui.room import put_in_the_middle
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, label, row
from vp_desk.ui.workers import Progress, Workers


class NewPassphrasePage(QWidget):
    """The vault is open; without a new passphrase one could only come back with the code."""

    help = "start"

    finished = Signal(object)

    def __init__(self, desk: Desk, workers: Workers) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._workers = desk, workers
        frame, layout = card(self)
        frame.setFixedWidth(scaled(Size.CARD))
        layout.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        layout.setSpacing(Space.S)
        layout.addWidget(label("Kies een nieuwe wachtzin", "title"))
        layout.addWidget(
            label(
                "De herstelcode klopt en uw kluis is open. De herstelcode zelf blijft geldig.",
                "muted",
                wrap=True,
            )
        )
        self.secret = NewPassphrase(workers, "&Nieuwe wachtzin", "Nieuwe wachtzin n&og een keer")
        self.secret.submitted.connect(self._save)
        layout.addWidget(self.secret)
        self.bar = Bar()
        self._waiting = Waiting()
        layout.addWidget(self.bar)
        layout.addWidget(self._waiting)
        self._save_button = button("&Wachtzin opslaan", self._save, "primary")
        later = button("&Later", self._later, "quiet")
        layout.addLayout(row(later, None, self._save_button))
        put_in_the_middle(frame, self)

    def activate(self) -> None:
        """Ready to type."""
        self.secret.activate()

    @Slot()
    def _later(self) -> None:
        self.finished.emit(self._desk)

    @Slot()
    def _save(self) -> None:
        if not self._save_button.isEnabled() or not self.secret.check():
            return
        desk, new = self._desk, self.secret.value

        def work(progress: Progress) -> None:
            del progress
            desk.set_passphrase(new)

        self.bar.hide()
        self._save_button.setEnabled(False)
        self._waiting.begin("De wachtzin wordt opgeslagen.")
        self._workers.start(work, self._on_saved, self._on_failed)

    def _on_saved(self, _: None) -> None:
        self._waiting.hide()
        self.finished.emit(self._desk)

    def _on_failed(self, error: Exception) -> None:
        self._waiting.hide()
        self._save_button.setEnabled(True)
        show_error(self, error)
