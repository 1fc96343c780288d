"""One case: a summary, its conversations, and all its fields."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal, Slot

from vp_desk.desk import OPEN_STATUSES, CaseFile, ChangeKind, Changes, Desk
from vp_desk.dutch import count
from vp_desk.errors import VpDeskError
from vp_desk.fields import CASE_FIELDS
from vp_desk.periods import Month
from vp_desk.records import NEW_CONTACT, CaseCode, Contact, Reminder
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.inputs import duration_label
from vp_desk.ui.forms.rarity_meter import RarityMeter
from vp_desk.ui.forms.sections import CASE_BY_KEY, case_sections, unused
from vp_desk.ui.forms.traits import traits_of
from vp_desk.ui.icons import IconButton, IconOnlyButton
from vp_desk.ui.pages.case_aftercare import CaseAftercare
from vp_desk.ui.pages.case_matters import CaseMatters
from vp_desk.ui.pages.contact_list import ContactList
from vp_desk.ui.pages.form_page import DraftPage
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import SaveButton, button, label
from vp_desk.ui.workers import Workers

_STATUS: Final = CASE_BY_KEY["status"]


class CasePage(DraftPage):
    """Everything about one case can be changed here."""

    help = "zaak"
    open_wanted = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, code: CaseCode, today: date) -> None:
        super().__init__(code, desk, f"case/{code}")
        self._desk, self._bus, self._code, self._today = desk, bus, code, today
        back = IconOnlyButton("Terug naar de lijst (Esc)", "back")
        back.clicked.connect(self.back_wanted)
        self.header.insertWidget(0, back)
        self._close = button("Zaak afsluiten", self._close_case, "quiet")
        self._close.setToolTip("Zet de status op afgesloten; na een paar maanden volgt nazorg.")
        self.header.addWidget(self._close)
        delete = IconButton("Zaak verwijderen", "trash", "quiet")
        delete.setToolTip("De zaak gaat dertig dagen naar de prullenbak.")
        delete.clicked.connect(self._delete)
        self.header.addWidget(delete)
        self._summary = label("", "muted", wrap=True)
        self.content.addWidget(self._summary)
        favourites = desk.habits().favourites
        talk_off = desk.settings.contact_fields_off
        self.contacts = ContactList(code, desk.lists, today, talk_off, favourites)
        self.contacts.save_wanted.connect(self.save)
        self.contacts.delete_wanted.connect(self._delete_contact)
        self.contacts.edited.connect(self._on_edited)
        self.content.addWidget(self.contacts)
        sections = case_sections(unused(desk.settings.fields_off, desk.case(code).case))
        self.form = Form(sections, desk.lists, today, favourites=favourites)
        self.form.edited.connect(self._on_edited)
        self.content.addWidget(self.form)
        self.meter = RarityMeter(desk, workers)
        self.content.addWidget(self.meter)
        self.aftercare = CaseAftercare(today)
        self.aftercare.settled.connect(self._on_settled)
        self.aftercare.added.connect(self._on_reminder)
        self.content.addWidget(self.aftercare)
        self.matters = CaseMatters(desk, workers, code)
        self.matters.open_wanted.connect(self.open_wanted)
        self.matters.linked.connect(self._on_linked)
        self.matters.unlinked.connect(self._on_unlinked)
        self.content.addWidget(self.matters)
        self.content.addStretch(1)
        self._save = SaveButton("&Opslaan", self.save)
        self._save.setToolTip("Ctrl+Enter")
        self._undo = button("Wijzigingen &weggooien", self._forget, "quiet")
        self._state = label("", "small")
        self.add_footer(self._save, self._undo, None, self._state)
        shortcuts.bind(shortcuts.DISCARD, self, self._forget)
        self._show()
        self._resume()
        bus.changed.connect(self._on_changed)

    @property
    def dirty(self) -> bool:
        """Whether the case or one of its conversations was changed and not stored."""
        return self.form.dirty or self.contacts.dirty

    def activate(self) -> None:
        """Ready to add a conversation, which is what a case is opened for most."""
        if self.contacts.form is None:
            self.contacts.add_button.setFocus()

    def store(self) -> bool:
        """Store what was changed."""
        contact_form = self.contacts.form
        if contact_form is not None and not self.attempt(contact_form, self._store_contact):
            return False
        return not self.form.dirty or self.attempt(self.form, self._store_case)

    @Slot()
    def save_and_close(self) -> None:
        """Save, and go back to the list."""
        if self.store():
            self.back_wanted.emit()

    def discard(self) -> None:
        """Forget what was typed."""
        self.contacts.close_form()
        self.form.mark_clean()
        self.keeper.drop()

    def draft_content(self) -> Mapping[str, Any]:
        """What was changed in the case, and the conversation that is being typed."""
        return {
            "case": self.form.changed_state() if self.form.dirty else None,
            "contact": self.contacts.draft(),
        }

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what was typed."""
        if content.get("case"):
            self.form.set_state(content["case"])
        if content.get("contact"):
            contacts = self._desk.case(self._code).contacts
            self.contacts.show_draft(contacts, content["contact"])
        self._on_edited()

    def _resume(self) -> None:
        draft = next((d for d in self._desk.drafts() if d.key == self.keeper.key), None)
        if draft is not None:
            self.resume(draft.content)
            self.bar.say("Hier staat nog wat u eerder typte en niet hebt opgeslagen.", "info")

    def _show(self) -> None:
        file = self._desk.case(self._code)
        if not self.form.dirty:
            self.form.load(file.case, CASE_FIELDS)
            self.form.mark_clean()
        self._show_contacts(file)
        self.aftercare.show_reminders(self._desk.reminders(self._code))
        self.matters.show_cases(self._desk.same_matter(self._code), self._desk.lists)
        self._on_edited()

    def _show_contacts(self, file: CaseFile) -> None:
        case, lists = file.case, self._desk.lists
        quarters = sum(
            c.talk_quarters + c.preparation_quarters + c.travel_quarters for c in file.contacts
        )
        parts = [
            case.month.label,
            lists.types.label_of(case.types[0]),
            lists["status"].label_of(case.status) if case.status else "status niet ingevuld",
            count(len(file.contacts), "gesprek", "gesprekken"),
        ]
        if quarters:
            parts.append(duration_label(quarters))
        year = self._desk.calendar.year_of(Month.of(self._today))
        if case.month < year.begin and any(
            Month.of(c.held_on) >= year.begin for c in file.contacts
        ):
            parts.append(f"doorloop in {year.label}")
        self._summary.setText("  ·  ".join(parts))
        self.contacts.show_contacts(file.contacts)

    def _store_case(self) -> None:
        values: dict[str, Any] = self.form.changed(CASE_FIELDS)
        stored = self._desk.case(self._code).case
        draft = "" if self.contacts.dirty else self.keeper.key
        changes = self._desk.change_case(replace(stored, **values), draft=draft)
        self.form.mark_clean()
        self._after(changes)

    def _store_contact(self) -> None:
        contact = self.contacts.typed(self._desk.case(self._code).contacts)
        draft = "" if self.form.dirty else self.keeper.key
        if contact.id == NEW_CONTACT:
            changes = self._desk.add_contact(contact, draft=draft)
        else:
            changes = self._desk.change_contact(contact, draft=draft)
        self.contacts.close_form()
        self._after(changes)
        self.contacts.add_button.setFocus()

    def _after(self, changes: Changes) -> None:
        """Something was stored: its draft went with it, or holds what is left."""
        if self.dirty:
            self.keeper.keep()
        else:
            self.keeper.stored()
        self._bus.changed.emit(changes)

    @Slot()
    def _on_edited(self) -> None:
        dirty = self.dirty
        self._save.offer(offered=dirty)
        self._undo.setVisible(dirty)
        self._state.setText("Wordt bewaard als concept" if dirty else "Alles is opgeslagen")
        self.form.use_letters(
            used=self.contacts.form is None
        )  # those of the conversation come first
        self._close.setVisible(self.form.value(_STATUS) in (None, *OPEN_STATUSES))
        self.forget_solved()
        self.keeper.touch()
        self.meter.measure(traits_of(self.form), self._code)

    @Slot()
    def _close_case(self) -> None:
        if not self.contacts.dirty:
            self.contacts.close_form()  # one that was only opened is no conversation
        self.form.set_value(_STATUS, "closed")
        self.save()

    @Slot()
    def _forget(self) -> None:
        self.discard()
        self._show()
        self.bar.hide()
        self.contacts.add_button.setFocus()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """The case may have been changed from elsewhere, by taking back for one."""
        if ChangeKind.CASES not in changes.kinds or not self.isVisible():
            return
        try:
            self._show()
        except VpDeskError:  # it is not there any more
            if self.keeper.leave_it():  # what was typed comes back with the case
                self.back_wanted.emit()

    @Slot()
    def _delete(self) -> None:
        self.put_away()
        changes = self._desk.delete_case(self._code, self._today, draft=self.keeper.key)
        self.contacts.close_form()
        self.form.mark_clean()
        self.keeper.stored()
        self._bus.changed.emit(changes)

    @Slot(object)
    def _delete_contact(self, contact: Contact) -> None:
        self._do(lambda: self._desk.delete_contact(contact, self._today))
        self.contacts.add_button.setFocus()

    @Slot(object, bool)
    def _on_settled(self, reminder: Reminder, done: bool) -> None:
        self._do(lambda: self._desk.settle_reminders([reminder], done=done))

    @Slot(object)
    def _on_reminder(self, month: Month) -> None:
        self._do(lambda: self._desk.add_reminder(self._code, month))

    @Slot(str)
    def _on_linked(self, code: CaseCode) -> None:
        self._do(lambda: self._desk.link_matter(self._code, code))

    @Slot()
    def _on_unlinked(self) -> None:
        self._do(lambda: self._desk.unlink_matter(self._code))

    def _do(self, work: Callable[[], Changes]) -> None:
        """Change something at once, outside the form."""
        try:
            self._bus.changed.emit(work())
        except VpDeskError as error:
            show_error(self, error)
