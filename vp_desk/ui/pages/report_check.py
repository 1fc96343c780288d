"""Whether what stands on the page of the report may leave: attacked beside the window, told in one line."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vp_desk.desk import Desk, Prepared, Stage, Verdict
from vp_desk.disclosure import Release
from vp_desk.ui.icons import IconLabel
from vp_desk.ui.tokens import Size, Space
from vp_desk.ui.widgets import label, restyle, reveal, set_look
from vp_desk.ui.workers import Progress, Workers


@dataclass(frozen=True, slots=True)
class _Question:
    prepared: Prepared
    #: Code of the edition.
    edition: str
    today: date


class ReleaseCheck(QObject):
    """One attack at a time; of questions that come meanwhile only the last one is asked.

    What was answered is kept as long as the figures are the same and nothing else left the vault.
    """

    #: The verdict on what was asked last is known.
    answered = Signal()
    failed = Signal(Exception)

    def __init__(self, desk: Desk, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._workers = desk, workers
        self._release: Release | None = None
        #: Code of an edition → what was found.
        self._verdicts: dict[str, Verdict] = {}
        self._wanted: _Question | None = None
        self._running = False
        #: Answers to questions of before this are not taken.
        self._moment = 0

    @property
    def verdict(self) -> Verdict | None:
        """What was found of what was asked last; None = not known yet."""
        return self._verdicts.get(self._wanted.edition) if self._wanted else None

    def ask(self, prepared: Prepared, edition: str, today: date) -> None:
        """Attack the report of an edition."""
        if prepared.release is not self._release:
            self.forget()
            self._release = prepared.release
        self._wanted = _Question(prepared, edition, today)
        self._begin()

    def forget(self) -> None:
        """Other figures, or another ledger: nobody waits for what was asked, and nothing is known."""
        self._moment += 1
        self._release, self._wanted = None, None
        self._verdicts.clear()

    def _begin(self) -> None:
        question = self._wanted
        if question is None or self._running:
            return
        if question.edition in self._verdicts:
            self.answered.emit()
            return
        self._running = True
        desk, moment = self._desk, self._moment

        def work(progress: Progress) -> Verdict:
            def tell(_: Stage, steps: int, total: int) -> None:
                progress(steps, total)  # which stops it when the vault is locked

            return desk.check_release(question.prepared, question.edition, question.today, tell)

        def done(verdict: Verdict) -> None:
            self._running = False
            if moment == self._moment:
                self._verdicts[question.edition] = verdict
            self._begin()

        def went_wrong(error: Exception) -> None:
            self._running = False
            if question is self._wanted:
                self._wanted = None
                self.failed.emit(error)
            self._begin()

        self._workers.start(work, done, went_wrong)


class StatusLine(QFrame):
    """Waiting, safe, or not yet safe and why."""

    def __init__(self, parent: QWidget | None = None, *, what: str = "verslag") -> None:
        """Make it.

        Args:
            parent: what holds it.
            what: is about to leave.
        """
        super().__init__(parent)
        self._what = what
        self._line = layout = QHBoxLayout(self)
        layout.setSpacing(Space.S)
        self._icon = IconLabel("info", Size.ICON, QPalette.ColorRole.Link)
        self._words = label("", wrap=True)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def wait(self) -> None:
        """It is being looked at."""
        words = f"Wordt nagekeken: wat zou een lezer uit dit {self._what} kunnen uitrekenen?"
        self._show("info", words)

    def fail(self) -> None:
        """Nobody knows."""
        again = (
            "Zet de cijfers opnieuw klaar." if self._what == "verslag" else "Kijk het opnieuw na."
        )
        self._show("warning", f"Niet nagekeken. {again}", "error")

    def tell(self, verdict: Verdict, *, given_away: bool) -> None:
        """Say what was found.

        Args:
            verdict: what was found.
            given_away: something follows from earlier releases already, whatever this one tells.
        """
        if not verdict.safe:
            told = " ".join(verdict.sentences)
            words = f"Nog niet veilig, want dit {self._what} verraadt iets. {told} {verdict.advice}"
            self._show("warning", words, "error")
        elif given_away:
            words = f"Veilig: dit {self._what} verraadt niets dat lezers niet al weten."
            self._show("check", words)
        else:
            words = "Veilig: geen klein aantal is uit te rekenen, ook niet met wat eerder is uitgegeven."
            self._show("check", words)

    def refuse(self, why: str) -> None:
        """It may not leave yet, as is known before it is made."""
        self._show("warning", f"Nog niet veilig. {why}", "error")

    def focus(self) -> None:
        """Bring it in sight, and let it be read first; Tab goes on from here."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self)

    def _show(self, icon: str, words: str, tone: str = "") -> None:
        if not tone:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_look(self, "role", "bar" if tone else "")
        set_look(self, "tone", tone)
        across, down = (Space.M, Space.S) if tone else (0, 0)
        self._line.setContentsMargins(across, down, across, down)
        role = QPalette.ColorRole.WindowText if tone else QPalette.ColorRole.Link
        self._icon.set_name(icon, role)
        self._icon.setFixedHeight(self._words.fontMetrics().lineSpacing())  # of the first line
        self._words.setText(words)
        restyle(self._words)
        self.setAccessibleName(words)
        self.show()
