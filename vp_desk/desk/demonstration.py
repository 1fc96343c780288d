"""A vault with invented cases, with its reports and tables: to try the program on."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from vp_desk.demo import LAST_YEAR, DemoDossier, invent
from vp_desk.desk.desk import Desk
from vp_desk.desk.dossier import OPEN_STATUSES
from vp_desk.desk.reports import Prepared
from vp_desk.desk.vaults import create_vault
from vp_desk.errors import VpDeskError
from vp_desk.importing import CasesPreview
from vp_desk.periods import Month
from vp_desk.records import Case
from vp_desk.storage.slots import DEFAULT_COST, LIMITS, Cost, Limits

#: In a practice vault only cases of the last so many months are open.
_OPEN_FOR = 6
#: When the reports of the demonstration were made.
_DAY_BEFORE, _DAY = date(LAST_YEAR, 1, 20), date(LAST_YEAR + 1, 1, 19)
#: Readers of the reports of the years before these two: so that the loop of four years can be read.
_OLDER = "authority"
#: So many cases of the year before were recorded after its report.
_LATE = 6
#: Everyone knows it: the vault of the demonstration holds nobody's secret.
PASSPHRASE = "een kluis om te proberen"  # noqa: S105

#: New cases of each year of the practice vault, oldest first; the last is the year that goes on.
PRACTICE_SIZES = (31, 38, 44, 48)


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


def make_demo(folder: Path) -> Demonstration:
    """Make a vault with five invented years: reports of four, the signal and the tables of the last one.

    Raises:
        DemoFolderError: the folder holds something.
    """
    refuse_filled(folder)
    folder.mkdir(parents=True, exist_ok=True)
    dossier = invent()
    vault = folder / "kluis"
    with create_vault(vault, PASSPHRASE, dossier.organisation).desk as desk:
        # First as it was when the report of the year before was made, so that the two can be laid side by
        # side; some of its cases were recorded later.
        known = [file for file in dossier.files if file.case.month.year < LAST_YEAR][:-_LATE]
        rest = [file for file in dossier.files if file not in known]
        fill(desk, replace(dossier, files=tuple(known)))
        reports = [_older_report(desk, year, folder) for year in (LAST_YEAR - 3, LAST_YEAR - 2)]
        before = confirmed(desk, desk.prepare(LAST_YEAR - 1))
        reports += _write_reports(desk, before, folder, _DAY_BEFORE)
        desk.import_cases(CasesPreview(tuple(rest), (), ()))
        reports += _write_signals(desk, folder)
        prepared = confirmed(desk, desk.prepare(LAST_YEAR))
        reports += _write_reports(desk, prepared, folder, _DAY)
        tables = [
            path
            for suffix in (".csv", ".xlsx", ".json")
            for path in desk.write_aggregates(
                prepared, None, folder / f"cijfers-{LAST_YEAR}{suffix}", _DAY
            )
        ]
    return Demonstration(vault, PASSPHRASE, (*reports, *tables))


def _older_report(desk: Desk, year: int, folder: Path) -> Path:
    prepared = confirmed(desk, desk.prepare(year))
    path = folder / f"jaarverslag-{year}-{_OLDER}.pdf"
    return desk.write_report(prepared, _OLDER, path, date(year + 1, 1, 20)).path


def _write_signals(desk: Desk, folder: Path) -> list[Path]:
    return [
        desk.write_signal(
            signal.id, folder / f"signaal-{signal.made_on:%Y-%m}.pdf", signal.made_on
        ).path
        for signal in desk.signals()
    ]


def _write_reports(desk: Desk, prepared: Prepared, folder: Path, today: date) -> list[Path]:
    year = prepared.year.code
    return [
        desk.write_report(
            prepared, edition.code, folder / f"jaarverslag-{year}-{edition.code}.pdf", today
        ).path
        for edition in desk.editions()
    ]


def confirmed(desk: Desk, prepared: Prepared) -> Prepared:
    """As if she had looked at every shared answer: nobody's, here."""
    for edition in desk.editions():
        prepared = prepared.with_confirmed(prepared.to_confirm(edition), edition)
    return prepared


def make_practice_vault(
    folder: Path, today: date, *, cost: Cost = DEFAULT_COST, limits: Limits = LIMITS
) -> Desk:
    """Make a vault of invented cases up to today, to learn the program on. Slow: derives keys.

    It holds last year, some of the years before for a trend, and what there is of this year. Anyone may know
    its passphrase, `PASSPHRASE`; the vault itself says that it is for practice.

    Returns:
        The vault, open.

    Raises:
        DemoFolderError: the folder holds something.
    """
    refuse_filled(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    dossier = _until(today, invent(sizes=PRACTICE_SIZES, last_year=today.year))
    desk = create_vault(folder, PASSPHRASE, dossier.organisation, cost=cost, limits=limits).desk
    try:
        desk.change_settings(replace(desk.settings, practice=True))
        fill(desk, dossier)
    except BaseException:
        desk.close()
        raise
    return desk


def practice_folder(beside: Path) -> Path:
    """A folder for a practice vault that is not there yet, such as `oefenkluis` or `oefenkluis-2`."""
    folder = beside / "oefenkluis"
    number = 1
    while folder.exists():
        number += 1
        folder = beside / f"oefenkluis-{number}"
    return folder


def _until(today: date, dossier: DemoDossier) -> DemoDossier:
    """Leave out what would still have to happen."""
    held = [
        replace(
            file,
            case=_settled(file.case, today),
            contacts=tuple(c for c in file.contacts if c.held_on <= today),
        )
        for file in dossier.files
    ]
    return replace(
        dossier,
        files=tuple(file for file in held if file.contacts),
        activities=tuple(a for a in dossier.activities if a.held_on <= today),
        # Nobody has written the report of a year that goes on.
        texts=tuple(t for t in dossier.texts if t.year < today.year),
        loop=dossier.loop.until(today),
    )


def _settled(case: Case, today: date) -> Case:
    """A case of long ago is not open any more; those of the last months may be."""
    old = case.month < Month.of(today).plus(-_OPEN_FOR)
    return replace(case, status="closed") if old and case.status in OPEN_STATUSES else case


def refuse_filled(folder: Path) -> None:
    """Refuse a folder that holds something.

    Raises:
        DemoFolderError: it does.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DemoFolderError(folder)


def fill(desk: Desk, dossier: DemoDossier) -> None:
    """Put an invented dossier into an empty vault."""
    desk.save_units(dossier.units, dossier.headcounts)
    desk.import_cases(CasesPreview(dossier.files, (), ()))
    for activity in dossier.activities:
        desk.add_activity(activity)
    for own in dossier.texts:
        desk.set_report_text(own.year, own.chapter, own.text, edition=own.edition)
    loop = dossier.loop
    for signal in loop.signals:
        desk.add_signal(signal)
    for recommendation in loop.recommendations:
        desk.add_recommendation(recommendation)
    for agreement in loop.agreements:
        desk.add_agreement(agreement)
    for talk in loop.planned:
        desk.plan_talk(talk)
    for check in loop.checks:
        desk.set_self_check(check)
    desk.history.forget()  # nobody did any of this
