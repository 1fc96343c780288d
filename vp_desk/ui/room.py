"""Let a page that does not fit scroll, instead of cutting it off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


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
