"""Totals of earlier years: read a file, look at what it holds, take it over."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vp_desk.desk import ChangeKind, Changes, Desk, Measure, RowProblem, TotalsPreview
from vp_desk.dutch import count, number
from vp_desk.errors import VpDeskError
from vp_desk.historic import HistoricTotal
from vp_desk.taxonomy import type_versions
from vp_desk.ui.bus import Bus
from vp_desk.ui.delegates import RowDelegate
from vp_desk.ui.files import ask_to_open
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.icons import IconButton, IconLabel, IconOnlyButton
from vp_desk.ui.models.table import Cell, TextTable
from vp_desk.ui.pages.page import Page
from vp_desk.ui.segments import Segments
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Line, Size, Space
from vp_desk.ui.widgets import Waiting, button, card, clear_layout, label, row, rule
from vp_desk.ui.workers import Progress, Workers

_MEASURES = (Measure.CASES, Measure.CONTACTS, Measure.MENTIONS)
_MOST_ROWS = 9
#: Width of the column with line numbers and years.
_NUMBER_WIDTH = 70


@dataclass(frozen=True, slots=True)
class _Question:
    """What is read, and how."""

    path: Path
    measure: Measure
    published: bool
    code_list: str | None


class TotalsPage(Page):
    """Bring in what was counted or printed before there was a vault."""

    help = "cijfers"

    def __init__(self, desk: Desk, bus: Bus, workers: Workers) -> None:
        super().__init__("Cijfers van eerdere jaren", width=960)
        self._desk, self._bus, self._workers = desk, bus, workers
        self._path: Path | None = None
        self._preview: TotalsPreview | None = None
        self._stale = True
        self.choose_button = IconButton("Bestand kiezen…", "folder")
        self.choose_button.setShortcut("Ctrl+O")
        self.choose_button.setToolTip("Bestand kiezen (Ctrl+O)")
        self.choose_button.clicked.connect(self._choose)
        self.content.addWidget(
            label(
                "Neem de totalen van eerdere jaarverslagen over, dan toont uw rapport de ontwikkeling "
                "over meer jaren. U ziet eerst wat er in het bestand staat.",
                "muted",
                wrap=True,
            )
        )
        self.content.addWidget(self._make_file_card())
        self._found = self._make_found_card()
        self.content.addWidget(self._found)
        self.content.addWidget(self._make_stored_card())
        self.content.addStretch(1)
        bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        """Show what is in the vault now."""
        if self._stale:
            self._stale = False
            self._show_stored()
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_file(self, path: Path) -> None:
        """Read a file and show what it holds."""
        self._path = path
        self._file.setText(path.name)
        self._file.setToolTip(str(path))
        self._read()

    # --- which file, and how to read it ---

    def _make_file_card(self) -> QWidget:
        frame, layout = card()
        layout.addWidget(label("Bestand", "heading"))
        self._file = label(
            "Nog geen bestand gekozen. Een CSV met jaar, categorie en aantal.", "muted", wrap=True
        )
        choice = row(self.choose_button, self._file, spacing=Space.M)
        choice.setStretch(1, 1)
        layout.addLayout(choice)
        self.measure = QComboBox()
        for measure in _MEASURES:
            self.measure.addItem(measure.label.capitalize(), measure)
        self.measure.currentIndexChanged.connect(self._read)
        self.published = Segments("Gepubliceerd", ((True, "Ja"), (False, "Nee")))
        self.published.chosen.connect(self._read)
        self.version = QComboBox()
        self.version.addItem("Zelf herkennen", None)
        for code, version in type_versions().items():
            self.version.addItem(version.label, code)
        self.version.currentIndexChanged.connect(self._read)
        columns = Columns(220, 3)
        for words, widget, help_text in (
            ("&Teleenheid", self.measure, "Wat de getallen tellen."),
            (
                "Al &gepubliceerd?",
                self.published,
                "Wat al openbaar is, komt ongewijzigd in het rapport.",
            ),
            ("&Lijst van typen", self.version, "De indeling waarin het bestand is geschreven."),
        ):
            columns.add(_labelled(words, widget, help_text))
        layout.addWidget(columns)
        self._waiting = Waiting()
        layout.addWidget(self._waiting)
        return frame

    @Slot()
    def _choose(self) -> None:
        ask_to_open(
            self,
            "Kies een bestand met totalen",
            ("CSV-bestand (*.csv *.txt *.tsv)", "Alle bestanden (*)"),
            self.choose_file,
        )

    @Slot()
    def _read(self) -> None:
        if self._path is None:
            return
        measure: object = self.measure.currentData()
        version: object = self.version.currentData()
        asked = _Question(
            self._path,
            measure if isinstance(measure, Measure) else Measure.CASES,
            bool(self.published.value()),
            version if isinstance(version, str) else None,
        )
        desk = self._desk

        def work(progress: Progress) -> TotalsPreview:
            del progress
            return desk.read_totals(asked.path, asked.measure, asked.published, asked.code_list)

        self.bar.hide()
        self._waiting.begin("Het bestand wordt gelezen.")
        self._workers.start(work, self._on_read, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._waiting.hide()
        self._found.hide()
        self._preview = None
        show_error(self, error)

    # --- what it holds ---

    def _make_found_card(self) -> QWidget:
        frame, layout = card()
        self._found_title = label("", "heading")
        self.import_button = button("&Overnemen in de kluis", self._import, "primary")
        layout.addLayout(row(self._found_title, None, self.import_button))
        self._found_text = label("", "muted", wrap=True)
        layout.addWidget(self._found_text)
        self._problems_title = label("Eerst verbeteren", "label")
        self.problems = TextTable(("Regel", "Wat er mis is"), self)
        self._problems_view = _table_view(self.problems, "Regels met een fout", stretch=1)
        self._remarks_title = label("Let op", "label")
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(Space.SNUG)
        self.rows = TextTable(("Jaar", "Rij", "Aantal", "Herkend als", "Gepubliceerd"), self)
        self._rows_view = _table_view(self.rows, "Gelezen rijen", stretch=1)
        for column, width in ((0, _NUMBER_WIDTH), (2, 90), (3, 250), (4, 130)):
            self._rows_view.setColumnWidth(column, scaled(width))
        layout.addWidget(self._problems_title)
        layout.addWidget(self._problems_view)
        layout.addWidget(self._remarks_title)
        layout.addLayout(self._remarks)
        layout.addWidget(label("Gelezen rijen", "label"))
        layout.addWidget(self._rows_view)
        frame.hide()
        return frame

    def _on_read(self, preview: TotalsPreview) -> None:
        self._waiting.hide()
        self._preview = preview
        years = sorted({total.year for total in preview.rows})
        span = f"{years[0]} tot en met {years[-1]}" if len(years) > 1 else "".join(map(str, years))
        self._found_title.setText(self._path.name if self._path else "")
        self._found_text.setText(
            f"{count(len(preview.rows), 'rij', 'rijen')} uit {count(len(years), 'jaar', 'jaren')} "
            f"({span}), gelezen met de lijst ‘{type_versions()[preview.code_list].label}’."
            if years
            else "Er staan geen bruikbare rijen in dit bestand."
        )
        self._show_problems(preview.problems)
        self._show_remarks(preview.remarks)
        self.rows.show_rows([self._row_cells(total) for total in preview.rows])
        _fit(self._rows_view)
        self.import_button.setEnabled(preview.can_import)
        self._found.show()
        if preview.can_import:
            self.import_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problems(self, problems: Sequence[RowProblem]) -> None:
        self.problems.show_rows(
            [(Cell(str(problem.line)), Cell(problem.text, problem.text)) for problem in problems]
        )
        _fit(self._problems_view)
        self._problems_title.setVisible(bool(problems))
        self._problems_view.setVisible(bool(problems))
        if problems:
            self.bar.say(
                f"{count(len(problems), 'regel heeft', 'regels hebben')} een fout. Verbeter het bestand "
                "en kies het opnieuw; er is nog niets overgenomen.",
                "error",
            )

    def _show_remarks(self, remarks: Sequence[str]) -> None:
        clear_layout(self._remarks)
        self._remarks_title.setVisible(bool(remarks))
        for remark in remarks:
            holder = QWidget()
            parts = row(
                IconLabel("info", Size.ICON_SMALL), label(remark, wrap=True), spacing=Space.S
            )
            parts.setStretch(1, 1)
            parts.setAlignment(Qt.AlignmentFlag.AlignTop)
            holder.setLayout(parts)
            self._remarks.addWidget(holder)

    @staticmethod
    def _row_cells(total: HistoricTotal) -> tuple[Cell, ...]:
        version = type_versions()[total.code_list]
        known = total.code is not None
        if total.code == "*":
            as_ = "Totaal van het jaar"
        else:
            as_ = version.label_of(total.code) if total.code else "niet herkend"
        return (
            Cell(str(total.year)),
            Cell(
                total.label,
                f"{total.label}\n{total.source}" + (f"\n{total.note}" if total.note else ""),
            ),
            Cell(number(total.low) if total.exact else total.text, right=True),
            Cell(
                as_,
                as_
                if known
                else "Deze rij staat niet in de lijst; zij blijft bewaard zoals zij is.",
            ),
            Cell("ja" if total.published else "nee"),
        )

    @Slot()
    def _import(self) -> None:
        if self._preview is None:
            return
        rows = len(self._preview.rows)
        try:
            changes = self._desk.import_totals(self._preview)
        except VpDeskError as error:
            show_error(self, error)
            return
        self._preview = self._path = None
        self._found.hide()
        self._file.setText("Kies nog een bestand, of ga verder met het rapport.")
        self._bus.changed.emit(changes)
        self.bar.say(f"{count(rows, 'rij is', 'rijen zijn')} overgenomen in de kluis.", "success")
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is in the vault ---

    def _make_stored_card(self) -> QWidget:
        frame, layout = card()
        layout.addWidget(label("In de kluis", "heading"))
        self._stored = QVBoxLayout()
        self._stored.setSpacing(Space.HAIR)
        layout.addLayout(self._stored)
        return frame

    def _show_stored(self) -> None:
        clear_layout(self._stored)
        by_year: dict[int, list[HistoricTotal]] = {}
        for total in self._desk.totals():
            by_year.setdefault(total.year, []).append(total)
        if not by_year:
            self._stored.addWidget(
                label(
                    "Nog geen totalen van eerdere jaren. Kies hierboven een bestand; wat u overneemt, "
                    "staat daarna hier per jaar. Zonder eerdere jaren begint de trend met uw eigen zaken.",
                    "muted",
                    wrap=True,
                )
            )
        for place, year in enumerate(sorted(by_year, reverse=True)):
            if place:
                self._stored.addWidget(rule())
            self._stored.addWidget(_StoredYear(year, by_year[year], self))

    def ask_to_forget(self, year: int) -> None:
        """Delete the totals of a year, after asking."""

        def forget() -> None:
            self._bus.changed.emit(self._desk.forget_totals(year))
            self.said.emit(f"De totalen van {year} zijn verwijderd.")
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

        self.bar.ask(
            f"De overgenomen totalen van {year} verwijderen uit de kluis?",
            {"Behouden": self.bar.hide, "Verwijderen": forget},
        )

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if ChangeKind.TOTALS in changes.kinds:
            self._stale = not self.isVisible()
            if not self._stale:
                self._show_stored()


class _StoredYear(QWidget):
    """One line: what is known of a year, and a button to delete it."""

    def __init__(self, year: int, totals: Sequence[HistoricTotal], page: TotalsPage) -> None:
        super().__init__()
        self._year, self._page = year, page
        measures = " en ".join(sorted({total.measure.label for total in totals}))
        open_ = "gepubliceerd" if all(total.published for total in totals) else "niet gepubliceerd"
        words = f"{count(len(totals), 'rij', 'rijen')} · {measures} · {open_}"
        delete = IconOnlyButton(f"Totalen van {year} verwijderen", "trash")
        delete.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        delete.clicked.connect(self._forget)
        name = label(str(year))
        name.setFixedWidth(scaled(Space.HUGE))
        self.setLayout(row(name, label(words, "small"), None, delete))

    @Slot()
    def _forget(self) -> None:
        self._page.ask_to_forget(self._year)


def _labelled(words: str, widget: QWidget, help_text: str) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.XS)
    name = QLabel(words)
    name.setProperty("role", "label")
    name.setBuddy(widget)
    widget.setAccessibleName(words.replace("&", ""))
    widget.setAccessibleDescription(help_text)
    layout.addWidget(name)
    layout.addWidget(widget)
    layout.addWidget(label(help_text, "small", wrap=True))
    return holder


def _table_view(model: TextTable, name: str, stretch: int) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setItemDelegate(RowDelegate(parent=view))
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(scaled(Size.ROW_FIGURES))
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    view.setColumnWidth(0, scaled(_NUMBER_WIDTH))
    return view


def _fit(view: QTableView) -> None:
    rows = min(view.model().rowCount(), _MOST_ROWS)
    view.setFixedHeight(rows * scaled(Size.ROW_FIGURES) + scaled(Size.ROW) + Line.FOCUS)
