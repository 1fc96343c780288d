"""Help beside the page: what it is for, how it goes by keyboard, and what is safe."""

from PySide6.QtCore import QEvent, Qt, QUrl, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QMainWindow,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from vp_desk.ui import shortcuts
from vp_desk.ui.help_texts import INDEX, KEYS, text_of
from vp_desk.ui.icons import IconLabel, IconOnlyButton
from vp_desk.ui.theme import FAMILY, Tinted, scaled, tokens
from vp_desk.ui.tokens import STRONG, Size, Space, Type
from vp_desk.ui.widgets import button, label, row

#: Between the lines of the help, in per cent of their height.
_LEADING = 112
#: As Qt has it: no limit to a width.
_ANY_WIDTH = 16_777_215
_END, _KEEP = QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor


class HelpText(QTextBrowser, Tinted):
    """One page of the help. Its references lead to other pages of the help and nowhere else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic = ""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Hulp")
        self.setTabChangesFocus(True)
        self.document().setIndentWidth(Space.L)
        self.anchorClicked.connect(self._on_reference)

    def show_topic(self, topic: str) -> None:
        """Show a page, from its beginning."""
        self.topic = topic
        self.setMarkdown(text_of(topic))
        self._dress()
        self.verticalScrollBar().setValue(0)

    def draw_icons(self) -> None:
        """The colours changed."""
        if self.topic:
            self.show_topic(self.topic)

    @Slot(QUrl)
    def _on_reference(self, address: QUrl) -> None:
        self.show_topic(address.path())

    def _dress(self) -> None:
        """Give what Markdown makes of headings, lists and keys the look of this program."""
        block = self.document().begin()
        while block.isValid():
            self._dress_block(block)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = frame.format()
                look.setBorder(0)
                look.setCellPadding(Space.XS)
                look.setCellSpacing(0)
                frame.setFormat(look)

    def _dress_block(self, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        tight = bool(level) or bool(block.textList())
        space = QTextBlockFormat()
        space.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        space.setTopMargin(Space.L if level > 1 else 0)
        space.setBottomMargin(Space.XS if tight else Space.S)
        cursor = QTextCursor(block)
        cursor.mergeBlockFormat(space)
        if level:
            size = scaled(Type.FIGURE if level == 1 else Type.HEADING)
            look = QTextCharFormat()
            look.setFontWeight(STRONG)
            look.setProperty(QTextFormat.Property.FontPixelSize, size)
            cursor.movePosition(_END, _KEEP)
            cursor.setCharFormat(look)
        for start, length in _keys_in(block):
            cursor.setPosition(start)
            cursor.setPosition(start + length, _KEEP)
            cursor.mergeCharFormat(_key_look())


def _key_look() -> QTextCharFormat:
    """How the name of a key looks."""
    look = QTextCharFormat()
    look.setFontFamilies([FAMILY])
    look.setFontFixedPitch(False)
    look.setFontWeight(STRONG)
    look.setBackground(QColor(tokens().hover))
    return look


def _keys_in(block: QTextBlock) -> list[tuple[int, int]]:
    """Where the names of keys stand: code, as Markdown calls it."""
    found: list[tuple[int, int]] = []
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        if piece.charFormat().fontFixedPitch():
            found.append((piece.position(), piece.length()))
        pieces += 1
    return found


class HelpDock(QDockWidget):
    """The help at the right side of the window. In a narrow window it stands before the page."""

    def __init__(self, window: QMainWindow, beside: QWidget) -> None:
        super().__init__(window)
        self._window, self._beside = window, beside
        self._came_from: QWidget | None = None
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget(self))
        self._frame = QFrame(self)
        self._frame.setProperty("role", "help")
        layout = QVBoxLayout(self._frame)
        layout.setContentsMargins(Space.XL, Space.L, Space.M, Space.M)
        layout.setSpacing(Space.S)
        self.close_button = IconOnlyButton(f"Hulp sluiten ({shortcuts.HELP.told})", "close")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.clicked.connect(self.close_help)
        layout.addLayout(
            row(IconLabel("help", Size.ICON), label("Hulp", "label"), None, self.close_button)
        )
        self.text = HelpText(self._frame)
        layout.addWidget(self.text, 1)
        topics = button("Alle onderwerpen", self._show_topics, "link")
        keys = button("Sneltoetsen", self.show_keys, "link")
        keys.setToolTip(f"{shortcuts.OVERVIEW.words} ({shortcuts.OVERVIEW.told})")
        layout.addLayout(row(topics, keys, None))
        self.setWidget(self._frame)
        self.hide()
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)

    def toggle(self, topic: str) -> None:
        """Show a page of the help and read there; or close it and go back to where one was."""
        if self.isVisible():
            self.close_help()
        else:
            self._open(topic)

    def follow(self, topic: str) -> None:
        """Something else came into sight."""
        if self.isVisible():
            self.text.show_topic(topic)

    def fit(self) -> None:
        """Stand beside the page where there is room, and else before it."""
        width = scaled(Size.HELP)
        covers = self.isVisible() and self._window.width() < 2 * width
        self._frame.setMinimumWidth(0 if covers else width)
        self._frame.setMaximumWidth(_ANY_WIDTH if covers else width)
        self._beside.setVisible(not covers)

    @Slot()
    def show_keys(self) -> None:
        """Show all shortcuts."""
        self._open(KEYS)

    @Slot()
    def close_help(self) -> None:
        """Close it; the focus goes back to where it was."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self.hide()
        self.fit()
        back, self._came_from = self._came_from, None
        if inside and back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Escape is for the help while one reads in it, not for the page beside it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_topics(self) -> None:
        self._open(INDEX)

    def _open(self, topic: str) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._came_from = focused
        self.text.show_topic(topic)
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()
