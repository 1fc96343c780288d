"""The recommendations that repeat each other, of which one is in sight."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import Chain, Recommendation
from vp_desk.ui.pages.loop.words import standing_words
from vp_desk.ui.pages.waiting import WaitingCard, WaitingLine


class ChainCard(QWidget):
    """The others, oldest first; hidden when there are none."""

    #: The key of a record.
    open_wanted = Signal(str)

    def __init__(self, label_of: Callable[[int], str]) -> None:
        """Make an empty one.

        Args:
            label_of: the words for a reporting year, by its number.
        """
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._label_of = label_of
        self.card = WaitingCard("Eerder en later", "")
        layout.addWidget(self.card)
        self.hide()

    def show_chain(self, chain: Chain | None, here: Recommendation) -> None:
        """Show the others of a chain; `here` repeats one of it when it is no part of it yet."""
        links = chain.links if chain else ()
        others = [each for each in links if each.id != here.id]
        self.card.explain(" ".join(self._words(links, here)))
        self.card.show_lines([self._line(each) for each in others])
        self.setVisible(bool(others))

    def _words(self, links: Sequence[Recommendation], here: Recommendation) -> Iterator[str]:
        """Of which one it is a repetition, and which one repeats it."""
        for each in links:
            if each.id == here.repeats:
                yield f"Herhaalt die van {self._label_of(each.year)}."
        for each in links:
            if here.id and each.repeats == here.id:
                yield f"Herhaald in het verslag over {self._label_of(each.year)}."

    def _line(self, record: Recommendation) -> WaitingLine:
        key = f"recommendation/{record.id}"
        return WaitingLine(
            f"Verslag over {self._label_of(record.year)}: {standing_words(record)}",
            record.text,
            (("Openen", True, lambda: self.open_wanted.emit(key)),),
        )
