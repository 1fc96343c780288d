"""The report: choose a year and readers, see what will be told and what not, write the files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from vp_desk.desk import ChangeKind, Changes, Desk, Prepared, Stage, Weighing, changed
from vp_desk.disclosure import Reason
from vp_desk.errors import VpDeskError
from vp_desk.figure_words import figure_words
from vp_desk.group_disclosure import unanswered
from vp_desk.periods import ReportingYear
from vp_desk.telling import Telling
from vp_desk.ui.bus import Bus
from vp_desk.ui.empty_state import EmptyState
from vp_desk.ui.pages.page import Page
from vp_desk.ui.pages.report_check import ReleaseCheck, StatusLine
from vp_desk.ui.pages.report_choices import ReportChoices
from vp_desk.ui.pages.report_draft import ReportDrafts
from vp_desk.ui.pages.report_files import FileButtons, FileWriting, WrittenFiles
from vp_desk.ui.pages.report_making import stage_words
from vp_desk.ui.pages.report_notices import ReportNotices
from vp_desk.ui.pages.report_pages import ReportPages
from vp_desk.ui.pages.report_preview import ReportPreview
from vp_desk.ui.pages.report_protection import ProtectionPanel
from vp_desk.ui.pages.report_words import shared_words
from vp_desk.ui.pages.report_work import Outcome, ReportWork
from vp_desk.ui.segments import Segments
from vp_desk.ui.show_error import show_error
from vp_desk.ui.theme import scaled
from vp_desk.ui.tokens import Size
from vp_desk.ui.widgets import Bar, Waiting
from vp_desk.ui.workers import Workers

#: The views of what was prepared, in the order of the stack.
_TABLES, _PROTECTION, _PAGES = "tables", "protection", "pages"
_VIEWS: Final = (_TABLES, _PROTECTION, _PAGES)
#: Least height of the page when sheets of paper are in sight.
_PAGES_LEAST: Final = 560
_STOPPED: Final = "Gestopt. Er is geen bestand geschreven."
_LAPSED: Final = (
    "Een stap die u eerder koos, past niet meer bij de cijfers van nu en is niet genomen. "
    "Kijk bij Bescherming hoe het jaar nu wordt getoond."
)


#: What changes the words of a report, and none of its figures.
_WORDS: Final = frozenset(
    (ChangeKind.TEXTS, ChangeKind.ACTIVITIES, ChangeKind.ADVICE, ChangeKind.RELATION)
)


class ReportPage(Page):
    """Counting and writing happen beside the window; the figures shown are those of one moment."""

    help = "rapport"

    #: Go to where the missing releases are answered for.
    missing_wanted = Signal()
    #: The number of a release that was handed to someone.
    handed_over_wanted = Signal(int)

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Rapport", scrolls=False)
        self._desk, self._bus, self._workers, self._today = desk, bus, workers, today
        self._stale = True
        self._outcome: Outcome | None = None
        self._prepared: Prepared | None = None
        #: Figures were in sight: they are made anew when something they rest on changes.
        self._live = False
        self._work = ReportWork(desk, workers, self)
        self._check = ReleaseCheck(desk, workers, self)
        #: The figures are those of now, also for a year that was released before.
        self._restated = False
        #: What is told on the bus is what this page itself released, the last one by its number.
        self._own_release = False
        self._written = 0
        self.choices = ReportChoices(desk)
        self.year, self.edition = self.choices.year, self.choices.edition
        self.prepare_button = self.choices.prepare_button
        self.content.addWidget(self.choices)
        views = ((_TABLES, "Tabellen"), (_PROTECTION, "Bescherming"), (_PAGES, "Voorbeeld"))
        self.what = Segments("Weergave", views)
        self.what.hide()
        self.header.addWidget(self.what)
        self._waiting = Waiting()
        self.content.addWidget(self._waiting)
        #: Tells how far the steps of the ladder are.
        self._line = Waiting(self)
        self.notices, self.status = ReportNotices(), StatusLine()
        self.content.addWidget(self.notices)
        #: What the tables tell of a whole group: a warning, or a question that has to be answered.
        self.question = Bar()
        self.content.addWidget(self.question)
        self.content.addWidget(self.status)
        self.preview, self.protection = ReportPreview(), ProtectionPanel()
        self.pages = ReportPages(workers)
        self.drafts = ReportDrafts(desk, workers, today, self.pages, self)
        self._writing = FileWriting(desk, workers, today, self)
        self._stack = QStackedWidget()
        self._empty = EmptyState("report")
        self._empty.pressed.connect(self.prepare)
        for part in (self._empty, self.preview, self.protection, self.pages):
            self._stack.addWidget(part)
        self.content.addWidget(self._stack, 1)
        self._files = FileButtons(self)
        self.add_footer(*self._files.all, None)
        self._listen()
        self._enable()
        bus.changed.connect(self._on_changed)

    def _listen(self) -> None:
        self.choices.year_chosen.connect(self._on_year)
        self.choices.edition_chosen.connect(self._show)
        self.choices.prepare_wanted.connect(self.prepare)
        self.what.chosen.connect(self._on_what)
        self.notices.restate_wanted.connect(self.restate)
        self.notices.missing_wanted.connect(self.missing_wanted)
        self._check.answered.connect(self._on_checked)
        self._check.failed.connect(self._on_not_checked)
        self._files.wanted.connect(self._writing.ask)
        self.pages.save_wanted.connect(self._writing.ask)
        self.protection.chosen.connect(self.take)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._work.weighed.connect(self._on_weighed)
        for making in (self._work.making, self.drafts.making, self._writing.making):
            making.told.connect(self._on_told)
        self._work.making.stopped.connect(self._ready)
        self._writing.begun.connect(self._on_writing)
        self._writing.written.connect(self._on_written)
        self._writing.stopped.connect(self._on_stopped)
        self._writing.failed.connect(self._on_failed)
        self.drafts.begun.connect(self._on_drafting)
        self.drafts.ended.connect(self._on_drafted)
        self.drafts.failed.connect(self._on_failed)
        self.pages.failed.connect(self._on_failed)
        self.pages.kind_chosen.connect(self._show_draft)
        self._work.weighing_progress.connect(self._on_weighing)

    @property
    def prepared(self) -> Prepared | None:
        """The figures in sight."""
        return self._prepared

    def activate(self) -> None:
        """Offer the years that there are now, and the figures as they are now if there were any."""
        self.notices.show_missing(self._desk.released.missing())
        if self._stale:
            self._stale = False
            self._fill()
            if self._live:
                self.prepare()
        self._enable()
        self.choices.focus()

    def _fill(self) -> None:
        self.choices.fill_years()
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
        self._busy("Tellen…", self._work.making.stop)
        self._work.prepare(year.year, restated=self._restated)

    @Slot(bool)
    def restate(self, restated: bool) -> None:
        """Use the figures of now for a year that was released before, or again those of then."""
        self._restated = restated
        self.prepare()

    @Slot(object)
    def take(self, telling: Telling) -> None:
        """Tell the same year by other steps of the ladder, from now on."""
        if self._outcome is not None:
            self._busy("Beschermen…")
            self._work.take(replace(self._outcome, prepared=self._prepared), telling)

    @Slot(object)
    def _on_done(self, outcome: Outcome) -> None:
        first = self._outcome is None
        self._outcome, self._prepared = outcome, outcome.prepared
        self._ready()
        self._tell_of_before(outcome)
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

    def _tell_of_before(self, outcome: Outcome) -> None:
        """What was told of this year before, and what follows from it."""
        names = outcome.prepared.release.account.given_away if outcome.prepared else ()
        lists, calendar = self._desk.lists, self._desk.calendar
        words = [figure_words(name, lists, calendar) for name in sorted(names)]
        self.notices.show_year(outcome.counted, outcome.told_on, words)

    @Slot(int, int)
    def _on_weighing(self, done: int, total: int) -> None:
        self._line.progress(done, total)

    @Slot(object)
    def _on_weighed(self, weighing: Weighing) -> None:
        if self._outcome is not None:
            self.protection.show_weighing(weighing, self._outcome.counted.policy.threshold)

    @Slot()
    def _show(self) -> None:
        edition = self.choices.chosen_edition
        if self._outcome is None or edition is None:
            return
        self._bring_up(self._stack_place())
        if self._prepared is None:
            self.drafts.refuse()
            return
        self.preview.show_release(self._prepared, edition)
        reasons = self._prepared.release.account.reasons.values()
        secondary = sum(reason is Reason.SECONDARY for reason in reasons)
        self.protection.show_reasonings(self._outcome.reasonings, secondary)
        self._show_draft()
        self._ask()
        self._look_at()
        self._enable()

    def _stack_place(self) -> int:
        return 1 + _VIEWS.index(str(self.what.value()))

    def show_protection(self) -> None:
        """Bring into sight how the figures are protected."""
        self.what.set_value(_PROTECTION)
        self._on_what()

    def show_pages(self) -> None:
        """Bring the preview into sight, made if it was not yet."""
        self.what.set_value(_PAGES)
        self._on_what()

    @Slot()
    def _on_what(self) -> None:
        self._bring_up(self._stack_place())
        self._show_draft()

    def _bring_up(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        # In a low window the page scrolls, rather than leave nothing of a sheet of paper.
        looks = self._stack.currentWidget() is self.pages
        self.body.setMinimumHeight(scaled(_PAGES_LEAST if looks else Size.BODY_LEAST))

    @Slot()
    def _show_draft(self) -> None:
        edition = self.choices.chosen_edition
        if self._prepared is not None and edition is not None:
            looks = self.what.value() == _PAGES and not self._writing.making.busy
            self.drafts.show(self._prepared, edition, in_sight=looks)

    @Slot()
    def _on_drafting(self) -> None:
        self._waiting.begin("Opmaken…", self.drafts.making.stop)
        self._enable()

    @Slot()
    def _on_drafted(self) -> None:
        self._ready()
        if self.what.has_focus and self.pages.is_shown and self.what.value() == _PAGES:
            self.pages.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        """What the tables of this edition tell of a whole group."""
        prepared, edition = self._prepared, self.choices.chosen_edition
        self.question.hide()
        if prepared is None or edition is None:
            return
        if asked := prepared.to_confirm(edition):
            answers = {"Ja, dat mag": self.confirm, "Tabel weglaten": self.leave_out}
            self.question.ask(shared_words(asked, asks=True), answers, focus=False)
        elif not edition.close and (shared := unanswered(prepared.shared_answers(edition), ())):
            self.question.say(shared_words(shared, asks=False), "warning")

    def confirm(self) -> None:
        """The adviser looked at it: these readers may know it."""
        edition = self.choices.chosen_edition
        if self._prepared is not None and edition is not None:
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
        edition = self.choices.chosen_edition
        if self._prepared is not None and edition is not None:
            asked = self._prepared.to_confirm(edition)
            telling = self._prepared.policy.telling
            names = frozenset(name for one in asked for name in one.tables)
            self.take(replace(telling, dropped=telling.dropped | names))

    def write(self, path: Path) -> None:
        """Write the report, or for another suffix than PDF its tables."""
        self._writing.write(path)

    @Slot()
    def _on_writing(self) -> None:
        self._busy("Opmaken…", self._writing.making.stop)

    @Slot()
    def _on_stopped(self) -> None:
        self._ready()
        self.bar.say(_STOPPED)

    @Slot(object)
    def _on_written(self, written: WrittenFiles) -> None:
        self._ready()
        self._written = written.release.number
        answers = {"Overhandigd…": self._on_handed_over, "Sluiten": self.bar.hide}
        tone = "warning" if written.warnings else "success"
        self.bar.ask(written.sentence, answers, tone, focus=False)
        self._own_release = True
        self._restated = False  # told now: these are the figures of then
        self._bus.changed.emit(changed(ChangeKind.RELEASES))
        self._own_release = False

    def _on_handed_over(self) -> None:
        self.handed_over_wanted.emit(self._written)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._ready()
        show_error(self, error)

    def _busy(self, words: str, stop: Callable[[], object] | None = None) -> None:
        self.bar.hide()
        self._empty.button.setEnabled(False)
        self._waiting.begin(words, stop)
        self.prepare_button.setEnabled(False)
        self._enable()

    @Slot(object, int, int)
    def _on_told(self, stage: Stage, done: int, total: int) -> None:
        self._waiting.tell(stage_words(stage, done, total), done, total)
        if stage is Stage.WRITE:
            self._waiting.keep_from_stopping()

    @Slot()
    def _ready(self) -> None:
        self._waiting.hide()
        self._empty.button.setEnabled(True)
        self.prepare_button.setEnabled(bool(self.year.count()))
        self._enable()

    def _enable(self) -> None:
        edition, why_not = self.choices.chosen_edition, self._why_not()
        self._writing.offer(self._prepared, edition.code if edition is not None else "")
        self._files.allow(why_not)
        self.pages.allow(why_not)

    def _why_not(self) -> str:
        """Why no file can be made; empty when one can."""
        prepared, edition = self._prepared, self.choices.chosen_edition
        if not self._waiting.isHidden():
            return "Even wachten: er wordt nog gewerkt."
        if prepared is None or edition is None:
            return "Zet eerst de cijfers klaar."
        if not self.notices.missing.isHidden():
            return "Zeg eerst bij Uitgegeven wat er met de ontbrekende uitgaven is gebeurd."
        if prepared.to_confirm(edition):
            return "Beantwoord eerst de vraag hierboven."
        verdict = self._check.verdict
        if verdict is None:
            return "Er wordt nog nagekeken of dit verslag iets verraadt."
        return "" if verdict.safe else "Dit verslag is nog niet veilig: hierboven staat waarom."

    def _look_at(self) -> None:
        """Attack what is in sight, beside the window."""
        prepared, edition = self._prepared, self.choices.chosen_edition
        if not self.notices.missing.isHidden():
            self.status.hide()  # nobody knows what else readers have
        elif prepared is not None and edition is not None:
            self.status.wait()
            self._check.ask(prepared, edition.code, self._today())

    @Slot()
    def _on_checked(self) -> None:
        verdict, prepared = self._check.verdict, self._prepared
        if verdict is not None and prepared is not None:
            self.status.tell(verdict, given_away=bool(prepared.release.account.given_away))
        self._enable()

    @Slot(Exception)
    def _on_not_checked(self, error: Exception) -> None:
        self.status.fail()
        self._enable()
        show_error(self, error)

    def forget(self) -> None:
        """Hold no figures and no pages."""
        self._forget()
        self.drafts.clear()

    def _forget(self) -> None:
        self._outcome = self._prepared = None
        self._work.forget()
        self._check.forget()
        self.drafts.wait()
        self.notices.clear()
        self.status.hide()
        self._waiting.hide()
        self.prepare_button.setEnabled(bool(self.year.count()))
        self._empty.button.setEnabled(True)
        self.preview.clear()
        self.protection.clear()
        self.question.hide()
        self.what.hide()
        self._bring_up(0)
        self._enable()

    @Slot()
    def _on_year(self) -> None:
        self._restated = False
        self._forget()
        self._explain()
        if self._live:
            self.prepare()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds <= {ChangeKind.CHOICES, ChangeKind.WARNINGS}:
            return  # that is what stands here; and what she put aside is in no figure
        if changes.kinds <= {ChangeKind.EDITIONS}:
            self.choices.fill_editions()
            self._check.forget()
            self._show()  # the figures are the same for all readers
            return
        is_release = changes.kinds <= {ChangeKind.RELEASES} and self._own_release
        if is_release or changes.kinds <= _WORDS:
            # The figures stand, but readers have more now, or other words and own work go with them; and the
            # next draft has another number.
            self._check.forget()
            self.drafts.outdate()
            self._look_at()
            self._enable()
            return
        # Whatever changed, the figures are no longer those of the vault.
        self._stale = True
        self._forget()
        if self._live and self.isVisible():
            self.activate()
