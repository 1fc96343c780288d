"""A folder as it may be after a power cut: what was written and not synced is there, in part, or not.

Strict as POSIX is, and stricter than most disks are: the content of a file is durable once the file was synced,
a name in a folder once the folder was. Until then any part of it may be lost, in any order, and a write may be
torn at a sector.
"""

import os
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from tests.torture.trace import Call

#: The calls that change a folder, or make a change durable.
CALLS: Final = (
    "open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,"
    "symlinkat,write,writev,pwrite64,pwritev,pwritev2,truncate,ftruncate,fallocate,fsync,fdatasync,lseek,"
    "sendfile,copy_file_range"
)
_T = TypeVar("_T")
_SECTORS: Final = (512, 4096)
#: How the part that survives is chosen.
WAYS: Final = ("kept", "lost", "prefix", "any", "torn", "names", "contents")


class UnknownCallError(Exception):
    """The product used a call that is not understood here: nothing may be concluded."""


@dataclass(eq=False)
class File:
    """Content, and what was done to it since it was synced: writes at a place, or a new length."""

    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list[tuple[int, bytes | None]])

    def content(self, chosen: Sequence[tuple[int, bytes | None]] | None = None) -> bytes:
        """As a program sees it, or with only some of what is pending."""
        held = bytearray(self.durable)
        for place, data in self.pending if chosen is None else chosen:
            if data is None:
                held[place:] = bytes(max(0, place - len(held)))
            else:
                held.extend(bytes(max(0, place - len(held))))
                held[place : place + len(data)] = data
        return bytes(held)

    def sync(self) -> None:
        """All of it is durable now."""
        self.durable, self.pending = self.content(), []


@dataclass(eq=False)
class Folder:
    """Names, and how they changed since the folder was synced. A change of several names is one."""

    durable: dict[str, "File | Folder"] = field(default_factory=dict[str, "File | Folder"])
    pending: list[dict[str, "File | Folder | None"]] = field(
        default_factory=list[dict[str, "File | Folder | None"]]
    )

    def names(
        self, chosen: Sequence[Mapping[str, "File | Folder | None"]] | None = None
    ) -> dict[str, "File | Folder"]:
        """As a program sees them, or with only some of what is pending."""
        held: dict[str, File | Folder | None] = dict(self.durable)
        for change in self.pending if chosen is None else chosen:
            held.update(change)
        return {name: node for name, node in held.items() if node is not None}

    def sync(self) -> None:
        """All names are durable now."""
        self.durable, self.pending = self.names(), []


