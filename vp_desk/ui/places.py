"""The pages of the navigation, how each is made, and where what it asks for is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vp_desk.ui.pages.activities_page import ActivitiesPage
from vp_desk.ui.pages.advice_page import AdvicePage
from vp_desk.ui.pages.bin_page import BinPage
from vp_desk.ui.pages.cases_page import CasesPage
from vp_desk.ui.pages.overview_page import OverviewPage
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.released_page import ReleasedPage
from vp_desk.ui.pages.report_page import ReportPage
from vp_desk.ui.pages.safety_page import SafetyPage
from vp_desk.ui.pages.settings_page import SettingsPage
from vp_desk.ui.pages.today_page import TodayPage
from vp_desk.ui.pages.totals_page import TotalsPage

if TYPE_CHECKING:  # the workspace stands on this
    from vp_desk.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation."""

    name: str
    words: str
    icon: str
    make: "Callable[[Workspace], Page]"


def _today(workspace: "Workspace") -> Page:
    page = TodayPage(workspace.desk, workspace.bus, workspace.workers, workspace.today)
    page.new_wanted.connect(workspace.new_conversation)
    page.conversation_wanted.connect(workspace.continue_case)
    page.open_wanted.connect(workspace.open_case)
    page.draft_wanted.connect(workspace.open_draft)
    page.carried_wanted.connect(workspace.show_carried)
    page.cases_wanted.connect(workspace.show_cases)
    page.safety_wanted.connect(workspace.show_safety)
    page.due_wanted.connect(workspace.loop.open)
    page.agenda_wanted.connect(workspace.loop.show_agenda)
    page.signal_wanted.connect(workspace.loop.new_signal)
    return page


def _advice(workspace: "Workspace") -> Page:
    page = AdvicePage(workspace.desk, workspace.bus, workspace.workers, workspace.today)
    page.open_wanted.connect(workspace.loop.open)
    page.new_wanted.connect(workspace.loop.new_recommendation)
    page.agreement_wanted.connect(workspace.loop.new_agreement)
    page.signal_wanted.connect(workspace.loop.new_signal)
    page.cases_wanted.connect(workspace.show_cases)
    page.activities_wanted.connect(workspace.loop.show_activities)
    return page


def _cases(workspace: "Workspace") -> Page:
    page = CasesPage(workspace.desk, workspace.bus, workspace.workers)
    page.advice_wanted.connect(workspace.loop.find)
    page.open_wanted.connect(workspace.open_case)
    page.new_wanted.connect(workspace.new_conversation)
    return page


def _activities(workspace: "Workspace") -> Page:
    return ActivitiesPage(workspace.desk, workspace.bus, workspace.workers, workspace.today)


def _overview(workspace: "Workspace") -> Page:
    page = OverviewPage(workspace.desk, workspace.bus, workspace.workers, workspace.today)
    page.cases_wanted.connect(workspace.show_cases)
    page.hours_wanted.connect(workspace.show_hours)
    page.new_wanted.connect(workspace.new_conversation)
    return page


def _totals(workspace: "Workspace") -> Page:
    return TotalsPage(workspace.desk, workspace.bus, workspace.workers)


def _report(workspace: "Workspace") -> Page:
    page = ReportPage(workspace.desk, workspace.bus, workspace.workers, workspace.today)
    page.missing_wanted.connect(workspace.show_released)
    page.handed_over_wanted.connect(workspace.hand_over)
    return page


def _released(workspace: "Workspace") -> Page:
    page = ReleasedPage(workspace.desk, workspace.bus, workspace.workers, workspace.today)
    page.report_wanted.connect(workspace.show_report)
    return page


def _bin(workspace: "Workspace") -> Page:
    return BinPage(workspace.desk, workspace.bus, workspace.today)


def _safety(workspace: "Workspace") -> Page:
    page = SafetyPage(workspace.desk, workspace.workers, workspace.today)
    page.passphrase_wanted.connect(workspace.show_passphrase)
    page.restore_wanted.connect(workspace.restore)
    return page


def _settings(workspace: "Workspace") -> Page:
    page = SettingsPage(
        workspace.desk,
        workspace.bus,
        workspace.workers,
        workspace.appearance,
        workspace.today(),
    )
    page.appearance_chosen.connect(workspace.appearance_chosen)
    return page


#: The navigation from top to bottom; Ctrl and a number goes to a page, Ctrl+0 to the tenth;
#: what comes after that has no such keys.
NAVIGATION = (
    Place("today", "Vandaag", "today", _today),
    Place("cases", "Zaken", "cases", _cases),
    Place("activities", "Activiteiten", "activities", _activities),
    Place("overview", "Overzicht", "overview", _overview),
    Place("totals", "Cijfers van eerdere jaren", "totals", _totals),
    Place("report", "Rapport", "report", _report),
    Place("advice", "Advies", "advice", _advice),
    Place("released", "Uitgegeven", "released", _released),
    Place("bin", "Prullenbak", "bin", _bin),
    Place("safety", "Veiligheid", "shield", _safety),
    Place("settings", "Instellingen", "settings", _settings),
)
#: The same by name.
BY_NAME = {place.name: place for place in NAVIGATION}
