"""All recommendations, the newest first: what was advised, to whom, and what the answer was."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from vp_desk.desk import Desk, Recommendation, RecommendationId
from vp_desk.dutch import count
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.icons import IconButton
from vp_desk.ui.models.table import Cell
from vp_desk.ui.pages.loop.records_table import RecordsTable
from vp_desk.ui.pages.loop.view import LoopView
from vp_desk.ui.pages.loop.words import asked_words, standing_words, theme_words
from vp_desk.ui.segments import Segments
from vp_desk.ui.widgets import label, row

_ALL, _OPEN, _ANSWERED = "all", "open", "answered"
_YEAR, _TEXT, _STANDING = range(3)
_HEADINGS: Final = ("Verslag", "Aanbeveling", "Antwoord en stand")


class RecommendationsView(LoopView):
    """A list with a filter; Enter opens one."""

    new_wanted = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date]) -> None:
        super().__init__(desk, today)
        options = ((_ALL, "Alle"), (_OPEN, "Zonder antwoord"), (_ANSWERED, "Beantwoord"))
        self.which = Segments("Toon", options)
        self.which.chosen.connect(self.refresh)
        self.new_button = IconButton("Nieuwe aanbeveling", "plus", "primary")
        self.new_button.clicked.connect(self.new_wanted)
        self.content.addLayout(row(self.which, None, self.new_button))
        self._count = label("", "small")
        self.content.addWidget(self._count)
        self.table = RecordsTable(
            "Lijst van aanbevelingen", _HEADINGS, {_YEAR: 92}, {_TEXT: 0.58, _STANDING: 0.42}
        )
        self.table.opened.connect(self.open_wanted)
        self.table.delete_wanted.connect(self._delete)
        self._empty = EmptyState("advice")
        self._empty.pressed.connect(self._on_empty)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.content.addWidget(self._stack, 1)

    @Slot()
    def refresh(self) -> None:
        """Show what is in the vault now."""
        held = self._desk.recommendations()
        shown = list(reversed(self._wanted()))
        shown.sort(key=lambda each: each.year, reverse=True)
        self.table.show_records([(f"recommendation/{e.id}", self._cells(e)) for e in shown])
        words = count(len(shown), "aanbeveling", "aanbevelingen")
        self._count.setText(words if len(shown) == len(held) else f"{words} van {len(held)}")
        self._count.setVisible(bool(held))
        self._stack.setCurrentWidget(self.table if shown else self._empty)
        if not shown:
            self._explain(any_at_all=bool(held))

    def focus(self) -> None:
        """The list, or the way to begin it."""
        target = self.table if self.table.keys else self.new_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, key: str) -> None:
        """Make one the current one."""
        self.table.point_at(key)

    def _wanted(self) -> Sequence[Recommendation]:
        which = self.which.value()
        if which == _OPEN:
            return self._desk.unanswered()
        held = self._desk.recommendations()
        return [each for each in held if which == _ALL or each.is_answered]

    def _cells(self, record: Recommendation) -> tuple[Cell, Cell, Cell]:
        calendar, lists = self._desk.calendar, self._desk.lists
        about = " · ".join(filter(None, (theme_words(record.theme, lists), record.reader)))
        return (
            Cell(calendar.year(record.year).label, under="herhaling" if record.repeats else ""),
            Cell(" ".join(record.text.split()), under=about),
            Cell(
                standing_words(record).capitalize(),
                under=asked_words(record.response, record.asked_by, self._today()),
            ),
        )

    def _explain(self, *, any_at_all: bool) -> None:
        if any_at_all:
            self._empty.explain(
                "Geen aanbevelingen", "Er is er geen die past bij wat u koos.", "Toon alle"
            )
        else:
            self._empty.explain(
                "Nog geen aanbevelingen",
                "Leg vast wat u het bevoegd gezag adviseert, en daarna wat het antwoord is. Het volgende "
                "jaarverslag vertelt vanzelf wat ermee is gedaan, en ook of er een reactie kwam.",
                "Eerste aanbeveling schrijven",
            )

    @Slot()
    def _on_empty(self) -> None:
        if self._desk.recommendations():
            self.which.set_value(_ALL)
            self.refresh()
            self.focus()
        else:
            self.new_wanted.emit()

    @Slot(str)
    def _delete(self, key: str) -> None:
        number = RecommendationId(int(key.partition("/")[2]))
        if self.do(lambda: self._desk.delete_recommendation(number, self._today())):
            self.focus()
