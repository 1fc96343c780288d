"""For whom, and where."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLineEdit

from vp_desk.desk import check_new_place, place_warning
from vp_desk.errors import VpDeskError
from vp_desk.ui.fields import add_field
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.inputs import SECRET
from vp_desk.ui.notice import Notice
from vp_desk.ui.pages.guide.step import Step
from vp_desk.ui.widgets import button, set_look
from vp_desk.ui.workers import Progress, Workers

#: How long typing must rest before the disk is looked at, in milliseconds.
_REST: Final = 300


class PlaceStep(Step):
    """The organisation suggests the folder, until the adviser names one."""

    def __init__(self, workers: Workers) -> None:
        super().__init__(
            "Een nieuwe kluis",
            "Eén kluis per organisatie. Alles wat u vastlegt, staat daar versleuteld in.",
        )
        self._workers = workers
        self._place_edited = False
        self.organisation, self.place = QLineEdit(), QLineEdit()
        for line in (self.organisation, self.place):
            line.setInputMethodHints(SECRET)
        self.organisation.textEdited.connect(self._suggest_place)
        self.place.textEdited.connect(self._on_place_edited)
        self.place.textChanged.connect(self._on_place_changed)
        choose = button("&Kiezen…", self._choose_place)
        choose.setAccessibleName("Map kiezen")
        add_field(
            self.content, "&Organisatie", self.organisation, "Zo staat zij straks op uw rapport."
        )
        add_field(
            self.content,
            "&Map van de kluis",
            self.place,
            "Een nieuwe map op uw eigen schijf.",
            choose,
        )
        self.warning = Notice()
        self.content.addWidget(self.warning)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)

    @property
    def folder(self) -> Path:
        """Where the vault will be."""
        return Path(self.place.text().strip()).expanduser()

    def activate(self) -> None:
        """Ready to type the organisation."""
        self.organisation.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> str:
        """What is wrong, with the focus where it is; empty = nothing."""
        line, words = self._first_problem()
        for each in (self.organisation, self.place):
            set_look(each, "invalid", each is line)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        return words

    def _first_problem(self) -> tuple[QLineEdit | None, str]:
        if not self.organisation.text().strip():
            return self.organisation, "Vul de naam van de organisatie in."
        if not self.place.text().strip():
            return self.place, "Kies een map voor de kluis."
        try:
            check_new_place(self.folder)
        except VpDeskError as error:
            return self.place, str(error)
        return None, ""

    @Slot()
    def _suggest_place(self) -> None:
        if not self._place_edited:
            kept = "".join(c if c.isalnum() else "-" for c in self.organisation.text().casefold())
            name = "-".join(part for part in kept.split("-") if part) or "kluis"
            self.place.setText(str(Path.home() / "VP-Desk" / name))

    @Slot()
    def _on_place_edited(self) -> None:
        self._place_edited = bool(self.place.text())

    @Slot()
    def _on_place_changed(self) -> None:
        self._rest.start()

    @Slot()
    def _choose_place(self) -> None:
        ask_folder(self, "Kies een lege map voor de kluis", self._on_place)

    def _on_place(self, path: Path) -> None:
        self._place_edited = True
        self.place.setText(str(path))

    @Slot()
    def _look(self) -> None:
        """Look beside the window where the folder lies: a disk in the network may take its time."""
        folder = self.folder
        typed = self.place.text()

        def work(progress: Progress) -> tuple[str, str]:
            del progress
            return typed, place_warning(folder) if typed.strip() else ""

        self._workers.start(work, self._on_looked, self._on_not_seen)

    def _on_looked(self, found: tuple[str, str]) -> None:
        typed, words = found
        if typed == self.place.text():
            self.warning.say(words)

    def _on_not_seen(self, _: Exception) -> None:
        """A place that cannot be looked at is refused when it is used."""
        self.warning.say("")
