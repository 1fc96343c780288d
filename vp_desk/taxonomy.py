"""Code lists: stable codes with editable labels.

A code is text that is stored for ever. It is never renamed and never deleted: a code that is no
longer wanted is *retired*, which hides it from new records and leaves the old ones whole. A dot makes
a code a part of the code before it: `conduct.bullying` is a subtype of `conduct`. That rule is all
the hierarchy there is, so that a database can add up subtypes without knowing the list.
"""

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from vp_desk.resources import toml_resource

#: The code of "not registered" in a count; never stored in a record, where it is simply absent.
UNKNOWN = "-"

#: The list of violation types that new vaults use.
CURRENT_TYPES = "rijk-2024"

#: The field whose code list is the taxonomy of violation types.
TYPES = "types"

#: The list of organisational units: the adviser's own.
UNITS = "unit"


def parent_of(code: str) -> str | None:
    """The code of which this one is a part, or None at the top: `a.b` is a part of `a`."""
    head, dot, _ = code.rpartition(".")
    return head if dot else None


def truncated(code: str, depth: int) -> str:
    """The code cut to its first `depth` parts: `truncated("a.b.c", 2) == "a.b"`."""
    return ".".join(code.split(".")[:depth])


def folded(text: str) -> str:
    """Text without case, accents and punctuation, to match what people type against labels."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        char if char.isalnum() else " " for char in decomposed if not unicodedata.combining(char)
    )
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a list."""

    code: str
    label: str
    #: A shorter label for charts and narrow columns.
    short: str
    #: Other ways in which people write the same: a file that says so means this entry.
    aliases: tuple[str, ...] = ()
    #: Kept for old records, not offered for new ones.
    retired: bool = False
    #: Everyday words by which one finds it while typing; they may fit several entries.
    words: tuple[str, ...] = ()

    @property
    def parent(self) -> str | None:
        """The code of which this one is a part."""
        return parent_of(self.code)

    @property
    def depth(self) -> int:
        """1 at the top, 2 for a part, and so on."""
        return self.code.count(".") + 1

    @property
    def found_by(self) -> tuple[str, ...]:
        """Every word but its label by which one finds it."""
        return (*self.aliases, *self.words)


