"""The relation with those who run the organisation: talks, agreements, the self-check, and what is due."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from vp_desk.advice import (
    Agreement,
    AgreementId,
    Norm,
    Party,
    PlannedTalk,
    SelfCheck,
    TalkId,
    usual_answer_day,
)
from vp_desk.desk.advice import Advice
from vp_desk.desk.changes import ChangeKind, Changes
from vp_desk.desk.day import Today, quiet_since
from vp_desk.desk.dossier import OPEN_STATUSES
from vp_desk.desk.finding import AdviceHit, find
from vp_desk.due import (
    Appointment,
    in_order,
    of_agreements,
    of_recommendations,
    of_report,
    of_retention,
    of_signals,
    of_talks,
)
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS, Kind, Privacy
from vp_desk.ics import SUFFIX, ics
from vp_desk.periods import Month, ReportingYear
from vp_desk.records import Activity
from vp_desk.registration import Filled, Registration
from vp_desk.storage import (
    activities,
    advice_texts,
    bins,
    completeness,
    drafts,
    releases,
    self_checks,
    settings,
    talks,
    waiting,
)
from vp_desk.storage.database import Database
from vp_desk.storage.files import explained, write_file
from vp_desk.storage.rows import RecordMissingError
from vp_desk.trail import TrailKind


class CalendarNameError(VpDeskError):
    """A calendar file with another ending."""

    def __init__(self) -> None:
        super().__init__(f"Geef het bestand een naam die eindigt op {SUFFIX}.")


@dataclass(frozen=True, slots=True)
class Relation:
    """The talks with one party: those of a reporting year, and the next ones."""

    party: Party
    #: Held in the year, oldest first.
    held: tuple[Activity, ...]
    #: Made in the year, or not yet kept; oldest first.
    agreements: tuple[Agreement, ...]
    #: The first one first, whatever the year.
    planned: tuple[PlannedTalk, ...]


class Talks(Advice):
    """The use cases of the relation, and of what is due."""

    # --- talks ---

    def relations(self, year: ReportingYear) -> tuple[Relation, ...]:
        """Per party the talks of a year, what was agreed, and what is planned; always all three."""
        held = self.activities(year)
        with self._vault.read() as db:
            made, planned = talks.agreements(db), talks.planned(db)
        return tuple(
            Relation(
                party,
                tuple(a for a in held if a.kind.partition(".")[0] == party),
                tuple(
                    each
                    for each in made
                    if each.party is party
                    and (Month.of(each.made_on) in year or each.done_on is None)
                ),
                tuple(each for each in planned if each.party is party),
            )
            for party in Party
        )

    def planned_talks(self) -> tuple[PlannedTalk, ...]:
        """All talks that are planned, the first one first."""
        with self._vault.read() as db:
            return talks.planned(db)

    def plan_talk(self, new: PlannedTalk) -> Changes:
        """Plan a talk, or give a planned one another day."""
        with self._vault.write() as db:
            before = _planned(db, new.id)
            talks.drop_planned(db, new.id)
            stored = talks.plan(db, new)
        put = partial(_put_planned, number=stored.id)
        words = f"Gesprek met {new.party.called} is gepland"
        return self._relation_done(words, partial(put, talk=before), partial(put, talk=stored))

    def drop_talk(self, number: TalkId) -> Changes:
        """Forget a planned talk: it was held and written down as an activity, or does not take place."""
        with self._vault.write() as db:
            before = _planned(db, number)
            talks.drop_planned(db, number)
        put = partial(_put_planned, number=number)
        return self._relation_done(
            "Gepland gesprek is weggehaald", partial(put, talk=before), partial(put, talk=None)
        )

    def hold_talk(self, held: Activity, party: Party, planned: TalkId | None = None) -> Changes:
        """Write down that a talk was held: it is an activity, and no plan any more.

        Args:
            held: the talk.
            party: with whom.
            planned: which planned talk it was; None = it was not planned.

        Raises:
            UnknownCodeError: a value is in no list; nothing was stored.
        """
        self._check_codes(held)
        with self._vault.write() as db:
            before = None if planned is None else _planned(db, planned)
            if before is not None:
                talks.drop_planned(db, before.id)
            stored = activities.add(db, held)

        def back(db: Database) -> None:
            activities.delete(db, stored.id)
            if before is not None:
                talks.plan(db, before)

        def again(db: Database) -> None:
            activities.add(db, stored)
            if before is not None:
                talks.drop_planned(db, before.id)

        words = f"Gesprek met {party.called} is vastgelegd"
        kinds = (ChangeKind.ACTIVITIES, ChangeKind.RELATION)
        return self._done(words, None, back, again, *kinds)

    # --- agreements ---

    def agreements(self) -> tuple[Agreement, ...]:
        """All agreements, oldest first."""
        with self._vault.read() as db:
            return talks.agreements(db)

    def agreement(self, number: AgreementId) -> Agreement | None:
        """One agreement; None when it is not there any more."""
        return next((each for each in self.agreements() if each.id == number), None)

    def add_agreement(self, new: Agreement, *, draft: str = "") -> Changes:
        """Store what was agreed in a talk: it belongs to the talks with the same party on the same day."""
        with self._vault.write() as db:
            stored = talks.add_agreement(db, new)
            drafts.drop(db, draft)
        return self._agreement_done("Afspraak is vastgelegd", None, stored)

    def change_agreement(self, new: Agreement, *, draft: str = "") -> Changes:
        """Store an agreement as it is now.

        Raises:
            RecordMissingError: it is not there any more.
        """
        with self._vault.write() as db:
            before = talks.agreement(db, new.id)
            talks.update_agreement(db, new)
            drafts.drop(db, draft)
        return self._agreement_done("Afspraak is gewijzigd", before, new)

    def keep_agreement(self, number: AgreementId, day: date | None) -> Changes:
        """Write down that an agreement was kept on a day; None = it is open again.

        Raises:
            RecordMissingError: it is not there any more.
        """
        with self._vault.read() as db:
            held = talks.agreement(db, number)
        return self.change_agreement(replace(held, done_on=day))

    def delete_agreement(self, number: AgreementId, today: date) -> Changes:
        """Put an agreement in the bin.

        Raises:
            RecordMissingError: it is not there any more.
        """
        with self._vault.write() as db:
            stored = talks.agreement(db, number)
            talks.delete_agreement(db, number)
            place = bins.put(db, "agreement", advice_texts.to_text(stored), today)

        def back(db: Database) -> None:
            bins.drop(db, place)
            talks.add_agreement(db, stored)

        def again(db: Database) -> None:
            talks.delete_agreement(db, number)
            bins.put(db, "agreement", advice_texts.to_text(stored), today, place)

        return self._relation_done("Afspraak ligt in de prullenbak", back, again)

    def _agreement_done(self, words: str, before: Agreement | None, after: Agreement) -> Changes:
        put = partial(_put_agreement, number=after.id)
        return self._relation_done(
            words, partial(put, agreement=before), partial(put, agreement=after)
        )

    # --- the self-check ---

    def self_checks(self) -> tuple[SelfCheck, ...]:
        """What she found of each norm, by year and norm; only what was filled in."""
        with self._vault.read() as db:
            return self_checks.every(db)

    def self_check(self, year: int) -> tuple[SelfCheck, ...]:
        """What she found of a year: always all four norms, empty where nothing was filled in."""
        held = {each.norm: each for each in self.self_checks() if each.year == year}
        return tuple(held.get(norm, SelfCheck(year, norm)) for norm in Norm)

    def set_self_check(self, new: SelfCheck, *, draft: str = "") -> Changes:
        """Store what she finds of one norm in place of what she found before; an empty one takes it away."""
        with self._vault.write() as db:
            held = {(each.year, each.norm): each for each in self_checks.every(db)}
            before = held.get((new.year, new.norm), SelfCheck(new.year, new.norm))
            self_checks.put(db, new)
            drafts.drop(db, draft)
        done = "gewijzigd" if before else "vastgelegd"
        if not new:
            done = "leeggemaakt"
        return self._relation_done(
            f"Zelftoets van norm {new.norm.value} is {done}",
            partial(self_checks.put, check=before),
            partial(self_checks.put, check=new),
        )

    def registration(self, year: ReportingYear, today: date) -> Registration:
        """How orderly and current the records of a year are (norm 13): exact, for her own screen."""
        off = self.settings.fields_off
        asked = [
            field
            for field in CASE_FIELDS
            if field.asked
            and field.privacy is not Privacy.PRIVATE
            and field.kind in (Kind.CODE, Kind.CODES)
            and field.key not in off
        ]
        with self._vault.read() as db:
            filled = completeness.filled(db, year, asked)
            lags = completeness.lags(db, year)
            return Registration(
                year.year,
                completeness.cases_of(db, year),
                tuple(Filled(field.key, field.label, filled[field.key]) for field in asked),
                lags.known,
                lags.month_only,
                lags.unknown,
                waiting.carried(db, OPEN_STATUSES, year.begin),
                waiting.quiet(db, OPEN_STATUSES, quiet_since(today))[0],
            )

    # --- searching ---

    def find_advice(self, words: str) -> tuple[AdviceHit, ...]:
        """Recommendations, signals, agreements and self-checks in which all words stand."""
        with self._vault.read() as db:
            return find(db, words, self.lists)

    # --- what is due ---

    def has_final_report(self, year: int) -> bool:
        """Whether readers are supposed to have the report of a reporting year."""
        return self.calendar.year(year).code in self._reported()

    def answer_day(self, year: int, today: date) -> date:
        """By when an answer is asked of advice in the report of a year, unless the adviser says otherwise.

        That is some weeks after the day on which the report is due: nobody has it before. Never sooner than
        as many weeks from today.
        """
        if self.has_final_report(year):
            return usual_answer_day(today)
        due = of_report(self.calendar.year(year), self.settings.report_months or 0).day
        return usual_answer_day(max(due, today))

    def today(self, today: date) -> Today:
        """What waits for the adviser, with what is due soon and patterns that may be worth a signal."""
        soon = tuple(each for each in self.appointments(today) if each.is_soon(today))
        return replace(super().today(today), appointments=soon, proposals=self.proposals(today))

    def appointments(self, today: date) -> tuple[Appointment, ...]:
        """Everything that is due, what is late included, the first one first."""
        return in_order(self._appointments(today))

    def write_calendar(self, path: Path, today: date) -> int:
        """Write what is due as a calendar file without content: kinds and days alone, see `vp_desk.ics`.

        Returns:
            How many entries it has.

        Raises:
            CalendarNameError: nothing was written.
            DiskFullError, NoPermissionError, ReadOnlyPlaceError: by the place; nothing was written.
        """
        if path.suffix.lower() != SUFFIX:
            raise CalendarNameError
        found = self.appointments(today)
        with self._vault.read() as db:
            secret = settings.disclosure_seed(db)
        with explained(path):
            write_file(path, ics(found, secret, today))
        self.safety.note(TrailKind.CALENDAR, len(found))
        return len(found)

    def _appointments(self, today: date) -> Iterator[Appointment]:
        asked = self.settings
        year = self.calendar.year_of(Month.of(today))
        with self._vault.read() as db:
            made, planned = talks.agreements(db), talks.planned(db)
        done = self._reported()
        yield from of_recommendations(self.recommendations())
        yield from of_signals(self.signals())
        yield from of_talks(planned)
        yield from of_agreements(made)
        for each in (year.previous(), year):
            if asked.report_months is not None and each.code not in done and self._has_cases(each):
                yield of_report(each, asked.report_months)
        if asked.retention_years is not None:
            yield of_retention(year, asked.retention_years)

    def _reported(self) -> frozenset[str]:
        """Codes of the reporting years of which the report is out."""
        with self._vault.read() as db:
            found = releases.releases(db)
        return frozenset(each.year for each in found if each.is_final_report)

    def _has_cases(self, year: ReportingYear) -> bool:
        with self._vault.read() as db:
            return completeness.cases_of(db, year) > 0

    def _relation_done(self, words: str, back: "_Work", again: "_Work") -> Changes:
        return self._done(words, None, back, again, ChangeKind.RELATION)


_Work = Callable[[Database], None]


def _planned(db: Database, number: TalkId) -> PlannedTalk | None:
    return next((each for each in talks.planned(db) if each.id == number), None)


def _put_planned(db: Database, number: TalkId, talk: PlannedTalk | None) -> None:
    talks.drop_planned(db, number)
    if talk is not None:
        talks.plan(db, talk)


def _put_agreement(db: Database, number: AgreementId, agreement: Agreement | None) -> None:
    with suppress(RecordMissingError):
        talks.delete_agreement(db, number)
    if agreement is not None:
        talks.add_agreement(db, agreement)
