"""The self-check of one year: per norm a judgement on five points and by what it can be seen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Final

from PySide6.QtCore import Slot

from vp_desk.desk import ChangeKind, Changes, Desk, Norm, Registration, Score, SelfCheck
from vp_desk.dutch import listing
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Form, Section
from vp_desk.ui.icons import IconOnlyButton
from vp_desk.ui.pages.form_page import DraftPage
from vp_desk.ui.pages.loop.fields import check_fields, loop_lists
from vp_desk.ui.pages.loop.registration_card import RegistrationCard
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import SaveButton, button, card, label
from vp_desk.ui.workers import Newest, Progress, Workers, while_there

_WAITED: Final = "Hier staat nog wat u eerder typte en niet hebt opgeslagen."


class SelfCheckPage(DraftPage):
    """Four cards, one a norm; beside the last one what the vault itself counts of it."""

    help = "zelftoets"
    under: ClassVar[str] = "advice"

    def __init__(
        self, desk: Desk, bus: Bus, workers: Workers, today: date, year: int, norm: int = 0
    ) -> None:
        """Make the page.

        Args:
            desk: the open vault.
            bus: hears what changed.
            workers: where the records are counted.
            today: the day.
            year: number of the reporting year.
            norm: at which one begins; 0 = the first.
        """
        label_ = desk.calendar.year(year).label
        super().__init__(f"Zelftoets over {label_}", desk, f"self_check/{year}")
        self._desk, self._bus = desk, bus
        self._reading = Newest(workers)
        self._today, self._year, self._norm = today, year, norm
        back = IconOnlyButton("Terug naar de lijst (Esc)", "back")
        back.clicked.connect(self.back_wanted)
        self.header.insertWidget(0, back)
        self.registration = RegistrationCard()
        self.registration.take_wanted.connect(self._take)
        self.content.addWidget(label(scale_words(), "muted", wrap=True))
        self.forms = {norm: self._make_form(norm) for norm in Norm}
        self.content.addStretch(1)
        self._save = SaveButton("&Opslaan", self.save)
        self._save.setToolTip("Ctrl+Enter; opslaan en terug: Ctrl+S")
        self._undo = button("Wijzigingen &weggooien", self._forget, "quiet")
        self._state = label("", "small")
        self.add_footer(self._save, self._undo, None, self._state)
        shortcuts.bind(shortcuts.DISCARD, self, self._forget)
        self._load()
        self._read()
        self._on_edited()
        draft = next((d for d in desk.drafts() if d.key == self.keeper.key), None)
        if draft is not None:
            self.resume(draft.content)
            self.bar.say(_WAITED, "info")
        bus.changed.connect(self._on_changed)

    def _make_form(self, norm: Norm) -> Form:
        frame, layout = card()
        layout.addWidget(label(f"Norm {norm.value}. {norm.label}", "heading", wrap=True))
        layout.addWidget(label(norm.question, wrap=True))
        before = self._before(norm)
        if before:
            layout.addWidget(label(before, "muted", wrap=True))
        lists = loop_lists(self._desk, self._today)
        form = Form((Section("", check_fields(norm)),), lists, self._today, framed=False)
        form.use_letters(used=False)  # four forms would share them
        if norm is Norm.REGISTRATION:
            layout.addWidget(self.registration)
        layout.addWidget(form)
        form.edited.connect(self._on_edited)
        self.content.addWidget(frame)
        return form

    def _before(self, norm: Norm) -> str:
        """What she found in the years before, the newest first."""
        held = [c for c in self._desk.self_checks() if c.norm is norm and c.year < self._year]
        told = [
            f"{self._desk.calendar.year(check.year).label}: {check.score.label.lower()}"
            for check in sorted(held, key=lambda c: c.year, reverse=True)
            if check.score is not None
        ]
        return f"Eerder: {' · '.join(told)}" if told else ""

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return any(form.dirty for form in self.forms.values())

    def activate(self) -> None:
        """Ready to judge the norm that was asked for."""
        norm = Norm(self._norm) if self._norm else Norm.ADVISERS
        self.forms[norm].row(check_fields(norm)[0]).focus()

    def store(self) -> bool:
        """Store every norm that was changed; whether that was done."""
        for norm, form in self.forms.items():
            if form.dirty and not self.attempt(form, lambda n=norm: self._store(n)):  # type: ignore[misc]
                return False
        return True

    @Slot()
    def save_and_close(self) -> None:
        """Save, and go back to where one came from."""
        if self.store():
            self.back_wanted.emit()

    def discard(self) -> None:
        """Forget what was typed."""
        for form in self.forms.values():
            form.mark_clean()
        self._load()
        self.keeper.drop()

    def draft_content(self) -> Mapping[str, Any]:
        """What was changed, of every norm."""
        return {"fields": {k: v for f in self.forms.values() for k, v in f.changed_state().items()}}

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        for form in self.forms.values():
            form.set_state(content.get("fields", {}))
        self._on_edited()

    def _store(self, norm: Norm) -> None:
        form = self.forms[norm]
        score, evidence = (form.value(field) for field in check_fields(norm))
        check = SelfCheck(
            self._year, norm, Score(int(str(score))) if score else None, str(evidence).strip()
        )
        last = sum(each.dirty for each in self.forms.values()) == 1
        changes = self._desk.set_self_check(check, draft=self.keeper.key if last else "")
        form.mark_clean()
        if last:
            self.keeper.stored()
        self._bus.changed.emit(changes)

    def _load(self) -> None:
        """Show what is stored, where nothing is being typed."""
        for check in self._desk.self_check(self._year):
            form = self.forms[check.norm]
            if form.dirty:
                continue
            score, evidence = check_fields(check.norm)
            form.set_value(score, str(check.score.value) if check.score else None)
            form.set_value(evidence, check.evidence)
            form.mark_clean()

    def _read(self) -> None:
        desk, year, today = self._desk, self._desk.calendar.year(self._year), self._today

        def read(_: Progress) -> Registration:
            return desk.registration(year, today)

        shown = self.registration.show_registration
        self._reading.ask(read, while_there(self, shown), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)

    @Slot(object)
    def _take(self, found: Registration) -> None:
        """Fill in what the vault itself proposes: she can change it before she stores it."""
        norm = Norm.REGISTRATION
        form = self.forms[norm]
        for field, value in zip(check_fields(norm), _proposed(found), strict=True):
            form.set_value(field, value)
        self._on_edited()
        form.row(check_fields(norm)[1]).focus()

    @Slot()
    def _on_edited(self) -> None:
        dirty = self.dirty
        self._save.offer(offered=dirty)
        self._undo.setVisible(dirty)
        self._state.setText("Wordt bewaard als concept" if dirty else "Alles is opgeslagen")
        self.forget_solved()
        self.keeper.touch()

    @Slot()
    def _forget(self) -> None:
        self.discard()
        self.bar.hide()
        self._on_edited()
        self.activate()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if ChangeKind.RELATION in changes.kinds and self.isVisible():
            self._load()
            self._on_edited()


def scale_words() -> str:
    """What the five points mean."""
    points = listing([f"{score.value} is ‘{score.label.lower()}’" for score in Score])
    return f"U geeft per norm een oordeel van 1 tot en met 5: {points}."


def _proposed(found: Registration) -> Iterator[object]:
    yield str(found.proposed.value) if found.proposed else None
    yield found.words
