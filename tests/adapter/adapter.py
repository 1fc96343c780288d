"""The operations, each on `vp_desk.desk` alone."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.adapter.requests import RequestError, parse
from vp_desk.desk import (
    Case,
    CaseCode,
    Desk,
    Month,
    NothingToReportError,
    Selection,
    VpDeskError,
    create_vault,
    open_vault,
    open_vault_with_code,
    restore_vault,
)

_ORGANISATION: Final = "Dienst Voorbeeld"
#: A type of which no word of the label stands in an ordinary text: words are searched in labels too.
_TYPE: Final = "position.revolving_door"
_READERS: Final = "authority"
#: So many cases are read at once.
_PAGE: Final = 256


class Adapter:
    """One vault, in one folder. Whatever is asked, it answers."""

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self._folder = folder
        self._today = today
        self._open: Desk | None = None
        #: Set by `close`: there will be no other answer.
        self.ended = False
        #: Set by `lock`: the process has to begin afresh before it answers.
        self.locked = False

    def answer(self, line: bytes) -> dict[str, Any]:
        """The answer to one line: `{"ok": true, …}` once what was asked is done and durable, or why not."""
        try:
            operation, texts = parse(line)
            answer: Any = getattr(self, f"_{operation}")(**texts)
        except VpDeskError as error:
            return {"ok": False, "error": type(error).__name__, "message": str(error)}
        except RequestError as error:
            return {"ok": False, "error": "RequestError", "message": str(error)}
        except Exception as error:  # noqa: BLE001 - a fault of ours is an answer too; its text may hold a note
            return {"ok": False, "error": type(error).__name__, "message": "a fault of the program"}
        return {"ok": True, **answer}

    def shut(self) -> None:
        """Close the vault, if it is open."""
        if self._open is not None:
            self._open.close()
            self._open = None

    @property
    def _desk(self) -> Desk:
        if self._open is None:
            raise RequestError("the vault is locked")
        return self._open

    # --- the vault ---

    def _create(self, passphrase: str) -> dict[str, Any]:
        made = create_vault(self._folder, passphrase, _ORGANISATION)
        self._open = made.desk
        return _result({"recovery": made.recovery_code})

    def _unlock(self, passphrase: str) -> dict[str, Any]:
        self.shut()
        self._open = open_vault(self._folder, passphrase)
        return _result(None)

    def _lock(self) -> dict[str, Any]:
        self.shut()
        self.locked = True
        return _result(None)

    def _close(self) -> dict[str, Any]:
        self.shut()
        self.ended = True
        return {}

    def _change_passphrase(self, old: str, new: str) -> dict[str, Any]:
        self._desk.change_passphrase(old, new)
        return _result(None)

    def _recover(self, code: str, new: str) -> dict[str, Any]:
        self.shut()
        desk = open_vault_with_code(self._folder, code)
        try:
            desk.set_passphrase(new)
        except BaseException:
            desk.close()
            raise
        self._open = desk
        return _result(None)

    def _rotate(self, passphrase: str) -> dict[str, Any]:
        """A new recovery code comes with it when the old one cannot be carried over."""
        return _result({"recovery": self._desk.safety.rotate_key(passphrase)})

    def _verify(self) -> dict[str, Any]:
        return _result(list(self._desk.check()))

    # --- records: a case with a note each ---

    def _add(self, text: str) -> dict[str, Any]:
        code = self._desk.new_case_code()
        case = Case(code=code, month=Month.of(self._today()), types=(_TYPE,), note=text)
        self._desk.add_case(case, None)
        return {"id": code}

    def _get(self, id: str) -> dict[str, Any]:  # noqa: A002 - the name in the request
        return _result(self._desk.case(CaseCode(id)).case.note)

    def _records(self) -> dict[str, Any]:
        return {"records": [[code, self._desk.case(code).case.note] for code in self._codes()]}

    def _count(self) -> dict[str, Any]:
        return {"n": self._desk.count_cases(Selection())}

    def _search(self, word: str) -> dict[str, Any]:
        return _result(list(self._codes(word)))

    def _delete(self, id: str) -> dict[str, Any]:  # noqa: A002 - the name in the request
        """For good: what the window deletes waits in the bin, here nothing waits."""
        self._desk.delete_case(CaseCode(id), self._today())
        self._desk.empty_bin()
        return _result(None)

    def _codes(self, words: str = "") -> Iterator[CaseCode]:
        selection = Selection(words=words)
        found: list[CaseCode] = []
        while rows := self._desk.page_of_cases(selection, len(found), _PAGE):
            found += [row.case.code for row in rows]
        return iter(found)

    # --- backups ---

    def _backup(self, dir: str) -> dict[str, Any]:  # noqa: A002 - the name in the request
        """A backup at a place of choice; each in a folder of its own there, so that none is thinned."""
        place = _made(Path(dir).absolute())
        return _result(str(self._desk.safety.back_up_to(_free(place / "reservekopie")).path))

    def _restore(self, path: str, into: str, passphrase: str) -> dict[str, Any]:
        target = Path(into).absolute()
        if self._open is not None and target == self._folder.absolute():
            self.shut()
        made = restore_vault(Path(path), target, passphrase)
        made.desk.close()
        return _result({"recovery": made.recovery_code})

    def _maintenance(self) -> dict[str, Any]:
        """What a day asks for: the bin is tidied, every row looked at, a backup made and opened again."""
        desk = self._desk
        desk.tidy(self._today())
        desk.assure()
        desk.safety.back_up()
        desk.safety.drill()
        return _result(None)

    # --- the report ---

    def _export_pdf(self, dir: str) -> dict[str, Any]:  # noqa: A002 - the name in the request
        """The report of the newest year with something in it, after the adviser looked at what it tells."""
        desk, today = self._desk, self._today()
        years = desk.case_years()
        if not years:
            raise NothingToReportError(str(today.year))
        prepared = desk.prepare(years[0].year)
        edition = next(each for each in desk.editions() if each.code == _READERS)
        prepared = prepared.with_confirmed(prepared.to_confirm(edition), edition)
        folder = _made(Path(dir).absolute())
        path = _free(folder / f"jaarverslag-{years[0].year}.pdf")
        desk.write_report(prepared, _READERS, path, today)
        return _result(str(path))


def _result(value: object) -> dict[str, Any]:
    return {"result": value}


def _made(folder: Path) -> Path:
    """The folder that was asked for; made when it is not there, and then as durable as what is put in it."""
    if not folder.is_dir():
        parent = _made(folder.parent)
        folder.mkdir()
        handle = os.open(parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return folder


def _free(path: Path) -> Path:
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
