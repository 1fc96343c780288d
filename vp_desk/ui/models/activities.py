"""The activities of one year as rows, newest first."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from vp_desk.desk import Desk
from vp_desk.dutch import month_name, number
from vp_desk.periods import Month
from vp_desk.records import Activity, ActivityId
from vp_desk.ui.forms.inputs import duration_label

_Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = ("Datum", "Soort", "Duur", "Doelgroep", "Deelnemers", "Vorm")
DATE, KIND, DURATION, AUDIENCE, PARTICIPANTS, FORM = range(6)
_RIGHT: Final = frozenset({DURATION, PARTICIPANTS})


def day_label(activity: Activity) -> str:
    """As on screen: `3 maart 2026`."""
    day = activity.held_on
    return f"{day.day} {month_name(day.month)} {day.year}"


class ActivitiesModel(QAbstractTableModel):
    """Rows of `Desk.activities`: a year holds few enough to have them all."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[Activity, ...] = ()

    @property
    def activities(self) -> tuple[Activity, ...]:
        """What is shown, newest first."""
        return self._rows

    def show_activities(self, activities: Sequence[Activity]) -> None:
        """Show other activities; they come oldest first."""
        self.beginResetModel()
        self._rows = tuple(reversed(activities))
        self.endResetModel()

    def row_of(self, activity_id: ActivityId) -> int | None:
        """The row of an activity, if it is shown."""
        return next((n for n, a in enumerate(self._rows) if a.id == activity_id), None)

    def first_row_in(self, month: Month) -> int | None:
        """The first row with an activity in a month."""
        found = (n for n, a in enumerate(self._rows) if Month.of(a.held_on) == month)
        return next(found, None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of activities."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (as in Qt)
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 (as in Qt)
        """The headings, over the side at which their cells stand."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell."""
        if not index.isValid():
            return None
        activity, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(activity, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[column]}: {self._text(activity, column) or 'niet ingevuld'}"
        if role == Qt.ItemDataRole.ToolTipRole:
            kind = self._desk.lists["activity_kind"].path_of(activity.kind)
            return f"{kind}\n{activity.note}" if activity.note else kind
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _text(self, activity: Activity, column: int) -> str:
        lists = self._desk.lists
        if column == DATE:
            return day_label(activity)
        if column == KIND:
            return lists["activity_kind"].label_of(activity.kind)
        if column == DURATION:
            return duration_label(activity.quarters) if activity.quarters else ""
        if column == PARTICIPANTS:
            return "" if activity.participants is None else number(activity.participants)
        name, code = (
            ("audience", activity.audience)
            if column == AUDIENCE
            else ("activity_form", activity.form)
        )
        return lists[name].label_of(code) if code else ""


def _side(column: int) -> Qt.AlignmentFlag:
    right = column in _RIGHT
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
