"""The card in which an activity is typed: a new one in one line, or one that is there already."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from vp_desk.fields import ACTIVITY_FIELDS, Field
from vp_desk.records import NEW_ACTIVITY, Activity
from vp_desk.taxonomy import Lists
from vp_desk.ui.forms.form import Form, Section
from vp_desk.ui.models.activities import day_label
from vp_desk.ui.widgets import button, card, label, row

_BY_KEY: Final = {field.key: field for field in ACTIVITY_FIELDS}
_DAY, KIND, _DURATION = (_BY_KEY[key] for key in ("held_on", "kind", "quarters"))
_MORE: Final = tuple(_BY_KEY[key] for key in ("audience", "participants", "form", "note"))
#: What is taken from the last activity of the same kind, while nothing else was typed there.
_USUAL: Final = tuple(_BY_KEY[key] for key in ("quarters", "audience", "form"))
#: How to come here from any page.
_HINT: Final = "Vanaf elke pagina: Ctrl+Shift+N"


class ActivityEntry(QFrame):
    """Knows what was typed; storing is the work of the page."""

    save_wanted = Signal()
    #: An activity that was being changed is left as it was.
    cancelled = Signal()

    def __init__(self, lists: Lists, today: date) -> None:
        super().__init__()
        self._today = today
        self._editing: Activity | None = None
        #: The last activity of each kind, and what was filled in from it.
        self._recent: Mapping[str, Activity] = {}
        self._filled: dict[Field, object] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, layout = card(self)
        outer.addWidget(frame)
        self._title = label("", "heading")
        self._usual = label("", "small")
        layout.addLayout(row(self._title, None, self._usual))
        self.form = Form(
            (Section("", (_DAY, KIND, _DURATION)), Section("", _MORE, folded=True)),
            lists,
            today,
            framed=False,
        )
        self.form.row(KIND).edited.connect(self._on_kind)
        layout.addWidget(self.form)
        self.save_button = button("", self.save_wanted.emit, "primary")
        self.save_button.setToolTip("Ctrl+Enter")
        self.cancel_button = button("Annuleren", self.cancelled.emit, "quiet")
        layout.addLayout(row(self.save_button, self.cancel_button, None))
        self.start_new()

    @property
    def today(self) -> date:
        """The day of which it is; another day needs another entry."""
        return self._today

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.form.dirty

    @property
    def editing(self) -> Activity | None:
        """The stored activity that is being changed."""
        return self._editing

    def remember(self, recent: Mapping[str, Activity]) -> None:
        """Know the last activity of each kind."""
        self._recent = recent

    def start_new(self) -> None:
        """Be ready for a new activity of today."""
        self._begin(Activity(held_on=self._today, kind=""), None)
        self._title.setText("Nieuwe activiteit")
        self.save_button.setText("Opslaan en volgende")
        self.cancel_button.hide()

    def edit(self, activity: Activity) -> None:
        """Show a stored activity, to change it."""
        self._begin(activity, activity)
        self._title.setText(f"Activiteit van {day_label(activity)} wijzigen")
        self.save_button.setText("Wijziging opslaan")
        self.cancel_button.show()
        more = (activity.audience, activity.participants, activity.form, activity.note or None)
        if any(value is not None for value in more):
            self.form.unfold(unfolded=True)

    def focus_kind(self) -> None:
        """Ready to type the kind."""
        self.form.row(KIND).focus()

    def focus_first(self) -> None:
        """Ready to type the date."""
        self.form.row(_DAY).focus()

    def check(self) -> bool:
        """Show what is wrong beside its field; whether all is fine."""
        if not self.form.check():
            return False
        missing = {
            KIND: "Kies een soort activiteit." if not self.form.value(KIND) else "",
            _DURATION: "Vul in hoe lang het duurde." if not self.form.value(_DURATION) else "",
        }
        wrong = [field for field, problem in missing.items() if problem]
        for field in wrong:
            self.form.row(field).show_problem(missing[field])
        if wrong:
            self.form.show_row(self.form.row(wrong[0]))
        return not wrong

    def typed(self, stored: Activity | None = None) -> Activity:
        """The activity that stands here; only after `check`.

        Args:
            stored: the one that is being changed as it is in the vault now; what was not changed here stays
                as it is there. None = it is new, or not there any more.
        """
        if self._editing is None:
            values: dict[str, Any] = self.form.values(ACTIVITY_FIELDS)
            return Activity(id=NEW_ACTIVITY, **values)
        changed: dict[str, Any] = self.form.changed(ACTIVITY_FIELDS)
        return replace(stored or self._editing, **changed)

    def state(self) -> dict[str, object]:
        """What was typed, for a draft: of a stored activity only what was changed."""
        return self.form.state() if self._editing is None else self.form.changed_state()

    def _begin(self, shown: Activity, editing: Activity | None) -> None:
        self._editing = editing
        self._filled = {}
        self._usual.setText(_HINT if editing is None else "")
        self.form.load(shown, ACTIVITY_FIELDS)
        self.form.mark_clean()

    @Slot()
    def _on_kind(self) -> None:
        """Fill in what was usual for this kind, where nothing else was typed."""
        kind = self.form.value(KIND)
        last = self._recent.get(kind) if isinstance(kind, str) else None
        if self._editing is not None or (last is None and not self._filled):
            return
        for field in _USUAL:
            now = self.form.value(field) if not self.form.problem(field) else ""
            if now and now != self._filled.get(field):
                continue
            value = getattr(last, field.key) if last is not None else None
            self.form.set_value(field, value)
            self._filled[field] = value
        self._usual.setText(f"Ingevuld zoals op {day_label(last)}" if last is not None else _HINT)
