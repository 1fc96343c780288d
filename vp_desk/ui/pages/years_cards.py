"""The cards of the picture of several years: one side of a row, and an explanation in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from vp_desk.chance import PER
from vp_desk.reporting.told import HIDDEN_SIGN
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.tokens import Space
from vp_desk.ui.views.chart import BLEED, ChartView
from vp_desk.ui.views.exact import GAP
from vp_desk.ui.views.years import Side, SideYear, as_is
from vp_desk.ui.widgets import Parts, Waiting, button, card, label, row

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_OPEN_POINT: Final = "Een open punt: van dat jaar is niet alles bekend."


class TextCard(QFrame):
    """A heading with paragraphs under it; hidden without any."""

    def __init__(self, title: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(self)
        layout.setSpacing(Space.S)
        outer.addWidget(frame)
        layout.addWidget(label(title, "heading", wrap=True))
        self._lines = QVBoxLayout()
        self._parts = Parts(self._lines)
        layout.addWidget(self._parts)
        self.texts: tuple[str, ...] = ()
        self.hide()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show other paragraphs."""
        self.texts = tuple(texts)
        with self._parts.anew():
            for text in self.texts:
                self._lines.addWidget(label(text, wrap=True))
        self.setVisible(bool(self.texts))


class SideCard(QFrame):
    """One side of a row: who sees it, a chart with whiskers, the figures by year, and the sentences."""

    #: The year that was pressed, counted from the first.
    year_chosen = Signal(int)
    #: It is to be worked out after all.
    wanted = Signal()

    def __init__(self, title: str, icon: str, lead: str) -> None:
        """Make an empty card.

        Args:
            title: whose figures these are.
            icon: before the title.
            lead: who sees them.
        """
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(self)
        edge = layout.contentsMargins()
        layout.setContentsMargins(
            edge.left() - BLEED, edge.top(), edge.right() - BLEED, edge.bottom()
        )
        layout.setSpacing(Space.S)
        outer.addWidget(frame)
        head = QVBoxLayout()
        head.setContentsMargins(BLEED, 0, BLEED, 0)
        head.setSpacing(Space.XS)
        head.addLayout(row(IconLabel(icon), label(title, "heading", wrap=True)))
        head.addWidget(label(lead, "small", wrap=True))
        self._row = label("", "label", wrap=True)
        head.addWidget(self._row)
        layout.addLayout(head)
        self._name = title
        self.view = ChartView(title)
        self.view.chosen.connect(self.year_chosen)
        layout.addWidget(self.view)
        body = QVBoxLayout()
        body.setContentsMargins(BLEED, 0, BLEED, 0)
        body.setSpacing(Space.S)
        self._figures = QGridLayout()
        self._figure_parts = Parts(self._figures)
        self._figures.setHorizontalSpacing(Space.L)
        self._figures.setVerticalSpacing(Space.HAIR)
        body.addWidget(self._figure_parts)
        self._note = label("", "small", wrap=True)
        body.addWidget(self._note)
        self._lines = QVBoxLayout()
        self._line_parts = Parts(self._lines)
        body.addWidget(self._line_parts)
        self.waiting = Waiting()
        body.addWidget(self.waiting)
        self.again = button("Toch uitrekenen", self.wanted.emit, "quiet")
        self.again.hide()
        body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(body)
        self.texts: tuple[str, ...] = ()
        self.side: Side | None = None

    def show_side(self, side: Side | None, texts: Sequence[str], highest: float = 0) -> None:
        """Show a row, or words alone.

        Args:
            side: the row; None = there is none to show.
            texts: what chance says of it, or why there is nothing.
            highest: the axis holds this too.
        """
        self.side, self.texts = side, tuple(texts)
        self.again.hide()
        self._row.setText(side.title if side is not None else "")
        self._row.setVisible(side is not None)
        self.view.setVisible(side is not None)
        notes: list[str] = []
        with self._figure_parts.anew():
            if side is not None:
                self._show_figures(side)
        if side is not None:
            self.view.show_chart(side.chart(), as_is, side.items(), highest)
            self.view.setAccessibleName(f"{self._name}: {side.title}")
            if side.with_hidden:
                notes.append(
                    f"{HIDDEN_SIGN} en gearceerd = niet getoond, zodat niemand herkenbaar wordt."
                )
            if any(GAP in (year.cases, year.matters) for year in side.years):
                notes.append(f"{GAP} = niet geregistreerd; dat is iets anders dan nul.")
            if any(year.incomplete for year in side.years):
                notes.append(_OPEN_POINT)
        self.view.setAccessibleDescription(" ".join(self.texts))
        self._note.setText(" ".join(notes))
        self._note.setVisible(bool(notes))
        with self._line_parts.anew():
            for text in self.texts:
                self._lines.addWidget(label(text, wrap=True))

    def show_waiting(self) -> None:
        """Show nothing yet: it is being worked out."""
        self.show_side(None, ())

    def offer(self, words: str) -> None:
        """Say why there is nothing, and offer to work it out after all."""
        self.show_side(None, (words,))
        self.again.show()

    def _show_figures(self, side: Side) -> None:
        heads = ["Jaar", "Zaken", *(["Kwesties"] if side.by_matter else []), "Door toeval"]
        if side.with_staff:
            heads += ["Medewerkers", f"Per {PER}"]
        for column, head in enumerate(heads):
            self._put(head, 0, column)
        for line, year in enumerate(side.years, start=1):
            for column, text in enumerate(self._cells(side, year)):
                self._put(text, line, column)
        for column in range(len(heads) + 1):
            self._figures.setColumnStretch(column, 1 if column == len(heads) else 0)

    @staticmethod
    def _cells(side: Side, year: SideYear) -> list[str]:
        found = [year.label, year.cases]
        if side.by_matter:
            found.append(year.matters)
        found.append(year.bounds)
        return [*found, year.staff, year.rate] if side.with_staff else found

    def _put(self, text: str, line: int, column: int) -> None:
        side = _RIGHT if column else Qt.AlignmentFlag.AlignLeft
        self._figures.addWidget(label(text, "small"), line, column, side)
