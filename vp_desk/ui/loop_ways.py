"""Where one can go about advice: to a record by its key, to a new one, on with one that was being typed."""

import secrets
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Slot

from vp_desk.desk import Draft, Party, Proposal, RecommendationId
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
            self.show_part("talk")
        elif kind == "report":
            self._show_report(name)
        elif kind == "retention":
            self._show_retention()

    @Slot(str, object)
    def new(self, kind: str, party: Party | None = None) -> None:
        """An empty form for a new record, perhaps with a party."""
        if not self._workspace.refused():
            key = f"{kind}/new-{secrets.token_hex(4)}"
            self._workspace.leave(lambda: self._show(key, party=party or Party.AUTHORITY))

    @Slot(object)
    def new_signal(self, proposal: Proposal | None = None) -> None:
        """An empty form for a signal, perhaps on a pattern."""
        if not self._workspace.refused():
            key = f"signal/new-{secrets.token_hex(4)}"
            self._workspace.leave(lambda: self._show(key, proposal=proposal))

    @Slot(int)
    def repeat(self, number: int) -> None:
        """A new recommendation that repeats this one."""
        key = f"recommendation/new-{secrets.token_hex(4)}"
        if not self._workspace.refused():
            self._workspace.leave(lambda: self._show(key, repeats=RecommendationId(number)))

    def resume(self, draft: Draft) -> None:
        """Go on with a record that was being typed: its page finds the draft itself."""
        repeats = RecommendationId(int(draft.content.get("repeats") or 0))
        self._workspace.leave(lambda: self._show(draft.key, repeats=repeats or None))

    @Slot(str)
    def find(self, words: str) -> None:
        """Show what is found in advice by words."""
        page = self._workspace.named("advice")
        self._workspace.go("advice")
        if isinstance(page, AdvicePage) and page is self._workspace.page:
            page.look_for(words)
            page.view.focus()

    def show_part(self, part: str) -> None:
        """Show a part of the page for advice."""
        page = self._workspace.named("advice")
        if isinstance(page, AdvicePage):
            page.show_part(part)
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

    def _show(
        self,
        key: str,
        repeats: RecommendationId | None = None,
        party: Party = Party.AUTHORITY,
        proposal: Proposal | None = None,
    ) -> None:
        try:
            page = self._page(key, repeats, party, proposal)
        except VpDeskError as error:
            show_error(self._workspace.page or self._workspace, error)
            return
        if page is None:
            self._workspace.say("Dit is er niet meer.")
            return
        self._workspace.show_once(page)

    def _page(
        self,
        key: str,
        repeats: RecommendationId | None,
        party: Party,
        proposal: Proposal | None,
    ) -> Page | None:
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
            made = recommendation = RecommendationPage(*parts, key, repeats)
            recommendation.repeat_wanted.connect(self.repeat)
            recommendation.cases_wanted.connect(workspace.show_cases)
        elif kind == "signal":
            made = SignalPage(*parts, key, proposal)
        else:
            made = AgreementPage(*parts, key, party)
        if name.isdigit() and not made.exists:
            made.deleteLater()
            return None
        made.back_wanted.connect(workspace.back)
        made.open_wanted.connect(self.open)
        return made
