"""Text in the flow: one or more styles, links, a label before it; split over pages between its lines.

It takes no markup, so nothing that a person types can be taken for any.
"""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from vp_desk.reporting.tagged.breaking import Line, break_lines
from vp_desk.reporting.tagged.canvas import TaggedCanvas, canvas_of
from vp_desk.reporting.tagged.fonts import units
from vp_desk.reporting.tagged.tree import Content, Link

#: What fits by less than this is not asked for: whoever does, has rounded otherwise. In points.
_HAIR: Final = 1e-6
#: So many lines stay together at least, at the end of a page and at the start of the next.
_TOGETHER: Final = 2


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style."""

    text: str
    content: Content
    font: str
    size: float
    ink: Color
    #: Raised by so much, in points.
    rise: float = 0.0
    #: The key of a bookmark that it leads to, with its place in the tree and what is said of it.
    target: str = ""
    link: Link | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A bullet or a number before the first line."""

    text: str
    content: Content
    #: From the left edge, in points.
    left: float = 0.0


class Text(Flowable):
    """A paragraph, a heading, the words of a cell."""

    def __init__(
        self,
        spans: Sequence[Span],
        style: ParagraphStyle,
        label: Label | None = None,
        lines: Sequence[Line] = (),
        room: float = 0.0,
    ) -> None:
        """Make it.

        Args:
            spans: what it says.
            style: indents, leading, alignment and space around it.
            label: before its first line.
            lines: how it was broken already, for a room of `room`: of a part of a text.
            room: see `lines`; 0 = it was not.
        """
        super().__init__()
        self.spans, self.style, self.label = tuple(spans), style, label
        self.spaceBefore, self.spaceAfter = style.spaceBefore, style.spaceAfter
        self._lines, self._room = list(lines), room

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - as ReportLab has it
        """Break it into lines for a width."""
        room = max(aW - self.style.leftIndent - self.style.rightIndent, 1.0)
        if room != self._room:
            if self._room:
                self._rejoin()
            self._lines = break_lines([span.text for span in self.spans], room, self._width)
            self._room = room
        self.width, self.height = aW, len(self._lines) * self.style.leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - as ReportLab has it
        """What fits in a height, and the rest; nothing when a line would be left alone."""
        if (
            not self._room
        ):  # a table asks with another width than it gave: the lines that there are count
            self.wrap(aW, aH)
        if len(self._lines) * self.style.leading <= aH - _HAIR:
            return [self]
        count = len(self._lines)
        fitting = min(int(aH / self.style.leading), count - 1)
        if count - fitting < _TOGETHER:
            fitting = count - _TOGETHER
        if fitting < _TOGETHER:
            return []
        first, rest = self._lines[:fitting], self._lines[fitting:]
        before = Text(self.spans, self.style, self.label, first, self._room)
        after = Text(self.spans, self.style, None, rest, self._room)
        before.spaceAfter = after.spaceBefore = 0
        return [before, after]

    def draw(self) -> None:
        """Paint it."""
        canvas = canvas_of(self)
        if self.label is not None and self._lines:
            self._paint_label(canvas, self.label)
        for content, pieces in groupby(self._placed(), key=lambda piece: piece[0].content):
            painted = list(pieces)
            canvas.begin(content)
            out = canvas.beginText()
            for span, text, x, y in painted:
                out.setFont(span.font, span.size)
                out.setFillColor(span.ink)
                out.setTextOrigin(x, y + span.rise)
                out.textOut(text)
            canvas.drawText(out)
            canvas.end()
            for span, text, x, y in painted:
                if span.link is not None:
                    self._paint_area(canvas, span, text, x, y)

    def _placed(self) -> list[tuple[Span, str, float, float]]:
        """Each piece with the left end of its base line."""
        found: list[tuple[Span, str, float, float]] = []
        y = self.height - self.style.fontSize
        for line in self._lines:
            x = self.style.leftIndent + self._offset(line)
            last = len(line.pieces) - 1
            for number, (which, text) in enumerate(line.pieces):
                span = self.spans[which]
                printed = f"{text} " if number == last and line.spaced else text
                found.append((span, printed, x, y))
                x += self._width(text, which)
            y -= self.style.leading
        return found

    def _offset(self, line: Line) -> float:
        spare = self._room - line.width
        if self.style.alignment == TA_RIGHT:
            return spare
        return spare / 2 if self.style.alignment == TA_CENTER else 0.0

    def _paint_label(self, canvas: TaggedCanvas, label: Label) -> None:
        canvas.begin(label.content)
        out = canvas.beginText(label.left, self.height - self.style.fontSize)
        out.setFont(self.style.fontName, self.style.fontSize)
        out.setFillColor(self.style.textColor)
        out.textOut(label.text)
        canvas.drawText(out)
        canvas.end()

    def _paint_area(self, canvas: TaggedCanvas, span: Span, text: str, x: float, y: float) -> None:
        if span.link is None:
            return
        left, bottom = canvas.absolutePosition(x, y - 0.25 * span.size)
        wide = units(text.rstrip(), span.font) * span.size / 1000
        right, top = canvas.absolutePosition(x + wide, y + span.size)
        canvas.area(span.link, (left, bottom, right, top), span.target, span.words or span.text)

    def _width(self, text: str, span: int) -> float:
        style = self.spans[span]
        return units(text, style.font) * style.size / 1000

    def _rejoin(self) -> None:
        """Make spans of the lines that this has, which can be a part of a text, to break them anew."""
        self.spans = tuple(
            replace(
                self.spans[which],
                text=f"{text} " if line.spaced and number == len(line.pieces) - 1 else text,
            )
            for line in self._lines
            for number, (which, text) in enumerate(line.pieces)
        )
