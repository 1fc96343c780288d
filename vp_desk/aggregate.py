"""Exact crosstabs: how many cases, contacts or mentions stand in each cell.

An exact table never leaves the adviser's screen. Only `disclosure.release` makes of it what may.

Counting a hundred thousand cases is the work of the database. It answers one question, `Fetch`: the
counts with every axis cut to a given depth. Everything else (totals, empty cells, equations) is done
here, once, for the database and for records in memory alike.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from itertools import product
from typing import NamedTuple

from vp_desk.axes import PERIOD, TOTAL, Axis, Node, TableNote, cell_id
from vp_desk.chapters import CHAPTERS, Chapter, chapters_in_order
from vp_desk.dutch import NOT_REGISTERED
from vp_desk.fields import Kind, case_field, codes_of, personal_traits
from vp_desk.periods import Month, ReportingCalendar, ReportingYear
from vp_desk.records import Case, Contact
from vp_desk.resources import toml_resource
from vp_desk.taxonomy import UNKNOWN, CodeList, Lists, truncated


class Measure(StrEnum):
    """What is counted (teleenheid). Every figure names its measure."""

    #: Cases by the reporting year of their first contact.
    CASES = "cases"
    #: Cases from before the year with a contact in it (doorloop).
    CARRIED = "carried"
    #: Conversations, by their own date.
    CONTACTS = "contacts"
    #: Values of a field that may have several: a case with three types gives three.
    MENTIONS = "mentions"
    #: The same without the first value of each case.
    SIDE_MENTIONS = "side_mentions"
    #: Cases linked as one matter count once.
    MATTERS = "matters"
    #: Cases less matters: how many cases of the year are about the same matter as another one of that year.
    LINKED = "linked"
    #: Time spent in contacts, in quarters of an hour.
    QUARTERS = "quarters"
    #: Cases that were recorded after the report of their year (nagekomen).
    LATE = "late"

    @property
    def label(self) -> str:
        """The Dutch noun, in the plural."""
        return _MEASURE_LABELS[self]

    @property
    def by_contact(self) -> bool:
        """Counted by the date of the contact, not by the month of the case."""
        return self in (Measure.CARRIED, Measure.CONTACTS, Measure.QUARTERS)

    @property
    def adds_up(self) -> bool:
        """Whether the parts of a row add up to the row."""
        return self not in (Measure.MATTERS, Measure.LINKED)

    @property
    def cases_add_up(self) -> bool:
        """Whether the cases under the parts of a row add up to those under the row."""
        return self is Measure.CASES


_MEASURE_LABELS = {
    Measure.CASES: "zaken",
    Measure.CARRIED: "doorlopende zaken",
    Measure.CONTACTS: "gesprekken",
    Measure.MENTIONS: "vermeldingen",
    Measure.SIDE_MENTIONS: "vermeldingen naast de eerste",
    Measure.MATTERS: "kwesties",
    Measure.LINKED: "zaken over dezelfde kwestie",
    Measure.QUARTERS: "kwartieren",
    Measure.LATE: "nagekomen zaken",
}

#: Axes that are attributes of a contact: name of the axis → attribute.
CONTACT_AXES: Mapping[str, str] = {
    "contact_kind": "kind",
    "channel": "channel",
    "initiative": "initiative",
}


class Count(NamedTuple):
    """One exact figure."""

    #: In the measure of the table.
    value: int
    #: The number of different cases under it: a figure is small when these are few.
    cases: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure that was published before: known to everyone, shown as it was printed."""

    #: As printed: `12`, `<5`, `ca. 1000`.
    text: str
    #: What it says; None = no upper bound known.
    low: int
    high: int | None


#: Coordinates of a cell: one code per axis of its table, in the order of the axes.
Key = tuple[str, ...]


@dataclass(frozen=True)
class CrosstabSpec:
    """A question: count what, along which axes, over which years."""

    name: str
    label: str
    measure: Measure
    #: Axis → depth of its tree. One of them is `PERIOD` (1 = years, 2 = quarters).
    axes: Mapping[str, int]
    years: tuple[ReportingYear, ...]
    #: Cases with these statuses do not count.
    without_status: frozenset[str] = frozenset()
    #: False: not printed, but derivable from what is.
    printed: bool = True

    def __post_init__(self) -> None:
        """Refuse a table that may not exist; a fault of ours, not of the adviser."""
        if PERIOD not in self.axes:
            raise ValueError(self.name)
        if len(personal_traits() & self.axes.keys()) > 1:
            raise ValueError(f"{self.name}: two personal traits crossed")

    @property
    def mention_field(self) -> str | None:
        """The field whose several values are counted, for a measure of mentions."""
        if self.measure not in (Measure.MENTIONS, Measure.SIDE_MENTIONS):
            return None
        for key in self.axes:
            if key not in (PERIOD, *CONTACT_AXES) and case_field(key).kind is Kind.CODES:
                return key
        raise ValueError(self.name)

    @property
    def id_measure(self) -> str:
        """The measure as it stands in the id of a cell: `mentions:route`, `cases`."""
        mention = self.mention_field
        return f"{self.measure}:{mention}" if mention else str(self.measure)


