"""Which fields are asked: an organisation switches off what it never needs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from vp_desk.desk import Desk, VaultSettings
from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS, Field
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.pages.settings.section import SettingsSection

#: What every record needs, and what may always be written.
_ALWAYS = frozenset({"month", "types", "held_on", "note"})


class AskedSection(SettingsSection):
    """A box per field, for cases and for conversations."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        cases = self.add_card(
            "Wat u van een zaak vastlegt",
            "Zet uit wat uw organisatie nooit nodig heeft. Wat al is vastgelegd, blijft bewaard en telt mee.",
        )
        self.case_boxes = self._boxes(cases, CASE_FIELDS)
        talks = self.add_card(
            "Wat u van een gesprek vastlegt", "De datum en een notitie kunnen altijd."
        )
        self.contact_boxes = self._boxes(talks, CONTACT_FIELDS)
        self.content.addStretch(1)
        self.load()

    @property
    def dirty(self) -> bool:
        """Whether a box was changed."""
        return self.applied(self._desk.settings) != self._desk.settings

    def load(self) -> None:
        """Show what is stored."""
        settings = self._desk.settings
        for boxes, off in (
            (self.case_boxes, settings.fields_off),
            (self.contact_boxes, settings.contact_fields_off),
        ):
            for key, box in boxes.items():
                box.setChecked(key not in off)

    def activate(self) -> None:
        """Ready at the first box."""
        next(iter(self.case_boxes.values())).setFocus()

    def applied(self, settings: VaultSettings) -> VaultSettings:
        """The settings with what was chosen here; a field that is unknown here stays as it was."""
        return replace(
            settings,
            fields_off=_off(self.case_boxes, settings.fields_off),
            contact_fields_off=_off(self.contact_boxes, settings.contact_fields_off),
        )

    def _boxes(self, layout: QVBoxLayout, fields: Iterable[Field]) -> dict[str, QCheckBox]:
        columns = Columns(220, 3)
        found: dict[str, QCheckBox] = {}
        for field in fields:
            if not field.asked or field.key in _ALWAYS:
                continue
            box = QCheckBox(field.label)
            box.setToolTip(field.help)
            box.setAccessibleDescription(field.help)
            box.toggled.connect(self.on_edited)
            found[field.key] = box
            columns.add(box)
        layout.addWidget(columns)
        return found


def _off(boxes: Mapping[str, QCheckBox], before: frozenset[str]) -> frozenset[str]:
    off = frozenset(key for key, box in boxes.items() if not box.isChecked())
    return off | (before - boxes.keys())
