"""A second place for backups: a stick or another disk."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit

from vp_desk.desk import second_place_warning
from vp_desk.ui.fields import add_field
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.inputs import SECRET
from vp_desk.ui.notice import Notice
from vp_desk.ui.pages.guide.step import Step
from vp_desk.ui.widgets import button, set_look


class SecondStep(Step):
    """May be left for later; it is asked again after two weeks."""

    def __init__(self) -> None:
        super().__init__(
            "Een tweede plaats voor reservekopieën",
            "Het programma maakt zelf versleutelde reservekopieën naast uw kluis. Gaat deze computer stuk of "
            "kwijt, dan hebt u alleen nog wat ergens anders staat. Een USB-stick die u op een andere plek "
            "bewaart, is genoeg.",
        )
        self._vault = Path()
        self.place = QLineEdit()
        self.place.setInputMethodHints(SECRET)
        self.place.textChanged.connect(self._on_changed)
        choose = button("&Kiezen…", self._choose, "")
        choose.setAccessibleName("Tweede plaats kiezen")
        add_field(
            self.content,
            "&Map op de stick of schijf",
            self.place,
            "Sluit de stick aan en kies een map. Kunt u dat nu niet, kies dan Later: over twee weken "
            "wordt het opnieuw gevraagd.",
            choose,
        )
        self.warning = Notice()
        self.content.addWidget(self.warning)

    @property
    def folder(self) -> Path:
        """What was chosen."""
        return Path(self.place.text().strip()).expanduser()

    def set_vault(self, vault: Path) -> None:
        """What the place is compared with."""
        self._vault = vault

    def activate(self) -> None:
        """Ready to choose."""
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem(self) -> str:
        """What is wrong, with the focus where it is; empty = nothing."""
        words = ""
        if not self.place.text().strip():
            words = "Kies een map op een stick of een andere schijf, of kies Later."
        elif not self.folder.is_dir():
            words = f"De map {self.folder} is er niet. Sluit de stick of schijf aan, of kies een andere map."
        set_look(self.place, "invalid", bool(words))
        if words:
            self.activate()
        return words

    @Slot()
    def _on_changed(self) -> None:
        there = bool(self.place.text().strip()) and self.folder.is_dir()
        self.warning.say(second_place_warning(self.folder, self._vault) if there else "")

    @Slot()
    def _choose(self) -> None:
        ask_folder(self, "Kies een map op een stick of een andere schijf", self._on_chosen)

    def _on_chosen(self, place: Path) -> None:
        self.place.setText(str(place))
