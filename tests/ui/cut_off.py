"""In a process of its own, so that it can have a scale of its own: name every text that is cut off.

`python -m tests.ui.cut_off VAULT FACTOR WIDTH HEIGHT` prints a line for each: window, kind, text, what lacks.
Labels that shorten their words on purpose say so by the property `elides`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from tests.conftest import PASSPHRASE
from tests.ui.conftest import CHEAP_DOORS
from vp_desk.ui.app import application
from vp_desk.ui.screenshots import walk
from vp_desk.ui.theme import dress, load_fonts

_KINDS = (QLabel, QPushButton, QCheckBox, QComboBox)
#: Rounding of one line of text, in pixels.
_SLACK = 1


def cut_off(window: QWidget) -> Iterator[str]:
    """What cannot be read in full, and why."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _KINDS) or not widget.isVisible() or widget.property("elides"):
            continue
        words = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        if not words:
            continue
        for lack in (_lacks(widget), _clipped(widget)):
            if lack:
                yield f"{type(widget).__name__} | {words} | {lack}"


def _lacks(widget: QLabel | QPushButton | QCheckBox | QComboBox) -> str:
    """What a widget has too little of for its words."""
    has = widget.size()
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            widget,
        )
        needs = QSize(
            widget.fontMetrics().horizontalAdvance(widget.currentText()),
            widget.fontMetrics().height(),
        )
        has = QSize(field.width(), widget.height())
    elif isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(widget.text().split(), key=len)
        needs = QSize(
            widget.fontMetrics().horizontalAdvance(longest), widget.heightForWidth(has.width())
        )
    else:
        needs = widget.sizeHint()
    short = needs - has
    if short.width() > _SLACK or short.height() > _SLACK:
        return f"needs {needs.toTuple()}, has {has.toTuple()}"
    return ""


def _clipped(widget: QWidget) -> str:
    """Whether a part lies outside what holds it; an area that scrolls may hold more than it shows."""
    part = QRect(QPoint(0, 0), widget.size())
    inside: QWidget = widget
    holder = widget.parentWidget()
    while holder is not None and not widget.isWindow():
        area = holder.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is holder:
            return ""
        part.translate(inside.pos())
        room = holder.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if not room.contains(part):
            return (
                f"{part.getRect()} lies outside {type(holder).__name__} {holder.size().toTuple()}"
            )
        if holder.isWindow():
            return ""
        inside, holder = holder, area
    return ""


def main() -> None:
    """Walk through every window."""
    vault, factor, width, height = sys.argv[1:]
    application()
    load_fonts()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, factor=float(factor))
    seen = 0
    for name, window in walk(
        Path(vault),
        lambda: CHEAP_DOORS.open(Path(vault), PASSPHRASE),
        CHEAP_DOORS,
        QSize(int(width), int(height)),
    ):
        seen += 1
        if (window.width(), window.height()) != (int(width), int(height)):
            sys.stdout.write(f"{name} | the window is {window.size().toTuple()}\n")
        for line in cut_off(window):
            sys.stdout.write(f"{name} | {line}\n")
    sys.stdout.write(f"seen {seen} at {app.devicePixelRatio():g}\n")


if __name__ == "__main__":
    main()
