"""The small window for readers: their name, the chapters and tables that they get, whether they stand close."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from vp_desk.aggregate import Edition
from vp_desk.desk import Chapter
from vp_desk.ui.forms.inputs import TextInput
from vp_desk.ui.pages.settings.chapter_tree import ChapterTree
from vp_desk.ui.pages.settings.dialogs import ListDialog
from vp_desk.ui.pages.settings.section import SettingRow
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import button, label, row

#: What of the window is no list, and heights between which the list fits what is left of the screen.
_REST: Final = 480
_LEAST, _MOST = 3 * Size.ROW_CHOICE, 12 * Size.ROW_CHOICE
_BY_ITSELF: Final = (
    "Een hoofdstuk waar niets in staat, wordt vanzelf weggelaten. De leeswijzer staat er altijd in."
)


class ReaderDialog(ListDialog):
    """For new readers, or some that are there. Of those of the program only the chapters can be switched."""

    def __init__(
        self,
        parent: QWidget,
        tables: Mapping[str, str],
        chapter_of: Mapping[str, Chapter],
        edition: Edition | None = None,
        *,
        fixed: bool = False,
    ) -> None:
        """Prepare.

        Args:
            parent: over which it opens.
            tables: name of each table that may be printed → its label, in order.
            chapter_of: name of each of them → the chapter in which it stands.
            edition: what is changed; None for something new.
            fixed: the edition ships with the program.
        """
        title = "Lezers toevoegen"
        if edition is not None:
            title = (
                f"Hoofdstukken voor ‘{edition.label}’" if fixed else f"‘{edition.label}’ wijzigen"
            )
        lead = (
            "Kies welke hoofdstukken en tabellen deze lezers krijgen. Alle tabellen worden samen beschermd: "
            "wat voor de een verborgen is, is het voor iedereen."
        )
        if fixed:
            lead = (
                "Kies welke hoofdstukken deze lezers krijgen. Zet u een hoofdstuk uit, dan krijgen zij ook de "
                "tabellen daarvan niet, in geen enkel bestand."
            )
        super().__init__(parent, title, lead, "&Bewaren" if edition else "&Toevoegen")
        self._edition = edition or Edition("", "", ())
        self.label = TextInput()
        self.label.set_value(self._edition.label)
        self.close_box = QCheckBox("Staat &dicht bij de betrokkenen")
        self.close_box.setChecked(self._edition.close)
        if not fixed:
            self.add_row(
                "label",
                SettingRow("&Naam", self.label, "Zoals die op het verslag staat; zonder cijfers."),
            )
        self.chapters = ChapterTree({} if fixed else tables, chapter_of, self._edition)
        self._fixed = fixed
        room = self.screen().availableGeometry().height() - scaled(_REST)
        self.chapters.setFixedHeight(max(scaled(_LEAST), min(room, scaled(_MOST))))
        self.add_row(
            "chapters",
            SettingRow(
                "&Hoofdstukken" if fixed else "&Hoofdstukken en tabellen",
                self.chapters,
                f"Met spatie zet u iets aan of uit. {_BY_ITSELF}",
            ),
        )
        self.rows["tables"] = self.rows["chapters"]
        everything = QWidget()
        buttons = (
            button("A&lles aan", self._all, "link"),
            button("Alles &uit", self._none, "link"),
        )
        everything.setLayout(row(*buttons, None, spacing=Space.XS))
        self.add_part(everything)
        if not fixed:
            self._add_close()
        self.finish(self.chapters if fixed else self.label)
        self.label.selectAll()

    def _add_close(self) -> None:
        why = (
            "Zoals een OR: wie de mensen kent, herkent eerder een groep. VP-Desk vraagt dan eerst of gedeelde "
            "antwoorden getoond mogen worden."
        )
        self.close_box.setAccessibleDescription(why)
        self.add_part(self.close_box)
        self.add_part(label(why, "small", wrap=True))

    def typed(self) -> object:
        """The edition; what is wrong with it the desk says."""
        return Edition(
            self._edition.code,
            self.label.text(),
            self._edition.tables if self._fixed else self.chapters.tables,
            self.close_box.isChecked(),
            self.chapters.chapters,
        )

    @Slot()
    def _all(self) -> None:
        self.chapters.check_all(on=True)

    @Slot()
    def _none(self) -> None:
        self.chapters.check_all(on=False)
