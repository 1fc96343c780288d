"""Advice that gets an answer: recommendations, signals, talks, the self-check, and what is due."""

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from vp_desk.desk import ChangeKind, Changes, Desk
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.cases_tools import SearchLine
from vp_desk.ui.pages.loop.agenda_view import AgendaView
from vp_desk.ui.pages.loop.found_view import FoundView
from vp_desk.ui.pages.loop.recommendations_view import RecommendationsView
from vp_desk.ui.pages.loop.self_check_view import SelfCheckView
from vp_desk.ui.pages.loop.signals_view import SignalsView
from vp_desk.ui.pages.loop.talks_view import TalksView
from vp_desk.ui.pages.loop.view import LoopView
from vp_desk.ui.pages.page import Page
from vp_desk.ui.segments import Segments
from vp_desk.ui.theme import scaled
from vp_desk.ui.widgets import row
from vp_desk.ui.workers import Workers

#: Key of a part → its words, in the order of the page.
PARTS: Final = {
    "recommendation": "Aanbevelingen",
    "signal": "Signalen",
    "talk": "Gesprekken",
    "self_check": "Zelftoets",
    "agenda": "Agenda",
}
#: Part → its page of the help.
_HELP: Final = {"signal": "signaal", "talk": "gesprekken", "self_check": "zelftoets"}
#: So long after the last letter is looked, in milliseconds.
_REST: Final = 200
_SHOWS: Final = {
    ChangeKind.ADVICE,
    ChangeKind.RELATION,
    ChangeKind.ACTIVITIES,
    ChangeKind.RELEASES,
    ChangeKind.LISTS,
    ChangeKind.SETTINGS,
    ChangeKind.CASES,
}
_SEARCH_WIDTH: Final = 240


class AdvicePage(Page):
    """One part at a time; while words stand in the search line, what was found."""

    help = "advies"

    #: The key of a record, or of what else an appointment is about.
    open_wanted = Signal(str)
    #: A new recommendation.
    new_wanted = Signal()
    #: A new agreement: with whom (a `Party`), and made on what day (None = today).
    agreement_wanted = Signal(object, object)
    #: A new signal, on a `Proposal` or None.
    signal_wanted = Signal(object)
    #: The cases of a selection.
    cases_wanted = Signal(object)
    activities_wanted = Signal()

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Advies", scrolls=False)
        self._bus = bus
        self._point_at = ""
        self.search = SearchLine()
        self.search.setPlaceholderText("Zoek in advies…")
        self.search.setAccessibleName("Zoeken in advies")
        self.search.setToolTip(f"Zoeken ({shortcuts.FIND.told})")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(scaled(_SEARCH_WIDTH))
        self.search.textChanged.connect(self._on_typed)
        self.search.list_wanted.connect(self._on_list)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._look)
        self.header.addWidget(self.search, 1)
        self.part = Segments("Onderdeel", tuple(PARTS.items()))
        self.part.chosen.connect(self._on_part)
        self.content.addLayout(row(self.part, None))
        self.recommendations = RecommendationsView(desk, today)
        self.recommendations.new_wanted.connect(self.new_wanted)
        self.signals = SignalsView(desk, workers, today)
        self.signals.new_wanted.connect(self.signal_wanted)
        self.signals.cases_wanted.connect(self.cases_wanted)
        self.talks = TalksView(desk, today)
        self.talks.agreement_wanted.connect(self.agreement_wanted)
        self.talks.activities_wanted.connect(self.activities_wanted)
        self.self_check = SelfCheckView(desk, today)
        self.agenda = AgendaView(desk, today)
        self.found = FoundView(desk, today)
        self._views: dict[str, LoopView] = {
            "recommendation": self.recommendations,
            "signal": self.signals,
            "talk": self.talks,
            "self_check": self.self_check,
            "agenda": self.agenda,
        }
        self._stack = QStackedWidget()
        for view in (*self._views.values(), self.found):
            view.open_wanted.connect(self.open_wanted)
            view.changed.connect(bus.changed)
            view.said.connect(self.said)
            self._stack.addWidget(_holder(view))
        self.content.addWidget(self._stack, 1)
        bus.changed.connect(self._on_changed)

    @property
    def view(self) -> LoopView:
        """The part in sight."""
        place = self._stack.currentIndex()
        return (*self._views.values(), self.found)[place]

    def begin_search(self) -> bool:
        """Ready to type search words."""
        self.search.begin()
        return True

    def activate(self) -> None:
        """Show what is in the vault now; the focus goes to where work begins."""
        self._refresh()
        self.view.focus()

    def show_part(self, part: str, point_at: str = "") -> None:
        """Show a part, perhaps with a record as the current one."""
        self.search.clear()
        self._rest.stop()
        self.part.set_value(part)
        self._bring_up()
        self._point_at = point_at

    def remember(self, key: str) -> None:
        """Make a record the current one when the page is shown again."""
        self._point_at = key

    def look_for(self, words: str) -> None:
        """Show what is found by words."""
        self.search.setText(words)
        self._look()

    def _refresh(self) -> None:
        self.view.refresh()
        if self._point_at:
            self.view.point_at(self._point_at)
            self._point_at = ""

    @Slot()
    def _on_part(self) -> None:
        self.search.clear()
        self._look()

    @Slot()
    def _on_typed(self) -> None:
        self._rest.start()

    @Slot()
    def _look(self) -> None:
        self._rest.stop()
        words = self.search.text().strip()
        if words:
            self._stack.setCurrentIndex(len(PARTS))
            self.part.light(lit=False)  # what was found is of every part
            self.found.look_for(words)
        else:
            self._bring_up()
            self._refresh()

    def _bring_up(self) -> None:
        part = str(self.part.value())
        self._stack.setCurrentIndex(list(PARTS).index(part))
        self.part.light(lit=True)
        self.help = _HELP.get(part, "advies")
        self.help_changed.emit()

    @Slot()
    def _on_list(self) -> None:
        self._look()
        self.view.focus()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & _SHOWS and self.isVisible():
            inside = QApplication.focusWidget()
            self._refresh()
            if inside is None or not inside.isVisible():
                self.view.focus()


def _holder(view: LoopView) -> QWidget:
    """The part itself, or what it scrolls in when it is no list."""
    if not view.scrolls:
        return view
    holder = QScrollArea()
    holder.setWidgetResizable(True)
    holder.setFrameShape(QFrame.Shape.NoFrame)
    holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder.setWidget(view)
    return holder
