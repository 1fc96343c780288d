"""Where a page stands in the window: in the middle, and scrolling where it does not fit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vp_desk.ui.widgets import row


def put_in_the_middle(frame: QWidget, page: QWidget) -> None:
    """Let a card be all that a page shows."""
    outer = QVBoxLayout(page)
    outer.addStretch(1)
    outer.addLayout(row(None, frame, None))  # an alignment would ignore the height of its words
    outer.addStretch(1)
    let_scroll(page)


def let_scroll(page: QWidget) -> QScrollArea:
    """Put what a page holds into an area that scrolls where the window is too small for it.

    It can be done to a page that is in use: what has the focus keeps it.
    """
    focused = page.window().focusWidget()
    inside = QWidget()
    inside.setObjectName("body")
    layout = page.layout()
    if layout is not None:
        inside.setLayout(layout)  # takes the parts along
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    if page.isAncestorOf(focused):  # nothing is no part of it
        focused.setFocus(Qt.FocusReason.OtherFocusReason)
    return area
