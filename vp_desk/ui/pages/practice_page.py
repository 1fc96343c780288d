"""Make a vault to practise on: where, and what its passphrase is."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from vp_desk.desk import PRACTICE_PASSPHRASE, Desk, practice_folder
from vp_desk.ui.doors import Doors
from vp_desk.ui.fields import add_field
from vp_desk.ui.files import ask_folder
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.room import put_in_the_middle
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, label, row
from vp_desk.ui.workers import Progress, Workers


class PracticePage(QWidget):
    """One step: everything has an answer already."""

    help = "oefenen"

    made = Signal(object)
    cancelled = Signal()

    def __init__(
        self, doors: Doors, workers: Workers, today: Callable[[], date] | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._doors, self._workers, self._today = doors, workers, today or date.today
        frame, layout = card(self)
        frame.setFixedWidth(scaled(Size.CARD_WIDE))
        layout.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        layout.setSpacing(Space.S)
        layout.addWidget(IconLabel("practice", Size.ICON_LARGE))
        layout.addWidget(label("Oefenen met een voorbeeld", "title"))
        layout.addWidget(
            label(
                "U krijgt een kluis met verzonnen zaken van de afgelopen jaren. Daarin kunt u alles "
                "proberen: vastleggen, wijzigen, zoeken, een rapport maken. Niets daarvan komt in uw "
                "eigen kluis. Klaar met oefenen? Gooi dan de map weg.",
                "muted",
                wrap=True,
            )
        )
        layout.addSpacing(Space.S)
        self.place = QLineEdit(str(practice_folder(Path.home() / "VP-Desk")))
        choose = button("&Kiezen…", self._choose)
        choose.setAccessibleName("Map kiezen")
        add_field(layout, "&Map van de oefenkluis", self.place, "Een nieuwe map.", choose)
        self.passphrase = QLineEdit(PRACTICE_PASSPHRASE)
        self.passphrase.setReadOnly(True)
        add_field(
            layout,
            "&Wachtzin",
            self.passphrase,
            "Deze wachtzin kent iedereen. Bij uw eigen kluis kiest u er zelf een.",
        )
        self.bar = Bar()
        self._waiting = Waiting()
        layout.addWidget(self.bar)
        layout.addWidget(self._waiting)
        self.make_button = button("&Oefenkluis maken", self._make, "primary")
        layout.addSpacing(Space.SNUG)
        cancel = button("&Annuleren", self.cancelled.emit, "quiet")
        layout.addLayout(row(cancel, None, self.make_button))
        self.place.returnPressed.connect(self._make)
        put_in_the_middle(frame, self)

    def activate(self) -> None:
        """Ready to go on: there is nothing that must be filled in."""
        self.make_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose(self) -> None:
        ask_folder(self, "Kies waar de oefenkluis komt", self._on_place)

    def _on_place(self, path: Path) -> None:
        self.place.setText(str(practice_folder(path)))

    @Slot()
    def _make(self) -> None:
        if not self.make_button.isEnabled():
            return
        if not self.place.text().strip():
            self.bar.say("Kies een map voor de oefenkluis.", "error")
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        path, today = Path(self.place.text().strip()).expanduser(), self._today()
        practise = self._doors.practise

        def work(progress: Progress) -> Desk:
            del progress
            return practise(path, today)

        self.bar.hide()
        self.make_button.setEnabled(False)
        self._waiting.begin("De oefenkluis wordt gemaakt. Dat duurt even.")
        self._workers.start(work, self._on_made, self._on_failed)

    def _on_made(self, desk: Desk) -> None:
        self._waiting.hide()
        self.made.emit(desk)

    def _on_failed(self, error: Exception) -> None:
        self._waiting.hide()
        self.make_button.setEnabled(True)
        show_error(self, error)
