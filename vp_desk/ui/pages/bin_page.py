"""The bin: what was deleted in the last thirty days, to be put back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget

from vp_desk.desk import BinItem, Changes, Desk
from vp_desk.dutch import count, day_label
from vp_desk.errors import VpDeskError
from vp_desk.ui.bus import Bus
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.icons import IconButton
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.waiting import WaitingCard, WaitingLine
from vp_desk.ui.show_error import show_error


class BinPage(Page):
    """A line for each thing; nothing in it is counted or found anywhere else."""

    help = "prullenbak"

    def __init__(self, desk: Desk, bus: Bus, today: Callable[[], date]) -> None:
        super().__init__("Prullenbak")
        self._desk, self._bus, self._today = desk, bus, today
        self.empty_button = IconButton("Nu legen", "bin", "quiet")
        self.empty_button.setToolTip("Alles hieronder meteen en voorgoed verwijderen.")
        self.empty_button.clicked.connect(self._ask_to_empty)
        self.header.addWidget(self.empty_button)
        self.items = WaitingCard(
            "Verwijderd",
            "Wat u verwijdert, wacht hier dertig dagen. Daarna is het echt weg, ook uit het zoeken.",
        )
        self._empty = EmptyState("bin")
        self._empty.explain(
            "De prullenbak is leeg",
            "Een zaak, gesprek of activiteit die u verwijdert, wacht hier dertig dagen. Zo lang zet u "
            "die met één toets terug.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.items)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 0)
        self.content.addStretch(1)
        bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        """Show what is there now; what has waited long enough goes first."""
        try:
            self._desk.tidy(self._today())
        except VpDeskError as error:
            show_error(self, error)
        self._show()

    def _show(self) -> None:
        held = self._desk.bin_items()
        self.items.show_lines([self._line(item) for item in held])
        self.empty_button.setVisible(bool(held))
        self._stack.setCurrentWidget(self.items if held else self._empty)
        if held:
            first = self.items.lines[0].buttons[0]
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, item: BinItem) -> WaitingLine:
        left = (item.gone_on - self._today()).days
        when = f"verwijderd op {day_label(item.deleted_on)} · nog {count(left, 'dag', 'dagen')}"
        return WaitingLine(item.words, when, (("Zet terug", True, lambda: self._restore(item)),))

    def _restore(self, item: BinItem) -> None:
        try:
            changes = self._desk.restore(item.id)
        except VpDeskError as error:
            show_error(self, error)
            return
        self._bus.changed.emit(changes)
        self.said.emit("Teruggezet.")

    @Slot()
    def _ask_to_empty(self) -> None:
        self.bar.ask(
            "Alles in de prullenbak voorgoed verwijderen? Dit kan niet ongedaan worden gemaakt.",
            {"Behouden": self.bar.hide, "Voorgoed verwijderen": self._empty_now},
            "error",
        )

    def _empty_now(self) -> None:
        self._bus.changed.emit(self._desk.empty_bin())
        self.said.emit("De prullenbak is leeg.")

    @Slot(object)
    def _on_changed(self, _: Changes) -> None:
        if self.isVisible():
            self._show()
