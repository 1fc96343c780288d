"""Drafts: what is being typed and not yet stored."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from vp_desk.storage.database import Database, storable

TABLE: Final = "drafts"


@dataclass(frozen=True, repr=False, slots=True)
class Draft:
    """What stands in one form."""

    key: str
    saved_at: datetime
    #: Key of a field → what an input gave as its state; only the form itself understands it.
    content: Mapping[str, Any]

    def __repr__(self) -> str:
        return "Draft()"


def put(db: Database, draft: Draft) -> None:
    """Keep a draft in place of the one before."""
    moment = draft.saved_at.isoformat(timespec="seconds")
    content = storable(json.dumps(draft.content))
    seal = db.seal(TABLE, draft.key, moment, content)
    db.execute(
        "INSERT OR REPLACE INTO drafts (key, saved_at, content, seal) VALUES (?, ?, ?, ?)",
        (draft.key, moment, content, seal),
    )


def drop(db: Database, key: str) -> None:
    """Forget a draft, if there is one."""
    db.execute("DELETE FROM drafts WHERE key = ?", (key,))


def take_out(db: Database, key: str) -> Draft | None:
    """Forget a draft and return it; None when there is none.

    Raises:
        DatabaseDamagedError: a draft is not as it was written.
    """
    found = next((draft for draft in every(db) if draft.key == key), None)
    drop(db, key)
    return found


def every(db: Database) -> tuple[Draft, ...]:
    """All drafts, the newest first.

    Raises:
        DatabaseDamagedError: one is not as it was written.
    """
    found: list[Draft] = []
    sql = "SELECT key, saved_at, content, seal FROM drafts ORDER BY saved_at DESC, key"
    for key, moment, content, seal in db.rows(sql):
        db.check(seal, TABLE, key, moment, content)
        found.append(Draft(key, datetime.fromisoformat(moment), json.loads(content)))
    return tuple(found)
