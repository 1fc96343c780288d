"""What readers will see, table by table, and why the rest is not told."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vp_desk.aggregate import Edition
from vp_desk.desk import Prepared
from vp_desk.disclosure import Reason
from vp_desk.dutch import count, decimal
from vp_desk.released import ReleasedTable
from vp_desk.telling import SmallFigures
from vp_desk.ui.delegates import FigureDelegate, Swatch, TableListDelegate
from vp_desk.ui.models.released import WHY, ReleasedModel, reason_counts, reason_words
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import card, clear_layout, label, row

#: Widths of a column of figures, and of the labels where there is no room to stretch.
_FIGURE_WIDTH, _LEAST_LABEL = 92, 220

_LEGEND = {
    Reason.SMALL: "klein aantal",
    Reason.SECONDARY: "mee verborgen",
    Reason.COLLAPSED: "niet uitgesplitst",
    Reason.SMALL_UNIT: "klein onderdeel",
    Reason.EARLIER: "eerder niet getoond",
}


class ReportPreview(QWidget):
    """Key figures of the gate above; the tables at the left, the chosen one at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepared: Prepared | None = None
        self._tables: list[ReleasedTable] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.M)
        self._account = label("", wrap=True)
        layout.addWidget(self._account)
        self.tables = QListWidget()
        self.tables.setAccessibleName("Tabellen van dit rapport")
        self.tables.setFixedWidth(scaled(Size.SIDEBAR))
        self.tables.setItemDelegate(TableListDelegate(self))
        self.tables.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tables.setMouseTracking(True)
        self.tables.currentRowChanged.connect(self._show_table)
        self.model = ReleasedModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(FigureDelegate(self))
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(scaled(Size.ROW_FIGURES))
        self.view.horizontalHeader().setHighlightSections(False)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName("Tabel zoals lezers haar zien")
        self._title = label("", "heading", wrap=True)
        self._reasons = label("", "small", wrap=True)
        self._legend = QHBoxLayout()
        self._legend.setSpacing(Space.SNUG)
        side, inside = card()
        inside.setSpacing(Space.S)
        inside.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        inside.addWidget(self._title)
        inside.addWidget(self._reasons)
        inside.addWidget(self.view, 1)
        inside.addLayout(self._legend)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        parts = QHBoxLayout()
        parts.setSpacing(Space.M)
        parts.addWidget(self.tables)
        parts.addWidget(side, 1)
        layout.addLayout(parts, 1)

    def show_release(self, prepared: Prepared, edition: Edition) -> None:
        """Show what one kind of reader gets."""
        self._prepared = prepared
        release = prepared.release
        publication = release.publication.for_edition(edition)
        self._tables = list(publication.tables.values())
        self._account.setText(_account_words(prepared))
        before = self.tables.currentRow()
        with QSignalBlocker(self.tables):
            self.tables.clear()
            # No item is made here: PySide kept a hold on items of before now and then, and crashed on it.
            self.tables.addItems([table.label for table in self._tables])
            model = self.tables.model()
            for place, table in enumerate(self._tables):
                held = sum(reason_counts(table, release.account.reasons).values())
                words = count(held, "getal niet getoond", "getallen niet getoond")
                told = words if held else "Alle getallen worden getoond"
                index = model.index(place, 0)
                model.setData(index, told, Qt.ItemDataRole.ToolTipRole)
                model.setData(index, held, TableListDelegate.HELD_ROLE)
                model.setData(index, f"{table.label}, {told}", Qt.ItemDataRole.AccessibleTextRole)
        self.tables.setCurrentRow(before if 0 <= before < len(self._tables) else 0)

    def clear(self) -> None:
        """Show nothing, and hold no figures."""
        self._prepared, self._tables = None, []
        self.model.clear()
        self.tables.clear()
        self._account.setText("")

    @Slot(int)
    def _show_table(self, place: int) -> None:
        if self._prepared is None or not 0 <= place < len(self._tables):
            return
        table = self._tables[place]
        reasons = self._prepared.release.account.reasons
        self.model.show_table(table, self._prepared.exact.get(table.name), reasons)
        counts = reason_counts(table, reasons)
        self._title.setText(table.label)
        self._reasons.setText(_reason_sentence(counts))
        self._show_legend(counts)
        head = self.view.horizontalHeader()
        columns = self.model.columnCount()
        for column in range(1, columns):
            self.view.setColumnWidth(column, scaled(_FIGURE_WIDTH))
        needed = scaled((columns - 1) * _FIGURE_WIDTH + _LEAST_LABEL)
        narrow = self.view.viewport().width() < needed
        if narrow:
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            self.view.setColumnWidth(0, scaled(_LEAST_LABEL))
        else:
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.view.scrollToTop()

    def _show_legend(self, counts: Mapping[Reason, int]) -> None:
        clear_layout(self._legend)
        for reason in Reason:
            if reason in counts:
                sample, words = Swatch(reason), label(_LEGEND[reason], "small")
                for part in (sample, words):
                    part.setToolTip(WHY[reason])
                holder = QWidget()
                holder.setLayout(row(sample, words, spacing=Space.SNUG))
                self._legend.addWidget(holder)
                self._legend.addSpacing(Space.S)
        self._legend.addStretch(1)


def _account_words(prepared: Prepared) -> str:
    account = prepared.release.account
    publication = prepared.release.publication
    threshold = publication.threshold
    told = (
        f"Aantallen onder de {threshold} staan er als 0–{threshold - 1}: bij een jaar met weinig zaken "
        "blijft zo het meeste andere zichtbaar."
        if publication.small_figures is SmallFigures.BAND
        else f"Aantallen onder de {threshold} worden niet getoond, en ook niet wat ze zou verraden."
    )
    if not account.large:
        return told
    share = decimal(100 * account.large_shown / account.large, 0)
    return (
        f"{told} Van de {account.large} getallen van {threshold} of meer blijven er "
        f"{account.large_shown} zichtbaar ({share} %)."
    )


def _reason_sentence(counts: Mapping[Reason, int]) -> str:
    if not counts:
        return "Alle getallen van deze tabel worden getoond."
    return "Niet getoond: " + "; ".join(reason_words(counts)) + "."
