"""The dossier: cases, conversations, aftercare and activities."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from vp_desk.aggregate import CaseFile
from vp_desk.desk import case_list
from vp_desk.desk.case_list import CaseList, CaseRow
from vp_desk.desk.changes import ChangeKind, Changes
from vp_desk.desk.keeping import Keeping
from vp_desk.periods import Month, ReportingYear
from vp_desk.records import (
    Activity,
    ActivityId,
    Case,
    CaseCode,
    Contact,
    Reminder,
    ReminderId,
    new_case_code,
)
from vp_desk.selection import Selection
from vp_desk.storage import activities, bins, cases, contacts, drafts, reminders, snapshots
from vp_desk.storage.database import Database
from vp_desk.storage.rows import RecordMissingError

#: Statuses of a case that is not over.
OPEN_STATUSES: Final = frozenset({"sparring", "open"})
#: Statuses after which the adviser asks how it goes. "Contact verbroken" and an overgedragen zaak are not hers.
CLOSED_STATUSES: Final = frozenset({"closed", "formal"})


class Dossier(Keeping):
    """The use cases of the dossier."""

    # --- reading ---

    def count_cases(self, selection: Selection) -> int:
        """How many cases a selection holds."""
        with self._vault.read() as db:
            return cases.total(db, selection, self.lists)

    def list_cases(self, selection: Selection, size: int, near: CaseCode | None = None) -> CaseList:
        """How many cases a selection holds, its first page and the page of one case, of one moment.

        Args:
            selection: which cases, and in what order.
            size: of a page.
            near: a case that should be in sight; None = whichever comes first.
        """
        with self._vault.read() as db:
            return case_list.listing(db, selection, self.lists, size, near)

    def page_of_cases(self, selection: Selection, offset: int, limit: int) -> tuple[CaseRow, ...]:
        """Some cases of a selection, in its order."""
        with self._vault.read() as db:
            return case_list.page(db, selection, self.lists, offset, limit)

    def case(self, code: CaseCode) -> CaseFile:
        """A case with its note and its contacts, oldest first."""
        with self._vault.read() as db:
            return CaseFile(cases.get(db, code), contacts.of_case(db, code))

    def new_case_code(self) -> CaseCode:
        """A code that no case has."""
        with self._vault.read() as db:
            return new_case_code(cases.Codes(db))

    def activities(self, year: ReportingYear) -> tuple[Activity, ...]:
        """The activities of one reporting year."""
        with self._vault.read() as db:
            return activities.between(db, year.begin, year.end)

    def activity(self, activity_id: ActivityId) -> Activity | None:
        """One activity; None when it is not there any more."""
        with self._vault.read() as db, suppress(RecordMissingError):
            return activities.get(db, activity_id)
        return None

    # --- cases and conversations ---

    def add_case(self, case: Case, first_contact: Contact | None, *, draft: str = "") -> Changes:
        """Store a new case, with its first contact if there is one.

        Args:
            case: the case.
            first_contact: its first conversation.
            draft: the draft that is stored with this.

        Raises:
            UnknownCodeError: a value is in no list; nothing was stored.
        """
        self._check_codes(case)
        if first_contact is not None:
            self._check_codes(first_contact)

        def work(db: Database) -> None:
            cases.add(db, case)
            if first_contact is not None:
                contacts.add(db, self._stamped(replace(first_contact, case=case.code)))
            self._follow_status(db, case)

        return self._change(case.code, f"Zaak {case.code} is vastgelegd", work, draft)

    def change_case(self, case: Case, *, draft: str = "") -> Changes:
        """Store a case as it is now.

        Raises:
            UnknownCodeError: a value is in no list; nothing was stored.
            RecordMissingError: there is no such case.
        """
        self._check_codes(case)

        def work(db: Database) -> None:
            before = cases.get(db, case.code)
            cases.update(db, case)
            if before.status != case.status:
                self._follow_status(db, case)

        return self._change(case.code, f"Zaak {case.code} is gewijzigd", work, draft)

    def log_contact(self, contact: Contact, case: Case, *, draft: str = "") -> Changes:
        """Store a new conversation, and its case as the conversation left it, in one go.

        Raises:
            UnknownCodeError: a value is in no list; nothing was stored.
            RecordMissingError: there is no such case.
        """
        self._check_codes(case)
        self._check_codes(contact)

        def work(db: Database) -> None:
            before = cases.get(db, case.code)
            self._store_contact(db, contact)
            if case != before:
                cases.update(db, case)
            if case.status != before.status:
                self._follow_status(db, case)

        return self._change(case.code, f"Gesprek bij zaak {case.code} is vastgelegd", work, draft)

    def delete_case(self, code: CaseCode, today: date, *, draft: str = "") -> Changes:
        """Put a case with its contacts and notes in the bin.

        Args:
            code: the case.
            today: the day.
            draft: what was being typed in the case: it goes with it, and comes back when this is taken back.

        Raises:
            RecordMissingError: there is no such case.
        """
        with self._vault.write() as db:
            snapshot = snapshots.take(db, code)
            if snapshot is None:
                raise RecordMissingError
            content = snapshots.to_text(snapshot)
            number = bins.put(db, "case", content, today)
            cases.delete(db, code)
            typed = drafts.take_out(db, draft)

        def back(db: Database) -> None:
            bins.drop(db, number)
            snapshots.put_back(db, code, snapshot)
            if typed is not None:
                drafts.put(db, typed)

        def again(db: Database) -> None:
            bins.put(db, "case", content, today, number)
            cases.delete(db, code)
            drafts.drop(db, draft)

        return self._done(f"Zaak {code} ligt in de prullenbak", code, back, again)

    def add_contact(self, contact: Contact, *, draft: str = "") -> Changes:
        """Store a new contact under its case."""
        self._check_codes(contact)
        words = f"Gesprek bij zaak {contact.case} is vastgelegd"
        return self._change(contact.case, words, lambda db: self._store_contact(db, contact), draft)

    def change_contact(self, contact: Contact, *, draft: str = "") -> Changes:
        """Store a contact as it is now."""
        self._check_codes(contact)
        words = f"Gesprek bij zaak {contact.case} is gewijzigd"
        return self._change(contact.case, words, lambda db: contacts.update(db, contact), draft)

    def delete_contact(self, contact: Contact, today: date) -> Changes:
        """Put a contact with its note in the bin, as it is stored now.

        Raises:
            RecordMissingError: it is not there any more.
        """
        code = contact.case
        with self._vault.write() as db:
            content = snapshots.record_to_text(contacts.get(db, contact.id))
            before = snapshots.take(db, code)
            contacts.delete(db, contact.id)
            number = bins.put(db, "contact", content, today)
            after = snapshots.take(db, code)

        def back(db: Database) -> None:
            bins.drop(db, number)
            snapshots.put_back(db, code, before)

        def again(db: Database) -> None:
            bins.put(db, "contact", content, today, number)
            snapshots.put_back(db, code, after)

        return self._done(f"Gesprek bij zaak {code} ligt in de prullenbak", code, back, again)

    def link_matter(self, code: CaseCode, other: CaseCode) -> Changes:
        """Let two cases count as one matter ("zelfde kwestie"), with all that were one already.

        The code of the matter is that of the case that had one, else that of the older case.
        """
        with self._vault.read() as db:
            one, two = cases.get(db, code), cases.get(db, other)
        matter = two.matter or one.matter or min(one, two, key=lambda c: (c.month, c.code)).code
        words = f"Zaken {code} en {other} zijn dezelfde kwestie"

        def work(db: Database) -> None:
            for case in (one, two):
                if case.matter != matter:
                    cases.update(db, replace(case, matter=matter))

        return self._change(code, words, work, "", other)

    def unlink_matter(self, code: CaseCode) -> Changes:
        """Let a case be a matter of its own again."""
        words = f"Zaak {code} staat weer op zichzelf"

        def work(db: Database) -> None:
            cases.update(db, replace(cases.get(db, code), matter=None))

        return self._change(code, words, work)

    def same_matter(self, code: CaseCode) -> tuple[Case, ...]:
        """The other cases of the same matter, oldest first; without their notes."""
        with self._vault.read() as db:
            case = cases.get(db, code)
            if not case.matter:
                return ()
            found = cases.of_matter(db, case.matter)
        return tuple(replace(other, note="") for other in found if other.code != code)

    # --- aftercare ---

    def reminders(self, code: CaseCode) -> tuple[Reminder, ...]:
        """The reminders of a case, the first one first."""
        with self._vault.read() as db:
            return reminders.of_case(db, code)

    def add_reminder(self, code: CaseCode, month: Month) -> Changes:
        """Ask how it goes in a month."""
        words = f"Nazorg bij zaak {code} staat in {month.label}"

        def work(db: Database) -> None:
            reminders.add(db, [Reminder(case=code, month=month)])

        return self._change(code, words, work)

    def settle_reminders(self, reminders_: Sequence[Reminder], *, done: bool) -> Changes:
        """The adviser asked how it goes, or need not.

        Args:
            reminders_: of one case, at least one.
            done: whether she asked.
        """
        code, state = reminders_[0].case, "done" if done else "skipped"
        words = f"Nazorg bij zaak {code} is {'gedaan' if done else 'overgeslagen'}"

        def work(db: Database) -> None:
            for reminder in reminders_:
                reminders.set_state(db, reminder.id, state)

        return self._change(code, words, work)

    def drop_planned_aftercare(self, code: CaseCode) -> Changes:
        """The month that was planned in the case itself is dealt with."""
        with self._vault.read() as db:
            case = cases.get(db, code)
        return self.change_case(replace(case, aftercare_month=None))

    def _store_contact(self, db: Database, contact: Contact) -> None:
        """Store a conversation; one of aftercare settles what waited for it.

        That is every reminder up to its month, or else the one of the next month: a call can be early.
        """
        contacts.add(db, self._stamped(contact))
        if contact.kind != "aftercare":
            return
        month = Month.of(contact.held_on)
        held = [r for r in reminders.of_case(db, contact.case) if r.state == reminders.OPEN]
        waited = [r for r in held if r.month <= month]
        for reminder in waited or [r for r in held if r.month == month.plus(1)]:
            reminders.set_state(db, reminder.id, "done")

    def _stamped(self, contact: Contact) -> Contact:
        """A new conversation with the day on which it is written down."""
        if contact.entered_on is not None:
            return contact
        return replace(contact, entered_on=self._clock().date())

    def _follow_status(self, db: Database, case: Case) -> None:
        """A case that was closed gets its reminders, one that was opened again loses them."""
        if case.status not in CLOSED_STATUSES:
            reminders.drop_open(db, case.code)
            return
        if any(known.state == reminders.OPEN for known in reminders.of_case(db, case.code)):
            return
        held = contacts.of_case(db, case.code)
        last = max([case.month, *(Month.of(contact.held_on) for contact in held)])
        reminders.add(
            db,
            [
                Reminder(id=ReminderId(0), case=case.code, month=last.plus(months))
                for months in self.settings.aftercare_months
            ],
        )

    # --- activities ---

    def add_activity(self, activity: Activity, *, draft: str = "") -> Changes:
        """Store work that belongs to no case."""
        self._check_codes(activity)
        with self._vault.write() as db:
            stored = activities.add(db, activity)
            drafts.drop(db, draft)
        return self._activity_done("Activiteit is vastgelegd", stored.id, None, stored)

    def change_activity(self, activity: Activity, *, draft: str = "") -> Changes:
        """Store an activity as it is now."""
        self._check_codes(activity)
        with self._vault.write() as db:
            before = activities.get(db, activity.id)
            activities.update(db, activity)
            drafts.drop(db, draft)
        return self._activity_done("Activiteit is gewijzigd", activity.id, before, activity)

    def delete_activity(self, activity: Activity, today: date) -> Changes:
        """Put an activity in the bin, as it is stored now.

        Raises:
            RecordMissingError: it is not there any more.
        """
        with self._vault.write() as db:
            stored = activities.get(db, activity.id)
            content = snapshots.record_to_text(stored)
            activities.delete(db, activity.id)
            number = bins.put(db, "activity", content, today)

        def back(db: Database) -> None:
            bins.drop(db, number)
            activities.add(db, stored)

        def again(db: Database) -> None:
            activities.delete(db, activity.id)
            bins.put(db, "activity", content, today, number)

        words = "Activiteit ligt in de prullenbak"
        return self._done(words, None, back, again, ChangeKind.ACTIVITIES)

    def _activity_done(
        self, words: str, number: ActivityId, before: Activity | None, after: Activity
    ) -> Changes:
        return self._done(
            words,
            None,
            partial(_put_activity, number=number, activity=before),
            partial(_put_activity, number=number, activity=after),
            ChangeKind.ACTIVITIES,
        )


def _put_activity(db: Database, number: ActivityId, activity: Activity | None) -> None:
    with suppress(RecordMissingError):
        activities.delete(db, number)
    if activity is not None:
        activities.add(db, activity)
