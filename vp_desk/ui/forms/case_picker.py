"""Which case a conversation belongs to: found by a few letters of its code, type or month."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from vp_desk.desk import CaseRow, Desk
from vp_desk.dutch import count
from vp_desk.records import CaseCode
from vp_desk.taxonomy import Lists
from vp_desk.ui.forms.finders import FindInput
from vp_desk.ui.forms.matching import Match
from vp_desk.ui.workers import Progress, Workers

#: How long typing must rest before the vault is asked, in milliseconds.
_REST: Final = 60


#: What is wrong with letters that are no case.
NO_CASE: Final = "Kies een zaak uit de lijst, of maak dit veld leeg voor een nieuwe zaak."


def case_words(row: CaseRow, lists: Lists) -> tuple[str, str]:
    """A case in two pieces of words: what it is, and what tells it from others like it."""
    case = row.case
    status = lists["status"].label_of(case.status) if case.status else ""
    about = (case.month.label, status, count(row.contacts, "gesprek", "gesprekken"))
    return (
        f"{case.code} · {lists.types.label_of(case.types[0])}",
        " · ".join(part for part in about if part),
    )


class CasePicker(FindInput):
    """One case, or none."""

    #: Another case was chosen, or none ("").
    chosen = Signal(str)

    def __init__(
        self, desk: Desk, workers: Workers, empty: str, parent: QWidget | None = None
    ) -> None:
        """Make an input for a case.

        Args:
            desk: the open vault.
            workers: where it is asked.
            empty: what an empty line means, as a placeholder.
            parent: the owner.
        """
        super().__init__(parent)
        self._desk, self._workers = desk, workers
        self._code = ""
        self._shown = ""
        self._wanted = ""
        self._question = self._answered = 0
        self._take_first = False
        self._found: dict[str, str] = {}
        self.setPlaceholderText(empty)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask)
        self.textEdited.connect(self._on_text)

    @property
    def code(self) -> CaseCode | None:
        """The chosen case."""
        return CaseCode(self._code) if self._code else None

    def show_case(self, row: CaseRow | None) -> None:
        """Show a chosen case, or none, without telling anyone."""
        self._code = row.case.code if row else ""
        self._shown = case_words(row, self._desk.lists)[0] if row else ""
        self.setText(self._shown)
        self.setCursorPosition(0)

    def problem(self) -> str:
        """Whether something was typed that is no chosen case."""
        if self.text().strip() and not self._code:
            return NO_CASE
        return ""

    @property
    def looking(self) -> bool:
        """Whether what was typed last is still being looked for."""
        return self._rest.isActive() or self._question != self._answered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Who types and presses Enter at once means the first case that will be found."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._hurry():
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """So does who goes on to the next field at once."""
        self._hurry()
        super().focusOutEvent(event)

    def _hurry(self) -> bool:
        """Take what will be found first; whether something is being looked for at all."""
        hurried = self.looking and bool(self.text().strip()) and not self._code
        if hurried:
            self._take_first = True
        return hurried

    def look_for(self, typed: str) -> None:
        """Ask the vault, once typing rests."""
        self._wanted = typed
        self._take_first = False
        if typed:
            self._rest.start()
        else:
            self._ask()

    def take(self, code: str) -> None:
        """Choose a case."""
        self._code, self._shown = code, self._found.get(code, code)
        self.setText(self._shown)
        self.setCursorPosition(0)
        self.edited.emit()
        self.chosen.emit(code)

    @Slot()
    def _ask(self) -> None:
        self._question += 1
        question, wanted, desk = self._question, self._wanted, self._desk

        def read(_: Progress) -> tuple[CaseRow, ...]:
            return desk.find_cases(wanted)

        self._workers.start(read, partial(self._on_found, question), self._on_failed)

    def _on_found(self, question: int, rows: Sequence[CaseRow]) -> None:
        if question != self._question:
            return
        self._answered = question
        if self._rest.isActive():
            return  # something else was typed since, and will be asked in a moment
        lists = self._desk.lists
        matches = [Match(row.case.code, *case_words(row, lists)) for row in rows]
        self._found = {match.code: match.label for match in matches}
        if self._take_first and matches:
            self._take_first = False
            self.take(matches[0].code)
        elif self.hasFocus():
            self.offer(matches)

    def _on_failed(self, error: Exception) -> None:
        from vp_desk.ui.show_error import show_error  # noqa: PLC0415 - it makes inputs itself

        show_error(self, error)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        """What is typed over a chosen case is no case any more."""
        if self._code and text != self._shown:
            self._code = ""
            self.chosen.emit("")
