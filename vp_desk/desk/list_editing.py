"""Changing the code lists of a vault: add, rename, retire, reorder, merge.

A code that was stored keeps its meaning. To rename changes what people read, never what a record holds;
something else is a new entry beside one that is retired; what two entries become together is a merge with
a break in the trend (`merging`). No record is ever changed here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vp_desk.desk.changes import ChangeKind, Changes, changed
from vp_desk.desk.merging import Merge, MergePreview, TrendBreaks, check_merge
from vp_desk.desk.refusals import ListRefusal
from vp_desk.periods import ReportingCalendar
from vp_desk.storage import lists
from vp_desk.storage.database import Database
from vp_desk.storage.usage import Usage, usage
from vp_desk.storage.vault import Vault
from vp_desk.taxonomy import TYPES, UNITS, Code, CodeList, folded, own_code

_LONGEST_LABEL = 120


class LabelMissingError(ListRefusal):
    """An entry without a name."""

    def __init__(self) -> None:
        super().__init__("label", "Vul een naam in.")


class LabelTooLongError(ListRefusal):
    """A name that fits nowhere."""

    def __init__(self) -> None:
        super().__init__("label", f"Deze naam is te lang. Gebruik hooguit {_LONGEST_LABEL} tekens.")


class LabelTakenError(ListRefusal):
    """Another entry of the same list has this name."""

    def __init__(self, label: str, *, retired: bool) -> None:
        rest = (
            "maar die staat uit. Neem die weer in gebruik, of kies een andere naam."
            if retired
            else "in deze lijst. Kies een naam die het verschil laat zien."
        )
        super().__init__("label", f"Er is al een ‘{label}’ {rest}")


class TooDeepError(ListRefusal):
    """A part of something that has no parts in this list."""

    def __init__(self) -> None:
        super().__init__(
            "parent", "Hieronder kan niets meer worden onderverdeeld. Kies een hoger niveau."
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """How an entry is called and found."""

    label: str
    #: For charts and narrow columns; empty = the label.
    short: str = ""
    #: Words by which one finds it while typing.
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, entry: Code) -> "Wording":
        """As it is now. A word that only repeats the label says nothing."""
        same = folded(entry.label)
        words = tuple(word for word in entry.found_by if folded(word) != same)
        return cls(entry.label, "" if entry.short == entry.label else entry.short, words)

    def tidy(self) -> "Wording":
        """Without needless spaces, and each word once."""
        words: dict[str, str] = {}
        for word in self.words:
            words.setdefault(folded(word), " ".join(word.split()))
        return Wording(
            " ".join(self.label.split()),
            " ".join(self.short.split()),
            tuple(word for plain, word in words.items() if plain),
        )


@dataclass(frozen=True, slots=True)
class Added:
    """A new entry."""

    code: str
    changes: Changes


def deepest(codes: CodeList) -> int:
    """How many levels a list has room for: types and units two, others as many as they have."""
    if codes.name in (TYPES, UNITS):
        return 2
    return max((entry.depth for entry in codes), default=1)


class ListEditing:
    """The use cases that change the code lists of one open vault."""

    def __init__(
        self,
        vault: Vault,
        calendar: Callable[[], ReportingCalendar],
        forget: Callable[[], None],
    ) -> None:
        """Prepare.

        Args:
            vault: the open vault.
            calendar: how the organisation cuts time into years, as it is settled now.
            forget: lets the desk read its lists anew after a change.
        """
        self._vault, self._calendar, self._forget = vault, calendar, forget
        self.breaks = TrendBreaks(vault)

    def usage(self, name: str, code: str) -> Usage:
        """In how many records a code stands, its parts included."""
        with self._vault.read() as db:
            return usage(db, name, code)

    def add(self, name: str, wording: Wording, parent: str | None = None) -> Added:
        """Add an entry to a list, at the end or at the end of a family.

        Raises:
            LabelMissingError, LabelTakenError, LabelTooLongError, TooDeepError: nothing was changed.
        """
        with self._vault.write() as db:
            code = _add(db, name, wording.tidy(), parent)
        return Added(code, self._changed())

    def rename(self, name: str, code: str, wording: Wording) -> Changes:
        """Call the same thing otherwise: the code and all records stay, the old name is still found.

        Raises:
            LabelMissingError, LabelTakenError, LabelTooLongError: nothing was changed.
        """
        with self._vault.write() as db:
            codes = lists.load(db)[name]
            lists.put(db, name, renamed(codes, code, wording.tidy()))
        return self._changed()

    def replace_by_new(self, name: str, code: str, wording: Wording) -> Added:
        """The new name means something else: retire the old entry and add a new one in its family.

        Raises:
            LabelMissingError, LabelTakenError, LabelTooLongError: nothing was changed.
        """
        with self._vault.write() as db:
            entry = lists.load(db)[name][code]
            new = _add(db, name, wording.tidy(), entry.parent)
            lists.put(db, name, _own(entry, retired=True))
            order = [known.code for known in lists.load(db)[name] if known.code != new]
            order.insert(order.index(code) + 1, new)
            lists.set_order(db, name, order)
        return Added(new, self._changed())

    def set_retired(self, name: str, code: str, *, retired: bool) -> Changes:
        """Retire an entry, which hides it and its parts from new records, or take it back into use.

        Raises:
            LabelTakenError: another entry took its name; nothing was changed.
        """
        with self._vault.write() as db:
            codes = lists.load(db)[name]
            if not retired:
                check_label(codes, codes[code].label, code)
            lists.put(db, name, _own(codes[code], retired=retired))
        return self._changed()

    def move(self, name: str, code: str, step: int) -> Changes:
        """Move an entry so many places among its siblings; at the end it stays where it is."""
        with self._vault.write() as db:
            codes = lists.load(db)[name]
            siblings = [entry.code for entry in codes.parts(codes[code].parent)]
            place = siblings.index(code)
            siblings.insert(max(0, min(place + step, len(siblings) - 1)), siblings.pop(place))
            rest = [entry.code for entry in codes if entry.code not in siblings]
            lists.set_order(db, name, (*siblings, *rest))
        return self._changed()

    def preview_merge(self, name: str, code: str, into: str, year: int) -> MergePreview:
        """What a merge would do, before it is done.

        Raises:
            MergeError, BreakYearError: these cannot be merged.
        """
        with self._vault.read() as db:
            codes = lists.load(db)[name]
            check_merge(codes, code, into, year)
            period = self._calendar().year(year)
            return MergePreview.of(codes, code, into, period, usage(db, name, code, period.begin))

    def merge(self, merge: Merge) -> Changes:
        """Retire an entry that from a year on counts with another; no record is changed.

        Raises:
            MergeError, BreakYearError, BreakReasonMissingError, LabelTakenError and others of `rename`:
            nothing was changed.
        """
        with self._vault.write() as db:
            codes = lists.load(db)[merge.name]
            check_merge(codes, merge.code, merge.into, merge.year)
            target = codes[merge.into]
            if merge.label and merge.label != target.label:
                short = "" if target.short == target.label else target.short
                wording = Wording(merge.label, short, target.found_by).tidy()
                lists.put(db, merge.name, renamed(codes, merge.into, wording))
            lists.put(db, merge.name, _own(codes[merge.code], retired=True))
            self.breaks.record(db, merge)
        return self._changed()

    def _changed(self) -> Changes:
        self._forget()
        return changed(ChangeKind.LISTS)


def check_label(codes: CodeList, label: str, code: str | None = None) -> None:
    """Refuse a name that is none, or that another entry has.

    Args:
        codes: the list.
        label: the name.
        code: the entry that would get it, if it is there already.

    Raises:
        LabelMissingError, LabelTooLongError, LabelTakenError: it cannot be.
    """
    if not folded(label):
        raise LabelMissingError
    if len(label) > _LONGEST_LABEL:
        raise LabelTooLongError
    for entry in codes:
        if entry.code != code and folded(entry.label) == folded(label):
            raise LabelTakenError(entry.label, retired=not codes.is_offered(entry.code))


def renamed(codes: CodeList, code: str, wording: Wording) -> Code:
    """An entry under another name; the old one is among its words.

    Raises:
        LabelMissingError, LabelTooLongError, LabelTakenError: it cannot be.
    """
    check_label(codes, wording.label, code)
    old = codes[code]
    words: Sequence[str] = wording.words
    if folded(old.label) not in {folded(text) for text in (wording.label, *words)}:
        words = (old.label, *words)
    return Code(
        code,
        wording.label,
        wording.short or wording.label,
        _as_stored(wording.label, words, old),
        old.retired,
    )


def _as_stored(label: str, words: Sequence[str], old: Code) -> tuple[str, ...]:
    """None at all would give the words of the program back: then the label stands in for them."""
    if tuple(words) == old.found_by and old.words:
        return ()  # as the program has it, in later versions too
    return tuple(words) or ((label,) if old.found_by else ())


def _own(entry: Code, *, retired: bool) -> Code:
    """An entry as the organisation's own; words that the program gave stay the program's."""
    return replace(entry, retired=retired, aliases=() if entry.words else entry.aliases, words=())


def _add(db: Database, name: str, wording: Wording, parent: str | None) -> str:
    codes = lists.load(db)[name]
    check_label(codes, wording.label)
    if parent is not None and codes[parent].depth >= deepest(codes):
        raise TooDeepError
    code = own_code(wording.label, codes, parent)
    entry = Code(code, wording.label, wording.short or wording.label, wording.words)
    lists.put(db, name, entry)
    return code
