"""What is brought in from files: cases with their contacts, and totals of earlier years."""

from collections.abc import Sequence
from pathlib import Path

from vp_desk.aggregate import Measure
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.counting import Counting
from vp_desk.desk.sources import CountedTwiceError
from vp_desk.errors import VpDeskError
from vp_desk.historic import HistoricTotal
from vp_desk.importing import (
    CasesPreview,
    TotalsDefaults,
    TotalsPreview,
    read_cases,
    read_totals,
)
from vp_desk.records import CaseCode, new_case_code
from vp_desk.storage import cases, historic, lists
from vp_desk.taxonomy import UNITS


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


class Importing(Counting):
    """The use cases that read a file, and store all of it or nothing."""

    # --- cases ---

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
        self.history.forget()
        return changed(ChangeKind.CASES, ChangeKind.LISTS)

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
