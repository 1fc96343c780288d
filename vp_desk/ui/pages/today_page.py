"""What waits for the adviser today: drafts, aftercare, cases that went quiet."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from vp_desk.desk import (
    CaseRow,
    ChangeKind,
    Changes,
    Cluster,
    Desk,
    Draft,
    Due,
    Proposal,
    Today,
    reminder,
)
from vp_desk.dutch import count, day_label
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month
from vp_desk.records import CaseCode
from vp_desk.ui.bus import Bus
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.forms.case_picker import case_words
from vp_desk.ui.icons import IconButton
from vp_desk.ui.pages.clusters import ClusterCard
from vp_desk.ui.pages.draft_words import draft_words
from vp_desk.ui.pages.due_cards import DueCard, ProposalCard
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.waiting import WaitingCard, WaitingLine
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import button, label, row
from vp_desk.ui.workers import Newest, Progress, Workers

_DAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_SHOW = {
    ChangeKind.CASES,
    ChangeKind.LISTS,
    ChangeKind.SETTINGS,
    ChangeKind.WARNINGS,
    ChangeKind.ADVICE,
    ChangeKind.RELATION,
}


class TodayPage(Page):
    """The first page after unlocking."""

    help = "vandaag"

    new_wanted = Signal()
    #: A case, and what kind of conversation is about to be recorded ("" = the usual one).
    conversation_wanted = Signal(str, str)
    open_wanted = Signal(str)
    draft_wanted = Signal(object)
    #: All open cases of before this year.
    carried_wanted = Signal()
    #: The cases of a selection.
    cases_wanted = Signal(object)
    safety_wanted = Signal()
    #: What is due, by its key.
    due_wanted = Signal(str)
    agenda_wanted = Signal()
    #: A pattern of which a signal is made.
    signal_wanted = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Vandaag")
        self._desk, self._bus, self._today = desk, bus, today
        self._reading = Newest(workers)
        self._focus_wanted = False
        self.new_button = IconButton("Nieuw gesprek", "plus", "primary")
        self.new_button.setToolTip("Een gesprek vastleggen (Ctrl+N)")
        self.new_button.clicked.connect(self.new_wanted)
        self.header.addWidget(self.new_button)
        self._date = label("", "muted")
        self.content.addWidget(self._date)
        self._reminder = label("", "muted", wrap=True)
        self.safety_button = button("Naar Veiligheid", self.safety_wanted.emit, "link")
        self._safety_row = QWidget()
        reminding = row(self._reminder, self.safety_button)
        reminding.setStretch(0, 1)
        self._safety_row.setLayout(reminding)
        self._safety_row.hide()
        self.content.addWidget(self._safety_row)
        self._stack = QStackedWidget()
        self._made = QWidget()
        self._layout = QVBoxLayout(self._made)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self.drafts = WaitingCard("Concepten", "U begon te typen en sloeg nog niet op.")
        self.due = WaitingCard("Nazorg", "Vraag de melder hoe het nu gaat.")
        self.quiet = WaitingCard(
            "Stille zaken",
            "Nog open (lopend of in oriëntatie), maar al drie maanden zonder gesprek. Nog bezig, of afsluiten?",
        )
        self.clusters = ClusterCard()
        self.clusters.cases_wanted.connect(self.cases_wanted)
        self.clusters.put_aside_wanted.connect(self._put_aside)
        self.soon = DueCard()
        self.soon.open_wanted.connect(self.due_wanted)
        self.soon.agenda_wanted.connect(self.agenda_wanted)
        self.proposals = ProposalCard()
        self.proposals.signal_wanted.connect(self.signal_wanted)
        self.proposals.cases_wanted.connect(self._show_pattern)
        self.proposals.put_aside_wanted.connect(self._put_pattern_aside)
        self._cards = (
            self.drafts,
            self.soon,
            self.due,
            self.clusters,
            self.proposals,
            self.quiet,
        )
        for made in self._cards:
            self._layout.addWidget(made)
        self._carried = label("", "muted", wrap=True)
        self.carried_button = button("Toon deze zaken", self.carried_wanted.emit, "link")
        self._carried_row = QWidget()
        self._carried_row.setLayout(row(self._carried, self.carried_button, None))
        self._layout.addWidget(self._carried_row)
        self._layout.addStretch(1)
        self._empty = EmptyState("check")
        self._empty.pressed.connect(self.new_wanted)
        self._stack.addWidget(self._made)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 1)
        bus.changed.connect(self._on_changed)

    @property
    def waiting(self) -> bool:
        """Whether what is shown is still being read."""
        return self._reading.waiting

    def activate(self) -> None:
        """Show what waits now; the focus goes to the first thing to do."""
        self._focus_wanted = True
        self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _read(self) -> None:
        today = self._today()
        self._date.setText(f"{_DAYS[today.weekday()].capitalize()} {day_label(today)}")
        desk = self._desk

        def read(_: Progress) -> tuple[Today, str]:
            with suppress(VpDeskError):  # a vault that takes nothing any more can still be read
                desk.tidy(today)  # the vault may have been open since yesterday
            # Of what was made up to practise on nothing gets lost.
            remind = "" if desk.settings.practice else reminder(desk.safety.state(today))
            return desk.today(today), remind

        self._reading.ask(read, self._on_read, self._on_failed)

    @property
    def reminder(self) -> str:
        """What it reminds of, about the safety of the vault."""
        return "" if self._safety_row.isHidden() else self._reminder.text()

    def _on_read(self, answer: tuple[Today, str]) -> None:
        found, remind = answer
        self._reminder.setText(remind)
        self.safety_button.setAccessibleName(f"Naar Veiligheid: {remind}")
        self._safety_row.setVisible(bool(remind))
        self.drafts.show_lines([self._draft_line(draft) for draft in found.drafts])
        self.due.show_lines([self._due_line(due) for due in found.due])
        self.soon.show_appointments(found.appointments, self._today())
        self.clusters.show_clusters(found.clusters)
        self.proposals.show_proposals(found.proposals, self._desk.lists)
        self.quiet.show_lines([self._quiet_line(r) for r in found.quiet], found.quiet_in_all)
        year = self._desk.calendar.year_of(Month.of(self._today()))
        self._carried.setText(
            f"{count(found.carried, 'zaak', 'zaken')} van vóór {year.label} "
            f"{'loopt' if found.carried == 1 else 'lopen'} nog: doorloop."
        )
        self._carried_row.setVisible(bool(found.carried))
        lines = [line for made in self._cards for line in made.lines]
        nothing = not lines and not found.carried
        self._stack.setCurrentWidget(self._empty if nothing else self._made)
        if nothing:
            self._explain(first_day=not found.cases)
        if self._focus_wanted and self.isVisible():
            self._focus_wanted = False
            first = lines[0].buttons[0] if lines else self.new_button
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)

    def _explain(self, *, first_day: bool) -> None:
        if first_day:
            self._empty.explain(
                "Uw kluis is klaar",
                "Leg na elk gesprek kort vast wat nodig is: een maand en een type zijn genoeg. Wat op u "
                "wacht, zoals nazorg of een zaak waar het stil werd, ziet u voortaan hier.",
                "Eerste gesprek vastleggen",
            )
        else:
            self._empty.explain(
                "Er wacht niets op u",
                "Geen concepten, geen nazorg, geen zaak waar het te lang stil is.",
                "Gesprek vastleggen",
            )

    def _draft_line(self, draft: Draft) -> WaitingLine:
        first, when = draft_words(draft, self._desk.lists, self._today())
        return WaitingLine(
            first,
            when,
            (
                ("Verder", True, lambda: self.draft_wanted.emit(draft)),
                ("Weggooien", False, lambda: self._drop(draft)),
            ),
        )

    def _due_line(self, due: Due) -> WaitingLine:
        code = due.row.case.code
        first, about = case_words(due.row, self._desk.lists)
        return WaitingLine(
            first,
            f"nazorg sinds {due.month.label} · {about}",
            (
                (
                    "Gesprek vastleggen",
                    True,
                    lambda: self.conversation_wanted.emit(code, "aftercare"),
                ),
                ("Gedaan", False, lambda: self._settle(due, done=True)),
                ("Niet nodig", False, lambda: self._settle(due, done=False)),
            ),
        )

    def _quiet_line(self, found: CaseRow) -> WaitingLine:
        code = found.case.code
        first, about = case_words(found, self._desk.lists)
        last = found.last_contact
        since = "nog geen gesprek"
        if last is not None:
            when = Month.of(last).label if found.last_is_month else day_label(last)
            since = f"laatste gesprek {when}"
        return WaitingLine(
            first,
            f"{since} · {about}",
            (
                ("Zaak openen", True, lambda: self.open_wanted.emit(code)),
                ("Gesprek vastleggen", False, lambda: self.conversation_wanted.emit(code, "")),
                ("Afsluiten", False, lambda: self._close(code)),
            ),
        )

    def _drop(self, draft: Draft) -> None:
        self._do(lambda: self._desk.drop_draft(draft.key))
        self._focus_wanted = True
        self._read()
        self.said.emit("Het concept is weggegooid.")

    def _settle(self, due: Due, *, done: bool) -> None:
        self._focus_wanted = True

        def work() -> None:
            if due.reminders:
                changes = self._desk.settle_reminders(due.reminders, done=done)
            else:
                changes = self._desk.drop_planned_aftercare(due.row.case.code)
            self._bus.changed.emit(changes)

        self._do(work)

    @Slot(object)
    def _put_aside(self, cluster: Cluster) -> None:
        self._focus_wanted = True
        self._do(lambda: self._bus.changed.emit(self._desk.put_aside(cluster)))
        self.said.emit("Gezien. Dit komt alleen terug als er zaken bij komen.")

    @Slot(object)
    def _show_pattern(self, found: Proposal) -> None:
        self.cases_wanted.emit(self._desk.cases_of_pattern(found))

    @Slot(object)
    def _put_pattern_aside(self, found: Proposal) -> None:
        self._focus_wanted = True
        self._do(lambda: self._bus.changed.emit(self._desk.put_pattern_aside(found)))
        self.said.emit("Gezien. Dit komt alleen terug als er zaken bij komen.")

    def _close(self, code: CaseCode) -> None:
        self._focus_wanted = True

        def work() -> None:
            case = self._desk.case(code).case
            self._bus.changed.emit(self._desk.change_case(replace(case, status="closed")))

        self._do(work)

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except VpDeskError as error:
            show_error(self, error)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.kinds & _SHOW:
            self._read()
