"""How long a case is kept after it was closed."""

from PySide6.QtCore import Qt

from vp_desk.ui.fields import add_field
from vp_desk.ui.pages.guide.step import Step
from vp_desk.ui.retention import PROPOSED_YEARS, RETENTION_HELP, RetentionChoice


class RetentionStep(Step):
    """The rule alone; nothing is erased because of it without asking."""

    def __init__(self) -> None:
        super().__init__(
            "Hoe lang bewaart u een zaak?",
            "U wordt er nu niet aan gehouden: het programma wist nooit iets zonder het te vragen. "
            "U vindt de regel terug bij Instellingen, Kluis, en kunt hem daar altijd wijzigen.",
        )
        self.choice = RetentionChoice()
        self.choice.set_years(PROPOSED_YEARS)
        add_field(self.content, "&Bewaartermijn", self.choice, RETENTION_HELP)

    def activate(self) -> None:
        """Ready to choose."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
