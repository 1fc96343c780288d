"""What chance says of figures that readers see: whiskers for charts, and verdicts on the rows of a table.

Everything here is worked out from released cells alone, and only from those that are told exactly. An exact
interval, a p and even a direction give something of their count back: of a hidden figure there is none.
"""

from collections.abc import Mapping
from typing import Final

from vp_desk.aggregate import Printed
from vp_desk.axes import PERIOD, TOTAL, NoteKind
from vp_desk.chance import (
    Interval,
    Judgement,
    Linked,
    Row,
    YearCount,
    count_interval,
    judge_matters,
    rate_of,
)
from vp_desk.released import Band, Gap, Publication, ReleasedCell, ReleasedTable, Shown
from vp_desk.taxonomy import UNKNOWN
from vp_desk.telling import JOINT

#: Name of the table with the cases that are about the matter of another one.
LINKED: Final = "linked_cases"
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

    A year that was not registered or that is incomplete is a gap. After a year that is not told as such, or
    only together with another, the row begins again as after a break: that it is not told depends on its
    figure, and years that were chosen by their figures tell of chance no longer.

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
    # Of years that are told together a break lies somewhere within: they are no point themselves.
    breaks = {
        _last(note.period)
        for note in table.notes
        if note.kind is NoteKind.BREAK
        and note.row in (None, TOTAL, code)
        and note.period is not None
    }
    for node in table.axis(PERIOD).nodes:
        cell = table.at(**{PERIOD: node.code, field: code})
        count, year = told_count(cell), _last(node.code)
        if JOINT in node.code or (count is None and not isinstance(cell, Gap)):
            breaks.add(year + 1)
        elif count is not None and node.code not in not_whole:
            points.append(YearCount(year, count, staff.get(year)))
    return Row(points, frozenset(breaks)) if points else None


def _last(period: str) -> int:
    """The year of a column, or the last of some that are told together."""
    return int(period.rsplit(JOINT, maxsplit=1)[-1])


def linked_in(publication: Publication) -> Linked:
    """How many cases of each year are about the matter of another one, as far as readers can know.

    A number that is hidden lies below the threshold. A year of which nothing is told is not there.
    """
    found: dict[int, tuple[int, int]] = {}
    table = publication.tables.get(LINKED)
    if table is None:
        return found
    for node in table.axis(PERIOD).nodes:
        cell = table.at(**{PERIOD: node.code})
        if JOINT in node.code or isinstance(cell, Gap):
            continue
        if isinstance(cell, Band):
            found[int(node.code)] = cell.low, cell.high
        elif (count := told_count(cell)) is not None:
            found[int(node.code)] = count, count
        else:
            found[int(node.code)] = 0, publication.threshold - 1
    return found


def judge_table(
    table: ReleasedTable,
    year: int,
    staff: Mapping[int, float],
    linked: Linked | None = None,
) -> Judgement:
    """What may be said of the total and of the rows of a table of cases by years.

    Parts of rows are not asked about, nor is what was not registered: each question more takes from the
    others. A row that is not told this year keeps its part of the allowance.

    Args:
        table: types or another field by years.
        year: the reporting year.
        staff: members of staff by year, as far as they are known.
        linked: what is told of cases that are about one matter; None = nothing.
    """
    axis = next(axis for axis in table.axes if axis.key != PERIOD)
    codes = [node.code for node in axis.nodes if node.depth == 1 and node.code != UNKNOWN]
    rows = {code: told_row(table, code, staff) for code in codes}
    total = told_row(table, TOTAL, staff) if TOTAL in axis.by_code else None
    known = {code: row for code, row in rows.items() if row is not None}
    untold = sum(is_untold(table, code, str(year)) for code in codes)
    return judge_matters(year, total, known, untold, linked or {})


def is_untold(table: ReleasedTable, code: str, year: str) -> bool:
    """Whether a row has a figure in a year that is not told exactly."""
    field = next(axis.key for axis in table.axes if axis.key != PERIOD)
    if year not in table.axis(PERIOD).by_code:
        return False
    cell = table.at(**{PERIOD: year, field: code})
    return told_count(cell) is None and not isinstance(cell, Gap)
