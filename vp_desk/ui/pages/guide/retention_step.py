"""How long a case is kept after it was closed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from vp_desk.ui.fields import add_field
from vp_desk.ui.pages.guide.step import Step
from vp_desk.ui.retention import PROPOSED_YEARS, RETENTION_HELP, RetentionChoice


class RetentionStep(Step):
    """The rule alone; nothing is erased because of it without asking."""

    def __init__(self) -> None:
        super().__init__(
            "Hoe lang bewaart u een zaak?",
            "Het programma wist nooit iets zonder het te vragen. U vindt de regel terug bij Instellingen, "
            "Kluis, en kunt hem daar altijd wijzigen.",
        )
        self.choice = RetentionChoice()
        self.choice.set_years(PROPOSED_YEARS)
        add_field(self.content, "&Bewaartermijn", self.choice, RETENTION_HELP)

    def activate(self) -> None:
        """Ready to choose."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the choice goes on, as in the lines of the steps before."""
        enter = event.matches(QKeySequence.StandardKey.InsertParagraphSeparator)
        if enter and self.choice.hasFocus():
            self.next_button.click()
            return
        super().keyPressEvent(event)
