"""Kept ways to look at the list of cases: filters, words, order and columns under a name.

They live in the vault. A view may have been kept by another version of the program, or hold codes that
the lists no longer know: what cannot be understood is left out of it, and said.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, cast

from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS, Kind, case_field
from vp_desk.periods import Month
from vp_desk.selection import ORDERS, Selection, Span
from vp_desk.storage import settings
from vp_desk.storage.database import Database
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import UNKNOWN, Lists

_KEY = "views"
_Map = Mapping[str, Any]
#: What can stand in a column of the list: every field of a case but its note, and two counts.
COLUMNS = (
    *(field.key for field in CASE_FIELDS if field.kind is not Kind.NOTE),
    "contacts",
    "last_contact",
)
#: The first column; without it a row says not which case it is.
FIRST_COLUMN = "code"
DEFAULT_COLUMNS = ("code", "month", "types", "status", "unit", "contacts")


class ViewNameError(VpDeskError):
    """A name that cannot be the name of a view."""

    def __init__(self, *, taken: bool) -> None:
        super().__init__(
            "Er is al een weergave met deze naam. Kies een andere naam."
            if taken
            else "Geef de weergave een naam, bijvoorbeeld “Lopend bij Beleid”."
        )


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at the list of cases."""

    name: str
    selection: Selection
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    #: What was in it and is not understood, as labels or codes; left out of the selection.
    dropped: tuple[str, ...] = ()