@dataclass(frozen=True)
class CodeList:
    """An ordered list of codes, parents before their parts."""

    name: str
    label: str
    codes: tuple[Code, ...]
    #: A code with parts is no type of its own but the sum of rows that were also printed apart.
    parts_are_rows: bool = False
    #: For a former version of the types: code → codes of the current list that it became.
    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {entry.code: entry for entry in self.codes}

    @cached_property
    def _by_words(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for entry in self.codes:
            found.setdefault(folded(entry.code), entry.code)
        for entry in self.codes:
            found.setdefault(folded(entry.label), entry.code)
        meant: dict[str, list[str]] = {}
        for entry in self.codes:
            for alias in entry.aliases:
                meant.setdefault(folded(alias), []).append(entry.code)
        for alias, codes in meant.items():
            if (code := _whole_of(codes)) is not None:
                found.setdefault(alias, code)
        return found

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __getitem__(self, code: str) -> Code:
        return self._by_code[code]

    def get(self, code: str) -> Code | None:
        """An entry, or None when the list does not know the code."""
        return self._by_code.get(code)

    def label_of(self, code: str) -> str:
        """The label of a code; the code itself when the list does not know it."""
        entry = self._by_code.get(code)
        return entry.label if entry else code

    def path_of(self, code: str) -> str:
        """The labels from the top down: `Ongewenste omgangsvormen › Pesten`."""
        parts = code.split(".")
        return " › ".join(self.label_of(".".join(parts[: n + 1])) for n in range(len(parts)))

    @cached_property
    def label_words(self) -> Mapping[str, tuple[str, ...]]:
        """The words of each label and alias as they are searched: `{"own_talk": ("melder", …)}`."""
        return {
            entry.code: tuple(folded(" ".join((entry.label, *entry.aliases))).split())
            for entry in self.codes
        }

    def find(self, text: str) -> str | None:
        """The code whose code, label or alias reads like the text, or None.

        A label wins of an alias. An alias of several entries means none of them, unless one of them is
        the whole of which the others are parts: nothing is guessed.
        """
        return self._by_words.get(folded(text))

    def is_offered(self, code: str) -> bool:
        """Whether a new record may use a code: neither it nor a whole of it is retired."""
        known = self._by_code
        parts = code.split(".")
        wholes = (".".join(parts[: n + 1]) for n in range(len(parts)))
        return code in known and not any(
            whole in known and known[whole].retired for whole in wholes
        )

    def offered(self) -> tuple[Code, ...]:
        """The codes that a new record may use, in order."""
        return tuple(entry for entry in self.codes if self.is_offered(entry.code))

    def parts(self, code: str | None) -> tuple[Code, ...]:
        """The direct parts of a code, or the top of the list for None."""
        return tuple(entry for entry in self.codes if entry.parent == code)

    def with_own(self, own: Iterable[Code]) -> "CodeList":
        """This list with the organisation's own entries: new codes added, known ones relabelled.

        A new part stands after its last sibling, a new top code at the end. An own entry with aliases
        says by which words it is found; one without leaves that as it was.
        """
        entries = list(self.codes)
        places = {entry.code: index for index, entry in enumerate(entries)}
        for entry in own:
            if entry.code in places:
                old = entries[places[entry.code]]
                entries[places[entry.code]] = replace(
                    old,
                    label=entry.label,
                    short=entry.short,
                    retired=entry.retired,
                    aliases=entry.aliases or old.aliases,
                    words=() if entry.aliases else old.words,
                )
                continue
            family = entry.parent
            last = len(entries)
            if family is not None:
                last = max(
                    (
                        i + 1
                        for i, e in enumerate(entries)
                        if (e.code + ".").startswith(family + ".")
                    ),
                    default=last,
                )
            entries.insert(last, entry)
            places = {known.code: index for index, known in enumerate(entries)}
        return replace(self, codes=tuple(entries))

    def in_order(self, order: Sequence[str]) -> "CodeList":
        """This list with siblings in another order.

        A code that the order does not name stays after the sibling that it stood after.
        """
        rank = {code: place for place, code in enumerate(order)}

        def family(parent: str | None) -> Iterator[Code]:
            keyed: list[tuple[int, Code]] = []
            last = -1
            for entry in self.parts(parent):
                last = rank.get(entry.code, last)
                keyed.append((last, entry))
            for _, entry in sorted(keyed, key=lambda pair: pair[0]):
                yield entry
                yield from family(entry.code)

        return replace(self, codes=tuple(family(None)))


def _whole_of(codes: Sequence[str]) -> str | None:
    """The one of some codes of which all others are parts."""
    first = min(codes, key=len)
    alike = all(code == first or code.startswith(f"{first}.") for code in codes)
    return first if alike else None


#: What an own code begins with, so that no later list of the program has the same one.
_OWN = "own_"
_LONGEST_CODE = 40


def own_code(
    label: str, known: CodeList, parent: str | None = None, taken: Container[str] = ()
) -> str:
    """A free code for an entry of the organisation's own: made from its label once, kept for ever.

    Args:
        label: how it is called.
        known: the list.
        parent: the code of which it becomes a part.
        taken: other codes that are not free.
    """
    plain = folded(label).encode("ascii", "ignore").decode()
    stem = "_".join(plain.split())[:_LONGEST_CODE].strip("_") or "code"
    if known.name != UNITS:  # the only list of which the program itself has no entries
        stem = _OWN + stem
    stem = f"{parent}.{stem}" if parent else stem
    code, number = stem, 2
    while code in known or code in taken:
        code, number = f"{stem}_{number}", number + 1
    return code


@dataclass(frozen=True)
class Lists:
    """Every code list that the records of one vault use, by name of the list."""

    by_name: Mapping[str, CodeList]

    def __getitem__(self, name: str) -> CodeList:
        return self.by_name[name]

    @property
    def types(self) -> CodeList:
        """The types of violation."""
        return self.by_name[TYPES]

    def with_own(self, own: Mapping[str, Iterable[Code]]) -> "Lists":
        """These lists with the organisation's own entries, by name of the list."""
        changed = {name: self.by_name[name].with_own(codes) for name, codes in own.items()}
        return Lists({**self.by_name, **changed})

    def in_order(self, orders: Mapping[str, Sequence[str]]) -> "Lists":
        """These lists with siblings in another order, by name of the list."""
        known = {name: order for name, order in orders.items() if name in self.by_name}
        changed = {name: self.by_name[name].in_order(order) for name, order in known.items()}
        return Lists({**self.by_name, **changed})


def _code_list(name: str, data: Mapping[str, Any]) -> CodeList:
    short: Mapping[str, str] = data.get("short", {})
    aliases: Mapping[str, list[str]] = data.get("aliases", {})
    words: Mapping[str, list[str]] = data.get("words", {})
    retired: frozenset[str] = frozenset(data.get("retired", ()))
    return CodeList(
        name=name,
        label=data["label"],
        codes=tuple(
            Code(
                code,
                label,
                short.get(code, label),
                tuple(aliases.get(code, ())),
                code in retired,
                tuple(words.get(code, ())),
            )
            for code, label in data["codes"].items()
        ),
        parts_are_rows=data.get("parts_are_rows", False),
        successors={code: tuple(to) for code, to in data.get("successors", {}).items()},
    )


@cache
def type_versions() -> Mapping[str, CodeList]:
    """Every version of the list of violation types, by its code, newest first."""
    versions = toml_resource("lists/violation_types.toml")["version"]
    return {data["code"]: _code_list(data["code"], data) for data in versions}


@cache
def built_in_lists() -> Lists:
    """The lists that ship with the program; units are the organisation's own and start empty."""
    values = toml_resource("lists/values.toml")
    lists = {name: _code_list(name, data) for name, data in values.items()}
    lists[TYPES] = replace(type_versions()[CURRENT_TYPES], name=TYPES, label="Type schending")
    lists[UNITS] = CodeList(UNITS, "Organisatieonderdeel", ())
    return Lists(lists)
