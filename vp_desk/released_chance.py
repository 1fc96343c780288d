"""What chance says of figures that readers see: whiskers for charts, and verdicts on the rows of a table.

Everything here is worked out from released cells alone, and only from those that are told exactly. An exact
interval, a p and even a direction give something of their count back: of a hidden figure there is none.
"""

from collections.abc import Mapping

from vp_desk.aggregate import Printed
from vp_desk.axes import PERIOD, TOTAL, NoteKind
from vp_desk.chance import Interval, Judgement, Row, YearCount, count_interval, judge, rate_of
from vp_desk.released import ReleasedCell, ReleasedTable, Shown
from vp_desk.taxonomy import UNKNOWN

#: Years with such a remark cannot be laid beside others.
_NOT_WHOLE = (NoteKind.INCOMPLETE, NoteKind.CONTRADICTION)


def told_count(cell: ReleasedCell) -> int | None:
    """The count that a reader sees in a cell; None when it is not told exactly."""
    if isinstance(cell, Shown):
        return cell.value
    if isinstance(cell, Printed) and cell.low == cell.high:
        return cell.low
    return None


def whisker(cell: ReleasedCell) -> Interval | None:
    """The exact 95 % interval of a count of cases that is shown; None when it is not told exactly."""
    count = told_count(cell)
    return None if count is None else count_interval(count)


def rate_whisker(cell: ReleasedCell, year: int, staff: float | None) -> Interval | None:
    """The same per 100 members of staff; None also when their number is not known."""
    count = told_count(cell)
    rate = None if count is None else rate_of(YearCount(year, count, staff))
    return None if rate is None else rate.interval


def told_row(table: ReleasedTable, code: str, staff: Mapping[int, float]) -> Row | None:
    """The years of a row that can be laid beside each other; None when there is none.

    A year that is hidden, not registered, incomplete or told together with another is a gap.

    Args:
        table: types or another field by years.
        code: of the row; `TOTAL` for all together.
        staff: members of staff by year, as far as they are known.
    """
    field = next(axis.key for axis in table.axes if axis.key != PERIOD)
    not_whole = {
        note.period for note in table.notes if note.kind in _NOT_WHOLE and note.row in (None, code)
    }
    points: list[YearCount] = []
    for node in table.axis(PERIOD).nodes:
        count = told_count(table.at(**{PERIOD: node.code, field: code}))
        if count is not None and node.code.isdecimal() and node.code not in not_whole:
            year = int(node.code)
            points.append(YearCount(year, count, staff.get(year)))
    breaks = frozenset(
        int(note.period)
        for note in table.notes
        if note.kind is NoteKind.BREAK
        and note.row in (None, TOTAL, code)
        and note.period is not None
    )
    return Row(points, breaks) if points else None


def judge_table(table: ReleasedTable, year: int, staff: Mapping[int, float]) -> Judgement:
    """What may be said of the total and of the rows of a table of cases by years.

    Parts of rows are not asked about, nor is what was not registered: each question more takes from the
    others.
    """
    axis = next(axis for axis in table.axes if axis.key != PERIOD)
    codes = [node.code for node in axis.nodes if node.depth == 1 and node.code != UNKNOWN]
    rows = {code: told_row(table, code, staff) for code in codes}
    total = told_row(table, TOTAL, staff) if TOTAL in axis.by_code else None
    return judge(year, total, {code: row for code, row in rows.items() if row is not None})