class Views:
    """The kept views of one open vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self, lists: Lists) -> tuple[View, ...]:
        """Every kept view, by name."""
        views = [_view(item, lists) for item in _items(self._stored())]
        return tuple(sorted(views, key=lambda view: view.name.casefold()))

    def last(self, lists: Lists) -> View:
        """The columns and the order that were used last, without filters or words."""
        stored = self._stored().get("last")
        view = _view(cast("_Map", stored) if _is_map(stored) else {}, lists)
        order, descending = view.selection.order, view.selection.descending
        return View("", Selection(order=order, descending=descending), view.columns)

    def remember(self, selection: Selection, columns: tuple[str, ...]) -> None:
        """Keep the columns and the order that are used now."""
        only_order = Selection(order=selection.order, descending=selection.descending)
        with self._changing() as stored:
            stored["last"] = _stored(View("", only_order, columns))

    def keep(self, view: View, *, instead: bool = False) -> Changes:
        """Keep a view under its name; `instead` of the one that has this name, if any.

        Raises:
            ViewNameError: there is no name, or it is taken.
        """
        name = _named(view.name)
        with self._changing() as stored:
            items = _items(stored)
            others = [item for item in items if not _same(item, name)]
            if len(others) < len(items) and not instead:
                raise ViewNameError(taken=True)
            stored["views"] = [*others, _stored(replace(view, name=name))]
        return changed(ChangeKind.VIEWS)

    def rename(self, old: str, new: str) -> Changes:
        """Give a view another name.

        Raises:
            ViewNameError: there is no name, or another view has it.
        """
        name = _named(new)
        with self._changing() as stored:
            items = _items(stored)
            if any(_same(item, name) and not _same(item, old) for item in items):
                raise ViewNameError(taken=True)
            stored["views"] = [
                {**item, "name": name} if _same(item, old) else item for item in items
            ]
        return changed(ChangeKind.VIEWS)

    def forget(self, name: str) -> Changes:
        """Delete a view. The cases in it stay."""
        with self._changing() as stored:
            stored["views"] = [item for item in _items(stored) if not _same(item, name)]
        return changed(ChangeKind.VIEWS)

    def _stored(self) -> _Map:
        with self._vault.read() as db:
            return _read(db)

    @contextmanager
    def _changing(self) -> Generator[dict[str, object]]:
        """What is stored, to be changed in the block and put back with it."""
        with self._vault.write() as db:
            stored = dict(_read(db))
            yield stored
            settings.put(db, _KEY, stored)


def _read(db: Database) -> _Map:
    stored: object = settings.get(db, _KEY)
    return cast("_Map", stored) if _is_map(stored) else {}


def _items(stored: _Map) -> list[_Map]:
    """The kept views as they are stored, also what is not understood of them."""
    return [cast("_Map", item) for item in _listed(stored.get("views")) if _is_map(item)]


def _named(name: str) -> str:
    if not name.strip():
        raise ViewNameError(taken=False)
    return name.strip()


def _same(item: _Map, name: str) -> bool:
    return str(item.get("name", "")).casefold() == name.strip().casefold()


def _is_map(value: object) -> bool:
    return isinstance(value, dict)


def _listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [item for item in _listed(value) if isinstance(item, str)]


def _stored(view: View) -> dict[str, object]:
    chosen = view.selection
    return {
        "name": view.name,
        "months": _span_stored(Span(chosen.begin, chosen.end)),
        "talks": _span_stored(chosen.talks),
        "aftercare": _span_stored(chosen.aftercare),
        "silent_from": chosen.silent_from.number if chosen.silent_from else None,
        "codes": {key: sorted(codes) for key, codes in sorted(chosen.codes.items())},
        "first_only": sorted(chosen.first_only),
        "without_status": sorted(chosen.without_status),
        "words": chosen.words,
        "order": chosen.order,
        "descending": chosen.descending,
        "columns": list(view.columns),
    }


def _view(stored: _Map, lists: Lists) -> View:
    dropped: list[str] = []
    months = _span(stored.get("months"), dropped)
    words, order = stored.get("words"), stored.get("order")
    codes = _codes(stored.get("codes"), lists, dropped)
    without = _codes({"status": stored.get("without_status")}, lists, dropped)
    selection = Selection(
        begin=months.begin,
        end=months.end,
        codes=codes,
        words=words if isinstance(words, str) else "",
        order=order if order in ORDERS else "month",
        descending=stored.get("descending") is not False,
        first_only=frozenset(_texts(stored.get("first_only"))) & frozenset(codes),
        without_status=without.get("status", frozenset()),
        talks=_span(stored.get("talks"), dropped),
        silent_from=_month(stored.get("silent_from"), dropped),
        aftercare=_span(stored.get("aftercare"), dropped),
    )
    dropped += [key for key in stored if key not in _stored(View("", selection))]
    return View(
        str(stored.get("name") or "Zonder naam"),
        selection,
        sound_columns(_texts(stored.get("columns"))),
        tuple(dropped),
    )


def sound_columns(keys: Iterable[str]) -> tuple[str, ...]:
    """Columns that there are, each once, with that of the case code in front; none = the usual ones."""
    known = [key for key in dict.fromkeys(keys) if key in COLUMNS and key != FIRST_COLUMN]
    return (FIRST_COLUMN, *known) if known else DEFAULT_COLUMNS


def _codes(stored: object, lists: Lists, dropped: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    filterable = {field.key for field in CASE_FIELDS if field.values is not None}
    for key, codes in cast("dict[str, object]", stored).items() if _is_map(stored) else ():
        if key not in filterable:
            dropped.append(key)
            continue
        field = case_field(key)
        listed = lists[field.values or ""]
        known = {
            code
            for code in _texts(codes)
            if code == UNKNOWN or code.removesuffix(f".{UNKNOWN}") in listed
        }
        dropped += [f"{field.label}: {code}" for code in _texts(codes) if code not in known]
        if known:
            found[key] = frozenset(known)
    return found


def _span_stored(span: Span) -> list[int | None]:
    return [month.number if month else None for month in (span.begin, span.end)]


def _span(stored: object, dropped: list[str]) -> Span:
    numbers = _listed(stored)
    if not numbers:
        return Span()
    if len(numbers) != 2:
        dropped.append(str(numbers))
        return Span()
    return Span(_month(numbers[0], dropped), _month(numbers[1], dropped))


def _month(number: object, dropped: list[str]) -> Month | None:
    if number is None:
        return None
    try:
        return Month.from_number(cast("int", number))
    except (VpDeskError, TypeError):
        dropped.append(str(number))
        return None
