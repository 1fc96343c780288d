"""The parts of the overview: a key figure that can be pressed, and a card with a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from vp_desk.aggregate import Measure
from vp_desk.desk import Figure
from vp_desk.ui.views.chart import BLEED, ChartView
from vp_desk.ui.views.exact import GAP, exact_bars, exact_reading
from vp_desk.ui.widgets import button, card, label, row


class KeyFigureButton(QPushButton):
    """One large number with what it counts and the same of the year before; leads to what is under it."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("kind", "figure")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._figure = label("", "figure", parent=self)
        self._name = label(words, parent=self)
        self._detail = label("", "small", parent=self)
        layout = self._lines = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(1)
        for part in (self._figure, self._name, self._detail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)

    def sizeHint(self) -> QSize:
        """Room for its lines."""
        return self._lines.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """No less than its lines."""
        return self.sizeHint()

    def show_figure(self, figure: str, detail: str, spoken: str, hint: str) -> None:
        """Show a number; a screen reader says it as a sentence."""
        self._figure.setText(figure)
        self._detail.setText(detail)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(hint)
        self.setToolTip(f"{spoken}\n{hint}")


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What stands around a chart."""

    title: str
    #: Under the title; may be empty.
    lead: str = ""
    #: Under the chart when rows without anything are left out.
    left_out: str = ""


class ChartCard(QFrame):
    """A title, a chart of a table, and what a reader has to know about it."""

    #: The cases under the bar that was pressed.
    cases_wanted = Signal(object)

    def __init__(self, words: ChartWords, measure: Measure, *, unfolds: bool = False) -> None:
        """Make an empty card.

        Args:
            words: what stands around the chart.
            measure: what its figures count.
            unfolds: whether there are parts to show on demand.
        """
        super().__init__()
        self._words, self._measure = words, measure
        self._figures: tuple[Figure, ...] = ()
        self._years: tuple[str, ...] = ()
        self._all: tuple[Figure, ...] = ()
        self._parts: tuple[Figure, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(self)
        edge = layout.contentsMargins()
        layout.setContentsMargins(
            edge.left() - BLEED, edge.top(), edge.right() - BLEED, edge.bottom()
        )
        layout.setSpacing(10)
        outer.addWidget(frame)
        self.parts_button = button("Subtypen tonen", kind="link")
        self.parts_button.setCheckable(True)
        self.parts_button.toggled.connect(self._on_parts)
        if not unfolds:
            self.parts_button.hide()
        self.view = ChartView(words.title)
        self.view.chosen.connect(self._on_chosen)
        self._nothing = label("Er staan geen cijfers in deze jaren.", "muted")
        self._note = label("", "small", wrap=True)
        head = QVBoxLayout()
        head.addLayout(row(label(words.title, "heading"), None, self.parts_button))
        if words.lead:
            head.addWidget(label(words.lead, "small", wrap=True))
        foot = QVBoxLayout()
        foot.addWidget(self._nothing)
        foot.addWidget(self._note)
        for around in (head, foot):
            around.setContentsMargins(BLEED, 0, BLEED, 0)
            around.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.view)
        layout.addLayout(foot)

    def show_figures(
        self,
        figures: Sequence[Figure],
        years: Sequence[str],
        parts: Sequence[Figure] = (),
        *,
        with_empty: bool = False,
    ) -> None:
        """Show the figures of the last of the years beside the others.

        Args:
            figures: the rows.
            years: their years, oldest first.
            parts: the same rows with their parts, on demand.
            with_empty: also rows without anything in any of the years.
        """
        self._years = tuple(years)
        self._figures = tuple(f for f in figures if with_empty or not f.empty)
        self._parts = tuple(f for f in parts if not f.empty)
        self._all = tuple(figures)
        self._draw()

    def _draw(self) -> None:
        shown = self._parts if self.parts_button.isChecked() and self._parts else self._figures
        bars = exact_bars(shown, self._years, self._measure)
        self.view.show_chart(bars.chart, exact_reading, bars.items)
        self.view.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        notes: list[str] = []
        if bars.has_gaps:
            notes.append(f"{GAP} = niet geregistreerd; dat is iets anders dan nul.")
        if len(self._figures) < len(self._all) and shown:
            notes.append(self._words.left_out)
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))

    @Slot(bool)
    def _on_parts(self, shown: bool) -> None:
        self.parts_button.setText("Subtypen verbergen" if shown else "Subtypen tonen")
        self._draw()

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        shown = self._parts if self.parts_button.isChecked() and self._parts else self._figures
        cases = shown[number].cases
        if cases is not None:
            self.cases_wanted.emit(cases)
