"""The use cases. Both skins, the window and the command line, import from here and nowhere below.

desk = open_vault(path, passphrase)
desk.add_case(case, first_contact)
prepared = desk.prepare(2025)
desk.write_report(prepared, "authority", Path("verslag.pdf"), date.today())
"""

from vp_desk.aggregate import CaseFile, Edition, Measure
from vp_desk.desk.changes import ChangeKind, Changes
from vp_desk.desk.demonstration import Demonstration, make_demo
from vp_desk.desk.desk import (
    CaseRow,
    DamagedVaultError,
    Desk,
    NotImportableError,
    TotalsExistError,
    UnknownCodeError,
)
from vp_desk.desk.hours import MonthHours, YearHours
from vp_desk.desk.overview import ExactCell, Figure, NoFigure, Overview
from vp_desk.desk.passphrase import WeakPassphraseError, check_new_passphrase
from vp_desk.desk.publishing import ReportWritten, UnknownEditionError, WrongSuffixError
from vp_desk.desk.reports import CountedTwiceError, NothingToReportError, Prepared
from vp_desk.desk.settings import VaultSettings
from vp_desk.desk.vaults import (
    NewVault,
    create_vault,
    is_vault,
    open_vault,
    open_vault_with_code,
)
from vp_desk.disclosure import Progress
from vp_desk.importing import CasesPreview, RowProblem, TotalsPreview

__all__ = [
    "CaseFile",
    "CaseRow",
    "CasesPreview",
    "ChangeKind",
    "Changes",
    "CountedTwiceError",
    "DamagedVaultError",
    "Demonstration",
    "Desk",
    "Edition",
    "ExactCell",
    "Figure",
    "Measure",
    "MonthHours",
    "NewVault",
    "NoFigure",
    "NotImportableError",
    "NothingToReportError",
    "Overview",
    "Prepared",
    "Progress",
    "ReportWritten",
    "RowProblem",
    "TotalsExistError",
    "TotalsPreview",
    "UnknownCodeError",
    "UnknownEditionError",
    "VaultSettings",
    "WeakPassphraseError",
    "WrongSuffixError",
    "YearHours",
    "check_new_passphrase",
    "create_vault",
    "is_vault",
    "make_demo",
    "open_vault",
    "open_vault_with_code",
]
