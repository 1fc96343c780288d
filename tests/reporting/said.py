"""What a report must say, in the order in which it must be heard: the words of a `Document`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vp_desk.reporting.document import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    KeyFigures,
    Paragraph,
    Run,
    Section,
    Table,
)
from vp_desk.reporting.pdf_style import has_glyph, short
from vp_desk.reporting.text import printable
from vp_desk.reporting.told import HIDDEN_SIGN, HIDDEN_WORDS, day_text, text_of

BlockT = TypeVar("BlockT", bound=Block)
_BULLET = "•"
_LONGEST_HEADING = 1000


@dataclass(frozen=True)
class Said:
    """One block of words, and the role it must have."""

    role: str
    words: str


def words_of(text: str) -> str:
    """A text as it is printed, on one line."""
    return " ".join(printable(text, has_glyph).split())


def sections_of(document: Document) -> Iterator[Section]:
    """Every section, in reading order."""

    def walk(section: Section) -> Iterator[Section]:
        yield section
        for part in section.sections:
            yield from walk(part)

    for section in document.sections:
        yield from walk(section)


def blocks_of(document: Document, kind: type[BlockT]) -> list[BlockT]:
    """Every block of a kind, in reading order."""
    return [b for s in sections_of(document) for b in s.blocks if isinstance(b, kind)]


def heading_of(section: Section) -> str:
    """A heading as it is printed."""
    return short(section.heading, _LONGEST_HEADING)


def level_of(section: Section) -> int:
    """Deeper levels than three look alike."""
    return min(section.level, 3)


def numbered(captions: Sequence[str]) -> dict[str, int]:
    """The number of each table or figure."""
    return {caption: n for n, caption in enumerate(dict.fromkeys(captions), start=1)}


def said_by(document: Document, page_of: dict[str, int]) -> list[Said]:
    """Everything, in reading order.

    Args:
        document: the report.
        page_of: on which page each heading of the contents stands.
    """
    return [each for each in _Saying(document, page_of).everything() if each.words]


class _Saying:
    def __init__(self, document: Document, page_of: dict[str, int]) -> None:
        self._document, self._page_of = document, page_of
        self._tables = numbered([table.caption for table in blocks_of(document, Table)])
        self._figures = numbered([figure.caption for figure in blocks_of(document, Figure)])
        self._notes: list[str] = []
        self._note_count = 0

    def everything(self) -> Iterator[Said]:
        yield from self._cover()
        yield Said("H1", "Inhoud")
        for section in sections_of(self._document):
            if section.level <= 2:
                label = short(section.heading)
                yield Said("TOCI", f"{label} {self._page_of.get(label, 0)}")
        for chapter in self._document.sections:
            yield from self._section(chapter)
            first = self._note_count - len(self._notes) + 1
            for number, text in enumerate(self._notes, start=first):
                yield Said("Note", f"{number} {words_of(text)}")
            self._notes = []

    def _cover(self) -> Iterator[Said]:
        document = self._document
        for text in (document.organisation, document.title, document.subtitle):
            yield from _lines("P", text)
        facts = [
            ("Stand", "Concept: nog niet vastgesteld" if document.concept else ""),
            ("Periode", document.period),
            ("Editie", document.edition),
            ("Datum", day_text(document.date)),
            ("Opgesteld door", document.author),
            ("Uitgave", document.reference),
            ("Vervangt", document.replaces),
        ]
        always = {"Periode", "Editie", "Datum"}
        for head, text in facts:
            if text or head in always:
                yield Said("P", head)
                yield from _lines("P", text)

    def _section(self, section: Section) -> Iterator[Said]:
        yield Said(f"H{level_of(section)}", heading_of(section))
        for block in section.blocks:
            yield from self._block(block)
        for part in section.sections:
            yield from self._section(part)

    def _block(self, block: Block) -> Iterator[Said]:
        match block:
            case Paragraph():
                yield from self._runs("P", block.runs)
            case BulletList():
                for item in block.items:
                    lines = [each.words for each in self._runs("LBody", item.runs)]
                    if lines:
                        yield Said("Lbl", _BULLET)
                        yield Said("LBody", " ".join(lines))
            case KeyFigures():
                for figure in block.figures:
                    sign = text_of(figure.cell)
                    yield from _lines("P", HIDDEN_WORDS if sign == HIDDEN_SIGN else sign)
                    yield from _lines("P", figure.label)
                    yield from _lines("P", figure.detail)
            case Callout():
                yield from _lines("P", block.title)
                for paragraph in block.paragraphs:
                    yield from self._runs("P", paragraph.runs)
            case Figure():
                yield from self._figure(block)
            case Table():
                yield from self._table(block)

    def _runs(self, role: str, runs: Sequence[Run]) -> Iterator[Said]:
        """A line each; the sign of a footnote stands behind its run, and waits for the end of the chapter."""
        text = ""
        for run in runs:
            text += printable(run.text, has_glyph)
            if run.note:
                self._note_count += 1
                self._notes.append(run.note)
                text += str(self._note_count)
        for line in text.split("\n"):
            if line.strip():
                yield Said(role, " ".join(line.split()))

    def _figure(self, figure: Figure) -> Iterator[Said]:
        yield Said("P", f"Figuur {self._figures[figure.caption]} {words_of(figure.caption)}")
        yield from _lines("P", figure.note)
        if figure.table in self._tables:
            yield Said("P", f"De cijfers staan in tabel {self._tables[figure.table]}.")

    def _table(self, table: Table) -> Iterator[Said]:
        """One part; `parts` in `tag_checks.py` knows that a wide table goes on below itself."""
        yield Said("Table", table.caption)
        for text in (*table.legend, *table.notes):
            yield from _lines("P", text)


def cells_of(table: Table, columns: range) -> list[list[str]]:
    """The cells of some columns with the heads of the rows, row by row; the heads of the columns first."""
    heads = [short(table.corner), *(short(table.columns[n].text) for n in columns)]
    rows = [
        [words_of(row.head), *(words_of(text_of(row.cells[n])) for n in columns)]
        for row in table.rows
    ]
    return [heads, *rows]


def foreign_of(document: Document) -> list[tuple[str, str]]:
    """Passages in another language, with it, in reading order."""
    return [
        (run.language, words_of(run.text))
        for section in sections_of(document)
        for block in section.blocks
        for run in _all_runs(block)
        if run.language and words_of(run.text)
    ]


def _all_runs(block: Block) -> Iterator[Run]:
    match block:
        case Paragraph():
            yield from block.runs
        case BulletList():
            for item in block.items:
                yield from item.runs
        case Callout():
            for paragraph in block.paragraphs:
                yield from paragraph.runs
        case _:
            return


def _lines(role: str, text: str) -> Iterator[Said]:
    for line in printable(text, has_glyph).split("\n"):
        if line.strip():
            yield Said(role, " ".join(line.split()))
