"""Settings of the report: what is small, how long the trend is, which cases count, its breaks."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from vp_desk.desk import Desk, VaultSettings
from vp_desk.disclosure import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from vp_desk.periods import ReportingYear
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.pages.settings.breaks import BreaksTable
from vp_desk.ui.pages.settings.section import SettingRow, SettingsSection, choices

_TREND_YEARS = range(1, 11)
_PROTECTION = {"P1": "minstens twee", "P2": "minstens drie waar dat kan"}
_HEADCOUNTS = (5, 8, 10, 12, 15, 20, 25, 30, 50)


class ReportSection(SettingsSection):
    """Four choices, a box per status, and the list of breaks."""

    def __init__(self, desk: Desk, this_year: ReportingYear) -> None:
        super().__init__()
        self._desk = desk
        layout = self.add_card("Rapport")
        self.threshold = choices(
            [(n, f"{n} zaken") for n in range(LOWEST_THRESHOLD, HIGHEST_THRESHOLD + 1)],
            self.on_edited,
        )
        self.trend = choices([(n, f"{n} jaar") for n in _TREND_YEARS], self.on_edited)
        people = sorted({*_HEADCOUNTS, desk.settings.minimum_headcount})
        self.minimum = choices([(n, f"minder dan {n}") for n in people], self.on_edited)
        self.protection = choices(list(_PROTECTION.items()), self.on_edited)
        columns = Columns(180, 2)
        for row in (
            SettingRow(
                "&Drempel",
                self.threshold,
                "Een getal waar minder zaken onder liggen, wordt niet getoond. Gebruikelijk is 5.",
            ),
            SettingRow(
                "&Klein onderdeel",
                self.minimum,
                "Een onderdeel met minder mensen komt niet apart in het rapport. Gebruikelijk is 10.",
            ),
            SettingRow(
                "Jaren in de &trend",
                self.trend,
                "Het verslagjaar zelf telt mee. Gebruikelijk is 3 tot 5.",
            ),
            SettingRow(
                "&Bescherming",
                self.protection,
                "Hoeveel waarden een klein getal voor een lezer kan hebben. Strenger verbergt meer.",
            ),
        ):
            columns.add(row)
        layout.addWidget(columns)
        self._make_statuses()
        breaks = self.add_card(
            "Trendbreuken",
            "Een trendbreuk zegt vanaf welk jaar cijfers niet met eerdere te vergelijken zijn, en waarom. "
            "Na samenvoegen staat hier vanzelf een. Wat u hier doet, geldt meteen.",
        )
        self.breaks = BreaksTable(desk, this_year)
        self.breaks.changed.connect(self.changed)
        self.breaks.said.connect(self.said)
        self.breaks.remove_asked.connect(self._ask_remove)
        breaks.addWidget(self.breaks)
        self.content.addStretch(1)
        self.load()

    @property
    def dirty(self) -> bool:
        """Whether a choice was changed."""
        return self.applied(self._desk.settings) != self._desk.settings

    def load(self) -> None:
        """Show what is stored."""
        settings = self._desk.settings
        for combo, value in (
            (self.threshold, settings.threshold),
            (self.trend, settings.trend_years),
            (self.minimum, settings.minimum_headcount),
            (self.protection, settings.protection),
        ):
            combo.setCurrentIndex(combo.findData(value))
        for code, box in self.statuses.items():
            box.setChecked(code not in settings.uncounted_statuses)
        self.breaks.load()

    def activate(self) -> None:
        """Ready to change the threshold; the breaks and the statuses are those of now."""
        self.breaks.load()
        self._show_statuses()
        self.threshold.setFocus()

    def applied(self, settings: VaultSettings) -> VaultSettings:
        """The settings with what was chosen here."""
        unchecked = frozenset(code for code, box in self.statuses.items() if not box.isChecked())
        return replace(
            settings,
            threshold=int(self.threshold.currentData() or settings.threshold),
            trend_years=int(self.trend.currentData() or settings.trend_years),
            minimum_headcount=int(self.minimum.currentData() or settings.minimum_headcount),
            protection=str(self.protection.currentData() or settings.protection),
            uncounted_statuses=unchecked | (settings.uncounted_statuses - self.statuses.keys()),
        )

    def _make_statuses(self) -> None:
        layout = self.add_card(
            "Welke zaken tellen mee",
            "Zet uit wat u niet als zaak wilt tellen. De leeswijzer van het rapport zegt dat erbij.",
        )
        self.statuses: dict[str, QCheckBox] = {}
        self._status_columns = Columns(220, 3)
        layout.addWidget(self._status_columns)
        self._show_statuses()

    def _show_statuses(self) -> None:
        """A box for each status there is now; what was chosen stays."""
        for entry in self._desk.lists["status"]:
            known = self.statuses.get(entry.code)
            if known is not None:
                known.setText(entry.label)
                continue
            box = QCheckBox(entry.label)
            box.setChecked(entry.code not in self._desk.settings.uncounted_statuses)
            box.toggled.connect(self.on_edited)
            self.statuses[entry.code] = box
            self._status_columns.add(box)

    @Slot()
    def _ask_remove(self) -> None:
        self.ask(
            "Deze trendbreuk verwijderen? Het rapport noemt haar dan niet meer.",
            {"Behouden": self._keep, "Verwijderen": self.breaks.remove},
        )

    def _keep(self) -> None:
        self.breaks.remove_button.setFocus()
