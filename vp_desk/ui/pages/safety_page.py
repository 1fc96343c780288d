"""How safe the vault is, in plain words: what needs doing first, then where it is and what protects it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from vp_desk.desk import (
    NOT_PROTECTED,
    PROTECTED,
    Attention,
    Backup,
    Desk,
    Remedy,
    SafetyState,
    TrailEntry,
    attention,
    second_place_warning,
)
from vp_desk.dutch import day_label, size_label
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.safety.access import CodeTest, KeyReplacement, NewCode
from vp_desk.ui.pages.safety.parts import AttentionCard, Facts, MarkedLines
from vp_desk.ui.pages.safety.trail_card import TrailList
from vp_desk.ui.recovery_code import RecoveryCodePanel
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import Waiting, button, card, label
from vp_desk.ui.workers import Newest, Progress, Workers

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read beside the window."""

    state: SafetyState
    attention: tuple[Attention, ...]
    trail: tuple[TrailEntry, ...]


class SafetyPage(Page):
    """One calm page; what takes long is done beside the window, one thing at a time."""

    help = "veiligheid"

    passphrase_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, desk: Desk, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Veiligheid")
        self._desk, self._workers, self._today = desk, workers, today
        self._reading, self._focus_wanted = Newest(workers), False
        self._busy = False
        self._waiting = Waiting()
        self.attention = AttentionCard(self._act)
        self.content.addWidget(self._waiting)
        self.content.addWidget(self.attention)
        self._make_backups()
        self._make_access()
        self._make_limits()
        self._make_log()
        self.content.addStretch(1)

    @property
    def busy(self) -> bool:
        """Whether something goes on that was asked for here."""
        return self._busy

    def activate(self) -> None:
        """Show how it stands now."""
        self.backup_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read(focus=True)

    def put_away(self) -> bool:
        """Secrets do not wait on a page out of sight."""
        self.code_test.end()
        self.key.end()
        return True

    def leave(self, then: Callable[[], None]) -> None:
        """Nothing here is lost, but a new recovery code that was not yet written down is asked about."""
        if not self.new_code.isHidden():
            self.bar.ask(
                "U hebt de nieuwe herstelcode nog niet overgetypt. Zonder deze code helpt niemand u als u uw "
                "wachtzin vergeet.",
                {"Hier blijven": self.bar.hide, "Toch weggaan": then},
            )
            return
        self.put_away()
        then()

    # --- its parts ---

    def _make_backups(self) -> None:
        layout = self._card("Uw gegevens en reservekopieën")
        self.facts = Facts()
        layout.addWidget(self.facts)
        self.backup_button = button("Nu een &reservekopie maken", self.back_up)
        self.second_button = button("&Tweede plaats kiezen…", self.choose_second)
        self.to_second_button = button("Kopie naar de tweede &plaats", self.back_up_to_second)
        self.drill_button = button("Terugzetten &nagaan", self.drill)
        self.drill_button.setToolTip(
            "De nieuwste reservekopie openen en nakijken, zonder iets terug te zetten"
        )
        self.restore_button = button("Reservekopie terugzetten…", self.restore_wanted.emit)
        self._buttons: list[QPushButton] = [
            self.backup_button,
            self.to_second_button,
            self.second_button,
            self.drill_button,
            self.restore_button,
        ]
        self._backup_columns = Columns(210, 3)
        for made in self._buttons:
            self._backup_columns.add(made)
        layout.addWidget(self._backup_columns)

    def _make_access(self) -> None:
        layout = self._card("Wie erin kan")
        self.access = Facts()
        layout.addWidget(self.access)
        self.test_button = button("&Herstelcode testen…", self.test_code)
        self.passphrase_button = button("&Wachtzin wijzigen…", self.passphrase_wanted.emit)
        self.key_button = button("&Sleutel vervangen…", self.replace_key)
        access = [self.test_button, self.passphrase_button, self.key_button]
        self._buttons += access
        columns = Columns(210, 3)
        for made in access:
            columns.add(made)
        layout.addWidget(columns)
        self.code_test, self.key = CodeTest(), KeyReplacement()
        self.new_code = NewCode(RecoveryCodePanel(self._workers, self._desk.confirm_recovery_code))
        self.code_test.wanted.connect(self._test_code)
        self.key.wanted.connect(self._replace_key)
        self.new_code.panel.confirmed.connect(self._read)
        for part in (self.code_test, self.key, self.new_code):
            layout.addWidget(part)

    def _make_limits(self) -> None:
        layout = self._card("Waartegen uw kluis beschermt")
        columns = Columns(300, 2)
        columns.add(MarkedLines("Wel", "check", PROTECTED))
        columns.add(MarkedLines("Niet", "close", NOT_PROTECTED))
        layout.addWidget(columns)

    def _make_log(self) -> None:
        layout = self._card("Logboek")
        layout.addWidget(
            label(
                "Wanneer de kluis openging en wat ermee gebeurde. Er staat niets uit uw zaken in, en een regel "
                "kan niet ongemerkt worden gewijzigd of weggehaald.",
                "muted",
                wrap=True,
            )
        )
        self.log = TrailList()
        layout.addWidget(self.log)

    def _card(self, title: str) -> QVBoxLayout:
        frame, layout = card()
        layout.setSpacing(Space.M)
        layout.addWidget(label(title, "heading"))
        self.content.addWidget(frame)
        return layout

    # --- how it stands ---

    @Slot()
    def _read(self, *, focus: bool = False) -> None:
        desk, today = self._desk, self._today()

        def read(_: Progress) -> _Seen:
            state = desk.safety.state(today)
            found = attention(state, today, overdue=desk.safety.overdue)
            return _Seen(state, found, desk.safety.trail())

        self._focus_wanted = self._focus_wanted or focus
        self._reading.ask(read, self._on_read, self._on_failed)

    def _on_read(self, seen: _Seen) -> None:
        state = seen.state
        self.attention.show_state(seen.attention)
        self.facts.show_facts(
            {
                "Map van de kluis": state.folder,
                "Grootte": size_label(state.size),
                "Laatste reservekopie": _day(state.newest_backup),
                "Tweede plaats": state.second_place or "nog niet gekozen",
                "Laatste kopie daar": _day(state.second_backup),
                "Terugzetten nagegaan": _day(state.last_drill),
            }
        )
        chosen = state.second_place is not None
        self._backup_columns.show_only(lambda part: chosen or part is not self.to_second_button)
        self.access.show_facts(
            {
                "Wachtzin gewijzigd": _day(state.passphrase_changed),
                "Herstelcode getest": _day(state.code_tested),
            }
        )
        self.log.show_entries(seen.trail)
        first = next(iter(self.attention.buttons.values()), None)
        if self._focus_wanted and first is not None and self.backup_button.hasFocus():
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_wanted = False

    # --- what can be done ---

    def _act(self, remedy: Remedy) -> None:
        {
            Remedy.RESTORE: self.restore_wanted.emit,
            Remedy.BACK_UP: self.back_up,
            Remedy.CHOOSE_SECOND: self.choose_second,
            Remedy.BACK_UP_TO_SECOND: self.back_up_to_second,
            Remedy.DRILL: self.drill,
            Remedy.TEST_CODE: self.test_code,
        }[remedy]()

    @Slot()
    def back_up(self) -> None:
        """Make a backup beside the vault."""
        safety = self._desk.safety

        def work(progress: Progress) -> Backup:
            return safety.back_up(progress)

        self._start("De reservekopie wordt gemaakt en nagekeken.", work, self._on_backed_up)

    def _on_backed_up(self, _: Backup) -> None:
        self._say_done("De reservekopie is gemaakt en nagekeken.")

    @Slot()
    def choose_second(self) -> None:
        """Ask for a folder on a stick or another disk."""
        ask_folder(self, "Kies een map op een stick of een andere schijf", self.set_second)

    def set_second(self, place: Path) -> None:
        """Take a folder as the second place, and make the first backup there."""
        safety = self._desk.safety

        def work(progress: Progress) -> Backup:
            safety.set_second_place(place)
            return safety.back_up_to_second(progress)

        self._start("De reservekopie wordt gemaakt en nagekeken.", work, self._on_second_made)

    @Slot()
    def back_up_to_second(self) -> None:
        """Make a backup on the second place."""
        self._start(
            "De reservekopie wordt gemaakt en nagekeken.",
            self._desk.safety.back_up_to_second,
            self._on_second_made,
        )

    def _on_second_made(self, made: Backup) -> None:
        warning = second_place_warning(made.path.parent.parent, self._desk.path)
        self._say_done("Op de tweede plaats staat nu een reservekopie.", warning)

    @Slot()
    def drill(self) -> None:
        """Open the newest backup as if it had to be put back."""
        self._start(
            "De nieuwste reservekopie wordt geopend en nagekeken.",
            self._desk.safety.drill,
            self._on_drilled,
        )

    def _on_drilled(self, backup: Backup) -> None:
        self._say_done(
            f"De reservekopie van {day_label(backup.day)} is gaaf: alles wat erin hoort, staat erin."
        )

    @Slot()
    def test_code(self) -> None:
        """Ask for the recovery code."""
        self.key.end()
        self.code_test.begin()

    @Slot(str)
    def _test_code(self, typed: str) -> None:
        safety = self._desk.safety

        def work(_: Progress) -> None:
            safety.test_code(typed)

        self._start("De code wordt nagekeken.", work, self._on_code_tested)

    def _on_code_tested(self, _: None) -> None:
        self.code_test.end()
        self._say_done("De herstelcode klopt: met uw briefje kunt u deze kluis openen.")

    @Slot()
    def replace_key(self) -> None:
        """Tell what a new key does, and ask for the passphrase."""
        self.code_test.end()
        self.key.begin()

    @Slot(str)
    def _replace_key(self, passphrase: str) -> None:
        safety = self._desk.safety

        def work(progress: Progress) -> str | None:
            return safety.rotate_key(passphrase, progress)

        self._start("De kluis wordt opnieuw versleuteld.", work, self._on_replaced)

    def _on_replaced(self, code: str | None) -> None:
        self.key.end()
        self._say_done("De sleutel is vervangen, en er is een nieuwe reservekopie gemaakt.")
        if code is not None:
            self.new_code.begin(code)

    def _start(self, words: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        if self._busy:
            return
        self._set_busy(busy=True)
        self.bar.hide()
        self._waiting.begin(words)
        self._workers.start(work, done, self._on_failed, self._waiting.progress)

    def _say_done(self, words: str, warning: str = "") -> None:
        self._set_busy(busy=False)
        self.bar.say(f"{words} {warning}".strip(), "warning" if warning else "success")
        self.said.emit(words)
        self._read()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        show_error(self, error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for made in self._buttons:
            made.setEnabled(not busy)
        if not busy:
            self._waiting.hide()


def _day(day: date | None) -> str:
    return "nog nooit" if day is None else day_label(day)
