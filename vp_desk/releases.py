"""The release ledger: what left the vault as a file, when, for whom, and what became of it.

An entry is never changed and never taken away. What happens to a file later (it is handed over, withdrawn,
replaced) is an event that is added. An entry without an event that says otherwise counts as published: the
program may have stopped just after the file got its name.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from functools import cached_property
from hashlib import blake2b, sha256

from vp_desk.axes import PERIOD
from vp_desk.earlier import Earlier, KeptPublication, Told
from vp_desk.periods import OTHER_CALENDAR, ReportingCalendar, ReportingYear
from vp_desk.telling import JOINT

#: Letters of a reference: none that reads as a figure, and none that make a word.
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_LETTER_COUNT = 4

#: In the place of an edition: an interim signal, which has no tables.
SIGNAL = "signal"
#: Ending of a report and of a signal.
REPORT = ".pdf"
#: After the readers, in words: not the final one.
CONCEPT = " (concept)"


class EventKind(StrEnum):
    """What can happen to a release."""

    CONFIRMED = "confirmed"  # the file stands at its place
    FAILED = "failed"  # it never came there
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # by a later release, named in its text
    ANSWERED = "answered"  # of a number that the ledger does not know: what the adviser says of it


@dataclass(frozen=True, slots=True)
class ReleaseEvent:
    """Something that happened to a release."""

    kind: EventKind
    day: date
    #: To whom, why, by which; may be empty.
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file of a release."""

    name: str
    #: SHA-256 in hexadecimal.
    digest: str
    #: In bytes.
    size: int

    @classmethod
    def of(cls, name: str, content: bytes) -> "ReleasedFile":
        """Describe a file."""
        return cls(name, sha256(content).hexdigest(), len(content))


@dataclass(frozen=True)
class Publication:
    """A reporting year as it was protected at one moment, which releases refer to."""

    #: Random; the same in every copy of the vault.
    key: str
    kept: KeptPublication
    #: Number of the first month of the reporting year: 202501.
    begin: int
    #: The highest number of a case that was there; later cases are late ones (nagekomen).
    last_case: int


@dataclass(frozen=True)
class Release:
    """One export: a file, or a few that belong together."""

    #: Printed on it; consecutive.
    number: int
    day: date
    #: Ending of the file: `.pdf` is the report, others are tables.
    suffix: str
    #: Code and label of the reporting year; empty for a number that got lost.
    year: str
    year_label: str
    #: Codes of the editions, and whom they are for in words.
    editions: tuple[str, ...]
    readers: str
    #: Names of the tables that stand in it.
    tables: frozenset[str]
    #: Key of the publication; None for a number that got lost, and for an export of everything.
    publication: str | None
    #: Where the files were put.
    folder: str
    files: tuple[ReleasedFile, ...]
    events: tuple[ReleaseEvent, ...] = ()

    def _has(self, kind: EventKind) -> bool:
        return any(event.kind is kind for event in self.events)

    @property
    def pending(self) -> bool:
        """Whether nobody knows if the file came at its place."""
        return not self.lost and not (self._has(EventKind.CONFIRMED) or self._has(EventKind.FAILED))

    @property
    def counts(self) -> bool:
        """Whether readers are supposed to have it."""
        return not self._has(EventKind.FAILED)

    @property
    def lost(self) -> bool:
        """Whether only the number is known: an older copy of the vault was put back."""
        return self.publication is None and not self.files

    @property
    def signal(self) -> bool:
        """Whether it is an interim signal: words, and no table."""
        return self.editions == (SIGNAL,)

    @property
    def everything(self) -> bool:
        """Whether it is all that the vault holds, in the clear: for the adviser herself, and no report."""
        return self.publication is None and bool(self.files) and not self.signal

    @property
    def is_final_report(self) -> bool:
        """Whether readers are supposed to have the report of its year, and not as a concept."""
        is_report = self.suffix == REPORT and not self.signal and bool(self.year)
        return is_report and self.counts and not self.readers.endswith(CONCEPT)

    @property
    def last(self) -> ReleaseEvent | None:
        """The last thing that happened to it after it was written."""
        later = (EventKind.HANDED_OVER, EventKind.WITHDRAWN, EventKind.REPLACED)
        return next((event for event in reversed(self.events) if event.kind in later), None)


