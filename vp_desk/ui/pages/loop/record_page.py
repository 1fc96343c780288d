"""One record of advice on a page of its own: a form that is kept as a draft, saved, deleted, gone back from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QPushButton, QVBoxLayout

from vp_desk.desk import ChangeKind, Changes, Desk
from vp_desk.fields import Field
from vp_desk.taxonomy import Lists
from vp_desk.ui import shortcuts
from vp_desk.ui.bus import Bus
from vp_desk.ui.forms.form import Form, Section
from vp_desk.ui.icons import IconButton, IconOnlyButton
from vp_desk.ui.pages.form_page import DraftPage
from vp_desk.ui.widgets import SaveButton, button, clear_layout, label, letter_of
from vp_desk.ui.workers import Workers

_WAITED: Final = "Hier staat nog wat u eerder typte en niet hebt opgeslagen."
_WRONG: Final = "Nog niet opgeslagen: kijk naar de velden met een rode rand."


class RecordPage(DraftPage):
    """What a recommendation, a signal and an agreement share. The form is made by `_begin`."""

    under: ClassVar[str] = "advice"
    #: What is shown anew when something of this kind changes.
    kind: ClassVar[ChangeKind] = ChangeKind.ADVICE

    #: Another record, by its key.
    open_wanted = Signal(str)
    #: A new one is in the vault: its key.
    added = Signal(str)

    def __init__(
        self, title: str, desk: Desk, bus: Bus, workers: Workers, today: date, key: str
    ) -> None:
        """Make a page without a form.

        Args:
            title: above it.
            desk: the open vault.
            bus: hears what changed.
            workers: where what takes long is done.
            today: the day.
            key: the name of the draft.
        """
        super().__init__(title, desk, key)
        self._desk, self._bus, self._workers, self._today = desk, bus, workers, today
        back = IconOnlyButton("Terug naar de lijst (Esc)", "back")
        back.clicked.connect(self.back_wanted)
        self.header.insertWidget(0, back)
        self.delete_button = IconButton("Verwijderen", "trash", "quiet")
        self.delete_button.setToolTip("Dit gaat dertig dagen naar de prullenbak.")
        self.delete_button.clicked.connect(self._on_delete)
        self.header.addWidget(self.delete_button)
        #: The key of the pattern of which a new signal is made; it goes with the draft.
        self.pattern = ""
        #: Empty until `_begin`.
        self.form = Form((), desk.lists, today)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.content.addLayout(self._place)
        self.save_button = SaveButton("&Opslaan", self.save)
        self.save_button.setToolTip("Ctrl+Enter; opslaan en terug: Ctrl+S")
        self.undo_button = button("Wijzigingen &weggooien", self._forget, "quiet")
        self._state = label("", "small")
        shortcuts.bind(shortcuts.DISCARD, self, self._forget)
        bus.changed.connect(self._on_changed)

    # --- what each kind of record says of itself ---

    @property
    def is_new(self) -> bool:
        """Whether it is not in the vault yet."""
        raise NotImplementedError

    def _read(self) -> bool:
        """Look up the record as it is now; whether it is there."""
        raise NotImplementedError

    @property
    def exists(self) -> bool:
        """Whether the record is there, or is new."""
        return self._read()

    def _values(self) -> Mapping[str, Any]:
        """What the form shows of it."""
        raise NotImplementedError

    def _problems(self, values: Mapping[str, Any]) -> Mapping[str, str]:
        """Keys of fields → what is wrong with them together."""
        raise NotImplementedError

    def _keep(self, values: Mapping[str, Any]) -> Changes:
        """Put it in the vault, and know its number from then on."""
        raise NotImplementedError

    def _delete(self) -> Changes:
        """Put it in the bin."""
        raise NotImplementedError

    # --- the form ---

    def _begin(self, sections: Sequence[Section], lists: Lists, fold: str = "") -> None:
        """Make the form, and show the record in it.

        Args:
            sections: what it asks.
            lists: the labels of the codes.
            fold: what is folded away, in words.
        """
        clear_layout(self._place)
        self.form = Form(sections, lists, self._today, fold=fold)
        self._place.addWidget(self.form)
        self.form.show()  # not left to the next layout: Tab passes what is not shown yet
        self._load()
        self.form.edited.connect(self._on_edited)
        self._on_edited()
        self._share_letters()

    def _finish(self, *others: QPushButton) -> None:
        """All is made: go on with what was typed before."""
        self.content.addStretch(1)
        self.add_footer(self.save_button, *others, self.undo_button, None, self._state)
        self._share_letters()
        draft = next((d for d in self._desk.drafts() if d.key == self.keeper.key), None)
        if draft is not None:
            self.resume(draft.content)
            self.bar.say(_WAITED, "info")

    def _share_letters(self) -> None:
        """No field has the letter of a button: Alt and the letter would reach neither of them."""
        buttons = self.findChildren(QAbstractButton)
        self.form.leave_letters(letter_of(made) for made in buttons if letter_of(made))

    def _load(self) -> None:
        values = self._values()
        form = self.form
        for field in form.fields:
            form.set_value(field, values[field.key])
        form.mark_clean()

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.form.dirty

    def activate(self) -> None:
        """Ready to type in the first field."""
        self.form.row(self.form.fields[0]).focus()

    def store(self) -> bool:
        """Store what was typed; whether that was done."""
        if not self.is_new and not self.dirty:
            return True
        return self.attempt(self.form, self._store) and self.bar.text != _WRONG

    def _store(self) -> None:
        form = self.form
        values = dict(self._values())
        if self.is_new:
            values |= form.values(form.fields)
        else:  # what was not changed here stays as it is in the vault
            self._read()
            values = {**self._values(), **form.changed(form.fields)}
        problems = self._problems(values)
        for field in form.fields:
            if field.key in problems:
                form.row(field).show_problem(problems[field.key])
        if problems:
            first = next(field for field in form.fields if field.key in problems)
            form.show_row(form.row(first))
            self.bar.say(_WRONG, "error")
            return
        was_new = self.is_new
        changes = self._keep(values)
        if was_new:
            self.added.emit(self.keeper.key)
        self.bar.hide()
        form.mark_clean()
        self.keeper.stored()
        self._bus.changed.emit(changes)

    def attempt(self, form: Form, work: Callable[[], object]) -> bool:
        """As every form; what is wrong with fields together keeps its message."""
        if not super().attempt(form, work):
            return False
        if any(each.faulty for each in self.findChildren(Form)):
            self.bar.say(_WRONG, "error")
            return False
        return True

    @Slot()
    def save_and_close(self) -> None:
        """Save, and go back to where one came from."""
        if self.store():
            self.back_wanted.emit()

    def discard(self) -> None:
        """Forget what was typed."""
        self._load()
        self.keeper.drop()

    def draft_content(self) -> Mapping[str, Any]:
        """What was typed; of a stored record only what was changed."""
        form = self.form
        if not self.is_new:
            return {"fields": form.changed_state()}
        return {"fields": form.state(), **({"pattern": self.pattern} if self.pattern else {})}

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what stood in the form."""
        self.form.set_state(content.get("fields", {}))
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        dirty = self.dirty
        self.save_button.offer(offered=dirty or self.is_new)
        self.undo_button.setVisible(dirty)
        self.delete_button.setVisible(not self.is_new)
        saved = "Nog niet opgeslagen" if self.is_new else "Alles is opgeslagen"
        self._state.setText("Wordt bewaard als concept" if dirty else saved)
        self.forget_solved()
        self.keeper.touch()

    @Slot()
    def _forget(self) -> None:
        self.discard()
        self.bar.hide()
        if self.is_new:
            self.back_wanted.emit()
        else:
            self._on_edited()
            self.activate()

    @Slot()
    def _on_delete(self) -> None:
        def work() -> None:
            changes = self._delete()
            self.keeper.drop()
            self.form.mark_clean()
            self._bus.changed.emit(changes)

        self.attempt(self.form, work)

    def _show(self) -> None:
        """Show the record anew, unless something is being typed."""
        if not self.dirty:
            self._load()
        self._on_edited()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """The record may have been changed from elsewhere, by taking back for one."""
        if self.kind not in changes.kinds or self.is_new or not self.isVisible():
            return
        if self._read():
            self._show()
        elif self.keeper.leave_it():  # what was typed comes back with the record
            self.back_wanted.emit()


def response_problems(values: Mapping[str, Any]) -> dict[str, str]:
    """What is missing of an answer."""
    if values["response"] or not (values["response_day"] or values["response_text"].strip()):
        return {}
    return {"response": "Kies wat het antwoord was, of maak de datum en de tekst leeg."}


def text_problems(values: Mapping[str, Any], **wanted: str) -> dict[str, str]:
    """Keys of texts → what is said when there is none."""
    return {key: words for key, words in wanted.items() if not (values[key] or "").strip()}


def only(fields: Iterable[Field], keys: Iterable[str]) -> tuple[Field, ...]:
    """The fields with these keys."""
    asked = frozenset(keys)
    return tuple(field for field in fields if field.key in asked)
