"""Icons: line drawings from `resources/icons`, drawn in the colour of the text they stand beside."""

from functools import cache

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from vp_desk.resources import resource

#: Edge of an icon in text, in pixels.
SIZE = 18
#: Screens at 100, 200 and 300 %.
_RATIOS = (1, 2, 3)


@cache
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int = SIZE, ratio: int = 2) -> QPixmap:
    """One icon as a picture of `size` pixels at a scale of the screen."""
    svg = _drawing(name).replace("currentColor", colour.name())
    picture = QPixmap(size * ratio, size * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: QColor, size: int = SIZE) -> QIcon:
    """One icon for every scale of the screen."""
    found = QIcon()
    for ratio in _RATIOS:
        found.addPixmap(pixmap(name, colour, size, ratio))
    return found


class IconLabel(QLabel):
    """An icon in a colour role of the palette; follows a change of palette."""

    def __init__(
        self,
        name: str,
        size: int = SIZE,
        role: QPalette.ColorRole = QPalette.ColorRole.WindowText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._role = name, size, role
        self.setFixedSize(QSize(size, size))
        self._draw()

    def set_name(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, app_colour(self._role), self._size))


class IconButton(QPushButton):
    """A button with an icon before its words; follows a change of palette."""

    def __init__(self, text: str, name: str, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._name = name
        self.setIconSize(QSize(SIZE, SIZE))
        if kind:
            self.setProperty("kind", kind)
        self._role = (
            QPalette.ColorRole.HighlightedText
            if kind == "primary"
            else QPalette.ColorRole.Link
            if kind == "link"
            else QPalette.ColorRole.WindowText
        )
        self._draw()

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icon(self._name, app_colour(self._role)))


class IconOnlyButton(QToolButton):
    """A button that is only an icon; its words are its name for screen readers and its tooltip."""

    def __init__(self, words: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setIconSize(QSize(SIZE, SIZE))
        self._draw()

    def set_icon(self, words: str, name: str) -> None:
        """Become another button."""
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._name = name
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icon(self._name, app_colour(QPalette.ColorRole.PlaceholderText)))


def app_colour(role: QPalette.ColorRole) -> QColor:
    """A colour of the program; a widget with a style sheet reports its own instead."""
    return QGuiApplication.palette().color(role)
