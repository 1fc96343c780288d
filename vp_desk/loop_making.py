"""From records of advice to what a report of one year tells of them.

A report of a year tells what was known on its day: an answer that came later is not in it, and an answer that
was asked by a day that is over and did not come is told as just that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from vp_desk.advice import (
    Agreement,
    Norm,
    Party,
    PlannedTalk,
    Recommendation,
    Response,
    ResponseKind,
    Score,
    SelfCheck,
    Signal,
    SignalId,
    Theme,
)
from vp_desk.chains import Chain, chains
from vp_desk.loop import (
    ANSWERS,
    NORMS_KNOWN_FROM,
    WAITING,
    Loop,
    Repeated,
    ToldAdvice,
    ToldAgreement,
    ToldAnswer,
    ToldBefore,
    ToldCheck,
    ToldRelation,
    ToldSignal,
    ToldTheme,
    YearOfAdvice,
)
from vp_desk.periods import Month, ReportingCalendar, ReportingYear
from vp_desk.taxonomy import UNITS, Lists, parent_of

#: So many years stand side by side, the year of the report included.
YEARS: Final = 4
#: What is planned for later than this is not what a reader calls the next talk.
SOON: Final = timedelta(days=365)


@dataclass(frozen=True)
class Sources:
    """What a loop is made of."""

    recommendations: tuple[Recommendation, ...] = ()
    #: Those that left the vault.
    signals: tuple[Signal, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    planned: tuple[PlannedTalk, ...] = ()
    checks: tuple[SelfCheck, ...] = ()
    #: How many talks were held with each party in the year.
    talks: Mapping[Party, int] = field(default_factory=dict[Party, int])


def loop_of(
    sources: Sources, year: ReportingYear, calendar: ReportingCalendar, day: date, lists: Lists
) -> Loop:
    """What the report of a year tells on a day.

    Args:
        sources: all that there is.
        year: of the report.
        calendar: of the vault.
        day: of the report.
        lists: the labels.
    """
    teller = _Teller(year, calendar, day, lists, {each.id: each for each in sources.signals})
    known = [chain.until(year.year) for chain in chains(sources.recommendations)]
    known = [chain for chain in known if chain.links]
    return Loop(
        tuple(teller.given(chain) for chain in known if chain.last.year == year.year),
        tuple(found for chain in known if (found := teller.earlier(chain)) is not None),
        tuple(teller.signals(sources.signals)),
        tuple(teller.relations(sources)),
        tuple(teller.checks(sources.checks)),
        tuple(teller.years(sources.recommendations)),
        tuple(dict.fromkeys(teller.repeats(known))),
    )


@dataclass(frozen=True)
class _Teller:
    _year: ReportingYear
    _calendar: ReportingCalendar
    _day: date
    _lists: Lists
    _signals: Mapping[SignalId, Signal]

    def _label(self, year: int) -> str:
        return self._calendar.year(year).label

    # --- recommendations ---

    def given(self, chain: Chain) -> ToldAdvice:
        """One of this report."""
        return self._advice(chain)

    def earlier(self, chain: Chain) -> ToldAdvice | None:
        """One of an earlier report that is still to be told: of last year, open, or with news of this year."""
        number = self._year.year
        before = chain.until(number - 1)
        if not before.links:
            return None
        last = before.last
        repeated = chain.last.year == number
        is_news = any(each.year == number for each in last.follow_ups)
        if not (last.year == number - 1 or last.is_open(number - 1) or is_news):
            return None
        return self._advice(before, repeated=repeated)

    def _advice(self, chain: Chain, *, repeated: bool = False) -> ToldAdvice:
        held = chain.last
        state = held.follow_up_in(self._year.year)
        answer, answered = self._answer(held.response, held.asked_by, held.year)
        return ToldAdvice(
            year=self._label(held.year),
            text=held.text,
            kind=held.kind.label if held.kind else "",
            reader=held.reader,
            theme=self._theme(held.theme),
            asked_by=held.asked_by,
            answer=answer,
            answered=answered,
            before=tuple(
                (
                    self._label(each.year),
                    self._answer(each.response, each.asked_by, each.year)[0].label,
                )
                for each in chain.links[:-1]
            ),
            state=state.status.label if state else "",
            done=state.done if state else "",
            effect=state.effect if state else "",
            repeated=repeated,
            signal=self._signal_of(held),
        )

    def _signal_of(self, advice: Recommendation) -> ToldBefore | None:
        """The signal in which advice was given first.

        None when no report may name it, and when it is of after the year: the report of that year names it.
        That there was a signal which these readers were not to hear of would be news to them.
        """
        signal = None if advice.signal is None else self._signals.get(advice.signal)
        if signal is None or not self._names(signal) or Month.of(signal.made_on) >= self._year.end:
            return None
        answer, _ = self._answer(signal.response, signal.asked_by, signal.year)
        return ToldBefore(signal.title, Month.of(signal.made_on).label, answer.label)

    def _names(self, signal: Signal) -> bool:
        return signal.in_report and signal.made_on <= self._day

    def _answer(
        self, response: Response | None, asked_by: date | None, year: int
    ) -> tuple[ToldAnswer, bool]:
        """What is known on the day of the report, and whether it is an answer."""
        if response is not None:
            known_on = response.day or asked_by
            if known_on is None or known_on <= self._day:
                return self._answered(response, asked_by), True
        over = year < self._year.year if asked_by is None else asked_by < self._day
        if over:
            return ToldAnswer(ResponseKind.NONE.label), True
        return ToldAnswer(WAITING), False

    @staticmethod
    def _answered(response: Response, asked_by: date | None) -> ToldAnswer:
        day = response.day
        came = day is not None and response.kind is not ResponseKind.NONE
        is_late = came and asked_by is not None and day is not None and day > asked_by
        return ToldAnswer(
            response.kind.label, response.text, day if came else None, asked_by if is_late else None
        )

    def _theme(self, theme: Theme) -> ToldTheme:
        types, units = self._lists.types, self._lists[UNITS]
        return ToldTheme(
            tuple(tuple((c, types.label_of(c)) for c in _upwards(code)) for code in theme.types),
            tuple(tuple((c, units.label_of(c)) for c in _upwards(code)) for code in theme.units),
            theme.processes,
        )

    def years(self, recommendations: Sequence[Recommendation]) -> Iterator[YearOfAdvice]:
        """The last years that have recommendations, until this one."""
        for number in self._last_years:
            held = [each for each in recommendations if each.year == number]
            if not held:
                continue
            labels = [
                self._answer(each.response, each.asked_by, each.year)[0].label for each in held
            ]
            yield YearOfAdvice(
                self._label(number), len(held), tuple(labels.count(label) for label in ANSWERS)
            )

    def repeats(self, held: Sequence[Chain]) -> Iterator[Repeated]:
        """Those of which both years are among the last ones, oldest first."""
        known = [each for chain in held for each in chain.links]
        pairs = [pair for chain in held for pair in pairwise(chain.links)]
        for one, two in sorted(pairs, key=lambda pair: (pair[0].year, pair[1].year)):
            if one.year in self._last_years:
                unanswered = [e.id for e in known if e.year == one.year and self._is_unanswered(e)]
                yield Repeated(self._label(one.year), self._label(two.year), unanswered == [one.id])

    def _is_unanswered(self, advice: Recommendation) -> bool:
        answer, _ = self._answer(advice.response, advice.asked_by, advice.year)
        return answer.label == ResponseKind.NONE.label

    @property
    def _last_years(self) -> tuple[int, ...]:
        return tuple(self._year.year - back for back in reversed(range(YEARS)))

    # --- signals, talks and the self-check ---

    def signals(self, held: Sequence[Signal]) -> Iterator[ToldSignal]:
        """Those that were made in the year, and may be told to all who get the report."""
        for each in held:
            if self._names(each) and Month.of(each.made_on) in self._year:
                answer, _ = self._answer(each.response, each.asked_by, self._year.year)
                yield ToldSignal(each.title, Month.of(each.made_on).label, each.reader, answer)

    def relations(self, sources: Sources) -> Iterator[ToldRelation]:
        """Every party, also one that nobody talked with."""
        for party in Party:
            agreements = tuple(
                ToldAgreement(each.text, each.done_on is not None and each.done_on <= self._day)
                for each in sources.agreements
                if each.party is party and each.in_report and self._tells_of(each)
            )
            planned = any(
                each.party is party and self._day <= each.day <= self._day + SOON
                for each in sources.planned
            )
            yield ToldRelation(
                party.label, party.called, sources.talks.get(party, 0), agreements, planned
            )

    def _tells_of(self, agreement: Agreement) -> bool:
        """Whether it was made in the year, or before it and not done when the year began."""
        made = Month.of(agreement.made_on)
        if made in self._year:
            return True
        done = agreement.done_on
        return made < self._year.begin and (done is None or Month.of(done) >= self._year.begin)

    def checks(self, held: Sequence[SelfCheck]) -> Iterator[ToldCheck]:
        """The norms of which anything was found this year."""
        scores: dict[tuple[int, Norm], Score | None] = {
            (each.year, each.norm): each.score for each in held
        }
        used = [
            n for n in self._last_years if any(score for (y, _), score in scores.items() if y == n)
        ]
        for each in held:
            if each.year != self._year.year:
                continue
            points = ((self._label(n), scores.get((n, each.norm))) for n in used)
            number = f" (norm {each.norm.value})" if self._day >= NORMS_KNOWN_FROM else ""
            yield ToldCheck(
                f"{each.norm.short}{number}",
                each.score.label if each.score else "",
                each.evidence,
                tuple((label, None if score is None else int(score)) for label, score in points),
            )


def _upwards(code: str) -> Iterator[str]:
    """A code and those of which it is a part, the nearest first."""
    above: str | None = code
    while above is not None:
        yield above
        above = parent_of(above)