#: How the database or the records answer: given a depth per axis (0 = the axis is added up), the counts
#: that are not zero, keyed by codes cut to that depth (`TOTAL` at depth 0, `UNKNOWN` when not registered).
Fetch = Callable[[CrosstabSpec, Sequence[int]], Mapping[Key, Count]]


@dataclass(frozen=True)
class CountTable:
    """An exact crosstab. A key that is missing from `cells` is a gap: not registered, not zero."""

    spec: CrosstabSpec
    axes: tuple[Axis, ...]
    cells: Mapping[Key, Count | Printed]
    #: Figures that contradict their parts: shown, but left out of the equations.
    contradictions: frozenset[Key] = frozenset()
    notes: tuple[TableNote, ...] = ()
    #: Sums that the axes do not tell: of a year that has other rows than the rest.
    other_sums: tuple[tuple[Key, tuple[Key, ...]], ...] = ()
    #: Names of cells that were asked for: the ladder asks for each of them some hundred times.
    _ids: dict[Key, str] = field(
        default_factory=dict[Key, str], init=False, repr=False, compare=False
    )

    def place_of(self, axis: str) -> int:
        """Where an axis stands in the coordinates of a cell."""
        return next(number for number, each in enumerate(self.axes) if each.key == axis)

    def id_of(self, key: Key) -> str:
        """The name of a cell, the same in every table."""
        name = self._ids.get(key)
        if name is None:
            keys = (axis.key for axis in self.axes)
            name = cell_id(self.spec.id_measure, dict(zip(keys, key, strict=True)))
            self._ids[key] = name
        return name

    def equations(self) -> Iterator[tuple[Key, tuple[Key, ...]]]:
        """Every figure that is the sum of others, with those others."""
        if not self.spec.measure.adds_up:
            return
        yield from self.other_sums
        for place, axis in enumerate(self.axes):
            for whole, parts in axis.parts.items():
                others = (a.by_code if a is not axis else {whole: None} for a in self.axes)
                for key in product(*others):
                    family = tuple((*key[:place], part, *key[place + 1 :]) for part in parts)
                    complete = key in self.cells and all(part in self.cells for part in family)
                    if complete and not self.contradictions.intersection((key, *family)):
                        yield key, family


def tabulate(spec: CrosstabSpec, lists: Lists, fetch: Fetch) -> CountTable:
    """Answer a question: every cell of the table, with zeros, parts and totals.

    Args:
        spec: the question.
        lists: give the nodes of each axis.
        fetch: counts in a database or in memory.
    """
    axes = tuple(axis_of(spec, key, depth, lists) for key, depth in spec.axes.items())
    deepest = [spec.axes[axis.key] for axis in axes]
    empty = Count(0, 0)
    cells: dict[Key, Count] = dict.fromkeys(product(*(tuple(axis.by_code) for axis in axes)), empty)
    for depths in _levels(axes):
        if list(depths) != deepest and spec.measure.cases_add_up:
            continue
        for codes, count in fetch(spec, depths).items():
            key = tuple(map(_node_at, axes, codes, depths))
            if key not in cells:
                raise KeyError(spec.name)
            cells[key] = count
    if spec.measure.cases_add_up:
        _add_up(cells, axes)
    return CountTable(spec, axes, cells)


def _levels(axes: Sequence[Axis]) -> Iterator[tuple[int, ...]]:
    """Every combination of depths at which an axis has nodes."""
    yield from product(*(sorted({node.depth for node in axis.nodes}) for axis in axes))


def _node_at(axis: Axis, code: str, depth: int) -> str:
    """The node for a code at a depth: what names only a category goes to its part "not specified"."""
    if code in axis.parts and axis.by_code[code].depth < depth:
        return f"{code}.{UNKNOWN}"
    return code


