"""One case: a summary, its conversations, and all its fields."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Slot

from vp_desk.desk import CaseFile, Desk
from vp_desk.dutch import count
from vp_desk.fields import CASE_FIELDS
from vp_desk.records import NEW_CONTACT, CaseCode, Contact
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.inputs import duration_label
from vp_desk.ui.forms.sections import case_sections, unused
from vp_desk.ui.icons import IconOnlyButton
from vp_desk.ui.pages.contact_list import ContactList
from vp_desk.ui.pages.form_page import FormPage
from vp_desk.ui.widgets import button, label


class CasePage(FormPage):
    """Everything about one case can be changed here."""

    def __init__(self, desk: Desk, bus: Bus, code: CaseCode, today: date) -> None:
        super().__init__(code)
        self._desk, self._bus, self._code = desk, bus, code
        back = IconOnlyButton("Terug naar de lijst (Esc)", "back")
        back.clicked.connect(self.back_wanted)
        self.header.insertWidget(0, back)
        delete = button("Zaak verwijderen", self._ask_delete, "quiet")
        self.header.addWidget(delete)
        self._summary = label("", "muted", wrap=True)
        self.content.addWidget(self._summary)
        self.contacts = ContactList(code, desk.lists, today, desk.settings.contact_fields_off)
        self.contacts.save_wanted.connect(self.save)
        self.contacts.delete_wanted.connect(self._ask_delete_contact)
        self.content.addWidget(self.contacts)
        off = unused(desk.settings.fields_off, desk.case(code).case)
        sections = case_sections(off, with_talk=False)
        self.form = Form(sections, desk.lists, today)
        self.form.edited.connect(self._on_edited)
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        self._save = button("&Opslaan", self.save, "primary")
        self._save.setToolTip("Ctrl+Enter")
        self._state = label("", "small")
        self.add_footer(self._save, None, self._state)
        self._show()

    @property
    def dirty(self) -> bool:
        """Whether the case or one of its conversations was changed and not stored."""
        return self.form.dirty or self.contacts.dirty

    def activate(self) -> None:
        """Ready to add a conversation, which is what a case is opened for most."""
        self.contacts.add_button.setFocus()

    def store(self) -> bool:
        """Store what was changed."""
        contact_form = self.contacts.form
        if contact_form is not None and not self.attempt(contact_form, self._store_contact):
            return False
        if not self.form.dirty:
            return True
        if not self.attempt(self.form, self._store_case):
            return False
        self._show()
        return True

    def discard(self) -> None:
        """Forget what was typed."""
        self.contacts.close_form()
        self.form.mark_clean()

    def _show(self) -> None:
        file = self._desk.case(self._code)
        if not self.form.dirty:
            self.form.load(file.case, CASE_FIELDS)
            self.form.mark_clean()
        self._show_contacts(file)
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
        self._summary.setText("  ·  ".join(parts))
        self.contacts.show_contacts(file.contacts)

    def _store_case(self) -> None:
        values: dict[str, Any] = self.form.values(CASE_FIELDS)
        stored = self._desk.case(self._code).case
        changes = self._desk.change_case(replace(stored, **values))
        self.form.mark_clean()
        self._bus.changed.emit(changes)
        self.said.emit(f"Zaak {self._code} is opgeslagen.")

    def _store_contact(self) -> None:
        contact = self.contacts.typed()
        if contact.id == NEW_CONTACT:
            changes = self._desk.add_contact(contact)
        else:
            changes = self._desk.change_contact(contact)
        self.contacts.close_form()
        self._show_contacts(self._desk.case(self._code))
        self._bus.changed.emit(changes)
        self.said.emit("Het gesprek is opgeslagen.")
        self.contacts.add_button.setFocus()

    @Slot()
    def _on_edited(self) -> None:
        dirty = self.form.dirty
        self._save.setEnabled(dirty)
        self._state.setText("Nog niet opgeslagen" if dirty else "Alles is opgeslagen")

    @Slot()
    def _ask_delete(self) -> None:
        self.bar.ask(
            "Deze zaak met alle gesprekken en notities verwijderen? Dit kan niet ongedaan worden "
            "gemaakt.",
            {"Behouden": self.bar.hide, "Verwijderen": self._delete},
            "error",
        )

    def _delete(self) -> None:
        changes = self._desk.delete_case(self._code)
        self.discard()
        self._bus.changed.emit(changes)
        self.said.emit(f"Zaak {self._code} is verwijderd.")
        self.back_wanted.emit()

    @Slot(object)
    def _ask_delete_contact(self, contact: Contact) -> None:
        def delete() -> None:
            changes = self._desk.delete_contact(contact)
            self._show_contacts(self._desk.case(self._code))
            self._bus.changed.emit(changes)
            self.said.emit("Het gesprek is verwijderd.")
            self.contacts.add_button.setFocus()

        self.bar.ask(
            "Dit gesprek met zijn notitie verwijderen? Dit kan niet ongedaan worden gemaakt.",
            {"Behouden": self.bar.hide, "Verwijderen": delete},
            "error",
        )
