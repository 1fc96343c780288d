"""The cases that are one matter with this one ("zelfde kwestie")."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from vp_desk.desk import Desk
from vp_desk.records import Case, CaseCode
from vp_desk.taxonomy import Lists
from vp_desk.ui.forms.case_picker import CasePicker
from vp_desk.ui.widgets import button, card, clear_layout, label, row
from vp_desk.ui.workers import Workers


class CaseMatters(QWidget):
    """Links to the other cases; several people who come about one thing count as one matter."""

    open_wanted = Signal(str)
    linked = Signal(str)
    unlinked = Signal()

    def __init__(self, desk: Desk, workers: Workers, code: CaseCode) -> None:
        super().__init__()
        self._code = code
        self._buttons: dict[QPushButton, CaseCode] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card()
        outer.addWidget(frame)
        layout.addWidget(label("Zelfde kwestie", "heading"))
        layout.addWidget(
            label(
                "Komen er meer mensen over hetzelfde? Ieder heeft een eigen zaak. Koppel die zaken, dan "
                "telt het rapport ze ook als één kwestie.",
                "muted",
                wrap=True,
            )
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        layout.addLayout(self._lines)
        name = QLabel("Koppel aan zaak", frame)
        name.setProperty("role", "label")
        self.picker = CasePicker(desk, workers, "typ een paar letters van een code, type of maand")
        self.picker.setAccessibleName("Koppel aan zaak")
        self.picker.chosen.connect(self._on_chosen)
        name.setBuddy(self.picker)
        self.unlink_button = button("Loskoppelen", self.unlinked.emit, "quiet")
        layout.addWidget(name)
        layout.addLayout(row(self.picker, self.unlink_button))

    def show_cases(self, cases: Sequence[Case], lists: Lists) -> None:
        """Show the other cases of the matter."""
        clear_layout(self._lines)
        self._buttons = {}
        for case in cases:
            words = f"{case.code} · {lists.types.label_of(case.types[0])} · {case.month.label}"
            made = button(words, self._on_pressed, "link")
            made.setAccessibleName(f"Open zaak {words}")
            self._buttons[made] = case.code
            self._lines.addLayout(row(made, None))
        self.unlink_button.setVisible(bool(cases))
        self.picker.show_case(None)

    @Slot()
    def _on_pressed(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton) and pressed in self._buttons:
            self.open_wanted.emit(self._buttons[pressed])

    @Slot(str)
    def _on_chosen(self, code: str) -> None:
        if code and code != self._code:
            self.linked.emit(code)
        elif code:
            self.picker.show_case(None)
