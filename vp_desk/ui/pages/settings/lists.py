"""The sections for the types of violation and for all other lists."""

from collections.abc import Iterator

from PySide6.QtCore import Slot

from vp_desk.desk import Desk
from vp_desk.fields import ACTIVITY_FIELDS, CASE_FIELDS, CONTACT_FIELDS
from vp_desk.periods import ReportingYear
from vp_desk.taxonomy import TYPES, UNITS
from vp_desk.ui.pages.settings.code_list import CodeListEditor
from vp_desk.ui.pages.settings.section import SettingRow, SettingsSection, choices
from vp_desk.ui.workers import Workers

_AT_ONCE = (
    "Wat u hier doet, geldt meteen. Wat al is vastgelegd, verandert nooit vanzelf van betekenis."
)


class TypesSection(SettingsSection):
    """The types of violation with their subtypes."""

    def __init__(self, desk: Desk, workers: Workers, this_year: ReportingYear) -> None:
        super().__init__()
        layout = self.add_card("Typen schending", _AT_ONCE)
        self.editor = CodeListEditor(desk, workers, TYPES, this_year)
        self.editor.changed.connect(self.changed)
        self.editor.said.connect(self.said)
        layout.addWidget(self.editor)
        self.content.addStretch(1)

    def activate(self) -> None:
        """Ready at the entry that was chosen."""
        self.editor.refresh()
        self.editor.tree.setFocus()


class OtherListsSection(SettingsSection):
    """One of the other lists at a time."""

    def __init__(self, desk: Desk, workers: Workers, this_year: ReportingYear) -> None:
        super().__init__()
        layout = self.add_card("Andere lijsten", _AT_ONCE)
        names = tuple(other_lists())
        self.which = choices([(name, desk.lists[name].label) for name in names], self._on_which)
        self.which.setMaxVisibleItems(24)
        layout.addWidget(SettingRow("Li&jst", self.which))
        self.editor = CodeListEditor(desk, workers, names[0], this_year)
        self.editor.changed.connect(self.changed)
        self.editor.said.connect(self.said)
        layout.addWidget(self.editor)
        self.content.addStretch(1)

    def activate(self) -> None:
        """Ready to choose a list."""
        self.editor.refresh()
        self.which.setFocus()

    @Slot()
    def _on_which(self) -> None:
        self.editor.show_list(str(self.which.currentData()))


def other_lists() -> Iterator[str]:
    """The names of the lists that have no section of their own, in the order of the catalogue."""
    fields = (*CASE_FIELDS, *CONTACT_FIELDS, *ACTIVITY_FIELDS)
    for name in dict.fromkeys(field.values for field in fields):
        if name is not None and name not in (TYPES, UNITS):
            yield name
