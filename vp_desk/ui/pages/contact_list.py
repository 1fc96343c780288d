"""The conversations of a case: a list, and a form that opens in its place in the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vp_desk.dutch import day_label
from vp_desk.fields import CONTACT_FIELDS
from vp_desk.periods import Month
from vp_desk.records import NEW_CONTACT, CaseCode, Contact
from vp_desk.taxonomy import Lists
from vp_desk.ui.forms.field_row import Favourites
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.inputs import duration_label
from vp_desk.ui.forms.sections import CONTACT_BY_KEY, contact_sections, unused
from vp_desk.ui.icons import IconButton, IconOnlyButton
from vp_desk.ui.widgets import button, card, clear_layout, label, row, rule

_HELD_ON = CONTACT_BY_KEY["held_on"]


def when_of(contact: Contact) -> str:
    """The day of a conversation; of a first one only the month, when no day was asked."""
    day = contact.held_on
    if contact.kind == "first" and day.day == 1:
        return Month.of(day).label
    return day_label(day)


def contact_line(contact: Contact, lists: Lists) -> tuple[str, str]:
    """A conversation in two lines of words: when and what kind; how, how long, by whom."""
    when = when_of(contact)
    kind = lists["contact_kind"].label_of(contact.kind) if contact.kind else "Gesprek"
    quarters = contact.talk_quarters + contact.preparation_quarters + contact.travel_quarters
    parts = [
        lists["channel"].label_of(contact.channel) if contact.channel else "",
        duration_label(quarters) if quarters else "",
        f"initiatief {lists['initiative'].label_of(contact.initiative)}"
        if contact.initiative
        else "",
    ]
    first = f"{when} · {kind}"
    return first, " · ".join(part for part in parts if part)


class ContactLine(QFrame):
    """One conversation, with its buttons."""

    edit_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, contact: Contact, lists: Lists) -> None:
        super().__init__()
        self._contact = contact
        first, second = contact_line(contact, lists)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(first))
        if second:
            words.addWidget(label(second, "small"))
        if contact.note:
            words.addWidget(label(contact.note, "small", wrap=True))
        layout.addLayout(words, 1)
        edit = IconOnlyButton(f"Gesprek van {first} wijzigen", "edit")
        edit.clicked.connect(self._edit)
        delete = IconOnlyButton(f"Gesprek van {first} verwijderen", "trash")
        delete.clicked.connect(self._delete)
        for part in (edit, delete):
            part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _edit(self) -> None:
        self.edit_wanted.emit(self._contact)

    @Slot()
    def _delete(self) -> None:
        self.delete_wanted.emit(self._contact)


class ContactList(QWidget):
    """Shows conversations, newest first; asks for one in a form; leaves storing to the page."""

    save_wanted = Signal()
    delete_wanted = Signal(object)
    #: Something was typed in the form, or it came or went.
    edited = Signal()

    def __init__(
        self,
        code: CaseCode,
        lists: Lists,
        today: date,
        off: Iterable[str] = (),
        favourites: Favourites | None = None,
    ) -> None:
        super().__init__()
        self._off = frozenset(off)
        self._code, self._lists, self._today = code, lists, today
        self._favourites = favourites
        self._editing: Contact | None = None
        self.form: Form | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, self._layout = card()
        outer.addWidget(frame)
        self._title = label("Gesprekken", "heading")
        self.add_button = IconButton("Gesprek toevoegen", "plus")
        self.add_button.setShortcut("Ctrl+G")
        self.add_button.setToolTip("Gesprek toevoegen (Ctrl+G)")
        self.add_button.clicked.connect(self._add)
        self._layout.addLayout(row(self._title, None, self.add_button))
        self._place = QVBoxLayout()
        self._layout.addLayout(self._place)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._layout.addLayout(self._lines)

    @property
    def dirty(self) -> bool:
        """Whether a conversation was typed that is not stored."""
        return self.form is not None and self.form.dirty

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show the conversations of the case."""
        clear_layout(self._lines)
        self._title.setText(f"Gesprekken ({len(contacts)})")
        for number, contact in enumerate(reversed(contacts)):
            if number:
                self._lines.addWidget(rule())
            line = ContactLine(contact, self._lists)
            line.edit_wanted.connect(self.edit)
            line.delete_wanted.connect(self.delete_wanted)
            self._lines.addWidget(line)
        if not contacts:
            self._lines.addWidget(label("Nog geen gesprekken bij deze zaak.", "muted"))

    def typed(self, stored: Iterable[Contact]) -> Contact:
        """The conversation that stands in the form.

        Args:
            stored: the conversations of the case as they are now: of one among them, what was not changed
                here stays as it is there.
        """
        if self.form is None or self._editing is None:
            raise ValueError
        known = next((each for each in stored if each.id == self._editing.id), None)
        values: dict[str, Any] = (
            self.form.values(CONTACT_FIELDS) if known is None else self.form.changed(CONTACT_FIELDS)
        )
        return replace(known or self._editing, **values)

    def draft(self) -> dict[str, object] | None:
        """What stands in the form, as JSON can hold it; None when there is nothing worth keeping."""
        if self.form is None or self._editing is None or not self.form.dirty:
            return None
        is_new = self._editing.id == NEW_CONTACT
        fields = self.form.state() if is_new else self.form.changed_state()
        return {"id": int(self._editing.id), "fields": fields}

    def show_draft(self, contacts: Sequence[Contact], draft: Mapping[str, Any]) -> None:
        """Put back what stood in the form; a conversation that is gone becomes a new one."""
        known = {int(contact.id): contact for contact in contacts}
        new = Contact(case=self._code, held_on=self._today, kind="follow_up")
        self.edit(known.get(int(draft.get("id", 0)), new))
        if self.form is not None:
            self.form.set_state(draft.get("fields", {}))

    @Slot()
    def close_form(self) -> None:
        """Put the form away."""
        clear_layout(self._place)
        self.form = self._editing = None
        self.add_button.setEnabled(True)
        self.edited.emit()

    @Slot(object)
    def edit(self, contact: Contact) -> None:
        """Show a conversation in the form, unless another one is still being typed."""
        if self.dirty:
            return
        self.close_form()
        self._editing = contact
        is_new = contact.id == NEW_CONTACT
        sections = contact_sections(self._off if is_new else unused(self._off, contact))
        self.form = Form(
            sections, self._lists, self._today, framed=False, favourites=self._favourites
        )
        self.form.load(contact, CONTACT_FIELDS)
        self.form.mark_clean()
        self.form.edited.connect(self.edited)
        self._place.addWidget(self.form)
        self.form.show()
        save = button("Gesprek opslaan", self.save_wanted.emit, "primary")
        save.setToolTip("Ctrl+Enter")
        cancel = button("Annuleren", self.close_form, "quiet")
        holder = QWidget()
        holder.setLayout(row(save, cancel, None))
        self._place.addWidget(holder)
        self.add_button.setEnabled(False)
        self.edited.emit()  # the letters of the case go to it
        self.form.row(_HELD_ON).focus()

    @Slot()
    def _add(self) -> None:
        self.edit(Contact(case=self._code, held_on=self._today, kind="follow_up"))
