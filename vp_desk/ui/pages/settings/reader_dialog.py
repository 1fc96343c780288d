"""The small window for readers of one's own: their name, their tables, and whether they stand close."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from vp_desk.aggregate import Edition
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.pages.settings.dialogs import ListDialog
from vp_desk.ui.pages.settings.section import SettingRow
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import button, label, row

_NAME: Final = Qt.ItemDataRole.UserRole
#: What of the window is no list, and heights between which the list fits what is left of the screen.
_REST: Final = 470
_LEAST, _MOST = 3 * Size.ROW_CHOICE, 9 * Size.ROW_CHOICE


class ReaderDialog(ListDialog):
    """For new readers, or some that are there."""

    def __init__(
        self, parent: QWidget, tables: Mapping[str, str], edition: Edition | None = None
    ) -> None:
        """Prepare.

        Args:
            parent: over which it opens.
            tables: name of each table that may be printed → its label, in order.
            edition: what is changed; None for something new.
        """
        title = f"‘{edition.label}’ wijzigen" if edition else "Lezers toevoegen"
        lead = (
            "Kies welke tabellen deze lezers krijgen. Alle tabellen worden samen beschermd: wat voor de een "
            "verborgen is, is het voor iedereen."
        )
        super().__init__(parent, title, lead, "&Bewaren" if edition else "&Toevoegen")
        self._code = edition.code if edition else ""
        self.label = TextInput()
        self.label.set_value(edition.label if edition else "")
        self.add_row(
            "label",
            SettingRow("&Naam", self.label, "Zoals die op het verslag staat; zonder cijfers."),
        )
        self.tables = QListWidget()
        for name, words in tables.items():
            item = QListWidgetItem(words)
            item.setData(_NAME, name)
            item.setSizeHint(QSize(0, scaled(Size.ROW_CHOICE)))
            item.setToolTip(words)
            item.setFlags(
                Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            chosen = edition is not None and name in edition.tables
            item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
            self.tables.addItem(item)
        self.tables.setCurrentRow(0)
        room = self.screen().availableGeometry().height() - scaled(_REST)
        self.tables.setFixedHeight(max(scaled(_LEAST), min(room, scaled(_MOST))))
        self.add_row(
            "tables", SettingRow("Ta&bellen", self.tables, "Met spatie zet u een tabel aan of uit.")
        )
        everything = QWidget()
        buttons = (
            button("A&lles aan", self._all, "link"),
            button("Alles &uit", self._none, "link"),
        )
        everything.setLayout(row(*buttons, None, spacing=Space.XS))
        self.add_part(everything)
        self.close_box = QCheckBox("Staat &dicht bij de betrokkenen")
        self.close_box.setChecked(edition is not None and edition.close)
        why = (
            "Zoals een OR: wie de mensen kent, herkent eerder een groep. VP-Desk vraagt dan eerst of gedeelde "
            "antwoorden getoond mogen worden."
        )
        self.close_box.setAccessibleDescription(why)
        self.add_part(self.close_box)
        self.add_part(label(why, "small", wrap=True))
        self.finish(self.label)
        self.label.selectAll()

    def typed(self) -> object:
        """The edition; what is wrong with it the desk says."""
        items = [self.tables.item(place) for place in range(self.tables.count())]
        chosen = tuple(
            str(item.data(_NAME)) for item in items if item.checkState() == Qt.CheckState.Checked
        )
        return Edition(self._code, self.label.text(), chosen, self.close_box.isChecked())

    @Slot()
    def _all(self) -> None:
        self._check(Qt.CheckState.Checked)

    @Slot()
    def _none(self) -> None:
        self._check(Qt.CheckState.Unchecked)

    def _check(self, state: Qt.CheckState) -> None:
        for place in range(self.tables.count()):
            self.tables.item(place).setCheckState(state)
