"""The use cases. Both skins, the window and the command line, import from here and nowhere below.

desk = open_vault(path, passphrase)
desk.add_case(case, first_contact)
prepared = desk.prepare(2025)
desk.write_report(prepared, "authority", Path("verslag.pdf"), date.today())
"""

from vp_desk.aggregate import CaseFile, Edition, Measure
from vp_desk.desk.case_list import CaseList, CaseRow
from vp_desk.desk.changes import ChangeKind, Changes
from vp_desk.desk.demonstration import Demonstration, make_demo
from vp_desk.desk.desk import (
    DamagedVaultError,
    Desk,
    NotImportableError,
    TotalsExistError,
    UnknownCodeError,
)
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
from vp_desk.desk.views import View, ViewNameError, Views
from vp_desk.disclosure import Progress
from vp_desk.importing import CasesPreview, RowProblem, TotalsPreview

__all__ = [
    "CaseFile",
    "CaseList",
    "CaseRow",
    "CasesPreview",
    "ChangeKind",
    "Changes",
    "CountedTwiceError",
    "DamagedVaultError",
    "Demonstration",
    "Desk",
    "Edition",
    "Measure",
    "NewVault",
    "NotImportableError",
    "NothingToReportError",
    "Prepared",
    "Progress",
    "ReportWritten",
    "RowProblem",
    "TotalsExistError",
    "TotalsPreview",
    "UnknownCodeError",
    "UnknownEditionError",
    "VaultSettings",
    "View",
    "ViewNameError",
    "Views",
    "WeakPassphraseError",
    "WrongSuffixError",
    "check_new_passphrase",
    "create_vault",
    "is_vault",
    "make_demo",
    "open_vault",
    "open_vault_with_code",
]
