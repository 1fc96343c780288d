"""The first-run guide: who for and where, passphrase, recovery code, a second place, how long a case is kept.

The vault is made once there is a passphrase. Going back keeps what was typed; what was made stays made.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vp_desk.desk import Desk, NewVault
from vp_desk.errors import VpDeskError
from vp_desk.ui.doors import Doors
from vp_desk.ui.new_passphrase import NewPassphrase
from vp_desk.ui.pages.guide.place_step import PlaceStep
from vp_desk.ui.pages.guide.retention_step import RetentionStep
from vp_desk.ui.pages.guide.second_step import SecondStep
from vp_desk.ui.pages.guide.step import Step
from vp_desk.ui.recovery_code import RecoveryCodePanel
from vp_desk.ui.room import put_in_the_middle
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, label
from vp_desk.ui.workers import Progress, Workers


class CreatePage(QWidget):
    """One question at a time; the next one opens when the one before is answered."""

    help = "nieuwe-kluis"

    made = Signal(object)
    cancelled = Signal()

    def __init__(self, doors: Doors, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._doors, self._workers = doors, workers
        self._new: NewVault | None = None
        frame, layout = card(self)
        frame.setFixedWidth(scaled(Size.CARD_WIDE))
        layout.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        self.bar = Bar()
        self._waiting = Waiting()
        self._step_label = label("", "small")
        layout.addWidget(self._step_label)
        steps = QVBoxLayout()
        layout.addLayout(steps)
        layout.addWidget(self.bar)
        layout.addWidget(self._waiting)
        self.first, self.second = self._make_first(), self._make_second()
        self.code = RecoveryCodePanel(workers, self._prove)
        self.code.confirmed.connect(self._on_code_confirmed)
        self.backups, self.retention = self._make_backups(), self._make_retention()
        self._steps = (self.first, self.second, self.code, self.backups, self.retention)
        for step in self._steps:
            steps.addWidget(step)
        put_in_the_middle(frame, self)
        self._go(self.first)

    @property
    def unfinished(self) -> Desk | None:
        """A vault that was made while the guide was not gone through to the end."""
        return self._new.desk if self._new else None

    def activate(self) -> None:
        """Ready to type."""
        self.first.activate()

    def _go(self, step: QWidget) -> None:
        for each in self._steps:
            each.setVisible(each is step)
        number = self._steps.index(step) + 1
        self._step_label.setText(f"Nieuwe kluis · stap {number} van {len(self._steps)}")
        self.bar.hide()

    # --- step 1: who for, where ---

    def _make_first(self) -> PlaceStep:
        step = PlaceStep(self._workers)
        step.end("&Annuleren", self.cancelled.emit, "Ver&der", self._on_placed)
        for line in (step.organisation, step.place):
            line.returnPressed.connect(self._on_placed)
        return step

    @Slot()
    def _on_placed(self) -> None:
        problem = self.first.problem()
        if problem:
            self.bar.say(problem, "error")
            return
        self._go(self.second)
        self.second.activate()

    # --- step 2: the passphrase; then the vault is made ---

    def _make_second(self) -> "_PassphraseStep":
        step = _PassphraseStep(self._workers, self._known_words)
        step.end("&Terug", self._to_first, "Ver&der", self._create)
        step.secret.submitted.connect(self._create)
        return step

    def _known_words(self) -> Sequence[str]:
        return (self.first.organisation.text(), self.first.folder.name)

    @Slot()
    def _to_first(self) -> None:
        self._go(self.first)
        self.first.activate()

    @Slot()
    def _create(self) -> None:
        if not self.second.next_button.isEnabled() or not self.second.secret.check():
            return
        path, passphrase = self.first.folder, self.second.secret.value
        organisation = self.first.organisation.text().strip()
        create = self._doors.create

        def work(progress: Progress) -> NewVault:
            del progress
            path.parent.mkdir(parents=True, exist_ok=True)
            return create(path, passphrase, organisation)

        self.bar.hide()
        self._set_ready(ready=False)
        self._waiting.begin("De kluis wordt gemaakt. Dat duurt met opzet even.")
        self._workers.start(work, self._on_created, self._on_failed)

    def _on_created(self, new: NewVault) -> None:
        self._new = new
        self._set_ready(ready=True)
        self.second.secret.clear()
        self.backups.set_vault(new.desk.path)
        self._go(self.code)
        self.code.show_code(new.recovery_code)

    def _on_failed(self, error: Exception) -> None:
        self._set_ready(ready=True)
        show_error(self, error)

    def _set_ready(self, *, ready: bool) -> None:
        if ready:
            self._waiting.hide()
        for step in (self.second, self.backups):
            step.next_button.setEnabled(ready)
            step.back_button.setEnabled(ready)
        self.later_button.setEnabled(ready)

    # --- step 3: the recovery code ---

    def _prove(self, typed: str) -> None:
        if self._new is not None:
            self._new.desk.confirm_recovery_code(typed)

    @Slot()
    def _on_code_confirmed(self) -> None:
        self._to_backups()

    # --- step 4: a second place for backups ---

    def _make_backups(self) -> SecondStep:
        step = SecondStep()
        self.later_button = button("&Later", self._to_retention)
        step.end("&Terug", self._to_code, "Ver&der", self._choose_second, self.later_button)
        step.place.returnPressed.connect(self._choose_second)
        return step

    @Slot()
    def _to_code(self) -> None:
        self._go(self.code)
        self.code.activate()

    @Slot()
    def _to_backups(self) -> None:
        self._go(self.backups)
        self.backups.activate()

    @Slot()
    def _choose_second(self) -> None:
        problem = self.backups.problem()
        if problem or self._new is None or not self.backups.next_button.isEnabled():
            self.bar.say(problem or "Even geduld.", "error")
            return
        safety, place = self._new.desk.safety, self.backups.folder

        def work(progress: Progress) -> None:
            safety.set_second_place(place)
            safety.back_up_to_second(progress)

        self.bar.hide()
        self._set_ready(ready=False)
        self._waiting.begin("De eerste reservekopie wordt gemaakt en nagekeken.")
        self._workers.start(work, self._on_second_chosen, self._on_failed)

    def _on_second_chosen(self, _: None) -> None:
        self._set_ready(ready=True)
        self._to_retention()

    # --- the last step: how long a case is kept ---

    def _make_retention(self) -> RetentionStep:
        step = RetentionStep()
        step.end("&Terug", self._to_backups, "&Klaar", self._finish)
        return step

    @Slot()
    def _to_retention(self) -> None:
        self._go(self.retention)
        self.retention.activate()

    @Slot()
    def _finish(self) -> None:
        if self._new is None:
            return
        desk = self._new.desk
        try:
            desk.change_settings(
                replace(desk.settings, retention_years=self.retention.choice.years)
            )
        except VpDeskError as error:
            show_error(self, error)
            return
        self._new = None
        self.made.emit(desk)


class _PassphraseStep(Step):
    """A passphrase of her own, or five words."""

    def __init__(self, workers: Workers, known: Callable[[], Sequence[str]]) -> None:
        super().__init__(
            "Uw wachtzin",
            "Hiermee opent u de kluis. Die zin wordt nergens bewaard: zonder wachtzin of herstelcode opent "
            "niemand de kluis, ook de maker van dit programma niet.",
        )
        self.secret = NewPassphrase(workers, known=known)
        self.content.addWidget(self.secret)

    def activate(self) -> None:
        """Ready to type."""
        self.secret.activate()
