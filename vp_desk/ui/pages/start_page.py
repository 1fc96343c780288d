"""Open a vault: the first thing on the screen. Made of little, to be there at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vp_desk.ui.doors import Doors
from vp_desk.ui.icons import IconLabel, IconOnlyButton
from vp_desk.ui.remembered import Remembered
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, label, row
from vp_desk.ui.workers import Progress, Workers

if TYPE_CHECKING:  # nothing of the vault is loaded before the first paint
    from vp_desk.desk import Desk


class StartPage(QWidget):
    """Choose a vault, type the passphrase."""

    help = "start"

    #: The open `Desk`, and whether the recovery code opened it: then a new passphrase is due.
    opened = Signal(object, bool)
    create_wanted = Signal()
    practice_wanted = Signal()
    #: Path of the vault of which a backup is to be put back; None = none was chosen.
    restore_wanted = Signal(object)
    #: Path of a vault that must be taken off the list.
    forgotten = Signal(object)

    def __init__(self, doors: Doors, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._doors, self._workers = doors, workers
        self._vault: Path | None = None
        self._by_code = False
        frame, layout = card(self)
        frame.setFixedWidth(scaled(Size.CARD))
        layout.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        layout.setSpacing(Space.M)
        logo = IconLabel("logo", Space.XXL, QPalette.ColorRole.Link)
        layout.addLayout(row(logo, label("VP-Desk", "title"), None, spacing=Space.S))
        self._lead = label("", "muted", wrap=True)
        layout.addWidget(self._lead)
        layout.addWidget(self._make_vault_line())
        self._secret_label = QLabel("&Wachtzin")
        self._secret_label.setProperty("role", "label")
        self.secret = SecretInput("Wachtzin")
        self.secret.line.returnPressed.connect(self._open)
        self._secret_label.setBuddy(self.secret.line)
        self.bar = Bar()
        self._waiting = Waiting()
        self.open_button = button("Kluis openen", self._open, "primary")
        self.by_code_button = button("", self._swap, "link")
        self.create_button = button("&Nieuwe kluis maken", self.create_wanted.emit, "link")
        self._unlock = QWidget()
        unlock = QVBoxLayout(self._unlock)
        unlock.setContentsMargins(0, Space.SNUG, 0, 0)
        unlock.setSpacing(Space.SNUG)
        for part in (self._secret_label, self.secret, self.bar, self._waiting):
            unlock.addWidget(part)
        unlock.addSpacing(Space.XS)
        unlock.addWidget(self.open_button)
        layout.addWidget(self._unlock)
        layout.addLayout(row(self.create_button, None, self.by_code_button))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, frame, None))  # an alignment would ignore the height of its words
        outer.addSpacing(Space.S)
        self.practice_button = button(
            "&Oefenen met een voorbeeld", self.practice_wanted.emit, "link"
        )
        self.restore_button = button("&Reservekopie terugzetten…", self._restore, "link")
        outer.addLayout(row(None, self.practice_button, self.restore_button, None))
        outer.addSpacing(Space.XS)
        promise = "Uw kluis staat alleen op deze computer. Dit programma gebruikt geen internet."
        outer.addLayout(row(None, label(promise, "small"), None))
        outer.addStretch(3)
        self._set_by_code(by_code=False)

    def _make_vault_line(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "bar")
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        layout.setSpacing(Space.M)
        self._name = label("")
        self._place = label("", "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._place)
        layout.addWidget(IconLabel("lock", Size.ICON, QPalette.ColorRole.Link))
        layout.addLayout(words, 1)
        self.others_button = IconOnlyButton("Andere kluis kiezen", "chevron-down")
        self.others_button.setToolTip("Andere kluis kiezen (Alt+K)")
        self.others_button.clicked.connect(self._choose)
        layout.addWidget(self.others_button)
        return frame

    def show_vaults(self, remembered: Remembered, vault: Path | None = None) -> None:
        """Offer the vaults that this computer knows; `vault` is the one to open now."""
        self._known = remembered.vaults
        first = vault or next(iter(self._known), None)
        self._select(first)

    def add_shortcuts(self) -> None:
        """Keys that can wait until the page is on the screen: see `theme` on what they cost."""
        self.others_button.setShortcut("Alt+K")

    def greet(self, words: str) -> None:
        """Say why the vault was locked, if that is news."""
        if words:
            self.bar.say(words)

    def activate(self) -> None:
        """Ready to type."""
        target = self.secret.line if self._vault else self.create_button
        target.setFocus()

    def _select(self, vault: Path | None) -> None:
        self._vault = vault
        self._unlock.setVisible(vault is not None)
        self.by_code_button.setVisible(vault is not None)
        self.bar.hide()
        if vault is None:
            self._lead.setText("Welkom. Maak een nieuwe kluis, of open een kluis die u al hebt.")
            self._name.setText("Geen kluis gekozen")
            self._place.setText("Kies de map van uw kluis")
        else:
            self._lead.setText("Goed dat u er bent. Open uw kluis om verder te gaan.")
            self._name.setText(vault.name)
            folder = str(vault.parent)
            self._place.setText(folder if len(folder) < 44 else f"…{folder[-42:]}")
            self._place.setToolTip(folder)

    @Slot()
    def _choose(self) -> None:
        from vp_desk.ui.vault_menu import VaultMenu  # noqa: PLC0415 (not before first paint)

        menu = VaultMenu(self._known, self._vault, self)
        menu.chosen.connect(self._on_chosen)
        menu.other_wanted.connect(self._choose_folder)
        menu.forgotten.connect(self.forgotten)
        corner = self.others_button.mapToGlobal(QPoint(0, self.others_button.height() + 4))
        menu.popup(corner)

    @Slot()
    def _choose_folder(self) -> None:
        from vp_desk.ui.files import ask_folder  # noqa: PLC0415 (not before first paint)

        ask_folder(self, "Kies de map van uw kluis", self._on_chosen)

    @Slot(object)
    def _on_chosen(self, vault: Path) -> None:
        self._select(vault)
        self.activate()

    @Slot()
    def _restore(self) -> None:
        self.restore_wanted.emit(self._vault)

    @Slot()
    def _swap(self) -> None:
        self._set_by_code(by_code=not self._by_code)
        self.activate()

    def _set_by_code(self, *, by_code: bool) -> None:
        self._by_code = by_code
        self.secret.clear()
        self.bar.hide()
        words = "Herstelcode" if by_code else "Wachtzin"
        self._secret_label.setText(f"&{words}")
        self.secret.set_words(words)
        self.secret.set_shown(shown=by_code)
        self.by_code_button.setText("Toch met de wachtzin" if by_code else "Wachtzin &vergeten?")

    @Slot()
    def _open(self) -> None:
        vault, secret = self._vault, self.secret.line.text()
        if vault is None or not self.open_button.isEnabled():
            return
        if not secret:
            self.bar.say(f"Typ eerst uw {self._secret_label.text()[1:].casefold()}.", "warning")
            self.secret.line.setFocus()
            return
        self.bar.hide()
        self.open_button.setEnabled(False)
        self._waiting.begin("De kluis gaat open. Dat duurt met opzet even.")
        door = self._doors.open_with_code if self._by_code else self._doors.open

        def work(progress: Progress) -> "Desk":
            del progress
            return door(vault, secret)

        self._workers.start(work, self._on_opened, self._on_failed)

    def _on_opened(self, desk: "Desk") -> None:
        by_code = self._by_code
        self._ready()
        self._set_by_code(by_code=False)
        self.opened.emit(desk, by_code)

    def _on_failed(self, error: Exception) -> None:
        from vp_desk.desk import wants_restoring  # noqa: PLC0415 (not before first paint)
        from vp_desk.ui.show_error import show_error  # noqa: PLC0415 (not before first paint)

        self._ready()
        if self._vault is not None and wants_restoring(error, self._vault):
            self.bar.ask(str(error), {"Terugzetten…": self._restore}, "error")
            return
        show_error(self, error)
        self.secret.line.setFocus()
        self.secret.line.selectAll()

    def _ready(self) -> None:
        self._waiting.hide()
        self.open_button.setEnabled(True)
