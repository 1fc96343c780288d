"""Talks with the authority, the works council and the coordinator: planned, held, and what was agreed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QVBoxLayout, QWidget

from vp_desk.desk import Agreement, Desk, Month, Party, PlannedTalk, Relation
from vp_desk.dutch import count, day_label
from vp_desk.periods import ReportingYear
from vp_desk.records import Activity
from vp_desk.ui.choices import place_of
from vp_desk.ui.forms.flow import FlowLayout
from vp_desk.ui.forms.inputs import duration_label
from vp_desk.ui.pages.loop.dialogs import PlanDialog, TalkDialog
from vp_desk.ui.pages.loop.view import LoopView
from vp_desk.ui.pages.loop.words import due_words, talk_words
from vp_desk.ui.pages.settings.dialogs import ListDialog
from vp_desk.ui.pages.waiting import Answer, WaitingLine
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import button, card, clear_layout, label, row, rule


class PartyCard(QWidget):
    """The talks and agreements with one party, and three buttons for more."""

    plan_wanted = Signal(object)
    talk_wanted = Signal(object)
    agreement_wanted = Signal(object)

    def __init__(self, party: Party) -> None:
        super().__init__()
        self.party = party
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card()
        outer.addWidget(frame)
        layout.setSpacing(Space.S)
        self.plan_button = button("Gesprek plannen…", lambda: self.plan_wanted.emit(party))
        self.talk_button = button("Gesprek vastleggen…", lambda: self.talk_wanted.emit(party))
        self.agreement_button = button(
            "Afspraak vastleggen…", lambda: self.agreement_wanted.emit(party)
        )
        for made, words in (
            (self.plan_button, "Gesprek plannen"),
            (self.talk_button, "Gesprek vastleggen dat is gehouden"),
            (self.agreement_button, "Afspraak vastleggen"),
        ):
            made.setAccessibleName(f"{words}: {party.label}")
            made.setToolTip(words)
        layout.addWidget(label(party.label, "heading"))
        self._told = label("", "muted", wrap=True)
        layout.addWidget(self._told)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.setContentsMargins(0, Space.S, 0, 0)
        for part in (self.plan_button, self.talk_button, self.agreement_button, QWidget()):
            flow.addWidget(part)
        layout.addWidget(buttons)
        self._by_key: dict[str, WaitingLine] = {}

    @property
    def lines(self) -> list[WaitingLine]:
        """From the top."""
        return list(self._by_key.values())

    @property
    def keys(self) -> list[str]:
        """Of the records of the lines, from the top."""
        return list(self._by_key)

    def way_into(self, key: str) -> QPushButton | None:
        """The first button of the line of a record; None when there is none."""
        line = self._by_key.get(key)
        return line.buttons[0] if line and line.buttons else None

    def show_lines(self, told: str, lines: Mapping[str, WaitingLine]) -> None:
        """Show what there is, each line by the key of its record."""
        self._told.setText(told)
        clear_layout(self._lines)
        self._by_key = dict(lines)
        for place, line in enumerate(lines.values()):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(line)
            line.show()


class TalksView(LoopView):
    """A card a party, of one reporting year."""

    scrolls: ClassVar[bool] = True

    #: A new agreement with a party, made on a day (None = today).
    agreement_wanted = Signal(object, object)
    #: The page with all activities.
    activities_wanted = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk, today)
        self.dialog: ListDialog | None = None
        #: Where one is at work: the key of a record, and the button to go to when there is no way into it.
        self._at: tuple[str, QPushButton] | None = None
        #: The day of the talk that was written down last, by party.
        self._held_on: dict[Party, date] = {}
        self.year = QComboBox()
        self.year.setAccessibleName("Verslagjaar van de gesprekken")
        self.year.currentIndexChanged.connect(self._show)
        self.activities_button = button("Naar Activiteiten", self.activities_wanted.emit, "link")
        self.activities_button.setToolTip(
            "Een gesprek dat u vastlegde, wijzigt u bij Activiteiten."
        )
        self.content.addLayout(row(self.year, None, self.activities_button))
        self.cards = {party: PartyCard(party) for party in Party}
        for made in self.cards.values():
            made.plan_wanted.connect(self.ask_plan)
            made.talk_wanted.connect(self.ask_talk)
            made.agreement_wanted.connect(self._on_agreement)
            self.content.addWidget(made)
        self.content.addStretch(1)

    def refresh(self) -> None:
        """Show what is in the vault now."""
        chosen: object = self.year.currentData()
        now = self._desk.calendar.year_of(Month.of(self._today()))
        years = {*self._desk.years_with_hours(), now}
        years |= {self._desk.calendar.year_of(Month.of(a.made_on)) for a in self._desk.agreements()}
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in sorted(years, reverse=True):
                self.year.addItem(year.label, year)
            self.year.setCurrentIndex(max(0, place_of(self.year, chosen or now)))
        self._show()

    def focus(self) -> None:
        """Where one was at work, or else the first thing that can be done."""
        if self._at is None:
            first = self.cards[Party.AUTHORITY]
            keys = [key for key in first.keys if first.way_into(key)]
            target = (first.way_into(keys[0]) if keys else None) or first.plan_button
        else:
            key, instead = self._at
            ways = (made.way_into(key) for made in self.cards.values())
            target = next((way for way in ways if way is not None), instead)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, key: str) -> None:
        """Be at work on a record, when it is in sight."""
        for made in self.cards.values():
            if made.way_into(key) is not None:
                self._at = key, made.agreement_button

    @Slot()
    def _show(self) -> None:
        year: object = self.year.currentData()
        if not isinstance(year, ReportingYear):
            return
        for relation in self._desk.relations(year):
            held = count(len(relation.held), "gesprek", "gesprekken")
            told = (
                f"{held} in {year.label}."
                if relation.held
                else f"Nog geen gesprek in {year.label}."
            )
            self.cards[relation.party].show_lines(told, self._lines(relation))

    def _lines(self, relation: Relation) -> dict[str, WaitingLine]:
        return {
            **{f"talk/{each.id}": self._planned_line(each) for each in relation.planned},
            **{
                f"agreement/{each.id}": self._agreement_line(each)
                for each in reversed(relation.agreements)
            },
            **{f"activity/{each.id}": self._held_line(each) for each in reversed(relation.held)},
        }

    def _planned_line(self, talk: PlannedTalk) -> WaitingLine:
        return WaitingLine(
            "Gepland gesprek",
            talk_words(talk.day, self._today()),
            (
                ("Gehouden…", True, lambda: self.ask_talk(talk.party, talk)),
                ("Andere dag…", False, lambda: self.ask_plan(talk.party, talk)),
                ("Gaat niet door", False, lambda: self._drop(talk)),
            ),
        )

    def _drop(self, talk: PlannedTalk) -> None:
        self._at = f"talk/{talk.id}", self.cards[talk.party].plan_button
        self.do(lambda: self._desk.drop_talk(talk.id))

    def _open_agreement(self, agreed: Agreement) -> None:
        key = f"agreement/{agreed.id}"
        self._at = key, self.cards[agreed.party].agreement_button
        self.open_wanted.emit(key)

    def _keep(self, agreed: Agreement) -> None:
        self._at = f"agreement/{agreed.id}", self.cards[agreed.party].agreement_button
        self.do(lambda: self._desk.keep_agreement(agreed.id, self._today()))

    def _agreement_line(self, agreed: Agreement) -> WaitingLine:
        about = [f"afgesproken op {day_label(agreed.made_on)}"]
        if agreed.done_on:
            about.append(f"nagekomen op {day_label(agreed.done_on)}")
        elif agreed.due:
            about.append(f"klaar uiterlijk {due_words(agreed.due, self._today())}")
        if not agreed.in_report:
            about.append("niet in het verslag")
        answers: list[Answer] = [("Openen", True, lambda: self._open_agreement(agreed))]
        if agreed.done_on is None:
            answers.append(("Nagekomen", False, lambda: self._keep(agreed)))
        return WaitingLine(f"Afspraak: {agreed.text}", " · ".join(about), answers)

    def _held_line(self, held: Activity) -> WaitingLine:
        kind = self._desk.lists["activity_kind"].label_of(held.kind)
        took = duration_label(held.quarters) if held.quarters else ""
        return WaitingLine(
            f"Gesprek op {day_label(held.held_on)}", " · ".join(filter(None, (kind, took))), ()
        )

    # --- asking ---

    def ask_plan(self, party: Party, talk: PlannedTalk | None = None) -> None:
        """Ask on which day a talk will be, or will be after all."""
        dialog = PlanDialog(self, party, self._today(), talk.day if talk else None)
        key = f"talk/{talk.id}" if talk else ""

        def plan(day: date) -> None:
            new = PlannedTalk(party=party, day=day)
            if talk is not None:
                new = PlannedTalk(id=talk.id, party=party, day=day)
            self._at = key, self.cards[party].plan_button
            if self.do(lambda: self._desk.plan_talk(new)):
                dialog.accept()

        dialog.wanted.connect(plan)
        self._open(dialog)

    def ask_talk(self, party: Party, talk: PlannedTalk | None = None) -> None:
        """Ask when a talk was held; one that was planned is not planned any more."""
        dialog = TalkDialog(self, party, self._today(), talk.day if talk else None)

        def store(held: Activity) -> None:
            self._at = "", self.cards[party].agreement_button
            number = talk.id if talk else None
            if self.do(lambda: self._desk.hold_talk(held, party, number)):
                self._held_on[party] = held.held_on
                dialog.accept()

        dialog.wanted.connect(store)
        self._open(dialog)

    @Slot(object)
    def _on_agreement(self, party: Party) -> None:
        """A new agreement: of the talk that was just written down, when it is there still."""
        self._at = "", self.cards[party].agreement_button
        day = self._held_on.get(party)
        if day is not None and not self._was_held(party, day):
            day = None
        self.agreement_wanted.emit(party, day)

    def _was_held(self, party: Party, day: date) -> bool:
        relations = self._desk.relations(self._desk.calendar.year_of(Month.of(day)))
        return any(
            each.party is party and any(held.held_on == day for held in each.held)
            for each in relations
        )

    def _open(self, dialog: ListDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.open()

    @Slot(int)
    def _on_closed(self, result: int) -> None:
        self.dialog = None
        if result == QDialog.DialogCode.Accepted:
            self.focus()
