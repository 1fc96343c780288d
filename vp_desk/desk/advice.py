"""Advice that gets an answer: recommendations with response and follow-up, and interim signals."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from vp_desk.advice import (
    FollowUp,
    OwnRepeatError,
    Recommendation,
    RecommendationId,
    Response,
    Signal,
    SignalId,
    Theme,
)
from vp_desk.chains import Chain, chains, repeated_later
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.keeping import UnknownCodeError
from vp_desk.desk.texts import Texts
from vp_desk.errors import VpDeskError
from vp_desk.patterns import Proposal, Signalled, half_year, proposals
from vp_desk.periods import Month
from vp_desk.storage import advice, advice_texts, bins, drafts, patterns, releases, settings
from vp_desk.storage.database import Database
from vp_desk.storage.rows import RecordMissingError
from vp_desk.taxonomy import TYPES, UNITS

#: Key of a proposal → how many cases it had when the adviser put it aside.
_SEEN_KEY: Final = "signal_proposals_seen"
#: Key of a proposal → number of the signal that was made of it.
_MADE_KEY: Final = "signal_proposals_made"


class StillLinkedError(VpDeskError):
    """Something that others point to."""

    def __init__(self, what: str, others: str) -> None:
        super().__init__(
            f"{what} hoort bij {others}. Haal die verbinding eerst weg; daarna kan dit in de prullenbak."
        )


class SignalGoneOutError(VpDeskError):
    """A signal that somebody has: its words stay what they were."""

    def __init__(self) -> None:
        super().__init__(
            "Dit signaal is al uitgegeven. De tekst blijft zoals de lezer die heeft; u kunt wel vastleggen "
            "wat het antwoord was. Maak voor iets nieuws een nieuw signaal."
        )


class Advice(Texts):
    """The use cases of recommendations and signals."""

    # --- recommendations ---

    def recommendations(self, year: int | None = None) -> tuple[Recommendation, ...]:
        """All recommendations, or those of one reporting year, in the order in which they were made."""
        with self._vault.read() as db:
            held = advice.recommendations(db)
        return tuple(each for each in held if year is None or each.year == year)

    def unanswered(self) -> tuple[Recommendation, ...]:
        """Recommendations that still ask for an answer; of what was repeated, the repetition asks."""
        held = self.recommendations()
        repeated = repeated_later(held)
        return tuple(each for each in held if not each.is_answered and each.id not in repeated)

    def recommendation(self, number: RecommendationId) -> Recommendation | None:
        """One recommendation; None when it is not there any more."""
        with self._vault.read() as db, suppress(RecordMissingError):
            return advice.recommendation(db, number)
        return None

    def chains(self) -> tuple[Chain, ...]:
        """Every recommendation once, with those that it repeats; see `vp_desk.advice.chains`."""
        return chains(self.recommendations())

    def chain_of(self, number: RecommendationId) -> Chain | None:
        """A recommendation with all that it repeats and that repeat it; None when it is not there any more."""
        found = (each for each in self.chains() if any(r.id == number for r in each.links))
        return next(found, None)

    def add_recommendation(self, new: Recommendation, *, draft: str = "") -> Changes:
        """Store a new recommendation. One that repeats another comes from `Recommendation.again`.

        Raises:
            UnknownCodeError: its theme has a code that no list knows; nothing was stored.
            OwnRepeatError: it repeats one that is not of an earlier year; nothing was stored.
        """
        self._check_theme(new.theme)
        with self._vault.write() as db:
            _check_repeat(db, new)
            stored = advice.add_recommendation(db, new)
            drafts.drop(db, draft)
        return self._recommendation_done("Aanbeveling is vastgelegd", None, stored)

    def change_recommendation(self, new: Recommendation, *, draft: str = "") -> Changes:
        """Store a recommendation as it is now, with its response and follow-up.

        Raises:
            RecordMissingError: it is not there any more.
            UnknownCodeError, OwnRepeatError: see `add_recommendation`; nothing was stored.
        """
        self._check_theme(new.theme)
        return self._change_recommendation("Aanbeveling is gewijzigd", new, draft)

    def respond(
        self, number: RecommendationId, response: Response | None, *, draft: str = ""
    ) -> Changes:
        """Record what the authority answered, in place of what was recorded before; None takes it away.

        Raises:
            RecordMissingError: the recommendation is not there any more.
        """
        with self._vault.read() as db:
            held = advice.recommendation(db, number)
        answered = replace(held, response=response)
        return self._change_recommendation("Reactie op aanbeveling is vastgelegd", answered, draft)

    def follow_up(self, number: RecommendationId, new: FollowUp, *, draft: str = "") -> Changes:
        """Record how a recommendation stands at the end of a year, in place of what was recorded of that year.

        Raises:
            RecordMissingError: the recommendation is not there any more.
        """
        with self._vault.read() as db:
            held = advice.recommendation(db, number)
        return self._change_recommendation(
            "Opvolging van aanbeveling is vastgelegd", held.with_follow_up(new), draft
        )

    def delete_recommendation(self, number: RecommendationId, today: date) -> Changes:
        """Put a recommendation with its response and follow-up in the bin.

        Raises:
            RecordMissingError: it is not there any more.
            StillLinkedError: another one repeats it.
        """
        with self._vault.write() as db:
            stored = advice.recommendation(db, number)
            if any(each.repeats == number for each in advice.recommendations(db)):
                raise StillLinkedError("Deze aanbeveling", "een aanbeveling die haar herhaalt")
            advice.delete_recommendation(db, number)
            place = bins.put(db, "recommendation", advice_texts.to_text(stored), today)

        def back(db: Database) -> None:
            bins.drop(db, place)
            advice.add_recommendation(db, stored)

        def again(db: Database) -> None:
            advice.delete_recommendation(db, number)
            bins.put(db, "recommendation", advice_texts.to_text(stored), today, place)

        return self._advice_done("Aanbeveling ligt in de prullenbak", back, again)

    def _change_recommendation(self, words: str, new: Recommendation, draft: str) -> Changes:
        with self._vault.write() as db:
            before = advice.recommendation(db, new.id)
            _check_repeat(db, new)
            advice.update_recommendation(db, new)
            drafts.drop(db, draft)
        return self._recommendation_done(words, before, new)

    def _recommendation_done(
        self, words: str, before: Recommendation | None, after: Recommendation
    ) -> Changes:
        put = partial(_put_recommendation, number=after.id)
        return self._advice_done(words, partial(put, record=before), partial(put, record=after))

    # --- signals ---

    def signals(self) -> tuple[Signal, ...]:
        """All signals, oldest first. One whose file never came counts as not released."""
        with self._vault.read() as db:
            return _as_released(db, advice.signals(db))

    def signal(self, number: SignalId) -> Signal | None:
        """One signal; None when it is not there any more."""
        return next((each for each in self.signals() if each.id == number), None)

    def add_signal(self, new: Signal, *, draft: str = "") -> Changes:
        """Store a new signal. It leaves the vault with `Desk.write_signal`, and not before.

        Raises:
            UnknownCodeError: its theme has a code that no list knows; nothing was stored.
        """
        self._check_theme(new.theme)
        with self._vault.write() as db:
            stored = advice.add_signal(db, replace(new, release=None))
            drafts.drop(db, draft)
        return self._signal_done("Signaal is vastgelegd", None, stored)

    def change_signal(self, new: Signal, *, draft: str = "") -> Changes:
        """Store a signal as it is now.

        Raises:
            RecordMissingError: it is not there any more.
            UnknownCodeError: see `add_signal`; nothing was stored.
            SignalGoneOutError: somebody has it, and more differs than its answer, the day for that, and whether
                the report tells of it.
        """
        self._check_theme(new.theme)
        with self._vault.write() as db:
            (before,) = _as_released(db, (advice.signal(db, new.id),))
            new = replace(new, release=before.release)
            same = replace(
                before,
                response=new.response,
                asked_by=new.asked_by,
                in_report=new.in_report,
            )
            if before.release is not None and same != new:
                raise SignalGoneOutError
            advice.update_signal(db, new)
            drafts.drop(db, draft)
        return self._signal_done("Signaal is gewijzigd", before, new)

    def respond_to_signal(
        self, number: SignalId, response: Response | None, *, draft: str = ""
    ) -> Changes:
        """Record what was answered to a signal, in place of what was recorded before; None takes it away.

        Raises:
            RecordMissingError: it is not there any more.
        """
        with self._vault.read() as db:
            held = advice.signal(db, number)
        return self.change_signal(replace(held, response=response), draft=draft)

    def delete_signal(self, number: SignalId, today: date) -> Changes:
        """Put a signal that nobody has in the bin.

        Raises:
            RecordMissingError: it is not there any more.
            SignalGoneOutError: it left the vault.
            StillLinkedError: a recommendation was given in it.
        """
        with self._vault.write() as db:
            (stored,) = _as_released(db, (advice.signal(db, number),))
            if stored.release is not None:
                raise SignalGoneOutError
            if any(each.signal == number for each in advice.recommendations(db)):
                raise StillLinkedError("Dit signaal", "een aanbeveling")
            advice.delete_signal(db, number)
            place = bins.put(db, "signal", advice_texts.to_text(stored), today)

        def back(db: Database) -> None:
            bins.drop(db, place)
            advice.add_signal(db, stored)

        def again(db: Database) -> None:
            advice.delete_signal(db, number)
            bins.put(db, "signal", advice_texts.to_text(stored), today, place)

        return self._advice_done("Signaal ligt in de prullenbak", back, again)

    def _signal_done(self, words: str, before: Signal | None, after: Signal) -> Changes:
        put = partial(_put_signal, number=after.id)
        return self._advice_done(words, partial(put, record=before), partial(put, record=after))

    # --- patterns ---

    def proposals(self, today: date) -> tuple[Proposal, ...]:
        """Patterns of the last half year that may be worth a signal: for the adviser's own screen, exact."""
        begin, end = half_year(Month.of(today))
        uncounted = self.settings.uncounted_statuses
        with self._vault.read() as db:
            now = patterns.main_types(db, begin, end, uncounted)
            before = patterns.main_types(db, *half_year(begin.plus(-1)), uncounted)
            held = _as_released(db, advice.signals(db))
            seen: dict[str, int] = settings.get(db, _SEEN_KEY) or {}
            made: dict[str, int] = settings.get(db, _MADE_KEY) or {}
        told = {each.id: each for each in held if Month.of(each.made_on) >= begin}
        signalled = Signalled(
            made=frozenset(key for key, number in made.items() if number in told),
            begun=tuple(each.theme for each in told.values()),
            issued=tuple(each.theme for each in told.values() if each.release is not None),
        )
        return proposals(now, before, (begin, end), seen, signalled)

    def tie_pattern(self, key: str, number: SignalId) -> Changes:
        """A signal was made of a pattern: do not propose it again, whatever the signal says of its theme.

        Args:
            key: `Proposal.key` of the pattern.
            number: of the signal.
        """
        with self._vault.write() as db:
            made: dict[str, int] = settings.get(db, _MADE_KEY) or {}
            settings.put(db, _MADE_KEY, {**made, key: int(number)})
        return changed(ChangeKind.ADVICE)

    def put_pattern_aside(self, proposal: Proposal) -> Changes:
        """Do not propose a pattern again until there are more cases."""
        with self._vault.write() as db:
            seen: dict[str, int] = settings.get(db, _SEEN_KEY) or {}
            settings.put(db, _SEEN_KEY, {**seen, proposal.key: proposal.cases})
        return changed(ChangeKind.ADVICE)

    # --- what they share ---

    def _advice_done(self, words: str, back: "_Work", again: "_Work") -> Changes:
        return self._done(words, None, back, again, ChangeKind.ADVICE)

    def _check_theme(self, theme: Theme) -> None:
        known = ((TYPES, theme.types, "Typen"), (UNITS, theme.units, "Onderdelen"))
        for name, codes, label in known:
            if any(code not in self.lists[name] for code in codes):
                raise UnknownCodeError(label)


_Work = Callable[[Database], None]


def _check_repeat(db: Database, new: Recommendation) -> None:
    if new.repeats is None:
        return
    with suppress(RecordMissingError):
        if advice.recommendation(db, new.repeats).year < new.year:
            return
    raise OwnRepeatError


def _as_released(db: Database, held: Iterable[Signal]) -> tuple[Signal, ...]:
    """The signals; a release that never came at its place is none."""
    found = tuple(held)
    if all(each.release is None for each in found):
        return found
    counts = {release.number for release in releases.releases(db) if release.counts}
    return tuple(each if each.release in counts else replace(each, release=None) for each in found)


def _put_recommendation(
    db: Database, number: RecommendationId, record: Recommendation | None
) -> None:
    with suppress(RecordMissingError):
        advice.delete_recommendation(db, number)
    if record is not None:
        advice.add_recommendation(db, record)


def _put_signal(db: Database, number: SignalId, record: Signal | None) -> None:
    with suppress(RecordMissingError):
        advice.delete_signal(db, number)
    if record is not None:
        advice.add_signal(db, record)
