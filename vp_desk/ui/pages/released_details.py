"""Everything that is known of one release, and what can be said of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from vp_desk.dutch import count, day_label
from vp_desk.release_words import event_words, size_words, state_words, what_words
from vp_desk.releases import EventKind, ReleasedFile
from vp_desk.ui.fold import FoldButton
from vp_desk.ui.icons import IconOnlyButton
from vp_desk.ui.models.releases import ReleaseRow
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import at_top, button, clear_layout, label, row, rule

_NO_FILE: Final = "Van deze uitgave is nooit een bestand gekomen."
_WITHDRAWN: Final = "Deze uitgave is al ingetrokken."


class DigestText(QPlainTextEdit):
    """Sixty-four signs that may be selected, over as many lines as they need."""

    def __init__(self, digest: str, parent: QWidget | None = None) -> None:
        super().__init__(digest, parent)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(self.wordWrapMode().WrapAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines are."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))  # a plain text counts in lines
        margin = 2 * round(self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margin + 2 * Space.S)


class FileBlock(QWidget):
    """The name, size and digest of one file."""

    copied = Signal()

    def __init__(self, file: ReleasedFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digest = file.digest
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XS)
        layout.addWidget(label(f"Bestand · {size_words(file.size)}", "label"))
        layout.addWidget(_fixed_line(file.name, "Naam van het bestand"))
        layout.addWidget(label("Controlegetal (SHA-256)", "label"))
        self.digest = DigestText(file.digest)
        self.digest.setAccessibleName(f"Controlegetal van {file.name}")
        copy = IconOnlyButton(f"Controlegetal van {file.name} kopiëren", "copy")
        copy.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        copy.clicked.connect(self._copy)
        line = row(self.digest, spacing=Space.XS)
        line.setStretch(0, 1)
        line.addLayout(at_top(copy))
        layout.addLayout(line)

    @Slot()
    def _copy(self) -> None:
        # The window forgets what was copied here when the vault is locked.
        QGuiApplication.clipboard().setText(self._digest)
        self.copied.emit()


class ReleaseDetails(QFrame):
    """A card; empty until a release is chosen."""

    hand_over_wanted = Signal()
    withdraw_wanted = Signal()
    said = Signal(str)

    def __init__(self, tables: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Make it.

        Args:
            tables: name of each table → its label, in order.
            parent: where it stands.
        """
        super().__init__(parent)
        self.setProperty("role", "card")
        self._tables = tables
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        outer.setSpacing(Space.S)
        self.title = label("", "heading", wrap=True)
        self.standing = label("", wrap=True)
        self.hand_over_button = button("O&verhandigd…", self.hand_over_wanted.emit)
        self.withdraw_button = button("&Ingetrokken…", self.withdraw_wanted.emit)
        self.readers = label("", wrap=True)
        self.folder = _fixed_line("", "Map waarin het bestand is gezet")
        self._folder_name = label("Map", "label")
        self._files = QVBoxLayout()
        self._files.setSpacing(Space.S)
        self.tables_button = FoldButton("")
        self.tables_button.clicked.connect(self._on_fold)
        self.tables = label("", "small", wrap=True)
        self.events = label("", wrap=True)
        for part in (self.title, self.standing):
            outer.addWidget(part)
        outer.addLayout(row(self.hand_over_button, self.withdraw_button, None))
        outer.addWidget(rule())
        outer.addWidget(label("Voor wie", "label"))
        outer.addWidget(self.readers)
        outer.addWidget(self._folder_name)
        outer.addWidget(self.folder)
        outer.addLayout(self._files)
        outer.addLayout(row(self.tables_button, None))
        outer.addWidget(self.tables)
        outer.addWidget(label("Wat ermee gebeurde", "label"))
        outer.addWidget(self.events)
        outer.addStretch(1)

    def show_row(self, shown: ReleaseRow) -> None:
        """Show another release."""
        release = shown.release
        self.title.setText(f"{shown.reference} · {what_words(release)}")
        self.standing.setText(f"{state_words(release)}.")
        self.readers.setText(release.readers or "Onbekend")
        for part in (self._folder_name, self.folder):
            part.setVisible(not release.lost)
        _show_line(self.folder, release.folder)
        self._show_files(release.files)
        labels = [words for name, words in self._tables.items() if name in release.tables]
        self.tables_button.setText(count(len(labels), "tabel", "tabellen"))
        self.tables_button.setVisible(bool(labels))
        self.tables.setText("\n".join(labels))
        self._turn(unfolded=False)
        made = () if release.lost else ((release.day, "gemaakt"),)
        events = ((event.day, event_words(release, event)) for event in release.events)
        lines = [f"{day_label(day)}: {words}" for day, words in (*made, *events)]
        self.events.setText("\n".join(lines))
        withdrawn = any(event.kind is EventKind.WITHDRAWN for event in release.events)
        refusal = "" if release.counts else _NO_FILE
        _allow(self.hand_over_button, refusal, "Opschrijven aan wie u het gaf. Enter in de lijst")
        _allow(
            self.withdraw_button,
            refusal or (_WITHDRAWN if withdrawn else ""),
            "Opschrijven dat het niet meer gebruikt mag worden",
        )

    def _show_files(self, files: Sequence[ReleasedFile]) -> None:
        clear_layout(self._files)
        for file in files:
            block = FileBlock(file)
            block.copied.connect(self._on_copied)
            self._files.addWidget(block)
            block.show()

    def _turn(self, *, unfolded: bool) -> None:
        self.tables_button.turn(unfolded=unfolded)
        self.tables.setVisible(unfolded)

    @Slot()
    def _on_fold(self) -> None:
        self._turn(unfolded=self.tables.isHidden())

    @Slot()
    def _on_copied(self) -> None:
        self.said.emit("Het controlegetal staat op het klembord. Na een minuut is het daar weg.")


def _fixed_line(words: str, name: str) -> QLineEdit:
    """A line that can be read and selected in full, however long it is."""
    made = QLineEdit()
    made.setReadOnly(True)
    made.setAccessibleName(name)
    _show_line(made, words)
    return made


def _show_line(line: QLineEdit, words: str) -> None:
    line.setText(words)
    line.setToolTip(words)
    line.setCursorPosition(0)


def _allow(made: QWidget, refusal: str, tip: str) -> None:
    made.setEnabled(not refusal)
    made.setToolTip(refusal or tip)
