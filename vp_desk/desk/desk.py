"""The desk: every use case of one open vault. The window and the command line are skins on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from vp_desk.advice import Signal, SignalId, Theme
from vp_desk.aggregate import Edition
from vp_desk.chapters import Chapter
from vp_desk.desk import publishing, reports
from vp_desk.desk.attack import Verdict
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.clock import Clock, now
from vp_desk.desk.counting import CHOICES_KEY, choices_in
from vp_desk.desk.editions import Editions
from vp_desk.desk.importing import Importing
from vp_desk.desk.list_editing import ListEditing
from vp_desk.desk.making import Stage, Tell, unheard, within
from vp_desk.desk.many_years import (
    ReleasedYears,
    released_years,
)
from vp_desk.desk.publishing import Export, Publisher, ReportDraft, ReportWritten
from vp_desk.desk.releasing import ReleaseDesk
from vp_desk.desk.reports import Counted, Prepared
from vp_desk.desk.signalling import Issue, Known, Signaller, theme_problem
from vp_desk.desk.told_loop import told_loop
from vp_desk.disclosure import Progress
from vp_desk.own_text import texts_for
from vp_desk.periods import Month, ReportingYear
from vp_desk.reporting.facts import ReportFacts
from vp_desk.storage import (
    lists,
    patterns,
    settings,
)
from vp_desk.storage.marks import Marks, default_place
from vp_desk.storage.rows import RecordMissingError
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import CURRENT_TYPES, UNITS, Code, own_code, type_versions
from vp_desk.work import Work, work_of


class Desk(Importing):
    """One open vault. May be used from every thread; ends with `close`."""

    def __init__(self, vault: Vault, marks: Marks | None = None, clock: Clock = now) -> None:
        """Take an open vault.

        Args:
            vault: closed by `close`.
            marks: where this computer keeps how far the ledger of each vault has come; None = as usual.
            clock: tells the moment at which something is written down.
        """
        super().__init__(vault, clock)
        marks = marks or Marks(default_place())
        #: What left the vault, and what became of it.
        self.released = ReleaseDesk(vault, marks, self.safety)
        self._publisher = Publisher(vault, self.released, marks)
        self._signaller = Signaller(self._publisher)
        self._editions = Editions(vault)

    # --- organisational units ---

    def add_unit(
        self, label: str, headcounts: Mapping[int, int], parent: str | None = None
    ) -> Changes:
        """Add an organisational unit, or a part of one, with its number of people per year."""
        code = own_code(label, self.lists[UNITS], parent)
        return self.save_units(
            (*self.lists[UNITS], Code(code, label, label)),
            {(code, year): people for year, people in headcounts.items()},
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

    @cached_property
    def list_editing(self) -> ListEditing:
        """The use cases that change the code lists, and the breaks in the trend."""
        return ListEditing(self._vault, lambda: self.calendar, self._forget_lists)

    def save_headcounts(self, headcounts: Mapping[tuple[str, int], int | None]) -> Changes:
        """Store numbers of people by (unit, year); None forgets one."""
        with self._vault.write() as db:
            for (unit, year), people in headcounts.items():
                lists.set_headcount(db, unit, year, people)
        return changed(ChangeKind.LISTS)

    # --- the report ---

    def editions(self) -> tuple[Edition, ...]:
        """The kinds of readers, each with its own tables: those of the program and own ones."""
        return self._editions.all()

    def save_edition(self, edition: Edition) -> Changes:
        """Add readers of one's own (their code is empty), or change them; see `Editions.save`."""
        return self._editions.save(edition)

    def set_chapters(self, code: str, chapters: Iterable[str]) -> Changes:
        """Switch chapters of readers on and off, also of those of the program; see `Editions.set_chapters`."""
        return self._editions.set_chapters(code, chapters)

    def remove_edition(self, code: str) -> Changes:
        """Take readers of one's own away; see `Editions.remove`."""
        return self._editions.remove(code)

    def prepare(
        self,
        year: int,
        progress: Progress | None = None,
        trend_years: int | None = None,
        *,
        restated: bool = False,
    ) -> Prepared:
        """Count one reporting year and decide what may be told. Long.

        Args:
            year: the reporting year.
            progress: hears of every step; may raise to cancel.
            trend_years: years in the trend; None = as the settings say.
            restated: by the figures of now, also when the year was released before.

        Raises:
            DamagedVaultError: a row is not what was written.
            NothingToReportError, CountedTwiceError, UnprotectableError: see `reports`.
        """
        return reports.protect(self.count(year, trend_years, restated=restated), progress=progress)

    def released_years(self, number: int, tell: Tell = unheard) -> ReleasedYears:
        """The same years as they will be released with the report of a year. Long.

        Args:
            number: the reporting year.
            tell: hears of every step; may raise to stop.

        Raises:
            DamagedVaultError, NothingToReportError, CountedTwiceError, UnprotectableError: see `prepare`.
        """
        tell(Stage.COUNT, 0, 0)
        counted = self.count(number, progress=within(tell, Stage.COUNT))
        tell(Stage.PROTECT, 0, 0)
        prepared = reports.protect(counted, progress=within(tell, Stage.PROTECT))
        return released_years(prepared, counted.staff_of_years)

    def keep_choices(self, prepared: Prepared) -> Changes:
        """Keep the steps and confirmations of a year: its next report is told in the same way."""
        with self._vault.write() as db:
            kept = {code: each.to_stored() for code, each in choices_in(db).items()}
            kept[prepared.year.code] = prepared.choices.to_stored()
            settings.put(db, CHOICES_KEY, kept)
        return changed(ChangeKind.CHOICES)

    def count(
        self,
        year: int,
        trend_years: int | None = None,
        *,
        restated: bool = False,
        progress: Progress | None = None,
    ) -> Counted:
        """Count one reporting year, to decide afterwards what may be told. Long.

        Args:
            year: the reporting year.
            trend_years: years in the trend; None = as the settings say.
            restated: by the figures of now, also when the year was released before.
            progress: hears of every step; may raise to cancel.

        Raises:
            DamagedVaultError: a row is not what was written.
            NothingToReportError, CountedTwiceError: see `reports.count`.
        """
        self.assure(progress)
        with self._sources() as sources:
            asked = sources.settings
            if trend_years is not None:
                asked = replace(asked, trend_years=trend_years)
            return reports.count(replace(sources, settings=asked), year, restated=restated)

    def draft_report(
        self,
        prepared: Prepared,
        edition: str,
        today: date,
        *,
        concept: bool = True,
        tell: Tell = unheard,
    ) -> ReportDraft:
        """Make the annual report for one kind of reader in memory, as `write_report` would write it now.

        Nothing leaves the vault, so nothing is asked: neither whether it is safe nor whether shared answers
        were confirmed.

        Args:
            prepared: the year.
            edition: code of the readers.
            today: printed on it.
            concept: every page says that it is one.
            tell: hears of every step; may raise to cancel.

        Raises:
            UnknownEditionError: there are no such readers.
        """
        export = self._report(prepared, edition, today, concept=concept)
        return self._publisher.draft(export, tell)

    def write_report(
        self,
        prepared: Prepared,
        edition: str,
        path: Path,
        today: date,
        *,
        concept: bool = False,
        tell: Tell = unheard,
    ) -> ReportWritten:
        """Write the annual report for one kind of reader; the file appears whole or not at all.

        Args:
            prepared: the year.
            edition: code of the readers.
            path: of the file.
            today: printed on it.
            concept: every page says that it is one. It is a release all the same: readers have it.
            tell: hears of every step; may raise to cancel, and then nothing was written.

        Raises:
            WrongSuffixError, UnknownEditionError: nothing was written.
            SharedAnswerError: the adviser has to confirm something first; nothing was written.
            LedgerGapError, LeakError: see `publishing.Publisher`; nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        export = self._report(prepared, edition, today, concept=concept)
        return self._publisher.write_report(export, path, tell)

    def write_aggregates(
        self,
        prepared: Prepared,
        edition: str | None,
        path: Path,
        today: date,
        tell: Tell = unheard,
    ) -> tuple[Path, ...]:
        """Write the tables for one kind of reader, or all of them; the suffix says in which format.

        Returns the files: the one that was asked for, and with a CSV the explanation beside it.

        Raises:
            WrongSuffixError, UnknownEditionError: nothing was written.
            SharedAnswerError: the adviser has to confirm something first; nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        editions = self.editions() if edition is None else self._edition(edition)
        export = self._export(prepared, editions, today)
        return self._publisher.write_aggregates(export, path, tell)

    def export_all(self, path: Path, today: date) -> str:
        """Write all that the vault holds as one readable JSON file, not encrypted. The caller has asked.

        Returns:
            The number of this release: it is in the ledger as every file.

        Raises:
            DamagedVaultError, WrongSuffixError, LedgerGapError: nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        self.assure()
        return self._publisher.write_everything(path, today)

    def check_release(
        self, prepared: Prepared, edition: str, today: date, tell: Tell = unheard
    ) -> Verdict:
        """Make the report of an edition in memory and attack it as an outsider would. Nothing leaves. Long.

        It is the final one that is attacked.
        """
        return self._publisher.check(self._report(prepared, edition, today), tell)

    # --- signals that leave ---

    def theme_problem(self, theme: Theme, year: int, today: date) -> str:
        """Why a theme may not be named in a signal on paper; empty = it may. For the adviser's own screen."""
        return theme_problem(theme, self._known_of(self.calendar.year(year), today), self.lists)

    def draft_signal(self, signal: Signal, today: date, tell: Tell = unheard) -> ReportDraft:
        """Make a signal in memory, as `write_signal` would write it now; also of one that is not stored.

        Nothing leaves the vault, so nothing is asked.
        """
        return self._signaller.draft(self._issue(signal, today), tell)

    def check_signal(self, signal: Signal, today: date, tell: Tell = unheard) -> Verdict:
        """Make a signal in memory and attack it as an outsider would. Nothing leaves the vault. Long."""
        return self._signaller.check(self._issue(signal, today), tell)

    def write_signal(
        self, number: SignalId, path: Path, today: date, tell: Tell = unheard
    ) -> ReportWritten:
        """Write a signal; the file appears whole or not at all. From then on its words stay the same. Long.

        Raises:
            RecordMissingError: it is not there any more.
            WrongSuffixError, ThemeTooSmallError, LedgerGapError, LeakError: nothing was written.
            DamagedVaultError: a row is not what was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        signal = self.signal(number)
        if signal is None:
            raise RecordMissingError
        written = self._signaller.write(self._issue(signal, today), path, tell)
        self.history.forget()
        return written

    def _issue(self, signal: Signal, today: date) -> Issue:
        year = self.calendar.year(signal.year)
        try:
            counted = self.count(signal.year)
        except reports.NothingToReportError:
            counted = None
        facts = ReportFacts(self.settings.organisation, year, today)
        given = (each for each in self.recommendations() if signal.id and each.signal == signal.id)
        threshold = counted.policy.threshold if counted else self.settings.threshold
        return Issue(
            signal,
            tuple(given),
            counted,
            replace(self._known_of(year, today), threshold=threshold),
            year,
            replace(facts, headcount=counted.staff if counted else None),
            self.lists,
            self.calendar,
        )

    def _known_of(self, year: ReportingYear, today: date) -> Known:
        end = min(year.end, Month.of(today).plus(1))
        asked, people = self.settings, self.headcounts()
        with self._vault.read() as db:
            held = patterns.main_types(db, year.begin, end, asked.uncounted_statuses)
        units = {u.code: people.get((u.code, year.year)) for u in self.lists[UNITS]}
        few = {u for u, n in units.items() if n is not None and n < asked.minimum_headcount}
        unknown = {u for u, n in units.items() if n is None}
        return Known(held, asked.threshold, frozenset(few), frozenset(unknown), year.label)

    def _report(
        self, prepared: Prepared, code: str, today: date, *, concept: bool = False
    ) -> Export:
        """The report of one edition, with what the adviser wrote herself and what she did beside her cases."""
        export = self._export(prepared, self._edition(code), today, concept=concept)
        edition, year = export.editions[0], prepared.year
        texts = texts_for(self.report_texts(year.year), code)
        facts = replace(
            export.facts,
            texts={chapter: texts[chapter] for chapter in edition.chapters if chapter in texts},
            work=work_of(self.activities(year), self.lists)
            if Chapter.WORK in edition.chapters
            else Work(),
            loop=told_loop(self, year, today).within(edition.chapters),
        )
        return replace(export, facts=facts)

    def _export(
        self,
        prepared: Prepared,
        editions: tuple[Edition, ...],
        today: date,
        *,
        concept: bool = False,
    ) -> Export:
        shape = publishing.Shape(self.lists, self.calendar)
        facts = replace(self._facts(prepared, today), concept=concept)
        return Export(prepared, editions, facts, shape)

    def _edition(self, code: str) -> tuple[Edition, ...]:
        known = self.editions()
        found = tuple(edition for edition in known if edition.code == code)
        if not found:
            raise publishing.UnknownEditionError(known)
        return found

    def _facts(self, prepared: Prepared, today: date) -> ReportFacts:
        statuses = self.lists["status"]
        return ReportFacts(
            organisation=self.settings.organisation,
            year=prepared.year,
            date=today,
            headcount=prepared.staff,
            headcounts=prepared.counted.staff_of_years,
            taxonomy=type_versions()[CURRENT_TYPES].label,
            logo=self.logo,
            not_counted=tuple(
                statuses.label_of(code) for code in sorted(self.settings.uncounted_statuses)
            ),
        )
