"""A page with a form: save by keyboard, and never lose what was typed."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from vp_desk.errors import VpDeskError
from vp_desk.records import IncompleteCaseError
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.sections import TYPES
from vp_desk.ui.pages.page import Page
from vp_desk.ui.show_error import show_error


class FormPage(Page):
    """Saving, and the question before something typed would be lost."""

    back_wanted = Signal()

    def __init__(self, title: str, *, scrolls: bool = True) -> None:
        super().__init__(title, scrolls=scrolls)
        for keys, slot in (
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Ctrl+S", self.save),
            ("Escape", self._on_escape),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not in the vault."""
        raise NotImplementedError

    def store(self) -> bool:
        """Put what was typed in the vault; whether that was done."""
        raise NotImplementedError

    def discard(self) -> None:
        """Forget what was typed."""
        raise NotImplementedError

    @Slot()
    def save(self) -> None:
        """Save, and say what is wrong when it cannot be done."""
        self.store()

    def leave(self, then: Callable[[], None]) -> None:
        """Ask about what was typed and not saved."""
        if not self.dirty:
            then()
            return

        def save_first() -> None:
            if self.store():
                then()

        def throw_away() -> None:
            self.discard()
            then()

        self.bar.ask(
            "Wat u hier typte, is nog niet opgeslagen.",
            {"Opslaan": save_first, "Verder typen": self._stay, "Weggooien": throw_away},
        )

    def attempt(self, form: Form, work: Callable[[], object]) -> bool:
        """Check a form and do the work; on a mistake show it beside the field, keep everything.

        Returns:
            Whether it was done.
        """
        if not form.check():
            self.bar.say("Nog niet opgeslagen: kijk naar de velden met een rode rand.", "error")
            return False
        try:
            work()
        except IncompleteCaseError as error:
            row = form.rows[TYPES]
            row.show_problem(str(error))
            form.show_row(row)
            self.bar.say("Nog niet opgeslagen: kijk naar de velden met een rode rand.", "error")
            return False
        except VpDeskError as error:
            show_error(self, error)
            return False
        self.bar.hide()
        return True

    def _stay(self) -> None:
        self.bar.hide()

    @Slot()
    def _on_escape(self) -> None:
        self.back_wanted.emit()
