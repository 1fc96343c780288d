"""What is due soon, and patterns that may be worth a signal: cards of the page for today."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal

from vp_desk.desk import Appointment, Proposal
from vp_desk.dutch import count, number
from vp_desk.taxonomy import UNITS, Lists
from vp_desk.ui.pages.loop.only_you import only_you
from vp_desk.ui.pages.loop.words import appointment_words
from vp_desk.ui.pages.waiting import WaitingCard, WaitingLine
from vp_desk.ui.widgets import button, row

_ASK: Final = (
    "Drie of meer zaken over één thema in een half jaar. Wacht u op het jaarverslag, of luidt u nu de bel? Op "
    "papier komt geen aantal."
)
#: Above what is due, when nothing is late and when something is.
_SOON: Final = "Binnenkort"
_LATE: Final = "Te laat en binnenkort"
#: Words of the button that leads to what a key is about, by its first part.
_ANSWERS: Final = {
    "talk": "Naar gesprekken",
    "report": "Naar rapport",
    "retention": "Naar bewaartermijn",
}


class DueCard(WaitingCard):
    """A line for each thing that is due within two weeks, or late."""

    #: The key of an appointment.
    open_wanted = Signal(str)
    #: Everything that is due, and the calendar of it.
    agenda_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_SOON, "Te laat, of binnen twee weken aan de beurt.")
        self.agenda_button = button("Hele agenda", self.agenda_wanted.emit, "link")
        self.agenda_button.setToolTip("Alles wat eraan komt, en de agenda als bestand (.ics).")
        self.inside.addLayout(row(self.agenda_button, None))

    def show_appointments(self, found: Sequence[Appointment], today: date) -> None:
        """Show what is due."""
        self.rename(_LATE if any(each.is_late(today) for each in found) else _SOON)
        self.show_lines([self._line(each, today) for each in found])

    def _line(self, due: Appointment, today: date) -> WaitingLine:
        answer = _ANSWERS.get(due.key.partition("/")[0], "Openen")
        return WaitingLine(
            due.line,
            appointment_words(due, today),
            ((answer, True, lambda: self.open_wanted.emit(due.key)),),
        )


class ProposalCard(WaitingCard):
    """A line a pattern; exact, for the adviser alone."""

    #: A pattern of which a signal is made, whose cases are shown, or that is put aside.
    signal_wanted = Signal(object)
    cases_wanted = Signal(object)
    put_aside_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Misschien een signaal", _ASK)
        self.inside.insertLayout(1, row(only_you(), None))

    def show_proposals(self, found: Sequence[Proposal], lists: Lists) -> None:
        """Show the patterns."""
        self.show_lines([self._line(each, lists) for each in found])

    def _line(self, found: Proposal, lists: Lists) -> WaitingLine:
        return WaitingLine(
            *proposal_words(found, lists),
            (
                ("Signaal maken", True, lambda: self.signal_wanted.emit(found)),
                ("Toon deze zaken", False, lambda: self.cases_wanted.emit(found)),
                ("Nu niet", False, lambda: self.put_aside_wanted.emit(found)),
            ),
        )


def proposal_words(found: Proposal, lists: Lists) -> tuple[str, str]:
    """What grew, and since when."""
    where = lists[UNITS].label_of(found.unit) if found.unit else "hele organisatie"
    cases = count(found.cases, "zaak", "zaken")
    before = number(found.before) if found.before else "geen"
    return (
        f"{lists.types.label_of(found.type)} · {where}: {cases}",
        f"{found.begin.label} tot en met {found.end.plus(-1).label}; in het half jaar ervoor: {before}",
    )
