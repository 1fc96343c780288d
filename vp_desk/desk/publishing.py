"""From a prepared year to files. What leaves is attacked first, and written in the ledger before it appears.

The order: make the files in memory, read them back and audit them with everything that was released
before, write the release in the ledger as pending, put the files at their places, confirm. Whenever the
program is stopped, there is no file that the ledger does not know.
"""

import secrets
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from vp_desk.aggregate import Edition
from vp_desk.desk.attack import Leaving, Verdict, attack
from vp_desk.desk.everything import SUFFIX, everything
from vp_desk.desk.making import Stage, Tell, unheard, within
from vp_desk.desk.releasing import ReleaseDesk
from vp_desk.desk.reports import Prepared
from vp_desk.dutch import day_label, listing
from vp_desk.errors import VpDeskError
from vp_desk.group_disclosure import SharedAnswerError
from vp_desk.periods import ReportingCalendar
from vp_desk.released import Publication as Released
from vp_desk.releases import (
    CONCEPT,
    REPORT,
    EventKind,
    Ledger,
    Publication,
    Release,
    ReleasedFile,
    ReleaseEvent,
    reference,
)
from vp_desk.reporting.annual import annual_report
from vp_desk.reporting.document import Document
from vp_desk.reporting.facts import ReportFacts
from vp_desk.storage import releases, settings
from vp_desk.storage.database import Database
from vp_desk.storage.files import explained, none_there, write_files
from vp_desk.storage.marks import Marks
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import Lists

#: Seconds after which who waits for another report is told that it still does.
_PATIENCE = 0.1


class UnknownEditionError(VpDeskError):
    """An edition that does not exist."""

    def __init__(self, known: Sequence[Edition]) -> None:
        names = ", ".join(edition.code for edition in known)
        super().__init__(f"Deze editie bestaat niet. Kies uit: {names}.")


class WrongSuffixError(VpDeskError):
    """A file name that does not say in which format."""

    def __init__(self, suffixes: str) -> None:
        super().__init__(f"Geef het bestand een naam die eindigt op {suffixes}.")


class LeakError(VpDeskError):
    """A file that would give something away; it was not written."""

    def __init__(self, verdict: Verdict, readers: str) -> None:
        #: What was found.
        self.verdict = verdict
        told = " ".join(verdict.sentences[:3])
        more = len(verdict.sentences) - 3
        rest = f" En nog {more} plaatsen." if more > 0 else ""
        super().__init__(
            f"Er is geen bestand geschreven, want het zou iets verraden (lezer: {readers}). {told}{rest} "
            f"{verdict.advice}"
        )


@dataclass(frozen=True)
class ReportWritten:
    """A report that now stands on disk."""

    path: Path
    pages: int
    #: Dutch sentences on what could not be printed as it was typed.
    warnings: tuple[str, ...]
    #: By which the vault knows it.
    reference: str = ""


@dataclass(frozen=True)
class ReportDraft:
    """A report in memory: the very bytes that writing it now would put on disk."""

    content: bytes = field(repr=False)
    #: Whether every page says that it is one.
    concept: bool
    #: By which the vault would know it.
    reference: str
    #: Dutch sentences on what could not be printed as it was typed.
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """What the vault tells about its lists and years, for names of figures."""

    lists: Lists
    calendar: ReportingCalendar


@dataclass(frozen=True)
class Export:
    """One export in the making."""

    prepared: Prepared
    #: At least one; a report is for the first.
    editions: tuple[Edition, ...]
    facts: ReportFacts
    shape: Shape

    @property
    def readers(self) -> str:
        """Whom it is for, in words."""
        return listing([edition.label for edition in self.editions])

    @property
    def publications(self) -> tuple[Released, ...]:
        """What each kind of reader gets."""
        whole = self.prepared.release.publication
        return tuple(whole.for_edition(edition) for edition in self.editions)

    def report(self, facts: ReportFacts) -> Document:
        """The annual report.

        Args:
            facts: with the number that is printed on it.
        """
        return annual_report(self.publications[0], facts)


@dataclass(frozen=True)
class _Numbered:
    """An export with its number, and the ledger that it comes after."""

    export: Export
    ledger: Ledger
    publication: Publication
    #: What will be printed on it.
    facts: ReportFacts
    #: Releases that it replaces.
    replaced: tuple[Release, ...]


