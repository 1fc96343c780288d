"""The line in which a filter is made by typing: what to filter by, and on which values.

A value may be typed at once ("pest", "2026"); the list then offers it with its field beside it. What is
chosen shows in the list of cases immediately.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from vp_desk import filters
from vp_desk.periods import ReportingCalendar, ReportingYear
from vp_desk.selection import Selection, Span
from vp_desk.taxonomy import CodeList, Lists
from vp_desk.ui.forms.finders import FindInput
from vp_desk.ui.forms.matching import ALSO, Match, find_codes
from vp_desk.ui.forms.pickers import CodePicker, CodesPicker
from vp_desk.ui.widgets import button, clear_layout, label, lay_out_now

#: Values that are offered beside each other; who wants another one types a letter more.
_MOST: Final = 40
#: Between the key of a filter and one of its values.
_IS: Final = "="


class WhatInput(FindInput):
    """What to filter by: a field, or at once one of its values."""

    #: The key of a filter, to be asked for its values.
    field_taken = Signal(str)
    #: A filter and one of its values.
    value_taken = Signal(str, str)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = CodeList("filters", "Filter op", ())
        self._values: Sequence[tuple[str, CodeList]] = ()

    def know(self, fields: CodeList, values: Sequence[tuple[str, CodeList]]) -> None:
        """Know other fields and values, which are given by the key of their field."""
        self._fields, self._values = fields, values

    def look_for(self, typed: str) -> None:
        """Fields that fit, then values that do, then what is only called so as well."""
        found = list(find_codes(self._fields, typed))
        for key, codes in self._values if typed.strip() else ():
            for match in find_codes(codes, typed):
                context = filters.label_of(key)
                if match.context.startswith(ALSO):
                    context = f"{context}, {match.context}"
                found.append(Match(f"{key}{_IS}{match.code}", match.label, context))
        if typed.strip():
            found.sort(key=lambda match: ALSO in match.context)
        self.offer(found[:_MOST])

    def take(self, code: str) -> None:
        """Ask for the values of a field, or use a value."""
        key, _, value = code.partition(_IS)
        if value:
            self.clear()
            self.value_taken.emit(key, value)
        else:
            self.setText(filters.label_of(key))
            self.field_taken.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the empty line is done."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self.text().strip() and not self._is_open():
            self.done.emit()
            return
        super().keyPressEvent(event)


class FilterEditor(QFrame):
    """Makes and changes one filter at a time; hidden while nobody asks for it."""

    #: The selection with what was chosen.
    changed = Signal(object)
    #: It was closed; with the key of the filter that was worked on, or an empty text.
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._selection = Selection()
        self._lists: Lists | None = None
        self._calendar = ReportingCalendar()
        self._years: Sequence[ReportingYear] = ()
        self._key = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 10, 10, 10)
        layout.setSpacing(10)
        self.what = WhatInput(self)
        self.what.setAccessibleName("Filter op")
        self.what.setPlaceholderText("typ bijvoorbeeld “status”, “pesten” of “2026”")
        self.what.setMinimumWidth(230)
        self.what.field_taken.connect(self.ask_values)
        self.what.value_taken.connect(self._on_value)
        self.what.done.connect(self.close_editor)
        self._values = QHBoxLayout()
        self._values.setSpacing(8)
        self._first: CodePicker | None = None
        self._last: CodePicker | None = None
        self._codes: CodesPicker | None = None
        layout.addWidget(label("Filter op", "label"), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.what, 2)
        layout.addLayout(self._values, 3)
        self._done = button("Klaar", self.close_editor, parent=self)
        self._done.setToolTip("Sluiten (Esc); wat u koos blijft staan")
        layout.addWidget(self._done, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def key(self) -> str:
        """The filter whose values are asked; empty for none."""
        return self._key

    @property
    def codes(self) -> CodesPicker | None:
        """The input for the values of a field, while it is there."""
        return self._codes

    @property
    def period(self) -> tuple[CodePicker, CodePicker] | None:
        """The inputs for the first and the last period, while they are there."""
        return (self._first, self._last) if self._first and self._last else None

    def know(
        self,
        lists: Lists,
        calendar: ReportingCalendar,
        years: Sequence[ReportingYear],
        off: frozenset[str],
    ) -> None:
        """Offer what there is in this vault."""
        self._lists, self._calendar, self._years = lists, calendar, years
        fields = filters.choices(off)
        values = [
            (entry.code, self._offered(entry.code))
            for entry in fields
            if entry.code not in (*filters.BY_MONTH, filters.WITHOUT)
            or entry.code == filters.PERIOD
        ]
        self.what.know(fields, values)

    def set_selection(self, selection: Selection) -> None:
        """Work on another selection, whose filters were changed elsewhere."""
        self._selection = selection

    def open_new(self) -> None:
        """Ask what to filter by."""
        self._forget_values()
        self.what.clear()
        self.show()
        lay_out_now(self)
        self.what.open_all()

    @Slot(str)
    def ask_values(self, key: str) -> None:
        """Ask on which values of a filter."""
        self._forget_values()
        self._key = key
        self.what.setText(filters.label_of(key))
        self.show()
        if key in filters.BY_MONTH:
            self._ask_period(key)
        else:
            self._ask_codes(key)

    @Slot()
    def close_editor(self) -> None:
        """Close; what was chosen stays."""
        key = self._key
        self._forget_values()
        self.hide()
        self.closed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
            return
        super().keyPressEvent(event)

    def _offered(self, key: str) -> CodeList:
        if key in filters.BY_MONTH or self._lists is None:
            return filters.periods(key, self._years)
        return filters.values_of(key, self._lists, filters.codes_held(self._selection, key))

    def _ask_codes(self, key: str) -> None:
        picker = CodesPicker(self._offered(key), parent=self)
        picker.line.setAccessibleName(filters.label_of(key))
        picker.set_value(tuple(sorted(filters.codes_held(self._selection, key))))
        picker.edited.connect(self._on_codes)
        self._codes = picker
        self._values.addWidget(picker)
        picker.show()
        lay_out_now(self)
        picker.line.open_all()

    def _ask_period(self, key: str) -> None:
        offered = self._offered(key)
        first, last = CodePicker(offered, parent=self), CodePicker(offered, parent=self)
        first.setAccessibleName(filters.label_of(key))
        last.setAccessibleName("Tot en met")
        last.setPlaceholderText("t/m: niet nodig")
        span = filters.span_of(self._selection, key)
        for picker, code in zip(
            (first, last), filters.period_codes(span, self._calendar), strict=True
        ):
            picker.set_value(code if code in offered else None)
            picker.edited.connect(self._on_period)
            self._values.addWidget(picker)
        first.show()
        last.setVisible(key not in (filters.CARRIED, filters.SILENT))
        self._first, self._last = first, last
        lay_out_now(self)
        first.open_all()
        first.selectAll()

    def _forget_values(self) -> None:
        clear_layout(self._values)
        self._key = ""
        self._first = self._last = self._codes = None

    def _change(self, change: Callable[[Selection], Selection]) -> None:
        self._selection = change(self._selection)
        self.changed.emit(self._selection)

    @Slot(str, str)
    def _on_value(self, key: str, value: str) -> None:
        def change(selection: Selection) -> Selection:
            if key in filters.BY_MONTH:
                span = filters.period_span(value, self._calendar)
                return filters.with_span(selection, key, span)
            held = filters.codes_held(selection, key)
            return filters.with_codes(selection, key, held | {value})

        self._change(change)

    @Slot()
    def _on_codes(self) -> None:
        if self._codes is None:
            return
        key, codes = self._key, frozenset(self._codes.codes())
        if codes != filters.codes_held(self._selection, key):
            self._change(lambda selection: filters.with_codes(selection, key, codes))

    @Slot()
    def _on_period(self) -> None:
        if self._first is None or self._last is None:
            return
        if self._first.problem() or self._last.problem():
            return
        first, last = self._first.value(), self._last.value()
        span = Span()
        if isinstance(first, str):
            span = filters.period_span(first, self._calendar)
            if isinstance(last, str):
                end = filters.period_span(last, self._calendar).end
                span = Span(span.begin, end)
        key = self._key
        if span != filters.span_of(self._selection, key):
            self._change(lambda selection: filters.with_span(selection, key, span))
