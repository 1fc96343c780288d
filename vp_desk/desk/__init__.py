"""The use cases. Both skins, the window and the command line, import from here and nowhere below.

desk = open_vault(path, passphrase)
desk.add_case(case, first_contact)
prepared = desk.prepare(2025)
desk.write_report(prepared, "authority", Path("verslag.pdf"), date.today())
"""

from vp_desk.advice import (
    Agreement,
    AgreementId,
    FollowUp,
    FollowUpStatus,
    MeasureKind,
    Norm,
    Party,
    PlannedTalk,
    Recommendation,
    RecommendationId,
    Response,
    ResponseKind,
    Score,
    SelfCheck,
    Signal,
    SignalId,
    TalkId,
    Theme,
    usual_answer_day,
)
from vp_desk.aggregate import CaseFile, Edition, Measure
from vp_desk.chains import Chain
from vp_desk.chapters import CHAPTERS, Chapter
from vp_desk.desk.advice import SignalGoneOutError, StillLinkedError
from vp_desk.desk.attack import Verdict
from vp_desk.desk.base import DamagedVaultError
from vp_desk.desk.case_list import CaseList, CaseRow
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.clusters import Cluster
from vp_desk.desk.damage import is_damage, wants_restoring
from vp_desk.desk.day import TRAIT_FIELDS, Due, Today
from vp_desk.desk.demonstration import (
    PASSPHRASE as PRACTICE_PASSPHRASE,
)
from vp_desk.desk.demonstration import (
    Demonstration,
    make_demo,
    make_practice_vault,
    practice_folder,
)
from vp_desk.desk.desk import Desk
from vp_desk.desk.dossier import CLOSED_STATUSES, OPEN_STATUSES
from vp_desk.desk.editions import FixedEditionError
from vp_desk.desk.finding import AdviceHit
from vp_desk.desk.history import Step
from vp_desk.desk.hours import MonthHours, YearHours
from vp_desk.desk.importing import NotImportableError, TotalsExistError
from vp_desk.desk.keeping import BinItem, UnknownCodeError
from vp_desk.desk.list_editing import Added, ListEditing, Wording, deepest
from vp_desk.desk.living import Doors, Lived, SignalLeft, live
from vp_desk.desk.making import Stage, Tell, within
from vp_desk.desk.many_years import (
    ExactYear,
    ExactYears,
    ManyYears,
    ReleasedRow,
    ReleasedYear,
    ReleasedYears,
    YearBreak,
)
from vp_desk.desk.merging import Merge, MergePreview, TrendBreak
from vp_desk.desk.overview import ExactCell, Figure, NoFigure, Overview
from vp_desk.desk.passphrase import WeakPassphraseError, check_new_passphrase
from vp_desk.desk.places import check_new_place, place_warning, second_place_warning
from vp_desk.desk.publishing import (
    LeakError,
    ReportDraft,
    ReportWritten,
    UnknownEditionError,
    WrongSuffixError,
)
from vp_desk.desk.refusals import ListRefusal
from vp_desk.desk.releasing import (
    AnotherVaultError,
    LedgerGapError,
    NothingToTakeOverError,
    NotThisEventError,
    ReleaseDesk,
    TooLargeError,
)
from vp_desk.desk.reports import (
    Counted,
    NothingToReportError,
    Prepared,
    Weighing,
    protect,
    weigh,
    without_protection,
)
from vp_desk.desk.safety import Safety, SafetyState, backups_of
from vp_desk.desk.safety_words import (
    NOT_PROTECTED,
    PROTECTED,
    Attention,
    Remedy,
    attention,
    reminder,
)
from vp_desk.desk.settings import LOCK_MINUTES, VaultSettings
from vp_desk.desk.signalling import ThemeTooSmallError
from vp_desk.desk.sources import CountedTwiceError
from vp_desk.desk.strength import Estimate, Strength, estimate, made_passphrase
from vp_desk.desk.talks import CalendarNameError, Relation
from vp_desk.desk.theme_years import ThemeYear
from vp_desk.desk.told_years import Frozen
from vp_desk.desk.vaults import (
    NewVault,
    Restored,
    create_vault,
    is_vault,
    open_vault,
    open_vault_with_code,
    restore_vault,
    restore_vault_with_code,
)
from vp_desk.desk.views import View, ViewNameError, Views
from vp_desk.disclosure import Progress
from vp_desk.due import Appointment, DueKind
from vp_desk.errors import VpDeskError
from vp_desk.importing import CasesPreview, RowProblem, TotalsPreview
from vp_desk.own_text import OwnText, TooLongTextError
from vp_desk.patterns import Proposal
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode
from vp_desk.registration import Filled, Registration
from vp_desk.selection import Selection
from vp_desk.storage.backups import Backup, BackupDamagedError, NoBackupError, SecondPlaceGoneError
from vp_desk.storage.drafts import Draft
from vp_desk.storage.habits import Habits
from vp_desk.storage.rarity import Rarity
from vp_desk.storage.usage import Usage
from vp_desk.trail import TrailEntry, TrailKind

