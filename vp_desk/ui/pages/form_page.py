"""A page with a form: save by keyboard, and never lose what was typed."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot

from vp_desk.desk import Desk
from vp_desk.errors import VpDeskError
from vp_desk.records import IncompleteCaseError
from vp_desk.ui import shortcuts
from vp_desk.ui.drafts import DraftKeeper
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.sections import TYPES
from vp_desk.ui.pages.page import Page
from vp_desk.ui.show_error import show_error

_LOOK = "Nog niet opgeslagen: kijk naar de velden met een rode rand."


class FormPage(Page):
    """Saving, checking, and going back."""

    back_wanted = Signal()

    def __init__(self, title: str, *, scrolls: bool = True) -> None:
        super().__init__(title, scrolls=scrolls)
        for keys, slot in (
            (shortcuts.SAVE, self.save),
            (shortcuts.SAVE_AND_CLOSE, self.save_and_close),
            (shortcuts.BACK, self._on_escape),
        ):
            shortcuts.bind(keys, self, slot)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        raise NotImplementedError

    @property
    def would_lose(self) -> bool:
        """What was typed and not saved."""
        return self.dirty

    def store(self) -> bool:
        """Store what was typed; whether that was done."""
        raise NotImplementedError

    def discard(self) -> None:
        """Forget what was typed."""
        raise NotImplementedError

    @Slot()
    def save(self) -> None:
        """Save, and say what is wrong when it cannot be done."""
        self.store()

    @Slot()
    def save_and_close(self) -> None:
        """Save; pages that one leaves after saving go back."""
        self.store()

    def leave(self, then: Callable[[], None]) -> None:
        """Ask about what was typed and not saved."""
        self.ask_first(then)

    def ask_first(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking about what was typed and not saved."""
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
            self.bar.say(_LOOK, "error")
            return False
        try:
            work()
        except IncompleteCaseError as error:
            row = form.row(TYPES)
            row.show_problem(str(error))
            form.show_row(row)
            self.bar.say(_LOOK, "error")
            return False
        except VpDeskError as error:
            show_error(self, error)
            return False
        self.bar.hide()
        return True

    def forget_solved(self) -> None:
        """Take the message about mistakes away once there are none left."""
        if self.bar.text == _LOOK and not any(form.faulty for form in self.findChildren(Form)):
            self.bar.hide()

    def _stay(self) -> None:
        self.bar.hide()

    @Slot()
    def _on_escape(self) -> None:
        self.back_wanted.emit()


class DraftPage(FormPage):
    """A page whose form is kept as a draft while one types: leaving and locking never ask anything."""

    def __init__(self, title: str, desk: Desk, key: str) -> None:
        super().__init__(title)
        self.keeper = DraftKeeper(desk, key, self._draft, self)
        self.keeper.failed.connect(self._on_not_kept)

    @property
    def would_lose(self) -> bool:
        """Nothing: it is kept as a draft."""
        return False

    def draft_content(self) -> Mapping[str, Any]:
        """What stands in the form, as JSON can hold it."""
        raise NotImplementedError

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what stood in the form."""
        raise NotImplementedError

    def resume(self, content: Mapping[str, Any]) -> None:
        """Go on with a draft of the vault."""
        self.show_draft(content)
        self.keeper.know(content)

    def put_away(self) -> bool:
        """Keep what was typed in the vault; whether the vault took it."""
        return self.keeper.keep()

    def leave(self, then: Callable[[], None]) -> None:
        """Keep the draft, say so, and go; ask only when the vault does not take it."""
        if not self.put_away():
            self.ask_to_lose(then)
            return
        if self.dirty:
            self.said.emit("Wat u typte, is bewaard als concept. U vindt het terug bij Vandaag.")
        then()

    def _draft(self) -> Mapping[str, Any] | None:
        return self.draft_content() if self.dirty else None

    @Slot(Exception)
    def _on_not_kept(self, error: Exception) -> None:
        show_error(self, error)
