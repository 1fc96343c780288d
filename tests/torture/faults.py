"""Faults to plant in the product, to see that the torture programs find them. And a cheap key.

Everything here changes the running process only. Nothing of it can be reached from the product.
"""

import inspect
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any, Final

from tests.adapter.adapter import Adapter
from tests.storage.cheap import CHEAP, CHEAP_LIMITS
from vp_desk.desk import Case, Changes, Desk
from vp_desk.storage import database, files, vault
from vp_desk.storage.database import Database
from vp_desk.storage.keys import WrongPassphraseError
from vp_desk.storage.replacing import KEYS

_CHEAPER: Final[Mapping[str, object]] = {"cost": CHEAP, "limits": CHEAP_LIMITS}
_CONSTANTS: Final[Mapping[str, object]] = {"DEFAULT_COST": CHEAP, "LIMITS": CHEAP_LIMITS}


def cheapen() -> None:
    """Let every function of the product that takes a cost of the key take a cheap one by default."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("vp_desk.storage.", "vp_desk.desk.")):
            for constant in _CONSTANTS.keys() & vars(module).keys():
                setattr(module, constant, _CONSTANTS[constant])
            for thing in vars(module).values():
                _cheapen(thing)
                if inspect.isclass(thing) and thing.__module__ == name:
                    for part in vars(thing).values():
                        _cheapen(getattr(part, "__func__", part))


def _cheapen(thing: object) -> None:
    defaults = thing.__kwdefaults__ if isinstance(thing, FunctionType) else None
    for name in _CHEAPER.keys() & (defaults or {}).keys():
        defaults[name] = _CHEAPER[name]  # type: ignore[index]


def _put(owner: object, name: str, value: object) -> None:
    """Put something in the place of a part of the product."""
    if not hasattr(owner, name):
        raise AttributeError(name)
    setattr(owner, name, value)


def _nothing() -> None:
    """As it is."""


def _answer_first() -> None:
    """ "Saved" is said before it is."""

    def add(self: Adapter, text: str) -> dict[str, Any]:
        code = self._desk.new_case_code()

        def later() -> None:
            time.sleep(0.03)
            real(self, text)

        threading.Thread(target=later, daemon=True).start()
        return {"id": code}

    real = Adapter._add
    _put(Adapter, "_add", add)


def _pragmas(**changed: tuple[str, object]) -> None:
    pragmas = tuple(
        (f"{name} = {changed[name][0]}", name, changed[name][1])
        if name in changed
        else (statement, name, answer)
        for statement, name, answer in database._PRAGMAS
    )
    _put(database, "_PRAGMAS", pragmas)


def _default_journal() -> None:
    """What SQLite does by itself: the journal is removed, and the folder is not synced after it."""
    _pragmas(journal_mode=("DELETE", "delete"), synchronous=("FULL", 2))


def _no_sync() -> None:
    """Nothing is synced."""
    _pragmas(synchronous=("OFF", 0))


def _unsealed() -> None:
    """Rows and pages are believed."""

    def check(self: Database, *_: object) -> None:
        del self

    _put(Database, "check", check)
    _put(Database, "demand_whole", check)


def _in_place() -> None:
    """Files are written over the old ones, the key file slowly."""

    def write(contents: Mapping[Path, bytes], step: Callable[[str], None] = print) -> None:
        del step
        for path, content in contents.items():
            with path.open("wb", buffering=0) as file:
                size = len(content) // 16 + 1
                for part in range(0, len(content), size):
                    file.write(content[part : part + size])
                    time.sleep(0.01 * (path.name == KEYS))

    _put(files, "write_files", write)


def _full_is_fine() -> None:
    """A short write is taken for a whole one, as `QSaveFile` does."""
    real = files._write_whole

    def write(path: Path, content: bytes) -> None:
        try:
            real(path, content)
        except OSError:
            path.touch()

    _put(files, "_write_whole", write)


def _wrong_passphrase() -> None:
    """Whatever is wrong with the key file, the passphrase gets the blame."""

    def blame(*_: object, **__: object) -> None:
        raise WrongPassphraseError

    _put(vault, "read_key_file", blame)


def _log() -> None:
    """A log in the folder of temporary files, with what was said."""

    def before(case: Case) -> None:
        with (Path(tempfile.gettempdir()) / "vp-desk.log").open("a", encoding="utf-8") as log:
            log.write(f"added {case.note}\n")

    _before_storing(before)


def _call_home() -> None:
    """A datagram to this very computer."""

    def before(case: Case) -> None:
        del case
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.connect(("127.0.0.1", 9))

    _before_storing(before)


def _before_storing(before: Callable[[Case], None]) -> None:
    real = Desk.add_case

    def add(self: Desk, case: Case, *more: Any, **most: Any) -> Changes:  # noqa: ANN401 - handed on
        before(case)
        return real(self, case, *more, **most)

    _put(Desk, "add_case", add)


def _unlocked() -> None:
    """The folder is not locked."""
    _put(files, "_lock", lambda _handle: None)


#: Name → what is done to the running product.
PLANTS: Final[Mapping[str, Callable[[], None]]] = {
    "": _nothing,
    "answer-first": _answer_first,
    "default-journal": _default_journal,
    "no-sync": _no_sync,
    "unsealed": _unsealed,
    "in-place": _in_place,
    "full-is-fine": _full_is_fine,
    "wrong-passphrase": _wrong_passphrase,
    "log": _log,
    "call-home": _call_home,
    "unlocked": _unlocked,
    "cheap-guess": cheapen,
}
