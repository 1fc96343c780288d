"""The line above the list of cases: search, filter, order and views."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from vp_desk.dutch import count
from vp_desk.ui import shortcuts
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.icons import IconButton, IconOnlyButton
from vp_desk.ui.models.columns import ALL, Column
from vp_desk.ui.widgets import button, label


class SearchLine(TextInput):
    """Search words; Down and Enter go to the list, Escape clears."""

    list_wanted = Signal()

    def begin(self) -> None:
        """Ready to type search words."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on to what was found."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FoundLine(QWidget):
    """How many cases there are, and where else the words stand."""

    #: What was found in advice is wanted.
    advice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "small")
        self.advice_button = button("", self.advice_wanted.emit, "link")
        self.advice_button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.words)
        layout.addWidget(self.advice_button)
        layout.addStretch(1)

    def tell(self, cases: int, activities: int, advice: int) -> None:
        """Say in how many of each."""
        told = count(cases, "zaak", "zaken")
        if activities:
            told += f"  ·  ook gevonden in {count(activities, 'activiteit', 'activiteiten')}"
        self.words.setText(told)
        where = count(advice, "advies of afspraak", "adviezen en afspraken")
        self.advice_button.setText(f"Ook gevonden in {where}")
        self.advice_button.setVisible(bool(advice))


class CasesTools(QWidget):
    """What one does with the list as a whole."""

    #: The key of an order, and whether it descends.
    sort_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine()
        self.search.setPlaceholderText("Zoek op code, type, notitie…")
        self.search.setAccessibleName("Zoeken in zaken")
        self.search.setToolTip("Zoeken (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        place = QLineEdit.ActionPosition.LeadingPosition
        self.search.add_button("search", "Zoeken", place)
        self.filter_button = IconButton("Filter", "filter")
        self.filter_button.setToolTip(f"Filter toevoegen ({shortcuts.FILTER.told})")
        self.order = QComboBox()
        self.order.setAccessibleName("Volgorde")
        self.order.setToolTip("Waarop de lijst is gesorteerd")
        self.order.currentIndexChanged.connect(self._on_ordered)
        self.turn_button = IconOnlyButton("Volgorde omkeren", "sort-down")
        self.turn_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.turn_button.clicked.connect(self._on_turned)
        self.views_button = IconButton("Weergave", "columns")
        self.views_button.setToolTip(
            f"Weergave kiezen, bewaren of beheren ({shortcuts.VIEWS.told})"
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.search, 1)
        for part in (self.filter_button, self.order, self.turn_button, self.views_button):
            layout.addWidget(part)
        self._down = True

    def show_order(self, columns: Sequence[Column], order: str, *, down: bool) -> None:
        """Offer the orders of the columns in sight, and show which one it is."""
        self._down = down
        keys = [column.key for column in columns if column.order]
        keys += [key for key in dict.fromkeys(("month", order)) if key not in keys]
        with QSignalBlocker(self.order):
            self.order.clear()
            for key in keys:
                self.order.addItem(f"Op {ALL[key].in_sentence}", key)
            self.order.setCurrentIndex(self.order.findData(order))
        words = "Aflopend; druk voor oplopend" if down else "Oplopend; druk voor aflopend"
        self.turn_button.set_icon(words, "sort-down" if down else "sort-up")

    @Slot()
    def _on_ordered(self) -> None:
        order: object = self.order.currentData()
        if isinstance(order, str):
            self.sort_wanted.emit(order, ALL[order].descends_first)

    @Slot()
    def _on_turned(self) -> None:
        self.sort_wanted.emit(str(self.order.currentData()), not self._down)
