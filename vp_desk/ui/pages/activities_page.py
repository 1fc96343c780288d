"""Activities: a quick entry at the top, the hours of the year, and the list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHeaderView, QScrollArea, QTableView

from vp_desk.desk import ChangeKind, Changes, Desk, YearHours
from vp_desk.dutch import count
from vp_desk.errors import VpDeskError
from vp_desk.periods import Month, ReportingYear
from vp_desk.records import Activity, ActivityId
from vp_desk.ui.bus import Bus
from vp_desk.ui.choices import place_of
from vp_desk.ui.delegates import RowDelegate
from vp_desk.ui.models.activities import (
    AUDIENCE,
    DATE,
    DURATION,
    FORM,
    KIND,
    PARTICIPANTS,
    ActivitiesModel,
)
from vp_desk.ui.pages.activity_entry import ActivityEntry
from vp_desk.ui.pages.form_page import DraftPage
from vp_desk.ui.pages.hours_card import HoursCard
from vp_desk.ui.show_error import show_error
from vp_desk.ui.widgets import button, card, label, row
from vp_desk.ui.workers import Newest, Progress, Workers

_Index = QModelIndex | QPersistentModelIndex

#: The name of the draft of what is typed here.
_DRAFT: Final = "activity/entry"
_WIDTH: Final = 1000
_ROW_HEIGHT: Final = 38
_WIDTHS: Final = {DATE: 156, DURATION: 112, PARTICIPANTS: 108}
_SHARES: Final = {KIND: 0.46, AUDIENCE: 0.3, FORM: 0.24}


@dataclass(frozen=True, slots=True)
class _Read:
    """What the page shows, all of it read beside the window."""

    activities: tuple[Activity, ...]
    hours: YearHours
    #: The last activity of each kind, of this year and the one before.
    recent: Mapping[str, Activity]


class ActivitiesTable(QTableView):
    """As high as its rows; Enter changes the current one, Delete deletes it."""

    row_opened = Signal(QModelIndex)
    delete_wanted = Signal()

    def fit(self) -> None:
        """Be as high as the rows are; the page scrolls."""
        head = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        self.setFixedHeight(self.model().rowCount() * _ROW_HEIGHT + head + 4)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Scroll the page along."""
        super().currentChanged(current, previous)
        place = self.parentWidget()
        while place is not None and not isinstance(place, QScrollArea):
            place = place.parentWidget()
        inside = place.widget() if isinstance(place, QScrollArea) else None
        if isinstance(place, QScrollArea) and inside is not None and self.hasFocus():
            middle = self.viewport().mapTo(inside, self.visualRect(current).center())
            place.ensureVisible(middle.x(), middle.y(), 0, 2 * _ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        rest = self.viewport().width() - sum(_WIDTHS.values())
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        for column, share in _SHARES.items():
            self.setColumnWidth(column, int(rest * share))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change or delete the current row."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.currentIndex().isValid():
                self.row_opened.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.delete_wanted.emit()
            return
        super().keyPressEvent(event)


class ActivitiesPage(DraftPage):
    """Work that belongs to no case, and the hours of all work."""

    help = "activiteiten"

    def __init__(self, desk: Desk, bus: Bus, workers: Workers, today: Callable[[], date]) -> None:
        super().__init__("Activiteiten", desk, _DRAFT)
        self.body.setMaximumWidth(_WIDTH + 64)
        self._desk, self._bus, self._today = desk, bus, today
        self._stale = True
        self._reading = Newest(workers)
        self._point_at: Activity | None = None
        self.year = QComboBox()
        self.year.setAccessibleName("Verslagjaar")
        self.year.currentIndexChanged.connect(self._read)
        self.header.addWidget(self.year)
        self._lists_changed = False
        self.entry = self._make_entry()
        self.hours = HoursCard()
        self.hours.month_chosen.connect(self._on_month)
        self.content.addWidget(self.hours)
        self.model = ActivitiesModel(desk, self)
        self.content.addWidget(self._make_list())
        self.content.addStretch(1)
        bus.changed.connect(self._on_changed)

    def _make_entry(self) -> ActivityEntry:
        made = ActivityEntry(self._desk.lists, self._today())
        made.save_wanted.connect(self.save)
        made.cancelled.connect(self._stop_editing)
        made.form.edited.connect(self.keeper.touch)
        self.content.insertWidget(0, made)
        return made

    def _renew_entry(self) -> None:
        """Offer the lists and the date of now, unless something is being typed."""
        old = self.entry
        fresh = old.today == self._today() and not self._lists_changed
        if fresh or old.dirty or old.editing is not None:
            return
        self._lists_changed = False
        self.content.removeWidget(old)
        self.entry = self._make_entry()
        old.hide()
        old.deleteLater()

    @property
    def dirty(self) -> bool:
        """Whether an activity was typed that is not in the vault."""
        return self.entry.dirty

    def activate(self) -> None:
        """Show the activities as they are now, ready to type the next one."""
        self._renew_entry()
        self._refresh()
        self._resume()
        if self.entry.editing is None:
            self.entry.focus_kind()

    def start_entry(self) -> None:
        """Ready to type a new activity; what is being typed stays."""
        self.entry.focus_kind()

    def show_year(self, year: ReportingYear) -> None:
        """Show another year."""
        self._refresh()
        place = place_of(self.year, year)
        if place >= 0:
            self.year.setCurrentIndex(place)

    def store(self) -> bool:
        """Put what was typed in the vault; whether that was done."""
        if not self.entry.check():
            return False
        editing = self.entry.editing
        try:
            stored = self._desk.activity(editing.id) if editing is not None else None
            activity = self.entry.typed(stored)
            changes = (
                self._desk.add_activity(activity, draft=self.keeper.key)
                if editing is None
                else self._desk.change_activity(activity, draft=self.keeper.key)
            )
        except VpDeskError as error:
            show_error(self, error)
            return False
        self.bar.hide()
        self._point_at = activity
        self.entry.start_new()
        self.keeper.stored()
        self._bus.changed.emit(changes)
        if editing is None:
            self.entry.focus_kind()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def discard(self) -> None:
        """Forget what was typed."""
        self.entry.start_new()
        self.keeper.drop()

    def draft_content(self) -> Mapping[str, Any]:
        """Which activity is being changed, 0 for a new one, and what stands in every field."""
        editing = self.entry.editing
        return {"id": int(editing.id) if editing else 0, "fields": self.entry.state()}

    def show_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what stood in the card; an activity that is gone becomes a new one."""
        number = int(content.get("id", 0))
        known = self._desk.activity(ActivityId(number)) if number else None
        if known is not None:
            self.entry.edit(known)
        self.entry.form.set_state(content.get("fields", {}))

    def _resume(self) -> None:
        """Go on with what was typed before the vault was locked."""
        if self.entry.dirty:
            return
        draft = next((d for d in self._desk.drafts() if d.key == self.keeper.key), None)
        if draft is not None:
            self.resume(draft.content)
            self.bar.say("Hier staat nog wat u eerder typte en niet hebt opgeslagen.", "info")

    # --- the list ---

    def _make_list(self) -> QFrame:
        frame, layout = card()
        layout.setSpacing(8)
        self._title = label("", "heading")
        self.edit_button = button("Wijzigen", self._edit_current)
        self.delete_button = button("Verwijderen", self._delete_current)
        layout.addLayout(row(self._title, None, self.edit_button, self.delete_button))
        self._nothing = label("", "muted", wrap=True)
        layout.addWidget(self._nothing)
        self.table = ActivitiesTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(
            RowDelegate(frozenset({DURATION, AUDIENCE, PARTICIPANTS, FORM}), self)
        )
        self.table.setAccessibleName("Lijst van activiteiten")
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.row_opened.connect(self._on_opened)
        self.table.doubleClicked.connect(self._on_opened)
        self.table.delete_wanted.connect(self._delete_current)
        layout.addWidget(self.table)
        return frame

    def _refresh(self) -> None:
        if self._stale:
            self._stale = False
            self._fill_years()
            self._read()

    def _fill_years(self) -> None:
        chosen: object = self.year.currentData()
        now = self._desk.calendar.year_of(Month.of(self._today()))
        with QSignalBlocker(self.year):
            self.year.clear()
            for year in sorted({*self._desk.years_with_hours(), now}, reverse=True):
                self.year.addItem(year.label, year)
            self.year.setCurrentIndex(max(0, place_of(self.year, chosen or now)))

    @Slot()
    def _read(self) -> None:
        year: object = self.year.currentData()
        if not isinstance(year, ReportingYear):
            return
        desk = self._desk
        now = desk.calendar.year_of(Month.of(self._today()))

        def read(_: Progress) -> _Read:
            lately = (*desk.activities(now.previous()), *desk.activities(now))
            recent = {activity.kind: activity for activity in lately}
            return _Read(desk.activities(year), desk.hours(year), recent)

        def done(found: _Read) -> None:
            self._show_read(year, found)

        self._reading.ask(read, done, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)

    def _show_read(self, year: ReportingYear, found: _Read) -> None:
        current = self._point_at or self._current()
        self._point_at = None
        self.entry.remember(found.recent)
        kinds = self._desk.lists["activity_kind"]
        self.hours.show_hours(found.hours, kinds, self._today())
        self.model.show_activities(found.activities)
        number = len(found.activities)
        self._title.setText(f"{count(number, 'activiteit', 'activiteiten')} in {year.label}")
        self._nothing.setText(
            "Nog niets vastgelegd. Voorlichting, intervisie, scholing en overleg tellen mee in uw uren."
        )
        self._nothing.setVisible(not number)
        self.table.setVisible(bool(number))
        for part in (self.edit_button, self.delete_button):
            part.setEnabled(bool(number))
        self.table.fit()
        if number:
            place = self._row_like(current) if current is not None else None
            self.table.setCurrentIndex(self.model.index(place or 0, 0))

    def _row_like(self, activity: Activity) -> int | None:
        """The row of an activity; of one just stored, whose number is not known here, the newest."""
        known = self.model.row_of(activity.id)
        if known is not None:
            return known
        newest = max(self.model.activities, key=lambda stored: stored.id)
        return self.model.row_of(newest.id) if not activity.id else None

    def _current(self) -> Activity | None:
        place = self.table.currentIndex().row()
        known = self.model.activities
        return known[place] if 0 <= place < len(known) else None

    # --- changing and deleting ---

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        self._edit(self.model.activities[index.row()])

    @Slot()
    def _edit_current(self) -> None:
        current = self._current()
        if current is not None:
            self._edit(current)

    def _edit(self, activity: Activity) -> None:
        def then() -> None:
            self.entry.edit(activity)
            self.entry.focus_first()

        self.ask_first(then)

    @Slot()
    def _stop_editing(self) -> None:
        self.entry.start_new()
        self.keeper.drop()
        self.bar.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_escape(self) -> None:
        if self.entry.editing is not None:
            self.ask_first(self._stop_editing)

    @Slot()
    def _delete_current(self) -> None:
        current = self._current()
        if current is None:
            return
        try:
            changes = self._desk.delete_activity(current, self._today())
        except VpDeskError as error:
            show_error(self, error)
            return
        if self.entry.editing is not None and self.entry.editing.id == current.id:
            self.entry.start_new()
        self._bus.changed.emit(changes)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_month(self, month: Month) -> None:
        place = self.model.first_row_in(month)
        if place is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.setCurrentIndex(self.model.index(place, 0))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if ChangeKind.LISTS in changes.kinds:
            self._lists_changed = True
        if changes.kinds - {ChangeKind.TOTALS}:
            self._stale = True
            if self.isVisible():
                self._refresh()
