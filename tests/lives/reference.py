"""The labels that reports use: from one JSON export of a vault with every table in it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.conftest import CHEAP, CHEAP_LIMITS
from tests.lives.reading import Words
from vp_desk.aggregate import CaseFile
from vp_desk.demo import UNITS, invent
from vp_desk.desk import PRACTICE_PASSPHRASE, create_vault
from vp_desk.importing import CasesPreview
from vp_desk.records import CaseCode
from vp_desk.taxonomy import Code


def words_of_reports(folder: Path) -> Words:
    """Release two years, with late cases of the first in the second."""
    made = create_vault(
        folder / "kluis", PRACTICE_PASSPHRASE, "Voorbeeld", cost=CHEAP, limits=CHEAP_LIMITS
    )
    files = invent(1, (60, 60), 2025).files
    late = tuple(
        CaseFile(replace(file.case, code=CaseCode(f"laat-{number}")))
        for number, file in enumerate(files[:9])
    )
    with made.desk as desk:
        units = tuple(Code(code, label, label) for code, (label, _) in UNITS.items())
        desk.save_units(units, {(u, y): n for u, (_, n) in UNITS.items() for y in (2024, 2025)})
        desk.import_cases(CasesPreview(files, (), ()))
        for year, more in ((2024, late), (2025, ())):
            path = folder / f"{year}.json"
            desk.write_aggregates(desk.prepare(year), "authority", path, date(year + 1, 1, 9))
            if more:
                desk.import_cases(CasesPreview(more, (), ()))
    words = Words.of(folder / "2024.json", folder / "2025.json")
    assert "late_cases" in words.axes
    return words
