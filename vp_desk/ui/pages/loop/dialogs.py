"""Small windows about talks: one that is planned, and one that was held."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from vp_desk.desk import Party
from vp_desk.dutch import day_label
from vp_desk.records import Activity
from vp_desk.ui.forms.inputs import DateInput, DayInput, DurationInput, NoteInput
from vp_desk.ui.pages.settings.dialogs import ListDialog
from vp_desk.ui.pages.settings.section import SettingRow, choices

_NO_DAY: Final = "Vul de dag in waarop het gesprek is, bijvoorbeeld 12-3-2026."
#: Kinds of activity of a talk with the authority; the others have one kind.
_AUTHORITY: Final = (("authority.planned", "Gepland"), ("authority.interim", "Tussentijds"))


class PlanDialog(ListDialog):
    """On which day a talk will be."""

    def __init__(self, parent: QWidget, party: Party, today: date, day: date | None = None) -> None:
        super().__init__(
            parent,
            f"Gesprek plannen: {party.label}" if day is None else f"Andere dag: {party.label}",
            "Het gesprek staat daarna bij Vandaag en in uw agenda, zonder inhoud.",
            "&Plannen" if day is None else "&Bewaren",
        )
        self.day = DayInput(today)
        self.day.set_value(day)
        self.add_row("day", SettingRow("&Dag", self.day))
        self.finish(self.day)

    def typed(self) -> object:
        """The day; None when it is none yet."""
        day = None if self.day.problem() else self.day.value()
        if day is None:
            self.rows["day"].show_problem(_NO_DAY)
            self.day.setFocus()
            self.fit()
        return day


class TalkDialog(ListDialog):
    """When a talk was held, and how long it took: it becomes an activity."""

    def __init__(self, parent: QWidget, party: Party, today: date, day: date | None = None) -> None:
        """Prepare.

        Args:
            parent: over which it opens.
            party: with whom.
            today: the day.
            day: for which it was planned; None = it was not.
        """
        super().__init__(
            parent,
            f"Gesprek vastleggen: {party.label}",
            f"Gepland voor {day_label(day)}." if day else "",
            "&Vastleggen",
        )
        self._party = party
        self.kind = choices(list(_AUTHORITY), self._nothing)
        if day is None:
            self.kind.setCurrentIndex(1)
        self.day, self.duration, self.note = DateInput(today), DurationInput(), NoteInput()
        self.day.set_value(min(day or today, today))
        if party is Party.AUTHORITY:
            self.add_row("kind", SettingRow("&Soort gesprek", self.kind))
        self.add_row("day", SettingRow("&Datum", self.day))
        self.add_row("duration", SettingRow("D&uur", self.duration, "Telt mee in uw uren."))
        self.add_row(
            "note",
            SettingRow("&Notitie", self.note, "Blijft in de kluis. Afspraken legt u apart vast."),
        )
        self.finish(self.duration)

    def typed(self) -> object:
        """The activity; None when something is missing."""
        problems = {"day": self.day.problem(), "duration": self.duration.problem()}
        if not problems["duration"] and not self.duration.value():
            problems["duration"] = "Vul in hoe lang het duurde."
        wrong = [name for name, words in problems.items() if words]
        for name in wrong:
            self.rows[name].show_problem(problems[name])
        held_on, quarters = (None, None) if wrong else (self.day.value(), self.duration.value())
        if not isinstance(held_on, date) or not isinstance(quarters, int):
            self.rows[wrong[0]].widget.setFocus()
            self.fit()
            return None
        by_kind = self._party is Party.AUTHORITY
        kind = str(self.kind.currentData()) if by_kind else self._party.value
        note = self.note.toPlainText().strip()
        return Activity(held_on=held_on, kind=kind, quarters=quarters, note=note)

    def _nothing(self) -> None:
        """Nothing follows from this choice before the button is pressed."""
