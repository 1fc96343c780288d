"""What an organisation settles once: its name, its year, its threshold, its units, what it asks."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget

from vp_desk.desk import Desk, VaultSettings
from vp_desk.disclosure import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from vp_desk.dutch import month_name
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS, Kind
from vp_desk.periods import Month
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.pages.form_page import FormPage
from vp_desk.ui.pages.units_card import UnitsCard
from vp_desk.ui.segments import Segments
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import Appearance
from vp_desk.ui.widgets import button, card, label

_SCHOOL_MONTHS = (8, 9)
_TREND_YEARS = range(1, 11)
_APPEARANCES = (
    (Appearance.SYSTEM, "Zoals het systeem"),
    (Appearance.LIGHT, "Licht"),
    (Appearance.DARK, "Donker"),
)


class SettingsPage(FormPage):
    """Settings of the vault; the appearance alone belongs to this computer."""

    help = "instellingen"

    appearance_chosen = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, appearance: Appearance, today: date) -> None:
        super().__init__("Instellingen")
        self._desk, self._bus = desk, bus
        self._make_organisation()
        self._make_report()
        year = desk.calendar.year_of(Month.of(today))
        self.units = UnitsCard(desk, year)
        self.units.edited.connect(self._on_edited)
        self.content.addWidget(self.units)
        self._make_fields()
        self._make_appearance(appearance)
        self.content.addStretch(1)
        self._save = button("&Opslaan", self.save, "primary")
        self._state = label("", "small")
        self.add_footer(self._save, None, self._state)
        self._load()

    @property
    def dirty(self) -> bool:
        """Whether a setting was changed and not stored."""
        return self._chosen() != self._desk.settings or self.units.dirty

    def activate(self) -> None:
        """Ready to change the first setting."""
        self.organisation.setFocus()

    def store(self) -> bool:
        """Store the settings and the units."""
        if not self.units.check():
            return False
        try:
            for changes in (self._desk.change_settings(self._chosen()), self.units.store()):
                if changes is not None:
                    self._bus.changed.emit(changes)
        except VpDeskError as error:
            show_error(self, error)
            return False
        self.bar.hide()
        self._load()
        self.said.emit("De instellingen zijn opgeslagen.")
        return True

    def discard(self) -> None:
        """Show again what is stored."""
        self._load()

    def _load(self) -> None:
        settings = self._desk.settings
        self.organisation.set_value(settings.organisation)
        for combo, value in (
            (self.first_month, settings.first_month),
            (self.threshold, settings.threshold),
            (self.trend, settings.trend_years),
        ):
            combo.setCurrentIndex(combo.findData(value))
        for key, box in self._fields.items():
            box.setChecked(key not in settings.fields_off)
        self.units.load()
        self._on_edited()

    def _chosen(self) -> VaultSettings:
        stored = self._desk.settings
        asked = frozenset(key for key, box in self._fields.items() if not box.isChecked())
        return replace(
            stored,
            organisation=self.organisation.text().strip(),
            first_month=int(self.first_month.currentData() or stored.first_month),
            threshold=int(self.threshold.currentData() or stored.threshold),
            trend_years=int(self.trend.currentData() or stored.trend_years),
            fields_off=asked | (stored.fields_off - self._fields.keys()),
        )

    def _make_organisation(self) -> None:
        frame, layout = card()
        layout.addWidget(label("Organisatie", "heading"))
        self.organisation = TextInput()
        self.organisation.edited.connect(self._on_edited)
        self.first_month = self._combo(
            [
                (1, "Kalenderjaar"),
                *((m, f"Schooljaar vanaf {month_name(m)}") for m in _SCHOOL_MONTHS),
            ]
        )
        columns = Columns(260, 2)
        columns.add(_labelled("&Naam", self.organisation, "Zo staat zij op het rapport."))
        columns.add(_labelled("&Verslagjaar", self.first_month, ""))
        layout.addWidget(columns)
        self.content.addWidget(frame)

    def _make_report(self) -> None:
        frame, layout = card()
        layout.addWidget(label("Rapport", "heading"))
        self.threshold = self._combo(
            [(n, f"{n} zaken") for n in range(LOWEST_THRESHOLD, HIGHEST_THRESHOLD + 1)]
        )
        self.trend = self._combo([(n, f"{n} jaar") for n in _TREND_YEARS])
        columns = Columns(260, 2)
        columns.add(
            _labelled(
                "&Drempel",
                self.threshold,
                "Een getal waar minder zaken onder liggen, wordt niet getoond. Gebruikelijk is 5.",
            )
        )
        columns.add(
            _labelled(
                "Jaren in de &trend",
                self.trend,
                "Het verslagjaar zelf telt mee. Gebruikelijk is 3 tot 5.",
            )
        )
        layout.addWidget(columns)
        self.content.addWidget(frame)

    def _make_fields(self) -> None:
        frame, layout = card()
        layout.addWidget(label("Wat u vastlegt", "heading"))
        layout.addWidget(
            label(
                "Zet uit wat uw organisatie nooit nodig heeft. Wat al is vastgelegd, blijft bewaard.",
                "muted",
                wrap=True,
            )
        )
        columns = Columns(240, 3)
        self._fields: dict[str, QCheckBox] = {}
        for field in CASE_FIELDS:
            if field.kind is Kind.IDENTITY or field.key in ("month", "types", "note"):
                continue
            box = QCheckBox(field.label)
            box.setToolTip(field.help)
            box.toggled.connect(self._on_edited)
            self._fields[field.key] = box
            columns.add(box)
        layout.addWidget(columns)
        self.content.addWidget(frame)

    def _make_appearance(self, appearance: Appearance) -> None:
        frame, layout = card()
        layout.addWidget(label("Weergave", "heading"))
        choice = Segments("Weergave", _APPEARANCES)
        choice.set_value(appearance)
        choice.chosen.connect(self.appearance_chosen)
        layout.addWidget(choice)
        layout.addWidget(label("Geldt voor deze computer, niet voor de kluis.", "small"))
        self.content.addWidget(frame)

    def _combo(self, options: list[tuple[int, str]]) -> QComboBox:
        made = QComboBox()
        for value, words in options:
            made.addItem(words, value)
        made.currentIndexChanged.connect(self._on_edited)
        return made

    @Slot()
    def _on_edited(self) -> None:
        if not hasattr(self, "_save"):
            return
        dirty = self.dirty
        self._save.setEnabled(dirty)
        self._state.setText("Nog niet opgeslagen" if dirty else "Alles is opgeslagen")


def _labelled(words: str, widget: QWidget, help_text: str) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    name = QLabel(words)
    name.setProperty("role", "label")
    name.setBuddy(widget)
    widget.setAccessibleName(words.replace("&", ""))
    widget.setAccessibleDescription(help_text)
    layout.addWidget(name)
    layout.addWidget(widget)
    if help_text:
        layout.addWidget(label(help_text, "small", wrap=True))
    return holder