@dataclass(frozen=True)
class Ledger:
    """All releases of a vault and the publications they are from, oldest first."""

    releases: tuple[Release, ...] = ()
    publications: tuple[Publication, ...] = ()

    @property
    def last_number(self) -> int:
        """The highest number that was given out; 0 when there was none."""
        return self.releases[-1].number if self.releases else 0

    def given(self) -> tuple["Given", ...]:
        """The publications of which anything left the vault, in the order of their first release.

        By its day: what came from another copy of the vault has a higher number than it had there.
        """
        tables: dict[str, frozenset[str]] = {}
        begun: dict[str, date] = {}
        days: dict[str, date] = {}
        for release in self.releases:
            key = release.publication
            if key is not None and release.counts:
                tables[key] = tables.get(key, frozenset()) | release.tables
                begun[key] = min(release.day, begun.get(key, release.day))
                days[key] = max(release.day, days.get(key, release.day))
        by_key = {publication.key: publication for publication in self.publications}
        return tuple(
            Given(by_key[key], tables[key], days[key])
            for key in sorted(tables, key=begun.__getitem__)
        )

    def replaced_by(
        self, publication: Publication, editions: Collection[str]
    ) -> tuple[Release, ...]:
        """Releases that a new one replaces: of the same year, to no other readers, with other figures.

        Args:
            publication: what the new one tells.
            editions: codes of its editions.
        """
        now = publication.kept.figures
        same = (p for p in self.publications if p.begin == publication.begin)
        kept = {p.key: p.kept.figures for p in same if p.kept.year == publication.kept.year}
        over = {EventKind.WITHDRAWN, EventKind.REPLACED, EventKind.FAILED}
        return tuple(
            release
            for release in self.releases
            if (then := kept.get(release.publication or "")) is not None
            and not over & {event.kind for event in release.events}
            and {*release.editions} <= {*editions}
            and any(name in now and now[name].count != each.count for name, each in then.items())
        )

    def earlier(self, calendar: ReportingCalendar) -> Earlier:
        """What readers know by now, in the names that figures have in a calendar."""
        return Earlier(tuple(each.told_in(calendar) for each in self.given()))


@dataclass(frozen=True)
class Given:
    """A publication of which something left the vault."""

    publication: Publication
    #: Names of the tables that did.
    tables: frozenset[str]
    #: Of the last time.
    day: date

    @cached_property
    def told(self) -> Told:
        """Its figures as readers got them."""
        return Told(self.publication.kept, self.tables)

    def told_in(self, calendar: ReportingCalendar) -> Told:
        """The same, in the names that figures have in a calendar.

        When the organisation began its years in another month then, `2025` was another year: it gets a name
        of its own. A quarter that is one in both calendars is the same quarter.
        """
        first_month = self.publication.begin % 100
        if first_month == calendar.first_month:
            return self.told

        def period(code: str) -> str:
            if JOINT in code:
                return JOINT.join(map(period, code.split(JOINT)))
            number, _, quarter = code.partition(".")
            if quarter and (first_month - calendar.first_month) % 3 == 0:
                begin = ReportingYear(int(number), first_month).quarter_begin(int(quarter))
                return f"{calendar.year_of(begin).code}.{calendar.quarter_of(begin)}"
            return f"{number}{OTHER_CALENDAR}{first_month}" + (f".{quarter}" if quarter else "")

        def renamed(name: str) -> str:
            parts = (part.partition("=") for part in name.split("|"))
            return "|".join(
                f"{axis}{sign}{period(code) if axis == PERIOD else code}"
                for axis, sign, code in parts
            )

        kept = self.publication.kept
        return Told(
            replace(
                kept,
                figures={renamed(name): figure for name, figure in kept.figures.items()},
                tables={t: tuple(map(renamed, names)) for t, names in kept.tables.items()},
                ranges={renamed(name): bounds for name, bounds in kept.ranges.items()},
                relations=tuple(
                    tuple((renamed(name), factor) for name, factor in relation)
                    for relation in kept.relations
                ),
            ),
            self.tables,
        )


class Origin(Enum):
    """Where a file comes from, as far as the ledger can tell."""

    RELEASED = "released"  # byte for byte what was released
    CHANGED = "changed"  # it carries a number of this vault, and is not what was released then
    FORGOTTEN = "forgotten"  # it carries a number of this vault that the ledger does not know
    UNKNOWN = "unknown"  # nothing says that it is from this vault


@dataclass(frozen=True, slots=True)
class Identified:
    """What the ledger says of a file."""

    origin: Origin
    #: SHA-256 in hexadecimal.
    digest: str
    #: The release it is, or whose number it carries.
    release: Release | None = None
    #: The reference that it carries.
    reference: str = ""


def told_again(ledger: Ledger, publication: Publication, tables: Iterable[str]) -> Ledger:
    """The ledger as it would be with one more release, to see what its readers would know."""
    names = frozenset(tables)
    more = Release(
        ledger.last_number + 1,
        date.max,
        "",
        publication.kept.year,
        "",
        (),
        "",
        names,
        publication.key,
        "",
        (),
    )
    known = {each.key for each in ledger.publications}
    rest = () if publication.key in known else (publication,)
    return Ledger((*ledger.releases, more), (*ledger.publications, *rest))


def reference(secret: bytes, number: int) -> str:
    """What is printed on a release: `12-KXRT`.

    The letters follow from the number and the secret of the vault, so that a file says from which vault it
    is to that vault and to nobody else.
    """
    drawn = blake2b(
        f"{number}".encode(), key=secret, digest_size=8, person=b"vpdesk-release"
    ).digest()
    left, letters = int.from_bytes(drawn, "big"), ""
    for _ in range(_LETTER_COUNT):
        left, place = divmod(left, len(_LETTERS))
        letters += _LETTERS[place]
    return f"{number}-{letters}"
