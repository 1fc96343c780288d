"""Small windows in which the adviser says what became of a release."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from vp_desk.dutch import day_label
from vp_desk.ui.forms.inputs import DateInput, TextInput
from vp_desk.ui.models.releases import ReleaseRow
from vp_desk.ui.pages.settings.dialogs import ListDialog
from vp_desk.ui.pages.settings.section import SettingRow

_WITHDRAWN_LEAD: Final = (
    "Hiermee zegt u dat dit niet meer gebruikt mag worden. Wie het las, vergeet het niet: de cijfers tellen "
    "mee als bekend, en de uitgave blijft in deze lijst staan."
)


class _EventDialog(ListDialog):
    """A text and a day."""

    def __init__(
        self, parent: QWidget, shown: ReleaseRow, today: date, words: tuple[str, ...]
    ) -> None:
        title, lead, action, name, help_text = words
        super().__init__(parent, f"{shown.reference} {title}", lead, action)
        self._made_on = shown.release.day
        self.text = TextInput()
        self.day = DateInput(today)
        self.day.set_value(today)
        self.add_row("text", SettingRow(name, self.text, help_text))
        self.add_row("day", SettingRow("&Wanneer", self.day))
        self.finish(self.text)

    def text_problem(self) -> str:
        """What is wrong with the text."""
        return ""

    def typed(self) -> object:
        """Day and text."""
        day = self.day.value()
        problems = {"text": self.text_problem(), "day": self.day.problem()}
        if isinstance(day, date) and day < self._made_on:
            problems["day"] = f"Deze uitgave is pas op {day_label(self._made_on)} gemaakt."
        for name, problem in problems.items():
            self.rows[name].show_problem(problem)
        wrong = [name for name, problem in problems.items() if problem]
        if wrong:
            self.rows[wrong[0]].focus()
            self.fit()
            return None
        return day, self.text.text().strip()


class HandedOverDialog(_EventDialog):
    """To whom, and when."""

    def __init__(self, parent: QWidget, shown: ReleaseRow, today: date) -> None:
        words = (
            "overhandigd",
            "Schrijf op wie dit heeft gekregen. U kunt dit voor elke lezer opnieuw doen.",
            "&Vastleggen",
            "&Aan wie",
            "Een functie is genoeg, bijvoorbeeld: de directeur, of de secretaris van de OR.",
        )
        super().__init__(parent, shown, today, words)

    def text_problem(self) -> str:
        """Without a reader it says nothing."""
        return "" if self.text.text().strip() else "Schrijf op wie het heeft gekregen."


class WithdrawnDialog(_EventDialog):
    """Why, and when."""

    def __init__(self, parent: QWidget, shown: ReleaseRow, today: date) -> None:
        words = (
            "ingetrokken",
            _WITHDRAWN_LEAD,
            "&Vastleggen",
            "Waar&om",
            "Mag leeg blijven. Noem geen zaken en geen personen.",
        )
        super().__init__(parent, shown, today, words)
