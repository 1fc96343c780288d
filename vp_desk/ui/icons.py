"""Icons: line drawings from `resources/icons`, drawn in the colour of the text they stand beside."""

from functools import cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from vp_desk.resources import resource
from vp_desk.ui.theme import Tinted, scaled
from vp_desk.ui.tokens import Size


@cache
def _drawing(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int, ratio: int) -> QPixmap:
    """One icon as a picture of `size` pixels at a scale of the screen."""
    svg = _drawing(name).replace("currentColor", colour.name())
    picture = QPixmap(size * ratio, size * ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: QColor, size: int = Size.ICON) -> QIcon:
    """One icon, sharp on the sharpest screen there is."""
    return QIcon(pixmap(name, colour, size, _ratio()))


def _ratio() -> int:
    screens = QGuiApplication.screens()
    return max(2, ceil(max(screen.devicePixelRatio() for screen in screens))) if screens else 2


class IconLabel(QLabel, Tinted):
    """An icon in a colour role of the palette."""

    def __init__(
        self,
        name: str,
        size: int = Size.ICON,
        role: QPalette.ColorRole = QPalette.ColorRole.WindowText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._role = name, scaled(size), role
        self.setFixedSize(QSize(self._size, self._size))
        self.draw_icons()

    def set_name(self, name: str, role: QPalette.ColorRole | None = None) -> None:
        """Show another icon, perhaps in another role."""
        self._name, self._role = name, role or self._role
        self.draw_icons()

    def draw_icons(self) -> None:
        """Draw in the colours that are on the screen now."""
        self.setPixmap(pixmap(self._name, app_colour(self._role), self._size, _ratio()))


class IconButton(QPushButton, Tinted):
    """A button with an icon before its words."""

    def __init__(self, text: str, name: str, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._name = name
        self.setIconSize(QSize(scaled(Size.ICON), scaled(Size.ICON)))
        if kind:
            self.setProperty("kind", kind)
        self._role = (
            QPalette.ColorRole.HighlightedText
            if kind == "primary"
            else QPalette.ColorRole.Link
            if kind == "link"
            else QPalette.ColorRole.WindowText
        )
        self.draw_icons()

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.draw_icons()

    def draw_icons(self) -> None:
        """Draw in the colours that are on the screen now."""
        self.setIcon(icon(self._name, app_colour(self._role), self.iconSize().width()))


class IconOnlyButton(QToolButton, Tinted):
    """A button that is only an icon; its words are its name for screen readers and its tooltip."""

    def __init__(self, words: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setIconSize(QSize(scaled(Size.ICON), scaled(Size.ICON)))
        self.draw_icons()

    def set_icon(self, words: str, name: str) -> None:
        """Become another button."""
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._name = name
        self.draw_icons()

    def draw_icons(self) -> None:
        """Draw in the colours that are on the screen now."""
        muted = app_colour(QPalette.ColorRole.PlaceholderText)
        self.setIcon(icon(self._name, muted, self.iconSize().width()))


def app_colour(role: QPalette.ColorRole) -> QColor:
    """A colour of the program; a widget with a style sheet reports its own instead."""
    return QGuiApplication.palette().color(role)
