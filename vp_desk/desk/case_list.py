"""The list of cases: a stretch of a selection, with where the searched words stand."""

from dataclasses import dataclass, replace
from datetime import date

from vp_desk.desk.finding import find
from vp_desk.fields import ACTIVITY_FIELDS, codes_of
from vp_desk.hits import Finder, Hit, stand_in, words_of
from vp_desk.records import Case, CaseCode
from vp_desk.selection import Selection
from vp_desk.storage import activities, cases, contacts
from vp_desk.storage.database import Database
from vp_desk.taxonomy import Lists


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as a line in a list, without its note."""

    case: Case
    contacts: int
    last_contact: date | None
    #: Where the words of the selection stand in it; of notes only what stands around the words.
    hits: tuple[Hit, ...] = ()

    @property
    def last_is_month(self) -> bool:
        """Whether of its last conversation only the month is known: of a first one no day is asked."""
        return self.contacts == 1 and self.last_contact is not None and self.last_contact.day == 1


@dataclass(frozen=True, slots=True)
class CaseList:
    """The beginning of a selection, and the stretch around one of its cases."""

    total: int
    first: tuple[CaseRow, ...]
    #: Where the case that was asked for stands, from 0; None = not in the selection.
    place: int | None
    #: Number of the page in which it stands, and that page; the first one again when it is there.
    page: int
    around: tuple[CaseRow, ...]
    #: In how many activities the words stand as well; 0 without words.
    activities: int = 0
    #: The same of recommendations, signals, agreements and the self-check.
    advice: int = 0


def page(
    db: Database, selection: Selection, lists: Lists, offset: int, limit: int
) -> tuple[CaseRow, ...]:
    """Some cases of a selection, in its order. Every text that is shown of them was verified."""
    found = cases.page(db, selection, lists, offset=offset, limit=limit)
    codes = [case.code for case in found]
    held = contacts.summary(db, codes)
    words = words_of(selection.words)
    talks = contacts.with_notes(db, codes) if words else {}
    finder = Finder(words, lists)
    rows: list[CaseRow] = []
    for case in found:
        number, last = held.get(case.code, (0, None))
        hits = finder.hits(case, talks.get(case.code, ())) if words else ()
        rows.append(CaseRow(replace(case, note=""), number, last, hits))
    return tuple(rows)


def listing(
    db: Database, selection: Selection, lists: Lists, size: int, near: CaseCode | None
) -> CaseList:
    """How many cases a selection holds, its first page, and the page with the case `near`."""
    total = cases.total(db, selection, lists)
    first = page(db, selection, lists, 0, size)
    place = next((n for n, row in enumerate(first) if row.case.code == near), None)
    if place is None and near is not None and total > size:
        place = cases.place_of(db, selection, lists, near)
    number = (place or 0) // size
    around = page(db, selection, lists, number * size, size) if number else first
    words = words_of(selection.words)
    others = _activities_with(db, words, lists) if words and not selection.filtered else 0
    told = len(find(db, selection.words, lists)) if words and not selection.filtered else 0
    return CaseList(total, first, place, number, around, others, told)


def _activities_with(db: Database, words: tuple[str, ...], lists: Lists) -> int:
    """In how many activities the words stand. There are never many of those: they are all read."""
    return sum(
        stand_in(
            (
                activity.note,
                *(
                    lists[field.values].label_of(code)
                    for field in ACTIVITY_FIELDS
                    if field.values is not None
                    for code in codes_of(activity, field)
                ),
            ),
            words,
        )
        for activity in activities.between(db)
    )
