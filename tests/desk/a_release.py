"""What tests of releases share: cases that come late, a year ready for all readers, copies of a vault."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.conftest import CHEAP_LIMITS, PASSPHRASE
from vp_desk.aggregate import CaseFile
from vp_desk.axes import PERIOD
from vp_desk.desk import (
    Desk,
    Prepared,
    open_vault,
)
from vp_desk.importing import CasesPreview
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode

TODAY = date(2026, 1, 12)
NEXT_YEAR = date(2027, 1, 11)


def late(
    number: int, kind: str = "conduct", year: int = 2025, mark: str = "late"
) -> list[CaseFile]:
    """Cases without a conversation, recorded when nobody expected them any more."""
    return [
        CaseFile(Case(code=CaseCode(f"{mark}-{n}"), month=Month(year, 5), types=(kind,)))
        for n in range(number)
    ]


def record(desk: Desk, files: Sequence[CaseFile]) -> None:
    desk.import_cases(CasesPreview(tuple(files), (), ()))


def prepared(desk: Desk, year: int = 2025, *, restated: bool = False) -> Prepared:
    """Ready for all readers."""
    found = desk.prepare(year, restated=restated)
    for edition in desk.editions():
        found = found.with_confirmed(found.to_confirm(edition), edition)
    return found


def total_of(found: Prepared, table: str = "types", year: str = "2025") -> object:
    return found.release.publication.tables[table].at(**{PERIOD: year})


def copied(vault: Path, to: Path) -> Path:
    shutil.copytree(vault, to)
    to.chmod(0o700)
    return to


def opened(path: Path) -> Desk:
    return open_vault(path, PASSPHRASE, limits=CHEAP_LIMITS)
