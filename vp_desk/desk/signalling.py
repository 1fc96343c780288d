"""From an interim signal to a file: words alone, through the same attack and the same ledger as a report.

A signal tells no count. That it names a theme still tells something: that there are enough cases on it. So a
theme is named only from the threshold on, and the ledger keeps that its readers know so: a least value of the
figures of the theme, with which the report of the year is protected. See docs/decisions/0019-signal-loop.md.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from vp_desk.advice import Recommendation, Signal, Theme
from vp_desk.aggregate import Count, Edition, Measure
from vp_desk.axes import PERIOD, cell_id
from vp_desk.desk.attack import Beside, Verdict, known_phrases, worked_out
from vp_desk.desk.making import Stage, Tell, within
from vp_desk.desk.publishing import (
    LeakError,
    Publisher,
    ReportDraft,
    ReportWritten,
    WrongSuffixError,
    warnings_of,
)
from vp_desk.desk.reports import Counted
from vp_desk.disclosure import untold
from vp_desk.dutch import listing
from vp_desk.earlier import KeptPublication
from vp_desk.errors import VpDeskError
from vp_desk.loop import Letter
from vp_desk.patterns import Counted as Patterns
from vp_desk.periods import Month, ReportingCalendar, ReportingYear
from vp_desk.released import Publication as Released
from vp_desk.releases import REPORT, SIGNAL, Ledger, Publication, Release, ReleasedFile, reference
from vp_desk.reporting.document import Document
from vp_desk.reporting.facts import ReportFacts
from vp_desk.reporting.signal import signal_letter
from vp_desk.reporting.themes import ThemeWords
from vp_desk.storage import advice
from vp_desk.storage.database import Database
from vp_desk.taxonomy import TYPES, UNITS, Lists, truncated
from vp_desk.telling import SmallFigures

#: So deep types stand in the tables of a report.
_TYPE_DEPTH = 2


class ThemeTooSmallError(VpDeskError):
    """A theme that may not be named on paper yet. For the adviser's own screen."""

    def __init__(self, words: str) -> None:
        super().__init__(words)


@dataclass(frozen=True)
class Known:
    """What decides whether a theme may be named: exact, for the adviser alone."""

    #: (Main type, unit or None) → cases of a year, until the month of the signal.
    patterns: Patterns
    threshold: int
    #: Units with few people, and those of which nobody knows how many: never named.
    small_units: frozenset[str]
    unknown_units: frozenset[str]
    #: Of the year, on screen.
    year: str


@dataclass(frozen=True)
class Issue:
    """A signal with all that is needed to write it."""

    signal: Signal
    #: Given in it.
    advice: tuple[Recommendation, ...]
    #: The reporting year in which the pattern lies, counted; None = there is nothing in it.
    counted: Counted | None
    known: Known
    year: ReportingYear
    facts: ReportFacts
    lists: Lists
    calendar: ReportingCalendar

    @property
    def threshold(self) -> int:
        """A figure is small when fewer cases than this lie under it."""
        return self.known.threshold

    @property
    def letter(self) -> Letter:
        """What it says."""
        signal, lists = self.signal, self.lists
        theme = ThemeWords(
            tuple(lists.types.label_of(code) for code in signal.theme.types),
            tuple(lists[UNITS].label_of(code) for code in signal.theme.units),
            signal.theme.processes,
        )
        return Letter(
            signal.title,
            signal.text,
            signal.reader,
            theme.parts,
            signal.asked_by,
            tuple(each.text for each in self.advice),
            signal.in_report,
        )

    @property
    def exact(self) -> Mapping[str, int]:
        """Every figure of the year by name."""
        tables = self.counted.tables if self.counted else ()
        return {
            table.id_of(key): cell.value
            for table in tables
            for key, cell in table.cells.items()
            if isinstance(cell, Count)
        }

    @property
    def whole(self) -> Released:
        """The categories of the year, and none of its figures."""
        if self.counted is None:
            year = self.year.code
            return Released(year, self.threshold, SmallFigures.HIDE, {}, (), frozenset())
        return untold(self.counted.tables, self.counted.policy)

    def problem(self) -> str:
        """Why its theme may not be named on paper; empty = it may."""
        return theme_problem(self.signal.theme, self.known, self.lists)

    def publication(self, number: int, month: Month) -> Publication | None:
        """What its readers know of the figures of the year; None = nothing.

        Args:
            number: of the release.
            month: until which cases are meant.
        """
        sums = tuple(dict.fromkeys(_sums(self.signal.theme, self.year, self.calendar, month)))
        if not sums or self.counted is None:
            return None
        names = [f"{SIGNAL}:{number}.{place}" for place in range(1, len(sums) + 1)]
        kept = KeptPublication(
            self.year.code,
            self.threshold,
            {},
            {SIGNAL: ()},
            dict.fromkeys(names, (self.threshold, None)),
            tuple(
                ((name, 1), *((part, -1) for part in parts))
                for name, parts in zip(names, sums, strict=True)
            ),
        )
        return Publication(
            secrets.token_hex(8), kept, self.year.begin.number, self.counted.last_case
        )


