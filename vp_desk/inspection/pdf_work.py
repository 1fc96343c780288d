"""Tables of the adviser's own work on the pages of a PDF: each row must stand there as it may be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vp_desk.dutch import number
from vp_desk.inspection.model import Finding
from vp_desk.inspection.pdf_content import Block
from vp_desk.inspection.prose import Prose
from vp_desk.inspection.words import flattened
from vp_desk.work import Work, WorkLine

_KINDS, _AUDIENCES = "Activiteiten naar soort", "Voorlichting naar doelgroep"
#: Of both tables.
CAPTIONS = (_KINDS, _AUDIENCES)
#: Cells of a column begin at the same place, but for rounding.
_SAME = 1.0

#: Flat head of a row → head of a column → what may stand there.
Expected = Mapping[str, Mapping[str, str]]


def knowledge_of_work(caption: str, work: Work) -> Expected | None:
    """What may stand in the table with a caption; None when it is not about own work."""
    lines = {_KINDS: work.kinds, _AUDIENCES: work.audiences}.get(" ".join(caption.split()))
    if lines is None:
        return None
    return {flattened(line.label): _cells(line) for line in lines}


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
            self._columns = [(block.frame[4], block.text.strip()) for block in line[1:]]
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
