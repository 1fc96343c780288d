"""Small parts: what needs doing, facts in two columns, sentences with a mark before them."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from vp_desk.desk import Attention, Remedy
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.notice import Notice
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import at_top, button, clear_layout, label, row, rule

#: Words of the button that does something about it.
REMEDY_WORDS = {
    Remedy.RESTORE: "Terugzetten…",
    Remedy.BACK_UP: "Nu maken",
    Remedy.CHOOSE_SECOND: "Plaats kiezen…",
    Remedy.BACK_UP_TO_SECOND: "Nu maken",
    Remedy.DRILL: "Nu nakijken",
    Remedy.TEST_CODE: "Nu testen",
}


class AttentionCard(QFrame):
    """All is in order, or what is not, each with what can be done about it."""

    def __init__(self, act: Callable[[Remedy], None]) -> None:
        super().__init__()
        self._act = act
        self.buttons: dict[Remedy, QPushButton] = {}
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        layout.setSpacing(Space.S)
        self._icon = IconLabel("check", Size.ICON_LARGE, QPalette.ColorRole.Link)
        self.title = label("", "heading")
        layout.addLayout(row(self._icon, self.title, None))
        self._lead = label("", "muted", wrap=True)
        layout.addWidget(self._lead)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.S)
        layout.addLayout(self._lines)

    @property
    def said(self) -> tuple[str, ...]:
        """What needs doing."""
        return tuple(self._said)

    def show_state(self, found: Sequence[Attention]) -> None:
        """Show what needs doing, or that nothing does."""
        self._said = [each.words for each in found]
        self.buttons = {}
        clear_layout(self._lines)
        self._icon.set_name("warning" if found else "check")
        self.title.setText("Dit vraagt aandacht" if found else "Alles in orde")
        self._lead.setText("Er is een reservekopie, en niets wacht op u.")
        self._lead.setVisible(not found)
        for place, each in enumerate(found):
            if place:
                self._lines.addWidget(rule())
            line = self._line(each)
            self._lines.addWidget(line)
            line.show()  # Not left to the next layout: the focus may go there now.
        self.setAccessibleName(self.title.text())

    def _line(self, found: Attention) -> QWidget:
        holder = QWidget()
        words = label(found.words, wrap=True)
        if found.remedy is Remedy.NOTHING:
            layout = row(words, spacing=Space.L)
        else:
            made = button(REMEDY_WORDS[found.remedy], _Act(self._act, found.remedy))
            made.setAccessibleName(f"{made.text().rstrip('…')}: {found.words}")
            self.buttons[found.remedy] = made
            layout = row(words, made, spacing=Space.L)
        layout.setStretch(0, 1)
        holder.setLayout(layout)
        return holder


class _Act:
    """What a button does; holds no more than it needs."""

    def __init__(self, act: Callable[[Remedy], None], remedy: Remedy) -> None:
        self._do, self._remedy = act, remedy

    def __call__(self) -> None:
        self._do(self._remedy)


class Facts(QWidget):
    """What is, in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.XL)
        self._grid.setVerticalSpacing(Space.SNUG)
        self._grid.setColumnStretch(1, 1)
        self._shown: dict[str, str] = {}

    @property
    def shown(self) -> dict[str, str]:
        """What stands there: name → value."""
        return dict(self._shown)

    def show_facts(self, facts: dict[str, str]) -> None:
        """Show names with their values."""
        clear_layout(self._grid)
        self._shown = dict(facts)
        for place, (name, value) in enumerate(facts.items()):
            # Paths have no spaces to break at.
            said = label(value.replace("/", "/\u200b").replace("\\", "\\\u200b"), wrap=True)
            said.setAccessibleName(f"{name}: {value}")
            for column, part in enumerate((label(name, "muted"), said)):
                self._grid.addLayout(at_top(part), place, column)
                part.show()


class MarkedLines(QWidget):
    """Sentences below each other, each with the same mark."""

    def __init__(self, title: str, icon: str, lines: Sequence[str]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        layout.addWidget(label(title, "label"))
        for words in lines:
            mark = IconLabel(icon, Size.ICON_SMALL, QPalette.ColorRole.PlaceholderText)
            said = label(words, wrap=True)
            line = row(spacing=Space.S)
            line.addLayout(at_top(mark))
            line.addWidget(said, 1)
            layout.addLayout(line)
        layout.addStretch(1)


class Revealed(QFrame):
    """A small form within a card, that is there while it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self.content.setSpacing(Space.S)
        self.notice = Notice()
        self.hide()
