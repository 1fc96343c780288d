"""How far the making of a report is, for who waits for it."""

from collections.abc import Callable
from enum import Enum

from vp_desk.disclosure import Progress


class Stage(Enum):
    """What is being done, in this order."""

    COUNT = "count"
    PROTECT = "protect"
    #: Steps are pages; they are laid out more than once, and how many there are is known after the first time.
    LAY_OUT = "lay out"
    #: Read back and attacked.
    CHECK = "check"
    #: From here on it cannot be stopped any more.
    WRITE = "write"


#: Hears of every step: the stage, steps done, steps in all (0 = not known). May raise to stop.
Tell = Callable[[Stage, int, int], None]


def unheard(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody waits."""


def within(tell: Tell, stage: Stage) -> Progress:
    """The progress of one stage."""

    def told(done: int, total: int) -> None:
        tell(stage, done, total)

    return told
