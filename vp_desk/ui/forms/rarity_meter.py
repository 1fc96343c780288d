"""How rare the combination in a form is within the dossier, and which field makes it so."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vp_desk.desk import TRAIT_FIELDS, Desk, Rarity
from vp_desk.dutch import number
from vp_desk.fields import case_field
from vp_desk.records import CaseCode
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.widgets import at_top, label
from vp_desk.ui.workers import Progress, Workers

#: How long choosing must rest before the vault is asked, in milliseconds.
_REST: Final = 250


def rarity_words(rarity: Rarity, threshold: int) -> tuple[str, bool]:
    """What a combination means, in one or two sentences, and whether it calls for care.

    The case in the form counts itself.

    Args:
        rarity: counted over the other cases.
        threshold: below so many cases a figure is small.
    """
    times = rarity.cases + 1
    if times >= threshold:
        words = (
            f"Deze combinatie van type en personen komt in uw dossier {number(times)} keer voor."
        )
        return words, False
    often = "één keer" if times == 1 else f"{number(times)} keer"
    words = f"Deze combinatie van type en personen komt in uw dossier {often} voor."
    if len(rarity.without) > 1:
        field, others = next(iter(rarity.without.items()))
        if others > rarity.cases:
            words += (
                f" Dat komt vooral door ‘{case_field(field).label}’: zonder dat veld is het "
                f"{number(others + 1)} keer."
            )
    if times == 1:
        words += " Wie dit weet, kan de melder herkennen: laat weg wat u niet nodig hebt."
    return words, True


class RarityMeter(QFrame):
    """A line under the form; follows what is chosen."""

    def __init__(self, desk: Desk, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._workers = desk, workers
        self._traits: Mapping[str, str] = {}
        self._besides: CaseCode | None = None
        self._question = 0
        self.setProperty("role", "bar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(10)
        self._icon = IconLabel("eye", role=QPalette.ColorRole.WindowText, parent=self)
        self._text = label("", wrap=True, parent=self)
        layout.addLayout(at_top(self._icon))
        layout.addWidget(self._text, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty when it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def measure(self, traits: Mapping[str, str], besides: CaseCode | None) -> None:
        """Look at a combination, in a moment.

        Args:
            traits: key of a field → code.
            besides: the case in the form, when it is in the vault: it is not counted twice.
        """
        counted = {key: code for key, code in traits.items() if key in TRAIT_FIELDS}
        if (counted, besides) != (self._traits, self._besides):
            self._traits, self._besides = counted, besides
            self._rest.start()

    @Slot()
    def _ask(self) -> None:
        self._question += 1
        desk, traits, besides = self._desk, self._traits, self._besides
        if len(traits) < 2:
            self.hide()
            return

        def read(_: Progress) -> Rarity | None:
            return desk.rarity(traits, besides)

        self._workers.start(read, partial(self._on_counted, self._question), self._on_failed)

    def _on_counted(self, question: int, rarity: Rarity | None) -> None:
        if question != self._question or rarity is None:
            return
        words, careful = rarity_words(rarity, self._desk.settings.threshold)
        self._text.setText(words)
        self.setAccessibleName(words)
        self._icon.set_name("eye" if careful else "check")
        self.show()

    def _on_failed(self, _: Exception) -> None:
        """What cannot be counted is not said; saving will tell what is wrong with the vault."""
        self.hide()