class Publisher:
    """Writes files of one vault; one at a time."""

    def __init__(self, vault: Vault, ledger: ReleaseDesk, marks: Marks) -> None:
        self._vault = vault
        self._ledger = ledger
        self._marks = marks
        self._one_at_a_time = threading.Lock()
        #: What lays out pages keeps things for itself that two reports may not share.
        self._laying_out = threading.Lock()
        #: Told the name of each step that is done, for tests that cut it off there.
        self.step: Callable[[str], None] = lambda _: None

    def draft(self, export: Export, tell: Tell = unheard) -> ReportDraft:
        """Make a report in memory. Nothing leaves the vault.

        Whether it is safe, and whether shared answers were confirmed, is not looked at.
        """
        numbered = self._numbered(export)
        document = export.report(numbered.facts)
        content = self.pdf_of(document, tell)
        facts = numbered.facts
        return ReportDraft(content, facts.concept, facts.reference, warnings_of(document))

    def check(self, export: Export, tell: Tell = unheard) -> Verdict:
        """Make a report in memory and attack it. Nothing leaves the vault.

        Whether shared answers were confirmed is not looked at.
        """
        numbered = self._numbered(export)
        content = self.pdf_of(export.report(numbered.facts), tell)
        return _attacked(numbered, {f"verslag{REPORT}": content}, tell)

    def write_report(self, export: Export, path: Path, tell: Tell = unheard) -> ReportWritten:
        """Write the annual report; see `Desk.write_report`."""
        from vp_desk.reporting.pdf import page_count  # noqa: PLC0415 - late

        if path.suffix.lower() != REPORT:
            raise WrongSuffixError(REPORT)
        with self._exporting(export) as numbered:
            document = export.report(numbered.facts)
            content = self.pdf_of(document, tell)
            self._leave(numbered, path, {path.name: content}, tell)
        pages, reference_of_it = page_count(content), numbered.facts.reference
        return ReportWritten(path, pages, warnings_of(document), reference_of_it)

    def write_aggregates(
        self, export: Export, path: Path, tell: Tell = unheard
    ) -> tuple[Path, ...]:
        """Write the tables; see `Desk.write_aggregates`."""
        from vp_desk.reporting.export import FORMATS, Source  # noqa: PLC0415 - late: not at start-up

        form = FORMATS.get(path.suffix.lower())
        if form is None:
            raise WrongSuffixError(", ".join(FORMATS))
        with self._exporting(export) as numbered:
            files = form.files(Source(export.publications, numbered.facts), path.stem)
            self._leave(numbered, path, files, tell)
        return tuple(map(path.with_name, files))

    def write_everything(self, path: Path, day: date) -> str:
        """Write all that the vault holds, in the clear; see `Desk.export_all`."""
        if path.suffix.lower() != SUFFIX:
            raise WrongSuffixError(SUFFIX)
        with self._one_at_a_time:
            self._ledger.demand_complete()
            with self._vault.read() as db:
                number, secret = releases.next_number(db), settings.disclosure_seed(db)
            mine = reference(secret, number)
            content = everything(self._vault, day, mine)
            release = Release(
                number,
                day,
                SUFFIX,
                "",
                "",
                (),
                "uzelf",
                frozenset(),
                None,
                str(path.parent.absolute()),
                (ReleasedFile.of(path.name, content),),
            )
            self.issue(None, release, path.parent, {path.name: content})
        return mine

    @contextmanager
    def numbering(self) -> Generator[tuple[Ledger, bytes]]:
        """The ledger and the secret of the vault; nobody else gets a number until the end of the block.

        Raises:
            LedgerGapError: numbers are missing.
        """
        with self._one_at_a_time:
            self._ledger.demand_complete()
            with self._vault.read() as db:
                found = releases.ledger(db), settings.disclosure_seed(db)
            yield found

    def issue(
        self,
        publication: Publication | None,
        release: Release,
        folder: Path,
        files: Mapping[str, bytes],
        replaced: Sequence[Release] = (),
        also: Callable[[Database], None] | None = None,
    ) -> None:
        """Write a release in the ledger, and put its files at their places.

        Args:
            publication: what it tells of; None = no figure at all.
            release: with its number.
            folder: for the files.
            files: by name.
            replaced: releases that it replaces.
            also: what is written down in the same transaction.

        Raises:
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        self._write_down(publication, release, also)
        self._put(folder, files, release, replaced)

    @contextmanager
    def _exporting(self, export: Export) -> Generator[_Numbered]:
        """The number of an export, kept for it until the end of the block.

        Raises:
            SharedAnswerError: the adviser has to confirm something first.
            LedgerGapError: numbers are missing.
        """
        for edition in export.editions:
            if asked := export.prepared.to_confirm(edition):
                raise SharedAnswerError(asked, edition.label)
        with self._one_at_a_time:
            self._ledger.demand_complete()
            yield self._numbered(export)

    def pdf_of(self, document: Document, tell: Tell) -> bytes:
        """The bytes of a document; one at a time."""
        from vp_desk.reporting.pdf import write_pdf  # noqa: PLC0415 - late: loads ReportLab

        while not self._laying_out.acquire(timeout=_PATIENCE):
            tell(Stage.LAY_OUT, 0, 0)
        try:
            return write_pdf(document, within(tell, Stage.LAY_OUT))
        finally:
            self._laying_out.release()

    def _leave(
        self, numbered: _Numbered, path: Path, files: Mapping[str, bytes], tell: Tell
    ) -> None:
        """Attack the files, write them in the ledger, and put them at their places.

        Args:
            numbered: of what they were made.
            path: the file that was asked for; others stand beside it.
            files: by name, the one that was asked for first.
            tell: hears of every step until the ledger knows of it.

        Raises:
            LeakError: the attack found something; nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        verdict = _attacked(numbered, files, tell)
        if not verdict.safe:
            raise LeakError(verdict, numbered.export.readers)
        release = _release(numbered, path, files)
        tell(Stage.WRITE, 0, 1)
        self.issue(numbered.publication, release, path.parent, files, numbered.replaced)

    def _numbered(self, export: Export) -> _Numbered:
        with self._vault.read() as db:
            ledger, secret = releases.ledger(db), settings.disclosure_seed(db)
        publication = publication_of(export.prepared, ledger)
        codes = [edition.code for edition in export.editions]
        replaced = ledger.replaced_by(publication, codes)
        words = [f"{reference(secret, r.number)} van {day_label(r.day)}" for r in replaced]
        mine = reference(secret, ledger.last_number + 1)
        facts = replace(export.facts, reference=mine, replaces=listing(words))
        return _Numbered(export, ledger, publication, facts, replaced)

    def _write_down(
        self,
        publication: Publication | None,
        release: Release,
        also: Callable[[Database], None] | None,
    ) -> None:
        with self._vault.write() as db:
            if also is not None:
                also(db)
            if publication is not None:
                releases.add_publication(db, publication)
            releases.add(db, release)
        self.step("pending")
        self._marks.put(self._vault.vault_id, release.number)
        self.step("marked")

    def _put(
        self,
        folder: Path,
        files: Mapping[str, bytes],
        release: Release,
        replaced: Sequence[Release] = (),
    ) -> None:
        contents = {folder / name: content for name, content in files.items()}
        try:
            with explained(folder):
                write_files(contents, self.step)
        except VpDeskError:
            if none_there({folder / file.name: file.digest for file in release.files}):
                failed = ReleaseEvent(EventKind.FAILED, release.day)
                with self._vault.write() as db:
                    releases.add_event(db, release.number, failed)
            raise
        self._ledger.confirm(release, replaced)
        self.step("confirmed")


