"""A report as a tree of sections and blocks, before anyone decides how it looks.

The order of the model is the reading order. Every block knows its `role` for a structure tree, every
table has heads with a scope and a caption, every figure says in words what it shows: a writer can
make a tagged file of it without asking for more.

Charts are generic over what stands in a cell: the adviser's screen may draw exact figures, while a
`Document` takes released cells only, so that an exact count on paper is an error of type.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import ClassVar, Generic, TypeVar, cast

from vp_desk.released import ReleasedCell
from vp_desk.reporting.ratios import Blank, OwnWork, Ratio

# Generic classes have no slots: Python 3.11 cannot make `BarChart[int](...)` of a frozen one.
CellT_co = TypeVar("CellT_co", covariant=True)


class Role(Enum):
    """What a block is in a structure tree (the names of PDF/UA)."""

    PARAGRAPH = "P"
    LIST = "L"
    TABLE = "Table"
    FIGURE = "Figure"
    #: A group of short texts: key figures, a callout.
    GROUP = "Sect"


class Align(Enum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style. It is never markup."""

    text: str
    strong: bool = False
    emphasis: bool = False
    #: When it is not that of the document: `en`. A screen reader speaks it so.
    language: str = ""
    #: The text of a footnote on it; may be empty.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. A line break in it starts a new line of text."""

    runs: tuple[Run, ...]
    role: ClassVar = Role.PARAGRAPH

    @property
    def text(self) -> str:
        """The words without their style."""
        return "".join(run.text for run in self.runs)

    @property
    def language(self) -> str:
        """The one language of all its runs; empty = that of the document, or more than one."""
        (first, *others) = {run.language for run in self.runs} or {""}
        return "" if others else first


def paragraph(*pieces: str | Run) -> Paragraph:
    """A paragraph of plain text and runs: `paragraph("Er waren ", strong("12 zaken"), ".")`."""
    return Paragraph(tuple(Run(piece) if isinstance(piece, str) else piece for piece in pieces))


def strong(text: str) -> Run:
    """Text that stands out."""
    return Run(text, strong=True)


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points without an order."""

    items: tuple[Paragraph, ...]
    role: ClassVar = Role.LIST


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large number with what it counts."""

    cell: ReleasedCell | Ratio
    label: str
    #: A second, smaller line: a comparison or an explanation. May be empty.
    detail: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Two to four key figures next to each other."""

    figures: tuple[KeyFigure, ...]
    role: ClassVar = Role.GROUP


@dataclass(frozen=True, slots=True)
class Callout:
    """A remark that a reader must not miss."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    role: ClassVar = Role.GROUP


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column of figures."""

    text: str
    align: Align = Align.RIGHT


#: What may stand in a table: a figure that is told, what is made of such figures, a figure of the adviser's own
#: work, or nothing.
TableCell = ReleasedCell | Ratio | OwnWork | Blank


@dataclass(frozen=True, slots=True)
class Row:
    """The head of a row and its cells."""

    head: str
    cells: tuple[TableCell, ...]
    #: 0 = a row by itself, 1 = a part of the row above it.
    indent: int = 0
    #: A total: drawn heavier.
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column holds the heads of the rows."""

    caption: str
    #: Above the heads of the rows.
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    #: Under the table, one paragraph each: remarks and sources.
    notes: tuple[str, ...] = ()
    #: What the signs in the cells mean.
    legend: tuple[str, ...] = ()
    #: A heat map: the higher a figure that is told, the darker its cell. The figure itself says the same.
    shaded: bool = False
    role: ClassVar = Role.TABLE

    def __post_init__(self) -> None:
        """Refuse rows that do not fit their columns; a fault of ours."""
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(self.caption)


@dataclass(frozen=True)
class Bar(Generic[CellT_co]):
    """One bar or column with its label."""

    label: str
    cell: CellT_co
    #: Drawn in a second colour and heavier text: the reporting year among other years.
    accent: bool = False


@dataclass(frozen=True)
class BarChart(Generic[CellT_co]):
    """Lying bars, one per category."""

    #: What is counted: `zaken`.
    measure: str
    bars: tuple[Bar[CellT_co], ...]


