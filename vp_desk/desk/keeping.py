"""Everything by which nothing of the dossier is lost: taking back, the bin and the drafts.

Every change is one transaction that also drops the draft it came from, and one step that can be taken
back. What is deleted waits in the bin for thirty days.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from vp_desk.desk.base import VaultDesk
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.clock import Clock, now
from vp_desk.desk.history import History, Step
from vp_desk.dutch import day_label
from vp_desk.errors import VpDeskError
from vp_desk.fields import ACTIVITY_FIELDS, CASE_FIELDS, CONTACT_FIELDS, unknown_codes
from vp_desk.records import Activity, Case, CaseCode, Contact
from vp_desk.storage import (
    activities,
    advice,
    advice_texts,
    bins,
    cases,
    contacts,
    drafts,
    snapshots,
    talks,
)
from vp_desk.storage.bins import Binned
from vp_desk.storage.database import Database
from vp_desk.storage.drafts import Draft
from vp_desk.storage.snapshots import Snapshot
from vp_desk.storage.vault import Vault
from vp_desk.trail import TrailKind


class UnknownCodeError(VpDeskError):
    """A value that no list of this vault knows."""

    def __init__(self, field: str) -> None:
        super().__init__(
            f"Bij '{field}' staat een waarde die niet in de lijst van deze kluis voorkomt. Kies opnieuw."
        )


@dataclass(frozen=True, slots=True)
class BinItem:
    """Something in the bin, in words."""

    id: int
    kind: str
    #: As in "Zaak vodami-ku, Pesten, maart 2025, 3 gesprekken".
    words: str
    deleted_on: date
    #: The first day on which it is not there any more.
    gone_on: date


class Keeping(VaultDesk):
    """What every change of the dossier goes through."""

    def __init__(self, vault: Vault, clock: Clock = now) -> None:
        super().__init__(vault, clock)
        self.history = History()

    # --- taking back ---

    def undo(self) -> Step | None:
        """Take back what was done last since the vault was opened; None when there is nothing."""
        step = self.history.next_back
        if step is not None:
            with self._vault.write() as db:
                step.back(db)
            self.history.went_back()
        return step

    def redo(self) -> Step | None:
        """Do again what was taken back last; None when there is nothing."""
        step = self.history.next_again
        if step is not None:
            with self._vault.write() as db:
                step.again(db)
            self.history.went_again()
        return step

    def _change(
        self,
        code: CaseCode,
        words: str,
        work: Callable[[Database], None],
        draft: str = "",
        *others: CaseCode,
    ) -> Changes:
        """Change cases in one transaction, and remember how they were.

        Args:
            code: the case that the change is about.
            words: what was done.
            work: does it.
            draft: the draft that this stores.
            others: further cases that change with it.
        """
        codes = (code, *others)
        with self._vault.write() as db:
            before = {each: snapshots.take(db, each) for each in codes}
            work(db)
            drafts.drop(db, draft)
            after = {each: snapshots.take(db, each) for each in codes}
        return self._done(
            words, code, partial(_put_back, cases_=before), partial(_put_back, cases_=after)
        )

    def _done(
        self,
        words: str,
        case: CaseCode | None,
        back: Callable[[Database], None],
        again: Callable[[Database], None],
        *kinds: ChangeKind,
    ) -> Changes:
        changes = changed(*(kinds or (ChangeKind.CASES,)))
        self.history.add(Step(words, changes, case, back, again))
        return changes

    # --- the bin ---

    def bin_items(self) -> tuple[BinItem, ...]:
        """What was deleted in the last thirty days, the last one first."""
        with self._vault.read() as db:
            held = bins.every(db)
        return tuple(
            BinItem(item.id, item.kind, self._words_of(item), item.deleted_on, item.gone_on)
            for item in held
        )

    def restore(self, number: int) -> Changes:
        """Put something from the bin back where it was.

        Raises:
            RecordMissingError: it, or the case it belongs to, is not there any more.
            CaseCodeTakenError: another case has its code now.
        """
        with self._vault.write() as db:
            item = bins.get(db, number)
            if item.kind == "case":
                snapshot = snapshots.from_text(item.content)
                if snapshot.file.case.code in cases.Codes(db):
                    raise cases.CaseCodeTakenError
                snapshots.put_back(db, snapshot.file.case.code, snapshot)
            elif item.kind == "contact":
                contacts.add(db, snapshots.contact_from_text(item.content))
            elif item.kind == "activity":
                activities.add(db, snapshots.activity_from_text(item.content))
            else:
                _restore_advice(db, item)
            bins.drop(db, number)
        self.history.forget()
        return changed(
            ChangeKind.CASES, ChangeKind.ACTIVITIES, ChangeKind.ADVICE, ChangeKind.RELATION
        )

    def empty_bin(self) -> Changes:
        """Let go of everything in the bin, for good."""
        with self._vault.write() as db:
            held = bins.every(db)
            for item in held:
                bins.drop(db, item.id)
        self.safety.note(TrailKind.ERASED, len(held))
        self.history.forget()
        return changed(ChangeKind.CASES)

    def tidy(self, today: date) -> None:
        """Let go, for good, of what has waited in the bin for thirty days."""
        with self._vault.read() as db:
            over = any(item.gone_on <= today for item in bins.every(db))
        if over:
            with self._vault.write() as db:
                erased = bins.purge(db, today)
            self.safety.note(TrailKind.ERASED, erased)
            self.history.forget()

    def _words_of(self, item: Binned) -> str:
        if item.kind == "case":
            file = snapshots.from_text(item.content).file
            case, number = file.case, len(file.contacts)
            talks = "1 gesprek" if number == 1 else f"{number} gesprekken"
            kind = self.lists.types.label_of(case.types[0])
            return f"Zaak {case.code} · {kind} · {case.month.label} · {talks}"
        if item.kind == "contact":
            contact = snapshots.contact_from_text(item.content)
            return f"Gesprek van {day_label(contact.held_on)} bij zaak {contact.case}"
        if item.kind in _ADVICE_WORDS:
            return _ADVICE_WORDS[item.kind](item.content)
        activity = snapshots.activity_from_text(item.content)
        kind = self.lists["activity_kind"].label_of(activity.kind)
        return f"Activiteit van {day_label(activity.held_on)} · {kind}"

    # --- drafts ---

    def drafts(self) -> tuple[Draft, ...]:
        """What was typed and not stored, the newest first."""
        with self._vault.read() as db:
            return drafts.every(db)

    def keep_draft(self, key: str, content: Mapping[str, Any], now: datetime) -> None:
        """Keep what stands in a form. When this returns, it survives a crash."""
        with self._vault.write() as db:
            drafts.put(db, Draft(key, now, content))

    def drop_draft(self, key: str) -> None:
        """Forget what stood in a form."""
        with self._vault.write() as db:
            drafts.drop(db, key)

    def _check_codes(self, record: Case | Contact | Activity) -> None:
        fields = {Case: CASE_FIELDS, Contact: CONTACT_FIELDS, Activity: ACTIVITY_FIELDS}
        for field, _ in unknown_codes(record, fields[type(record)], self.lists):
            raise UnknownCodeError(field.label)


def _restore_advice(db: Database, item: Binned) -> None:
    """Put advice back; a link to what is not there any more is let go."""
    if item.kind == "agreement":
        talks.add_agreement(db, advice_texts.agreement_from_text(item.content))
    elif item.kind == "signal":
        advice.add_signal(db, advice_texts.signal_from_text(item.content))
    else:
        stored = advice_texts.recommendation_from_text(item.content)
        earlier = {r.id for r in advice.recommendations(db) if r.year < stored.year}
        given = {each.id for each in advice.signals(db)}
        repeats = stored.repeats if stored.repeats in earlier else None
        signal = stored.signal if stored.signal in given else None
        advice.add_recommendation(db, replace(stored, repeats=repeats, signal=signal))


def _recommendation_words(content: str) -> str:
    return f"Aanbeveling van {advice_texts.recommendation_from_text(content).year}"


def _signal_words(content: str) -> str:
    return f"Signaal van {day_label(advice_texts.signal_from_text(content).made_on)}"


def _agreement_words(content: str) -> str:
    stored = advice_texts.agreement_from_text(content)
    return f"Afspraak van {day_label(stored.made_on)} · {stored.party.label}"


#: Kind of what lies in the bin → its words.
_ADVICE_WORDS: Final[Mapping[str, Callable[[str], str]]] = {
    "recommendation": _recommendation_words,
    "signal": _signal_words,
    "agreement": _agreement_words,
}


def _put_back(db: Database, cases_: Mapping[CaseCode, Snapshot | None]) -> None:
    for code, snapshot in cases_.items():
        snapshots.put_back(db, code, snapshot)
