"""The mark of exact figures: nobody else may see them."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from vp_desk.ui.icons import IconLabel
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import label, row


def only_you() -> QWidget:
    """An icon and the words ‘Alleen voor u’."""
    made = QWidget()
    eye = IconLabel("eye-off", Size.ICON_SMALL, QPalette.ColorRole.PlaceholderText)
    made.setLayout(row(eye, label("Alleen voor u", "label"), spacing=Space.XS))
    return made
