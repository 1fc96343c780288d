"""Put a backup back: which one, what opens it, and where to. Works without a vault that can be read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import Backup, Desk, Restored, backups_of
from vp_desk.dutch import count, listing, number
from vp_desk.ui.doors import Doors
from vp_desk.ui.pages.restoring.choices import BackupChoice, OpeningChoice, PlaceChoice
from vp_desk.ui.recovery_code import RecoveryCodePanel
from vp_desk.ui.room import put_in_the_middle
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, label, row
from vp_desk.ui.workers import Progress, Workers


class RestorePage(QWidget):
    """The question, the new recovery code when there is one, and what came back."""

    help = "terugzetten"

    #: The open `Desk`, and whether to go to what left the vault.
    finished = Signal(object, bool)
    cancelled = Signal()

    def __init__(
        self, doors: Doors, workers: Workers, vault: Path | None, second: Path | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._doors, self._workers, self._vault = doors, workers, vault
        self._second = second
        self._restored: Restored | None = None
        frame, layout = card(self)
        frame.setFixedWidth(scaled(Size.CARD_WIDE))
        layout.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        self.asking, self.telling = QWidget(), QWidget()
        self.code = RecoveryCodePanel(workers, self._prove)
        self.code.confirmed.connect(self._tell)
        self.bar = Bar()
        self._waiting = Waiting()
        self._make_asking()
        self._make_telling()
        for part in (self.asking, self.code, self.telling, self.bar, self._waiting):
            layout.addWidget(part)
        self._show_part(self.asking)
        put_in_the_middle(frame, self)
        self._look()

    @property
    def unfinished(self) -> Desk | None:
        """A vault that was put back and not yet gone on with."""
        return self._restored.desk if self._restored else None

    def activate(self) -> None:
        """Ready to choose."""
        self.backups.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- which, with what, where to ---

    def _make_asking(self) -> None:
        layout = _column(self.asking)
        layout.addWidget(label("Een reservekopie terugzetten", "title"))
        layout.addWidget(
            label(
                "U krijgt de kluis terug zoals zij was toen de kopie werd gemaakt. Wat er nu staat, wordt niet "
                "weggegooid.",
                "muted",
                wrap=True,
            )
        )
        layout.addSpacing(Space.S)
        self.backups = BackupChoice()
        self.backups.folder_chosen.connect(self.look_in)
        self.opening = OpeningChoice(self._workers)
        self.opening.submitted.connect(self.restore)
        self.place = PlaceChoice(self._vault)
        for part in (self.backups, self.opening, self.place):
            layout.addWidget(part)
        self.restore_button = button("&Terugzetten", self.restore, "primary")
        self._cancel_button = button("&Annuleren", self.cancelled.emit, "quiet")
        layout.addSpacing(Space.SNUG)
        layout.addLayout(row(self._cancel_button, None, self.restore_button))

    def _look(self) -> None:
        """Look for backups beside the window: a stick may take its time."""
        places = [place for place in (self._vault, self._second) if place is not None]

        def read(_: Progress) -> list[Backup]:
            return [backup for place in places for backup in backups_of(place)]

        self._workers.start(read, self.backups.add, self._on_failed)

    @Slot(object)
    def look_in(self, folder: Path) -> None:
        """Add the backups of another folder."""

        def read(_: Progress) -> list[Backup]:
            return list(backups_of(folder))

        self._workers.start(read, self._on_looked, self._on_failed)

    def _on_looked(self, found: list[Backup]) -> None:
        if found:
            self.bar.hide()
            self.backups.add(found)
        else:
            self.bar.say(
                "In die map staat geen reservekopie van VP-Desk. Kies de map van de kluis, of de map op de "
                "stick die u als tweede plaats koos.",
                "warning",
            )

    @Slot()
    def restore(self) -> None:
        """Look at what was chosen and do it."""
        if not self.restore_button.isEnabled():
            return
        backup, into = self.backups.chosen, self.place.folder
        problem = ""
        if backup is None:
            problem = "Kies eerst een reservekopie. Staat die er niet bij, zoek dan een andere map."
            self.activate()
        elif into is None:
            problem = "Kies een map om de kluis in terug te zetten."
            self.place.activate()
        if backup is None or into is None:
            self.bar.say(problem, "error")
            return
        if not self.opening.check():
            return
        self.bar.hide()
        self._set_ready(ready=False)
        self._waiting.begin("De reservekopie wordt nagekeken en teruggezet.")
        self._workers.start(
            self._work(backup.path, into),
            self._on_restored,
            self._on_failed,
            self._waiting.progress,
        )

    def _work(self, backup: Path, into: Path) -> Callable[[Progress], Restored]:
        doors, secrets, by_code = self._doors, self.opening.secrets, self.opening.by_code

        def work(progress: Progress) -> Restored:
            into.parent.mkdir(parents=True, exist_ok=True)
            if by_code:
                return doors.restore_with_code(backup, into, secrets, progress)
            return doors.restore(backup, into, secrets[0], progress)

        return work

    def _on_failed(self, error: Exception) -> None:
        self._set_ready(ready=True)
        show_error(self, error)

    def _set_ready(self, *, ready: bool) -> None:
        for made in (self.restore_button, self._cancel_button):
            made.setEnabled(ready)
        if ready:
            self._waiting.hide()

    # --- what came back ---

    def _make_telling(self) -> None:
        layout = _column(self.telling)
        layout.addWidget(label("De kluis is teruggezet", "title"))
        self.told = label("", wrap=True)
        layout.addWidget(self.told)
        self.open_button = button("Kluis &openen", self._open, "primary")
        self.released_button = button("Naar &Uitgegeven", self._open_released)
        layout.addSpacing(Space.SNUG)
        layout.addLayout(row(None, self.released_button, self.open_button))

    def _on_restored(self, restored: Restored) -> None:
        self._restored = restored
        self._set_ready(ready=True)
        self.opening.clear()
        if restored.recovery_code is None:
            self._tell()
            return
        self._show_part(self.code)
        self.code.show_code(restored.recovery_code)

    def _prove(self, typed: str) -> None:
        if self._restored is not None:
            self._restored.desk.confirm_recovery_code(typed)

    @Slot()
    def _tell(self) -> None:
        if self._restored is None:
            return
        restored = self._restored
        missing = restored.desk.released.missing()
        self.told.setText(told_words(restored, missing))
        self.released_button.setVisible(bool(missing))
        self._show_part(self.telling)
        target = self.released_button if missing else self.open_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open(self) -> None:
        self._finish(to_released=False)

    @Slot()
    def _open_released(self) -> None:
        self._finish(to_released=True)

    def _finish(self, *, to_released: bool) -> None:
        restored, self._restored = self._restored, None
        if restored is not None:
            self.finished.emit(restored.desk, to_released)

    def _show_part(self, part: QWidget) -> None:
        for each in (self.asking, self.code, self.telling):
            each.setVisible(each is part)
        self.bar.hide()


def told_words(restored: Restored, missing: tuple[int, ...]) -> str:
    """What came back, and what did not."""
    from vp_desk.selection import Selection  # noqa: PLC0415 - with the open vault only

    cases = restored.desk.count_cases(Selection())
    parts = [f"Er staan {count(cases, 'zaak', 'zaken')} in, en alles is nagekeken."]
    if restored.kept_aside is not None:
        parts.append(
            f"De bestanden die er stonden, zijn bewaard in {restored.kept_aside}. Ze blijven versleuteld; "
            "u mag ze weggooien, en na een jaar doet het programma dat."
        )
    if restored.taken_over:
        what = count(restored.taken_over, "uitgifte", "uitgiften")
        parts.append(f"Daaruit is overgenomen wat u na deze kopie uitgaf: {what}.")
    if missing:
        numbers = listing([number(each) for each in missing])
        parts.append(
            f"Na deze kopie is er nog iets uitgegeven dat nu ontbreekt: nummer {numbers}. Zolang dat zo is, "
            "kunt u niets uitgeven. Ga naar Uitgegeven om het op te lossen."
        )
    return "\n\n".join(parts)


def _column(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.SNUG)
    return layout