def publication_of(prepared: Prepared, ledger: Ledger) -> Publication:
    """What later releases are laid beside: that of an earlier release when nothing in it differs."""
    kept = prepared.release.kept
    begin, last_case = prepared.year.begin.number, prepared.counted.last_case
    for known in ledger.publications:
        if (known.begin, known.last_case) == (begin, last_case) and kept.tells_as(known.kept):
            return known
    return Publication(secrets.token_hex(8), kept, begin, last_case)


def warnings_of(document: Document) -> tuple[str, ...]:
    """What could not be printed as it was typed, in Dutch sentences."""
    from vp_desk.reporting.pdf import missing_signs  # noqa: PLC0415 - late: loads ReportLab

    missing = missing_signs(document)
    if not missing:
        return ()
    return (f"Deze tekens kent het lettertype niet; er staat een vervangend teken: {missing}",)


def _attacked(numbered: _Numbered, files: Mapping[str, bytes], tell: Tell) -> Verdict:
    export = numbered.export
    leaving = Leaving(
        publication=numbered.publication,
        whole=export.prepared.release.publication,
        editions=export.editions,
        facts=numbered.facts,
        ledger=numbered.ledger,
        lists=export.shape.lists,
        calendar=export.shape.calendar,
    )
    return attack(leaving, files, within(tell, Stage.CHECK))


def _release(numbered: _Numbered, path: Path, files: Mapping[str, bytes]) -> Release:
    export = numbered.export
    told = export.prepared.release.publication.tables.keys()
    return Release(
        numbered.ledger.last_number + 1,
        export.facts.date,
        path.suffix.lower(),
        export.prepared.year.code,
        export.prepared.year.label,
        tuple(edition.code for edition in export.editions),
        f"{export.readers}{CONCEPT}" if numbered.facts.concept else export.readers,
        frozenset(n for edition in export.editions for n in edition.tables if n in told),
        numbered.publication.key,
        str(path.parent.absolute()),
        tuple(ReleasedFile.of(name, content) for name, content in files.items()),
    )
