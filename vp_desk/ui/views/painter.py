"""Paint a scene on the screen, in the colours of the palette and on whole pixels."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from vp_desk.reporting.scene import Anchor, Box, Ink, Point, Scene, Shape, Sign, Stroke, Words
from vp_desk.ui.theme import FAMILY, Tokens, tokens

#: Pixels per point of a scene: text of 8.5 points becomes the small text of the screen.
SCALE: Final = 13 / 8.5
#: How far slanted lines are apart, in pixels.
_HATCH: Final = 5.0


def screen_width(text: str, size: float, *, strong: bool = False) -> float:
    """The width of a text on the screen, in points of the scene."""
    return _metrics(size, strong=strong).horizontalAdvance(text) / SCALE


def paint(painter: QPainter, scene: Scene[object]) -> None:
    """Paint every shape, first to last."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    t = tokens()
    for shape in scene.shapes:
        painter.save()
        _paint(painter, shape, t)
        painter.restore()


def _paint(painter: QPainter, shape: Shape, t: Tokens) -> None:
    if isinstance(shape, Words):
        _paint_words(painter, shape, t)
    elif isinstance(shape, Box):
        _paint_box(painter, shape, t)
    elif isinstance(shape, Stroke):
        _paint_stroke(painter, shape, t)
    else:
        _paint_point(painter, shape, t)


def _colour(ink: Ink, t: Tokens) -> QColor:
    return QColor(
        {
            Ink.TEXT: t.text,
            Ink.MUTED: t.muted,
            Ink.GRID: t.line,
            Ink.AXIS: t.border,
            Ink.MARK: t.border,
            Ink.ACCENT: t.accent,
            Ink.UNTOLD: t.muted,
            Ink.PAPER: t.surface,
            Ink.SERIES_1: t.accent,
            Ink.SERIES_2: t.danger,
            Ink.SERIES_3: t.warning,
            Ink.SERIES_4: t.success,
        }[ink]
    )


@lru_cache(maxsize=32)
def _font(size: float, *, strong: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size * SCALE)))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


@lru_cache(maxsize=32)
def _metrics(size: float, *, strong: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(size, strong=strong))


def _paint_words(painter: QPainter, words: Words, t: Tokens) -> None:
    painter.setFont(_font(words.size, strong=words.strong))
    painter.setPen(_colour(words.ink, t))
    wide = _metrics(words.size, strong=words.strong).horizontalAdvance(words.text)
    back = {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[words.anchor]
    painter.drawText(QPointF(words.x * SCALE - back, words.y * SCALE), words.text)


def _paint_box(painter: QPainter, box: Box, t: Tokens) -> None:
    left, top = round(box.x * SCALE), round(box.y * SCALE)
    wide = max(1, round((box.x + box.width) * SCALE) - left)
    high = max(1, round((box.y + box.height) * SCALE) - top)
    area = QRectF(left, top, wide, high)
    if box.fill is not None:
        painter.fillRect(area, _colour(box.fill, t))
    if box.stroke is None:
        return
    painter.setPen(QPen(_colour(box.stroke, t), 1.2))
    inside = area.adjusted(0.5, 0.5, -0.5, -0.5)
    if box.hatched:
        painter.save()
        painter.setClipRect(inside)
        start = inside.left() - inside.height()
        while start < inside.right():
            end = QPointF(start + inside.height(), inside.top())
            painter.drawLine(QLineF(QPointF(start, inside.bottom()), end))
            start += _HATCH
        painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(inside)


def _paint_stroke(painter: QPainter, stroke: Stroke, t: Tokens) -> None:
    pen = QPen(_colour(stroke.ink, t), max(1.0, stroke.width * SCALE))
    if stroke.dash:
        pen.setDashPattern([part / stroke.width for part in stroke.dash])
    painter.setPen(pen)
    points = [QPointF(round(x * SCALE) + 0.5, round(y * SCALE) + 0.5) for x, y in stroke.points]
    painter.drawPolyline(QPolygonF(points))


def _paint_point(painter: QPainter, point: Point, t: Tokens) -> None:
    ink = _colour(point.ink, t)
    painter.setPen(QPen(ink, 1.2 * SCALE))
    painter.setBrush(_colour(Ink.PAPER, t) if point.hollow else ink)
    x, y, r = point.x * SCALE, point.y * SCALE, point.radius * SCALE
    if point.sign is Sign.DISC:
        painter.drawEllipse(QPointF(x, y), r, r)
        return
    corners = {
        Sign.SQUARE: ((-r, -r), (r, -r), (r, r), (-r, r)),
        Sign.DIAMOND: ((0.0, -1.3 * r), (1.3 * r, 0.0), (0.0, 1.3 * r), (-1.3 * r, 0.0)),
        Sign.TRIANGLE: ((-1.2 * r, r), (1.2 * r, r), (0.0, -1.2 * r)),
    }[point.sign]
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
