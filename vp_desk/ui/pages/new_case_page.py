"""A new case with its first conversation, on one screen and by keyboard."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from vp_desk.desk import Desk
from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS
from vp_desk.periods import Month
from vp_desk.records import Case, CaseCode, Contact
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Form
from vp_desk.ui.forms.sections import CONTACT_BY_KEY, MONTH, case_sections
from vp_desk.ui.pages.form_page import FormPage
from vp_desk.ui.widgets import button, label

_KIND = CONTACT_BY_KEY["kind"]


class NewCasePage(FormPage):
    """Month, channel, duration; types; who; route; the rest folded; a note."""

    another_wanted = Signal()
    #: The code of the case that was stored.
    stored = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, today: date) -> None:
        super().__init__("Nieuwe zaak")
        self._desk, self._bus, self._today = desk, bus, today
        self._code = desk.new_case_code()
        code = label(self._code, "muted")
        code.setToolTip("De zaakcode: willekeurig, zonder betekenis.")
        self.header.insertWidget(1, code, 0, Qt.AlignmentFlag.AlignBottom)
        off = desk.settings
        sections = case_sections(off.fields_off, with_talk=True, talk_off=off.contact_fields_off)
        self.form = Form(sections, desk.lists, today)
        self.form.rows[MONTH].input.set_value(Month.of(today))
        if _KIND in self.form.rows:
            self.form.rows[_KIND].input.set_value("first")
        self.form.mark_clean()
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        save = button("&Opslaan", self.save, "primary")
        save.setToolTip("Ctrl+Enter")
        following = button("Opslaan en &volgende", self.save_and_next)
        following.setToolTip("Ctrl+Shift+Enter")
        cancel = button("&Annuleren", self.back_wanted.emit, "quiet")
        cancel.setToolTip("Esc")
        hint = label("Ctrl+Enter slaat op", "small")
        self.add_footer(save, following, None, hint, cancel)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save_and_next)

    @property
    def dirty(self) -> bool:
        """Whether something was typed."""
        return self.form.dirty

    def activate(self) -> None:
        """Ready for the month, which is this month."""
        row = self.form.rows[MONTH]
        row.focus()

    def store(self) -> bool:
        """Store the case with its first conversation."""
        return self.attempt(self.form, self._store)

    def discard(self) -> None:
        """Forget what was typed."""
        self.form.mark_clean()

    @Slot()
    def save(self) -> None:
        """Save, and go back to the list."""
        if self.store():
            self.back_wanted.emit()

    @Slot()
    def save_and_next(self) -> None:
        """Save, and begin the next case."""
        if self.store():
            self.another_wanted.emit()

    def _store(self) -> None:
        values: dict[str, Any] = self.form.values(CASE_FIELDS)
        case = Case(code=self._code, **values)
        changes = self._desk.add_case(case, self._contact(case.code, case.month))
        self.form.mark_clean()
        self._bus.changed.emit(changes)
        self.stored.emit(case.code)
        self.said.emit(f"Zaak {case.code} is opgeslagen.")

    def _contact(self, code: CaseCode, month: Month) -> Contact:
        """The first conversation; on the first of the month when it was not this month.

        The day of a first conversation is never asked: nothing that leaves the vault knows it.
        """
        this_month = month == Month.of(self._today)
        held_on = self._today if this_month else date(month.year, month.month, 1)
        values: dict[str, Any] = self.form.values(
            field for field in CONTACT_FIELDS if field.key != "note"
        )
        return replace(Contact(case=code, held_on=held_on, kind="first"), **values)
