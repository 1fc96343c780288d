"""What the adviser recorded of late: from which a new form is filled in and its choices are ordered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from vp_desk.fields import CASE_FIELDS, Kind
from vp_desk.storage.contacts import FIELDS as CONTACT_COLUMNS
from vp_desk.storage.database import Database
from vp_desk.storage.rows import marks

#: So many of the newest cases and conversations tell what is usual.
_CASES: Final = 200
_CONTACTS: Final = 60
_ONE: Final = tuple(field.key for field in CASE_FIELDS if field.kind is Kind.CODE)
_SEVERAL: Final = tuple(field.key for field in CASE_FIELDS if field.kind is Kind.CODES)
_OF_CONTACT: Final = ("channel", "kind", "initiative")


@dataclass(frozen=True)
class Habits:
    """What is usual."""

    #: Key of a field of a case or a contact → codes used of late, the most used first.
    favourites: Mapping[str, tuple[str, ...]]
    #: Key of a field of a contact → the value it usually has.
    usual: Mapping[str, str | int]
    #: Of the last case: who handles it, a field that hardly ever changes.
    adviser: str | None = None
    adviser_kind: str | None = None


def read(db: Database) -> Habits:
    """Look at the newest cases and conversations."""
    used: dict[str, Counter[str]] = {key: Counter() for key in (*_ONE, *_SEVERAL, *_OF_CONTACT)}
    columns = ("id", "adviser", *_ONE)
    rows = db.rows(
        f"SELECT {', '.join(columns)} FROM cases ORDER BY id DESC LIMIT ?",  # noqa: S608 - ours
        (_CASES,),
    )
    for row in rows:
        for key, code in zip(_ONE, row[2:], strict=True):
            if code is not None:
                used[key][code] += 1
    ids = [row[0] for row in rows]
    values = db.rows(
        f"SELECT field, code FROM case_values WHERE case_id IN ({marks(ids)})",  # noqa: S608 - ours
        ids,
    )
    for key, code in values:
        used[key][code] += 1
    talks = db.rows(
        f"SELECT {', '.join(CONTACT_COLUMNS)} FROM contacts ORDER BY id DESC LIMIT ?",  # noqa: S608
        (_CONTACTS,),
    )
    quarters: Counter[int] = Counter()
    for talk in talks:
        held = dict(zip(CONTACT_COLUMNS, talk, strict=True))
        for key in _OF_CONTACT:
            if held[key] is not None:
                used[key][held[key]] += 1
        quarters[held["talk_quarters"]] += 1
    usual: dict[str, str | int] = {
        key: used[key].most_common(1)[0][0] for key in ("channel", "initiative") if used[key]
    }
    if quarters and (most := quarters.most_common(1)[0][0]):
        usual["talk_quarters"] = most
    newest = dict(zip(columns, rows[0], strict=True)) if rows else {}
    return Habits(
        favourites={
            key: tuple(code for code, _ in counter.most_common()) for key, counter in used.items()
        },
        usual=usual,
        adviser=newest.get("adviser"),
        adviser_kind=newest.get("adviser_kind"),
    )
