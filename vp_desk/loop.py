"""Advice and what came of it as a report may tell it: no records, and labels in place of codes.

What it is made of, and by which rules, is in `loop_making`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vp_desk.advice import ResponseKind
from vp_desk.chapters import Chapter

WAITING: Final = "Nog geen reactie"
#: A report of before this day does not cite 'Integriteit als basis': it came out in 2024, on a day that this
#: program does not know.
NORMS_KNOWN_FROM: Final = date(2025, 1, 1)

#: Code and label.
Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """What advice is about. A type or unit is printed only where its figure is: see `reporting/themes.py`."""

    #: Each with those of which it is a part, the nearest first.
    types: tuple[tuple[Named, ...], ...] = ()
    units: tuple[tuple[Named, ...], ...] = ()
    processes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """What came back."""

    label: str
    text: str = ""
    day: date | None = None
    #: By when it was asked, when it came after that day.
    late_for: date | None = None


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The signal in which a recommendation was given first, when the report may name it."""

    title: str
    month: str
    #: Label of the answer to it.
    answer: str


@dataclass(frozen=True, slots=True)
class ToldAdvice:
    """A recommendation on the day of the report."""

    #: Label of the reporting year in whose report it stood.
    year: str
    text: str
    kind: str
    reader: str
    theme: ToldTheme
    #: By when an answer was asked.
    asked_by: date | None
    answer: ToldAnswer
    #: Whether an answer came, or is known not to come.
    answered: bool
    #: Label of the year and of the answer of each that it repeats, oldest first.
    before: tuple[tuple[str, str], ...] = ()
    #: How it stands, and what was done; empty when nothing was recorded.
    state: str = ""
    done: str = ""
    effect: str = ""
    #: Whether this report gives it again.
    repeated: bool = False
    signal: ToldBefore | None = None

    @property
    def stand(self) -> str:
        """How far it is, in the summary: `uitgevoerd`, `herhaald in dit verslag`."""
        if self.state:
            return f"{self.state[:1].lower()}{self.state[1:]}"
        return "herhaald in dit verslag" if self.repeated else "nog zonder vervolg"


@dataclass(frozen=True, slots=True)
class ToldSignal:
    """An interim signal that left the vault."""

    title: str
    #: In which it was made.
    month: str
    reader: str
    answer: ToldAnswer


@dataclass(frozen=True, slots=True)
class Letter:
    """An interim signal as it goes out."""

    title: str
    text: str
    reader: str
    #: What it is about: a head and words, such as `Onderwerp` and `Pesten, Roddel`.
    about: tuple[tuple[str, str], ...] = ()
    asked_by: date | None = None
    #: Recommendations that are given in it.
    advice: tuple[str, ...] = ()
    #: Whether the annual report names it.
    in_report: bool = True

    def texts(self) -> Iterator[str]:
        """Everything in it that the adviser wrote herself."""
        yield from (self.title, self.text, self.reader, *self.advice)


@dataclass(frozen=True, slots=True)
class ToldAgreement:
    """What was agreed, and whether it was done."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """Talks with one party in the year."""

    label: str
    #: Within a sentence: `het bevoegd gezag`.
    called: str
    times: int
    agreements: tuple[ToldAgreement, ...] = ()
    #: Whether the next talk is planned.
    planned: bool = False


@dataclass(frozen=True, slots=True)
class ToldCheck:
    """One norm: what the adviser finds of it now, and found before."""

    #: With the number of the norm, when the report may cite it: `Middelen (norm 11)`.
    label: str
    #: Of the year of the report; empty = not judged.
    score: str
    evidence: str
    #: Label of each year, oldest first, and its points.
    points: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class YearOfAdvice:
    """How many recommendations the report of a year had, and what became of them."""

    year: str
    given: int
    #: Per label of an answer, in the order of `ANSWERS`.
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """Recommendations of one year that were given again in a later one: they count in both."""

    year: str
    again: str
    #: Whether it is the only one of its year to which no answer came.
    only_unanswered: bool


#: The answers in the order of the table, `WAITING` last.
ANSWERS: Final = (*(kind.label for kind in ResponseKind), WAITING)


@dataclass(frozen=True)
class Loop:
    """All that a report of one year tells of advice, talks and the self-check."""

    given: tuple[ToldAdvice, ...] = ()
    earlier: tuple[ToldAdvice, ...] = ()
    signals: tuple[ToldSignal, ...] = ()
    relations: tuple[ToldRelation, ...] = ()
    checks: tuple[ToldCheck, ...] = ()
    #: Oldest first.
    years: tuple[YearOfAdvice, ...] = ()
    #: Of recommendations of these years.
    repeats: tuple[Repeated, ...] = ()

    def within(self, chapters: Collection[Chapter]) -> "Loop":
        """What of it stands in a report with these chapters."""
        names_signals = Chapter.SIGNALS in chapters
        has_advice = not {Chapter.RECOMMENDATIONS, Chapter.RESPONSE}.isdisjoint(chapters)
        has_role = Chapter.ROLE in chapters
        return Loop(
            _told_of(self.given, names_signals) if has_advice else (),
            _told_of(self.earlier, names_signals) if has_advice else (),
            self.signals if names_signals else (),
            self.relations if has_role else (),
            self.checks if has_role else (),
            self.years if Chapter.RESPONSE in chapters else (),
            self.repeats if Chapter.RESPONSE in chapters else (),
        )

    @property
    def has_talks(self) -> bool:
        """Whether there is anything to tell of talks."""
        return any(each.times or each.agreements or each.planned for each in self.relations)

    def texts(self) -> Iterator[tuple[Chapter, str]]:
        """Everything in it that the adviser wrote herself, with the chapter in which it stands."""
        for each in (*self.given, *self.earlier):
            yield from _texts_of(each)
        for signal in self.signals:
            yield Chapter.SIGNALS, signal.title
            yield Chapter.SIGNALS, signal.reader
            yield Chapter.SIGNALS, signal.answer.text
        for relation in self.relations:
            yield from ((Chapter.ROLE, each.text) for each in relation.agreements)
        yield from ((Chapter.ROLE, each.evidence) for each in self.checks)

    def days(self) -> Iterator[date]:
        """Every day that is printed."""
        for each in (*self.given, *self.earlier):
            yield from (day for day in (each.asked_by, each.answer.day) if day is not None)
        for signal in self.signals:
            held = signal.answer
            yield from (day for day in (held.late_for, held.day) if day is not None)

    @property
    def months(self) -> Iterator[str]:
        """Every month that is printed."""
        yield from (each.month for each in self.signals)
        for each in (*self.given, *self.earlier):
            if each.signal is not None:
                yield each.signal.month


def _told_of(held: tuple[ToldAdvice, ...], names_signals: bool) -> tuple[ToldAdvice, ...]:
    """Advice without the name of a signal for whom gets no chapter on signals."""
    return held if names_signals else tuple(replace(each, signal=None) for each in held)


def _texts_of(advice: ToldAdvice) -> Iterator[tuple[Chapter, str]]:
    for text in (advice.text, advice.reader, *advice.theme.processes, advice.done, advice.effect):
        yield Chapter.RECOMMENDATIONS, text
    if advice.signal is not None:
        yield Chapter.RECOMMENDATIONS, advice.signal.title
    yield Chapter.RESPONSE, advice.answer.text
