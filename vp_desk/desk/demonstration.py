"""A vault with invented cases, with its reports and tables: to try the program on."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vp_desk.demo import LAST_YEAR, DemoDossier, invent
from vp_desk.desk.desk import Desk
from vp_desk.desk.vaults import create_vault
from vp_desk.errors import VpDeskError
from vp_desk.importing import CasesPreview

#: Everyone knows it: the vault of the demonstration holds nobody's secret.
PASSPHRASE = "een kluis om te proberen"  # noqa: S105


class DemoFolderError(VpDeskError):
    """A place where the demonstration would overwrite something."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"De map {folder} is niet leeg. Kies een nieuwe map voor het voorbeeld.")


@dataclass(frozen=True)
class Demonstration:
    """What was made."""

    vault: Path
    passphrase: str
    #: The reports of all editions and the tables.
    files: tuple[Path, ...]


def make_demo(folder: Path, today: date) -> Demonstration:
    """Make a vault with five invented years, the last year's reports and its tables.

    Raises:
        DemoFolderError: the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DemoFolderError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    dossier = invent()
    vault = folder / "kluis"
    with create_vault(vault, PASSPHRASE, dossier.organisation).desk as desk:
        fill(desk, dossier)
        prepared = desk.prepare(LAST_YEAR)
        reports = [
            desk.write_report(
                prepared,
                edition.code,
                folder / f"jaarverslag-{LAST_YEAR}-{edition.code}.pdf",
                today,
            ).path
            for edition in desk.editions()
        ]
        tables = [
            path
            for suffix in (".csv", ".xlsx", ".json")
            for path in desk.write_aggregates(
                prepared, None, folder / f"cijfers-{LAST_YEAR}{suffix}", today
            )
        ]
    return Demonstration(vault, PASSPHRASE, (*reports, *tables))


def fill(desk: Desk, dossier: DemoDossier) -> None:
    """Put an invented dossier into an empty vault."""
    desk.save_units(dossier.units, dossier.headcounts)
    desk.import_cases(CasesPreview(dossier.files, (), ()))
    for activity in dossier.activities:
        desk.add_activity(activity)