@dataclass(frozen=True)
class ColumnChart(Generic[CellT_co]):
    """Standing columns in the order of time, such as quarters."""

    measure: str
    columns: tuple[Bar[CellT_co], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A point in time across which figures cannot be compared."""

    #: Index of the first period after it.
    before: int
    reason: str


@dataclass(frozen=True)
class Series(Generic[CellT_co]):
    """One line: a figure per period, in the order of the periods."""

    label: str
    cells: tuple[CellT_co, ...]
    #: Indexes of periods of which not everything is known.
    incomplete: frozenset[int] = frozenset()
    #: Breaks of this line only: indexes of the first period after each.
    breaks: frozenset[int] = frozenset()
    #: Per period between which bounds chance may well have moved the figure; none at all = not drawn.
    ranges: tuple[tuple[float, float] | None, ...] = ()


@dataclass(frozen=True)
class LineChart(Generic[CellT_co]):
    """Lines over several years, drawn apart on both sides of a break."""

    measure: str
    periods: tuple[str, ...]
    series: tuple[Series[CellT_co], ...]
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        """Refuse series that do not fit the periods; a fault of ours."""
        if any(len(series.cells) != len(self.periods) for series in self.series):
            raise ValueError(self.measure)


@dataclass(frozen=True)
class PanelChart(Generic[CellT_co]):
    """The series of a line chart each in a small panel with a scale of its own."""

    chart: LineChart[CellT_co]


@dataclass(frozen=True)
class YearRow(Generic[CellT_co]):
    """One category with a figure per year."""

    label: str
    #: One per period of the chart.
    cells: tuple[CellT_co, ...]
    #: 1 = a part of the row above it.
    indent: int = 0


@dataclass(frozen=True)
class YearBars(Generic[CellT_co]):
    """Lying bars of one year, with the figures of the years before it beside them."""

    measure: str
    #: Oldest first; the last one is the year of the bars.
    periods: tuple[str, ...]
    rows: tuple[YearRow[CellT_co], ...]

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the periods; a fault of ours."""
        if any(len(row.cells) != len(self.periods) for row in self.rows):
            raise ValueError(self.measure)


@dataclass(frozen=True)
class Stack(Generic[CellT_co]):
    """One standing column of a few parts, with their sum."""

    label: str
    #: From the bottom up; one per part of the chart.
    cells: tuple[CellT_co, ...]
    total: CellT_co


@dataclass(frozen=True)
class StackChart(Generic[CellT_co]):
    """Standing columns in the order of time, each made of the same two parts."""

    #: What the axis tells: `uren`.
    measure: str
    #: From the bottom up.
    parts: tuple[str, str]
    columns: tuple[Stack[CellT_co], ...]
    #: So many of what is counted make one of the measure: four quarters an hour.
    per: int = 1
    #: A level to compare with, in the measure, and its words.
    level: float | None = None
    level_label: str = ""


ChartSpec = (
    BarChart[CellT_co]
    | ColumnChart[CellT_co]
    | LineChart[CellT_co]
    | PanelChart[CellT_co]
    | YearBars[CellT_co]
    | StackChart[CellT_co]
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart on paper. The same figures stand in a table close by."""

    caption: str
    chart: ChartSpec[ReleasedCell]
    #: What the chart says, in words; for who does not see it.
    alternative: str
    #: Caption of the table with the same figures.
    table: str
    note: str = ""
    role: ClassVar = Role.FIGURE

    def __post_init__(self) -> None:
        """Refuse a figure without words; a fault of ours."""
        if not self.alternative.strip():
            raise ValueError(self.caption)


Block = Paragraph | BulletList | KeyFigures | Callout | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. Level 1 is a chapter."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    sections: "tuple[Section, ...]" = ()
    #: Printed before the title: `3`, `3.1`. May be empty.
    number: str = ""

    def __post_init__(self) -> None:
        """Refuse a heading that skips a level; a fault of ours."""
        if any(section.level != self.level + 1 for section in self.sections):
            raise ValueError(self.title)

    @property
    def heading(self) -> str:
        """Number and title: `3.1 Nieuwe zaken`."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True)
class Document:
    """A whole report."""

    title: str
    subtitle: str
    organisation: str
    #: In words: `januari tot en met december 2025`.
    period: str
    #: Whom it is for: `Editie voor het bevoegd gezag`.
    edition: str
    #: Printed on it and used as the date of the file; no clock is asked.
    date: date
    sections: tuple[Section, ...]
    author: str = ""
    #: By which the vault knows this file, and the file that it replaces; may be empty.
    reference: str = ""
    replaces: str = ""
    language: str = "nl-NL"
    #: Not released yet: every page says so.
    concept: bool = False
    #: Of the organisation, for the cover: a PNG as `vp_desk.logo` makes it; None = there is none.
    logo: bytes | None = field(default=None, repr=False)
    #: What the logo says to who does not see it.
    logo_words: str = ""
    #: A page or two: neither cover nor contents, and these facts under its title (head and text of each).
    letter: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> object:
        """Lists, dicts and texts, to keep as an expected document and compare."""
        return _plain(self)


def numbered(sections: Iterable[Section], prefix: str = "") -> tuple[Section, ...]:
    """The sections with consecutive numbers, `1`, `1.1`, to any depth of two."""
    found: list[Section] = []
    for index, section in enumerate(sections, start=1):
        number = f"{prefix}{index}"
        parts = numbered(section.sections, f"{number}.")
        found.append(Section(section.title, section.level, section.blocks, parts, number))
    return tuple(found)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        told = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {"kind": type(value).__name__, **told}
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[int]", value))
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
