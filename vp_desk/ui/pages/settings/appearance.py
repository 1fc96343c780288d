"""How the program looks on this computer."""

from PySide6.QtCore import Signal

from vp_desk.ui.pages.settings.section import SettingsSection
from vp_desk.ui.segments import Segments
from vp_desk.ui.theme import Appearance

_APPEARANCES = (
    (Appearance.SYSTEM, "Zoals het systeem"),
    (Appearance.LIGHT, "Licht"),
    (Appearance.DARK, "Donker"),
)


class AppearanceSection(SettingsSection):
    """Chosen at once; nothing of it is kept in the vault."""

    chosen = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        layout = self.add_card("Weergave", "Geldt voor deze computer, niet voor de kluis.")
        self.choice = Segments("Weergave", _APPEARANCES)
        self.choice.set_value(appearance)
        self.choice.chosen.connect(self.chosen)
        layout.addWidget(self.choice)
        self.content.addStretch(1)
