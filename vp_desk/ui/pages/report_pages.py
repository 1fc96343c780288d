"""The preview of the report: its pages as they will be, with what one needs to find one's way in them."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vp_desk.desk import ReportDraft
from vp_desk.reporting.page_pictures import Outline
from vp_desk.ui.delegates import ChapterDelegate
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.forms.flow import FlowLayout
from vp_desk.ui.forms.number_input import NumberInput
from vp_desk.ui.icons import IconOnlyButton
from vp_desk.ui.pages.report_files import CONCEPT
from vp_desk.ui.segments import Segments
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.views.page_view import PageView
from vp_desk.ui.widgets import Bar, button, label, row
from vp_desk.ui.workers import Workers

#: Under this width chapters are chosen from a list that opens, instead of one beside the pages.
_LIST_FROM: Final = 700
_FIELD_WIDTH: Final = 56
_CHAPTER_LENGTH: Final = 18
_CONCEPT: Final = "Concept: dat staat op elke pagina. Er verlaat nog niets de kluis."
_FINAL: Final = "Precies zo wordt het definitieve rapport. Er verlaat nog niets de kluis."
_OUT_OF_DATE: Final = (
    "Dit voorbeeld is niet meer actueel: daarna is er iets veranderd of uitgegeven."
)


class ReportPages(QWidget):
    """Chapters at the left, pages at the right, above them where one is and how large it is."""

    #: Make the preview, or make it again.
    make_wanted = Signal()
    #: Another kind was chosen: whether it is a concept.
    kind_chosen = Signal(object)
    #: A `FileKind`.
    save_wanted = Signal(object)
    failed = Signal(Exception)

    def __init__(self, workers: Workers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = Outline((), ())
        self.view = PageView(workers)
        self.view.page_changed.connect(self._on_page)
        self.view.zoomed.connect(self._on_zoomed)
        self.view.failed.connect(self.failed)
        self.kind = Segments("Soort", ((True, "Concept"), (False, "Definitief")))
        self.kind.chosen.connect(self.kind_chosen)
        self.save = button(CONCEPT.words, self._on_save)
        self.save.setAccessibleName(CONCEPT.words.replace("&", "").replace("…", ""))
        self.bar = Bar()
        self._state = label("", "small", wrap=True)
        self._tools = QWidget()
        self._make_tools()
        self._make_chapters()
        self._stack = QStackedWidget()
        self.empty = EmptyState("eye")
        self.empty.pressed.connect(self.make_wanted)
        for part in (self.empty, self._make_pages()):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(self.bar)
        layout.addWidget(self._tools)
        layout.addWidget(self._state)
        layout.addWidget(self._stack, 1)
        self.clear()

    @property
    def concept(self) -> bool:
        """Whether a concept is asked for, or the final report."""
        return self.kind.value() is True

    @property
    def is_shown(self) -> bool:
        """Whether there is a report in it."""
        return self.view.pages > 0

    def show_draft(self, draft: ReportDraft, outline: Outline, *, anew: bool) -> None:
        """Show a report.

        Args:
            draft: the report.
            outline: its pages and chapters.
            anew: begin at its first page; otherwise one stays where one was.
        """
        page = 0 if anew or not self.is_shown else self.view.page
        self._outline = outline
        self.bar.hide()
        self._state.setText("\n".join((_CONCEPT if draft.concept else _FINAL, *draft.warnings)))
        self._of.setText(f"van {len(outline.sizes)}")
        with QSignalBlocker(self.chapters), QSignalBlocker(self.chapter):
            self.chapters.clear()
            # No item is made here: PySide kept a hold on items of before now and then, and crashed on it.
            self.chapters.addItems([each.title for each in outline.chapters])
            model = self.chapters.model()
            for place, each in enumerate(outline.chapters):
                index = model.index(place, 0)
                model.setData(index, each.depth, ChapterDelegate.DEPTH_ROLE)
                told = f"{each.title}, pagina {each.page + 1}"
                model.setData(index, told, Qt.ItemDataRole.AccessibleTextRole)
        self.save.setVisible(draft.concept)
        self._set_shown(shown=True)
        self.view.show_report(draft.content, outline, page)
        self._on_page(self.view.page)
        self._on_zoomed()

    def allow(self, why_not: str = "") -> None:
        """Let a concept be written, or say why it cannot be."""
        self.save.setEnabled(not why_not)
        self.save.setToolTip(why_not or CONCEPT.what_for)

    def outdate(self) -> None:
        """What is shown is not what the report would be now."""
        if self.is_shown:
            answers = {"Opnieuw maken": self.make_wanted.emit}
            self.bar.ask(_OUT_OF_DATE, answers, "warning", focus=False)

    @property
    def is_outdated(self) -> bool:
        """Whether it says so."""
        return not self.bar.isHidden()

    def clear(self) -> None:
        """Show nothing, and hold nothing of a report."""
        self._outline = Outline((), ())
        self.view.clear()
        with QSignalBlocker(self.chapters), QSignalBlocker(self.chapter):
            self.chapters.clear()
        self.bar.hide()
        self._state.setText("")
        self.page.set_value(None)
        self._of.setText("")
        self._set_shown(shown=False)
        self.wait(waiting=False)

    def wait(self, *, waiting: bool) -> None:
        """A report is being made, or not."""
        self.bar.setEnabled(not waiting)
        if waiting:
            self.empty.explain("Het voorbeeld komt eraan", "De pagina’s worden nu opgemaakt.")
        else:
            self.empty.explain(
                "Het rapport bekijken",
                "U ziet elke pagina zoals lezers haar krijgen. Er verlaat nog niets de kluis.",
                "Voorbeeld maken",
            )

    def refuse(self) -> None:
        """There can be no report."""
        self.clear()
        self.empty.explain(
            "Geen voorbeeld",
            "Dit jaar is nog niet te beschermen. Kijk bij Bescherming wat u kunt doen.",
        )

    # --- its parts ---

    def _make_tools(self) -> None:
        self.back = IconOnlyButton("Vorige pagina", "chevron-up")
        self.on = IconOnlyButton("Volgende pagina", "chevron-down")
        self.back.clicked.connect(self._on_back)
        self.on.clicked.connect(self._on_on)
        self.page = NumberInput()
        self.page.setAccessibleName("Pagina")
        self.page.setFixedWidth(scaled(_FIELD_WIDTH))
        self.page.editingFinished.connect(self._on_typed)  # Enter leaves it
        self._of = label("", "small")
        self.smaller, self.larger = (
            self._sized("−", "Kleiner", "Ctrl+−"),
            self._sized("+", "Groter", "Ctrl++"),
        )
        self.fit = self._sized("Breedte", "Zo breed als er plaats is", "Ctrl+0")
        self.full = self._sized("100 %", "Zo groot als op papier", "")
        for pressed, slot in (
            (self.smaller, self.view.zoom_out),
            (self.larger, self.view.zoom_in),
            (self.fit, self.view.fit_width),
            (self.full, self.view.full_size),
        ):
            pressed.clicked.connect(slot)
        self._percent = label("", "small")
        self.chapter = QComboBox()
        self.chapter.setAccessibleName("Hoofdstuk")
        self.chapter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.chapter.setMinimumContentsLength(_CHAPTER_LENGTH)
        layout = FlowLayout(self._tools)
        layout.setContentsMargins(0, 0, 0, 0)
        for parts in (
            (self.kind, self.save),
            (label("Pagina", "label"), self.page, self._of, self.back, self.on),
            (self.smaller, self._percent, self.larger, self.fit, self.full),
            (self.chapter,),
        ):
            together = QWidget()
            inside = row(*parts, spacing=Space.SNUG)
            inside.setContentsMargins(0, 0, Space.M, 0)
            together.setLayout(inside)
            layout.addWidget(together)
            if parts[0] is self.chapter:
                self._chapter_holder = together
        layout.addWidget(QWidget())  # takes what is left of the line

    @staticmethod
    def _sized(words: str, name: str, keys: str) -> QPushButton:
        made = button(words, kind="quiet")
        made.setAccessibleName(name)
        made.setToolTip(f"{name} ({keys})" if keys else name)
        return made

    def _make_chapters(self) -> None:
        self.chapters = QListWidget()
        self.chapters.setAccessibleName("Hoofdstukken")
        self.chapters.setFixedWidth(scaled(Size.SIDEBAR))
        self.chapters.setItemDelegate(ChapterDelegate(self))
        self.chapters.setResizeMode(QListWidget.ResizeMode.Adjust)  # the scroll bar takes room
        self.chapters.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chapters.setMouseTracking(True)
        self.chapters.currentRowChanged.connect(self._on_chapter)
        self.chapters.itemClicked.connect(self._on_clicked)
        self.chapter.setModel(self.chapters.model())
        self.chapter.activated.connect(self._on_chapter)

    def _make_pages(self) -> QFrame:
        frame = QFrame()
        beside = QHBoxLayout(frame)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.M)
        beside.addWidget(self.chapters)
        beside.addWidget(self.view, 1)
        return frame

    def _set_shown(self, *, shown: bool) -> None:
        self._stack.setCurrentIndex(int(shown))
        self._tools.setVisible(shown)
        self._state.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chapters stand beside the pages where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= scaled(_LIST_FROM)
        self.chapters.setVisible(wide)
        self._chapter_holder.setVisible(not wide)

    # --- to and fro ---

    @Slot(int)
    def _on_page(self, page: int) -> None:
        if not self.page.hasFocus():
            self.page.set_value(page + 1)
        self._set_arrows(back=page > 0, on=page < self.view.pages - 1)
        here = [n for n, each in enumerate(self._outline.chapters) if each.page <= page]
        first = [n for n in here if self._outline.chapters[n].page == page]
        at = (first or here[-1:] or [-1])[0]
        now = self.chapters.currentRow()
        if 0 <= now < len(self._outline.chapters) and self._outline.chapters[now].page == page:
            at = now  # the section that was chosen stands on this page too
        with QSignalBlocker(self.chapters), QSignalBlocker(self.chapter):
            self.chapters.setCurrentRow(at)
            self.chapter.setCurrentIndex(at)

    def _set_arrows(self, *, back: bool, on: bool) -> None:
        """Where it goes no further, the focus goes to the arrow that leads back, not to what stands next."""
        both = ((self.back, back, self.on, on), (self.on, on, self.back, back))
        for arrow, leads, other, other_leads in both:
            if other_leads and not leads and arrow.hasFocus():
                other.setEnabled(True)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
            arrow.setEnabled(leads)

    @Slot()
    def _on_zoomed(self) -> None:
        self._percent.setText(f"{self.view.percent} %")

    @Slot(int)
    def _on_chapter(self, place: int) -> None:
        if 0 <= place < len(self._outline.chapters):
            chapter = self._outline.chapters[place]
            self.view.go_to(chapter.page, chapter.top)

    @Slot()
    def _on_clicked(self) -> None:
        self._on_chapter(self.chapters.currentRow())  # once more, after one scrolled away

    @Slot()
    def _on_save(self) -> None:
        self.save_wanted.emit(CONCEPT)

    @Slot()
    def _on_back(self) -> None:
        self.view.go_to(self.view.page - 1)

    @Slot()
    def _on_on(self) -> None:
        self.view.go_to(self.view.page + 1)

    @Slot()
    def _on_typed(self) -> None:
        """The page that was typed, or the nearest one."""
        typed = self.page.value()
        if isinstance(typed, int) and typed != self.view.page + 1:
            self.view.go_to(min(max(typed, 1), self.view.pages) - 1)
        self.page.set_value(self.view.page + 1 if self.view.pages else None)
