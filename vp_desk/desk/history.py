"""Taking back what was done, step by step, for as long as the vault is open.

A step holds how things were before and after, in memory only: it is gone when the vault is locked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vp_desk.desk.changes import Changes
from vp_desk.records import CaseCode
from vp_desk.storage.database import Database

#: Steps that can be taken back.
MOST_STEPS: Final = 200


@dataclass(frozen=True, repr=False, slots=True)
class Step:
    """One change of the dossier."""

    #: What was done, as in "Zaak vodami-ku is gewijzigd".
    words: str
    changes: Changes
    #: The case it was about, None for an activity.
    case: CaseCode | None
    back: Callable[[Database], None]
    again: Callable[[Database], None]

    def __repr__(self) -> str:
        return "Step()"


class History:
    """The steps that can be taken back, and those that can be done again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def next_back(self) -> Step | None:
        """What would be taken back now."""
        return self._done[-1] if self._done else None

    @property
    def next_again(self) -> Step | None:
        """What would be done again now."""
        return self._undone[-1] if self._undone else None

    def add(self, step: Step) -> None:
        """Something was done; what was taken back before cannot be done again."""
        self._done.append(step)
        del self._done[:-MOST_STEPS]
        self._undone.clear()

    def went_back(self) -> None:
        """The last step was taken back."""
        self._undone.append(self._done.pop())

    def went_again(self) -> None:
        """The step was done again."""
        self._done.append(self._undone.pop())

    def forget(self) -> None:
        """Forget all steps: something happened that they do not know."""
        self._done.clear()
        self._undone.clear()
