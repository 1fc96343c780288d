"""Lines in, lines out; and a fresh process after each lock, as the window has."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.adapter.adapter import Adapter

_READ: Final = 65_536
#: The answer to a lock, given by the process that begins after it.
_LOCKED: Final[dict[str, Any]] = {"ok": True, "result": None}


class Lines:
    """Whole lines of a handle. What was read and not yet asked for can be carried to another process."""

    def __init__(self, handle: int, begun: bytes = b"") -> None:
        self._handle = handle
        #: Read, and not yet given.
        self.waiting = begun

    def __iter__(self) -> Iterator[bytes]:
        while True:
            line, end, rest = self.waiting.partition(b"\n")
            if end:
                self.waiting = rest
                if line.strip():
                    yield line
                continue
            more = os.read(self._handle, _READ)
            if not more:
                return
            self.waiting += more


def serve(
    adapter: Adapter,
    lines: Lines,
    out: int,
    afresh: Callable[[bytes], None] = lambda _rest: None,
    *,
    after_lock: bool = False,
) -> None:
    """Answer every line until `close` or the end of the input.

    Args:
        adapter: answers.
        lines: the requests.
        out: a handle for the answers.
        afresh: called when the vault was locked, with what was read already; begins a new process, which
            gives the answer, or returns.
        after_lock: this is that new process.
    """
    if after_lock:
        _say(out, _LOCKED)
    for line in lines:
        answer = adapter.answer(line)
        if adapter.locked:
            adapter.locked = False
            afresh(lines.waiting)
        _say(out, answer)
        if adapter.ended:
            return
    adapter.shut()


def _say(out: int, answer: dict[str, Any]) -> None:
    left = memoryview((json.dumps(answer) + "\n").encode("ascii"))
    while left:
        left = left[os.write(out, left) :]