def theme_problem(theme: Theme, known: Known, lists: Lists) -> str:
    """Why a theme may not be named on paper; empty = it may. For the adviser's own screen."""
    unknown = [unit for unit in theme.units if unit in known.unknown_units]
    small = [unit for unit in theme.units if unit in known.small_units]
    if unknown or small:
        return " ".join(_unit_problems(small, unknown, known.year, lists))
    few: list[str] = []
    for code, unit in product(theme.types or ("",), theme.units or ("",)):
        if not (code or unit):
            continue
        cases = sum(
            number
            for (held, place), number in known.patterns.items()
            if _is_part(held, code) and _is_part(place or "", unit)
        )
        if cases < known.threshold:
            labels = [lists.types.label_of(code)] if code else []
            labels += [lists[UNITS].label_of(unit)] if unit else []
            few.append(f"‘{', '.join(labels)}’")
    if not few:
        return ""
    return (
        f"Over {listing(few)} zijn er dit verslagjaar nog te weinig zaken om het onderwerp op papier te "
        "noemen. Bespreek het in een gesprek, kies een ruimer onderwerp (het hoofdtype, of zonder onderdeel), "
        "of laat het onderwerp weg en blijf in de tekst algemeen."
    )


def _unit_problems(
    small: Sequence[str], unknown: Sequence[str], year: str, lists: Lists
) -> Iterator[str]:
    """Why units may not be named, and what can be done."""

    def names(units: Sequence[str]) -> str:
        return listing([lists[UNITS].label_of(unit) for unit in units])

    if small:
        yield f"Bij {names(small)} werken in {year} te weinig mensen om het onderdeel te noemen."
    if unknown:
        yield f"Voor {year} is niet ingevuld hoeveel mensen er bij {names(unknown)} werken."
        yield "Vul dat in bij Instellingen, Onderdelen, of laat het onderdeel weg."
    else:
        yield "Kies een ruimer onderwerp, of laat het onderdeel weg."


def _is_part(code: str, whole: str) -> bool:
    return not whole or code == whole or code.startswith(f"{whole}.")


def _sums(
    theme: Theme, year: ReportingYear, calendar: ReportingCalendar, month: Month
) -> Iterator[tuple[str, ...]]:
    """Names of figures that together are at least the threshold when the theme is named.

    By quarter where tables are by quarter: the report tells of the quarters after the signal too.
    """
    last = calendar.quarter_of(month) if month in year else 4

    def by_quarter(**codes: str) -> tuple[str, ...]:
        quarters = (f"{year.code}.{n}" for n in range(1, last + 1))
        return tuple(cell_id(Measure.CASES, {**codes, PERIOD: each}) for each in quarters)

    tops = [truncated(code, 1) for code in theme.types]
    units = [truncated(code, 1) for code in theme.units]
    for code in theme.types:
        if "." in code:
            place = {TYPES: truncated(code, _TYPE_DEPTH), PERIOD: year.code}
            yield (cell_id(Measure.CASES, place),)
    yield from (by_quarter(**{TYPES: code}) for code in tops)
    yield from (by_quarter(**{UNITS: unit}) for unit in units)
    yield from (by_quarter(**{TYPES: code, UNITS: unit}) for code in tops for unit in units)


