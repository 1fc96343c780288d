"""Two entries of a list that become one from a year on, and the breaks that this makes in the trend.

Nothing that was stored changes: records from before keep their code and are counted under it. The break says
why the figures on both sides of it cannot be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vp_desk.axes import TableNote
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.refusals import ListRefusal
from vp_desk.historic import category_of, top_of
from vp_desk.periods import FIRST_YEAR, LAST_YEAR, ReportingYear
from vp_desk.storage import historic
from vp_desk.storage.database import Database
from vp_desk.storage.usage import Usage
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import TYPES, CodeList


class MergeError(ListRefusal):
    """Two entries that cannot become one."""

    def __init__(self, message: str) -> None:
        super().__init__("into", message)


class BreakYearError(ListRefusal):
    """A year that is none."""

    def __init__(self) -> None:
        super().__init__("year", "Dit is geen jaar. Vul bijvoorbeeld 2026 in.")


class BreakReasonMissingError(ListRefusal):
    """A break that says nothing."""

    def __init__(self) -> None:
        super().__init__("reason", "Schrijf in één zin waarom de cijfers niet te vergelijken zijn.")


@dataclass(frozen=True, slots=True)
class Merge:
    """From a reporting year on, an entry counts with another."""

    name: str
    code: str
    into: str
    year: int
    reason: str
    #: The new name of what it goes into; empty = as it was.
    label: str = ""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do."""

    #: A sentence for the report, to be changed at will.
    reason: str
    #: Records of that year and later that hold the entry which is retired: they stay under it.
    since: Usage
    #: Labels of the rows of the trend that get a break; none when the trend does not notice.
    rows: tuple[str, ...]

    @classmethod
    def of(
        cls, codes: CodeList, code: str, into: str, year: ReportingYear, since: Usage
    ) -> "MergePreview":
        """Work it out."""
        tops = _rows(codes, code, into)
        return cls(
            reason=f"Vanaf {year.label} telt ‘{codes.label_of(code)}’ mee bij ‘{codes.label_of(into)}’.",
            since=since,
            rows=tuple(codes.label_of(top) for top in tops),
        )


def check_merge(codes: CodeList, code: str, into: str, year: int) -> None:
    """Refuse a merge that cannot be.

    Raises:
        MergeError, BreakYearError: it cannot.
    """
    if into not in codes or code == into:
        raise MergeError("Kies het onderdeel van de lijst waar dit bij gaat horen.")
    if into.startswith(f"{code}."):
        raise MergeError("Dit is zelf een deel van wat u wilt samenvoegen. Kies iets anders.")
    if not codes.is_offered(into):
        raise MergeError("Dit staat uit. Neem het eerst weer in gebruik, of kies iets anders.")
    if not codes.is_offered(code):
        raise MergeError("Dit staat al uit. Leg zo nodig zelf een trendbreuk vast, bij Rapport.")
    _check_year(year)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise BreakYearError


def _rows(codes: CodeList, code: str, into: str) -> tuple[str, ...]:
    """The rows of the trend that a merge breaks: within one row nothing changes but its parts."""
    tops = dict.fromkeys((top_of(code), top_of(into)))
    return tuple(tops) if codes.name == TYPES and len(tops) > 1 else ()


@dataclass(frozen=True, slots=True)
class TrendBreak:
    """Figures from a year on that cannot be compared with those before."""

    year: int
    #: The row it is about, see `historic.category_of`; None = the whole table.
    category: str | None
    reason: str

    @classmethod
    def of(cls, note: TableNote) -> "TrendBreak":
        """As the storage gives it."""
        return cls(int(note.period or 0), note.row, note.text)


class TrendBreaks:
    """The breaks that the adviser knows of."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> tuple[TrendBreak, ...]:
        """Every break, oldest first."""
        with self._vault.read() as db:
            return tuple(TrendBreak.of(note) for note in historic.breaks(db))

    def add(self, new: TrendBreak) -> Changes:
        """Record a break; a reason for the same year and row stands beside the one that was there.

        Raises:
            BreakYearError, BreakReasonMissingError: nothing was changed.
        """
        with self._vault.write() as db:
            _add(db, new)
        return changed(ChangeKind.LISTS)

    def change(self, old: TrendBreak, reason: str) -> Changes:
        """Give a break another reason.

        Raises:
            BreakReasonMissingError: nothing was changed.
        """
        with self._vault.write() as db:
            historic.set_break(db, old.year, old.category, _checked(reason))
        return changed(ChangeKind.LISTS)

    def remove(self, old: TrendBreak) -> Changes:
        """Take a break away."""
        with self._vault.write() as db:
            historic.set_break(db, old.year, old.category, "")
        return changed(ChangeKind.LISTS)

    def record(self, db: Database, merge: Merge) -> None:
        """The breaks of a merge, within its transaction.

        Raises:
            BreakYearError, BreakReasonMissingError: it cannot be.
        """
        tops = dict.fromkeys((top_of(merge.code), top_of(merge.into)))
        across = len(tops) > 1
        for code in tops if across else (merge.into,):
            _add(db, TrendBreak(merge.year, category_of(merge.name, code), merge.reason))


def _add(db: Database, new: TrendBreak) -> None:
    _check_year(new.year)
    reason = _checked(new.reason)
    known: Mapping[tuple[int, str | None], str] = {
        (old.year, old.category): old.reason for old in map(TrendBreak.of, historic.breaks(db))
    }
    before = known.get((new.year, new.category), "")
    if reason not in before:
        text = f"{before} {reason}" if before else reason
        historic.set_break(db, new.year, new.category, text)


def _checked(reason: str) -> str:
    text = " ".join(reason.split())
    if not text:
        raise BreakReasonMissingError
    return text
