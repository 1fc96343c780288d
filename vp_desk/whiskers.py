"""What chance leaves open round a figure that readers see: for charts of what is released.

An exact interval gives its count back. So it belongs to a figure that is told as it is, and to no other:
round a hidden figure, a band or a gap there is none.
"""

from vp_desk.aggregate import Printed
from vp_desk.chance import Interval, YearCount, count_interval, rate_of
from vp_desk.released import ReleasedCell, Shown


def told_count(cell: ReleasedCell) -> int | None:
    """The count that a reader sees in a cell; None when it is not told exactly."""
    if isinstance(cell, Shown):
        return cell.value
    if isinstance(cell, Printed) and cell.low == cell.high:
        return cell.low
    return None


def whisker(cell: ReleasedCell) -> Interval | None:
    """The exact 95 % interval of a shown count; None when it is not told exactly."""
    count = told_count(cell)
    return None if count is None else count_interval(count)


def rate_whisker(cell: ReleasedCell, year: int, staff: float | None) -> Interval | None:
    """The same per 100 members of staff; None also when their number is not known."""
    count = told_count(cell)
    rate = None if count is None else rate_of(YearCount(year, count, staff))
    return None if rate is None else rate.interval
