"""The recommendations that repeat each other, of which one is in sight."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import Chain, Recommendation, RecommendationId
from vp_desk.ui.pages.loop.words import standing_words
from vp_desk.ui.pages.waiting import WaitingCard, WaitingLine


class ChainCard(QWidget):
    """The others, oldest first; hidden when there are none."""

    #: The key of a record.
    open_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.card = WaitingCard(
            "Eerder en later", "Deze aanbeveling is herhaald, of herhaalt een eerdere."
        )
        layout.addWidget(self.card)
        self.hide()

    def show_chain(self, chain: Chain | None, here: RecommendationId) -> None:
        """Show the others of a chain."""
        others = [each for each in chain.links if each.id != here] if chain else []
        self.card.show_lines([self._line(each) for each in others])
        self.setVisible(bool(others))

    def _line(self, record: Recommendation) -> WaitingLine:
        key = f"recommendation/{record.id}"
        return WaitingLine(
            f"Verslag over {record.year}: {standing_words(record)}",
            record.text,
            (("Openen", True, lambda: self.open_wanted.emit(key)),),
        )
