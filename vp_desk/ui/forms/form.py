"""A form derived from the catalogue: one row per field, in sections, some of them folded away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLayout, QVBoxLayout, QWidget

from vp_desk.fields import CONTACT_FIELDS, Field, Kind
from vp_desk.taxonomy import Lists
from vp_desk.ui.fold import FoldButton
from vp_desk.ui.forms.field_row import Favourites, FieldRow
from vp_desk.ui.forms.flow import Columns
from vp_desk.ui.widgets import card, label

#: Letters that buttons of most pages use with Alt.
_TAKEN_LETTERS: Final = "osvawgzm"


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: tuple[Field, ...]
    #: Part of the fold.
    folded: bool = False


#: What a field holds in which nothing was typed, by its kind; others hold None.
_EMPTY: Final[Mapping[Kind, object]] = {Kind.CODES: (), Kind.QUARTERS: 0, Kind.NOTE: ""}


class Form(QWidget):
    """Sections of fields; knows what was typed, nothing of what it is for.

    The folded sections are made when somebody looks at them: until then their values wait. Two thirds of the
    fields are folded, and making them is two thirds of the time that a form takes to open.
    """

    edited = Signal()

    def __init__(
        self,
        sections: Sequence[Section],
        lists: Lists,
        today: date,
        *,
        framed: bool = True,
        compact: bool = False,
        favourites: Favourites | None = None,
        fold: str = "Meer vastleggen",
    ) -> None:
        """Make a form.

        Args:
            sections: what it asks.
            lists: the labels of the codes.
            today: the day.
            framed: whether each section has a card of its own.
            compact: whether the help of a field waits until one hovers over it.
            favourites: codes that are offered first.
            fold: what is folded away, in words.
        """
        super().__init__()
        self._fold_words = fold
        #: What is said under a heading, by the heading.
        self._remarks: dict[str, QLabel] = {}
        self._compact = compact
        self._rows: dict[Field, FieldRow] = {}
        self._unmade = tuple(section for section in sections if section.folded)
        #: What the fields hold that are not made yet.
        self._waiting: dict[Field, object] = {}
        self._letters = set(_TAKEN_LETTERS)
        self._lettered: set[Field] = set()
        #: Letters that buttons of this page have.
        self._letters_left: frozenset[str] = frozenset()
        #: Where was typed last, by the name of the field.
        self._last_at = ""
        self._favourites = favourites or {}
        self._lists, self._today, self._framed = lists, today, framed
        self._clean: dict[Field, object] = {}
        self._left_out: frozenset[Field] = frozenset()
        self._columns: list[Columns] = []
        self._fold: QWidget | None = None
        self._fold_button: FoldButton | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        for section in sections:
            if section.folded:
                self._make_fold()
            else:
                self._add_section(section, self._layout)
        self._set_mnemonics()
        self.mark_clean()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that the form asks, the folded fields last."""
        folded = (field for section in self._unmade for field in section.fields)
        return (*self._rows, *folded)

    @property
    def rows(self) -> Mapping[Field, FieldRow]:
        """Every row; makes those that are folded."""
        self._make_folded()
        return self._rows

    def row(self, field: Field) -> FieldRow:
        """One row; makes it when it is folded."""
        return self._rows[field] if field in self._rows else self.rows[field]

    def value(self, field: Field) -> object:
        """What stands in a field."""
        if field in self._rows:
            return self._rows[field].input.value()
        return self._waiting.get(field, _EMPTY.get(field.kind))

    def set_value(self, field: Field, value: object) -> None:
        """Show a value in a field, or in none when the form does not ask it."""
        if field in self._rows:
            self._rows[field].input.set_value(value)
            self._rows[field].show_problem("")
        elif field in self.fields:
            self._waiting[field] = _EMPTY.get(field.kind) if value is None else value

    def problem(self, field: Field) -> str:
        """What is wrong with what was typed in a field."""
        return self._rows[field].input.problem() if field in self._rows else ""

    def values(self, fields: Iterable[Field]) -> dict[str, object]:
        """What stands in those of the fields that are on the form, by key."""
        asked = frozenset(self.fields)
        return {field.key: self.value(field) for field in fields if field in asked}

    def changed(self, fields: Iterable[Field]) -> dict[str, object]:
        """What stands in those of the fields that were changed since `mark_clean`, by key.

        Only these are stored over a record that is there: the others may be newer in the vault than here.
        """
        changed = self._changed()
        return {field.key: self.value(field) for field in fields if field in changed}

    def leave_out(self, fields: Iterable[Field]) -> None:
        """Hide fields that are not asked now; all others are in sight again."""
        self._left_out = frozenset(fields)
        hidden = {self._rows[field] for field in self._left_out if field in self._rows}
        for columns in self._columns:
            columns.show_only(lambda row: row not in hidden)

    def remark(self, title: str, words: str) -> None:
        """Say something under a heading; empty words take it away."""
        self._remarks[title].setText(words)
        self._remarks[title].setVisible(bool(words))

    def load(self, record: object, fields: Iterable[Field]) -> None:
        """Show the values of a record."""
        for field in fields:
            self.set_value(field, getattr(record, field.key))

    def state(self) -> dict[str, object]:
        """What stands in every field, also what is not understood yet, as JSON can hold it."""
        return {_name(field): row.input.state() for field, row in self._rows.items()}

    def changed_state(self) -> dict[str, object]:
        """As `state`, of the fields that were changed since `mark_clean` alone.

        A draft of a record that is there holds no more: neither what will be old when somebody goes on with
        it, nor the text of what is deleted meanwhile.
        """
        changed = self._changed()
        return {_name(f): row.input.state() for f, row in self._rows.items() if f in changed}

    def set_state(self, state: Mapping[str, object]) -> None:
        """Put back what stood in the fields; what was typed in the folded ones unfolds them."""
        if any(_name(field) in state for field in self.fields if field not in self._rows):
            self._make_folded()
        for field, row in self._rows.items():
            if _name(field) in state:
                row.input.set_state(state[_name(field)])
                row.show_problem("")
        folded = self._fold
        if folded is not None and any(
            field in self._rows and folded.isAncestorOf(self._rows[field])
            for field in self._changed()
        ):
            self.unfold(unfolded=True)

    @property
    def where(self) -> str:
        """The name of the field in which one types, for a draft; empty when it is none."""
        return next((_name(f) for f, row in self._rows.items() if row.has_focus()), self._last_at)

    def go_to(self, name: str) -> None:
        """Give the focus to a field by the name that `where` gave, at the end of what stands there."""
        for field, row in self._rows.items():
            if _name(field) == name and field not in self._left_out:
                self.show_row(row)
                row.to_the_end()

    def mark_clean(self) -> None:
        """What stands here now is what is stored."""
        self._clean = self._snapshot()

    @property
    def dirty(self) -> bool:
        """Whether something was changed since, or stands here that is not understood."""
        return self._snapshot() != self._clean

    @property
    def faulty(self) -> bool:
        """Whether a problem is shown beside one of the fields."""
        return any(row.widget.property("invalid") for row in self._rows.values())

    def check(self) -> bool:
        """Show every problem; the first one gets the focus. Whether all is fine."""
        asked = [row for field, row in self._rows.items() if field not in self._left_out]
        wrong = [row for row in asked if not row.check()]
        if wrong:
            self.show_row(wrong[0])
        return not wrong

    def show_row(self, row: FieldRow) -> None:
        """Unfold what is needed to see a row, and give it the focus."""
        if self._fold is not None and self._fold.isAncestorOf(row):
            self.unfold(unfolded=True)
        row.focus()

    def unfold(self, *, unfolded: bool) -> None:
        """Show or hide the folded sections."""
        if self._fold is not None and self._fold_button is not None:
            if unfolded:
                self._make_folded()
            self._fold.setVisible(unfolded)
            self._fold_button.turn(unfolded=unfolded)

    def _snapshot(self) -> dict[Field, object]:
        return {
            field: self.problem(field) or self.value(field)
            for field in self.fields
            if field not in self._left_out
        }

    def _changed(self) -> frozenset[Field]:
        now = self._snapshot()
        return frozenset(f for f, value in now.items() if value != self._clean.get(f))

    def _make_folded(self) -> None:
        """Make the folded fields, with what waited for them."""
        place = self._fold.layout() if self._fold is not None else None
        if not self._unmade or place is None:
            return
        unchanged = not self.dirty
        sections, self._unmade = self._unmade, ()
        with QSignalBlocker(self):
            for section in sections:
                self._add_section(section, place)
            for field, value in self._waiting.items():
                self._rows[field].input.set_value(value)
            self._waiting.clear()
            self._set_mnemonics()
            self.leave_out(self._left_out)
        if unchanged:
            self.mark_clean()

    def _add_section(self, section: Section, place: QLayout) -> None:
        if not section.fields:
            return
        frame, layout = card()
        if not self._framed:
            frame.setProperty("role", "")
            layout.setContentsMargins(0, 0, 0, 0)
        if section.title:
            layout.addWidget(label(section.title, "heading"))
            remark = self._remarks[section.title] = label("", "muted", wrap=True)
            remark.hide()
            layout.addWidget(remark)
        columns = Columns()
        self._columns.append(columns)
        layout.addWidget(columns)
        for field in section.fields:
            liked = self._favourites.get(field.key, ())
            row = FieldRow(field, self._lists, self._today, liked, compact=self._compact)
            row.edited.connect(self._on_row_edited)
            self._rows[field] = row
            columns.add(row, wide=row.wide)
        place.addWidget(frame)

    def _make_fold(self) -> None:
        if self._fold is not None:
            return
        self._fold_button = FoldButton(self._fold_words)
        self._fold_button.setShortcut("Alt+M")
        self._fold_button.setToolTip("Alt+M")
        self._fold_button.toggled.connect(self._on_fold)
        self._layout.addWidget(self._fold_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._fold = QWidget()
        layout = QVBoxLayout(self._fold)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        self._layout.addWidget(self._fold)
        self._fold.hide()

    def _set_mnemonics(self) -> None:
        """Give each row that has none a letter for Alt, as long as there are letters."""
        for place in (slice(1), slice(None)):  # a first letter is remembered best
            for field, row in self._rows.items():
                free = [c for c in field.label.casefold() if c.isascii() and c.isalpha()][place]
                letter = next((c for c in free if c not in self._letters), None)
                if letter is not None and field not in self._lettered:
                    self._letters.add(letter)
                    self._lettered.add(field)
                    row.set_mnemonic(letter)

    def leave_letters(self, taken: Iterable[str]) -> None:
        """Let the buttons of a page keep their letters: a field that had one of them takes another."""
        theirs = frozenset(taken) - self._letters_left
        if not theirs:
            return
        self._letters_left |= theirs
        self._letters = set(_TAKEN_LETTERS) | self._letters_left
        self._lettered.clear()
        for row in self._rows.values():
            row.set_mnemonic("")
        self._set_mnemonics()

    def use_letters(self, *, used: bool) -> None:
        """Let the letters go to another form on the page for a while, or take them back."""
        for row in self._rows.values():
            row.use_letter(used=used)

    @Slot()
    def _on_row_edited(self) -> None:
        self._last_at = self.where
        self.edited.emit()

    @Slot(bool)
    def _on_fold(self, unfolded: bool) -> None:
        self.unfold(unfolded=unfolded)
        if unfolded and self._fold is not None:
            next(row for row in self._rows.values() if self._fold.isAncestorOf(row)).focus()


def _name(field: Field) -> str:
    """A name for a field that is one within a form that holds two kinds of records."""
    return f"contact.{field.key}" if field in CONTACT_FIELDS else field.key
