"""Why a vault goes into lock, and what the start page says of it afterwards."""

from enum import Enum
from typing import Final


class Reason(Enum):
    """Why the vault was locked."""

    #: The adviser locked it, or closed it to open another one.
    ASKED = "asked"
    #: Nobody touched keyboard or mouse for a while.
    IDLE = "idle"
    #: The computer went to sleep.
    SLEEP = "sleep"
    #: The screen was locked, or another user came before it.
    SCREEN = "screen"


_WORDS: Final = {
    Reason.IDLE: "De kluis is op slot gegaan, omdat u een tijdje niets deed.",
    Reason.SLEEP: "De kluis is op slot gegaan, omdat de computer in slaapstand ging.",
    Reason.SCREEN: "De kluis is op slot gegaan, omdat het scherm werd vergrendeld.",
}
_KEPT: Final = "Wat u nog niet had opgeslagen, vindt u straks terug bij Vandaag."
_LOST: Final = "Let op: het laatste dat u typte, is misschien niet bewaard. Kijk het straks na."


def words_after(reason: Reason, *, typed: bool, lost: bool) -> str:
    """What the adviser is told on coming back; empty when there is nothing to tell.

    Args:
        reason: why the vault was locked.
        typed: something was being typed.
        lost: and may not be in the vault.
    """
    more = _LOST if lost else _KEPT if typed else ""
    return " ".join(filter(None, (_WORDS.get(reason, ""), more)))
