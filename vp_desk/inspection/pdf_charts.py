"""Charts on the pages of a PDF: every number in a drawing belongs to its label, or to the axis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vp_desk.axes import PERIOD, TOTAL, Node
from vp_desk.inspection.judging import Judge, is_sign
from vp_desk.inspection.knowledge import Figure, Knowledge, last_year
from vp_desk.inspection.model import Finding
from vp_desk.inspection.pdf_content import Block
from vp_desk.inspection.prose import Prose
from vp_desk.inspection.words import Place, canonical, is_number
from vp_desk.released import ReleasedTable

#: Two things at the same place, but for rounding.
_SAME = 0.8
_TITLE = "Aantal "
_PANELS = "elk vak heeft een eigen schaal"
_BREAK = "breuk "


@dataclass
class PdfChart:
    """One drawing under a caption."""

    tables: Sequence[ReleasedTable]
    known: Knowledge
    judge: Judge
    prose: Prose

    def drawing(self, blocks: Sequence[Block]) -> Iterator[Finding]:
        """Judge everything in it."""
        titles = [block for block in blocks if block.text.startswith(_TITLE)]
        rest = [block for block in blocks if block not in titles]
        for block in titles:
            yield from self._words(block)
        axes = {axis.key for table in self.tables for axis in table.axes}
        periods = [b for b in rest if self._periods(b.text) and not _is_low(b, rest)]
        ticks = _ticks(rest)
        rest = rest[len(ticks) :]
        if any(_PANELS in block.text for block in titles):
            yield from self._panels(rest)
        elif periods and not self._has_lying_bars(ticks):
            yield from self._over_time(rest)
        elif axes - {PERIOD}:
            yield from self._bars(rest, ticks)
        else:
            yield from self._loose(rest, "")

    @staticmethod
    def _has_lying_bars(ticks: Sequence[Block]) -> bool:
        return len(ticks) > 1 and abs(ticks[0].first - ticks[1].first) < _SAME

    def _periods(self, text: str) -> frozenset[Place]:
        return frozenset(place for place in self.known.lexicon.called(text) if place[0] == PERIOD)

    def _categories(self, text: str) -> frozenset[Place]:
        axes = {axis.key for table in self.tables for axis in table.axes} - {PERIOD}
        return frozenset(place for place in self.known.lexicon.called(text) if place[0] in axes)

    def _words(self, block: Block) -> Iterator[Finding]:
        yield from self.prose.check(block.text, _where(block))

    def _loose(self, blocks: Sequence[Block], about: str) -> Iterator[Finding]:
        for block in blocks:
            yield from self.judge.loosely(block.text, about, self.tables, _where(block))

    def _bars(self, blocks: Sequence[Block], ticks: Sequence[Block]) -> Iterator[Finding]:
        """Labels end left of the axis; a figure stands to the right of it, behind its label."""
        axis = ticks[0].middle if ticks else 0.0
        lines: list[Block] = []
        label, figures = "", list[Figure]()
        for block in blocks:
            if block.right < axis:
                lines.append(block)
                continue
            if lines:
                label = " ".join(line.text for line in lines)
                figures = self._named(label)
                if not figures:
                    yield from self.prose.check(label, _where(lines[0]))
                lines = []
            if figures:
                yield from self.judge.judge(block.text, figures, _where(block), label)
            else:
                yield from self._loose([block], label)
        if lines:
            yield from self.prose.check(" ".join(line.text for line in lines), _where(lines[0]))

    def _named(self, label: str) -> list[Figure]:
        """The figures of a label: totals along every other axis, of the last year."""
        found = self.known.at(self._categories(label), self.tables)
        return [f for f in found if _only(f, {place[0] for place in self._categories(label)})]

    def _over_time(self, blocks: Sequence[Block]) -> Iterator[Finding]:
        """Columns per quarter, or one line over the years: a figure stands above its label."""
        labels = [block for block in blocks if self._periods(block.text)]
        drawn = {place for label in labels for place in self._periods(label.text)}
        for block in blocks:
            if block in labels or is_sign(block.text) or _is_break(block.text):
                continue
            if not is_number(block.text):
                yield from self._words(block)
                continue
            nearest = min(labels, key=lambda label: abs(label.middle - block.middle))
            places = self._periods(nearest.text)
            if self._is_thinned(drawn):
                places = frozenset((PERIOD, node.code) for node in self._years())
            found = [f for f in self.known.at(places, self.tables) if f.is_total]
            yield from self.judge.judge(block.text, found, _where(block), nearest.text)

    def _years(self) -> list[Node]:
        return [n for table in self.tables[:1] for n in table.axis(PERIOD).nodes if n.depth == 1]

    def _is_thinned(self, drawn: set[Place]) -> bool:
        """Whether some years between the first and the last have no label."""
        at = [n for n, node in enumerate(self._years()) if (PERIOD, node.code) in drawn]
        return bool(at) and len(at) < at[-1] - at[0] + 1

    def _panels(self, blocks: Sequence[Block]) -> Iterator[Finding]:
        """The label of a panel comes first, then its first and last year, then figures."""
        title: list[Block] = []
        ends: list[Block] = []
        numbers: list[Block] = []
        for block in (*blocks, None):
            if block is not None and self._periods(block.text):
                ends.append(block)
            elif block is not None and ends and (is_number(block.text) or is_sign(block.text)):
                numbers.append(block)
            else:
                if ends:
                    yield from self._panel(title, ends, numbers)
                    title, ends, numbers = [], [], []
                if block is not None:
                    title.append(block)
        if title:
            yield from self.prose.check(" ".join(b.text for b in title), _where(title[0]))

    def _panel(
        self, title: Sequence[Block], ends: Sequence[Block], numbers: Sequence[Block]
    ) -> Iterator[Finding]:
        label = " ".join(block.text for block in title)
        figures = self.known.at(self._categories(label), self.tables)
        if not figures and title:
            yield from self.prose.check(label, _where(title[0]))
        for block in numbers:
            year = self._year_at(block, ends)
            found = [f for f in figures if year is None or (PERIOD, year) in f.places]
            if found:
                yield from self.judge.judge(block.text, found, _where(block), label)
            else:
                yield from self._loose([block], label)

    def _year_at(self, block: Block, ends: Sequence[Block]) -> str | None:
        """The year above which a figure stands, between the first and the last."""
        codes = [node.code for node in self._years()]
        shown = [code for end in ends for _, code in self._periods(end.text) if code in codes]
        if len(ends) != 2 or len(shown) != 2 or shown[0] not in codes:
            return shown[0] if len(shown) == 1 else None
        first, last = codes.index(shown[0]), codes.index(shown[1])
        width = ends[1].middle - ends[0].middle
        if width <= 0 or last <= first:
            return None
        at = first + round((block.middle - ends[0].middle) / width * (last - first))
        return codes[at] if first <= at <= last else None


def _ticks(blocks: Sequence[Block]) -> Sequence[Block]:
    """The numbers of the axis, which are drawn first: from 0 in equal steps, in one line."""
    found: list[Block] = []
    step = 0
    for block in blocks:
        text = canonical(block.text)
        if not text.isdigit() or not is_number(block.text):
            break
        if len(found) == 1:
            step = int(text)
        if int(text) != step * len(found) or (len(found) == 1 and not step):
            break
        if found and not _in_line(block, found):
            break
        found.append(block)
    return found if len(found) > 1 else []


def _in_line(block: Block, found: Sequence[Block]) -> bool:
    first = found[0]
    flat = all(abs(each.first - first.first) < _SAME for each in (*found, block))
    upright = all(abs(each.right - first.right) < _SAME for each in (*found, block))
    return flat or upright


def _is_low(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a block is the only one: no drawing at all."""
    return len(blocks) == 1 and block is blocks[0]


def _is_break(text: str) -> bool:
    """The letter of a break: `breuk a`, `b`."""
    letter = text.removeprefix(_BREAK)
    return len(letter) == 1 and letter.isalpha()


def _only(figure: Figure, axes: set[str]) -> bool:
    last = last_year(figure.table)
    pairs = zip(figure.table.axes, figure.key, strict=True)
    return all(
        code == last if axis.key == PERIOD else code == TOTAL or axis.key in axes
        for axis, code in pairs
    )


def _where(block: Block) -> str:
    return f"bladzijde {block.page}"
