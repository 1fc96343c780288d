"""What the process denies itself, so that nothing of a vault ends up where the vault does not guard it.

Two steps: `begin` costs next to nothing and comes first of all; `complete` needs `ctypes`, which the first
window does not wait for, and comes before a vault can be open. Both may be done twice, and neither fails:
where a system has no such thing, the program works all the same.
"""

import os
import sys
from typing import Final

#: From <linux/prctl.h>: whether the memory of this process may be written to a file or read by others.
_GET_DUMPABLE: Final = 3
_SET_DUMPABLE: Final = 4


def begin() -> None:
    """No memory of a crash on the disk; every new file and folder for its owner alone."""
    if os.name != "posix":
        return
    os.umask(0o077)
    import resource  # noqa: PLC0415 (not there on every system)

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):  # a system that forbids even that
        return


def complete() -> None:
    """On Linux: no other program of the same user may read the memory of this one or attach to it.

    It also stops a crash from being handed to a program that collects crashes, which the limit of `begin`
    does not do. The system gives `/proc/self` to root in return, of which this program reads nothing.
    Starting afresh undoes it, so that it is done again in the next life.
    """
    if sys.platform == "linux":
        _prctl(_SET_DUMPABLE, 0)


def completed() -> bool:
    """Whether the memory of this process is its own."""
    return sys.platform == "linux" and _prctl(_GET_DUMPABLE, 0) == 0


def _prctl(option: int, value: int) -> int:
    import ctypes  # noqa: PLC0415 (costs the first window two milliseconds)

    try:
        return int(ctypes.CDLL(None).prctl(option, value, 0, 0, 0))
    except (OSError, AttributeError):
        return -1
