"""The adviser's day: what waits, what is usual, which case is meant, how rare a combination is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vp_desk.desk.case_list import CaseRow
from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.clusters import Cluster, Registration, clusters_in, put_aside
from vp_desk.desk.dossier import OPEN_STATUSES, Dossier
from vp_desk.due import Appointment
from vp_desk.fields import CASE_FIELDS, codes_of
from vp_desk.patterns import Proposal
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Reminder
from vp_desk.selection import Selection
from vp_desk.storage import cases, contacts, drafts, habits, rarity, reminders, waiting
from vp_desk.storage.database import Database
from vp_desk.storage.drafts import Draft
from vp_desk.storage.habits import Habits
from vp_desk.storage.rarity import TRAITS, Rarity
from vp_desk.storage.rows import case_id_of
from vp_desk.taxonomy import UNITS, folded

#: After so many months without a conversation an open case is asked about.
QUIET_MONTHS: Final = 3
#: In this month and so many before it one is told of many cases of one unit.
_CLUSTER_MONTHS: Final = 3
#: The main type is a column of its own.
_COLUMN: Final = {"types": "main_type"}
_FIELD: Final = {column: field for field, column in _COLUMN.items()}
#: Fields of a case by which somebody may be recognised.
TRAIT_FIELDS: Final = frozenset(_FIELD.get(trait, trait) for trait in TRAITS)
#: So many of the newest cases are looked through while one types a few letters.
_NEWEST: Final = 400


@dataclass(frozen=True, slots=True)
class Due:
    """Aftercare whose month has come."""

    row: CaseRow
    #: The first month that still waits.
    month: Month
    #: All that wait; none when the month stands in the case itself ("Nazorg gepland in").
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True)
class Today:
    """What waits for the adviser."""

    drafts: tuple[Draft, ...]
    due: tuple[Due, ...]
    #: Open cases without a conversation for three months, the longest quiet first; at most twenty of them.
    quiet: tuple[CaseRow, ...]
    quiet_in_all: int
    #: Open cases of before this reporting year.
    carried: int
    #: Cases in the dossier; none means that it is the first day.
    cases: int
    #: What is late or due within two weeks, the first one first.
    appointments: tuple[Appointment, ...] = ()
    #: Patterns of the last half year that may be worth a signal, those that grew most first.
    proposals: tuple[Proposal, ...] = ()
    #: Many new cases of one unit in one month, of late.
    clusters: tuple[Cluster, ...] = ()


class Day(Dossier):
    """The use cases of the day."""

    def today(self, today: date) -> Today:
        """What waits for the adviser."""
        this_month = Month.of(today)
        with self._vault.read() as db:
            due_reminders = reminders.due(db, this_month)
            planned = cases.by_ids(db, waiting.planned(db, this_month))
            total, quiet = waiting.quiet(db, OPEN_STATUSES, quiet_since(today))
            by_case: dict[CaseCode, tuple[Reminder, ...]] = {}
            for reminder in due_reminders:
                by_case[reminder.case] = (*by_case.get(reminder.case, ()), reminder)
            also = [case for case in planned if case.code not in by_case]
            rows = _rows(db, [cases.get(db, code) for code in by_case] + also)
            due = [
                Due(row, held[0].month if held else row.case.aftercare_month or this_month, held)
                for row in rows
                for held in (by_case.get(row.case.code, ()),)
            ]
            begin = self.calendar.year_of(this_month).begin
            return Today(
                drafts=drafts.every(db),
                due=tuple(sorted(due, key=lambda item: item.month)),
                quiet=_rows(db, cases.by_ids(db, quiet)),
                quiet_in_all=total,
                carried=waiting.carried(db, OPEN_STATUSES, begin),
                cases=cases.total(db, Selection(), self.lists),
                clusters=self._clusters(
                    db, this_month.plus(1 - _CLUSTER_MONTHS), this_month.plus(1)
                ),
            )

    def clusters(self, begin: Month, end: Month) -> tuple[Cluster, ...]:
        """Many new cases of one unit in one of these months, as in a half-open range; newest first."""
        with self._vault.read() as db:
            return self._clusters(db, begin, end)

    def put_aside(self, cluster: Cluster) -> Changes:
        """Tell no more of it, unless more cases come to it."""
        with self._vault.write() as db:
            put_aside(db, cluster)
        return changed(ChangeKind.WARNINGS)

    def _clusters(self, db: Database, begin: Month, end: Month) -> tuple[Cluster, ...]:
        return clusters_in(
            db, Registration(self.lists[UNITS], self.calendar, self.settings), begin, end
        )

    def habits(self) -> Habits:
        """What the adviser recorded of late."""
        with self._vault.read() as db:
            return habits.read(db)

    def rarity(self, traits: Mapping[str, str], besides: CaseCode | None = None) -> Rarity | None:
        """How many cases share a combination of traits; None without any trait.

        Args:
            traits: keys of `fields` (the main type as `types`) → code.
            besides: a case that is not counted: the one whose combination it is.
        """
        known = {_COLUMN.get(key, key): traits[key] for key in traits if key in TRAIT_FIELDS}
        if not known:
            return None
        with self._vault.read() as db:
            number = None
            if besides is not None and besides in cases.Codes(db):
                number = case_id_of(db, besides)
            found = rarity.read(db, known, number)
        return replace(
            found,
            without={_FIELD.get(key, key): n for key, n in found.without.items()},
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


def quiet_since(today: date) -> date:
    """An open case without a conversation since this day is asked about."""
    since = Month.of(today).plus(-QUIET_MONTHS)
    return date(since.year, since.month, min(today.day, 28))


def _rows(db: Database, found: list[Case]) -> tuple[CaseRow, ...]:
    held = contacts.summary(db, [case.code for case in found])
    return tuple(CaseRow(replace(case, note=""), *held.get(case.code, (0, None))) for case in found)