__all__ = [
    "CHAPTERS",
    "CLOSED_STATUSES",
    "LOCK_MINUTES",
    "NOT_PROTECTED",
    "OPEN_STATUSES",
    "PRACTICE_PASSPHRASE",
    "PROTECTED",
    "TRAIT_FIELDS",
    "Added",
    "AdviceHit",
    "Agreement",
    "AgreementId",
    "AnotherVaultError",
    "Appointment",
    "Attention",
    "Backup",
    "BackupDamagedError",
    "BinItem",
    "CalendarNameError",
    "Case",
    "CaseCode",
    "CaseFile",
    "CaseList",
    "CaseRow",
    "CasesPreview",
    "Chain",
    "ChangeKind",
    "Changes",
    "Chapter",
    "Cluster",
    "Counted",
    "CountedTwiceError",
    "DamagedVaultError",
    "Demonstration",
    "Desk",
    "Doors",
    "Draft",
    "Due",
    "DueKind",
    "Edition",
    "Estimate",
    "ExactCell",
    "ExactYear",
    "ExactYears",
    "Figure",
    "Filled",
    "FixedEditionError",
    "FollowUp",
    "FollowUpStatus",
    "Frozen",
    "Habits",
    "LeakError",
    "LedgerGapError",
    "ListEditing",
    "ListRefusal",
    "Lived",
    "ManyYears",
    "Measure",
    "MeasureKind",
    "Merge",
    "MergePreview",
    "Month",
    "MonthHours",
    "NewVault",
    "NoBackupError",
    "NoFigure",
    "Norm",
    "NotImportableError",
    "NotThisEventError",
    "NothingToReportError",
    "NothingToTakeOverError",
    "Overview",
    "OwnText",
    "Party",
    "PlannedTalk",
    "Prepared",
    "Progress",
    "Proposal",
    "Rarity",
    "Recommendation",
    "RecommendationId",
    "Registration",
    "Relation",
    "ReleaseDesk",
    "ReleasedRow",
    "ReleasedYear",
    "ReleasedYears",
    "Remedy",
    "ReportDraft",
    "ReportWritten",
    "Response",
    "ResponseKind",
    "Restored",
    "RowProblem",
    "Safety",
    "SafetyState",
    "Score",
    "SecondPlaceGoneError",
    "Selection",
    "SelfCheck",
    "Signal",
    "SignalGoneOutError",
    "SignalId",
    "SignalLeft",
    "Stage",
    "Step",
    "StillLinkedError",
    "Strength",
    "TalkId",
    "Tell",
    "Theme",
    "ThemeTooSmallError",
    "ThemeYear",
    "Today",
    "TooLargeError",
    "TooLongTextError",
    "TotalsExistError",
    "TotalsPreview",
    "TrailEntry",
    "TrailKind",
    "TrendBreak",
    "UnknownCodeError",
    "UnknownEditionError",
    "Usage",
    "VaultSettings",
    "Verdict",
    "View",
    "ViewNameError",
    "Views",
    "VpDeskError",
    "WeakPassphraseError",
    "Weighing",
    "Wording",
    "WrongSuffixError",
    "YearBreak",
    "YearHours",
    "attention",
    "backups_of",
    "changed",
    "check_new_passphrase",
    "check_new_place",
    "create_vault",
    "deepest",
    "estimate",
    "is_damage",
    "is_vault",
    "live",
    "made_passphrase",
    "make_demo",
    "make_practice_vault",
    "open_vault",
    "open_vault_with_code",
    "place_warning",
    "practice_folder",
    "protect",
    "reminder",
    "restore_vault",
    "restore_vault_with_code",
    "second_place_warning",
    "usual_answer_day",
    "wants_restoring",
    "weigh",
    "within",
    "without_protection",
]
