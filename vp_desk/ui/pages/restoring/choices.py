"""Which backup, what opens it, and where it goes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from vp_desk.desk import Backup
from vp_desk.dutch import moment_label, size_label
from vp_desk.ui.fields import add_field
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.inputs import SECRET
from vp_desk.ui.new_passphrase import NewPassphrase
from vp_desk.ui.recovery_code import CodeLine
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import button, label, reveal, row, set_look
from vp_desk.ui.workers import Workers

#: So many lines of the list are in sight.
_LINES: Final = 4
_PLACES: Final = {"own": "in de map van de kluis", "second": "op de tweede plaats"}


class BackupChoice(QWidget):
    """The backups that were found, newest first, and a way to others."""

    folder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        name = QLabel("&Reservekopie")
        name.setProperty("role", "label")
        self.list = QListWidget()
        self.list.setAccessibleName("Reservekopie")
        self.list.setFixedHeight(_LINES * scaled(Size.ROW_CHOICE) + Space.S)
        self.list.setSpacing(Space.HAIR)
        name.setBuddy(self.list)
        self.setFocusProxy(self.list)
        self._empty = label("Er is nog geen reservekopie gevonden.", "small", wrap=True)
        other = button("Andere map &zoeken…", self._choose_folder, "link")
        layout.addWidget(name)
        layout.addWidget(self.list)
        layout.addWidget(self._empty)
        layout.addLayout(row(other, None))
        self._found: dict[Path, Backup] = {}

    @property
    def chosen(self) -> Backup | None:
        """The one that is to be put back."""
        item = self.list.currentItem()
        value: object = item.data(Qt.ItemDataRole.UserRole) if self.list.count() else None
        return value if isinstance(value, Backup) else None

    def add(self, found: Sequence[Backup]) -> None:
        """Add backups; the newest of them is chosen."""
        self._found |= {backup.path: backup for backup in found}
        self.list.clear()
        ordered = sorted(self._found.values(), key=lambda backup: backup.made, reverse=True)
        for backup in ordered:
            words = (
                f"{moment_label(backup.made)} · {size_label(backup.size)} · {_PLACES[backup.place]}"
            )
            item = QListWidgetItem(words)
            item.setToolTip(str(backup.path))
            item.setData(Qt.ItemDataRole.UserRole, backup)
            self.list.addItem(item)
        if ordered:
            newest = max(found, key=lambda backup: backup.made) if found else ordered[0]
            self.list.setCurrentRow(ordered.index(newest))
        self._empty.setVisible(not ordered)

    @Slot()
    def _choose_folder(self) -> None:
        ask_folder(self, "Zoek de map met reservekopieën", self.folder_chosen.emit)


class OpeningChoice(QWidget):
    """The passphrase of then; or the recovery code, with a new passphrase."""

    submitted = Signal()

    def __init__(self, workers: Workers) -> None:
        super().__init__()
        self.by_code = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        self._with_passphrase, self._with_code = QWidget(), QWidget()
        first = _column(self._with_passphrase)
        self.passphrase = SecretInput("Wachtzin van toen")
        self.passphrase.line.returnPressed.connect(self.submitted)
        add_field(
            first,
            "&Wachtzin van toen",
            self.passphrase,
            "De wachtzin waarmee u de kluis opende toen deze kopie werd gemaakt.",
        )
        second = _column(self._with_code)
        self.code = CodeLine()
        add_field(second, "&Herstelcode", self.code, "Van uw briefje, met of zonder streepjes.")
        self.new = NewPassphrase(workers, "Nieuwe &wachtzin", "Nieuwe wachtzin &nog een keer")
        self.new.submitted.connect(self.submitted)
        second.addWidget(self.new)
        self.swap_button = button("", self.swap, "link")
        for part in (self._with_passphrase, self._with_code):
            layout.addWidget(part)
        layout.addLayout(row(self.swap_button, None))
        self._show()

    @property
    def secrets(self) -> tuple[str, str]:
        """The passphrase, or the recovery code and the new passphrase."""
        return (self.code.text(), self.new.value) if self.by_code else (self._typed, self._typed)

    def check(self) -> bool:
        """Whether there is something to try; what is missing gets the focus."""
        line = self.code if self.by_code else self.passphrase.line
        missing = not line.text().strip()
        set_look(line, "invalid", missing)
        if missing:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return not self.by_code or self.new.check()

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.clear()
        self.code.clear()
        self.new.clear()

    @Slot()
    def swap(self) -> None:
        """Open it with the other secret."""
        self.by_code = not self.by_code
        self._show()
        line = self.code if self.by_code else self.passphrase.line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(line)

    @property
    def _typed(self) -> str:
        return self.passphrase.line.text()

    def _show(self) -> None:
        self._with_passphrase.setVisible(not self.by_code)
        self._with_code.setVisible(self.by_code)
        self.swap_button.setText(
            "Toch met de wachtzin" if self.by_code else "Wachtzin &vergeten? Met de herstelcode"
        )


class PlaceChoice(QWidget):
    """The folder of the vault itself, or another one."""

    def __init__(self, vault: Path | None) -> None:
        super().__init__()
        self._vault = vault
        layout = _column(self)
        self.same = QRadioButton(
            "In dezelfde &map" if vault is None else f"In dezelfde &map: {vault.name}"
        )
        if vault is not None:
            self.same.setToolTip(str(vault))
        self.other = QRadioButton("In een an&dere map")
        self.line = QLineEdit()
        self.line.setInputMethodHints(SECRET)
        self.line.setAccessibleName("Andere map")
        self._choose = button("&Kiezen…", self._choose_folder)
        self._choose.setAccessibleName("Map kiezen")
        where = label("Waarheen", "label")
        layout.addWidget(where)
        layout.addWidget(self.same)
        layout.addWidget(self.other)
        parts = row(self.line, self._choose)
        parts.setStretch(0, 1)
        layout.addLayout(parts)
        self.same.setChecked(vault is not None)
        self.other.setChecked(vault is None)
        self.same.setVisible(vault is not None)
        self.other.toggled.connect(self._on_toggled)
        self._on_toggled()

    @property
    def folder(self) -> Path | None:
        """What was chosen; None = nothing yet."""
        if self.same.isChecked():
            return self._vault
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def activate(self) -> None:
        """Ready to name a folder."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_toggled(self) -> None:
        for part in (self.line, self._choose):
            part.setVisible(self.other.isChecked())

    @Slot()
    def _choose_folder(self) -> None:
        ask_folder(self, "Kies een lege map", self._on_chosen)

    def _on_chosen(self, folder: Path) -> None:
        self.line.setText(str(folder))


def _column(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.SNUG)
    return layout
