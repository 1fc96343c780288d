"""The report: choose a year and readers, see what will be told and what not, write the files."""

from collections.abc import Callable
from dataclasses import replace
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

from vp_desk.aggregate import Edition
from vp_desk.desk import ChangeKind, Changes, Desk, Prepared, Weighing
from vp_desk.disclosure import Reason
from vp_desk.errors import VpDeskError
from vp_desk.group_disclosure import unanswered
from vp_desk.periods import ReportingYear
from vp_desk.telling import Telling
from vp_desk.ui.bus import Bus
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.files import ask_to_save
from vp_desk.ui.icons import IconButton
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.report_preview import ReportPreview
from vp_desk.ui.pages.report_protection import ProtectionPanel
from vp_desk.ui.pages.report_words import shared_words
from vp_desk.ui.pages.report_work import Outcome, ReportWork
from vp_desk.ui.segments import Segments
from vp_desk.ui.show_error import show_error
from vp_desk.ui.tokens import Space
from vp_desk.ui.widgets import Bar, Waiting, button
from vp_desk.ui.workers import Progress, Workers

#: Suffix, words on the button, kind in the dialog. The first one is the report itself.
_FILES: Final = (
    (".pdf", "Rapport als &PDF…", "PDF (*.pdf)"),
    (".xlsx", "Tabellen als &Excel…", "Excel (*.xlsx)"),
    (".csv", "&CSV…", "CSV (*.csv)"),
    (".json", "&JSON…", "JSON (*.json)"),
)
#: The two views of what was prepared.
_TABLES, _PROTECTION = "tables", "protection"
_LAPSED: Final = (
    "Een stap die u eerder koos, past niet meer bij de cijfers van nu en is niet genomen. "
    "Kijk bij Bescherming hoe het jaar nu wordt getoond."
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
        self._desk, self._bus, self._workers, self._today = desk, bus, workers, today
        self._stale = True
        self._outcome: Outcome | None = None
        self._prepared: Prepared | None = None
        #: Figures were in sight: they are made anew when something they rest on changes.
        self._live = False
        self._work = ReportWork(desk, workers, self)
        self._make_choices()
        self._waiting = Waiting()
        self.content.addWidget(self._waiting)
        #: Tells how far the steps of the ladder are.
        self._line = Waiting(self)
        #: What the tables tell of a whole group: a warning, or a question that has to be answered.
        self.question = Bar()
        self.content.addWidget(self.question)
        self.preview, self.protection = ReportPreview(), ProtectionPanel()
        self._stack = QStackedWidget()
        self._empty = EmptyState("report")
        self._empty.pressed.connect(self.prepare)
        for part in (self._empty, self.preview, self.protection):
            self._stack.addWidget(part)
        self.content.addWidget(self._stack, 1)
        self._listen()
        self._buttons: dict[QPushButton, tuple[str, str]] = {}
        for suffix, words, kind in _FILES:
            made = button(words, self._on_write, "primary" if suffix == ".pdf" else "")
            made.setAccessibleName(words.replace("&", "").replace("…", ""))
            self._buttons[made] = (suffix, kind)
        self.add_footer(*self._buttons, None)
        self._enable()
        bus.changed.connect(self._on_changed)

    def _listen(self) -> None:
        self.protection.chosen.connect(self.take)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._work.weighed.connect(self._on_weighed)
        self._work.progress.connect(self._waiting.progress)
        self._work.weighing_progress.connect(self._on_weighing)

    @property
    def prepared(self) -> Prepared | None:
        """The figures in sight."""
        return self._prepared

    def activate(self) -> None:
        """Offer the years that there are now, and the figures as they are now if there were any."""
        if self._stale:
            self._stale = False
            self._fill()
            if self._live:
                self.prepare()
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
        self.what = Segments("Weergave", ((_TABLES, "Tabellen"), (_PROTECTION, "Bescherming")))
        self.what.chosen.connect(self._on_what)
        self.what.hide()
        self.header.addWidget(self.what)
        self.content.addLayout(choices)

    def _fill(self) -> None:
        chosen: object = self.year.currentData()
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in self._desk.case_years():
                self.year.addItem(year.label, year)
            self.year.setCurrentIndex(max(0, self.year.findData(chosen)))
        self._forget()
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
        if not isinstance(year, ReportingYear):
            return
        self._forget()
        self._live = True
        self._busy(f"De cijfers van {year.label} worden geteld en beschermd.")
        self._work.prepare(year.year)

    @Slot(object)
    def take(self, telling: Telling) -> None:
        """Tell the same year by other steps of the ladder, from now on."""
        if self._outcome is not None:
            self._busy("De cijfers worden opnieuw beschermd.")
            counted = self._prepared.counted if self._prepared else self._outcome.counted
            self._work.take(counted, telling)

    @Slot(object)
    def _on_done(self, outcome: Outcome) -> None:
        first = self._outcome is None
        self._outcome, self._prepared = outcome, outcome.prepared
        self._ready()
        self._line = self.protection.wait()
        if outcome.prepared is not None and not first:
            self._keep(outcome.prepared)
        elif outcome.counted.lapsed:
            self.bar.say(_LAPSED, "warning")
        if outcome.prepared is None:
            self.protection.show_refusal(outcome.refusal)
            self.bar.say(outcome.refusal, "error")
            self.what.set_value(_PROTECTION)
        self.what.show()
        self._show()
        if first and self.what.value() == _TABLES and not self.year.hasFocus():
            self.preview.tables.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _on_weighing(self, done: int, total: int) -> None:
        self._line.progress(done, total)

    @Slot(object)
    def _on_weighed(self, weighing: Weighing) -> None:
        if self._outcome is not None:
            self.protection.show_weighing(weighing, self._outcome.counted.policy.threshold)

    @Slot()
    def _show(self) -> None:
        edition: object = self.edition.currentData()
        if self._outcome is None or not isinstance(edition, Edition):
            return
        self._stack.setCurrentIndex(self._stack_place())
        if self._prepared is None:
            return
        self.preview.show_release(self._prepared, edition)
        reasons = self._prepared.release.account.reasons.values()
        secondary = sum(reason is Reason.SECONDARY for reason in reasons)
        self.protection.show_reasonings(self._outcome.reasonings, secondary)
        self._ask()
        self._enable()

    def _stack_place(self) -> int:
        return 2 if self.what.value() == _PROTECTION else 1

    def show_protection(self) -> None:
        """Bring into sight how the figures are protected."""
        self.what.set_value(_PROTECTION)
        self._on_what()

    @Slot()
    def _on_what(self) -> None:
        self._stack.setCurrentIndex(self._stack_place())

    def _ask(self) -> None:
        """What the tables of this edition tell of a whole group."""
        prepared, edition = self._prepared, self.edition.currentData()
        self.question.hide()
        if prepared is None or not isinstance(edition, Edition):
            return
        if asked := prepared.to_confirm(edition):
            answers = {"Ja, dat mag": self.confirm, "Tabel weglaten": self.leave_out}
            self.question.ask(shared_words(asked, asks=True), answers, focus=False)
        elif not edition.close and (shared := unanswered(prepared.shared_answers(edition), ())):
            self.question.say(shared_words(shared, asks=False), "warning")

    def confirm(self) -> None:
        """The adviser looked at it: these readers may know it."""
        if self._prepared is not None:
            edition: Edition = self.edition.currentData()
            asked = self._prepared.to_confirm(edition)
            self._prepared = self._prepared.with_confirmed(asked, edition)
            self._keep(self._prepared)
            self._show()

    def _keep(self, prepared: Prepared) -> None:
        """The next report of this year is made in the same way."""
        try:
            self._bus.changed.emit(self._desk.keep_choices(prepared))
        except VpDeskError as error:
            show_error(self, error)

    def leave_out(self) -> None:
        """The tables that tell it are not printed, for any reader."""
        if self._prepared is not None:
            asked = self._prepared.to_confirm(self.edition.currentData())
            telling = self._prepared.policy.telling
            names = frozenset(name for one in asked for name in one.tables)
            self.take(replace(telling, dropped=telling.dropped | names))

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
            "\n".join((f"Bewaard als {words}", *warnings)), "warning" if warnings else "success"
        )

    @Slot(Exception)
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
        prepared, edition = self._prepared, self.edition.currentData()
        asked = prepared is not None and edition is not None and bool(prepared.to_confirm(edition))
        ready = prepared is not None and not asked
        first = "Beantwoord eerst de vraag hierboven." if asked else "Zet eerst de cijfers klaar."
        for made, (suffix, _) in self._buttons.items():
            made.setEnabled(ready)
            made.setToolTip(_WHAT_FOR[suffix] if ready else first)

    def _forget(self) -> None:
        self._outcome = self._prepared = None
        self._work.forget()
        self._waiting.hide()
        self.prepare_button.setEnabled(bool(self.year.count()))
        self._empty.button.setEnabled(True)
        self.preview.clear()
        self.protection.clear()
        self.question.hide()
        self.what.hide()
        self._stack.setCurrentIndex(0)
        self._enable()

    @Slot()
    def _on_year(self) -> None:
        self._forget()
        self._explain()
        if self._live:
            self.prepare()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds <= {ChangeKind.CHOICES}:
            return  # that is what stands here
        # Whatever changed, the figures are no longer those of the vault.
        self._stale = True
        self._forget()
        if self._live and self.isVisible():
            self.activate()