class Signaller:
    """Writes signals of one vault."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher

    def draft(self, issue: Issue, tell: Tell) -> ReportDraft:
        """Make a signal in memory. Nothing leaves the vault, and nothing is looked at."""
        with self._publisher.numbering() as (ledger, secret):
            facts = _facts(issue, ledger, secret)
        document = signal_letter(issue.letter, facts)
        content = self._publisher.pdf_of(document, tell)
        return ReportDraft(
            content, concept=False, reference=facts.reference, warnings=warnings_of(document)
        )

    def check(self, issue: Issue, tell: Tell) -> Verdict:
        """Make a signal in memory and attack it. Nothing leaves the vault."""
        with self._publisher.numbering() as (ledger, secret):
            facts = _facts(issue, ledger, secret)
        content = self._publisher.pdf_of(signal_letter(issue.letter, facts), tell)
        return _attacked(issue, facts, ledger, {f"signaal{REPORT}": content}, tell)

    def write(self, issue: Issue, path: Path, tell: Tell) -> ReportWritten:
        """Write a signal: attack, ledger, file. The signal in the vault knows its number at once.

        Raises:
            WrongSuffixError, ThemeTooSmallError, LedgerGapError, LeakError: nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        from vp_desk.reporting.pdf import page_count  # noqa: PLC0415 - late: loads ReportLab

        if path.suffix.lower() != REPORT:
            raise WrongSuffixError(REPORT)
        if problem := issue.problem():
            raise ThemeTooSmallError(problem)
        with self._publisher.numbering() as (ledger, secret):
            facts = _facts(issue, ledger, secret)
            document: Document = signal_letter(issue.letter, facts)
            files = {path.name: self._publisher.pdf_of(document, tell)}
            verdict = _attacked(issue, facts, ledger, files, tell)
            if not verdict.safe:
                raise LeakError(verdict, issue.signal.reader)
            number = ledger.last_number + 1
            publication = issue.publication(number, Month.of(facts.date))
            release = Release(
                number,
                facts.date,
                REPORT,
                issue.year.code,
                issue.year.label,
                (SIGNAL,),
                issue.signal.reader,
                frozenset((SIGNAL,)),
                publication.key if publication else None,
                str(path.parent.absolute()),
                tuple(ReleasedFile.of(name, content) for name, content in files.items()),
            )
            tell(Stage.WRITE, 0, 1)

            def remember(db: Database) -> None:
                with suppress(VpDeskError):
                    held = advice.signal(db, issue.signal.id)
                    advice.update_signal(db, replace(held, release=number))

            self._publisher.issue(publication, release, path.parent, files, also=remember)
        pages = page_count(files[path.name])
        return ReportWritten(path, pages, warnings_of(document), facts.reference)


def _facts(issue: Issue, ledger: Ledger, secret: bytes) -> ReportFacts:
    mine = reference(secret, ledger.last_number + 1)
    return replace(issue.facts, letter=issue.letter, reference=mine)


def _attacked(
    issue: Issue, facts: ReportFacts, ledger: Ledger, files: Mapping[str, bytes], tell: Tell
) -> Verdict:
    """Read the finished file back; nothing that is counted may stand in it."""
    from vp_desk.inspection import (  # noqa: PLC0415 - late: not at start-up
        Allowed,
        inspect_file,
        inspect_own_texts,
    )

    progress = within(tell, Stage.CHECK)
    whole = issue.whole
    nobody = Edition(SIGNAL, "", (), chapters=())
    publication = issue.publication(ledger.last_number + 1, Month.of(facts.date))
    empty = KeptPublication(issue.year.code, issue.threshold, {}, {}, {}, ())
    beside = Beside(
        publication=publication or Publication(SIGNAL, empty, issue.year.begin.number, 0),
        whole=whole,
        facts=facts,
        ledger=ledger,
        lists=issue.lists,
        calendar=issue.calendar,
    )
    exact = issue.exact
    allowed = Allowed(
        publications=[whole.for_edition(nobody)],
        whole=whole,
        facts=facts,
        exact=exact,
        names={name: beside.words(name) for name in exact if "|" in name},
        phrases=[*known_phrases(facts)],
    )
    own = tuple(dict.fromkeys(finding.sentence for finding in inspect_own_texts(allowed)))
    sentences = [*own]
    progress(0, 2)
    for name, content in files.items():
        sentences += [each.sentence for each in inspect_file(name, content, allowed).findings]
    progress(1, 2)
    if publication is not None:
        sentences += worked_out(beside, (SIGNAL,))
    return Verdict(tuple(dict.fromkeys(sentences)), own, signal=True)
