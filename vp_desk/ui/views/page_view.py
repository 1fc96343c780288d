"""The pages of a report under each other, as they will be: to scroll, to page through, larger and smaller."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from vp_desk.dutch import listing
from vp_desk.reporting.page_pictures import Outline
from vp_desk.ui.theme import scaled, tokens
from vp_desk.ui.tokens import LIGHT, Space
from vp_desk.ui.views.drawn_pages import DrawnPages
from vp_desk.ui.views.page_column import (
    EDGE,
    ZOOMS,
    PageColumn,
    fitting_scale,
    next_zoom,
)
from vp_desk.ui.workers import Workers

_POINTS_AN_INCH: Final = 72
#: Of a page that is higher than the window, this part stays in sight when one pages on.
_KEPT: Final = 0.1
#: Paper is white in the dark too.
_PAPER, _ON_PAPER = LIGHT.surface, LIGHT.muted
_LARGER: Final = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_DESCRIPTION: Final = (
    "Voorbeeld van het rapport. Met Page Up en Page Down bladert u, met Home en End gaat u naar begin en "
    "einde, met Ctrl en plus of min wordt het groter of kleiner."
)


class PageView(QAbstractScrollArea):
    """Draws only what is in sight and what comes next; a page that is not there yet is an empty sheet."""

    #: Another page is the one that is looked at: its number, counted from 0.
    page_changed = Signal(int)
    #: It has another size.
    zoomed = Signal()
    failed = Signal(Exception)

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleDescription(_DESCRIPTION)
        self._pictures = DrawnPages(workers, self)
        self._pictures.drawn.connect(self._on_drawn)
        self._pictures.failed.connect(self.failed)
        self._outline = Outline((), ())
        self._column = PageColumn((), 1.0)
        #: 1 is as large as on paper; None = as wide as there is room.
        self._zoom: float | None = None
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self._name()

    # --- what is shown ---

    def show_report(self, content: bytes, outline: Outline, page: int = 0) -> None:
        """Show a report.

        Args:
            content: the PDF.
            outline: its pages and chapters.
            page: which one to begin with, counted from 0.
        """
        self._pictures.show(content)
        self._outline = outline
        self._page = -1
        self._lay_out()
        self.go_to(min(page, len(outline.sizes) - 1))

    def clear(self) -> None:
        """Show nothing, and hold nothing of a report."""
        self._pictures.show(None)
        self._outline = Outline((), ())
        self._page = 0
        self._lay_out()
        self._name()

    @property
    def page(self) -> int:
        """The page that is looked at, counted from 0."""
        return self._page

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._outline.sizes)

    @property
    def kept(self) -> int:
        """Bytes that the drawn pages take."""
        return self._pictures.kept

    @property
    def is_sharp(self) -> bool:
        """Whether all that is in sight is drawn as it should be."""
        return all(self._pictures.is_sharp(n, self._pixels(n)) for n in self._in_sight())

    @property
    def percent(self) -> int:
        """How large it is; 100 is as large as on paper."""
        return round(100 * self._column.scale / self._full_scale())

    @property
    def fits_width(self) -> bool:
        """Whether pages are as wide as there is room."""
        return self._zoom is None

    def go_to(self, page: int, top: float = 0.0) -> None:
        """Bring a page into sight.

        Args:
            page: counted from 0.
            top: what stands so many points under its edge comes to the top.
        """
        if not 0 <= page < self.pages:
            return
        down = round(top * self._column.scale)
        bar = self.verticalScrollBar()
        bar.setValue(self._column.tops[page] + down - (EDGE if down == 0 else Space.S))
        self._look()
        if self._page != page and self._column.tops[page] >= bar.value():
            self._set_page(page)  # the last pages may be too low to come to the top

    # --- its size ---

    @Slot()
    def fit_width(self) -> None:
        """As wide as there is room."""
        self._set_zoom(None)

    @Slot()
    def full_size(self) -> None:
        """As large as on paper."""
        self._set_zoom(1.0)

    @Slot()
    def zoom_in(self) -> None:
        """A step larger."""
        self._set_zoom(next_zoom(self.percent / 100, 1))

    @Slot()
    def zoom_out(self) -> None:
        """A step smaller."""
        self._set_zoom(next_zoom(self.percent / 100, -1))

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = zoom
        self._lay_out()
        self.zoomed.emit()

    def _full_scale(self) -> float:
        return self.logicalDpiX() / _POINTS_AN_INCH

    def _scale(self) -> float:
        full = self._full_scale()
        if self._zoom is not None:
            return self._zoom * full
        return min(
            fitting_scale(self._outline.sizes, self.viewport().width()),
            ZOOMS[-1] * full,
        )

    def _lay_out(self) -> None:
        """Pages in their places; what was at the top stays there."""
        bar = self.verticalScrollBar()
        before = self._column
        at = before.page_at(bar.value()) if before.sizes else 0
        points = (bar.value() - before.tops[at]) / before.scale if before.sizes else 0.0
        self._column = column = PageColumn(self._outline.sizes, self._scale())
        view = self.viewport().size()
        bar.setRange(0, max(0, column.whole_height - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(scaled(Space.HUGE))
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, column.whole_width - view.width()))
        across.setPageStep(view.width())
        across.setSingleStep(scaled(Space.HUGE))
        if self.pages and (at > 0 or points > 0):
            bar.setValue(column.tops[min(at, self.pages - 1)] + round(points * column.scale))
        self._look()
        self.viewport().update()

    # --- what is in sight ---

    def _in_sight(self) -> range:
        return self._column.in_sight(self.verticalScrollBar().value(), self.viewport().height())

    def _pixels(self, page: int) -> int:
        return round(self._column.width(page) * self.devicePixelRatioF())

    def _look(self) -> None:
        """See which page is looked at, and have drawn what is in sight, what comes next and what was before."""
        if not self.pages:
            return
        seen = self._in_sight()
        if self.isVisible():
            around = [*seen, *range(seen.stop, seen.stop + 1), *range(seen.start - 1, seen.start)]
            asked = [n for n in around if 0 <= n < self.pages]
            self._pictures.ask([(n, self._pixels(n)) for n in asked])
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        self._set_page(self._column.main_page(top, height))

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self._name()
            self.page_changed.emit(page)

    def _name(self) -> None:
        """For screen readers: which page it is and what it is about."""
        chapters = [each.title for each in self._outline.chapters_on(self._page)]
        about = f": {listing(chapters)}" if chapters else ""
        where = f"Pagina {self._page + 1} van {self.pages}{about}" if self.pages else "Geen pagina"
        self.setAccessibleName(where)

    @Slot()
    def _on_scrolled(self) -> None:
        self._look()
        self.viewport().update()

    @Slot(int)
    def _on_drawn(self, page: int) -> None:
        self.viewport().update(self._place(page))

    # --- events ---

    def sizeHint(self) -> QSize:
        """What there is, and no less than a few lines."""
        return QSize(scaled(320), scaled(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as there is room now."""
        super().resizeEvent(event)
        fitted = self.percent
        self._lay_out()
        if self.percent != fitted:
            self.zoomed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what is in sight."""
        super().showEvent(event)
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        """Pictures are kept only while someone looks."""
        super().hideEvent(event)
        self._pictures.ask(())

    def event(self, event: QEvent) -> bool:
        """Ctrl+0 is ours while one looks at the pages, not that of the navigation."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() == Qt.Key.Key_0:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of a reader of documents."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in _LARGER:
                self.zoom_in()
            elif key is Qt.Key.Key_Minus:
                self.zoom_out()
            elif key is Qt.Key.Key_0:
                self.fit_width()
            else:
                super().keyPressEvent(event)
        elif key is Qt.Key.Key_PageDown:
            self._page_on(1)
        elif key is Qt.Key.Key_PageUp:
            self._page_on(-1)
        elif key is Qt.Key.Key_Home:
            self.go_to(0)
        elif key is Qt.Key.Key_End:
            self.go_to(self.pages - 1)
        else:
            super().keyPressEvent(event)

    def _page_on(self, way: int) -> None:
        """A page further; one that is higher than the window goes in parts."""
        if not self.pages:
            return
        bar, column = self.verticalScrollBar(), self._column
        top, height = bar.value(), self.viewport().height()
        step = round(height * (1 - _KEPT))
        page = self._page
        begin, end = column.tops[page] - EDGE, column.tops[page] + column.height(page)
        if way > 0 and end > top + height:
            bar.setValue(min(top + step, end + EDGE - height))
        elif way < 0 and begin < top:
            bar.setValue(max(top - step, begin))
        else:
            self.go_to(page + way)
            if way < 0 and column.height(self._page) + 2 * EDGE > height:
                bar.setValue(column.tops[self._page] + column.height(self._page) + EDGE - height)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger or smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    # --- drawing ---

    def _place(self, page: int) -> QRect:
        """Where a page stands in the window."""
        width = self._column.width(page)
        left = max((self.viewport().width() - width) // 2, EDGE)
        return QRect(
            left - self.horizontalScrollBar().value(),
            self._column.tops[page] - self.verticalScrollBar().value(),
            width,
            self._column.height(page),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sheets of paper, and on them what was drawn of each."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        t = tokens()
        painter.fillRect(event.rect(), QColor(t.sidebar))
        for page in self._in_sight():
            place = self._place(page)
            painter.fillRect(place, QColor(_PAPER))
            picture = self._pictures.picture(page)
            if picture is not None and self._pictures.is_sharp(page, picture.width()):
                # Dot for dot, so that it is as sharp as the screen.
                ratio = self.devicePixelRatioF()
                size = QRectF(0, 0, picture.width() / ratio, picture.height() / ratio)
                painter.drawImage(size.translated(place.topLeft()), picture)
            elif picture is not None:
                painter.drawImage(QRectF(place), picture)
            else:
                painter.setPen(QColor(_ON_PAPER))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"Pagina {page + 1}")
            painter.setPen(QPen(QColor(t.line)))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