def _add_up(cells: dict[Key, Count], axes: Sequence[Axis]) -> None:
    """Fill wholes from their parts, deepest first, one axis after the other."""
    for place, axis in enumerate(axes):
        for whole in sorted(axis.parts, key=lambda code: -axis.by_code[code].depth):
            others = (a.by_code if a is not axis else {whole: None} for a in axes)
            for key in product(*others):
                family = [
                    cells[(*key[:place], part, *key[place + 1 :])] for part in axis.parts[whole]
                ]
                cells[key] = Count(sum(c.value for c in family), sum(c.cases for c in family))


def axis_of(spec: CrosstabSpec, key: str, depth: int, lists: Lists) -> Axis:
    """The nodes of one axis of a table."""
    if key == PERIOD:
        return _period_axis(spec.years, depth)
    return code_axis(key, lists[list_of(key)], depth)


def list_of(axis: str) -> str:
    """The name of the code list whose entries are the nodes of an axis."""
    values = axis if axis in CONTACT_AXES else case_field(axis).values
    if values is None:
        raise ValueError(axis)
    return values


def _period_axis(years: Iterable[ReportingYear], depth: int) -> Axis:
    nodes: list[Node] = []
    for year in years:
        nodes.append(Node(year.code, year.label, year.label, None, 1))
        if depth > 1:
            nodes += [
                Node(f"{year.code}.{n}", f"{n}e kwartaal {year.label}", f"K{n}", year.code, 2)
                for n in range(1, 5)
            ]
    return Axis(PERIOD, "Periode", tuple(nodes))


