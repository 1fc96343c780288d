"""The product in a process of its own, spoken to by the adapter; made to be killed."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

from tests.adapter.adapter import Adapter
from tests.adapter.serving import Lines, serve
from tests.torture.faults import PLANTS, cheapen

TODAY: Final = date(2026, 11, 26)
Answer = dict[str, Any]


class DeadError(Exception):
    """The process ended without an answer."""


class Product:
    """A running adapter."""

    #: What a new process must not hold open of the others.
    _handles: Final[set[int]] = set()

    def __init__(self, ask: int, hear: int, pid: int) -> None:
        self._ask, self._hear, self.pid = ask, hear, pid
        self._heard = b""
        self._handles.update((ask, hear))
        self._alive = True

    @classmethod
    def fork(
        cls, folder: Path, plant: str = "", prepare: Callable[[], None] = lambda: None
    ) -> "Product":
        """A copy of this process becomes the product; much cheaper than a new one.

        Args:
            folder: of the vault.
            plant: a fault.
            prepare: what else is done in the new process first.
        """
        child_in, ask = os.pipe()
        hear, child_out = os.pipe()
        pid = os.fork()
        if pid:
            os.close(child_in)
            os.close(child_out)
            return cls(ask, hear, pid)
        code = 1
        try:
            for handle in (*cls._handles, ask, hear):
                os.close(handle)
            arm(plant)
            prepare()
            serve(Adapter(folder, lambda: TODAY), Lines(child_in), child_out)
            code = 0
        finally:
            os._exit(code)

    @classmethod
    def spawn(cls, command: Sequence[str], environment: dict[str, str]) -> "Product":
        """Start it as a program."""
        child_in, ask = os.pipe()
        hear, child_out = os.pipe()
        process = subprocess.Popen(command, stdin=child_in, stdout=child_out, env=environment)
        process.returncode = 0  # waited for by `end`, not by Popen
        os.close(child_in)
        os.close(child_out)
        return cls(ask, hear, process.pid)

    def say(self, op: str, **texts: str) -> None:
        """Ask, without waiting."""
        os.write(self._ask, (json.dumps({"op": op, **texts}) + "\n").encode())

    def hear(self, seconds: float = 120) -> Answer | None:
        """The next answer; None when there is none in that time.

        Raises:
            DeadError: there will be none.
        """
        end = time.monotonic() + seconds
        while b"\n" not in self._heard:
            ready, _, _ = select.select([self._hear], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return None
            more = os.read(self._hear, 1 << 20)
            if not more:
                raise DeadError
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        answer: Answer = json.loads(line)
        return answer

    def ask(self, op: str, **texts: str) -> Answer:
        """Ask, and wait for the answer.

        Raises:
            DeadError: it died, or says nothing for two minutes.
        """
        self.say(op, **texts)
        answer = self.hear()
        if answer is None:
            raise DeadError
        return answer

    def kill(self) -> list[Answer]:
        """Kill it as the system would, and hear what it still said."""
        os.kill(self.pid, signal.SIGKILL)
        heard: list[Answer] = []
        try:
            while (answer := self.hear()) is not None:
                heard.append(answer)
        except DeadError:
            pass
        self.end()
        return heard

    def end(self) -> None:
        """Let it come to its end, and forget it."""
        if self._alive:
            self._alive = False
            os.close(self._ask)
            os.waitpid(self.pid, 0)
            os.close(self._hear)
            self._handles.difference_update((self._ask, self._hear))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def arm(plant: str, *, cheap: bool = True) -> None:
    """Make this process the product with a cheap key, and plant a fault in it."""
    import vp_desk.desk.vaults  # noqa: F401, PLC0415 - all that has a cost is there

    if cheap:
        cheapen()
    PLANTS[plant]()


def main(arguments: Sequence[str]) -> None:
    """`python -m tests.torture.product DATADIR [PLANT] [costly]`: for what has to be a program."""
    out = os.dup(1)
    os.dup2(2, 1)
    arm(arguments[1] if arguments[1:] else "", cheap="costly" not in arguments)
    serve(Adapter(Path(arguments[0]), lambda: TODAY), Lines(0), out)


if __name__ == "__main__":
    main(sys.argv[1:])
