"""A fresh start of the program after a lock: the only thing that takes a vault out of memory.

Python and Qt copy texts as they please, and none of those copies can be found to be wiped. So the process
ends with the vault: on POSIX the same process begins anew, on Windows a new one does. What the next life is
told stands in one variable of its surroundings, which it takes away at once: the place of the window and
which page comes first. Of the vault it hears no more than its folder, as an argument, and where its
backups are when one is to be put back.
"""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from vp_desk.ui.reasons import Reason

_ONCE: Final = threading.Lock()
VARIABLE: Final = "VP_DESK_AGAIN"


class Again(NamedTuple):
    """What the next life of the program begins with."""

    #: The vault to open; None = the last one.
    vault: Path | None = None
    #: Place and size of the window, as Qt saves them.
    geometry: bytes = b""
    minimised: bool = False
    #: The adviser was at work in another program: do not come before it.
    behind: bool = False
    #: "look": for another vault; "create": a new one; "restore": put a backup in its place.
    then: str = ""
    #: For "restore": the second place where backups are, if the vault told.
    second: Path | None = None
    reason: Reason = Reason.ASKED
    #: Something was being typed, and whether it may not be in the vault.
    typed: bool = False
    lost: bool = False

    def told(self) -> str:
        """As it stands in the surroundings: `"01d9d0cb… idle - - behind typed"`."""
        marks = ("minimised", "behind", "typed", "lost")
        words = [name for name in marks if getattr(self, name)]
        second = "-" if self.second is None else os.fsencode(self.second).hex()
        first = (self.geometry.hex() or "-", self.reason.value, self.then or "-", second)
        return " ".join((*first, *words))


#: Ends this life of the program and begins the next; does not come back, but in tests.
Restart = Callable[[Again], None]


def take_told() -> Again | None:
    """What the life before this one left, which is then forgotten; None = this is the first."""
    told = os.environ.pop(VARIABLE, "")
    try:
        geometry, reason, then, second, *words = told.split()
        return Again(
            geometry=b"" if geometry == "-" else bytes.fromhex(geometry),
            minimised="minimised" in words,
            behind="behind" in words,
            then="" if then == "-" else then,
            second=None if second == "-" else Path(os.fsdecode(bytes.fromhex(second))),
            reason=Reason(reason),
            typed="typed" in words,
            lost="lost" in words,
        )
    except ValueError:  # nothing was told, or not by us
        return None


def command(vault: Path | None, original: Sequence[str], arguments: Sequence[str]) -> list[str]:
    """How this program was started, with another vault.

    Args:
        vault: the vault to open.
        original: all words of the command that started the interpreter or the frozen program.
        arguments: those that the program itself got, its own name first.
    """
    own = len(arguments) - 1
    begin = list(original[: len(original) - own] if own else original)
    return [sys.executable, *begin[1:], *([str(vault.absolute())] if vault is not None else [])]


def start_again(again: Again) -> None:
    """End this life of the program and begin the next, at once and from any thread.

    Files and connections of this one are closed by the system: none of them is left to a new program. When two
    threads ask for it, one life begins.
    """
    _ONCE.acquire()  # never let go of: this life ends
    words = command(again.vault, sys.orig_argv, sys.argv)
    surroundings = {**os.environ, VARIABLE: again.told()}
    try:
        if os.name == "posix":
            os.execve(words[0], words, surroundings)  # noqa: S606 - no shell is wanted
        import subprocess  # noqa: PLC0415 (for Windows alone)

        subprocess.Popen(words, env=surroundings, close_fds=True)  # noqa: S603 - our own command
    finally:
        # Where nothing can be started, ending is still safe: the adviser opens the program again.
        os._exit(0)
