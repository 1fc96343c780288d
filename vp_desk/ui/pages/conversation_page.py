"""A conversation with its case, new or existing, on one screen and by keyboard, within a minute."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel

from vp_desk.desk import CLOSED_STATUSES, CaseFile, CaseRow, Desk
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS, Field, Kind
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.case_picker import NO_CASE, CasePicker, case_words
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.rarity_meter import RarityMeter
from vp_desk.ui.forms.sections import (
    CASE_BY_KEY,
    CASE_NOTE,
    CONTACT_BY_KEY,
    CONTACT_NOTE,
    HELD_ON,
    MONTH,
    conversation_sections,
)
from vp_desk.ui.forms.traits import traits_of
from vp_desk.ui.pages.form_page import DraftPage
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import STORES, button, card, label
from vp_desk.ui.workers import Workers

_KIND: Final = CONTACT_BY_KEY["kind"]
#: Width of the page from which its footer has words beside the buttons.
_ROOM_FOR_WORDS: Final = 760
#: Fields of a new form that the last entries fill in.
_ADVISER: Final = ("adviser", "adviser_kind")
#: How the names of fields begin that are of the conversation and not of its case.
_OF_TALK: Final = "contact."


class ConversationPage(DraftPage):
    """Which case; month or day, channel, duration; types; who; route; the rest folded; a note."""

    help = "nieuw-gesprek"

    another_wanted = Signal()
    #: The code of the case that was stored.
    stored = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: date, draft: str) -> None:
        """Make an empty form, filled in with what is usual.

        Args:
            desk: the open vault.
            bus: hears what changed.
            workers: where the vault is asked while one types.
            today: the day.
            draft: the name under which the form is kept.
        """
        super().__init__("Nieuw gesprek", desk, draft)
        self._desk, self._bus, self._today = desk, bus, today
        self._habits = desk.habits()
        self._existing: CaseFile | None = None
        self._code = desk.new_case_code()
        self._make_case(workers)
        settings = desk.settings
        sections = conversation_sections(settings.fields_off, settings.contact_fields_off)
        favourites = self._habits.favourites
        self.form = Form(sections, desk.lists, today, compact=True, favourites=favourites)
        self.content.addWidget(self.form)
        self.meter = RarityMeter(desk, workers)
        self.content.addWidget(self.meter)
        self.content.addStretch(1)
        following = button("Opslaan en &volgende", self.save, "primary")
        following.setToolTip("Opslaan en het volgende gesprek beginnen (Ctrl+Enter)")
        close = button("&Opslaan en sluiten", self.save_and_close)
        close.setToolTip("Opslaan en terug (Ctrl+S)")
        close.setProperty(STORES, True)  # noqa: FBT003 - as Qt has it
        throw = button("&Weggooien", self.throw_away, "quiet")
        throw.setToolTip("Dit formulier leegmaken en sluiten (Ctrl+Shift+Delete)")
        self._state = label("Ctrl+Enter slaat op", "small")
        self.add_footer(following, close, None, self._state, throw)
        shortcuts.bind(shortcuts.DISCARD, self, self.throw_away)
        self._fill_in()
        self.form.edited.connect(self._on_edited)

    @property
    def dirty(self) -> bool:
        """Whether something was typed."""
        return self.form.dirty or bool(self.picker.text().strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the buttons need the room of the words beside them."""
        super().resizeEvent(event)
        self._state.setVisible(event.size().width() >= _ROOM_FOR_WORDS)

    def activate(self) -> None:
        """Ready for the first question: which case."""
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_case(self, code: CaseCode, kind: str | None = None) -> None:
        """Begin with a case that is known, and perhaps with what kind of conversation it was."""
        self._show_case(code)
        if kind is not None:
            self.form.set_value(_KIND, kind)
        self.form.mark_clean()
        self.form.row(HELD_ON).focus()

    def store(self) -> bool:
        """Store the conversation with its case."""
        problem = self.picker.problem()
        if problem:
            self.bar.say(problem, "error")
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return self.attempt(self.form, self._store)

    def discard(self) -> None:
        """Forget what was typed."""
        self.picker.show_case(None)
        self.form.mark_clean()
        self.keeper.drop()

    @Slot()
    def save(self) -> None:
        """Save, and begin the next conversation."""
        if self.store():
            self.another_wanted.emit()

    @Slot()
    def save_and_close(self) -> None:
        """Save, and go back."""
        if self.store():
            self.back_wanted.emit()

    @Slot()
    def throw_away(self) -> None:
        """Forget what was typed, and go back."""
        self.discard()
        self.back_wanted.emit()

    def draft_content(self) -> Mapping[str, Any]:
        """The case, and what stands in every field."""
        chosen = self.picker.code or ""
        fields = self.form.state()
        if self._existing is not None:  # of the case, only what was changed in it
            talk = {name: value for name, value in fields.items() if name.startswith(_OF_TALK)}
            fields = {**talk, **self.form.changed_state()}
        return {
            "case": chosen,
            "typed": self.picker.text(),
            "fields": fields,
            "at": self.form.where,
        }

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Put back a form, with its case if that is still there."""
        code = str(content.get("case", ""))
        fields: dict[str, object] = dict(content.get("fields", {}))
        if code:
            try:
                self._show_case(CaseCode(code))
            except VpDeskError as error:
                show_error(self, error)
                fields = _of_new_case(fields)
        else:
            self.picker.setText(str(content.get("typed", "")))
        self.form.set_state(fields)
        self.form.go_to(str(content.get("at", "")))
        self._on_edited()

    # --- the case ---

    def _make_case(self, workers: Workers) -> None:
        frame, layout = card()
        name = QLabel("&Zaak", frame)
        name.setProperty("role", "label")
        self.picker = CasePicker(
            self._desk, workers, "nieuwe zaak · of typ een paar letters van een code, type of maand"
        )
        self.picker.setAccessibleName("Zaak")
        self.picker.setAccessibleDescription("Leeg laten voor een nieuwe zaak.")
        name.setBuddy(self.picker)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.edited.connect(self._on_edited)
        self._about = label("", "small", wrap=True)
        layout.setSpacing(4)
        layout.addWidget(name)
        layout.addWidget(self.picker)
        layout.addWidget(self._about)
        self.content.addWidget(frame)

    def _fill_in(self) -> None:
        """An empty form for a new case, with what is usual."""
        self._existing = None
        values: dict[Field, object] = {MONTH: Month.of(self._today), HELD_ON: self._today}
        values |= {CONTACT_BY_KEY[key]: value for key, value in self._habits.usual.items()}
        values[_KIND] = "first"
        values[CASE_BY_KEY["status"]] = "open"
        values |= {CASE_BY_KEY[key]: getattr(self._habits, key) for key in _ADVISER}
        for field in self.form.fields:
            self.form.set_value(field, values.get(field))
        self.form.leave_out((HELD_ON, CONTACT_NOTE))
        self.form.mark_clean()
        usual = ""
        if self._habits.usual:
            usual = (
                " Kanaal en duur staan op wat u meestal invult; was het anders, verander ze dan."
            )
        self._about.setText(f"Een nieuwe zaak krijgt de code {self._code}.{usual}")

    def _show_case(self, code: CaseCode) -> None:
        """Continue a case that is in the vault: its fields can be brought up to date as well."""
        file = self._desk.case(code)
        self._existing = file
        last = file.contacts[-1].held_on if file.contacts else None
        row = CaseRow(file.case, len(file.contacts), last)
        self.picker.show_case(row)
        self.form.load(file.case, CASE_FIELDS)
        closed = file.case.status in CLOSED_STATUSES
        self.form.set_value(_KIND, "aftercare" if closed else "follow_up")
        self.form.leave_out((MONTH, CASE_NOTE))
        self.form.mark_clean()
        self._about.setText(case_words(row, self._desk.lists)[1])
        self._measure()

    @Slot(str)
    def _on_chosen(self, code: str) -> None:
        typed = self.form.state()
        was_typed = self.form.dirty
        at_month = self.form.row(MONTH).has_focus()  # she typed on while the case was looked for
        if not code:
            if self._existing is not None:
                self._fill_in()
            return
        try:
            self._show_case(CaseCode(code))
        except VpDeskError as error:
            show_error(self, error)
            return
        if at_month:
            self.form.row(HELD_ON).focus()
        if was_typed:  # what was typed about the conversation stays
            talk = {name: value for name, value in typed.items() if name.startswith(_OF_TALK)}
            talk.pop("contact.kind", None)
            talk.pop("contact.held_on", None)
            note = typed.get(CASE_NOTE.key)
            if note and not talk.get("contact.note"):
                talk["contact.note"] = note
            self.form.set_state(talk)

    # --- storing ---

    def _store(self) -> None:
        if self._existing is None:
            values: dict[str, Any] = self.form.values(CASE_FIELDS)
            case = Case(code=self._code, **values)
            # The day of a first conversation is not asked, so it is the first of its month for everyone.
            contact = self._contact(case.code, date(case.month.year, case.month.month, 1))
            changes = self._desk.add_case(case, contact, draft=self.keeper.key)
        else:
            now = self._desk.case(self._existing.case.code).case
            changed: dict[str, Any] = self.form.changed(CASE_FIELDS)
            case = replace(now, **changed)
            held_on = self.form.value(HELD_ON)
            contact = self._contact(
                case.code, held_on if isinstance(held_on, date) else self._today
            )
            note = self.form.value(CONTACT_NOTE)
            contact = replace(contact, note=note if isinstance(note, str) else "")
            changes = self._desk.log_contact(contact, case, draft=self.keeper.key)
        self.keeper.stored()
        self.form.mark_clean()
        self.picker.show_case(None)
        self._bus.changed.emit(changes)
        self.stored.emit(case.code)

    def _contact(self, code: CaseCode, day: date) -> Contact:
        asked = [f for f in CONTACT_FIELDS if f.kind not in (Kind.NOTE, Kind.DATE)]
        values: dict[str, Any] = self.form.values(asked)
        kind = "first" if self._existing is None else "follow_up"
        return replace(Contact(case=code, held_on=day, kind=kind), **values)

    @Slot()
    def _on_edited(self) -> None:
        self._state.setText("Wordt bewaard als concept" if self.dirty else "Ctrl+Enter slaat op")
        self.forget_solved()
        if not self.picker.problem() and self.bar.text == NO_CASE:
            self.bar.hide()
        self.keeper.touch()
        self._measure()

    def _measure(self) -> None:
        code = self._existing.case.code if self._existing else None
        self.meter.measure(traits_of(self.form), code)


def _of_new_case(fields: dict[str, object]) -> dict[str, object]:
    """What was typed about a case that is gone, for a new one: that asks no day, and has one note."""
    for name in ("contact.held_on", "contact.kind"):
        fields.pop(name, None)
    note = fields.pop("contact.note", "")
    return {**fields, "note": note} if note else fields
