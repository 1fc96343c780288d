"""The desk: every use case of one open vault. The window and the command line are skins on it."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from vp_desk.aggregate import CaseFile, Edition, Measure, publication_plan
from vp_desk.desk import case_list, publishing, reports
from vp_desk.desk.case_list import CaseList, CaseRow
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.passphrase import check_new_passphrase
from vp_desk.desk.publishing import ReportWritten
from vp_desk.desk.reports import CountedTwiceError, Prepared
from vp_desk.desk.settings import VaultSettings
from vp_desk.desk.views import Views
from vp_desk.disclosure import Progress
from vp_desk.errors import VpDeskError
from vp_desk.fields import (
    ACTIVITY_FIELDS,
    CASE_FIELDS,
    CONTACT_FIELDS,
    unknown_codes,
)
from vp_desk.historic import HistoricTotal
from vp_desk.importing import (
    CasesPreview,
    TotalsDefaults,
    TotalsPreview,
    read_cases,
    read_totals,
    unit_code,
)
from vp_desk.periods import ReportingCalendar, ReportingYear
from vp_desk.records import Activity, Case, CaseCode, Contact, new_case_code
from vp_desk.reporting.facts import ReportFacts
from vp_desk.selection import Selection
from vp_desk.storage import (
    activities,
    cases,
    contacts,
    counts,
    historic,
    lists,
    settings,
    verify,
)
from vp_desk.storage.database import Database
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import CURRENT_TYPES, UNITS, Code, Lists, type_versions

_SETTINGS_KEY = "settings"


class UnknownCodeError(VpDeskError):
    """A value that no list of this vault knows."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"Bij '{field}' staat een waarde die niet in de lijst van deze kluis voorkomt. Kies opnieuw."
        )


class TotalsExistError(VpDeskError):
    """Totals of a year that already has some."""

    def __init__(self, years: Sequence[int]) -> None:
        super().__init__(
            f"Er staan al totalen van {', '.join(map(str, years))} in de kluis. "
            "Verwijder die eerst als u ze wilt vervangen."
        )


class NotImportableError(VpDeskError):
    """A file with mistakes in it. Nothing of it is stored."""

    def __init__(self, preview: CasesPreview | TotalsPreview) -> None:
        first = f" {preview.problems[0]}" if preview.problems else " Er staan geen rijen in."
        more = len(preview.problems) - 1
        rest = f" En nog {more} regels." if more > 0 else ""
        super().__init__(
            f"Er is niets ingelezen: het bestand is nog niet in orde.{first}{rest} "
            "Verbeter het bestand en lees het opnieuw in."
        )