def code_axis(key: str, codes: CodeList, depth: int) -> Axis:
    """The nodes of a code list to a depth, with the total first and "not registered" last.

    A category with parts gets a part of its own for records that name only the category, so that
    parts add up to their whole: `conduct.-`, "niet nader aangeduid".
    """
    nodes = [Node(TOTAL, "Totaal", "Totaal", None, 0)]
    for entry in codes:
        if entry.depth > depth:
            continue
        nodes.append(Node(entry.code, entry.label, entry.short, entry.parent or TOTAL, entry.depth))
    if depth > 1:
        for entry in codes:
            if entry.depth < depth and codes.parts(entry.code):
                last = max(
                    i for i, n in enumerate(nodes) if (n.code + ".").startswith(entry.code + ".")
                )
                rest = f"{entry.code}.{UNKNOWN}"
                label = "Niet nader aangeduid"
                nodes.insert(last + 1, Node(rest, label, label, entry.code, entry.depth + 1))
    nodes.append(Node(UNKNOWN, NOT_REGISTERED, NOT_REGISTERED, TOTAL, 1))
    return Axis(key, codes.label, tuple(nodes))


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its contacts."""

    case: Case
    contacts: tuple[Contact, ...] = ()


def fetch_from(files: Sequence[CaseFile], calendar: ReportingCalendar) -> Fetch:
    """Count records in memory: the meaning of every measure, against which the database is tested."""

    def fetch(spec: CrosstabSpec, depths: Sequence[int]) -> Mapping[Key, Count]:
        values: dict[Key, int] = {}
        under: dict[Key, set[str]] = {}
        matters: dict[Key, set[str]] = {}
        for key, amount, case in _events(spec, depths, files, calendar):
            values[key] = values.get(key, 0) + amount
            under.setdefault(key, set()).add(case.code)
            matters.setdefault(key, set()).add(case.matter or case.code)
        if spec.measure is Measure.CARRIED:
            values = {key: len(codes) for key, codes in under.items()}
        if spec.measure is Measure.MATTERS:
            values = {key: len(codes) for key, codes in matters.items()}
        if spec.measure is Measure.LINKED:
            linked = {key: len(codes) - len(matters[key]) for key, codes in under.items()}
            return {key: Count(number, number) for key, number in linked.items() if number}
        return {key: Count(values[key], len(under[key])) for key in under}

    return fetch


def _events(
    spec: CrosstabSpec,
    depths: Sequence[int],
    files: Iterable[CaseFile],
    calendar: ReportingCalendar,
) -> Iterator[tuple[Key, int, Case]]:
    """Everything that counts: its cell, by how much, and the case it belongs to."""
    wanted = frozenset(spec.years)
    mention = spec.mention_field
    for file in files:
        case = file.case
        if case.status in spec.without_status:
            continue
        contacts = file.contacts if spec.measure.by_contact else (None,)
        mentions: tuple[str | None, ...] = (None,)
        if mention is not None:
            mentions = codes_of(case, case_field(mention))
            mentions = (
                mentions[1:] if spec.measure is Measure.SIDE_MENTIONS else mentions or (UNKNOWN,)
            )
        for contact, value in product(contacts, mentions):
            month = case.month if contact is None else Month.of(contact.held_on)
            year = calendar.year_of(month)
            if year not in wanted or (spec.measure is Measure.CARRIED and case.month >= year.begin):
                continue
            amount = 1
            if spec.measure is Measure.QUARTERS and contact is not None:
                amount = (
                    contact.talk_quarters + contact.preparation_quarters + contact.travel_quarters
                )
            period = f"{year.code}.{calendar.quarter_of(month)}"
            codes = (
                period
                if axis == PERIOD
                else value
                if axis == mention
                else _code(axis, case, contact)
                for axis in spec.axes
            )
            yield tuple(map(_cut, codes, depths)), amount, case


def _code(axis: str, case: Case, contact: Contact | None) -> str:
    """The code of a case, or of its contact, along an axis; the main one where there are several."""
    if axis in CONTACT_AXES:
        return (contact and getattr(contact, CONTACT_AXES[axis])) or UNKNOWN
    codes = codes_of(case, case_field(axis))
    return codes[0] if codes else UNKNOWN


def _cut(code: str | None, depth: int) -> str:
    return truncated(code or UNKNOWN, depth) if depth else TOTAL


@dataclass(frozen=True, slots=True)
class Edition:
    """Which tables one kind of reader gets."""

    code: str
    label: str
    tables: tuple[str, ...]
    #: Its readers stand close to the people concerned: what the tables tell of a whole group is asked first.
    close: bool = False
    #: The chapters of its report, in order. Of a chapter that it does not hold, it holds no table either.
    chapters: tuple[Chapter, ...] = CHAPTERS

    def with_chapters(
        self, chapters: Iterable[str], chapter_of: Mapping[str, Chapter]
    ) -> "Edition":
        """The same with other chapters, and without the tables of those that it does not hold.

        Args:
            chapters: codes.
            chapter_of: name of a table → the chapter that it stands in.
        """
        held = chapters_in_order(chapters)
        tables = tuple(name for name in self.tables if chapter_of[name] in held)
        return replace(self, tables=tables, chapters=held)


@dataclass(frozen=True)
class Plan:
    """The tables and editions of a publication, as `resources/publication.toml` describes them."""

    tables: tuple[Mapping[str, object], ...]
    editions: tuple[Edition, ...]

    @property
    def printed(self) -> Mapping[str, str]:
        """Name of each table that may be printed → its label, in order."""
        return {
            str(table["name"]): str(table["label"])
            for table in self.tables
            if table.get("printed", True)
        }

    @property
    def chapter_of(self) -> Mapping[str, Chapter]:
        """Name of each table that may be printed → the chapter that it stands in."""
        return {
            str(table["name"]): Chapter(str(table["chapter"]))
            for table in self.tables
            if table.get("printed", True)
        }

    def specs(
        self, years: Sequence[ReportingYear], without_status: frozenset[str] = frozenset()
    ) -> tuple[CrosstabSpec, ...]:
        """The questions for one publication that counting can answer.

        Args:
            years: the years of the trend, oldest first; the last is the reporting year.
            without_status: statuses that the organisation does not count.
        """
        return tuple(
            _spec(table, years if table.get("span") == "trend" else years[-1:], without_status)
            for table in self.tables
            if table.get("span") != "earlier"
        )

    def late_cases(
        self, years: Sequence[ReportingYear], without_status: frozenset[str] = frozenset()
    ) -> CrosstabSpec:
        """The question about cases that came after the report of their year: it rests on the ledger.

        Args:
            years: years that were told before, oldest first.
            without_status: statuses that the organisation does not count.
        """
        table = next(table for table in self.tables if table.get("span") == "earlier")
        return _spec(table, years, without_status)


def _spec(
    table: Mapping[str, object], years: Sequence[ReportingYear], without_status: frozenset[str]
) -> CrosstabSpec:
    return CrosstabSpec(
        name=str(table["name"]),
        label=str(table["label"]),
        measure=Measure(str(table["measure"])),
        axes={str(key): int(depth) for key, depth in _items(table["axes"])},
        years=tuple(years),
        without_status=without_status,
        printed=bool(table.get("printed", True)),
    )


def _items(value: object) -> Iterator[tuple[object, int]]:
    if isinstance(value, Mapping):
        yield from value.items()


@cache
def publication_plan() -> Plan:
    """The plan that ships with the program."""
    data = toml_resource("publication.toml")
    editions = (
        Edition(
            e["code"],
            e["label"],
            tuple(e["tables"]),
            bool(e.get("close", False)),
            chapters_in_order(e["chapters"]),
        )
        for e in data["edition"]
    )
    return Plan(tuple(data["table"]), tuple(editions))