class Disk:
    """One folder, followed call by call."""

    def __init__(self, root: Path) -> None:
        """Follow a folder, which is empty now."""
        self._place = root
        self.root = Folder()
        self._open: dict[int, File | Folder] = {}
        self._at: dict[int, int] = {}
        #: So many calls changed something or made it durable.
        self.steps = 0
        self._known: Mapping[str, Callable[[Call], None]] = {
            "open": self._opens,
            "openat": self._opens,
            "creat": self._opens,
            "mkdir": self._makes_folder,
            "mkdirat": self._makes_folder,
            "rename": self._renames,
            "renameat": self._renames,
            "renameat2": self._renames,
            "link": self._links,
            "linkat": self._links,
            "unlink": self._removes,
            "unlinkat": self._removes,
            "rmdir": self._removes,
            "write": self._writes,
            "pwrite64": self._writes,
            "ftruncate": self._cuts,
            "fsync": self._syncs,
            "fdatasync": self._syncs,
            "lseek": self._seeks,
            "sendfile": self._copies,
            "copy_file_range": self._copies,
        }

    def follow(self, call: Call) -> bool:
        """Take one call in; says whether the folder, or what is durable of it, changed.

        Raises:
            UnknownCallError: it changes the folder in a way that is not understood.
        """
        if call.result < 0:
            return False
        before = self.steps
        known = self._known.get(call.name)
        if known is not None:
            known(call)
        elif call.handle in self._open or any(self._parent(text) for text in call.strings):
            raise UnknownCallError(call.name)
        return self.steps != before

    def build(self, into: Path, way: str, chance: random.Random) -> None:
        """Make the folder as a power cut at this moment may leave it."""
        _build(self.root, into, way, chance, {})

    # --- the calls ---

    def _opens(self, call: Call) -> None:
        self._open.pop(call.result, None)
        found = self._entry(call, 0)
        if found is None:
            return
        folder, name = found
        node = folder.names().get(name) if name else folder
        creates = "O_CREAT" in call.arguments or call.name == "creat"
        if node is None:
            if not creates:
                return  # it is there and we never saw it made: none of ours
            node = File()
            folder.pending.append({name: node})
            self.steps += 1
        elif isinstance(node, File) and "O_TRUNC" in call.arguments and node.content():
            node.pending.append((0, None))
            self.steps += 1
        self._open[call.result] = node
        self._at[call.result] = 0
        if "O_APPEND" in call.arguments:
            raise UnknownCallError("O_APPEND")

    def _makes_folder(self, call: Call) -> None:
        if found := self._entry(call, 0):
            found[0].pending.append({found[1]: Folder()})
            self.steps += 1

    def _renames(self, call: Call) -> None:
        old, new = self._entry(call, 0), self._entry(call, 1)
        if old is None and new is None:
            return
        if old is None or new is None:
            raise UnknownCallError("rename from or to elsewhere")
        node = old[0].names()[old[1]]
        if old[0] is new[0]:
            old[0].pending.append({old[1]: None, new[1]: node})
        else:
            new[0].pending.append({new[1]: node})
            old[0].pending.append({old[1]: None})
        self.steps += 1

    def _links(self, call: Call) -> None:
        old, new = self._entry(call, 0), self._entry(call, 1)
        if old is None and new is None:
            return
        if old is None or new is None:
            raise UnknownCallError("a second name elsewhere")
        new[0].pending.append({new[1]: old[0].names()[old[1]]})
        self.steps += 1

    def _removes(self, call: Call) -> None:
        if found := self._entry(call, 0):
            found[0].pending.append({found[1]: None})
            self.steps += 1

    def _writes(self, call: Call) -> None:
        node = self._open.get(call.handle)
        if not isinstance(node, File):
            return
        data = call.strings[0][: call.result]
        if call.name == "pwrite64":
            place = call.numbers[-1]
        else:
            place = self._at[call.handle]
            self._at[call.handle] = place + len(data)
        node.pending.append((place, data))
        self.steps += 1

    def _cuts(self, call: Call) -> None:
        node = self._open.get(call.handle)
        if isinstance(node, File):
            node.pending.append((call.numbers[-1], None))
            self.steps += 1

    def _syncs(self, call: Call) -> None:
        node = self._open.get(call.handle)
        if node is not None:
            node.sync()
            self.steps += 1

    def _seeks(self, call: Call) -> None:
        if call.handle in self._at:
            self._at[call.handle] = call.result

    def _copies(self, call: Call) -> None:
        handles = [int(n) for n in re.findall(r"(?:^|, )(\d+)<", call.arguments)]
        out, source = handles if call.name == "sendfile" else handles[::-1]
        node, read = self._open.get(out), self._open.get(source)
        if node is None:
            return
        if not isinstance(node, File) or not isinstance(read, File):
            raise UnknownCallError(f"{call.name} of what is not known")
        begin = self._at[source]
        data = read.content()[begin : begin + call.result]
        node.pending.append((self._at[out], data))
        self._at[out] += len(data)
        self._at[source] += len(data)
        self.steps += 1

    # --- where ---

    def _entry(self, call: Call, number: int) -> tuple[Folder, str] | None:
        """The folder and the name that a call is about; None when it lies outside. ("" = the folder itself.)"""
        path = call.strings[number].decode()
        if not path.startswith("/") and "AT_FDCWD" not in call.arguments.split('"')[0]:
            return (held, path) if isinstance(held := self._open.get(call.handle), Folder) else None
        return self._parent(call.strings[number])

    def _parent(self, text: bytes) -> tuple[Folder, str] | None:
        path = Path(text.decode(errors="replace"))
        if not path.is_absolute() or not path.is_relative_to(self._place):
            return None
        parts = path.relative_to(self._place).parts
        folder = self.root
        for part in parts[:-1]:
            node = folder.names().get(part)
            if not isinstance(node, Folder):
                return None
            folder = node
        return folder, parts[-1] if parts else ""


def _build(
    folder: Folder, into: Path, way: str, chance: random.Random, made: dict[int, Path]
) -> None:
    """Make a folder; `made` holds the files that are there, of which one may have two names."""
    into.mkdir(mode=0o700, exist_ok=True)
    for name, node in folder.names(_chosen(folder.pending, way, chance, "names")).items():
        if isinstance(node, Folder):
            _build(node, into / name, way, chance, made)
        elif id(node) in made:
            os.link(made[id(node)], into / name)
        else:
            made[id(node)] = into / name
            chosen = _chosen(node.pending, way, chance, "contents")
            if way == "torn":
                chosen = _torn(chosen, chance)
            (into / name).write_bytes(node.content(chosen))


def _chosen(pending: Sequence[_T], way: str, chance: random.Random, whole: str) -> list[_T]:
    if way in ("kept", whole):
        return list(pending)
    if way in ("lost", "names", "contents"):
        return []
    if way == "prefix":
        return list(pending[: chance.randint(0, len(pending))])
    return [each for each in pending if chance.random() < 0.5]


def _torn(
    chosen: Sequence[tuple[int, bytes | None]], chance: random.Random
) -> list[tuple[int, bytes | None]]:
    """One of the writes reached only some of its sectors."""
    writes = [n for n, (_, data) in enumerate(chosen) if data]
    if not writes:
        return list(chosen)
    torn = chance.choice(writes)
    place, data = chosen[torn]
    size = chance.choice(_SECTORS)
    parts = [
        (place + begin, (data or b"")[begin : begin + size])
        for begin in range(0, len(data or b""), size)
        if chance.random() < 0.5
    ]
    return [*chosen[:torn], *parts, *chosen[torn + 1 :]]
