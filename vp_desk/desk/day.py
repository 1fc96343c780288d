"""The adviser's day: what waits, what is usual, which case is meant, how rare a combination is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vp_desk.desk.dossier import OPEN_STATUSES, CaseRow, Dossier
from vp_desk.fields import CASE_FIELDS, codes_of
from vp_desk.periods import Month
from vp_desk.records import Case, Reminder
from vp_desk.selection import Selection
from vp_desk.storage import cases, contacts, drafts, habits, rarity, reminders, waiting
from vp_desk.storage.database import Database
from vp_desk.storage.drafts import Draft
from vp_desk.storage.habits import Habits
from vp_desk.storage.rarity import TRAITS, Rarity
from vp_desk.taxonomy import folded

#: After so many months without a conversation an open case is asked about.
QUIET_MONTHS: Final = 3
#: So many of the newest cases are looked through while one types a few letters.
_NEWEST: Final = 400


@dataclass(frozen=True, slots=True)
class Due:
    """Aftercare whose month has come."""

    row: CaseRow
    month: Month
    #: None when the month stands in the case itself ("Nazorg gepland in").
    reminder: Reminder | None


@dataclass(frozen=True)
class Today:
    """What waits for the adviser."""

    drafts: tuple[Draft, ...]
    due: tuple[Due, ...]
    #: Open cases without a conversation for three months, the longest quiet first; at most fifty of them.
    quiet: tuple[CaseRow, ...]
    quiet_in_all: int
    #: Open cases of before this reporting year.
    carried: int
    #: Cases in the dossier; none means that it is the first day.
    cases: int


class Day(Dossier):
    """The use cases of the day."""

    def today(self, today: date) -> Today:
        """What waits for the adviser."""
        this_month = Month.of(today)
        with self._vault.read() as db:
            due_reminders = reminders.due(db, this_month)
            planned = cases.by_ids(db, waiting.planned(db, this_month))
            since = this_month.plus(-QUIET_MONTHS)
            day = min(today.day, 28)
            total, quiet = waiting.quiet(db, OPEN_STATUSES, date(since.year, since.month, day))
            known = {reminder.case for reminder in due_reminders}
            rows = {
                row.case.code: row
                for row in _rows(db, [cases.get(db, code) for code in sorted(known)] + planned)
            }
            due = [Due(rows[r.case], r.month, r) for r in due_reminders]
            due += [
                Due(rows[case.code], case.aftercare_month, None)
                for case in planned
                if case.aftercare_month is not None and case.code not in known
            ]
            begin = self.calendar.year_of(this_month).begin
            return Today(
                drafts=drafts.every(db),
                due=tuple(sorted(due, key=lambda item: item.month)),
                quiet=_rows(db, cases.by_ids(db, quiet)),
                quiet_in_all=total,
                carried=waiting.carried(db, OPEN_STATUSES, begin),
                cases=cases.total(db, Selection(), self.lists),
            )

    def habits(self) -> Habits:
        """What the adviser recorded of late."""
        with self._vault.read() as db:
            return habits.read(db)

    def rarity(self, traits: Mapping[str, str]) -> Rarity | None:
        """How many cases share a combination of traits; None without any trait.

        Args:
            traits: keys of `fields` (the main type as `types`) → code.
        """
        known = {"main_type" if key == "types" else key: code for key, code in traits.items()}
        known = {key: code for key, code in known.items() if key in TRAITS}
        if not known:
            return None
        with self._vault.read() as db:
            found = rarity.read(db, known)
        return replace(
            found,
            without={"types" if k == "main_type" else k: n for k, n in found.without.items()},
        )

    def find_cases(self, words: str, limit: int = 8) -> tuple[CaseRow, ...]:
        """The cases that one means by a few letters of code, type, month or another label.

        Without words those of the newest conversations. First among the newest cases; then, by code and
        notes, among all.
        """
        wanted = folded(words).split()
        with self._vault.read() as db:
            if not wanted:
                return _rows(db, cases.by_ids(db, contacts.newest_cases(db, limit)))
            newest = cases.page(db, Selection(), self.lists, limit=_NEWEST)
            found = [case for case in newest if self._is_meant(case, wanted)][:limit]
            if len(found) < limit:
                more = cases.page(db, Selection(words=words), self.lists, limit=limit)
                known = {case.code for case in found}
                found += [case for case in more if case.code not in known]
            return _rows(db, found[:limit])

    def _is_meant(self, case: Case, wanted: list[str]) -> bool:
        words = folded(f"{case.code} {case.code.replace('-', '')} {case.month.label}").split()
        words.append(f"{case.month.month}")
        for field in CASE_FIELDS:
            for code in codes_of(case, field):
                words += folded(self.lists[field.values or ""].path_of(code)).split()
        return all(any(word.startswith(part) for word in words) for part in wanted)


def _rows(db: Database, found: list[Case]) -> tuple[CaseRow, ...]:
    held = contacts.summary(db, [case.code for case in found])
    return tuple(CaseRow(replace(case, note=""), *held.get(case.code, (0, None))) for case in found)
