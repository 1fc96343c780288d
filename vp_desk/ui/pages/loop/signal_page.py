"""One interim signal: its words, whether it may leave, its pages before they do, the file, and its answer."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QPushButton

from vp_desk.desk import (
    ChangeKind,
    Changes,
    Desk,
    LeakError,
    Month,
    Proposal,
    ReportDraft,
    ReportWritten,
    Signal,
    SignalId,
    Tell,
    Theme,
    ThemeTooSmallError,
    Verdict,
    changed,
    usual_answer_day,
)
from vp_desk.errors import VpDeskError
from vp_desk.ui.bus import Bus
from vp_desk.ui.files import ask_to_save
from vp_desk.ui.forms.form import Section
from vp_desk.ui.pages.loop.fields import RESPONSE, SIGNAL, THEME, loop_lists
from vp_desk.ui.pages.loop.mapping import UNTYPED, of_signal, to_signal
from vp_desk.ui.pages.loop.record_page import RecordPage, response_problems, text_problems
from vp_desk.ui.pages.loop.signal_preview import SignalPreview
from vp_desk.ui.pages.report_check import StatusLine
from vp_desk.ui.pages.report_making import Making, stage_words
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import Waiting, button, label
from vp_desk.ui.workers import Progress, Workers, while_there

#: Why its theme may not be named, what was found, and its pages.
_Looked = tuple[str, Verdict, ReportDraft | None]
#: What may change of a signal that somebody has.
_LATER: Final = frozenset({"asked_by", "in_report", *(field.key for field in RESPONSE)})
#: So long after the last change of the theme it is looked at, in milliseconds.
_REST: Final = 300
_LEAD: Final = (
    "Een signaal is een brief van één of twee bladzijden, buiten het jaarverslag om. Er komt geen aantal in. "
    "Het verlaat de kluis pas als u het als PDF bewaart."
)
_GONE: Final = (
    "Dit signaal is uitgegeven. De tekst blijft zoals de lezer die heeft; wat het antwoord was, legt u "
    "hier vast."
)


class SignalPage(RecordPage):
    """A new one, perhaps on a pattern, or one that is there."""

    help = "signaal"

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        workers: Workers,
        today: date,
        key: str,
        proposal: Proposal | None = None,
    ) -> None:
        """Make the page.

        Args:
            desk: the open vault.
            bus: hears what changed.
            workers: where it is made and looked at.
            today: the day.
            key: `signal/3`, or of a new one `signal/new-…`.
            proposal: the pattern of which a new one tells.
        """
        super().__init__("Signaal", desk, bus, workers, today, key)
        name = key.partition("/")[2]
        self._id = SignalId(int(name) if name.isdigit() else 0)
        self._record = self._new(proposal)
        self._question = 0
        #: The theme and the year that were looked at last.
        self._looked_at: tuple[Theme, int] | None = None
        self._told = label(_LEAD, "muted", wrap=True)
        self.status = StatusLine(what="signaal")
        self.waiting = Waiting(keyed=False)
        for place, part in enumerate((self._told, self.waiting, self.status)):
            self.content.insertWidget(place, part)
        self.making = Making(workers, self)
        self.making.told.connect(self._on_told)
        self.making.stopped.connect(self._on_stopped)
        self.making.failed.connect(self._on_failed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.look_at_theme)
        self.preview_button = button("Nakijken en &bekijken", self.make_preview)
        self.preview_button.setToolTip(
            "De pagina’s zoals de lezer ze krijgt. Er verlaat nog niets de kluis."
        )
        self.write_button = button("Bewaren als &PDF…", self.ask_file)
        self.write_button.setToolTip(
            "Het signaal wordt opgeslagen, nagekeken en telt als uitgegeven."
        )
        self._makers = (self.preview_button, self.write_button)
        #: Which of them had the focus when it was pressed, while something is being made.
        self._pressed: QPushButton | None = None
        #: The signal that was found safe last; None = nobody knows, or it is not.
        self._safe: Signal | None = None
        self.preview = SignalPreview(workers)
        self.preview.failed.connect(self._on_failed)
        self._read()
        lists = loop_lists(desk, today, (self._record.year,))
        self._begin((Section("", (*SIGNAL, *THEME)), Section("Antwoord", RESPONSE)), lists)
        self.content.addWidget(self.preview)
        self._finish(*self._makers)
        self._show_release()
        self.look_at_theme()

    def _new(self, proposal: Proposal | None) -> Signal:
        month = proposal.end.plus(-1) if proposal else Month.of(self._today)
        return Signal(
            made_on=self._today,
            year=self._desk.calendar.year_of(month).year,
            title=UNTYPED,
            text=UNTYPED,
            theme=proposal.theme if proposal else Theme(),
            asked_by=usual_answer_day(self._today),
        )

    @property
    def is_new(self) -> bool:
        """Whether it is not in the vault yet."""
        return not self._id

    @property
    def is_out(self) -> bool:
        """Whether somebody has it."""
        return self._record.release is not None

    def forget(self) -> None:
        """The vault is closed: no page of it stays."""
        self.making.forget()
        self.preview.clear()

    def _read(self) -> bool:
        record = self._desk.signal(self._id) if self._id else self._record
        if record is not None:
            self._record = record
        return record is not None

    def _values(self) -> Mapping[str, Any]:
        return of_signal(self._record)

    def _problems(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        wanted = text_problems(
            values, title="Geef het signaal een titel.", text="Schrijf wat u ziet en adviseert."
        )
        return {**wanted, **response_problems(values)}

    def _keep(self, values: Mapping[str, Any]) -> Changes:
        record = to_signal(self._record, values)
        draft = self.keeper.key
        if self._id:
            changes = self._desk.change_signal(record, draft=draft)
        else:
            changes = self._desk.add_signal(record, draft=draft)
            self._id = max(each.id for each in self._desk.signals())
            self.keeper.key = f"signal/{self._id}"
        self._read()
        return changes

    def _delete(self) -> Changes:
        return self._desk.delete_signal(self._id, self._today)

    def _show(self) -> None:
        super()._show()
        self._show_release()

    def _show_release(self) -> None:
        """What can still be done with it."""
        out = self.is_out
        self.title.setText("Nieuw signaal" if self.is_new else "Signaal")
        self._told.setText(_GONE if out else _LEAD)
        for field in self.form.fields:
            self.form.row(field).setEnabled(not out or field.key in _LATER)
        self.delete_button.setVisible(not out and not self.is_new)
        for made in self._makers:
            made.setVisible(not out)
        if out:
            self.status.hide()
            self.preview.clear()

    @Slot()
    def _on_edited(self) -> None:
        super()._on_edited()
        if self.is_out:
            self.delete_button.hide()
            return
        self.preview.outdate()
        if self._safe is not None and self._typed() != self._safe:
            self._safe = None
            self.status.hide()  # it was said of what stood here before
        self._rest.start()

    # --- whether it may leave ---

    @Slot()
    def look_at_theme(self) -> None:
        """Say whether its theme may be named on paper, as far as is known before it is made."""
        signal = self._typed()
        if signal is None or self.is_out or self.making.busy:
            return
        if (signal.theme, signal.year) == self._looked_at:
            return
        self._looked_at = (signal.theme, signal.year)
        self._question += 1
        question, desk, today = self._question, self._desk, self._today

        def work(_: Progress) -> str:
            return desk.theme_problem(signal.theme, signal.year, today)

        def done(problem: str) -> None:
            if question != self._question or self.making.busy:
                return
            if problem:
                self.status.refuse(problem)
            else:
                self.status.hide()

        self._workers.start(work, while_there(self, done), self._on_failed)

    def _typed(self) -> Signal | None:
        """The signal that stands here, also before it is whole; None when a field is not understood."""
        if any(self.form.problem(field) for field in self.form.fields):
            return None
        values: dict[str, Any] = {**self._values(), **self.form.values(self.form.fields)}
        for key in ("title", "text"):
            values[key] = (values[key] or "").strip() or UNTYPED
        try:
            return to_signal(self._record, values)
        except VpDeskError:
            return None

    @Slot()
    def make_preview(self) -> None:
        """Attack it as an outsider would; show its pages, from memory, when they may leave."""
        if self.store():
            self._look(self._show_pages, pages=True)

    def _look(self, then: Callable[[ReportDraft | None], None], *, pages: bool) -> None:
        """Look whether it may leave; go on when it may, say why when it may not.

        Args:
            then: gets the pages, or None when they were not asked for.
            pages: whether to make them too.
        """
        signal, desk, today = self._record, self._desk, self._today

        def work(tell: Tell) -> _Looked:
            problem = desk.theme_problem(signal.theme, signal.year, today)
            verdict = Verdict() if problem else desk.check_signal(signal, today, tell)
            safe = verdict.safe and not problem
            return (
                problem,
                verdict,
                desk.draft_signal(signal, today, tell) if safe and pages else None,
            )

        def done(looked: _Looked) -> None:
            self._ready()
            problem, verdict, draft = looked
            if problem:
                self.status.refuse(problem)
            else:
                self.status.tell(verdict, given_away=False)
            if problem or not verdict.safe:
                self._refused()
                return
            self._safe = signal
            then(draft)

        self.status.wait()
        self._busy("Nakijken…")
        self.making.start(work, done)

    def _refused(self) -> None:
        """What cannot leave is not shown as if it could; why it cannot is in sight, and read first."""
        self._safe = None
        self.preview.clear()
        self.status.focus()

    def _show_pages(self, draft: ReportDraft | None) -> None:
        if draft is not None:
            self.preview.show_draft(draft)
            self.preview.focus()

    # --- the file ---

    @Slot()
    def ask_file(self) -> None:
        """Ask where the file must come, once it is known that it may leave; what was typed is stored first."""
        if not self.store():
            return
        if self._safe == self._record:
            self._ask()
        else:
            self._look(lambda _: self._ask(), pages=False)

    def _ask(self) -> None:
        ask_to_save(
            self, "Waar wilt u het signaal bewaren?", "signaal.pdf", "PDF (*.pdf)", self.write
        )

    def write(self, path: Path) -> None:
        """Write the signal: it is out from then on."""
        number, desk, today = self._id, self._desk, self._today
        self._busy("Opmaken…")
        self.making.start(
            lambda tell: desk.write_signal(number, path, today, tell), self._on_written
        )

    def _on_written(self, written: ReportWritten) -> None:
        self._ready()
        pages = "1 bladzijde" if written.pages == 1 else f"{written.pages} bladzijden"
        said = f"Bewaard als {written.path} ({pages}). Uitgave {written.reference}."
        tone = "warning" if written.warnings else "success"
        self.bar.say("\n".join((said, *written.warnings)), tone)
        self._read()
        self._show()
        self._bus.changed.emit(changed(ChangeKind.ADVICE, ChangeKind.RELEASES))
        self.form.row(RESPONSE[0]).focus()

    @Slot()
    def _on_escape(self) -> None:
        if self.making.busy:
            self.waiting.stop()
        else:
            super()._on_escape()

    def _busy(self, words: str) -> None:
        self.bar.hide()
        self.waiting.begin(words, self.making.stop)
        self._pressed = next((made for made in self._makers if made.hasFocus()), None)
        if self._pressed is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt looks for another place
        for made in self._makers:
            made.setEnabled(False)

    def _ready(self) -> None:
        """Nothing is being made any more; the focus is where it was, unless it went elsewhere meanwhile."""
        self.waiting.hide()
        for made in self._makers:
            made.setEnabled(True)
        if self._pressed is not None and self.hasFocus():
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pressed = None

    @Slot(object, int, int)
    def _on_told(self, stage: Any, done: int, total: int) -> None:  # noqa: ANN401 - a `Stage`
        self.waiting.tell(stage_words(stage, done, total), done, total)

    @Slot()
    def _on_stopped(self) -> None:
        self._ready()
        self.status.hide()
        self.bar.say("Gestopt. Er is geen bestand geschreven.")

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._ready()
        if isinstance(error, ThemeTooSmallError | LeakError):
            self.status.refuse(str(error))
            self._refused()
        else:
            self.status.fail()
            show_error(self, error)
