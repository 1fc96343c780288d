"""What an organisation settles once, in sections: at the left which, at the right the section itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
)

from vp_desk.desk import ChangeKind, Changes, Desk, VaultSettings
from vp_desk.dutch import listing
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month, ReportingYear
from vp_desk.ui.bus import Bus
from vp_desk.ui.pages.form_page import FormPage
from vp_desk.ui.pages.settings.appearance import AppearanceSection
from vp_desk.ui.pages.settings.asked import AskedSection
from vp_desk.ui.pages.settings.lists import OtherListsSection, TypesSection
from vp_desk.ui.pages.settings.organisation import OrganisationSection
from vp_desk.ui.pages.settings.readers import ReadersSection
from vp_desk.ui.pages.settings.report import ReportSection
from vp_desk.ui.pages.settings.section import SettingsSection
from vp_desk.ui.pages.settings.units import UnitsSection
from vp_desk.ui.pages.settings.vault import VaultSection
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import FORM_WIDTH, Appearance
from vp_desk.ui.widgets import SaveButton, label
from vp_desk.ui.workers import Workers

_LIST_WIDTH, _ROW_HEIGHT = 200, 38


@dataclass(frozen=True, slots=True)
class _Given:
    """What sections are made from."""

    desk: Desk
    workers: Workers
    this_year: ReportingYear
    appearance: Appearance


@dataclass(frozen=True, slots=True)
class _Place:
    """A section in the list."""

    name: str
    words: str
    make: Callable[[_Given], SettingsSection]


_SECTIONS = (
    _Place("organisation", "Organisatie", lambda of: OrganisationSection(of.desk)),
    _Place("report", "Rapport", lambda of: ReportSection(of.desk, of.this_year)),
    _Place("readers", "Lezers", lambda of: ReadersSection(of.desk)),
    _Place("asked", "Wat u vastlegt", lambda of: AskedSection(of.desk)),
    _Place("types", "Typen schending", lambda of: TypesSection(of.desk, of.workers, of.this_year)),
    _Place("units", "Onderdelen", lambda of: UnitsSection(of.desk, of.workers, of.this_year)),
    _Place(
        "lists", "Andere lijsten", lambda of: OtherListsSection(of.desk, of.workers, of.this_year)
    ),
    _Place("appearance", "Weergave", lambda of: AppearanceSection(of.appearance)),
    _Place("vault", "Kluis", lambda of: VaultSection(of.desk, of.workers)),
)


class SettingsPage(FormPage):
    """Settings of the vault; the appearance alone belongs to this computer.

    A section is made when it is first shown, and then stays: what was typed there is not lost by looking
    elsewhere. Saving stores all of them together, or none.
    """

    help = "instellingen"

    appearance_chosen = Signal(object)

    def __init__(
        self, desk: Desk, bus: Bus, workers: Workers, appearance: Appearance, today: date
    ) -> None:
        super().__init__("Instellingen", scrolls=False)
        self._desk, self._bus = desk, bus
        this_year = desk.calendar.year_of(Month.of(today))
        self._given = _Given(desk, workers, this_year, appearance)
        self._made: dict[str, SettingsSection] = {}
        self.sections = QListWidget()
        self.sections.setProperty("role", "sections")
        self.sections.setAccessibleName("Onderdelen van de instellingen")
        self.sections.setFixedWidth(_LIST_WIDTH)
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        for place in _SECTIONS:
            item = QListWidgetItem(place.words)
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            self.sections.addItem(item)
        self._stack = QStackedWidget()
        beside = QHBoxLayout()
        beside.setSpacing(20)
        beside.addWidget(self.sections)
        beside.addWidget(self._stack, 1)
        self.content.setContentsMargins(20, 4, 0, 0)
        self.content.addLayout(beside, 1)
        self._save = SaveButton("&Opslaan", self.save)
        self._save.setToolTip("Ctrl+Enter")
        self._state = label("", "small")
        self.add_footer(self._save, None, self._state)
        self.sections.currentRowChanged.connect(self._on_row)
        self.sections.setCurrentRow(0)
        self._on_edited()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return bool(self._dirty())

    @property
    def section(self) -> SettingsSection:
        """The section in sight."""
        return self._made[_SECTIONS[self.sections.currentRow()].name]

    def show_section(self, name: str) -> SettingsSection:
        """Show a section, and be ready to work in it."""
        self.sections.setCurrentRow([place.name for place in _SECTIONS].index(name))
        self.section.activate()
        return self.section

    def activate(self) -> None:
        """Ready where one was."""
        self.section.activate()

    def leave(self, then: Callable[[], None]) -> None:
        """Ask about what was typed; secrets are forgotten."""

        def gone() -> None:
            vault = self._made.get("vault")
            if vault is not None:
                vault.load()
            then()

        super().leave(gone)

    def store(self) -> bool:
        """Store what was typed in all sections, or nothing when there is a mistake in one of them."""
        names = self._dirty()
        wrong = [name for name in names if not self._made[name].check()]
        if wrong:
            if self.section is not self._made[wrong[0]]:
                self.show_section(wrong[0])
            self._made[wrong[0]].check()  # the first mistake gets the focus
            where = listing([f"‘{place.words}’" for place in _SECTIONS if place.name in wrong])
            self.bar.say(f"Nog niet opgeslagen: kijk bij {where} wat er niet klopt.", "error")
            return False
        try:
            self._store(names)
        except VpDeskError as error:
            show_error(self, error)
            return False
        self.bar.hide()
        for name in names:
            self._made[name].load()
        self._on_edited()
        self.said.emit("De instellingen zijn opgeslagen.")
        return True

    def discard(self) -> None:
        """Show again what is stored."""
        for made in self._made.values():
            made.load()
        self.bar.hide()
        self._on_edited()

    def _dirty(self) -> list[str]:
        return [place.name for place in _SECTIONS if self._is_dirty(place.name)]

    def _is_dirty(self, name: str) -> bool:
        return name in self._made and self._made[name].dirty

    def _store(self, names: list[str]) -> None:
        def with_section(settings: VaultSettings, name: str) -> VaultSettings:
            return self._made[name].applied(settings)

        new = reduce(with_section, names, self._desk.settings)
        if new != self._desk.settings:
            self._bus.changed.emit(self._desk.change_settings(new))
        for name in names:
            self._made[name].store()

    @Slot(int)
    def _on_row(self, row: int) -> None:
        name = _SECTIONS[row].name
        if name not in self._made:
            self._add_section(name, _SECTIONS[row].make(self._given))
        made = self._made[name]
        had_focus = self.sections.hasFocus()
        holder = next(
            area
            for area in (self._stack.widget(n) for n in range(self._stack.count()))
            if isinstance(area, QScrollArea) and area.widget() is made
        )
        self._stack.setCurrentWidget(holder)
        if had_focus:
            made.activate()
            self.sections.setFocus()

    def _add_section(self, name: str, made: SettingsSection) -> None:
        made.edited.connect(self._on_edited)
        made.changed.connect(self._on_changed)
        made.said.connect(self.said)
        if isinstance(made, AppearanceSection):
            made.chosen.connect(self.appearance_chosen)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMaximumWidth(FORM_WIDTH)
        scroll.setWidget(made)
        self._made[name] = made
        self._stack.addWidget(scroll)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        if ChangeKind.LISTS in changes.kinds:
            self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        if not hasattr(self, "_save"):
            return
        dirty = self._dirty()
        self._save.offer(offered=bool(dirty))
        self._state.setText("Nog niet opgeslagen" if dirty else "Alles is opgeslagen")
        for row, place in enumerate(_SECTIONS):
            item = self.sections.item(row)
            mark = place.name in dirty
            item.setText(f"{place.words}  •" if mark else place.words)
            item.setToolTip("Hier staat iets dat nog niet is opgeslagen" if mark else "")
            spoken = f"{place.words}, nog niet opgeslagen" if mark else place.words
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
