"""Interim signals: patterns that may be worth one, and those that there are."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from vp_desk.desk import Desk, Proposal, SignalId
from vp_desk.desk import Signal as SignalRecord
from vp_desk.dutch import count, day_label
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.icons import IconButton
from vp_desk.ui.models.table import Cell
from vp_desk.ui.pages.due_cards import ProposalCard
from vp_desk.ui.pages.loop.records_table import RecordsTable
from vp_desk.ui.pages.loop.view import LoopView
from vp_desk.ui.pages.loop.words import asked_words, signal_words, theme_words
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import label, row
from vp_desk.ui.workers import Newest, Progress, Workers, while_there

_DAY, _TITLE, _STANDING = range(3)
_HEADINGS: Final = ("Datum", "Signaal", "Stand")


class SignalsView(LoopView):
    """Patterns above, exact and for her alone; the list below."""

    scrolls: ClassVar[bool] = True

    #: A new one, on a `Proposal` or None.
    new_wanted = Signal(object)
    #: The cases of a selection.
    cases_wanted = Signal(object)

    def __init__(self, desk: Desk, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__(desk, today)
        self._reading = Newest(workers)
        self._count = label("", "small")
        self.new_button = IconButton("Nieuw signaal", "plus", "primary")
        self.new_button.clicked.connect(self._on_new)
        self.content.addLayout(row(self._count, None, self.new_button))
        self.proposals = ProposalCard()
        self.proposals.signal_wanted.connect(self.new_wanted)
        self.proposals.cases_wanted.connect(self._on_cases)
        self.proposals.put_aside_wanted.connect(self._put_aside)
        self.content.addWidget(self.proposals)
        self.table = RecordsTable(
            "Lijst van signalen", _HEADINGS, {_DAY: 150}, {_TITLE: 0.55, _STANDING: 0.45}
        )
        self.table.opened.connect(self.open_wanted)
        self.table.delete_wanted.connect(self._delete)
        self._empty = EmptyState("bell")
        self._empty.explain(
            "Nog geen signalen",
            "Ziet u een patroon dat niet kan wachten op het jaarverslag? Schrijf dan een signaal van één of "
            "twee bladzijden. Er komt geen aantal op papier.",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Show what is in the vault now; patterns are looked for beside the window."""
        held = tuple(reversed(self._desk.signals()))
        self.table.show_records([(f"signal/{each.id}", self._cells(each)) for each in held])
        self._count.setText(count(len(held), "signaal", "signalen"))
        self._stack.setCurrentWidget(self.table if held else self._empty)
        desk, today = self._desk, self._today()

        def read(_: Progress) -> tuple[Proposal, ...]:
            return desk.proposals(today)

        def done(found: tuple[Proposal, ...]) -> None:
            self.proposals.show_proposals(found, desk.lists)

        self._reading.ask(read, while_there(self, done), self._on_failed)

    def focus(self) -> None:
        """The list, or the way to begin it."""
        target = self.table if self.table.keys else self.new_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, key: str) -> None:
        """Make one the current one."""
        self.table.point_at(key)

    def _cells(self, record: SignalRecord) -> tuple[Cell, Cell, Cell]:
        about = (theme_words(record.theme, self._desk.lists), record.reader)
        asked = ""
        if record.release is not None:
            asked = asked_words(record.response, record.asked_by, self._today())
        return (
            Cell(day_label(record.made_on)),
            Cell(record.title, under=" · ".join(filter(None, about))),
            Cell(signal_words(record).capitalize(), under=asked),
        )

    @Slot()
    def _on_new(self) -> None:
        self.new_wanted.emit(None)

    @Slot(object)
    def _on_cases(self, found: Proposal) -> None:
        self.cases_wanted.emit(self._desk.cases_of_pattern(found))

    @Slot(object)
    def _put_aside(self, found: Proposal) -> None:
        if self.do(lambda: self._desk.put_pattern_aside(found)):
            self.said.emit("Gezien. Dit komt alleen terug als er zaken bij komen.")

    @Slot(str)
    def _delete(self, key: str) -> None:
        number = SignalId(int(key.partition("/")[2]))
        if self.do(lambda: self._desk.delete_signal(number, self._today())):
            self.focus()

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)
