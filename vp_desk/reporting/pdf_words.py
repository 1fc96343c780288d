"""Words of the report as tagged text. Imported late: it loads ReportLab."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.styles import ParagraphStyle

from vp_desk.reporting import pdf_style as look
from vp_desk.reporting.document import Run
from vp_desk.reporting.tagged.text import Label, Span, Text
from vp_desk.reporting.tagged.tree import Element
from vp_desk.reporting.text import lines_of, on_one_line

#: The sign before a footnote and in the text, raised and smaller.
_NOTE_SIZE, _NOTE_RISE = 0.7, 0.33


@dataclass
class Notes:
    """The footnotes of a chapter, in the order of their signs; they are numbered through the report."""

    #: Number and text of those that were not printed yet.
    waiting: list[tuple[int, str]] = field(default_factory=lambda: [])  # noqa: PIE807
    count: int = 0

    def add(self, text: str) -> int:
        """A new note; its number."""
        self.count += 1
        self.waiting.append((self.count, text))
        return self.count


def key_of_note(number: int) -> str:
    """The bookmark of a note."""
    return f"n{number}"


def texts(
    runs: Sequence[Run],
    style: ParagraphStyle,
    parent: Element,
    role: str = "P",
    *,
    notes: Notes | None = None,
    once: bool = False,
) -> list[Text]:
    """Each line of the runs as a text, and an element below `parent`.

    Args:
        runs: the words.
        style: how they look.
        parent: the element they belong under.
        role: what each line is; "" = a part of `parent` itself.
        notes: takes the footnotes; None = there are none.
        once: the words come back on the next page, as the head of a table does.
    """
    found: list[Text] = []
    for line in lines_of(runs, look.has_glyph):
        element = parent.add(role) if role else parent
        found.append(Text(spans(line, style, element, notes=notes, once=once), style))
    return found


def plain(text: str, style: ParagraphStyle, parent: Element, role: str = "P") -> list[Text]:
    """A text in one style."""
    return texts([Run(text)], style, parent, role)


def cell(text: str, style: ParagraphStyle, parent: Element, *, once: bool = False) -> list[Text]:
    """The words of a cell; an empty text gives an empty one."""
    found = texts([Run(text)], style, parent, "", once=once)
    return found or [Text([], style)]


def spans(
    line: Sequence[Run],
    style: ParagraphStyle,
    element: Element,
    *,
    notes: Notes | None = None,
    once: bool = False,
) -> list[Span]:
    """One line of runs as spans, with an element for each that stands out or is in another language."""
    found: list[Span] = []
    content = None
    size, ink = style.fontSize, style.textColor
    for run in line:
        if run.strong or run.emphasis or run.language:
            role = "Strong" if run.strong else "Em" if run.emphasis else "Span"
            inner = element.add(role, language=run.language)
            found.append(Span(run.text, inner.content(once=once), _font(run, style), size, ink))
            content = None
        else:
            if content is None:
                content = element.content(once=once)
            found.append(Span(run.text, content, style.fontName, size, ink))
        if run.note and notes is not None:
            found.append(_sign(notes.add(run.note), style, element))
            content = None
    return found


def labelled(
    runs: Sequence[Run],
    style: ParagraphStyle,
    sign: str,
    element: Element,
    notes: Notes | None = None,
) -> list[Text]:
    """A point of a list or a note: its sign before the first line. An `Lbl` and an `LBody` or a `P` for it."""
    lines = lines_of(runs, look.has_glyph)
    label = Label(sign, element.add("Lbl").content())
    body = element.add("LBody" if element.role == "LI" else "P")
    return [
        Text(spans(line, style, body, notes=notes), style, label if number == 0 else None)
        for number, line in enumerate(lines)
    ]


def led(text: str, style: ParagraphStyle, parent: Element, target: str) -> list[Span]:
    """Words that lead to a bookmark. A space ends them: what follows is heard as a word of its own."""
    link = parent.add("Link")
    words = on_one_line(text, look.has_glyph)
    content = link.content()
    area = link.link()
    return [
        Span(
            f"{words} ",
            content,
            style.fontName,
            style.fontSize,
            style.textColor,
            0.0,
            target,
            area,
            words,
        )
    ]


def _sign(number: int, style: ParagraphStyle, element: Element) -> Span:
    link = element.add("Reference").add("Link")
    return Span(
        str(number),
        link.content(),
        style.fontName,
        style.fontSize * _NOTE_SIZE,
        look.ACCENT,
        style.fontSize * _NOTE_RISE,
        key_of_note(number),
        link.link(),
        f"Noot {number}",
    )


def _font(run: Run, style: ParagraphStyle) -> str:
    """There is no bold italic: emphasis within strong text stays strong."""
    if style.fontName != look.REGULAR:
        return str(style.fontName)
    return look.STRONG if run.strong else look.ITALIC if run.emphasis else look.REGULAR
