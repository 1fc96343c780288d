"""Advice that gets an answer: recommendations, signals, talks, the self-check, and what is due."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

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

V = TypeVar("V", bound=LoopView)

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
        self._desk, self._bus, self._workers, self._today = desk, bus, workers, today
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
        self._stack = QStackedWidget()
        self._holders: dict[LoopView, QWidget] = {}
        self.content.addWidget(self._stack, 1)
        #: The part in sight.
        self.view: LoopView = self.recommendations
        bus.changed.connect(self._on_changed)

    # --- the parts, each made when it is first looked at ---

    @cached_property
    def recommendations(self) -> RecommendationsView:
        """All recommendations with their answers."""
        view = RecommendationsView(self._desk, self._today)
        view.new_wanted.connect(self.new_wanted)
        return self._made(view)

    @cached_property
    def signals(self) -> SignalsView:
        """Signals, and the patterns that may become one."""
        view = SignalsView(self._desk, self._workers, self._today)
        view.new_wanted.connect(self.signal_wanted)
        view.cases_wanted.connect(self.cases_wanted)
        return self._made(view)

    @cached_property
    def talks(self) -> TalksView:
        """Talks and agreements."""
        view = TalksView(self._desk, self._today)
        view.agreement_wanted.connect(self.agreement_wanted)
        view.activities_wanted.connect(self.activities_wanted)
        return self._made(view)

    @cached_property
    def self_check(self) -> SelfCheckView:
        """The norms, year by year."""
        return self._made(SelfCheckView(self._desk, self._today))

    @cached_property
    def agenda(self) -> AgendaView:
        """What is due."""
        return self._made(AgendaView(self._desk, self._today))

    @cached_property
    def found(self) -> FoundView:
        """What words find, of every part."""
        return self._made(FoundView(self._desk, self._today))

    def _made(self, view: V) -> V:
        view.open_wanted.connect(self.open_wanted)
        view.changed.connect(self._bus.changed)
        view.said.connect(self.said)
        self._holders[view] = _holder(view)
        self._stack.addWidget(self._holders[view])
        return view

    def _part_of(self, key: str) -> LoopView:
        match key:
            case "signal":
                return self.signals
            case "talk":
                return self.talks
            case "self_check":
                return self.self_check
            case "agenda":
                return self.agenda
            case _:
                return self.recommendations

    def _bring(self, view: LoopView) -> None:
        self.view = view
        self._stack.setCurrentWidget(self._holders[view])

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
            self._bring(self.found)
            self.part.light(lit=False)  # what was found is of every part
            self.found.look_for(words)
        else:
            self._bring_up()
            self._refresh()

    def _bring_up(self) -> None:
        part = str(self.part.value())
        self._bring(self._part_of(part))
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
