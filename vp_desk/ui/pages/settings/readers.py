"""For whom reports are made: the readers of the program, and those of the organisation's own."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from vp_desk.aggregate import Edition, publication_plan
from vp_desk.desk import CHAPTERS, Changes, Desk, ListRefusal
from vp_desk.dutch import count, listing
from vp_desk.errors import VpDeskError
from vp_desk.ui.delegates import RowDelegate
from vp_desk.ui.icons import IconButton
from vp_desk.ui.models.table import Cell, TextTable
from vp_desk.ui.pages.settings.reader_dialog import ReaderDialog
from vp_desk.ui.pages.settings.section import SettingsSection
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Line, Size
from vp_desk.ui.widgets import button, label, row

_MOST_ROWS: Final = 8
_TABLES_WIDTH, _OWNER_WIDTH = 130, 130
_FIXED: Final = "Deze lezers horen bij VP-Desk en blijven. Hoofdstukken kunt u aan en uit zetten."
_KEYS: Final = "Insert: toevoegen · F2 of Enter: wijzigen · Delete: verwijderen"


def _chapters(edition: Edition) -> str:
    """Which chapters are on, or which are off when that is shorter."""
    off = [chapter.label for chapter in CHAPTERS if chapter not in edition.chapters]
    if not off:
        return "Hoofdstukken: allemaal."
    on = [chapter.label for chapter in edition.chapters]
    named = [f"‘{words}’" for words in (off if len(off) < len(on) else on)]
    return f"{'Zonder' if len(off) < len(on) else 'Hoofdstukken:'} {listing(named)}."


class ReadersTable(QTableView):
    """The keys say what is wanted: Insert, F2 or Enter, Delete."""

    add_wanted = Signal()
    change_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, model: TextTable) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(RowDelegate(frozenset({1, 2}), self))
        self.setAccessibleName("Lezers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(Size.ROW_FIGURES))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(1, scaled(_TABLES_WIDTH))
        head.resizeSection(2, scaled(_OWNER_WIDTH))

    def fit(self) -> None:
        """Be as high as the rows are."""
        rows = min(self.model().rowCount(), _MOST_ROWS)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows * scaled(Size.ROW_FIGURES) + head + 2 * Line.FOCUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list that can be edited."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key is Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self.change_wanted.emit()
        elif key is Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class ReadersSection(SettingsSection):
    """Stored at once; each edition is asked in a window of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tables = publication_plan().printed
        self._chapter_of = publication_plan().chapter_of
        self._fixed = frozenset(edition.code for edition in publication_plan().editions)
        self._editions: tuple[Edition, ...] = ()
        self.dialog: ReaderDialog | None = None
        layout = self.add_card(
            "Lezers",
            "Voor wie u rapporten maakt, en welke hoofdstukken en tabellen zij krijgen. Eigen lezers kunt u "
            "toevoegen. Wat u hier doet, geldt meteen; wat al is uitgegeven, verandert niet.",
        )
        self.model = TextTable(("Lezers", "Krijgen", "Van"), self)
        self.table = ReadersTable(self.model)
        self.table.add_wanted.connect(self.add)
        self.table.change_wanted.connect(self.change)
        self.table.remove_wanted.connect(self.ask_remove)
        self.table.doubleClicked.connect(self.change)
        self.about = label("", "small", wrap=True)
        self.add_button = IconButton("Lezers &toevoegen…", "plus")
        self.add_button.clicked.connect(self.add)
        self.add_button.setToolTip("Insert")
        self.change_button = button("W&ijzigen…", self.change)
        self.remove_button = button("Ver&wijderen", self.ask_remove)
        layout.addWidget(self.table)
        layout.addWidget(self.about)
        layout.addLayout(row(self.add_button, self.change_button, self.remove_button, None))
        layout.addWidget(label(_KEYS, "small", wrap=True))
        self.content.addStretch(1)
        self.load()
        self.table.selectionModel().currentRowChanged.connect(self._show_current)

    def load(self) -> None:
        """Show what is stored."""
        chosen = self.chosen
        self._show(chosen.code if chosen else "")

    def activate(self) -> None:
        """Ready to choose readers."""
        self.load()
        self.table.setFocus()

    @property
    def chosen(self) -> Edition | None:
        """The readers that are chosen."""
        place = self.table.currentIndex().row()
        return self._editions[place] if 0 <= place < len(self._editions) else None

    def _show(self, code: str) -> None:
        self._editions = self._desk.editions()
        self.model.show_rows(
            [
                (
                    Cell(edition.label, edition.label),
                    Cell(count(len(edition.tables), "tabel", "tabellen")),
                    Cell("VP-Desk" if edition.code in self._fixed else "uzelf"),
                )
                for edition in self._editions
            ]
        )
        self.table.fit()
        codes = [edition.code for edition in self._editions]
        self.table.setCurrentIndex(self.model.index(codes.index(code) if code in codes else 0, 0))
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        labels = [words for name, words in self._tables.items() if name in chosen.tables]
        close = (
            " Deze lezers staan dicht bij de betrokkenen: VP-Desk vraagt of gedeelde antwoorden getoond "
            "mogen worden."
        )
        self.about.setText(
            f"Tabellen: {listing(labels)}. {_chapters(chosen)}{close if chosen.close else ''}"
        )
        fixed = chosen.code in self._fixed
        self.change_button.setText("Hoofdst&ukken…" if fixed else "W&ijzigen…")
        self.change_button.setToolTip("F2")
        self.remove_button.setEnabled(not fixed)
        self.remove_button.setToolTip(_FIXED if fixed else "Delete")

    @Slot()
    def add(self) -> None:
        """Ask for new readers."""
        self._open(ReaderDialog(self, self._tables, self._chapter_of))

    @Slot()
    def change(self) -> None:
        """Ask for another name, other chapters or other tables."""
        chosen = self.chosen
        if chosen is not None:
            fixed = chosen.code in self._fixed
            self._open(ReaderDialog(self, self._tables, self._chapter_of, chosen, fixed=fixed))

    def _open(self, dialog: ReaderDialog) -> None:
        self.dialog = dialog
        dialog.wanted.connect(self._save)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    @Slot(object)
    def _save(self, edition: Edition) -> None:
        before = {each.code for each in self._editions}
        try:
            if edition.code in self._fixed:
                changes = self._desk.set_chapters(edition.code, edition.chapters)
            else:
                changes = self._desk.save_edition(edition)
        except VpDeskError as error:
            self._refused(error)
            return
        if self.dialog is not None:
            self.dialog.accept()
        codes = [each.code for each in self._desk.editions() if each.code not in before]
        self._stored(changes, edition.code or codes[0], f"‘{edition.label.strip()}’ is bewaard.")

    @Slot()
    def ask_remove(self) -> None:
        """Ask whether the chosen readers go."""
        chosen = self.chosen
        if chosen is not None and self.remove_button.isEnabled():
            self.ask(
                f"‘{chosen.label}’ verwijderen? Wat voor deze lezers is uitgegeven, blijft bij Uitgegeven "
                "staan.",
                {"Behouden": self._keep, "Verwijderen": self._remove},
            )

    def _keep(self) -> None:
        self.table.setFocus()

    def _remove(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            changes = self._desk.remove_edition(chosen.code)
            self._stored(changes, "", f"‘{chosen.label}’ is verwijderd.")

    def _refused(self, error: VpDeskError) -> None:
        if self.dialog is not None and isinstance(error, ListRefusal):
            self.dialog.refuse(error)
            return
        if self.dialog is not None:
            self.dialog.reject()
        show_error(self, error)

    def _stored(self, changes: Changes, code: str, words: str) -> None:
        self._show(code)
        self.changed.emit(changes)
        self.said.emit(words)
        self.table.setFocus()

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None
        self.table.setFocus()
