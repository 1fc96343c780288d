"""Where one can go about advice: to a record by its key, to a new one, on with one that was being typed."""

import secrets
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from vp_desk.desk import Draft, Party, Proposal, RecommendationId, SignalId
from vp_desk.errors import VpDeskError
from vp_desk.periods import ReportingYear
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.loop.agreement_page import AgreementPage
from vp_desk.ui.pages.loop.recommendation_page import RecommendationPage
from vp_desk.ui.pages.loop.record_page import RecordPage
from vp_desk.ui.pages.loop.self_check_page import SelfCheckPage
from vp_desk.ui.pages.loop.signal_page import SignalPage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.show_error import show_error

if TYPE_CHECKING:  # the workspace stands on this
    from vp_desk.ui.workspace import Workspace


class LoopWays(QObject):
    """Makes the pages of single records, and brings the page with all of them up."""

    #: First parts of the keys of records, and so of their drafts.
    kinds: Final = frozenset({"recommendation", "signal", "agreement", "self_check"})

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace

    @Slot(str)
    def open(self, key: str) -> None:
        """Show what a key of `Desk.appointments` and `Desk.find_advice` is about."""
        kind, _, name = key.partition("/")
        if kind in self.kinds:
            self._workspace.leave(lambda: self._show(key))
        elif kind == "talk":
            self.show_part("talk", key)
        elif kind == "report":
            self._show_report(name)
        elif kind == "retention":
            self._show_retention()

    @Slot()
    def new_recommendation(self) -> None:
        """An empty form for a recommendation."""
        if not self._workspace.refused():
            self._workspace.leave(lambda: self._show(_new_key("recommendation")))

    @Slot(object, object)
    def new_agreement(self, party: Party, made_on: date | None = None) -> None:
        """An empty form for an agreement with a party, made on a day; None = today."""
        if not self._workspace.refused():
            start = _Start(party=party, made_on=made_on)
            self._workspace.leave(lambda: self._show(_new_key("agreement"), start))

    @Slot(object)
    def new_signal(self, proposal: Proposal | None = None) -> None:
        """An empty form for a signal, perhaps on a pattern."""
        if not self._workspace.refused():
            start = _Start(proposal=proposal, pattern=proposal.key if proposal else "")
            self._workspace.leave(lambda: self._show(_new_key("signal"), start))

    @Slot(int)
    def repeat(self, number: int) -> None:
        """A new recommendation that repeats this one."""
        if not self._workspace.refused():
            start = _Start(repeats=RecommendationId(number))
            self._workspace.leave(lambda: self._show(_new_key("recommendation"), start))

    def resume(self, draft: Draft) -> None:
        """Go on with a record that was being typed: its page finds the draft itself."""
        repeats = RecommendationId(int(draft.content.get("repeats") or 0))
        pattern = str(draft.content.get("pattern") or "")
        start = _Start(repeats=repeats or None, pattern=pattern)
        self._workspace.leave(lambda: self._show(draft.key, start))

    @Slot(str)
    def find(self, words: str) -> None:
        """Show what is found in advice by words."""
        page = self._workspace.named("advice")
        self._workspace.go("advice")
        if isinstance(page, AdvicePage) and page is self._workspace.page:
            page.look_for(words)
            page.view.focus()

    def show_part(self, part: str, point_at: str = "") -> None:
        """Show a part of the page for advice, perhaps with a record as the current one."""
        page = self._workspace.named("advice")
        if isinstance(page, AdvicePage):
            page.show_part(part, point_at)
        self._workspace.go("advice")

    @Slot()
    def show_agenda(self) -> None:
        """Show what is due."""
        self.show_part("agenda")

    @Slot()
    def show_activities(self) -> None:
        """Show the page with all activities."""
        self._workspace.go("activities")

    def _show_report(self, year: str) -> None:
        page = self._workspace.named("report")
        self._workspace.go("report")
        if isinstance(page, ReportPage) and page is self._workspace.page:
            for place in range(page.year.count()):
                each: object = page.year.itemData(place)
                if isinstance(each, ReportingYear) and each.code == year:
                    page.year.setCurrentIndex(place)

    def _show_retention(self) -> None:
        page = self._workspace.named("settings")
        self._workspace.go("settings")
        if isinstance(page, SettingsPage) and page is self._workspace.page:
            page.show_section("vault")

    @Slot(str)
    def _on_added(self, key: str) -> None:
        """A new record: the list shows it when one goes back to it."""
        page = self._workspace.named("advice")
        if isinstance(page, AdvicePage):
            page.remember(key)

    def _tie(self, pattern: str, key: str) -> None:
        """A signal was made of a pattern."""
        try:
            self._workspace.desk.tie_pattern(pattern, SignalId(int(key.partition("/")[2])))
        except VpDeskError as error:
            show_error(self._workspace.page or self._workspace, error)

    def _show(self, key: str, start: "_Start | None" = None) -> None:
        try:
            page = self._page(key, start or _Start())
        except VpDeskError as error:
            show_error(self._workspace.page or self._workspace, error)
            return
        if page is None:
            self._workspace.say("Dit is er niet meer.")
            return
        self._workspace.show_once(page)

    def _page(self, key: str, start: "_Start") -> Page | None:
        """The page of a record; None when it is not there any more."""
        workspace = self._workspace
        parts = (workspace.desk, workspace.bus, workspace.workers, workspace.today())
        kind, _, name = key.partition("/")
        if kind == "self_check":
            year, _, norm = name.partition("/")
            check = SelfCheckPage(*parts, int(year), int(norm or 0))
            check.back_wanted.connect(workspace.back)
            return check
        made: RecordPage
        if kind == "recommendation":
            made = recommendation = RecommendationPage(*parts, key, start.repeats)
            recommendation.repeat_wanted.connect(self.repeat)
            recommendation.cases_wanted.connect(workspace.show_cases)
        elif kind == "signal":
            made = SignalPage(*parts, key, start.proposal)
            if start.pattern:
                made.pattern = start.pattern
                made.added.connect(partial(self._tie, start.pattern))
        else:
            made = AgreementPage(*parts, key, start.party, start.made_on)
        if name.isdigit() and not made.exists:
            made.deleteLater()
            return None
        made.back_wanted.connect(workspace.back)
        made.open_wanted.connect(self.open)
        made.added.connect(self._on_added)
        return made


@dataclass(frozen=True, slots=True)
class _Start:
    """What a new record begins with."""

    #: The recommendation that a new one repeats.
    repeats: RecommendationId | None = None
    #: With whom an agreement is made, and on what day; None = today.
    party: Party = Party.AUTHORITY
    made_on: date | None = None
    #: The pattern of which a signal tells, and its key: a draft knows only that.
    proposal: Proposal | None = None
    pattern: str = ""


def _new_key(kind: str) -> str:
    return f"{kind}/new-{secrets.token_hex(4)}"
