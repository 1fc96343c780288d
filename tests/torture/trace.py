"""System calls as strace saw them, with every byte of what was written."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: More than any single write of the product.
_LONGEST: Final = 64 * 1024 * 1024
_LINE: Final = re.compile(r"^(\d+) +(.*)$")
_RESUMED: Final = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
_UNFINISHED: Final = " <unfinished ...>"
_CALL: Final = re.compile(r"^(\w+)\((.*)\) += (-?\d+|\?|0x[0-9a-f]+)(.*)$")
_HEX: Final = re.compile(r"\\x([0-9a-f]{2})")
_STRING: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_HANDLE: Final = re.compile(r"^(-?\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2}|[^>])*)>")


class StraceMissingError(Exception):
    """The program that watches system calls is not there; nothing was tested."""

    def __init__(self) -> None:
        super().__init__("strace is missing: apt-get install strace")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call that ended."""

    name: str
    #: As strace wrote them, strings in hexadecimal.
    arguments: str
    result: int
    #: What stands behind the result, as the path of a new handle.
    rest: str

    @property
    def strings(self) -> list[bytes]:
        """The texts and buffers among the arguments, in order.

        Raises:
            ValueError: one of them was too long for the trace.
        """
        found: list[bytes] = []
        for content, cut in _STRING.findall(self.arguments):
            if cut:
                raise ValueError("a write that was too long for the trace")
            found.append(_bytes(content))
        return found

    @property
    def handle(self) -> int:
        """The handle that it begins with; -1 = none, or the present folder."""
        found = _HANDLE.match(self.arguments)
        return int(found[1]) if found and found[1] != "AT_FDCWD" else -1

    @property
    def numbers(self) -> list[int]:
        """The plain numbers among the arguments, in order."""
        bare = _STRING.sub("", self.arguments)
        return [int(part) for part in re.findall(r"(?:^|, )(-?\d+)(?=$|,)", bare)]

    @property
    def text(self) -> bytes:
        """All of it with the strings as they were, to search in."""
        return self.name.encode() + b"(" + _bytes_within(self.arguments) + b")"


def strace(command: Sequence[str], calls: str, into: Path, *, children: bool = True) -> list[str]:
    """The command that runs another one and writes down these calls.

    Raises:
        StraceMissingError: it is not installed.
    """
    if shutil.which("strace") is None:
        raise StraceMissingError
    return [
        "strace",
        *(["-f", "--seccomp-bpf"] if children else []),
        "-y",
        "-v",
        "-xx",
        "-s",
        str(_LONGEST),
        "-e",
        f"trace={calls}",
        "-e",
        "signal=none",
        "-o",
        str(into),
        *command,
    ]


def watched(command: Sequence[str], calls: str, into: Path, **more: object) -> None:
    """Run a command under strace to its end; it must end well."""
    subprocess.run(strace(command, calls, into), check=True, **more)  # type: ignore[call-overload]


def calls_in(path: Path, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Call]:
    """Every call of a trace that ended, in the order in which they ended."""
    begun: dict[str, str] = {}
    with path.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line.rstrip("\n"))
            if found is None:
                continue
            process, rest = found[1], found[2]
            if rest.endswith(_UNFINISHED):
                begun[process] = rest.removesuffix(_UNFINISHED)
                continue
            if resumed := _RESUMED.match(rest):
                rest = begun.pop(process, "") + resumed[2]
            call = _CALL.match(rest)
            if call is not None and wanted(call[1]):
                result = -1 if call[3] == "?" else int(call[3], 0)
                yield Call(call[1], call[2], result, call[4])


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _bytes_within(text: str) -> bytes:
    """Runs of hexadecimal as the bytes that they are, everything else as it stands."""
    parts: list[bytes] = []
    last = 0
    for found in re.finditer(r"(?:\\x[0-9a-f]{2})+", text):
        parts += [text[last : found.start()].encode(), _bytes(found[0])]
        last = found.end()
    parts.append(text[last:].encode())
    return b"".join(parts)
