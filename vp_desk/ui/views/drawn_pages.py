"""Pictures of pages, drawn beside the window: those that are asked for, in that order, and no others stay."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vp_desk.reporting.page_pictures import Picture, picture_of
from vp_desk.ui.workers import Progress, Workers


class DrawnPages(QObject):
    """The pages of one report. What is not asked for any more is forgotten at once."""

    #: The picture of a page is there.
    drawn = Signal(int)
    failed = Signal(Exception)

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._content: bytes | None = None
        self._pictures: dict[int, QImage] = {}
        #: For which width each was drawn, in pixels; the picture may be smaller.
        self._widths: dict[int, int] = {}
        self._wanted: list[tuple[int, int]] = []
        self._running = False
        #: Pictures of before this are not taken.
        self._moment = 0

    @property
    def kept(self) -> int:
        """Bytes that the pictures take."""
        return sum(picture.sizeInBytes() for picture in self._pictures.values())

    def show(self, content: bytes | None) -> None:
        """Begin with another report, or none; all pictures are forgotten."""
        self._moment += 1
        self._content = content
        self._wanted = []
        self._pictures.clear()
        self._widths.clear()

    def picture(self, page: int) -> QImage | None:
        """A page as it was drawn last, perhaps for another width."""
        return self._pictures.get(page)

    def is_sharp(self, page: int, width: int) -> bool:
        """Whether it was drawn for this width."""
        return self._widths.get(page) == width

    def ask(self, pages: Sequence[tuple[int, int]]) -> None:
        """Draw pages, the first one first: each its number and its width in pixels."""
        self._wanted = list(pages)
        known = {page for page, _ in pages}
        for page in [page for page in self._pictures if page not in known]:
            del self._pictures[page], self._widths[page]
        self._begin()

    def _begin(self) -> None:
        content = self._content
        missing = (each for each in self._wanted if not self.is_sharp(*each))
        wanted = next(missing, None)
        if self._running or content is None or wanted is None:
            return
        self._running = True
        page, width = wanted
        moment = self._moment

        def work(_: Progress) -> Picture:
            return picture_of(content, page, width)

        self._workers.start(work, partial(self._on_drawn, moment, page, width), self._on_failed)

    def _on_drawn(self, moment: int, page: int, width: int, picture: Picture) -> None:
        self._running = False
        if moment == self._moment and any(page == asked for asked, _ in self._wanted):
            seen = QImage(
                picture.rows,
                picture.width,
                picture.height,
                picture.stride,
                QImage.Format.Format_RGB32,
            )
            self._pictures[page], self._widths[page] = seen.copy(), width
            self.drawn.emit(page)
        self._begin()

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self._wanted = []
        self.failed.emit(error)
