"""Settings of the organisation: its name, its year, the hours that were agreed, aftercare."""

import re
from dataclasses import replace

from PySide6.QtCore import Slot

from vp_desk.desk import Desk, VaultSettings
from vp_desk.dutch import count, month_name
from vp_desk.errors import VpDeskError
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.pages.settings.logo import LogoChoice
from vp_desk.ui.pages.settings.section import SettingRow, SettingsSection, choices

_SCHOOL_MONTHS = (8, 9)
#: Months after its year in which a report is due, as they are offered.
_REPORT_MONTHS = (1, 2, 3, 4, 5, 6)
_NO_HOURS = "Dit is geen aantal uren. Vul een heel getal in, of niets."
_NO_MONTHS = "Vul hele maanden in met komma’s ertussen, bijvoorbeeld 3, 6, 12. Of niets."


class OrganisationSection(SettingsSection):
    """Fields that are stored together with those of the other sections."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        layout = self.add_card("Organisatie")
        self.organisation, self.hours, self.aftercare = TextInput(), TextInput(), TextInput()
        for line in (self.organisation, self.hours, self.aftercare):
            line.edited.connect(self._on_typed)
        self.first_month = choices(
            [
                (1, "Kalenderjaar"),
                *((m, f"Schooljaar vanaf {month_name(m)}") for m in _SCHOOL_MONTHS),
            ],
            self.on_edited,
        )
        self.report_months = choices(
            [(0, "Geen vaste maand"), *((m, _after_year(m)) for m in _REPORT_MONTHS)],
            self.on_edited,
        )
        self.hours.setPlaceholderText("geen afspraak")
        self.aftercare.setPlaceholderText("geen herinnering")
        self._hours_row = SettingRow(
            "&Uren per jaar", self.hours, "De tijd die voor dit werk is afgesproken."
        )
        self._aftercare_row = SettingRow(
            "Nazorg na (&maanden)",
            self.aftercare,
            "Zoveel maanden na het afsluiten van een zaak vraagt u hoe het gaat.",
        )
        columns = Columns(260, 2)
        for row in (
            SettingRow("&Naam", self.organisation, "Zo staat de naam op het rapport."),
            SettingRow("&Verslagjaar", self.first_month, "Hoe uw organisatie de jaren indeelt."),
            self._hours_row,
            self._aftercare_row,
            SettingRow(
                "&Jaarverslag klaar",
                self.report_months,
                "Dan staat het bij Vandaag en in de agenda.",
            ),
        ):
            columns.add(row)
        layout.addWidget(columns)
        picture = self.add_card(
            "Logo",
            "Het staat op het voorblad van het rapport. Van het bestand wordt alleen het plaatje bewaard, niet "
            "wie het maakte of waar.",
        )
        self.logo = LogoChoice()
        self.logo.edited.connect(self.on_edited)
        picture.addWidget(self.logo)
        self.content.addStretch(1)
        self.load()

    @property
    def dirty(self) -> bool:
        """Whether a field was changed."""
        stored = self._desk.settings
        if self.logo.value != self._stored_logo:
            return True
        try:
            return self.applied(stored) != stored
        except (VpDeskError, ValueError):
            return True

    def load(self) -> None:
        """Show what is stored."""
        settings = self._desk.settings
        self.organisation.set_value(settings.organisation)
        self.first_month.setCurrentIndex(self.first_month.findData(settings.first_month))
        self.hours.set_value(settings.budget_hours)
        self.aftercare.set_value(", ".join(map(str, settings.aftercare_months)))
        months = settings.report_months or 0
        if self.report_months.findData(months) < 0:
            self.report_months.addItem(_after_year(months), months)
        self.report_months.setCurrentIndex(self.report_months.findData(months))
        self._stored_logo = self._desk.logo
        self.logo.set_value(self._stored_logo)
        self._on_typed()

    def activate(self) -> None:
        """Ready to change the name."""
        self.organisation.setFocus()

    def check(self) -> bool:
        """Show what is no number."""
        wrong: list[SettingRow] = []
        for row, read, words in (
            (self._hours_row, self._hours, _NO_HOURS),
            (self._aftercare_row, self._months, _NO_MONTHS),
        ):
            problem = ""
            try:
                self._with(
                    **{"budget_hours" if row is self._hours_row else "aftercare_months": read()}
                )
            except ValueError:
                problem = words
            except VpDeskError as error:
                problem = str(error)
            row.show_problem(problem)
            if problem:
                wrong.append(row)
        if wrong:
            wrong[0].focus()
        return not wrong

    def applied(self, settings: VaultSettings) -> VaultSettings:
        """The settings with what was typed here."""
        return replace(
            settings,
            organisation=self.organisation.text().strip(),
            first_month=int(self.first_month.currentData() or settings.first_month),
            budget_hours=self._hours(),
            aftercare_months=self._months(),
            report_months=int(self.report_months.currentData() or 0) or None,
        )

    def store(self) -> None:
        """Keep the logo, which is no setting among the others."""
        if self.logo.value != self._stored_logo:
            self.changed.emit(self._desk.change_logo(self.logo.value))

    def _hours(self) -> int | None:
        text = self.hours.text().strip().replace(".", "")
        return int(text) if text else None

    def _months(self) -> tuple[int, ...]:
        parts = [part for part in re.split(r"[\s,;]+|\ben\b", self.aftercare.text()) if part]
        return tuple(sorted({int(part) for part in parts}))

    def _with(self, **values: object) -> VaultSettings:
        return replace(self._desk.settings, **values)  # type: ignore[arg-type]

    @Slot()
    def _on_typed(self) -> None:
        self._hours_row.show_problem("")
        self._aftercare_row.show_problem("")
        self.on_edited()


def _after_year(months: int) -> str:
    return f"Binnen {count(months, 'maand', 'maanden')} na het jaar"
