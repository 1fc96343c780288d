"""The band over every page of a practice vault, so that nobody takes it for real."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vp_desk.desk import PRACTICE_PASSPHRASE
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import label


class PracticeBand(QFrame):
    """Says that everything is invented, and how this vault opens."""

    def __init__(self, parent: QWidget, *, shown: bool) -> None:
        super().__init__(parent)
        self.setProperty("role", "practice")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.XXL, Space.S, Space.XXL, Space.S)
        layout.setSpacing(Space.S)
        words = label(
            "Oefenkluis: verzonnen zaken. Zet hier niets echts in, want iedereen kent de wachtzin: "
            f"{PRACTICE_PASSPHRASE}",
            wrap=True,
        )
        self.setAccessibleName(words.text())
        layout.addWidget(IconLabel("practice", Size.ICON, QPalette.ColorRole.WindowText))
        layout.addWidget(words, 1)
        self.setVisible(shown)
