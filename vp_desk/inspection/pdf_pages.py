"""The pages of a report: captions say which table follows, headings end it, the rest is running text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vp_desk.axes import PERIOD
from vp_desk.inspection.judging import Judge
from vp_desk.inspection.knowledge import Bounds, Knowledge, bounds_of
from vp_desk.inspection.model import Finding, unreadable
from vp_desk.inspection.pdf_charts import PdfChart
from vp_desk.inspection.pdf_content import Block
from vp_desk.inspection.pdf_file import PdfFile
from vp_desk.inspection.pdf_tables import PdfTable
from vp_desk.inspection.pdf_work import CAPTIONS, WorkTable, knowledge_of_work
from vp_desk.inspection.prose import Prose, Segment
from vp_desk.inspection.words import ELLIPSIS, flattened
from vp_desk.own_text import phrases_of
from vp_desk.released import ReleasedTable

_CAPTION = re.compile(r"(Tabel|Figuur) \d{1,2}( \(vervolg\))?\s+(.+)", re.DOTALL)
_PAGE = re.compile(r"Pagina (\d+) van (\d+)")
#: Captions that are not the label of a table → names of the tables under them.
_CAPTIONS = {
    "Zaken en gesprekken per kwartaal": (
        "cases_by_quarter",
        "contacts_by_quarter",
        "carried_cases",
    ),
    "Nieuwe zaken naar hoofdtype": ("types",),
    "Nieuwe zaken naar hoofdtype, meerdere jaren": ("trend", "linked_cases"),
}
#: Captions of figures that are made of a table with another name.
_OTHER_TITLES = ("Alle zaken per jaar", "Per type: aantal zaken per jaar", *CAPTIONS)
#: Chapters of every report: a heading, even where a category is called the same.
_CHAPTERS = frozenset(
    map(
        flattened,
        (
            "Leeswijzer",
            "Samenvatting",
            "Cijfers",
            "Zaken en gesprekken",
            "Gekozen route",
            "Organisatieonderdeel",
            "Wie en waar",
            "Meerjarentrend",
        ),
    )
)
#: Base lines of one line differ by no more than this.
_LINE = 0.7


@dataclass(frozen=True, slots=True)
class _Caption:
    kind: str
    goes_on: bool
    text: str
    tables: tuple[ReleasedTable, ...]


class Pages:
    """Judges a whole PDF."""

    def __init__(self, file: PdfFile, knowledge: Knowledge, prose: Prose) -> None:
        self._file = file
        self._known = knowledge
        self._prose = prose
        self._judge = Judge(knowledge, prose)
        self._headings = dict(_headings(file.outline, knowledge))
        self._text: list[Segment] = []
        self._caption: _Caption | None = None
        self._table: PdfTable | WorkTable | None = None
        self._own = [
            flattened(p) for _, t in knowledge.allowed.facts.own_texts for p in phrases_of(t)
        ]
        self._titles = frozenset(map(flattened, (*_CAPTIONS, *_OTHER_TITLES, *_titles(knowledge))))
        self._seen: set[str] = set()

    @property
    def told(self) -> dict[str, Bounds]:
        """What the pages tell: what was read, and all that their tables may tell."""
        found = dict(self._judge.told)
        for figure in self._known.figures.values():
            if figure.table.name in self._seen and (bounds := bounds_of(figure.cell)):
                found.setdefault(figure.id, bounds)
        return found

    def findings(self) -> Iterator[Finding]:
        """Everything that may not stand in it."""
        yield from (unreadable(what) for what in dict.fromkeys(self._file.unread))
        for said in self._file.said:
            text = self._headings.get(flattened(said.text), said.text)
            yield from self._prose.check(text, said.where, owned_only=said.technical)
        edge = [block for block in self._file.blocks if self._is_edge(block)]
        for block in edge:
            yield from self._edge(block)
        flow = [block for block in self._file.blocks if not self._is_edge(block)]
        at = 0
        while at < len(flow):
            taken, findings = self._next(flow, at)
            yield from findings
            at += taken
        yield from self._end_text()
        yield from self._end_table()

    @staticmethod
    def _is_edge(block: Block) -> bool:
        """Running heads and feet are drawn in the room of the page itself."""
        return block.frame == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def _edge(self, block: Block) -> Iterator[Finding]:
        page = _PAGE.fullmatch(block.text)
        if page and (int(page[1]), int(page[2])) == (block.page, self._file.pages):
            return
        yield from self._prose.check(self._without_number(block.text), _where(block))

    def _next(self, flow: Sequence[Block], at: int) -> tuple[int, list[Finding]]:
        """Judge what begins at a place; returns how many blocks it was, and what was found."""
        block = flow[at]
        line = _line_from(flow, at)
        if caption := self._caption_of(flow, at):
            return 1, [*self._end_text(), *self._begin(caption, block)]
        if self._is_contents(line):
            self._text.append(Segment(self._without_number(block.text), _where(block)))
            return len(line), []
        if flattened(block.text) in self._headings or self._is_cut_heading(block.text):
            found = [*self._end_text(), *self._end_table()]
            self._caption = None
            self._text.append(Segment(self._without_number(block.text), _where(block)))
            return 1, found
        if self._table is not None and len(line) > 1:
            return len(line), [*self._end_text(), *self._table.line(line)]
        drawing = _drawing_from(flow, at)
        if self._caption is not None and self._caption.kind == "Figuur" and len(drawing) > 1:
            chart = PdfChart(self._caption.tables, self._known, self._judge, self._prose)
            return len(drawing), [*self._end_text(), *chart.drawing(drawing)]
        self._text.append(Segment(block.text, _where(block)))
        return 1, []

    def _end_text(self) -> Iterator[Finding]:
        tables = self._caption.tables if self._caption else None
        segments, self._text = self._text, []
        yield from self._prose.check_all(segments, tables)

    def _end_table(self) -> Iterator[Finding]:
        if self._table is not None:
            yield from self._table.end()
        self._table = None

    def _begin(self, caption: _Caption, block: Block) -> Iterator[Finding]:
        self._seen |= {table.name for table in caption.tables}
        if caption.goes_on and self._table is not None:
            self._table.restart()
            return
        self._caption = caption
        yield from self._end_table()
        work = knowledge_of_work(caption.text, self._known.allowed.facts)
        if caption.kind == "Tabel" and work is not None:
            self._table = WorkTable(work, self._prose)
        elif caption.kind == "Tabel":
            self._table = PdfTable(caption.tables, self._known, self._judge, self._prose)
        yield from self._prose.check(caption.text, _where(block))

    def _caption_of(self, flow: Sequence[Block], at: int) -> _Caption | None:
        found = _CAPTION.fullmatch(flow[at].text)
        if found is None or self._is_own(flow, at, found[3]):
            return None
        tables = tuple(self._tables_of(found[3]))
        return _Caption(found[1], bool(found[2]), found[3], tables)

    def _is_own(self, flow: Sequence[Block], at: int, title: str) -> bool:
        """Whether a block is a paragraph of the adviser, or the begin of one that goes on after it."""
        flat = flattened(flow[at].text)
        if flat in self._own:
            return flattened(title) not in self._titles
        follows = flattened(flow[at + 1].text) if at + 1 < len(flow) else ""
        return bool(follows) and any(own.startswith(flat + follows) for own in self._own)

    def _tables_of(self, text: str) -> list[ReleasedTable]:
        """The tables that a caption names; all of them when it names none."""
        tables = self._known.tables
        flat = flattened(text)
        for caption, names in _CAPTIONS.items():
            if flat == flattened(caption):
                return [tables[name] for name in names if name in tables]
        named = [t for t in tables.values() if flat.startswith(flattened(t.label))]
        if named:
            return [max(named, key=lambda table: len(table.label))]
        if "per jaar" in text:
            return [t for t in tables.values() if _has_years(t)]
        return list(tables.values())

    def _is_contents(self, line: Sequence[Block]) -> bool:
        """A line of the table of contents: a heading and its page."""
        if len(line) != 2 or flattened(line[0].text) not in self._headings:
            return False
        return line[1].text.isdigit() and int(line[1].text) <= self._file.pages

    def _is_cut_heading(self, text: str) -> bool:
        flat = flattened(text)
        cut = [known[:-1] for known in self._headings if known.endswith(ELLIPSIS)]
        return any(flat.startswith(begin) for begin in cut)

    def _without_number(self, text: str) -> str:
        flat = flattened(text)
        if flat in self._headings:
            return self._headings[flat]
        if flat.endswith(ELLIPSIS):
            for known, rest in self._headings.items():
                if known.startswith(flat[:-1]):
                    return rest
        if self._is_cut_heading(text):
            return text.partition(" ")[2]
        return text


def _headings(outline: Sequence[tuple[int, str]], known: Knowledge) -> Iterator[tuple[str, str]]:
    """Flat heading → its words without the number, for headings that are numbered as they should be.

    A heading that is nothing but the label of a category is none: `3 Lekken` tells a figure.
    """
    counts: list[int] = []
    for depth, title in outline:
        counts = [*counts[:depth], *[0] * (depth - len(counts))]
        counts[-1] += 1
        number, _, words = title.partition(" ")
        right = number == ".".join(map(str, counts))
        labelled = any(axis != PERIOD for axis, _ in known.lexicon.called(words))
        if right and words and (not labelled or flattened(words) in _CHAPTERS):
            yield flattened(title), words


def _titles(known: Knowledge) -> Iterator[str]:
    for table in known.tables.values():
        yield table.label
        yield f"{table.label}: aantal {table.measure}"


def _has_years(table: ReleasedTable) -> bool:
    return sum(node.depth == 1 for node in table.axis(PERIOD).nodes) > 1


def _line_from(flow: Sequence[Block], at: int) -> Sequence[Block]:
    """Blocks that stand beside each other, each in room of its own, from left to right."""
    line = [flow[at]]
    for block in flow[at + 1 :]:
        before = line[-1]
        beside = (
            block.page == before.page
            and block.frame[4] > before.frame[4]
            and block.frame[:4] == before.frame[:4]
            and (abs(block.first - line[0].first) < _LINE or abs(block.last - line[0].last) < _LINE)
        )
        if not beside:
            break
        line.append(block)
    return line


def _drawing_from(flow: Sequence[Block], at: int) -> Sequence[Block]:
    """Blocks in one room: the words of a drawing."""
    first = flow[at]
    end = at + 1
    while end < len(flow) and (flow[end].frame, flow[end].page) == (first.frame, first.page):
        end += 1
    return flow[at:end]


def _where(block: Block) -> str:
    return f"bladzijde {block.page}"
