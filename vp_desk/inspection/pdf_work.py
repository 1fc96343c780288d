"""Tables of the adviser's own work on the pages of a PDF: each row must stand there as it may be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vp_desk.dutch import number
from vp_desk.inspection.model import Finding
from vp_desk.inspection.pdf_content import Block
from vp_desk.inspection.prose import Prose
from vp_desk.inspection.words import flattened
from vp_desk.loop import ToldCheck, YearOfAdvice
from vp_desk.reporting.facts import ReportFacts
from vp_desk.work import WorkLine

_KINDS = "Activiteiten naar soort"
_TALKS, _ANSWERS = "Overleg over het werk", "Aanbevelingen en reacties"
_CHECKS = "Zelftoets door de jaren"
_HEADS = ("gegeven", "overgenomen", "deels", "niet overgenomen", "geen antwoord", "loopt nog")
#: Of all these tables.
CAPTIONS = (_KINDS, _TALKS, _ANSWERS, _CHECKS)
#: Cells of a column begin at the same place, but for rounding.
_SAME = 1.0

#: Flat head of a row → flat head of a column → what may stand there. A head may stand in two lines.
Expected = Mapping[str, Mapping[str, str]]


def knowledge_of_work(caption: str, facts: ReportFacts) -> Expected | None:
    """What may stand in the table with a caption; None when it is not about own work."""
    work, loop = facts.work, facts.loop
    tables: Mapping[str, Sequence[tuple[str, Mapping[str, str]]]] = {
        _KINDS: [(line.label, _cells(line)) for line in work.kinds],
        _TALKS: [(each.label, {"keer": number(each.times)}) for each in loop.relations],
        _ANSWERS: [(each.year, _answers(each)) for each in loop.years],
        _CHECKS: [(each.label, _points(each)) for each in loop.checks],
    }
    rows = tables.get(" ".join(caption.split()))
    if rows is None:
        return None
    return {
        flattened(label): {flattened(head): text for head, text in cells.items()}
        for label, cells in rows
    }


def _answers(year: YearOfAdvice) -> Mapping[str, str]:
    return {head: number(n) for head, n in zip(_HEADS, (year.given, *year.answers), strict=True)}


def _points(check: ToldCheck) -> Mapping[str, str]:
    return {year: str(score) for year, score in check.points if score is not None}


def _cells(line: WorkLine) -> Mapping[str, str]:
    found = {"keer": number(line.times), "uren": number(line.hours)}
    if line.participants is not None:
        found["deelnemers"] = number(line.participants)
    return found


@dataclass
class WorkTable:
    """One table, from its caption on; it may go on over several pages."""

    expected: Expected
    prose: Prose
    #: Where each column begins, and its head.
    _columns: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])

    def line(self, line: Sequence[Block]) -> Iterator[Finding]:
        """Judge one line: the heads of the columns, or a row."""
        row = self.expected.get(flattened(line[0].text))
        if row is None:
            self._columns = [(block.frame[4], flattened(block.text)) for block in line[1:]]
            for block in line:
                yield from self.prose.check(block.text, _where(block))
            return
        for block in line[1:]:
            near = (head for left, head in self._columns if abs(left - block.frame[4]) < _SAME)
            if row.get(next(near, "")) != block.text.strip():
                yield Finding(_where(block), block.text, line[0].text, None)

    def restart(self) -> None:
        """A table that goes on begins with its heads again."""
        self._columns = []

    def end(self) -> Iterator[Finding]:
        """A row that is missing tells nothing: nobody's story lies under it."""
        return iter(())


def _where(block: Block) -> str:
    return f"bladzijde {block.page}"
