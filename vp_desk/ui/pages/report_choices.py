"""Which year, and for whom."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from vp_desk.aggregate import Edition
from vp_desk.desk import Desk
from vp_desk.ui.forms.flow import FlowLayout
from vp_desk.ui.icons import IconButton
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import row

#: Letters that fit in the list of readers.
_READERS_LENGTH = 24


class ReportChoices(QWidget):
    """Two lists and a button on one line."""

    year_chosen = Signal()
    edition_chosen = Signal()
    prepare_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.year, self.edition = QComboBox(), QComboBox()
        self.fill_editions()
        self.year.currentIndexChanged.connect(self.year_chosen)
        self.edition.currentIndexChanged.connect(self.edition_chosen)
        # Names of readers may be long: they are cut in the list before the page has to scroll sideways.
        self.edition.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.edition.setMinimumContentsLength(_READERS_LENGTH)
        self.edition.setToolTip("Wie het leest, bepaalt welke tabellen erin staan.")
        self.prepare_button = IconButton("Cijfers &klaarzetten", "report", "")
        self.prepare_button.setToolTip(
            "Tellen en beschermen. U ziet het resultaat hier; er verlaat nog niets de kluis."
        )
        self.prepare_button.clicked.connect(self.prepare_wanted)
        layout = FlowLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for words, widget in (("&Verslagjaar", self.year), ("V&oor wie", self.edition)):
            name = QLabel(words)
            name.setProperty("role", "label")
            name.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            together = QWidget()
            parts = row(name, widget)
            parts.setContentsMargins(0, 0, Space.S, 0)
            together.setLayout(parts)
            layout.addWidget(together)
        layout.addWidget(self.prepare_button)
        layout.addWidget(QWidget())  # takes what is left of the line

    @property
    def chosen_edition(self) -> Edition | None:
        """For whom it is."""
        edition: object = self.edition.currentData()
        return edition if isinstance(edition, Edition) else None

    def fill_years(self) -> None:
        """Offer the years that there are now; the chosen one stays."""
        chosen: object = self.year.currentData()
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in self._desk.case_years():
                self.year.addItem(year.label, year)
            self.year.setCurrentIndex(max(0, self.year.findData(chosen)))

    def fill_editions(self) -> None:
        """Offer the readers that there are now; the chosen ones stay."""
        before = self.chosen_edition
        codes: list[str] = []
        with QSignalBlocker(self.edition):
            self.edition.clear()
            for edition in self._desk.editions():
                self.edition.addItem(edition.label, edition)
                codes.append(edition.code)
            known = before is not None and before.code in codes
            self.edition.setCurrentIndex(codes.index(before.code) if before and known else 0)

    def focus(self) -> None:
        """Ready to choose a year."""
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)
