"""What a report has to know besides its figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vp_desk.chapters import Chapter
from vp_desk.dutch import month_name
from vp_desk.loop import NORMS_KNOWN_FROM, Letter, Loop
from vp_desk.periods import Month, ReportingYear
from vp_desk.work import Work

#: Within `ReportFacts` the word is the name of an attribute.
_Day = date


@dataclass(frozen=True)
class ReportFacts:
    """Texts and settings of one report."""

    organisation: str
    year: ReportingYear
    #: Printed on the cover and used as the date of every file.
    date: date
    #: Name of the adviser on the cover; empty = not printed.
    author: str = ""
    #: Number of people who work there, in the reporting year.
    headcount: int | None = None
    #: The same of each year of the trend, by the year in which it begins, as far as it is known.
    headcounts: Mapping[int, int] = field(default_factory=dict[int, int])
    #: Label of the list of violation types.
    taxonomy: str = "Rijk 2024"
    #: Labels of the statuses that do not count.
    not_counted: tuple[str, ...] = ()
    #: Number and letters by which the vault knows this file: `12-KXRT`. Empty while nothing is written.
    reference: str = ""
    #: The same of a file that this one replaces, with its date; empty = none.
    replaces: str = ""
    #: Not released yet: every page says so.
    concept: bool = False
    #: Of the organisation, as `vp_desk.logo` makes it; None = there is none.
    logo: bytes | None = field(default=None, repr=False)
    #: What the adviser wrote herself for these readers, per chapter.
    texts: Mapping[Chapter, str] = field(default_factory=dict[Chapter, str])
    #: What the adviser did beside her cases.
    work: Work = field(default_factory=Work)
    #: Advice and what came of it.
    loop: Loop = field(default_factory=Loop)
    #: The signal that this file is; None = it is a report.
    letter: Letter | None = None

    @property
    def own_texts(self) -> Iterator[tuple[Chapter, str]]:
        """Everything that the adviser wrote herself, with the chapter in which it stands."""
        yield from self.texts.items()
        yield from ((chapter, text) for chapter, text in self.loop.texts() if text.strip())
        if self.letter is not None:
            yield from ((Chapter.SIGNALS, text) for text in self.letter.texts())

    @property
    def days(self) -> Iterator[_Day]:
        """Every day that is printed, beside the date itself."""
        yield from self.loop.days()
        if self.letter is not None and self.letter.asked_by is not None:
            yield self.letter.asked_by

    @property
    def cites_norms(self) -> bool:
        """Whether the norms of the Algemene Rekenkamer were out on the day of the report."""
        return self.date >= NORMS_KNOWN_FROM

    @property
    def unfinished(self) -> bool:
        """Whether the year was still running on the date of the report."""
        return Month.of(self.date) < self.year.end

    @property
    def period(self) -> str:
        """In words: `januari tot en met december 2025`, or until the date while the year is running."""
        until = Month.of(self.date)
        if not self.unfinished or until < self.year.begin:
            return self.year.span
        first = self.year.begin
        begin = month_name(first.month) if first.year == until.year else first.label
        months = until.label if first == until else f"{begin} tot en met {until.label}"
        return f"{months} (voorlopig: het verslagjaar loopt nog)"
