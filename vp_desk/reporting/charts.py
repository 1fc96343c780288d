"""Paint a scene on a page of ReportLab. Imported late: it loads ReportLab."""
# The types of ReportLab are partly unknown.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from vp_desk.released import ReleasedCell
from vp_desk.reporting.pdf_style import REGULAR, STRONG, colour, has_glyph
from vp_desk.reporting.scene import Anchor, Box, Point, Scene, Shape, Sign, Stroke, Words
from vp_desk.reporting.tagged.canvas import canvas_of
from vp_desk.reporting.tagged.tree import Element
from vp_desk.reporting.text import on_one_line

_HATCH = 4.0


class Drawing(Flowable):
    """A scene in the flow of the text."""

    def __init__(self, scene: Scene[ReleasedCell], highest: float, element: Element) -> None:
        """Make it.

        Args:
            scene: what is painted.
            highest: it is made smaller as a whole when it is higher, in points.
            element: the `Figure` that it is, with words for whom does not see it.
        """
        super().__init__()
        self.scene = scene
        self._element, self._content = element, element.content()
        self.scale = min(1.0, highest / scene.height)
        self.width, self.height = scene.width, scene.height * self.scale
        self.spaceAfter = 6.0

    def draw(self) -> None:
        """Paint it; the origin is the lower left corner of the room that was given."""
        canvas = canvas_of(self)
        left, bottom = canvas.absolutePosition(0, 0)
        self._element.box = (left, bottom, left + self.width, bottom + self.height)
        canvas.begin(self._content)
        canvas.saveState()
        canvas.scale(self.scale, self.scale)
        paint(canvas, self.scene)
        canvas.restoreState()
        canvas.end()


def paint(canvas: Canvas, scene: Scene[ReleasedCell]) -> None:
    """Paint every shape, first to last; the scene's y runs down, the page's runs up."""
    for shape in scene.shapes:
        _paint(canvas, shape, scene.height)


def _paint(canvas: Canvas, shape: Shape, height: float) -> None:
    if isinstance(shape, Words):
        _paint_words(canvas, shape, height)
    elif isinstance(shape, Box):
        _paint_box(canvas, shape, height)
    elif isinstance(shape, Stroke):
        _paint_stroke(canvas, shape, height)
    else:
        _paint_point(canvas, shape, height)


def _paint_words(canvas: Canvas, words: Words, height: float) -> None:
    canvas.setFont(STRONG if words.strong else REGULAR, words.size)
    canvas.setFillColor(colour(words.ink))
    draw = {
        Anchor.START: canvas.drawString,
        Anchor.MIDDLE: canvas.drawCentredString,
        Anchor.END: canvas.drawRightString,
    }
    draw[words.anchor](words.x, height - words.y, on_one_line(words.text, has_glyph))


def _paint_box(canvas: Canvas, box: Box, height: float) -> None:
    bottom = height - box.y - box.height
    if box.fill:
        canvas.setFillColor(colour(box.fill))
    if box.stroke:
        canvas.setStrokeColor(colour(box.stroke))
    if box.hatched:
        canvas.saveState()
        outline = canvas.beginPath()
        outline.rect(box.x, bottom, box.width, box.height)
        canvas.clipPath(outline, stroke=0, fill=0)
        canvas.setLineWidth(0.6)
        start = box.x - box.height
        while start < box.x + box.width:
            canvas.line(start, bottom, start + box.height, bottom + box.height)
            start += _HATCH
        canvas.restoreState()
    canvas.setLineWidth(0.8)
    canvas.rect(
        box.x, bottom, box.width, box.height, stroke=int(bool(box.stroke)), fill=int(bool(box.fill))
    )


def _paint_stroke(canvas: Canvas, stroke: Stroke, height: float) -> None:
    canvas.setStrokeColor(colour(stroke.ink))
    canvas.setLineWidth(stroke.width)
    canvas.setDash(list(stroke.dash))
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    (x, y), *others = stroke.points
    path.moveTo(x, height - y)
    for x, y in others:
        path.lineTo(x, height - y)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash([])


def _paint_point(canvas: Canvas, point: Point, height: float) -> None:
    ink = colour(point.ink)
    canvas.setStrokeColor(ink)
    canvas.setFillColorRGB(1, 1, 1) if point.hollow else canvas.setFillColor(ink)
    canvas.setLineWidth(1.2)
    x, y, r = point.x, height - point.y, point.radius
    if point.sign is Sign.DISC:
        canvas.circle(x, y, r, stroke=1, fill=1)
        return
    corners = {
        Sign.SQUARE: ((-r, -r), (r, -r), (r, r), (-r, r)),
        Sign.DIAMOND: ((0, -1.3 * r), (1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0)),
        Sign.TRIANGLE: ((-1.2 * r, -r), (1.2 * r, -r), (0, 1.2 * r)),
    }[point.sign]
    path = canvas.beginPath()
    (dx, dy), *others = corners
    path.moveTo(x + dx, y + dy)
    for dx, dy in others:
        path.lineTo(x + dx, y + dy)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)
