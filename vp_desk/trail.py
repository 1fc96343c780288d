"""The trail: what was done with a vault as a whole, without anything of its content.

It tells the adviser whether somebody else was there, and an auditor that the vault is looked after.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TrailKind(StrEnum):
    """What can be done with a vault."""

    CREATED = "created"
    OPENED = "opened"
    OPENED_WITH_CODE = "opened_with_code"
    LOCKED = "locked"
    EXPORTED = "exported"  # number: of the release
    EXPORTED_ALL = "exported_all"  # number: of the release
    CALENDAR = "calendar"  # number: how many days; kinds and days alone
    ERASED = "erased"  # number: how many records
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - a word of the trail
    CODE_TESTED = "code_tested"
    CODE_REPLACED = "code_replaced"  # the one on paper does not open this vault any more
    KEY_REPLACED = "key_replaced"
    BACKED_UP = "backed_up"
    BACKED_UP_ELSEWHERE = "backed_up_elsewhere"
    DRILLED = "drilled"  # the newest backup was opened and proven
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One thing that was done."""

    #: To the minute, where the adviser was.
    at: datetime
    kind: TrailKind
    #: What it counts, if anything.
    number: int | None = None