class DamagedVaultError(VpDeskError):
    """Damage was found where a report needs certainty."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(
            f"De kluis is beschadigd: {problems[0]} Maak geen rapport uit deze kluis. "
            "Zet een reservekopie van de map terug."
        )


class Desk:
    """One open vault. May be used from every thread; ends with `close`."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @property
    def path(self) -> Path:
        """The folder of the vault."""
        return self._vault.folder

    @cached_property
    def lists(self) -> Lists:
        """The code lists, with the organisation's own codes."""
        with self._vault.read() as db:
            return lists.load(db)

    @cached_property
    def settings(self) -> VaultSettings:
        """The settings of this vault."""
        with self._vault.read() as db:
            stored: Mapping[str, object] | None = settings.get(db, _SETTINGS_KEY)
        return VaultSettings.from_stored(stored or {})

    @property
    def calendar(self) -> ReportingCalendar:
        """How this organisation cuts time into reporting years."""
        return ReportingCalendar(self.settings.first_month)

    @cached_property
    def views(self) -> Views:
        """The kept ways to look at the list of cases."""
        return Views(self._vault)

    # --- the vault ---

    def confirm_recovery_code(self, typed: str) -> None:
        """Prove that the retyped code opens this vault. Slow: derives a key.

        Raises:
            RecoveryCodeTypoError, WrongRecoveryCodeError: it does not.
        """
        self._vault.check_recovery_code(typed)

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase. Slow: derives two keys.

        Raises:
            WrongPassphraseError, WeakPassphraseError: nothing was changed.
        """
        check_new_passphrase(new)
        self._vault.change_passphrase(old, new)

    def set_passphrase(self, new: str) -> None:
        """Choose a new passphrase, in a vault that was opened with the recovery code."""
        check_new_passphrase(new)
        self._vault.set_passphrase(new)

    def change_settings(self, new: VaultSettings) -> Changes:
        """Store the settings."""
        with self._vault.write() as db:
            settings.put(db, _SETTINGS_KEY, new.to_stored())
        self.__dict__.pop("settings", None)
        return changed(ChangeKind.SETTINGS)

    def check(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Verify every row of the vault. Returns the problems as Dutch sentences; none = sound."""
        seen = verify.problems(self._vault, progress or (lambda _done, _of: None))
        return tuple(str(problem) for problem in seen)

    def assure(self, progress: Progress | None = None) -> None:
        """Make sure that the vault is sound: what a report needs, and what is done after unlocking.

        Looks at every row once; after that only whether the file is still the same.

        Raises:
            DamagedVaultError: something is not what was written.
        """
        found = verify.assured(self._vault, progress or (lambda _done, _of: None))
        if found:
            raise DamagedVaultError([str(problem) for problem in found])

    def close(self) -> None:
        """Close the vault."""
        self._vault.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- cases and contacts ---

    def count_cases(self, selection: Selection) -> int:
        """How many cases a selection holds."""
        with self._vault.read() as db:
            return cases.total(db, selection, self.lists)

    def list_cases(self, selection: Selection, size: int, near: CaseCode | None = None) -> CaseList:
        """How many cases a selection holds, its first page and the page of one case, of one moment.

        Args:
            selection: which cases, and in what order.
            size: of a page.
            near: a case that should be in sight; None = whichever comes first.
        """
        with self._vault.read() as db:
            return case_list.listing(db, selection, self.lists, size, near)

    def page_of_cases(self, selection: Selection, offset: int, limit: int) -> tuple[CaseRow, ...]:
        """Some cases of a selection, in its order."""
        with self._vault.read() as db:
            return case_list.page(db, selection, self.lists, offset, limit)

    def case(self, code: CaseCode) -> CaseFile:
        """A case with its note and its contacts, oldest first."""
        with self._vault.read() as db:
            return CaseFile(cases.get(db, code), contacts.of_case(db, code))

    def new_case_code(self) -> CaseCode:
        """A code that no case has."""
        with self._vault.read() as db:
            return new_case_code(cases.Codes(db))

    def add_case(self, case: Case, first_contact: Contact | None) -> Changes:
        """Store a new case, with its first contact if there is one.

        Raises:
            UnknownCodeError: a value is in no list.
        """
        self._check_codes(case)
        with self._vault.write() as db:
            cases.add(db, case)
            if first_contact is not None:
                self._check_codes(first_contact)
                contacts.add(db, replace(first_contact, case=case.code))
        return changed(ChangeKind.CASES)

    def change_case(self, case: Case) -> Changes:
        """Store a case as it is now.

        Raises:
            UnknownCodeError: a value is in no list.
        """
        self._check_codes(case)
        with self._vault.write() as db:
            cases.update(db, case)
        return changed(ChangeKind.CASES)

    def delete_case(self, code: CaseCode) -> Changes:
        """Delete a case with its contacts and notes, for good."""
        with self._vault.write() as db:
            cases.delete(db, code)
        return changed(ChangeKind.CASES)

    def add_contact(self, contact: Contact) -> Changes:
        """Store a new contact under its case."""
        self._check_codes(contact)
        with self._vault.write() as db:
            contacts.add(db, contact)
        return changed(ChangeKind.CASES)

    def change_contact(self, contact: Contact) -> Changes:
        """Store a contact as it is now."""
        self._check_codes(contact)
        with self._vault.write() as db:
            contacts.update(db, contact)
        return changed(ChangeKind.CASES)

    def delete_contact(self, contact: Contact) -> Changes:
        """Delete a contact and its note, for good."""
        with self._vault.write() as db:
            contacts.delete(db, contact.id)
        return changed(ChangeKind.CASES)

    def add_activity(self, activity: Activity) -> Changes:
        """Store work that belongs to no case."""
        self._check_codes(activity)
        with self._vault.write() as db:
            activities.add(db, activity)
        return changed(ChangeKind.CASES)

    def activities(self, year: ReportingYear) -> tuple[Activity, ...]:
        """The activities of one reporting year."""
        with self._vault.read() as db:
            return activities.between(db, year.begin, year.end)

    def _check_codes(self, record: Case | Contact | Activity) -> None:
        fields = {Case: CASE_FIELDS, Contact: CONTACT_FIELDS, Activity: ACTIVITY_FIELDS}
        for field, _ in unknown_codes(record, fields[type(record)], self.lists):
            raise UnknownCodeError(field.label)

    def case_years(self) -> tuple[ReportingYear, ...]:
        """The years that hold cases, contacts or totals, newest first."""
        with self._sources() as sources:
            years = {*sources.case_years, *sources.contact_years}
            years |= {sources.calendar.year(total.year) for total in sources.totals}
        return tuple(sorted(years, reverse=True))

    def read_cases(self, path: Path, contacts_path: Path | None = None) -> CasesPreview:
        """Read a file of cases without storing anything.

        Raises:
            UnreadableFileError: it is no such file.
        """
        with self._vault.read() as db:
            taken = set(cases.codes(db))

        def code() -> CaseCode:
            new = new_case_code(taken)
            taken.add(new)
            return new

        return read_cases(path, contacts_path, self.lists, code)

    def import_cases(self, preview: CasesPreview) -> Changes:
        """Store all cases of a file, or none.

        Raises:
            NotImportableError: the file has mistakes.
        """
        if not preview.can_import:
            raise NotImportableError(preview)
        with self._vault.write() as db:
            if preview.new_units:
                lists.save(db, UNITS, (*lists.own(db).get(UNITS, ()), *preview.new_units))
            cases.add_files(db, preview.files)
        self._forget_lists()
        return changed(ChangeKind.CASES, ChangeKind.LISTS)

    # --- organisational units ---

    def add_unit(
        self, label: str, headcounts: Mapping[int, int], parent: str | None = None
    ) -> Changes:
        """Add an organisational unit, or a part of one, with its number of people per year."""
        code = unit_code(label, self.lists[UNITS])
        return self.save_units(
            (*self.lists[UNITS], Code(f"{parent}.{code}" if parent else code, label, label)),
            {(f"{parent}.{code}" if parent else code, year): n for year, n in headcounts.items()},
        )

    def save_units(
        self, units: Sequence[Code], headcounts: Mapping[tuple[str, int], int]
    ) -> Changes:
        """Store the list of units, and numbers of people by (unit, year)."""
        with self._vault.write() as db:
            lists.save(db, UNITS, tuple(units))
            for (unit, year), people in headcounts.items():
                lists.set_headcount(db, unit, year, people)
        self._forget_lists()
        return changed(ChangeKind.LISTS)

    def headcounts(self) -> Mapping[tuple[str, int], int]:
        """Number of people by (unit, year)."""
        with self._vault.read() as db:
            return lists.headcounts(db)

    def _forget_lists(self) -> None:
        self.__dict__.pop("lists", None)

    # --- totals of earlier years ---

    def read_totals(
        self,
        path: Path,
        measure: Measure = Measure.CASES,
        published: bool | None = None,
        code_list: str | None = None,
    ) -> TotalsPreview:
        """Read a file of totals without storing anything.

        Args:
            path: the file.
            measure: what its figures count, where it does not say so itself.
            published: whether everyone knows these figures, where it does not say so itself; None
                means yes.
            code_list: the version of the list of types; None = the one that fits best.

        Raises:
            UnreadableFileError: it is no such file.
        """
        known = True if published is None else published
        return read_totals(path, TotalsDefaults(measure, known, code_list))

    def import_totals(self, preview: TotalsPreview) -> Changes:
        """Store all totals of a file, or none.

        Raises:
            NotImportableError: the file has mistakes.
            TotalsExistError: there are totals of such a year already.
            CountedTwiceError: there are own cases in such a year.
        """
        if not preview.can_import:
            raise NotImportableError(preview)
        years = {(row.year, row.measure) for row in preview.rows}
        with self._sources() as sources:
            known = {(row.year, row.measure) for row in sources.totals}
            own = {
                (year.year, measure)
                for measure in {measure for _, measure in years}
                for year in (sources.contact_years if measure.by_contact else sources.case_years)
            }
        if both := years & known:
            raise TotalsExistError(sorted({year for year, _ in both}))
        if both := years & own:
            raise CountedTwiceError(sorted({str(year) for year, _ in both}))
        with self._vault.write() as db:
            historic.add(db, preview.rows)
        return changed(ChangeKind.TOTALS)

    def totals(self) -> tuple[HistoricTotal, ...]:
        """All totals of earlier years."""
        with self._vault.read() as db:
            return historic.totals(db)

    def forget_totals(self, year: int) -> Changes:
        """Delete the totals of one year."""
        with self._vault.write() as db:
            rows = {(row.measure, row.code_list) for row in historic.totals(db) if row.year == year}
            for measure, code_list in rows:
                historic.delete(db, year, measure, code_list)
        return changed(ChangeKind.TOTALS)

    # --- the report ---

    def editions(self) -> tuple[Edition, ...]:
        """The kinds of readers, each with its own tables."""
        return publication_plan().editions

    def prepare(
        self, year: int, progress: Progress | None = None, trend_years: int | None = None
    ) -> Prepared:
        """Count one reporting year and decide what may be told. Long.

        Args:
            year: the reporting year.
            progress: hears of every step; may raise to cancel.
            trend_years: years in the trend; None = as the settings say.

        Raises:
            DamagedVaultError: a row is not what was written.
            NothingToReportError, CountedTwiceError, UnprotectableError: see `reports.prepare`.
        """
        self.assure()
        with self._sources() as sources:
            asked = sources.settings
            if trend_years is not None:
                asked = replace(asked, trend_years=trend_years)
            return reports.prepare(replace(sources, settings=asked), year, progress)

    def write_report(
        self, prepared: Prepared, edition: str, path: Path, today: date
    ) -> ReportWritten:
        """Write the annual report for one kind of reader; the file appears whole or not at all.

        Raises:
            WrongSuffixError, UnknownEditionError: nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        return publishing.write_report(prepared, edition, path, self._facts(prepared, today))

    def write_aggregates(
        self, prepared: Prepared, edition: str | None, path: Path, today: date
    ) -> tuple[Path, ...]:
        """Write the tables for one kind of reader, or all of them; the suffix says in which format.

        Returns the files: the one that was asked for, and with a CSV the explanation beside it.

        Raises:
            WrongSuffixError, UnknownEditionError: nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        return publishing.write_aggregates(prepared, edition, path, self._facts(prepared, today))

    def _facts(self, prepared: Prepared, today: date) -> ReportFacts:
        statuses = self.lists["status"]
        return ReportFacts(
            organisation=self.settings.organisation,
            year=prepared.year,
            date=today,
            headcount=prepared.staff,
            taxonomy=type_versions()[CURRENT_TYPES].label,
            not_counted=tuple(
                statuses.label_of(code) for code in sorted(self.settings.uncounted_statuses)
            ),
        )

    @contextmanager
    def _sources(self) -> Generator[reports.Sources]:
        """What a report is made from, all of one moment."""
        with self._vault.read() as db:
            yield self._sources_in(db)

    def _sources_in(self, db: Database) -> reports.Sources:
        return reports.Sources(
            settings=self.settings,
            lists=self.lists,
            fetch=counts.fetcher(db, self.calendar),
            case_years=counts.years_with(db, self.calendar, cases.TABLE),
            contact_years=counts.years_with(db, self.calendar, contacts.TABLE),
            totals=historic.totals(db),
            headcounts=lists.headcounts(db),
            seed=settings.disclosure_seed(db),
        )
