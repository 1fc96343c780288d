"""What all pages share: a title with actions, a message bar, a body that scrolls, a footer."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vp_desk.ui.theme import FORM_WIDTH, scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import Bar, label


class Page(QWidget):
    """One page of the open vault."""

    #: The page of the help about what is in sight: the name of a file in `resources/help`.
    help: str = ""
    #: The page of the navigation to which it belongs, when it is none itself.
    under: ClassVar[str] = "cases"
    #: The help is about something else now.
    help_changed = Signal()

    #: A sentence for the status line: what was done.
    said = Signal(str)

    def __init__(self, title: str, *, scrolls: bool = True, width: int = FORM_WIDTH) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.title = label(title, "title")
        self.header = QHBoxLayout()
        self.header.setContentsMargins(0, 0, 0, 0)
        self.header.setSpacing(Space.S)
        self.header.addWidget(self.title)
        self.header.addStretch(1)
        self.bar = Bar(self)
        top = QVBoxLayout()
        top.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.M)
        top.setSpacing(Space.M)
        top.addLayout(self.header)
        top.addWidget(self.bar)
        outer.addLayout(top)
        self.body = QWidget()
        self.body.setObjectName("body")
        self.content = QVBoxLayout(self.body)
        self.content.setContentsMargins(Space.XXL, Space.XS, Space.XXL, Space.XL)
        self.content.setSpacing(Space.L)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if scrolls:
            self.body.setMaximumWidth(scaled(width) + 2 * Space.XXL)
        else:
            self.body.setMinimumHeight(scaled(Size.BODY_LEAST))
        scroll.setWidget(self.body)
        outer.addWidget(scroll, 1)
        self._outer = outer

    def add_footer(self, *parts: QWidget | None) -> None:
        """Keep buttons in sight under the body; None is a gap that takes what is left."""
        frame = QFrame(self)
        frame.setProperty("role", "footer")
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(Space.XXL, Space.M, Space.XXL, Space.M)
        layout.setSpacing(Space.S)
        for part in parts:
            if part is None:
                layout.addStretch(1)
            else:
                layout.addWidget(part)
        self._outer.addWidget(frame)

    def activate(self) -> None:
        """The page comes into sight: show what is true now, give the focus to where work begins."""

    def begin_search(self) -> bool:
        """Be ready to look for words on this page; whether there is a place to type them."""
        return False

    @property
    def would_lose(self) -> bool:
        """Whether closing the program would lose something that was typed here."""
        return False

    def put_away(self) -> bool:
        """The vault is about to be locked: keep what was typed. Whether nothing of it would be lost."""
        return True

    def forget(self) -> None:
        """The vault is closed: hold nothing of what was made of it."""

    def ask_to_lose(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking about what the vault did not keep."""
        self.bar.ask(
            f"{self.bar.text} Wat u hier typte, is niet bewaard en gaat verloren als u weggaat.".strip(),
            {"Hier blijven": self.bar.hide, "Toch weggaan": then},
            "error",
        )

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then`, after asking about changes that would be lost."""
        then()
