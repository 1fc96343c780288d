"""The report: choose a year and readers, see what will be told and what not, write the files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
)

from vp_desk.desk import Changes, Desk, Prepared
from vp_desk.periods import ReportingYear
from vp_desk.ui.bus import Bus
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.files import ask_to_save
from vp_desk.ui.icons import IconButton
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.report_preview import ReportPreview
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import Waiting, button
from vp_desk.ui.workers import Progress, Workers

#: Suffix, words on the button, kind in the dialog. The first one is the report itself.
_FILES: Final = (
    (".pdf", "Rapport als &PDF…", "PDF (*.pdf)"),
    (".xlsx", "Tabellen als &Excel…", "Excel (*.xlsx)"),
    (".csv", "&CSV…", "CSV (*.csv)"),
    (".json", "&JSON…", "JSON (*.json)"),
)
#: What each file is good for.
_WHAT_FOR: Final = {
    ".pdf": "Het hele jaarverslag, om te geven aan wie u koos.",
    ".xlsx": "De tabellen van deze lezer, om in Excel verder mee te werken.",
    ".csv": "De getallen van deze lezer als platte tekst.",
    ".json": "De getallen van deze lezer voor een ander programma.",
}


class ReportPage(Page):
    """Counting and writing happen beside the window; the figures shown are those of one moment."""

    help = "rapport"

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Rapport", scrolls=False)
        self._desk, self._workers, self._today = desk, workers, today
        self._stale = True
        self._prepared: Prepared | None = None
        self._make_choices()
        self._waiting = Waiting()
        self.content.addWidget(self._waiting)
        self.preview = ReportPreview()
        self._stack = QStackedWidget()
        self._empty = EmptyState("report")
        self._empty.pressed.connect(self.prepare)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.preview)
        self.content.addWidget(self._stack, 1)
        self._buttons: dict[QPushButton, tuple[str, str]] = {}
        for suffix, words, kind in _FILES:
            made = button(words, self._on_write, "primary" if suffix == ".pdf" else "")
            made.setAccessibleName(words.replace("&", "").replace("…", ""))
            self._buttons[made] = (suffix, kind)
        self.add_footer(*self._buttons, None)
        self._enable()
        bus.changed.connect(self._on_changed)

    @property
    def prepared(self) -> Prepared | None:
        """The figures in sight."""
        return self._prepared

    def activate(self) -> None:
        """Offer the years that there are now."""
        if self._stale:
            self._stale = False
            self._fill()
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_choices(self) -> None:
        self.year, self.edition = QComboBox(), QComboBox()
        self.year.currentIndexChanged.connect(self._on_year)
        for edition in self._desk.editions():
            self.edition.addItem(edition.label, edition)
        self.edition.setToolTip("Wie het leest, bepaalt welke tabellen erin staan.")
        self.edition.currentIndexChanged.connect(self._show)
        self.prepare_button = IconButton("Cijfers &klaarzetten", "report", "")
        self.prepare_button.setToolTip(
            "Tellen en beschermen. U ziet het resultaat hier; er verlaat nog niets de kluis."
        )
        self.prepare_button.clicked.connect(self.prepare)
        choices = QHBoxLayout()
        choices.setSpacing(Space.S)
        for words, widget in (("&Verslagjaar", self.year), ("V&oor wie", self.edition)):
            name = QLabel(words)
            name.setProperty("role", "label")
            name.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            choices.addWidget(name)
            choices.addWidget(widget)
            choices.addSpacing(Space.S)
        choices.addWidget(self.prepare_button)
        choices.addStretch(1)
        self.content.addLayout(choices)

    def _fill(self) -> None:
        chosen: object = self.year.currentData()
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in self._desk.case_years():
                self.year.addItem(year.label, year)
            self.year.setCurrentIndex(max(0, self.year.findData(chosen)))
        self._forget()
        there_is = bool(self.year.count())
        self.prepare_button.setEnabled(there_is)
        self._explain()

    def _explain(self) -> None:
        if self.year.count():
            self._empty.explain(
                "Eerst de cijfers",
                "VP-Desk telt de zaken van het jaar en beslist welke getallen veilig naar buiten kunnen. "
                "U ziet alles eerst hier; er verlaat nog niets de kluis.",
                f"Cijfers van {self.year.currentText()} klaarzetten",
            )
        else:
            self._empty.explain(
                "Nog niets te melden",
                "Leg eerst een zaak vast, of neem de cijfers van eerdere jaren over. Daarna kunt u hier "
                "het rapport maken.",
            )

    @Slot()
    def prepare(self) -> None:
        """Count the year and pass the gate, beside the window."""
        year: object = self.year.currentData()
        if not isinstance(year, ReportingYear) or not self.prepare_button.isEnabled():
            return
        desk, number = self._desk, year.year

        def work(progress: Progress) -> Prepared:
            return desk.prepare(number, progress)

        self._forget()
        self._busy(f"De cijfers van {year.label} worden geteld en beschermd.")
        self._workers.start(work, self._on_prepared, self._on_failed, self._waiting.progress)

    def _on_prepared(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._ready()
        self._show()
        self.preview.tables.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show(self) -> None:
        edition = self.edition.currentData()
        if self._prepared is None or edition is None:
            return
        self.preview.show_release(self._prepared, edition)
        self._stack.setCurrentIndex(1)

    @Slot()
    def _on_write(self) -> None:
        pressed = self.sender()
        if self._prepared is None or not isinstance(pressed, QPushButton):
            return
        suffix, kind = self._buttons[pressed]
        # The name says nothing of the organisation or the readers.
        name = f"jaarverslag-{self._prepared.year.label}{suffix}"
        ask_to_save(self, "Waar wilt u het bestand bewaren?", name, kind, self.write)

    def write(self, path: Path) -> None:
        """Write the report, or for another suffix than PDF its tables."""
        prepared, edition = self._prepared, self.edition.currentData()
        if prepared is None or edition is None:
            return
        desk, code, today = self._desk, edition.code, self._today()

        def work(progress: Progress) -> tuple[str, tuple[str, ...]]:
            del progress
            if path.suffix.casefold() == ".pdf":
                written = desk.write_report(prepared, code, path, today)
                return f"{written.path} ({written.pages} bladzijden)", written.warnings
            files = desk.write_aggregates(prepared, code, path, today)
            return " en ".join(map(str, files)), ()

        self._busy("Het bestand wordt geschreven.")
        self._workers.start(work, self._on_written, self._on_failed)

    def _on_written(self, written: tuple[str, tuple[str, ...]]) -> None:
        words, warnings = written
        self._ready()
        self.bar.say(
            "\n".join((f"Geschreven: {words}", *warnings)), "warning" if warnings else "success"
        )

    def _on_failed(self, error: Exception) -> None:
        self._ready()
        show_error(self, error)

    def _busy(self, words: str) -> None:
        self.bar.hide()
        self._empty.button.setEnabled(False)
        self._waiting.begin(words)
        self.prepare_button.setEnabled(False)
        for made in self._buttons:
            made.setEnabled(False)

    def _ready(self) -> None:
        self._waiting.hide()
        self._empty.button.setEnabled(True)
        self.prepare_button.setEnabled(bool(self.year.count()))
        self._enable()

    def _enable(self) -> None:
        ready = self._prepared is not None
        for made, (suffix, _) in self._buttons.items():
            made.setEnabled(ready)
            made.setToolTip(_WHAT_FOR[suffix] if ready else "Zet eerst de cijfers klaar.")

    def _forget(self) -> None:
        self._prepared = None
        self.preview.clear()
        self._stack.setCurrentIndex(0)
        self._enable()

    @Slot()
    def _on_year(self) -> None:
        self._forget()
        self._explain()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        del changes  # whatever changed, the figures are no longer those of the vault
        self._stale = True
        self._forget()
