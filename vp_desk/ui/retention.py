"""The choice of how long a case is kept, wherever it is asked."""

from PySide6.QtWidgets import QComboBox

#: What is offered; another number that is stored is offered as well.
_YEARS = (1, 2, 3, 4, 5, 7, 10)
#: By then a case is surely told in an annual report, which is when custom destroys it (School & Veiligheid).
PROPOSED_YEARS = 2

RETENTION_HELP = (
    "Geteld vanaf het afsluiten van een zaak. Een wettelijke termijn is er niet. Gebruikelijk is om een "
    "dossier te vernietigen als de zaak is afgesloten en in het jaarverslag is verwerkt."
)


class RetentionChoice(QComboBox):
    """How many years after closing; None = there is no rule yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Bewaartermijn")
        self._fill(_YEARS)

    @property
    def years(self) -> int | None:
        """What was chosen."""
        value: object = self.currentData()
        return value if isinstance(value, int) else None

    def set_years(self, years: int | None) -> None:
        """Show a choice."""
        if years is not None and self.findData(years) < 0:
            self._fill(tuple(sorted({*_YEARS, years})))
        self.setCurrentIndex(0 if years is None else self.findData(years))

    def _fill(self, offered: tuple[int, ...]) -> None:
        self.blockSignals(True)  # noqa: FBT003 - as Qt has it
        self.clear()
        self.addItem("Nog geen regel", None)
        for years in offered:
            self.addItem(f"{years} jaar", years)
        self.blockSignals(False)  # noqa: FBT003 - as Qt has it
