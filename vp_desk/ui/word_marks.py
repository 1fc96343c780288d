"""Marks the searched words in a note that is open, as they were marked in the list."""

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QWidget

from vp_desk.hits import marks_in, words_of
from vp_desk.ui.forms.inputs import NoteInput
from vp_desk.ui.theme import tokens


class WordMarks(QSyntaxHighlighter):
    """Draws the marks; the text itself stays as it is."""

    def __init__(self, document: QTextDocument, words: tuple[str, ...]) -> None:
        super().__init__(document)
        self._words = words

    def highlightBlock(self, text: str) -> None:
        """Mark one line."""
        t = tokens()
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setBackground(QColor(t.warning_tint))
        look.setFontUnderline(True)
        look.setUnderlineColor(QColor(t.warning))
        for begin, end in marks_in(text, self._words):
            self.setFormat(_units(text[:begin]), _units(text[begin:end]), look)


def mark_words(page: QWidget, typed: str) -> None:
    """Mark what was typed in the search line in every note of a page."""
    words = words_of(typed)
    for note in page.findChildren(NoteInput) if words else ():
        WordMarks(note.document(), words)


def _units(text: str) -> int:
    """The length of a text as Qt counts it: rare characters take two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
