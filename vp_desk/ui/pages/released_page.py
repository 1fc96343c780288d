"""What left this vault as a file: for whom, what became of it, and whether a file is one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QWidget

from vp_desk.aggregate import publication_plan
from vp_desk.desk import ChangeKind, Changes, Desk
from vp_desk.errors import VpDeskError
from vp_desk.release_words import identified_words, should_not_be_used
from vp_desk.releases import EventKind, Identified, Origin
from vp_desk.ui.bus import Bus
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.files import ask_to_open
from vp_desk.ui.models.releases import ReleaseRow, ReleasesModel
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.released_details import ReleaseDetails
from vp_desk.ui.pages.released_dialogs import HandedOverDialog, WithdrawnDialog
from vp_desk.ui.pages.released_missing import MissingPanel
from vp_desk.ui.pages.settings.dialogs import ListDialog
from vp_desk.ui.released_table import ReleasedTable
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import Waiting, button, label
from vp_desk.ui.workers import Newest, Progress, Workers

#: Under which width the details stand below the list.
_BESIDE_FROM: Final = 860
_DETAILS_WIDTH: Final = 340
_LEAD: Final = (
    "Alles wat als bestand uit deze kluis kwam, ook een concept. Er is hier niets te verwijderen: zonder de "
    "cijfers van toen kan VP-Desk die van latere jaren niet beschermen. Intrekken kan wel, maar lezers "
    "vergeten het er niet door."
)


@dataclass(frozen=True, slots=True)
class _Read:
    rows: tuple[ReleaseRow, ...]
    missing: tuple[int, ...]


class ReleasedPage(Page):
    """The list at the left, the chosen release at the right; nothing here can be deleted."""

    help = "uitgegeven"

    report_wanted = Signal()

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Wat heeft deze computer verlaten", scrolls=False)
        self._desk, self._bus, self._workers, self._today = desk, bus, workers, today
        self._stale, self._reading = True, Newest(workers)
        #: The release to point at when the list is there, and whether to ask to whom it was handed.
        self._point_at, self._hand_over_next = 0, False
        self.dialog: ListDialog | None = None
        self.check_button = button("&Bestand nakijken…", self._ask_file)
        self.check_button.setToolTip(
            "Van een bestand nagaan of het uit deze kluis komt, en welk het is."
        )
        self.header.addWidget(self.check_button)
        self._waiting = Waiting()
        self.content.addWidget(self._waiting)
        self.missing = MissingPanel(desk, workers, today)
        self.missing.changed.connect(bus.changed)
        self.missing.done.connect(self._on_missing_done)
        self.content.addWidget(self.missing)
        self.content.addWidget(label(_LEAD, "muted", wrap=True))
        self._stack = QStackedWidget()
        self._empty = EmptyState("released")
        self._empty.explain(
            "Er is nog niets uitgegeven",
            "Maakt u bij Rapport een bestand, dan staat het hier: wat het is, voor wie, en wat ermee gebeurde.",
            "Naar Rapport",
        )
        self._empty.pressed.connect(self.report_wanted)
        self._list, self._nothing = self._make_list(), QWidget()
        for part in (self._nothing, self._empty, self._list):
            self._stack.addWidget(part)
        self.content.addWidget(self._stack, 1)
        bus.changed.connect(self._on_changed)

    def _make_list(self) -> QWidget:
        self.model = ReleasesModel(self)
        self.table = ReleasedTable()
        self.table.setModel(self.model)
        self.table.row_opened.connect(self.ask_hand_over)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.details = ReleaseDetails(publication_plan().printed)
        self.details.hand_over_wanted.connect(self.ask_hand_over)
        self.details.withdraw_wanted.connect(self.ask_withdraw)
        self.details.said.connect(self.said)
        holder = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(Space.M)
        self._beside.addWidget(self.table, 1)
        self._beside.addWidget(self.details)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the details below the list when there is no room beside it."""
        super().resizeEvent(event)
        beside = event.size().width() >= scaled(_BESIDE_FROM)
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        most = 16_777_215  # as Qt: no bound
        self.details.setMinimumWidth(scaled(_DETAILS_WIDTH) if beside else 0)
        self.details.setMaximumWidth(scaled(_DETAILS_WIDTH) if beside else most)

    def activate(self) -> None:
        """Show the ledger as it is now."""
        self._read()
        self._focus()

    def leave(self, then: Callable[[], None]) -> None:
        """Secrets are forgotten; an answer that was typed waits here."""
        self.missing.forget_secrets()
        then()

    def put_away(self) -> bool:
        """What was typed here is no draft: a lock asks first."""
        return not self.missing.typed

    def point_at(self, number: int, *, hand_over: bool = False) -> None:
        """Choose a release once the list is there; perhaps ask at once to whom it was handed."""
        self._point_at, self._hand_over_next = number, hand_over

    @property
    def chosen(self) -> ReleaseRow | None:
        """The release that is chosen."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    # --- reading ---

    def _read(self) -> None:
        self._stale = False
        released = self._desk.released

        def read(_: Progress) -> _Read:
            found = released.releases()
            rows = tuple(ReleaseRow(each, released.reference_of(each)) for each in found)
            return _Read(rows, released.missing())

        self._reading.ask(read, self._show, self._on_failed)

    def _show(self, found: _Read) -> None:
        self.missing.show_missing(found.missing)
        chosen = self.chosen
        number = self._point_at or (chosen.release.number if chosen else 0)
        self._point_at = 0
        self.model.show_rows(found.rows)
        nothing = self._nothing if found.missing else self._empty
        self._stack.setCurrentWidget(self._list if found.rows else nothing)
        if found.rows:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(number) or 0, 0))
            self._show_current()
        self._focus()
        if self._hand_over_next:
            self._hand_over_next = False
            self.ask_hand_over()

    def _focus(self) -> None:
        """Where work begins, unless one is at work here already."""
        inside = QApplication.focusWidget()
        if inside is not self.check_button and inside is not None and self.isAncestorOf(inside):
            return
        first = self.table if self.model.rows else self.check_button
        target = first if self.missing.isHidden() else self.missing.take_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_current(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.details.show_row(chosen)

    def _on_failed(self, error: Exception) -> None:
        self._waiting.hide()
        self.check_button.setEnabled(True)
        show_error(self, error)

    # --- what became of it ---

    @Slot()
    def ask_hand_over(self) -> None:
        """Ask to whom the chosen release was handed."""
        chosen = self.chosen
        if chosen is not None and self.details.hand_over_button.isEnabled():
            dialog = HandedOverDialog(self, chosen, self._today())
            dialog.wanted.connect(self._hand_over)
            self._open(dialog)

    @Slot()
    def ask_withdraw(self) -> None:
        """Ask why the chosen release is withdrawn."""
        chosen = self.chosen
        if chosen is not None and self.details.withdraw_button.isEnabled():
            dialog = WithdrawnDialog(self, chosen, self._today())
            dialog.wanted.connect(self._withdraw)
            self._open(dialog)

    def _open(self, dialog: ListDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    @Slot(object)
    def _hand_over(self, typed: tuple[date, str]) -> None:
        self._note(EventKind.HANDED_OVER, typed, "Vastgelegd dat het is overhandigd.")

    @Slot(object)
    def _withdraw(self, typed: tuple[date, str]) -> None:
        self._note(EventKind.WITHDRAWN, typed, "Vastgelegd dat het is ingetrokken.")

    def _note(self, kind: EventKind, typed: tuple[date, str], words: str) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        try:
            changes = self._desk.released.note(chosen.release.number, kind, *typed)
        except VpDeskError as error:
            if self.dialog is not None:
                self.dialog.reject()
            show_error(self, error)
            return
        if self.dialog is not None:
            self.dialog.accept()
        self._bus.changed.emit(changes)
        self.said.emit(words)

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- a file from outside ---

    @Slot()
    def _ask_file(self) -> None:
        kinds = ("Alle bestanden (*)", "Rapporten en tabellen (*.pdf *.xlsx *.csv *.json)")
        ask_to_open(self, "Welk bestand wilt u nakijken?", kinds, self.identify)

    def identify(self, path: Path) -> None:
        """Say of a file which release it is, if any."""
        released = self._desk.released

        def work(_: Progress) -> Identified:
            return released.identify(path)

        def done(found: Identified) -> None:
            self._waiting.hide()
            self.check_button.setEnabled(True)
            words = identified_words(found)
            self.bar.say(f"{path.name}: {words}", _tone(found))
            if found.release is not None:
                self.point_at(found.release.number)
            self._read()  # a number that is forgotten here is missing from now on

        self.bar.hide()
        self.check_button.setEnabled(False)
        self._waiting.begin("Het bestand wordt nagekeken.")
        self._workers.start(work, done, self._on_failed)

    @Slot(str)
    def _on_missing_done(self, words: str) -> None:
        self.bar.say(words, "success")
        self.check_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if ChangeKind.RELEASES in changes.kinds and self.isVisible():
            self._read()


def _tone(found: Identified) -> str:
    """How it is said what a file is."""
    over = found.release is not None and should_not_be_used(found.release)
    tones = {
        Origin.RELEASED: "warning" if over else "success",
        Origin.CHANGED: "warning",
        Origin.FORGOTTEN: "error",
    }
    return tones.get(found.origin, "info")
