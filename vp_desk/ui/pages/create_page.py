"""Make a vault: who for, a passphrase, and a recovery code that is written down and retyped.

The code cannot be selected or copied from the screen, so that it never is on the clipboard, and is out
of sight while it is retyped. Pasting into the line is possible: what can be pasted was already kept
somewhere, and people who cannot type well, or who use a password manager, are not shut out.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from vp_desk.desk import Desk, NewVault, check_new_passphrase
from vp_desk.errors import VpDeskError
from vp_desk.ui.doors import Doors
from vp_desk.ui.files import ask_folder
from vp_desk.ui.forms.inputs import SECRET
from vp_desk.ui.room import put_in_the_middle
from vp_desk.ui.secret_input import SecretInput
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, Waiting, button, card, label, row, set_look
from vp_desk.ui.workers import Progress, Workers

_GROUPS_IN_A_ROW = 3


class CreatePage(QWidget):
    """Three steps; the next one opens when the one before is right."""

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
        self._step_pages: list[QWidget] = []
        self._step_label = label("", "small")
        layout.addWidget(self._step_label)
        self._steps = QVBoxLayout()
        layout.addLayout(self._steps)
        layout.addWidget(self.bar)
        layout.addWidget(self._waiting)
        self._make_first()
        self._make_second()
        self._make_third()
        put_in_the_middle(frame, self)
        self._go(0)

    @property
    def unfinished(self) -> Desk | None:
        """A vault that was made but whose code was not yet retyped."""
        return self._new.desk if self._new else None

    def activate(self) -> None:
        """Ready to type."""
        self.organisation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, step: int) -> None:
        for number, page in enumerate(self._step_pages):
            page.setVisible(number == step)
        self._step_label.setText(f"Nieuwe kluis · stap {step + 1} van 3")
        self.bar.hide()

    def _add_step(self, page: QWidget) -> None:
        self._step_pages.append(page)
        self._steps.addWidget(page)

    # --- step 1: who for, where, passphrase ---

    def _make_first(self) -> None:
        page, layout = _step(
            "Een nieuwe kluis",
            "Eén kluis per organisatie. Alles wat u vastlegt, staat daar versleuteld in.",
        )
        self.organisation = QLineEdit()
        add_field(layout, "&Organisatie", self.organisation, "Zo staat zij straks op uw rapport.")
        self.organisation.textEdited.connect(self._suggest_place)
        self.place = QLineEdit()
        self._place_edited = False
        self.place.textEdited.connect(self._on_place_edited)
        choose = button("&Kiezen…", self._choose_place)
        choose.setAccessibleName("Map kiezen")
        add_field(
            layout, "&Map van de kluis", self.place, "Een nieuwe map op uw eigen schijf.", choose
        )
        self.passphrase = SecretInput("Wachtzin")
        add_field(
            layout,
            "&Wachtzin",
            self.passphrase,
            "Minstens 12 tekens. Vier of vijf losse woorden zijn sterk en goed te onthouden. Niemand "
            "anders hoort deze wachtzin te kennen.",
        )
        self.again = SecretInput("Wachtzin nog een keer")
        add_field(layout, "Wachtzin &nog een keer", self.again, "")
        self.next_button = button("&Verder", self._create, "primary")
        layout.addSpacing(Space.SNUG)
        layout.addLayout(
            row(button("&Annuleren", self.cancelled.emit, "quiet"), None, self.next_button)
        )
        for line in (self.organisation, self.place, self.passphrase.line, self.again.line):
            line.returnPressed.connect(self._create)
        self._add_step(page)

    @Slot()
    def _suggest_place(self) -> None:
        if not self._place_edited:
            kept = "".join(c if c.isalnum() else "-" for c in self.organisation.text().casefold())
            name = "-".join(part for part in kept.split("-") if part) or "kluis"
            self.place.setText(str(Path.home() / "VP-Desk" / name))

    @Slot()
    def _on_place_edited(self) -> None:
        self._place_edited = bool(self.place.text())

    @Slot()
    def _choose_place(self) -> None:
        ask_folder(self, "Kies een lege map voor de kluis", self._on_place)

    def _on_place(self, path: Path) -> None:
        self._place_edited = True
        self.place.setText(str(path))

    def _first_problem(self) -> tuple[QLineEdit, str] | None:
        if not self.organisation.text().strip():
            return self.organisation, "Vul de naam van de organisatie in."
        if not self.place.text().strip():
            return self.place, "Kies een map voor de kluis."
        try:
            check_new_passphrase(self.passphrase.line.text())
        except VpDeskError as error:
            return self.passphrase.line, str(error)
        if self.passphrase.line.text() != self.again.line.text():
            return self.again.line, "De twee wachtzinnen zijn niet gelijk. Typ de wachtzin opnieuw."
        return None

    @Slot()
    def _create(self) -> None:
        if not self.next_button.isEnabled():
            return
        problem = self._first_problem()
        for line in (self.organisation, self.place, self.passphrase.line, self.again.line):
            set_look(line, "invalid", problem is not None and problem[0] is line)
        if problem is not None:
            self.bar.say(problem[1], "error")
            problem[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        path = Path(self.place.text().strip()).expanduser()
        passphrase, organisation = self.passphrase.line.text(), self.organisation.text().strip()
        create = self._doors.create

        def work(progress: Progress) -> NewVault:
            del progress
            path.parent.mkdir(parents=True, exist_ok=True)
            return create(path, passphrase, organisation)

        self.bar.hide()
        self.next_button.setEnabled(False)
        self._waiting.begin("De kluis wordt gemaakt. Dat duurt met opzet even.")
        self._workers.start(work, self._on_created, self._on_failed)

    def _on_created(self, new: NewVault) -> None:
        self._new = new
        self._ready()
        self.passphrase.clear()
        self.again.clear()
        self._show_code(new.recovery_code)
        self._go(1)
        self.written_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- step 2: the recovery code ---

    def _make_second(self) -> None:
        page, layout = _step(
            "Uw herstelcode",
            "Vergeet u uw wachtzin, dan opent alleen deze code de kluis nog. Schrijf de code nu op "
            "papier en bewaar die op een veilige plek, niet op deze computer. De code wordt maar één "
            "keer getoond.",
        )
        self._code, code_layout = card()
        self._groups = QGridLayout()
        self._groups.setHorizontalSpacing(Space.S)
        self._groups.setVerticalSpacing(Space.M)
        code_layout.addLayout(self._groups)
        layout.addWidget(self._code)
        self.written_button = button("Ik heb de code &opgeschreven", self._ask_code, "primary")
        layout.addSpacing(Space.SNUG)
        layout.addLayout(row(None, self.written_button))
        self._add_step(page)

    def _show_code(self, code: str) -> None:
        groups = code.split("-")
        for number, group in enumerate(groups):
            place = divmod(number, _GROUPS_IN_A_ROW)
            part = label(group, "code")
            part.setAccessibleName(f"Groepje {number + 1}: {' '.join(group)}")
            part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._groups.addWidget(label(f"{number + 1}.", "small"), place[0], place[1] * 2)
            self._groups.addWidget(part, place[0], place[1] * 2 + 1)
            self._groups.setColumnStretch(place[1] * 2 + 1, 1)
        self._code.setAccessibleName(f"Herstelcode, {len(groups)} groepjes van vier tekens")
        # Screen readers get the code with the button that has the focus.
        spelled = "; ".join(" ".join(group) for group in groups)
        self.written_button.setAccessibleDescription(f"Herstelcode: {spelled}")

    # --- step 3: retype it ---

    def _make_third(self) -> None:
        page, layout = _step(
            "Typ de code over",
            "Zo weet u zeker dat uw briefje klopt. Streepjes en hoofdletters maken niet uit.",
        )
        self.retyped = QLineEdit()
        add_field(layout, "&Herstelcode", self.retyped, "")
        self.retyped.returnPressed.connect(self._confirm)
        self.confirm_button = button("&Klaar", self._confirm, "primary")
        layout.addSpacing(Space.SNUG)
        layout.addLayout(
            row(
                button("Toon de code nog &eens", self._show_again, "quiet"),
                None,
                self.confirm_button,
            )
        )
        self._add_step(page)

    @Slot()
    def _ask_code(self) -> None:
        self._go(2)
        self.retyped.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_again(self) -> None:
        self._go(1)
        self.written_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _confirm(self) -> None:
        if self._new is None or not self.confirm_button.isEnabled():
            return
        desk, typed = self._new.desk, self.retyped.text()

        def work(progress: Progress) -> None:
            del progress
            desk.confirm_recovery_code(typed)

        self.bar.hide()
        self.confirm_button.setEnabled(False)
        self._waiting.begin("De code wordt nagekeken.")
        self._workers.start(work, self._on_confirmed, self._on_failed)

    def _on_confirmed(self, _: None) -> None:
        new, self._new = self._new, None
        self._ready()
        if new is not None:
            self.made.emit(new.desk)

    def _on_failed(self, error: Exception) -> None:
        self._ready()
        show_error(self, error)

    def _ready(self) -> None:
        self._waiting.hide()
        self.next_button.setEnabled(True)
        self.confirm_button.setEnabled(True)


def _step(title: str, lead: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.SNUG)
    layout.addWidget(label(title, "title"))
    layout.addWidget(label(lead, "muted", wrap=True))
    layout.addSpacing(Space.S)
    return page, layout


def add_field(
    layout: QVBoxLayout, words: str, widget: QWidget, help_text: str, beside: QWidget | None = None
) -> None:
    """Add a line with its name above it and its help below it."""
    name = QLabel(words)
    name.setProperty("role", "label")
    target = widget.line if isinstance(widget, SecretInput) else widget
    name.setBuddy(target)
    target.setAccessibleName(words.replace("&", ""))
    target.setAccessibleDescription(help_text)
    if isinstance(widget, QLineEdit):  # a secret has hints of its own
        widget.setInputMethodHints(SECRET)
    layout.addWidget(name)
    if beside is None:
        layout.addWidget(widget)
    else:
        parts = row(widget, beside)
        parts.setStretch(0, 1)
        layout.addLayout(parts)
    if help_text:
        layout.addWidget(label(help_text, "small", wrap=True))
    layout.addSpacing(Space.XS)
